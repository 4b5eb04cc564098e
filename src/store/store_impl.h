/* SPDX-License-Identifier: MIT */
/*
 * store_impl - what the files of this floor share: the connection, and per kind
 * a table of texts and statements made at first use.
 */
#ifndef ROLLCALL_SRC_STORE_STORE_IMPL_H
#define ROLLCALL_SRC_STORE_STORE_IMPL_H

#include <rollcall/base/digest.h>
#include <rollcall/base/mem.h>
#include <rollcall/model/kind.h>

#include "sql/sql.h"
#include "store/pack.h"
#include "store/store.h"

#define RC_TABLES   32
#define RC_LINE_COLUMNS 11 /* of an audit line */
#define RC_TEXT_MAX (1u << 17) /* of one statement */
#define RC_LINE_MAX (4u << 20) /* of one audit line */

/* A field that refers, and what it refers to. */
struct rc_join {
	size_t index; /* of the field; its alias is r<index> */
	const struct rc_field *field;
	const struct rc_kind *kind;
	const struct rc_field *key; /* NULL: shown by its id */
};

struct rc_table {
	struct rc_store *store;
	const struct rc_kind *kind;
	const char *name; /* of the base table: alias t */
	const struct rc_field *key;
	struct rc_join *joins;
	size_t njoins;
	const char *columns; /* id, revision, fields, keys of references */
	const char *from;    /* base table and joins */
	struct rc_stmt *get, *find, *key_of, *insert;
	uint64_t inserts; /* fields that `insert` names */
	uint64_t bound;   /* ... and for which it holds a value */
	rc_id form;     /* of its audit lines; 0 = not known */
	rc_id next_id;  /* 0 = to be looked up in this transaction */
};

/* A key that was read in this transaction. */
struct rc_known_key {
	const struct rc_kind *kind; /* NULL = free */
	rc_id id;
	const char *key; /* in store->keys_room */
};
#define RC_KNOWN_KEYS \
	16384u /* slots; each holds the last that fell into it \
	                      */

/* The names of a kind's fields as audit lines refer to them (form.h). */
struct rc_audit_form {
	rc_id id;
	const char *kind;
	const char *fields; /* a blank between */
	char hash[RC_SHA256_HEX];
};

struct rc_store {
	struct rc_sql *sql;
	struct rc_arena arena; /* texts of tables */
	struct rc_table tables[RC_TABLES];
	size_t ntables;
	struct rc_buf text; /* a statement being put together */
	/* keys of references, while writing: see rc_store_forget_key() */
	struct rc_known_key *keys; /* NULL until the first one */
	struct rc_arena keys_room;
	bool keys_used, writing;
	bool bulk; /* references do not hold by themselves */
	char pack_edition[RC_PACK_EDITION];
	/* audit */
	struct rc_buf line;
	struct rc_digest *digest;
	struct rc_stmt *append;
	struct rc_value bound[RC_LINE_COLUMNS]; /* to `append` ... */
	rc_id bound_batch; /* ... for lines of that batch; 0 = anew */
	struct rc_audit_form *forms; /* those that were needed so far */
	size_t nforms, forms_cap;
	struct rc_arena forms_room;
	bool head_known;
	int64_t lines, lines_kept;
	char head[RC_SHA256_HEX];
};

/* The table of a kind, made at first use; lives as long as the store. */
bool rc_store_table(struct rc_store *store, const struct rc_kind *kind,
                    struct rc_table **ret, struct rc_err *err) RC_MUST;
/* "code", or "id" for kinds without a key. */
const char *rc_join_key(const struct rc_join *join);
/* A cached statement from store->text. */
bool rc_store_stmt(struct rc_store *store, struct rc_stmt **ret,
                   struct rc_err *err) RC_MUST;
/* Runs a statement that gives at most one number; *ret is 0 without one. */
bool rc_store_number(struct rc_store *store, const char *text,
                     const struct rc_value *values, size_t n, int64_t *ret,
                     struct rc_err *err) RC_MUST;
/* To be called when a record that was there changes its key or goes. */
void rc_store_forget_key(struct rc_store *store, const struct rc_kind *kind,
                         rc_id id);
void rc_store_forget_forms(struct rc_store *store);
/* Statement of one's own, made once. */
bool rc_store_keep(struct rc_store *store, const char *text, unsigned flags,
                   struct rc_stmt **stmt, struct rc_err *err) RC_MUST;

#endif
