/* SPDX-License-Identifier: MIT */
/*
 * review - what a person should look at: devices that may not be what the
 * record says, and drift, where record, device and count disagree. Nothing is
 * ever merged or overwritten unasked.
 */
#ifndef ROLLCALL_APP_REVIEW_H
#define ROLLCALL_APP_REVIEW_H

#include <rollcall/app/app.h>
#include <rollcall/model/view.h>

/* --- reviews ----------------------------------------------------------------
 *
 * Devices at whose address another machine answered the last time (accepted by
 * a poll with `adopt`), devices that say the recorded serial number of another,
 * and pairs that share a serial number, a UUID or a machine-id: a duplicate
 * record, or a clone. They are found anew each time. One that a person has
 * accepted is left out until what was seen changes. Texts live until `each`
 * returns. */
enum rc_review_what {
	RC_REVIEW_OTHER_MACHINE,
	RC_REVIEW_WRONG_PLACE,
	RC_REVIEW_SHARED
};
struct rc_review {
	enum rc_review_what what;
	const char *key;           /* "other:TS-1", "uuid:TS-1:TS-2" */
	const char *device, *with; /* asset tags; with NULL for OTHER_MACHINE */
	const char *field, *value; /* what is shared; field NULL likewise, and
	                              value says since when */
};
bool rc_review_each(struct rc_app *app,
                    bool (*each)(void *ctx, const struct rc_review *review,
                                 struct rc_err *err),
                    void *ctx, struct rc_err *err) RC_MUST;
/* A person says: seen, it is right so. Kept as a record of the kind `reviews`
 * in a batch of its own, which can be undone. RC_ENOTFOUND unless there is such
 * a review now; RC_EINVALID without a reason. */
bool rc_review_accept(struct rc_app *app, const char *key, const char *reason,
                      struct rc_err *err) RC_MUST;

/* --- drift ------------------------------------------------------------------
 *
 * Compares a device with its fact sheet (serial, uuid, hostname, manufacturer,
 * model, mac, os, os_version, ram_mb with tolerance) and with its count
 * (serial, agency, place, status). One recorded as lost or retired, planned or
 * in transit that was seen within the last 30 days drifts by its status. */
struct rc_drift {
	const struct rc_field *field; /* of devices */
	/* As text for machines; NULL = nothing is known. */
	const char *recorded, *observed, *counted;
	rc_ms at;           /* of observed */
	rc_date counted_on; /* of counted */
};
/* Of one device; the result is in `arena`. */
bool rc_drift_find(struct rc_app *app, rc_id device, struct rc_arena *arena,
                   struct rc_drift **ret, size_t *ret_n,
                   struct rc_err *err) RC_MUST;
/* Of all devices of a view, in the order of their ids: `each` is called for
 * those that drift, with everything borrowed until it returns. */
bool rc_drift_each(struct rc_app *app, const struct rc_view *view,
                   bool (*each)(void *ctx, const char *device,
                                const struct rc_drift *drift, size_t n,
                                struct rc_err *err),
                   void *ctx, struct rc_err *err) RC_MUST;

#endif
