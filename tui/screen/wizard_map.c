/* SPDX-License-Identifier: MIT */
/* wizard_map - step 2: the settings and the columns as lines, and what its
 * columns mean. */
#include "screen/wizard.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include <string.h>

#define LABEL_W   14
#define NUMBER_W  9
#define PASS_OVER 100000 /* id of the choice "pass over" */

static const char *
default_of(const struct tui_wizard *s, const struct rc_field *field)
{
	size_t i;

	for (i = 0; i < s->ndefaults; i++)
		if (s->defaults[i].field == field)
			return s->defaults[i].value;
	return NULL;
}

/* --- columns -------------------------------------------------------------- */

static void
choose(struct tui_wizard *s, size_t column, const struct rc_field *field)
{
	struct tui_chosen *chosen = &s->chosen[column];
	size_t i;

	/* A field has one column: another that was given it is passed over. */
	for (i = 0; i < s->look.ncolumns && field != NULL; i++)
		if (s->chosen[i].chosen && s->chosen[i].field == field)
			s->chosen[i].field = NULL;
	chosen->was = s->look.columns[column].field;
	chosen->chosen = field != chosen->was;
	chosen->field = field;
}

static void
on_field(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;

	(void)text;
	if (id < 0 || s->picked.i >= s->look.ncolumns)
		return;
	choose(s, s->picked.i, id == PASS_OVER ? NULL : &s->kind->fields[id]);
	tui_wizard_said(s, ctx);
}

static void
ask_field(struct tui_wizard *s, struct tui_ctx *ctx, size_t column)
{
	const struct rc_field *now = tui_wizard_field(s, column);
	struct tui_choice *choice;
	char title[200];
	size_t i;

	if (s->kind->flags & RC_KIND_SHEET) {
		tui_say(ctx, TUI_WARN, "%s",
		        _("the columns of these are found by their header"));
		return;
	}
	(void)snprintf(title, sizeof(title), _("\"%.60s\" is"),
	               rc_text_or_empty(s->look.columns[column].header));
	choice = tui_choose(ctx, s, on_field, title);
	if (choice == NULL)
		return;
	tui_choice_add(choice,
	               (struct tui_choice_item){ .label = _("(pass over)"),
	                                         .id = PASS_OVER });
	for (i = 0; i < s->kind->nfields; i++) {
		const struct rc_field *field = &s->kind->fields[i];
		struct tui_choice_item item = { .label = _(field->label),
			                        .detail = field->name,
			                        .also = field->also,
			                        .id = (int)i };

		if (!(field->flags & RC_READONLY))
			tui_choice_add(choice, item);
		if (field == now)
			tui_choice_select(choice, (int)i);
	}
}

static void
on_default(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;
	const struct rc_field *field = &s->kind->fields[s->picked.i];
	const char *value = tui_wizard_pick(s, id);
	size_t i;

	if (field->words == NULL)
		value = text;
	if (value == NULL)
		return;
	for (i = 0; i < s->ndefaults && s->defaults[i].field != field;)
		i++;
	if (i == TUI_DEFAULTS_MAX)
		return;
	s->defaults[i].field = field;
	(void)snprintf(s->defaults[i].value, sizeof(s->defaults[i].value), "%s",
	               value);
	if (i == s->ndefaults)
		s->ndefaults++;
	if (value[0] == '\0')
		s->defaults[i] = s->defaults[--s->ndefaults];
	tui_wizard_said(s, ctx);
}

/* One value for all rows, of a field that the file does not have. */
static void
ask_default(struct tui_wizard *s, struct tui_ctx *ctx, size_t at)
{
	const struct rc_field *field = &s->kind->fields[at];
	struct tui_choice *choice;
	char title[200];
	size_t i;

	(void)snprintf(title, sizeof(title), _("%.60s of every new row"),
	               _(field->label));
	rc_arena_clear(&s->pick_arena);
	s->npicks = 0;
	if (field->words == NULL) {
		tui_ask(ctx, s, on_default, title, NULL);
		tui_input_set(&ctx->modal.input,
		              rc_text_or_empty(default_of(s, field)));
		return;
	}
	choice = tui_choose(ctx, s, on_default, title);
	for (i = 1; choice != NULL && field->words[i].name != NULL; i++)
		tui_wizard_offer(s, choice, _(field->words[i].label),
		                 field->words[i].name, field->words[i].name);
}

/* --- keys ----------------------------------------------------------------- */

static void
open_line(struct tui_wizard *s, struct tui_ctx *ctx)
{
	const struct tui_line *line = tui_wizard_at(s);

	if (line == NULL)
		return;
	s->picked = *line;
	if (line->type == TUI_LINE_COLUMN)
		ask_field(s, ctx, line->i);
	else if (line->type == TUI_LINE_MISSING)
		ask_default(s, ctx, line->i);
	else
		tui_wizard_ask_setting(s, ctx, line->type);
}

static void
on_leave(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;

	(void)ctx;
	(void)text;
	(void)id;
	s->step = TUI_WIZARD_FILES;
	s->touched = false;
	s->reread = true;
	s->nfixes = 0;
}

void
tui_wizard_map_handle(struct tui_wizard *s, struct tui_ctx *ctx,
                      enum tui_action action)
{
	if (tui_rows_handle(&s->rows[TUI_WIZARD_MAP], action))
		return;
	if (action == TUI_ACT_OPEN)
		open_line(s, ctx);
	else if (action == TUI_ACT_NEXT)
		tui_wizard_judge(s, ctx);
	else if (action == TUI_ACT_SAVE)
		tui_wizard_ask_save(s, ctx);
	else if (action != TUI_ACT_BACK && action != TUI_ACT_PREVIOUS)
		return;
	else if (s->touched || s->nfixes > 0)
		tui_confirm(ctx, s, on_leave,
		            _("Drop what was said of this file? Enter: yes, "
		              "Esc: no"));
	else
		on_leave(s, ctx, "", 0);
}

/* --- drawing -------------------------------------------------------------- */

/* Where the parts of a column's line stand. */
struct places {
	struct tui_rect header, sample, field, filled, empty, faults;
};

static struct places
places_of(struct tui_rect line)
{
	struct places at;
	int room = line.w - 2 - 3 * NUMBER_W - 3;

	at.header = (struct tui_rect){ line.x + 2, line.y, room * 3 / 10, 1 };
	at.field = at.header;
	at.field.w = room * 3 / 10;
	at.sample = at.header;
	at.sample.x += at.header.w + 1;
	at.sample.w = room - at.header.w - at.field.w - 4;
	at.field.x = at.sample.x + at.sample.w + 4;
	at.filled = (struct tui_rect){ line.x + line.w - 3 * NUMBER_W, line.y,
		                       NUMBER_W, 1 };
	at.empty = at.filled;
	at.empty.x += NUMBER_W;
	at.faults = at.empty;
	at.faults.x += NUMBER_W;
	return at;
}

static void
draw_heads(const struct tui_wizard *s, struct tui_canvas *canvas,
           struct tui_rect line)
{
	struct places at = places_of(line);

	(void)s;
	tui_put_in(canvas, at.header, TUI_TITLE, RC_LEFT, _("Column"));
	tui_put_in(canvas, at.sample, TUI_TITLE, RC_LEFT, _("Sample"));
	tui_put_in(canvas, at.field, TUI_TITLE, RC_LEFT, _("Field"));
	tui_put_in(canvas, at.filled, TUI_TITLE, RC_RIGHT, _("Filled"));
	tui_put_in(canvas, at.empty, TUI_TITLE, RC_RIGHT, _("Empty"));
	tui_put_in(canvas, at.faults, TUI_TITLE, RC_RIGHT, _("Wrong"));
}

static uint64_t
faults_of(const struct tui_wizard *s, const struct rc_field *field)
{
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < s->judged.ngroups; i++)
		if (s->judged.groups[i].field != NULL &&
		    strcmp(s->judged.groups[i].field, field->name) == 0)
			n += s->judged.groups[i].count;
	return n;
}

static void
draw_count(struct tui_canvas *canvas, struct tui_rect at, int role, uint64_t n)
{
	struct rc_buf b;

	rc_buf_init(&b, 64);
	tui_wizard_count(&b, n);
	tui_put_in(canvas, at, role, RC_RIGHT, b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
}

static void
draw_column(const struct tui_wizard *s, size_t i, struct tui_canvas *canvas,
            struct tui_rect line)
{
	const struct rc_import_column *column = &s->look.columns[i];
	const struct rc_field *field = tui_wizard_field(s, i);
	int role = field != NULL ? TUI_PLAIN : TUI_DIM;
	struct places at = places_of(line);
	struct rc_buf b;
	size_t k;

	rc_buf_init(&b, 4096);
	for (k = 0; k < TUI_WIZARD_PREVIEW && column->samples[k] != NULL; k++)
		rc_buf_printf(&b, "%s%s", k > 0 ? " | " : "",
		              column->samples[k]);
	tui_put_in(canvas, at.header, role, RC_LEFT,
	           rc_text_or_empty(column->header));
	tui_put_in(canvas, at.sample, TUI_DIM, RC_LEFT, b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
	tui_put(canvas, at.field.x - 3, line.y, TUI_DIM, "->");
	tui_put_in(canvas, at.field, role, RC_LEFT,
	           field != NULL ? _(field->label) : _("(pass over)"));
	draw_count(canvas, at.filled, role, column->filled);
	draw_count(canvas, at.empty, role, column->empty);
	if (field == NULL || !s->is_judged)
		return;
	draw_count(canvas, at.faults,
	           faults_of(s, field) > 0 ? TUI_WARN : TUI_PLAIN,
	           faults_of(s, field));
}

static void
draw_missing(const struct tui_wizard *s, size_t i, struct tui_canvas *canvas,
             struct tui_rect line)
{
	const struct rc_field *field = &s->kind->fields[i];
	const char *value = default_of(s, field);
	struct places at = places_of(line);

	tui_put_in(canvas, at.header, TUI_WARN, RC_LEFT, _("(no column)"));
	tui_put_in(canvas, at.sample, value == NULL ? TUI_WARN : TUI_PLAIN,
	           RC_LEFT, value != NULL ? value : _("! required: Enter"));
	tui_put(canvas, at.field.x - 3, line.y, TUI_DIM, "->");
	tui_put_in(canvas, at.field, TUI_PLAIN, RC_LEFT, _(field->label));
}

static void
draw_line(const struct tui_wizard *s, const struct tui_line *line,
          struct tui_canvas *canvas, struct tui_rect at)
{
	struct tui_rect label = { at.x + 2, at.y, LABEL_W, 1 };
	struct tui_rect value = { label.x + LABEL_W + 1, at.y,
		                  at.w - LABEL_W - 3, 1 };
	struct rc_buf b;

	if (line->type == TUI_LINE_TITLE) {
		draw_heads(s, canvas, at);
	} else if (line->type == TUI_LINE_COLUMN) {
		draw_column(s, line->i, canvas, at);
	} else if (line->type == TUI_LINE_MISSING) {
		draw_missing(s, line->i, canvas, at);
	} else {
		rc_buf_init(&b, 4096);
		tui_put_in(canvas, label, TUI_DIM, RC_LEFT,
		           tui_wizard_put_setting(s, line->type, &b));
		tui_put_in(canvas, value, TUI_PLAIN, RC_LEFT,
		           b.n > 0 ? b.p : "");
		rc_buf_fini(&b);
	}
}

/* --- the first rows ------------------------------------------------------- */

#define FIRST_LEAST  5  /* rows of the screen that a preview is worth */
#define FIRST_NARROW 12 /* cells of a column */
#define FIRST_WIDE   32

/* As wide as its widest cell and its title, within reason. */
static int
first_width(const struct tui_wizard *s, size_t column, const char *title)
{
	size_t w = rc_text_width(rc_str_of(title));
	size_t i;

	for (i = 0; i < s->look.nfirst; i++) {
		size_t cell = rc_text_width(rc_str_of(
		        s->look.first[i * s->look.ncolumns + column]));

		w = cell > w ? cell : w;
	}
	return w < FIRST_NARROW ? FIRST_NARROW
	       : w > FIRST_WIDE ? FIRST_WIDE
	                        : (int)w;
}

/* One column of the preview: its field, and what stands there. */
static void
draw_first_column(const struct tui_wizard *s, size_t column,
                  struct tui_canvas *canvas, struct tui_rect at)
{
	const struct rc_field *field = tui_wizard_field(s, column);
	struct tui_rect line = { at.x, at.y, at.w, 1 };
	size_t i;

	tui_put_in(canvas, line, TUI_TITLE, RC_LEFT, _(field->label));
	for (i = 0; i < s->look.nfirst && ++line.y < at.y + at.h; i++)
		tui_put_in(canvas, line, TUI_PLAIN, RC_LEFT,
		           s->look.first[i * s->look.ncolumns + column]);
}

/* The first rows under the fields they go to, where there is room for it. */
static void
draw_first(const struct tui_wizard *s, struct tui_canvas *canvas,
           struct tui_rect rect)
{
	int x = rect.x + 2;
	size_t i;

	if (rect.h < FIRST_LEAST || s->look.nfirst == 0)
		return;
	tui_rule(canvas, rect.x, rect.y + 1, rect.w,
	         _("The first rows, under their fields"));
	for (i = 0; i < s->look.ncolumns; i++) {
		const struct rc_field *field = tui_wizard_field(s, i);
		struct tui_rect at = { x, rect.y + 2, 0, rect.h - 2 };

		if (field == NULL)
			continue;
		at.w = first_width(s, i, _(field->label));
		if (x + at.w > rect.x + rect.w)
			break;
		draw_first_column(s, i, canvas, at);
		x += at.w + 2;
	}
}

void
tui_wizard_map_draw(const struct tui_wizard *s, struct tui_canvas *canvas,
                    struct tui_rect rect)
{
	const struct tui_rows *rows = &s->rows[TUI_WIZARD_MAP];
	struct tui_rect line = { rect.x, rect.y + TUI_WIZARD_HEAD, rect.w, 1 };
	size_t i;

	if (s->running == NULL)
		tui_put_in(
		        canvas,
		        (struct tui_rect){ rect.x + 2, rect.y, rect.w - 2, 1 },
		        TUI_TITLE, RC_LEFT,
		        _("Is this what the file means? Enter changes a "
		          "line, Tab judges the rows"));
	for (i = rows->top; i < s->nlines && line.y < rect.y + rect.h; i++) {
		draw_line(s, &s->lines[i], canvas, line);
		tui_rows_mark(rows, i, canvas, line);
		line.y++;
	}
	draw_first(s, canvas,
	           (struct tui_rect){ rect.x, line.y, rect.w,
	                              rect.y + rect.h - line.y });
}

void
tui_wizard_map_full(const struct tui_wizard *s, struct rc_buf *b)
{
	const struct tui_line *line = tui_wizard_at(s);
	const struct rc_import_column *column;
	const struct rc_field *field;
	size_t i;

	if (line == NULL)
		return;
	if (line->type == TUI_LINE_MISSING) {
		field = &s->kind->fields[line->i];
		rc_buf_printf(b, "%s (%s)", _(field->label), field->name);
		if (field->form != NULL)
			rc_buf_printf(b, ": %s", _(field->form));
	}
	if (line->type != TUI_LINE_COLUMN)
		return;
	column = &s->look.columns[line->i];
	field = tui_wizard_field(s, line->i);
	rc_buf_printf(b, "%zu %s", line->i + 1,
	              rc_text_or_empty(column->header));
	if (field != NULL)
		rc_buf_printf(b, " -> %s (%s)", _(field->label), field->name);
	for (i = 0; i < TUI_WIZARD_PREVIEW && column->samples[i] != NULL; i++)
		rc_buf_printf(b, "%s%s", i > 0 ? " | " : ": ",
		              column->samples[i]);
}
