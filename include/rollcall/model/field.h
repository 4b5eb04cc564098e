/* SPDX-License-Identifier: MIT */
/*
 * field - what a record's field is, and everything generic on it.
 *
 * A record is a plain struct written by hand (device.h, post.h, ...). Beside
 * it stands a table of its fields, also written by hand, with offsets. From
 * that table come: binding and reading in the store, CSV, JSON, forms,
 * filters, validation, audit diffs. A new field is one member, one table row
 * and one column in a migration.
 *
 * How a value lives in the struct, by type, and what "nothing" is there:
 *
 *	type		member		nothing		as rc_value
 *	RC_TEXTUAL	const char *	NULL		text
 *	RC_INTEGER	int64_t		RC_INT_NONE	int
 *	RC_BOOLEAN	int		-1		int 0 / 1
 *	RC_DAY		rc_date		RC_DATE_NONE	int
 *	RC_INSTANT	rc_ms		RC_MS_NONE	int
 *	RC_MONEY	rc_vnd		RC_VND_NONE	int
 *	RC_CHOICE	int (enum)	0		int
 *	RC_REF		struct rc_ref	id 0		int (the id)
 *
 * Records borrow their text: it lives in the arena they were read into.
 */
#ifndef ROLLCALL_MODEL_FIELD_H
#define ROLLCALL_MODEL_FIELD_H

#include <rollcall/base/date.h>
#include <rollcall/base/mem.h>
#include <rollcall/base/money.h>
#include <rollcall/base/value.h>

#define RC_INT_NONE INT64_MIN

enum rc_field_type {
	RC_TEXTUAL,
	RC_INTEGER,
	RC_BOOLEAN,
	RC_DAY,
	RC_INSTANT,
	RC_MONEY,
	RC_CHOICE,
	RC_REF
};

enum rc_field_flag {
	RC_KEY = 1u << 0, /* names the record to people; unique, required */
	RC_REQUIRED = 1u << 1,
	RC_UNIQUE = 1u << 2,   /* unique where present */
	RC_SEARCHED = 1u << 3, /* a bare word of a view looks here */
	RC_READONLY = 1u << 4, /* set by the program, not by users or files */
	RC_PERSONAL = 1u << 5, /* personal data: left out of redacted exports */
	/* A dated record has one field of each: it holds from the one day to
	 * the other, both included, an empty one is open; it must not end
	 * before it begins. */
	RC_BEGINS = 1u << 6,
	RC_ENDS = 1u << 7
};

/* One word of a choice. The index in its array is the enum's value; entry 0
 * is "nothing" with an empty name; the array ends with a NULL name. */
struct rc_word {
	const char *name;  /* not stored; written in CSV and JSON: "in_use" */
	const char *label; /* N_("in use") */
	const char *also;  /* other readings: "deployed|active|đang dùng" */
};

/* A reference as read: the row, and its key for people. When written, id
 * decides; with id 0 the key is looked up. */
struct rc_ref {
	rc_id id;
	const char *key; /* NULL = none */
};

struct rc_field {
	const char *name;  /* column, CSV header, JSON key, view word */
	const char *label; /* N_("Asset tag") */
	enum rc_field_type type;
	unsigned flags;
	size_t at;                   /* offsetof the member */
	const struct rc_word *words; /* RC_CHOICE */
	/* RC_TEXTUAL: words that the program keeps there as text, to be shown
	 * by their labels; other text stands as it is. NULL = none. */
	const struct rc_word *said;
	const char *ref;             /* RC_REF: name of the kind it points to */
	int64_t min, max; /* RC_INTEGER, RC_MONEY: allowed when max > min */
	bool (*valid)(struct rc_str); /* RC_TEXTUAL: a further test, or NULL */
	const char *form; /* N_("an IPv4 or IPv6 address"): what valid wants */
	unsigned width;   /* cells in a list; 0 = by type */
	/* Other names of this field in headers and views, '|' between, any
	 * case, marks and punctuation aside: "Serial Number|Số sê-ri|S/N". */
	const char *also;
};

/* Reads and sets one member. A put borrows text; of a reference it sets the
 * id and leaves the key NULL. */
struct rc_value rc_field_get(const struct rc_field *field, const void *record);
void rc_field_put(const struct rc_field *field, void *record,
                  struct rc_value value);
/* The reference as it stands in the record (type RC_REF only). */
struct rc_ref *rc_field_ref(const struct rc_field *field, void *record);

/* Text -> value, as users and files write it: choices by name, label or other
 * reading in both languages; days by `order`; money with marks; booleans as
 * yes/no/true/false/1/0/có/không/x. A reference gives its key as text: looking
 * it up is the caller's. Blank gives RC_NULL. The text is trimmed, must be
 * valid UTF-8 and is put in NFC into `arena`. Checks type, range, `valid`;
 * not RC_REQUIRED. The error says what was expected, with an example. */
bool rc_field_parse(const struct rc_field *field, struct rc_str text,
                    enum rc_date_order order, struct rc_arena *arena,
                    struct rc_value *ret, struct rc_err *err) RC_MUST;

enum rc_form {
	RC_FOR_MACHINE, /* ISO days, plain digits, choice names, true/false */
	RC_FOR_PEOPLE /* d/m/y, 1.234.567 đ, labels in the language, yes/no */
};
/* Value -> text; nothing gives "". For RC_REF the value may be the key (text).
 */
void rc_field_format(const struct rc_field *field, struct rc_value value,
                     enum rc_form form, struct rc_buf *b);
/* The same straight from the record (a reference by its key). */
void rc_field_put_text(const struct rc_field *field, const void *record,
                       enum rc_form form, struct rc_buf *b);

/* Index of the word in words[], by name, label (either language) or `also`;
 * -1 if none. */
int rc_word_find(const struct rc_word *words, struct rc_str text);

/* Validators for rc_field.valid. */
bool rc_valid_host(struct rc_str s); /* DNS name or address literal */
bool rc_valid_ip(struct rc_str s);
bool rc_valid_mac(struct rc_str s);  /* aa:bb:cc:dd:ee:ff, also - and . forms;
                                        several, blank between */
bool rc_valid_code(struct rc_str s); /* 1..64 visible characters, no blank at
                                        the ends, no control */

#endif
