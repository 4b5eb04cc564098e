/* SPDX-License-Identifier: MIT */
/* transport_ssh_intake - counted reading. */
#include "poll/transport_ssh_intake.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* Looks for "SSH-" at the start of a line, however the bytes are cut. */
static void
look(struct rc_intake *in, const char *p, size_t n)
{
	size_t before = in->got;

	for (size_t i = 0; i < n && !in->ssh_seen; i++, before++) {
		bool starts;

		/* tail: the four bytes before p[i] */
		starts = before == 3 || (before > 3 && in->tail[0] == '\n');
		in->ssh_seen = starts && p[i] == '-' &&
		               memcmp(in->tail + 1, "SSH", 3) == 0;
		memmove(in->tail, in->tail + 1, 3);
		in->tail[3] = p[i];
	}
}

static ssize_t
take(struct rc_intake *in, int fd, char *p, size_t n, int flags)
{
	ssize_t did;

	if (in->allowance == 0) {
		in->starved = true;
		return -EAGAIN;
	}
	if (in->drained)
		return -EAGAIN;
	if (n > in->allowance)
		n = in->allowance;
	do
		did = recv(fd, p, n, flags);
	while (did < 0 && errno == EINTR);
	if (did < 0)
		return -errno;
	in->drained = did > 0 && (size_t)did < n;
	look(in, p, (size_t)did);
	in->got += (size_t)did;
	in->allowance -= (size_t)did;
	return did;
}

ssize_t
rc_intake_read(struct rc_intake *in, int fd, void *p, size_t n, int flags)
{
	ssize_t did;

	if (in->ahead_at < in->ahead_n) {
		if (n > in->ahead_n - in->ahead_at)
			n = in->ahead_n - in->ahead_at;
		memcpy(p, in->ahead + in->ahead_at, n);
		in->ahead_at += n;
		return (ssize_t)n;
	}
	if (n > 1)
		return take(in, fd, p, n, flags);
	did = take(in, fd, in->ahead, sizeof(in->ahead), flags);
	if (did <= 0)
		return did;
	in->ahead_n = (size_t)did;
	in->ahead_at = 1;
	*(char *)p = in->ahead[0];
	return 1;
}
