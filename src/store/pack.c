/* SPDX-License-Identifier: MIT */
/* pack - a fact sheet to one text and back. */
#include "store/pack.h"

#include <rollcall/base/map.h>

#include <string.h>

#define US    '\x1f'
#define FIRST '0' /* the letter of the first field */

_Static_assert(FIRST + RC_FACTS_MAX < 0x7f, "a letter for every field");

void
rc_pack_edition(char ret[RC_PACK_EDITION])
{
	uint64_t all = 0;
	size_t i;

	for (i = 0; i < rc_kind_facts.nfields; i++) {
		const struct rc_field *field = &rc_kind_facts.fields[i];

		all = all * 31 + rc_hash(field->name, strlen(field->name)) +
		      (uint64_t)field->type;
	}
	(void)snprintf(ret, RC_PACK_EDITION, "%08x",
	               (unsigned)(all ^ all >> 32));
}

/* --- putting -------------------------------------------------------------- */

static bool
put_value(struct rc_buf *b, struct rc_value value)
{
	if (value.type == RC_INT) {
		rc_buf_printf(b, "%lld", (long long)value.i);
		return true;
	}
	if (memchr(value.s.p, US, value.s.n) != NULL ||
	    memchr(value.s.p, '\0', value.s.n) != NULL)
		return false;
	rc_buf_putstr(b, value.s);
	return true;
}

bool
rc_pack_put(const char *edition, const struct rc_facts *facts, struct rc_buf *b)
{
	unsigned char source = RC_SOURCE_NONE;
	rc_ms at = 0;
	size_t i;

	rc_buf_puts(b, edition);
	for (i = 0; i < rc_kind_facts.nfields; i++) {
		struct rc_value value =
		        rc_field_get(&rc_kind_facts.fields[i], facts);

		if (value.type == RC_NULL)
			continue;
		rc_buf_putc(b, US);
		rc_buf_putc(b, (char)(FIRST + i));
		if (facts->source[i] != source || facts->at[i] != at)
			rc_buf_printf(b, "%d@%lld", facts->source[i],
			              (long long)facts->at[i]);
		source = facts->source[i];
		at = facts->at[i];
		rc_buf_putc(b, '=');
		if (!put_value(b, value))
			return false;
	}
	return true;
}

/* --- taking --------------------------------------------------------------- */

/* One cell; its end is a NUL already. */
struct cell {
	char *p;
	size_t n;
	int source; /* of the cell before, then of this */
	rc_ms at;
};

static bool
take_stamp(struct cell *cell, struct rc_str text)
{
	struct rc_str source;
	int64_t n, at;

	if (text.n == 0)
		return cell->source != RC_SOURCE_NONE;
	if (!rc_str_split(&text, '@', &source) ||
	    !rc_str_int(source, RC_SOURCE_SSH, RC_SOURCE_MANUAL, &n) ||
	    !rc_str_int(text, INT64_MIN, INT64_MAX, &at))
		return false;
	cell->source = (int)n;
	cell->at = at;
	return true;
}

static bool
take_cell(struct cell *cell, struct rc_facts *facts)
{
	struct rc_str rest = { cell->p + 1, cell->n - 1 };
	size_t i = (size_t)(cell->p[0] - FIRST);
	const struct rc_field *field;
	struct rc_value value;
	struct rc_str stamp;
	int64_t n;

	if (cell->n < 2 || i >= rc_kind_facts.nfields ||
	    !rc_str_split(&rest, '=', &stamp) || rest.p == NULL ||
	    !take_stamp(cell, stamp))
		return false;
	field = &rc_kind_facts.fields[i];
	value = RC_VALUE_STR(rest);
	if (field->type != RC_TEXTUAL) {
		if (!rc_str_int(rest, INT64_MIN, INT64_MAX, &n))
			return false;
		value = RC_VALUE_INT(n);
	}
	rc_field_put(field, facts, value);
	facts->source[i] = (unsigned char)cell->source;
	facts->at[i] = cell->at;
	return true;
}

static bool
take_cells(char *text, size_t n, struct rc_facts *facts)
{
	struct cell cell = { .p = text };
	char *end = text + n;

	for (;;) {
		char *us = memchr(cell.p, US, (size_t)(end - cell.p));

		if (us == NULL)
			us = end;
		cell.n = (size_t)(us - cell.p);
		*us = '\0';
		if (cell.n == 0 || !take_cell(&cell, facts))
			return false;
		if (us == end)
			return true;
		cell.p = us + 1;
	}
}

bool
rc_pack_take(const char *edition, char *text, size_t n, struct rc_facts *facts)
{
	const struct rc_head head = facts->head;
	size_t length = RC_PACK_EDITION - 1;

	if (n < length || memcmp(text, edition, length) != 0)
		return false;
	if (n == length)
		return true;
	if (text[length] == US &&
	    take_cells(text + length + 1, n - length - 1, facts))
		return true;
	rc_record_clear(&rc_kind_facts, facts);
	facts->head = head;
	return false;
}
