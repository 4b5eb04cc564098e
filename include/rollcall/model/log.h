/* SPDX-License-Identifier: MIT */
/*
 * log - what the program writes down about itself: audit lines, batches,
 * events. Readable like any kind (list, view, export, the History screen);
 * written only by the store, never by a user, an import or a form.
 *
 * The audit is append-only and chained: hash = SHA-256 of the previous hash
 * (hex) + '\n' + the line's canonical text, which is its columns id, at, who,
 * batch, kind, record, key, action, changes, reason in COPY form (TAB between,
 * \N for nothing, \t \n \r \\ escaped), but for the changes, which stand as they
 * are. The first line chains to 64 zeros.
 *
 * `changes` holds one line per field: name TAB old TAB new, in that form.
 * A new record has old = \N everywhere, a removed one new = \N; references are
 * written as "id:key", so that undo can put back the exact row.
 *
 * That is how it is read. In the database, and in the chain, the changes of a
 * new record are "+FORM:MASK" and the values alone, TAB before each, those of a
 * removed one the same after a '-': FORM is a row of `audit_form`, which has the
 * names of the fields; bit n of MASK (hexadecimal) says that the n-th of them,
 * from 0, has a value. The canonical text of such a line ends with one more TAB
 * and the SHA-256 (hex) of the form: its kind, TAB, its fields.
 */
#ifndef ROLLCALL_MODEL_LOG_H
#define ROLLCALL_MODEL_LOG_H

#include <rollcall/model/kind.h>

enum rc_action {
	RC_ACTION_NONE,
	RC_ACTION_ADD,
	RC_ACTION_SET,
	RC_ACTION_REMOVE
};
extern const struct rc_word rc_action_words[];

struct rc_audit {
	struct rc_head head; /* id = number of the line, from 1, no gaps */
	rc_ms at;
	const char *who;
	struct rc_ref batch;
	const char *kind;
	int64_t record; /* id within the kind */
	const char *key;
	int action;
	const char *changes;
	const char *reason;
	const char *hash;
};

/* One act of a user: an import, a bulk edit, a single edit, a poll's results.
 */
struct rc_batch {
	struct rc_head head;
	rc_ms at;
	const char *who;
	const char *what; /* "import devices kiemke.csv" */
	const char *reason;
	const char *digest;   /* SHA-256 of the file it came from */
	/* SHA-256 of all that decided what an import made of that file: the
	 * same recipe into the same inventory changes nothing. NULL = none. */
	const char *recipe;
	int64_t first_line;   /* of its audit lines, which follow each other */
	int64_t writes;       /* audit lines */
	struct rc_ref undoes; /* the batch this one took back */
	struct rc_ref undone_by;
};

/* The outcome of asking one device once. */
struct rc_event {
	struct rc_head head;
	rc_ms at;
	struct rc_ref device;
	struct rc_ref batch;
	const char *outcome; /* words of cli.md: ok unreachable refused ... */
	const char *phase;   /* how far it got: connecting, greeting, ... */
	int64_t ms;
	const char *detail;
};

extern const struct rc_kind rc_kind_audit, rc_kind_batch, rc_kind_event;

#endif
