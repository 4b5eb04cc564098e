/* SPDX-License-Identifier: MIT */
/* frozen - `report`: keeping what is printed, and what was kept. */
#ifndef CLI_FROZEN_H
#define CLI_FROZEN_H

#include <rollcall/app/figures.h>

#include "run.h"

/* Prints the report as --format and --output say and keeps these very bytes;
 * with --duty for a duty, whose period it then has unless one is given. */
bool cli_freeze_report(struct cli *cli, const char *name,
                       struct rc_report_options *options,
                       struct rc_err *err) RC_MUST;
/* `report frozen [CODE]`: lists them, or gives out the bytes of one. */
bool cli_frozen_show(struct cli *cli, struct rc_err *err) RC_MUST;
/* `report verify CODE`: are the bytes whole, and do the figures come out the
 * same when they are made again as of then? */
bool cli_frozen_verify(struct cli *cli, struct rc_err *err) RC_MUST;

#endif
