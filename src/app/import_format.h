/* SPDX-License-Identifier: MIT */
/*
 * import_format - what a file is: a table, a list of records as JSON, or the
 * inventory of another program's agent. Told by how it begins, unless the
 * options say it.
 *
 *	<?xml, <REQUEST				OCS
 *	{, or [{ with "deviceid", "content"	GLPI
 *	[{ with other names			records (import/objects.h)
 *	[ ]					no records
 *	anything else				a table
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_FORMAT_H
#define ROLLCALL_SRC_APP_IMPORT_FORMAT_H

#include <rollcall/app/imports.h>

#include "app/import_source.h"

/* The name of a format, as --format takes it. */
const char *rc_import_format_name(enum rc_import_format format);

/* Sets source->format and source->separator. RC_EUSAGE for a format that there
 * is not, and for what cannot separate cells. */
bool rc_import_format_find(const struct rc_import_options *options,
                           struct rc_source *source,
                           struct rc_err *err) RC_MUST;

#endif
