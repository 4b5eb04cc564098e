/* SPDX-License-Identifier: MIT */
/*
 * inventory_build - one document put together section by section. Both formats
 * name their sections and values alike but for case; a reader says them as they
 * come:
 *
 *	rc_inventory_begin(&b, line);
 *	if (rc_inventory_open(&b, RC_STR("networks"))) {
 *		rc_inventory_say(&b, RC_STR("mac"), text);
 *		rc_inventory_close(&b);
 *	}
 *	rc_inventory_end(&b, &doc, err)
 *
 * A list is its section opened and closed once for each element. Unknown
 * sections and names are passed over. Failure of memory sticks until the end.
 */
#ifndef ROLLCALL_SRC_IMPORT_INVENTORY_BUILD_H
#define ROLLCALL_SRC_IMPORT_INVENTORY_BUILD_H

#include <rollcall/model/placeholder.h>

#include "import/inventory.h"

enum rc_inv_section {
	RC_INV_NONE,
	RC_INV_ACCESSLOG,
	RC_INV_ANTIVIRUS,
	RC_INV_BIOS,
	RC_INV_CPU,
	RC_INV_DRIVE,
	RC_INV_FIREWALL,
	RC_INV_HARDWARE,
	RC_INV_MEMORY,
	RC_INV_NETWORK,
	RC_INV_SOFTWARE,
	RC_INV_STORAGE,
	RC_INV_SYSTEM,
	RC_INV_USER,
	RC_INV_SECTIONS
};

/* What a value means within its section. */
enum rc_inv_slot {
	RC_INV_ARCH,
	RC_INV_CORES,
	RC_INV_CORES_ALL,
	RC_INV_CPU_NAME,
	RC_INV_DATE,
	RC_INV_DOMAIN,
	RC_INV_ENCRYPTED,
	RC_INV_FREE,
	RC_INV_FULL_NAME,
	RC_INV_INTERFACE,
	RC_INV_KERNEL,
	RC_INV_KERNEL_VERSION,
	RC_INV_LETTER,
	RC_INV_MAC,
	RC_INV_MAKER,
	RC_INV_MAKER_BOARD,
	RC_INV_MODEL,
	RC_INV_MODEL_BOARD,
	RC_INV_NAME,
	RC_INV_OS_NAME,
	RC_INV_OS_VERSION,
	RC_INV_SERIAL,
	RC_INV_SERIAL_BOX,
	RC_INV_SIZE,
	RC_INV_STATE,
	RC_INV_SYSTEM_DRIVE,
	RC_INV_TAG,
	RC_INV_TYPE,
	RC_INV_USER_NAME,
	RC_INV_UUID,
	RC_INV_VERSION,
	RC_INV_VIRTUAL,
	RC_INV_SLOTS
};

/* Identifiers with placeholders. */
enum rc_inv_identity {
	RC_INV_ID_SERIAL,
	RC_INV_ID_UUID,
	RC_INV_ID_MAC,
	RC_INV_ID_TAG,
	RC_INV_ID_MAKER,
	RC_INV_ID_MODEL,
	RC_INV_IDS
};

struct rc_inventory_build {
	rc_ms now;
	struct rc_arena arena; /* of the document */
	struct rc_arena item;  /* of the section at hand */
	struct rc_arena keep;  /* as long as the build */
	struct rc_placeholders placeholders[RC_INV_IDS];
	struct rc_buf text;
	struct rc_buf macs;
	size_t nmacs;
	bool nomem;

	struct rc_inventory doc;
	enum rc_inv_section section;
	/* What the section at hand says; NULL = nothing. */
	const char *slots[RC_INV_SLOTS];
	const char **software; /* heap */
	size_t software_cap;

	/* What is settled at the end. */
	const char *os[RC_INV_SLOTS];
	const char *cpu_name; /* of the hardware section */
	int64_t memory_mb, modules_mb;
	unsigned disks, disks_turning, disks_still;
	int64_t disk_mb;
	unsigned volume_rank; /* how surely it is that of the system */
	bool antivirus_on;
};

bool rc_inventory_build_init(struct rc_inventory_build *b, rc_ms now,
                             struct rc_err *err) RC_MUST;
void rc_inventory_build_fini(struct rc_inventory_build *b);

void rc_inventory_begin(struct rc_inventory_build *b, uint64_t line);
/* Is that a section that is read? Then it is open until rc_inventory_close().
 */
bool rc_inventory_open(struct rc_inventory_build *b, struct rc_str section);
/* Is that a value which is read? */
bool rc_inventory_knows(const struct rc_inventory_build *b, struct rc_str name);
void rc_inventory_say(struct rc_inventory_build *b, struct rc_str name,
                      struct rc_str text);
void rc_inventory_close(struct rc_inventory_build *b);
/* The value made safe, in the document's arena; NULL when it is blank. */
const char *rc_inventory_clean(struct rc_inventory_build *b,
                               struct rc_str text);
/* The first reason stays. */
void rc_inventory_refuse(struct rc_inventory_build *b, const char *fmt, ...)
        RC_PRINTF(2, 3);
/* The document lives until the next begin. */
bool rc_inventory_end(struct rc_inventory_build *b, struct rc_inventory *ret,
                      struct rc_err *err) RC_MUST;

#endif
