/* SPDX-License-Identifier: MIT */
/*
 * changes - reading the COPY form of log.h: name TAB old TAB new, a line each;
 * said with labels and as people write values.
 */
#include "changes.h"

#include <rollcall/base/i18n.h>

/* A text: \t \n \r \\ are escapes. */
static void
put_value(struct rc_buf *b, struct rc_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] != '\\' || i + 1 == s.n) {
			rc_buf_putc(b, s.p[i]);
			continue;
		}
		i++;
		rc_buf_putc(b, s.p[i] == '\\' ? '\\' : ' ');
	}
}

/* References are kept as "id:key"; the key says it to people. */
static struct rc_str
without_id(struct rc_str value)
{
	struct rc_str rest = value;
	struct rc_str id;

	return rc_str_split(&rest, ':', &id) && rest.p != NULL ? rest : value;
}

/* What has another form for people: choices, days, money, instants. */
static bool
put_formed(struct rc_buf *b, const struct rc_field *field, struct rc_str s,
           struct rc_arena *arena)
{
	struct rc_err ignored = { 0 };
	struct rc_value value;

	rc_arena_clear(arena);
	if (field->type == RC_INTEGER ||
	    (field->type == RC_TEXTUAL && field->said == NULL) ||
	    !rc_field_parse(field, s, RC_YMD, arena, &value, &ignored))
		return false;
	rc_field_format(field, value, RC_FOR_PEOPLE, b);
	return true;
}

static void
put_side(struct rc_buf *b, const struct rc_field *field, struct rc_str s,
         struct rc_arena *arena)
{
	if (rc_str_is(s, "\\N"))
		return;
	if (field != NULL && field->type == RC_REF)
		s = without_id(s);
	else if (field != NULL && put_formed(b, field, s, arena))
		return;
	put_value(b, s);
}

static void
put_change(struct rc_buf *b, const struct rc_audit *line,
           struct rc_str cells[3], struct rc_arena *arena)
{
	const struct rc_kind *kind = rc_kind_find(rc_str_of(line->kind));
	const struct rc_field *field =
	        kind == NULL ? NULL : rc_field_find(kind, cells[0]);

	if (field != NULL)
		rc_buf_puts(b, _(field->label));
	else
		rc_buf_putstr(b, cells[0]);
	rc_buf_puts(b, ": ");
	if (line->action != RC_ACTION_ADD)
		put_side(b, field, cells[1], arena);
	if (line->action == RC_ACTION_SET)
		rc_buf_puts(b, rc_str_is(cells[1], "\\N") ? "> " : " > ");
	if (line->action != RC_ACTION_REMOVE)
		put_side(b, field, cells[2], arena);
}

void
cli_changes_put(struct rc_buf *b, const struct rc_audit *line)
{
	struct rc_str lines = rc_str_of(line->changes);
	struct rc_arena arena;
	struct rc_str cells[3];
	struct rc_str rest;
	size_t start = b->n;

	rc_arena_init(&arena);
	while (rc_str_split(&lines, '\n', &rest)) {
		if (!rc_str_split(&rest, '\t', &cells[0]) ||
		    !rc_str_split(&rest, '\t', &cells[1]) ||
		    !rc_str_split(&rest, '\t', &cells[2]))
			continue;
		rc_buf_puts(b, b->n > start ? "; " : "");
		put_change(b, line, cells, &arena);
	}
	rc_arena_fini(&arena);
}
