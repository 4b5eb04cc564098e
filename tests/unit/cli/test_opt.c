/* SPDX-License-Identifier: MIT */
/* opt - command lines taken apart, and what is said of wrong ones. */
#include <lib/unit.h>

#include <cli/opt.h>

#include <string.h>

static const struct cli_opt globals[] = {
	{ .name = "db", .type = CLI_TEXT, .arg = "WHERE", .help = "x" },
	{ .name = "as-of", .type = CLI_DAY, .arg = "DAY", .help = "x" },
	{ .name = "help", .letter = 'h', .type = CLI_FLAG, .help = "x" },
};
static const struct cli_opt list_opts[] = {
	{ .name = "format",
	  .type = CLI_CHOICE,
	  .arg = "FORMAT",
	  .choices = "text|csv",
	  .help = "x" },
	{ .name = "output",
	  .letter = 'o',
	  .type = CLI_TEXT,
	  .arg = "FILE",
	  .help = "x" },
	{ .name = "jobs",
	  .type = CLI_NUMBER,
	  .arg = "N",
	  .min = 1,
	  .max = 99,
	  .help = "x" },
	{ .name = "map", .type = CLI_LIST, .arg = "A=B", .help = "x" },
	{ .name = "yes", .letter = 'y', .type = CLI_FLAG, .help = "x" },
};
static const struct cli_command list = {
	.name = "list",
	.args = "KIND [VIEW]",
	.help = "x",
	.opts = list_opts,
	.nopts = RC_COUNT(list_opts),
	.least = 1,
	.most = 2,
};
static const struct cli_command version = { .name = "version",
	                                    .args = "",
	                                    .help = "x" };
static const struct cli_command *const commands[] = { &list, &version, NULL };
static const struct cli_tables tables = { commands, globals,
	                                  RC_COUNT(globals) };

/* Cuts at blanks; ~ stands for an empty argument. */
static bool
parse(const char *text, struct rc_arena *arena, struct cli_line *ret,
      struct rc_err *err)
{
	const char *argv[32] = { "rollcall" };
	struct rc_str rest = rc_str_of(text);
	struct rc_str word;
	int argc = 1;

	while (text[0] != '\0' && rc_str_split(&rest, ' ', &word)) {
		if (rc_str_is(word, "~"))
			word.n = 0;
		argv[argc] = rc_arena_textn(arena, word.p, word.n);
		assert_non_null(argv[argc]);
		argc++;
	}
	return cli_line_parse(&tables, argc, argv, arena, ret, err);
}

static void
test_whole(void **state)
{
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct cli_line line;
	const struct cli_value *map;

	(void)state;
	rc_arena_init(&arena);
	assert_true(parse("--db=/x/y list -oout.csv devices --map a=b --jobs 7 "
	                  "--map c=d=e --as-of 22/11/2026 -y --format csv -- "
	                  "--odd",
	                  &arena, &line, &err));
	assert_ptr_equal(line.command, &list);
	assert_int_equal(line.nargs, 2);
	assert_string_equal(line.args[0], "devices");
	assert_string_equal(line.args[1], "--odd");
	assert_string_equal(cli_line_value(&line, "db")->text, "/x/y");
	assert_string_equal(cli_line_value(&line, "output")->text, "out.csv");
	assert_int_equal(cli_line_value(&line, "jobs")->number, 7);
	assert_int_equal(cli_line_value(&line, "as-of")->number, 20779);
	assert_true(cli_line_value(&line, "yes")->given);
	assert_false(cli_line_value(&line, "help")->given);
	map = cli_line_value(&line, "map");
	assert_int_equal(map->n, 2);
	assert_string_equal(map->list[0], "a=b");
	assert_string_equal(map->list[1], "c=d=e");
	rc_arena_fini(&arena);
}

static void
test_corners(void **state)
{
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct cli_line line;

	(void)state;
	rc_arena_init(&arena);
	assert_true(parse("", &arena, &line, &err));
	assert_null(line.command);
	assert_true(parse("list -", &arena, &line, &err));
	assert_string_equal(line.args[0], "-");
	assert_true(parse("list ~ ~", &arena, &line, &err));
	assert_int_equal(line.nargs, 2);
	assert_string_equal(line.args[1], "");
	assert_true(parse("list x --output=", &arena, &line, &err));
	assert_string_equal(cli_line_value(&line, "output")->text, "");
	assert_true(parse("list x --format text --format csv", &arena, &line,
	                  &err));
	assert_string_equal(cli_line_value(&line, "format")->text, "csv");
	assert_true(parse("list x -o -y", &arena, &line, &err));
	assert_string_equal(cli_line_value(&line, "output")->text, "-y");
	assert_true(parse("version --db x", &arena, &line, &err));
	assert_true(parse("list --help", &arena, &line, &err));
	rc_arena_fini(&arena);
}

static void
test_refusals(void **state)
{
	static const struct {
		const char *text, *why;
	} table[] = {
		{ "lst", "no command \"lst\" (did you mean \"list\"?)" },
		{ "frobnicate", "no command \"frobnicate\"" },
		{ "~", "no command \"\"" },
		{ "--dbs x list",
		  "no option \"--dbs\" (did you mean \"--db\"?)" },
		{ "list --fromat csv",
		  "no option \"--fromat\" (did you mean \"--format\"?)" },
		{ "list --xyzzy", "no option \"--xyzzy\" (see: rollcall help "
		                  "list)" },
		{ "list -q", "no option \"-q\" (see: rollcall help list)" },
		{ "--format csv list x", "no option \"--format\"" },
		{ "list", "something is missing: rollcall list KIND [VIEW]" },
		{ "list a b c",
		  "\"c\" is too much: rollcall list KIND [VIEW]" },
		{ "version x", "\"x\" is too much: rollcall version " },
		{ "list x --output", "--output needs a value: FILE" },
		{ "list x --yes=1", "--yes takes no value" },
		{ "list x --jobs 0", "--jobs must be a number from 1 to 99" },
		{ "list x --jobs 7x", "--jobs must be a number from 1 to 99" },
		{ "list x --format xml", "--format must be one of text|csv" },
		{ "list x --format ~", "--format must be one of text|csv" },
		{ "version --as-of 31/02/2026",
		  "--as-of: \"31/02/2026\": there is no such day" },
	};
	struct rc_arena arena;
	struct cli_line line;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(table); i++) {
		struct rc_err err = { 0 };

		rc_arena_init(&arena);
		if (parse(table[i].text, &arena, &line, &err))
			fail_msg("taken: %s", table[i].text);
		assert_string_equal(err.text, table[i].why);
		assert_int_equal(err.code, RC_EUSAGE);
		rc_arena_fini(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_corners),
		cmocka_unit_test(test_refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
