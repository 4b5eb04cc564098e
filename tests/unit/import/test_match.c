/* SPDX-License-Identifier: MIT */
#include "import/match.h"

#include <rollcall/base/buf.h>

#include <lib/unit.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HINT                                                       \
	"; --map FIELD=COLUMN says which column it is, --default " \
	"FIELD=VALUE what new records have"

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
	                    "column 4 \"STT\" is ignored on purpose\n");
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
		  "line 1: columns 1 \"code\" and 5 \"Mã\" are both code "
		  "(--map "
		  "code=#1 says which)" },
		{ "code|title|Nhóm", NULL,
		  "line 1: no column for agency (Agency)" HINT },
		{ "code|agency|nothing", NULL,
		  "line 1: no column for title (Title); no column for "
		  "title_group (Title group)" HINT },
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

/* --- headers of other programs -------------------------------------------- */

#define HEADERS   "tests/import/headers/"
#define TEXT_MAX_ (1 << 16)

static bool
take_first(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct outcome *o = ctx;
	const struct rc_match_wish wish = {
		.kind = rc_kind_find(RC_STR("devices")),
		.partial = true,
		.remark = put_remark,
		.ctx = &o->remarks,
	};
	struct rc_match_wish used = wish;

	if (o->match.n > 0)
		return true;
	if (rc_str_is(row->cells[0], "cid"))
		used.kind = rc_kind_find(RC_STR("links"));
	return rc_match_header(&used, row, &o->arena, &o->match, err);
}

static void
read_text(const char *path, char text[TEXT_MAX_])
{
	FILE *in = fopen(path, "r");
	size_t n;

	if (in == NULL)
		fail_msg("%s", path);
	n = fread(text, 1, TEXT_MAX_ - 1, in);
	text[n] = '\0';
	assert_int_equal(fclose(in), 0);
}

/* Each raw header line against what its .want file says: a line per used
 * column, then the remarks; or the error. Set WANT=1 to write them anew. */
static void
test_headers(void **state)
{
	static const char *const names[] = {
		"snipe-it", "snipe-it-old", "snipe-it-report", "glpi",
		"ocs",      "netbox",       "netbox-circuits", "homebox",
		"fleet",    "tieng-viet",
	};
	static char text[TEXT_MAX_];
	char path[128];
	struct rc_buf said;
	size_t i;
	size_t k;

	(void)state;
	for (i = 0; i < RC_COUNT(names); i++) {
		struct outcome o = { .ok = false };
		struct rc_csv *csv = rc_csv_new(take_first, &o);

		assert_non_null(csv);
		rc_arena_init(&o.arena);
		rc_buf_init(&o.remarks, TEXT_MAX_);
		rc_buf_init(&said, TEXT_MAX_);
		snprintf(path, sizeof(path), HEADERS "%s.csv", names[i]);
		read_text(path, text);
		o.ok = rc_csv_feed(csv, rc_str_of(text), &o.err) &&
		       rc_csv_finish(csv, &o.err);
		for (k = 0; o.ok && k < o.match.n; k++) {
			if (o.match.fields[k] != NULL)
				rc_buf_printf(&said, "%s <- %s\n",
				              o.match.fields[k]->name,
				              o.match.headers[k]);
		}
		if (!o.ok)
			rc_buf_printf(&said, "error: %s\n", o.err.text);
		rc_buf_putstr(&said, rc_buf_str(&o.remarks));
		snprintf(path, sizeof(path), HEADERS "%s.want", names[i]);
		if (getenv("WANT") != NULL) {
			FILE *out = fopen(path, "w");

			assert_non_null(out);
			fputs(said.p, out);
			fclose(out);
		}
		read_text(path, text);
		assert_string_equal(said.p, text);
		rc_buf_fini(&said);
		rc_csv_free(csv);
		finish(&o);
	}
}

/* By number, with and without #; a field left out. */
static void
test_numbers(void **state)
{
	static const char *const maps[] = { "title=#3", "holder=5",
		                            "valid_from=" };
	const struct rc_match_wish wish = { .kind = &rc_kind_post,
		                            .maps = maps,
		                            .nmaps = 3 };
	static const char *const twice[] = { "title=#3", "title=#4" };
	const struct rc_match_wish bad = { .kind = &rc_kind_post,
		                           .maps = twice,
		                           .nmaps = 2 };
	struct outcome o;

	(void)state;
	match(&o, &wish, "code|agency|x|title_group|y|valid_from|#1");
	assert_true(o.ok);
	assert_string_equal(o.match.fields[2]->name, "title");
	assert_string_equal(o.match.fields[4]->name, "holder");
	assert_null(o.match.fields[5]);
	assert_string_equal(o.remarks.p,
	                    "column 6 \"valid_from\" is ignored on purpose\n"
	                    "column 7 \"#1\" is not known and ignored\n");
	finish(&o);
	match(&o, &bad, "code|agency|x|y|title_group");
	assert_false(o.ok);
	assert_string_equal(o.err.text,
	                    "line 1: --map gives title columns 3 and 4");
	finish(&o);
}

/* A required field that has a default needs no column. */
static void
test_defaults(void **state)
{
	static const char *const defaults[] = { "title_group=VIII",
		                                "agency=1" };
	const struct rc_match_wish wish = { .kind = &rc_kind_post,
		                            .defaults = defaults,
		                            .ndefaults = 2 };
	struct outcome o;

	(void)state;
	match(&o, &wish, "code|title");
	assert_true(o.ok);
	finish(&o);
	match(&o, &wish, "code");
	assert_false(o.ok);
	assert_string_equal(o.err.text,
	                    "line 1: no column for title (Title)" HINT);
	finish(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found),    cmocka_unit_test(test_remarks),
		cmocka_unit_test(test_refused),  cmocka_unit_test(test_maps),
		cmocka_unit_test(test_headers),  cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_defaults),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
