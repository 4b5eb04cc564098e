/* SPDX-License-Identifier: MIT */
/* cmd_calendar - report duties: when they fall due, and how they stand. */
#include "commands.h"

#include <rollcall/app/figures.h>
#include <rollcall/base/i18n.h>
#include <rollcall/render/ics.h>

#include "out.h"
#include "quota_opts.h"

#include <string.h>

#define ALARM_DAYS 3

static const struct rc_column columns[] = {
	{ "code", N_("Code"), RC_CELL_TEXT, RC_LEFT },
	{ "due", N_("Due"), RC_CELL_DAY, RC_LEFT },
	{ "last_good", N_("Last good day"), RC_CELL_DAY, RC_LEFT },
	{ "has_day", N_("Day named"), RC_CELL_BOOL, RC_LEFT },
	{ "state", N_("Status"), RC_CELL_MESSAGE, RC_LEFT },
	{ "title", N_("Report"), RC_CELL_TEXT, RC_LEFT },
	{ "from_role", N_("From"), RC_CELL_TEXT, RC_LEFT },
	{ "to_role", N_("To"), RC_CELL_TEXT, RC_LEFT },
	{ "source", N_("Source"), RC_CELL_TEXT, RC_LEFT },
	{ "report", N_("Frozen report"), RC_CELL_TEXT, RC_LEFT },
	{ "frozen_at", N_("Frozen at"), RC_CELL_INSTANT, RC_LEFT },
};

static void
put_due(struct rc_section *section, const struct rc_due *due)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	const struct rc_word *word = &rc_due_words[due->state];

	if (cells == NULL)
		return;
	cells[0] = rc_cell_text(due->code);
	cells[1] = rc_cell_day(due->due);
	cells[2] = rc_cell_day(due->last_good);
	cells[3] = rc_cell_bool(due->has_day);
	cells[4] = rc_cell_named(word->name, word->label);
	cells[5] = rc_cell_text(due->title);
	cells[6] = rc_cell_text(due->from_role);
	cells[7] = rc_cell_text(due->to_role);
	cells[8] = rc_cell_text(due->source);
	cells[9] = rc_cell_text(due->report);
	cells[10] = rc_cell_instant(due->frozen_at);
}

struct span {
	rc_date from, to;
	struct rc_due *dues;
	size_t n;
};

static bool
print_doc(struct cli *cli, const struct span *span, struct rc_err *err)
{
	struct rc_section *section;
	struct rc_doc doc;
	size_t i;

	rc_doc_init(&doc, cli->arena, "calendar", N_("Report calendar"));
	rc_doc_param(&doc, "from", N_("From"), rc_cell_day(span->from));
	rc_doc_param(&doc, "to", N_("To"), rc_cell_day(span->to));
	rc_doc_param(&doc, "as_of", N_("As of"),
	             rc_cell_day(rc_app_as_of(cli->app)));
	section = rc_doc_section(&doc, "rows", N_("Reports due"), columns,
	                         RC_COUNT(columns));
	for (i = 0; i < span->n; i++)
		put_due(section, &span->dues[i]);
	return cli_print_doc(cli, &doc, err);
}

/* --- iCalendar ------------------------------------------------------------ */

/* From whom to whom, the day in the plan's words, where it stands written. */
static const char *
describe(const struct rc_due *due, struct rc_arena *arena)
{
	char day[16];
	struct rc_buf b;
	const char *text;

	rc_buf_init(&b, sizeof(day));
	rc_date_put_dmy(&b, due->due);
	(void)snprintf(day, sizeof(day), "%s", rc_text_or_empty(b.p));
	rc_buf_fini(&b);
	/* TRANSLATORS: who, to whom, the day, the paper, how it stands */
	text = rc_arena_printf(arena,
	                       _("From: %s\nTo: %s\nDue: %s%s\nSource: "
	                         "%s\nState: %s"),
	                       rc_text_or_empty(due->from_role),
	                       rc_text_or_empty(due->to_role), day,
	                       due->last_good < due->due ? _(" (before)") : "",
	                       rc_text_or_empty(due->source),
	                       _(rc_due_words[due->state].label));
	return text;
}

/* The event is on the last good day. Its uid goes by the cycle, so it stays the
 * same when a plan moves the day. */
static bool
put_event(struct rc_ics *ics, const struct rc_due *due, struct rc_arena *arena,
          struct rc_err *err)
{
	struct rc_civil c = rc_civil_of(due->cycle.from);
	struct rc_ics_event event = {
		.uid = rc_arena_printf(arena, "%s-%04d%02d@rollcall", due->code,
		                       c.year, c.month),
		.summary = rc_arena_printf(arena, "%s: %s", due->code,
		                           rc_text_or_empty(due->title)),
		.description = describe(due, arena),
		.day = due->last_good,
		.alarm_days = due->state == RC_DUE_OPEN ? ALARM_DAYS : 0,
	};

	if (event.uid == NULL || event.summary == NULL ||
	    event.description == NULL)
		return rc_fail_nomem(err);
	rc_ics_put(ics, &event);
	return true;
}

static bool
print_ics(struct cli *cli, const struct span *span, struct rc_err *err)
{
	struct rc_err later = { 0 };
	struct cli_out out;
	struct rc_ics ics;
	bool done = true;
	size_t i;

	if (!cli_out_open(&out, cli, err))
		return false;
	rc_ics_begin(&ics, &out.sink, rc_app_now(cli->app));
	for (i = 0; i < span->n && done; i++)
		done = put_event(&ics, &span->dues[i], cli->arena, err);
	if (!rc_ics_end(&ics, done ? err : &later))
		done = false;
	return cli_out_close(&out, done, err);
}

static bool
run_calendar(struct cli *cli, struct rc_err *err)
{
	rc_date today = rc_app_as_of(cli->app);
	struct span span = {
		.from = (rc_date)cli_number(cli, "from",
		                            rc_date_add_months(today, -1)),
	};

	span.to = (rc_date)cli_number(
	        cli, "to",
	        rc_date_add_months(span.from > today ? span.from : today, 3));
	if (span.to < span.from)
		return rc_fail(err, RC_EUSAGE, _("--to lies before --from"));
	if (!rc_calendar(cli->app, span.from, span.to, cli->arena, &span.dues,
	                 &span.n, err))
		return false;
	if (strcmp(cli_text(cli, "format", ""), "ics") == 0)
		return print_ics(cli, &span, err);
	return print_doc(cli, &span, err);
}

static const struct cli_opt calendar_opts[] = {
	CLI_OPT_FORMAT(CLI_FORMATS "|ics"),
	CLI_OPT_OUTPUT,
	{ .name = "from",
	  .type = CLI_DAY,
	  .arg = "DAY",
	  .help = N_("a month ago unless given") },
	{ .name = "to",
	  .type = CLI_DAY,
	  .arg = "DAY",
	  .help = N_("in three months unless given") },
};

const struct cli_command cli_calendar = {
	.name = "calendar",
	.args = "",
	.help = N_("report duties with their deadlines"),
	.about = N_("A duty is done when a report was frozen for it: rollcall "
	            "report quota --freeze --duty R1. `--format ics` makes a "
	            "file for a calendar program."),
	.opts = calendar_opts,
	.nopts = RC_COUNT(calendar_opts),
	.needs = CLI_READS,
	.run = run_calendar,
};
