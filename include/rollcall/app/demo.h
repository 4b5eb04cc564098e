/* SPDX-License-Identifier: MIT */
/*
 * demo - a believable province (or country) from a seed: agencies of the real
 * roster, posts by norm, devices, links, tokens, facts, with ages, gaps and
 * faults. The same seed and day give the same rows. Everything is written
 * through imports and the write path, as a user's files would be.
 */
#ifndef ROLLCALL_APP_DEMO_H
#define ROLLCALL_APP_DEMO_H

#include <rollcall/app/app.h>

enum rc_demo_size { RC_DEMO_PROVINCE, RC_DEMO_COUNTRY };

struct rc_demo_options {
	enum rc_demo_size size;
	uint64_t seed;
	int64_t port;    /* SSH port of the simulated fleet on loopback */
	unsigned polled; /* so many devices get a 127/8 host; 0 = none */
};
/* Fills a database fresh from rc_app_create(). */
bool rc_demo_fill(struct rc_app *app, const struct rc_demo_options *options,
                  struct rc_err *err) RC_MUST;

#endif
