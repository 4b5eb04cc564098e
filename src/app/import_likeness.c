/* SPDX-License-Identifier: MIT */
/* import_likeness - maps from identifiers to devices. */
#include "app/import_likeness.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>

#include <string.h>

#define VALUE_MAX 2048 /* bytes compared; longer ones find nothing */

static const char *const names[RC_LIKES] = {
	[RC_LIKE_SERIAL] = "serial",
	[RC_LIKE_UUID] = "uuid",
	[RC_LIKE_MAC] = "mac",
	[RC_LIKE_TAG] = "asset_tag",
};

static bool
is_letter_or_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* How a value is compared; empty = not at all. */
static struct rc_str
key_of(enum rc_like what, struct rc_str value, char room[VALUE_MAX])
{
	size_t n = 0;
	size_t i;

	value = rc_str_trim(value);
	if (what == RC_LIKE_MAC)
		return rc_inventory_mac(value, room) ? rc_str_of(room)
		                                     : RC_STR("");
	if (value.n > VALUE_MAX)
		return RC_STR("");
	for (i = 0; i < value.n; i++) {
		char c = value.p[i];

		if (what == RC_LIKE_UUID && !is_letter_or_digit(c))
			continue;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + ('a' - 'A'));
		room[n++] = c;
	}
	return (struct rc_str){ room, n };
}

static bool
put(struct rc_likeness *l, enum rc_like what, struct rc_str value, rc_id id)
{
	char room[VALUE_MAX];
	struct rc_str key = key_of(what, value, room);
	int64_t there;

	if (key.n == 0)
		return true;
	if (rc_map_find(&l->maps[what], key, &there) && there != id)
		id = 0;
	return rc_map_put(&l->maps[what], key, id, NULL);
}

static bool
put_all(struct rc_likeness *l, const char *const values[RC_LIKES], rc_id id)
{
	struct rc_str macs = rc_str_of(values[RC_LIKE_MAC]);
	struct rc_str mac;
	size_t i;

	while (rc_str_split(&macs, ' ', &mac)) {
		if (!put(l, RC_LIKE_MAC, mac, id))
			return false;
	}
	for (i = 0; i < RC_LIKES; i++) {
		if (i != RC_LIKE_MAC && values[i] != NULL &&
		    !put(l, (enum rc_like)i, rc_str_of(values[i]), id))
			return false;
	}
	return true;
}

static bool
add_device(void *ctx, const void *record, struct rc_err *err)
{
	const struct rc_device *d = record;
	const char *const values[RC_LIKES] = { [RC_LIKE_SERIAL] = d->serial,
		                               [RC_LIKE_UUID] = d->uuid,
		                               [RC_LIKE_MAC] = d->mac,
		                               [RC_LIKE_TAG] = d->asset_tag };

	return put_all(ctx, values, d->head.id) || rc_fail_nomem(err);
}

static bool
take_keys(struct rc_likeness *l, const char *const *keys, size_t nkeys,
          struct rc_err *err)
{
	size_t i;
	size_t k;

	for (i = 0; i < RC_LIKES && nkeys == 0; i++)
		l->order[l->n++] = (enum rc_like)i;
	for (i = 0; i < nkeys; i++) {
		for (k = 0; k < RC_LIKES; k++) {
			if (strcmp(keys[i], names[k]) == 0)
				break;
		}
		if (k == RC_LIKES || l->n == RC_LIKES)
			return rc_fail(err, RC_EUSAGE,
			               _("%s: devices of an inventory are "
			                 "found by serial, uuid, mac, "
			                 "asset_tag, each once"),
			               keys[i]);
		l->order[l->n++] = (enum rc_like)k;
	}
	return true;
}

bool
rc_likeness_open(struct rc_likeness *l, struct rc_app *app,
                 const char *const *keys, size_t nkeys, struct rc_err *err)
{
	struct rc_arena arena;
	struct rc_view view;
	bool ok;
	size_t i;

	memset(l, 0, sizeof(*l));
	if (!take_keys(l, keys, nkeys, err))
		return false;
	for (i = 0; i < RC_LIKES; i++)
		rc_map_init(&l->maps[i]);
	rc_arena_init(&arena);
	ok = rc_view_parse(&rc_kind_device, NULL, rc_app_today(app), &arena,
	                   &view, err) &&
	     rc_records_each(app, &view, add_device, l, err);
	rc_arena_fini(&arena);
	if (!ok)
		rc_likeness_close(l);
	return ok;
}

void
rc_likeness_close(struct rc_likeness *l)
{
	size_t i;

	for (i = 0; i < RC_LIKES && l->n > 0; i++)
		rc_map_fini(&l->maps[i]);
	l->n = 0;
}

/* Takes in what one value finds. */
static void
look_up(const struct rc_likeness *l, enum rc_like what, const char *value,
        struct rc_like_found *found)
{
	struct rc_like_hit hit = { .field = names[what], .value = value };
	char room[VALUE_MAX];
	struct rc_str key = key_of(what, rc_str_of(value), room);

	if (key.n == 0)
		return;
	found->has_any = true;
	if (!rc_map_find(&l->maps[what], key, &hit.id))
		return;
	if (hit.id == 0) {
		if (found->shared.field == NULL)
			found->shared = hit;
	} else if (found->hit.field == NULL) {
		found->hit = hit;
	} else if (found->hit.id != hit.id && found->rival.field == NULL) {
		found->rival = hit;
	}
}

bool
rc_likeness_find(const struct rc_likeness *l, const struct rc_inventory *doc,
                 struct rc_arena *arena, struct rc_like_found *ret,
                 struct rc_err *err)
{
	const char *const values[RC_LIKES] = {
		[RC_LIKE_SERIAL] = doc->facts.serial,
		[RC_LIKE_UUID] = doc->facts.uuid,
		[RC_LIKE_MAC] = doc->facts.mac,
		[RC_LIKE_TAG] = doc->asset_tag,
	};
	struct rc_like_found found = { 0 };
	size_t i;

	for (i = 0; i < l->n; i++) {
		struct rc_str rest = rc_str_of(values[l->order[i]]);
		struct rc_str one;

		if (l->order[i] != RC_LIKE_MAC) {
			look_up(l, l->order[i],
			        rc_text_or_empty(values[l->order[i]]), &found);
			continue;
		}
		while (rc_str_split(&rest, ' ', &one)) {
			const char *mac = rc_arena_textn(arena, one.p, one.n);

			if (mac == NULL)
				return rc_fail_nomem(err);
			look_up(l, RC_LIKE_MAC, mac, &found);
		}
	}
	if (found.hit.field != NULL)
		found.shared.field = NULL;
	*ret = found;
	return true;
}

rc_id
rc_likeness_holder(const struct rc_likeness *l, enum rc_like what,
                   const char *value)
{
	char room[VALUE_MAX];
	int64_t id;

	if (value == NULL ||
	    !rc_map_find(&l->maps[what], key_of(what, rc_str_of(value), room),
	                 &id))
		return 0;
	return id;
}

bool
rc_likeness_add(struct rc_likeness *l, const struct rc_inventory *doc,
                const char *asset_tag, rc_id id, struct rc_err *err)
{
	const char *const values[RC_LIKES] = {
		[RC_LIKE_SERIAL] = doc->facts.serial,
		[RC_LIKE_UUID] = doc->facts.uuid,
		[RC_LIKE_MAC] = doc->facts.mac,
		[RC_LIKE_TAG] = asset_tag,
	};

	return put_all(l, values, id) || rc_fail_nomem(err);
}
