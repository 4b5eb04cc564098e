/* SPDX-License-Identifier: MIT */
/*
 * export_ansible - the inventory is written in one pass over the devices for
 * the groups, and one for the variables of the hosts.
 */
#include "export.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/map.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>

#include "out.h"

#include <string.h>

#define LINE_MAX_BYTES ((size_t)65536)
#define GROUP_BYTES    160

/* By what devices are grouped. */
static const struct {
	const char *field, *prefix;
} groupings[] = {
	{ "agency", "agency" },
	{ "category", "category" },
	{ "profile", "profile" },
};

/* Variables of a host that are fields of the device. */
static const struct {
	const char *field, *name;
} variables[] = {
	{ "host", "ansible_host" },
	{ "port", "ansible_port" },
	{ "ssh_user", "ansible_user" },
	{ "agency", "rollcall_agency" },
	{ "category", "rollcall_category" },
	{ "status", "rollcall_status" },
	{ "profile", "rollcall_profile" },
	{ "hostname", "rollcall_hostname" },
	{ "model", "rollcall_model" },
};

struct group {
	const char *name;
	const char **hosts; /* heap */
	size_t n, cap;
};

struct inventory {
	struct cli *cli;
	struct rc_arena arena;
	struct rc_map by_value; /* "agency H19.04" -> index in `groups` */
	struct rc_map names;    /* taken */
	struct group *groups;
	size_t n, cap;
	struct cli_out out;
	struct rc_buf line, text;
	bool any; /* a host was written */
	uint64_t left_out;
};

/* Would Ansible look for a template in it? */
static bool
is_template(struct rc_str s)
{
	for (size_t i = 0; i + 1 < s.n; i++)
		if (s.p[i] == '{' && (s.p[i + 1] == '{' || s.p[i + 1] == '%' ||
		                      s.p[i + 1] == '#'))
			return true;
	return false;
}

static bool
is_asked(const struct rc_device *d)
{
	return d->host != NULL && d->connectivity == RC_NETWORKED;
}

static bool
field_text(struct inventory *inv, const struct rc_field *field,
           const void *record, struct rc_err *err)
{
	rc_buf_clear(&inv->text);
	rc_field_put_text(field, record, RC_FOR_MACHINE, &inv->text);
	return rc_buf_done(&inv->text, err);
}

/* --- groups --------------------------------------------------------------- */

/* "agency", "H19.04" -> "agency_H19_04"; no two values share a name. */
static const char *
group_name(struct inventory *inv, const char *prefix, const char *value)
{
	char name[GROUP_BYTES];
	int n = snprintf(name, sizeof(name) - 16, "%s_%s", prefix, value);
	size_t end = n < 0                           ? 0
	             : (size_t)n < sizeof(name) - 16 ? (size_t)n
	                                             : strlen(name);
	int64_t taken = 0;

	for (size_t i = 0; i < end; i++)
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXY"
		           "Z"
		           "0123456789_",
		           name[i]) == NULL)
			name[i] = '_';
	for (int i = 2; rc_map_find(&inv->names, rc_str_of(name), &taken); i++)
		(void)snprintf(name + end, 16, "_%d", i);
	if (!rc_map_put(&inv->names, rc_str_of(name), 1, NULL))
		return NULL;
	return rc_arena_text(&inv->arena, name);
}

static struct group *
group_of(struct inventory *inv, const char *prefix, const char *value)
{
	const char *key = rc_arena_printf(&inv->arena, "%s %s", prefix, value);
	int64_t at;

	if (key == NULL)
		return NULL;
	if (rc_map_find(&inv->by_value, rc_str_of(key), &at))
		return &inv->groups[at];
	if (!RC_GROW(inv->groups, inv->n, inv->cap) ||
	    !rc_map_put(&inv->by_value, rc_str_of(key), (int64_t)inv->n, NULL))
		return NULL;
	inv->groups[inv->n] =
	        (struct group){ .name = group_name(inv, prefix, value) };
	return inv->groups[inv->n].name == NULL ? NULL : &inv->groups[inv->n++];
}

static bool
take_device(void *ctx, const void *record, struct rc_err *err)
{
	struct inventory *inv = ctx;
	const struct rc_device *d = record;
	const char *tag;

	if (!is_asked(d))
		return true;
	if (is_template(rc_str_of(d->asset_tag))) {
		inv->left_out++;
		return true;
	}
	tag = rc_arena_text(&inv->arena, d->asset_tag);
	if (tag == NULL)
		return rc_fail_nomem(err);
	for (size_t i = 0; i < RC_COUNT(groupings); i++) {
		const struct rc_field *field = rc_field_find(
		        &rc_kind_device, rc_str_of(groupings[i].field));
		struct group *group;

		if (!field_text(inv, field, record, err))
			return false;
		if (inv->text.n == 0)
			continue;
		group = group_of(inv, groupings[i].prefix, inv->text.p);
		if (group == NULL ||
		    !RC_GROW(group->hosts, group->n, group->cap))
			return rc_fail_nomem(err);
		group->hosts[group->n++] = tag;
	}
	return true;
}

static bool
flush(struct inventory *inv, struct rc_err *err)
{
	bool done = rc_buf_done(&inv->line, err) &&
	            inv->out.sink.write(inv->out.sink.to,
	                                rc_buf_str(&inv->line), err);

	rc_buf_clear(&inv->line);
	return done;
}

static bool
put_group(struct inventory *inv, const struct group *group, struct rc_err *err)
{
	rc_buf_printf(&inv->line, ",\n  \"%s\": {\"hosts\": [", group->name);
	for (size_t i = 0; i < group->n; i++) {
		rc_buf_puts(&inv->line, i > 0 ? ", " : "");
		rc_json_put_text(&inv->line, rc_str_of(group->hosts[i]));
		if (inv->line.n > LINE_MAX_BYTES / 2 && !flush(inv, err))
			return false;
	}
	rc_buf_puts(&inv->line, "]}");
	return flush(inv, err);
}

/* --- variables ------------------------------------------------------------ */

static void
put_variable(struct inventory *inv, const char *name, struct rc_str text,
             bool number)
{
	if (text.n == 0 || is_template(text))
		return;
	rc_buf_printf(&inv->line, "%s\"%s\": ",
	              inv->line.p[inv->line.n - 1] == '{' ? "" : ", ", name);
	if (number)
		rc_buf_putstr(&inv->line, text);
	else
		rc_json_put_text(&inv->line, text);
}

/* What only the device itself can tell. */
static bool
put_facts(struct inventory *inv, rc_id id, struct rc_err *err)
{
	struct rc_arena arena;
	struct rc_facts facts;
	bool done;

	rc_arena_init(&arena);
	done = rc_record_get(inv->cli->app, &rc_kind_facts, id, &arena, &facts,
	                     err);
	if (done) {
		put_variable(inv, "rollcall_os", rc_str_of(facts.os_id), false);
		put_variable(inv, "rollcall_os_version",
		             rc_str_of(facts.os_version_id), false);
		if (rc_text_eq(facts.os_id, "windows"))
			put_variable(inv, "ansible_shell_type",
			             rc_str_of("powershell"), false);
	}
	rc_arena_fini(&arena);
	return done;
}

static bool
put_host(void *ctx, const void *record, struct rc_err *err)
{
	struct inventory *inv = ctx;
	const struct rc_device *d = record;

	if (!is_asked(d) || is_template(rc_str_of(d->asset_tag)))
		return true;
	rc_buf_puts(&inv->line, inv->any ? ",\n    " : "\n    ");
	inv->any = true;
	rc_json_put_text(&inv->line, rc_str_of(d->asset_tag));
	rc_buf_puts(&inv->line, ": {");
	for (size_t i = 0; i < RC_COUNT(variables); i++) {
		const struct rc_field *field = rc_field_find(
		        &rc_kind_device, rc_str_of(variables[i].field));

		if (!field_text(inv, field, record, err))
			return false;
		put_variable(inv, variables[i].name, rc_buf_str(&inv->text),
		             field->type == RC_INTEGER);
	}
	if (!put_facts(inv, d->head.id, err))
		return false;
	rc_buf_putc(&inv->line, '}');
	return flush(inv, err);
}

static bool
write_all(struct inventory *inv, const struct rc_view *view, struct rc_err *err)
{
	struct rc_app *app = inv->cli->app;

	if (!rc_records_each(app, view, take_device, inv, err))
		return false;
	rc_buf_puts(&inv->line, "{\n  \"_meta\": {\"hostvars\": {");
	if (!rc_records_each(app, view, put_host, inv, err))
		return false;
	rc_buf_puts(&inv->line,
	            "}},\n  \"all\": {\"children\": [\"ungrouped\"");
	for (size_t i = 0; i < inv->n; i++) {
		rc_buf_printf(&inv->line, ", \"%s\"", inv->groups[i].name);
		if (inv->line.n > LINE_MAX_BYTES / 2 && !flush(inv, err))
			return false;
	}
	rc_buf_puts(&inv->line, "]}");
	for (size_t i = 0; i < inv->n; i++)
		if (!put_group(inv, &inv->groups[i], err))
			return false;
	rc_buf_puts(&inv->line, "\n}\n");
	return flush(inv, err);
}

bool
cli_export_ansible(struct cli *cli, const struct rc_view *view,
                   struct rc_err *err)
{
	struct inventory inv = { .cli = cli };
	bool done;

	if (!cli_out_open(&inv.out, cli, err))
		return false;
	rc_arena_init(&inv.arena);
	rc_map_init(&inv.by_value);
	rc_map_init(&inv.names);
	rc_buf_init(&inv.line, 4 * LINE_MAX_BYTES);
	rc_buf_init(&inv.text, LINE_MAX_BYTES);
	done = cli_out_close(&inv.out, write_all(&inv, view, err), err);
	if (done && inv.left_out > 0)
		cli_say(cli,
		        _("left out, as their tags look like templates: %llu"),
		        (unsigned long long)inv.left_out);
	rc_buf_fini(&inv.text);
	rc_buf_fini(&inv.line);
	for (size_t i = 0; i < inv.n; i++)
		rc_free(inv.groups[i].hosts);
	rc_free(inv.groups);
	rc_map_fini(&inv.names);
	rc_map_fini(&inv.by_value);
	rc_arena_fini(&inv.arena);
	return done;
}
