/* SPDX-License-Identifier: MIT */
/* sheet - reads with app/, writes rows of a document. */
#include "source/sheet.h"

#include "source/records.h"

#include <rollcall/app/figures.h>
#include <rollcall/app/records.h>
#include <rollcall/app/review.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/log.h>

#include <string.h>

#define LATEST    8 /* audit lines and outcomes that are shown */
#define CUSTODIES 12
#define VALUE_MAX 4000

struct work {
	struct rc_app *app;
	const struct tui_sheet_of *of;
	const char *key;
	struct rc_arena *arena;
	struct rc_doc *doc;
};

static const char *
field_text(const struct rc_field *field, const void *record,
           struct rc_arena *arena)
{
	struct rc_buf b;
	const char *text;

	rc_buf_init(&b, 1 << 20);
	rc_field_put_text(field, record, RC_FOR_PEOPLE, &b);
	if (b.n > VALUE_MAX)
		rc_buf_cut(&b, VALUE_MAX);
	text = rc_arena_textn(arena, b.n > 0 ? b.p : "", b.n);
	rc_buf_fini(&b);
	return text != NULL ? text : "";
}

/* Fills a row of texts; NULL cells stay empty. */
static void
put_row(struct rc_section *section, const char *const *texts, size_t n)
{
	struct rc_doc_cell *row = rc_section_row(section, RC_ROW_PLAIN);
	size_t i;

	for (i = 0; row != NULL && i < n; i++)
		if (texts[i] != NULL)
			row[i] = rc_cell_text(texts[i]);
}

/* A reference by its key and by what that stands for. */
static const char *
value_text(struct work *w, const struct rc_field *field, void *record)
{
	const char *text = field_text(field, record, w->arena);
	const char *name = "";
	const char *both;

	if (field->type == RC_REF && text[0] != '\0')
		name = tui_ref_name(w->app, field, record, w->arena);
	if (name[0] == '\0')
		return text;
	both = rc_arena_printf(w->arena, "%s  %s", text, name);
	return both != NULL ? both : text;
}

static void
add_fields(struct work *w, void *record)
{
	static const struct rc_column columns[] = {
		{ "field", N_("Field"), RC_CELL_TEXT, RC_LEFT },
		{ "value", N_("Value"), RC_CELL_TEXT, RC_LEFT },
	};
	const struct rc_kind *kind = w->of->kind;
	struct rc_section *section = rc_doc_section(
	        w->doc, "fields", N_("Record"), columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		const char *texts[] = { _(kind->fields[i].label), NULL };

		texts[1] = value_text(w, &kind->fields[i], record);
		if (texts[1][0] != '\0')
			put_row(section, texts, 2);
	}
}

static bool
add_qualities(struct work *w, struct rc_err *err)
{
	static const struct rc_column columns[] = {
		{ "quality", N_("Quality"), RC_CELL_TEXT, RC_LEFT },
		{ "verdict", N_("Verdict"), RC_CELL_TEXT, RC_LEFT },
		{ "rule", N_("Because"), RC_CELL_TEXT, RC_LEFT },
		{ "fact", N_("Fact"), RC_CELL_TEXT, RC_LEFT },
	};
	struct rc_section *section;
	struct rc_quality *qualities;
	size_t n;
	size_t i;

	if (!rc_device_judge(w->app, w->of->id, w->arena, &qualities, &n, err))
		return false;
	section = rc_doc_section(w->doc, "qualities", N_("Judged"), columns,
	                         RC_COUNT(columns));
	for (i = 0; i < n; i++) {
		const char *texts[] = { _(qualities[i].name),
			                _(qualities[i].verdict),
			                qualities[i].rule, qualities[i].fact };

		put_row(section, texts, 4);
	}
	return true;
}

static bool
add_drift(struct work *w, struct rc_err *err)
{
	static const struct rc_column columns[] = {
		{ "field", N_("Field"), RC_CELL_TEXT, RC_LEFT },
		{ "recorded", N_("Recorded"), RC_CELL_TEXT, RC_LEFT },
		{ "observed", N_("Observed"), RC_CELL_TEXT, RC_LEFT },
		{ "at", N_("Seen"), RC_CELL_INSTANT, RC_LEFT },
		{ "counted", N_("Counted"), RC_CELL_TEXT, RC_LEFT },
		{ "counted_on", N_("Counted on"), RC_CELL_DAY, RC_LEFT },
	};
	struct rc_section *section;
	struct rc_drift *drift;
	size_t n;
	size_t i;

	if (!rc_drift_find(w->app, w->of->id, w->arena, &drift, &n, err))
		return false;
	if (n == 0)
		return true;
	section = rc_doc_section(w->doc, "drift",
	                         N_("Record, device and count disagree"),
	                         columns, RC_COUNT(columns));
	for (i = 0; i < n; i++) {
		struct rc_doc_cell *row = rc_section_row(section, RC_ROW_PLAIN);

		if (row == NULL)
			break;
		row[0] = rc_cell_message(drift[i].field->label);
		row[1] = rc_cell_text(drift[i].recorded);
		row[2] = rc_cell_text(drift[i].observed);
		row[3] = rc_cell_instant(drift[i].at);
		row[4] = rc_cell_text(drift[i].counted);
		row[5] = rc_cell_day(drift[i].counted_on);
	}
	return true;
}

const char *
tui_days_text(struct rc_arena *arena, int64_t days)
{
	const char *text;

	if (days == 0)
		return _("today");
	if (days == 1)
		return _("tomorrow");
	if (days == -1)
		return _("yesterday");
	text = rc_arena_printf(
	        arena, days > 0 ? _("in %lld days") : _("%lld days ago"),
	        (long long)(days > 0 ? days : -days));
	return text != NULL ? text : "";
}

static void
put_fact(struct work *w, struct rc_section *section,
         const struct rc_facts *facts, size_t i)
{
	const struct rc_field *field = &rc_kind_facts.fields[i];
	struct rc_doc_cell *row;
	rc_ms age = rc_app_now(w->app) - facts->at[i];

	if (facts->source[i] == RC_SOURCE_NONE)
		return;
	row = rc_section_row(section, RC_ROW_PLAIN);
	if (row == NULL)
		return;
	row[0] = rc_cell_message(field->label);
	row[1] = rc_cell_text(field_text(field, facts, w->arena));
	row[2] = rc_cell_message(rc_fact_source_words[facts->source[i]].label);
	row[3] = rc_cell_text(tui_days_text(w->arena, -(age / RC_DAY_MS)));
}

static bool
add_facts(struct work *w, struct rc_err *err)
{
	static const struct rc_column columns[] = {
		{ "fact", N_("Fact"), RC_CELL_MESSAGE, RC_LEFT },
		{ "value", N_("Value"), RC_CELL_TEXT, RC_LEFT },
		{ "source", N_("Source"), RC_CELL_MESSAGE, RC_LEFT },
		{ "age", N_("Age"), RC_CELL_TEXT, RC_LEFT },
	};
	struct rc_facts *facts = rc_record_new(&rc_kind_facts, w->arena);
	struct rc_section *section;
	struct rc_err why = { 0 };
	size_t i;

	if (facts == NULL)
		return rc_fail_nomem(err);
	if (!rc_record_get(w->app, &rc_kind_facts, w->of->id, w->arena, facts,
	                   &why)) {
		if (why.code == RC_ENOTFOUND)
			return true;
		*err = why;
		return false;
	}
	for (i = 0; i < RC_FACTS_MAX && facts->source[i] == RC_SOURCE_NONE; i++)
		;
	if (i == RC_FACTS_MAX)
		return true;
	section = rc_doc_section(w->doc, "facts", N_("Facts"), columns,
	                         RC_COUNT(columns));
	for (i = 0; i < rc_kind_facts.nfields && i < RC_FACTS_MAX; i++)
		put_fact(w, section, facts, i);
	return true;
}

/* The latest rows of a kind that a view picks, as a section of its fields. */
struct related {
	const struct rc_kind *kind;
	const char *id, *title; /* of the section */
	const char *const *fields;
	size_t nfields;
	size_t most;
};

static struct rc_section *
related_section(struct work *w, const struct related *related)
{
	struct rc_column *columns =
	        rc_arena_alloc(w->arena, related->nfields, sizeof(*columns));
	size_t i;

	if (columns == NULL)
		return NULL;
	for (i = 0; i < related->nfields; i++) {
		const struct rc_field *field = rc_field_find(
		        related->kind, rc_str_of(related->fields[i]));

		columns[i].id = related->fields[i];
		columns[i].label = field != NULL ? field->label : "";
		columns[i].type = RC_CELL_TEXT;
	}
	return rc_doc_section(w->doc, related->id, related->title, columns,
	                      related->nfields);
}

static bool
add_related(struct work *w, const struct related *related, const char *text,
            struct rc_err *err)
{
	struct rc_view view;
	struct rc_page page;
	struct rc_section *section;
	size_t row;
	size_t i;

	if (!rc_view_parse(related->kind, text, rc_app_today(w->app), w->arena,
	                   &view, err) ||
	    !rc_records_page(w->app, &view, NULL, RC_FORWARD, related->most,
	                     w->arena, &page, err))
		return false;
	if (page.n == 0)
		return true;
	section = related_section(w, related);
	for (row = 0; row < page.n; row++) {
		const char *texts[8] = { NULL };
		void *record = rc_page_row(&page, related->kind, row);

		for (i = 0; i < related->nfields && i < 8; i++)
			texts[i] = field_text(
			        rc_field_find(related->kind,
			                      rc_str_of(related->fields[i])),
			        record, w->arena);
		put_row(section, texts, related->nfields);
	}
	return true;
}

/* A key as a quoted word of a view. */
static const char *
quoted(struct work *w, const char *field, const char *key)
{
	struct rc_buf b;
	const char *text;
	const char *p;

	rc_buf_init(&b, 1000);
	rc_buf_printf(&b, "%s=\"", field);
	for (p = key; *p != '\0'; p++) {
		if (*p == '"') /* a quote in quotes stands twice */
			rc_buf_putc(&b, '"');
		rc_buf_putc(&b, *p);
	}
	rc_buf_putc(&b, '"');
	text = b.state == RC_BUF_OK ? rc_arena_textn(w->arena, b.p, b.n) : NULL;
	rc_buf_fini(&b);
	return text;
}

static bool
add_custody(struct work *w, struct rc_err *err)
{
	static const char *const fields[] = { "post", "from_date", "to_date",
		                              "reason" };
	static const struct related related = {
		&rc_kind_custody, "custody", N_("Custody"), fields, 4, CUSTODIES
	};
	const char *which = quoted(w, "device", w->key);
	const char *view;

	if (which == NULL)
		return rc_fail_nomem(err);
	view = rc_arena_printf(w->arena, "%s sort=-from_date", which);
	return view != NULL ? add_related(w, &related, view, err)
	                    : rc_fail_nomem(err);
}

static bool
add_events(struct work *w, struct rc_err *err)
{
	static const char *const fields[] = { "at", "outcome", "phase",
		                              "detail" };
	static const struct related related = {
		&rc_kind_event, "events", N_("Last polls"), fields, 4, LATEST
	};
	const char *which = quoted(w, "device", w->key);
	const char *view;

	if (which == NULL)
		return rc_fail_nomem(err);
	view = rc_arena_printf(w->arena, "%s sort=-at", which);
	return view != NULL ? add_related(w, &related, view, err)
	                    : rc_fail_nomem(err);
}

static bool
add_history(struct work *w, struct rc_err *err)
{
	static const char *const fields[] = { "at", "who", "action", "changes",
		                              "reason" };
	static const struct related related = {
		&rc_kind_audit, "history", N_("Last changes"), fields, 5, LATEST
	};
	const char *view =
	        rc_arena_printf(w->arena, "kind=%s record=%lld sort=-at",
	                        w->of->kind->name, (long long)w->of->id);

	return view != NULL ? add_related(w, &related, view, err)
	                    : rc_fail_nomem(err);
}

static bool
add_device(struct work *w, struct rc_err *err)
{
	return add_qualities(w, err) && add_drift(w, err);
}

static bool
add_device_more(struct work *w, struct rc_err *err)
{
	return add_facts(w, err) && add_custody(w, err) && add_events(w, err);
}

bool
tui_sheet_record(struct rc_app *app, const struct tui_sheet_of *of,
                 struct rc_arena *arena, struct rc_doc *ret,
                 const char **ret_key, struct rc_err *err)
{
	void *record = rc_record_new(of->kind, arena);
	const struct rc_field *key = rc_kind_key(of->kind);
	struct work w = { app, of, "", arena, ret };
	bool device = of->kind == &rc_kind_device;

	if (record == NULL)
		return rc_fail_nomem(err);
	if (!rc_record_get(app, of->kind, of->id, arena, record, err))
		return false;
	if (key != NULL)
		w.key = field_text(key, record, arena);
	rc_doc_init(ret, arena, of->kind->name, of->kind->label);
	if (device && !add_device(&w, err))
		return false;
	add_fields(&w, record);
	if (device && !of->brief && !add_device_more(&w, err))
		return false;
	if (!of->brief && !(of->kind->flags & RC_KIND_LOG) &&
	    !add_history(&w, err))
		return false;
	if (ret_key != NULL)
		*ret_key = w.key;
	return rc_doc_done(ret, err);
}

bool
tui_sheet_calendar(struct rc_app *app, struct rc_arena *arena,
                   struct rc_doc *ret, struct rc_err *err)
{
	static const struct rc_column columns[] = {
		{ "due", N_("Due"), RC_CELL_DAY, RC_LEFT },
		{ "left", N_("Left"), RC_CELL_TEXT, RC_LEFT },
		{ "state", N_("Status"), RC_CELL_MESSAGE, RC_LEFT },
		{ "code", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "title", N_("Report"), RC_CELL_TEXT, RC_LEFT },
		{ "from", N_("From"), RC_CELL_TEXT, RC_LEFT },
		{ "to", N_("To"), RC_CELL_TEXT, RC_LEFT },
	};
	rc_date today = rc_app_today(app);
	struct rc_section *section;
	struct rc_due *due;
	size_t n;
	size_t i;

	/* What should have been done by now stands first. */
	if (!rc_calendar(app, rc_date_add_months(today, -1), today + 365, arena,
	                 &due, &n, err))
		return false;
	rc_doc_init(ret, arena, "calendar", N_("Report calendar"));
	section = rc_doc_section(ret, "due", N_("Due reports"), columns,
	                         RC_COUNT(columns));
	for (i = 0; i < n; i++) {
		struct rc_doc_cell *row = rc_section_row(section, RC_ROW_PLAIN);

		if (row == NULL)
			break;
		row[0] = rc_cell_day(due[i].last_good);
		row[1] = rc_cell_text(
		        tui_days_text(arena, due[i].last_good - today));
		row[2] = rc_cell_message(rc_due_words[due[i].state].label);
		row[3] = rc_cell_text(due[i].code);
		row[4] = rc_cell_text(due[i].title);
		row[5] = rc_cell_text(due[i].from_role);
		row[6] = rc_cell_text(due[i].to_role);
	}
	return rc_doc_done(ret, err);
}
