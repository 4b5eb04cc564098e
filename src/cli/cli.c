/* SPDX-License-Identifier: MIT */
/*
 * cli - the table of commands, and the way from arguments to an exit status.
 * To add a command: write its row in a cmd_*.c, name it in commands.h and in
 * the table below, test it in tests/cli.
 */
#include "cli.h"

#include <rollcall/base/i18n.h>

#include "commands.h"
#include "help.h"
#include "out.h"
#include "settings.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* In the order of the help. */
static const struct cli_command *const commands[] = {
	&cli_init,   &cli_demo,     &cli_template, &cli_import, &cli_export,
	&cli_list,   &cli_show,     &cli_add,      &cli_set,    &cli_assign,
	&cli_return, &cli_retire,   &cli_poll,     &cli_trust,  &cli_quota,
	&cli_report, &cli_calendar, &cli_audit,    &cli_undo,   &cli_backup,
	&cli_check,  &cli_config,   &cli_version,  &cli_help,   &cli_completion,
	NULL,
};

static const struct cli_opt globals[] = {
	{ .name = "db",
	  .type = CLI_TEXT,
	  .arg = "WHERE",
	  .help = N_("the file of the database; else $ROLLCALL_DB, else the "
	             "setting db, else rollcall/rollcall.db in "
	             "$XDG_DATA_HOME") },
	{ .name = "lang",
	  .type = CLI_CHOICE,
	  .arg = "LANG",
	  .choices = "vi|en",
	  .help = N_("Vietnamese or English; else the setting lang, else "
	             "$LANG") },
	{ .name = "color",
	  .type = CLI_CHOICE,
	  .arg = "WHEN",
	  .choices = "auto|always|never",
	  .help = N_("auto: on a terminal, unless NO_COLOR is set") },
	{ .name = "no-pager",
	  .type = CLI_FLAG,
	  .help = N_("do not page on a terminal; else $NO_PAGER, else "
	             "$PAGER, else less") },
	{ .name = "as-of",
	  .type = CLI_DAY,
	  .arg = "DAY",
	  .help = N_("figures as of that day: 2026-11-22 or 22/11/2026") },
	{ .name = "help",
	  .letter = 'h',
	  .type = CLI_FLAG,
	  .help = N_("all about the command") },
};

const struct cli_tables cli_tables = { commands, globals, RC_COUNT(globals) };

enum { EXIT_DONE, EXIT_PARTLY, EXIT_USAGE, EXIT_NOT_DONE };

/* What a failure means to a script. */
static const int exit_codes[RC_CODES] = {
	[RC_OK] = EXIT_DONE,
	[RC_ENOMEM] = EXIT_NOT_DONE,
	[RC_EINVALID] = EXIT_NOT_DONE,
	[RC_EUSAGE] = EXIT_USAGE,
	[RC_ENOTFOUND] = EXIT_NOT_DONE,
	[RC_ECONFLICT] = EXIT_NOT_DONE,
	[RC_EREF] = EXIT_NOT_DONE,
	[RC_EDENIED] = EXIT_NOT_DONE,
	[RC_EBUSY] = EXIT_NOT_DONE,
	[RC_EIO] = EXIT_NOT_DONE,
	[RC_ENOSPACE] = EXIT_NOT_DONE,
	[RC_ECORRUPT] = EXIT_NOT_DONE,
	[RC_EOFFLINE] = EXIT_NOT_DONE,
	[RC_ETIMEOUT] = EXIT_NOT_DONE,
	[RC_ECANCELLED] = EXIT_NOT_DONE,
	[RC_EUNTRUSTED] = EXIT_NOT_DONE,
	[RC_EUNSUPPORTED] = EXIT_NOT_DONE,
	[RC_EBUG] = EXIT_NOT_DONE,
};

static bool
wants_colour(const struct cli *cli)
{
	const char *when = rc_conf_text(&cli->conf, "color");
	const char *term = getenv("TERM");
	const char *no_color = getenv("NO_COLOR");

	if (strcmp(when, "auto") != 0)
		return strcmp(when, "always") == 0;
	return cli->out_is_terminal && (no_color == NULL || !*no_color) &&
	       term != NULL && strcmp(term, "dumb") != 0;
}

/* What the setting says; the usual file only if it is there. */
static const char *
ssh_config(const struct cli *cli)
{
	const char *said = rc_conf_text(&cli->conf, "poll.ssh_config");
	const char *home = getenv("HOME");
	const char *usual;

	if (said != NULL && said[0] != '\0')
		return strcmp(said, "none") == 0 ? NULL : said;
	if (home == NULL || home[0] == '\0')
		return NULL;
	usual = rc_arena_printf(cli->arena, "%s/.ssh/config", home);
	return usual != NULL && access(usual, F_OK) == 0 ? usual : NULL;
}

static bool
open_app(struct cli *cli, bool read_only, struct rc_err *err)
{
	struct rc_app_options options = rc_app_options_default();

	options.ssh_config = ssh_config(cli);
	options.where = cli->where;
	options.read_only = read_only;
	options.as_of = (rc_date)cli_number(cli, "as-of", RC_DATE_NONE);
	if (rc_app_open(&options, &cli->app, err))
		return true;
	if (err->code == RC_ENOTFOUND)
		return rc_fail(err, RC_ENOTFOUND,
		               _("%s: there is no database here (make one "
		                 "with: rollcall init)"),
		               cli->where);
	return false;
}

static bool
run_command(struct cli *cli, struct rc_err *err)
{
	const struct cli_command *command = cli->line.command;
	const struct rc_kind *kind;
	bool reads;

	if (cli_given(cli, "help")) {
		cli_help_one(&cli->tables, command, cli->out);
		return true;
	}
	/* A misspelt kind is told before a missing database is. */
	if (command->word == CLI_KIND && !cli_kind(cli, 0, &kind, err))
		return false;
	reads = command->needs == CLI_READS &&
	        (command->writes == NULL || !cli_given(cli, command->writes));
	if (command->needs != CLI_NO_DATABASE && !open_app(cli, reads, err))
		return false;
	return command->run(cli, err);
}

/* What a poll from the screen, which is a child of its own, will find in the
 * settings. */
static const char *
poll_as(const struct cli *cli)
{
	const char *user = rc_conf_text(&cli->conf, "poll.user");
	const char *key = rc_conf_text(&cli->conf, "poll.key");
	const char *fresh = rc_conf_text(&cli->conf, "poll.accept_new");

	/* TRANSLATORS: the user; the key file; "refused" or "accepted". */
	return rc_arena_printf(
	        cli->arena, _("signs in as %s with %s; unknown host keys: %s"),
	        user == NULL || user[0] == '\0' ? _("you") : user,
	        key == NULL || key[0] == '\0' ? _("the agent or ~/.ssh") : key,
	        strcmp(fresh, "yes") == 0 ? _("accepted at first sight")
	                                  : _("refused"));
}

/* No command: the screen on a terminal, else what there is to say. */
static bool
run_bare(struct cli *cli, const struct cli_host *host, const char *program,
         struct rc_err *err)
{
	if (cli_given(cli, "help")) {
		cli_help_all(&cli->tables, cli->out);
		return true;
	}
	if (host->screen == NULL || !cli->in_is_terminal ||
	    !cli->out_is_terminal) {
		cli_help_all(&cli->tables, cli->err);
		return rc_fail(err, RC_EUSAGE, "%s", "");
	}
	return open_app(cli, false, err) &&
	       host->screen(cli->app, program, poll_as(cli), cli->colour, err);
}

/* The language of complaints about the line itself: --lang counts before the
 * line is understood. A wrong one is told by the parser. */
static void
peek_language(int argc, const char *const *argv)
{
	enum rc_lang lang;

	for (int i = 1; i < argc && argv[i] != NULL; i++) {
		const char *value = NULL;

		if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			value = argv[i + 1];
		else if (strncmp(argv[i], "--lang=", 7) == 0)
			value = argv[i] + 7;
		if (value != NULL && rc_lang_parse(value, &lang))
			rc_lang_set(lang);
	}
}

static bool
run(struct cli *cli, int argc, const char *const *argv,
    const struct cli_host *host, struct rc_err *err)
{
	if (!cli_settings_begin(cli, err))
		return false;
	peek_language(argc, argv);
	if (!cli_line_parse(&cli->tables, argc, argv, cli->arena, &cli->line,
	                    err) ||
	    !cli_settings_end(cli, err))
		return false;
	cli->colour = wants_colour(cli);
	return cli->line.command == NULL ? run_bare(cli, host, argv[0], err)
	                                 : run_command(cli, err);
}

int
cli_main(int argc, const char *const *argv, const struct cli_host *host)
{
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct cli cli = {
		.tables = cli_tables,
		.arena = &arena,
		.out = stdout,
		.err = stderr,
		.in_is_terminal = isatty(STDIN_FILENO) == 1,
		.out_is_terminal = isatty(STDOUT_FILENO) == 1,
		.err_is_terminal = isatty(STDERR_FILENO) == 1,
	};
	bool done;

	rc_arena_init(&arena);
	done = run(&cli, argc, argv, host, &err);
	rc_app_close(cli.app);
	if (done && (fflush(stdout) != 0 || ferror(stdout)))
		done = rc_fail(&err, RC_EIO, _("cannot write the output"));
	/* Nobody needs to be told that the reader has gone. */
	if (!done && err.text[0] != '\0' &&
	    !(err.code == RC_ECANCELLED && ferror(stdout)))
		cli_say(&cli, "rollcall: %s", err.text);
	rc_arena_fini(&arena);
	if (!done)
		return exit_codes[err.code];
	return cli.refused ? EXIT_PARTLY : EXIT_DONE;
}
