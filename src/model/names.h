/* SPDX-License-Identifier: MIT */
/*
 * names - is a text one of the names that a table row goes by? Names are
 * compared by their header key (base/fold.h), so that case, marks and
 * punctuation do not matter. A comparison that runs out of memory finds
 * nothing.
 *
 *	struct rc_names names;
 *	rc_names_init(&names, text);
 *	if (rc_names_has(&names, "Serial No.|S/N") ...
 *	rc_names_fini(&names);
 */
#ifndef ROLLCALL_SRC_MODEL_NAMES_H
#define ROLLCALL_SRC_MODEL_NAMES_H

#include <rollcall/base/buf.h>

struct rc_names {
	struct rc_buf key;     /* of the text that is looked for */
	struct rc_buf scratch; /* of the name it is compared with */
};

void rc_names_init(struct rc_names *names, struct rc_str text);
void rc_names_fini(struct rc_names *names);
/* Does one of the names in `list` ('|' between; NULL = none) have the key? */
bool rc_names_has(struct rc_names *names, const char *list);
/* Does the label, in English or in Vietnamese? */
bool rc_names_has_label(struct rc_names *names, const char *label);

#endif
