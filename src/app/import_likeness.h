/* SPDX-License-Identifier: MIT */
/*
 * import_likeness - which device an inventory is of: serial number, UUID, MAC
 * addresses, asset tag, in that order unless told otherwise. The first that
 * finds one device decides; another that finds another device is a conflict,
 * for a person to settle. A value that several devices share finds none.
 *
 * Values are compared without regard to case, UUIDs and MAC addresses also
 * without regard to punctuation. Placeholders never get here (inventory.h).
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_LIKENESS_H
#define ROLLCALL_SRC_APP_IMPORT_LIKENESS_H

#include <rollcall/app/app.h>
#include <rollcall/base/map.h>

#include "import/inventory.h"

enum rc_like { RC_LIKE_SERIAL, RC_LIKE_UUID, RC_LIKE_MAC, RC_LIKE_TAG };
#define RC_LIKES 4

struct rc_likeness {
	struct rc_map maps[RC_LIKES]; /* value -> id; 0 = several have it */
	enum rc_like order[RC_LIKES];
	size_t n;
};

/* What one value found. */
struct rc_like_hit {
	const char *field; /* canonical name; NULL = nothing was found */
	const char *value; /* of the document */
	rc_id id;
};
struct rc_like_found {
	struct rc_like_hit hit;    /* decides */
	struct rc_like_hit rival;  /* finds another one */
	struct rc_like_hit shared; /* found several, and no other value one */
	bool has_any;              /* the document says something to match by */
};

/* `keys` are names of fields; none = all four. Reads all devices. */
bool rc_likeness_open(struct rc_likeness *l, struct rc_app *app,
                      const char *const *keys, size_t nkeys,
                      struct rc_err *err) RC_MUST;
void rc_likeness_close(struct rc_likeness *l);
/* Texts live as long as the document and `arena`. */
bool rc_likeness_find(const struct rc_likeness *l,
                      const struct rc_inventory *doc, struct rc_arena *arena,
                      struct rc_like_found *ret, struct rc_err *err) RC_MUST;
/* The device with that serial number or asset tag; 0 = none or several. */
rc_id rc_likeness_holder(const struct rc_likeness *l, enum rc_like what,
                         const char *value);
/* Later documents find this one under `id`, which may be negative. */
bool rc_likeness_add(struct rc_likeness *l, const struct rc_inventory *doc,
                     const char *asset_tag, rc_id id,
                     struct rc_err *err) RC_MUST;

#endif
