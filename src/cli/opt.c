/* SPDX-License-Identifier: MIT */
/* opt - reading a command line by the tables. */
#include "opt.h"

#include <rollcall/base/i18n.h>

#include "near.h"

#include <string.h>

/* A walk along argv. */
struct walk {
	const struct cli_tables *tables;
	struct cli_line line;
	int argc, i;
	const char *const *argv;
	struct rc_arena *arena;
	struct rc_err *err;
};

const struct cli_command *
cli_command_find(const struct cli_tables *tables, const char *name)
{
	size_t i;

	for (i = 0; tables->commands[i] != NULL; i++) {
		if (strcmp(tables->commands[i]->name, name) == 0)
			return tables->commands[i];
	}
	return NULL;
}

bool
cli_no_command(const struct cli_tables *tables, const char *name,
               struct rc_err *err)
{
	struct cli_near near = cli_near_start(name);
	size_t i;

	for (i = 0; tables->commands[i] != NULL; i++)
		cli_near_try(&near, tables->commands[i]->name);
	return cli_near_fail(&near, err, _("no command \"%.60s\""), name);
}

const struct cli_value *
cli_line_value(const struct cli_line *line, const char *name)
{
	size_t i;

	for (i = 0; i < line->nvalues; i++) {
		if (strcmp(line->values[i].opt->name, name) == 0)
			return &line->values[i];
	}
	RC_ASSERT(!"an option that is in no table");
	return NULL;
}

/* The slots: the global options, then those of the command. */
static bool
make_values(struct walk *w, const struct cli_command *command)
{
	size_t nglobals = w->tables->nglobals;
	size_t nopts = command == NULL ? 0 : command->nopts;
	struct cli_value *values;
	size_t i;

	values = rc_arena_alloc(w->arena, nglobals + nopts, sizeof(*values));
	if (values == NULL)
		return rc_fail_nomem(w->err);
	for (i = 0; i < nglobals + nopts; i++) {
		if (i < w->line.nvalues)
			values[i] = w->line.values[i];
		values[i].opt = i < nglobals ? &w->tables->globals[i]
		                             : &command->opts[i - nglobals];
	}
	w->line.command = command;
	w->line.values = values;
	w->line.nvalues = nglobals + nopts;
	return true;
}

static bool
set_choice(struct walk *w, const struct cli_opt *opt, const char *text)
{
	struct rc_str rest = rc_str_of(opt->choices);
	struct rc_str choice;

	while (rc_str_split(&rest, '|', &choice)) {
		if (rc_str_is(choice, text))
			return true;
	}
	return rc_fail(w->err, RC_EUSAGE, _("--%s must be one of %s"),
	               opt->name, opt->choices);
}

static bool
set_day(struct walk *w, const struct cli_opt *opt, const char *text,
        int64_t *ret)
{
	rc_date date;

	if (!rc_date_parse(rc_str_of(text), RC_YMD_OR_DMY, &date, w->err)) {
		w->err->code = RC_EUSAGE;
		return rc_within(w->err, "--%s", opt->name);
	}
	*ret = date;
	return true;
}

static bool
add_to_list(struct walk *w, struct cli_value *value, const char *text)
{
	const char **list;

	list = rc_arena_alloc(w->arena, value->n + 1, sizeof(*list));
	if (list == NULL)
		return rc_fail_nomem(w->err);
	if (value->n > 0)
		memcpy(list, value->list, value->n * sizeof(*list));
	list[value->n++] = text;
	value->list = list;
	return true;
}

static bool
set_value(struct walk *w, struct cli_value *value, const char *text)
{
	const struct cli_opt *opt = value->opt;
	bool done = true;

	switch (opt->type) {
	case CLI_FLAG:
	case CLI_TEXT:
		break;
	case CLI_NUMBER:
		done = rc_str_int(rc_str_of(text), opt->min, opt->max,
		                  &value->number) ||
		       rc_fail(w->err, RC_EUSAGE,
		               _("--%s must be a number from %lld to %lld"),
		               opt->name, (long long)opt->min,
		               (long long)opt->max);
		break;
	case CLI_DAY:
		done = set_day(w, opt, text, &value->number);
		break;
	case CLI_CHOICE:
		done = set_choice(w, opt, text);
		break;
	case CLI_LIST:
		done = add_to_list(w, value, text);
		break;
	}
	value->given = true;
	value->text = text;
	return done;
}

/* Takes the value of an option that stands at w->i. */
static bool
take_value(struct walk *w, struct cli_value *value, const char *attached)
{
	if (value->opt->type == CLI_FLAG) {
		if (attached != NULL)
			return rc_fail(w->err, RC_EUSAGE,
			               _("--%s takes no value"),
			               value->opt->name);
		return set_value(w, value, "");
	}
	if (attached == NULL) {
		if (w->i + 1 >= w->argc)
			return rc_fail(w->err, RC_EUSAGE,
			               _("--%s needs a value: %s"),
			               value->opt->name, value->opt->arg);
		attached = w->argv[++w->i];
	}
	return set_value(w, value, attached);
}

static bool
no_option(struct walk *w, const char *shown, struct rc_str name)
{
	struct cli_near near = { name, NULL, 4 };
	size_t i;

	for (i = 0; i < w->line.nvalues; i++)
		cli_near_try(&near, w->line.values[i].opt->name);
	if (near.best != NULL)
		return rc_fail(w->err, RC_EUSAGE,
		               _("no option \"%.60s\" (did you mean "
		                 "\"--%s\"?)"),
		               shown, near.best);
	if (w->line.command == NULL)
		return rc_fail(w->err, RC_EUSAGE, _("no option \"%.60s\""),
		               shown);
	return rc_fail(w->err, RC_EUSAGE,
	               _("no option \"%.60s\" (see: rollcall help %s)"), shown,
	               w->line.command->name);
}

static bool
take_long(struct walk *w)
{
	const char *arg = w->argv[w->i] + 2;
	const char *equals = strchr(arg, '=');
	struct rc_str name = rc_str_of(arg);
	size_t i;

	if (equals != NULL)
		name.n = (size_t)(equals - arg);
	for (i = 0; i < w->line.nvalues; i++) {
		if (rc_str_is(name, w->line.values[i].opt->name))
			return take_value(w, &w->line.values[i],
			                  equals == NULL ? NULL : equals + 1);
	}
	return no_option(w, w->argv[w->i], name);
}

static bool
take_short(struct walk *w)
{
	const char *arg = w->argv[w->i] + 1;
	size_t i;

	for (i = 0; i < w->line.nvalues; i++) {
		struct cli_value *value = &w->line.values[i];

		if (value->opt->letter != arg[0])
			continue;
		return take_value(w, value, arg[1] == '\0' ? NULL : arg + 1);
	}
	return no_option(w, w->argv[w->i], rc_str_of(arg));
}

static bool
take_word(struct walk *w)
{
	const struct cli_command *command;
	const char *arg = w->argv[w->i];

	if (w->line.command != NULL) {
		w->line.args[w->line.nargs++] = arg;
		return true;
	}
	command = cli_command_find(w->tables, arg);
	if (command == NULL)
		return cli_no_command(w->tables, arg, w->err);
	return make_values(w, command);
}

static bool
check_count(struct walk *w)
{
	const struct cli_command *command = w->line.command;

	/* `--help` stands in for every argument. */
	if (command == NULL || cli_line_value(&w->line, "help")->given)
		return true;
	if (w->line.nargs < command->least)
		return rc_fail(w->err, RC_EUSAGE,
		               _("something is missing: rollcall %s %s"),
		               command->name, command->args);
	if (w->line.nargs > command->most)
		return rc_fail(w->err, RC_EUSAGE,
		               _("\"%.60s\" is too much: rollcall %s %s"),
		               w->line.args[command->most], command->name,
		               command->args);
	return true;
}

bool
cli_line_parse(const struct cli_tables *tables, int argc,
               const char *const *argv, struct rc_arena *arena,
               struct cli_line *ret, struct rc_err *err)
{
	struct walk w = { .tables = tables,
		          .argc = argc,
		          .argv = argv,
		          .arena = arena,
		          .err = err };
	bool options = true;

	w.line.args =
	        rc_arena_alloc(arena, (size_t)argc + 1, sizeof(*w.line.args));
	if (w.line.args == NULL)
		return rc_fail_nomem(err);
	if (!make_values(&w, NULL))
		return false;
	for (w.i = 1; w.i < argc; w.i++) {
		const char *arg = argv[w.i];
		bool done;

		if (options && strcmp(arg, "--") == 0) {
			options = false;
			continue;
		}
		if (!options || arg[0] != '-' || arg[1] == '\0')
			done = take_word(&w);
		else if (arg[1] == '-')
			done = take_long(&w);
		else
			done = take_short(&w);
		if (!done)
			return false;
	}
	if (!check_count(&w))
		return false;
	*ret = w.line;
	return true;
}
