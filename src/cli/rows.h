/* SPDX-License-Identifier: MIT */
/* rows - the rows of a view, printed one by one in any format. */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "run.h"

/* Prints with the view's columns, as --format and --output say.
 * A kind without key shows the number of the record first. */
bool cli_rows_print(struct cli *cli, const struct rc_view *view,
                    struct rc_err *err) RC_MUST;
/* The view in the arguments from the n-th on. */
bool cli_rows_list(struct cli *cli, const struct rc_kind *kind, size_t n,
                   struct rc_err *err) RC_MUST;

#endif
