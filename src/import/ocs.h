/* SPDX-License-Identifier: MIT */
/*
 * ocs - the inventory of one device as an OCS (or FusionInventory) agent writes
 * it: XML, <REQUEST> with <DEVICEID> and <CONTENT>, names in upper case,
 * elements repeated where there are several of a sort.
 *
 * What is no XML ends the reading with line and column. So do a DOCTYPE (no
 * entity is ever expanded), more than one <REQUEST>, elements nested deeper
 * than 16, a value over RC_INVENTORY_VALUE_MAX, a file over
 * RC_INVENTORY_FILE_MAX.
 *
 * The only user of expat.
 */
#ifndef ROLLCALL_SRC_IMPORT_OCS_H
#define ROLLCALL_SRC_IMPORT_OCS_H

#include "import/inventory.h"

/* `now` bounds the times that are believed. */
bool rc_ocs_read(struct rc_str bytes, rc_ms now, rc_inventory_each *each,
                 void *ctx, struct rc_err *err) RC_MUST;

#endif
