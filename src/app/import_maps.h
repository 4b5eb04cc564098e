/* SPDX-License-Identifier: MIT */
/* import_maps - the saved map of a sender, put under the options of a run. */
#ifndef ROLLCALL_SRC_APP_IMPORT_MAPS_H
#define ROLLCALL_SRC_APP_IMPORT_MAPS_H

#include <rollcall/app/imports.h>

/* The options as they are with the map of options->sender beneath them: maps,
 * defaults and fixes of the caller come first, keys, dates and encoding stand
 * where the caller gives none. Without a sender, a copy. Lives in `arena`.
 * RC_ENOTFOUND if the sender has no map for this kind. */
bool rc_import_map_use(struct rc_app *app,
                       const struct rc_import_options *options,
                       struct rc_arena *arena, struct rc_import_options *ret,
                       struct rc_err *err) RC_MUST;

#endif
