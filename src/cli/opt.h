/* SPDX-License-Identifier: MIT */
/*
 * opt - commands and their options as tables. From them come the parser, the
 * help, the manual's lists and the completion scripts; so none can lie.
 *
 * Options stand anywhere: --name VALUE, --name=VALUE, -o VALUE, -oVALUE. `--`
 * ends them, `-` alone is an argument. A repeated option overrides, but a
 * CLI_LIST collects.
 */
#ifndef CLI_OPT_H
#define CLI_OPT_H

#include <rollcall/base/date.h>
#include <rollcall/base/mem.h>

enum cli_type {
	CLI_FLAG,
	CLI_TEXT,
	CLI_NUMBER, /* min..max */
	CLI_DAY,
	CLI_CHOICE, /* one of `choices` */
	CLI_LIST    /* texts, collected */
};

struct cli_opt {
	const char *name; /* "dry-run" */
	char letter;      /* 'o', or 0 */
	enum cli_type type;
	const char *arg;     /* "FILE", as the help shows it */
	const char *choices; /* "text|csv|json" */
	int64_t min, max;
	const char *help; /* N_() */
};

enum cli_needs {
	CLI_NO_DATABASE, /* or opens it itself */
	CLI_READS,
	CLI_WRITES
};

/* What a command's argument may be, for completion. */
enum cli_word {
	CLI_ANY,
	CLI_KIND,
	CLI_FILE,
	CLI_COMMAND,
	CLI_REPORT,
	CLI_SHELL,
	CLI_VERB /* one of `verbs` */
};

struct cli;
struct cli_command {
	const char *name;
	const char *args;  /* "KIND [VIEW]" */
	const char *help;  /* N_("rows of a view") */
	const char *about; /* N_(): more, with examples; or NULL */
	const struct cli_opt *opts;
	size_t nopts;
	size_t least, most; /* arguments */
	enum cli_needs needs;
	const char *writes; /* CLI_READS: the option that makes it write */
	enum cli_word word; /* of the first argument */
	const char *verbs;  /* "list|accept|revoke" */
	/* False: not done, err says why. */
	bool (*run)(struct cli *cli, struct rc_err *err);
};

struct cli_value {
	const struct cli_opt *opt;
	bool given;
	const char *text;
	int64_t number; /* CLI_NUMBER; CLI_DAY */
	const char **list;
	size_t n;
};

/* A command line, taken apart. Everything borrows argv. */
struct cli_line {
	const struct cli_command *command; /* NULL: none was named */
	const char **args;                 /* without the command */
	size_t nargs;
	struct cli_value *values; /* of the global options, then its own */
	size_t nvalues;
};

/* The tables that a command line is read by. */
struct cli_tables {
	const struct cli_command *const *commands; /* NULL ends */
	const struct cli_opt *globals;
	size_t nglobals;
};

/* argv[0] is the program. Fails with RC_EUSAGE and the nearest name. */
bool cli_line_parse(const struct cli_tables *tables, int argc,
                    const char *const *argv, struct rc_arena *arena,
                    struct cli_line *ret, struct rc_err *err) RC_MUST;

const struct cli_value *cli_line_value(const struct cli_line *line,
                                       const char *name);
const struct cli_command *cli_command_find(const struct cli_tables *tables,
                                           const char *name);
/* `no command "lst" (did you mean "list"?)` */
bool cli_no_command(const struct cli_tables *tables, const char *name,
                    struct rc_err *err);

#endif
