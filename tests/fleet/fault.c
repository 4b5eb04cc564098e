/* SPDX-License-Identifier: MIT */
/*
 * fault - names, meanings and dealing out of faults (fault.h).
 */
#include "fault.h"

#include <string.h>

static const struct {
	const char *name, *help;
} faults[FAULT_COUNT] = {
	[FAULT_NONE] = { "none", "a healthy device" },
	[FAULT_DEAD] = { "dead", "no listener: connection refused" },
	[FAULT_BLACKHOLE] = { "blackhole", "full backlog: connecting never ends" },
	[FAULT_MUTE] = { "mute", "accepts and never says anything" },
	[FAULT_NOBANNER] = { "nobanner", "hangs up at the client's first byte" },
	[FAULT_SLOW] = { "slow", "its banner comes at one byte per 300 ms, then all is well" },
	[FAULT_BANNER] = { "banner", "endless lines before the SSH banner" },
	[FAULT_NOTSSH] = { "notssh", "an HTTP server" },
	[FAULT_NOKEX] = { "nokex", "stalls after the banner" },
	[FAULT_NOAUTH] = { "noauth", "stalls during authentication" },
	[FAULT_AUTHFAIL] = { "authfail", "refuses every key" },
	[FAULT_NOEXEC] = { "noexec", "opens a channel, never answers the exec" },
	[FAULT_FLOOD] = { "flood", "lines without end, as fast as the window allows" },
	[FAULT_NOEND] = { "noend", "one line without end, in drops, never closes" },
	[FAULT_GARBLED] = { "garbled", "a forged end sentinel, no real one" },
	[FAULT_ESCAPE] = { "escape", "terminal escapes, bidi overrides, broken UTF-8 in values" },
	[FAULT_RESET] = { "reset", "TCP reset at a byte fixed by the seed; reset@N: after N bytes" },
	[FAULT_CHANGED] = { "changed", "another host key than --print-known-hosts says" },
	[FAULT_ROOT] = { "root", "most facts need root" },
	[FAULT_CLOCK1970] = { "clock1970", "its clock says 1970" },
	[FAULT_MACS] = { "macs", "20000 network interfaces" },
	[FAULT_WINDOWS] = { "windows", "no fault: OpenSSH for Windows, which runs PowerShell alone" },
	[FAULT_MENU] = { "menu", "its login shell shows a menu, whatever is run" },
	[FAULT_GIGABYTE] = { "gigabyte", "1 GB without a line end" },
};

const char *
fault_name(enum fault fault)
{
	return faults[fault].name;
}

bool
fault_parse(const char *name, size_t n, enum fault *ret_fault)
{
	if (n == 0 || (n == 2 && !memcmp(name, "ok", 2))) {
		*ret_fault = FAULT_NONE;
		return true;
	}
	for (int i = 0; i < FAULT_COUNT; i++) {
		if (strlen(faults[i].name) == n && !memcmp(faults[i].name, name, n)) {
			*ret_fault = (enum fault)i;
			return true;
		}
	}
	return false;
}

bool
fault_mix_parse(const char *spec, struct fault_mix *ret_mix, const char **ret_bad)
{
	struct fault_mix mix = { { 0 } };
	unsigned sum = 0;

	for (const char *p = spec; *p;) {
		size_t n = strcspn(p, "=,");
		enum fault fault;
		unsigned value = 0;

		*ret_bad = p;
		if (p[n] != '=' || !fault_parse(p, n, &fault) || fault == FAULT_NONE)
			return false;
		p += n + 1;
		if (*p < '0' || *p > '9')
			return false;
		for (; *p >= '0' && *p <= '9' && value <= 100; p++)
			value = value * 10 + (unsigned)(*p - '0');
		sum += value - mix.percent[fault];
		mix.percent[fault] = value;
		if (value > 100 || sum > 100 || (*p != ',' && *p != '\0'))
			return false;
		if (*p == ',')
			p++;
	}
	*ret_mix = mix;
	return true;
}

enum fault
fault_mix_pick(const struct fault_mix *mix, uint64_t hash)
{
	unsigned roll = (unsigned)(hash % 100);

	for (int i = 0; i < FAULT_COUNT; i++) {
		if (roll < mix->percent[i])
			return (enum fault)i;
		roll -= mix->percent[i];
	}
	return FAULT_NONE;
}

void
fault_help(FILE *out)
{
	for (int i = 0; i < FAULT_COUNT; i++)
		fprintf(out, "  %-12s %s\n", faults[i].name, faults[i].help);
}
