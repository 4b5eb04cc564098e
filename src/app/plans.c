/* SPDX-License-Identifier: MIT */
/* plans - the shipped presets, and the template of a file. */
#include <rollcall/app/imports.h>

#include <rollcall/base/data.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/fact.h>

#include "import/factrow.h"

#include <string.h>

#define FOLDER "plan/"

/* The folder of plan/NAME/about, else an empty slice. */
static struct rc_str
plan_of(const char *file)
{
	struct rc_str none = { NULL, 0 };
	const char *end;

	if (strncmp(file, FOLDER, sizeof(FOLDER) - 1) != 0)
		return none;
	file += sizeof(FOLDER) - 1;
	end = strchr(file, '/');
	if (end == NULL || strcmp(end, "/about") != 0)
		return none;
	return (struct rc_str){ file, (size_t)(end - file) };
}

bool
rc_plans(struct rc_arena *arena, const char ***ret, struct rc_err *err)
{
	const char **names =
	        rc_arena_alloc(arena, rc_data_count + 1, sizeof(*names));
	struct rc_str name;
	size_t n = 0;
	size_t i;

	for (i = 0; names != NULL && i < rc_data_count; i++) {
		name = plan_of(rc_data_files[i].name);
		if (name.n == 0)
			continue;
		names[n] = rc_arena_textn(arena, name.p, name.n);
		if (names[n++] == NULL)
			return rc_fail_nomem(err);
	}
	if (names == NULL)
		return rc_fail_nomem(err);
	*ret = names;
	return true;
}

bool
rc_plan_about(const char *name, struct rc_arena *arena, const char **ret,
              struct rc_err *err)
{
	const char *path = rc_arena_printf(arena, FOLDER "%s/about", name);
	const struct rc_data *file;
	struct rc_str rest;
	struct rc_str line;
	const char *text;

	if (path == NULL)
		return rc_fail_nomem(err);
	file = rc_data_find(path);
	if (file == NULL)
		return rc_fail(err, RC_ENOTFOUND,
		               _("there is no plan \"%s\" (see init --plan "
		                 "list)"),
		               name);
	rest = rc_data_str(file);
	(void)rc_str_split(&rest, '\n', &line);
	text = rc_arena_textn(arena, line.p, line.n);
	if (text == NULL)
		return rc_fail_nomem(err);
	*ret = text;
	return true;
}

/* Loads one kind of a plan, if it has a file for it. */
static bool
load_kind(struct rc_app *app, const char *name, const struct rc_kind *kind,
          struct rc_arena *arena, struct rc_err *err)
{
	struct rc_import_options options = { .kind = kind };
	struct rc_import_result result;
	const struct rc_data *file;

	options.path =
	        rc_arena_printf(arena, FOLDER "%s/%s.csv", name, kind->name);
	options.reason = rc_arena_printf(arena, "plan %s", name);
	if (options.path == NULL || options.reason == NULL)
		return rc_fail_nomem(err);
	file = rc_data_find(options.path);
	if (file == NULL)
		return true;
	if (!rc_import_text(app, &options, rc_data_str(file), arena, &result,
	                    err))
		return false;
	if (result.rejected > 0)
		return rc_fail(err, RC_EINVALID, "%s:%llu: %s", options.path,
		               (unsigned long long)result.faults[0].line,
		               result.faults[0].reason);
	return true;
}

bool
rc_plan_load(struct rc_app *app, const char *name, struct rc_err *err)
{
	struct rc_arena arena;
	const char *about;
	bool ok;
	size_t i;

	rc_arena_init(&arena);
	ok = rc_plan_about(name, &arena, &about, err);
	for (i = 0; ok && rc_kinds[i] != NULL; i++)
		ok = load_kind(app, name, rc_kinds[i], &arena, err);
	rc_arena_fini(&arena);
	return ok;
}

/* The example of a kind is plain cells with commas; here they get `;`. */
static void
put_example(struct rc_buf *b, const struct rc_kind *kind)
{
	struct rc_str rest = rc_str_of(kind->example);
	struct rc_str cell;
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		if (!rc_str_split(&rest, ',', &cell))
			cell = (struct rc_str){ "", 0 };
		if ((kind->fields[i].flags & RC_READONLY) != 0)
			continue;
		if (i > 0)
			rc_buf_putc(b, ';');
		rc_buf_putstr(b, cell);
	}
	rc_buf_puts(b, "\r\n");
}

bool
rc_template(const struct rc_kind *kind, struct rc_buf *b, struct rc_err *err)
{
	size_t i;

	if (kind == &rc_kind_facts)
		kind = &rc_kind_factrow;
	if (kind->example == NULL)
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("%s cannot be imported from CSV"), kind->name);
	rc_buf_puts(b, "\xEF\xBB\xBF");
	for (i = 0; i < kind->nfields; i++) {
		if ((kind->fields[i].flags & RC_READONLY) != 0)
			continue;
		if (i > 0)
			rc_buf_putc(b, ';');
		rc_buf_puts(b, kind->fields[i].name);
	}
	rc_buf_puts(b, "\r\n");
	put_example(b, kind);
	return rc_buf_done(b, err);
}
