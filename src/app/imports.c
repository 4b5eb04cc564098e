/* SPDX-License-Identifier: MIT */
/*
 * imports - a file into the inventory.
 *
 * Overview. The bytes are read twice (or three times, where rows may refer to
 * later rows): a first look finds the header, the order of days and the
 * digest; then every row is judged and, unless the run is dry, written at once
 * inside the one batch of the import. After the first refused row nothing more
 * is written, only judged, so that every fault is told; the batch is then
 * aborted. To skip bad rows is the same without the aborting. Seen from
 * outside everything is judged before anything is written, because a batch is
 * there whole or not at all.
 */
#include <rollcall/app/imports.h>

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/digest.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include "app/import_source.h"
#include "app/import_tell.h"

#include <string.h>

#define ROWS_BETWEEN 256 /* calls of progress */

struct importing {
	struct rc_app *app;
	const struct rc_import_options *options;
	struct rc_source source;
	struct rc_arena arena; /* for the time of the import */
	struct rc_tell tell;

	struct rc_csv *csv; /* of the reading at hand */
	struct rc_digest *digest;
	char hex[RC_SHA256_HEX];
	uint64_t bytes; /* read, over all readings */
	uint64_t total;
	uint64_t rows;  /* judged */
	uint64_t blank; /* passed over */

	bool has_header;
	struct rc_match match;
	struct rc_date_column *dates;
	struct rc_plan *plan;
	bool writing; /* a batch is open and nothing was refused so far */
	struct rc_cell *cells; /* as many as the kind has fields */
};

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
take_chunk(void *ctx, struct rc_str chunk, struct rc_err *err)
{
	struct importing *im = ctx;

	if (!rc_digest_add(im->digest, chunk))
		return rc_fail_nomem(err);
	if (!rc_csv_feed(im->csv, chunk, err))
		return false;
	im->bytes += chunk.n;
	return tell_progress(im, err);
}

/* Reads the whole source once; ret_hex is its digest. */
static bool
read_through(struct importing *im, rc_csv_each *each,
             char ret_hex[RC_SHA256_HEX], struct rc_err *err)
{
	uint8_t sum[RC_SHA256_BYTES];
	bool ok = false;

	im->csv = rc_csv_new(each, im);
	im->has_header = false;
	if (im->csv == NULL || !rc_digest_begin(im->digest)) {
		(void)rc_fail_nomem(err);
		goto out;
	}
	if (!rc_source_each(&im->source, take_chunk, im, err) ||
	    !rc_csv_finish(im->csv, err))
		goto out;
	if (!rc_digest_end(im->digest, sum)) {
		(void)rc_fail_nomem(err);
		goto out;
	}
	rc_hex(sum, sizeof(sum), ret_hex);
	ok = true;
out:
	rc_csv_free(im->csv);
	im->csv = NULL;
	return ok;
}

/* --- the first look ------------------------------------------------------- */

static bool
take_header(struct importing *im, const struct rc_csv_row *row,
            struct rc_err *err)
{
	const struct rc_import_options *o = im->options;
	struct rc_match_wish wish = { .kind = o->kind,
		                      .maps = o->maps,
		                      .nmaps = o->nmaps,
		                      .partial = o->mode == RC_UPDATE,
		                      .remark = rc_tell_remark,
		                      .ctx = &im->tell };

	im->has_header = true;
	im->tell.separator = rc_csv_separator(im->csv);
	im->tell.bom = rc_csv_has_bom(im->csv);
	if (!rc_match_header(&wish, row, &im->arena, &im->match, err))
		return false;
	im->dates =
	        rc_arena_alloc(&im->arena, im->match.n + 1, sizeof(*im->dates));
	return im->dates != NULL || rc_fail_nomem(err);
}

static bool
look_at_row(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct importing *im = ctx;
	size_t i;

	if (row->blank) {
		im->blank++;
		return true;
	}
	if (!im->has_header)
		return take_header(im, row, err);
	for (i = 0; i < row->n && i < im->match.n; i++) {
		if (im->match.fields[i] != NULL &&
		    im->match.fields[i]->type == RC_DAY)
			rc_dates_see(&im->dates[i], row->cells[i], row->line);
	}
	return true;
}

static bool
remark_reading(struct importing *im)
{
	const char *text;

	if (im->tell.separator != ',') {
		text = im->tell.separator == '\t'
		               ? _("the separator is TAB")
		               : rc_arena_printf(&im->arena,
		                                 _("the separator is %c"),
		                                 im->tell.separator);
		if (text == NULL || !rc_tell_remark(&im->tell, text))
			return false;
	}
	if (im->blank == 0)
		return true;
	text = rc_arena_printf(&im->arena, _("%llu blank rows passed over"),
	                       (unsigned long long)im->blank);
	return text != NULL && rc_tell_remark(&im->tell, text);
}

static bool
look(struct importing *im, struct rc_err *err)
{
	const struct rc_import_options *o = im->options;

	if (!read_through(im, look_at_row, im->hex, err))
		return false;
	if (!im->has_header)
		return rc_fail(err, RC_EINVALID,
		               _("the file is empty: there is no header"));
	rc_dates_settle(im->dates, im->match.n, o->dates_given, o->dates);
	return remark_reading(im) || rc_fail_nomem(err);
}

/* --- what is there already ------------------------------------------------ */

static bool
each_record(void *of, const struct rc_kind *kind,
            bool (*visit)(void *ctx, const void *record, struct rc_err *err),
            void *ctx, struct rc_err *err)
{
	struct importing *im = of;
	struct rc_view view;

	return rc_view_parse(kind, NULL, rc_app_today(im->app), &im->arena,
	                     &view, err) &&
	       rc_records_each(im->app, &view, visit, ctx, err);
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
write_row(struct importing *im, const struct rc_csv_row *row,
          const struct rc_judged *judged, struct rc_err *err)
{
	struct rc_change change = { .kind = im->options->kind,
		                    .id = judged->id,
		                    .cells = im->cells,
		                    .ncells = judged->nsets,
		                    .on = custody_day(im, judged) };
	struct rc_written written;
	size_t i;

	for (i = 0; i < judged->nsets; i++)
		im->cells[i] = (struct rc_cell){ judged->sets[i].field,
			                         judged->sets[i].value };
	if (rc_write(im->app, &change, &written, err))
		return true;
	return rc_within(err, _("line %llu"), (unsigned long long)row->line);
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
	if (im->writing &&
	    (judged->outcome == RC_ADD || judged->outcome == RC_CHANGE) &&
	    !write_row(im, row, judged, err))
		return false;
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

	return is_header(im, row) || rc_plan_row(im->plan, row, err);
}

static bool
judge_all(struct importing *im, struct rc_err *err)
{
	char hex[RC_SHA256_HEX];

	if (rc_plan_looks_ahead(im->options->kind) &&
	    !read_through(im, expect_row, hex, err))
		return false;
	if (!read_through(im, judge_row, hex, err) ||
	    !rc_plan_end(im->plan, err))
		return false;
	if (strcmp(hex, im->hex) != 0)
		return rc_fail(err, RC_ECONFLICT,
		               _("the file changed while it was read"));
	return rc_plan_remarks(im->plan, &im->arena, rc_tell_remark,
	                       &im->tell) ||
	       rc_fail_nomem(err);
}

static bool
begin_batch(struct importing *im, struct rc_err *err)
{
	const char *what =
	        rc_arena_printf(&im->arena, "import %s %s",
	                        im->options->kind->name, im->source.name);
	struct rc_act act = { .what = what,
		              .reason = im->options->reason,
		              .digest = im->hex };

	if (what == NULL)
		return rc_fail_nomem(err);
	return rc_batch_begin(im->app, &act, &im->tell.result.batch, err);
}

static bool
run(struct importing *im, struct rc_err *err)
{
	const struct rc_import_options *o = im->options;
	struct rc_lookup lookup = { each_record, read_record, im };
	struct rc_plan_options wish = { .kind = o->kind,
		                        .match = &im->match,
		                        .dates = im->dates,
		                        .may_add = o->mode != RC_UPDATE,
		                        .may_change = o->mode != RC_CREATE,
		                        .keys = o->keys,
		                        .nkeys = o->nkeys,
		                        .lookup = &lookup,
		                        .verdict = on_verdict,
		                        .ctx = im };
	bool ok;

	if (!o->dry_run && !begin_batch(im, err))
		return false;
	im->writing = !o->dry_run;
	im->plan = rc_plan_new(&wish, err);
	ok = im->plan != NULL && judge_all(im, err);
	rc_plan_free(im->plan);
	im->plan = NULL;
	if (o->dry_run)
		return ok;
	if (ok && im->writing)
		return rc_batch_commit(im->app, err);
	im->tell.result.batch = 0;
	rc_batch_abort(im->app);
	return ok;
}

static bool
check_options(const struct rc_import_options *o, const struct rc_source *source,
              struct rc_err *err)
{
	const unsigned refused = RC_KIND_SHEET | RC_KIND_KEPT | RC_KIND_LOG;

	if ((o->kind->flags & refused) != 0)
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("%s cannot be imported from CSV"),
		               o->kind->name);
	if (o->rejects != NULL && rc_source_is(source, o->rejects))
		return rc_fail(err, RC_EUSAGE,
		               _("the refused rows cannot go into the file "
		                 "that is read"));
	return true;
}

static bool
import(struct importing *im, struct rc_import_result *ret, struct rc_err *err)
{
	const struct rc_import_options *o = im->options;
	const struct rc_import_result *r = &im->tell.result;

	im->total = im->source.size * (rc_plan_looks_ahead(o->kind) ? 3 : 2);
	im->digest = rc_digest_new();
	im->cells = rc_arena_alloc(&im->arena, o->kind->nfields,
	                           sizeof(*im->cells));
	if (im->digest == NULL || im->cells == NULL)
		return rc_fail_nomem(err);
	if (!check_options(o, &im->source, err) || !look(im, err) ||
	    !run(im, err))
		return false;
	RC_ASSERT(r->read ==
	          r->created + r->updated + r->unchanged + r->rejected);
	return rc_tell_end(&im->tell, ret, err);
}

/* `source` is closed. */
static bool
import_from(struct rc_app *app, const struct rc_import_options *options,
            struct rc_source source, struct rc_arena *arena,
            struct rc_import_result *ret, struct rc_err *err)
{
	struct importing im = { .app = app,
		                .options = options,
		                .source = source };
	bool ok;

	rc_arena_init(&im.arena);
	rc_tell_init(&im.tell, arena, options->rejects);
	ok = import(&im, ret, err);
	if (!ok && err->code != RC_ECANCELLED)
		(void)rc_within(err, "%s", source.name);
	rc_digest_free(im.digest);
	rc_tell_fini(&im.tell);
	rc_arena_fini(&im.arena);
	rc_source_close(&im.source);
	return ok;
}

bool
rc_import_file(struct rc_app *app, const struct rc_import_options *options,
               struct rc_arena *arena, struct rc_import_result *ret,
               struct rc_err *err)
{
	struct rc_source source;

	return rc_source_open(options->path, arena, &source, err) &&
	       import_from(app, options, source, arena, ret, err);
}

bool
rc_import_text(struct rc_app *app, const struct rc_import_options *options,
               struct rc_str bytes, struct rc_arena *arena,
               struct rc_import_result *ret, struct rc_err *err)
{
	struct rc_source source = {
		.name = options->path, .fd = -1, .bytes = bytes, .size = bytes.n
	};

	return import_from(app, options, source, arena, ret, err);
}
