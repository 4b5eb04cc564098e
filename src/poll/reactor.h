/* SPDX-License-Identifier: MIT */
/*
 * reactor - the engine's seam to time, chance, sockets and names.
 *
 * The engine asks for things and then waits; wait() tells what came. Slots are
 * small numbers that the engine hands out, one per host in flight; nothing may
 * be reported for a slot after it was let go (watch with fd -1, unresolve).
 * In production this is libuv (reactor_uv.h), in tests a virtual clock.
 */
#ifndef ROLLCALL_POLL_REACTOR_H
#define ROLLCALL_POLL_REACTOR_H

#include "poll/address.h"

#include <rollcall/base/date.h>

enum rc_want { RC_WANT_READ = 1u << 0, RC_WANT_WRITE = 1u << 1 };

enum rc_io_type {
	RC_IO_READY,     /* the watched socket may be read or written */
	RC_IO_RESOLVED,  /* `addresses` holds the answer, ports set */
	RC_IO_UNRESOLVED /* no such name, or no name server */
};
struct rc_io {
	enum rc_io_type type;
	unsigned slot;
	struct rc_addresses addresses;
	const char *why; /* RC_IO_UNRESOLVED; static text */
};

struct rc_reactor_ops {
	rc_ms (*now)(void *of); /* monotonic */
	uint32_t (*random)(void *of);
	/* Watches fd for `wants`, in place of what the slot watched before; fd
	 * -1 lets it go, after which the fd may be closed. */
	bool (*watch)(void *of, unsigned slot, int fd, unsigned wants);
	bool (*resolve)(void *of, unsigned slot, const char *host,
	                int64_t port);
	void (*unresolve)(void *of, unsigned slot);
	/* Waits until something came or until `until` (a past time: looks
	 * only). At most one event per slot; valid until the next call. */
	size_t (*wait)(void *of, rc_ms until, const struct rc_io **ret);
};
struct rc_reactor {
	const struct rc_reactor_ops *ops;
	void *of;
};

#endif
