/* SPDX-License-Identifier: MIT */
/*
 * view - which records, in which order, with which columns: one line of text,
 * the same on the command line, in the TUI and in a report's footer.
 *
 *	class=laptop status=in_use warranty_end<90d agency=under:H19.04
 *		sort=-warranty_end,asset_tag cols=asset_tag,hostname
 *
 *	terms joined by blanks are AND; `or`, `not`, ( ) as usual
 *	FIELD=VALUE[,VALUE...]	equal to one of them; FIELD= is "empty"
 *	FIELD!=VALUE  < <= > >=	ordered fields; days also as 90d, -30d, +1y,
 *				`today`, 2026, 2026Q3 (the whole period)
 *	FIELD~TEXT		contains; without marks it matches any marks
 *				("dak lak" finds "Đắk Lắk")
 *	FIELD=under:CODE	the reference is CODE or beneath it in the tree
 *	REF.FIELD...		a field of what it refers to: agency.tier=commune
 *	WORD or "two words"	some searched field contains it
 *	sort=F,-F  cols=F,F
 *
 * No blank stands around an operator. A value with a blank, a comma or a
 * bracket stands in quotes ("" in quotes is one quote); so does a word that
 * would read as something else ("or", "a=b"). Lists and periods become plain
 * comparisons in the terms: `at=2026` is `at>=... at<...`, `agency=under:A,B` is
 * two tests with OR; so every test has one value, but for = of plain values.
 *
 * Field names are canonical names, labels in either language or other names
 * from the field table ("lớp", "bảo hành"); a blank in a name is written `_`.
 * (One word means more at a prompt than in a file's header: `warranty` is the
 * day it ends.) Errors name the column (1-based, in characters) and the
 * nearest field.
 *
 * The parsed view lives in `arena` and borrows nothing of the text.
 */
#ifndef ROLLCALL_MODEL_VIEW_H
#define ROLLCALL_MODEL_VIEW_H

#include <rollcall/model/kind.h>

enum rc_op {
	RC_OP_EQ,
	RC_OP_NE,
	RC_OP_LT,
	RC_OP_LE,
	RC_OP_GT,
	RC_OP_GE,
	RC_OP_HAS,   /* ~ */
	RC_OP_UNDER, /* =under: */
	RC_OP_WORD   /* any RC_SEARCHED field has it; field is NULL */
};

enum rc_term_type { RC_TERM_AND, RC_TERM_OR, RC_TERM_NOT, RC_TERM_TEST };

struct rc_term {
	enum rc_term_type type;
	/* AND, OR: children in a list; NOT: one child. An empty AND is true. */
	struct rc_term *child, *next;
	/* TEST */
	enum rc_op op;
	const struct rc_field *through; /* RC_REF of the view's kind, or NULL */
	const struct rc_field *field;   /* of the kind, or of through's kind */
	/* RC_NULL = empty; EQ: one of them. References by key, as text. */
	struct rc_value *values;
	size_t nvalues;
};

#define RC_VIEW_SORTS   4
#define RC_VIEW_COLUMNS 48
struct rc_view {
	const struct rc_kind *kind;
	const struct rc_term *filter; /* never NULL */
	struct {
		const struct rc_field *field;
		bool descending;
	} sort[RC_VIEW_SORTS]; /* none given: by key */
	size_t nsort;
	/* None given: kind->columns. */
	const struct rc_field *columns[RC_VIEW_COLUMNS];
	size_t ncolumns;
	bool columns_given;
};

/* NULL or "" is every record. `today` is what relative days count from. */
bool rc_view_parse(const struct rc_kind *kind, const char *text, rc_date today,
                   struct rc_arena *arena, struct rc_view *ret,
                   struct rc_err *err) RC_MUST;

/* Adds `extra` to the filter with AND (what a screen's search box does). */
bool rc_view_narrow(struct rc_view *view, const struct rc_term *extra,
                    struct rc_arena *arena, struct rc_err *err) RC_MUST;

/* The canonical text, which parses to the same view. */
void rc_view_put(const struct rc_view *view, struct rc_buf *b);

#endif
