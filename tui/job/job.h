/* SPDX-License-Identifier: MIT */
/*
 * job - a poll as a child process: `PROGRAM --db WHERE poll --format jsonl
 * VIEW`, started without a shell and without the terminal. Its lines arrive on
 * a pipe that the main loop reads; results are in the database, not here: what
 * is kept is counts and the failures to show.
 *
 *	if (!tui_job_start(job, &spec, now_ms, err)) ...
 *	n = tui_job_fds(job, fds);	// for poll(2)
 *	tui_job_read(job, now_ms);	// true: something changed
 */
#ifndef TUI_JOB_H
#define TUI_JOB_H

#include <rollcall/base/mem.h>
#include <rollcall/base/str.h>

#include <poll.h>
#include <sys/types.h>

#define TUI_FAILURES_MAX 2000
#define TUI_JOB_LINE     4096 /* bytes of one line; more is cut */
#define TUI_RATE_S       30   /* the rate is that of the last so many seconds */

/* Outcomes in the order they are shown: what needs a person comes first. */
enum tui_outcome {
	TUI_HOSTKEY_CHANGED,
	TUI_OTHER_MACHINE,
	TUI_HOSTKEY_UNKNOWN,
	TUI_AUTH,
	TUI_REFUSED,
	TUI_UNREACHABLE,
	TUI_TIMEOUT,
	TUI_NOT_SSH,
	TUI_GARBLED,
	TUI_CANCELLED,
	TUI_ISOLATED,
	TUI_POLLED, /* ok */
	TUI_OUTCOMES
};
extern const struct tui_outcome_info {
	const char *name;   /* "hostkey_changed" */
	const char *label;  /* N_() */
	const char *advice; /* N_(), or "" */
} tui_outcomes[TUI_OUTCOMES];

struct tui_failure {
	enum tui_outcome outcome;
	const char *device, *host, *error; /* in the job's arena */
};

enum tui_job_state {
	TUI_JOB_NONE,
	TUI_JOB_RUNS,
	TUI_JOB_STOPPING,
	TUI_JOB_OVER
};

struct tui_job {
	enum tui_job_state state;
	pid_t pid;
	int out, err; /* pipes, -1 = closed */
	int status;   /* of waitpid, when over */
	uint64_t all; /* expected; 0 = unknown */
	uint64_t done, changed;
	uint64_t outcomes[TUI_OUTCOMES];
	struct tui_failure *failures;
	size_t nfailures, cap_failures;
	struct rc_arena arena;
	int64_t start_ms, end_ms;
	uint64_t second_done[TUI_RATE_S]; /* done within each second */
	int64_t second;                   /* the current one */
	char line[TUI_JOB_LINE];
	size_t nline;
	char said[400]; /* the last line of its standard error */
	char view[500];
	unsigned change; /* counts changes, for drawing */
};

struct tui_job_spec {
	const char *program, *where;
	const char *view; /* "" = all devices */
	uint64_t all;
};

void tui_job_init(struct tui_job *job);
void tui_job_fini(struct tui_job *job); /* ends a child that still runs */
bool tui_job_start(struct tui_job *job, const struct tui_job_spec *spec,
                   int64_t now_ms, struct rc_err *err) RC_MUST;
/* Asks the child to finish what flies; a second time, to end at once. */
void tui_job_stop(struct tui_job *job);
size_t tui_job_fds(const struct tui_job *job, struct pollfd fds[2]);
bool tui_job_read(struct tui_job *job, int64_t now_ms);
bool tui_job_runs(const struct tui_job *job);
/* Devices a second over the last half minute, in tenths. */
uint64_t tui_job_rate(const struct tui_job *job, int64_t now_ms);
/* Takes one line of the child; public for the tests. */
void tui_job_line(struct tui_job *job, struct rc_str line, int64_t now_ms);

#endif
