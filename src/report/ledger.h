/* SPDX-License-Identifier: MIT */
/*
 * ledger - what some reports need beside the estate: every device as an asset
 * in the books, the duties, the reports already frozen, what was changed and
 * who was asked. Read only for reports that ask for it (enum rc_report_need),
 * as it may be a million rows: an asset is a device condensed to what the
 * books look at.
 *
 * All arrays are in order of id and live as long as the report is made; only
 * `devices` may be gone over later, while the report is printed.
 */
#ifndef ROLLCALL_SRC_REPORT_LEDGER_H
#define ROLLCALL_SRC_REPORT_LEDGER_H

#include <rollcall/model/device.h>
#include <rollcall/model/log.h>
#include <rollcall/model/norm.h>
#include <rollcall/model/register.h>

struct rc_asset {
	rc_id id, agency, post; /* post 0 = none */
	const char *tag, *model;
	int category, status, ownership, connectivity; /* enums of device.h */
	bool has_host; /* an address to ask it under */
	rc_date purchased, in_service, warranty_end, eol, counted;
	rc_vnd cost; /* RC_VND_NONE = not recorded */
	rc_ms last_seen, last_polled;
	const char *outcome; /* of the last poll, or NULL */
	/* With RC_NEEDS_EVENTS, up to the end of the day: when it was last
	 * asked and last answered, and what came of it; and how often within
	 * the period. */
	rc_ms asked_at, answered_at;
	const char *said; /* the outcome of asked_at, or NULL */
	int64_t asked, answered;
};

/* Audit lines of the period, of one kind by one user. */
struct rc_activity {
	const char *kind, *who;
	int64_t adds, sets, removes;
};

/* Devices one by one, with the fields of rc_register_fields. */
struct rc_device_source {
	bool (*each)(void *of,
	             bool (*take)(void *to, const void *device,
	                          struct rc_err *err),
	             void *to, struct rc_err *err);
	void *of;
	uint64_t count;
};

struct rc_ledger {
	const struct rc_asset *assets;
	size_t nassets;
	const struct rc_duty *duties;
	size_t nduties;
	const struct rc_snapshot *snapshots;
	size_t nsnapshots;
	const struct rc_activity *activities; /* in the order they appeared */
	size_t nactivities;
	const struct rc_batch *batches; /* of the period, with writes */
	size_t nbatches;
	const struct rc_device_source *devices; /* lives in the arena */
};

/* Names of fields of devices, NULL ends: what the register prints. */
extern const char *const rc_register_fields[];

#endif
