/* SPDX-License-Identifier: MIT */
/* pins - host keys on file, in memory, and how one gets there. */
#include "app/pins.h"

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>

#include <string.h>

void
rc_pins_init(struct rc_pins *pins)
{
	*pins = (struct rc_pins){ .n = 0 };
	rc_map_init(&pins->by_address);
	rc_map_init(&pins->fresh);
}

void
rc_pins_fini(struct rc_pins *pins)
{
	rc_map_fini(&pins->by_address);
	rc_map_fini(&pins->fresh);
	rc_free(pins->pins);
}

static struct rc_pin *
find(const struct rc_pins *pins, const char *address)
{
	int64_t at;

	if (!rc_map_find(&pins->by_address, rc_str_of(address), &at))
		return NULL;
	return pins->pins[at].pin;
}

static bool
add(struct rc_pins *pins, struct rc_pin *pin, struct rc_err *err)
{
	bool is_new;

	if (!RC_GROW(pins->pins, pins->n, pins->cap) ||
	    !rc_map_put(&pins->by_address, rc_str_of(pin->address),
	                (int64_t)pins->n, &is_new))
		return rc_fail_nomem(err);
	pins->pins[pins->n++].pin = pin;
	return true;
}

bool
rc_pins_load(struct rc_app *app, struct rc_arena *arena, struct rc_pins *pins,
             struct rc_err *err)
{
	struct rc_view view;
	struct rc_pin *rows;
	void *all = NULL;
	size_t n = 0;

	if (!rc_view_parse(&rc_kind_pin, "", rc_app_today(app), arena, &view,
	                   err) ||
	    !rc_records_all(app, &view, arena, &all, &n, err))
		return false;
	rows = all;
	pins->arena = arena;
	for (size_t i = 0; i < n; i++)
		if (!add(pins, &rows[i], err))
			return false;
	return true;
}

const char *
rc_pins_algorithm(const struct rc_pins *pins, const char *address)
{
	const struct rc_pin *pin = find(pins, address);

	return pin == NULL ? NULL : pin->algorithm;
}

static bool
accept_key(struct rc_pins *pins, const char *address,
           const struct rc_hostkey *key, rc_ms now, struct rc_err *err)
{
	struct rc_pin *pin = rc_record_new(&rc_kind_pin, pins->arena);

	if (pin == NULL)
		return rc_fail_nomem(err);
	pin->address = address;
	pin->algorithm = rc_arena_text(pins->arena, key->algorithm);
	pin->fingerprint = rc_arena_text(pins->arena, key->fingerprint);
	pin->status = RC_PIN_TRUSTED;
	pin->since = now;
	if (pin->algorithm == NULL || pin->fingerprint == NULL ||
	    !rc_map_put(&pins->fresh, rc_str_of(address), 1, NULL))
		return rc_fail_nomem(err);
	return add(pins, pin, err);
}

enum rc_trust
rc_pins_judge(struct rc_pins *pins, const char *address,
              const struct rc_hostkey *key, bool accept_new, rc_ms now,
              struct rc_err *err)
{
	const struct rc_pin *pin = find(pins, address);

	if (pin == NULL)
		return accept_new && accept_key(pins, address, key, now, err)
		               ? RC_TRUSTED
		               : RC_TRUST_UNKNOWN;
	if (pin->status != RC_PIN_TRUSTED)
		return RC_TRUST_REVOKED;
	return strcmp(pin->fingerprint, key->fingerprint) == 0
	               ? RC_TRUSTED
	               : RC_TRUST_CHANGED;
}

const struct rc_pin *
rc_pins_take_new(struct rc_pins *pins, const char *address)
{
	int64_t is_new = 0;

	if (!rc_map_find(&pins->fresh, rc_str_of(address), &is_new) ||
	    is_new == 0)
		return NULL;
	/* It is there: the put cannot fail. */
	return rc_map_put(&pins->fresh, rc_str_of(address), 0, NULL)
	               ? find(pins, address)
	               : NULL;
}

const char *
rc_pin_address(struct rc_arena *arena, const char *host, int64_t port)
{
	struct rc_err ignored = { 0 };
	struct rc_buf b;
	const char *ret = NULL;

	rc_buf_init(&b, 1024);
	rc_address_put(&b, host, port);
	if (rc_buf_done(&b, &ignored))
		ret = rc_arena_text(arena, b.p);
	rc_buf_fini(&b);
	return ret;
}

bool
rc_pin_write(struct rc_app *app, const struct rc_pin *pin, struct rc_err *err)
{
	static const char *const names[] = { "address", "algorithm",
		                             "fingerprint", "status", "since" };
	struct rc_cell cells[RC_COUNT(names)];
	struct rc_change change = { .kind = &rc_kind_pin,
		                    .cells = cells,
		                    .ncells = RC_COUNT(names),
		                    .on = RC_DATE_NONE };
	struct rc_written written;

	for (size_t i = 0; i < RC_COUNT(names); i++) {
		cells[i].field =
		        rc_field_find(&rc_kind_pin, rc_str_of(names[i]));
		cells[i].value = rc_field_get(cells[i].field, pin);
	}
	if (!rc_key_find(app, &rc_kind_pin, rc_str_of(pin->address),
	                 &change.id))
		change.id = 0;
	return rc_write(app, &change, &written, err);
}
