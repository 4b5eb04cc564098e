/* SPDX-License-Identifier: MIT */
/*
 * pins - the host keys on file while a sweep runs: which key may this address
 * show?
 */
#ifndef ROLLCALL_SRC_APP_PINS_H
#define ROLLCALL_SRC_APP_PINS_H

#include <rollcall/app/app.h>
#include <rollcall/base/map.h>
#include <rollcall/model/link.h>

#include "poll/engine.h"

/* A pin stays where it is while the list grows. */
struct rc_pin_entry {
	struct rc_pin *pin;
};

struct rc_pins {
	struct rc_arena *arena;
	struct rc_pin_entry *pins;
	size_t n, cap;
	struct rc_map by_address; /* index of pins */
	struct rc_map fresh;      /* address -> 1 = not written yet, 0 = is */
};

void rc_pins_init(struct rc_pins *pins);
void rc_pins_fini(struct rc_pins *pins);
/* All of them; their text lives in `arena`, which must outlive `pins`. */
bool rc_pins_load(struct rc_app *app, struct rc_arena *arena,
                  struct rc_pins *pins, struct rc_err *err) RC_MUST;

/* The kind of key on file for the address, or NULL. */
const char *rc_pins_algorithm(const struct rc_pins *pins, const char *address);
/* An unknown address is pinned if `accept_new`. Without memory for that, the
 * key is unknown and *err says why. */
enum rc_trust rc_pins_judge(struct rc_pins *pins, const char *address,
                            const struct rc_hostkey *key, bool accept_new,
                            rc_ms now, struct rc_err *err);
/* The pin of an address if it was accepted in this sweep and not taken yet. */
const struct rc_pin *rc_pins_take_new(struct rc_pins *pins,
                                      const char *address);

/* "host:port", as pins are named; NULL when memory is out. */
const char *rc_pin_address(struct rc_arena *arena, const char *host,
                           int64_t port);
/* Writes a pin in the current batch, new or over the one of that address. */
bool rc_pin_write(struct rc_app *app, const struct rc_pin *pin,
                  struct rc_err *err) RC_MUST;

#endif
