/* SPDX-License-Identifier: MIT */
/* late - report duties that are late, were done late or are due soon, with the
 * head who answers for them. */
#include <rollcall/base/i18n.h>

#include "report/role.h"

#define AHEAD_DAYS 30

static const struct rc_column columns[] = {
	{ "code", N_("Duty"), RC_CELL_TEXT, RC_LEFT },
	{ "title", N_("Report"), RC_CELL_TEXT, RC_LEFT },
	{ "from_role", N_("From"), RC_CELL_TEXT, RC_LEFT },
	{ "head", N_("Head"), RC_CELL_TEXT, RC_LEFT },
	{ "to_role", N_("To"), RC_CELL_TEXT, RC_LEFT },
	{ "due", N_("Due"), RC_CELL_DAY, RC_LEFT },
	{ "last_good", N_("Last good day"), RC_CELL_DAY, RC_LEFT },
	{ "state", N_("Status"), RC_CELL_MESSAGE, RC_LEFT },
	{ "days", N_("Days late"), RC_CELL_NUMBER, RC_RIGHT },
	{ "report", N_("Frozen report"), RC_CELL_TEXT, RC_LEFT },
};

struct tally {
	int64_t late, soon, done, done_late;
};

/* Days past the last good one, up to when it was done or to the day. */
static int64_t
days_late(const struct rc_occasion *o, const struct rc_fulfilment *f,
          rc_date day)
{
	rc_date until = f->by == NULL ? day : rc_date_of(f->by->at);

	return until > o->last_good ? until - o->last_good : RC_INT_NONE;
}

static void
put_occasion(struct rc_section *section, const struct rc_report_in *in,
             const struct rc_occasion *o, const struct rc_fulfilment *f)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	const struct rc_unit *unit = rc_role_unit(in->estate, o->duty);

	if (cells == NULL)
		return;
	cells[0] = rc_cell_text(o->duty->code);
	cells[1] = rc_cell_text(o->duty->title);
	cells[2] = rc_cell_text(o->duty->from_role);
	cells[3] = rc_cell_text(unit == NULL ? NULL : unit->agency->leader);
	cells[4] = rc_cell_text(o->duty->to_role);
	cells[5] = rc_cell_day(o->due);
	cells[6] = rc_cell_day(o->last_good);
	cells[7] = rc_cell_word(rc_due_words, (int)f->state);
	cells[8] = rc_cell_number(days_late(o, f, in->day));
	cells[9] = rc_cell_text(f->by == NULL ? NULL : f->by->code);
}

/* The occasions in that state, in order of day. */
static int64_t
put_all(struct rc_section *section, const struct rc_report_in *in,
        const struct rc_agenda *agenda, enum rc_due_state state)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < agenda->n; i++) {
		struct rc_fulfilment f = rc_occasion_state(
		        &agenda->items[i], in->ledger->snapshots,
		        in->ledger->nsnapshots, in->day);

		if (f.state != state)
			continue;
		n++;
		if (section != NULL)
			put_occasion(section, in, &agenda->items[i], &f);
	}
	return n;
}

static struct rc_section *
add_section(struct rc_doc *doc, const char *id, const char *title)
{
	return rc_doc_section(doc, id, title, columns, RC_COUNT(columns));
}

bool
rc_late_doc(const struct rc_report_in *in, struct rc_arena *arena,
            struct rc_doc *ret, struct rc_err *err)
{
	struct rc_doc *doc = rc_part_begin(
	        in, arena, "late", N_("Report duties late or due soon"));
	struct rc_agenda agenda;
	struct tally t;

	if (doc == NULL)
		return rc_fail_nomem(err);
	if (!rc_role_agenda(in, AHEAD_DAYS, arena, &agenda, err))
		return false;
	t.late = put_all(add_section(doc, "late", N_("Late")), in, &agenda,
	                 RC_DUE_LATE);
	t.soon = put_all(add_section(doc, "soon", N_("Due soon")), in, &agenda,
	                 RC_DUE_OPEN);
	t.done_late = put_all(add_section(doc, "done_late", N_("Done late")),
	                      in, &agenda, RC_DUE_DONE_LATE);
	t.done = put_all(NULL, in, &agenda, RC_DUE_DONE);
	rc_doc_param(doc, "late_duties", N_("Late"), rc_cell_count(t.late));
	rc_doc_param(doc, "due_soon", N_("Due within 30 days"),
	             rc_cell_count(t.soon));
	rc_doc_param(doc, "done_in_time", N_("Done in time"),
	             rc_cell_count(t.done));
	rc_doc_param(doc, "done_too_late", N_("Done late"),
	             rc_cell_count(t.done_late));
	rc_doc_note(doc, "%s",
	            _("A duty is done when a report was frozen for it "
	              "(`rollcall report NAME --freeze --duty CODE`). The head "
	              "is named where the plan's words are the name of an "
	              "agency."));
	return rc_part_end(doc, ret, err);
}
