/* SPDX-License-Identifier: MIT */
/*
 * imports - a file into the inventory: what it is, and whose map reads it.
 * Tables and lists of records go to import_table.h, inventories of other
 * programs to import_inventory.h.
 */
#include <rollcall/app/imports.h>

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include "app/import_format.h"
#include "app/import_inventory.h"
#include "app/import_make.h"
#include "app/import_maps.h"
#include "app/import_table.h"

#include <string.h>

/* What to do instead, of kinds that no file may bring. */
static const struct {
	const struct rc_kind *kind;
	const char *instead;
} kept[] = {
	{ &rc_kind_custody,
	  N_("who holds a device follows from its post: import devices with "
	     "the "
	     "columns asset_tag, post and in_service_date, or use rollcall "
	     "assign and rollcall return") },
	{ &rc_kind_pin,
	  N_("a host key is trusted by a person, never by a table: rollcall "
	     "trust accept, or rollcall trust import FILE for a known_hosts "
	     "file of yours") },
};

bool
rc_import_may(const struct rc_kind *kind, struct rc_err *err)
{
	size_t i;

	for (i = 0; i < RC_COUNT(kept); i++) {
		if (kept[i].kind == kind)
			return rc_fail(err, RC_EUSAGE,
			               _("%s are not imported: %s"), kind->name,
			               _(kept[i].instead));
	}
	if ((kind->flags & (RC_KIND_KEPT | RC_KIND_LOG)) == 0)
		return true;
	return rc_fail(err, RC_EUSAGE,
	               _("%s are kept by the program; they are not imported"),
	               kind->name);
}

static bool
check_options(const struct rc_import_options *o, const struct rc_source *source,
              struct rc_err *err)
{
	if (!rc_import_may(o->kind, err))
		return false;
	if (o->rejects != NULL && rc_source_is(source, o->rejects))
		return rc_fail(err, RC_EUSAGE,
		               _("the refused rows cannot go into the file "
		                 "that is read"));
	return rc_import_may_make(o->creates, err);
}

/* A list without a record: what an export of an empty view is. */
static bool
import_nothing(struct rc_app *app, const struct rc_import_options *options,
               const struct rc_source *source, struct rc_arena *arena,
               struct rc_import_result *ret, struct rc_err *err)
{
	const char **remarks = rc_arena_alloc(arena, 1, sizeof(*remarks));

	(void)app;
	(void)options;
	(void)source;
	if (remarks == NULL)
		return rc_fail_nomem(err);
	remarks[0] = _("the file holds no record");
	*ret = (struct rc_import_result){ .remarks = remarks, .nremarks = 1 };
	return true;
}

static bool (*const by_format[])(struct rc_app *app,
                                 const struct rc_import_options *options,
                                 const struct rc_source *source,
                                 struct rc_arena *arena,
                                 struct rc_import_result *ret,
                                 struct rc_err *err) = {
	[RC_IMPORT_CSV] = rc_import_table,
	[RC_IMPORT_JSON] = rc_import_table,
	[RC_IMPORT_GLPI] = rc_import_inventory,
	[RC_IMPORT_OCS] = rc_import_inventory,
	[RC_IMPORT_NOTHING] = import_nothing,
};

/* `source` is closed. */
static bool
import_from(struct rc_app *app, const struct rc_import_options *options,
            struct rc_source source, struct rc_arena *arena,
            struct rc_import_result *ret, struct rc_err *err)
{
	struct rc_import_options merged;
	bool ok;

	ok = rc_import_map_use(app, options, arena, &merged, err) &&
	     check_options(&merged, &source, err) &&
	     rc_import_format_find(&merged, &source, err) &&
	     by_format[source.format](app, &merged, &source, arena, ret, err);
	if (!ok && err->code != RC_ECANCELLED && err->code != RC_EUSAGE)
		(void)rc_within(err, "%s", source.name);
	rc_source_close(&source);
	return ok;
}

bool
rc_import_file(struct rc_app *app, const struct rc_import_options *options,
               struct rc_arena *arena, struct rc_import_result *ret,
               struct rc_err *err)
{
	struct rc_source source;

	return rc_source_open(options->path, arena, &source, err) &&
	       import_from(app, options, source, arena, ret, err);
}

bool
rc_import_text(struct rc_app *app, const struct rc_import_options *options,
               struct rc_str bytes, struct rc_arena *arena,
               struct rc_import_result *ret, struct rc_err *err)
{
	bool is_stdin = strcmp(options->path, "-") == 0;
	struct rc_source source = { .name = is_stdin ? _("standard input")
		                                     : options->path,
		                    .fd = -1,
		                    .bytes = bytes,
		                    .size = bytes.n };

	return import_from(app, options, source, arena, ret, err);
}
