/* SPDX-License-Identifier: MIT */
/* doc - building a report document in an arena, and its cells as text. */
#include <rollcall/table/doc.h>

#include <rollcall/base/i18n.h>

#include <stdarg.h>
#include <string.h>

/* Arrays in an arena cannot be given back, so they double. */
static void *
grow(struct rc_arena *arena, void *old, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap == 0 ? 8 : *cap * 2;
	void *fresh = rc_arena_alloc(arena, more, size);

	if (fresh == NULL)
		return NULL;
	if (n > 0)
		memcpy(fresh, old, n * size);
	*cap = more;
	return fresh;
}

void
rc_doc_init(struct rc_doc *doc, struct rc_arena *arena, const char *name,
            const char *title)
{
	memset(doc, 0, sizeof(*doc));
	doc->arena = arena;
	doc->name = name;
	doc->title = title;
}

/*
 * The lists hang by their last element, not by a pointer into the doc: a doc
 * may be copied out of the function that filled it.
 */
void
rc_doc_param(struct rc_doc *doc, const char *id, const char *label,
             struct rc_doc_cell value)
{
	struct rc_param_line *line =
	        rc_arena_alloc(doc->arena, 1, sizeof(*line));

	if (line == NULL) {
		doc->failed = true;
		return;
	}
	line->id = id;
	line->label = label;
	line->value = value;
	if (doc->params == NULL)
		doc->params = line;
	else
		*doc->last_param = line;
	doc->last_param = &line->next;
}

void
rc_doc_note(struct rc_doc *doc, const char *fmt, ...)
{
	va_list args, again;
	const char **notes = doc->notes;
	char *text = NULL;
	int n;

	va_start(args, fmt);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, args);
	if (n >= 0)
		text = rc_arena_alloc(doc->arena, (size_t)n + 1, 1);
	if (text != NULL)
		(void)vsnprintf(text, (size_t)n + 1, fmt, again);
	va_end(again);
	va_end(args);
	if (text != NULL && doc->nnotes == doc->cap_notes)
		notes = grow(doc->arena, notes, doc->nnotes, &doc->cap_notes,
		             sizeof(*notes));
	if (text == NULL || notes == NULL) {
		doc->failed = true;
		return;
	}
	doc->notes = notes;
	doc->notes[doc->nnotes++] = text;
}

struct rc_section *
rc_doc_section(struct rc_doc *doc, const char *id, const char *title,
               const struct rc_column *columns, size_t ncolumns)
{
	struct rc_section *section =
	        rc_arena_alloc(doc->arena, 1, sizeof(*section));

	if (section == NULL) {
		doc->failed = true;
		return NULL;
	}
	section->id = id;
	section->title = title;
	section->columns = columns;
	section->ncolumns = ncolumns;
	section->doc = doc;
	if (doc->sections == NULL)
		doc->sections = section;
	else
		*doc->last_section = section;
	doc->last_section = &section->next;
	return section;
}

struct rc_doc_cell *
rc_section_row(struct rc_section *section, enum rc_row_style style)
{
	struct rc_arena *arena;
	struct rc_doc_cell *cells;
	struct rc_row *rows;

	if (section == NULL)
		return NULL;
	arena = section->doc->arena;
	rows = section->rows;
	cells = rc_arena_alloc(arena, section->ncolumns, sizeof(*cells));
	if (cells != NULL && section->nrows == section->cap)
		rows = grow(arena, rows, section->nrows, &section->cap,
		            sizeof(*rows));
	if (cells == NULL || rows == NULL) {
		section->doc->failed = true;
		return NULL;
	}
	section->rows = rows;
	rows[section->nrows].style = style;
	rows[section->nrows].cells = cells;
	section->nrows++;
	return cells;
}

bool
rc_section_each(const struct rc_section *section, rc_row_put *put, void *to,
                struct rc_err *err)
{
	size_t i;

	if (section->source != NULL)
		return section->source->each(section->source->of, put, to, err);
	for (i = 0; i < section->nrows; i++)
		if (!put(to, &section->rows[i], err))
			return false;
	return true;
}

bool
rc_section_is_empty(const struct rc_section *section)
{
	return section->source != NULL ? section->source->count == 0
	                               : section->nrows == 0;
}

struct rc_chart *
rc_doc_chart(struct rc_doc *doc, enum rc_chart_type type, const char *title,
             enum rc_cell_type unit, const char *const *series, size_t nseries)
{
	struct rc_chart *chart = rc_arena_alloc(doc->arena, 1, sizeof(*chart));

	if (chart == NULL) {
		doc->failed = true;
		return NULL;
	}
	chart->type = type;
	chart->unit = unit;
	chart->title = title;
	chart->series = series;
	chart->nseries = nseries;
	chart->doc = doc;
	if (doc->charts == NULL)
		doc->charts = chart;
	else
		doc->last_chart->next = chart;
	doc->last_chart = chart;
	return chart;
}

struct rc_chart_point *
rc_chart_point(struct rc_chart *chart, struct rc_doc_cell label)
{
	struct rc_chart_point *point;
	size_t i;

	if (chart == NULL)
		return NULL;
	point = rc_arena_alloc(chart->doc->arena, 1, sizeof(*point));
	if (point != NULL)
		point->values =
		        rc_arena_alloc(chart->doc->arena, chart->nseries,
		                       sizeof(*point->values));
	if (point == NULL || point->values == NULL) {
		chart->doc->failed = true;
		return NULL;
	}
	for (i = 0; i < chart->nseries; i++)
		point->values[i] = RC_CHART_NOTHING;
	point->label = label;
	if (chart->points == NULL)
		chart->points = point;
	else
		chart->last_point->next = point;
	chart->last_point = point;
	chart->npoints++;
	return point;
}

const struct rc_section *
rc_doc_find(const struct rc_doc *doc, const char *id)
{
	const struct rc_section *section;

	for (section = doc->sections; section != NULL; section = section->next)
		if (strcmp(section->id, id) == 0)
			return section;
	return NULL;
}

bool
rc_doc_done(const struct rc_doc *doc, struct rc_err *err)
{
	return doc->failed ? rc_fail_nomem(err) : true;
}

static struct rc_doc_cell
cell(enum rc_cell_type type, int64_t i, bool nothing)
{
	struct rc_doc_cell made = { nothing ? RC_CELL_NONE : type,
		                    nothing ? 0 : i, NULL, NULL };

	return made;
}

struct rc_doc_cell
rc_cell_text(const char *text)
{
	struct rc_doc_cell made = cell(RC_CELL_TEXT, 0, text == NULL);

	made.text = text;
	return made;
}

struct rc_doc_cell
rc_cell_message(const char *english)
{
	struct rc_doc_cell made = cell(RC_CELL_MESSAGE, 0, english == NULL);

	made.text = english;
	return made;
}

struct rc_doc_cell
rc_cell_named(const char *name, const char *english)
{
	struct rc_doc_cell made = rc_cell_message(english);

	made.name = name;
	return made;
}

struct rc_doc_cell
rc_cell_count(int64_t n)
{
	return cell(RC_CELL_COUNT, n, n == INT64_MIN);
}

struct rc_doc_cell
rc_cell_number(int64_t n)
{
	return cell(RC_CELL_NUMBER, n, n == INT64_MIN);
}

struct rc_doc_cell
rc_cell_percent(int64_t n)
{
	return cell(RC_CELL_PERCENT, n, n == INT64_MIN);
}

struct rc_doc_cell
rc_cell_bool(bool yes)
{
	return cell(RC_CELL_BOOL, yes, false);
}

struct rc_doc_cell
rc_cell_day(rc_date date)
{
	return cell(RC_CELL_DAY, date, date == RC_DATE_NONE);
}

struct rc_doc_cell
rc_cell_instant(rc_ms at)
{
	return cell(RC_CELL_INSTANT, at, at == RC_MS_NONE);
}

struct rc_doc_cell
rc_cell_money(rc_vnd amount)
{
	return cell(RC_CELL_MONEY, amount, amount == RC_VND_NONE);
}

struct rc_doc_cell
rc_cell_of(enum rc_cell_type type, int64_t i)
{
	return cell(type, i, i == INT64_MIN);
}

/* Digits by hand: a register has millions of numbers and days. */
static void
put_number(int64_t n, struct rc_buf *b)
{
	char room[24];
	char *p = room + sizeof(room);
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do {
		*--p = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest != 0);
	if (n < 0)
		*--p = '-';
	rc_buf_put(b, p, (size_t)(room + sizeof(room) - p));
}

static void
put_for_people(struct rc_doc_cell c, struct rc_buf *b)
{
	switch (c.type) {
	case RC_CELL_MESSAGE:
		/* An empty msgid would be the catalogue's own header. */
		rc_buf_puts(b, c.text[0] == '\0' ? "" : _(c.text));
		break;
	case RC_CELL_COUNT:
		rc_count_put(b, c.i, '.');
		break;
	case RC_CELL_NUMBER:
		put_number(c.i, b);
		break;
	case RC_CELL_PERCENT:
		rc_count_put(b, c.i, '.');
		rc_buf_putc(b, '%');
		break;
	case RC_CELL_BOOL:
		rc_buf_puts(b, c.i != 0 ? _("yes") : _("no"));
		break;
	case RC_CELL_DAY:
		rc_date_put_dmy(b, (rc_date)c.i);
		break;
	case RC_CELL_INSTANT:
		rc_ms_put_dmy(b, c.i);
		break;
	case RC_CELL_MONEY:
		rc_vnd_put(b, c.i);
		break;
	case RC_CELL_TEXT:
		rc_buf_puts(b, c.text);
		break;
	case RC_CELL_NONE:
		break;
	}
}

static void
put_for_machine(struct rc_doc_cell c, struct rc_buf *b)
{
	switch (c.type) {
	case RC_CELL_TEXT:
	case RC_CELL_MESSAGE:
		rc_buf_puts(b, c.name != NULL ? c.name : c.text);
		break;
	case RC_CELL_COUNT:
	case RC_CELL_NUMBER:
	case RC_CELL_PERCENT:
	case RC_CELL_MONEY:
		put_number(c.i, b);
		break;
	case RC_CELL_BOOL:
		rc_buf_puts(b, c.i != 0 ? "true" : "false");
		break;
	case RC_CELL_DAY:
		rc_date_put_iso(b, (rc_date)c.i);
		break;
	case RC_CELL_INSTANT:
		rc_ms_put_iso(b, c.i);
		break;
	case RC_CELL_NONE:
		break;
	}
}

void
rc_cell_put(struct rc_doc_cell c, bool for_people, struct rc_buf *b)
{
	if (for_people)
		put_for_people(c, b);
	else
		put_for_machine(c, b);
}
