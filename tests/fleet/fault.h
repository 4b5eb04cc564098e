/* SPDX-License-Identifier: MIT */
/*
 * fault - the ways in which a simulated device may misbehave.
 *
 * A fault is named in the CSV's column `fault`, or dealt out by percentages:
 * "dead=5,mute=2" gives 5% and 2% of the hosts that fault, chosen by a hash of
 * the host, so that the same fleet and seed always break in the same places.
 */
#ifndef FLEET_FAULT_H
#define FLEET_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum fault {
	FAULT_NONE,
	FAULT_DEAD,
	FAULT_BLACKHOLE,
	FAULT_MUTE,
	FAULT_NOBANNER,
	FAULT_SLOW,
	FAULT_BANNER,
	FAULT_NOTSSH,
	FAULT_NOKEX,
	FAULT_NOAUTH,
	FAULT_AUTHFAIL,
	FAULT_NOEXEC,
	FAULT_FLOOD,
	FAULT_NOEND,
	FAULT_GARBLED,
	FAULT_ESCAPE,
	FAULT_RESET,
	FAULT_CHANGED,
	FAULT_ROOT,
	FAULT_CLOCK1970,
	FAULT_MACS,
	FAULT_WINDOWS,
	FAULT_MENU,
	FAULT_GIGABYTE,
	FAULT_COUNT
};

/* Percent of the hosts for each fault; the sum is at most 100. */
struct fault_mix {
	unsigned percent[FAULT_COUNT];
};

const char *fault_name(enum fault fault);
/* An empty name, "none" and "ok" are FAULT_NONE. */
bool fault_parse(const char *name, size_t n, enum fault *ret_fault);
/* Reads "dead=5,mute=2"; on failure names the bad part in ret_bad (never NULL). */
bool fault_mix_parse(const char *spec, struct fault_mix *ret_mix, const char **ret_bad);
enum fault fault_mix_pick(const struct fault_mix *mix, uint64_t hash);
/* One line per fault, for --help. */
void fault_help(FILE *out);

#endif
