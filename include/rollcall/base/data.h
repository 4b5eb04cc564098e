/* SPDX-License-Identifier: MIT */
/*
 * data - the files of data/ that are built into the program: schema, plans,
 * probes, catalogues. Names are paths below data/: "probe/linux.sh".
 */
#ifndef ROLLCALL_BASE_DATA_H
#define ROLLCALL_BASE_DATA_H

#include <rollcall/base/str.h>

struct rc_data {
	const char *name;
	const unsigned char *bytes; /* NUL-terminated for convenience */
	size_t n;
};

/* Sorted by name. */
extern const struct rc_data rc_data_files[];
extern const size_t rc_data_count;

/* The file of that name, or NULL. */
const struct rc_data *rc_data_find(const char *name);
struct rc_str rc_data_str(const struct rc_data *file);

#endif
