/* SPDX-License-Identifier: MIT */
/* kin - who stands beneath whom, in the database and in the file. */
#include "import/kin.h"

#include <rollcall/base/fold.h>

#include <string.h>

#define NAME_MAX_BYTES 262144
#define NONE           (-1)

const struct rc_field *
rc_kin_field(const struct rc_kind *kind)
{
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		if (kind->fields[i].type == RC_REF &&
		    strcmp(kind->fields[i].ref, kind->name) == 0)
			return &kind->fields[i];
	}
	return NULL;
}

void
rc_kin_init(struct rc_kin *kin, const struct rc_kind *kind)
{
	memset(kin, 0, sizeof(*kin));
	kin->field = rc_kin_field(kind);
	rc_arena_init(&kin->arena);
	rc_map_init(&kin->keys);
	rc_map_init(&kin->names);
}

void
rc_kin_fini(struct rc_kin *kin)
{
	rc_map_fini(&kin->keys);
	rc_map_fini(&kin->names);
	rc_free(kin->nodes);
	rc_arena_fini(&kin->arena);
}

/* The node of a key, made if it is new; NULL: no memory. */
static struct rc_kin_node *
node_of(struct rc_kin *kin, struct rc_str key)
{
	struct rc_kin_node node = { NULL, NONE, 0, RC_KIN_STORED };
	int64_t at;

	if (rc_map_find(&kin->keys, key, &at))
		return &kin->nodes[at];
	node.key = rc_arena_textn(&kin->arena, key.p, key.n);
	if (node.key == NULL || !RC_GROW(kin->nodes, kin->n, kin->cap) ||
	    !rc_map_put(&kin->keys, key, (int64_t)kin->n, NULL))
		return NULL;
	kin->nodes[kin->n] = node;
	return &kin->nodes[kin->n++];
}

/* Sets the parent of a node, by keys: making one node may move the other. */
static bool
set_parent(struct rc_kin *kin, struct rc_str key, struct rc_str parent)
{
	const struct rc_kin_node *above = NULL;
	int64_t index = NONE;
	struct rc_kin_node *node;

	if (parent.n > 0) {
		above = node_of(kin, parent);
		if (above == NULL)
			return false;
		index = above - kin->nodes;
	}
	node = node_of(kin, key);
	if (node == NULL)
		return false;
	node->parent = index;
	return true;
}

bool
rc_kin_store(struct rc_kin *kin, const char *key, const char *parent)
{
	return set_parent(kin, rc_str_of(key), rc_str_of(parent));
}

static bool
expect_name(struct rc_kin *kin, struct rc_str name, int64_t index)
{
	struct rc_buf folded;
	int64_t other;
	bool ok = true;

	rc_buf_init(&folded, NAME_MAX_BYTES);
	rc_fold_match(&folded, name);
	if (folded.n > 0) {
		if (rc_map_find(&kin->names, rc_buf_str(&folded), &other) &&
		    other != index)
			index = NONE;
		ok = rc_map_put(&kin->names, rc_buf_str(&folded), index, NULL);
	}
	rc_buf_fini(&folded);
	return ok;
}

bool
rc_kin_expect(struct rc_kin *kin, struct rc_str key, struct rc_str name,
              uint64_t line)
{
	struct rc_kin_node *node = node_of(kin, key);

	if (node == NULL)
		return false;
	if (node->line == 0)
		node->line = line;
	node->state = RC_KIN_EXPECTED;
	return expect_name(kin, name, node - kin->nodes);
}

const struct rc_kin_node *
rc_kin_find(const struct rc_kin *kin, struct rc_str text)
{
	struct rc_buf folded;
	int64_t index = NONE;

	if (rc_map_find(&kin->keys, text, &index))
		return &kin->nodes[index];
	rc_buf_init(&folded, NAME_MAX_BYTES);
	rc_fold_match(&folded, text);
	if (folded.n == 0 ||
	    !rc_map_find(&kin->names, rc_buf_str(&folded), &index))
		index = NONE;
	rc_buf_fini(&folded);
	return index == NONE ? NULL : &kin->nodes[index];
}

bool
rc_kin_rings(const struct rc_kin *kin, struct rc_str key, struct rc_str parent)
{
	int64_t self;
	int64_t at;
	size_t steps;

	if (!rc_map_find(&kin->keys, key, &self) ||
	    !rc_map_find(&kin->keys, parent, &at))
		return rc_str_eq(key, parent);
	for (steps = 0; at != NONE && steps <= kin->n; steps++) {
		if (at == self)
			return true;
		at = kin->nodes[at].parent;
	}
	return at != NONE; /* a ring that was there before */
}

bool
rc_kin_decide(struct rc_kin *kin, struct rc_str key, bool taken,
              struct rc_str parent)
{
	struct rc_kin_node *node;

	if (key.n == 0)
		return true;
	if (taken && !set_parent(kin, key, parent))
		return false;
	node = node_of(kin, key);
	if (node == NULL)
		return false;
	if (taken)
		node->state = RC_KIN_TAKEN;
	else if (node->state == RC_KIN_EXPECTED)
		node->state = RC_KIN_REFUSED;
	return true;
}
