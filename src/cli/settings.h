/* SPDX-License-Identifier: MIT */
/*
 * settings - the table of settings, and where each comes from: built in, the
 * file rollcall.conf, the environment, the command line.
 */
#ifndef CLI_SETTINGS_H
#define CLI_SETTINGS_H

#include "run.h"

/* Before the command line is read: defaults, environment, file; sets the
 * language, so that messages are in it from the first on. */
bool cli_settings_begin(struct cli *cli, struct rc_err *err) RC_MUST;
/* After: what the command line says wins; sets cli->where. */
bool cli_settings_end(struct cli *cli, struct rc_err *err) RC_MUST;

#endif
