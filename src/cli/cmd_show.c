/* SPDX-License-Identifier: MIT */
/*
 * cmd_show - one record with all that is known about it: its fields, and of a
 * device the facts, drift, findings, custody and events; then its history.
 */
#include "commands.h"

#include <rollcall/app/figures.h>
#include <rollcall/app/polls.h>
#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/log.h>
#include <rollcall/model/post.h>

#include "out.h"

#include <string.h>

#define EVENTS_SHOWN  10
#define HISTORY_SHOWN 20

struct show {
	struct cli *cli;
	struct rc_doc doc;
	const struct rc_kind *kind;
	void *record;
	rc_id id;
	bool people;
};

/* As cli_cell(), but what it writes lives as long as the document. */
static struct rc_doc_cell
cell_of(struct show *show, const struct rc_field *field, const void *record)
{
	struct rc_doc_cell cell;
	struct rc_buf b;

	rc_buf_init(&b, 1u << 20);
	cell = cli_cell(field, record, show->people, &b);
	if (b.n > 0)
		cell = rc_cell_text(rc_arena_textn(show->cli->arena, b.p, b.n));
	rc_buf_fini(&b);
	return cell;
}

/* --- the fields ----------------------------------------------------------- */

/* For people: what is there, one line each. */
static void
put_lines(struct show *show)
{
	size_t i;

	for (i = 0; i < show->kind->nfields; i++) {
		const struct rc_field *field = &show->kind->fields[i];
		struct rc_doc_cell cell = cell_of(show, field, show->record);

		if (cell.type != RC_CELL_NONE)
			rc_doc_param(&show->doc, field->name, field->label,
			             cell);
	}
}

/* For machines: every field, as the one row of "record". */
static bool
put_record(struct show *show, struct rc_err *err)
{
	static const struct rc_column head[] = {
		{ "id", N_("No."), RC_CELL_NUMBER, RC_RIGHT },
		{ "version", N_("Version"), RC_CELL_NUMBER, RC_RIGHT },
	};
	size_t n = show->kind->nfields;
	struct rc_column *columns;
	struct rc_doc_cell *cells;
	size_t i;

	columns = rc_arena_alloc(show->cli->arena, n + 2, sizeof(*columns));
	if (columns == NULL)
		return rc_fail_nomem(err);
	memcpy(columns, head, sizeof(head));
	for (i = 0; i < n; i++)
		columns[i + 2] = cli_column(&show->kind->fields[i]);
	cells = rc_section_row(rc_doc_section(&show->doc, "record",
	                                      N_("Record"), columns, n + 2),
	                       RC_ROW_PLAIN);
	if (cells == NULL)
		return rc_fail_nomem(err);
	cells[0] = rc_cell_number(show->id);
	cells[1] = rc_cell_number(rc_record_head(show->record)->version);
	for (i = 0; i < n; i++)
		cells[i + 2] =
		        cell_of(show, &show->kind->fields[i], show->record);
	return true;
}

/* --- facts, drift, findings ------------------------------------------------
 */

static const struct rc_column fact_columns[] = {
	{ "fact", N_("Fact"), RC_CELL_TEXT, RC_LEFT },
	{ "value", N_("Value"), RC_CELL_TEXT, RC_LEFT },
	{ "source", N_("Source"), RC_CELL_TEXT, RC_LEFT },
	{ "at", N_("Read at"), RC_CELL_INSTANT, RC_LEFT },
	{ "age_days", N_("Days old"), RC_CELL_COUNT, RC_RIGHT },
};

static struct rc_doc_cell
text_of(struct show *show, const struct rc_field *field, const void *record)
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
put_fact(struct show *show, struct rc_section *section,
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

static bool
put_facts(struct show *show, struct rc_err *err)
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

static const struct rc_column drift_columns[] = {
	{ "field", N_("Field"), RC_CELL_TEXT, RC_LEFT },
	{ "recorded", N_("Recorded"), RC_CELL_TEXT, RC_LEFT },
	{ "observed", N_("Observed"), RC_CELL_TEXT, RC_LEFT },
	{ "at", N_("Read at"), RC_CELL_INSTANT, RC_LEFT },
};

static bool
put_drift(struct show *show, struct rc_err *err)
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
	                         drift_columns, RC_COUNT(drift_columns));
	for (i = 0; i < n; i++) {
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return rc_fail_nomem(err);
		cells[0] = show->people ? rc_cell_message(drift[i].field->label)
		                        : rc_cell_text(drift[i].field->name);
		cells[1] = rc_cell_text(drift[i].recorded);
		cells[2] = rc_cell_text(drift[i].observed);
		cells[3] = rc_cell_instant(drift[i].at);
	}
	return true;
}

static const struct rc_column finding_columns[] = {
	{ "quality", N_("Quality"), RC_CELL_MESSAGE, RC_LEFT },
	{ "verdict", N_("Verdict"), RC_CELL_MESSAGE, RC_LEFT },
	{ "rule", N_("Rule"), RC_CELL_TEXT, RC_LEFT },
	{ "fact", N_("Fact"), RC_CELL_TEXT, RC_LEFT },
};

static bool
put_findings(struct show *show, struct rc_err *err)
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

/* --- rows of other kinds ---------------------------------------------------
 */

/* The rows that point here, the latest first. */
struct related {
	const char *id, *title;
	const struct rc_kind *kind;
	const char *view;    /* sort= and cols= */
	const char *field;   /* that points here */
	struct rc_value key; /* what it holds then */
	size_t most;
};

static bool
related_view(struct show *show, const struct related *related,
             struct rc_view *ret, struct rc_err *err)
{
	struct rc_arena *arena = show->cli->arena;
	struct rc_term *test = rc_arena_alloc(arena, 1, sizeof(*test));
	struct rc_value *key = rc_arena_alloc(arena, 1, sizeof(*key));

	if (test == NULL || key == NULL)
		return rc_fail_nomem(err);
	*key = related->key;
	test->type = RC_TERM_TEST;
	test->op = RC_OP_EQ;
	test->field = rc_field_find(related->kind, rc_str_of(related->field));
	test->values = key;
	test->nvalues = 1;
	return rc_view_parse(related->kind, related->view,
	                     rc_app_as_of(show->cli->app), arena, ret, err) &&
	       rc_view_narrow(ret, test, arena, err);
}

static bool
put_related(struct show *show, const struct related *related,
            struct rc_err *err)
{
	struct rc_arena *arena = show->cli->arena;
	struct rc_section *section;
	struct rc_column *columns;
	struct rc_view view;
	struct rc_page page;
	size_t row;
	size_t i;

	if (!related_view(show, related, &view, err) ||
	    !rc_records_page(show->cli->app, &view, NULL, RC_FORWARD,
	                     related->most, arena, &page, err))
		return false;
	columns = rc_arena_alloc(arena, view.ncolumns, sizeof(*columns));
	if (columns == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < view.ncolumns; i++)
		columns[i] = cli_column(view.columns[i]);
	section = rc_doc_section(&show->doc, related->id, related->title,
	                         columns, view.ncolumns);
	for (row = 0; row < page.n; row++) {
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return rc_fail_nomem(err);
		for (i = 0; i < view.ncolumns; i++)
			cells[i] =
			        cell_of(show, view.columns[i],
			                rc_page_row(&page, related->kind, row));
	}
	return true;
}

static bool
put_custody(struct show *show, const char *field, const char *key,
            struct rc_err *err)
{
	const struct related custody = {
		"custody",
		N_("Custody"),
		&rc_kind_custody,
		"sort=-from_date",
		field,
		rc_value_text(key),
		1000,
	};

	return put_related(show, &custody, err);
}

static bool
put_device(struct show *show, struct rc_err *err)
{
	const struct rc_device *device = show->record;
	const struct related events = {
		"events",       N_("Latest polls"),
		&rc_kind_event, "sort=-at cols=at,outcome,phase,ms,detail",
		"device",       rc_value_text(device->asset_tag),
		EVENTS_SHOWN,
	};

	return put_facts(show, err) && put_drift(show, err) &&
	       put_findings(show, err) &&
	       put_custody(show, "device", device->asset_tag, err) &&
	       put_related(show, &events, err);
}

static bool
put_history(struct show *show, struct rc_err *err)
{
	const char *view = rc_arena_printf(
	        show->cli->arena,
	        "kind=%s sort=-at cols=at,who,action,changes,reason,batch",
	        show->kind->name);
	const struct related history = {
		"history",      N_("History, the latest first"),
		&rc_kind_audit, view,
		"record",       RC_VALUE_INT(show->id),
		HISTORY_SHOWN,
	};

	if (view == NULL)
		return rc_fail_nomem(err);
	return (show->kind->flags & RC_KIND_LOG) != 0 ||
	       put_related(show, &history, err);
}

static bool
run_show(struct cli *cli, struct rc_err *err)
{
	struct show show = {
		.cli = cli,
		.people = strcmp(cli_text(cli, "format", "text"), "text") == 0,
	};

	if (!cli_kind(cli, 0, &show.kind, err))
		return false;
	show.record = rc_record_new(show.kind, cli->arena);
	if (show.record == NULL)
		return rc_fail_nomem(err);
	if (!rc_record_find(cli->app, show.kind, cli_arg(cli, 1), cli->arena,
	                    show.record, err))
		return false;
	show.id = rc_record_head(show.record)->id;
	rc_doc_init(&show.doc, cli->arena, show.kind->name,
	            show.kind->label_one);
	if (show.people)
		put_lines(&show);
	else if (!put_record(&show, err))
		return false;
	if (show.kind == &rc_kind_device && !put_device(&show, err))
		return false;
	if (show.kind == &rc_kind_post &&
	    !put_custody(&show, "post",
	                 ((const struct rc_post *)show.record)->code, err))
		return false;
	return put_history(&show, err) && cli_print_doc(cli, &show.doc, err);
}

static const struct cli_opt opts[] = { CLI_OPT_FORMAT("text|json") };

const struct cli_command cli_show = {
	.name = "show",
	.args = "KIND KEY",
	.help = N_("one record with its facts, findings, custody and history"),
	.about = N_("  rollcall show devices TS-25363-001\n"
	            "  rollcall show batches 881"),
	.opts = opts,
	.nopts = RC_COUNT(opts),
	.least = 2,
	.most = 2,
	.needs = CLI_READS,
	.word = CLI_KIND,
	.run = run_show,
};
