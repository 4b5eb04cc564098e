/* SPDX-License-Identifier: MIT */
/*
 * opt - the command line: one table gives the parser and --help.
 */
#ifndef FLEET_OPT_H
#define FLEET_OPT_H

#include "fault.h"

#include <stdbool.h>
#include <stdint.h>

enum opt_act { ACT_SERVE, ACT_LIST, ACT_KNOWN_HOSTS, ACT_HELP };

struct opt {
	enum opt_act act;
	const char *fleet, *key, *require_key, *ready_file, *pid_file;
	uint16_t port;
	unsigned sound; /* percent */
	int64_t delay_ms, lifetime_ms;
	struct fault_mix mix;
};

/* On failure says why on stderr. */
bool opt_parse(int argc, char **argv, struct opt *ret_opt);
void opt_help(void);

#endif
