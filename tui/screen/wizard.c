/* SPDX-License-Identifier: MIT */
/* wizard - its state: lines, what a column means, what items stand for. */
#include "screen/wizard.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include <string.h>

void
tui_wizard_clear_lines(struct tui_wizard *s)
{
	s->nlines = 0;
}

bool
tui_wizard_line(struct tui_wizard *s, struct tui_line line)
{
	if (!RC_GROW(s->lines, s->nlines, s->cap_lines))
		return false;
	s->lines[s->nlines++] = line;
	return true;
}

const struct tui_line *
tui_wizard_at(const struct tui_wizard *s)
{
	size_t at = s->rows[s->step].at;

	return at < s->nlines ? &s->lines[at] : NULL;
}

void
tui_wizard_count(struct rc_buf *b, uint64_t n)
{
	rc_count_put(b, (int64_t)n, rc_lang() == RC_LANG_VI ? '.' : ',');
}

const char *
tui_wizard_pick(const struct tui_wizard *s, int id)
{
	return id >= 0 && (size_t)id < s->npicks ? s->picks[id] : NULL;
}

void
tui_wizard_offer(struct tui_wizard *s, struct tui_choice *choice,
                 const char *label, const char *detail, const char *pick)
{
	struct tui_choice_item item = { .label = label,
		                        .detail = detail,
		                        .also = pick,
		                        .id = (int)s->npicks };
	const char *copy = rc_arena_text(&s->pick_arena, pick);

	if (s->picks == NULL)
		s->picks = rc_alloc(TUI_CHOICE_MAX, sizeof(*s->picks));
	if (s->picks == NULL || copy == NULL || s->npicks == TUI_CHOICE_MAX)
		return;
	s->picks[s->npicks++] = copy;
	tui_choice_add(choice, item);
}

/* --- what the file holds -------------------------------------------------- */

bool
tui_wizard_may_import(const struct rc_kind *kind)
{
	struct rc_err why = { 0 };

	return rc_import_may(kind, &why);
}

static const struct rc_field *
field_of_header(const struct rc_kind *kind, const struct rc_import_look *look,
                size_t column)
{
	return rc_field_find(kind, rc_str_of(rc_text_or_empty(
	                                   look->columns[column].header)));
}

size_t
tui_wizard_known(const struct rc_kind *kind, const struct rc_import_look *look)
{
	size_t n = 0;
	size_t i;

	for (i = 0; i < look->ncolumns; i++)
		n += field_of_header(kind, look, i) != NULL;
	return n;
}

/* The name of a record says more than one of its fields. */
static size_t
score(const struct rc_kind *kind, const struct rc_import_look *look)
{
	const struct rc_field *key = rc_kind_key(kind);
	size_t points = 2 * tui_wizard_known(kind, look);
	size_t i;

	for (i = 0; key != NULL && i < look->ncolumns; i++)
		points += field_of_header(kind, look, i) == key;
	return points;
}

const struct rc_kind *
tui_wizard_guess(const struct rc_import_look *look)
{
	const struct rc_kind *best = &rc_kind_device;
	size_t most = score(best, look);
	size_t found;
	size_t i;

	if (look->ncolumns == 0) /* an inventory */
		return best;
	for (i = 0; rc_kinds[i] != NULL; i++) {
		if (!tui_wizard_may_import(rc_kinds[i]) ||
		    (rc_kinds[i]->flags & RC_KIND_SHEET))
			continue;
		found = score(rc_kinds[i], look);
		if (found > most) {
			most = found;
			best = rc_kinds[i];
		}
	}
	return best;
}

/* --- what its columns mean ------------------------------------------------ */

/* Has the user given the field to a column? */
static bool
is_taken(const struct tui_wizard *s, const struct rc_field *field)
{
	size_t i;

	for (i = 0; i < s->look.ncolumns; i++)
		if (s->chosen[i].chosen && s->chosen[i].field == field)
			return true;
	return false;
}

const struct rc_field *
tui_wizard_field(const struct tui_wizard *s, size_t i)
{
	const struct rc_field *field = s->look.columns[i].field;

	if (s->chosen[i].chosen)
		return s->chosen[i].field;
	return field != NULL && is_taken(s, field) ? NULL : field;
}

bool
tui_wizard_has_column(const struct tui_wizard *s, const struct rc_field *field)
{
	size_t i;

	for (i = 0; i < s->look.ncolumns; i++)
		if (tui_wizard_field(s, i) == field)
			return true;
	return false;
}

/* --- the lines of step 2 -------------------------------------------------- */

bool
tui_wizard_map_lines(struct tui_wizard *s)
{
	static const enum tui_line_type settings[] = {
		TUI_LINE_KIND, TUI_LINE_ENCODING, TUI_LINE_SEPARATOR,
		TUI_LINE_DATES, TUI_LINE_SENDER
	};
	bool ok = true;
	size_t i;

	tui_wizard_clear_lines(s);
	for (i = 0; ok && i < RC_COUNT(settings); i++)
		ok = tui_wizard_line(
		        s, (struct tui_line){ settings[i], 0, 0, NULL });
	ok = ok && tui_wizard_line(
	                   s, (struct tui_line){ TUI_LINE_TITLE, 0, 0, NULL });
	for (i = 0; ok && i < s->look.ncolumns; i++)
		ok = tui_wizard_line(
		        s, (struct tui_line){ TUI_LINE_COLUMN, i, 0, NULL });
	for (i = 0; ok && i < s->kind->nfields && s->look.ncolumns > 0; i++) {
		const struct rc_field *field = &s->kind->fields[i];

		if ((field->flags & (RC_KEY | RC_REQUIRED)) &&
		    !(field->flags & RC_READONLY) &&
		    !tui_wizard_has_column(s, field) &&
		    !(s->kind->flags & RC_KIND_SHEET))
			ok = tui_wizard_line(
			        s, (struct tui_line){ TUI_LINE_MISSING, i, 0,
			                              NULL });
	}
	tui_rows_set(&s->rows[TUI_WIZARD_MAP], s->nlines);
	return ok;
}

void
tui_wizard_said(struct tui_wizard *s, struct tui_ctx *ctx)
{
	struct rc_err err = { 0 };

	s->touched = true;
	s->is_judged = false;
	if (!tui_wizard_map_lines(s)) {
		(void)rc_fail_nomem(&err);
		tui_say_err(ctx, &err);
	}
}

/* --- the lines of step 3 -------------------------------------------------- */

static bool
add(struct tui_wizard *s, enum tui_line_type type, size_t i, size_t j)
{
	return tui_wizard_line(s, (struct tui_line){ type, i, j, NULL });
}

static bool
add_title(struct tui_wizard *s, const char *text)
{
	return tui_wizard_line(s,
	                       (struct tui_line){ TUI_LINE_TITLE, 0, 0, text });
}

static bool
add_groups(struct tui_wizard *s)
{
	const struct rc_import_result *r = &s->judged;
	size_t i;
	size_t j;

	if (r->rejected > 0 && (!add_title(s, N_("Refused, by cause")) ||
	                        !add(s, TUI_LINE_REJECTS, 0, 0)))
		return false;
	for (i = 0; i < r->ngroups; i++) {
		if (!add(s, TUI_LINE_GROUP, i, 0))
			return false;
		for (j = 0; j < r->groups[i].nvalues; j++)
			if (!add(s, TUI_LINE_VALUE, i, j))
				return false;
	}
	return true;
}

static bool
add_some(struct tui_wizard *s, enum tui_line_type type, size_t n,
         const char *title)
{
	size_t i;

	if (n > 0 && !add_title(s, title))
		return false;
	for (i = 0; i < n; i++)
		if (!add(s, type, i, 0))
			return false;
	return true;
}

bool
tui_wizard_judge_lines(struct tui_wizard *s)
{
	const struct rc_import_result *r = &s->judged;
	bool ok;

	tui_wizard_clear_lines(s);
	ok = !s->is_judged ||
	     (add_groups(s) &&
	      add_some(s, TUI_LINE_FIX, s->nfixes,
	               N_("Read as another, everywhere")) &&
	      add_some(s, TUI_LINE_REMARK, r->nremarks,
	               N_("Assumed or passed over")) &&
	      add_some(s, TUI_LINE_DELTA, r->ndeltas, N_("Cells to change")));
	tui_rows_set(&s->rows[TUI_WIZARD_JUDGED], s->nlines);
	return ok;
}
