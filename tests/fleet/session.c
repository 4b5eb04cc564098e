/* SPDX-License-Identifier: MIT */
/*
 * session - authentication, the one channel, and sending the answer.
 *
 * The script on stdin is not run: its first bytes are searched for the nonce.
 * The answer waits in channel.text and leaves as the client's window allows.
 */
#include "ssh_impl.h"

#include <string.h>
#include <time.h>

enum { REASON_PROTOCOL = 2, REASON_NO_AUTH = 14, OPEN_PROHIBITED = 1, OPEN_UNKNOWN = 3 };
enum { CHUNK = 16 << 10, SLACK = 32 << 10, NOEND_MS = 200, SMALLEST_PACKET = 64 };

static bool
send_empty(struct ssh *s, enum ssh_msg number)
{
	struct wire_buf p;

	ssh_begin(&p, number);
	return ssh_end(s, &p);
}

static bool
send_channel(struct ssh *s, enum ssh_msg number)
{
	struct wire_buf p;

	ssh_begin(&p, number);
	wire_put_u32(&p, s->channel.peer_id);
	return ssh_end(s, &p);
}

bool
session_on_service(struct ssh *s, struct wire_view *v)
{
	struct wire_view name = wire_get_str(v);
	struct wire_buf p;

	if (!wire_is(name, "ssh-userauth"))
		return ssh_disconnect(s, REASON_PROTOCOL, "no such service");
	s->service = true;
	ssh_begin(&p, MSG_SERVICE_ACCEPT);
	wire_put_str(&p, name.data, name.len);
	return ssh_end(s, &p);
}

static bool
refuse_login(struct ssh *s)
{
	struct wire_buf p;

	if (++s->tries > LOGIN_TRIES)
		return ssh_disconnect(s, REASON_NO_AUTH, "too many authentication failures");
	ssh_begin(&p, MSG_USERAUTH_FAILURE);
	wire_put_text(&p, "publickey");
	wire_put_u8(&p, 0);
	return ssh_end(s, &p);
}

/* The key is the required one; any well-formed key where none is required. */
static bool
is_welcome(const struct ssh *s, struct wire_view algorithm, struct wire_view blob)
{
	struct wire_view kind = wire_get_str(&blob), key = wire_get_str(&blob);

	if (s->host->fault == FAULT_AUTHFAIL)
		return false;
	if (!s->env->has_required_key)
		return true;
	return wire_is(algorithm, "ssh-ed25519") && wire_is(kind, "ssh-ed25519") && !key.failed
	    && key.len == CRYPT_HASH && crypt_same(key.data, s->env->required_key, CRYPT_HASH);
}

/* The signature is over the session id and the request up to the signature itself. */
static bool
is_signed(const struct ssh *s, struct wire_view request, struct wire_view signature)
{
	struct wire_view kind = wire_get_str(&signature), raw = wire_get_str(&signature);
	struct wire_buf b;
	bool good;

	if (!s->env->has_required_key)
		return true;
	if (!wire_is(kind, "ssh-ed25519") || raw.failed || raw.len != CRYPT_SIG)
		return false;
	wire_init(&b, PAYLOAD_MAX);
	wire_put_str(&b, s->session_id, CRYPT_HASH);
	wire_put(&b, request.data, request.len);
	good = !b.failed && crypt_verify(s->env->required_key, b.data, b.len, raw.data);
	wire_fini(&b);
	return good;
}

static bool
login_with_key(struct ssh *s, const unsigned char *start, struct wire_view *v)
{
	bool has_signature = wire_get_u8(v) != 0;
	struct wire_view algorithm = wire_get_str(v), blob = wire_get_str(v), signature;
	struct wire_view request = wire_view(start, (size_t)(v->data - start));
	struct wire_buf p;

	if (v->failed)
		return ssh_disconnect(s, REASON_PROTOCOL, "short authentication request");
	if (!is_welcome(s, algorithm, blob))
		return refuse_login(s);
	if (!has_signature) {
		ssh_begin(&p, MSG_USERAUTH_PK_OK);
		wire_put_str(&p, algorithm.data, algorithm.len);
		wire_put_str(&p, blob.data, blob.len);
		return ssh_end(s, &p);
	}
	signature = wire_get_str(v);
	if (v->failed || !is_signed(s, request, signature))
		return refuse_login(s);
	s->login = true;
	s->env->stats.logins++;
	return send_empty(s, MSG_USERAUTH_SUCCESS);
}

bool
session_on_login(struct ssh *s, struct wire_view *v)
{
	const unsigned char *start = v->data - 1;	/* the message number is signed too */
	struct wire_view user = wire_get_str(v), service = wire_get_str(v);
	struct wire_view method = wire_get_str(v);

	if (s->host->fault == FAULT_NOAUTH || s->login)
		return true;
	if (v->failed || user.len > 256)
		return ssh_disconnect(s, REASON_PROTOCOL, "short authentication request");
	if (!wire_is(service, "ssh-connection"))
		return ssh_disconnect(s, REASON_PROTOCOL, "no such service");
	if (!wire_is(method, "publickey"))
		return refuse_login(s);
	return login_with_key(s, start, v);
}

bool
session_on_global(struct ssh *s, struct wire_view *v)
{
	bool wants_reply;

	wire_get_str(v);
	wants_reply = wire_get_u8(v) != 0;
	if (v->failed)
		return ssh_disconnect(s, REASON_PROTOCOL, "short request");
	return !wants_reply || send_empty(s, MSG_REQUEST_FAILURE);
}

static bool
refuse_open(struct ssh *s, uint32_t peer_id, uint32_t reason, const char *why)
{
	struct wire_buf p;

	ssh_begin(&p, MSG_CHANNEL_OPEN_FAILURE);
	wire_put_u32(&p, peer_id);
	wire_put_u32(&p, reason);
	wire_put_text(&p, why);
	wire_put_text(&p, "");
	return ssh_end(s, &p);
}

bool
session_on_open(struct ssh *s, struct wire_view *v)
{
	struct wire_view kind = wire_get_str(v);
	uint32_t id = wire_get_u32(v), window = wire_get_u32(v), max_packet = wire_get_u32(v);
	struct channel *ch = &s->channel;
	struct wire_buf p;

	if (v->failed)
		return ssh_disconnect(s, REASON_PROTOCOL, "short channel open");
	if (!wire_is(kind, "session"))
		return refuse_open(s, id, OPEN_UNKNOWN, "only sessions");
	if (ch->open || max_packet < SMALLEST_PACKET)
		return refuse_open(s, id, OPEN_PROHIBITED, "one channel at a time");
	wire_fini(&ch->head);
	wire_fini(&ch->text);
	*ch = (struct channel){
		.open = true,
		.peer_id = id,
		.window = window,
		.max_packet = max_packet,
		.head.max = HEAD_MAX,
		.text.max = ANSWER_MAX,
	};
	s->due_ms = -1;
	ssh_begin(&p, MSG_CHANNEL_OPEN_CONFIRMATION);
	wire_put_u32(&p, id);
	wire_put_u32(&p, 0);
	wire_put_u32(&p, STDIN_MAX + SLACK);
	wire_put_u32(&p, 32 << 10);
	return ssh_end(s, &p);
}

/* Reads the recipient, which must be the open channel 0. */
static bool
is_ours(struct ssh *s, struct wire_view *v)
{
	return wire_get_u32(v) == 0 && !v->failed && s->channel.open;
}

bool
session_on_window(struct ssh *s, struct wire_view *v)
{
	struct channel *ch = &s->channel;
	bool ours = is_ours(s, v);
	uint32_t more = wire_get_u32(v);

	if (v->failed || !ours || more > UINT32_MAX - ch->window)
		return ssh_disconnect(s, REASON_PROTOCOL, "bad window");
	ch->window += more;
	return session_pump(s);
}

static bool
take_stdin(struct ssh *s, struct wire_view data)
{
	struct channel *ch = &s->channel;
	size_t room = HEAD_MAX - ch->head.len;

	if (ch->stdin_ended)
		return ssh_disconnect(s, REASON_PROTOCOL, "data after EOF");
	ch->stdin_bytes += data.len;
	if (ch->stdin_bytes > STDIN_MAX)
		return ssh_disconnect(s, REASON_PROTOCOL, "more than 256 KiB on stdin");
	wire_put(&ch->head, data.data, data.len < room ? data.len : room);
	return !ch->head.failed;
}

bool
session_on_data(struct ssh *s, struct wire_view *v)
{
	bool ours = is_ours(s, v);
	struct wire_view data = wire_get_str(v);

	if (data.failed || !ours)
		return ssh_disconnect(s, REASON_PROTOCOL, "bad channel data");
	return take_stdin(s, data);
}

bool
session_on_extended(struct ssh *s, struct wire_view *v)
{
	bool ours = is_ours(s, v);

	wire_get_u32(v);
	wire_get_str(v);
	if (v->failed || !ours)
		return ssh_disconnect(s, REASON_PROTOCOL, "bad channel data");
	return true;
}

/* The script is complete: answer now, or when its run time is over. */
static void
start_answer(struct ssh *s)
{
	struct channel *ch = &s->channel;

	if (!ch->running || !ch->stdin_ended || ch->answering || s->due_ms >= 0
	    || s->host->fault == FAULT_NOEXEC)
		return;
	s->due_ms = s->now_ms + s->env->delay_ms;
}

bool
session_on_eof(struct ssh *s, struct wire_view *v)
{
	if (!is_ours(s, v))
		return ssh_disconnect(s, REASON_PROTOCOL, "bad EOF");
	s->channel.stdin_ended = true;
	start_answer(s);
	return s->due_ms < 0 || s->due_ms > s->now_ms || session_tick(s);
}

bool
session_on_close(struct ssh *s, struct wire_view *v)
{
	bool told = s->channel.ended;

	if (!is_ours(s, v))
		return ssh_disconnect(s, REASON_PROTOCOL, "bad close");
	s->channel.open = false;
	s->channel.ended = true;
	s->channel.answering = false;
	wire_fini(&s->channel.text);
	s->due_ms = -1;
	return told || send_channel(s, MSG_CHANNEL_CLOSE);
}

/* A command that carries the nonce itself is the whole script: stdin is not waited for. */
static bool
start_command(struct ssh *s, struct wire_view command)
{
	static const char mark[] = "ROLLCALL_NONCE";
	struct channel *ch = &s->channel;
	size_t n = command.len < HEAD_MAX ? command.len : HEAD_MAX;

	ch->running = true;
	ch->understood = s->host->fault != FAULT_WINDOWS
	    || (command.len > 11 && !memcmp(command.data, "powershell ", 11));
	s->env->stats.execs++;
	if (!n || !memmem(command.data, n, mark, sizeof(mark) - 1))
		return true;
	wire_put(&ch->head, command.data, n);
	ch->stdin_ended = true;
	return !ch->head.failed;
}

bool
session_on_request(struct ssh *s, struct wire_view *v)
{
	struct channel *ch = &s->channel;
	bool ours = is_ours(s, v), wants_reply, accepted;
	struct wire_view kind = wire_get_str(v), command;

	wants_reply = wire_get_u8(v) != 0;
	if (v->failed || !ours)
		return ssh_disconnect(s, REASON_PROTOCOL, "bad request");
	accepted = wire_is(kind, "exec") && !ch->running;
	if (accepted) {
		command = wire_get_str(v);
		if (v->failed || !start_command(s, command))
			return ssh_disconnect(s, REASON_PROTOCOL, "bad exec");
		if (s->host->fault == FAULT_NOEXEC)
			return true;
	}
	if (wants_reply && !ch->ended
	    && !send_channel(s, accepted ? MSG_CHANNEL_SUCCESS : MSG_CHANNEL_FAILURE))
		return false;
	start_answer(s);
	return s->due_ms < 0 || s->due_ms > s->now_ms || session_tick(s);
}

static bool
finish_channel(struct ssh *s)
{
	struct wire_buf p;

	ssh_begin(&p, MSG_CHANNEL_REQUEST);
	wire_put_u32(&p, s->channel.peer_id);
	wire_put_text(&p, "exit-status");
	wire_put_u8(&p, 0);
	wire_put_u32(&p, 0);
	s->channel.answering = false;
	s->channel.ended = true;
	s->env->stats.answers++;
	wire_fini(&s->channel.text);
	return ssh_end(s, &p) && send_channel(s, MSG_CHANNEL_EOF)
	    && send_channel(s, MSG_CHANNEL_CLOSE);
}

static bool
send_chunk(struct ssh *s)
{
	struct channel *ch = &s->channel;
	size_t n = ch->text.len - ch->sent;
	struct wire_buf p;

	n = n < CHUNK ? n : CHUNK;
	n = n < ch->window ? n : ch->window;
	n = n < ch->max_packet ? n : ch->max_packet;
	ssh_begin(&p, MSG_CHANNEL_DATA);
	wire_put_u32(&p, ch->peer_id);
	wire_put_str(&p, ch->text.data + ch->sent, n);
	ch->sent += n;
	ch->window -= (uint32_t)n;
	return ssh_end(s, &p);
}

bool
session_pump(struct ssh *s)
{
	struct channel *ch = &s->channel;

	while (ch->answering && s->step == KEX_DONE && s->out.len < OUT_BUSY) {
		if (ch->sent < ch->text.len) {
			if (!ch->window)
				return true;
			if (!send_chunk(s))
				return false;
			continue;
		}
		if (!answer_is_endless(s->host))
			return finish_channel(s);
		if (s->host->fault == FAULT_NOEND)
			return true;	/* the next drop comes with the tick */
		wire_clear(&ch->text, SIZE_MAX);
		ch->sent = 0;
		answer_more(s->host, &ch->text, ch->turn++);
		if (ch->text.failed)
			return false;
	}
	return true;
}

bool
session_tick(struct ssh *s)
{
	struct channel *ch = &s->channel;
	char nonce[NONCE_MAX + 1];

	if (s->due_ms < 0 || s->due_ms > s->now_ms)
		return true;
	s->due_ms = -1;
	if (!ch->open || ch->ended)
		return true;
	if (!ch->answering) {
		answer_nonce(ch->head.data, ch->head.len, nonce);
		wire_fini(&ch->head);
		if (ch->understood)
			answer_build(s->host, nonce, (int64_t)time(NULL), &ch->text);
		ch->answering = true;
	} else if (ch->sent == ch->text.len) {
		wire_clear(&ch->text, SIZE_MAX);
		ch->sent = 0;
		answer_more(s->host, &ch->text, ch->turn++);
	}
	if (s->host->fault == FAULT_NOEND)
		s->due_ms = s->now_ms + NOEND_MS;
	return !ch->text.failed && session_pump(s);
}
