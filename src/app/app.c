/* SPDX-License-Identifier: MIT */
/* app - opening an inventory: the file, the user, the clock. */
#include <rollcall/app/app.h>

#include <rollcall/base/file.h>
#include <rollcall/base/i18n.h>

#include "app/app_impl.h"

#include <pwd.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BUSY_MS     10000
#define CHANGES_MAX (2u << 20)
#define USER_MAX    64 /* bytes */

static rc_ms
system_now(void *of)
{
	struct timespec now;

	(void)of;
	if (clock_gettime(CLOCK_REALTIME, &now) != 0)
		return 0;
	return (rc_ms)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct rc_app_options
rc_app_options_default(void)
{
	return (struct rc_app_options){ .as_of = RC_DATE_NONE };
}

static char *
login_name(void)
{
	char room[4096];
	char number[32];
	struct passwd entry;
	struct passwd *found = NULL;

	if (getpwuid_r(geteuid(), &entry, room, sizeof(room), &found) == 0 &&
	    found != NULL)
		return rc_strdup(found->pw_name);
	(void)snprintf(number, sizeof(number), "uid-%lu",
	               (unsigned long)geteuid());
	return rc_strdup(number);
}

static bool
check_user(const char *user, struct rc_err *err)
{
	size_t i;

	for (i = 0; user[i] != '\0'; i++) {
		if ((unsigned char)user[i] < ' ' || user[i] == 0x7f)
			break;
	}
	if (i == 0 || i > USER_MAX || user[i] != '\0')
		return rc_fail(err, RC_EINVALID,
		               _("a user name has 1 to %d bytes and no control "
		                 "characters"),
		               USER_MAX);
	return true;
}

static bool
open_app(const struct rc_app_options *options, bool create, struct rc_app **ret,
         struct rc_err *err)
{
	const struct rc_store_options store_options = {
		.where = options->where,
		.create = create,
		.read_only = options->read_only && !create,
		.busy_ms = BUSY_MS,
	};
	struct rc_app *app;

	if (options->user != NULL && !check_user(options->user, err))
		return false;
	app = rc_alloc(1, sizeof(*app));
	if (app == NULL)
		return rc_fail_nomem(err);
	rc_arena_init(&app->scratch);
	rc_buf_init(&app->changes, CHANGES_MAX);
	app->read_only = options->read_only;
	app->as_of = options->as_of;
	app->now = options->now != NULL ? options->now : system_now;
	app->now_of = options->now_of;
	app->where = rc_strdup(options->where);
	app->user =
	        options->user != NULL ? rc_strdup(options->user) : login_name();
	if (options->ssh_config != NULL)
		app->ssh_config = rc_strdup(options->ssh_config);
	if (app->where == NULL || app->user == NULL ||
	    (options->ssh_config != NULL && app->ssh_config == NULL)) {
		rc_app_close(app);
		return rc_fail_nomem(err);
	}
	if (!rc_store_open(&store_options, &app->store, err)) {
		rc_app_close(app);
		return false;
	}
	*ret = app;
	return true;
}

bool
rc_app_create(const struct rc_app_options *options, struct rc_app **ret,
              struct rc_err *err)
{
	return rc_file_make_parents(options->where, err) &&
	       open_app(options, true, ret, err);
}

bool
rc_app_open(const struct rc_app_options *options, struct rc_app **ret,
            struct rc_err *err)
{
	return open_app(options, false, ret, err);
}

void
rc_app_close(struct rc_app *app)
{
	if (app == NULL)
		return;
	rc_store_close(app->store); /* rolls an open batch back */
	rc_free(app->batch.reason);
	rc_buf_fini(&app->changes);
	rc_arena_fini(&app->scratch);
	rc_free(app->where);
	rc_free(app->user);
	rc_free(app->ssh_config);
	rc_free(app);
}

rc_ms
rc_app_now(const struct rc_app *app)
{
	return app->now(app->now_of);
}

rc_date
rc_app_today(const struct rc_app *app)
{
	return rc_date_of(rc_app_now(app));
}

rc_date
rc_app_as_of(const struct rc_app *app)
{
	return app->as_of == RC_DATE_NONE ? rc_app_today(app) : app->as_of;
}

const char *
rc_app_user(const struct rc_app *app)
{
	return app->user;
}

const char *
rc_app_where(const struct rc_app *app)
{
	return app->where;
}

bool
rc_app_read_only(const struct rc_app *app)
{
	return app->read_only;
}

bool
rc_app_changed(struct rc_app *app)
{
	struct rc_err ignored = { 0 };
	bool wrote = app->wrote;
	bool others = false;

	/* If it cannot be told, look again: reading will say what is wrong. */
	if (!rc_store_changed(app->store, &others, &ignored))
		others = true;
	app->wrote = false;
	return wrote || others;
}
