/* SPDX-License-Identifier: MIT */
/* transport_ssh_agent - a small client of the ssh-agent protocol. */
#include "poll/transport_ssh_agent.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/i18n.h>

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#define MESSAGE_MAX ((size_t)256 << 10)
#define WAIT_S      2

enum { /* draft-miller-ssh-agent */
       REQUEST_IDENTITIES = 11,
       IDENTITIES_ANSWER = 12,
       SIGN_REQUEST = 13,
       SIGN_RESPONSE = 14,
       RSA_SHA2_256 = 2,
       RSA_SHA2_512 = 4
};

struct rc_agent {
	int fd; /* -1 after a failure */
	struct rc_buf out, in;
};

static void
put_u32(struct rc_buf *b, size_t n)
{
	const unsigned char bytes[4] = { (unsigned char)(n >> 24),
		                         (unsigned char)(n >> 16),
		                         (unsigned char)(n >> 8),
		                         (unsigned char)n };

	rc_buf_put(b, bytes, 4);
}

static void
put_str(struct rc_buf *b, struct rc_str s)
{
	put_u32(b, s.n);
	rc_buf_putstr(b, s);
}

static bool
send_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t did = send(fd, p, n, MSG_NOSIGNAL);

		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0)
			return false;
		p += did;
		n -= (size_t)did;
	}
	return true;
}

static bool
recv_all(int fd, char *p, size_t n)
{
	while (n > 0) {
		ssize_t did = recv(fd, p, n, 0);

		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0)
			return false;
		p += did;
		n -= (size_t)did;
	}
	return true;
}

/* Sends a->out and reads the answer's body into a->in. */
static bool
exchange(struct rc_agent *a, int answer, struct rc_str *ret)
{
	struct rc_err err = { 0 };
	unsigned char head[5];
	size_t n;

	if (a->fd < 0 || !rc_buf_done(&a->out, &err))
		return false;
	head[0] = (unsigned char)(a->out.n >> 24);
	head[1] = (unsigned char)(a->out.n >> 16);
	head[2] = (unsigned char)(a->out.n >> 8);
	head[3] = (unsigned char)a->out.n;
	if (!send_all(a->fd, (const char *)head, 4) ||
	    !send_all(a->fd, a->out.p, a->out.n) ||
	    !recv_all(a->fd, (char *)head, 5))
		goto broken;
	n = (size_t)head[0] << 24 | (size_t)head[1] << 16 |
	    (size_t)head[2] << 8 | head[3];
	if (n == 0 || n > MESSAGE_MAX)
		goto broken;
	rc_buf_clear(&a->in);
	rc_buf_fill(&a->in, 0, n - 1);
	if (!rc_buf_done(&a->in, &err) || !recv_all(a->fd, a->in.p, n - 1))
		goto broken;
	*ret = rc_buf_str(&a->in);
	return head[4] == answer;
broken:
	close(a->fd);
	a->fd = -1;
	return false;
}

bool
rc_agent_open(const char *path, struct rc_agent **ret, struct rc_err *err)
{
	struct sockaddr_un sa = { .sun_family = AF_UNIX };
	const struct timeval limit = { .tv_sec = WAIT_S };
	struct rc_agent *a;
	int fd;

	if (strlen(path) >= sizeof(sa.sun_path))
		return rc_fail(err, RC_EINVALID,
		               _("the ssh-agent's path is too long: %s"), path);
	memcpy(sa.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return rc_fail_sys(err, errno, _("ssh-agent at %s"), path);
	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)) !=
	            0 ||
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit)) !=
	            0 ||
	    connect(fd, (const struct sockaddr *)&sa, sizeof(sa)) != 0) {
		rc_fail_sys(err, errno, _("ssh-agent at %s"), path);
		close(fd);
		return false;
	}
	a = rc_alloc(1, sizeof(*a));
	if (a == NULL) {
		close(fd);
		return rc_fail_nomem(err);
	}
	a->fd = fd;
	rc_buf_init(&a->out, MESSAGE_MAX);
	rc_buf_init(&a->in, MESSAGE_MAX);
	*ret = a;
	return true;
}

void
rc_agent_close(struct rc_agent *a)
{
	if (a == NULL)
		return;
	if (a->fd >= 0)
		close(a->fd);
	rc_buf_fini(&a->out);
	rc_buf_fini(&a->in);
	rc_free(a);
}

bool
rc_agent_keys(struct rc_agent *a, struct rc_arena *arena, struct rc_str *ret,
              size_t max, size_t *ret_n, struct rc_err *err)
{
	struct rc_str rest, blob, comment;
	size_t n = 0;

	rc_buf_clear(&a->out);
	rc_buf_putc(&a->out, REQUEST_IDENTITIES);
	if (!exchange(a, IDENTITIES_ANSWER, &rest) || rest.n < 4)
		return rc_fail(err, RC_EIO, "%s",
		               _("the ssh-agent does not answer"));
	rest.p += 4; /* how many: the strings end where they end */
	rest.n -= 4;
	while (n < max && rc_ssh_take(&rest, &blob) &&
	       rc_ssh_take(&rest, &comment)) {
		if (!rc_ssh_type_known(blob))
			continue;
		ret[n].p = rc_arena_textn(arena, blob.p, blob.n);
		if (ret[n].p == NULL)
			return rc_fail_nomem(err);
		ret[n++].n = blob.n;
	}
	*ret_n = n;
	return true;
}

bool
rc_agent_sign(struct rc_agent *a, struct rc_str blob, struct rc_str algorithm,
              struct rc_str data, uint8_t ret[RC_SIGNATURE_MAX], size_t *ret_n)
{
	struct rc_str rest, whole, type, signature;
	size_t flags = 0;

	if (rc_str_is(algorithm, "rsa-sha2-256"))
		flags = RSA_SHA2_256;
	else if (rc_str_is(algorithm, "rsa-sha2-512"))
		flags = RSA_SHA2_512;
	rc_buf_clear(&a->out);
	rc_buf_putc(&a->out, SIGN_REQUEST);
	put_str(&a->out, blob);
	put_str(&a->out, data);
	put_u32(&a->out, flags);
	if (!exchange(a, SIGN_RESPONSE, &rest) || !rc_ssh_take(&rest, &whole) ||
	    !rc_ssh_take(&whole, &type) || !rc_ssh_take(&whole, &signature) ||
	    signature.n > RC_SIGNATURE_MAX)
		return false;
	memcpy(ret, signature.p, signature.n);
	*ret_n = signature.n;
	return true;
}
