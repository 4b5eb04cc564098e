/* SPDX-License-Identifier: MIT */
/* agenda - the words for how a duty stands. */
#include <rollcall/model/agenda.h>

#include <rollcall/base/i18n.h>

const struct rc_word rc_due_words[] = {
	[RC_DUE_NONE] = { "", "", NULL },
	[RC_DUE_OPEN] = { "open", N_("open"), NULL },
	[RC_DUE_LATE] = { "late", N_("late"), NULL },
	[RC_DUE_DONE] = { "done", N_("done"), NULL },
	[RC_DUE_DONE_LATE] = { "done_late", N_("done late"), NULL },
	{ NULL, NULL, NULL },
};
