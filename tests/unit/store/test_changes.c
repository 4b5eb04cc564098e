/* SPDX-License-Identifier: MIT */
#include <lib/unit.h>

#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/link.h>

#include <string.h>

#include "store/changes.h"

/* Every field of a kind from one value to another and back, to the bit. */
static void
fill(const struct rc_kind *kind, void *record, int64_t seed, const char *text)
{
	size_t i;

	rc_record_clear(kind, record);
	for (i = 0; i < kind->nfields; i++) {
		const struct rc_field *field = &kind->fields[i];
		struct rc_value value = RC_VALUE_INT(seed + (int64_t)i);

		if (field->type == RC_TEXTUAL)
			value = rc_value_text(text);
		else if (field->type == RC_BOOLEAN)
			value = RC_VALUE_INT(seed & 1);
		else if (field->type == RC_CHOICE)
			value = RC_VALUE_INT(1 + (seed & 1));
		else if (field->type == RC_INSTANT)
			value = RC_VALUE_INT(1782882000123 + seed);
		rc_field_put(field, record, value);
		if (field->type == RC_REF)
			rc_field_ref(field, record)->key = "K:1\t";
	}
}

static void
round_trip(const struct rc_kind *kind, const void *before, const void *after,
           struct rc_arena *arena)
{
	struct rc_err err = { 0 };
	struct rc_changed c;
	struct rc_buf b;
	struct rc_str rest;
	bool end = false;
	size_t n = 0;

	rc_buf_init(&b, 1 << 20);
	rc_changes_put(kind, before, after,
	               kind->nfields == 64 ? ~(rc_mask)0
	                                   : ((rc_mask)1 << kind->nfields) - 1,
	               &b);
	assert_true(rc_buf_done(&b, &err));
	rest = rc_buf_str(&b);
	for (;;) {
		struct rc_value value = RC_VALUE_NULL;

		assert_true(
		        rc_changes_next(kind, &rest, arena, &c, &end, &err));
		if (end)
			break;
		assert_ptr_equal(c.field, &kind->fields[n]);
		assert_int_equal(c.index, n);
		if (before != NULL)
			value = rc_field_get(c.field, before);
		assert_true(rc_value_eq(&c.before, &value));
		value = RC_VALUE_NULL;
		if (after != NULL)
			value = rc_field_get(c.field, after);
		assert_true(rc_value_eq(&c.after, &value));
		n++;
	}
	assert_int_equal(n, kind->nfields);
	rc_buf_fini(&b);
}

static void
test_round_trip(void **state)
{
	static const char nasty[] = "\\N\t\n\r\\ \\t | Đắk Nhau \"'";
	struct rc_arena arena;
	size_t k;

	(void)state;
	rc_arena_init(&arena);
	for (k = 0; rc_kinds[k] != NULL; k++) {
		const struct rc_kind *kind = rc_kinds[k];
		void *a = rc_record_new(kind, &arena);
		void *b = rc_record_new(kind, &arena);

		fill(kind, a, 1000, nasty);
		fill(kind, b, 20001, "\\N");
		round_trip(kind, a, b, &arena);
		round_trip(kind, NULL, b, &arena);
		round_trip(kind, a, NULL, &arena);
		rc_record_clear(kind, b);
		round_trip(kind, a, b, &arena);
	}
	rc_arena_fini(&arena);
}

static void
test_text(void **state)
{
	struct rc_err err = { 0 };
	struct rc_agency a;
	struct rc_agency b;
	struct rc_pin pin;
	struct rc_buf text;

	(void)state;
	rc_record_clear(&rc_kind_agency, &a);
	a.code = "25363";
	a.tier = RC_TIER_COMMUNE;
	a.valid_from = 20270; /* 2025-07-01 */
	b = a;
	b.name = "a\tb";
	b.parent = (struct rc_ref){ 7, "tinh" };
	b.in_quota = 1;
	b.valid_from = RC_DATE_NONE;
	rc_buf_init(&text, 1000);
	rc_changes_put(&rc_kind_agency, &a, &b,
	               0x1 | 0x2 | 0x8 | 0x10 | 0x20 | 0x100, &text);
	assert_true(rc_buf_done(&text, &err));
	assert_string_equal(text.p, "code\t25363\t25363\n"
	                            "name\t\\N\ta\\tb\n"
	                            "tier\tcommune\tcommune\n"
	                            "parent\t\\N\t7:tinh\n"
	                            "in_quota\t\\N\ttrue\n"
	                            "valid_from\t2025-07-01\t\\N");
	rc_buf_clear(&text);
	rc_record_clear(&rc_kind_pin, &pin);
	pin.since = 1782882000123;
	rc_changes_put(&rc_kind_pin, NULL, &pin, 0x10, &text);
	assert_string_equal(text.p, "since\t\\N\t1782882000123");
	rc_buf_fini(&text);
}

static void
test_refused(void **state)
{
	static const char *const cases[] = {
		"nofield\ta\tb",
		"code\ta",
		"code",
		"code\ta\tb\tc",
		"tier\tx\t\\N",
		"parent\t7\tx:",
		"parent\tx:7\t\\N",
		"valid_from\t2025-13-01\t\\N",
		"in_quota\tyes\t\\N",
		"\n",
	};
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_changed c;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_str rest = rc_str_of(cases[i]);
		bool end;

		err.code = RC_OK;
		if (rc_changes_next(&rc_kind_agency, &rest, &arena, &c, &end,
		                    &err))
			print_message("taken: %s\n", cases[i]);
		assert_int_equal(err.code, RC_ECORRUPT);
	}
	rc_arena_fini(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
