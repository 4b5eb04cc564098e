/* SPDX-License-Identifier: MIT */
/*
 * progress - one line on the terminal that says how far a long act is: count,
 * rate, time left. Without a terminal on standard error nothing is drawn.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "run.h"

struct cli_progress {
	struct cli *cli;
	rc_ms since;
	rc_ms drawn; /* when last; not more often than 5 times a second */
	bool shown;
};

struct cli_progress cli_progress_start(struct cli *cli);
/* `part` of `whole` (0 = unknown) is done; `what` is a short text. */
void cli_progress_tick(struct cli_progress *progress, uint64_t part,
                       uint64_t whole, const char *what);
/* Wipes the line, before other text is written. */
void cli_progress_wipe(struct cli_progress *progress);
rc_ms cli_progress_elapsed(const struct cli_progress *progress);

/* From `begin` to `end` an interrupt (Ctrl-C) is noted, not obeyed. */
void cli_interrupt_begin(void);
bool cli_interrupted(void);
void cli_interrupt_end(void);

/* Between begin and end SIGHUP is a wish as well: to read everything again.
 * take: was there one since the last call? */
void cli_hangup_begin(void);
bool cli_hangup_take(void);
void cli_hangup_end(void);

#endif
