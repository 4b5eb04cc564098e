/* SPDX-License-Identifier: MIT */
/*
 * import_inventory - what agents of other programs found on devices, as facts.
 *
 * A document is a row: read = created + updated + unchanged + rejected. The
 * device is found by import_likeness.h. Of one that is found only facts are
 * written, with the source "import" and the time of the document: what was
 * recorded and what was observed stay apart. A fact that is newer than the
 * document stays. Software that the device's profile forbids is looked for in
 * the document's list.
 *
 * A device that is not found is a fault, unless the import may create and says
 * of which agency new devices are (the option `defaults`: agency=25363). Its
 * record is then what tells it apart: asset tag (or, where the firmware has
 * none, its serial number), serial, UUID, MAC addresses, host name, maker,
 * model and the category of its box; in_use and networked unless `defaults`
 * say otherwise. That is told. Nothing is contacted: machines without a network
 * are inventoried by their own agent and a memory stick.
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_INVENTORY_H
#define ROLLCALL_SRC_APP_IMPORT_INVENTORY_H

#include <rollcall/app/imports.h>

#include "app/import_source.h"

/* As rc_import_file(); the source, whose format must be one of those, stays
 * open. Fails for kinds other than devices and facts, and when a file of
 * rejects is wanted. */
bool rc_import_inventory(struct rc_app *app,
                         const struct rc_import_options *options,
                         const struct rc_source *source, struct rc_arena *arena,
                         struct rc_import_result *ret,
                         struct rc_err *err) RC_MUST;

#endif
