/* SPDX-License-Identifier: MIT */
/*
 * glpi - inventories as a GLPI agent writes them: JSON, an object with deviceid
 * and content, or a list of such objects. Names are in lower case, sizes in
 * units of 1024 * 1024 bytes.
 *
 * What is no JSON ends the reading with line and column: so do a document over
 * 8 MiB, a file over RC_INVENTORY_FILE_MAX, text that is not UTF-8. A document
 * that is JSON but no inventory is handed on with its refusal, so that the
 * others of a list are judged too. Documents are read one at a time: memory is
 * that of the largest.
 *
 * The only user of jansson.
 */
#ifndef ROLLCALL_SRC_IMPORT_GLPI_H
#define ROLLCALL_SRC_IMPORT_GLPI_H

#include "import/inventory.h"

/* `now` bounds the times that are believed. */
bool rc_glpi_read(struct rc_str bytes, rc_ms now, rc_inventory_each *each,
                  void *ctx, struct rc_err *err) RC_MUST;

#endif
