/* SPDX-License-Identifier: MIT */
/* guard - signal handlers that put the terminal back. */
#include "term/guard.h"

#include <rollcall/base/mem.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PATIENCE_S 2 /* how long a signal to end may go unanswered */

static const int fatal[] = {
	SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGALRM
};

static const struct {
	int number;
	unsigned bit;
} wakers[] = {
	{ SIGTERM, TUI_SIGNAL_QUIT },    { SIGHUP, TUI_SIGNAL_QUIT },
	{ SIGINT, TUI_SIGNAL_QUIT },     { SIGWINCH, TUI_SIGNAL_RESIZE },
	{ SIGTSTP, TUI_SIGNAL_SUSPEND }, { SIGCONT, TUI_SIGNAL_RESUME },
};

static struct {
	volatile sig_atomic_t active;
	volatile sig_atomic_t bits;
	volatile sig_atomic_t ending; /* the signal that asked us to end */
	bool at_exit;
	int fd;
	int pipe[2];
	pid_t owner;
	struct termios modes;
	char restore[200];
	size_t nrestore;
	void *stack;
	struct sigaction old_fatal[RC_COUNT(fatal)];
	struct sigaction old_wakers[RC_COUNT(wakers)];
} guard;

void
tui_guard_restore(void)
{
	ssize_t ignored;

	if (!guard.active || getpid() != guard.owner)
		return;
	ignored = write(guard.fd, guard.restore, guard.nrestore);
	(void)ignored;
	tcsetattr(guard.fd, TCSADRAIN, &guard.modes);
}

static void
on_fatal(int number)
{
	int saved = errno;

	tui_guard_restore();
	guard.active = 0;
	if (number == SIGALRM && guard.ending != 0)
		number = guard.ending;
	(void)signal(number, SIG_DFL);
	(void)raise(number);
	errno = saved;
}

static void
on_waker(int number)
{
	int saved = errno;
	size_t i;
	ssize_t ignored;

	for (i = 0; i < RC_COUNT(wakers); i++)
		if (wakers[i].number == number)
			guard.bits = (sig_atomic_t)((unsigned)guard.bits |
			                            wakers[i].bit);
	if (number == SIGTERM || number == SIGHUP || number == SIGINT) {
		guard.ending = number;
		alarm(PATIENCE_S);
	}
	ignored = write(guard.pipe[1], "", 1);
	(void)ignored;
	errno = saved;
}

static void
take_signals(void)
{
	struct sigaction action;
	size_t i;

	memset(&action, 0, sizeof(action));
	sigemptyset(&action.sa_mask);
	action.sa_handler = on_fatal;
	/* A handler runs once; a crash within it then ends the process. */
	action.sa_flags = SA_ONSTACK | (int)SA_RESETHAND | (int)SA_NODEFER;
	for (i = 0; i < RC_COUNT(fatal); i++)
		sigaction(fatal[i], &action, &guard.old_fatal[i]);
	action.sa_handler = on_waker;
	action.sa_flags = SA_RESTART;
	for (i = 0; i < RC_COUNT(wakers); i++)
		sigaction(wakers[i].number, &action, &guard.old_wakers[i]);
}

static bool
make_pipe(struct rc_err *err)
{
	int i;

	if (pipe(guard.pipe) != 0)
		return rc_fail_sys(err, errno, "pipe");
	for (i = 0; i < 2; i++) {
		fcntl(guard.pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(guard.pipe[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

/* A crash by a full stack still needs somewhere to run its handler. */
static void
make_stack(void)
{
	size_t size = (size_t)64 * 1024;
	stack_t stack;

	memset(&stack, 0, sizeof(stack));
	guard.stack = rc_alloc(1, size);
	if (guard.stack == NULL)
		return;
	stack.ss_sp = guard.stack;
	stack.ss_size = size;
	sigaltstack(&stack, NULL);
}

bool
tui_guard_start(int fd, const char *restore, struct rc_err *err)
{
	size_t n = strlen(restore);

	if (n > sizeof(guard.restore))
		return rc_fail(err, RC_EBUG, "restore string of %zu bytes", n);
	if (tcgetattr(fd, &guard.modes) != 0)
		return rc_fail_sys(err, errno, "terminal");
	if (!make_pipe(err))
		return false;
	guard.fd = fd;
	guard.nrestore = n;
	memcpy(guard.restore, restore, n);
	guard.bits = 0;
	guard.ending = 0;
	guard.owner = getpid();
	make_stack();
	take_signals();
	guard.active = 1;
	if (!guard.at_exit)
		(void)atexit(tui_guard_restore);
	guard.at_exit = true;
	return true;
}

void
tui_guard_stop(void)
{
	stack_t off;
	size_t i;

	if (!guard.active)
		return;
	guard.active = 0;
	alarm(0);
	for (i = 0; i < RC_COUNT(fatal); i++)
		sigaction(fatal[i], &guard.old_fatal[i], NULL);
	for (i = 0; i < RC_COUNT(wakers); i++)
		sigaction(wakers[i].number, &guard.old_wakers[i], NULL);
	close(guard.pipe[0]);
	close(guard.pipe[1]);
	if (guard.stack == NULL)
		return;
	memset(&off, 0, sizeof(off));
	off.ss_flags = SS_DISABLE;
	sigaltstack(&off, NULL);
	rc_free(guard.stack);
	guard.stack = NULL;
}

int
tui_guard_fd(void)
{
	return guard.pipe[0];
}

unsigned
tui_guard_take(void)
{
	char drop[64];
	unsigned bits;

	while (read(guard.pipe[0], drop, sizeof(drop)) > 0)
		;
	bits = (unsigned)guard.bits;
	guard.bits = 0;
	return bits;
}

void
tui_guard_suspend(void)
{
	struct sigaction old;
	struct sigaction stop;

	memset(&stop, 0, sizeof(stop));
	sigemptyset(&stop.sa_mask);
	stop.sa_handler = SIG_DFL;
	(void)sigaction(SIGTSTP, &stop, &old);
	(void)raise(SIGTSTP);
	(void)sigaction(SIGTSTP, &old, NULL);
}
