/* SPDX-License-Identifier: MIT */
/* commands - every command, in the file that is named after its family. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "opt.h"

extern const struct cli_command cli_init, cli_demo;   /* cmd_new.c */
extern const struct cli_command cli_template;         /* cmd_template.c */
extern const struct cli_command cli_import;           /* cmd_import.c */
extern const struct cli_command cli_list, cli_export; /* cmd_list.c */
extern const struct cli_command cli_show;             /* cmd_show.c */
extern const struct cli_command cli_add;              /* cmd_add.c */
extern const struct cli_command cli_set;              /* cmd_set.c */
extern const struct cli_command cli_assign, cli_return,
        cli_retire;                                       /* cmd_custody.c */
extern const struct cli_command cli_poll;                 /* cmd_poll.c */
extern const struct cli_command cli_trust;                /* cmd_trust.c */
extern const struct cli_command cli_quota;                /* cmd_quota.c */
extern const struct cli_command cli_report, cli_calendar; /* cmd_report.c, cmd_calendar.c */
extern const struct cli_command cli_audit, cli_undo;      /* cmd_history.c */
extern const struct cli_command cli_backup, cli_check;    /* cmd_upkeep.c */
extern const struct cli_command cli_config, cli_version,
        cli_help;                               /* cmd_about.c */
extern const struct cli_command cli_completion; /* cmd_completion.c */

/* cli.c: all of them in the order of the help, NULL at the end; and the options
 * that every command has. The commands themselves get them by struct cli. */
extern const struct cli_tables cli_tables;

#endif
