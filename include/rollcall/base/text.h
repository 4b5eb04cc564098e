/* SPDX-License-Identifier: MIT */
/*
 * text - UTF-8 as people see it: valid, composed, of a known width.
 *
 * utf8proc stays behind this header and fold.h. Width is counted in terminal
 * cells: 0 for marks, 1 for letters, 2 for East Asian wide ones; what a
 * terminal would act on (controls, bidi overrides) has no width because
 * rc_text_screen() replaces it before anything reaches a screen, a log or a
 * report.
 */
#ifndef ROLLCALL_BASE_TEXT_H
#define ROLLCALL_BASE_TEXT_H

#include <rollcall/base/buf.h>

/* True if all of s is well-formed UTF-8 (no surrogates, no overlong forms, no
 * NUL); else *ret_at (may be NULL) is the offset of the first bad byte. */
bool rc_utf8_valid(struct rc_str s, size_t *ret_at);

/* Decodes one code point at the front of a non-empty slice. Returns its bytes,
 * or 0 if they are malformed. */
size_t rc_utf8_next(struct rc_str s, int32_t *ret_cp);
/* Bytes written to out[4]. */
size_t rc_utf8_put(int32_t cp, char out[4]);

/* Surely valid UTF-8 in NFC as it stands? (No may mean that it takes a closer
 * look.) */
bool rc_text_is_nfc(struct rc_str s);
/* Appends s in NFC. Malformed bytes become U+FFFD; of the marks on one letter
 * those after the thirtieth are dropped. What is in NFC already is copied. */
void rc_text_nfc(struct rc_buf *b, struct rc_str s);

/* Appends s made safe to show: NFC, controls as U+2400-style pictures (ESC ->
 * ␛), DEL ␡, C1, bidi controls, zero-width and tag characters as "·", malformed
 * bytes and unassigned code points as U+FFFD, an emoji sequence as its first
 * emoji, a flag as its two letters. One line always. */
void rc_text_screen(struct rc_buf *b, struct rc_str s);

int rc_text_cp_width(int32_t cp); /* 0, 1 or 2; controls 0 */
/* The next user-perceived character: bytes of the base and its marks, and its
 * width. 0 at the end. */
size_t rc_text_grapheme(struct rc_str s, int *ret_width);
size_t rc_text_width(struct rc_str s); /* cells */

/* The longest front of s of at most `cells`; never splits a character. */
struct rc_str rc_text_clip(struct rc_str s, size_t cells, size_t *ret_width);

enum rc_align { RC_LEFT, RC_RIGHT };
/* Appends s in exactly `cells` cells: padded, or cut with "…" at the end. */
void rc_text_pad(struct rc_buf *b, struct rc_str s, size_t cells,
                 enum rc_align align);

#endif
