/* SPDX-License-Identifier: MIT */
/*
 * ssh - banner, binary packets and dispatch of one connection (ssh.h).
 */
#include "ssh_impl.h"

#include <stdlib.h>
#include <string.h>

enum { BANNER_MAX = 255, REASON_PROTOCOL = 2 };

/* When a message is legal. */
enum when { WHEN_ALWAYS, WHEN_KEYED, WHEN_SERVICE, WHEN_LOGIN };

static bool
on_nothing(struct ssh *s, struct wire_view *v)
{
	(void)s;
	(void)v;
	return true;
}

static bool
on_goodbye(struct ssh *s, struct wire_view *v)
{
	(void)s;
	(void)v;
	return false;
}

static const struct handler {
	enum ssh_msg number;
	enum when when;
	bool (*on)(struct ssh *s, struct wire_view *v);
} handlers[] = {
	{ MSG_DISCONNECT, WHEN_ALWAYS, on_goodbye },
	{ MSG_IGNORE, WHEN_ALWAYS, on_nothing },
	{ MSG_UNIMPLEMENTED, WHEN_ALWAYS, on_nothing },
	{ MSG_DEBUG, WHEN_ALWAYS, on_nothing },
	{ MSG_KEXINIT, WHEN_ALWAYS, kex_on_init },
	{ MSG_NEWKEYS, WHEN_ALWAYS, kex_on_newkeys },
	{ MSG_KEX_ECDH_INIT, WHEN_ALWAYS, kex_on_exchange },
	{ MSG_SERVICE_REQUEST, WHEN_KEYED, session_on_service },
	{ MSG_USERAUTH_REQUEST, WHEN_SERVICE, session_on_login },
	{ MSG_GLOBAL_REQUEST, WHEN_LOGIN, session_on_global },
	{ MSG_CHANNEL_OPEN, WHEN_LOGIN, session_on_open },
	{ MSG_CHANNEL_WINDOW_ADJUST, WHEN_LOGIN, session_on_window },
	{ MSG_CHANNEL_DATA, WHEN_LOGIN, session_on_data },
	{ MSG_CHANNEL_EXTENDED_DATA, WHEN_LOGIN, session_on_extended },
	{ MSG_CHANNEL_EOF, WHEN_LOGIN, session_on_eof },
	{ MSG_CHANNEL_CLOSE, WHEN_LOGIN, session_on_close },
	{ MSG_CHANNEL_REQUEST, WHEN_LOGIN, session_on_request },
};

const char *
ssh_banner(const struct host *h)
{
	return h->fault == FAULT_WINDOWS ? SSH_BANNER_WINDOWS : SSH_BANNER;
}

struct ssh *
ssh_new(struct ssh_env *env, struct host *host)
{
	struct ssh *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	s->env = env;
	s->host = host;
	s->due_ms = -1;
	wire_init(&s->in, 2 * PACKET_MAX + PAYLOAD_MAX);
	wire_init(&s->out, OUT_MAX);
	wire_init(&s->client_banner, BANNER_MAX + 1);
	wire_init(&s->client_kexinit, PACKET_MAX);
	wire_init(&s->server_kexinit, PACKET_MAX);
	wire_init(&s->channel.head, HEAD_MAX);
	wire_init(&s->channel.text, ANSWER_MAX);
	wire_put(&s->out, ssh_banner(host), strlen(ssh_banner(host)));
	wire_put(&s->out, "\r\n", 2);
	return s;
}

void
ssh_free(struct ssh *s)
{
	if (!s)
		return;
	wire_fini(&s->in);
	wire_fini(&s->out);
	wire_fini(&s->client_banner);
	wire_fini(&s->client_kexinit);
	wire_fini(&s->server_kexinit);
	wire_fini(&s->channel.head);
	wire_fini(&s->channel.text);
	crypt_dir_free(s->dir_in);
	crypt_dir_free(s->dir_out);
	crypt_dir_free(s->next_in);
	free(s);
}

bool
ssh_send(struct ssh *s, const struct wire_buf *payload)
{
	size_t block = s->dir_out ? 16 : 8;
	size_t pad = block - (5 + payload->len) % block;
	size_t total, mac_bytes = s->dir_out ? CRYPT_HASH : 0;
	unsigned char *p;

	if (pad < 4)
		pad += block;
	total = 5 + payload->len + pad;
	p = payload->failed ? NULL : wire_room(&s->out, total + mac_bytes);
	if (!p)
		return false;
	wire_set_u32(p, (uint32_t)(total - 4));
	p[4] = (unsigned char)pad;
	memcpy(p + 5, payload->data, payload->len);
	memset(p + 5 + payload->len, 0, pad);
	if (s->dir_out
	    && (!crypt_dir_mac(s->dir_out, s->seq_out, p, total, p + total)
		|| !crypt_dir_code(s->dir_out, p, total)))
		return false;
	s->seq_out++;
	return true;
}

void
ssh_begin(struct wire_buf *payload, enum ssh_msg number)
{
	wire_init(payload, PAYLOAD_MAX);
	wire_put_u8(payload, (uint8_t)number);
}

bool
ssh_end(struct ssh *s, struct wire_buf *payload)
{
	bool good = ssh_send(s, payload);

	wire_fini(payload);
	return good;
}

bool
ssh_disconnect(struct ssh *s, uint32_t reason, const char *why)
{
	struct wire_buf p;

	ssh_begin(&p, MSG_DISCONNECT);
	wire_put_u32(&p, reason);
	wire_put_text(&p, why);
	wire_put_text(&p, "");
	ssh_end(s, &p);
	s->env->stats.broken++;
	return false;
}

static bool
unimplemented(struct ssh *s)
{
	struct wire_buf p;

	ssh_begin(&p, MSG_UNIMPLEMENTED);
	wire_put_u32(&p, s->seq_in - 1);
	return ssh_end(s, &p);
}

static bool
is_legal(const struct ssh *s, const struct handler *h)
{
	switch (h->when) {
	case WHEN_ALWAYS:
		return true;
	case WHEN_KEYED:
		return s->step == KEX_DONE;
	case WHEN_SERVICE:
		return s->step == KEX_DONE && s->service;
	case WHEN_LOGIN:
		return s->step == KEX_DONE && s->login;
	}
	return false;
}

static bool
dispatch(struct ssh *s, const unsigned char *payload, size_t n)
{
	struct wire_view v = wire_view(payload, n);
	uint8_t number = wire_get_u8(&v);

	if (v.failed)
		return ssh_disconnect(s, REASON_PROTOCOL, "empty packet");
	if (s->skip_guess && number == MSG_KEX_ECDH_INIT) {
		s->skip_guess = false;
		return true;
	}
	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++) {
		if ((uint8_t)handlers[i].number != number)
			continue;
		if (!is_legal(s, &handlers[i]))
			return ssh_disconnect(s, REASON_PROTOCOL, "message out of order");
		return handlers[i].on(s, &v);
	}
	return unimplemented(s);
}

/* Takes the client's identification line; *ret_used stays 0 while it is incomplete. */
static bool
take_banner(struct ssh *s, size_t *ret_used)
{
	const unsigned char *line = s->in.data;
	const unsigned char *end = s->in.len ? memchr(line, '\n', s->in.len) : NULL;
	size_t n = end ? (size_t)(end - line) : 0;

	if (!end)
		return s->in.len <= BANNER_MAX;
	*ret_used = n + 1;
	if (n && line[n - 1] == '\r')
		n--;
	if (n > BANNER_MAX || n < 8
	    || (memcmp(line, "SSH-2.0-", 8) != 0 && (n < 9 || memcmp(line, "SSH-1.99-", 9) != 0)))
		return false;
	wire_put(&s->client_banner, line, n);
	s->step = KEX_INIT;
	return s->host->fault == FAULT_NOKEX || kex_send_init(s);
}

/*
 * Opens the packet at `at`, if all of it is here. *ret_used is its size on the
 * wire, 0 while more bytes are needed. False: the stream is not to be trusted.
 */
static bool
open_packet(struct ssh *s, size_t at, size_t *ret_used)
{
	unsigned char *p = s->in.data + at, mac[CRYPT_HASH];
	size_t here = s->in.len - at, block = s->dir_in ? 16 : 8;
	size_t mac_bytes = s->dir_in ? CRYPT_HASH : 0, total;
	uint32_t length;

	*ret_used = 0;
	if (here < block)
		return true;
	if (s->dir_in && !s->head_decoded) {
		if (!crypt_dir_code(s->dir_in, p, block))
			return false;
		s->head_decoded = true;
	}
	length = wire_u32(p);
	if (length < 12 || length > PACKET_MAX - 4 || (length + 4) % block != 0)
		return false;
	total = (size_t)length + 4;
	if (here < total + mac_bytes)
		return true;
	if (s->dir_in
	    && (!crypt_dir_code(s->dir_in, p + block, total - block)
		|| !crypt_dir_mac(s->dir_in, s->seq_in, p, total, mac)
		|| !crypt_same(mac, p + total, CRYPT_HASH)))
		return false;
	if (p[4] < 4 || (size_t)p[4] + 1 > length)
		return false;
	s->head_decoded = false;
	s->seq_in++;
	*ret_used = total + mac_bytes;
	return true;
}

static bool
consume(struct ssh *s, size_t *ret_done)
{
	size_t used;

	for (;;) {
		used = 0;
		if (s->step == KEX_BANNER) {
			if (!take_banner(s, &used))
				return false;
			if (!used)
				return true;
			*ret_done += used;
			continue;
		}
		if (s->host->fault == FAULT_NOKEX) {
			*ret_done = s->in.len;
			return true;
		}
		if (!open_packet(s, *ret_done, &used)) {
			s->env->stats.broken++;
			return false;
		}
		if (!used)
			return true;
		const unsigned char *p = s->in.data + *ret_done;
		if (!dispatch(s, p + 5, wire_u32(p) - p[4] - 1u))
			return false;
		*ret_done += used;
	}
}

bool
ssh_feed(struct ssh *s, const unsigned char *data, size_t n, int64_t now_ms)
{
	size_t done = 0;
	bool good;

	s->now_ms = now_ms;
	wire_put(&s->in, data, n);
	if (s->in.failed)
		return false;
	good = consume(s, &done);
	wire_drop(&s->in, done);
	return good && !s->out.failed;
}

struct wire_buf *
ssh_out(struct ssh *s)
{
	return &s->out;
}

bool
ssh_drained(struct ssh *s)
{
	return session_pump(s);
}

int64_t
ssh_due(const struct ssh *s)
{
	return s->due_ms;
}

bool
ssh_tick(struct ssh *s, int64_t now_ms)
{
	s->now_ms = now_ms;
	return session_tick(s) && !s->out.failed;
}
