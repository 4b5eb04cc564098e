/* SPDX-License-Identifier: MIT */
/*
 * plan_case - a small file judged against records in an array, everything that
 * is said of it as text.
 */
#ifndef TESTS_UNIT_IMPORT_PLAN_CASE_H
#define TESTS_UNIT_IMPORT_PLAN_CASE_H

#include "import/plan.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>
#include <rollcall/model/norm.h>
#include <rollcall/model/post.h>

#include <lib/unit.h>

#include <string.h>

/* --- what is there -------------------------------------------------------- */

#define STORE_MAX 8
struct store {
	struct rc_agency agencies[STORE_MAX];
	struct rc_agency_name names[STORE_MAX];
	struct rc_post posts[STORE_MAX];
	struct rc_device devices[STORE_MAX];
	size_t nagencies, nnames, nposts, ndevices;
	unsigned reads;
};

static const void *
record_at(const struct store *s, const struct rc_kind *kind, size_t i,
          size_t *ret_n)
{
	if (kind == &rc_kind_agency) {
		*ret_n = s->nagencies;
		return &s->agencies[i];
	}
	if (kind == &rc_kind_name) {
		*ret_n = s->nnames;
		return &s->names[i];
	}
	if (kind == &rc_kind_post) {
		*ret_n = s->nposts;
		return &s->posts[i];
	}
	if (kind == &rc_kind_device) {
		*ret_n = s->ndevices;
		return &s->devices[i];
	}
	*ret_n = 0;
	return NULL;
}

static inline bool
each(void *of, const struct rc_kind *kind,
     bool (*visit)(void *ctx, const void *record, struct rc_err *err),
     void *ctx, struct rc_err *err)
{
	const void *record;
	size_t n;
	size_t i;

	for (i = 0; i < STORE_MAX; i++) {
		record = record_at(of, kind, i, &n);
		if (i < n && !visit(ctx, record, err))
			return false;
	}
	return true;
}

static inline bool
read_one(void *of, const struct rc_kind *kind, rc_id id, struct rc_arena *arena,
         void *ret, struct rc_err *err)
{
	struct store *s = of;
	const void *record;
	size_t n;

	(void)arena;
	s->reads++;
	record = record_at(s, kind, (size_t)id - 1, &n);
	if (id < 1 || (size_t)id > n)
		return rc_fail(err, RC_ENOTFOUND, "no record %d", (int)id);
	memcpy(ret, record, kind->size);
	return true;
}

static inline void
add_agency(struct store *s, const char *code, const char *name, rc_id parent,
           const char *parent_key)
{
	struct rc_agency *a = &s->agencies[s->nagencies++];

	rc_record_clear(&rc_kind_agency, a);
	a->head = (struct rc_head){ (rc_id)s->nagencies, 1 };
	a->code = code;
	a->name = name;
	a->sort = RC_AGENCY_PARTY_COMMITTEE;
	a->tier = RC_TIER_COMMUNE;
	a->parent = (struct rc_ref){ parent, parent_key };
}

static inline void
add_device(struct store *s, const char *tag, const char *serial)
{
	struct rc_device *d = &s->devices[s->ndevices++];

	rc_record_clear(&rc_kind_device, d);
	d->head = (struct rc_head){ (rc_id)s->ndevices, 1 };
	d->asset_tag = tag;
	d->serial = serial;
	d->category = RC_CATEGORY_LAPTOP;
	d->status = RC_STATUS_IN_USE;
	d->connectivity = RC_NETWORKED;
	d->agency = (struct rc_ref){ 1, "25280" };
	d->cost = 12000000;
	d->notes = "cũ";
}

/* Three agencies, one with an old name; three posts, two devices. */
static inline void
fill(struct store *s)
{
	static const char *const titles[] = { "Bí thư", "Chuyên viên",
		                              "Chuyên viên" };
	static const char *const codes[] = { "P-1", "P-2", "P-3" };
	size_t i;

	memset(s, 0, sizeof(*s));
	add_agency(s, "25280", "Đảng ủy xã Lộc Thạnh", 0, NULL);
	add_agency(s, "25294", "Đảng ủy xã Lộc Thành", 0, NULL);
	add_agency(s, "25363", "Đảng ủy phường Đồng Phú", 0, NULL);
	s->nnames = 1;
	rc_record_clear(&rc_kind_name, &s->names[0]);
	s->names[0].agency = (struct rc_ref){ 3, "25363" };
	s->names[0].name = "Đảng ủy xã Đồng Phú";
	for (i = 0; i < 3; i++) {
		rc_record_clear(&rc_kind_post, &s->posts[i]);
		s->posts[i].head = (struct rc_head){ (rc_id)i + 1, 1 };
		s->posts[i].code = codes[i];
		s->posts[i].title = titles[i];
	}
	s->nposts = 3;
	add_device(s, "TS-1", "SN-A");
	add_device(s, "TS-2", "SN-B");
}

/* --- one file ------------------------------------------------------------- */

struct run {
	struct store *store;
	const struct rc_kind *kind;
	struct rc_plan_options options;
	bool dates_given;
	enum rc_date_order order;
	/* out */
	struct rc_buf said;    /* a line per row */
	struct rc_buf remarks; /* a line each */
	struct rc_match match;
	struct rc_date_column *dates;
	struct rc_arena arena;
	struct rc_plan *plan;
	int reading;
	bool has_header;
};

static const char *const outcome_names[] = { "add", "change", "same",
	                                     "refuse" };

/* "LINE outcome key field=value field=value ! column: reason (hint)" */
static inline bool
on_verdict(void *ctx, const struct rc_csv_row *row, const struct rc_judged *j,
           struct rc_err *err)
{
	struct run *r = ctx;
	size_t i;

	(void)err;
	rc_buf_printf(&r->said, "%d %s", (int)row->line,
	              outcome_names[j->outcome]);
	if (j->outcome != RC_REFUSE)
		rc_buf_printf(&r->said, " %s#%d", j->key, (int)j->id);
	for (i = 0; i < j->nsets; i++) {
		rc_buf_printf(&r->said, " %s=", j->sets[i].field->name);
		rc_field_put_text(j->sets[i].field, j->now, RC_FOR_MACHINE,
		                  &r->said);
	}
	for (i = 0; i < j->nmakes; i++)
		rc_buf_printf(&r->said, " + %s \"%s\"", j->makes[i].kind->name,
		              j->makes[i].name);
	for (i = 0; i < j->nfaults; i++) {
		rc_buf_printf(&r->said, " ! %zu: %s", j->faults[i].column,
		              j->faults[i].reason);
		if (j->faults[i].hint != NULL)
			rc_buf_printf(&r->said, " (%s)", j->faults[i].hint);
	}
	rc_buf_putc(&r->said, '\n');
	return true;
}

static inline bool
put_remark(void *ctx, const char *sentence)
{
	struct run *r = ctx;

	rc_buf_puts(&r->remarks, sentence);
	rc_buf_putc(&r->remarks, '\n');
	return true;
}

static inline bool
on_row(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct run *r = ctx;
	struct rc_match_wish wish = { .kind = r->kind,
		                      .partial = !r->options.may_add,
		                      .defaults = r->options.defaults,
		                      .ndefaults = r->options.ndefaults,
		                      .remark = put_remark,
		                      .ctx = r };
	size_t i;

	if (!r->has_header) {
		r->has_header = true;
		if (r->reading > 0)
			return true;
		if (!rc_match_header(&wish, row, &r->arena, &r->match, err))
			return false;
		r->dates = rc_arena_alloc(&r->arena, r->match.n,
		                          sizeof(*r->dates));
		return r->dates != NULL || rc_fail_nomem(err);
	}
	if (r->reading == 1)
		return rc_plan_expect(r->plan, row, err);
	if (r->reading == 2)
		return rc_plan_row(r->plan, row, err);
	for (i = 0; i < row->n && i < r->match.n; i++) {
		if (r->match.fields[i] != NULL &&
		    r->match.fields[i]->type == RC_DAY)
			rc_dates_see(&r->dates[i], row->cells[i], row->line);
	}
	return true;
}

static inline bool
read_file(struct run *r, int reading, const char *text, struct rc_err *err)
{
	struct rc_csv *csv = rc_csv_new(on_row, r);
	bool ok;

	if (csv == NULL)
		return rc_fail_nomem(err);
	r->reading = reading;
	r->has_header = false;
	ok = rc_csv_feed(csv, rc_str_of(text), err) && rc_csv_finish(csv, err);
	rc_csv_free(csv);
	return ok;
}

static inline bool
judge_file(struct run *r, const char *text, struct rc_err *err)
{
	const struct rc_lookup lookup = { each, read_one, r->store };
	bool ok;

	if (!read_file(r, 0, text, err))
		return false;
	rc_dates_settle(r->dates, r->match.n, r->dates_given, r->order);
	r->options.kind = r->kind;
	r->options.match = &r->match;
	r->options.dates = r->dates;
	r->options.lookup = &lookup;
	r->options.verdict = on_verdict;
	r->options.ctx = r;
	r->plan = rc_plan_new(&r->options, err);
	ok = r->plan != NULL &&
	     (!rc_plan_looks_ahead(r->kind) || read_file(r, 1, text, err)) &&
	     read_file(r, 2, text, err) && rc_plan_end(r->plan, err);
	if (ok && !rc_plan_remarks(r->plan, &r->arena, put_remark, r))
		ok = rc_fail_nomem(err);
	rc_plan_free(r->plan);
	return ok;
}

static inline void
run_init(struct run *r, struct store *store, const struct rc_kind *kind)
{
	memset(r, 0, sizeof(*r));
	r->store = store;
	r->kind = kind;
	r->options.may_add = r->options.may_change = true;
	rc_arena_init(&r->arena);
	rc_buf_init(&r->said, 1 << 20);
	rc_buf_init(&r->remarks, 1 << 20);
	rc_buf_putc(&r->said, ' ');
	rc_buf_putc(&r->remarks, ' ');
	rc_buf_clear(&r->said);
	rc_buf_clear(&r->remarks);
}

static inline void
run_fini(struct run *r)
{
	rc_buf_fini(&r->said);
	rc_buf_fini(&r->remarks);
	rc_arena_fini(&r->arena);
}

/* Runs a file and compares everything that was said. */
static inline void
expect(const struct rc_kind *kind, const char *text, const char *said,
       const char *remarks)
{
	struct rc_err err = { 0 };
	struct store store;
	struct run r;

	fill(&store);
	run_init(&r, &store, kind);
	if (!judge_file(&r, text, &err))
		fail_msg("%s", err.text);
	assert_string_equal(r.said.p, said);
	assert_string_equal(r.remarks.p, remarks);
	run_fini(&r);
}

#endif
