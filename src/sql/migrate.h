/* SPDX-License-Identifier: MIT */
/*
 * migrate - brings a database to the newest schema, one numbered script after
 * the other, each in its own transaction. Scripts are files built into the
 * program ("schema/0001_first.sql"); a script is never edited after a release:
 * its SHA-256 is kept and compared at every open.
 *
 * Within a script the words {id} {int} {blob} {strict} {key} become what the
 * driver writes for them. Lines between "-- only: NAME" and "-- end only" go to
 * that driver alone.
 */
#ifndef ROLLCALL_SRC_SQL_MIGRATE_H
#define ROLLCALL_SRC_SQL_MIGRATE_H

#include "sql/sql.h"

struct rc_script {
	const char *name;   /* "0001_first.sql" */
	struct rc_str text; /* as written, dialect words and all */
};

/* The scripts built in below `folder` ("schema/"), in order. Returns how many
 * there are; writes at most `max`. */
size_t rc_scripts(const char *folder, struct rc_script *ret, size_t max);

/* Runs the scripts that are missing. With `fresh` the database must be empty,
 * without it must hold an earlier schema (else RC_EINVALID: it is something
 * else). RC_EUNSUPPORTED: it was written by a newer program; RC_ECORRUPT: a
 * script differs from the one it was made with. With `read_only` a missing
 * script is RC_EUNSUPPORTED. */
struct rc_migration {
	const struct rc_script *scripts;
	size_t nscripts;
	bool fresh, read_only;
	const char *where; /* for messages */
};
bool rc_migrate(struct rc_sql *sql, const struct rc_migration *migration,
                struct rc_err *err) RC_MUST;

/* The script as this driver takes it. */
bool rc_script_put(const struct rc_sql *sql, struct rc_str text,
                   struct rc_buf *b, struct rc_err *err) RC_MUST;

#endif
