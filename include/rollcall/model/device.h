/* SPDX-License-Identifier: MIT */
/*
 * device - one end-user device, as recorded on paper. What the device itself
 * says are facts (fact.h), kept apart: recorded and observed values that
 * differ are drift, shown and never merged.
 *
 * An `isolated` device (state secrets: Luật 117/2025/QH15 Art. 5) is never
 * contacted over the network.
 */
#ifndef ROLLCALL_MODEL_DEVICE_H
#define ROLLCALL_MODEL_DEVICE_H

#include <rollcall/model/kind.h>

enum rc_category {
	RC_CATEGORY_NONE,
	RC_CATEGORY_DESKTOP,
	RC_CATEGORY_LAPTOP,
	RC_CATEGORY_TABLET,
	RC_CATEGORY_PHONE,
	RC_CATEGORY_MONITOR,
	RC_CATEGORY_PRINTER,
	RC_CATEGORY_SCANNER,
	RC_CATEGORY_SHREDDER,
	RC_CATEGORY_PHOTOCOPIER,
	RC_CATEGORY_NETWORK,
	RC_CATEGORY_SERVER,
	RC_CATEGORY_OTHER,
	RC_CATEGORIES
};
extern const struct rc_word rc_category_words[];

enum rc_status {
	RC_STATUS_NONE,
	RC_STATUS_PLANNED,
	RC_STATUS_IN_TRANSIT,
	RC_STATUS_IN_STOCK,
	RC_STATUS_IN_USE,
	RC_STATUS_REPAIR,
	RC_STATUS_BROKEN, /* beyond repair */
	RC_STATUS_LOST,
	RC_STATUS_RETIRED,
	RC_STATUSES
};
extern const struct rc_word rc_status_words[];

enum rc_connectivity { RC_CONNECTIVITY_NONE, RC_NETWORKED, RC_ISOLATED };
extern const struct rc_word rc_connectivity_words[];

enum rc_ownership {
	RC_OWNERSHIP_NONE,
	RC_OWNED,
	RC_RENTED,   /* thuê: counts as equipment, never as asset value */
	RC_SUPPLIED, /* handed down by the Centre */
	RC_PERSONAL_DEVICE /* registered only, not counted */
};
extern const struct rc_word rc_ownership_words[];

struct rc_device {
	struct rc_head head;
	const char *asset_tag;
	const char *serial;
	const char *uuid;
	const char *name;
	const char *hostname;
	int category;
	const char *manufacturer;
	const char *model;
	const char *model_number;
	int status;
	struct rc_ref agency;
	struct rc_ref post; /* who has it now; changes are in custody */
	const char *place;
	const char *custodian; /* as on paper; the post's holder decides */
	int ownership;
	int connectivity;
	const char *host; /* address for SSH; none = not polled */
	int64_t port;     /* none = 22 */
	const char *ssh_user;
	struct rc_ref profile;
	rc_date purchase_date;
	rc_date in_service_date;
	rc_vnd cost;
	rc_vnd book_value;
	const char *supplier;
	const char *order_number;
	const char *invoice;
	int64_t warranty_months;
	rc_date warranty_end;
	rc_date eol_date;
	rc_date last_counted;
	rc_date next_count;
	rc_date expected_return;
	const char *ip;
	const char *mac;
	const char *os;
	const char *os_version;
	const char *cpu;
	int64_t ram_mb;
	int64_t disk_gb;
	rc_ms last_seen; /* set by polls */
	rc_ms last_polled;
	const char *last_outcome; /* of the last poll: "ok", "timeout", ... */
	const char *notes;
};

/* True for desktop, laptop, tablet: what serves a post (domain D2). */
bool rc_category_is_computer(int category);

/* Custody: device at post from..to (both included; to none = still). */
struct rc_custody {
	struct rc_head head;
	struct rc_ref device;
	struct rc_ref post;
	rc_date from_date, to_date;
	const char *reason;
};

#endif
