/* SPDX-License-Identifier: MIT */
/*
 * cli - the command line face. main() prepares the process (locale, language,
 * arguments in NFC, SIGPIPE ignored) and calls cli_main(), which returns the
 * exit status of design: 0 done, 1 done but something was refused or did not
 * answer, 2 wrong usage, 3 not done.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <rollcall/app/app.h>

/* What the command line lends from its surroundings. */
struct cli_host {
	/* Opens the screen on an inventory; NULL: there is none. `poll_as`
	 * says how polls sign in, by the settings. */
	bool (*screen)(struct rc_app *app, const char *program,
	               const char *poll_as, bool colour, struct rc_err *err);
};

int cli_main(int argc, const char *const *argv, const struct cli_host *host);

#endif
