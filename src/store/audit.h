/* SPDX-License-Identifier: MIT */
/*
 * audit - the chain of audit lines (model/log.h). Only this file's statements
 * may write the table; the head (number of lines and last hash) is kept in
 * `meta` in the same transaction, so that a dropped last line is found.
 */
#ifndef ROLLCALL_SRC_STORE_AUDIT_H
#define ROLLCALL_SRC_STORE_AUDIT_H

#include <rollcall/model/log.h>

#include "store/store.h"

#define RC_CHAIN_HEX 65

/* Appends one line; id and hash of *line are set here. Within a transaction. */
bool rc_audit_append(struct rc_store *store, struct rc_audit *line,
                     struct rc_err *err) RC_MUST;
/* Lines and head as they stand (within a transaction: so far). */
bool rc_audit_last(struct rc_store *store, int64_t *ret_lines,
                   char ret_hash[RC_CHAIN_HEX], struct rc_err *err) RC_MUST;
/* Writes the head if lines were appended; rc_store_commit() calls it. */
bool rc_audit_keep_head(struct rc_store *store, struct rc_err *err) RC_MUST;

struct rc_chain {
	int64_t lines;  /* that hold, from the first */
	int64_t bad_at; /* 0 = all hold */
	char problem[160];
	char head[RC_CHAIN_HEX];
};
/* Recomputes the chain, in one state of the database. */
bool rc_audit_recompute(struct rc_store *store, struct rc_chain *ret,
                        struct rc_err *err) RC_MUST;

#endif
