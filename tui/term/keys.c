/* SPDX-License-Identifier: MIT */
/* keys - one function per state; a state looks at one byte. */
#include "term/keys.h"

#include <rollcall/base/text.h>

#include <string.h>

/* A paste whose end got lost is over after this silence. */
#define PASTE_MS 2000
#define ESC      0x1b

struct named {
	int code; /* final byte, or number before '~' */
	int32_t key;
};

static const struct named finals[] = {
	{ 'A', TUI_KEY_UP },      { 'B', TUI_KEY_DOWN }, { 'C', TUI_KEY_RIGHT },
	{ 'D', TUI_KEY_LEFT },    { 'H', TUI_KEY_HOME }, { 'F', TUI_KEY_END },
	{ 'Z', TUI_KEY_BACKTAB }, { 'P', TUI_KEY_F1 },   { 'Q', TUI_KEY_F2 },
	{ 'R', TUI_KEY_F3 },      { 'S', TUI_KEY_F4 },   { 'M', TUI_KEY_ENTER },
};

static const struct named numbers[] = {
	{ 1, TUI_KEY_HOME }, { 2, TUI_KEY_INSERT }, { 3, TUI_KEY_DELETE },
	{ 4, TUI_KEY_END },  { 5, TUI_KEY_PGUP },   { 6, TUI_KEY_PGDN },
	{ 7, TUI_KEY_HOME }, { 8, TUI_KEY_END },    { 11, TUI_KEY_F1 },
	{ 12, TUI_KEY_F2 },  { 13, TUI_KEY_F3 },    { 14, TUI_KEY_F4 },
	{ 15, TUI_KEY_F5 },  { 17, TUI_KEY_F6 },    { 18, TUI_KEY_F7 },
	{ 19, TUI_KEY_F8 },  { 20, TUI_KEY_F9 },    { 21, TUI_KEY_F10 },
	{ 23, TUI_KEY_F11 }, { 24, TUI_KEY_F12 },
};

static int32_t
find(const struct named *table, size_t n, int code)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (table[i].code == code)
			return table[i].key;
	return TUI_KEY_NONE;
}

static void
emit(struct tui_keys *keys, int32_t key)
{
	struct tui_event event = { .type = TUI_EVENT_KEY,
		                   .key = key,
		                   .pasted = keys->pasting };

	if (key != TUI_KEY_NONE)
		keys->emit(keys->ctx, &event);
}

static void
to(struct tui_keys *keys, enum tui_keys_state state)
{
	keys->state = state;
	keys->nheld = 0;
}

static void
on_ground(struct tui_keys *keys, unsigned char c)
{
	if (c == ESC) {
		to(keys, TUI_KEYS_ESC);
	} else if (c == 0x08 || c == 0x7f) {
		emit(keys, TUI_KEY_BACKSPACE);
	} else if (c == '\n') {
		/* Pasted, or typed ahead while the line was still cooked. */
		emit(keys, TUI_KEY_ENTER);
	} else if (c < 0x80) {
		emit(keys, c);
	} else if (c >= 0xc2 && c <= 0xf4) {
		to(keys, TUI_KEYS_UTF8);
		keys->want = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
		keys->held[keys->nheld++] = c;
	}
}

static void
on_utf8(struct tui_keys *keys, unsigned char c)
{
	struct rc_str s = { (const char *)keys->held, 0 };
	int32_t cp;

	if ((c & 0xc0) != 0x80) { /* cut short: c begins something else */
		to(keys, TUI_KEYS_GROUND);
		on_ground(keys, c);
		return;
	}
	keys->held[keys->nheld++] = c;
	if (keys->nheld < keys->want)
		return;
	s.n = keys->nheld;
	if (rc_utf8_next(s, &cp) == s.n && cp >= 0xa0)
		emit(keys, cp);
	to(keys, TUI_KEYS_GROUND);
}

static void
on_esc(struct tui_keys *keys, unsigned char c)
{
	switch (c) {
	case '[':
		to(keys, TUI_KEYS_CSI);
		break;
	case 'O':
		to(keys, TUI_KEYS_SS3);
		break;
	case ']':
	case 'P':
	case '_':
	case '^':
		to(keys, TUI_KEYS_STRING);
		break;
	case ESC:
		emit(keys, TUI_KEY_ESC);
		break;
	default:
		/* Esc and then a key, sent together by a slow line. */
		emit(keys, TUI_KEY_ESC);
		to(keys, TUI_KEYS_GROUND);
		on_ground(keys, c);
	}
}

/* The first parameter as a number; -1 if there is none. */
static int
first_number(const struct tui_keys *keys)
{
	int n = 0;
	size_t i;

	for (i = 0; i < keys->nheld && n < 10000; i++) {
		if (keys->held[i] < '0' || keys->held[i] > '9')
			break;
		n = n * 10 + (keys->held[i] - '0');
	}
	return i == 0 ? -1 : n;
}

static void
on_csi_end(struct tui_keys *keys, unsigned char final)
{
	int number = first_number(keys);
	int32_t key = TUI_KEY_NONE;

	if (final == '~' && (number == 200 || number == 201))
		keys->pasting = number == 200;
	else if (final == '~')
		key = find(numbers, RC_COUNT(numbers), number);
	else if (final != 'M' && (keys->nheld == 0 || number == 1))
		key = find(finals, RC_COUNT(finals), final);
	to(keys, TUI_KEYS_GROUND);
	if (!keys->pasting)
		emit(keys, key);
}

static void
on_csi(struct tui_keys *keys, unsigned char c)
{
	if (c == ESC) {
		to(keys, TUI_KEYS_ESC);
	} else if (keys->nheld == 1 && keys->held[0] == '[') {
		/* The Linux console's F1 to F5: ESC [ [ A */
		to(keys, TUI_KEYS_GROUND);
		if (c >= 'A' && c <= 'E')
			emit(keys, TUI_KEY_F1 + (c - 'A'));
	} else if (c >= 0x40 && c <= 0x7e && !(c == '[' && keys->nheld == 0)) {
		on_csi_end(keys, c);
	} else if (c < 0x20 || c > 0x7e) {
		to(keys, TUI_KEYS_GROUND); /* not a sequence after all */
		on_ground(keys, c);
	} else if (keys->nheld < sizeof(keys->held)) {
		keys->held[keys->nheld++] = c;
	}
}

static void
on_ss3(struct tui_keys *keys, unsigned char c)
{
	if (c >= '0' && c <= '9')
		return; /* modifiers */
	to(keys, TUI_KEYS_GROUND);
	if (c == ESC)
		to(keys, TUI_KEYS_ESC);
	else
		emit(keys, find(finals, RC_COUNT(finals), c));
}

static void
on_string(struct tui_keys *keys, unsigned char c)
{
	if (c == ESC)
		keys->state = TUI_KEYS_STRING_ESC;
	else if (c == 0x07)
		to(keys, TUI_KEYS_GROUND);
}

static void
on_string_esc(struct tui_keys *keys, unsigned char c)
{
	to(keys, c == '\\' ? TUI_KEYS_GROUND : TUI_KEYS_STRING);
}

static void (*const states[])(struct tui_keys *, unsigned char) = {
	[TUI_KEYS_GROUND] = on_ground,
	[TUI_KEYS_UTF8] = on_utf8,
	[TUI_KEYS_ESC] = on_esc,
	[TUI_KEYS_CSI] = on_csi,
	[TUI_KEYS_SS3] = on_ss3,
	[TUI_KEYS_STRING] = on_string,
	[TUI_KEYS_STRING_ESC] = on_string_esc,
};

void
tui_keys_init(struct tui_keys *keys, int esc_ms,
              void (*on_event)(void *ctx, const struct tui_event *event),
              void *ctx)
{
	memset(keys, 0, sizeof(*keys));
	keys->esc_ms = esc_ms;
	keys->emit = on_event;
	keys->ctx = ctx;
}

void
tui_keys_feed(struct tui_keys *keys, const void *bytes, size_t n,
              int64_t now_ms)
{
	const unsigned char *p = bytes;
	size_t i;

	tui_keys_tick(keys, now_ms);
	for (i = 0; i < n; i++)
		states[keys->state](keys, p[i]);
	keys->last_ms = now_ms;
}

/* How long what is held may stay unfinished; -1 = for ever. */
static int
patience(const struct tui_keys *keys)
{
	if (keys->state == TUI_KEYS_GROUND || keys->state == TUI_KEYS_UTF8)
		return keys->pasting ? PASTE_MS : -1;
	return keys->esc_ms;
}

int
tui_keys_wait(const struct tui_keys *keys, int64_t now_ms)
{
	int limit = patience(keys);
	int64_t left = keys->last_ms + limit - now_ms;

	if (limit < 0)
		return -1;
	return left < 0 ? 0 : (int)left;
}

void
tui_keys_tick(struct tui_keys *keys, int64_t now_ms)
{
	int limit = patience(keys);

	if (limit < 0 || now_ms - keys->last_ms < limit)
		return;
	if (keys->state == TUI_KEYS_ESC && !keys->pasting)
		emit(keys, TUI_KEY_ESC);
	if (keys->state == TUI_KEYS_GROUND || keys->state == TUI_KEYS_UTF8)
		keys->pasting = false;
	else
		to(keys, TUI_KEYS_GROUND);
}
