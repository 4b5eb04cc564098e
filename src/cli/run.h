/* SPDX-License-Identifier: MIT */
/*
 * run - what a command is given: its arguments, the settings, the open
 * inventory, and where to write. Data goes to `out`, all else to `err`.
 */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include <rollcall/base/conf.h>
#include <rollcall/model/view.h>

#include "cli.h"
#include "opt.h"

struct cli {
	struct cli_tables tables;
	struct cli_line line;
	struct rc_conf conf;
	const char *conf_path; /* of the settings file, there or not */
	const char *where;     /* the database */
	struct rc_app *app;    /* NULL with CLI_NO_DATABASE */
	struct rc_arena *arena;
	FILE *out, *err;
	bool in_is_terminal, out_is_terminal, err_is_terminal;
	bool colour;
	bool refused; /* done, but not everything: exit status 1 */
};

/* The n-th argument, or NULL. */
const char *cli_arg(const struct cli *cli, size_t n);
bool cli_given(const struct cli *cli, const char *option);
/* The option's text or number, or the fallback. */
const char *cli_text(const struct cli *cli, const char *option,
                     const char *fallback);
int64_t cli_number(const struct cli *cli, const char *option, int64_t fallback);

/* The n-th argument as a kind; RC_EUSAGE with the nearest name. */
bool cli_kind(const struct cli *cli, size_t n, const struct rc_kind **ret,
              struct rc_err *err) RC_MUST;
/* The arguments from the n-th on, blanks between, as a view. */
bool cli_view(const struct cli *cli, const struct rc_kind *kind, size_t n,
              struct rc_view *ret, struct rc_err *err) RC_MUST;
bool cli_view_text(const struct cli *cli, const struct rc_kind *kind,
                   const char *text, struct rc_view *ret,
                   struct rc_err *err) RC_MUST;

/* Checks "field=value" pairs from the n-th argument on, so that a wrong name
 * or value is wrong usage. */
bool cli_pairs(const struct cli *cli, const struct rc_kind *kind, size_t n,
               struct rc_err *err) RC_MUST;

/* Fails with RC_EUSAGE for kinds that only the program writes. */
bool cli_editable(const struct rc_kind *kind, struct rc_err *err) RC_MUST;

/* Asks "question [y/N]" on a terminal; without one --yes must stand. True: go
 * on. False with RC_EUSAGE or RC_ECANCELLED. */
bool cli_confirm(struct cli *cli, const char *question,
                 struct rc_err *err) RC_MUST;

/* Options that several commands share. */
#define CLI_OPT_FORMAT(choices_)                                       \
	{                                                              \
		.name = "format", .type = CLI_CHOICE, .arg = "FORMAT", \
		.choices = (choices_), .help = N_("how to print it")   \
	}
#define CLI_OPT_REASON                                             \
	{                                                          \
		.name = "reason", .type = CLI_TEXT, .arg = "TEXT", \
		.help = N_("why, for the history")                 \
	}
#define CLI_OPT_YES                                             \
	{                                                       \
		.name = "yes", .letter = 'y', .type = CLI_FLAG, \
		.help = N_("do not ask")                        \
	}
#define CLI_OPT_OUTPUT                                             \
	{                                                          \
		.name = "output", .letter = 'o', .type = CLI_TEXT, \
		.arg = "FILE",                                     \
		.help = N_("write to FILE, whole or not at all")   \
	}
#define CLI_OPT_ON                                                      \
	{                                                               \
		.name = "on", .type = CLI_DAY, .arg = "DAY",            \
		.help = N_("the day it took place; today if not given") \
	}

#endif
