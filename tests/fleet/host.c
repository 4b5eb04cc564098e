/* SPDX-License-Identifier: MIT */
/*
 * host - identity, hashes, condition and key of one simulated device (host.h).
 */
#include "host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const column_names[COL_COUNT] = {
	[COL_ASSET_TAG] = "asset_tag",
	[COL_SERIAL] = "serial",
	[COL_UUID] = "uuid",
	[COL_HOSTNAME] = "hostname",
	[COL_MANUFACTURER] = "manufacturer",
	[COL_MODEL] = "model",
	[COL_HOST] = "host",
	[COL_PORT] = "port",
	[COL_OS] = "os",
	[COL_OS_VERSION] = "os_version",
	[COL_CPU] = "cpu",
	[COL_RAM_MB] = "ram_mb",
	[COL_DISK_GB] = "disk_gb",
	[COL_MAC] = "mac",
	[COL_CATEGORY] = "category",
	[COL_CONNECTIVITY] = "connectivity",
	[COL_STATUS] = "status",
	[COL_FAULT] = "fault",
};

static const struct {
	enum defect bit;
	const char *name;
} defects[] = {
	{ DEFECT_OS_OLD, "os-old" },
	{ DEFECT_PLAIN_DISK, "plain-disk" },
	{ DEFECT_FIREWALL, "firewall-off" },
	{ DEFECT_AV_NONE, "av-none" },
	{ DEFECT_AV_STOPPED, "av-stopped" },
	{ DEFECT_AV_OLD, "av-old" },
	{ DEFECT_UPDATES, "updates" },
	{ DEFECT_SECURE_BOOT, "secure-boot-off" },
	{ DEFECT_NO_TPM, "no-tpm" },
	{ DEFECT_DISK_FULL, "disk-full" },
};
enum { DEFECTS = sizeof(defects) / sizeof(defects[0]) };

/* FNV-1a over the text and its NUL. */
static uint64_t
hash_text(uint64_t hash, const char *text)
{
	do {
		hash ^= (unsigned char)*text;
		hash *= 0x100000001b3u;
	} while (*text++);
	return hash;
}

/* The finaliser of splitmix64: spreads FNV's weak low bits. */
static uint64_t
hash_mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

const char *
host_column_name(enum column col)
{
	return column_names[col];
}

void
host_address(const struct host *h, char ret_text[16])
{
	snprintf(ret_text, 16, "%u.%u.%u.%u", (unsigned)(h->addr >> 24) & 255u,
	    (unsigned)(h->addr >> 16) & 255u, (unsigned)(h->addr >> 8) & 255u,
	    (unsigned)h->addr & 255u);
}

void
host_settle(struct host *h, const char *seed, unsigned sound)
{
	char own[32], address[16];
	uint64_t hash = hash_text(0xcbf29ce484222325u, seed);

	h->sound = sound;
	if (h->col[COL_ASSET_TAG][0]) {
		h->base = hash_text(hash, h->col[COL_ASSET_TAG]);
		return;
	}
	host_address(h, address);
	snprintf(own, sizeof(own), "%s:%u", address, (unsigned)h->port);
	h->base = hash_text(hash, own);
}

void
host_fini(struct host *h)
{
	crypt_key_free(h->key);
	free(h->row);
	h->key = NULL;
	h->row = NULL;
}

uint64_t
host_hash(const struct host *h, const char *salt)
{
	return hash_mix(hash_text(h->base, salt));
}

unsigned
host_pick(const struct host *h, const char *salt, unsigned n)
{
	return (unsigned)(host_hash(h, salt) % n);
}

unsigned
host_defects(const struct host *h)
{
	unsigned first, second, bits;

	if (host_pick(h, "in-order", 100) < h->sound)
		return 0;
	first = host_pick(h, "defect-1", DEFECTS);
	second = host_pick(h, "defect-2", DEFECTS);
	bits = (unsigned)defects[first].bit;
	if (host_pick(h, "defect-n", 100) < 40)
		bits |= (unsigned)defects[second].bit;
	/* A recorded system wins, so it cannot be the thing that is wrong. */
	if ((bits & DEFECT_OS_OLD) && h->col[COL_OS][0])
		bits = (bits & ~(unsigned)DEFECT_OS_OLD) | DEFECT_UPDATES;
	/* No antivirus is not also a stopped or old one. */
	if (bits & DEFECT_AV_NONE)
		bits &= ~((unsigned)DEFECT_AV_STOPPED | (unsigned)DEFECT_AV_OLD);
	return bits;
}

enum drift
host_drift(const struct host *h)
{
	unsigned roll = host_pick(h, "drift", 100);

	if (roll < 2 && h->col[COL_SERIAL][0])
		return DRIFT_SERIAL;
	if (roll < 4 && h->col[COL_RAM_MB][0])
		return DRIFT_RAM;
	return DRIFT_NONE;
}

void
host_defects_text(const struct host *h, char *ret_text, size_t n)
{
	unsigned bits = host_defects(h);
	size_t len = 0;

	snprintf(ret_text, n, "-");
	for (size_t i = 0; i < DEFECTS && len < n; i++)
		if (bits & (unsigned)defects[i].bit)
			len += (size_t)snprintf(ret_text + len, n - len, "%s%s", len ? "," : "",
			    defects[i].name);
}

const char *
host_drift_name(enum drift drift)
{
	static const char *const names[] = { "-", "serial", "ram" };

	return names[drift];
}

struct crypt_key *
host_key_new(const struct host *h, const struct crypt *crypt, const char *seed, bool other)
{
	char text[512], address[16];

	host_address(h, address);
	snprintf(text, sizeof(text), "fleetsim hostkey\n%s\n%u\n%s\n%s", address,
	    (unsigned)h->port, other ? "replaced" : "first", seed);
	return crypt_key_new(crypt, text);
}

const struct crypt_key *
host_key(struct host *h, const struct crypt *crypt, const char *seed)
{
	if (!h->key)
		h->key = host_key_new(h, crypt, seed, h->fault == FAULT_CHANGED);
	return h->key;
}
