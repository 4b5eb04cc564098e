/* SPDX-License-Identifier: MIT */
/*
 * action - what keys do. One row here is an action's name (in the key map), its
 * word on the hint line and in the help; data/keymap/default.conf says which
 * keys mean it. Help is printed from this table, so it cannot lie.
 *
 * A harmless action changes nothing that is stored: an input method's letter
 * (đ for d, ư for w) may stand for its key.
 */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#include <rollcall/base/buf.h>

/* X(enum, name, harmless, word, help) */
#define TUI_ACTIONS(X)                                                         \
	X(UP, "up", true, N_("Up"), N_("one row up"))                          \
	X(DOWN, "down", true, N_("Down"), N_("one row down"))                  \
	X(LEFT, "left", true, N_("To the left"), N_("columns to the left"))    \
	X(RIGHT, "right", true, N_("Right"), N_("columns to the right"))       \
	X(PAGE_UP, "page-up", true, N_("Page up"), N_("one screen up"))        \
	X(PAGE_DOWN, "page-down", true, N_("Page down"),                       \
	  N_("one screen down"))                                               \
	X(HOME, "home", true, N_("First"), N_("the first row"))                \
	X(END, "end", true, N_("Last"), N_("the last row"))                    \
	X(OPEN, "open", true, N_("Open"), N_("open what the cursor is on"))    \
	X(BACK, "back", true, N_("Back"), N_("one level back"))                \
	X(QUIT, "quit", false, N_("Quit"), N_("back; at the top, leave"))      \
	X(SCREEN, "screen", true, N_("Screens"),                               \
	  N_("go to the screen of that number"))                               \
	X(NEXT, "next", true, N_("Next"), N_("the next part"))                 \
	X(PREVIOUS, "previous", true, N_("Previous"), N_("the part before"))   \
	X(FILTER, "filter", true, N_("Filter"),                                \
	  N_("show only what matches, as you type"))                           \
	X(SORT, "sort", true, N_("Sort"), N_("choose the order"))              \
	X(REVERSE, "reverse", true, N_("Reverse"), N_("turn the order round")) \
	X(MARK, "mark", true, N_("Mark"), N_("mark or unmark the row"))        \
	X(MARK_ALL, "mark-all", true, N_("Mark all"),                          \
	  N_("mark every row of the filter"))                                  \
	X(UNMARK, "unmark", true, N_("Unmark"), N_("take all marks off"))      \
	X(NEW, "new", false, N_("New"), N_("add a record"))                    \
	X(EDIT, "edit", false, N_("Edit"), N_("change the record"))            \
	X(SAVE, "save", false, N_("Save"), N_("save what was changed"))        \
	X(RETIRE, "retire", false, N_("Retire"), N_("retire the device"))      \
	X(BULK, "bulk", false, N_("Set"),                                      \
	  N_("set a field on the marked rows"))                                \
	X(UNDO, "undo", false, N_("Undo"),                                     \
	  N_("take back the act of this line"))                                \
	X(IMPORT, "import", false, N_("Import"),                               \
	  N_("write the good rows of the file"))                               \
	X(POLL, "poll", false, N_("Poll"), N_("ask the devices over SSH"))     \
	X(CANCEL, "cancel", false, N_("Stop"),                                 \
	  N_("stop what is running, keep its results"))                        \
	X(YEAR, "year", true, N_("Year"), N_("choose the year of the plan"))   \
	X(EXPLAIN, "explain", true, N_("Why"),                                 \
	  N_("why it is judged so, and the cheapest way to conform"))          \
	X(PALETTE, "palette", true, N_("Command"),                             \
	  N_("find a screen or a command by name"))                            \
	X(HELP, "help", true, N_("Help"), N_("keys of this screen"))           \
	X(LOG, "log", true, N_("Messages"), N_("the messages so far"))         \
	X(REFRESH, "refresh", true, N_("Refresh"), N_("read everything anew")) \
	X(REPAINT, "repaint", true, N_("Repaint"), N_("draw the screen anew")) \
	X(SUSPEND, "suspend", true, N_("Suspend"),                             \
	  N_("to the shell; fg comes back"))

enum tui_action {
	TUI_ACT_NONE,
#define TUI_ACTION_ENUM(id, name, harmless, word, help) TUI_ACT_##id,
	TUI_ACTIONS(TUI_ACTION_ENUM)
#undef TUI_ACTION_ENUM
	        TUI_ACTION_COUNT
};

struct tui_action_info {
	const char *name;
	bool harmless;
	const char *word; /* N_() */
	const char *help; /* N_() */
};
extern const struct tui_action_info tui_actions[TUI_ACTION_COUNT];

#define TUI_BINDINGS_MAX 160
struct tui_keymap {
	struct {
		int32_t key;
		enum tui_action action;
	} bindings[TUI_BINDINGS_MAX];
	size_t n;
};

/* Reads `action = key key ...` lines; `path` is for messages. */
bool tui_keymap_parse(struct tui_keymap *keymap, const char *path,
                      struct rc_str text, struct rc_err *err) RC_MUST;
/* The built-in map. */
bool tui_keymap_default(struct tui_keymap *keymap, struct rc_err *err) RC_MUST;
enum tui_action tui_keymap_find(const struct tui_keymap *keymap, int32_t key);
/* Was the key only found by taking the marks off a letter? */
bool tui_keymap_folded(const struct tui_keymap *keymap, int32_t key);
/* The first key of an action ("Enter", "Ctrl-L"), or up to `most` of them with
 * blanks between; nothing if it has none. */
void tui_keymap_put_keys(const struct tui_keymap *keymap,
                         enum tui_action action, size_t most, struct rc_buf *b);

#endif
