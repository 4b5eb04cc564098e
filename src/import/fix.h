/* SPDX-License-Identifier: MIT */
/*
 * fix - cells that are to be read as something else, wherever they stand in
 * their column: "every `Sở TT&TT (cũ)` of agency means H19.04". A cell is
 * compared as it is written, without blanks around it.
 *
 *	struct rc_fixes fixes;
 *	if (!rc_fixes_make(&wish, list, n, &fixes, err)) ...
 *	cell = rc_fixes_apply(&fixes, column, cell);
 *	rc_fixes_fini(&fixes);
 */
#ifndef ROLLCALL_SRC_IMPORT_FIX_H
#define ROLLCALL_SRC_IMPORT_FIX_H

#include "import/match.h"

#include <rollcall/base/map.h>

#define RC_FIXES_MAX 10000

struct rc_fix {
	const char *field; /* canonical name */
	const char *from, *to;
};

struct rc_fixes {
	const struct rc_fix *list; /* the caller's */
	size_t n;
	uint64_t *uses;       /* per fix */
	struct rc_map *cells; /* per column of the match: cell -> fix */
	size_t ncolumns;
};

/* RC_EUSAGE for a field that the kind has not. Those without a column in this
 * file are passed over. `list` is borrowed. */
bool rc_fixes_make(const struct rc_kind *kind, const struct rc_match *match,
                   const struct rc_fix *list, size_t n, struct rc_fixes *ret,
                   struct rc_err *err) RC_MUST;
void rc_fixes_fini(struct rc_fixes *fixes); /* takes a zeroed one */

/* The cell as it is to be read; counts what it does. `fixes` may be NULL. */
struct rc_str rc_fixes_apply(struct rc_fixes *fixes, size_t column,
                             struct rc_str cell);
/* The same without counting. */
struct rc_str rc_fixes_peek(const struct rc_fixes *fixes, size_t column,
                            struct rc_str cell);
/* One sentence per fix that was used. */
bool rc_fixes_remarks(const struct rc_fixes *fixes, struct rc_arena *arena,
                      rc_remark_fn *remark, void *ctx) RC_MUST;

#endif
