/* SPDX-License-Identifier: MIT */
/*
 * unit - what every unit test includes: cmocka, and the headers it wants
 * before itself.
 *
 *	#include <lib/unit.h>
 *	static void test_x(void **state) { (void)state; assert_int_equal(...); }
 *	int main(void) { const struct CMUnitTest tests[] = {
 *		cmocka_unit_test(test_x), };
 *		return cmocka_run_group_tests(tests, NULL, NULL); }
 */
#ifndef TESTS_LIB_UNIT_H
#define TESTS_LIB_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
