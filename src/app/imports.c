/* SPDX-License-Identifier: MIT */
/*
 * imports - a file into the inventory: what it is, and whose map reads it.
 * Tables go to import_table.h, inventories of other programs, which are no
 * tables, to import_inventory.h.
 */
#include <rollcall/app/imports.h>

#include <rollcall/base/i18n.h>

#include "app/import_inventory.h"
#include "app/import_make.h"
#include "app/import_maps.h"
#include "app/import_table.h"

static bool
check_options(const struct rc_import_options *o, const struct rc_source *source,
              struct rc_err *err)
{
	const unsigned refused = RC_KIND_KEPT | RC_KIND_LOG;

	if (o->kind == &rc_kind_pin)
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("host keys are trusted one by one (rollcall "
		                 "trust), never from a file"));
	if ((o->kind->flags & refused) != 0)
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("%s cannot be imported from CSV"),
		               o->kind->name);
	if (o->rejects != NULL && rc_source_is(source, o->rejects))
		return rc_fail(err, RC_EUSAGE,
		               _("the refused rows cannot go into the file "
		                 "that is read"));
	return rc_import_may_make(o->creates, err);
}

/* `source` is closed. */
static bool
import_from(struct rc_app *app, const struct rc_import_options *options,
            struct rc_source source, struct rc_arena *arena,
            struct rc_import_result *ret, struct rc_err *err)
{
	struct rc_import_options merged;
	const char *format;
	bool ok;

	ok = rc_import_map_use(app, options, arena, &merged, err) &&
	     check_options(&merged, &source, err) &&
	     rc_import_inventory_format(&merged, &source, &format, err);
	if (ok)
		ok = format != NULL ? rc_import_inventory(app, &merged, &source,
		                                          arena, ret, err)
		                    : rc_import_table(app, &merged, &source,
		                                      arena, ret, err);
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
	struct rc_source source = {
		.name = options->path, .fd = -1, .bytes = bytes, .size = bytes.n
	};

	return import_from(app, options, source, arena, ret, err);
}
