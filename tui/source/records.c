/* SPDX-License-Identifier: MIT */
/* records - rc_records_page() as pages of texts. */
#include "source/records.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>
#include <rollcall/model/log.h>

#include <string.h>

#define CELL_MAX 4096 /* bytes of a cell; longer ones are not for a list */
#define FULL_MAX 8192
#define NOTHING  "\\N" /* of an audit line */

void
tui_records_init(struct tui_records *records, struct rc_app *app,
                 const struct rc_kind *kind)
{
	memset(records, 0, sizeof(*records));
	records->app = app;
	records->kind = kind;
	rc_arena_init(&records->arena);
}

void
tui_records_fini(struct tui_records *records)
{
	if (records != NULL)
		rc_arena_fini(&records->arena);
}

size_t
tui_kind_columns(const struct rc_kind *kind,
                 const struct rc_field *ret[RC_VIEW_COLUMNS])
{
	struct rc_str rest = rc_str_of(kind->columns);
	struct rc_str name;
	size_t n = 0;

	while (n < RC_VIEW_COLUMNS && rc_str_split(&rest, ' ', &name)) {
		ret[n] = name.n > 0 ? rc_field_find(kind, name) : NULL;
		n += ret[n] != NULL;
	}
	return n;
}

/* Cells a field wants in a list. */
static int
field_width(const struct rc_field *field)
{
	static const int widths[] = {
		[RC_TEXTUAL] = 14, [RC_INTEGER] = 8,  [RC_BOOLEAN] = 5,
		[RC_DAY] = 10,     [RC_INSTANT] = 19, [RC_MONEY] = 14,
		[RC_CHOICE] = 10,  [RC_REF] = 12,
	};

	return field->width > 0 ? (int)field->width : widths[field->type];
}

static bool
make_columns(struct tui_records *records, struct rc_arena *arena,
             const struct rc_view *view, struct rc_err *err)
{
	const struct rc_field *fields[RC_VIEW_COLUMNS];
	struct tui_column *columns;
	size_t n = view->ncolumns;
	size_t i;

	memcpy(fields, view->columns, sizeof(fields));
	if (!view->columns_given)
		n = tui_kind_columns(records->kind, fields);
	columns = rc_arena_alloc(arena, n + 1, sizeof(*columns));
	if (columns == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < n; i++) {
		const struct rc_field *field = fields[i];

		columns[i].label = field->label;
		columns[i].width = field_width(field);
		columns[i].align =
		        field->type == RC_INTEGER || field->type == RC_MONEY
		                ? RC_RIGHT
		                : RC_LEFT;
		columns[i].stretch = field->type == RC_TEXTUAL;
		columns[i].field = field;
	}
	records->columns = columns;
	records->ncolumns = n;
	memcpy(records->fields, fields, sizeof(fields));
	return true;
}

/* What was written in one instant is in the order of its batches, so that the
 * newest stays on top. */
static void
add_second_sort(const struct rc_kind *kind, struct rc_view *view)
{
	const struct rc_field *batch = rc_field_find(kind, RC_STR("batch"));

	if ((kind->flags & RC_KIND_LOG) == 0 || batch == NULL ||
	    strcmp(view->sort[0].field->name, "at") != 0)
		return;
	view->sort[1].field = batch;
	view->sort[1].descending = view->sort[0].descending;
	view->nsort = 2;
}

static bool
parse(struct tui_records *records, const char *base, const char *typed,
      struct rc_arena *arena, struct rc_view *ret, struct rc_err *err)
{
	rc_date today = rc_app_today(records->app);
	struct rc_view more;

	if (!rc_view_parse(records->kind, base, today, arena, ret, err) ||
	    !rc_view_parse(records->kind, typed, today, arena, &more, err) ||
	    !rc_view_narrow(ret, more.filter, arena, err))
		return false;
	if (more.nsort > 0) {
		memcpy(ret->sort, more.sort, sizeof(ret->sort));
		ret->nsort = more.nsort;
	}
	if (more.columns_given) {
		memcpy(ret->columns, more.columns, sizeof(ret->columns));
		ret->ncolumns = more.ncolumns;
		ret->columns_given = true;
	}
	if (records->sort != NULL) {
		ret->sort[0].field = records->sort;
		ret->sort[0].descending = records->descending;
		ret->nsort = 1;
	}
	if (ret->nsort == 1)
		add_second_sort(records->kind, ret);
	return true;
}

bool
tui_records_set(struct tui_records *records, const char *base,
                const char *typed, struct rc_err *err)
{
	struct rc_arena arena;
	struct rc_view view;

	rc_arena_init(&arena);
	if (!parse(records, base, typed, &arena, &view, err) ||
	    !make_columns(records, &arena, &view, err)) {
		rc_arena_fini(&arena);
		return false;
	}
	rc_arena_fini(&records->arena);
	records->arena = arena;
	records->view = view;
	return true;
}

static bool
get_columns(void *of, const struct tui_column **ret, size_t *ret_n)
{
	struct tui_records *records = of;

	*ret = records->columns;
	*ret_n = records->ncolumns;
	return true;
}

static bool
count(void *of, uint64_t *ret, struct rc_err *err)
{
	struct tui_records *records = of;

	return rc_records_count(records->app, &records->view, ret, err);
}

static bool
anchor(void *of, rc_id id, struct rc_arena *arena, struct rc_anchor *ret,
       struct rc_err *err)
{
	struct tui_records *records = of;

	return rc_records_anchor(records->app, &records->view, id, arena, ret,
	                         err);
}

/*
 * The changes of an audit line (log.h: name TAB old TAB new, a line each) as
 * "name: old -> new, ...", and "name = new" where there was nothing before.
 */
static void
put_changes(struct rc_buf *b, const struct rc_audit *audit)
{
	const struct rc_kind *kind = rc_kind_find(rc_str_of(audit->kind));
	const struct rc_field *field;
	struct rc_str rest = rc_str_of(audit->changes);
	struct rc_str line;
	struct rc_str name;
	struct rc_str before;

	while (rc_str_split(&rest, '\n', &line) && b->n < CELL_MAX / 4) {
		if (!rc_str_split(&line, '\t', &name) || name.n == 0 ||
		    !rc_str_split(&line, '\t', &before))
			continue;
		if (b->n > 0)
			rc_buf_puts(b, ", ");
		field = kind != NULL ? rc_field_find(kind, name) : NULL;
		if (field != NULL)
			rc_buf_puts(b, _(field->label));
		else
			rc_buf_putstr(b, name);
		if (rc_str_is(before, NOTHING)) {
			rc_buf_puts(b, " = ");
		} else {
			rc_buf_puts(b, ": ");
			rc_buf_putstr(b, before);
			rc_buf_puts(b, " -> ");
		}
		rc_buf_putstr(b, rc_str_is(line, NOTHING) ? RC_STR("-") : line);
	}
}

/* A cell's text, safe and on one line. */
static const char *
cell_text(const struct rc_field *field, const void *record,
          struct rc_arena *arena)
{
	struct rc_buf raw;
	struct rc_buf safe;
	const char *text;

	rc_buf_init(&raw, 1 << 20);
	rc_buf_init(&safe, CELL_MAX);
	if (field == rc_field_find(&rc_kind_audit, RC_STR("changes")))
		put_changes(&raw, record);
	else
		rc_field_put_text(field, record, RC_FOR_PEOPLE, &raw);
	if (raw.n > CELL_MAX / 4)
		rc_buf_cut(&raw, CELL_MAX / 4);
	rc_text_screen(&safe, rc_buf_str(&raw));
	text = rc_arena_textn(arena, safe.n > 0 ? safe.p : "", safe.n);
	rc_buf_fini(&raw);
	rc_buf_fini(&safe);
	return text;
}

const char *
tui_ref_name(struct rc_app *app, const struct rc_field *field, void *record,
             struct rc_arena *arena)
{
	static const struct rc_str names[] = { { "name", 4 }, { "title", 5 } };
	const struct rc_kind *kind = rc_kind_find(rc_str_of(field->ref));
	const struct rc_field *name = NULL;
	rc_id id = rc_field_ref(field, record)->id;
	struct rc_err err = { 0 };
	const char *text;
	void *other;
	size_t i;

	for (i = 0; kind != NULL && name == NULL && i < RC_COUNT(names); i++)
		name = rc_field_find(kind, names[i]);
	other = name != NULL && id != 0 ? rc_record_new(kind, arena) : NULL;
	if (other == NULL || !rc_record_get(app, kind, id, arena, other, &err))
		return "";
	text = cell_text(name, other, arena);
	return text != NULL ? text : "";
}

/* "Label: value, Label: value" of all columns, for the line below a list; with
 * a record, references are followed by their names. */
static const char *
full_text(const struct tui_records *records, const struct tui_row *row,
          void *record, struct rc_arena *arena)
{
	struct rc_buf b;
	const char *text;
	size_t i;

	rc_buf_init(&b, FULL_MAX);
	for (i = 0; i < records->ncolumns; i++) {
		if (row->cells[i][0] == '\0')
			continue;
		if (i == 0) {
			rc_buf_puts(&b, row->cells[i]);
			continue;
		}
		rc_buf_printf(&b, "%s%s: %s", b.n > 0 ? " · " : "",
		              _(records->fields[i]->label), row->cells[i]);
		if (record != NULL && records->fields[i]->type == RC_REF)
			rc_buf_printf(&b, " %s",
			              tui_ref_name(records->app,
			                           records->fields[i], record,
			                           arena));
	}
	text = rc_arena_textn(arena, b.n > 0 ? b.p : "", b.n);
	rc_buf_fini(&b);
	return text;
}

static int
row_role(const struct tui_records *records, void *record)
{
	static const struct {
		const char *field, *word;
		int role;
	} marks[] = {
		{ "status", "retired", TUI_DIM },
		{ "status", "lost", TUI_BAD },
		{ "status", "broken", TUI_WARN },
		{ "status", "down", TUI_BAD },
	};
	const struct rc_field *field;
	struct rc_value value;
	size_t i;
	int role = TUI_PLAIN;

	field = rc_field_find(records->kind, RC_STR("status"));
	if (field == NULL || field->type != RC_CHOICE)
		return role;
	value = rc_field_get(field, record);
	for (i = 0; i < RC_COUNT(marks); i++)
		if (value.type == RC_INT &&
		    rc_text_eq(field->words[value.i].name, marks[i].word))
			role = marks[i].role;
	return role;
}

static bool
make_row(struct tui_records *records, void *record, struct rc_arena *arena,
         struct tui_row *ret, struct rc_err *err)
{
	size_t i;

	ret->id = rc_record_head(record)->id;
	ret->role = row_role(records, record);
	ret->cells = rc_arena_alloc(arena, records->ncolumns + 1,
	                            sizeof(*ret->cells));
	if (ret->cells == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < records->ncolumns; i++) {
		ret->cells[i] = cell_text(records->fields[i], record, arena);
		if (ret->cells[i] == NULL)
			return rc_fail_nomem(err);
	}
	ret->full = full_text(records, ret, NULL, arena);
	return ret->full != NULL || rc_fail_nomem(err);
}

const char *
tui_records_named(struct tui_records *records, const struct tui_row *row,
                  struct rc_arena *arena)
{
	void *record = rc_record_new(records->kind, arena);
	struct rc_err err = { 0 };

	if (record == NULL || !rc_record_get(records->app, records->kind,
	                                     row->id, arena, record, &err))
		return NULL;
	return full_text(records, row, record, arena);
}

static bool
window(void *of, const struct rc_anchor *from, enum rc_way way, size_t limit,
       struct rc_arena *arena, struct tui_page *ret, struct rc_err *err)
{
	struct tui_records *records = of;
	struct rc_page page;
	struct tui_row *rows;
	size_t i;

	if (!rc_records_page(records->app, &records->view, from, way, limit,
	                     arena, &page, err))
		return false;
	rows = rc_arena_alloc(arena, page.n + 1, sizeof(*rows));
	if (rows == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < page.n; i++) {
		rows[i].anchor = page.anchors[i];
		if (!make_row(records, rc_page_row(&page, records->kind, i),
		              arena, &rows[i], err))
			return false;
	}
	ret->rows = rows;
	ret->n = page.n;
	return true;
}

struct tui_source
tui_records_source(struct tui_records *records)
{
	static const struct tui_source_ops ops = {
		.columns = get_columns,
		.count = count,
		.window = window,
		.anchor = anchor,
	};

	return (struct tui_source){ &ops, records };
}
