/* SPDX-License-Identifier: MIT */
/*
 * import_table - a table into the inventory.
 *
 * Overview. The bytes are read twice (or three times, where rows may refer to
 * later rows): a first look finds the header, the order of days, what a
 * spreadsheet has done, and the digest; then every row is judged and, unless
 * the run is dry, written at once inside the one batch of the import. After
 * the first refused row nothing more is written, only judged, so that every
 * fault is told; the batch is then aborted. To skip bad rows is the same
 * without the aborting. Seen from outside everything is judged before anything
 * is written, because a batch is there whole or not at all.
 *
 * Facts go the same way with another judge (factrow.h).
 */
#include "app/import_table.h"

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include "app/import_again.h"
#include "app/import_commit.h"
#include "app/import_make.h"
#include "app/import_read.h"
#include "app/import_tell.h"
#include "import/factrow.h"
#include "import/trap.h"

#include <string.h>

#define MANY_BYTES   (1u << 20)
#define ROWS_BETWEEN UINT64_C(256) /* calls of progress */

struct importing {
	struct rc_app *app;
	const struct rc_import_options *options; /* with the sender's map */
	const struct rc_source *source;
	struct rc_arena arena; /* for the time of the import */
	struct rc_tell tell;

	struct rc_reading reading;
	char hex[RC_SHA256_HEX];
	char recipe[RC_SHA256_HEX];
	uint64_t looked; /* rows at the first look */
	uint64_t bytes; /* read, over all readings */
	uint64_t total;
	uint64_t rows;  /* judged */
	uint64_t blank; /* passed over */

	bool has_header;
	struct rc_match match;
	struct rc_fixes fixes;
	struct rc_date_column *dates;
	struct rc_trap_column *traps;
	struct rc_plan *plan;         /* of records, or */
	struct rc_factrows *factrows; /* of facts */
	bool writing; /* a batch is open and nothing was refused so far */
	struct rc_cell *cells; /* as many as the kind has fields */
};

/* The kind whose fields the columns are. */
static const struct rc_kind *
table_kind(const struct importing *im)
{
	const struct rc_kind *kind = im->options->kind;

	return kind == &rc_kind_facts ? &rc_kind_factrow : kind;
}

/* --- reading -------------------------------------------------------------- */

static bool
tell_progress(struct importing *im, struct rc_err *err)
{
	const struct rc_import_options *o = im->options;

	if (o->progress == NULL ||
	    o->progress(o->ctx, im->rows, im->bytes, im->total))
		return true;
	return rc_fail(err, RC_ECANCELLED, _("stopped; nothing was written"));
}

static bool
on_chunk(void *ctx, size_t bytes, struct rc_err *err)
{
	struct importing *im = ctx;

	im->bytes += bytes;
	return tell_progress(im, err);
}

/* Reads the whole source once. */
static bool
read_through(struct importing *im, rc_csv_each *each, struct rc_err *err)
{
	im->has_header = false;
	im->reading.source = im->source;
	im->reading.encoding = im->options->encoding;
	im->reading.chunk = on_chunk;
	return rc_reading_run(&im->reading, each, im, err);
}

/* --- the first look ------------------------------------------------------- */

static bool
make_fixes(struct importing *im, struct rc_err *err)
{
	const struct rc_import_options *o = im->options;
	struct rc_fix *list =
	        rc_arena_alloc(&im->arena, o->nfixes + 1, sizeof(*list));
	size_t i;

	if (list == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < o->nfixes; i++)
		list[i] = (struct rc_fix){ o->fixes[i].field, o->fixes[i].from,
			                   o->fixes[i].to };
	return rc_fixes_make(table_kind(im), &im->match, list, o->nfixes,
	                     &im->fixes, err);
}

static bool
take_header(struct importing *im, const struct rc_csv_row *row,
            struct rc_err *err)
{
	const struct rc_import_options *o = im->options;
	struct rc_match_wish wish = { .kind = table_kind(im),
		                      .maps = o->maps,
		                      .nmaps = o->nmaps,
		                      .partial = o->mode == RC_UPDATE &&
		                                 o->kind != &rc_kind_facts,
		                      .defaults = o->defaults,
		                      .ndefaults = o->ndefaults,
		                      .remark = rc_tell_remark,
		                      .ctx = &im->tell };

	im->has_header = true;
	if (!rc_match_header(&wish, row, &im->arena, &im->match, err))
		return false;
	im->dates =
	        rc_arena_alloc(&im->arena, im->match.n + 1, sizeof(*im->dates));
	im->traps =
	        rc_arena_alloc(&im->arena, im->match.n + 1, sizeof(*im->traps));
	if (im->dates == NULL || im->traps == NULL)
		return rc_fail_nomem(err);
	return make_fixes(im, err);
}

static bool
look_at_row(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct importing *im = ctx;
	const struct rc_field *field;
	struct rc_str cell;
	size_t i;

	if (row->blank) {
		im->blank++;
		return true;
	}
	if (!im->has_header)
		return take_header(im, row, err);
	im->looked++;
	for (i = 0; i < row->n && i < im->match.n; i++) {
		field = im->match.fields[i];
		if (field == NULL)
			continue;
		cell = rc_fixes_peek(&im->fixes, i, row->cells[i]);
		rc_trap_see(&im->traps[i], field, cell, row->line);
		if (field->type == RC_DAY)
			rc_dates_see(&im->dates[i], cell, row->line);
	}
	return true;
}

static bool
say(struct importing *im, const char *text)
{
	return text != NULL && rc_tell_remark(&im->tell, text);
}

static bool
remark_reading(struct importing *im)
{
	const struct rc_reading *r = &im->reading;

	if (r->decoded_as != NULL && strcmp(r->decoded_as, "utf-8") != 0 &&
	    !say(im, rc_arena_printf(&im->arena, _("the encoding is %s"),
	                             r->decoded_as)))
		return false;
	if (r->separator == '\t' && !say(im, _("the separator is TAB")))
		return false;
	if (r->separator != ',' && r->separator != '\t' &&
	    !say(im, rc_arena_printf(&im->arena, _("the separator is %c"),
	                             r->separator)))
		return false;
	return im->blank == 0 ||
	       say(im,
	           rc_arena_printf(&im->arena, _("%llu blank rows passed over"),
	                           (unsigned long long)im->blank));
}

static bool
look(struct importing *im, struct rc_err *err)
{
	const struct rc_import_options *o = im->options;
	const struct rc_reading *r = &im->reading;

	if (!read_through(im, look_at_row, err))
		return false;
	memcpy(im->hex, r->hex, sizeof(im->hex));
	if (!im->has_header)
		return rc_fail(err, RC_EINVALID,
		               _("the file is empty: there is no header"));
	im->tell.rejects.separator = r->separator;
	im->tell.rejects.bom = r->bom || strcmp(r->decoded_as, "utf-8") != 0;
	/* Texts in JSON have not been through a spreadsheet. */
	if (im->source->format != RC_IMPORT_JSON)
		rc_trap_settle(im->traps, im->match.n);
	rc_dates_settle(im->dates, im->match.n, o->dates_given, o->dates);
	/* Small files are judged in no time, and told in full. */
	return (remark_reading(im) || rc_fail_nomem(err)) &&
	       (im->source->size < MANY_BYTES ||
	        rc_again_recipe(o, im->hex, im->recipe, err));
}

/* --- what is there already ------------------------------------------------ */

/* Passes records on, looking up now and then: there may be a million. */
struct visiting {
	struct importing *im;
	bool (*visit)(void *ctx, const void *record, struct rc_err *err);
	void *ctx;
	uint64_t n;
};

static bool
visit_record(void *ctx, const void *record, struct rc_err *err)
{
	struct visiting *v = ctx;

	return (++v->n % (16 * ROWS_BETWEEN) != 0 ||
	        tell_progress(v->im, err)) &&
	       v->visit(v->ctx, record, err);
}

/* The fields that the file has, and the key. */
static uint64_t
fields_wanted(const struct importing *im)
{
	const struct rc_kind *kind = im->options->kind;
	const struct rc_field *key = rc_kind_key(kind);
	uint64_t fields = 0;
	size_t i;

	for (i = 0; i < im->match.n; i++) {
		if (im->match.fields[i] != NULL)
			fields |= (uint64_t)1
			          << (im->match.fields[i] - kind->fields);
	}
	if (key != NULL)
		fields |= (uint64_t)1 << (key - kind->fields);
	return fields;
}

static bool
each_record(void *of, const struct rc_kind *kind,
            bool (*visit)(void *ctx, const void *record, struct rc_err *err),
            void *ctx, struct rc_err *err)
{
	struct visiting visiting = { of, visit, ctx, 0 };
	struct importing *im = of;
	struct rc_view view;

	/* The plan wants no more of its own kind, and that may be large. */
	if (kind == im->options->kind && !rc_plan_looks_ahead(kind))
		return rc_records_scan(im->app, kind, fields_wanted(im),
		                       visit_record, &visiting, err);
	return rc_view_parse(kind, NULL, rc_app_today(im->app), &im->arena,
	                     &view, err) &&
	       rc_records_each(im->app, &view, visit_record, &visiting, err);
}

static bool
read_record(void *of, const struct rc_kind *kind, rc_id id,
            struct rc_arena *arena, void *ret, struct rc_err *err)
{
	struct importing *im = of;

	return rc_record_get(im->app, kind, id, arena, ret, err);
}

/* --- writing -------------------------------------------------------------- */

/* The day since which a new device is held by its post. */
static rc_date
custody_day(const struct importing *im, const struct rc_judged *judged)
{
	const struct rc_device *device = judged->now;
	rc_date day;

	if (im->options->kind != &rc_kind_device || judged->outcome != RC_ADD ||
	    device->post.id == 0)
		return RC_DATE_NONE;
	day = device->in_service_date != RC_DATE_NONE ? device->in_service_date
	                                              : device->purchase_date;
	return day > rc_app_today(im->app) ? RC_DATE_NONE : day;
}

static bool
write_row(struct importing *im, const struct rc_judged *judged,
          struct rc_err *err)
{
	const struct rc_kind *kind = im->options->kind;
	struct rc_change change = { .kind = kind,
		                    .id = judged->id,
		                    .cells = im->cells,
		                    .ncells = judged->nsets,
		                    .on = custody_day(im, judged) };
	struct rc_written written;
	size_t i;

	for (i = 0; i < judged->nmakes; i++) {
		if (!rc_import_make(im->app, &judged->makes[i], err))
			return false;
	}
	/* Unless it may refer to what has its number only now. */
	if (judged->outcome == RC_ADD && im->options->creates == NULL &&
	    kind != &rc_kind_facts && !rc_plan_looks_ahead(kind))
		change.record = judged->now;
	for (i = 0; i < judged->nsets; i++)
		im->cells[i] = (struct rc_cell){ judged->sets[i].field,
			                         judged->sets[i].value };
	if (kind == &rc_kind_facts) {
		im->cells[0] = (struct rc_cell){ judged->fact.field,
			                         judged->fact.value };
		change.ncells = 1;
		change.source = (enum rc_fact_source)judged->source;
		change.at = judged->at;
	}
	return rc_write(im->app, &change, &written, err);
}

static void
see_new_codes(struct importing *im, const struct rc_csv_row *row)
{
	size_t i;

	for (i = 0; i < im->match.n && i < row->n; i++) {
		if (im->traps[i].width > 0)
			rc_trap_new(&im->traps[i], row->cells[i], row->line);
	}
}

static bool
on_verdict(void *ctx, const struct rc_csv_row *row,
           const struct rc_judged *judged, struct rc_err *err)
{
	struct importing *im = ctx;

	if (judged->outcome == RC_REFUSE && !im->options->skip_bad)
		im->writing = false;
	if (!rc_tell_verdict(&im->tell, &im->match, row, judged, err))
		return false;
	im->tell.result.made += judged->nmakes;
	if (judged->outcome == RC_ADD)
		see_new_codes(im, row);
	if (im->writing &&
	    (judged->outcome == RC_ADD || judged->outcome == RC_CHANGE) &&
	    !write_row(im, judged, err))
		return rc_within(err, _("line %llu"),
		                 (unsigned long long)row->line);
	im->rows++;
	return im->rows % ROWS_BETWEEN != 0 || tell_progress(im, err);
}

/* --- the run -------------------------------------------------------------- */

static bool
is_header(struct importing *im, const struct rc_csv_row *row)
{
	if (im->has_header || row->blank)
		return false;
	im->has_header = true;
	return true;
}

static bool
expect_row(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct importing *im = ctx;

	return is_header(im, row) || rc_plan_expect(im->plan, row, err);
}

static bool
judge_row(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct importing *im = ctx;

	if (is_header(im, row))
		return true;
	return im->factrows != NULL ? rc_factrows_row(im->factrows, row, err)
	                            : rc_plan_row(im->plan, row, err);
}

static bool
remark_all(struct importing *im)
{
	struct rc_tell *tell = &im->tell;

	if (!rc_trap_remarks(im->traps, &im->match, &im->arena, rc_tell_remark,
	                     tell))
		return false;
	return im->factrows != NULL
	               ? rc_factrows_remarks(im->factrows, &im->arena,
	                                     rc_tell_remark, tell)
	               : rc_plan_remarks(im->plan, &im->arena, rc_tell_remark,
	                                 tell);
}

static bool
judge_all(struct importing *im, struct rc_err *err)
{
	if (rc_plan_looks_ahead(im->options->kind) &&
	    !read_through(im, expect_row, err))
		return false;
	if (!read_through(im, judge_row, err) ||
	    (im->plan != NULL && !rc_plan_end(im->plan, err)))
		return false;
	if (strcmp(im->reading.hex, im->hex) != 0)
		return rc_fail(err, RC_ECONFLICT,
		               _("the file changed while it was read"));
	return remark_all(im) || rc_fail_nomem(err);
}

static bool
begin_batch(struct importing *im, struct rc_err *err)
{
	const char *what =
	        rc_arena_printf(&im->arena, "import %s %s",
	                        im->options->kind->name, im->source->name);
	struct rc_act act = { .what = what,
		              .reason = im->options->reason,
		              .digest = im->hex };

	if (what == NULL)
		return rc_fail_nomem(err);
	return rc_batch_begin(im->app, &act, &im->tell.result.batch, err);
}

static bool
open_judge(struct importing *im, const struct rc_lookup *lookup,
           struct rc_err *err)
{
	const struct rc_import_options *o = im->options;
	const struct rc_plan_options wish = { .kind = o->kind,
		                              .match = &im->match,
		                              .dates = im->dates,
		                              .may_add = o->mode != RC_UPDATE,
		                              .may_change =
		                                      o->mode != RC_CREATE,
		                              .keys = o->keys,
		                              .nkeys = o->nkeys,
		                              .defaults = o->defaults,
		                              .ndefaults = o->ndefaults,
		                              .fixes = &im->fixes,
		                              .creates = o->creates,
		                              .lookup = lookup,
		                              .verdict = on_verdict,
		                              .ctx = im };
	const struct rc_factrows_options facts = {
		.match = &im->match,
		.fixes = &im->fixes,
		.may_add = wish.may_add,
		.may_change = wish.may_change,
		.now = rc_app_now(im->app),
		.lookup = lookup,
		.verdict = on_verdict,
		.ctx = im,
	};

	if (o->kind == &rc_kind_facts)
		im->factrows = rc_factrows_new(&facts, err);
	else
		im->plan = rc_plan_new(&wish, err);
	return im->factrows != NULL || im->plan != NULL;
}

/* Not for rows that refer to others of the file: those are looked up while it
 * is written. */
static bool
expect_many(struct importing *im, struct rc_err *err)
{
	const struct rc_kind *kind = im->options->kind;

	return im->source->size < MANY_BYTES || kind == &rc_kind_facts ||
	       rc_plan_looks_ahead(kind) || rc_batch_expect(im->app, kind, err);
}

static bool
run_rows(struct importing *im, struct rc_err *err)
{
	const struct rc_lookup lookup = { each_record, read_record, im };
	const struct rc_import_result *r = &im->tell.result;
	bool dry = im->options->dry_run;
	bool ok;

	/* The refused rows are on the disk before the others are written. */
	ok = open_judge(im, &lookup, err) && (dry || expect_many(im, err)) &&
	     judge_all(im, err) && rc_rejects_flush(&im->tell.rejects, err);
	rc_plan_free(im->plan);
	rc_factrows_free(im->factrows);
	if (!ok || dry || r->rejected > 0)
		return ok;
	return rc_again_note(im->app, im->recipe, err);
}

/* Every row is there as it stands in the file, because batch `same` put it
 * there. */
static bool
pass_over(struct importing *im, rc_id same, struct rc_err *err)
{
	struct rc_import_result *r = &im->tell.result;

	r->read = im->looked;
	r->unchanged = im->looked;
	return (say(im, rc_arena_printf(
	                        &im->arena,
	                        _("batch %lld read this very file in the same "
	                          "way, and nothing has been written since"),
	                        (long long)same)) &&
	        rc_trap_remarks(im->traps, &im->match, &im->arena,
	                        rc_tell_remark, &im->tell)) ||
	       rc_fail_nomem(err);
}

static bool
run(struct importing *im, struct rc_err *err)
{
	bool dry = im->options->dry_run;
	rc_id same;
	bool ok;

	if (!dry && !begin_batch(im, err))
		return false;
	im->writing = !dry;
	ok = rc_again_find(im->app, im->recipe, &same, err) &&
	     (same != 0 ? pass_over(im, same, err) : run_rows(im, err));
	if (dry)
		return ok;
	if (ok && im->writing)
		return rc_import_commit(im->app, im->options, im->rows,
		                        im->total, err);
	im->tell.result.batch = 0;
	rc_batch_abort(im->app);
	return ok;
}

static bool
import(struct importing *im, struct rc_import_result *ret, struct rc_err *err)
{
	const struct rc_import_options *o = im->options;
	const struct rc_import_result *r = &im->tell.result;

	im->total = im->source->size * (rc_plan_looks_ahead(o->kind) ? 3 : 2);
	im->cells = rc_arena_alloc(&im->arena, o->kind->nfields,
	                           sizeof(*im->cells));
	if (im->cells == NULL)
		return rc_fail_nomem(err);
	if (!rc_rejects_try(&im->tell.rejects, err) || !look(im, err) ||
	    !run(im, err))
		return false;
	RC_ASSERT(r->read ==
	          r->created + r->updated + r->unchanged + r->rejected);
	return rc_tell_end(&im->tell, ret, err);
}

bool
rc_import_table(struct rc_app *app, const struct rc_import_options *options,
                const struct rc_source *source, struct rc_arena *arena,
                struct rc_import_result *ret, struct rc_err *err)
{
	struct importing im = { .app = app,
		                .options = options,
		                .source = source };
	bool ok;

	rc_arena_init(&im.arena);
	rc_tell_init(&im.tell, arena, options);
	ok = import(&im, ret, err);
	rc_fixes_fini(&im.fixes);
	rc_tell_fini(&im.tell);
	rc_arena_fini(&im.arena);
	return ok;
}
