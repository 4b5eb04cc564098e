/* SPDX-License-Identifier: MIT */
/* import_report - faults, changes and counts as csv and json. */
#include "import_report.h"

#include <rollcall/render/render.h>

#include "out.h"

#define LINE_MAX_BYTES (1u << 20)

static bool
flush(struct import_report *r, struct rc_err *err)
{
	struct rc_sink sink = rc_sink_stdio(r->cli->out);
	bool ok = rc_buf_done(&r->line, err) &&
	          sink.write(sink.to, rc_buf_str(&r->line), err);

	rc_buf_clear(&r->line);
	return ok;
}

/* --- csv ------------------------------------------------------------------ */

static const char *const csv_columns[] = { "line",   "verdict", "key",
	                                   "field",  "column",  "header",
	                                   "before", "after",   "reason",
	                                   "hint",   "suggest" };

static void
put_csv(struct import_report *r, const char *const *cells)
{
	size_t i;

	for (i = 0; i < RC_COUNT(csv_columns); i++) {
		if (i > 0)
			rc_buf_putc(&r->line, ',');
		rc_csv_put_cell(&r->line, rc_str_of(cells[i]), ',');
	}
	rc_buf_puts(&r->line, "\r\n");
}

/* --- json ----------------------------------------------------------------- */

static void
put_key(struct import_report *r, const char *key)
{
	char last = '\0';

	if (r->line.n > 0)
		last = r->line.p[r->line.n - 1];

	if (last != '{' && last != '\0')
		rc_buf_putc(&r->line, ',');
	rc_json_put_text(&r->line, rc_str_of(key));
	rc_buf_putc(&r->line, ':');
}

static void
put_text(struct import_report *r, const char *key, const char *text)
{
	put_key(r, key);
	if (text == NULL)
		rc_buf_puts(&r->line, "null");
	else
		rc_json_put_text(&r->line, rc_str_of(text));
}

static void
put_number(struct import_report *r, const char *key, uint64_t n)
{
	put_key(r, key);
	rc_buf_printf(&r->line, "%llu", (unsigned long long)n);
}

static void
begin_detail(struct import_report *r)
{
	rc_buf_puts(&r->line, r->empty ? "\n{" : ",\n{");
	r->empty = false;
}

/* --- as they are found ---------------------------------------------------- */

static bool
on_fault(void *ctx, const struct rc_fault *f, struct rc_err *err)
{
	struct import_report *r = ctx;
	char line[24];
	char column[24];
	const char *const cells[] = { line,      "fault",   NULL,      f->field,
		                      column,    f->header, f->value,  NULL,
		                      f->reason, f->hint,   f->suggest };

	(void)snprintf(line, sizeof(line), "%llu", (unsigned long long)f->line);
	(void)snprintf(column, sizeof(column), "%zu", f->column);
	if (!r->json) {
		put_csv(r, cells);
		return flush(r, err);
	}
	begin_detail(r);
	put_number(r, "line", f->line);
	put_text(r, "verdict", "fault");
	put_text(r, "field", f->field);
	put_number(r, "column", f->column);
	put_text(r, "header", f->header);
	put_text(r, "value", f->value);
	put_text(r, "reason", f->reason);
	put_text(r, "cause", f->cause);
	put_text(r, "hint", f->hint);
	put_text(r, "suggest", f->suggest);
	rc_buf_putc(&r->line, '}');
	return flush(r, err);
}

static bool
on_delta(void *ctx, const struct rc_delta *d, struct rc_err *err)
{
	struct import_report *r = ctx;
	char line[24];
	const char *const cells[] = { line, "change", d->key,    d->field,
		                      NULL, NULL,     d->before, d->after,
		                      NULL, NULL,     NULL };

	(void)snprintf(line, sizeof(line), "%llu", (unsigned long long)d->line);
	if (!r->json) {
		put_csv(r, cells);
		return flush(r, err);
	}
	begin_detail(r);
	put_number(r, "line", d->line);
	put_text(r, "verdict", "change");
	put_text(r, "key", d->key);
	put_text(r, "field", d->field);
	put_text(r, "before", d->before);
	put_text(r, "after", d->after);
	rc_buf_putc(&r->line, '}');
	return flush(r, err);
}

bool
cli_report_begin(struct import_report *r, struct cli *cli, bool json,
                 struct rc_import_options *options, struct rc_err *err)
{
	*r = (struct import_report){ .cli = cli, .json = json, .empty = true };
	rc_buf_init(&r->line, LINE_MAX_BYTES);
	options->each_fault = on_fault;
	options->each_delta = on_delta;
	options->tell_ctx = r;
	options->plain = true;
	if (json) {
		rc_buf_putc(&r->line, '{');
		put_text(r, "file", options->path);
		put_text(r, "kind", options->kind->name);
		put_key(r, "dry_run");
		rc_buf_puts(&r->line, options->dry_run ? "true" : "false");
		put_key(r, "details");
		rc_buf_putc(&r->line, '[');
	} else {
		put_csv(r, csv_columns);
	}
	return flush(r, err);
}

/* --- the end -------------------------------------------------------------- */

static bool
put_group(struct import_report *r, const struct rc_fault_group *g,
          struct rc_err *err)
{
	size_t i;

	rc_buf_puts(&r->line, "\n{");
	put_text(r, "field", g->field);
	put_text(r, "reason", g->reason);
	put_number(r, "column", g->column);
	put_number(r, "count", g->count);
	put_number(r, "first_line", g->first_line);
	put_number(r, "different", g->all_values);
	put_key(r, "values");
	rc_buf_putc(&r->line, '[');
	for (i = 0; i < g->nvalues; i++) {
		rc_buf_puts(&r->line, i > 0 ? ",{" : "{");
		put_text(r, "value", g->values[i].value);
		put_number(r, "count", g->values[i].count);
		put_number(r, "first_line", g->values[i].first_line);
		put_text(r, "suggest", g->values[i].suggest);
		put_text(r, "hint", g->values[i].hint);
		put_text(r, "reason", g->values[i].reason);
		rc_buf_putc(&r->line, '}');
	}
	rc_buf_puts(&r->line, "]}");
	return flush(r, err);
}

static bool
put_groups(struct import_report *r, const struct rc_import_result *result,
           struct rc_err *err)
{
	bool ok = true;
	size_t i;

	rc_buf_puts(&r->line, "],\n\"groups\":[");
	for (i = 0; ok && i < result->ngroups; i++) {
		if (i > 0)
			rc_buf_putc(&r->line, ',');
		ok = put_group(r, &result->groups[i], err);
	}
	rc_buf_puts(&r->line, "],\n\"remarks\":[");
	for (i = 0; i < result->nremarks; i++) {
		rc_buf_puts(&r->line, i > 0 ? ",\n" : "\n");
		rc_json_put_text(&r->line, rc_str_of(result->remarks[i]));
	}
	rc_buf_putc(&r->line, ']');
	return ok && flush(r, err);
}

static void
put_counts(struct import_report *r, const struct rc_import_result *result)
{
	const struct {
		const char *key;
		uint64_t n;
	} counts[] = {
		{ "read", result->read },
		{ "created", result->created },
		{ "updated", result->updated },
		{ "unchanged", result->unchanged },
		{ "rejected", result->rejected },
		{ "made", result->made },
		{ "faults", result->all_faults },
		{ "changes", result->all_deltas },
	};
	size_t i;

	for (i = 0; i < RC_COUNT(counts); i++)
		rc_buf_printf(&r->line, ",\n\"%s\":%llu", counts[i].key,
		              (unsigned long long)counts[i].n);
	rc_buf_puts(&r->line, ",\n\"batch\":");
	if (result->batch == 0)
		rc_buf_puts(&r->line, "null");
	else
		rc_buf_printf(&r->line, "%lld", (long long)result->batch);
	rc_buf_puts(&r->line, "}\n");
}

bool
cli_report_end(struct import_report *r, const struct rc_import_result *result,
               const char *why, struct rc_err *err)
{
	bool ok = true;

	rc_buf_clear(&r->line);
	if (r->json && result == NULL) {
		rc_buf_puts(&r->line, "],\n\"error\":");
		rc_json_put_text(&r->line, rc_str_of(why));
		rc_buf_puts(&r->line, "}\n");
	} else if (r->json) {
		ok = put_groups(r, result, err);
		if (ok)
			put_counts(r, result);
	}
	ok = ok && flush(r, err);
	rc_buf_fini(&r->line);
	return ok;
}
