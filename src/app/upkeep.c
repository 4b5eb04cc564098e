/* SPDX-License-Identifier: MIT */
/* upkeep - checking the whole inventory, and copying it. */
#include <rollcall/app/upkeep.h>

#include <rollcall/app/history.h>
#include <rollcall/base/i18n.h>

#include "app/app_impl.h"
#include "store/snapshot.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

struct count {
	void (*problem)(void *ctx, const char *sentence);
	void *ctx;
	uint64_t n;
};

static void
count_one(void *ctx, const char *sentence)
{
	struct count *count = ctx;

	count->n++;
	if (count->problem != NULL)
		count->problem(count->ctx, sentence);
}

static bool
check_mode(struct rc_app *app, struct count *count, struct rc_err *err)
{
	char sentence[200];
	struct stat st;

	if (stat(app->where, &st) != 0)
		return rc_fail_sys(err, errno, "%s", app->where);
	if ((st.st_mode & 077) == 0)
		return true;
	(void)snprintf(sentence, sizeof(sentence),
	               _("others may read the file: its mode is %03o, not 600"),
	               (unsigned)st.st_mode & 0777u);
	count_one(count, sentence);
	return true;
}

static bool
check_data(struct rc_app *app, struct count *count, struct rc_err *err)
{
	struct rc_verdict verdict;

	if (!rc_store_check(app->store, count_one, count, err) ||
	    !rc_snapshot_check(app->store, count_one, count, err) ||
	    !rc_audit_verify(app, &verdict, err))
		return false;
	if (verdict.bad_at != 0)
		count_one(count, verdict.problem);
	return true;
}

bool
rc_check(struct rc_app *app, void (*problem)(void *ctx, const char *sentence),
         void *ctx, uint64_t *ret_problems, struct rc_err *err)
{
	struct count count = { problem, ctx, 0 };
	bool done;

	if (app->batch.id != 0)
		return rc_fail(err, RC_EBUG, "a check within a batch");
	if (!rc_store_read(app->store, err))
		return false;
	done = check_data(app, &count, err) && check_mode(app, &count, err);
	rc_store_abort(app->store);
	if (done)
		*ret_problems = count.n;
	return done;
}

/* Opens the copy and checks it as if it were the inventory itself; not its
 * mode, which the file system of a memory stick may not keep. */
static bool
check_copy(const struct rc_app *app, const char *path, struct rc_err *err)
{
	struct rc_app_options options = rc_app_options_default();
	struct count count = { 0 };
	struct rc_app *copy;
	bool done;

	options.where = path;
	options.user = app->user;
	options.read_only = true;
	if (!rc_app_open(&options, &copy, err))
		return false;
	done = check_data(copy, &count, err);
	rc_app_close(copy);
	if (done && count.n > 0)
		return rc_fail(err, RC_ECORRUPT,
		               _("the copy does not pass the check (%llu "
		                 "problems); check the inventory itself"),
		               (unsigned long long)count.n);
	return done;
}

bool
rc_backup(struct rc_app *app, const char *path, struct rc_err *err)
{
	struct rc_arena arena;
	bool done = false;
	char *part;

	if (app->batch.id != 0)
		return rc_fail(err, RC_EBUG, "a backup within a batch");
	if (access(path, F_OK) == 0)
		return rc_fail(err, RC_ECONFLICT, _("%s is there already"),
		               path);
	rc_arena_init(&arena);
	part = rc_arena_printf(&arena, "%s.part-%ld", path, (long)getpid());
	if (part == NULL) {
		(void)rc_fail_nomem(err);
		goto out;
	}
	if (!rc_store_copy(app->store, part, err))
		goto out;
	if (!check_copy(app, part, err)) {
		(void)unlink(part);
		goto out;
	}
	if (rename(part, path) != 0) {
		(void)rc_fail_sys(err, errno, "%s", path);
		(void)unlink(part);
		goto out;
	}
	done = true;
out:
	rc_arena_fini(&arena);
	return done;
}
