/* SPDX-License-Identifier: MIT */
/*
 * map - a hash map from byte strings to 64-bit numbers (an index, an id).
 *
 * Keys are copied into the map. Lookups are by exact bytes; fold first if the
 * match should be looser. Order of iteration is that of insertion.
 *
 *	struct rc_map seen;
 *	rc_map_init(&seen);
 *	if (!rc_map_put(&seen, rc_str_of(tag), line, &old)) -> out of memory
 *	...
 *	rc_map_fini(&seen);
 */
#ifndef ROLLCALL_BASE_MAP_H
#define ROLLCALL_BASE_MAP_H

#include <rollcall/base/mem.h>
#include <rollcall/base/str.h>

struct rc_map_entry {
	struct rc_str key;
	int64_t value;
};
struct rc_map {
	struct rc_map_entry *entries; /* in order of insertion */
	size_t n, cap;
	uint64_t *slots; /* hash and index + 1 into entries; 0 = free */
	size_t nslots;   /* a power of two */
	struct rc_arena keys;
};

void rc_map_init(struct rc_map *map);
void rc_map_fini(struct rc_map *map);
/* Sets key to value. *ret_new (may be NULL) tells whether it was not there. */
bool rc_map_put(struct rc_map *map, struct rc_str key, int64_t value,
                bool *ret_new) RC_MUST;
/* Sets key to value unless it is there; *ret is the value that stands. */
bool rc_map_add(struct rc_map *map, struct rc_str key, int64_t value,
                int64_t *ret) RC_MUST;
/* Says that the key is going to be looked for soon, in a map so large that
 * every look waits for memory. */
void rc_map_expect(const struct rc_map *map, struct rc_str key);
/* The value, or false. */
bool rc_map_find(const struct rc_map *map, struct rc_str key, int64_t *ret);
uint64_t rc_hash(const void *p, size_t n); /* FNV-1a based; not for secrets */

#endif
