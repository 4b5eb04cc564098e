/* SPDX-License-Identifier: MIT */
/*
 * keys - bytes of a terminal into events. Pure: no file descriptor, no clock;
 * bytes may come in any chunks, since what is unfinished waits inside.
 *
 * A lone Esc cannot be told from the start of a sequence but by waiting:
 * after `esc_ms` without another byte it is the key. Sequences that are not
 * known, and answers of the terminal, are swallowed whole. Malformed UTF-8
 * loses the bad bytes and nothing else.
 *
 *	tui_keys_init(&keys, 50, on_event, ctx);
 *	tui_keys_feed(&keys, bytes, n, now_ms);
 *	poll(..., tui_keys_wait(&keys, now_ms));	// -1: nothing waits
 *	tui_keys_tick(&keys, now_ms);
 */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include "event.h"

#include <stddef.h>

enum tui_keys_state {
	TUI_KEYS_GROUND,
	TUI_KEYS_UTF8,
	TUI_KEYS_ESC,
	TUI_KEYS_CSI,
	TUI_KEYS_SS3,
	TUI_KEYS_STRING,    /* OSC, DCS, APC, PM: up to BEL or ST */
	TUI_KEYS_STRING_ESC /* the same, after an Esc */
};

struct tui_keys {
	enum tui_keys_state state;
	unsigned char held[32]; /* UTF-8 so far, or parameters of a CSI */
	size_t nheld;
	size_t want; /* UTF-8: bytes of this character */
	bool pasting;
	int esc_ms;
	int64_t last_ms; /* of the last byte */
	void (*emit)(void *ctx, const struct tui_event *event);
	void *ctx;
};

void tui_keys_init(struct tui_keys *keys, int esc_ms,
                   void (*emit)(void *ctx, const struct tui_event *event),
                   void *ctx);
void tui_keys_feed(struct tui_keys *keys, const void *bytes, size_t n,
                   int64_t now_ms);
int tui_keys_wait(const struct tui_keys *keys, int64_t now_ms);
void tui_keys_tick(struct tui_keys *keys, int64_t now_ms);

#endif
