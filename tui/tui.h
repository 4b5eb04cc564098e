/* SPDX-License-Identifier: MIT */
/*
 * tui - the terminal face: screens over an open inventory.
 *
 * Takes the terminal (standard input and output must both be one), shows the
 * dashboard and returns when the user quits, the line drops or a signal says
 * so; the terminal is then as it was found, also after a crash. The app stays
 * the caller's and stays open.
 *
 *	struct tui_options options = { .program = argv[0], .colour = true };
 *	if (!tui_run(app, &options, err)) ...
 *
 * Fails without drawing anything when there is no usable terminal (a pipe,
 * TERM=dumb): the error says what to do instead.
 */
#ifndef ROLLCALL_TUI_H
#define ROLLCALL_TUI_H

#include <rollcall/app/app.h>

struct tui_options {
	const char *program; /* path of this program, to start polls with;
	                        NULL = no polls from the screen */
	const char *poll_as; /* how they sign in, for people; NULL = not told */
	bool ascii;          /* no box, block or accented characters */
	bool colour;         /* false: bold and reverse only (NO_COLOR) */
	bool read_only;      /* refuse every write, whatever the app allows */
};

bool tui_run(struct rc_app *app, const struct tui_options *options,
             struct rc_err *err) RC_MUST;

#endif
