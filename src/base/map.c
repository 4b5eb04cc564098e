/* SPDX-License-Identifier: MIT */
/* map - open addressing with linear probing over entries in insertion order. */
#include <rollcall/base/map.h>

#include <string.h>

#define SLOTS_MIN 16u

/* FNV-1a's step, taken eight bytes at a time, and stirred at the end so that
 * the low bits, which choose the slot, depend on all of them. */
uint64_t
rc_hash(const void *p, size_t n)
{
	const unsigned char *at = p;
	uint64_t hash = 0xCBF29CE484222325u ^ n;
	uint64_t chunk;

	for (; n >= 8; n -= 8, at += 8) {
		memcpy(&chunk, at, 8);
		hash = (hash ^ chunk) * 0x100000001B3u;
		hash ^= hash >> 32;
	}
	for (; n > 0; n--, at++)
		hash = (hash ^ *at) * 0x100000001B3u;
	hash ^= hash >> 33;
	hash *= 0xFF51AFD7ED558CCDu;
	hash ^= hash >> 33;
	return hash;
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t
slot_of(const struct rc_map *map, struct rc_str key, uint64_t hash)
{
	size_t mask = map->nslots - 1;
	size_t i = (size_t)hash & mask;

	while (map->slots[i] != 0) {
		const struct rc_map_entry *entry =
		        &map->entries[map->slots[i] - 1];

		if (entry->hash == hash && rc_str_eq(entry->key, key))
			break;
		i = (i + 1) & mask;
	}
	return i;
}

/* Doubles the slots; entries stay where they are. */
static bool
widen(struct rc_map *map)
{
	size_t nslots = map->nslots == 0 ? SLOTS_MIN : map->nslots * 2;
	uint32_t *slots = rc_alloc(nslots, sizeof(*slots));
	size_t i;
	size_t at;

	if (slots == NULL)
		return false;
	for (i = 0; i < map->n; i++) {
		at = (size_t)map->entries[i].hash & (nslots - 1);
		while (slots[at] != 0)
			at = (at + 1) & (nslots - 1);
		slots[at] = (uint32_t)(i + 1);
	}
	rc_free(map->slots);
	map->slots = slots;
	map->nslots = nslots;
	return true;
}

void
rc_map_init(struct rc_map *map)
{
	*map = (struct rc_map){ 0 };
	rc_arena_init(&map->keys);
}

void
rc_map_fini(struct rc_map *map)
{
	if (map == NULL)
		return;
	rc_free(map->entries);
	rc_free(map->slots);
	rc_arena_fini(&map->keys);
	*map = (struct rc_map){ 0 };
}

bool
rc_map_put(struct rc_map *map, struct rc_str key, int64_t value, bool *ret_new)
{
	uint64_t hash = rc_hash(key.p, key.n);
	const char *copy;
	size_t slot;

	if (map->nslots > 0) {
		slot = slot_of(map, key, hash);
		if (map->slots[slot] != 0) {
			map->entries[map->slots[slot] - 1].value = value;
			if (ret_new != NULL)
				*ret_new = false;
			return true;
		}
	}
	if (map->n >= UINT32_MAX - 1)
		return false;
	if (map->n >= map->nslots / 2 && !widen(map))
		return false;
	if (!RC_GROW(map->entries, map->n, map->cap))
		return false;
	copy = rc_arena_textn(&map->keys, key.p, key.n);
	if (copy == NULL)
		return false;
	slot = slot_of(map, key, hash);
	map->entries[map->n] = (struct rc_map_entry){
		.key = { copy, key.n },
		.hash = hash,
		.value = value,
	};
	map->slots[slot] = (uint32_t)++map->n;
	if (ret_new != NULL)
		*ret_new = true;
	return true;
}

bool
rc_map_find(const struct rc_map *map, struct rc_str key, int64_t *ret)
{
	size_t slot;

	if (map->n == 0)
		return false;
	slot = slot_of(map, key, rc_hash(key.p, key.n));
	if (map->slots[slot] == 0)
		return false;
	*ret = map->entries[map->slots[slot] - 1].value;
	return true;
}
