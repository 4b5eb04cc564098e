/* SPDX-License-Identifier: MIT */
/* progress - a line that redraws itself, and Ctrl-C as a wish. */
#include "progress.h"

#include <rollcall/base/i18n.h>

#include <signal.h>
#include <time.h>

#define REDRAW_MS 200
#define SETTLE_MS 3000 /* no time left is guessed before that */

static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t hung_up;

static rc_ms
now_ms(void)
{
	struct timespec ts = { 0, 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (rc_ms)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

struct cli_progress
cli_progress_start(struct cli *cli)
{
	rc_ms now = now_ms();

	return (struct cli_progress){ cli, now, now, false };
}

rc_ms
cli_progress_elapsed(const struct cli_progress *progress)
{
	return now_ms() - progress->since;
}

void
cli_progress_wipe(struct cli_progress *progress)
{
	if (!progress->shown)
		return;
	(void)fprintf(progress->cli->err, "\r\033[K");
	progress->shown = false;
}

void
cli_progress_tick(struct cli_progress *progress, uint64_t part, uint64_t whole,
                  const char *what)
{
	rc_ms elapsed = cli_progress_elapsed(progress);
	FILE *err = progress->cli->err;
	uint64_t rate;

	if (!progress->cli->err_is_terminal ||
	    now_ms() - progress->drawn < REDRAW_MS)
		return;
	cli_progress_wipe(progress);
	rate = elapsed <= 0 ? 0 : part * 1000 / (uint64_t)elapsed;
	(void)fprintf(err, "%s %llu", what, (unsigned long long)part);
	if (whole > 0)
		(void)fprintf(err, "/%llu", (unsigned long long)whole);
	(void)fprintf(err, _(", %llu/s"), (unsigned long long)rate);
	if (whole > part && rate > 0 && elapsed > SETTLE_MS)
		(void)fprintf(err, _(", %llu s left"),
		              (unsigned long long)((whole - part) / rate));
	(void)fflush(err);
	progress->shown = true;
	progress->drawn = now_ms();
}

static void
note_interrupt(int signal)
{
	(void)signal;
	interrupted = 1;
}

static void
on_interrupt(void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	(void)sigaction(SIGINT, &action, NULL);
	(void)sigaction(SIGTERM, &action, NULL);
}

void
cli_interrupt_begin(void)
{
	interrupted = 0;
	on_interrupt(note_interrupt);
}

bool
cli_interrupted(void)
{
	return interrupted != 0;
}

void
cli_interrupt_end(void)
{
	on_interrupt(SIG_DFL);
}

static void
note_hangup(int signal)
{
	(void)signal;
	hung_up = 1;
}

static void
on_hangup(void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	(void)sigaction(SIGHUP, &action, NULL);
}

void
cli_hangup_begin(void)
{
	hung_up = 0;
	on_hangup(note_hangup);
}

bool
cli_hangup_take(void)
{
	bool was = hung_up != 0;

	hung_up = 0;
	return was;
}

void
cli_hangup_end(void)
{
	on_hangup(SIG_DFL);
}
