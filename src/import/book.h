/* SPDX-License-Identifier: MIT */
/*
 * book - the records a file may refer to, by key and by name.
 *
 * A reference is taken by key, by "KEY NAME", or by a name that is the same but
 * for case, punctuation and the place of the tone mark (rc_fold_match) and
 * belongs to one record only. Agencies also go by the names of other days, and
 * by the unit they are of: "UBND xã Lộc Thành", "X. Lộc Thành" and "Xã Lộc
 * Thành" are Đảng ủy xã Lộc Thành, if no other agency is of that unit
 * (place.h); that is said. What is merely alike is never taken: Lộc Thạnh and
 * Lộc Thành are two communes. It is offered as a suggestion instead, or, when
 * two are equally near, both are listed and none is suggested.
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

enum rc_entry_state {
	RC_ENTRY_STORED,
	RC_ENTRY_WANTED, /* to be made from its name, with the first good row */
	RC_ENTRY_MADE
};
struct rc_book_entry {
	rc_id id; /* 0: not stored */
	const char *key;
	const char *name;  /* NULL = none */
	const char *place; /* agencies: "lộc thành"; NULL = none */
	enum rc_entry_state state;
};
/* What was probably meant by a text. */
struct rc_book_hint {
	const char *sentence; /* "did you mean ...?"; NULL = nothing is near */
	const char *suggest; /* "25294 Đảng ủy xã Lộc Thành", which would do as
	                      * the cell; NULL = none, or several alike */
};
struct rc_book {
	const struct rc_kind *kind;
	struct rc_arena arena;
	struct rc_book_entry *entries; /* a record may have several */
	size_t n, cap;
	struct rc_map keys;  /* key -> entry */
	struct rc_map names; /* match key of a name -> entry, or -1: several */
	struct rc_map units; /* "xã lộc thành" -> entry, or -1: several */
	struct rc_map asked; /* text -> index into hints, given before */
	struct rc_book_hint *hints;
	size_t nhints, hints_cap;
};

enum rc_found {
	RC_FOUND,
	RC_FOUND_UNIT, /* by its unit: to be told */
	RC_FOUND_NONE,
	RC_FOUND_SEVERAL
};

void rc_book_init(struct rc_book *book);
void rc_book_fini(struct rc_book *book);
bool rc_book_load(struct rc_book *book, const struct rc_kind *kind,
                  const struct rc_lookup *lookup, struct rc_err *err) RC_MUST;
/* The key in *ret lives as long as the book. */
enum rc_found rc_book_find(const struct rc_book *book, struct rc_str text,
                           struct rc_ref *ret);
/* The texts live as long as the book. */
struct rc_book_hint rc_book_suggest(struct rc_book *book, struct rc_str text);
/* "25280 Lộc Thạnh, 25294 Lộc Thành": those that share the name. */
const char *rc_book_rivals(struct rc_book *book, struct rc_str text);

/* A record that will be made from its name: found from now on, with id 0. NULL:
 * no memory. */
struct rc_book_entry *rc_book_want(struct rc_book *book,
                                   struct rc_str text) RC_MUST;
/* The entry of that key, or NULL. */
struct rc_book_entry *rc_book_entry(struct rc_book *book, const char *key);

/* The field that names a record to people beside its key ("name", "title"). */
const struct rc_field *rc_book_name_field(const struct rc_kind *kind);

#endif
