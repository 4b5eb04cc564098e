/* SPDX-License-Identifier: MIT */
/* wizard_setting - step 2: what the file holds, how it is written, whose. */
#include "screen/wizard.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/import_map.h>

#include <string.h>

#define SENDERS_MAX 200

static size_t
known_columns(const struct tui_wizard *s)
{
	size_t n = 0;
	size_t i;

	for (i = 0; i < s->look.ncolumns; i++)
		n += tui_wizard_field(s, i) != NULL;
	return n;
}

static void
on_kind(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;

	(void)text;
	if (id < 0 || rc_kinds[id] == s->kind)
		return;
	s->kind = rc_kinds[id];
	s->kind_given = true;
	s->touched = true;
	s->sender[0] = '\0';
	s->ndefaults = 0;
	s->nfixes = 0;
	tui_wizard_leave_file(s);
	tui_wizard_look(s, ctx);
}

static void
ask_kind(struct tui_wizard *s, struct tui_ctx *ctx)
{
	struct tui_choice *choice =
	        tui_choose(ctx, s, on_kind, _("What the file holds"));
	char detail[100];
	int here = 0;
	int i;

	for (i = 0; choice != NULL && rc_kinds[i] != NULL; i++) {
		struct tui_choice_item item = { .label = _(rc_kinds[i]->label),
			                        .also = rc_kinds[i]->name,
			                        .id = i };

		if (!tui_wizard_may_import(rc_kinds[i]))
			continue;
		(void)snprintf(detail, sizeof(detail),
		               _("%zu of %zu columns known"),
		               tui_wizard_known(rc_kinds[i], &s->look),
		               s->look.ncolumns);
		item.detail = detail;
		if (rc_kinds[i] == s->kind)
			here = i;
		tui_choice_add(choice, item);
	}
	if (choice != NULL)
		tui_choice_select(choice, here);
}

static const struct {
	enum rc_date_order order;
	const char *label, *example;
} orders[] = {
	{ RC_DMY, N_("day first"), N_("01/02/2024 is the 1st of February") },
	{ RC_MDY, N_("month first"), N_("01/02/2024 is the 2nd of January") },
	{ RC_YMD, N_("year first"), N_("2024-02-01 and nothing else") },
};

static void
on_dates(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;

	(void)text;
	if (id < 0)
		return;
	s->dates_given = id > 0;
	if (id > 0)
		s->dates = orders[id - 1].order;
	tui_wizard_said(s, ctx);
}

static void
ask_dates(struct tui_wizard *s, struct tui_ctx *ctx)
{
	struct tui_choice *choice =
	        tui_choose(ctx, s, on_dates, _("How the file writes days"));
	size_t i;

	if (choice == NULL)
		return;
	tui_choice_add(choice, (struct tui_choice_item){
	                               .label = _("as each column proves"),
	                               .detail = _("a day above 12 in it") });
	for (i = 0; i < RC_COUNT(orders); i++) {
		tui_choice_add(choice, (struct tui_choice_item){
		                               .label = _(orders[i].label),
		                               .detail = _(orders[i].example),
		                               .id = (int)i + 1 });
		if (s->dates_given && s->dates == orders[i].order)
			tui_choice_select(choice, (int)i + 1);
	}
}

/* --- separator ------------------------------------------------------------ */

static const struct {
	char separator;
	const char *label, *detail;
} separators[] = {
	{ '\0', N_("as the first line says"),
	  N_("the one that stands there most often") },
	{ ';', ";", N_("semicolon: Excel with Vietnamese settings") },
	{ ',', ",", N_("comma") },
	{ '\t', "TAB", N_("\"Unicode text\" of Excel") },
	{ '|', "|", N_("bar") },
};

static void
on_separator(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;

	(void)text;
	if (id < 0 || separators[id].separator == s->separator)
		return;
	s->separator = separators[id].separator;
	s->touched = true;
	tui_wizard_leave_file(s);
	tui_wizard_look(s, ctx);
}

static void
ask_separator(struct tui_wizard *s, struct tui_ctx *ctx)
{
	struct tui_choice *choice;
	int here = 0;
	int i;

	if (strcmp(rc_text_or_empty(s->look.format), "csv") != 0) {
		tui_say(ctx, TUI_WARN, "%s",
		        _("this file is no table: it has no separator"));
		return;
	}
	choice = tui_choose(ctx, s, on_separator,
	                    _("What stands between the cells"));
	for (i = 0; choice != NULL && i < (int)RC_COUNT(separators); i++) {
		tui_choice_add(choice,
		               (struct tui_choice_item){
		                       .label = _(separators[i].label),
		                       .detail = _(separators[i].detail),
		                       .id = i });
		if (separators[i].separator == s->separator)
			here = i;
	}
	if (choice != NULL)
		tui_choice_select(choice, here);
}

/* --- senders -------------------------------------------------------------- */

static void
on_sender(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;
	const char *sender = tui_wizard_pick(s, id);

	(void)text;
	if (sender == NULL)
		return;
	(void)snprintf(s->sender, sizeof(s->sender), "%s", sender);
	s->is_judged = false;
	s->touched = true;
	tui_wizard_leave_file(s);
	tui_wizard_look(s, ctx);
}

static void
ask_sender(struct tui_wizard *s, struct tui_ctx *ctx)
{
	struct tui_choice *choice;
	struct rc_view view;
	struct rc_page page;
	struct rc_arena arena;
	struct rc_err err = { 0 };
	char text[80];
	size_t i;

	rc_arena_init(&arena);
	rc_arena_clear(&s->pick_arena);
	s->npicks = 0;
	(void)snprintf(text, sizeof(text), "kind=%s", s->kind->name);
	if (!rc_view_parse(&rc_kind_import_map, text, rc_app_today(ctx->app),
	                   &arena, &view, &err) ||
	    !rc_records_page(ctx->app, &view, NULL, RC_FORWARD, SENDERS_MAX,
	                     &arena, &page, &err)) {
		tui_say_err(ctx, &err);
	} else if (page.n == 0) {
		tui_say(ctx, TUI_WARN, "%s",
		        _("no sender has a saved map for these records yet; "
		          "F2 saves this one"));
	} else {
		choice = tui_choose(ctx, s, on_sender, _("As the files of"));
		for (i = 0; choice != NULL && i < page.n; i++) {
			const struct rc_import_map *map =
			        rc_page_row(&page, view.kind, i);

			tui_wizard_offer(s, choice, map->sender,
			                 rc_text_or_empty(map->columns),
			                 map->sender);
		}
		if (choice != NULL)
			tui_wizard_offer(s, choice, _("nobody"), "", "");
	}
	rc_arena_fini(&arena);
}

static void
on_save(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;
	struct rc_import_options options;
	struct rc_arena arena;
	struct rc_err err = { 0 };

	(void)id;
	rc_arena_init(&arena);
	if (tui_wizard_options(s, true, &arena, &options, &err) &&
	    rc_import_map_save(ctx->app, text, &options, &err)) {
		(void)snprintf(s->sender, sizeof(s->sender), "%.69s", text);
		s->senders++;
		ctx->stale = true;
		tui_say(ctx, TUI_OK, _("kept for the next file of %.60s"),
		        text);
	} else {
		tui_say_err(ctx, &err);
	}
	rc_arena_fini(&arena);
}

void
tui_wizard_ask_save(struct tui_wizard *s, struct tui_ctx *ctx)
{
	if (!tui_may_write(ctx))
		return;
	tui_ask(ctx, s, on_save, _("Keep this map for the files of"), NULL);
	tui_input_set(&ctx->modal.input, s->sender);
}

/* --- all of them ---------------------------------------------------------- */

void
tui_wizard_ask_setting(struct tui_wizard *s, struct tui_ctx *ctx,
                       enum tui_line_type type)
{
	if (type == TUI_LINE_KIND)
		ask_kind(s, ctx);
	else if (type == TUI_LINE_ENCODING)
		tui_wizard_ask_encoding(s, ctx);
	else if (type == TUI_LINE_SEPARATOR)
		ask_separator(s, ctx);
	else if (type == TUI_LINE_DATES)
		ask_dates(s, ctx);
	else if (type == TUI_LINE_SENDER)
		ask_sender(s, ctx);
}

static void
put_encoding(const struct tui_wizard *s, struct rc_buf *b)
{
	rc_buf_puts(b, rc_text_or_empty(s->look.encoding));
	if (s->look.bom)
		rc_buf_printf(b, ", %s", _("with byte order mark"));
	if (s->encoding[0] != '\0')
		rc_buf_printf(b, ", %s", _("as you said"));
}

static void
put_dates(const struct tui_wizard *s, struct rc_buf *b)
{
	size_t i;

	if (!s->dates_given)
		rc_buf_puts(b, _("as each column proves"));
	for (i = 0; s->dates_given && i < RC_COUNT(orders); i++)
		if (orders[i].order == s->dates)
			rc_buf_printf(b, "%s: %s", _(orders[i].label),
			              _(orders[i].example));
}

const char *
tui_wizard_put_setting(const struct tui_wizard *s, enum tui_line_type type,
                       struct rc_buf *b)
{
	switch ((int)type) {
	case TUI_LINE_KIND:
		rc_buf_printf(b, "%s", _(s->kind->label));
		if (s->look.ncolumns > 0)
			rc_buf_printf(b, _("  (%zu of %zu columns known)"),
			              known_columns(s), s->look.ncolumns);
		return _("Holds");
	case TUI_LINE_ENCODING:
		put_encoding(s, b);
		return _("Encoding");
	case TUI_LINE_SEPARATOR:
		if (s->look.separator == '\t')
			rc_buf_puts(b, "TAB");
		else if (s->look.separator != '\0')
			rc_buf_printf(b, "%c", s->look.separator);
		else
			rc_buf_puts(b, rc_text_or_empty(s->look.format));
		if (s->separator != '\0')
			rc_buf_printf(b, ", %s", _("as you said"));
		return _("Separator");
	case TUI_LINE_DATES:
		put_dates(s, b);
		return _("Dates");
	default:
		if (s->sender[0] != '\0')
			rc_buf_puts(b, s->sender);
		else if (s->senders > 0)
			rc_buf_printf(b, _("none chosen; %llu saved, Enter"),
			              (unsigned long long)s->senders);
		else
			rc_buf_puts(b, _("none; F2 keeps this map for later"));
		return _("Sender");
	}
}
