/* SPDX-License-Identifier: MIT */
/*
 * view_parser - what the three parts of the view language share: the lexer
 * (view_lex.c) cuts the line into tokens, view_test.c turns one test into
 * terms, view.c holds the grammar.
 *
 *	view  := { sort= | cols= | or }
 *	or    := and { "or" and }
 *	and   := unary { ["and"] unary }
 *	unary := "not" unary | "(" [or] ")" | FIELD OP VALUES | WORD
 *
 * Places are pointers into the text; they become columns when a message needs
 * them. Ceilings: 4096 bytes, 32 brackets deep, 500 tests.
 */
#ifndef ROLLCALL_SRC_MODEL_VIEW_PARSER_H
#define ROLLCALL_SRC_MODEL_VIEW_PARSER_H

#include <rollcall/model/view.h>

enum rc_view_token_type {
	RC_VIEW_END,
	RC_VIEW_OPEN,
	RC_VIEW_CLOSE,
	RC_VIEW_OR,
	RC_VIEW_AND,
	RC_VIEW_NOT,
	RC_VIEW_WORD, /* one piece */
	RC_VIEW_TEST  /* name, op, pieces */
};

struct rc_view_piece {
	struct rc_str text; /* without quotes, in NFC, NUL-terminated */
	const char *at;
};

struct rc_view_token {
	enum rc_view_token_type type;
	const char *at; /* where it begins */
	struct rc_str name;
	enum rc_op op;
	struct rc_view_piece *pieces;
	size_t npieces;
};

struct rc_view_parser {
	const struct rc_kind *kind;
	rc_date today;
	struct rc_arena *arena;
	struct rc_err *err;
	struct rc_str text;
	const char *p; /* the lexer is here */
	struct rc_view_token token;
	unsigned depth;
	size_t ntests;
	struct rc_view *view;
};

/* Fails with "column N: ...", N counted in characters from 1. */
bool rc_view_fail(struct rc_view_parser *parser, const char *at,
                  const char *fmt, ...) RC_PRINTF(3, 4);

/* Reads the next token into parser->token. */
bool rc_view_next(struct rc_view_parser *parser) RC_MUST;

/* The field of that name, of the view's kind or, as REF.FIELD, of the kind it
 * refers to (then *ret_through is the reference, else NULL). */
bool rc_view_field(struct rc_view_parser *parser, struct rc_str name,
                   const char *at, const struct rc_field **ret_through,
                   const struct rc_field **ret_field) RC_MUST;

/* Terms for the test in parser->token. */
bool rc_view_test(struct rc_view_parser *parser, struct rc_term **ret) RC_MUST;

/* A term of that type in the arena; NULL when memory is out (said in err). */
struct rc_term *rc_view_term(struct rc_view_parser *parser,
                             enum rc_term_type type) RC_MUST;

#endif
