/* SPDX-License-Identifier: MIT */
/*
 * passphrase - asks for the passphrases of keys, on the terminal, unseen; never
 * on a command line, in the environment or in a file. What was answered is kept
 * as long as the command runs, so that a watcher that reads its keys again does
 * not ask again.
 */
#ifndef CLI_PASSPHRASE_H
#define CLI_PASSPHRASE_H

#include "run.h"

#define CLI_PASSPHRASES    4
#define CLI_PASSPHRASE_MAX 1024

struct cli_passphrases {
	struct cli_passphrase {
		char path[512];
		char text[CLI_PASSPHRASE_MAX];
	} all[CLI_PASSPHRASES];
	size_t n;
};

/* At the first attempt what was answered for this path before, if it was; else
 * asks. False: nobody is there, or the answer was empty or Ctrl-C. */
bool cli_passphrase(struct cli_passphrases *known, const char *path,
                    unsigned attempt, char *ret, size_t size);
void cli_passphrases_forget(struct cli_passphrases *known);

#endif
