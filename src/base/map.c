/* SPDX-License-Identifier: MIT */
/* map - open addressing with linear probing over entries in insertion order. */
#include <rollcall/base/map.h>

#include <string.h>

#define SLOTS_MIN   16u
#define ENTRIES_MAX (1u << 30)

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

/* Half of the hash chooses the slot and stands in it beside the entry's number:
 * most slots that hold another key are told without looking at the entry. */
static uint64_t
slot_value(uint64_t hash, size_t entry)
{
	return (hash & 0xFFFFFFFFu) << 32 | (uint64_t)(entry + 1);
}

static struct rc_map_entry *
entry_of(const struct rc_map *map, uint64_t slot)
{
	return &map->entries[(slot & 0xFFFFFFFFu) - 1];
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t
slot_of(const struct rc_map *map, struct rc_str key, uint64_t hash)
{
	uint64_t tag = hash & 0xFFFFFFFFu;
	size_t mask = map->nslots - 1;
	size_t i = (size_t)tag & mask;

	while (map->slots[i] != 0) {
		if (map->slots[i] >> 32 == tag &&
		    rc_str_eq(entry_of(map, map->slots[i])->key, key))
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
	uint64_t *slots = rc_alloc(nslots, sizeof(*slots));
	size_t i;
	size_t at;

	if (slots == NULL)
		return false;
	for (i = 0; i < map->nslots; i++) {
		if (map->slots[i] == 0)
			continue;
		at = (size_t)(map->slots[i] >> 32) & (nslots - 1);
		while (slots[at] != 0)
			at = (at + 1) & (nslots - 1);
		slots[at] = map->slots[i];
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

/* The entry of the key, made with `value` if it is not there. */
static struct rc_map_entry *
obtain(struct rc_map *map, struct rc_str key, int64_t value, bool *ret_new)
{
	uint64_t hash = rc_hash(key.p, key.n);
	const char *copy;
	size_t slot;

	if (map->n >= map->nslots / 2 && (map->n >= ENTRIES_MAX || !widen(map)))
		return NULL;
	slot = slot_of(map, key, hash);
	*ret_new = map->slots[slot] == 0;
	if (!*ret_new)
		return entry_of(map, map->slots[slot]);
	if (!RC_GROW(map->entries, map->n, map->cap))
		return NULL;
	copy = rc_arena_textn(&map->keys, key.p, key.n);
	if (copy == NULL)
		return NULL;
	map->entries[map->n] = (struct rc_map_entry){
		.key = { copy, key.n },
		.value = value,
	};
	map->slots[slot] = slot_value(hash, map->n);
	return &map->entries[map->n++];
}

bool
rc_map_put(struct rc_map *map, struct rc_str key, int64_t value, bool *ret_new)
{
	bool is_new;
	struct rc_map_entry *entry = obtain(map, key, value, &is_new);

	if (entry == NULL)
		return false;
	entry->value = value;
	if (ret_new != NULL)
		*ret_new = is_new;
	return true;
}

bool
rc_map_add(struct rc_map *map, struct rc_str key, int64_t value, int64_t *ret)
{
	bool is_new;
	struct rc_map_entry *entry = obtain(map, key, value, &is_new);

	if (entry == NULL)
		return false;
	*ret = entry->value;
	return true;
}

void
rc_map_expect(const struct rc_map *map, struct rc_str key)
{
#ifdef __GNUC__
	if (map->nslots > 0)
		__builtin_prefetch(
		        &map->slots[rc_hash(key.p, key.n) & (map->nslots - 1)]);
#else
	(void)map;
	(void)key;
#endif
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
	*ret = entry_of(map, map->slots[slot])->value;
	return true;
}
