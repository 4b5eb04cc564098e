/* SPDX-License-Identifier: MIT */
/* wizard_fix - a wrong cell, read as another in all rows: picked from the
 * records or words that the field takes, or typed. */
#include "screen/wizard.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>

#include <string.h>

#define CLEAR        "\\N" /* a cell that clears the field */
#define DETAIL_BYTES 200

static const struct rc_fault_value *
value_of(const struct tui_wizard *s)
{
	return &s->judged.groups[s->picked.i].values[s->picked.j];
}

static const char *
field_name(const struct tui_wizard *s)
{
	return s->judged.groups[s->picked.i].field;
}

/* The fix of that cell, or a new one; NULL: no memory. */
static struct rc_import_fix *
fix_of(struct tui_wizard *s, const char *field, const char *from)
{
	struct rc_import_fix *fix;
	size_t i;

	for (i = 0; i < s->nfixes; i++)
		if (strcmp(s->fixes[i].field, field) == 0 &&
		    strcmp(s->fixes[i].from, from) == 0)
			return &s->fixes[i];
	if (!RC_GROW(s->fixes, s->nfixes, s->cap_fixes))
		return NULL;
	fix = &s->fixes[s->nfixes];
	fix->field = rc_arena_text(&s->fix_arena, field);
	fix->from = rc_arena_text(&s->fix_arena, from);
	fix->to = "";
	if (fix->field == NULL || fix->from == NULL)
		return NULL;
	s->nfixes++;
	return fix;
}

static void
mend(struct tui_wizard *s, struct tui_ctx *ctx, const char *to)
{
	struct rc_import_fix *fix = fix_of(s, field_name(s), value_of(s)->cell);
	struct rc_err err = { 0 };

	if (fix != NULL)
		fix->to = rc_arena_text(&s->fix_arena, to);
	if (fix == NULL || fix->to == NULL) {
		s->nfixes -= fix != NULL;
		(void)rc_fail_nomem(&err);
		tui_say_err(ctx, &err);
		return;
	}
	s->touched = true;
	tui_wizard_judge(s, ctx);
}

static void
on_text(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	(void)id;
	if (text[0] != '\0')
		mend(self, ctx, text);
}

static void
ask_text(struct tui_wizard *s, struct tui_ctx *ctx)
{
	const struct rc_fault_value *value = value_of(s);
	char label[200];

	(void)snprintf(label, sizeof(label), _("Read \"%.60s\" as"),
	               rc_text_or_empty(value->value));
	tui_ask(ctx, s, on_text, label, NULL);
	tui_input_set(&ctx->modal.input,
	              value->suggest != NULL ? value->suggest : value->cell);
}

static void
on_pick(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;
	const char *pick = tui_wizard_pick(s, id);

	/* What matches nothing in the list is meant as it is typed. */
	if (pick == NULL && id < 0 && text[0] != '\0')
		pick = text;
	if (pick == NULL)
		return;
	if (pick[0] == '\0')
		ask_text(s, ctx);
	else
		mend(s, ctx, pick);
}

/* What tells a record from others besides its key: its first columns. */
static void
put_detail(const struct rc_kind *kind, const void *record, struct rc_buf *b)
{
	struct rc_str rest = rc_str_of(kind->columns);
	const struct rc_field *key = rc_kind_key(kind);
	const struct rc_field *field;
	struct rc_str name;
	size_t n = 0;

	while (n < 4 && rc_str_split(&rest, ' ', &name)) {
		field = rc_field_find(kind, name);
		if (field == NULL || field == key)
			continue;
		if (b->n > 0)
			rc_buf_puts(b, "  ");
		rc_field_put_text(field, record, RC_FOR_PEOPLE, b);
		n++;
	}
}

static bool
offer_records(struct tui_wizard *s, struct tui_ctx *ctx,
              struct tui_choice *choice, const struct rc_field *field,
              struct rc_err *err)
{
	const struct rc_kind *kind = rc_kind_find(rc_str_of(field->ref));
	const struct rc_field *key = kind != NULL ? rc_kind_key(kind) : NULL;
	struct rc_arena arena;
	struct rc_view view;
	struct rc_page page;
	struct rc_buf name;
	struct rc_buf detail;
	size_t i;
	bool ok;

	if (key == NULL)
		return true;
	rc_arena_init(&arena);
	rc_buf_init(&name, 4096);
	rc_buf_init(&detail, 4096);
	ok = rc_view_parse(kind, NULL, rc_app_today(ctx->app), &arena, &view,
	                   err) &&
	     rc_records_page(ctx->app, &view, NULL, RC_FORWARD,
	                     TUI_CHOICE_MAX - 10, &arena, &page, err);
	for (i = 0; ok && i < page.n; i++) {
		const void *record = rc_page_row(&page, kind, i);

		rc_buf_clear(&name);
		rc_buf_clear(&detail);
		rc_field_put_text(key, record, RC_FOR_MACHINE, &name);
		put_detail(kind, record, &detail);
		if (name.n > 0)
			tui_wizard_offer(s, choice, name.p,
			                 detail.n > 0 ? detail.p : "", name.p);
	}
	rc_buf_fini(&name);
	rc_buf_fini(&detail);
	rc_arena_fini(&arena);
	return ok;
}

static void
offer_words(struct tui_wizard *s, struct tui_choice *choice,
            const struct rc_field *field)
{
	size_t i;

	for (i = 1; field->words[i].name != NULL; i++)
		tui_wizard_offer(s, choice, _(field->words[i].label),
		                 field->words[i].name, field->words[i].name);
}

static void
ask_pick(struct tui_wizard *s, struct tui_ctx *ctx,
         const struct rc_field *field)
{
	const struct rc_fault_value *value = value_of(s);
	struct tui_choice *choice;
	struct rc_err err = { 0 };
	char title[300];

	(void)snprintf(title, sizeof(title),
	               _("Read \"%.60s\" in all %llu rows as"),
	               rc_text_or_empty(value->value),
	               (unsigned long long)value->count);
	rc_arena_clear(&s->pick_arena);
	s->npicks = 0;
	choice = tui_choose(ctx, s, on_pick, title);
	if (choice == NULL)
		return;
	if (value->suggest != NULL)
		tui_wizard_offer(s, choice, value->suggest,
		                 value->hint != NULL ? value->hint
		                                     : _("probably meant"),
		                 value->suggest);
	if (field->type == RC_REF &&
	    !offer_records(s, ctx, choice, field, &err))
		tui_say_err(ctx, &err);
	if (field->words != NULL)
		offer_words(s, choice, field);
	tui_wizard_offer(s, choice, _("another text..."), _("to be typed"), "");
	if (!(field->flags & (RC_REQUIRED | RC_KEY)))
		tui_wizard_offer(s, choice, _("nothing"),
		                 _("the field is cleared"), CLEAR);
}

void
tui_wizard_ask_fix(struct tui_wizard *s, struct tui_ctx *ctx, size_t i,
                   size_t j)
{
	const struct rc_field *field;

	s->picked = (struct tui_line){ TUI_LINE_VALUE, i, j, NULL };
	if (field_name(s) == NULL || value_of(s)->cell == NULL) {
		tui_say(ctx, TUI_WARN, "%s",
		        _("this cannot be mended from here: mend it in the "
		          "file, or leave the rows out"));
		return;
	}
	field = rc_field_find(s->kind, rc_str_of(field_name(s)));
	if (field != NULL && (field->type == RC_REF || field->words != NULL))
		ask_pick(s, ctx, field);
	else
		ask_text(s, ctx);
}
