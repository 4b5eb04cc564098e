/* SPDX-License-Identifier: MIT */
/*
 * book - the records a file may refer to, by key and by name.
 *
 * A reference is taken by key, or by a name that is the same but for case,
 * punctuation and the place of the tone mark (rc_fold_match) and belongs to one
 * record only. Agencies also go by the names of other days. What is merely
 * alike is never taken: Lộc Thạnh and Lộc Thành are two communes. It is offered
 * as a suggestion instead.
 *
 * A book is read once, when the first cell needs it.
 */
#ifndef ROLLCALL_SRC_IMPORT_BOOK_H
#define ROLLCALL_SRC_IMPORT_BOOK_H

#include <rollcall/base/map.h>
#include <rollcall/model/kind.h>

/* The records that are there already: the database, or a test's array. */
struct rc_lookup {
	/* Calls `visit` for every record; its text lives until visit returns.
	 */
	bool (*each)(void *of, const struct rc_kind *kind,
	             bool (*visit)(void *ctx, const void *record,
	                           struct rc_err *err),
	             void *ctx, struct rc_err *err);
	/* One record by its id, text in `arena`. */
	bool (*read)(void *of, const struct rc_kind *kind, rc_id id,
	             struct rc_arena *arena, void *ret, struct rc_err *err);
	void *of;
};

struct rc_book_entry {
	rc_id id;
	const char *key;
	const char *name; /* NULL = none */
};
struct rc_book {
	const struct rc_kind *kind;
	struct rc_arena arena;
	struct rc_book_entry *entries; /* a record may have several */
	size_t n, cap;
	struct rc_map keys;  /* key -> entry */
	struct rc_map names; /* match key of a name -> entry, or -1: several */
	struct rc_map asked; /* text -> index into hints, given before */
	const char **hints;
	size_t nhints, hints_cap;
};

enum rc_found { RC_FOUND, RC_FOUND_NONE, RC_FOUND_SEVERAL };

void rc_book_init(struct rc_book *book);
void rc_book_fini(struct rc_book *book);
bool rc_book_load(struct rc_book *book, const struct rc_kind *kind,
                  const struct rc_lookup *lookup, struct rc_err *err) RC_MUST;
/* The key in *ret lives as long as the book. */
enum rc_found rc_book_find(const struct rc_book *book, struct rc_str text,
                           struct rc_ref *ret);
/* "did you mean ...?", living as long as the book; NULL = nothing is near. */
const char *rc_book_suggest(struct rc_book *book, struct rc_str text);
/* "25280 Lộc Thạnh, 25294 Lộc Thành": those that share the name. */
const char *rc_book_rivals(struct rc_book *book, struct rc_str text);

/* The field that names a record to people beside its key ("name", "title"). */
const struct rc_field *rc_book_name_field(const struct rc_kind *kind);

#endif
