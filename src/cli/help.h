/* SPDX-License-Identifier: MIT */
/* help - the tables as text for people. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "opt.h"

void cli_help_all(const struct cli_tables *tables, FILE *out);
void cli_help_one(const struct cli_tables *tables,
                  const struct cli_command *command, FILE *out);

#endif
