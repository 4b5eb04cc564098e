/* SPDX-License-Identifier: MIT */
/*
 * print - what the records of a kind look like through the columns of a file,
 *64 bits each: a row that looks like its record changes nothing, and that is
 * known without reading the record again.
 *
 * Two different looks are taken for the same once in 2^64; a row that an enemy
 * made so is passed over as unchanged, which harms nobody else.
 *
 *	rc_prints_init(&prints, kind, fields);
 *	for each record, in the order of their ids:
 *		rc_prints_add(&prints, record)
 *	...
 *	if (rc_prints_same(&prints, id, values)) -> nothing to do
 *	rc_prints_fini(&prints);
 */
#ifndef ROLLCALL_SRC_IMPORT_PRINT_H
#define ROLLCALL_SRC_IMPORT_PRINT_H

#include <rollcall/model/kind.h>

struct rc_print {
	rc_id id;
	uint64_t look;
};
struct rc_prints {
	const struct rc_kind *kind;
	uint64_t fields;        /* bits of those that the file has */
	struct rc_print *items; /* by id */
	size_t n, cap;
};

void rc_prints_init(struct rc_prints *prints, const struct rc_kind *kind,
                    uint64_t fields);
void rc_prints_fini(struct rc_prints *prints);
/* False: no memory. */
bool rc_prints_add(struct rc_prints *prints, const void *record) RC_MUST;
/* Does the record look like that? One value per field of the kind; a reference
 * by its id. */
bool rc_prints_same(const struct rc_prints *prints, rc_id id,
                    const struct rc_value *values);

#endif
