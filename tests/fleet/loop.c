/* SPDX-License-Identifier: MIT */
/*
 * loop - the event loop of the simulator (loop.h).
 */
#include "loop.h"

#include "peer.h"
#include "timers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	BACKLOG = 512,
	EVENTS = 256,
	ACCEPTS = 64,			/* per listener and turn */
	SCRATCH = 64 << 10,
	SPARE_FILES = 64,
	COMFORT_FILES = 16384,		/* for connections, besides the listeners */
};

enum kind { KIND_SIGNAL, KIND_LISTENER, KIND_LINK };

/* What epoll points at; always the first member. */
struct source {
	enum kind kind;
};

struct listener {
	struct source source;
	int fd, filler;			/* filler: our own connection, a full backlog */
	struct host *host;
};

struct link {
	struct source source;
	struct peer *peer;
	struct timer timer;
	bool wants_out;
	struct link *next, **back;
};

struct loop {
	struct fleet *fleet;
	struct ssh_env *env;
	int epoll, signals, reserve;	/* reserve: a descriptor to give away, see accept_one() */
	struct source signal_source;
	struct listener *listeners;
	size_t listeners_n;
	struct link *links;
	struct timers timers;
	bool stop;
	unsigned char scratch[SCRATCH];
};

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool
watch(struct loop *loop, int fd, uint32_t events, struct source *source)
{
	struct epoll_event event = { .events = events, .data.ptr = source };

	return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

static void
link_free(struct loop *loop, struct link *link)
{
	timers_set(&loop->timers, &link->timer, -1);
	*link->back = link->next;
	if (link->next)
		link->next->back = link->back;
	loop->env->stats.live--;
	peer_free(link->peer);
	free(link);
}

/* Sends what can be sent, then asks epoll and the heap for what comes next. */
static void
link_settle(struct loop *loop, struct link *link, bool good)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = &link->source };
	bool wants_out;

	good = peer_flush(link->peer) && good;
	if (good && !timers_set(&loop->timers, &link->timer, peer_due(link->peer)))
		good = false;
	wants_out = good && peer_wants_out(link->peer);
	if (wants_out)
		event.events |= EPOLLOUT;
	if (good && wants_out != link->wants_out
	    && epoll_ctl(loop->epoll, EPOLL_CTL_MOD, peer_fd(link->peer), &event) != 0)
		good = false;
	link->wants_out = wants_out;
	if (!good)
		link_free(loop, link);
}

static void
link_new(struct loop *loop, struct host *host, int fd)
{
	struct ssh_stats *stats = &loop->env->stats;
	struct link *link;
	struct peer *peer = peer_new(loop->env, host, fd, now_ms());
	int on = 1;

	if (!peer)
		return;
	link = calloc(1, sizeof(*link));
	if (!link || !watch(loop, fd, EPOLLIN, &link->source)) {
		free(link);
		peer_free(peer);
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	link->source.kind = KIND_LINK;
	link->peer = peer;
	link->timer.owner = link;
	link->next = loop->links;
	link->back = &loop->links;
	if (link->next)
		link->next->back = &link->next;
	loop->links = link;
	stats->connections++;
	if (++stats->live > stats->max_live)
		stats->max_live = stats->live;
	link_settle(loop, link, true);
}

/*
 * Out of descriptors the connection would stay in the backlog and wake us for
 * ever; so the reserve is given up for it, and it is closed at once.
 */
static bool
accept_one(struct loop *loop, struct listener *listener)
{
	int fd = accept4(listener->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	if (fd >= 0) {
		link_new(loop, listener->host, fd);
		return true;
	}
	if ((errno != EMFILE && errno != ENFILE) || loop->reserve < 0)
		return errno == EINTR || errno == ECONNABORTED;
	close(loop->reserve);
	fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC);
	if (fd >= 0)
		close(fd);
	loop->reserve = open("/dev/null", O_RDONLY | O_CLOEXEC);
	loop->env->stats.broken++;
	return fd >= 0;
}

static void
on_event(struct loop *loop, struct source *source, uint32_t events)
{
	struct link *link;
	bool good = true;

	switch (source->kind) {
	case KIND_SIGNAL:
		loop->stop = true;
		break;
	case KIND_LISTENER:
		for (int i = 0; i < ACCEPTS; i++)
			if (!accept_one(loop, (struct listener *)source))
				break;
		break;
	case KIND_LINK:
		link = (struct link *)source;
		if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
			good = peer_readable(link->peer, loop->scratch, SCRATCH, now_ms());
		link_settle(loop, link, good);
		break;
	}
}

static void
run_timers(struct loop *loop)
{
	int64_t now = now_ms();
	struct timer *timer;

	while ((timer = timers_first(&loop->timers)) && timer->due_ms <= now) {
		struct link *link = timer->owner;

		timers_set(&loop->timers, timer, -1);
		link_settle(loop, link, peer_tick(link->peer, now));
	}
}

bool
loop_run(struct loop *loop, int64_t lifetime_ms)
{
	struct epoll_event events[EVENTS];
	int64_t end = lifetime_ms ? now_ms() + lifetime_ms : INT64_MAX;

	while (!loop->stop) {
		const struct timer *timer = timers_first(&loop->timers);
		int64_t now = now_ms(), next = timer && timer->due_ms < end ? timer->due_ms : end;
		int64_t wait = next <= now ? 0 : next - now;
		int n;

		if (now >= end)
			break;
		n = epoll_wait(loop->epoll, events, EVENTS, wait < 60000 ? (int)wait : 60000);
		if (n < 0 && errno != EINTR)
			return false;
		for (int i = 0; i < n; i++)
			on_event(loop, events[i].data.ptr, events[i].events);
		run_timers(loop);
	}
	return true;
}

/* Descriptors for all listeners; as many more as we may have. */
static bool
raise_limit(const struct fleet *fleet, char *ret_err, size_t n)
{
	rlim_t least = SPARE_FILES, want;
	struct rlimit limit = { 0 }, more;

	for (size_t i = 0; i < fleet->n; i++)
		least += fleet->hosts[i].fault == FAULT_BLACKHOLE ? 2 : 1;
	want = least + COMFORT_FILES;
	getrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_cur >= want)
		return true;
	more = (struct rlimit){ .rlim_cur = want, .rlim_max = want };
	if (limit.rlim_max >= want)
		more.rlim_max = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &more) == 0)
		return true;
	more = (struct rlimit){ .rlim_cur = limit.rlim_max, .rlim_max = limit.rlim_max };
	if (setrlimit(RLIMIT_NOFILE, &more) == 0)
		limit = more;
	if (limit.rlim_cur >= least)
		return true;
	snprintf(ret_err, n, "%zu hosts need %llu descriptors, the limit is %llu (ulimit -n)",
	    fleet->n, (unsigned long long)least, (unsigned long long)limit.rlim_cur);
	return false;
}

/*
 * A backlog of 0 holds one connection. Ours fills it and is never accepted, so
 * that the kernel drops every further SYN.
 */
static bool
fill_backlog(struct listener *l, const struct sockaddr_in *address)
{
	l->filler = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	return l->filler >= 0
	    && (connect(l->filler, (const struct sockaddr *)address, sizeof(*address)) == 0
		|| errno == EINPROGRESS);
}

static bool
listen_on(struct loop *loop, struct listener *l, struct host *host)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons(host->port),
		.sin_addr.s_addr = htonl(host->addr),
	};
	bool black = host->fault == FAULT_BLACKHOLE;
	int on = 1;

	if (host->addr >> 24 != 127) {
		errno = EACCES;
		return false;
	}
	*l = (struct listener){ .source.kind = KIND_LISTENER, .filler = -1, .host = host };
	l->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (l->fd < 0)
		return false;
	loop->listeners_n++;
	setsockopt(l->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(l->fd, (const struct sockaddr *)&address, sizeof(address)) != 0
	    || listen(l->fd, black ? 0 : BACKLOG) != 0)
		return false;
	return black ? fill_backlog(l, &address) : watch(loop, l->fd, EPOLLIN, &l->source);
}

static bool
listen_all(struct loop *loop, char *ret_err, size_t n)
{
	char address[16];

	loop->listeners = calloc(loop->fleet->n + 1, sizeof(*loop->listeners));
	if (!loop->listeners) {
		snprintf(ret_err, n, "out of memory");
		return false;
	}
	for (size_t i = 0; i < loop->fleet->n; i++) {
		struct host *host = &loop->fleet->hosts[i];

		if (host->fault == FAULT_DEAD)
			continue;
		if (!listen_on(loop, &loop->listeners[loop->listeners_n], host)) {
			host_address(host, address);
			snprintf(ret_err, n, "cannot listen on %s:%u: %s", address,
			    (unsigned)host->port, strerror(errno));
			return false;
		}
	}
	return true;
}

static bool
catch_signals(struct loop *loop)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return false;
	loop->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	loop->signal_source.kind = KIND_SIGNAL;
	return loop->signals >= 0 && watch(loop, loop->signals, EPOLLIN, &loop->signal_source);
}

struct loop *
loop_new(struct fleet *fleet, struct ssh_env *env, char *ret_err, size_t n)
{
	struct loop *loop = calloc(1, sizeof(*loop));

	if (!loop || !raise_limit(fleet, ret_err, n)) {
		if (!loop)
			snprintf(ret_err, n, "out of memory");
		free(loop);
		return NULL;
	}
	loop->fleet = fleet;
	loop->env = env;
	loop->signals = -1;
	loop->reserve = open("/dev/null", O_RDONLY | O_CLOEXEC);
	loop->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (loop->epoll < 0 || !catch_signals(loop)) {
		snprintf(ret_err, n, "epoll: %s", strerror(errno));
		loop_free(loop);
		return NULL;
	}
	if (!listen_all(loop, ret_err, n)) {
		loop_free(loop);
		return NULL;
	}
	return loop;
}

static void
close_if_open(int fd)
{
	if (fd >= 0)
		close(fd);
}

void
loop_free(struct loop *loop)
{
	if (!loop)
		return;
	while (loop->links)
		link_free(loop, loop->links);
	for (size_t i = 0; i < loop->listeners_n; i++) {
		close_if_open(loop->listeners[i].fd);
		close_if_open(loop->listeners[i].filler);
	}
	free(loop->listeners);
	timers_fini(&loop->timers);
	close_if_open(loop->signals);
	close_if_open(loop->reserve);
	close_if_open(loop->epoll);
	free(loop);
}
