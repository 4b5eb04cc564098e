/* SPDX-License-Identifier: MIT */
/* field - get and put, formats, words; parse of format is the identity. */
#include <lib/unit.h>

#include <rollcall/base/buf.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/link.h>
#include <rollcall/model/log.h>

#include <string.h>

static const struct rc_field *
field(const struct rc_kind *kind, const char *name)
{
	const struct rc_field *f = rc_field_find(kind, rc_str_of(name));

	assert_non_null(f);
	assert_string_equal(f->name, name);
	return f;
}

static void
test_get_of_put(void **state)
{
	size_t k;
	size_t i;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		const struct rc_kind *kind = rc_kinds[k];
		struct rc_arena arena;
		void *record;

		rc_arena_init(&arena);
		record = rc_record_new(kind, &arena);
		for (i = 0; i < kind->nfields; i++) {
			const struct rc_field *f = &kind->fields[i];
			struct rc_value in = f->type == RC_TEXTUAL
			                             ? rc_value_text("x")
			                             : RC_VALUE_INT(1);
			struct rc_value out = rc_field_get(f, record);

			assert_int_equal(out.type, RC_NULL);
			rc_field_put(f, record, in);
			out = rc_field_get(f, record);
			assert_true(rc_value_eq(&in, &out));
			rc_field_put(f, record, RC_VALUE_NULL);
			out = rc_field_get(f, record);
			assert_int_equal(out.type, RC_NULL);
		}
		rc_arena_fini(&arena);
	}
}

static const struct {
	const struct rc_kind *kind;
	const char *field;
	enum rc_value_type type;
	int64_t i;
	const char *text;
	const char *machine, *people;
} formats[] = {
	{ &rc_kind_device, "name", RC_TEXT, 0, "Máy, \"A\"", "Máy, \"A\"",
	  "Máy, \"A\"" },
	{ &rc_kind_device, "name", RC_NULL, 0, NULL, "", "" },
	{ &rc_kind_device, "ram_mb", RC_INT, 16384, NULL, "16384", "16384" },
	{ &rc_kind_device, "port", RC_INT, 22, NULL, "22", "22" },
	{ &rc_kind_device, "cost", RC_INT, 18500000, NULL, "18500000",
	  "18.500.000 đ" },
	{ &rc_kind_device, "warranty_end", RC_INT, 20679, NULL, "2026-08-14",
	  "14/08/2026" },
	{ &rc_kind_device, "status", RC_INT, RC_STATUS_IN_USE, NULL, "in_use",
	  "in use" },
	{ &rc_kind_device, "status", RC_INT, 99, NULL, "99", "99" },
	{ &rc_kind_device, "agency", RC_TEXT, 0, "25363", "25363", "25363" },
	{ &rc_kind_device, "agency", RC_INT, 12, NULL, "12", "12" },
	{ &rc_kind_link, "controlled", RC_INT, 1, NULL, "true", "yes" },
	{ &rc_kind_link, "controlled", RC_INT, 0, NULL, "false", "no" },
	{ &rc_kind_event, "at", RC_INT, 0, NULL, "1970-01-01T07:00:00+07:00",
	  "01/01/1970 07:00:00" },
	{ &rc_kind_facts, "firewall", RC_INT, RC_UNKNOWN, NULL, "unknown",
	  "unknown" },
	{ &rc_kind_facts, "clock_skew_s", RC_INT, -5, NULL, "-5", "-5" },
};

static void
test_formats(void **state)
{
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_buf_init(&b, 1000);
	for (i = 0; i < RC_COUNT(formats); i++) {
		const struct rc_field *f =
		        field(formats[i].kind, formats[i].field);
		struct rc_value v = { formats[i].type, formats[i].i,
			              rc_str_of(formats[i].text) };

		rc_buf_clear(&b);
		rc_buf_puts(&b, "");
		rc_field_format(f, v, RC_FOR_MACHINE, &b);
		assert_string_equal(b.n == 0 ? "" : b.p, formats[i].machine);
		rc_buf_clear(&b);
		rc_field_format(f, v, RC_FOR_PEOPLE, &b);
		assert_string_equal(b.n == 0 ? "" : b.p, formats[i].people);
	}
	rc_buf_fini(&b);
}

/* A value of each field of each kind, there and back in both forms. */
static void
test_parse_of_format(void **state)
{
	struct rc_arena arena;
	struct rc_buf b;
	size_t k;
	size_t i;
	int form;

	(void)state;
	rc_arena_init(&arena);
	rc_buf_init(&b, 1000);
	for (k = 0; rc_kinds[k] != NULL; k++) {
		for (i = 0; i < rc_kinds[k]->nfields; i++) {
			const struct rc_field *f = &rc_kinds[k]->fields[i];
			struct rc_value in = RC_VALUE_INT(1);
			struct rc_value out;
			struct rc_err err = { 0 };

			if (f->type == RC_TEXTUAL || f->type == RC_REF)
				in = rc_value_text("10.0.0.1");
			if (f->valid == rc_valid_mac)
				in = rc_value_text("00:1a:2b:3c:4d:5e");
			if (f->max > f->min)
				in.i = f->max;
			if (f->type == RC_DAY)
				in.i = -141427; /* a day in 1582 */
			if (f->type == RC_INSTANT)
				in.i = 1779440704000;
			for (form = RC_FOR_MACHINE; form <= RC_FOR_PEOPLE;
			     form++) {
				if (f->type == RC_INSTANT &&
				    form == RC_FOR_PEOPLE)
					continue;
				rc_buf_clear(&b);
				rc_field_format(f, in, (enum rc_form)form, &b);
				if (!rc_field_parse(f, rc_buf_str(&b),
				                    RC_YMD_OR_DMY, &arena, &out,
				                    &err))
					fail_msg("%s.%s: %s", rc_kinds[k]->name,
					         f->name, err.text);
				assert_true(rc_value_eq(&in, &out));
			}
		}
	}
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_put_text(void **state)
{
	struct rc_arena arena;
	struct rc_device *d;
	struct rc_buf b;

	(void)state;
	rc_arena_init(&arena);
	rc_buf_init(&b, 100);
	d = rc_record_new(&rc_kind_device, &arena);
	d->agency = (struct rc_ref){ 5, "25363" };
	d->post = (struct rc_ref){ 9, NULL };
	rc_field_put_text(field(&rc_kind_device, "agency"), d, RC_FOR_PEOPLE,
	                  &b);
	assert_string_equal(b.p, "25363");
	rc_field_put_text(field(&rc_kind_device, "post"), d, RC_FOR_PEOPLE, &b);
	assert_string_equal(b.p, "253639");
	rc_field_put_text(field(&rc_kind_device, "profile"), d, RC_FOR_PEOPLE,
	                  &b);
	assert_string_equal(b.p, "253639");
	assert_int_equal(rc_field_ref(field(&rc_kind_device, "agency"), d)->id,
	                 5);
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_words(void **state)
{
	static const struct {
		const char *text;
		int index;
	} table[] = {
		{ "", 0 },
		{ "in_use", RC_STATUS_IN_USE },
		{ "In Use", RC_STATUS_IN_USE },
		{ "in-use", RC_STATUS_IN_USE },
		{ "Ready to Deploy", RC_STATUS_IN_STOCK },
		{ "đang dùng", RC_STATUS_IN_USE },
		{ "DANG DUNG", RC_STATUS_IN_USE },
		{ "in service", RC_STATUS_REPAIR },
		{ "gone", -1 },
		{ "-", -1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(table); i++)
		assert_int_equal(
		        rc_word_find(rc_status_words, rc_str_of(table[i].text)),
		        table[i].index);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_get_of_put),
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_parse_of_format),
		cmocka_unit_test(test_put_text),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
