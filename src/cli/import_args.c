/* SPDX-License-Identifier: MIT */
/* import_args - keys, maps, defaults, fixes, kinds, choices. */
#include "import_args.h"

#include <rollcall/base/i18n.h>

#include <string.h>

#define KEYS_MAX 8
#define ARROW    "=>"

static bool
no_field(const char *option, const struct rc_kind *kind, struct rc_str name,
         struct rc_err *err)
{
	return rc_fail(err, RC_EUSAGE, _("--%s: %s have no field \"%.*s\""),
	               option, kind->name, (int)(name.n < 60 ? name.n : 60),
	               name.p);
}

/* `--key serial,asset_tag` */
static bool
take_keys(struct cli *cli, struct rc_import_options *o, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(cli_text(cli, "key", NULL));
	const struct rc_field *field;
	const char **keys;
	struct rc_str name;

	if (!cli_given(cli, "key"))
		return true;
	keys = rc_arena_alloc(cli->arena, KEYS_MAX, sizeof(*keys));
	if (keys == NULL)
		return rc_fail_nomem(err);
	while (rc_str_split(&rest, ',', &name)) {
		field = rc_field_find(o->kind, rc_str_trim(name));
		if (field == NULL || o->nkeys == KEYS_MAX)
			return no_field("key", o->kind, name, err);
		keys[o->nkeys++] = field->name;
	}
	o->keys = keys;
	return true;
}

/* Checks "FIELD=..." texts. Facts come in columns that are no fields of
 * theirs: the import checks those. */
static bool
check_pairs(const struct rc_import_options *o, const char *option,
            const struct cli_value *value, struct rc_err *err)
{
	const char *equals;
	struct rc_str name;
	size_t i;

	for (i = 0; i < value->n; i++) {
		equals = strchr(value->list[i], '=');
		if (equals == NULL)
			return rc_fail(
			        err, RC_EUSAGE,
			        _("--%s: write FIELD=..., not \"%.60s\""),
			        option, value->list[i]);
		name.p = value->list[i];
		name.n = (size_t)(equals - name.p);
		if ((o->kind->flags & RC_KIND_SHEET) == 0 &&
		    rc_field_find(o->kind, rc_str_trim(name)) == NULL)
			return no_field(option, o->kind, name, err);
	}
	return true;
}

/* "FIELD=CELL=>VALUE" */
static bool
take_fix(struct cli *cli, const char *text, struct rc_import_fix *ret)
{
	const char *equals = strchr(text, '=');
	const char *arrow = NULL;
	const char *at;

	/* The last arrow: the cell may hold one, the value hardly. */
	for (at = equals + 1; (at = strstr(at, ARROW)) != NULL; at++)
		arrow = at;
	if (arrow == NULL)
		return false;
	ret->field = rc_arena_textn(cli->arena, text, (size_t)(equals - text));
	ret->from = rc_arena_textn(cli->arena, equals + 1,
	                           (size_t)(arrow - equals - 1));
	ret->to = arrow + strlen(ARROW);
	return true;
}

static bool
take_fixes(struct cli *cli, struct rc_import_options *o, struct rc_err *err)
{
	const struct cli_value *value = cli_line_value(&cli->line, "fix");
	struct rc_import_fix *fixes;
	size_t i;

	if (!check_pairs(o, "fix", value, err))
		return false;
	fixes = rc_arena_alloc(cli->arena, value->n + 1, sizeof(*fixes));
	if (fixes == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < value->n; i++) {
		if (!take_fix(cli, value->list[i], &fixes[i]))
			return rc_fail(err, RC_EUSAGE,
			               _("--fix: write FIELD=CELL=>VALUE"));
		if (fixes[i].field == NULL || fixes[i].from == NULL)
			return rc_fail_nomem(err);
	}
	o->fixes = fixes;
	o->nfixes = value->n;
	return true;
}

/*
 * A kind by its name or by that of a field that refers to it. NULL and true: a
 * field that is a text, which needs no record (the model of a device).
 */
static bool
find_create(const struct rc_import_options *o, struct rc_str name,
            const struct rc_kind **ret, struct rc_err *err)
{
	const struct rc_kind *kind = rc_kind_find(name);
	const struct rc_field *field = rc_field_find(o->kind, name);

	if (kind == NULL && field != NULL && field->type == RC_REF)
		kind = rc_kind_find(rc_str_of(field->ref));
	if (kind == NULL && (field == NULL || field->type != RC_TEXTUAL))
		return rc_fail(err, RC_EUSAGE,
		               _("--create: no kind of record \"%.*s\""),
		               (int)(name.n < 60 ? name.n : 60), name.p);
	*ret = kind;
	return true;
}

/* `--create agencies,profiles` */
static bool
take_creates(struct cli *cli, struct rc_import_options *o, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(cli_text(cli, "create", NULL));
	const struct rc_kind **kinds;
	struct rc_str name;
	size_t n = 0;

	if (!cli_given(cli, "create"))
		return true;
	kinds = rc_arena_alloc(cli->arena, KEYS_MAX + 1, sizeof(*kinds));
	if (kinds == NULL)
		return rc_fail_nomem(err);
	while (rc_str_split(&rest, ',', &name)) {
		if (n == KEYS_MAX)
			return rc_fail(err, RC_EUSAGE,
			               _("--create: more than %d kinds"),
			               KEYS_MAX);
		if (!find_create(o, rc_str_trim(name), &kinds[n], err))
			return false;
		n += kinds[n] != NULL;
	}
	o->creates = kinds;
	return true;
}

static void
take_choices(struct cli *cli, struct rc_import_options *o)
{
	static const struct {
		const char *name;
		enum rc_date_order order;
	} orders[] = { { "dmy", RC_DMY },
		       { "mdy", RC_MDY },
		       { "ymd", RC_YMD } };
	const char *mode = cli_text(cli, "mode", "upsert");
	size_t i;

	o->dates_given = cli_given(cli, "date");
	for (i = 0; o->dates_given && i < RC_COUNT(orders); i++) {
		if (strcmp(cli_text(cli, "date", ""), orders[i].name) == 0)
			o->dates = orders[i].order;
	}
	o->mode = strcmp(mode, "create") == 0   ? RC_CREATE
	          : strcmp(mode, "update") == 0 ? RC_UPDATE
	                                        : RC_UPSERT;
	o->skip_bad = strcmp(cli_text(cli, "on-error", "abort"), "skip") == 0;
	o->dry_run = cli_given(cli, "dry-run");
	o->rejects = cli_text(cli, "rejects", NULL);
	o->encoding = cli_text(cli, "encoding", NULL);
	o->format = cli_text(cli, "format", NULL);
	o->sender = cli_text(cli, "sender", NULL);
	o->reason = cli_text(cli, "reason", NULL);
}

/* `--separator ';'`, or by its name what is hard to type. */
static bool
take_separator(struct cli *cli, struct rc_import_options *o, struct rc_err *err)
{
	const char *text = cli_text(cli, "separator", NULL);

	if (text == NULL)
		return true;
	if (rc_str_is_nocase(rc_str_of(text), "tab") ||
	    strcmp(text, "\\t") == 0)
		text = "\t";
	o->separator = text[0];
	return strlen(text) == 1 ||
	       rc_fail(err, RC_EUSAGE,
	               _("--separator: write one sign, or tab"));
}

bool
cli_import_args(struct cli *cli, struct rc_import_options *ret,
                struct rc_err *err)
{
	const struct cli_value *maps = cli_line_value(&cli->line, "map");
	const struct cli_value *defaults =
	        cli_line_value(&cli->line, "default");

	ret->path = cli_arg(cli, 1);
	if (!cli_kind(cli, 0, &ret->kind, err) || !take_keys(cli, ret, err) ||
	    !check_pairs(ret, "map", maps, err) ||
	    !check_pairs(ret, "default", defaults, err) ||
	    !take_fixes(cli, ret, err) || !take_creates(cli, ret, err) ||
	    !take_separator(cli, ret, err))
		return false;
	ret->maps = maps->list;
	ret->nmaps = maps->n;
	ret->defaults = defaults->list;
	ret->ndefaults = defaults->n;
	take_choices(cli, ret);
	if (cli_given(cli, "save-map") && ret->dry_run)
		return rc_fail(err, RC_EUSAGE,
		               _("--save-map: a dry run writes nothing, the "
		                 "map neither"));
	return true;
}
