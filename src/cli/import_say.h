/* SPDX-License-Identifier: MIT */
/*
 * import_say - what an import has to tell, in lines for people. Nothing is
 * wider than 80 cells.
 */
#ifndef CLI_IMPORT_SAY_H
#define CLI_IMPORT_SAY_H

#include <rollcall/app/imports.h>

#include "run.h"

/* To standard error: what was assumed. */
void cli_import_say_remarks(struct cli *cli, const char *path,
                            const struct rc_import_result *result);
/* To standard error: causes, and beneath each its cells, file:line:column
 * first. */
void cli_import_say_groups(struct cli *cli, const char *path,
                           const struct rc_import_result *result);
/* To standard output: a cell that a dry run would change. */
void cli_import_print_delta(struct cli *cli, const struct rc_delta *delta);
/* The last line: the same in every language, for scripts. */
void cli_import_say_counts(struct cli *cli, bool dry_run,
                           const struct rc_import_result *result);
/* "nothing written", "dry run, nothing written", "batch 12" into text[48]. */
void cli_import_put_batch(char text[48], bool dry_run,
                          const struct rc_import_result *result);
/* A file, or the bytes of standard input, that is not UTF-8 was refused: what
 * it may be, read each way. */
void cli_import_say_encodings(struct cli *cli,
                              const struct rc_import_options *options,
                              const struct rc_str *bytes);

#endif
