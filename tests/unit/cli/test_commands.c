/* SPDX-License-Identifier: MIT */
/* commands - every command and every option says what it is. */
#include <lib/unit.h>

#include <cli/commands.h>
#include <cli/help.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
check_text(const char *command, const char *what, const char *text)
{
	if (text == NULL || text[0] == '\0')
		fail_msg("%s: %s has no help", command, what);
	if (text[strlen(text) - 1] == '.' || strchr(text, '\n') != NULL)
		fail_msg("%s: %s: one line without a full stop", command, what);
}

static void
test_every_option_has_help(void **state)
{
	size_t c;
	size_t i;
	size_t k;

	(void)state;
	for (c = 0; cli_tables.commands[c] != NULL; c++) {
		const struct cli_command *command = cli_tables.commands[c];

		check_text(command->name, "the command", command->help);
		assert_non_null(command->args);
		assert_non_null(command->run);
		assert_true(command->least <= command->most);
		assert_int_equal(command->word == CLI_VERB,
		                 command->verbs != NULL);
		for (i = 0; i < command->nopts; i++) {
			const struct cli_opt *opt = &command->opts[i];

			check_text(command->name, opt->name, opt->help);
			assert_int_equal(opt->type == CLI_FLAG,
			                 opt->arg == NULL);
			assert_int_equal(opt->type == CLI_CHOICE,
			                 opt->choices != NULL);
			assert_int_equal(opt->type == CLI_NUMBER,
			                 opt->max > opt->min);
			for (k = 0; k < i; k++) {
				assert_string_not_equal(opt->name,
				                        command->opts[k].name);
				assert_true(opt->letter == 0 ||
				            opt->letter !=
				                    command->opts[k].letter);
			}
		}
	}
	assert_int_equal(c, 25);
	for (i = 0; i < cli_tables.nglobals; i++)
		check_text("rollcall", cli_tables.globals[i].name,
		           cli_tables.globals[i].help);
}

/* The help of each command names each option, in at most 79 columns where it
 * wraps itself. */
static void
test_help_says_all(void **state)
{
	const struct cli_command *command;
	size_t c;
	size_t i;

	(void)state;
	for (c = 0; cli_tables.commands[c] != NULL; c++) {
		char *text = NULL;
		size_t n = 0;
		FILE *out = open_memstream(&text, &n);

		command = cli_tables.commands[c];
		assert_non_null(out);
		cli_help_one(&cli_tables, command, out);
		assert_int_equal(fclose(out), 0);
		assert_non_null(strstr(text, command->name));
		for (i = 0; i < command->nopts; i++)
			assert_non_null(strstr(text, command->opts[i].name));
		free(text);
	}
}

static void
test_help_text(void **state)
{
	const struct cli_tables tables = { cli_tables.commands, NULL, 0 };
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);

	(void)state;
	assert_non_null(out);
	cli_help_one(&tables, &cli_assign, out);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(
	        text,
	        "usage: rollcall assign DEVICE POST\n"
	        "\n"
	        "hand a device over to a post\n"
	        "\n"
	        "Options:\n"
	        "      --on DAY            the day it took place; today if not "
	        "given\n"
	        "      --reason TEXT       why, for the history\n");
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_option_has_help),
		cmocka_unit_test(test_help_says_all),
		cmocka_unit_test(test_help_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
