/* SPDX-License-Identifier: MIT */
/*
 * changes - reading the COPY form of log.h: name TAB old TAB new, a line each.
 */
#include "changes.h"

/* One value: \N is nothing, \t \n \r \\ are escapes. */
static void
put_value(struct rc_buf *b, struct rc_str s)
{
	size_t i;

	if (rc_str_is(s, "\\N"))
		return;
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
without_id(const struct rc_kind *kind, struct rc_str name, struct rc_str value)
{
	const struct rc_field *field =
	        kind == NULL ? NULL : rc_field_find(kind, name);
	struct rc_str rest = value;
	struct rc_str id;

	if (field == NULL || field->type != RC_REF ||
	    !rc_str_split(&rest, ':', &id) || rest.p == NULL)
		return value;
	return rest;
}

void
cli_changes_put(struct rc_buf *b, const struct rc_audit *line)
{
	const struct rc_kind *kind = rc_kind_find(rc_str_of(line->kind));
	struct rc_str lines = rc_str_of(line->changes);
	struct rc_str rest;
	struct rc_str name;
	struct rc_str before;
	struct rc_str after;
	size_t start = b->n;

	while (rc_str_split(&lines, '\n', &rest)) {
		if (!rc_str_split(&rest, '\t', &name) ||
		    !rc_str_split(&rest, '\t', &before) ||
		    !rc_str_split(&rest, '\t', &after))
			continue;
		rc_buf_puts(b, b->n > start ? "; " : "");
		rc_buf_putstr(b, name);
		rc_buf_puts(b, ": ");
		if (line->action != RC_ACTION_ADD)
			put_value(b, without_id(kind, name, before));
		if (line->action == RC_ACTION_SET)
			rc_buf_puts(b, rc_str_is(before, "\\N") ? "> " : " > ");
		if (line->action != RC_ACTION_REMOVE)
			put_value(b, without_id(kind, name, after));
	}
}
