/* SPDX-License-Identifier: MIT */
/* view_lex - the line of a view, cut into tokens. */
#include "model/view_parser.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include <stdarg.h>
#include <string.h>

#define PIECES_MAX  200
#define PIECE_BYTES ((size_t)4096)

static const char *
end_of(const struct rc_view_parser *parser)
{
	return parser->text.p + parser->text.n;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool
rc_view_fail(struct rc_view_parser *parser, const char *at, const char *fmt,
             ...)
{
	struct rc_str before = { parser->text.p,
		                 (size_t)(at - parser->text.p) };
	char sentence[sizeof(parser->err->text)];
	size_t column = 1;
	int32_t cp;
	va_list args;

	while (before.n > 0) {
		size_t n = rc_utf8_next(before, &cp);

		before.p += n;
		before.n -= n;
		column++;
	}
	va_start(args, fmt);
	(void)vsnprintf(sentence, sizeof(sentence), fmt, args);
	va_end(args);
	return rc_fail(parser->err, RC_EINVALID, _("column %zu: %s"), column,
	               sentence);
}

/* The operator at p, or 0 bytes. */
static size_t
operator_at(const struct rc_view_parser *parser, const char *p, enum rc_op *ret)
{
	static const struct {
		const char *text;
		enum rc_op op;
	} operators[] = {
		/* the longer first */
		{ "!=", RC_OP_NE }, { "<=", RC_OP_LE }, { ">=", RC_OP_GE },
		{ "=", RC_OP_EQ },  { "<", RC_OP_LT },  { ">", RC_OP_GT },
		{ "~", RC_OP_HAS },
	};
	struct rc_str rest = { p, (size_t)(end_of(parser) - p) };
	size_t i;

	for (i = 0; i < RC_COUNT(operators); i++) {
		if (rc_str_starts(rest, operators[i].text)) {
			*ret = operators[i].op;
			return strlen(operators[i].text);
		}
	}
	return 0;
}

/*
 * Appends the text at parser->p up to a blank or one of `stops`. Quotes take
 * anything, "" in them is one quote. Brackets opened inside are closed inside.
 */
static bool
take_text(struct rc_view_parser *parser, const char *stops, struct rc_buf *b)
{
	const char *end = end_of(parser);
	const char *quote = NULL;
	unsigned open = 0;

	for (; parser->p < end; parser->p++) {
		char c = *parser->p;

		if (c == '"') {
			bool twice = parser->p + 1 < end && parser->p[1] == '"';

			if (quote != NULL && twice)
				rc_buf_putc(b, *parser->p++);
			else
				quote = quote == NULL ? parser->p : NULL;
			continue;
		}
		if (quote == NULL) {
			if (is_blank(c) || (open == 0 && c == ')') ||
			    strchr(stops, c) != NULL)
				break;
			open += c == '(';
			open -= c == ')';
		}
		rc_buf_putc(b, c);
	}
	if (quote != NULL)
		return rc_view_fail(parser, quote,
		                    _("the quote is not closed"));
	return true;
}

/* One value or word, kept in the arena. */
static bool
take_piece(struct rc_view_parser *parser, const char *stops,
           struct rc_view_piece *ret)
{
	struct rc_view_piece piece = { .at = parser->p };
	struct rc_buf raw;
	struct rc_buf nfc;
	bool done = false;

	rc_buf_init(&raw, PIECE_BYTES);
	rc_buf_init(&nfc, 4 * PIECE_BYTES);
	if (!take_text(parser, stops, &raw))
		goto out;
	rc_text_nfc(&nfc, rc_str_trim(rc_buf_str(&raw)));
	if (!rc_buf_done(&raw, parser->err) || !rc_buf_done(&nfc, parser->err))
		goto out;
	piece.text.n = nfc.n;
	piece.text.p = rc_arena_textn(parser->arena, nfc.p, nfc.n);
	done = piece.text.p != NULL;
	if (done)
		*ret = piece;
	else
		rc_fail_nomem(parser->err);
out:
	rc_buf_fini(&nfc);
	rc_buf_fini(&raw);
	return done;
}

/* VALUE[,VALUE...]; a text after ~ is one value, commas and all. */
static bool
take_pieces(struct rc_view_parser *parser, struct rc_view_token *token)
{
	struct rc_view_piece pieces[PIECES_MAX];
	const char *stops = token->op == RC_OP_HAS ? "" : ",";
	size_t n = 0;

	for (;;) {
		if (n == PIECES_MAX)
			return rc_view_fail(parser, parser->p,
			                    _("more than %d values"),
			                    PIECES_MAX);
		if (!take_piece(parser, stops, &pieces[n]))
			return false;
		n++;
		if (parser->p == end_of(parser) || *parser->p != ',')
			break;
		parser->p++;
	}
	token->pieces =
	        rc_arena_alloc(parser->arena, n, sizeof(*token->pieces));
	if (token->pieces == NULL)
		return rc_fail_nomem(parser->err);
	memcpy(token->pieces, pieces, n * sizeof(*pieces));
	token->npieces = n;
	return true;
}

static bool
take_word(struct rc_view_parser *parser, struct rc_view_token *token)
{
	static const struct {
		const char *text;
		enum rc_view_token_type type;
	} keywords[] = {
		{ "or", RC_VIEW_OR },
		{ "and", RC_VIEW_AND },
		{ "not", RC_VIEW_NOT },
	};
	const char *at = parser->p;
	struct rc_str raw;
	size_t i;

	token->type = RC_VIEW_WORD;
	token->npieces = 1;
	token->pieces =
	        rc_arena_alloc(parser->arena, 1, sizeof(*token->pieces));
	if (token->pieces == NULL)
		return rc_fail_nomem(parser->err);
	if (!take_piece(parser, "(", token->pieces))
		return false;
	raw.p = at;
	raw.n = (size_t)(parser->p - at);
	for (i = 0; i < RC_COUNT(keywords); i++) {
		if (rc_str_is_nocase(raw, keywords[i].text))
			token->type = keywords[i].type;
	}
	if (token->type == RC_VIEW_WORD && token->pieces->text.n == 0)
		return rc_view_fail(parser, at, _("nothing stands in quotes"));
	return true;
}

static bool
take_test_or_word(struct rc_view_parser *parser, struct rc_view_token *token)
{
	const char *end = end_of(parser);
	const char *p = parser->p;
	size_t n = 0;

	while (p < end && !is_blank(*p) && strchr("()\"", *p) == NULL) {
		n = operator_at(parser, p, &token->op);
		if (n > 0)
			break;
		p++;
	}
	if (n == 0)
		return take_word(parser, token);
	if (p == parser->p)
		return rc_view_fail(parser, p,
		                    _("a field must stand right before "
		                      "\"%.*s\", without a blank"),
		                    (int)n, p);
	token->type = RC_VIEW_TEST;
	token->name.p = parser->p;
	token->name.n = (size_t)(p - parser->p);
	parser->p = p + n;
	return take_pieces(parser, token);
}

bool
rc_view_next(struct rc_view_parser *parser)
{
	struct rc_view_token token = { .type = RC_VIEW_END };
	const char *end = end_of(parser);

	while (parser->p < end && is_blank(*parser->p))
		parser->p++;
	token.at = parser->p;
	if (parser->p < end && (*parser->p == '(' || *parser->p == ')')) {
		token.type = *parser->p == '(' ? RC_VIEW_OPEN : RC_VIEW_CLOSE;
		parser->p++;
	} else if (parser->p < end && !take_test_or_word(parser, &token)) {
		return false;
	}
	parser->token = token;
	return true;
}
