/* SPDX-License-Identifier: MIT */
/*
 * agencies - the agencies of a quota verdict as a list's source: posts, served,
 * conforming. The verdict is computed once (refresh) and held; the roster of a
 * country is a few thousand rows.
 */
#ifndef TUI_AGENCIES_H
#define TUI_AGENCIES_H

#include "source/source.h"

#include <rollcall/app/figures.h>

enum tui_agency_order {
	TUI_BY_CODE,
	TUI_BY_NAME,
	TUI_BY_POSTS,
	TUI_BY_SERVED,
	TUI_BY_CONFORMING,
	TUI_AGENCY_ORDERS
};
extern const char *const tui_agency_orders[TUI_AGENCY_ORDERS]; /* N_() */

struct tui_agencies {
	const struct rc_quota *quota; /* borrowed; NULL = nothing yet */
	size_t *shown;                /* heap: indexes, in order */
	size_t nshown;
	enum tui_agency_order order;
	bool descending;
	char filter[500];
};

void tui_agencies_init(struct tui_agencies *agencies);
void tui_agencies_fini(struct tui_agencies *agencies);
/* Takes a verdict, or a new filter or order of the one it has. */
bool tui_agencies_set(struct tui_agencies *agencies,
                      const struct rc_quota *quota, struct rc_err *err) RC_MUST;
struct tui_source tui_agencies_source(struct tui_agencies *agencies);

#endif
