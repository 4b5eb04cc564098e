/* SPDX-License-Identifier: MIT */
/* sqlite_care - is the file whole, and a copy of it. */
#include "sql/sqlite_impl.h"

#include <rollcall/base/i18n.h>

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
check_file(struct lite *lite, void (*problem)(void *ctx, const char *text),
           void *ctx, struct rc_err *err)
{
	sqlite3_stmt *stmt = NULL;
	int result = sqlite3_prepare_v2(lite->db, "PRAGMA integrity_check", -1,
	                                &stmt, NULL);

	while (result == SQLITE_OK || result == SQLITE_ROW) {
		const char *text;

		result = sqlite3_step(stmt);
		if (result != SQLITE_ROW)
			break;
		text = (const char *)sqlite3_column_text(stmt, 0);
		if (text != NULL && strcmp(text, "ok") != 0)
			problem(ctx, text);
	}
	if (result != SQLITE_DONE)
		(void)rc_lite_fail(lite, result, err);
	(void)sqlite3_finalize(stmt);
	return result == SQLITE_DONE;
}

static bool
check_references(struct lite *lite,
                 void (*problem)(void *ctx, const char *text), void *ctx,
                 struct rc_err *err)
{
	sqlite3_stmt *stmt = NULL;
	char text[200];
	int result = sqlite3_prepare_v2(lite->db, "PRAGMA foreign_key_check",
	                                -1, &stmt, NULL);

	while (result == SQLITE_OK || result == SQLITE_ROW) {
		result = sqlite3_step(stmt);
		if (result != SQLITE_ROW)
			break;
		(void)snprintf(text, sizeof(text),
		               _("%s %lld refers to a record of %s that is "
		                 "not there"),
		               (const char *)sqlite3_column_text(stmt, 0),
		               (long long)sqlite3_column_int64(stmt, 1),
		               (const char *)sqlite3_column_text(stmt, 2));
		problem(ctx, text);
	}
	if (result != SQLITE_DONE)
		(void)rc_lite_fail(lite, result, err);
	(void)sqlite3_finalize(stmt);
	return result == SQLITE_DONE;
}

bool
rc_lite_check(void *db, void (*problem)(void *ctx, const char *text), void *ctx,
              struct rc_err *err)
{
	return check_file(db, problem, ctx, err) &&
	       check_references(db, problem, ctx, err);
}

static int
copy_pages(sqlite3_backup *backup, struct lite *lite)
{
	int result;

	do {
		if (rc_lite_go_on(lite))
			return SQLITE_INTERRUPT;
		result = sqlite3_backup_step(backup, COPY_PAGES);
	} while (result == SQLITE_OK);
	return result;
}

bool
rc_lite_copy(void *db, const char *path, struct rc_err *err)
{
	struct lite *lite = db;
	struct lite target = { 0 };
	sqlite3_backup *backup = NULL;
	char full[PATH_MAX];
	int result;

	if (!rc_lite_make_file(path, err))
		return false;
	rc_lite_remember(&target, path);
	if (realpath(path, full) == NULL) {
		(void)rc_fail_sys(err, errno, "%s", path);
		goto fail;
	}
	result = sqlite3_open_v2(full, &target.db, SQLITE_OPEN_READWRITE, NULL);
	if (result == SQLITE_OK)
		backup = sqlite3_backup_init(target.db, "main", lite->db,
		                             "main");
	if (backup == NULL) {
		(void)rc_lite_fail(&target, result, err);
		goto fail;
	}
	result = copy_pages(backup, lite);
	(void)sqlite3_backup_finish(backup);
	if (result != SQLITE_DONE) {
		(void)rc_lite_fail(&target, result, err);
		goto fail;
	}
	/* One file to carry away: no -wal beside it. */
	if (!rc_lite_run(&target, "PRAGMA journal_mode = DELETE", err))
		goto fail;
	(void)sqlite3_close(target.db);
	return true;
fail:
	(void)sqlite3_close(target.db);
	(void)unlink(path);
	return false;
}
