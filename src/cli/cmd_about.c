/* SPDX-License-Identifier: MIT */
/* cmd_about - config, version, help. */
#include "commands.h"

#include <rollcall/base/i18n.h>

#include "help.h"
#include "out.h"

static const struct rc_column setting_columns[] = {
	{ "setting", N_("Setting"), RC_CELL_TEXT, RC_LEFT },
	{ "value", N_("Value"), RC_CELL_TEXT, RC_LEFT },
	{ "from", N_("From"), RC_CELL_TEXT, RC_LEFT },
	{ "meaning", N_("Meaning"), RC_CELL_MESSAGE, RC_LEFT },
};

static const char *
origin(struct cli *cli, const struct rc_conf_key *key,
       const struct rc_conf_value *value)
{
	switch (value->from) {
	case RC_FROM_DEFAULT:
		break;
	case RC_FROM_FILE:
		return rc_arena_printf(cli->arena, "%s:%u", cli->conf_path,
		                       value->line);
	case RC_FROM_ENV:
		return rc_arena_printf(cli->arena, "$%s", key->env);
	case RC_FROM_ARGV:
		return _("the command line");
	}
	return _("built in");
}

static bool
run_config(struct cli *cli, struct rc_err *err)
{
	struct rc_section *section;
	struct rc_doc doc;
	size_t i;

	rc_doc_init(&doc, cli->arena, "config", N_("Settings"));
	rc_doc_param(&doc, "file", N_("Settings file"),
	             rc_cell_text(cli->conf_path));
	rc_doc_param(&doc, "database", N_("Database"),
	             rc_cell_text(cli->where));
	section = rc_doc_section(&doc, "settings", N_("Settings"),
	                         setting_columns, RC_COUNT(setting_columns));
	for (i = 0; i < cli->conf.nkeys; i++) {
		const struct rc_conf_key *key = &cli->conf.keys[i];
		const struct rc_conf_value *value = &cli->conf.values[i];
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return rc_fail_nomem(err);
		cells[0] = rc_cell_text(key->name);
		cells[1] = rc_cell_text(value->text);
		cells[2] = rc_cell_text(origin(cli, key, value));
		cells[3] = rc_cell_message(key->help);
	}
	return cli_print_doc(cli, &doc, err);
}

static bool
run_version(struct cli *cli, struct rc_err *err)
{
	(void)err;
	cli_print(cli, "rollcall %s", RC_VERSION);
	return true;
}

static bool
run_help(struct cli *cli, struct rc_err *err)
{
	const char *name = cli_arg(cli, 0);
	const struct cli_command *command;

	if (name == NULL) {
		cli_help_all(&cli->tables, cli->out);
		return true;
	}
	command = cli_command_find(&cli->tables, name);
	if (command == NULL)
		return cli_no_command(&cli->tables, name, err);
	cli_help_one(&cli->tables, command, cli->out);
	return true;
}

static const struct cli_opt config_opts[] = {
	CLI_OPT_FORMAT("text|csv|json"),
};

const struct cli_command cli_config = {
	.name = "config",
	.args = "",
	.help = N_("every setting, its value and where it came from"),
	.opts = config_opts,
	.nopts = RC_COUNT(config_opts),
	.run = run_config,
};

const struct cli_command cli_version = {
	.name = "version",
	.args = "",
	.help = N_("the version of this program"),
	.run = run_version,
};

const struct cli_command cli_help = {
	.name = "help",
	.args = "[COMMAND]",
	.help = N_("what there is, or all about one command"),
	.most = 1,
	.word = CLI_COMMAND,
	.run = run_help,
};
