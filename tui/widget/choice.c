/* SPDX-License-Identifier: MIT */
/* choice - a list of items narrowed by what is typed. */
#include "widget/choice.h"

#include <rollcall/base/fold.h>

#include <string.h>

#define PAGE 10

void
tui_choice_init(struct tui_choice *choice, const char *title)
{
	memset(choice, 0, sizeof(*choice));
	rc_arena_init(&choice->arena);
	tui_input_init(&choice->input, NULL);
	choice->title = rc_arena_text(&choice->arena, title);
	choice->height = PAGE;
}

void
tui_choice_fini(struct tui_choice *choice)
{
	if (choice == NULL)
		return;
	rc_arena_fini(&choice->arena);
	rc_free(choice->items);
	rc_free(choice->shown);
	choice->items = NULL;
	choice->shown = NULL;
	choice->n = choice->cap = choice->nshown = choice->cap_shown = 0;
}

/* All words of the query are somewhere in the item. */
static bool
matches(const struct tui_choice_item *item, struct rc_str query)
{
	struct rc_str word;

	while (rc_str_split(&query, ' ', &word)) {
		if (word.n == 0)
			continue;
		if (!rc_fold_contains(rc_str_of(item->label), word) &&
		    !rc_fold_contains(rc_str_of(item->detail), word) &&
		    !rc_fold_contains(rc_str_of(item->also), word))
			return false;
	}
	return true;
}

/* The cursor goes to what was typed in full ("lang en"), else to the top. */
static void
narrow(struct tui_choice *choice)
{
	struct rc_str query = { choice->input.text, choice->input.n };
	size_t i;

	choice->nshown = 0;
	choice->at = 0;
	query = rc_str_trim(query);
	for (i = 0; i < choice->n; i++) {
		if (!matches(&choice->items[i], query))
			continue;
		if (query.n > 0 &&
		    rc_str_is_nocase(query, choice->items[i].also))
			choice->at = choice->nshown;
		choice->shown[choice->nshown++] = i;
	}
}

void
tui_choice_add(struct tui_choice *choice, struct tui_choice_item item)
{
	if (choice->n == TUI_CHOICE_MAX ||
	    !RC_GROW(choice->items, choice->n, choice->cap) ||
	    !RC_GROW(choice->shown, choice->n, choice->cap_shown))
		return;
	item.label =
	        rc_arena_text(&choice->arena, rc_text_or_empty(item.label));
	item.detail =
	        rc_arena_text(&choice->arena, rc_text_or_empty(item.detail));
	item.also = rc_arena_text(&choice->arena, rc_text_or_empty(item.also));
	if (item.label == NULL || item.detail == NULL || item.also == NULL)
		return;
	choice->items[choice->n++] = item;
	if (choice->input.n == 0)
		choice->shown[choice->nshown++] = choice->n - 1;
	else
		narrow(choice);
}

void
tui_choice_select(struct tui_choice *choice, int id)
{
	size_t i;

	for (i = 0; i < choice->nshown; i++)
		if (choice->items[choice->shown[i]].id == id)
			choice->at = i;
}

static void
move_by(struct tui_choice *choice, int step)
{
	long at = (long)choice->at + step;

	if (at >= (long)choice->nshown)
		at = (long)choice->nshown - 1;
	choice->at = at < 0 ? 0 : (size_t)at;
}

enum tui_choice_end
tui_choice_handle(struct tui_choice *choice, const struct tui_event *event)
{
	static const struct {
		int32_t key;
		int rows, pages;
	} moves[] = {
		{ TUI_KEY_UP, -1, 0 },      { TUI_KEY_DOWN, 1, 0 },
		{ TUI_CTRL('p'), -1, 0 },   { TUI_CTRL('n'), 1, 0 },
		{ TUI_KEY_BACKTAB, -1, 0 }, { TUI_KEY_TAB, 1, 0 },
		{ TUI_KEY_PGUP, 0, -1 },    { TUI_KEY_PGDN, 0, 1 },
	};
	size_t i;

	if (event->type != TUI_EVENT_KEY)
		return TUI_CHOICE_OPEN;
	if (!event->pasted && event->key == TUI_KEY_ESC)
		return TUI_CHOICE_CLOSED;
	if (!event->pasted && event->key == TUI_CTRL('c'))
		return TUI_CHOICE_CLOSED;
	if (!event->pasted && event->key == TUI_KEY_ENTER)
		return TUI_CHOICE_PICKED;
	for (i = 0; !event->pasted && i < RC_COUNT(moves); i++) {
		if (moves[i].key != event->key)
			continue;
		move_by(choice, moves[i].rows + moves[i].pages * PAGE);
		return TUI_CHOICE_OPEN;
	}
	if (tui_input_handle(&choice->input, event))
		narrow(choice);
	return TUI_CHOICE_OPEN;
}

const struct tui_choice_item *
tui_choice_item(const struct tui_choice *choice)
{
	if (choice->at >= choice->nshown)
		return NULL;
	return &choice->items[choice->shown[choice->at]];
}

static int
label_width(const struct tui_choice *choice, int most)
{
	int widest = 8;
	size_t i;

	for (i = 0; i < choice->nshown; i++) {
		const char *label = choice->items[choice->shown[i]].label;
		int w = (int)rc_text_width(rc_str_of(label));

		if (w > widest)
			widest = w;
	}
	return widest < most ? widest : most;
}

static void
draw_item(const struct tui_choice *choice, size_t i, int labels,
          struct tui_canvas *canvas, struct tui_rect line)
{
	const struct tui_choice_item *item = &choice->items[choice->shown[i]];
	struct tui_rect label = { line.x + 2, line.y, labels, 1 };
	struct tui_rect detail = { line.x + labels + 4, line.y,
		                   line.w - labels - 4, 1 };

	tui_put_in(canvas, label, TUI_PLAIN, RC_LEFT, item->label);
	tui_put_in(canvas, detail, TUI_DIM, RC_LEFT, item->detail);
	if (i != choice->at)
		return;
	tui_put(canvas, line.x, line.y, TUI_PLAIN, ">");
	tui_shade(canvas, line, TUI_SELECTED);
}

void
tui_choice_draw(const struct tui_choice *choice, struct tui_canvas *canvas,
                struct tui_rect rect)
{
	int rows = (int)choice->nshown;
	int labels = label_width(choice, rect.w / 2);
	size_t top = 0;
	struct tui_rect line = rect;
	int y;

	if (rows > rect.h - 2)
		rows = rect.h - 2;
	if (rows < 1)
		rows = 1;
	if (choice->at >= (size_t)rows)
		top = choice->at - (size_t)rows + 1;
	line.y = rect.y + rect.h - rows - 2;
	line.h = 1;
	tui_rule(canvas, rect.x, line.y++, rect.w, choice->title);
	for (y = 0; y < rows; y++, line.y++) {
		tui_fill(canvas, line, TUI_PLAIN);
		if (top + (size_t)y < choice->nshown)
			draw_item(choice, top + (size_t)y, labels, canvas,
			          line);
	}
	tui_fill(canvas, line, TUI_PLAIN);
	tui_put(canvas, line.x, line.y, TUI_TITLE, "/ ");
	tui_input_draw(&choice->input, canvas,
	               (struct tui_rect){ line.x + 2, line.y, line.w - 2, 1 },
	               TUI_PLAIN);
}
