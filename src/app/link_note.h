/* SPDX-License-Identifier: MIT */
/*
 * link_note - what polls tell of links: of a link whose `device` was asked, how
 * long a round trip takes, how much of it was used since the last poll (the
 * counters of the router's interface), and what it carried when it was filled
 * (poll --measure).
 */
#ifndef ROLLCALL_SRC_APP_LINK_NOTE_H
#define ROLLCALL_SRC_APP_LINK_NOTE_H

#include <rollcall/app/app.h>
#include <rollcall/base/map.h>
#include <rollcall/model/fact.h>

struct rc_link_seen {
	rc_id device;
	const struct rc_facts *before, *now;
	rc_ms at;
	rc_ms rtt_ms;
	int64_t kbps; /* measured; 0 = not */
};
/* Within a batch: writes it down on every active link of that device. */
bool rc_link_note(struct rc_app *app, const struct rc_link_seen *seen,
                  struct rc_arena *arena, struct rc_err *err) RC_MUST;

/* The devices that active links name, as the bytes of an rc_id, each with how
 * many KiB fill its line for about three seconds. */
bool rc_link_routers(struct rc_app *app, struct rc_map *ret,
                     struct rc_err *err) RC_MUST;

/* The rate of one interface between two polls, of the busier way; NULL
 * `interface` = the first. False when it cannot be told: not in both, counted
 * anew (a restart), or too short a time. */
bool rc_link_used(const struct rc_link_seen *seen, const char *interface,
                  int64_t *ret_kbps);

#endif
