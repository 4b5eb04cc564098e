/* SPDX-License-Identifier: MIT */
/* book - keys, names and what is near them. */
#include "import/book.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>
#include <rollcall/model/agency.h>

#include <string.h>

#define NEAR    3 /* edits */
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
	rc_map_init(&book->asked);
}

void
rc_book_fini(struct rc_book *book)
{
	rc_map_fini(&book->keys);
	rc_map_fini(&book->names);
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

static bool
add_name(struct rc_book *book, const char *name, size_t entry)
{
	struct rc_buf folded;
	int64_t other;
	bool ok = true;

	rc_buf_init(&folded, NAME_MAX_BYTES);
	rc_fold_match(&folded, rc_str_of(name));
	if (folded.n == 0)
		goto out;
	if (rc_map_find(&book->names, rc_buf_str(&folded), &other) &&
	    (other == SEVERAL ||
	     book->entries[other].id != book->entries[entry].id))
		ok = rc_map_put(&book->names, rc_buf_str(&folded), SEVERAL,
		                NULL);
	else
		ok = rc_map_put(&book->names, rc_buf_str(&folded),
		                (int64_t)entry, NULL);
out:
	rc_buf_fini(&folded);
	return ok;
}

static bool
add_entry(struct rc_book *book, rc_id id, const char *key, const char *name)
{
	struct rc_book_entry entry = { id, NULL, NULL };

	entry.key = rc_arena_text(&book->arena, key);
	if (name != NULL)
		entry.name = rc_arena_text(&book->arena, name);
	if (entry.key == NULL || (name != NULL && entry.name == NULL) ||
	    !RC_GROW(book->entries, book->n, book->cap))
		return false;
	book->entries[book->n++] = entry;
	return name == NULL || add_name(book, name, book->n - 1);
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

enum rc_found
rc_book_find(const struct rc_book *book, struct rc_str text, struct rc_ref *ret)
{
	int64_t entry;

	if (!rc_map_find(&book->keys, text, &entry) &&
	    !find_name(book, text, &entry))
		return RC_FOUND_NONE;
	if (entry == SEVERAL)
		return RC_FOUND_SEVERAL;
	ret->id = book->entries[entry].id;
	ret->key = book->entries[entry].key;
	return RC_FOUND;
}

/* How far off an entry is; NEAR + 1: its name holds the text, marks aside, as
 * a part; more: too far. */
static size_t
distance_to(const struct rc_book_entry *entry, struct rc_str text,
            struct rc_str bare)
{
	size_t distance = rc_fold_distance(rc_str_of(entry->key), text, NEAR);
	size_t other;

	/* Short keys are near to anything. */
	if (strlen(entry->key) < 2 * NEAR || text.n < 2 * NEAR)
		distance = rc_fold_distance(rc_str_of(entry->key), text, 1) <= 1
		                   ? 1
		                   : NEAR + 2;
	else if (distance > NEAR)
		distance = NEAR + 2;
	if (entry->name == NULL)
		return distance;
	other = rc_fold_distance(rc_str_of(entry->name), text, NEAR);
	if (other <= NEAR && other < distance)
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

const char *
rc_book_suggest(struct rc_book *book, struct rc_str text)
{
	struct offer offer = { .n = 0 };
	const char *hint;
	struct rc_buf bare; /* without marks */
	int64_t known;
	size_t distance;
	size_t i;

	if (rc_map_find(&book->asked, text, &known))
		return book->hints[known];
	if (book->nhints * book->n > LOOKS_MAX ||
	    !RC_GROW(book->hints, book->nhints, book->hints_cap))
		return NULL;
	rc_buf_init(&bare, NAME_MAX_BYTES);
	rc_fold_search(&bare, text);
	for (i = 0; i < book->n; i++) {
		distance =
		        distance_to(&book->entries[i], text, rc_buf_str(&bare));
		if (distance <= NEAR + 1)
			offer_add(&offer, &book->entries[i], distance);
	}
	rc_buf_fini(&bare);
	hint = offer_text(book, &offer, _("did you mean "), "?");
	if (rc_map_put(&book->asked, text, (int64_t)book->nhints, NULL))
		book->hints[book->nhints++] = hint;
	return hint;
}

const char *
rc_book_rivals(struct rc_book *book, struct rc_str text)
{
	struct offer offer = { .n = 0 };
	struct rc_buf want;
	struct rc_buf have;
	size_t i;

	rc_buf_init(&want, NAME_MAX_BYTES);
	rc_buf_init(&have, NAME_MAX_BYTES);
	rc_fold_match(&want, text);
	for (i = 0; i < book->n && offer.n < OFFERED; i++) {
		if (book->entries[i].name == NULL)
			continue;
		rc_buf_clear(&have);
		rc_fold_match(&have, rc_str_of(book->entries[i].name));
		if (rc_str_eq(rc_buf_str(&have), rc_buf_str(&want)))
			offer_add(&offer, &book->entries[i], 0);
	}
	rc_buf_fini(&want);
	rc_buf_fini(&have);
	return offer_text(book, &offer, _("write the code: "), "");
}
