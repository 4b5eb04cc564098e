/* SPDX-License-Identifier: MIT */
/*
 * fuzz_plan - a whole file, judged: bytes, decoded, split, matched, planned
 * against a few records in memory. The first byte picks kind and mode, the
 * second the encoding and the order of days. Every row gets one verdict;
 * refused rows say why, others do not; what is the same sets nothing; what is
 * added or changed is a record that passes its own rules.
 */
#include "import/decode.h"
#include "import/plan.h"
#include "import/trap.h"

#include <rollcall/base/buf.h>
#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>
#include <rollcall/model/post.h>

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* --- what is there -------------------------------------------------------- */

static struct rc_agency plan_agencies[] = {
	{ .head = { 1, 1 }, .code = "25280", .name = "Đảng ủy xã Lộc Thạnh" },
	{ .head = { 2, 1 }, .code = "25294", .name = "Đảng ủy xã Lộc Thành" },
	{ .head = { 3, 1 }, .code = "00123", .name = "Văn phòng Tỉnh ủy" },
};
static struct rc_post plan_posts[] = {
	{ .head = { 1, 1 }, .code = "P-1", .title = "Bí thư" },
	{ .head = { 2, 1 }, .code = "P-2", .title = "Chuyên viên" },
};
static struct rc_device plan_devices[2];

static void *
plan_records(const struct rc_kind *kind, size_t *ret_n)
{
	if (kind == &rc_kind_agency) {
		*ret_n = RC_COUNT(plan_agencies);
		return plan_agencies;
	}
	if (kind == &rc_kind_post) {
		*ret_n = RC_COUNT(plan_posts);
		return plan_posts;
	}
	if (kind == &rc_kind_device) {
		*ret_n = RC_COUNT(plan_devices);
		return plan_devices;
	}
	*ret_n = 0;
	return NULL;
}

/* Clears what the initialisers above leave out. */
static void
plan_fill(void)
{
	static const char *const tags[] = { "TS-1", "TS-2" };
	static const char *const serials[] = { "SN-A", "SN-B" };
	struct rc_agency agency;
	struct rc_post post;
	size_t i;

	if (plan_devices[0].head.id != 0)
		return;
	for (i = 0; i < RC_COUNT(plan_agencies); i++) {
		agency = plan_agencies[i];
		rc_record_clear(&rc_kind_agency, &plan_agencies[i]);
		plan_agencies[i].head = agency.head;
		plan_agencies[i].code = agency.code;
		plan_agencies[i].name = agency.name;
		plan_agencies[i].sort = RC_AGENCY_PARTY_COMMITTEE;
		plan_agencies[i].tier = RC_TIER_COMMUNE;
	}
	for (i = 0; i < RC_COUNT(plan_posts); i++) {
		post = plan_posts[i];
		rc_record_clear(&rc_kind_post, &plan_posts[i]);
		plan_posts[i].head = post.head;
		plan_posts[i].code = post.code;
		plan_posts[i].title = post.title;
	}
	for (i = 0; i < RC_COUNT(plan_devices); i++) {
		rc_record_clear(&rc_kind_device, &plan_devices[i]);
		plan_devices[i].head = (struct rc_head){ (rc_id)i + 1, 1 };
		plan_devices[i].asset_tag = tags[i];
		plan_devices[i].serial = serials[i];
		plan_devices[i].category = RC_CATEGORY_LAPTOP;
		plan_devices[i].status = RC_STATUS_IN_USE;
		plan_devices[i].agency = (struct rc_ref){ 1, "25280" };
	}
}

static bool
plan_each(void *of, const struct rc_kind *kind,
          bool (*visit)(void *ctx, const void *record, struct rc_err *err),
          void *ctx, struct rc_err *err)
{
	size_t n;
	char *records = plan_records(kind, &n);
	size_t i;

	(void)of;
	for (i = 0; i < n; i++) {
		if (!visit(ctx, records + i * kind->size, err))
			return false;
	}
	return true;
}

static bool
plan_read(void *of, const struct rc_kind *kind, rc_id id,
          struct rc_arena *arena, void *ret, struct rc_err *err)
{
	size_t n;
	char *records = plan_records(kind, &n);

	(void)of;
	(void)arena;
	if (id < 1 || (size_t)id > n)
		return rc_fail(err, RC_ENOTFOUND, "no record");
	memcpy(ret, records + (size_t)(id - 1) * kind->size, kind->size);
	return true;
}

/* --- one file ------------------------------------------------------------- */

enum plan_reading { PLAN_LOOK, PLAN_EXPECT, PLAN_JUDGE };

struct plan_file {
	struct rc_arena arena;
	struct rc_plan_options options;
	struct rc_csv *csv;
	struct rc_match match;
	struct rc_date_column *dates;
	struct rc_trap_column *traps;
	struct rc_plan *plan;
	enum plan_reading reading;
	bool has_header;
	bool ended; /* the last row has come */
	uint64_t rows, verdicts;
};

static bool
plan_remark(void *ctx, const char *sentence)
{
	(void)ctx;
	return sentence[0] != '\0';
}

static bool
plan_verdict(void *ctx, const struct rc_csv_row *row,
             const struct rc_judged *judged, struct rc_err *err)
{
	struct plan_file *f = ctx;
	bool refused = judged->outcome == RC_REFUSE;
	struct rc_err why = { 0 };
	size_t i;

	(void)row;
	(void)err;
	f->verdicts++;
	RC_ASSERT(refused == (judged->nfaults > 0));
	RC_ASSERT(judged->now == NULL ? refused || judged->outcome == RC_SAME
	                              : !refused);
	for (i = 0; i < judged->nfaults; i++) {
		RC_ASSERT(judged->faults[i].reason != NULL);
		RC_ASSERT(judged->faults[i].reason[0] != '\0');
	}
	if (judged->outcome == RC_SAME)
		RC_ASSERT(judged->nsets == 0 && judged->id != 0);
	if (judged->outcome == RC_CHANGE)
		RC_ASSERT(judged->nsets > 0 && judged->id != 0);
	if (judged->outcome == RC_ADD)
		RC_ASSERT(judged->nsets > 0 && judged->id == 0);
	if (judged->now != NULL)
		RC_ASSERT(f->options.kind->check == NULL ||
		          f->options.kind->check(judged->now, &why));
	return true;
}

static bool
plan_header(struct plan_file *f, const struct rc_csv_row *row,
            struct rc_err *err)
{
	struct rc_match_wish wish = { .kind = f->options.kind,
		                      .partial = !f->options.may_add,
		                      .remark = plan_remark,
		                      .ctx = f };

	if (!rc_match_header(&wish, row, &f->arena, &f->match, err))
		return false;
	f->dates = rc_arena_alloc(&f->arena, f->match.n + 1, sizeof(*f->dates));
	f->traps = rc_arena_alloc(&f->arena, f->match.n + 1, sizeof(*f->traps));
	RC_ASSERT(f->dates != NULL && f->traps != NULL);
	return true;
}

static bool
plan_row(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct plan_file *f = ctx;
	size_t i;

	if (!f->has_header) {
		if (row->blank)
			return true;
		f->has_header = true;
		return f->reading != PLAN_LOOK || plan_header(f, row, err);
	}
	if (f->reading == PLAN_EXPECT)
		return rc_plan_expect(f->plan, row, err);
	if (f->reading == PLAN_JUDGE) {
		f->rows += !row->blank;
		return rc_plan_row(f->plan, row, err);
	}
	for (i = 0; i < row->n && i < f->match.n; i++) {
		if (f->match.fields[i] == NULL)
			continue;
		rc_dates_see(&f->dates[i], row->cells[i], row->line);
		rc_trap_see(&f->traps[i], f->match.fields[i], row->cells[i],
		            row->line);
	}
	return true;
}

static bool
plan_text(void *ctx, struct rc_str text, struct rc_err *err)
{
	struct plan_file *f = ctx;

	return rc_csv_feed(f->csv, text, err);
}

static bool
plan_pass(struct plan_file *f, enum plan_reading reading, const char *encoding,
          struct rc_str s, struct rc_err *err)
{
	struct rc_decoder *d = rc_decoder_new(encoding, plan_text, f, err);
	bool ok;

	RC_ASSERT(d != NULL);
	f->csv = rc_csv_new(plan_row, f);
	RC_ASSERT(f->csv != NULL);
	f->reading = reading;
	f->has_header = false;
	ok = rc_decoder_feed(d, s, err) && rc_decoder_finish(d, err) &&
	     rc_csv_finish(f->csv, err);
	rc_csv_free(f->csv);
	rc_decoder_free(d);
	return ok;
}

static void
plan_judge(struct plan_file *f, const char *encoding, struct rc_str s,
           unsigned order)
{
	static const struct rc_lookup lookup = { plan_each, plan_read, NULL };
	struct rc_err err = { 0 };

	if (!plan_pass(f, PLAN_LOOK, encoding, s, &err) || f->dates == NULL)
		return;
	rc_dates_settle(f->dates, f->match.n, order > 0,
	                (enum rc_date_order)order);
	f->options.match = &f->match;
	f->options.dates = f->dates;
	f->options.lookup = &lookup;
	f->options.verdict = plan_verdict;
	f->options.ctx = f;
	f->plan = rc_plan_new(&f->options, &err);
	if (f->plan == NULL)
		return;
	if (rc_plan_looks_ahead(f->options.kind))
		RC_ASSERT(plan_pass(f, PLAN_EXPECT, encoding, s, &err));
	RC_ASSERT(plan_pass(f, PLAN_JUDGE, encoding, s, &err));
	RC_ASSERT(rc_plan_end(f->plan, &err));
	RC_ASSERT(f->rows == f->verdicts);
	RC_ASSERT(rc_plan_remarks(f->plan, &f->arena, plan_remark, f));
	RC_ASSERT(rc_trap_remarks(f->traps, &f->match, &f->arena, plan_remark,
	                          f));
	rc_plan_free(f->plan);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct rc_kind *const kinds[] = {
		&rc_kind_device, &rc_kind_agency, &rc_kind_post, &rc_kind_link,
		&rc_kind_name,   &rc_kind_target, &rc_kind_norm, &rc_kind_duty,
	};
	static const char *const encodings[] = { NULL,    "utf-16", "cp1258",
		                                 "tcvn3", "vni",    "latin1" };
	static const char *const keys[] = { "serial", "asset_tag" };
	struct plan_file f;
	unsigned mode;

	if (size < 2)
		return 0;
	plan_fill();
	memset(&f, 0, sizeof(f));
	rc_arena_init(&f.arena);
	mode = data[0] / RC_COUNT(kinds);
	f.options.kind = kinds[data[0] % RC_COUNT(kinds)];
	f.options.may_add = mode % 3 != 1;
	f.options.may_change = mode % 3 != 2;
	if (f.options.kind == &rc_kind_device && mode / 3 % 2 == 1) {
		f.options.keys = keys;
		f.options.nkeys = RC_COUNT(keys);
	}
	plan_judge(&f, encodings[data[1] % RC_COUNT(encodings)],
	           (struct rc_str){ (const char *)data + 2, size - 2 },
	           data[1] / RC_COUNT(encodings) % 4);
	rc_arena_fini(&f.arena);
	return 0;
}
