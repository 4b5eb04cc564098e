/* SPDX-License-Identifier: MIT */
/* sqlite_base - what every part of the SQLite driver stands on: errors as
 * classes, a new file of mode 0600, statements run for their effect. */
#include "sql/sqlite_impl.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct {
	int sqlite;
	enum rc_code code;
	const char *text; /* after "where: "; NULL: SQLite's own words */
} classes[] = {
	{ SQLITE_BUSY, RC_EBUSY,
	  N_("another process is writing to it; try again") },
	{ SQLITE_LOCKED, RC_EBUSY,
	  N_("another process is writing to it; try again") },
	{ SQLITE_FULL, RC_ENOSPACE, N_("the disk is full; nothing was saved") },
	{ SQLITE_READONLY, RC_EDENIED, N_("it may not be written to") },
	{ SQLITE_PERM, RC_EDENIED, N_("no permission") },
	{ SQLITE_AUTH, RC_EDENIED, N_("this table is not changed this way") },
	{ SQLITE_CANTOPEN, RC_EDENIED, N_("it cannot be opened") },
	{ SQLITE_CORRUPT, RC_ECORRUPT,
	  N_("the file is damaged; restore it from a backup") },
	{ SQLITE_NOTADB, RC_EINVALID, N_("it is not a rollcall inventory") },
	{ SQLITE_INTERRUPT, RC_ECANCELLED, N_("stopped") },
	{ SQLITE_IOERR, RC_EIO, NULL },
	{ SQLITE_TOOBIG, RC_EINVALID, N_("a record is too long") },
};

static enum rc_code
constraint_class(int extended)
{
	switch (extended) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return RC_ECONFLICT;
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return RC_EREF;
	case SQLITE_CONSTRAINT_TRIGGER:
		return RC_EDENIED;
	default:
		return RC_EINVALID;
	}
}

bool
rc_lite_fail(const struct lite *lite, int result, struct rc_err *err)
{
	const char *said = lite->db != NULL ? sqlite3_errmsg(lite->db)
	                                    : sqlite3_errstr(result);
	size_t i;

	if (lite->db != NULL && sqlite3_errcode(lite->db) != SQLITE_OK)
		result = sqlite3_extended_errcode(lite->db);
	if ((result & 0xff) == SQLITE_NOMEM)
		return rc_fail_nomem(err);
	if ((result & 0xff) == SQLITE_CONSTRAINT)
		return rc_fail(err, constraint_class(result), "%s", said);
	for (i = 0; i < RC_COUNT(classes); i++) {
		if (classes[i].sqlite == (result & 0xff))
			return rc_fail(
			        err, classes[i].code, "%s: %s", lite->where,
			        classes[i].text != NULL ? _(classes[i].text)
			                                : said);
	}
	return rc_fail(err, RC_EBUG, "%s: %s", lite->where, said);
}

bool
rc_lite_make_file(const char *where, struct rc_err *err)
{
	int fd = open(where, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		return rc_fail(err, RC_ECONFLICT, _("%s is there already"),
		               where);
	if (fd < 0)
		return rc_fail_sys(err, errno, "%s", where);
	(void)close(fd);
	return true;
}

void
rc_lite_remember(struct lite *lite, const char *where)
{
	size_t n = strlen(where);
	size_t skip =
	        n >= sizeof(lite->where) ? n - sizeof(lite->where) + 1 : 0;

	(void)snprintf(lite->where, sizeof(lite->where), "%s", where + skip);
}

int
rc_lite_go_on(void *arg)
{
	struct lite *lite = arg;

	return lite->go_on != NULL && !lite->go_on(lite->go_on_ctx);
}

bool
rc_lite_run(struct lite *lite, const char *text, struct rc_err *err)
{
	int result = sqlite3_exec(lite->db, text, NULL, NULL, NULL);

	return result == SQLITE_OK || rc_lite_fail(lite, result, err);
}
