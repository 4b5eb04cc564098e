/* SPDX-License-Identifier: MIT */
/*
 * inventory - what the agent of another program found on one device: the
 * common ground of glpi.h and ocs.h. The document comes from a machine that may
 * be broken or hostile, so what stands in here is held to the same law as an
 * answer to a poll: text is valid UTF-8, one line, without controls or bidi
 * marks, at most RC_INVENTORY_TEXT_MAX bytes; numbers are in a sane range; days
 * are not beyond tomorrow. Anything else counts as not said, and is counted in
 * `odd`.
 *
 * Placeholders of makers (model/placeholder.h) count as not said. Addresses of
 * loopback, virtual and container interfaces are left out: thousands of
 * machines share them.
 *
 * What is not sure is not said: with two disks inside, which one holds the
 * system is unknown, and so are the size and the sort of the system disk.
 *
 *	static bool take(void *ctx, const struct rc_inventory *doc,
 *	                 struct rc_err *err);
 *	rc_glpi_read(bytes, now, take, ctx, err)
 */
#ifndef ROLLCALL_SRC_IMPORT_INVENTORY_H
#define ROLLCALL_SRC_IMPORT_INVENTORY_H

#include <rollcall/base/str.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>

#define RC_INVENTORY_FILE_MAX ((size_t)64 << 20) /* bytes */
#define RC_INVENTORY_VALUE_MAX \
	((size_t)64 << 10)                       /* bytes of one value read \
	                                           */
#define RC_INVENTORY_TEXT_MAX     ((size_t)1024) /* bytes of one value kept */
#define RC_INVENTORY_MACS_MAX     64
#define RC_INVENTORY_SOFTWARE_MAX 50000

/* Everything lives until the function that is given it returns. */
struct rc_inventory {
	uint64_t line; /* of the file where it begins, from 1 */
	/* Why it cannot be used, a sentence; NULL = it can. The rest is then
	 * what was read before. */
	const char *refusal;
	const char *device_id; /* as the agent calls the device */
	const char *asset_tag; /* of the firmware */
	const char *user;      /* who logged on last */
	int category;          /* enum rc_category by the sort of its box */
	rc_ms at;              /* when it was taken; RC_MS_NONE */
	/* Head, source and at are nothing. The UUID and the MAC addresses are
	 * in lower case. */
	struct rc_facts facts;
	const char *const *software; /* names, in the order of the document */
	size_t nsoftware;
	uint64_t odd;          /* values that make no sense */
	const char *first_odd; /* "hardware memory: lots", or NULL */
};

/* Takes a document; false (having set err) ends the reading. */
typedef bool rc_inventory_each(void *ctx, const struct rc_inventory *doc,
                               struct rc_err *err);

/* `mac` with any marks, or none, as aa:bb:cc:dd:ee:ff; false if it is no
 * address of one Ethernet interface. */
bool rc_inventory_mac(struct rc_str mac, char ret[18]);

#endif
