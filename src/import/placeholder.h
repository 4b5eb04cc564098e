/* SPDX-License-Identifier: MIT */
/* placeholder - identifiers that identify nothing, now told by the model. */
#ifndef ROLLCALL_SRC_IMPORT_PLACEHOLDER_H
#define ROLLCALL_SRC_IMPORT_PLACEHOLDER_H

#include <rollcall/model/placeholder.h>

#endif
