/* SPDX-License-Identifier: MIT */
/*
 * guard - whatever happens, the terminal is given back as it was found: after
 * a crash, abort(), exit(), or a signal that the program has no time to heed.
 *
 * A signal handler has no context pointer, so the state is static: one process
 * has one terminal. The handlers only use async-signal-safe calls.
 *
 * SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP and SIGCONT only set a flag and
 * wake the main loop through a pipe; if it does not answer the first three
 * within two seconds, the terminal is put back and the process ends.
 */
#ifndef TUI_GUARD_H
#define TUI_GUARD_H

#include <rollcall/base/err.h>

enum tui_signal {
	TUI_SIGNAL_QUIT = 1u << 0,
	TUI_SIGNAL_RESIZE = 1u << 1,
	TUI_SIGNAL_SUSPEND = 1u << 2,
	TUI_SIGNAL_RESUME = 1u << 3
};

/* Remembers the modes of the terminal and takes the signals. `restore` is
 * what to write to leave the screen; it is copied (at most 200 bytes). */
bool tui_guard_start(int fd, const char *restore, struct rc_err *err) RC_MUST;
/* Gives the signals back; the terminal is no longer guarded. */
void tui_guard_stop(void);

int tui_guard_fd(void);        /* readable when a signal came */
unsigned tui_guard_take(void); /* the signals since the last call */
/* Puts back modes and screen now, for a suspension; the guard stays. */
void tui_guard_restore(void);
/* Stops this process until it is continued. */
void tui_guard_suspend(void);

#endif
