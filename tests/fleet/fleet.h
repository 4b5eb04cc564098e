/* SPDX-License-Identifier: MIT */
/*
 * fleet - the devices of a CSV file that are to be simulated.
 *
 * Taken: rows whose `host` is a numeric address in 127.0.0.0/8 and whose
 * `connectivity` is not "isolated"; the first row of each (host, port). All
 * other rows are counted, not simulated. A row with a broken port or an unknown
 * fault is an error, told with its row (the header is row 1).
 */
#ifndef FLEET_FLEET_H
#define FLEET_FLEET_H

#include "fault.h"
#include "host.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fleet_want {
	const char *path;
	const char *seed;
	unsigned sound; /* percent of devices without defects */
	uint16_t port;			/* of rows that name none */
	struct fault_mix mix;		/* for rows that name no fault */
};

struct fleet {
	struct host *hosts;
	size_t n, cap;
	size_t rows, elsewhere, isolated, doubles;
};

/* On failure `ret_err` holds one line of text and nothing needs freeing. */
bool fleet_load(struct fleet *ret_fleet, const struct fleet_want *want, char *ret_err, size_t n);
void fleet_fini(struct fleet *fleet);
/* The whole of a small file, NUL-terminated; NULL with errno. */
char *fleet_read_file(const char *path, size_t max_bytes, size_t *ret_bytes);

#endif
