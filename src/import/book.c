/* SPDX-License-Identifier: MIT */
/* book - keys, names and what is near them. */
#include "import/book.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>
#include <rollcall/model/agency.h>

#include "import/place.h"
#include "import/trap.h"

#include <string.h>

#define NEAR    ((size_t)3) /* edits */
#define FAR     (NEAR + 2)
#define OFFERED 3 /* suggestions in a sentence */
/* A suggestion costs a walk over the book: so many entries are looked at. */
#define LOOKS_MAX      500000u
#define NAME_MAX_BYTES 65536
#define SEVERAL        (-1)

void
rc_book_init(struct rc_book *book)
{
	memset(book, 0, sizeof(*book));
	rc_arena_init(&book->arena);
	rc_map_init(&book->keys);
	rc_map_init(&book->names);
	rc_map_init(&book->units);
	rc_map_init(&book->asked);
}

void
rc_book_fini(struct rc_book *book)
{
	rc_map_fini(&book->keys);
	rc_map_fini(&book->names);
	rc_map_fini(&book->units);
	rc_map_fini(&book->asked);
	rc_free(book->hints);
	rc_free(book->entries);
	rc_arena_fini(&book->arena);
}

const struct rc_field *
rc_book_name_field(const struct rc_kind *kind)
{
	const struct rc_field *field = rc_field_find(kind, RC_STR("name"));

	if (field == NULL || strcmp(field->name, "name") != 0)
		field = rc_field_find(kind, RC_STR("title"));
	return field != NULL && field->type == RC_TEXTUAL ? field : NULL;
}

/* Notes that an entry goes by `key`; several records: none does. */
static bool
claim(struct rc_book *book, struct rc_map *map, struct rc_str key, size_t entry)
{
	int64_t other;

	if (key.n == 0)
		return true;
	if (rc_map_find(map, key, &other) &&
	    (other == SEVERAL ||
	     book->entries[other].id != book->entries[entry].id))
		return rc_map_put(map, key, SEVERAL, NULL);
	return rc_map_put(map, key, (int64_t)entry, NULL);
}

static bool
add_name(struct rc_book *book, const char *name, size_t entry)
{
	struct rc_buf folded;
	bool ok;

	rc_buf_init(&folded, NAME_MAX_BYTES);
	rc_fold_match(&folded, rc_str_of(name));
	ok = claim(book, &book->names, rc_buf_str(&folded), entry);
	rc_buf_fini(&folded);
	return ok;
}

/* The unit an agency is of, and the place in it. */
static bool
add_unit(struct rc_book *book, const char *name, size_t entry)
{
	struct rc_buf unit;
	size_t place;
	bool ok = true;

	rc_buf_init(&unit, NAME_MAX_BYTES);
	if (rc_place_unit(rc_str_of(name), &unit, &place)) {
		book->entries[entry].place =
		        rc_arena_text(&book->arena, unit.p + place);
		ok = book->entries[entry].place != NULL &&
		     claim(book, &book->units, rc_buf_str(&unit), entry);
	}
	rc_buf_fini(&unit);
	return ok;
}

static bool
add_entry(struct rc_book *book, rc_id id, const char *key, const char *name)
{
	struct rc_book_entry entry = { .id = id };

	entry.key = rc_arena_text(&book->arena, key);
	if (name != NULL)
		entry.name = rc_arena_text(&book->arena, name);
	if (entry.key == NULL || (name != NULL && entry.name == NULL) ||
	    !RC_GROW(book->entries, book->n, book->cap))
		return false;
	book->entries[book->n++] = entry;
	if (name == NULL)
		return true;
	return add_name(book, name, book->n - 1) &&
	       (book->kind != &rc_kind_agency ||
	        add_unit(book, name, book->n - 1));
}

static bool
visit_record(void *ctx, const void *record, struct rc_err *err)
{
	struct rc_book *book = ctx;
	const struct rc_field *key = rc_kind_key(book->kind);
	const struct rc_field *name = rc_book_name_field(book->kind);
	const struct rc_head *head = record;
	struct rc_value value = rc_field_get(key, record);
	struct rc_value named = RC_VALUE_NULL;

	if (name != NULL)
		named = rc_field_get(name, record);
	if (value.type != RC_TEXT)
		return true;
	if (!add_entry(book, head->id, value.s.p,
	               named.type == RC_TEXT ? named.s.p : NULL) ||
	    !rc_map_put(&book->keys, value.s, (int64_t)book->n - 1, NULL))
		return rc_fail_nomem(err);
	return true;
}

/* A dated name of an agency. */
static bool
visit_name(void *ctx, const void *record, struct rc_err *err)
{
	const struct rc_agency_name *name = record;
	struct rc_book *book = ctx;

	if (name->name == NULL || name->agency.key == NULL)
		return true;
	if (!add_entry(book, name->agency.id, name->agency.key, name->name))
		return rc_fail_nomem(err);
	return true;
}

bool
rc_book_load(struct rc_book *book, const struct rc_kind *kind,
             const struct rc_lookup *lookup, struct rc_err *err)
{
	book->kind = kind;
	if (rc_kind_key(kind) == NULL)
		return true;
	if (!lookup->each(lookup->of, kind, visit_record, book, err))
		return false;
	return kind != &rc_kind_agency ||
	       lookup->each(lookup->of, &rc_kind_name, visit_name, book, err);
}

static bool
find_name(const struct rc_book *book, struct rc_str text, int64_t *ret)
{
	struct rc_buf folded;
	bool found;

	rc_buf_init(&folded, NAME_MAX_BYTES);
	rc_fold_match(&folded, text);
	found = folded.n > 0 &&
	        rc_map_find(&book->names, rc_buf_str(&folded), ret);
	rc_buf_fini(&folded);
	return found;
}

static bool
find_unit(const struct rc_book *book, struct rc_str text, int64_t *ret)
{
	struct rc_buf unit;
	size_t place;
	bool found;

	if (book->units.n == 0)
		return false;
	rc_buf_init(&unit, NAME_MAX_BYTES);
	found = rc_place_unit(text, &unit, &place) &&
	        rc_map_find(&book->units, rc_buf_str(&unit), ret);
	rc_buf_fini(&unit);
	return found;
}

/* "25294 Đảng ủy xã Lộc Thành", "25294 - Lộc Thành": the key, then words of the
 * name. The name must agree, or one of the two is wrong. */
static bool
find_keyed(const struct rc_book *book, struct rc_str text, int64_t *ret)
{
	const char *blank = memchr(text.p, ' ', text.n);
	struct rc_str key;
	struct rc_str rest;

	if (blank == NULL)
		return false;
	key = (struct rc_str){ text.p, (size_t)(blank - text.p) };
	rest = (struct rc_str){ blank, text.n - key.n };
	while (rest.n > 0 && strchr(" -:", rest.p[0]) != NULL) {
		rest.p++;
		rest.n--;
	}
	return rest.n > 0 && rc_map_find(&book->keys, key, ret) &&
	       book->entries[*ret].name != NULL &&
	       rc_fold_contains(rc_str_of(book->entries[*ret].name), rest);
}

enum rc_found
rc_book_find(const struct rc_book *book, struct rc_str text, struct rc_ref *ret)
{
	enum rc_found found = RC_FOUND;
	int64_t entry;

	if (text.n == 0)
		return RC_FOUND_NONE;
	if (!rc_map_find(&book->keys, text, &entry) &&
	    !find_name(book, text, &entry) && !find_keyed(book, text, &entry)) {
		if (!find_unit(book, text, &entry))
			return RC_FOUND_NONE;
		found = RC_FOUND_UNIT;
	}
	if (entry == SEVERAL)
		return RC_FOUND_SEVERAL;
	ret->id = book->entries[entry].id;
	ret->key = book->entries[entry].key;
	return found;
}

struct rc_book_entry *
rc_book_want(struct rc_book *book, struct rc_str text)
{
	const char *name = rc_arena_textn(&book->arena, text.p, text.n);

	if (name == NULL || !add_entry(book, 0, name, name) ||
	    !rc_map_put(&book->keys, text, (int64_t)book->n - 1, NULL))
		return NULL;
	book->entries[book->n - 1].state = RC_ENTRY_WANTED;
	return &book->entries[book->n - 1];
}

struct rc_book_entry *
rc_book_entry(struct rc_book *book, const char *key)
{
	int64_t entry;

	return key != NULL && rc_map_find(&book->keys, rc_str_of(key), &entry)
	               ? &book->entries[entry]
	               : NULL;
}

/* --- what is near --------------------------------------------------------- */

/* A text that is looked for, in the forms it is compared in. */
struct sought {
	struct rc_str text;
	struct rc_buf bare;  /* without marks */
	struct rc_buf place; /* without body and unit */
};

/* 123 for 00123: what a spreadsheet leaves of a code of digits. */
static bool
lacks_zeros(const char *key, struct rc_str text)
{
	char padded[RC_TRAP_DIGITS + 1];

	return rc_trap_padded(text, strlen(key), padded) &&
	       strcmp(key, padded) == 0;
}

static size_t
key_distance(const struct rc_book_entry *entry, struct rc_str text)
{
	size_t distance;

	if (lacks_zeros(entry->key, text))
		return 0;
	distance = rc_fold_distance(rc_str_of(entry->key), text, NEAR);
	/* Short keys are near to anything. */
	if (strlen(entry->key) < 2 * NEAR || text.n < 2 * NEAR)
		return distance <= 1 ? 1 : FAR;
	return distance > NEAR ? FAR : distance;
}

/* Places are short: one edit in four letters at most. */
static size_t
place_distance(const struct rc_book_entry *entry, const struct sought *sought)
{
	struct rc_str place = rc_buf_str(&sought->place);
	size_t limit = place.n / 4 < NEAR ? place.n / 4 : NEAR;
	size_t distance;

	if (entry->place == NULL || place.n == 0)
		return FAR;
	distance = rc_fold_distance(rc_str_of(entry->place), place, limit);
	return distance > limit ? FAR : distance;
}

/* How far off an entry is; NEAR + 1: its name holds the text, marks aside, as
 * a part; more: too far. */
static size_t
distance_to(const struct rc_book_entry *entry, const struct sought *sought)
{
	struct rc_str bare = rc_buf_str(&sought->bare);
	size_t distance = key_distance(entry, sought->text);
	size_t other;

	if (entry->name == NULL)
		return distance;
	other = rc_fold_distance(rc_str_of(entry->name), sought->text, NEAR);
	if (other <= NEAR && other < distance)
		distance = other;
	other = place_distance(entry, sought);
	if (other < distance)
		distance = other;
	if (distance > NEAR && bare.n >= NEAR &&
	    rc_fold_contains(rc_str_of(entry->name), bare))
		distance = NEAR + 1;
	return distance;
}

struct offer {
	const struct rc_book_entry *entries[OFFERED];
	size_t distances[OFFERED];
	size_t n;
};

static void
offer_add(struct offer *offer, const struct rc_book_entry *entry,
          size_t distance)
{
	size_t at = offer->n;
	size_t i;

	for (i = 0; i < offer->n; i++) {
		if (offer->entries[i]->id == entry->id)
			return;
	}
	while (at > 0 && offer->distances[at - 1] > distance)
		at--;
	if (at == OFFERED)
		return;
	if (offer->n < OFFERED)
		offer->n++;
	for (i = offer->n - 1; i > at; i--) {
		offer->entries[i] = offer->entries[i - 1];
		offer->distances[i] = offer->distances[i - 1];
	}
	offer->entries[at] = entry;
	offer->distances[at] = distance;
}

/* "25294 Đảng ủy xã Lộc Thành, ..." with `before` and `after` around it. */
static const char *
offer_text(struct rc_book *book, const struct offer *offer, const char *before,
           const char *after)
{
	const char *text = NULL;
	struct rc_buf b;
	size_t i;

	rc_buf_init(&b, NAME_MAX_BYTES);
	rc_buf_puts(&b, before);
	for (i = 0; i < offer->n; i++) {
		if (i > 0)
			rc_buf_puts(&b, ", ");
		rc_text_screen(&b, rc_str_of(offer->entries[i]->key));
		if (offer->entries[i]->name != NULL) {
			rc_buf_putc(&b, ' ');
			rc_text_screen(&b, rc_str_of(offer->entries[i]->name));
		}
	}
	rc_buf_puts(&b, after);
	if (offer->n > 0 && b.state == RC_BUF_OK)
		text = rc_arena_textn(&book->arena, b.p, b.n);
	rc_buf_fini(&b);
	return text;
}

/*
 * Which of the offered is meant: the nearest, if it is alone. Among equals, the
 * one that has the very marks of the text ("Lộc Thành" is not Lộc Thạnh); where
 * marks were left out, none.
 */
static const struct rc_book_entry *
single_out(const struct offer *offer, struct rc_str text)
{
	const struct rc_book_entry *found = NULL;
	size_t i;

	if (offer->n == 1 ||
	    (offer->n > 1 && offer->distances[0] < offer->distances[1]))
		return offer->entries[0];
	for (i = 0; i < offer->n && offer->distances[i] == offer->distances[0];
	     i++) {
		if (!rc_fold_contains(rc_str_of(offer->entries[i]->name), text))
			continue;
		if (found != NULL)
			return NULL;
		found = offer->entries[i];
	}
	return found;
}

static struct rc_book_hint
hint_of(struct rc_book *book, const struct offer *offer, struct rc_str text)
{
	struct rc_book_hint hint = { NULL, NULL };
	const struct rc_book_entry *one = single_out(offer, text);
	const struct offer alone = { { one }, { 0 }, 1 };

	if (one == NULL) {
		hint.sentence =
		        offer_text(book, offer, _("which of these: "), "");
		return hint;
	}
	hint.suggest = offer_text(book, &alone, "", "");
	hint.sentence = offer_text(book, &alone, _("did you mean "), "?");
	return hint;
}

struct rc_book_hint
rc_book_suggest(struct rc_book *book, struct rc_str text)
{
	struct rc_book_hint hint = { NULL, NULL };
	struct offer offer = { .n = 0 };
	struct sought sought = { .text = text };
	int64_t known;
	size_t distance;
	size_t i;

	if (rc_map_find(&book->asked, text, &known))
		return book->hints[known];
	if (book->nhints * book->n > LOOKS_MAX ||
	    !RC_GROW(book->hints, book->nhints, book->hints_cap))
		return hint;
	rc_buf_init(&sought.bare, NAME_MAX_BYTES);
	rc_buf_init(&sought.place, NAME_MAX_BYTES);
	rc_fold_search(&sought.bare, text);
	rc_place_bare(text, &sought.place);
	for (i = 0; i < book->n; i++) {
		distance = distance_to(&book->entries[i], &sought);
		if (distance <= NEAR + 1)
			offer_add(&offer, &book->entries[i], distance);
	}
	rc_buf_fini(&sought.place);
	rc_buf_fini(&sought.bare);
	hint = hint_of(book, &offer, text);
	if (rc_map_put(&book->asked, text, (int64_t)book->nhints, NULL))
		book->hints[book->nhints++] = hint;
	return hint;
}

/* Does an entry go by that name, or is it of that unit? */
static bool
shares(const struct rc_book_entry *entry, const struct rc_buf *name,
       const struct rc_buf *unit, struct rc_buf *room)
{
	size_t place;

	if (entry->name == NULL)
		return false;
	rc_buf_clear(room);
	rc_fold_match(room, rc_str_of(entry->name));
	if (rc_str_eq(rc_buf_str(room), rc_buf_str(name)))
		return true;
	rc_buf_clear(room);
	return unit->n > 0 &&
	       rc_place_unit(rc_str_of(entry->name), room, &place) &&
	       rc_str_eq(rc_buf_str(room), rc_buf_str(unit));
}

const char *
rc_book_rivals(struct rc_book *book, struct rc_str text)
{
	struct offer offer = { .n = 0 };
	struct rc_buf name;
	struct rc_buf unit;
	struct rc_buf room;
	size_t place;
	size_t i;

	rc_buf_init(&name, NAME_MAX_BYTES);
	rc_buf_init(&unit, NAME_MAX_BYTES);
	rc_buf_init(&room, NAME_MAX_BYTES);
	rc_fold_match(&name, text);
	(void)rc_place_unit(text, &unit, &place);
	for (i = 0; i < book->n && offer.n < OFFERED; i++) {
		if (shares(&book->entries[i], &name, &unit, &room))
			offer_add(&offer, &book->entries[i], 0);
	}
	rc_buf_fini(&room);
	rc_buf_fini(&unit);
	rc_buf_fini(&name);
	return offer_text(book, &offer, _("write the code: "), "");
}
