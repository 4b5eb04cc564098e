/* SPDX-License-Identifier: MIT */
/*
 * polls - asking the devices themselves over SSH, and whom to trust.
 *
 * A poll takes the networked devices of a view that have a host, asks many at
 * once, and writes facts, events and outcomes in batches of up to 200 devices
 * or half a second, each one transaction: killed at any moment, every device
 * is there whole or not at all. Isolated devices are never contacted. Those that
 * did not answer the last time are asked last.
 */
#ifndef ROLLCALL_APP_POLLS_H
#define ROLLCALL_APP_POLLS_H

#include <rollcall/app/app.h>
#include <rollcall/model/view.h>

struct rc_poll_line {
	const char *device; /* asset tag */
	const char *host;   /* "127.1.0.1:2201" */
	const char *outcome; /* ok unreachable refused timeout auth hostkey_unknown
				hostkey_changed not_ssh garbled cancelled isolated
				other_machine */
	const char *phase;
	int64_t ms;
	size_t changed; /* facts that differ from the last poll */
	const char *error; /* NULL when ok; safe to show */
};
struct rc_poll_counts {
	uint64_t all, done, flying;
	uint64_t ok, changed, failed, skipped; /* skipped: isolated */
};

struct rc_poll_options {
	const struct rc_view *view; /* of devices; NULL = all */
	unsigned jobs;	  /* at once; 0 = 64 */
	unsigned site_jobs; /* at once of one agency; 0 = no limit */
	unsigned rate;	  /* new connections a second; 0 = no limit */
	unsigned retries; /* of devices that could not be connected to */
	unsigned timeout_percent; /* of the built-in phase budgets; 0 = 100 */
	/* Ask only the routers of active links, and let them fill their lines
	 * for some seconds: jobs should be 1 then. */
	bool measure;
	bool accept_new;  /* pin unknown host keys at first sight */
	/* Write facts down also when another machine seems to answer; without
	 * it they are not, and the device is one for rc_review_each() (app/review.h). */
	bool adopt;
	bool sudo; /* let devices use `sudo -n` for what only root may read */
	/* For devices without ssh_user, whatever OpenSSH's configuration says;
	 * NULL: what that says, else fallback_user, else the login name. */
	const char *user, *fallback_user;
	/* The one key for all; NULL: what the configuration says of the host,
	 * else fallback_key, else the agent and ~/.ssh/id_ed25519, id_ecdsa. */
	const char *key_file, *fallback_key;
	/* The passphrase of a key, asked for when keys are read, and again
	 * (`attempt` counts from 0) when it was wrong; false = nobody will
	 * tell. NULL: encrypted keys are for the agent alone. */
	bool (*passphrase)(void *ctx, const char *path, unsigned attempt,
			   char *ret, size_t size);
	void (*line)(void *ctx, const struct rc_poll_line *line);
	void (*tick)(void *ctx, const struct rc_poll_counts *counts); /* about 4/s */
	bool (*go_on)(void *ctx); /* false: finish what flies, keep results */
	void *ctx;
};
/* True when the sweep ran, whatever the devices did. */
bool rc_poll(struct rc_app *app, const struct rc_poll_options *options,
	     struct rc_poll_counts *ret, struct rc_err *err) RC_MUST;

/* --- watching --------------------------------------------------------------
 *
 * Polls each device again and again: `every_ms` after it last answered, a tenth
 * more or less by chance, so that a fleet never comes all at once. One that
 * failed is tried again soon (a 24th of that time), then less and less often,
 * at last every seventh time. What is known from before the start counts: a
 * restart asks only who is due, spread over a minute.
 *
 * One watcher per inventory (RC_EBUSY names the other one); it holds the lock
 * of the file "DATABASE.poll" until it ends, however it ends. Polls by hand may
 * run beside it. Devices, keys and settings are read again when options.reload
 * says so, and within ten minutes after another process wrote something; those
 * in flight end first. Memory does not grow with time.
 *
 * Events older than keep_days are removed, 500 at a time; records, facts and
 * the audit stay.
 */
struct rc_watch_options {
	rc_ms every_ms;	    /* 0 = a day */
	unsigned keep_days; /* of events; 0 = for ever */
	/* Asked a few times a second. True: read everything again, with the
	 * options as they are now; both may have been changed. NULL: never. */
	bool (*reload)(void *ctx, struct rc_poll_options *poll,
		       struct rc_watch_options *watch);
};
/* Goes on until poll->go_on says false; then it ends within a second, and what
 * had answered is kept. In the counts `all` is how often a device was asked. */
bool rc_poll_watch(struct rc_app *app, const struct rc_poll_options *poll,
		   const struct rc_watch_options *watch,
		   struct rc_poll_counts *ret, struct rc_err *err) RC_MUST;

/* Fetches the key a host shows now, without signing in, and pins it.
 * `fingerprint` must be the one it shows ("SHA256:..."); NULL = whatever it
 * shows. *ret_fingerprint lives in `arena`. `key` is an asset tag or
 * host[:port]. A different key that is pinned already needs the fingerprint. */
bool rc_trust_accept(struct rc_app *app, const char *key,
		     const char *fingerprint, struct rc_arena *arena,
		     const char **ret_fingerprint, struct rc_err *err) RC_MUST;
bool rc_trust_revoke(struct rc_app *app, const char *key, struct rc_err *err)
	RC_MUST;

/* Pins the keys that a known_hosts file of OpenSSH holds for our devices: plain
 * names, [host]:port, hashed names. What is pinned already stays; lines that
 * mean more than one key of one host (certificate authorities, revocations,
 * patterns) are told and passed over. One batch, which can be undone. */
struct rc_trust_import {
	const char *path; /* "-" = standard input */
	void (*say)(void *ctx, const char *sentence); /* may be NULL */
	void *ctx;
};
struct rc_trust_counts {
	uint64_t added, same;	/* devices */
	uint64_t differing;	/* devices with another key on file */
	uint64_t others;	/* lines of no device */
	uint64_t unsupported, bad; /* lines */
};
bool rc_trust_import(struct rc_app *app, const struct rc_trust_import *how,
		     struct rc_trust_counts *ret, struct rc_err *err) RC_MUST;

#endif
