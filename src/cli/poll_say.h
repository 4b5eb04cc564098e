/* SPDX-License-Identifier: MIT */
/*
 * poll_say - what a poll has to tell at its end: changed host keys first, then
 * the failures grouped by cause with the first devices of each, then the sums.
 * It holds the same memory for ten devices and for a million.
 */
#ifndef CLI_POLL_SAY_H
#define CLI_POLL_SAY_H

#include <rollcall/app/polls.h>
#include <rollcall/model/field.h>

#include "run.h"

#define CLI_POLL_CAUSES 64 /* an outcome in a phase each */
#define CLI_POLL_FEW    4  /* devices named of each */
#define CLI_POLL_KEYS   20 /* changed keys told one by one */

struct cli_poll_cause {
	char outcome[24], phase[16];
	uint64_t n;
	char few[CLI_POLL_FEW][48]; /* safe to show */
};
struct cli_poll_sums {
	struct cli_poll_cause causes[CLI_POLL_CAUSES];
	size_t ncauses;
	uint64_t others;                   /* of causes beyond those */
	char keys[CLI_POLL_KEYS + 1][400]; /* "TS-1  host: sentence" */
	uint64_t nkeys;
};

/* The label of an outcome or a phase (model/outcome.h) in the reader's language;
 * a word that is not among `words` stands as it is. */
const char *cli_poll_word(const struct rc_word *words, const char *name);

void cli_poll_note(struct cli_poll_sums *sums, const struct rc_poll_line *line);
void cli_poll_say(struct cli *cli, const struct cli_poll_sums *sums,
                  const struct rc_poll_counts *counts);

#endif
