/* SPDX-License-Identifier: MIT */
/* show_facts - a device by its own word: facts, drift, findings. */
#include "show.h"

#include <rollcall/app/figures.h>
#include <rollcall/app/records.h>
#include <rollcall/app/review.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/fact.h>

#include "drift.h"

static const struct rc_column fact_columns[] = {
	{ "fact", N_("Fact"), RC_CELL_TEXT, RC_LEFT },
	{ "value", N_("Value"), RC_CELL_TEXT, RC_LEFT },
	{ "source", N_("Source"), RC_CELL_TEXT, RC_LEFT },
	{ "at", N_("Read at"), RC_CELL_INSTANT, RC_LEFT },
	{ "age_days", N_("Days old"), RC_CELL_COUNT, RC_RIGHT },
};

static struct rc_doc_cell
text_of(struct cli_show *show, const struct rc_field *field, const void *record)
{
	struct rc_doc_cell cell;
	struct rc_buf b;

	rc_buf_init(&b, 1u << 16);
	rc_field_put_text(field, record,
	                  show->people ? RC_FOR_PEOPLE : RC_FOR_MACHINE, &b);
	cell = rc_cell_text(
	        rc_arena_textn(show->cli->arena, b.n > 0 ? b.p : "", b.n));
	rc_buf_fini(&b);
	return cell;
}

static void
put_fact(struct cli_show *show, struct rc_section *section,
         const struct rc_facts *facts, size_t i)
{
	const struct rc_field *field = &rc_kind_facts.fields[i];
	const struct rc_word *source = &rc_fact_source_words[facts->source[i]];
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	int64_t age = rc_app_today(show->cli->app) - rc_date_of(facts->at[i]);

	if (cells == NULL)
		return;
	cells[0] = show->people ? rc_cell_message(field->label)
	                        : rc_cell_text(field->name);
	cells[1] = text_of(show, field, facts);
	cells[2] = show->people ? rc_cell_message(source->label)
	                        : rc_cell_text(source->name);
	cells[3] = rc_cell_instant(facts->at[i]);
	cells[4] = rc_cell_count(age < 0 ? 0 : age);
}

bool
cli_show_facts(struct cli_show *show, struct rc_err *err)
{
	struct rc_facts *facts =
	        rc_record_new(&rc_kind_facts, show->cli->arena);
	struct rc_section *section;
	size_t i;

	if (facts == NULL)
		return rc_fail_nomem(err);
	section = rc_doc_section(&show->doc, "facts",
	                         N_("Facts: what the device says"),
	                         fact_columns, RC_COUNT(fact_columns));
	if (!rc_record_get(show->cli->app, &rc_kind_facts, show->id,
	                   show->cli->arena, facts, err))
		return err->code == RC_ENOTFOUND;
	for (i = 0; i < rc_kind_facts.nfields; i++) {
		if (facts->source[i] > RC_SOURCE_NONE &&
		    facts->source[i] <= RC_SOURCE_MANUAL)
			put_fact(show, section, facts, i);
	}
	return true;
}

bool
cli_show_drift(struct cli_show *show, struct rc_err *err)
{
	struct rc_section *section;
	struct rc_drift *drift;
	size_t n;
	size_t i;

	if (!rc_drift_find(show->cli->app, show->id, show->cli->arena, &drift,
	                   &n, err))
		return false;
	section = rc_doc_section(&show->doc, "drift",
	                         N_("Drift: the record says otherwise"),
	                         cli_drift_columns, CLI_DRIFT_COLUMNS);
	for (i = 0; i < n; i++) {
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return rc_fail_nomem(err);
		cli_drift_cells(&drift[i], show->people, cells);
	}
	return true;
}

static const struct rc_column finding_columns[] = {
	{ "quality", N_("Quality"), RC_CELL_MESSAGE, RC_LEFT },
	{ "verdict", N_("Verdict"), RC_CELL_MESSAGE, RC_LEFT },
	{ "rule", N_("Rule"), RC_CELL_TEXT, RC_LEFT },
	{ "fact", N_("Fact"), RC_CELL_TEXT, RC_LEFT },
};

bool
cli_show_findings(struct cli_show *show, struct rc_err *err)
{
	struct rc_section *section;
	struct rc_quality *qualities;
	size_t n;
	size_t i;

	if (!rc_device_judge(show->cli->app, show->id, show->cli->arena,
	                     &qualities, &n, err))
		return false;
	section = rc_doc_section(&show->doc, "findings", N_("Findings"),
	                         finding_columns, RC_COUNT(finding_columns));
	for (i = 0; i < n; i++) {
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return rc_fail_nomem(err);
		cells[0] = rc_cell_message(qualities[i].name);
		cells[1] = rc_cell_message(qualities[i].verdict);
		cells[2] = rc_cell_text(qualities[i].rule);
		cells[3] = rc_cell_text(qualities[i].fact);
	}
	return true;
}
