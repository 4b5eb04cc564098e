/* SPDX-License-Identifier: MIT */
/*
 * mo - reading gettext's compiled catalogues from memory.
 *
 * A catalogue is checked once, whole, when it is opened: every offset lies
 * inside and every text ends in NUL. After that a look-up is a binary search
 * that cannot fail. The bytes are borrowed and must outlive the struct.
 */
#ifndef BASE_MO_H
#define BASE_MO_H

#include <rollcall/base/str.h>

struct rc_mo {
	const unsigned char *bytes;
	uint32_t count;      /* 0: nothing is ever found */
	uint32_t ids, texts; /* offsets of the tables (length, offset) */
	bool swapped;        /* made on a machine of the other byte order */
};

/* False for anything but a sound catalogue; *ret is then untouched. */
bool rc_mo_open(struct rc_str bytes, struct rc_mo *ret) RC_MUST;

/* The translation, or NULL if there is none (or an empty one). */
const char *rc_mo_find(const struct rc_mo *mo, const char *id);

#endif
