/* SPDX-License-Identifier: MIT */
/* import_args - the options of `import`, as the table in cmd_import.c has them,
 * into struct rc_import_options. What is wrong in them is wrong usage. */
#ifndef CLI_IMPORT_ARGS_H
#define CLI_IMPORT_ARGS_H

#include <rollcall/app/imports.h>

#include "run.h"

bool cli_import_args(struct cli *cli, struct rc_import_options *ret,
                     struct rc_err *err) RC_MUST;

#endif
