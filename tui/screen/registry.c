/* SPDX-License-Identifier: MIT */
/* registry - the table of screens. */
#include "screen/registry.h"

#include "screen/records.h"
#include "screen/screens.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/log.h>

#include <string.h>

static const enum tui_action dashboard_actions[] = { TUI_ACT_OPEN, TUI_ACT_YEAR,
	                                             TUI_ACT_NEXT,
	                                             TUI_ACT_NONE };
static const enum tui_action agency_actions[] = {
	TUI_ACT_OPEN, TUI_ACT_EXPLAIN, TUI_ACT_FILTER, TUI_ACT_SORT,
	TUI_ACT_EDIT, TUI_ACT_REVERSE, TUI_ACT_NONE
};
static const enum tui_action device_actions[] = {
	TUI_ACT_OPEN,    TUI_ACT_FILTER, TUI_ACT_EDIT,     TUI_ACT_SORT,
	TUI_ACT_NEW,     TUI_ACT_MARK,   TUI_ACT_BULK,     TUI_ACT_POLL,
	TUI_ACT_REVERSE, TUI_ACT_RETIRE, TUI_ACT_MARK_ALL, TUI_ACT_UNMARK,
	TUI_ACT_NONE
};
static const enum tui_action records_actions[] = {
	TUI_ACT_OPEN,   TUI_ACT_FILTER,  TUI_ACT_EDIT, TUI_ACT_SORT,
	TUI_ACT_NEW,    TUI_ACT_MARK,    TUI_ACT_BULK, TUI_ACT_MARK_ALL,
	TUI_ACT_UNMARK, TUI_ACT_REVERSE, TUI_ACT_NONE
};
static const enum tui_action history_actions[] = {
	TUI_ACT_OPEN, TUI_ACT_UNDO,    TUI_ACT_FILTER,
	TUI_ACT_SORT, TUI_ACT_REVERSE, TUI_ACT_NONE
};
static const enum tui_action record_actions[] = { TUI_ACT_EDIT, TUI_ACT_POLL,
	                                          TUI_ACT_NONE };
static const enum tui_action edit_actions[] = { TUI_ACT_OPEN, TUI_ACT_SAVE,
	                                        TUI_ACT_BACK, TUI_ACT_NONE };
static const enum tui_action poll_actions[] = { TUI_ACT_POLL, TUI_ACT_CANCEL,
	                                        TUI_ACT_OPEN, TUI_ACT_NONE };
static const enum tui_action import_actions[] = {
	TUI_ACT_OPEN, TUI_ACT_FILTER, TUI_ACT_NEXT,   TUI_ACT_IMPORT,
	TUI_ACT_SAVE, TUI_ACT_UNDO,   TUI_ACT_CANCEL, TUI_ACT_NONE
};
static const enum tui_action report_actions[] = { TUI_ACT_NEXT, TUI_ACT_NONE };
static const enum tui_action calendar_actions[] = { TUI_ACT_NONE };

#define RECORDS                                                   \
	.open = tui_records_open, .close = tui_records_close,     \
	.size = tui_records_size, .handle = tui_records_handle,   \
	.refresh = tui_records_refresh, .draw = tui_records_draw, \
	.scope = tui_records_scope, .full = tui_records_full
#define FUNCTIONS(name)                                             \
	.open = tui_##name##_open, .close = tui_##name##_close,     \
	.size = tui_##name##_size, .handle = tui_##name##_handle,   \
	.refresh = tui_##name##_refresh, .draw = tui_##name##_draw, \
	.scope = tui_##name##_scope

const struct tui_screen tui_screens[] = {
	{ .name = "dashboard",
	  .title = N_("Home"),
	  .digit = 1,
	  .actions = dashboard_actions,
	  FUNCTIONS(dashboard),
	  .full = tui_dashboard_full },
	{ .name = "agencies",
	  .title = N_("Agencies"),
	  .digit = 2,
	  .actions = agency_actions,
	  FUNCTIONS(agencies),
	  .full = tui_agencies_full },
	{ .name = "devices",
	  .title = N_("Devices"),
	  .digit = 3,
	  .kind = &rc_kind_device,
	  .actions = device_actions,
	  RECORDS },
	{ .name = "links",
	  .title = N_("Links"),
	  .digit = 4,
	  .kind = &rc_kind_link,
	  .actions = records_actions,
	  RECORDS },
	{ .name = "posts",
	  .title = N_("Posts"),
	  .digit = 5,
	  .kind = &rc_kind_post,
	  .actions = records_actions,
	  RECORDS },
	{ .name = "poll",
	  .title = N_("Poll"),
	  .digit = 6,
	  .actions = poll_actions,
	  FUNCTIONS(poll),
	  .full = tui_poll_full },
	{ .name = "import",
	  .title = N_("Import"),
	  .digit = 7,
	  .actions = import_actions,
	  FUNCTIONS(import),
	  .full = tui_import_full,
	  .moment = tui_import_moment,
	  .unsaved = tui_import_unsaved },
	{ .name = "reports",
	  .title = N_("Reports"),
	  .digit = 8,
	  .actions = report_actions,
	  FUNCTIONS(report),
	  .full = tui_report_full },
	{ .name = "history",
	  .title = N_("History"),
	  .digit = 9,
	  .kind = &rc_kind_audit,
	  .actions = history_actions,
	  RECORDS },
	{ .name = "calendar",
	  .title = N_("Calendar"),
	  .digit = 0,
	  .actions = calendar_actions,
	  FUNCTIONS(report),
	  .full = tui_report_full },
	/* Reached from others, or by the palette with a kind. */
	{ .name = "records",
	  .title = N_("Records"),
	  .digit = -1,
	  .actions = records_actions,
	  RECORDS },
	{ .name = "record",
	  .title = N_("Record"),
	  .digit = -1,
	  .actions = record_actions,
	  FUNCTIONS(record),
	  .full = tui_record_full },
	{ .name = "edit",
	  .title = N_("Edit"),
	  .digit = -1,
	  .actions = edit_actions,
	  FUNCTIONS(edit),
	  .full = tui_edit_full,
	  .typing = tui_edit_typing },
	{ .name = NULL },
};

const struct tui_screen *
tui_screen_find(const char *name)
{
	const struct tui_screen *screen;

	for (screen = tui_screens; screen->name != NULL; screen++)
		if (strcmp(screen->name, name) == 0)
			return screen;
	return NULL;
}

const struct tui_screen *
tui_screen_digit(int digit)
{
	const struct tui_screen *screen;

	for (screen = tui_screens; screen->name != NULL; screen++)
		if (screen->digit == digit)
			return screen;
	return NULL;
}
