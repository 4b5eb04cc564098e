/* SPDX-License-Identifier: MIT */
/* run - arguments, as the commands want them. */
#include "run.h"

#include <rollcall/base/i18n.h>

#include "near.h"

#include <string.h>

#define VIEW_MAX (1u << 20) /* the parser has the real ceiling */

const char *
cli_arg(const struct cli *cli, size_t n)
{
	return n < cli->line.nargs ? cli->line.args[n] : NULL;
}

bool
cli_given(const struct cli *cli, const char *option)
{
	return cli_line_value(&cli->line, option)->given;
}

const char *
cli_text(const struct cli *cli, const char *option, const char *fallback)
{
	const struct cli_value *value = cli_line_value(&cli->line, option);

	return value->given ? value->text : fallback;
}

int64_t
cli_number(const struct cli *cli, const char *option, int64_t fallback)
{
	const struct cli_value *value = cli_line_value(&cli->line, option);

	return value->given ? value->number : fallback;
}

bool
cli_kind(const struct cli *cli, size_t n, const struct rc_kind **ret,
         struct rc_err *err)
{
	const char *name = rc_text_or_empty(cli_arg(cli, n));
	const struct rc_kind *kind = rc_kind_find(rc_str_of(name));
	struct cli_near near = cli_near_start(name);
	size_t i;

	if (kind != NULL) {
		*ret = kind;
		return true;
	}
	for (i = 0; rc_kinds[i] != NULL; i++)
		cli_near_try(&near, rc_kinds[i]->name);
	return cli_near_fail(&near, err, _("no kind of record \"%.60s\""),
	                     name);
}

bool
cli_view_text(const struct cli *cli, const struct rc_kind *kind,
              const char *text, struct rc_view *ret, struct rc_err *err)
{
	if (rc_view_parse(kind, text, rc_app_as_of(cli->app), cli->arena, ret,
	                  err))
		return true;
	if (err->code == RC_EINVALID)
		err->code = RC_EUSAGE;
	return rc_within(err, _("view"));
}

bool
cli_view(const struct cli *cli, const struct rc_kind *kind, size_t n,
         struct rc_view *ret, struct rc_err *err)
{
	struct rc_buf b;
	const char *text;
	bool done;
	size_t i;

	rc_buf_init(&b, VIEW_MAX);
	for (i = n; i < cli->line.nargs; i++) {
		rc_buf_puts(&b, i > n ? " " : "");
		rc_buf_puts(&b, cli->line.args[i]);
	}
	text = rc_arena_textn(cli->arena, b.n > 0 ? b.p : "", b.n);
	done = rc_buf_done(&b, err);
	rc_buf_fini(&b);
	if (!done)
		return false;
	if (text == NULL)
		return rc_fail_nomem(err);
	return cli_view_text(cli, kind, text, ret, err);
}

static bool
no_field(const struct rc_kind *kind, const char *pair, int length,
         struct rc_err *err)
{
	struct cli_near near = { { pair, (size_t)length }, NULL, 4 };
	size_t i;

	for (i = 0; i < kind->nfields; i++)
		cli_near_try(&near, kind->fields[i].name);
	return cli_near_fail(&near, err, _("%s have no field \"%.*s\""),
	                     rc_kind_many(kind), length, pair);
}

static bool
check_pair(const struct cli *cli, const struct rc_kind *kind, const char *pair,
           struct rc_err *err)
{
	const char *equals = strchr(pair, '=');
	struct rc_str name = rc_str_of(pair);
	const struct rc_field *field;
	struct rc_value value;

	if (equals == NULL || equals == pair)
		return rc_fail(err, RC_EUSAGE,
		               _("\"%.60s\": write FIELD=VALUE"), pair);
	name.n = (size_t)(equals - pair);
	field = rc_field_find(kind, name);
	if (field == NULL)
		return no_field(kind, pair, (int)(name.n < 60 ? name.n : 60),
		                err);
	if (rc_field_parse(field, rc_str_of(equals + 1), RC_YMD_OR_DMY,
	                   cli->arena, &value, err))
		return true;
	if (err->code == RC_EINVALID)
		err->code = RC_EUSAGE;
	return rc_within(err, "%s", field->name);
}

bool
cli_pairs(const struct cli *cli, const struct rc_kind *kind, size_t n,
          struct rc_err *err)
{
	size_t i;

	for (i = n; i < cli->line.nargs; i++) {
		if (!check_pair(cli, kind, cli->line.args[i], err))
			return false;
	}
	return true;
}

bool
cli_confirm(struct cli *cli, const char *question, struct rc_err *err)
{
	char answer[16];

	if (cli_given(cli, "yes"))
		return true;
	if (!cli->in_is_terminal || !cli->err_is_terminal)
		return rc_fail(err, RC_EUSAGE,
		               _("%s Nobody can be asked here: say --yes"),
		               question);
	(void)fprintf(cli->err, _("%s [y/N] "), question);
	(void)fflush(cli->err);
	/* TRANSLATORS: the letters that mean yes, in lower case. */
	if (fgets(answer, sizeof(answer), stdin) != NULL && answer[0] != '\n' &&
	    strchr(_("yY"), answer[0]) != NULL)
		return true;
	return rc_fail(err, RC_ECANCELLED, _("nothing was changed"));
}

bool
cli_editable(const struct rc_kind *kind, struct rc_err *err)
{
	if ((kind->flags & (RC_KIND_KEPT | RC_KIND_LOG)) == 0)
		return true;
	return rc_fail(err, RC_EUSAGE,
	               _("%s are kept by the program; they are not edited"),
	               rc_kind_many(kind));
}
