/* SPDX-License-Identifier: MIT */
/* reactor_uv - sockets, one timer and name lookups over libuv. */
#include "poll/reactor_uv.h"

#include <rollcall/base/mem.h>

#include <string.h>
#include <sys/random.h>
#include <uv.h>

/* One watched socket. When let go it is closed, and free for the next socket
 * once libuv says so. */
struct watch {
	uv_poll_t handle; /* first: the handle is the watch */
	struct rc_uv *uv;
	unsigned slot;
	int events;
	bool gone;
	struct watch *next; /* free ones */
};

struct lookup {
	uv_getaddrinfo_t request;
	struct rc_uv *uv;
	unsigned slot;
	int64_t port;
	bool dropped;
	struct lookup *next, **link; /* those under way */
};

struct rc_uv {
	uv_loop_t loop;
	uv_timer_t timer;
	unsigned slots;
	struct watch **watches;   /* by slot */
	struct lookup **lookups;  /* by slot */
	struct watch *free_watch; /* closed, to be used again */
	struct lookup *under_way;
	struct rc_io *ios; /* what came in this wait: one per slot at most */
	size_t nios;
	uint32_t *came; /* by slot: the wait in which something came last */
	uint32_t waits;
	uint32_t chance[64];
	unsigned nchance;
};

static struct rc_io *
io_add(struct rc_uv *uv, enum rc_io_type type, unsigned slot)
{
	struct rc_io *io;

	if (uv->came[slot] == uv->waits)
		return NULL;
	uv->came[slot] = uv->waits;
	io = &uv->ios[uv->nios++];
	io->type = type;
	io->slot = slot;
	io->why = NULL;
	return io;
}

/* After an error on the socket libuv stops watching it. The transport may need
 * more than one look to find out, so it goes on. */
static void
on_ready(uv_poll_t *handle, int status, int events)
{
	struct watch *w = (struct watch *)handle;

	(void)events;
	if (w->gone)
		return;
	if (status != 0)
		(void)uv_poll_start(handle, w->events, on_ready);
	(void)io_add(w->uv, RC_IO_READY, w->slot);
}

static void
on_closed(uv_handle_t *handle)
{
	struct watch *w = (struct watch *)handle;

	w->next = w->uv->free_watch;
	w->uv->free_watch = w;
}

static void
on_timer(uv_timer_t *timer)
{
	(void)timer;
}

static rc_ms
uv_reactor_now(void *of)
{
	struct rc_uv *uv = of;

	return (rc_ms)uv_now(&uv->loop);
}

static uint32_t
uv_reactor_random(void *of)
{
	struct rc_uv *uv = of;

	if (uv->nchance == 0) {
		/* At most 256 bytes: whole or not at all, without waiting. */
		ssize_t n = getrandom(uv->chance, sizeof(uv->chance), 0);

		RC_ASSERT(n == (ssize_t)sizeof(uv->chance));
		uv->nchance = RC_COUNT(uv->chance);
	}
	return uv->chance[--uv->nchance];
}

static void
let_go(struct rc_uv *uv, unsigned slot)
{
	struct watch *w = uv->watches[slot];

	if (w == NULL)
		return;
	uv->watches[slot] = NULL;
	w->gone = true;
	(void)uv_poll_stop(&w->handle);
	uv_close((uv_handle_t *)&w->handle, on_closed);
}

static struct watch *
watch_new(struct rc_uv *uv, unsigned slot, int fd)
{
	struct watch *w = uv->free_watch;

	if (w != NULL)
		uv->free_watch = w->next;
	else
		w = rc_alloc(1, sizeof(*w));
	if (w == NULL)
		return NULL;
	memset(w, 0, sizeof(*w));
	w->uv = uv;
	w->slot = slot;
	if (uv_poll_init(&uv->loop, &w->handle, fd) == 0)
		return w;
	w->next = uv->free_watch;
	uv->free_watch = w;
	return NULL;
}

static bool
uv_reactor_watch(void *of, unsigned slot, int fd, unsigned wants)
{
	struct rc_uv *uv = of;
	struct watch *w;
	int events = 0;

	if (fd < 0) {
		let_go(uv, slot);
		return true;
	}
	if (uv->watches[slot] == NULL)
		uv->watches[slot] = watch_new(uv, slot, fd);
	w = uv->watches[slot];
	if (w == NULL)
		return false;
	if ((wants & RC_WANT_READ) != 0)
		events |= UV_READABLE;
	if ((wants & RC_WANT_WRITE) != 0)
		events |= UV_WRITABLE;
	w->events = events;
	return uv_poll_start(&w->handle, events, on_ready) == 0;
}

/* Those of IPv4 and IPv6, the first RC_ADDRESSES. */
static void
addresses_take(struct rc_addresses *ret, const struct addrinfo *list,
               int64_t port)
{
	ret->n = 0;
	for (; list != NULL && ret->n < RC_ADDRESSES; list = list->ai_next) {
		struct rc_address *a = &ret->all[ret->n];

		if ((list->ai_family != AF_INET &&
		     list->ai_family != AF_INET6) ||
		    list->ai_addrlen > sizeof(a->sa))
			continue;
		memset(a, 0, sizeof(*a));
		memcpy(&a->sa, list->ai_addr, list->ai_addrlen);
		a->n = list->ai_addrlen;
		rc_address_set_port(a, port);
		ret->n++;
	}
}

static void
on_found(uv_getaddrinfo_t *request, int status, struct addrinfo *list)
{
	struct lookup *l = request->data;
	struct rc_uv *uv = l->uv;
	struct rc_io *io = NULL;

	if (!l->dropped) {
		uv->lookups[l->slot] = NULL;
		io = io_add(uv, RC_IO_UNRESOLVED, l->slot);
	}
	if (io != NULL && status != 0) {
		io->why = uv_strerror(status);
	} else if (io != NULL) {
		addresses_take(&io->addresses, list, l->port);
		if (io->addresses.n > 0)
			io->type = RC_IO_RESOLVED;
	}
	uv_freeaddrinfo(list);
	*l->link = l->next;
	if (l->next != NULL)
		l->next->link = l->link;
	rc_free(l);
}

static bool
uv_reactor_resolve(void *of, unsigned slot, const char *host, int64_t port)
{
	static const struct addrinfo hints = { .ai_family = AF_UNSPEC,
		                               .ai_socktype = SOCK_STREAM };
	struct rc_uv *uv = of;
	struct lookup *l = rc_alloc(1, sizeof(*l));

	if (l == NULL)
		return false;
	l->request.data = l;
	l->uv = uv;
	l->slot = slot;
	l->port = port;
	if (uv_getaddrinfo(&uv->loop, &l->request, on_found, host, NULL,
	                   &hints) != 0) {
		rc_free(l);
		return false;
	}
	l->next = uv->under_way;
	l->link = &uv->under_way;
	if (l->next != NULL)
		l->next->link = &l->next;
	uv->under_way = l;
	uv->lookups[slot] = l;
	return true;
}

static void
uv_reactor_unresolve(void *of, unsigned slot)
{
	struct rc_uv *uv = of;
	struct lookup *l = uv->lookups[slot];

	if (l == NULL)
		return;
	uv->lookups[slot] = NULL;
	l->dropped = true;
	/* One that has begun cannot be stopped; its answer is ignored. */
	(void)uv_cancel((uv_req_t *)&l->request);
}

static size_t
uv_reactor_wait(void *of, rc_ms until, const struct rc_io **ret)
{
	struct rc_uv *uv = of;
	rc_ms now;

	uv->nios = 0;
	uv->waits++;
	uv_update_time(&uv->loop);
	now = (rc_ms)uv_now(&uv->loop);
	if (until > now) {
		(void)uv_timer_start(&uv->timer, on_timer,
		                     (uint64_t)(until - now), 0);
		(void)uv_run(&uv->loop, UV_RUN_ONCE);
		(void)uv_timer_stop(&uv->timer);
	} else {
		(void)uv_run(&uv->loop, UV_RUN_NOWAIT);
	}
	uv_update_time(&uv->loop);
	*ret = uv->ios;
	return uv->nios;
}

static const struct rc_reactor_ops uv_reactor_ops = {
	.now = uv_reactor_now,
	.random = uv_reactor_random,
	.watch = uv_reactor_watch,
	.resolve = uv_reactor_resolve,
	.unresolve = uv_reactor_unresolve,
	.wait = uv_reactor_wait,
};

static void
uv_parts_free(struct rc_uv *uv)
{
	while (uv->free_watch != NULL) {
		struct watch *w = uv->free_watch;

		uv->free_watch = w->next;
		rc_free(w);
	}
	rc_free(uv->watches);
	rc_free(uv->lookups);
	rc_free(uv->ios);
	rc_free(uv->came);
	rc_free(uv);
}

bool
rc_uv_new(unsigned slots, struct rc_uv **ret, struct rc_reactor *ret_reactor,
          struct rc_err *err)
{
	struct rc_uv *uv = rc_alloc(1, sizeof(*uv));

	if (uv == NULL)
		return rc_fail_nomem(err);
	uv->slots = slots;
	uv->watches = rc_alloc(slots, sizeof(struct watch *));
	uv->lookups = rc_alloc(slots, sizeof(struct lookup *));
	uv->ios = rc_alloc(slots, sizeof(*uv->ios));
	uv->came = rc_alloc(slots, sizeof(*uv->came));
	if (uv->watches == NULL || uv->lookups == NULL || uv->ios == NULL ||
	    uv->came == NULL) {
		uv_parts_free(uv);
		return rc_fail_nomem(err);
	}
	if (uv_loop_init(&uv->loop) != 0) {
		uv_parts_free(uv);
		return rc_fail(err, RC_EIO, "the event loop cannot be made");
	}
	(void)uv_timer_init(&uv->loop, &uv->timer);
	ret_reactor->ops = &uv_reactor_ops;
	ret_reactor->of = uv;
	*ret = uv;
	return true;
}

void
rc_uv_free(struct rc_uv *uv)
{
	if (uv == NULL)
		return;
	for (unsigned i = 0; i < uv->slots; i++) {
		let_go(uv, i);
		uv_reactor_unresolve(uv, i);
	}
	uv_close((uv_handle_t *)&uv->timer, NULL);
	for (int i = 0; i < 3; i++)
		(void)uv_run(&uv->loop, UV_RUN_NOWAIT);
	/* A lookup still under way will write into its request: what it needs
	 * stays until the process ends. */
	if (uv_loop_close(&uv->loop) == 0)
		uv_parts_free(uv);
}
