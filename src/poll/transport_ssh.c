/* SPDX-License-Identifier: MIT */
/*
 * transport_ssh - one libssh2 session per slot.
 *
 * Overview. libssh2 1.10 is sound for this when held tightly; the traps, each
 * of which was met, and what is done about it here:
 *  - before the SSH banner it reads lines without end, byte by byte, in one
 *    call: all reading goes through transport_ssh_intake, which has an
 * allowance per step, a ceiling for the greeting, and reads ahead.
 *  - freeing a session waits for the peer to close its channel: the socket is
 *    shut down first, then nothing can be waited for.
 *  - it has no time limits that may be used: the engine has.
 *  - a preference for key exchange methods drops its strict-KEX marker (before
 *    1.11.1): only host key methods are ever preferred.
 *  - without TCP_NODELAY each host takes four times as long.
 *  - its agent client blocks, and loops when the agent hangs up: not used.
 *
 * Unresolved. While the agent signs, the loop stands still, two seconds at
 * most.
 */
#include "poll/transport_ssh.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/log.h>
#include <rollcall/base/mem.h>

#include "poll/transport_ssh_intake.h"
#include "poll/transport_ssh_key.h"
#include "poll/transport_ssh_login.h"
#include "poll/transport_ssh_session.h"
#include "probe/script.h"

#include <errno.h>
#include <fcntl.h>
#include <libssh2.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define CREDENTIALS   5 /* sshd lets six be tried */
#define READ_BYTES    16384
#define STEP_BYTES    ((size_t)64 << 10)  /* read in one step at most */
#define GREETING_MAX  ((size_t)128 << 10) /* to the end of the key exchange */
#define BANNER_MAX    ((size_t)64 << 10)  /* before "SSH-" */
#define WINDOW_BYTES  ((unsigned)RC_ANSWER_MAX)
#define RSA_KEYS_FROM 0x010b00          /* libssh2 1.11.0 */
#define OUT_KEEP      ((size_t)4 << 10) /* room that a slot keeps for the next */

/* One conversation. */
struct line {
	struct rc_ssh *ssh;
	int fd;
	LIBSSH2_SESSION *session;
	LIBSSH2_CHANNEL *channel;
	struct rc_ask ask;
	const char *command;
	struct rc_str head, body; /* what it reads */
	bool greeted;             /* the key exchange is over */
	size_t tried;             /* credentials */
	bool running;             /* the command was accepted */
	size_t sent;              /* of both */
	bool told;                /* all of it, and its end */
	struct rc_buf out;
	struct rc_intake in;
};

struct rc_ssh {
	struct line *lines;
	unsigned slots;
	struct rc_ssh_login *login;
	struct rc_buf room; /* for what is being sent */
	bool has_rsa;       /* libssh2 knows rsa-sha2 */
};

/* --- libssh2's hooks ------------------------------------------------------ */

static LIBSSH2_RECV_FUNC(line_recv)
{
	struct line *l = *abstract;

	(void)socket;
	return rc_intake_read(&l->in, l->fd, buffer, length, flags);
}

static int
line_sign(LIBSSH2_SESSION *session, unsigned char **sig, size_t *sig_len,
          const unsigned char *data, size_t data_len, void **abstract)
{
	struct line *l = *abstract;
	struct rc_str bytes = { (const char *)data, data_len };
	uint8_t *out = rc_alloc(RC_SIGNATURE_MAX, 1);

	(void)session;
	if (out == NULL)
		return -1;
	if (!rc_ssh_login_sign(l->ssh->login, l->ask.keyring, l->tried, bytes,
	                       out, sig_len)) {
		rc_free(out);
		return -1;
	}
	*sig = out; /* libssh2 frees it, through hook_free */
	return 0;
}

/* --- the phases ----------------------------------------------------------- */

static enum rc_talk
fail_lost(const struct line *l, struct rc_trouble *trouble)
{
	if (l->in.got > 0 && !l->in.ssh_seen) {
		rc_trouble_set(trouble, RC_GOT_NOT_SSH, "%s",
		               _("it does not speak SSH"));
		return RC_TALK_FAIL;
	}
	if (l->greeted) {
		rc_trouble_set(trouble, RC_GOT_UNREACHABLE, "%s",
		               _("the connection was lost"));
		return RC_TALK_FAIL;
	}
	rc_trouble_set(trouble, RC_GOT_REFUSED, "%s",
	               l->in.got == 0 ? _("it hung up without a word")
	                              : _("it hung up"));
	/* sshd hangs up at once on those who are too many. */
	trouble->again = l->in.got == 0;
	return RC_TALK_FAIL;
}

static enum rc_talk
fail_connect(struct rc_trouble *trouble, int sys)
{
	bool refused = sys == ECONNREFUSED || sys == ECONNRESET;

	rc_trouble_set(trouble,
	               refused            ? RC_GOT_REFUSED
	               : sys == ETIMEDOUT ? RC_GOT_TIMEOUT
	                                  : RC_GOT_UNREACHABLE,
	               "%s", strerror(sys));
	return RC_TALK_FAIL;
}

static enum rc_talk
line_connecting(struct line *l, struct rc_trouble *trouble)
{
	struct pollfd ready = { .fd = l->fd, .events = POLLOUT };
	socklen_t n = sizeof(int);
	int sys = 0;

	if (poll(&ready, 1, 0) <= 0)
		return RC_TALK_WAIT;
	if (getsockopt(l->fd, SOL_SOCKET, SO_ERROR, &sys, &n) != 0)
		sys = errno;
	if (sys != 0)
		return fail_connect(trouble, sys);
	l->session = rc_ssh_session_new(line_recv, l, l->ask.algorithm,
	                                l->ssh->has_rsa);
	if (l->session == NULL) {
		rc_trouble_set(trouble, RC_GOT_UNREACHABLE, "%s",
		               _("out of memory"));
		return RC_TALK_FAIL;
	}
	return RC_TALK_END;
}

static enum rc_talk
again(const struct line *l)
{
	return l->in.starved ? RC_TALK_AGAIN : RC_TALK_WAIT;
}

static enum rc_talk
line_greeting(struct line *l, struct rc_trouble *trouble)
{
	int status = libssh2_session_handshake(l->session, l->fd);

	l->greeted = status == 0;
	if (l->greeted)
		return RC_TALK_END;
	if (l->in.got > (l->in.ssh_seen ? GREETING_MAX : BANNER_MAX)) {
		rc_trouble_set(trouble, RC_GOT_NOT_SSH, "%s",
		               _("it greets without end"));
		return RC_TALK_FAIL;
	}
	if (status == LIBSSH2_ERROR_EAGAIN)
		return again(l);
	if (status != LIBSSH2_ERROR_KEX_FAILURE)
		return fail_lost(l, trouble);
	rc_trouble_set(trouble, RC_GOT_REFUSED,
	               l->ssh->has_rsa
	                       ? _("no key exchange in common with it "
	                           "(libssh2 %s)")
	                       : _("no key exchange in common with it: libssh2 "
	                           "%s needs an Ed25519 or ECDSA host key, RSA "
	                           "ones need libssh2 1.11"),
	               libssh2_version(0));
	return RC_TALK_FAIL;
}

/* libssh2 may tell a lost connection as a refused key. */
static bool
is_alive(const struct line *l)
{
	char byte;
	ssize_t n = recv(l->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);

	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

static enum rc_talk
fail_auth(struct line *l, struct rc_trouble *trouble)
{
	struct rc_str ignored;

	rc_trouble_set(
	        trouble, RC_GOT_AUTH,
	        !rc_ssh_login_offer(l->ssh->login, l->ask.keyring, 0, &ignored)
	                ? _("no SSH key to sign in with as %s")
	                : _("none of our keys lets %s in"),
	        l->ask.user);
	return RC_TALK_FAIL;
}

static enum rc_talk
line_signing_in(struct line *l, struct rc_trouble *trouble)
{
	struct rc_str offer;
	void *of = l;
	int status;

	if (!rc_ssh_login_offer(l->ssh->login, l->ask.keyring, l->tried,
	                        &offer))
		return fail_auth(l, trouble);
	status = libssh2_userauth_publickey(l->session, l->ask.user,
	                                    (const unsigned char *)offer.p,
	                                    offer.n, line_sign, &of);
	switch (status) {
	case 0:
		return RC_TALK_END;
	case LIBSSH2_ERROR_EAGAIN:
		return again(l);
	case LIBSSH2_ERROR_AUTHENTICATION_FAILED:
	case LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED:
	case LIBSSH2_ERROR_METHOD_NOT_SUPPORTED:
	case LIBSSH2_ERROR_PUBLICKEY_PROTOCOL:
		if (!is_alive(l))
			break;
		l->tried++;
		return RC_TALK_AGAIN;
	default:
		break;
	}
	/* After too many keys sshd hangs up instead of saying no. */
	return l->tried > 0 ? fail_auth(l, trouble) : fail_lost(l, trouble);
}

static enum rc_talk
fail_channel(struct line *l, struct rc_trouble *trouble, int status)
{
	bool denied = status == LIBSSH2_ERROR_CHANNEL_FAILURE ||
	              status == LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED;

	if (!denied)
		return fail_lost(l, trouble);
	rc_trouble_set(trouble, RC_GOT_REFUSED,
	               _("it lets %s in, but not run a command"), l->ask.user);
	return RC_TALK_FAIL;
}

/* Both parts in one packet. When it has to be said again, libssh2 wants the
 * same bytes, wherever they stand. */
static ssize_t
tell(struct line *l)
{
	struct rc_buf *room = &l->ssh->room;
	struct rc_err ignored = { 0 };

	rc_buf_clear(room);
	rc_buf_putstr(room, l->head);
	rc_buf_putstr(room, l->body);
	if (!rc_buf_done(room, &ignored))
		return LIBSSH2_ERROR_ALLOC;
	return libssh2_channel_write(l->channel, room->p + l->sent,
	                             room->n - l->sent);
}

/* Opens the channel, starts the shell, tells it the input and its end; each
 * call of this does one part of it. */
static enum rc_talk
line_opening(struct line *l, struct rc_trouble *trouble)
{
	ssize_t status;

	if (l->channel == NULL) {
		l->channel = libssh2_channel_open_ex(
		        l->session, "session", 7, WINDOW_BYTES,
		        LIBSSH2_CHANNEL_PACKET_DEFAULT, NULL, 0);
		status = libssh2_session_last_errno(l->session);
		if (l->channel != NULL)
			return RC_TALK_AGAIN;
	} else if (!l->running) {
		status = libssh2_channel_process_startup(
		        l->channel, "exec", 4, l->command,
		        (unsigned)strlen(l->command));
		l->running = status == 0;
		(void)libssh2_channel_handle_extended_data2(
		        l->channel, LIBSSH2_CHANNEL_EXTENDED_DATA_IGNORE);
	} else if (l->sent < l->head.n + l->body.n) {
		status = tell(l);
		l->sent += status > 0 ? (size_t)status : 0;
	} else {
		status = libssh2_channel_send_eof(l->channel);
		if (status == 0)
			return RC_TALK_END;
	}
	if (status >= 0)
		return RC_TALK_AGAIN;
	if (status == LIBSSH2_ERROR_EAGAIN)
		return again(l);
	/* A device may answer, and hang up, before it has heard all. */
	if (l->running && libssh2_channel_eof(l->channel) == 1)
		return RC_TALK_END;
	return fail_channel(l, trouble, (int)status);
}

static enum rc_talk
line_reading(struct line *l, struct rc_trouble *trouble)
{
	char bytes[READ_BYTES];
	ssize_t n = libssh2_channel_read(l->channel, bytes, sizeof(bytes));

	if (n > 0) {
		size_t room = RC_ANSWER_MAX - l->out.n;

		rc_buf_put(&l->out, bytes, (size_t)n < room ? (size_t)n : room);
		return RC_TALK_AGAIN;
	}
	if (n == LIBSSH2_ERROR_EAGAIN)
		return again(l);
	if (n == 0 && libssh2_channel_eof(l->channel) == 0)
		return RC_TALK_WAIT;
	if (n == 0 || l->out.n > 0)
		return RC_TALK_END; /* whole or not: the frame will tell */
	return fail_lost(l, trouble);
}

static enum rc_talk
line_closing(struct line *l)
{
	int status = libssh2_session_disconnect_ex(
	        l->session, SSH_DISCONNECT_BY_APPLICATION, "done", "");

	return status == LIBSSH2_ERROR_EAGAIN ? again(l) : RC_TALK_END;
}

/* --- the seam ------------------------------------------------------------- */

static struct line *
line_of(void *of, unsigned slot)
{
	return &((struct rc_ssh *)of)->lines[slot];
}

static bool
ssh_start(void *of, unsigned slot, const struct rc_ask *ask,
          struct rc_trouble *ret_trouble)
{
	struct line *l = line_of(of, slot);
	const struct sockaddr *to = &ask->address->sa.any;
	const int on = 1;
	int fd = socket(to->sa_family,
	                SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0) {
		(void)fail_connect(ret_trouble, errno);
		return false;
	}
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (connect(fd, to, ask->address->n) != 0 && errno != EINPROGRESS) {
		(void)fail_connect(ret_trouble, errno);
		close(fd);
		return false;
	}
	rc_buf_clear(&l->out);
	*l = (struct line){ .ssh = of, .fd = fd, .ask = *ask, .out = l->out };
	return true;
}

static enum rc_talk
ssh_step(void *of, unsigned slot, enum rc_phase phase,
         struct rc_trouble *ret_trouble)
{
	struct line *l = line_of(of, slot);

	l->in.allowance = STEP_BYTES;
	l->in.starved = false;
	switch (phase) {
	case RC_PHASE_CONNECTING:
		return line_connecting(l, ret_trouble);
	case RC_PHASE_GREETING:
		return line_greeting(l, ret_trouble);
	case RC_PHASE_SIGNING_IN:
		return line_signing_in(l, ret_trouble);
	case RC_PHASE_OPENING:
		return line_opening(l, ret_trouble);
	case RC_PHASE_READING:
		return line_reading(l, ret_trouble);
	case RC_PHASE_CLOSING:
		return line_closing(l);
	case RC_PHASE_QUEUED:
	case RC_PHASE_RESOLVING:
	case RC_PHASE_VERIFYING:
	case RC_PHASE_BACKOFF:
	case RC_PHASE_DONE:
	case RC_PHASE_FAILED:
	case RC_PHASES:
		break;
	}
	RC_ASSERT(!"a phase without a conversation");
	return RC_TALK_FAIL;
}

static int
ssh_wants(void *of, unsigned slot, unsigned *ret_wants)
{
	struct line *l = line_of(of, slot);
	int directions;

	*ret_wants = 0;
	l->in.drained = false;
	if (l->session == NULL) {
		*ret_wants = RC_WANT_WRITE;
		return l->fd;
	}
	directions = libssh2_session_block_directions(l->session);
	if ((directions & LIBSSH2_SESSION_BLOCK_OUTBOUND) != 0)
		*ret_wants |= RC_WANT_WRITE;
	/* It may answer EAGAIN and name no direction: then it waits to read. */
	if ((directions & LIBSSH2_SESSION_BLOCK_INBOUND) != 0 ||
	    *ret_wants == 0)
		*ret_wants |= RC_WANT_READ;
	return l->fd;
}

static bool
ssh_hostkey(void *of, unsigned slot, struct rc_hostkey *ret)
{
	return rc_ssh_session_key(line_of(of, slot)->session, ret);
}

static const char *
ssh_banner(void *of, unsigned slot)
{
	return rc_text_or_empty(
	        libssh2_session_banner_get(line_of(of, slot)->session));
}

static void
ssh_prepare(void *of, unsigned slot, const char *command, struct rc_str head,
            struct rc_str body)
{
	struct line *l = line_of(of, slot);

	l->command = command;
	l->head = head;
	l->body = body;
}

static struct rc_str
ssh_output(void *of, unsigned slot)
{
	return rc_buf_str(&line_of(of, slot)->out);
}

static void
ssh_skip(void *of, unsigned slot, size_t n)
{
	struct rc_buf *out = &line_of(of, slot)->out;

	if (n == 0)
		return;
	memmove(out->p, out->p + n, out->n - n);
	rc_buf_cut(out, out->n - n);
}

static void
ssh_late(void *of, unsigned slot, enum rc_phase phase,
         struct rc_trouble *trouble)
{
	const struct line *l = line_of(of, slot);

	if (phase != RC_PHASE_GREETING || l->in.ssh_seen || l->in.got < 4)
		return;
	rc_trouble_set(trouble, RC_GOT_NOT_SSH, "%s",
	               _("it does not speak SSH"));
}

static void
ssh_stop(void *of, unsigned slot)
{
	struct line *l = line_of(of, slot);
	struct rc_buf out = l->out;
	int tries = 0;

	if (l->fd < 0)
		return;
	(void)shutdown(l->fd, SHUT_RDWR);
	do {
		l->in.allowance = STEP_BYTES;
		l->in.drained = false;
	} while (l->session != NULL && tries++ < 100 &&
	         libssh2_session_free(l->session) == LIBSSH2_ERROR_EAGAIN);
	if (tries > 100)
		rc_log(RC_LOG_WARN, "ssh", "slot=%u session not freed", slot);
	close(l->fd);
	/* One flood must not leave its room behind in every slot. */
	if (out.cap > OUT_KEEP) {
		rc_buf_fini(&out);
		rc_buf_init(&out, RC_ANSWER_MAX);
	}
	*l = (struct line){ .ssh = of, .fd = -1, .out = out };
}

static unsigned
ssh_holds(void *of, unsigned slot)
{
	const struct line *l = line_of(of, slot);

	return (l->fd >= 0 ? (unsigned)RC_HOLDS_FD : 0) |
	       (l->session != NULL ? (unsigned)RC_HOLDS_SESSION : 0) |
	       (l->channel != NULL ? (unsigned)RC_HOLDS_CHANNEL : 0);
}

static const struct rc_transport_ops ssh_ops = {
	.start = ssh_start,
	.step = ssh_step,
	.wants = ssh_wants,
	.hostkey = ssh_hostkey,
	.banner = ssh_banner,
	.prepare = ssh_prepare,
	.output = ssh_output,
	.skip = ssh_skip,
	.late = ssh_late,
	.stop = ssh_stop,
	.holds = ssh_holds,
};

bool
rc_ssh_new(const struct rc_ssh_options *options, struct rc_ssh **ret,
           struct rc_transport *ret_transport, struct rc_err *err)
{
	struct rc_ssh *ssh;

	if (libssh2_init(0) != 0)
		return rc_fail(err, RC_EBUG, "libssh2 does not start");
	ssh = rc_alloc(1, sizeof(*ssh));
	if (ssh == NULL) {
		libssh2_exit();
		return rc_fail_nomem(err);
	}
	rc_buf_init(&ssh->room, 2 * RC_SCRIPT_MAX);
	ssh->has_rsa = libssh2_version(RSA_KEYS_FROM) != NULL;
	ssh->lines = rc_alloc(options->slots, sizeof(*ssh->lines));
	if (ssh->lines == NULL) {
		rc_ssh_free(ssh);
		return rc_fail_nomem(err);
	}
	ssh->slots = options->slots;
	for (unsigned i = 0; i < ssh->slots; i++) {
		ssh->lines[i].fd = -1;
		rc_buf_init(&ssh->lines[i].out, RC_ANSWER_MAX);
	}
	if (!rc_ssh_login_new(options, ssh->has_rsa, &ssh->login, err)) {
		rc_ssh_free(ssh);
		return false;
	}
	ret_transport->ops = &ssh_ops;
	ret_transport->of = ssh;
	*ret = ssh;
	return true;
}

void
rc_ssh_free(struct rc_ssh *ssh)
{
	if (ssh == NULL)
		return;
	for (unsigned i = 0; i < ssh->slots; i++) {
		ssh_stop(ssh, i);
		rc_buf_fini(&ssh->lines[i].out);
	}
	rc_free(ssh->lines);
	rc_buf_fini(&ssh->room);
	rc_ssh_login_free(ssh->login);
	rc_free(ssh);
	libssh2_exit();
}
