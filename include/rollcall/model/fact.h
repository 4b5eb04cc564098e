/* SPDX-License-Identifier: MIT */
/*
 * fact - what a device says of itself, or what was imported or attested for
 * it. A fact sheet is a record whose fields are the vocabulary of facts, so it
 * goes through the same write path, audit and undo as any record; only its
 * storage differs: one row per fact with value, source and time. A fact that
 * could not be read this time keeps its last good value and date.
 *
 * The id of a sheet is the id of its device.
 */
#ifndef ROLLCALL_MODEL_FACT_H
#define ROLLCALL_MODEL_FACT_H

#include <rollcall/model/kind.h>

enum rc_fact_source {
	RC_SOURCE_NONE,
	RC_SOURCE_SSH,    /* the device answered a poll */
	RC_SOURCE_IMPORT, /* a file said so */
	RC_SOURCE_MANUAL  /* a person attests it */
};
extern const struct rc_word rc_fact_source_words[];

/* yes / no / unknown as the device says it; nothing = never asked. */
enum rc_answer { RC_ANSWER_NONE, RC_YES, RC_NO, RC_UNKNOWN };
extern const struct rc_word rc_answer_words[];

#define RC_FACTS_MAX 48 /* at least the number of fields of rc_kind_facts */

struct rc_facts {
	struct rc_head head; /* id of the device */
	/* identity */
	const char *hostname;
	const char *machine_id;
	const char *serial;
	const char *uuid;
	const char *manufacturer;
	const char *model;
	const char *chassis; /* SMBIOS type number as text */
	const char *mac;     /* physical interfaces, blank between */
	const char *bios_date;
	/* hardware */
	const char *cpu_model;
	int64_t cpu_cores;
	int64_t ram_kb;
	int64_t disk_total_kb; /* the system disk */
	int64_t disk_free_kb;  /* of the system volume */
	int64_t volume_kb;     /* size of the system volume */
	int disk_rotational;   /* enum rc_answer */
	/* operating system */
	const char *os_id; /* "debian", "windows" */
	const char *os_version_id;
	const char *os_pretty;
	const char *os_edition;
	const char *kernel;
	const char *arch;
	/* security */
	int disk_encrypted, firewall, antivirus_running, secure_boot, tpm;
	const char *antivirus;   /* name; "none" = looked for and absent */
	rc_date antivirus_date;  /* of its signatures */
	int64_t updates_pending; /* security updates */
	rc_date updates_since;   /* the oldest of them has been pending since */
	rc_date updates_last;
	rc_date scan_date;     /* last malware check (S0 III.2.5) */
	const char *forbidden; /* software found; "none" = looked, none */
	const char *missing;   /* software asked for and not found; likewise */
	/* state */
	int64_t uptime_s;
	int64_t clock_skew_s; /* device minus poller */
	/* Of a router: interface, bytes received, bytes sent; "; " between;
	 * that of the default route first. */
	const char *traffic;
	const char *needs_root; /* facts that only root could read */

	/* Where each comes from, by field index; RC_SOURCE_NONE where the
	 * fact is absent. */
	unsigned char source[RC_FACTS_MAX];
	rc_ms at[RC_FACTS_MAX];
};

#endif
