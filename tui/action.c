/* SPDX-License-Identifier: MIT */
/* action - the table of actions and the reading of key maps. */
#include "action.h"

#include "event.h"

#include <rollcall/base/data.h>
#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include <string.h>

const struct tui_action_info tui_actions[TUI_ACTION_COUNT] = {
	[TUI_ACT_NONE] = { "", true, "", "" },
#define TUI_ACTION_ROW(id, name, harmless, word, help) \
	[TUI_ACT_##id] = { name, harmless, word, help },
	TUI_ACTIONS(TUI_ACTION_ROW)
#undef TUI_ACTION_ROW
};

static const struct {
	const char *name;
	int32_t key;
} names[] = {
	{ "Enter", TUI_KEY_ENTER }, { "Esc", TUI_KEY_ESC },
	{ "Tab", TUI_KEY_TAB },     { "S-Tab", TUI_KEY_BACKTAB },
	{ "Space", TUI_KEY_SPACE }, { "Up", TUI_KEY_UP },
	{ "Down", TUI_KEY_DOWN },   { "Left", TUI_KEY_LEFT },
	{ "Right", TUI_KEY_RIGHT }, { "Home", TUI_KEY_HOME },
	{ "End", TUI_KEY_END },     { "PgUp", TUI_KEY_PGUP },
	{ "PgDn", TUI_KEY_PGDN },   { "Ins", TUI_KEY_INSERT },
	{ "Del", TUI_KEY_DELETE },  { "F1", TUI_KEY_F1 },
	{ "F2", TUI_KEY_F2 },       { "F3", TUI_KEY_F3 },
	{ "F4", TUI_KEY_F4 },       { "F5", TUI_KEY_F5 },
	{ "F6", TUI_KEY_F6 },       { "F7", TUI_KEY_F7 },
	{ "F8", TUI_KEY_F8 },       { "F9", TUI_KEY_F9 },
	{ "F10", TUI_KEY_F10 },     { "F11", TUI_KEY_F11 },
	{ "F12", TUI_KEY_F12 },
};

static enum tui_action
find_action(struct rc_str name)
{
	int i;

	for (i = 1; i < TUI_ACTION_COUNT; i++)
		if (rc_str_is(name, tui_actions[i].name))
			return (enum tui_action)i;
	return TUI_ACT_NONE;
}

/* "Enter", "Ctrl-L" or one character; TUI_KEY_NONE for anything else. */
static int32_t
find_key(struct rc_str name)
{
	size_t i;
	int32_t cp;

	for (i = 0; i < RC_COUNT(names); i++)
		if (rc_str_is(name, names[i].name))
			return names[i].key;
	if (rc_str_starts(name, "Ctrl-") && name.n == 6 && name.p[5] >= 'A' &&
	    name.p[5] <= 'Z')
		return name.p[5] - 'A' + 1;
	if (name.n > 0 && rc_utf8_next(name, &cp) == name.n && cp > ' ')
		return cp;
	return TUI_KEY_NONE;
}

static bool
bind_keys(struct tui_keymap *keymap, enum tui_action action, struct rc_str keys,
          struct rc_err *err)
{
	struct rc_str name;
	int32_t key;

	while (rc_str_split(&keys, ' ', &name)) {
		if (name.n == 0)
			continue;
		key = find_key(name);
		if (key == TUI_KEY_NONE)
			return rc_fail(err, RC_EINVALID,
			               _("%.*s is not the name of a key"),
			               (int)name.n, name.p);
		if (keymap->n == TUI_BINDINGS_MAX)
			return rc_fail(err, RC_EINVALID, _("too many keys"));
		keymap->bindings[keymap->n].key = key;
		keymap->bindings[keymap->n++].action = action;
	}
	return true;
}

static bool
parse_line(struct tui_keymap *keymap, struct rc_str line, struct rc_err *err)
{
	const char *equals;
	struct rc_str name;
	struct rc_str keys;
	enum tui_action action;

	line = rc_str_trim(line);
	if (line.n == 0 || line.p[0] == '#')
		return true;
	equals = memchr(line.p, '=', line.n);
	if (equals == NULL)
		return rc_fail(err, RC_EINVALID,
		               _("a line is ACTION = KEY KEY..."));
	name = (struct rc_str){ line.p, (size_t)(equals - line.p) };
	name = rc_str_trim(name);
	keys.p = equals + 1;
	keys.n = line.n - (size_t)(keys.p - line.p);
	action = find_action(name);
	if (action == TUI_ACT_NONE)
		return rc_fail(err, RC_EINVALID, _("there is no action %.*s"),
		               (int)name.n, name.p);
	return bind_keys(keymap, action, keys, err);
}

bool
tui_keymap_parse(struct tui_keymap *keymap, const char *path,
                 struct rc_str text, struct rc_err *err)
{
	struct tui_keymap read = { .n = 0 };
	struct rc_str line;
	unsigned number = 0;

	while (rc_str_split(&text, '\n', &line)) {
		number++;
		if (!parse_line(&read, line, err))
			return rc_within(err, "%s:%u", path, number);
	}
	*keymap = read;
	return true;
}

bool
tui_keymap_default(struct tui_keymap *keymap, struct rc_err *err)
{
	const struct rc_data *file = rc_data_find("keymap/default.conf");

	if (file == NULL)
		return rc_fail(err, RC_EBUG, "no key map is built in");
	return tui_keymap_parse(keymap, file->name, rc_data_str(file), err);
}

static enum tui_action
find_exact(const struct tui_keymap *keymap, int32_t key)
{
	size_t i;

	for (i = 0; i < keymap->n; i++)
		if (keymap->bindings[i].key == key)
			return keymap->bindings[i].action;
	return TUI_ACT_NONE;
}

/*
 * The plain letter that a Vietnamese one was typed with, in its case; else the
 * key. Telex makes "ư" of a lone w; the other letters fold to their base.
 */
static int32_t
fold_key(int32_t key)
{
	char bytes[4];
	struct rc_str s = { bytes, 0 };
	struct rc_buf bare;
	struct rc_buf lower;
	int32_t folded = key;

	if (key < 0x80 || key >= TUI_KEY_FIRST)
		return key;
	if (key == 0x1b0 || key == 0x1af) /* ư Ư */
		return key == 0x1b0 ? 'w' : 'W';
	s.n = rc_utf8_put(key, bytes);
	rc_buf_init(&bare, 32);
	rc_buf_init(&lower, 32);
	rc_fold_search(&bare, s);
	rc_fold_match(&lower, s);
	if (bare.n == 1 && bare.p[0] >= 'a' && bare.p[0] <= 'z') {
		folded = (unsigned char)bare.p[0];
		if (!rc_str_eq(rc_buf_str(&lower), s))
			folded += 'A' - 'a';
	}
	rc_buf_fini(&bare);
	rc_buf_fini(&lower);
	return folded;
}

enum tui_action
tui_keymap_find(const struct tui_keymap *keymap, int32_t key)
{
	enum tui_action action = find_exact(keymap, key);
	int32_t folded = fold_key(key);

	if (action != TUI_ACT_NONE || folded == key)
		return action;
	action = find_exact(keymap, folded);
	return tui_actions[action].harmless ? action : TUI_ACT_NONE;
}

bool
tui_keymap_folded(const struct tui_keymap *keymap, int32_t key)
{
	return find_exact(keymap, key) == TUI_ACT_NONE && fold_key(key) != key;
}

static void
put_key(int32_t key, struct rc_buf *b)
{
	size_t i;
	char bytes[4];

	for (i = 0; i < RC_COUNT(names); i++) {
		if (names[i].key == key) {
			rc_buf_puts(b, names[i].name);
			return;
		}
	}
	if (key < ' ')
		rc_buf_printf(b, "Ctrl-%c", (char)(key + 'A' - 1));
	else
		rc_buf_put(b, bytes, rc_utf8_put(key, bytes));
}

void
tui_keymap_put_keys(const struct tui_keymap *keymap, enum tui_action action,
                    size_t most, struct rc_buf *b)
{
	size_t i;
	size_t found = 0;

	for (i = 0; i < keymap->n && found < most; i++) {
		if (keymap->bindings[i].action != action)
			continue;
		if (found++ > 0)
			rc_buf_putc(b, ' ');
		put_key(keymap->bindings[i].key, b);
	}
}
