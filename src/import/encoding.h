/* SPDX-License-Identifier: MIT */
/*
 * encoding - the 8-bit codes in which Vietnamese files still come.
 *
 *	name	what it is
 *	cp1258	Windows' Vietnamese: letters, then tones as combining marks
 *	tcvn3	ABC: what .VnTime fonts show. Capitals with marks are drawn by
 *		the font .VnTimeH from the codes of small letters, so such a
 *		title reads "CộNG HOà": names match in any case
 *	vni	VNI-Windows: a letter, then one byte for its marks
 *	latin1	Western Windows (1252)
 *
 * The tables are ours (they are facts) and do not depend on what the host's
 * iconv knows. Bytes below 0x80 are ASCII in all of them.
 */
#ifndef ROLLCALL_SRC_IMPORT_ENCODING_H
#define ROLLCALL_SRC_IMPORT_ENCODING_H

#include <rollcall/base/str.h>

struct rc_encoding {
	const char *name;
	const char *also[8];  /* other names; ends at NULL */
	const uint16_t *high; /* 0x80..0xFF -> code point; 0 = no character */
	const uint16_t *then; /* a second code point; 0 = none. Or NULL */
	/* May `byte` stand after `before`? NULL = always. */
	bool (*follows)(unsigned char byte, unsigned char before);
	enum { RC_BYTES_UTF8, RC_BYTES_UTF16, RC_BYTES_TABLE } sort;
};

/* By name or other name, any case; NULL = none. */
const struct rc_encoding *rc_encoding_find(struct rc_str name);
/* All that --encoding takes, in the order of the guess; ends at NULL. */
const struct rc_encoding *rc_encoding_at(size_t i);

#endif
