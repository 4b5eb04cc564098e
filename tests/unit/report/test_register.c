/* SPDX-License-Identifier: MIT */
/* register - rows are made while they are gone over, and stop with the one
 * who takes them. */
#include "unit/report/made.h"

static bool
two_devices(void *of,
            bool (*take)(void *to, const void *device, struct rc_err *err),
            void *to, struct rc_err *err)
{
	struct rc_device *d = of;

	return take(to, &d[0], err) && take(to, &d[1], err);
}

static bool
put_row(void *to, const struct rc_row *row, struct rc_err *err)
{
	struct rc_buf *b = to;
	size_t i;

	for (i = 0; i < 16; i++) {
		rc_buf_puts(b, i > 0 ? "|" : "");
		rc_cell_put(row->cells[i], false, b);
	}
	rc_buf_putc(b, '\n');
	return b->n < 10 || b->p[0] != '!' || rc_fail(err, RC_EIO, "full");
}

static void
test_all(void **state)
{
	struct rc_device devices[2];
	struct rc_device_source source = { two_devices, devices, 2 };
	const struct rc_section *section;
	struct rc_err err = { 0 };
	struct made m;

	(void)state;
	made_init(&m);
	rc_record_clear(&rc_kind_device, &devices[0]);
	devices[1] = devices[0];
	devices[0].asset_tag = "D1";
	devices[0].category = RC_CATEGORY_LAPTOP;
	devices[0].status = RC_STATUS_IN_USE;
	devices[0].agency.key = "A1";
	devices[0].agency.id = 3;
	devices[0].cost = 12000000;
	devices[0].in_service_date = fix_day(2024, 2, 29);
	devices[0].custodian = "a name";
	devices[1].asset_tag = "!2";
	m.ledger.devices = &source;
	made_make(&m, rc_register_doc);
	section = rc_doc_find(&m.doc, "devices");
	assert_int_equal(section->nrows, 0);
	assert_false(rc_section_is_empty(section));
	rc_buf_clear(&m.b);
	assert_true(rc_section_each(section, put_row, &m.b, &err));
	assert_string_equal(
	        m.b.p, "D1||laptop|||in_use|A1|||||2024-02-29|12000000|||\n"
	               "!2|||||||||||||||\n");
	/* Who takes the rows may stop. */
	devices[0].asset_tag = "!1";
	rc_buf_clear(&m.b);
	assert_false(rc_section_each(section, put_row, &m.b, &err));
	assert_int_equal(err.code, RC_EIO);
	assert_null(strstr(m.b.p, "!2"));
	made_fini(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
