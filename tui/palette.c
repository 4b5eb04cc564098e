/* SPDX-License-Identifier: MIT */
/*
 * palette - items carry an id that says what they are: an action, a screen, a
 * kind or a language, each in its own range.
 */
#include "palette.h"

#include "screen/registry.h"
#include "stack.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/log.h>

enum { ID_ACTION = 0, ID_SCREEN = 1000, ID_KIND = 2000, ID_LANG = 3000 };

static const struct {
	const char *command, *label;
	enum rc_lang lang;
} languages[] = {
	{ "lang vi", "Tiếng Việt", RC_LANG_VI },
	{ "lang en", "English", RC_LANG_EN },
};

/* What a palette of these kinds offers besides the screens. */
static const struct rc_kind *
other_kind(size_t i)
{
	static const struct rc_kind *const logs[] = { &rc_kind_batch,
		                                      &rc_kind_event };
	size_t n = 0;

	while (rc_kinds[n] != NULL)
		n++;
	if (i < n)
		return rc_kinds[i];
	return i - n < RC_COUNT(logs) ? logs[i - n] : NULL;
}

/* The screen that shows a kind under a number, or NULL. */
static const struct tui_screen *
screen_of(const struct rc_kind *kind)
{
	const struct tui_screen *screen;

	for (screen = tui_screens; screen->name != NULL; screen++)
		if (screen->kind == kind && kind != NULL)
			return screen;
	return NULL;
}

/* Splits "devices status=repair"; true if the first word names a screen or a
 * kind, and a view follows. */
static bool
run_view(struct tui_ui *ui, const char *text)
{
	struct rc_str rest = rc_str_trim(rc_str_of(text));
	struct rc_str name;
	const struct rc_kind *kind;
	char view[TUI_VIEW_BYTES];

	if (!rc_str_split(&rest, ' ', &name) || rest.n == 0)
		return false;
	kind = rc_kind_find(name);
	if (kind == NULL || rest.n >= sizeof(view))
		return false;
	(void)snprintf(view, sizeof(view), "%.*s", (int)rest.n, rest.p);
	tui_go(&ui->ctx, "records", kind, 0, view);
	return true;
}

static void
run_item(struct tui_ui *ui, int id)
{
	const struct rc_kind *kind;

	if (id >= ID_LANG) {
		rc_lang_set(languages[id - ID_LANG].lang);
		ui->ctx.stale = true;
	} else if (id >= ID_KIND) {
		kind = other_kind((size_t)(id - ID_KIND));
		tui_go(&ui->ctx, "records", kind, 0, "");
	} else if (id >= ID_SCREEN) {
		tui_go(&ui->ctx, tui_screens[id - ID_SCREEN].name,
		       tui_screens[id - ID_SCREEN].kind, 0, "");
	} else {
		ui->ctx.press = (enum tui_action)id;
	}
}

static void
on_pick(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_ui *ui = self;

	if (run_view(ui, text))
		return;
	if (id < 0)
		tui_say(ctx, TUI_WARN, _("there is no command \"%.60s\""),
		        text);
	else
		run_item(ui, id);
}

static void
add_action(struct tui_ui *ui, struct tui_choice *choice, enum tui_action action,
           bool keys_first)
{
	struct rc_buf keys;
	struct tui_choice_item item = { .also = tui_actions[action].name,
		                        .id = ID_ACTION + (int)action };

	rc_buf_init(&keys, 200);
	tui_keymap_put_keys(&ui->ctx.keymap, action, 4, &keys);
	item.label =
	        keys.n > 0 && keys_first ? keys.p : _(tui_actions[action].word);
	item.detail = _(tui_actions[action].help);
	tui_choice_add(choice, item);
	rc_buf_fini(&keys);
}

static void
add_screens(struct tui_choice *choice)
{
	char detail[100];
	int i;

	for (i = 0; tui_screens[i].name != NULL; i++) {
		struct tui_choice_item item = { .id = ID_SCREEN + i };

		if (tui_screens[i].digit < 0)
			continue;
		(void)snprintf(detail, sizeof(detail), "%s  [%d]", _("go to"),
		               tui_screens[i].digit);
		item.label = _(tui_screens[i].title);
		item.detail = detail;
		item.also = tui_screens[i].name;
		tui_choice_add(choice, item);
	}
}

static void
add_kinds(struct tui_choice *choice)
{
	const struct rc_kind *kind;
	size_t i;

	for (i = 0; (kind = other_kind(i)) != NULL; i++) {
		struct tui_choice_item item = { .id = ID_KIND + (int)i };

		if (screen_of(kind) != NULL || (kind->flags & RC_KIND_SHEET))
			continue;
		item.label = _(kind->label);
		item.detail = _("list of records");
		item.also = kind->name;
		tui_choice_add(choice, item);
	}
}

void
tui_palette_open(struct tui_ui *ui)
{
	struct tui_choice *choice =
	        tui_choose(&ui->ctx, ui, on_pick, _("Command"));
	const enum tui_action *action = tui_view_actions(tui_ui_top(ui));
	size_t i;

	if (choice == NULL)
		return;
	add_screens(choice);
	for (; *action != TUI_ACT_NONE; action++)
		add_action(ui, choice, *action, false);
	add_kinds(choice);
	for (i = 0; i < RC_COUNT(languages); i++) {
		struct tui_choice_item item = {
			.label = languages[i].label,
			.detail = _("language"),
			.also = languages[i].command,
			.id = ID_LANG + (int)i,
		};

		tui_choice_add(choice, item);
	}
	add_action(ui, choice, TUI_ACT_REFRESH, false);
	add_action(ui, choice, TUI_ACT_LOG, false);
	add_action(ui, choice, TUI_ACT_QUIT, false);
}

static bool
has_action(const enum tui_action *actions, enum tui_action action)
{
	for (; *actions != TUI_ACT_NONE; actions++)
		if (*actions == action)
			return true;
	return false;
}

/* Actions that every screen has. */
static bool
is_common(enum tui_action action)
{
	return action <= TUI_ACT_PREVIOUS || action >= TUI_ACT_PALETTE;
}

void
tui_help_open(struct tui_ui *ui)
{
	struct tui_choice *choice;
	const enum tui_action *actions = tui_view_actions(tui_ui_top(ui));
	char title[100];
	int i;

	(void)snprintf(title, sizeof(title), _("Help: %s"),
	               _(tui_ui_top(ui)->screen->title));
	choice = tui_choose(&ui->ctx, ui, on_pick, title);
	for (i = 0; choice != NULL && actions[i] != TUI_ACT_NONE; i++)
		add_action(ui, choice, actions[i], true);
	for (i = 1; choice != NULL && i < TUI_ACTION_COUNT; i++)
		if (is_common((enum tui_action)i) &&
		    !has_action(actions, (enum tui_action)i))
			add_action(ui, choice, (enum tui_action)i, true);
}
