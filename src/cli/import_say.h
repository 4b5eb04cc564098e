/* SPDX-License-Identifier: MIT */
/* import_say - what an import has to tell: faults, changes, counts. */
#ifndef CLI_IMPORT_SAY_H
#define CLI_IMPORT_SAY_H

#include <rollcall/app/imports.h>

#include "run.h"

/* To standard error, file:line:column first. */
void cli_import_say_faults(struct cli *cli, const char *path,
                           const struct rc_import_result *result);
/* To standard output: the cells that a dry run would change. */
void cli_import_print_deltas(struct cli *cli,
                             const struct rc_import_result *result);
/* The last line: the same in every language, for scripts. */
void cli_import_say_counts(struct cli *cli, bool dry_run,
                           const struct rc_import_result *result);

#endif
