/* SPDX-License-Identifier: MIT */
/* What becomes of ruined cells in a whole file. */
#include "plan_case.h"

#define HEAD "asset_tag;serial;category;agency;status;connectivity;"
#define RUINED                                                         \
	"the spreadsheet has ruined this number: its last digits are " \
	"lost; format the column as text and enter it again"
#define ERROR "the spreadsheet wrote an error here instead of a value"

/* A number that lost its digits is never a tag or a serial number. */
static void
test_powers(void **state)
{
	(void)state;
	expect(&rc_kind_device,
	       HEAD "\n"
	            "1,23E+15;S1;laptop;25280;in_use;networked;\n"
	            "T2;6.37702E+15;laptop;25280;in_use;networked;\n"
	            "T3;5E10;laptop;25280;in_use;networked;\n",
	       "2 refuse ! 1: " RUINED "\n"
	       "3 refuse ! 2: " RUINED "\n"
	       "4 add T3#0 asset_tag=T3 serial=5E10 category=laptop "
	       "status=in_use agency=25280 connectivity=networked\n",
	       "");
}

static void
test_errors(void **state)
{
	(void)state;
	expect(&rc_kind_device,
	       HEAD "purchase_date;cost;ram_mb;notes\n"
	            "T3;S3;#DIV/0!;#N/A;in_use;networked;#REF!;#VALUE!;"
	            "#####;#NAME?\n",
	       "2 refuse ! 3: " ERROR " ! 4: " ERROR " ! 7: " ERROR
	       " ! 8: " ERROR " ! 9: " ERROR " ! 10: " ERROR "\n",
	       "");
}

static void
test_months(void **state)
{
	(void)state;
	expect(&rc_kind_device,
	       HEAD "purchase_date;ram_mb\n"
	            "T4;S4;laptop;25280;in_use;networked;01-Thg7;\n"
	            "T5;S5;laptop;25280;in_use;networked;Jul-25;\n"
	            "T6;S6;laptop;25280;in_use;networked;1-Jul-2025;8.192\n",
	       "2 refuse ! 7: a month by its name needs a day and a year of "
	       "four digits; the spreadsheet has cut them off\n"
	       "3 refuse ! 7: a month by its name needs a day and a year of "
	       "four digits; the spreadsheet has cut them off\n"
	       "4 add T6#0 asset_tag=T6 serial=S6 category=laptop "
	       "status=in_use agency=25280 connectivity=networked "
	       "purchase_date=2025-07-01 ram_mb=8192\n",
	       "");
}

/* A code that lost its zeros is offered, never taken. */
static void
test_zeros(void **state)
{
	struct rc_err err = { 0 };
	struct store store;
	struct run r;

	(void)state;
	fill(&store);
	store.agencies[1].code = "00123";
	run_init(&r, &store, &rc_kind_device);
	if (!judge_file(&r,
	                HEAD "\n"
	                     "T1;S1;laptop;123;in_use;networked;\n"
	                     "T2;S2;laptop;0123;in_use;networked;\n"
	                     "T3;S3;laptop;00123;in_use;networked;\n"
	                     "T4;S4;laptop;124;in_use;networked;\n",
	                &err))
		fail_msg("%s", err.text);
	assert_string_equal(
	        r.said.p,
	        "2 refuse ! 4: there is no agency \"123\" (did you mean 00123 "
	        "Đảng ủy xã Lộc Thành?)\n"
	        "3 refuse ! 4: there is no agency \"0123\" (did you mean "
	        "00123 Đảng ủy xã Lộc Thành?)\n"
	        "4 add T3#0 asset_tag=T3 serial=S3 category=laptop "
	        "status=in_use agency=00123 connectivity=networked\n"
	        "5 refuse ! 4: there is no agency \"124\"\n");
	run_fini(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_powers),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_zeros),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
