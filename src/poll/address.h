/* SPDX-License-Identifier: MIT */
/*
 * address - where a device listens: a name or literal with a port, and the
 * socket address it stands for.
 */
#ifndef ROLLCALL_POLL_ADDRESS_H
#define ROLLCALL_POLL_ADDRESS_H

#include <rollcall/base/buf.h>

#include <netinet/in.h>
#include <sys/socket.h>

#define RC_SSH_PORT  22
#define RC_ADDRESSES 4 /* of one name, at most */

struct rc_address {
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} sa;
	socklen_t n;
};
/* In the order in which they are to be tried. */
struct rc_addresses {
	struct rc_address all[RC_ADDRESSES];
	unsigned n;
};

/* A numeric IPv4 or IPv6 address; false (no error) for a name. */
bool rc_address_numeric(const char *host, int64_t port, struct rc_address *ret);
void rc_address_set_port(struct rc_address *address, int64_t port);

/* "127.1.0.1:2201", "[fe80::1]:22": the key of a pin. */
void rc_address_put(struct rc_buf *b, const char *host, int64_t port);

/* The other way: "host", "host:port", "[v6]:port", a bare IPv6 literal. The
 * host is copied into ret_host. */
bool rc_address_split(const char *text, char *ret_host, size_t size,
                      int64_t *ret_port, struct rc_err *err) RC_MUST;

#endif
