/* SPDX-License-Identifier: MIT */
/* import_table - a file of rows into the inventory: read, judged, written. */
#ifndef ROLLCALL_SRC_APP_IMPORT_TABLE_H
#define ROLLCALL_SRC_APP_IMPORT_TABLE_H

#include <rollcall/app/imports.h>

#include "app/import_source.h"

/* As rc_import_file(), the options with the sender's map in them; the source
 * stays open. */
bool rc_import_table(struct rc_app *app,
                     const struct rc_import_options *options,
                     const struct rc_source *source, struct rc_arena *arena,
                     struct rc_import_result *ret, struct rc_err *err) RC_MUST;

#endif
