/* SPDX-License-Identifier: MIT */
/*
 * facts - believable values of a Linux (or Windows) device (facts.h).
 */
#include "facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define COUNT(table) ((unsigned)(sizeof(table) / sizeof((table)[0])))

struct os_kind {
	const char *id, *version, *edition, *pretty, *kernel;
};

static const struct os_kind os_kinds[] = {
	{ "debian", "12", "", "Debian GNU/Linux 12 (bookworm)", "6.1.0-28-amd64" },
	{ "ubuntu", "24.04", "", "Ubuntu 24.04.1 LTS", "6.8.0-49-generic" },
	{ "debian", "10", "", "Debian GNU/Linux 10 (buster)", "4.19.0-27-amd64" },
	{ "ubuntu", "18.04", "", "Ubuntu 18.04.6 LTS", "4.15.0-213-generic" },
	{ "debian", "13", "", "Debian GNU/Linux 13 (trixie)", "6.12.48+deb13-amd64" },
	{ "debian", "11", "", "Debian GNU/Linux 11 (bullseye)", "5.10.0-33-amd64" },
	{ "ubuntu", "22.04", "", "Ubuntu 22.04.5 LTS", "5.15.0-126-generic" },
	{ "ubuntu", "20.04", "", "Ubuntu 20.04.6 LTS", "5.4.0-202-generic" },
	{ "rhel", "9", "", "Red Hat Enterprise Linux 9.4 (Plow)", "5.14.0-427.42.1.el9_4.x86_64" },
	{ "rocky", "9", "", "Rocky Linux 9.4 (Blue Onyx)", "5.14.0-427.42.1.el9_4.x86_64" },
	{ "fedora", "41", "Workstation Edition", "Fedora Linux 41 (Workstation Edition)",
	    "6.11.10-300.fc41.x86_64" },
	{ "windows", "11", "Pro", "Microsoft Windows 11 Pro", "10.0.26100" },
	{ "windows", "10", "Pro", "Microsoft Windows 10 Pro", "10.0.19045" },
	{ "windows", "7", "Professional", "Microsoft Windows 7 Professional", "6.1.7601" },
};
enum { OS_NEW = 0, OS_OLD = 2 };	/* two of each open the table */

/* Part of a recorded os name -> os-release ID. */
static const struct {
	const char *part, *id;
} os_names[] = {
	{ "windows", "windows" },
	{ "ubuntu", "ubuntu" },
	{ "debian", "debian" },
	{ "red hat", "rhel" },
	{ "rhel", "rhel" },
	{ "rocky", "rocky" },
	{ "alma", "almalinux" },
	{ "centos", "centos" },
	{ "fedora", "fedora" },
	{ "mint", "linuxmint" },
	{ "sles", "sles" },
	{ "suse", "opensuse-leap" },
};

static const struct {
	const char *maker, *desktop, *laptop, *server, *oui;
} makers[] = {
	{ "Dell Inc.", "OptiPlex 7090", "Latitude 5420", "PowerEdge R450", "54:bf:64" },
	{ "HP", "HP ProDesk 400 G7", "HP ProBook 450 G8", "ProLiant DL360 Gen10", "3c:52:82" },
	{ "LENOVO", "ThinkCentre M70q", "ThinkPad L14", "ThinkSystem SR630", "98:fa:9b" },
	{ "ASUSTeK COMPUTER INC.", "D500SA", "ExpertBook B1400", "RS300-E11", "04:42:1a" },
	{ "Acer", "Veriton M4680G", "TravelMate P214", "Altos R360 F5", "c0:18:50" },
};

static const struct {
	const char *name;
	unsigned cores;
} cpus[] = {
	{ "Intel(R) Core(TM) i5-10500 CPU @ 3.10GHz", 6 },
	{ "Intel(R) Core(TM) i3-10100 CPU @ 3.60GHz", 4 },
	{ "11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz", 4 },
	{ "AMD Ryzen 5 PRO 4650G with Radeon Graphics", 6 },
	{ "11th Gen Intel(R) Core(TM) i7-11700 @ 2.50GHz", 8 },
	{ "Intel(R) Pentium(R) Gold G6400 CPU @ 4.00GHz", 2 },
};

enum form { FORM_DESKTOP, FORM_LAPTOP, FORM_SERVER };

static bool
has_any(const char *text, const char *const *parts)
{
	for (; *parts; parts++)
		if (strcasestr(text, *parts))
			return true;
	return false;
}

static enum form
form_of(const struct host *h)
{
	static const char *const laptops[] = { "laptop", "notebook", "xách tay", "xach tay", NULL };
	static const char *const servers[] = { "server", "máy chủ", "may chu", "may_chu", NULL };
	const char *category = h->col[COL_CATEGORY];

	if (has_any(category, laptops))
		return FORM_LAPTOP;
	if (has_any(category, servers))
		return FORM_SERVER;
	if (!*category && host_pick(h, "form", 100) < 40)
		return FORM_LAPTOP;
	return FORM_DESKTOP;
}

static const char *
yes_no(bool value)
{
	return value ? "yes" : "no";
}

static const char *
recorded(const struct host *h, enum column col, const char *fallback)
{
	return h->col[col][0] ? h->col[col] : fallback;
}

/* A recorded size, or one of the table. Absurd sizes are cut. */
static uint64_t
recorded_size(const struct host *h, enum column col, const unsigned *table, unsigned n)
{
	unsigned long long value = strtoull(h->col[col], NULL, 10);

	if (h->col[col][0] == '-' || value == 0)
		return table[host_pick(h, host_column_name(col), n)];
	return value < (1u << 30) ? value : 1u << 30;
}

/* "YYYY-MM-DD" of a Unix day (H. Hinnant's civil calendar). */
static void
format_day(int64_t day, char ret_text[16])
{
	int64_t z = day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	unsigned doe = (unsigned)(z - era * 146097);
	unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	unsigned mp = (5 * doy + 2) / 153;
	unsigned month = mp < 10 ? mp + 3 : mp - 9;
	int64_t year = (int64_t)yoe + era * 400 + (month <= 2);

	snprintf(ret_text, 16, "%04d-%02u-%02u", (int)(year % 10000) % 10000, month % 100,
	    (doy - (153 * mp + 2) / 5 + 1) % 100);
}

static void
format_hex(const struct host *h, const char *salt, size_t digits, char *ret_text)
{
	char more[32];
	size_t at = 0;

	for (unsigned i = 0; at < digits; i++) {
		snprintf(more, sizeof(more), "%s/%u", salt, i);
		uint64_t hash = host_hash(h, more);
		for (unsigned k = 0; k < 16 && at < digits; k++, hash >>= 4)
			ret_text[at++] = "0123456789abcdef"[hash & 15];
	}
	ret_text[at] = '\0';
}

/* The first word of os_version, or the number in os, into 32 bytes. */
static void
recorded_version(const struct host *h, char ret_text[32])
{
	const char *os = h->col[COL_OS], *version = h->col[COL_OS_VERSION];
	const char *text = *version ? version : os + strcspn(os, "0123456789");
	size_t n = *version ? strcspn(text, " \t(") : strspn(text, "0123456789.");

	snprintf(ret_text, 32, "%.*s", (int)(n < 31 ? n : 31), text);
}

static void
recorded_id(const struct host *h, char ret_text[32])
{
	const char *os = h->col[COL_OS];
	size_t n = 0;

	for (unsigned i = 0; i < COUNT(os_names); i++) {
		if (strcasestr(os, os_names[i].part)) {
			snprintf(ret_text, 32, "%s", os_names[i].id);
			return;
		}
	}
	for (; n < 31 && ((os[n] | 32) >= 'a' && (os[n] | 32) <= 'z'); n++)
		ret_text[n] = (char)(os[n] | 32);
	ret_text[n] = '\0';
	if (!n)
		snprintf(ret_text, 32, "linux");
}

/* The kind that fits best: same system and version, else same system, else NULL. */
static const struct os_kind *
find_kind(const char *id, const char *version, bool *ret_exact)
{
	const struct os_kind *near = NULL;

	*ret_exact = false;
	for (unsigned i = 0; i < COUNT(os_kinds); i++) {
		const struct os_kind *kind = &os_kinds[i];
		size_t n = strlen(kind->version);

		if (strcmp(kind->id, id) != 0)
			continue;
		if (!strncmp(version, kind->version, n) && (!version[n] || version[n] == '.')) {
			*ret_exact = true;
			return kind;
		}
		near = near ? near : kind;
	}
	return near;
}

static bool
is_windows(const struct host *h)
{
	return h->fault == FAULT_WINDOWS || strcasestr(h->col[COL_OS], "windows") != NULL;
}

static void
put_recorded_os(struct answer *a)
{
	const struct host *h = a->host;
	char id[32], version[32];
	const struct os_kind *kind;
	bool exact;

	recorded_id(h, id);
	recorded_version(h, version);
	kind = find_kind(id, version, &exact);
	if (kind && !*version) {
		snprintf(version, sizeof(version), "%s", kind->version);
		exact = true;
	}
	answer_put(a, "os_id", "%s", id);
	answer_put(a, "os_version_id", "%s", version);
	if (kind && exact)
		answer_put(a, "os_pretty", "%s", kind->pretty);
	else
		answer_put(a, "os_pretty", "%s%s%s", h->col[COL_OS],
		    strstr(h->col[COL_OS], version) ? "" : " ",
		    strstr(h->col[COL_OS], version) ? "" : version);
	answer_put(a, "os_edition", "%s", kind ? kind->edition : "");
	answer_put(a, "kernel", "%s", kind ? kind->kernel : "6.1.0-28-amd64");
}

static void
put_system(struct answer *a)
{
	const struct host *h = a->host;
	char hex[64], name[80];

	if (h->fault == FAULT_WINDOWS) {
		/* As data/probe/windows.ps1 says it. */
		answer_put(a, "os_id", "windows");
		answer_put(a, "os_version_id", "10.0.26100");
		answer_put(a, "kernel", "10.0.26100.2314");
		answer_put(a, "os_edition", "Professional");
		answer_put(a, "os_pretty", "Microsoft Windows 11 Pro");
	} else if (h->col[COL_OS][0]) {
		put_recorded_os(a);
	} else {
		unsigned at = host_defects(h) & DEFECT_OS_OLD ? OS_OLD : OS_NEW;
		const struct os_kind *kind = &os_kinds[at + host_pick(h, "os", 2)];

		answer_put(a, "os_id", "%s", kind->id);
		answer_put(a, "os_version_id", "%s", kind->version);
		answer_put(a, "os_pretty", "%s", kind->pretty);
		answer_put(a, "os_edition", "%s", kind->edition);
		answer_put(a, "kernel", "%s", kind->kernel);
	}
	answer_put(a, "arch", "%s", is_windows(h) ? "AMD64" : "x86_64");
	format_hex(h, "hostname", 6, hex);
	snprintf(name, sizeof(name), "pc-%s", hex);
	answer_put(a, "hostname", "%s", recorded(h, COL_HOSTNAME, name));
	format_hex(h, "machine-id", 32, hex);
	answer_put(a, "machine_id", "%s", hex);
}

static void
put_identity(struct answer *a)
{
	const struct host *h = a->host;
	char hex[64], uuid[40], serial[16];
	uint64_t hash;

	hash = host_hash(h, host_drift(h) == DRIFT_SERIAL ? "serial-other" : "serial");
	for (unsigned i = 0; i < 7; i++, hash >>= 4)
		serial[i] = "BCDFGHJKLMNPQRST"[hash & 15];
	serial[7] = '\0';
	if (host_drift(h) == DRIFT_SERIAL)
		answer_put(a, "serial", "%s", serial);
	else
		answer_put(a, "serial", "%s", recorded(h, COL_SERIAL, serial));
	format_hex(h, "uuid", 32, hex);
	snprintf(uuid, sizeof(uuid), "%.8s-%.4s-4%.3s-a%.3s-%.12s", hex, hex + 8, hex + 13, hex + 17,
	    hex + 20);
	answer_put(a, "uuid", "%s", recorded(h, COL_UUID, uuid));
}

static unsigned
maker_of(const struct host *h)
{
	const char *maker = h->col[COL_MANUFACTURER];

	for (unsigned i = 0; *maker && i < COUNT(makers); i++)
		if (!strncasecmp(maker, makers[i].maker, strcspn(makers[i].maker, " ")))
			return i;
	return host_pick(h, "maker", COUNT(makers));
}

static void
put_hardware(struct answer *a)
{
	static const unsigned rams[] = { 4096, 8192, 8192, 8192, 16384 };
	static const unsigned chassis[] = { 3, 10, 23 };
	const struct host *h = a->host;
	unsigned maker = maker_of(h), cpu = host_pick(h, "cpu", COUNT(cpus));
	enum form form = form_of(h);
	const char *models[] = { makers[maker].desktop, makers[maker].laptop, makers[maker].server };
	uint64_t ram_mb = recorded_size(h, COL_RAM_MB, rams, COUNT(rams)), ram_kb;

	answer_put(a, "manufacturer", "%s", recorded(h, COL_MANUFACTURER, makers[maker].maker));
	answer_put(a, "model", "%s", recorded(h, COL_MODEL, models[form]));
	answer_put(a, "chassis", "%u", chassis[form]);
	answer_put(a, "bios_date", "%02u/%02u/%u", 1 + host_pick(h, "bios-m", 12),
	    1 + host_pick(h, "bios-d", 28), 2018 + host_pick(h, "bios-y", 7));
	for (unsigned i = 0; i < COUNT(cpus); i++)
		if (!strcasecmp(h->col[COL_CPU], cpus[i].name))
			cpu = i;
	/* A sound device is strong enough for office work. */
	if (!host_defects(h) && cpus[cpu].cores < 4)
		cpu = 0;
	answer_put(a, "cpu_model", "%s", recorded(h, COL_CPU, cpus[cpu].name));
	answer_put(a, "cpu_cores", "%u", cpus[cpu].cores);
	if (host_drift(h) == DRIFT_RAM)
		ram_mb = ram_mb >= 2048 ? ram_mb / 2 : ram_mb * 2;
	ram_kb = ram_mb * 1024;
	/* MemTotal of whole gigabytes lacks what firmware and kernel keep. */
	if (ram_mb % 1024 == 0)
		ram_kb -= ram_kb * (20 + host_pick(h, "ram-kept", 20)) / 1000;
	answer_put(a, "ram_kb", "%llu", (unsigned long long)ram_kb);
}

static void
put_disk(struct answer *a)
{
	static const unsigned disks[] = { 240, 256, 256, 500, 512, 1000 };
	const struct host *h = a->host;
	uint64_t gb = recorded_size(h, COL_DISK_GB, disks, COUNT(disks));
	uint64_t total_kb = gb * 1000000000u / 1024, percent = 25 + host_pick(h, "disk-free", 50);
	uint64_t volume_kb = total_kb / 100 * 95;	/* the root file system on it */
	unsigned defects = host_defects(h);
	bool spins = (gb == 500 || gb >= 1000) && form_of(h) != FORM_LAPTOP;

	if (defects & DEFECT_DISK_FULL)
		percent = 1 + host_pick(h, "disk-free", 3);
	answer_put(a, "disk_total_kb", "%llu", (unsigned long long)total_kb);
	answer_put(a, "volume_kb", "%llu", (unsigned long long)volume_kb);
	answer_put(a, "disk_free_kb", "%llu", (unsigned long long)(volume_kb * percent / 100));
	answer_put(a, "disk_rotational", "%d", spins && host_defects(h) && host_pick(h, "disk-spins", 2));
	answer_put(a, "disk_encrypted", "%s", yes_no(!(defects & DEFECT_PLAIN_DISK)));
}

static void
put_security(struct answer *a)
{
	const struct host *h = a->host;
	unsigned defects = host_defects(h);
	bool has_av = !(defects & DEFECT_AV_NONE), behind = defects & DEFECT_UPDATES;
	int64_t today = a->now_s / 86400, old = 45 + host_pick(h, "av-age", 300);
	char day[16] = "";

	answer_put(a, "firewall", "%s", defects & DEFECT_FIREWALL ? "off" : "on");
	answer_put(a, "antivirus", "%s",
	    !has_av ? "none" : is_windows(h) ? "Microsoft Defender" : "clamav");
	answer_put(a, "antivirus_running", "%s", yes_no(has_av && !(defects & DEFECT_AV_STOPPED)));
	if (has_av)
		format_day(defects & DEFECT_AV_OLD ? today - old : today, day);
	answer_put(a, "antivirus_date", "%s", day);
	answer_put(a, "updates_pending_security", "%u",
	    behind ? 12 + host_pick(h, "updates", 80) : host_pick(h, "updates", 4));
	format_day(today - (behind ? 90 + (int64_t)host_pick(h, "updates-age", 300)
				   : 1 + (int64_t)host_pick(h, "updates-age", 13)),
	    day);
	answer_put(a, "updates_last", "%s", day);
	format_day(today - (int64_t)host_pick(h, "scan-age", 60), day);
	answer_put(a, "scan_date", "%s", day);
	answer_put(a, "secure_boot", "%s", yes_no(!(defects & DEFECT_SECURE_BOOT)));
	answer_put(a, "tpm", "%s", yes_no(!(defects & DEFECT_NO_TPM)));
}

/* Recorded addresses, split at anything that is not part of one; else one or two own ones. */
static void
put_macs(struct answer *a)
{
	static const char part[] = "0123456789abcdefABCDEF:-";
	const struct host *h = a->host;
	const char *p = h->col[COL_MAC];
	char hex[16];

	for (p += strcspn(p, part); *p; p += strcspn(p, part)) {
		size_t n = strspn(p, part);

		answer_put(a, "mac", "%.*s", (int)n, p);
		p += n;
	}
	if (h->col[COL_MAC][0])
		return;
	format_hex(h, "mac", 12, hex);
	for (unsigned i = 0; i < 1 + (form_of(h) == FORM_LAPTOP); i++)
		answer_put(a, "mac", "%s:%.2s:%.2s:%.2s", makers[maker_of(h)].oui, hex + 6 * i,
		    hex + 6 * i + 2, hex + 6 * i + 4);
}

void
facts_put(struct answer *a)
{
	const struct host *h = a->host;

	put_system(a);
	put_identity(a);
	put_hardware(a);
	put_disk(a);
	put_security(a);
	answer_put(a, "uptime_s", "%u", 600 + host_pick(h, "uptime", 40 * 86400));
	answer_put(a, "clock", "%lld", h->fault == FAULT_CLOCK1970 ? 0LL : (long long)a->now_s);
	put_macs(a);
	answer_put(a, "needs_root", "%s", answer_needs_root(a));
}
