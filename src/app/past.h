/* SPDX-License-Identifier: MIT */
/*
 * past - how records stood at the end of a past day, from the history.
 *
 * Rosters, custody, names, thresholds are dated rows and need no such thing.
 * What carries no dates of its own (the status of a device, its agency, its
 * facts; the status of links and signatures; dossiers of systems; orders) is
 * taken back: of each field the earliest change later than the day says what it
 * was before. Only audit lines later than the day are read.
 *
 * A device that was added later counts as it was recorded first, if it was
 * bought or in service by the day: an import of older records is history too.
 * A fact that was only confirmed since keeps its value. When the device had last
 * answered by the day is known from the facts that changed since (a polled one
 * always has some: its uptime); if none did, the fact counts as observed on the
 * day itself.
 *
 *	struct rc_past past;
 *	if (!rc_past_load(app, day, 0, &past, err)) ...
 *	if (rc_past_device(&past, &device)) ...
 *	rc_past_fini(&past);
 */
#ifndef ROLLCALL_SRC_APP_PAST_H
#define ROLLCALL_SRC_APP_PAST_H

#include <rollcall/app/app.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>

struct rc_former; /* one field as it was */

struct rc_past {
	rc_date day;
	bool is_past;              /* false: nothing is taken back */
	struct rc_former *formers; /* by record and field; heap */
	size_t n, cap, sorted;
	struct rc_arena arena; /* their text */
};

/* `device` 0 = everything; else that device and its facts alone. Of today or a
 * later day nothing is read and nothing differs. */
bool rc_past_load(struct rc_app *app, rc_date day, rc_id device,
                  struct rc_past *ret, struct rc_err *err) RC_MUST;
void rc_past_fini(struct rc_past *past); /* takes a zeroed one */

/* They take back one record, in place; text then lives as long as *past.
 * References have their id alone. False: the device was not there yet. */
bool rc_past_device(const struct rc_past *past, struct rc_device *device);
void rc_past_facts(const struct rc_past *past, struct rc_facts *facts);
/* An array of n records of one kind: links, tokens, systems, orders. */
void rc_past_rows(const struct rc_past *past, const struct rc_kind *kind,
                  void *rows, size_t n);

#endif
