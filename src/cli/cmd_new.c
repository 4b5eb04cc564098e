/* SPDX-License-Identifier: MIT */
/* cmd_new - init and demo: a new database. */
#include "commands.h"

#include <rollcall/app/demo.h>
#include <rollcall/app/imports.h>
#include <rollcall/base/i18n.h>

#include "near.h"
#include "out.h"

#include <string.h>
#include <unistd.h>

static bool
list_plans(struct cli *cli, const char *const *plans, struct rc_err *err)
{
	const char *about;
	size_t i;

	for (i = 0; plans[i] != NULL; i++) {
		if (!rc_plan_about(plans[i], cli->arena, &about, err))
			return false;
		cli_print(cli, "%s  %s", plans[i], about);
	}
	return true;
}

static bool
check_plan(void *ctx, const char *name, struct rc_err *err)
{
	const char *const *plans = ctx;
	struct cli_near near = cli_near_start(name);
	size_t i;

	for (i = 0; plans[i] != NULL; i++) {
		if (strcmp(plans[i], name) == 0)
			return true;
		cli_near_try(&near, plans[i]);
	}
	return cli_near_fail(&near, err,
	                     _("no plan \"%.60s\"; see: rollcall init --plan "
	                       "list"),
	                     name);
}

/* Calls `each` for every name of "A,B". */
static bool
each_plan(struct cli *cli, const char *names,
          bool (*each)(void *ctx, const char *name, struct rc_err *err),
          void *ctx, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(names), part;

	while (rc_str_split(&rest, ',', &part)) {
		const char *name = rc_arena_textn(cli->arena, part.p, part.n);

		if (name == NULL)
			return rc_fail_nomem(err);
		if (!each(ctx, name, err))
			return false;
	}
	return true;
}

static bool
load_plan(void *ctx, const char *name, struct rc_err *err)
{
	return rc_plan_load(ctx, name, err) ||
	       rc_within(err, _("plan %s"), name);
}

static bool
create(struct cli *cli, struct rc_app **ret, struct rc_err *err)
{
	struct rc_app_options options = rc_app_options_default();

	options.where = cli->where;
	options.as_of = (rc_date)cli_number(cli, "as-of", RC_DATE_NONE);
	return rc_app_create(&options, ret, err);
}

/* A database that was begun here and could not be filled is no database. */
static void
remove_files(struct cli *cli)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
	size_t i;

	for (i = 0; i < RC_COUNT(ends); i++) {
		const char *path = rc_arena_printf(cli->arena, "%s%s",
		                                   cli->where, ends[i]);

		if (path != NULL)
			(void)unlink(path);
	}
}

static bool
run_init(struct cli *cli, struct rc_err *err)
{
	const char *plan = cli_text(cli, "plan", NULL);
	const char **plans;
	struct rc_app *app;
	bool done;

	if (!rc_plans(cli->arena, &plans, err))
		return false;
	if (plan != NULL && strcmp(plan, "list") == 0)
		return list_plans(cli, plans, err);
	if ((plan != NULL && !each_plan(cli, plan, check_plan, plans, err)) ||
	    !create(cli, &app, err))
		return false;
	done = plan == NULL || each_plan(cli, plan, load_plan, app, err);
	rc_app_close(app);
	if (!done) {
		remove_files(cli);
		return false;
	}
	cli_say(cli, _("new database %s"), cli->where);
	return true;
}

static bool
run_demo(struct cli *cli, struct rc_err *err)
{
	const char *size = cli_text(cli, "size", "province");
	struct rc_demo_options options = {
		.size = strcmp(size, "country") == 0 ? RC_DEMO_COUNTRY
		                                     : RC_DEMO_PROVINCE,
		.seed = (uint64_t)cli_number(cli, "seed", 1),
		.port = cli_number(cli, "port", 2222),
		.polled = (unsigned)cli_number(cli, "polled", 0),
	};
	struct rc_app *app;
	bool done;

	if (!create(cli, &app, err))
		return false;
	done = rc_demo_fill(app, &options, err);
	rc_app_close(app);
	if (!done) {
		remove_files(cli);
		return false;
	}
	cli_say(cli, _("new database %s with a made-up fleet"), cli->where);
	return true;
}

static const struct cli_opt init_opts[] = {
	{ .name = "plan",
	  .type = CLI_TEXT,
	  .arg = "NAME[,NAME]",
	  .help = N_("targets, norms, profiles and calendar of a plan, or of "
	             "several; `list` names them") },
};

const struct cli_command cli_init = {
	.name = "init",
	.args = "",
	.help = N_("new database"),
	.about =
	        N_("An existing database is never touched.\n"
	           "\n"
	           "  rollcall init --plan dong-nai-2025-2028\n"
	           "  rollcall init --plan dong-nai-2025-2028,dong-nai-roster"),
	.opts = init_opts,
	.nopts = RC_COUNT(init_opts),
	.run = run_init,
};

static const struct cli_opt demo_opts[] = {
	{ .name = "size",
	  .type = CLI_CHOICE,
	  .arg = "SIZE",
	  .choices = "province|country",
	  .help = N_("how large; a province unless given") },
	{ .name = "seed",
	  .type = CLI_NUMBER,
	  .arg = "N",
	  .min = 0,
	  .max = INT64_MAX,
	  .help = N_("the same seed makes the same fleet; 1 unless given") },
	{ .name = "polled",
	  .type = CLI_NUMBER,
	  .arg = "N",
	  .min = 0,
	  .max = 100000,
	  .help = N_("so many devices get an address on this machine, for the "
	             "simulated fleet") },
	{ .name = "port",
	  .type = CLI_NUMBER,
	  .arg = "PORT",
	  .min = 1,
	  .max = 65535,
	  .help = N_("the port of the simulated fleet; 2222 unless given") },
};

const struct cli_command cli_demo = {
	.name = "demo",
	.args = "",
	.help = N_("new database with a believable, made-up fleet"),
	.opts = demo_opts,
	.nopts = RC_COUNT(demo_opts),
	.run = run_demo,
};
