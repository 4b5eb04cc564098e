/* SPDX-License-Identifier: MIT */
/*
 * opt - option table, parser and help (opt.h).
 */
#include "opt.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum opt_id {
	OPT_FLEET,
	OPT_KEY,
	OPT_PORT,
	OPT_DELAY,
	OPT_FAULTS,
	OPT_SOUND,
	OPT_REQUIRE_KEY,
	OPT_READY_FILE,
	OPT_PID_FILE,
	OPT_LIFETIME,
	OPT_LIST,
	OPT_KNOWN_HOSTS,
	OPT_HELP,
	OPT_COUNT
};

static const struct {
	const char *name, *arg, *help;
} table[OPT_COUNT] = {
	[OPT_FLEET] = { "fleet", "FILE", "the devices: CSV as `rollcall export devices` prints it" },
	[OPT_KEY] = { "key", "SEED", "seed of all: a text; with a / a file, or a folder with"
				     " `seed` (default: fleet)" },
	[OPT_PORT] = { "port", "PORT", "of rows that name none (default: 22)" },
	[OPT_DELAY] = { "delay", "MS", "how long each device thinks before it answers" },
	[OPT_FAULTS] = { "faults", "SPEC", "percent of hosts for each fault: dead=5,mute=2" },
	[OPT_SOUND] = { "sound", "PERCENT", "of devices with nothing wrong in them (default: 60)" },
	[OPT_REQUIRE_KEY] = { "require-key", "FILE", "an ed25519 .pub: verify signatures, refuse"
						     " other keys" },
	[OPT_READY_FILE] = { "ready-file", "FILE", "written when all listeners are up" },
	[OPT_PID_FILE] = { "pid-file", "FILE", "holds the process id while it runs" },
	[OPT_LIFETIME] = { "lifetime", "SECONDS", "end by itself" },
	[OPT_LIST] = { "list", NULL, "print host, port, asset_tag, fault, drift, defects; tabs" },
	[OPT_KNOWN_HOSTS] = { "print-known-hosts", NULL, "print the fleet's host keys" },
	[OPT_HELP] = { "help", NULL, "print this" },
};

void
opt_help(void)
{
	char left[48];

	printf("fleetsim - a fleet of simulated devices that answer SSH on loopback\n\n"
	       "usage: fleetsim --fleet FILE.csv [options]\n\n");
	for (int i = 0; i < OPT_COUNT; i++) {
		snprintf(left, sizeof(left), "--%s %s", table[i].name,
		    table[i].arg ? table[i].arg : "");
		printf("  %-22s %s\n", left, table[i].help);
	}
	printf("\nfaults, for --faults and for a column `fault`:\n");
	fault_help(stdout);
}

static bool
parse_number(const char *name, const char *text, long least, long most, long *ret_value)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (*text < '0' || *text > '9' || *end || value < least || value > most) {
		fprintf(stderr, "fleetsim: --%s: %s is not a number from %ld to %ld\n", name, text,
		    least, most);
		return false;
	}
	*ret_value = value;
	return true;
}

static bool
take(struct opt *opt, enum opt_id id, const char *value)
{
	const char *bad = "", *name = table[id].name;
	long number = 0;

	switch (id) {
	case OPT_FLEET:
		opt->fleet = value;
		return true;
	case OPT_KEY:
		opt->key = value;
		return true;
	case OPT_PORT:
		if (!parse_number(name, value, 1, 65535, &number))
			return false;
		opt->port = (uint16_t)number;
		return true;
	case OPT_DELAY:
		if (!parse_number(name, value, 0, 3600000, &number))
			return false;
		opt->delay_ms = number;
		return true;
	case OPT_FAULTS:
		if (fault_mix_parse(value, &opt->mix, &bad))
			return true;
		fprintf(stderr, "fleetsim: --faults: cannot read `%s` (sum at most 100)\n", bad);
		return false;
	case OPT_SOUND:
		if (!parse_number(name, value, 0, 100, &number))
			return false;
		opt->sound = (unsigned)number;
		return true;
	case OPT_REQUIRE_KEY:
		opt->require_key = value;
		return true;
	case OPT_READY_FILE:
		opt->ready_file = value;
		return true;
	case OPT_PID_FILE:
		opt->pid_file = value;
		return true;
	case OPT_LIFETIME:
		if (!parse_number(name, value, 0, 10000000, &number))
			return false;
		opt->lifetime_ms = (int64_t)number * 1000;
		return true;
	case OPT_LIST:
		opt->act = ACT_LIST;
		return true;
	case OPT_KNOWN_HOSTS:
		opt->act = ACT_KNOWN_HOSTS;
		return true;
	case OPT_HELP:
		opt->act = ACT_HELP;
		return true;
	case OPT_COUNT:
		break;
	}
	return false;
}

bool
opt_parse(int argc, char **argv, struct opt *ret_opt)
{
	struct option longs[OPT_COUNT + 1] = { 0 };
	struct opt opt = { .act = ACT_SERVE, .key = "fleet", .port = 22, .sound = 60 };
	int id;

	for (int i = 0; i < OPT_COUNT; i++) {
		longs[i].name = table[i].name;
		longs[i].has_arg = table[i].arg ? required_argument : no_argument;
		longs[i].val = 1000 + i;
	}
	while ((id = getopt_long(argc, argv, "", longs, NULL)) != -1)
		if (id < 1000 || !take(&opt, (enum opt_id)(id - 1000), optarg))
			return false;
	if (optind < argc) {
		fprintf(stderr, "fleetsim: unexpected: %s\n", argv[optind]);
		return false;
	}
	if (!opt.fleet && opt.act != ACT_HELP) {
		fprintf(stderr, "fleetsim: --fleet FILE.csv is needed; --help tells more\n");
		return false;
	}
	*ret_opt = opt;
	return true;
}
