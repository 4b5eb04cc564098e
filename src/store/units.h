/* SPDX-License-Identifier: MIT */
/*
 * units - what the quota counts of each agency, kept as texts that mean nothing
 * here, under a stamp: of which day, and of which state of the database they
 * are. Derived from the rest, so neither audited nor undone; whoever finds the
 * stamp behind judges what moved and keeps that (app/units.c).
 *
 * The clock of the database is its batches: nothing is written outside of one.
 * A batch leaves audit lines, but for polls that found what was known: these
 * move the time of facts and of the device on and leave an event of the device.
 */
#ifndef ROLLCALL_SRC_STORE_UNITS_H
#define ROLLCALL_SRC_STORE_UNITS_H

#include <rollcall/base/date.h>

#include "store/audit.h"

struct rc_units_stamp {
	char rules[RC_CHAIN_HEX]; /* by which edition they were counted */
	rc_date day;
	rc_id batch;   /* the last one in them */
	int64_t lines; /* of the audit, and the hash of the last */
	char head[RC_CHAIN_HEX];
};
/* `rules` and `day` are the caller's; the rest as it stands now. */
bool rc_units_now(struct rc_store *store, struct rc_units_stamp *stamp,
                  struct rc_err *err) RC_MUST;
/* The stamp that was kept; *ret_there false = none. */
bool rc_units_stamp(struct rc_store *store, struct rc_units_stamp *ret,
                    bool *ret_there, struct rc_err *err) RC_MUST;
bool rc_units_same(const struct rc_units_stamp *a,
                   const struct rc_units_stamp *b);

/* The text lives until `each` returns. */
bool rc_units_each(struct rc_store *store,
                   bool (*each)(void *ctx, rc_id agency, struct rc_str text,
                                struct rc_err *err),
                   void *ctx, struct rc_err *err) RC_MUST;
/* Within a transaction that writes: text NULL = the agency has no counts. */
bool rc_units_put(struct rc_store *store, rc_id agency, const char *text,
                  struct rc_err *err) RC_MUST;
bool rc_units_put_stamp(struct rc_store *store,
                        const struct rc_units_stamp *stamp,
                        struct rc_err *err) RC_MUST;
bool rc_units_clear(struct rc_store *store, struct rc_err *err) RC_MUST;

/* Whose counts may have changed since the stamp. `all` when that cannot be told
 * by agencies, or when they are so many that judging all is no dearer. */
struct rc_moved {
	bool all;
	bool tables; /* a kind moved that readers read whole, agencies too */
	rc_id *agencies; /* each once, in `arena` */
	size_t n;
};
bool rc_units_moved(struct rc_store *store, const struct rc_units_stamp *since,
                    struct rc_arena *arena, struct rc_moved *ret,
                    struct rc_err *err) RC_MUST;

/* The records of a kind that the counts of one agency hang on: the agency
 * itself, the posts, custody, devices, fact sheets, tokens and links of it, and
 * those of other agencies where one's device is at another's post. With the
 * fields of `fields` alone, references without the key; fact sheets are whole.
 * A record lives until `each` returns. */
struct rc_near {
	const struct rc_kind *kind;
	uint64_t fields;
	rc_id agency;
	bool (*each)(void *ctx, const void *record, struct rc_err *err);
	void *ctx;
};
bool rc_units_near(struct rc_store *store, const struct rc_near *near,
                   struct rc_err *err) RC_MUST;

#endif
