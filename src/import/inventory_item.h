/* SPDX-License-Identifier: MIT */
/*
 * inventory_item - what one section of a document says of its device: the
 * inside of inventory_build.h.
 */
#ifndef ROLLCALL_SRC_IMPORT_INVENTORY_ITEM_H
#define ROLLCALL_SRC_IMPORT_INVENTORY_ITEM_H

#include "import/inventory_build.h"

/* Takes in the slots of the section that ends. */
void rc_inventory_take(struct rc_inventory_build *b);
/* What only the whole document can tell. */
void rc_inventory_settle(struct rc_inventory_build *b);

/* Counts a value that makes no sense; `what` names it. */
void rc_inventory_odd(struct rc_inventory_build *b, const char *what,
                      const char *value);

#endif
