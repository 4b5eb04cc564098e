/* SPDX-License-Identifier: MIT */
/*
 * ssh_impl - the insides of struct ssh, for ssh.c, kex.c and session.c only.
 */
#ifndef FLEET_SSH_IMPL_H
#define FLEET_SSH_IMPL_H

#include "answer.h"
#include "ssh.h"

enum ssh_msg {
	MSG_DISCONNECT = 1,
	MSG_IGNORE = 2,
	MSG_UNIMPLEMENTED = 3,
	MSG_DEBUG = 4,
	MSG_SERVICE_REQUEST = 5,
	MSG_SERVICE_ACCEPT = 6,
	MSG_KEXINIT = 20,
	MSG_NEWKEYS = 21,
	MSG_KEX_ECDH_INIT = 30,
	MSG_KEX_ECDH_REPLY = 31,
	MSG_USERAUTH_REQUEST = 50,
	MSG_USERAUTH_FAILURE = 51,
	MSG_USERAUTH_SUCCESS = 52,
	MSG_USERAUTH_PK_OK = 60,
	MSG_GLOBAL_REQUEST = 80,
	MSG_REQUEST_FAILURE = 82,
	MSG_CHANNEL_OPEN = 90,
	MSG_CHANNEL_OPEN_CONFIRMATION = 91,
	MSG_CHANNEL_OPEN_FAILURE = 92,
	MSG_CHANNEL_WINDOW_ADJUST = 93,
	MSG_CHANNEL_DATA = 94,
	MSG_CHANNEL_EXTENDED_DATA = 95,
	MSG_CHANNEL_EOF = 96,
	MSG_CHANNEL_CLOSE = 97,
	MSG_CHANNEL_REQUEST = 98,
	MSG_CHANNEL_SUCCESS = 99,
	MSG_CHANNEL_FAILURE = 100,
};

enum {
	PACKET_MAX = 35000,		/* RFC 4253, 6.1 */
	PAYLOAD_MAX = 64 << 10,
	OUT_MAX = 1 << 20,		/* a peer that asks and never reads is dropped here */
	OUT_BUSY = 64 << 10,		/* no more channel data while this much waits */
	STDIN_MAX = 256 << 10,
	HEAD_MAX = 4096,		/* the nonce stands in the script's first lines */
	LOGIN_TRIES = 20,
};

/* Where the connection stands in its (first or a later) key exchange. */
enum kex_step { KEX_BANNER, KEX_INIT, KEX_DH, KEX_NEWKEYS, KEX_DONE };

/* One session channel; its number on our side is always 0. */
struct channel {
	bool open, running, stdin_ended, ended;
	bool understood;		/* there is such a command */
	uint32_t peer_id, window, max_packet;
	size_t stdin_bytes;
	struct wire_buf head;		/* the start of the script */
	struct wire_buf text;		/* the answer still to be sent */
	size_t sent;			/* of text */
	uint64_t turn;			/* of the endless part */
	bool answering;
};

struct ssh {
	struct ssh_env *env;
	struct host *host;
	struct wire_buf in, out;

	enum kex_step step;
	struct wire_buf client_banner, client_kexinit, server_kexinit;
	bool skip_guess;		/* the client guessed a method wrongly */
	size_t key_bytes_in, key_bytes_out;
	bool has_session_id;
	unsigned char session_id[CRYPT_HASH];
	struct crypt_dir *dir_in, *dir_out, *next_in;
	uint32_t seq_in, seq_out;
	bool head_decoded;		/* first block of the packet in `in` is plain */

	bool service, login;
	unsigned tries;
	struct channel channel;
	int64_t now_ms, due_ms;
};

/* ssh.c: seals one payload into `out`. */
bool ssh_send(struct ssh *s, const struct wire_buf *payload);
/* A payload that starts with its number; finish with ssh_send_done(). */
void ssh_begin(struct wire_buf *payload, enum ssh_msg number);
bool ssh_end(struct ssh *s, struct wire_buf *payload);
/* Says goodbye; always false, so that a handler can return it. */
bool ssh_disconnect(struct ssh *s, uint32_t reason, const char *why);

/* kex.c */
bool kex_send_init(struct ssh *s);
bool kex_on_init(struct ssh *s, struct wire_view *v);
bool kex_on_exchange(struct ssh *s, struct wire_view *v);
bool kex_on_newkeys(struct ssh *s, struct wire_view *v);

/* session.c: handlers of one message each; `v` stands behind the number. */
bool session_on_service(struct ssh *s, struct wire_view *v);
bool session_on_login(struct ssh *s, struct wire_view *v);
bool session_on_global(struct ssh *s, struct wire_view *v);
bool session_on_open(struct ssh *s, struct wire_view *v);
bool session_on_window(struct ssh *s, struct wire_view *v);
bool session_on_data(struct ssh *s, struct wire_view *v);
bool session_on_extended(struct ssh *s, struct wire_view *v);
bool session_on_eof(struct ssh *s, struct wire_view *v);
bool session_on_close(struct ssh *s, struct wire_view *v);
bool session_on_request(struct ssh *s, struct wire_view *v);
/* Sends as much of the answer as window and output allow. */
bool session_pump(struct ssh *s);
bool session_tick(struct ssh *s);

#endif
