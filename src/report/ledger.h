/* SPDX-License-Identifier: MIT */
/*
 * ledger - what some reports need beside the estate: every device as an asset
 * in the books, the duties, and the reports already frozen. Read only for
 * reports that ask for it (app/reports.c), as it may be a million rows: an
 * asset is a device condensed to what the books look at.
 *
 * All arrays are in order of id and live as long as the report is made.
 */
#ifndef ROLLCALL_SRC_REPORT_LEDGER_H
#define ROLLCALL_SRC_REPORT_LEDGER_H

#include <rollcall/model/device.h>
#include <rollcall/model/norm.h>
#include <rollcall/model/register.h>

struct rc_asset {
	rc_id id, agency, post; /* post 0 = none */
	const char *tag, *model;
	int category, status, ownership, connectivity; /* enums of device.h */
	rc_date purchased, in_service, warranty_end, eol, counted;
	rc_vnd cost; /* RC_VND_NONE = not recorded */
	rc_ms last_seen, last_polled;
	const char *outcome; /* of the last poll, or NULL */
};

struct rc_ledger {
	const struct rc_asset *assets;
	size_t nassets;
	const struct rc_duty *duties;
	size_t nduties;
	const struct rc_snapshot *snapshots;
	size_t nsnapshots;
};

#endif
