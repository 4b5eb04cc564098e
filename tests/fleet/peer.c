/* SPDX-License-Identifier: MIT */
/*
 * peer - a socket and its conversation, SSH or worse (peer.h).
 */
#include "peer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	DROP_MS = 300,		/* between two bytes of a slow banner */
	NOISE_MS = 20,		/* between two bursts of endless lines */
	NOISE_LINES = 16,
	/* A conversation is never shorter than this many bytes of ours. */
	RESET_RANGE = 1200,
	FLUSH_ROUNDS = 8,	/* then the other connections have their turn */
};

struct peer {
	int fd;
	struct host *host;
	struct ssh *ssh;		/* NULL: something else is spoken */
	struct wire_buf plain;		/* output where ssh is NULL */
	uint64_t sent, limit;		/* bytes; more than `limit` may not leave yet */
	int64_t due_ms;			/* of the line's own faults */
	bool reset, last_words;
};

static bool
speaks_ssh(enum fault fault)
{
	return fault != FAULT_MUTE && fault != FAULT_NOBANNER && fault != FAULT_BANNER
	    && fault != FAULT_NOTSSH;
}

/* "reset@N" in the CSV, or a byte that follows from the seed. */
static uint64_t
reset_at(const struct host *host)
{
	const char *at = strchr(host->col[COL_FAULT], '@');

	return at ? strtoull(at + 1, NULL, 10) : host_pick(host, "reset", RESET_RANGE);
}

struct peer *
peer_new(struct ssh_env *env, struct host *host, int fd, int64_t now_ms)
{
	struct peer *p = calloc(1, sizeof(*p));

	if (!p) {
		close(fd);
		return NULL;
	}
	p->fd = fd;
	p->host = host;
	p->limit = UINT64_MAX;
	p->due_ms = -1;
	wire_init(&p->plain, 64 << 10);
	if (speaks_ssh(host->fault)) {
		p->ssh = ssh_new(env, host);
		if (!p->ssh) {
			peer_free(p);
			return NULL;
		}
	}
	if (host->fault == FAULT_RESET)
		p->limit = reset_at(host);
	if (host->fault == FAULT_SLOW) {
		p->limit = 1;
		p->due_ms = now_ms + DROP_MS;
	}
	if (host->fault == FAULT_BANNER)
		p->due_ms = now_ms;
	return p;
}

void
peer_free(struct peer *p)
{
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	if (!p)
		return;
	if (p->reset)
		setsockopt(p->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	close(p->fd);
	ssh_free(p->ssh);
	wire_fini(&p->plain);
	free(p);
}

int
peer_fd(const struct peer *p)
{
	return p->fd;
}

static void
say_http(struct peer *p)
{
	static const char page[] = "HTTP/1.1 400 Bad Request\r\n"
				   "Server: nginx\r\n"
				   "Content-Type: text/html\r\n"
				   "Content-Length: 50\r\n"
				   "Connection: close\r\n"
				   "\r\n"
				   "<html><body><h1>400 Bad Request</h1></body></html>";

	wire_put(&p->plain, page, sizeof(page) - 1);
	p->last_words = true;
}

bool
peer_readable(struct peer *p, unsigned char *scratch, size_t n, int64_t now_ms)
{
	ssize_t got = recv(p->fd, scratch, n, 0);

	if (got < 0)
		return errno == EAGAIN || errno == EINTR;
	if (got == 0)
		return false;
	if (p->ssh)
		return ssh_feed(p->ssh, scratch, (size_t)got, now_ms);
	if (p->host->fault == FAULT_NOTSSH && !p->last_words)
		say_http(p);
	return p->host->fault != FAULT_NOBANNER;
}

static struct wire_buf *
output(struct peer *p)
{
	return p->ssh ? ssh_out(p->ssh) : &p->plain;
}

bool
peer_wants_out(const struct peer *p)
{
	const struct wire_buf *out = p->ssh ? ssh_out(p->ssh) : &p->plain;

	return out->len > 0 && p->sent < p->limit;
}

/* One send; *ret_full tells that the socket takes no more. */
static bool
send_some(struct peer *p, bool *ret_full)
{
	struct wire_buf *out = output(p);
	uint64_t may = p->limit - p->sent;
	size_t n = out->len < may ? out->len : (size_t)may;
	ssize_t k;

	k = n ? send(p->fd, out->data, n, MSG_NOSIGNAL) : 0;
	*ret_full = k < (ssize_t)n;
	if (k < 0)
		return errno == EAGAIN || errno == EINTR;
	p->sent += (uint64_t)k;
	wire_drop(out, (size_t)k);
	if (p->host->fault == FAULT_RESET && p->sent == p->limit) {
		p->reset = true;
		return false;
	}
	return true;
}

bool
peer_flush(struct peer *p)
{
	bool full = false;

	for (int round = 0; round < FLUSH_ROUNDS && !full; round++) {
		if (!send_some(p, &full))
			return false;
		if (p->ssh && !full && !ssh_drained(p->ssh))
			return false;
		if (!peer_wants_out(p))
			break;
	}
	return !(p->last_words && p->plain.len == 0);
}

static void
tick_line(struct peer *p, int64_t now_ms)
{
	static const char noise[] = "Welcome! This line is not the banner you look for.\r\n";

	p->due_ms = -1;
	if (p->host->fault == FAULT_SLOW) {
		p->limit++;
		if (p->limit >= sizeof(SSH_BANNER) + 1)
			p->limit = UINT64_MAX;
		else
			p->due_ms = now_ms + DROP_MS;
	}
	if (p->host->fault == FAULT_BANNER) {
		for (int i = 0; i < NOISE_LINES && p->plain.len < 8192; i++)
			wire_put(&p->plain, noise, sizeof(noise) - 1);
		p->due_ms = now_ms + NOISE_MS;
	}
}

bool
peer_tick(struct peer *p, int64_t now_ms)
{
	if (p->due_ms >= 0 && p->due_ms <= now_ms)
		tick_line(p, now_ms);
	return !p->ssh || ssh_tick(p->ssh, now_ms);
}

int64_t
peer_due(const struct peer *p)
{
	int64_t due_ms = p->ssh ? ssh_due(p->ssh) : -1;

	if (p->due_ms < 0 || (due_ms >= 0 && due_ms < p->due_ms))
		return due_ms;
	return p->due_ms;
}
