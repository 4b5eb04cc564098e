/* SPDX-License-Identifier: MIT */
/*
 * row - one record, bound and read through its field table. Nothing here
 * judges or logs: that is the write path's work (app/write.c).
 *
 * Fact sheets (RC_KIND_SHEET) are read here too, and written by sheet.h.
 */
#ifndef ROLLCALL_SRC_STORE_ROW_H
#define ROLLCALL_SRC_STORE_ROW_H

#include "store/store.h"

/* Fields of a kind, one bit each. */
typedef uint64_t rc_mask;

/* Reads the record into *ret, its text into `arena`, references with their
 * keys. RC_ENOTFOUND. A device without facts has an empty sheet of version
 * 0. */
bool rc_row_get(struct rc_store *store, const struct rc_kind *kind, rc_id id,
                struct rc_arena *arena, void *ret, struct rc_err *err) RC_MUST;
/* The id of a key, or 0. Kinds without a key go by the id as text, fact sheets
 * by the key of their device. */
bool rc_row_find(struct rc_store *store, const struct rc_kind *kind,
                 struct rc_str key, rc_id *ret, struct rc_err *err) RC_MUST;
/* The key of an id in `arena`; NULL if there is no such record. */
bool rc_row_key(struct rc_store *store, const struct rc_kind *kind, rc_id id,
                struct rc_arena *arena, const char **ret,
                struct rc_err *err) RC_MUST;

/* An id that was never in use for this kind. Within a transaction. */
bool rc_row_new_id(struct rc_store *store, const struct rc_kind *kind,
                   rc_id *ret, struct rc_err *err) RC_MUST;
/* Head and fields as they stand in the record; `filled` are those that hold
 * something. RC_ECONFLICT and RC_EREF name the field. */
bool rc_row_insert(struct rc_store *store, const struct rc_kind *kind,
                   const void *record, rc_mask filled,
                   struct rc_err *err) RC_MUST;
bool rc_row_update(struct rc_store *store, const struct rc_kind *kind,
                   const void *record, rc_mask changed,
                   struct rc_err *err) RC_MUST;
/* RC_EREF names what still refers to it. */
bool rc_row_delete(struct rc_store *store, const struct rc_kind *kind, rc_id id,
                   struct rc_err *err) RC_MUST;

/* Who refers to a record, table by table: `each` is called for up to `most` of
 * each field. */
struct rc_referrer {
	const struct rc_kind *kind;
	const struct rc_field *field;
	rc_id id;
};
struct rc_referrers {
	size_t most;
	bool (*each)(void *ctx, const struct rc_referrer *who,
	             struct rc_err *err);
	void *ctx;
};
bool rc_row_referrers(struct rc_store *store, const struct rc_kind *kind,
                      rc_id id, const struct rc_referrers *visit,
                      struct rc_err *err) RC_MUST;

/* Fails with RC_ENOTFOUND "no agency 'x'; did you mean 'y' (name)?": compares
 * with the keys and names of the kind, all of them. */
bool rc_row_unknown(struct rc_store *store, const struct rc_kind *kind,
                    struct rc_str key, struct rc_err *err);
/* Fails with RC_ECONFLICT and who has the value of a unique field already, and
 * gives its id and the field; when it finds no one *err stays as it is. */
bool rc_row_rival(struct rc_store *store, const struct rc_kind *kind,
                  const void *record, const struct rc_field **ret_field,
                  rc_id *ret_id, struct rc_err *err);

#endif
