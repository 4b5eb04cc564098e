/* SPDX-License-Identifier: MIT */
/*
 * host - one simulated device: a row of the CSV, its fault and its condition.
 *
 * Everything that the row does not say follows from host_pick(), a hash of
 * (seed, identity, salt): the same seed gives the same device for ever. The
 * identity is the asset tag, or host:port where the row has none.
 *
 * The host owns its row and its key; host_fini() frees both.
 */
#ifndef FLEET_HOST_H
#define FLEET_HOST_H

#include "crypt.h"
#include "fault.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum column {
	COL_ASSET_TAG,
	COL_SERIAL,
	COL_UUID,
	COL_HOSTNAME,
	COL_MANUFACTURER,
	COL_MODEL,
	COL_HOST,
	COL_PORT,
	COL_OS,
	COL_OS_VERSION,
	COL_CPU,
	COL_RAM_MB,
	COL_DISK_GB,
	COL_MAC,
	COL_CATEGORY,
	COL_CONNECTIVITY,
	COL_STATUS,
	COL_FAULT,
	COL_COUNT
};

/* What is wrong with the device itself; bits of host_defects(). */
enum defect {
	DEFECT_OS_OLD = 1u << 0,
	DEFECT_PLAIN_DISK = 1u << 1,
	DEFECT_FIREWALL = 1u << 2,
	DEFECT_AV_NONE = 1u << 3,
	DEFECT_AV_STOPPED = 1u << 4,
	DEFECT_AV_OLD = 1u << 5,
	DEFECT_UPDATES = 1u << 6,
	DEFECT_SECURE_BOOT = 1u << 7,
	DEFECT_NO_TPM = 1u << 8,
	DEFECT_DISK_FULL = 1u << 9,
};

enum drift { DRIFT_NONE, DRIFT_SERIAL, DRIFT_RAM };

struct host {
	char *row;			/* the fields' bytes, NUL after each */
	const char *col[COL_COUNT];	/* never NULL; "" is "not recorded" */
	uint32_t addr;			/* host byte order, always 127.x.y.z */
	uint16_t port;
	enum fault fault;
	uint64_t base;			/* hash of seed and identity */
	unsigned sound;			/* percent of the fleet without defects */
	struct crypt_key *key;		/* made at the first handshake */
};

/* The CSV header name of a column. */
const char *host_column_name(enum column col);
/* Computes `base`; col, addr and port must be set. */
void host_settle(struct host *h, const char *seed, unsigned sound);
void host_fini(struct host *h);

/* "127.1.2.3", into 16 bytes. */
void host_address(const struct host *h, char ret_text[16]);
uint64_t host_hash(const struct host *h, const char *salt);
/* A number in [0, n). */
unsigned host_pick(const struct host *h, const char *salt, unsigned n);
/* `sound` percent have none, the others one or two. */
unsigned host_defects(const struct host *h);
/* 4% answer with something else than the record says, where it says something. */
enum drift host_drift(const struct host *h);
/* Comma list of names or "-", for --list. */
void host_defects_text(const struct host *h, char *ret_text, size_t n);
const char *host_drift_name(enum drift drift);

/*
 * The host's own key, derived from (seed, host, port). `other` gives the key of
 * a replaced machine, which fault `changed` presents. The caller frees it.
 */
struct crypt_key *host_key_new(const struct host *h, const struct crypt *crypt, const char *seed,
    bool other);
/* The key this host presents, made once. NULL: out of memory. */
const struct crypt_key *host_key(struct host *h, const struct crypt *crypt, const char *seed);

#endif
