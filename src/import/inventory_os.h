/* SPDX-License-Identifier: MIT */
/*
 * inventory_os - the names that agents give to systems and boxes, as the words
 * of the facts: "Microsoft Windows 10 Enterprise LTSC" is windows, EnterpriseS.
 */
#ifndef ROLLCALL_SRC_IMPORT_INVENTORY_OS_H
#define ROLLCALL_SRC_IMPORT_INVENTORY_OS_H

#include <rollcall/base/str.h>

/* The id of os-release ("debian", "linuxmint"), or "windows"; NULL when the
 * name is not known. */
const char *rc_inventory_os_id(struct rc_str name);
/* The edition id of Windows ("Professional"); NULL when it is not told. */
const char *rc_inventory_os_edition(struct rc_str name);
/* The first number in it: "12" of "Debian GNU/Linux 12 (bookworm)"; empty when
 * there is none. */
struct rc_str rc_inventory_os_version(struct rc_str name);

/* "Notebook" or "10": the SMBIOS number as text, and the category it is of
 * (enum rc_category); NULL when it tells nothing. */
const char *rc_inventory_chassis(struct rc_str word, int *ret_category);

/* Is `part` in `text`, ASCII case aside? */
bool rc_inventory_has(struct rc_str text, const char *part);

#endif
