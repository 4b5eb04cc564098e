/* SPDX-License-Identifier: MIT */
/* input - a line editor over NFC text. */
#include "widget/input.h"

#include <string.h>

void
tui_input_init(struct tui_input *input, struct tui_history *history)
{
	memset(input, 0, sizeof(*input));
	input->history = history;
}

static struct rc_str
before(const struct tui_input *input)
{
	return (struct rc_str){ input->text, input->at };
}

static struct rc_str
after(const struct tui_input *input)
{
	return (struct rc_str){ input->text + input->at, input->n - input->at };
}

/* Bytes of the first character of s. */
static size_t
first_character(struct rc_str s)
{
	int width;

	return rc_text_grapheme(s, &width);
}

/* Bytes of the last character of s. */
static size_t
last_character(struct rc_str s)
{
	size_t n;
	size_t last = 0;

	while ((n = first_character(s)) > 0) {
		last = n;
		s.p += n;
		s.n -= n;
	}
	return last;
}

static void
cut(struct tui_input *input, size_t from, size_t to)
{
	memmove(input->text + from, input->text + to, input->n - to);
	input->n -= to - from;
	input->text[input->n] = '\0';
	input->at = from;
}

/* Makes the text front + back, composed, with the cursor between; nothing
 * happens when that would not fit. */
static void
join(struct tui_input *input, struct rc_str front, struct rc_str back)
{
	struct rc_buf b;
	size_t at;

	rc_buf_init(&b, TUI_INPUT_BYTES);
	rc_text_nfc(&b, front);
	at = b.n;
	rc_text_nfc(&b, back);
	if (b.state == RC_BUF_OK) {
		if (b.n > 0)
			memcpy(input->text, b.p, b.n);
		input->n = b.n;
		input->at = at;
		input->text[b.n] = '\0';
	}
	rc_buf_fini(&b);
}

static void
insert(struct tui_input *input, int32_t cp)
{
	struct rc_buf b;
	char bytes[4];

	rc_buf_init(&b, TUI_INPUT_BYTES + sizeof(bytes));
	rc_buf_putstr(&b, before(input));
	rc_buf_put(&b, bytes, rc_utf8_put(cp, bytes));
	if (b.state == RC_BUF_OK)
		join(input, rc_buf_str(&b), after(input));
	rc_buf_fini(&b);
}

static void
erase_word(struct tui_input *input)
{
	size_t at = input->at;

	while (at > 0 && input->text[at - 1] == ' ')
		at--;
	while (at > 0 && input->text[at - 1] != ' ')
		at--;
	cut(input, at, input->at);
}

void
tui_input_set(struct tui_input *input, const char *text)
{
	struct rc_str s = rc_str_of(text);
	struct rc_str none = { "", 0 };
	size_t n;
	size_t kept = 0;

	while (kept < s.n) {
		struct rc_str rest = { s.p + kept, s.n - kept };

		n = first_character(rest);
		if (n == 0 || kept + n > TUI_INPUT_BYTES)
			break;
		kept += n;
	}
	input->n = input->at = 0;
	input->text[0] = '\0';
	input->past = 0;
	join(input, (struct rc_str){ s.p, kept }, none);
}

static void
walk_history(struct tui_input *input, int step)
{
	const struct tui_history *history = input->history;
	size_t past = input->past;

	if (step < 0 && past < history->n)
		past++;
	else if (step > 0 && past > 0)
		past--;
	else
		return;
	tui_input_set(input,
	              past == 0 ? "" : history->lines[history->n - past]);
	input->past = past;
}

static void
move_left(struct tui_input *input)
{
	input->at -= last_character(before(input));
}

static void
move_right(struct tui_input *input)
{
	input->at += first_character(after(input));
}

static void
move_home(struct tui_input *input)
{
	input->at = 0;
}

static void
move_end(struct tui_input *input)
{
	input->at = input->n;
}

static void
erase_left(struct tui_input *input)
{
	cut(input, input->at - last_character(before(input)), input->at);
}

static void
erase_right(struct tui_input *input)
{
	cut(input, input->at, input->at + first_character(after(input)));
}

static void
erase_start(struct tui_input *input)
{
	cut(input, 0, input->at);
}

static void
erase_end(struct tui_input *input)
{
	cut(input, input->at, input->n);
}

static const struct {
	int32_t key;
	void (*edit)(struct tui_input *);
} edits[] = {
	{ TUI_KEY_LEFT, move_left },       { TUI_CTRL('b'), move_left },
	{ TUI_KEY_RIGHT, move_right },     { TUI_CTRL('f'), move_right },
	{ TUI_KEY_HOME, move_home },       { TUI_CTRL('a'), move_home },
	{ TUI_KEY_END, move_end },         { TUI_CTRL('e'), move_end },
	{ TUI_KEY_BACKSPACE, erase_left }, { TUI_KEY_DELETE, erase_right },
	{ TUI_CTRL('d'), erase_right },    { TUI_CTRL('w'), erase_word },
	{ TUI_CTRL('u'), erase_start },    { TUI_CTRL('k'), erase_end },
};

static bool
handle_pasted(struct tui_input *input, int32_t key)
{
	if (key == TUI_KEY_ENTER || key == TUI_KEY_TAB)
		key = ' ';
	if (key >= ' ' && key < TUI_KEY_FIRST && key != TUI_KEY_BACKSPACE)
		insert(input, key);
	return true;
}

bool
tui_input_handle(struct tui_input *input, const struct tui_event *event)
{
	size_t i;

	if (event->type != TUI_EVENT_KEY)
		return false;
	if (event->pasted)
		return handle_pasted(input, event->key);
	for (i = 0; i < RC_COUNT(edits); i++) {
		if (edits[i].key == event->key) {
			edits[i].edit(input);
			return true;
		}
	}
	if (input->history != NULL &&
	    (event->key == TUI_KEY_UP || event->key == TUI_KEY_DOWN)) {
		walk_history(input, event->key == TUI_KEY_UP ? -1 : 1);
		return true;
	}
	if (event->key < ' ' || event->key >= TUI_KEY_FIRST)
		return false;
	insert(input, event->key);
	return true;
}

void
tui_input_draw(const struct tui_input *input, struct tui_canvas *canvas,
               struct tui_rect rect, int role)
{
	int at = (int)rc_text_width(before(input));
	int shift = 0;
	struct tui_rect old;

	if (rect.w <= 0 || rect.h <= 0)
		return;
	rect.h = 1;
	if (at >= rect.w)
		shift = at - rect.w + 1;
	tui_fill(canvas, rect, role);
	old = tui_clip(canvas, rect);
	tui_put(canvas, rect.x - shift, rect.y, role, input->text);
	canvas->clip = old;
	tui_cursor(canvas, rect.x + at - shift, rect.y);
}

void
tui_input_remember(struct tui_input *input)
{
	struct tui_history *history = input->history;

	if (history == NULL || input->n == 0)
		return;
	if (history->n > 0 &&
	    strcmp(history->lines[history->n - 1], input->text) == 0)
		return;
	if (history->n == TUI_HISTORY) {
		memmove(history->lines[0], history->lines[1],
		        sizeof(history->lines[0]) * (TUI_HISTORY - 1));
		history->n--;
	}
	memcpy(history->lines[history->n++], input->text, input->n + 1);
}
