/* SPDX-License-Identifier: MIT */
/* passphrase - the terminal with its echo off. */
#include "passphrase.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* So that no compiler finds it useless. */
static void
wipe(void *p, size_t n)
{
	volatile unsigned char *byte = p;

	while (n-- > 0)
		*byte++ = 0;
}

static void
put(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t did = write(fd, p, n);

		if (did <= 0)
			return;
		p += did;
		n -= (size_t)did;
	}
}

static void
put_question(int fd, const char *path)
{
	struct rc_buf safe, b;

	rc_buf_init(&safe, 4096);
	rc_buf_init(&b, 4096);
	rc_text_screen(&safe, rc_str_of(path));
	rc_buf_printf(&b, _("passphrase of the key %.*s: "), (int)safe.n,
	              safe.n > 0 ? safe.p : "");
	if (b.state == RC_BUF_OK)
		put(fd, b.p, b.n);
	rc_buf_fini(&b);
	rc_buf_fini(&safe);
}

/* A line without its end; false: nothing, too much, or interrupted. */
static bool
read_line(int fd, char *ret, size_t size)
{
	size_t n = 0;
	char c = '\0';

	while (read(fd, &c, 1) == 1 && c != '\n' && c != '\r') {
		if (n + 1 >= size)
			return false;
		ret[n++] = c;
	}
	ret[n] = '\0';
	return n > 0 && (c == '\n' || c == '\r');
}

static bool
ask(const char *path, char *ret, size_t size)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	struct termios before, unseen;
	bool done;

	if (fd < 0)
		return false;
	if (tcgetattr(fd, &before) != 0) {
		close(fd);
		return false;
	}
	unseen = before;
	unseen.c_lflag &= ~(tcflag_t)ECHO;
	unseen.c_lflag |= ICANON | ISIG;
	put_question(fd, path);
	done = tcsetattr(fd, TCSAFLUSH, &unseen) == 0 &&
	       read_line(fd, ret, size);
	(void)tcsetattr(fd, TCSAFLUSH, &before);
	put(fd, "\n", 1);
	close(fd);
	return done;
}

static struct cli_passphrase *
find(struct cli_passphrases *known, const char *path)
{
	for (size_t i = 0; i < known->n; i++)
		if (strcmp(known->all[i].path, path) == 0)
			return &known->all[i];
	return NULL;
}

static void
keep(struct cli_passphrases *known, const char *path, const char *text)
{
	struct cli_passphrase *p = find(known, path);

	if (strlen(path) >= sizeof(p->path) ||
	    (p == NULL && known->n == CLI_PASSPHRASES))
		return;
	if (p == NULL)
		p = &known->all[known->n++];
	memcpy(p->path, path, strlen(path) + 1);
	memcpy(p->text, text, strlen(text) + 1);
}

bool
cli_passphrase(struct cli_passphrases *known, const char *path,
               unsigned attempt, char *ret, size_t size)
{
	const struct cli_passphrase *p = find(known, path);

	if (size > CLI_PASSPHRASE_MAX)
		size = CLI_PASSPHRASE_MAX;
	if (p != NULL && attempt == 0 && strlen(p->text) < size) {
		memcpy(ret, p->text, strlen(p->text) + 1);
		return true;
	}
	if (!ask(path, ret, size))
		return false;
	keep(known, path, ret);
	return true;
}

void
cli_passphrases_forget(struct cli_passphrases *known)
{
	wipe(known, sizeof(*known));
}
