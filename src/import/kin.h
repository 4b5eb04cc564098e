/* SPDX-License-Identifier: MIT */
/*
 * kin - rows of a file that refer to rows of the same kind: an agency to its
 * parent. A row may be taken once its target has been; a target that was
 * refused refuses those beneath it; a ring refuses all of it.
 *
 * A node is a record, stored or in the file, by its key; it knows its parent.
 */
#ifndef ROLLCALL_SRC_IMPORT_KIN_H
#define ROLLCALL_SRC_IMPORT_KIN_H

#include <rollcall/base/map.h>
#include <rollcall/model/kind.h>

enum rc_kin_state {
	RC_KIN_STORED,   /* in the database only */
	RC_KIN_EXPECTED, /* in the file, not judged yet */
	RC_KIN_TAKEN,
	RC_KIN_REFUSED
};
struct rc_kin_node {
	const char *key;
	int64_t parent; /* node, or -1 */
	uint64_t line;  /* of the file; 0 = not in it */
	enum rc_kin_state state;
};
struct rc_kin {
	const struct rc_field
	        *field; /* the reference; NULL = the kind has none */
	struct rc_arena arena;
	struct rc_kin_node *nodes;
	size_t n, cap;
	struct rc_map keys; /* key -> node */
	struct rc_map
	        names; /* match key of a name in the file -> node, -1 several */
};

/* The field of a kind that refers to the kind itself, or NULL. */
const struct rc_field *rc_kin_field(const struct rc_kind *kind);

void rc_kin_init(struct rc_kin *kin, const struct rc_kind *kind);
void rc_kin_fini(struct rc_kin *kin);
/* A record of the database; parent "" or NULL = none. */
bool rc_kin_store(struct rc_kin *kin, const char *key,
                  const char *parent) RC_MUST;
/* A row of the file; name may be empty. */
bool rc_kin_expect(struct rc_kin *kin, struct rc_str key, struct rc_str name,
                   uint64_t line) RC_MUST;
/* The node of that key, else of that name among the file's; NULL = none. */
const struct rc_kin_node *rc_kin_find(const struct rc_kin *kin,
                                      struct rc_str text);
/* Would `parent` above `key` close a ring? */
bool rc_kin_rings(const struct rc_kin *kin, struct rc_str key,
                  struct rc_str parent);
/* The verdict on a row; parent empty = none. */
bool rc_kin_decide(struct rc_kin *kin, struct rc_str key, bool taken,
                   struct rc_str parent) RC_MUST;

#endif
