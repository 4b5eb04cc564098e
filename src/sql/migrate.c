/* SPDX-License-Identifier: MIT */
/* migrate - numbered scripts, their digests, and the dialect words. */
#include "sql/migrate.h"

#include <rollcall/base/data.h>
#include <rollcall/base/digest.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>

#include <string.h>

#define SCRIPT_MAX (1u << 18)

static const char bookkeeping[] =
        "CREATE TABLE migration (step {id}, name {key} NOT NULL, "
        "digest {key} NOT NULL) {strict}";

size_t
rc_scripts(const char *folder, struct rc_script *ret, size_t max)
{
	size_t skip = strlen(folder);
	size_t n = 0;
	size_t i;

	for (i = 0; i < rc_data_count; i++) {
		const struct rc_data *file = &rc_data_files[i];

		if (strncmp(file->name, folder, skip) != 0)
			continue;
		if (n < max)
			ret[n] = (struct rc_script){ file->name + skip,
				                     rc_data_str(file) };
		n++;
	}
	return n;
}

/* One line with its dialect words replaced. */
static bool
put_line(const struct rc_sql *sql, struct rc_str line, struct rc_buf *b,
         struct rc_err *err)
{
	const char *end = line.p + line.n;
	const char *p = line.p;

	while (p < end) {
		const char *close = NULL;
		const char *word = NULL;

		if (*p == '{')
			close = memchr(p, '}', (size_t)(end - p));
		if (close == NULL) {
			rc_buf_putc(b, *p++);
			continue;
		}
		word = rc_sql_word(
		        sql, (struct rc_str){ p + 1, (size_t)(close - p - 1) });
		if (word == NULL)
			return rc_fail(err, RC_EBUG, "%.*s is no dialect word",
			               (int)(close - p + 1), p);
		rc_buf_puts(b, word);
		p = close + 1;
	}
	rc_buf_putc(b, '\n');
	return true;
}

bool
rc_script_put(const struct rc_sql *sql, struct rc_str text, struct rc_buf *b,
              struct rc_err *err)
{
	static const char only[] = "-- only: ";
	struct rc_str line;
	bool ours = true;

	while (rc_str_split(&text, '\n', &line)) {
		if (rc_str_starts(line, only)) {
			line.p += sizeof(only) - 1;
			line.n -= sizeof(only) - 1;
			ours = rc_str_is(rc_str_trim(line), rc_sql_name(sql));
		} else if (rc_str_starts(line, "-- end only")) {
			ours = true;
		} else if (ours && !put_line(sql, line, b, err)) {
			return false;
		}
	}
	return rc_buf_done(b, err);
}

static bool
digest_of(struct rc_str text, char ret[RC_SHA256_HEX], struct rc_err *err)
{
	struct rc_digest *digest = rc_digest_new();
	uint8_t bytes[RC_SHA256_BYTES];
	bool done;

	if (digest == NULL)
		return rc_fail_nomem(err);
	done = rc_digest_begin(digest) && rc_digest_add(digest, text) &&
	       rc_digest_end(digest, bytes);
	rc_digest_free(digest);
	if (!done)
		return rc_fail(err, RC_EBUG, "SHA-256 is not available");
	rc_hex(bytes, sizeof(bytes), ret);
	return true;
}

static bool
run_text(struct rc_sql *sql, struct rc_str text, struct rc_err *err)
{
	struct rc_buf b;
	bool done;

	rc_buf_init(&b, SCRIPT_MAX);
	done = rc_script_put(sql, text, &b, err) &&
	       rc_sql_script(sql, b.p, err);
	rc_buf_fini(&b);
	return done;
}

/* Steps done so far, each compared with the script built in. */
static bool
compare(struct rc_sql *sql, const struct rc_migration *m, size_t *ret_done,
        struct rc_err *err)
{
	struct rc_stmt *stmt;
	enum rc_step step = RC_STEP_FAILED;
	char digest[RC_SHA256_HEX];
	size_t n = 0;

	if (!rc_sql_cached(sql,
	                   "SELECT name, digest FROM migration "
	                   "ORDER BY step",
	                   &stmt, err))
		return false;
	while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW) {
		if (n >= m->nscripts) {
			step = RC_STEP_FAILED;
			(void)rc_fail(err, RC_EUNSUPPORTED,
			              _("%s was written by a newer rollcall; "
			                "update this one to open it"),
			              m->where);
			break;
		}
		if (!digest_of(m->scripts[n].text, digest, err)) {
			step = RC_STEP_FAILED;
			break;
		}
		if (!rc_str_is(rc_stmt_column(stmt, 1).s, digest)) {
			step = RC_STEP_FAILED;
			(void)rc_fail(err, RC_ECORRUPT,
			              _("%s: its schema step %s is not the "
			                "one of this rollcall"),
			              m->where, m->scripts[n].name);
			break;
		}
		n++;
	}
	rc_stmt_done(stmt);
	if (step == RC_STEP_FAILED)
		return false;
	*ret_done = n;
	return true;
}

static bool
apply(struct rc_sql *sql, const struct rc_script *script, size_t number,
      struct rc_err *err)
{
	struct rc_value values[3];
	char digest[RC_SHA256_HEX];
	struct rc_stmt *stmt;

	if (!digest_of(script->text, digest, err) ||
	    !run_text(sql, script->text, err) ||
	    !rc_sql_prepare(sql, "INSERT INTO migration VALUES ($1, $2, $3)", 0,
	                    &stmt, err))
		return rc_within(err, "%s", script->name);
	values[0] = RC_VALUE_INT((int64_t)number);
	values[1] = rc_value_text(script->name);
	values[2] = rc_value_text(digest);
	if (!rc_stmt_run(stmt, values, 3, err)) {
		rc_stmt_free(stmt);
		return rc_within(err, "%s", script->name);
	}
	rc_stmt_free(stmt);
	return true;
}

/* The next missing script, if any, in its own transaction. What is missing is
 * asked again under the lock: another process may have been quicker. */
static bool
apply_next(struct rc_sql *sql, const struct rc_migration *m, bool *ret_more,
           struct rc_err *err)
{
	size_t done;

	if (!rc_sql_begin(sql, RC_TX_WRITE, "migration", err))
		return false;
	if (!compare(sql, m, &done, err) ||
	    (done < m->nscripts &&
	     !apply(sql, &m->scripts[done], done + 1, err))) {
		rc_sql_abort(sql);
		return false;
	}
	*ret_more = done + 1 < m->nscripts;
	return rc_sql_commit(sql, err);
}

bool
rc_migrate(struct rc_sql *sql, const struct rc_migration *m, struct rc_err *err)
{
	bool there;
	bool more;
	size_t done;

	if (!rc_sql_exists(sql, "migration", &there, err))
		return false;
	if (!there && !m->fresh)
		return rc_fail(err, RC_EINVALID,
		               _("%s is not a rollcall inventory"), m->where);
	if (!there && !run_text(sql, RC_STR(bookkeeping), err))
		return false;
	if (!compare(sql, m, &done, err))
		return false;
	more = done < m->nscripts;
	if (more && m->read_only)
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("%s has an older schema; open it once for "
		                 "writing to bring it up to date"),
		               m->where);
	while (more) {
		if (!apply_next(sql, m, &more, err))
			return false;
	}
	return true;
}
