/* SPDX-License-Identifier: MIT */
/* form - navigate, edit, choose; nothing of records. */
#include "widget/form.h"

#include <rollcall/base/i18n.h>

#include <string.h>

#define LABELS_MAX 26
#define PAGE       8

void
tui_form_init(struct tui_form *form)
{
	memset(form, 0, sizeof(*form));
}

static void
close_choice(struct tui_form *form)
{
	tui_choice_fini(form->choice);
	rc_free(form->choice);
	form->choice = NULL;
}

void
tui_form_fini(struct tui_form *form)
{
	if (form == NULL)
		return;
	close_choice(form);
	rc_free(form->fields);
	memset(form, 0, sizeof(*form));
}

bool
tui_form_add(struct tui_form *form, const struct tui_form_field *field,
             const char *text, struct rc_err *err)
{
	struct tui_form_field *added;

	if (form->n == TUI_FORM_FIELDS ||
	    !RC_GROW(form->fields, form->n, form->cap))
		return rc_fail_nomem(err);
	added = &form->fields[form->n++];
	*added = *field;
	tui_input_init(&added->input, NULL);
	tui_input_set(&added->input, text);
	memcpy(added->before, added->input.text, sizeof(added->before));
	return true;
}

bool
tui_form_changed(const struct tui_form *form, size_t i)
{
	return strcmp(form->fields[i].input.text, form->fields[i].before) != 0;
}

size_t
tui_form_changes(const struct tui_form *form)
{
	size_t i;
	size_t n = 0;

	for (i = 0; i < form->n; i++)
		n += tui_form_changed(form, i);
	return n;
}

void
tui_form_clear_faults(struct tui_form *form)
{
	size_t i;

	for (i = 0; i < form->n; i++)
		form->fields[i].fault[0] = '\0';
}

void
tui_form_fault(struct tui_form *form, size_t i, const char *text)
{
	(void)snprintf(form->fields[i].fault, sizeof(form->fields[i].fault),
	               "%s", text);
}

bool
tui_form_show_fault(struct tui_form *form)
{
	size_t i;

	for (i = 0; i < form->n; i++) {
		if (form->fields[i].fault[0] == '\0')
			continue;
		form->at = i;
		return true;
	}
	return false;
}

bool
tui_form_typing(const struct tui_form *form)
{
	return form->editing || form->choice != NULL;
}

static void
move_by(struct tui_form *form, int step)
{
	long at = (long)form->at + step;

	if (at >= (long)form->n)
		at = (long)form->n - 1;
	form->at = at < 0 ? 0 : (size_t)at;
}

static void
open_choice(struct tui_form *form)
{
	struct tui_form_field *field = &form->fields[form->at];
	int i;

	form->choice = rc_alloc(1, sizeof(*form->choice));
	if (form->choice == NULL)
		return;
	tui_choice_init(form->choice, field->label);
	for (i = 0; field->words[i].name != NULL; i++) {
		struct tui_choice_item item = {
			.label = i == 0 ? _("(nothing)")
			                : _(field->words[i].label),
			.also = field->words[i].name,
			.id = i,
		};

		tui_choice_add(form->choice, item);
	}
	i = rc_word_find(field->words, rc_str_of(field->input.text));
	tui_choice_select(form->choice, i < 0 ? 0 : i);
}

static void
begin_edit(struct tui_form *form)
{
	struct tui_form_field *field = &form->fields[form->at];

	if (form->n == 0 || field->fixed)
		return;
	if (field->words != NULL) {
		open_choice(form);
		return;
	}
	memcpy(field->kept, field->input.text, sizeof(field->kept));
	field->input.at = field->input.n;
	form->editing = true;
}

static void
handle_choice(struct tui_form *form, const struct tui_event *event)
{
	struct tui_form_field *field = &form->fields[form->at];
	enum tui_choice_end end = tui_choice_handle(form->choice, event);
	const struct tui_choice_item *item = tui_choice_item(form->choice);

	if (end == TUI_CHOICE_OPEN)
		return;
	if (end == TUI_CHOICE_PICKED && item != NULL) {
		tui_input_set(&field->input, field->words[item->id].name);
		field->fault[0] = '\0';
	}
	close_choice(form);
}

static void
handle_edit(struct tui_form *form, const struct tui_event *event)
{
	struct tui_form_field *field = &form->fields[form->at];

	if (tui_input_handle(&field->input, event)) {
		field->fault[0] = '\0';
		return;
	}
	switch (event->key) {
	case TUI_KEY_ESC:
		tui_input_set(&field->input, field->kept);
		form->editing = false;
		break;
	case TUI_KEY_ENTER:
	case TUI_KEY_TAB:
	case TUI_KEY_DOWN:
		form->editing = false;
		move_by(form, 1);
		break;
	case TUI_KEY_BACKTAB:
	case TUI_KEY_UP:
		form->editing = false;
		move_by(form, -1);
		break;
	default:
		break;
	}
}

static enum tui_form_end
handle_navigate(struct tui_form *form, int32_t key)
{
	static const struct {
		int32_t key;
		int step;
	} moves[] = {
		{ TUI_KEY_UP, -1 },
		{ TUI_KEY_DOWN, 1 },
		{ TUI_KEY_TAB, 1 },
		{ TUI_KEY_BACKTAB, -1 },
		{ TUI_KEY_PGUP, -PAGE },
		{ TUI_KEY_PGDN, PAGE },
		{ TUI_KEY_HOME, -1000 },
		{ TUI_KEY_END, 1000 },
		{ 'k', -1 },
		{ 'j', 1 },
	};
	size_t i;

	for (i = 0; i < RC_COUNT(moves); i++)
		if (moves[i].key == key)
			move_by(form, moves[i].step);
	if (key == TUI_KEY_ENTER || key == TUI_KEY_F4)
		begin_edit(form);
	if (key == TUI_KEY_ESC)
		return TUI_FORM_CLOSE;
	return TUI_FORM_OPEN;
}

enum tui_form_end
tui_form_handle(struct tui_form *form, const struct tui_event *event)
{
	bool save = !event->pasted &&
	            (event->key == TUI_KEY_F2 || event->key == TUI_CTRL('s'));

	if (event->type != TUI_EVENT_KEY)
		return TUI_FORM_OPEN;
	if (save) {
		form->editing = false;
		close_choice(form);
		return TUI_FORM_SAVE;
	}
	if (form->choice != NULL) {
		handle_choice(form, event);
		return TUI_FORM_OPEN;
	}
	if (form->editing) {
		handle_edit(form, event);
		return TUI_FORM_OPEN;
	}
	if (event->pasted)
		return TUI_FORM_OPEN;
	return handle_navigate(form, event->key);
}

/* --- drawing -------------------------------------------------------------- */

static const char *
shown_text(const struct tui_form_field *field)
{
	int i;

	if (field->words == NULL)
		return field->input.text;
	i = rc_word_find(field->words, rc_str_of(field->input.text));
	return i < 1 ? field->input.text : _(field->words[i].label);
}

static int
label_width(const struct tui_form *form)
{
	int widest = 8;
	size_t i;

	for (i = 0; i < form->n; i++) {
		int w = (int)rc_text_width(rc_str_of(form->fields[i].label));

		if (w > widest)
			widest = w;
	}
	return widest < LABELS_MAX ? widest : LABELS_MAX;
}

/* Lines that fields from..to take, faults included. */
static int
lines_of(const struct tui_form *form, size_t from, size_t to)
{
	int lines = 0;
	size_t i;

	for (i = from; i < to; i++)
		lines += form->fields[i].fault[0] == '\0' ? 1 : 2;
	return lines;
}

static void
draw_value(const struct tui_form *form, size_t i, struct tui_canvas *canvas,
           struct tui_rect room)
{
	const struct tui_form_field *field = &form->fields[i];
	bool choice = field->words != NULL;
	struct tui_rect inner = { room.x + 1, room.y, room.w - (choice ? 4 : 2),
		                  1 };

	if (field->fixed) {
		tui_put_in(canvas, room, TUI_DIM, RC_LEFT, shown_text(field));
		return;
	}
	tui_put(canvas, room.x, room.y, TUI_DIM, "[");
	tui_put(canvas, room.x + room.w - (choice ? 3 : 1), room.y, TUI_DIM,
	        choice ? " v]" : "]");
	if (form->editing && i == form->at) {
		tui_input_draw(&field->input, canvas, inner, TUI_PLAIN);
		return;
	}
	tui_put_in(canvas, inner, TUI_PLAIN, RC_LEFT, shown_text(field));
}

static void
draw_field(const struct tui_form *form, size_t i, int labels,
           struct tui_canvas *canvas, struct tui_rect line)
{
	const struct tui_form_field *field = &form->fields[i];
	struct tui_rect label = { line.x + 3, line.y, labels, 1 };
	struct tui_rect room = { label.x + labels + 1, line.y, 0, 1 };
	int role = tui_form_changed(form, i) ? TUI_WARN : TUI_PLAIN;

	room.w = line.x + line.w - room.x;
	if (room.w > 50)
		room.w = room.w * 2 / 3 > 50 ? room.w * 2 / 3 : 50;
	tui_put_in(canvas, label, role, RC_LEFT, field->label);
	if (tui_form_changed(form, i))
		tui_put(canvas, line.x + 1, line.y, TUI_WARN, "*");
	draw_value(form, i, canvas, room);
	if (i == form->at) {
		tui_put(canvas, line.x, line.y, TUI_PLAIN, ">");
		if (!form->editing) {
			tui_shade(canvas, room, TUI_SELECTED);
			tui_cursor(canvas, room.x, line.y);
		}
	}
	if (field->fault[0] != '\0')
		tui_putf(canvas, room.x, line.y + 1, TUI_BAD, "! %s",
		         field->fault);
}

void
tui_form_draw(const struct tui_form *form, struct tui_canvas *canvas,
              struct tui_rect rect)
{
	int labels = label_width(form);
	size_t top = 0;
	size_t i;
	struct tui_rect old = tui_clip(canvas, rect);
	struct tui_rect line = { rect.x, rect.y, rect.w, 1 };

	while (top < form->at &&
	       lines_of(form, top, form->at + 1) > (rect.h > 1 ? rect.h : 1))
		top++;
	for (i = top; i < form->n && line.y < rect.y + rect.h; i++) {
		draw_field(form, i, labels, canvas, line);
		line.y += lines_of(form, i, i + 1);
	}
	if (form->choice != NULL)
		tui_choice_draw(form->choice, canvas, rect);
	canvas->clip = old;
}
