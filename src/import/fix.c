/* SPDX-License-Identifier: MIT */
/* fix - one map per column that has any. */
#include "import/fix.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>
#include <rollcall/base/text.h>

#include <string.h>

#define SHOWN 40 /* cells of a value in a sentence */

static bool
add(struct rc_fixes *fixes, size_t column, size_t i)
{
	struct rc_str from = rc_str_trim(rc_str_of(fixes->list[i].from));
	bool fresh;
	int64_t known;

	/* The first of two for the same cell wins: a person's before a saved
	 * one. */
	if (rc_map_find(&fixes->cells[column], from, &known))
		return true;
	return rc_map_put(&fixes->cells[column], from, (int64_t)i, &fresh);
}

bool
rc_fixes_make(const struct rc_kind *kind, const struct rc_match *match,
              const struct rc_fix *list, size_t n, struct rc_fixes *ret,
              struct rc_err *err)
{
	struct rc_fixes fixes = { .list = list, .n = n };
	const struct rc_field *field;
	size_t column;
	size_t i;

	memset(ret, 0, sizeof(*ret));
	if (n == 0)
		return true;
	if (n > RC_FIXES_MAX)
		return rc_fail(err, RC_EUSAGE, _("more than %d fixes"),
		               RC_FIXES_MAX);
	fixes.uses = rc_alloc(n, sizeof(*fixes.uses));
	fixes.cells = rc_alloc(match->n + 1, sizeof(*fixes.cells));
	fixes.ncolumns = fixes.cells == NULL ? 0 : match->n;
	for (i = 0; i < fixes.ncolumns; i++)
		rc_map_init(&fixes.cells[i]);
	if (fixes.uses == NULL || fixes.cells == NULL)
		goto nomem;
	for (i = 0; i < n; i++) {
		field = rc_field_find(kind, rc_str_of(list[i].field));
		if (field == NULL) {
			rc_fixes_fini(&fixes);
			return rc_fail(err, RC_EUSAGE,
			               _("a fix: %s have no field \"%.60s\""),
			               kind->name, list[i].field);
		}
		column = rc_match_column(match, field);
		if (column != SIZE_MAX && !add(&fixes, column, i))
			goto nomem;
	}
	*ret = fixes;
	return true;
nomem:
	rc_fixes_fini(&fixes);
	return rc_fail_nomem(err);
}

void
rc_fixes_fini(struct rc_fixes *fixes)
{
	size_t i;

	for (i = 0; i < fixes->ncolumns; i++)
		rc_map_fini(&fixes->cells[i]);
	rc_free(fixes->cells);
	rc_free(fixes->uses);
	memset(fixes, 0, sizeof(*fixes));
}

static bool
find(const struct rc_fixes *fixes, size_t column, struct rc_str cell,
     int64_t *ret)
{
	return fixes != NULL && column < fixes->ncolumns &&
	       fixes->cells[column].n > 0 &&
	       rc_map_find(&fixes->cells[column], rc_str_trim(cell), ret);
}

struct rc_str
rc_fixes_apply(struct rc_fixes *fixes, size_t column, struct rc_str cell)
{
	int64_t i;

	if (!find(fixes, column, cell, &i))
		return cell;
	fixes->uses[i]++;
	return rc_str_of(fixes->list[i].to);
}

struct rc_str
rc_fixes_peek(const struct rc_fixes *fixes, size_t column, struct rc_str cell)
{
	int64_t i;

	return find(fixes, column, cell, &i) ? rc_str_of(fixes->list[i].to)
	                                     : cell;
}

/* Text safe to show, cut. */
static const char *
shown(const char *text, struct rc_arena *arena)
{
	struct rc_buf b;
	struct rc_str cut;
	const char *copy;

	rc_buf_init(&b, 4 * RC_CSV_CELL_MAX);
	rc_text_screen(&b, rc_str_of(text));
	cut = rc_text_clip(rc_buf_str(&b), SHOWN, NULL);
	copy = rc_arena_textn(arena, cut.p, cut.n);
	rc_buf_fini(&b);
	return copy;
}

bool
rc_fixes_remarks(const struct rc_fixes *fixes, struct rc_arena *arena,
                 rc_remark_fn *remark, void *ctx)
{
	const char *text;
	const char *from;
	const char *to;
	size_t i;

	for (i = 0; i < fixes->n; i++) {
		if (fixes->uses == NULL || fixes->uses[i] == 0)
			continue;
		from = shown(fixes->list[i].from, arena);
		to = shown(fixes->list[i].to, arena);
		if (from == NULL || to == NULL)
			return false;
		text = rc_arena_printf(arena,
		                       _("%s: \"%s\" read as \"%s\" in %llu "
		                         "rows"),
		                       fixes->list[i].field, from, to,
		                       (unsigned long long)fixes->uses[i]);
		if (text == NULL || !remark(ctx, text))
			return false;
	}
	return true;
}
