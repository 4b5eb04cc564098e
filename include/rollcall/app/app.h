/* SPDX-License-Identifier: MIT */
/*
 * app - an open inventory: the database, the user, the clock. Everything a
 * face (command line, TUI) may do is a function on a struct rc_app; faces never
 * see SQL.
 *
 *	struct rc_app_options options = { .where = path, .user = "lan.nt" };
 *	struct rc_app *app;
 *	if (!rc_app_open(&options, &app, err)) ...
 *	...
 *	rc_app_close(app);
 *
 * One process, one thread per rc_app. Several processes may have the same file
 * open: SQLite WAL; a writer waits up to 10 s for another, then RC_EBUSY.
 */
#ifndef ROLLCALL_APP_APP_H
#define ROLLCALL_APP_APP_H

#include <rollcall/base/date.h>
#include <rollcall/base/mem.h>
#include <rollcall/base/value.h>

struct rc_app;

struct rc_app_options {
	const char *where; /* path of the database file */
	const char *user;  /* who acts; NULL = the login name */
	/* OpenSSH's client configuration, by which hosts of devices are
	 * understood when they are asked; NULL = none. */
	const char *ssh_config;
	bool read_only;
	rc_date as_of; /* RC_DATE_NONE = today; figures are as of this day */
	/* Wall clock in UTC ms; NULL = the system's. For tests and the demo. */
	rc_ms (*now)(void *of);
	void *now_of;
};

/* Options with as_of unset. */
struct rc_app_options rc_app_options_default(void);

/* A new, empty database with the current schema (file mode 0600, folder made).
 * RC_ECONFLICT if the file exists. */
bool rc_app_create(const struct rc_app_options *options, struct rc_app **ret,
                   struct rc_err *err) RC_MUST;
/* An existing one; older schemas are migrated first (unless read_only). */
bool rc_app_open(const struct rc_app_options *options, struct rc_app **ret,
                 struct rc_err *err) RC_MUST;
void rc_app_close(struct rc_app *app); /* takes NULL; aborts an open batch */

rc_ms rc_app_now(const struct rc_app *app);
rc_date rc_app_today(const struct rc_app *app); /* of the clock, in Vietnam */
rc_date rc_app_as_of(const struct rc_app *app);
const char *rc_app_user(const struct rc_app *app);
const char *rc_app_where(const struct rc_app *app);
bool rc_app_read_only(const struct rc_app *app);
/* Has the data changed since the last call (by this or another process)? */
bool rc_app_changed(struct rc_app *app);

#endif
