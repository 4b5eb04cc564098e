/* SPDX-License-Identifier: MIT */
/*
 * objects - a JSON list of flat objects in chunks in, rows out: what an export
 * writes as JSON. The counterpart of csv.h, with the same rows:
 *
 *	[{"code": "A-1", "cost": 1000, "vip": true, "notes": null}, ...]
 *
 * The names of the first object are the header; a later one may lack some
 * (their cells are empty) but has no others. Texts are taken as they are,
 * numbers as they are written, true and false as yes and no, null as an empty
 * cell. An apostrophe that an import would take for a spreadsheet's guard is
 * doubled, since here it is part of the text. A row's line is the one where its
 * object begins, or where several begin on one line the next number: no two
 * rows have the same. The header has that of the first. An empty list has no
 * rows, not even a header.
 *
 * Text must be UTF-8 (decode.h makes it); what escapes spell out is put in NFC.
 * Anything else than such a list ends the reading with a sentence that names
 * line and column. The ceilings are those of csv.h. Memory is one row.
 */
#ifndef ROLLCALL_SRC_IMPORT_OBJECTS_H
#define ROLLCALL_SRC_IMPORT_OBJECTS_H

#include "import/csv.h"

struct rc_objects;
struct rc_objects *rc_objects_new(rc_csv_each *each, void *ctx) RC_MUST;
void rc_objects_free(struct rc_objects *objects); /* takes NULL */
/* After a failure only rc_objects_free may follow. */
bool rc_objects_feed(struct rc_objects *objects, struct rc_str bytes,
                     struct rc_err *err) RC_MUST;
bool rc_objects_finish(struct rc_objects *objects, struct rc_err *err) RC_MUST;

#endif
