/* SPDX-License-Identifier: MIT */
/*
 * event - what happens to the screen: a key, a size. Text arrives as code
 * points, one event each, whatever chunks the terminal sent them in; control
 * keys as their byte (Ctrl-A = 1); the rest as TUI_KEY_*.
 *
 * A pasted code point carries `pasted`: a text field takes it, a list must
 * not, so that a paste never runs commands.
 */
#ifndef TUI_EVENT_H
#define TUI_EVENT_H

#include <stdbool.h>
#include <stdint.h>

enum tui_event_type { TUI_EVENT_KEY, TUI_EVENT_RESIZE };

#define TUI_CTRL(letter) ((letter) - 'a' + 1)

enum tui_key {
	TUI_KEY_NONE = 0,
	TUI_KEY_TAB = 9,
	TUI_KEY_ENTER = 13,
	TUI_KEY_ESC = 27,
	TUI_KEY_SPACE = 32,
	TUI_KEY_BACKSPACE = 127,  /* also for 0x08 */
	TUI_KEY_FIRST = 0x200000, /* beyond Unicode */
	TUI_KEY_UP = TUI_KEY_FIRST,
	TUI_KEY_DOWN,
	TUI_KEY_LEFT,
	TUI_KEY_RIGHT,
	TUI_KEY_HOME,
	TUI_KEY_END,
	TUI_KEY_PGUP,
	TUI_KEY_PGDN,
	TUI_KEY_INSERT,
	TUI_KEY_DELETE,
	TUI_KEY_BACKTAB,
	TUI_KEY_F1,
	TUI_KEY_F2,
	TUI_KEY_F3,
	TUI_KEY_F4,
	TUI_KEY_F5,
	TUI_KEY_F6,
	TUI_KEY_F7,
	TUI_KEY_F8,
	TUI_KEY_F9,
	TUI_KEY_F10,
	TUI_KEY_F11,
	TUI_KEY_F12,
	TUI_KEY_LAST = TUI_KEY_F12
};

struct tui_event {
	enum tui_event_type type;
	int32_t key; /* enum tui_key or a code point */
	bool pasted;
	int w, h; /* TUI_EVENT_RESIZE: the new size in cells */
};

#endif
