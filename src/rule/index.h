/* SPDX-License-Identifier: MIT */
/*
 * index - from a row's id to its place in an array: ids sorted beside places,
 * found by halving. Built once, in the caller's arena.
 */
#ifndef ROLLCALL_SRC_RULE_INDEX_H
#define ROLLCALL_SRC_RULE_INDEX_H

#include <rollcall/base/mem.h>
#include <rollcall/base/value.h>

#define RC_NOWHERE SIZE_MAX

struct rc_index_entry {
	rc_id id;
	size_t at;
};
struct rc_index {
	struct rc_index_entry *entries; /* by id */
	size_t n;
};

/* `rows` is an array of n records of `size` bytes, each beginning with a
 * struct rc_head. Of rows with one id any may be found. */
bool rc_index_init(struct rc_index *index, const void *rows, size_t n,
                   size_t size, struct rc_arena *arena,
                   struct rc_err *err) RC_MUST;
/* RC_NOWHERE if there is none. */
size_t rc_index_find(const struct rc_index *index, rc_id id);

#endif
