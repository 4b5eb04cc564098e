/* SPDX-License-Identifier: MIT */
/*
 * import_look - how a file reads: separator, encoding, columns with samples.
 * One reading; nothing is judged, nothing is written.
 */
#include <rollcall/app/imports.h>

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include "app/import_format.h"
#include "app/import_maps.h"
#include "app/import_read.h"
#include "import/factrow.h"
#include "import/match.h"

#include <string.h>

#define SHOWN 80 /* cells of a sample */

struct looking {
	const struct rc_import_options *options;
	struct rc_arena *arena;
	struct rc_reading reading;
	bool has_header;
	struct rc_import_look look;
	uint64_t bytes;
	uint64_t total;
};

static const char *
shown(struct rc_arena *arena, struct rc_str text)
{
	struct rc_buf b;
	struct rc_str cut;
	const char *copy;

	rc_buf_init(&b, 4 * RC_CSV_CELL_MAX);
	rc_text_screen(&b, rc_str_trim(text));
	cut = rc_text_clip(rc_buf_str(&b), SHOWN, NULL);
	copy = rc_arena_textn(arena, cut.p, cut.n);
	rc_buf_fini(&b);
	return copy;
}

static bool
on_chunk(void *ctx, size_t bytes, struct rc_err *err)
{
	struct looking *l = ctx;
	const struct rc_import_options *o = l->options;

	l->bytes += bytes;
	if (o->progress == NULL ||
	    o->progress(o->ctx, l->look.rows, l->bytes, l->total))
		return true;
	return rc_fail(err, RC_ECANCELLED, _("stopped; nothing was written"));
}

/* The header, even where an import would refuse it: that is what a look is
 * for. */
static bool
take_header(struct looking *l, const struct rc_csv_row *row, struct rc_err *err)
{
	const struct rc_import_options *o = l->options;
	const struct rc_kind *kind =
	        o->kind == &rc_kind_facts ? &rc_kind_factrow : o->kind;
	const struct rc_match_wish wish = { .kind = kind,
		                            .maps = o->maps,
		                            .nmaps = o->nmaps,
		                            .partial = true };
	struct rc_import_column *columns =
	        rc_arena_alloc(l->arena, row->n + 1, sizeof(*columns));
	const char **first = rc_arena_alloc(
	        l->arena, (row->n + 1) * RC_IMPORT_FIRST, sizeof(*first));
	struct rc_err refused = { 0 };
	struct rc_match match = { 0 };
	bool matched;
	size_t i;

	if (columns == NULL || first == NULL)
		return rc_fail_nomem(err);
	matched = rc_match_header(&wish, row, l->arena, &match, &refused);
	if (!matched && refused.code == RC_ENOMEM)
		return rc_fail_nomem(err);
	for (i = 0; i < row->n; i++) {
		columns[i].header = shown(l->arena, row->cells[i]);
		if (columns[i].header == NULL)
			return rc_fail_nomem(err);
		if (matched)
			columns[i].field = match.fields[i];
		else
			columns[i].field =
			        rc_field_find(kind, rc_str_trim(row->cells[i]));
	}
	l->look.columns = columns;
	l->look.ncolumns = row->n;
	l->look.first = first;
	if (l->reading.source->format == RC_IMPORT_CSV)
		l->look.separator = l->reading.separator;
	l->look.bom = l->reading.bom;
	l->look.encoding = l->reading.decoded_as;
	l->has_header = true;
	return true;
}

static bool
take_sample(struct rc_import_column *column, struct rc_str cell,
            struct rc_arena *arena)
{
	const char *text;
	size_t i;

	if (column->samples[RC_COUNT(column->samples) - 1] != NULL)
		return true;
	text = shown(arena, cell);
	if (text == NULL)
		return false;
	for (i = 0; column->samples[i] != NULL; i++) {
		if (strcmp(column->samples[i], text) == 0)
			return true;
	}
	column->samples[i] = text;
	return true;
}

/* Keeps one of the first rows as it is. */
static bool
take_first(struct looking *l, const struct rc_csv_row *row)
{
	const char **cells = &l->look.first[l->look.nfirst * l->look.ncolumns];
	size_t i;

	for (i = 0; i < l->look.ncolumns; i++) {
		cells[i] = i < row->n ? shown(l->arena, row->cells[i]) : "";
		if (cells[i] == NULL)
			return false;
	}
	l->look.nfirst++;
	return true;
}

static bool
on_row(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct looking *l = ctx;
	size_t i;

	if (row->blank)
		return true;
	if (!l->has_header)
		return take_header(l, row, err);
	l->look.rows++;
	if (l->look.nfirst < RC_IMPORT_FIRST && !take_first(l, row))
		return rc_fail_nomem(err);
	for (i = 0; i < l->look.ncolumns; i++) {
		struct rc_import_column *column = &l->look.columns[i];

		if (i >= row->n || rc_str_trim(row->cells[i]).n == 0) {
			column->empty++;
			continue;
		}
		column->filled++;
		if (!take_sample(column, row->cells[i], l->arena))
			return rc_fail_nomem(err);
	}
	return true;
}

static bool
look_at(struct looking *l, struct rc_source *source, struct rc_err *err)
{
	if (!rc_import_format_find(l->options, source, err))
		return false;
	l->look.format = rc_import_format_name(source->format);
	l->look.bytes = source->size;
	l->look.encoding = "utf-8";
	l->total = source->size;
	if (source->format != RC_IMPORT_CSV && source->format != RC_IMPORT_JSON)
		return true;
	l->reading.source = source;
	l->reading.encoding = l->options->encoding;
	l->reading.chunk = on_chunk;
	return rc_reading_run(&l->reading, on_row, l, err);
}

bool
rc_import_look(struct rc_app *app, const struct rc_import_options *options,
               struct rc_arena *arena, struct rc_import_look *ret,
               struct rc_err *err)
{
	struct rc_import_options merged;
	struct looking l = { .options = &merged, .arena = arena };
	struct rc_source source;
	bool ok;

	if (!rc_import_map_use(app, options, arena, &merged, err) ||
	    !rc_source_open(options->path, arena, &source, err))
		return false;
	ok = look_at(&l, &source, err);
	if (!ok && err->code != RC_ECANCELLED)
		(void)rc_within(err, "%s", source.name);
	rc_source_close(&source);
	if (ok)
		*ret = l.look;
	return ok;
}
