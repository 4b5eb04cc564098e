/* SPDX-License-Identifier: MIT */
/* cmd_completion - completion scripts for shells, from the tables. */
#include "commands.h"

#include <rollcall/app/figures.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/kind.h>

#include "near.h"
#include "out.h"

#include <string.h>

/* What may stand as the first argument, blanks between. */
static void
put_words(struct rc_buf *b, const struct cli_tables *tables,
          const struct cli_command *command)
{
	struct rc_str rest = rc_str_of(command->verbs);
	struct rc_str verb;
	size_t i;

	switch (command->word) {
	case CLI_KIND:
		for (i = 0; rc_kinds[i] != NULL; i++)
			rc_buf_printf(b, "%s ", rc_kinds[i]->name);
		break;
	case CLI_COMMAND:
		for (i = 0; tables->commands[i] != NULL; i++)
			rc_buf_printf(b, "%s ", tables->commands[i]->name);
		break;
	case CLI_REPORT:
		rc_buf_puts(b, "list frozen verify ");
		for (i = 0; rc_reports[i].name != NULL; i++)
			rc_buf_printf(b, "%s ", rc_reports[i].name);
		break;
	case CLI_SHELL:
		rc_buf_puts(b, "bash zsh fish ");
		break;
	case CLI_VERB:
		while (rc_str_split(&rest, '|', &verb))
			rc_buf_printf(b, "%.*s ", (int)verb.n, verb.p);
		break;
	case CLI_ANY:
	case CLI_FILE:
		break;
	}
}

static void
put_flags(struct rc_buf *b, const struct cli_opt *opts, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		rc_buf_printf(b, "--%s ", opts[i].name);
}

static void
put_choices(struct rc_buf *b, const struct cli_opt *opts, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct rc_str rest = rc_str_of(opts[i].choices);
		struct rc_str choice;

		if (opts[i].choices == NULL)
			continue;
		rc_buf_printf(b, "\t\t--%s) words='", opts[i].name);
		while (rc_str_split(&rest, '|', &choice))
			rc_buf_printf(b, "%.*s ", (int)choice.n, choice.p);
		rc_buf_puts(b, "' ;;\n");
	}
}

/* One case for each command: its flags, and its first words. */
static void
put_command_case(struct rc_buf *b, const struct cli_tables *tables,
                 const struct cli_command *command)
{
	rc_buf_printf(b, "\t%s)\n\t\tflags=\"$flags ", command->name);
	put_flags(b, command->opts, command->nopts);
	rc_buf_puts(b, "\"\n\t\tfirst='");
	put_words(b, tables, command);
	rc_buf_puts(b, "'\n\t\tcase $prev in\n");
	put_choices(b, command->opts, command->nopts);
	rc_buf_puts(b, "\t\tesac ;;\n");
}

static void
put_bash(struct rc_buf *b, const struct cli_tables *tables)
{
	size_t i;

	rc_buf_puts(b, "# rollcall completion for bash: source it\n"
	               "_rollcall() {\n"
	               "\tlocal cur=${COMP_WORDS[COMP_CWORD]}\n"
	               "\tlocal prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	               "\tlocal command= n=0 i first= words= flags='");
	put_flags(b, tables->globals, tables->nglobals);
	rc_buf_puts(b, "'\n"
	               "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	               "\t\tcase ${COMP_WORDS[i]} in\n"
	               "\t\t--db | --lang | --color | --as-of) ((i++)) ;;\n"
	               "\t\t-*) ;;\n"
	               "\t\t*) [ -z \"$command\" ] && "
	               "command=${COMP_WORDS[i]} || ((n++)) ;;\n"
	               "\t\tesac\n"
	               "\tdone\n"
	               "\tcase $prev in\n");
	put_choices(b, tables->globals, tables->nglobals);
	rc_buf_puts(b, "\tesac\n\tcase $command in\n\t'')\n\t\tfirst='");
	for (i = 0; tables->commands[i] != NULL; i++)
		rc_buf_printf(b, "%s ", tables->commands[i]->name);
	rc_buf_puts(b, "' ;;\n");
	for (i = 0; tables->commands[i] != NULL; i++)
		put_command_case(b, tables, tables->commands[i]);
	rc_buf_puts(b, "\tesac\n"
	               "\tif [ -z \"$words\" ]; then\n"
	               "\t\tcase $cur in\n"
	               "\t\t-*) words=$flags ;;\n"
	               "\t\t*) [ $n = 0 ] && words=$first ;;\n"
	               "\t\tesac\n"
	               "\tfi\n"
	               "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	               "}\n"
	               "complete -o default -F _rollcall rollcall\n");
}

/* zsh runs the bash script. */
static void
put_zsh(struct rc_buf *b, const struct cli_tables *tables)
{
	rc_buf_puts(b, "#compdef rollcall\n"
	               "# rollcall completion for zsh: source it\n"
	               "autoload -U +X bashcompinit && bashcompinit\n");
	put_bash(b, tables);
}

static void
put_fish_opts(struct rc_buf *b, const char *when, const struct cli_opt *opts,
              size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct rc_str rest = rc_str_of(opts[i].choices);
		struct rc_str choice;

		rc_buf_printf(b, "complete -c rollcall -n '%s' -l %s", when,
		              opts[i].name);
		if (opts[i].letter != 0)
			rc_buf_printf(b, " -s %c", opts[i].letter);
		if (opts[i].type != CLI_FLAG)
			rc_buf_puts(b, " -r");
		if (opts[i].choices != NULL) {
			rc_buf_puts(b, " -f -a '");
			while (rc_str_split(&rest, '|', &choice))
				rc_buf_printf(b, "%.*s ", (int)choice.n,
				              choice.p);
			rc_buf_putc(b, '\'');
		}
		rc_buf_putc(b, '\n');
	}
}

static void
put_fish(struct rc_buf *b, const struct cli_tables *tables)
{
	char when[80];
	size_t i;

	rc_buf_puts(b, "# rollcall completion for fish: save it as "
	               "~/.config/fish/completions/rollcall.fish\n");
	put_fish_opts(b, "true", tables->globals, tables->nglobals);
	for (i = 0; tables->commands[i] != NULL; i++) {
		const struct cli_command *command = tables->commands[i];

		rc_buf_printf(
		        b,
		        "complete -c rollcall -f -n __fish_use_subcommand "
		        "-a %s\n",
		        command->name);
		(void)snprintf(when, sizeof(when),
		               "__fish_seen_subcommand_from %s", command->name);
		put_fish_opts(b, when, command->opts, command->nopts);
		rc_buf_printf(b, "complete -c rollcall -n '%s' -a '", when);
		put_words(b, tables, command);
		rc_buf_puts(b, "'\n");
	}
}

static bool
run_completion(struct cli *cli, struct rc_err *err)
{
	static const struct {
		const char *name;
		void (*put)(struct rc_buf *, const struct cli_tables *);
	} shells[] = {
		{ "bash", put_bash },
		{ "zsh", put_zsh },
		{ "fish", put_fish },
	};
	struct cli_near near = cli_near_start(cli_arg(cli, 0));
	struct rc_sink sink = rc_sink_stdio(cli->out);
	struct rc_buf b;
	bool done;
	size_t i;

	for (i = 0; i < RC_COUNT(shells); i++) {
		cli_near_try(&near, shells[i].name);
		if (strcmp(cli_arg(cli, 0), shells[i].name) == 0)
			break;
	}
	if (i == RC_COUNT(shells))
		return cli_near_fail(&near, err,
		                     _("no completion for \"%.60s\"; for bash, "
		                       "zsh and fish there is"),
		                     cli_arg(cli, 0));
	rc_buf_init(&b, 1u << 20);
	shells[i].put(&b, &cli->tables);
	done = rc_buf_done(&b, err) && sink.write(sink.to, rc_buf_str(&b), err);
	rc_buf_fini(&b);
	return done;
}

const struct cli_command cli_completion = {
	.name = "completion",
	.args = "bash|zsh|fish",
	.help = N_("a completion script for your shell"),
	.about = N_("  source <(rollcall completion bash)"),
	.least = 1,
	.most = 1,
	.word = CLI_SHELL,
	.run = run_completion,
};
