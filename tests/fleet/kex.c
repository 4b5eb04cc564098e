/* SPDX-License-Identifier: MIT */
/*
 * kex - choosing algorithms and agreeing on keys (RFC 4253 7-8, RFC 8731).
 */
#include "ssh_impl.h"

#include <string.h>

enum { REASON_PROTOCOL = 2, REASON_KEX = 3, COOKIE = 16, SHARED_MAX = CRYPT_HASH + 5 };

enum list { LIST_KEX, LIST_HOSTKEY, LIST_CIPHER_IN, LIST_CIPHER_OUT, LIST_MAC_IN, LIST_MAC_OUT,
	LIST_ZIP_IN, LIST_ZIP_OUT, LIST_LANG_IN, LIST_LANG_OUT, LIST_COUNT };

/* What is offered; the client's first name that is also here is chosen. */
static const char *const offers[LIST_COUNT] = {
	[LIST_KEX] = "curve25519-sha256,curve25519-sha256@libssh.org",
	[LIST_HOSTKEY] = "ssh-ed25519",
	[LIST_CIPHER_IN] = "aes128-ctr,aes256-ctr",
	[LIST_CIPHER_OUT] = "aes128-ctr,aes256-ctr",
	[LIST_MAC_IN] = "hmac-sha2-256",
	[LIST_MAC_OUT] = "hmac-sha2-256",
	[LIST_ZIP_IN] = "none",
	[LIST_ZIP_OUT] = "none",
	[LIST_LANG_IN] = "",
	[LIST_LANG_OUT] = "",
};

bool
kex_send_init(struct ssh *s)
{
	struct wire_buf *p = &s->server_kexinit;
	unsigned char cookie[COOKIE];

	crypt_random(cookie, sizeof(cookie));
	wire_clear(p, SIZE_MAX);
	wire_put_u8(p, MSG_KEXINIT);
	wire_put(p, cookie, sizeof(cookie));
	for (int i = 0; i < LIST_COUNT; i++)
		wire_put_text(p, offers[i]);
	wire_put_u8(p, 0);
	wire_put_u32(p, 0);
	return ssh_send(s, p);
}

static bool
is_offered(const char *offer, struct wire_view name)
{
	struct wire_view list = wire_view(offer, strlen(offer)), ours;

	while (wire_next_name(&list, &ours))
		if (ours.len == name.len && !memcmp(ours.data, name.data, name.len))
			return true;
	return false;
}

/* The client's first acceptable name; ret_first tells whether it is its very first. */
static bool
choose(const char *offer, struct wire_view list, struct wire_view *ret_name, bool *ret_first)
{
	*ret_first = true;
	while (wire_next_name(&list, ret_name)) {
		if (is_offered(offer, *ret_name))
			return true;
		*ret_first = false;
	}
	return false;
}

bool
kex_on_init(struct ssh *s, struct wire_view *v)
{
	struct wire_view all = wire_view(v->data - 1, v->len + 1), name;
	bool guessed_right = true, first;

	if (s->step != KEX_INIT && s->step != KEX_DONE)
		return ssh_disconnect(s, REASON_PROTOCOL, "unexpected KEXINIT");
	if (s->step == KEX_DONE && !kex_send_init(s))
		return false;
	wire_clear(&s->client_kexinit, SIZE_MAX);
	wire_put(&s->client_kexinit, all.data, all.len);
	wire_get(v, COOKIE);
	for (int i = 0; i < LIST_COUNT; i++) {
		struct wire_view list = wire_get_str(v);

		if (i >= LIST_LANG_IN)
			continue;
		if (!choose(offers[i], list, &name, &first))
			return ssh_disconnect(s, REASON_KEX, "no common algorithm");
		if (i == LIST_CIPHER_IN)
			s->key_bytes_in = wire_is(name, "aes128-ctr") ? 16 : 32;
		if (i == LIST_CIPHER_OUT)
			s->key_bytes_out = wire_is(name, "aes128-ctr") ? 16 : 32;
		if (i == LIST_KEX || i == LIST_HOSTKEY)
			guessed_right &= first;
	}
	s->skip_guess = wire_get_u8(v) != 0 && !guessed_right;
	wire_get_u32(v);
	if (v->failed)
		return ssh_disconnect(s, REASON_PROTOCOL, "short KEXINIT");
	s->step = KEX_DH;
	return true;
}

/* H of RFC 8731: everything both sides said, and what they agreed on. */
static bool
hash_exchange(const struct ssh *s, struct wire_view client_public, const struct wire_buf *blob,
    const struct wire_buf *shared, unsigned char ret_hash[CRYPT_HASH])
{
	struct wire_buf b;
	bool good;

	wire_init(&b, 4 * PACKET_MAX);
	wire_put_str(&b, s->client_banner.data, s->client_banner.len);
	wire_put_text(&b, ssh_banner(s->host));
	wire_put_str(&b, s->client_kexinit.data, s->client_kexinit.len);
	wire_put_str(&b, s->server_kexinit.data, s->server_kexinit.len);
	wire_put_str(&b, blob->data, blob->len);
	wire_put_str(&b, client_public.data, client_public.len);
	wire_put_str(&b, crypt_exchange_public(s->env->crypt), CRYPT_HASH);
	wire_put(&b, shared->data, shared->len);
	good = !b.failed && crypt_sha256(s->env->crypt, b.data, b.len, ret_hash);
	wire_fini(&b);
	return good;
}

/* RFC 4253 7.2; 32 bytes are enough for every key here. */
static bool
derive(const struct ssh *s, const struct wire_buf *shared, const unsigned char *hash, char letter,
    unsigned char ret_key[CRYPT_HASH])
{
	unsigned char b[SHARED_MAX + 2 * CRYPT_HASH + 1];
	size_t n = shared->len;

	memcpy(b, shared->data, n);
	memcpy(b + n, hash, CRYPT_HASH);
	b[n + CRYPT_HASH] = (unsigned char)letter;
	memcpy(b + n + CRYPT_HASH + 1, s->session_id, CRYPT_HASH);
	return crypt_sha256(s->env->crypt, b, n + 2 * CRYPT_HASH + 1, ret_key);
}

static struct crypt_dir *
make_dir(const struct ssh *s, const struct wire_buf *shared, const unsigned char *hash,
    const char letters[3], size_t key_bytes)
{
	unsigned char iv[CRYPT_HASH], key[CRYPT_HASH], mac[CRYPT_HASH];

	if (!derive(s, shared, hash, letters[0], iv) || !derive(s, shared, hash, letters[1], key)
	    || !derive(s, shared, hash, letters[2], mac))
		return NULL;
	return crypt_dir_new(s->env->crypt, key_bytes, key, iv, mac);
}

static bool
send_reply(struct ssh *s, const struct wire_buf *blob, const unsigned char sig[CRYPT_SIG])
{
	struct wire_buf p, wrapped;

	wire_init(&wrapped, 256);
	wire_put_text(&wrapped, "ssh-ed25519");
	wire_put_str(&wrapped, sig, CRYPT_SIG);
	ssh_begin(&p, MSG_KEX_ECDH_REPLY);
	wire_put_str(&p, blob->data, blob->len);
	wire_put_str(&p, crypt_exchange_public(s->env->crypt), CRYPT_HASH);
	wire_put_str(&p, wrapped.data, wrapped.len);
	p.failed |= wrapped.failed;
	wire_fini(&wrapped);
	if (!ssh_end(s, &p))
		return false;
	ssh_begin(&p, MSG_NEWKEYS);
	return ssh_end(s, &p);
}

/* Everything behind the agreement: hash, signature, reply, new keys. */
static bool
exchange(struct ssh *s, struct wire_view client_public, const struct wire_buf *shared,
    struct wire_buf *blob)
{
	const struct crypt_key *key = host_key(s->host, s->env->crypt, s->env->seed);
	unsigned char hash[CRYPT_HASH], sig[CRYPT_SIG];

	if (!key)
		return false;
	wire_put_text(blob, "ssh-ed25519");
	wire_put_str(blob, crypt_key_public(key), CRYPT_HASH);
	if (blob->failed || shared->failed
	    || !hash_exchange(s, client_public, blob, shared, hash)
	    || !crypt_sign(key, hash, sizeof(hash), sig) || !send_reply(s, blob, sig))
		return false;
	if (!s->has_session_id)
		memcpy(s->session_id, hash, sizeof(hash));
	s->has_session_id = true;
	crypt_dir_free(s->dir_out);
	crypt_dir_free(s->next_in);
	s->dir_out = make_dir(s, shared, hash, "BDF", s->key_bytes_out);
	s->next_in = make_dir(s, shared, hash, "ACE", s->key_bytes_in);
	s->step = KEX_NEWKEYS;
	return s->dir_out && s->next_in;
}

bool
kex_on_exchange(struct ssh *s, struct wire_view *v)
{
	unsigned char secret[CRYPT_HASH];
	struct wire_view client_public = wire_get_str(v);
	struct wire_buf shared, blob;
	bool good;

	if (s->step != KEX_DH || client_public.failed || client_public.len != CRYPT_HASH)
		return ssh_disconnect(s, REASON_PROTOCOL, "bad key exchange");
	if (!crypt_agree(s->env->crypt, client_public.data, secret))
		return ssh_disconnect(s, REASON_KEX, "degenerate key");
	wire_init(&shared, SHARED_MAX);
	wire_init(&blob, 256);
	wire_put_mpint(&shared, secret, sizeof(secret));
	good = exchange(s, client_public, &shared, &blob);
	wire_fini(&shared);
	wire_fini(&blob);
	return good;
}

bool
kex_on_newkeys(struct ssh *s, struct wire_view *v)
{
	(void)v;
	if (s->step != KEX_NEWKEYS)
		return ssh_disconnect(s, REASON_PROTOCOL, "unexpected NEWKEYS");
	if (!s->dir_in)
		s->env->stats.handshakes++;
	crypt_dir_free(s->dir_in);
	s->dir_in = s->next_in;
	s->next_in = NULL;
	s->step = KEX_DONE;
	/* What waited for the end of a re-exchange goes on. */
	return session_pump(s);
}
