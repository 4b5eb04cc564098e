/* SPDX-License-Identifier: MIT */
/*
 * str - slices of text, and strict readings of numbers.
 *
 * `const char *` is valid UTF-8 in NFC everywhere inside the program; the
 * border (CSV, devices, argv, terminal) turns bytes into it. Parsers work on
 * slices, which borrow and need no NUL.
 */
#ifndef ROLLCALL_BASE_STR_H
#define ROLLCALL_BASE_STR_H

#include <rollcall/base/err.h>

#include <stddef.h>
#include <stdint.h>

struct rc_str {
	const char *p;
	size_t n; /* bytes */
};

#define RC_STR(literal) ((struct rc_str){ (literal), sizeof(literal) - 1 })

struct rc_str rc_str_of(const char *text);  /* NULL gives an empty slice */
struct rc_str rc_str_trim(struct rc_str s); /* ASCII blanks and U+00A0 */
bool rc_str_eq(struct rc_str a, struct rc_str b);
bool rc_str_is(struct rc_str s, const char *text);
/* ASCII case folded; for keywords, never for names. */
bool rc_str_is_nocase(struct rc_str s, const char *text);
bool rc_str_starts(struct rc_str s, const char *prefix);

/* Takes the part up to `sep` off the front of *rest; false at the end, which
 * is rest->p == NULL. An empty slice yields one empty part.
 *	while (rc_str_split(&rest, '|', &part)) ... */
bool rc_str_split(struct rc_str *rest, char sep, struct rc_str *ret_part);

/* The whole slice must be one decimal number ([-]digits) in range. */
bool rc_str_int(struct rc_str s, int64_t min, int64_t max, int64_t *ret);

/* A to Z become small; every other byte stays. */
char rc_ascii_lower(char c);

/* NULL is equal to NULL only. */
bool rc_text_eq(const char *a, const char *b);
/* "" for NULL. */
const char *rc_text_or_empty(const char *text);

#endif
