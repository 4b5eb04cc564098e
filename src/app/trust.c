/* SPDX-License-Identifier: MIT */
/* trust - pinning and withdrawing the key of one host. */
#include <rollcall/app/polls.h>

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/link.h>

#include "app/pins.h"
#include "app/poll_reach.h"
#include "poll/sweep.h"

#include <string.h>

#define HOST_MAX 256

/* Where the key is asked for, as recorded or given, and what that means. */
struct place {
	char host[HOST_MAX];
	int64_t port; /* RC_INT_NONE = not said */
	struct rc_target target;
	const char *address;
};

/* What the host showed. */
struct shown {
	bool has_key;
	struct rc_hostkey key;
	enum rc_outcome outcome;
	char error[240];
};

/* --- of whom do we speak -------------------------------------------------- */

struct isolated_at {
	int64_t port;
	bool found;
};

static bool
note_isolated(void *ctx, const void *record, struct rc_err *err)
{
	struct isolated_at *at = ctx;
	const struct rc_device *d = record;
	int64_t port = d->port == RC_INT_NONE ? RC_SSH_PORT : d->port;

	(void)err;
	at->found |= d->connectivity == RC_ISOLATED && port == at->port;
	return true;
}

/* An address given by hand may be that of a device that must not be touched. */
static bool
check_not_isolated(struct rc_app *app, const struct place *place,
                   struct rc_arena *arena, struct rc_err *err)
{
	struct rc_value host = rc_value_text(place->host);
	const struct rc_term term = {
		.type = RC_TERM_TEST,
		.op = RC_OP_EQ,
		.field = rc_field_find(&rc_kind_device, RC_STR("host")),
		.values = &host,
		.nvalues = 1,
	};
	struct isolated_at at = { .port = place->target.port };
	struct rc_view view;

	if (!rc_view_parse(&rc_kind_device, "", rc_app_today(app), arena, &view,
	                   err))
		return false;
	view.filter = &term;
	if (!rc_records_each(app, &view, note_isolated, &at, err))
		return false;
	if (at.found)
		return rc_fail(err, RC_EDENIED,
		               _("%s is isolated: it is never contacted"),
		               place->address);
	return true;
}

static bool
place_of_device(struct rc_app *app, rc_id id, struct rc_arena *arena,
                struct place *place, struct rc_err *err)
{
	struct rc_device d;

	if (!rc_record_get(app, &rc_kind_device, id, arena, &d, err))
		return false;
	if (d.host == NULL)
		return rc_fail(err, RC_EINVALID, _("device %s has no host"),
		               d.asset_tag);
	if (strlen(d.host) >= HOST_MAX)
		return rc_fail(err, RC_EINVALID,
		               _("the host of %s is too long"), d.asset_tag);
	memcpy(place->host, d.host, strlen(d.host) + 1);
	place->port = d.port;
	return true;
}

static bool
place_reach(struct rc_app *app, struct rc_arena *arena, struct place *place,
            struct rc_err *err)
{
	struct rc_reach reach;
	bool done;

	place->target.site = 0;
	done = rc_reach_init(&reach, app, NULL, arena, err) &&
	       rc_reach_find(&reach, place->host, place->port, NULL,
	                     &place->target, &place->address, err);
	rc_reach_fini(&reach);
	place->target.keyring = 0;
	return done;
}

static bool
place_find(struct rc_app *app, const char *key, struct rc_arena *arena,
           struct place *place, struct rc_err *err)
{
	rc_id id;

	if (rc_key_find(app, &rc_kind_device, rc_str_of(key), &id)) {
		if (!place_of_device(app, id, arena, place, err))
			return false;
	} else {
		if (!rc_address_split(key, place->host, sizeof(place->host),
		                      &place->port, err))
			return false;
		/* Nothing was said of a port, or the usual one. */
		if (place->port == RC_SSH_PORT)
			place->port = RC_INT_NONE;
		if (!rc_valid_host(rc_str_of(place->host)))
			return rc_fail(err, RC_EINVALID,
			               _("\"%s\" is no device and no host"),
			               key);
	}
	return place_reach(app, arena, place, err);
}

/* --- its key -------------------------------------------------------------- */

/* Nothing is trusted here: the engine stops when it has the key. */
static enum rc_trust
note_key(void *ctx, size_t target, const struct rc_hostkey *key)
{
	struct shown *shown = ctx;

	(void)target;
	shown->has_key = true;
	shown->key = *key;
	return RC_TRUST_UNKNOWN;
}

static void
note_result(void *ctx, const struct rc_result *r)
{
	struct shown *shown = ctx;

	shown->outcome = r->outcome;
	(void)snprintf(shown->error, sizeof(shown->error), "%s",
	               rc_text_or_empty(r->error));
}

static bool
fetch_key(const struct place *place, const char *algorithm,
          struct rc_hostkey *ret, struct rc_err *err)
{
	const struct rc_sweep_options options = { .ssh = { .no_keys = true } };
	struct rc_target target = place->target;
	struct shown shown = { .has_key = false };
	const struct rc_engine_hooks hooks = { note_key, note_result, &shown };
	struct rc_sweep *sweep;

	target.algorithm = algorithm;
	if (!rc_sweep_open(&options, &target, 1, &hooks, &sweep, err))
		return false;
	while (rc_sweep_turn(sweep, 1000))
		;
	rc_sweep_close(sweep);
	if (!shown.has_key)
		return rc_fail(err,
		               shown.outcome == RC_GOT_TIMEOUT ? RC_ETIMEOUT
		                                               : RC_EOFFLINE,
		               _("%s shows no host key (%s): %s"),
		               place->address, rc_outcome_name(shown.outcome),
		               shown.error);
	*ret = shown.key;
	return true;
}

/* The pin on file; NULL if there is none. */
static bool
pin_find(struct rc_app *app, const char *address, struct rc_arena *arena,
         struct rc_pin **ret, struct rc_err *err)
{
	struct rc_pin *pin = rc_record_new(&rc_kind_pin, arena);
	rc_id id;

	if (pin == NULL)
		return rc_fail_nomem(err);
	if (!rc_key_find(app, &rc_kind_pin, rc_str_of(address), &id)) {
		*ret = NULL;
		return true;
	}
	if (!rc_record_get(app, &rc_kind_pin, id, arena, pin, err))
		return false;
	*ret = pin;
	return true;
}

static bool
write_alone(struct rc_app *app, const char *what, const struct rc_pin *pin,
            struct rc_err *err)
{
	const struct rc_act act = { .what = what };

	if (what == NULL)
		return rc_fail_nomem(err);
	if (!rc_batch_begin(app, &act, NULL, err))
		return false;
	if (!rc_pin_write(app, pin, err)) {
		rc_batch_abort(app);
		return false;
	}
	return rc_batch_commit(app, err);
}

static bool
check_key(const struct place *place, const struct rc_pin *pin,
          const char *fingerprint, const struct rc_hostkey *key,
          struct rc_err *err)
{
	if (fingerprint != NULL && strcmp(fingerprint, key->fingerprint) != 0)
		return rc_fail(err, RC_EUNTRUSTED,
		               _("%s shows %s %s, not %s: nothing is pinned"),
		               place->address, key->algorithm, key->fingerprint,
		               fingerprint);
	if (fingerprint == NULL && pin != NULL &&
	    pin->status == RC_PIN_TRUSTED &&
	    strcmp(pin->fingerprint, key->fingerprint) != 0)
		return rc_fail(err, RC_EUNTRUSTED,
		               _("%s shows %s %s, but %s is on file: give the "
		                 "fingerprint if that is right"),
		               place->address, key->algorithm, key->fingerprint,
		               pin->fingerprint);
	return true;
}

bool
rc_trust_accept(struct rc_app *app, const char *key, const char *fingerprint,
                struct rc_arena *arena, const char **ret_fingerprint,
                struct rc_err *err)
{
	struct place place;
	struct rc_hostkey shown;
	struct rc_pin *old, pin;
	const char *what, *text;

	if (!place_find(app, key, arena, &place, err) ||
	    !check_not_isolated(app, &place, arena, err) ||
	    !pin_find(app, place.address, arena, &old, err) ||
	    !fetch_key(&place, old == NULL ? NULL : old->algorithm, &shown,
	               err) ||
	    !check_key(&place, old, fingerprint, &shown, err))
		return false;
	text = rc_arena_text(arena, shown.fingerprint);
	if (text == NULL)
		return rc_fail_nomem(err);
	*ret_fingerprint = text;
	if (old != NULL && old->status == RC_PIN_TRUSTED &&
	    strcmp(old->fingerprint, text) == 0)
		return true;
	rc_record_clear(&rc_kind_pin, &pin);
	pin.address = place.address;
	pin.algorithm = shown.algorithm;
	pin.fingerprint = text;
	pin.status = RC_PIN_TRUSTED;
	pin.since = rc_app_now(app);
	what = rc_arena_printf(arena, "trust accept %s", place.address);
	return write_alone(app, what, &pin, err);
}

bool
rc_trust_revoke(struct rc_app *app, const char *key, struct rc_err *err)
{
	struct rc_arena arena;
	struct place place;
	struct rc_pin *pin;
	bool done = false;

	rc_arena_init(&arena);
	if (!place_find(app, key, &arena, &place, err) ||
	    !pin_find(app, place.address, &arena, &pin, err))
		goto out;
	if (pin == NULL) {
		rc_fail(err, RC_ENOTFOUND, _("no host key of %s is on file"),
		        place.address);
		goto out;
	}
	pin->status = RC_PIN_REVOKED;
	done = write_alone(
	        app, rc_arena_printf(&arena, "trust revoke %s", place.address),
	        pin, err);
out:
	rc_arena_fini(&arena);
	return done;
}
