/* SPDX-License-Identifier: MIT */
#include "import/match.h"

#include <rollcall/base/buf.h>

#include <lib/unit.h>

#include <string.h>

#define CELLS_MAX 64

static bool
put_remark(void *ctx, const char *sentence)
{
	struct rc_buf *b = ctx;

	rc_buf_puts(b, sentence);
	rc_buf_putc(b, '\n');
	return true;
}

/* "a|b|c" as a row on line 1 */
static struct rc_csv_row
row_of(const char *text, struct rc_str cells[CELLS_MAX])
{
	struct rc_str rest = rc_str_of(text);
	struct rc_csv_row row = { .line = 1, .cells = cells };

	while (rc_str_split(&rest, '|', &cells[row.n]))
		row.n++;
	return row;
}

struct outcome {
	struct rc_arena arena;
	struct rc_buf remarks;
	struct rc_match match;
	struct rc_err err;
	bool ok;
};

static void
match(struct outcome *o, const struct rc_match_wish *wish, const char *header)
{
	struct rc_str cells[CELLS_MAX];
	struct rc_csv_row row = row_of(header, cells);
	struct rc_match_wish noted = *wish;

	memset(o, 0, sizeof(*o));
	rc_arena_init(&o->arena);
	rc_buf_init(&o->remarks, 65536);
	rc_buf_puts(&o->remarks, "\n");
	rc_buf_clear(&o->remarks);
	noted.remark = put_remark;
	noted.ctx = &o->remarks;
	o->ok = rc_match_header(&noted, &row, &o->arena, &o->match, &o->err);
}

static void
finish(struct outcome *o)
{
	rc_buf_fini(&o->remarks);
	rc_arena_fini(&o->arena);
}

static void
test_found(void **state)
{
	const struct rc_match_wish wish = { .kind = &rc_kind_post };
	struct outcome o;
	static const char *const want[] = { "code",        "agency",
		                            "title",       NULL,
		                            "title_group", "holder",
		                            "valid_from" };
	size_t i;

	(void)state;
	match(&o, &wish,
	      "Mã vị trí| CƠ QUAN |Chuc danh|STT|nhóm|ho_va_ten|Từ ngày");
	assert_true(o.ok);
	assert_int_equal(o.match.n, 7);
	for (i = 0; i < 7; i++) {
		if (want[i] == NULL)
			assert_null(o.match.fields[i]);
		else
			assert_string_equal(o.match.fields[i]->name, want[i]);
	}
	assert_string_equal(o.match.headers[1], "CƠ QUAN");
	assert_string_equal(o.remarks.p,
	                    "column 4 \"STT\" is not known and ignored\n");
	assert_int_equal(rc_match_column(&o.match, o.match.fields[2]), 2);
	finish(&o);
}

static void
test_remarks(void **state)
{
	const struct rc_match_wish wish = { .kind = &rc_kind_device,
		                            .partial = true };
	struct outcome o;

	(void)state;
	match(&o, &wish, "asset_tag|seriall|last_seen||_line|_reason");
	assert_true(o.ok);
	assert_null(o.match.fields[1]);
	assert_null(o.match.fields[2]);
	assert_false(o.match.ours[3]);
	assert_true(o.match.ours[4]);
	assert_true(o.match.ours[5]);
	assert_string_equal(
	        o.remarks.p,
	        "column 2 \"seriall\" is not known and ignored; did you mean "
	        "serial?\n"
	        "column 3 \"last_seen\" is set by the program and ignored\n");
	finish(&o);
}

static void
test_refused(void **state)
{
	static const char *const no_column[] = { "title=Job" };
	static const char *const no_field[] = { "colour=code" };
	static const char *const no_sign[] = { "title" };
	static const struct {
		const char *header;
		const char *const *maps;
		const char *error;
	} tries[] = {
		{ "code|agency|title|title_group|Mã", NULL,
		  "line 1: columns 1 \"code\" and 5 \"Mã\" are both code" },
		{ "code|title|Nhóm", NULL,
		  "line 1: no column for agency (Agency)" },
		{ "code|agency|nothing", NULL,
		  "line 1: no column for title (Title); no column for "
		  "title_group (Title group)" },
		{ "code|agency|title|title_group", no_column,
		  "line 1: --map title=Job: the file has no such column" },
		{ "code|agency|title|title_group", no_field,
		  "line 1: --map colour=code: posts have no such field" },
		{ "code|agency|title|title_group", no_sign,
		  "line 1: --map title: write field=column" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(tries); i++) {
		const struct rc_match_wish wish = {
			.kind = &rc_kind_post,
			.maps = tries[i].maps,
			.nmaps = tries[i].maps == NULL ? 0 : 1
		};
		struct outcome o;

		match(&o, &wish, tries[i].header);
		assert_false(o.ok);
		assert_int_equal(o.err.code, RC_EINVALID);
		assert_string_equal(o.err.text, tries[i].error);
		finish(&o);
	}
}

static void
test_maps(void **state)
{
	static const char *const maps[] = { "title=Job title", "holder=5",
		                            "Nhóm=grp" };
	const struct rc_match_wish wish = { .kind = &rc_kind_post,
		                            .maps = maps,
		                            .nmaps = 3 };
	struct outcome o;

	(void)state;
	match(&o, &wish, "code|agency|JOB_TITLE|grp|who|title");
	assert_true(o.ok);
	assert_string_equal(o.match.fields[2]->name, "title");
	assert_string_equal(o.match.fields[3]->name, "title_group");
	assert_string_equal(o.match.fields[4]->name, "holder");
	/* The map wins over the column that bears the name. */
	assert_null(o.match.fields[5]);
	finish(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_remarks),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_maps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
