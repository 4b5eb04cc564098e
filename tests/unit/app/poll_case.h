/* SPDX-License-Identifier: MIT */
/* poll_case - devices on loopback that do not answer. */
#ifndef TESTS_UNIT_APP_POLL_CASE_H
#define TESTS_UNIT_APP_POLL_CASE_H

#include "unit/app/fixture.h"

#include <rollcall/app/polls.h>

#include <netinet/in.h>
#include <sys/socket.h>

/* A loopback port on which somebody listens and never says a word, or, closed
 * again, nobody does. */
static inline int
mute_port(int *ret_fd)
{
	struct sockaddr_in sa = { .sin_family = AF_INET };
	socklen_t n = sizeof(sa);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(fd, (struct sockaddr *)&sa, n), 0);
	assert_int_equal(listen(fd, 8), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&sa, &n), 0);
	*ret_fd = fd;
	return ntohs(sa.sin_port);
}

static inline rc_id
add_device(struct fixture *f, const char *tag, const char *connectivity,
           int port)
{
	char pairs[200];

	snprintf(pairs, sizeof(pairs),
	         "asset_tag=%s|category=desktop|status=in_use|agency=25363|"
	         "connectivity=%s|host=127.0.0.1|port=%d",
	         tag, connectivity, port);
	return add(f, &rc_kind_device, pairs);
}

#endif
