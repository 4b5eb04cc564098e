/* SPDX-License-Identifier: MIT */
/* job - fork, exec, two pipes. */
#include "job/job.h"

#include "job/jsonl.h"

#include <rollcall/base/i18n.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

const struct tui_outcome_info tui_outcomes[TUI_OUTCOMES] = {
	[TUI_HOSTKEY_CHANGED] = { "hostkey_changed", N_("HOST KEY CHANGED"),
	                          N_("look before you trust: was the device "
	                             "set up anew?") },
	[TUI_OTHER_MACHINE] = { "other_machine", N_("ANOTHER MACHINE ANSWERS"),
	                        N_("not written down; see rollcall trust "
	                           "review") },
	[TUI_HOSTKEY_UNKNOWN] = { "hostkey_unknown", N_("host key not known"),
	                          N_("compare its fingerprint, then: rollcall "
	                             "trust accept") },
	[TUI_AUTH] = { "auth", N_("sign-in refused"),
	               N_("is our key on the device, for that user?") },
	[TUI_REFUSED] = { "refused", N_("connection refused"),
	                  N_("no SSH server on that port") },
	[TUI_UNREACHABLE] = { "unreachable", N_("not reachable"), "" },
	[TUI_TIMEOUT] = { "timeout", N_("too slow"), "" },
	[TUI_NOT_SSH] = { "not_ssh", N_("something else answers"), "" },
	[TUI_GARBLED] = { "garbled", N_("answer not understood"), "" },
	[TUI_CANCELLED] = { "cancelled", N_("stopped before it was asked"),
	                    "" },
	[TUI_ISOLATED] = { "isolated", N_("isolated: never asked"), "" },
	[TUI_POLLED] = { "ok", N_("answered"), "" },
};

void
tui_job_init(struct tui_job *job)
{
	memset(job, 0, sizeof(*job));
	job->out = job->err = -1;
	rc_arena_init(&job->arena);
}

static void
close_pipe(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void
tui_job_fini(struct tui_job *job)
{
	if (job == NULL)
		return;
	if (tui_job_runs(job)) {
		kill(job->pid, SIGTERM);
		waitpid(job->pid, &job->status, 0);
	}
	close_pipe(&job->out);
	close_pipe(&job->err);
	rc_free(job->failures);
	rc_arena_fini(&job->arena);
	tui_job_init(job);
}

bool
tui_job_runs(const struct tui_job *job)
{
	return job->state == TUI_JOB_RUNS || job->state == TUI_JOB_STOPPING;
}

/* In the child: nothing of the parent's but the two pipes. */
static void
become(const struct tui_job_spec *spec, int out, int err)
{
	static const int usual[] = { SIGINT,  SIGTERM, SIGHUP, SIGTSTP,
		                     SIGPIPE, SIGCONT, SIGALRM };
	char *argv[11];
	const char *lang = rc_lang() == RC_LANG_VI ? "vi" : "en";
	int null = open("/dev/null", O_RDWR);
	size_t n = 0;
	size_t i;
	const char *const words[] = { spec->program, "--db",  spec->where,
		                      "--lang",      lang,    "poll",
		                      "--format",    "jsonl", spec->view };

	setsid();
	for (i = 0; i < RC_COUNT(usual); i++)
		(void)signal(usual[i], SIG_DFL);
	if (null < 0 || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0)
		_exit(126);
	for (i = 0; i < RC_COUNT(words); i++)
		if (words[i][0] != '\0')
			argv[n++] = (char *)(uintptr_t)words[i];
	argv[n] = NULL;
	execvp(spec->program, argv);
	_exit(127);
}

static bool
make_pipe(int fds[2], struct rc_err *err)
{
	int i;

	if (pipe(fds) != 0)
		return rc_fail_sys(err, errno, "pipe");
	for (i = 0; i < 2; i++)
		fcntl(fds[i], F_SETFD, FD_CLOEXEC);
	fcntl(fds[0], F_SETFL, O_NONBLOCK);
	return true;
}

bool
tui_job_start(struct tui_job *job, const struct tui_job_spec *spec,
              int64_t now_ms, struct rc_err *err)
{
	int out[2] = { -1, -1 };
	int fault[2] = { -1, -1 };
	pid_t pid;

	if (tui_job_runs(job))
		return rc_fail(err, RC_EBUSY, _("a poll is running already"));
	if (spec->program == NULL)
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("polls cannot be started from here"));
	if (!make_pipe(out, err))
		return false;
	if (!make_pipe(fault, err)) {
		close_pipe(&out[0]);
		close_pipe(&out[1]);
		return false;
	}
	pid = fork();
	if (pid == 0)
		become(spec, out[1], fault[1]);
	close_pipe(&out[1]);
	close_pipe(&fault[1]);
	if (pid < 0) {
		rc_fail_sys(err, errno, "fork");
		close_pipe(&out[0]);
		close_pipe(&fault[0]);
		return false;
	}
	tui_job_fini(job);
	job->state = TUI_JOB_RUNS;
	job->pid = pid;
	job->out = out[0];
	job->err = fault[0];
	job->all = spec->all;
	job->start_ms = now_ms;
	(void)snprintf(job->view, sizeof(job->view), "%s", spec->view);
	return true;
}

void
tui_job_stop(struct tui_job *job)
{
	if (!tui_job_runs(job))
		return;
	kill(job->pid, job->state == TUI_JOB_RUNS ? SIGINT : SIGTERM);
	job->state = TUI_JOB_STOPPING;
	job->change++;
}

size_t
tui_job_fds(const struct tui_job *job, struct pollfd fds[2])
{
	size_t n = 0;

	if (job->out >= 0)
		fds[n++] = (struct pollfd){ .fd = job->out, .events = POLLIN };
	if (job->err >= 0)
		fds[n++] = (struct pollfd){ .fd = job->err, .events = POLLIN };
	return n;
}

static enum tui_outcome
find_outcome(struct rc_str name)
{
	int i;

	for (i = 0; i < TUI_OUTCOMES; i++)
		if (rc_str_is(name, tui_outcomes[i].name))
			return (enum tui_outcome)i;
	return TUI_GARBLED;
}

static void
tick_seconds(struct tui_job *job, int64_t now_ms)
{
	int64_t second = (now_ms - job->start_ms) / 1000;

	if (second - job->second > TUI_RATE_S)
		job->second = second - TUI_RATE_S;
	while (job->second < second) {
		job->second++;
		job->second_done[job->second % TUI_RATE_S] = 0;
	}
}

static void
keep_failure(struct tui_job *job, enum tui_outcome outcome,
             const struct rc_buf *device, const struct rc_buf *host,
             const struct rc_buf *why)
{
	struct tui_failure failure = { .outcome = outcome };

	if (job->nfailures >= TUI_FAILURES_MAX ||
	    !RC_GROW(job->failures, job->nfailures, job->cap_failures))
		return;
	failure.device = rc_arena_text(&job->arena, device->n ? device->p : "");
	failure.host = rc_arena_text(&job->arena, host->n ? host->p : "");
	failure.error = rc_arena_text(&job->arena, why->n ? why->p : "");
	if (failure.device != NULL && failure.host != NULL &&
	    failure.error != NULL)
		job->failures[job->nfailures++] = failure;
}

void
tui_job_line(struct tui_job *job, struct rc_str line, int64_t now_ms)
{
	struct rc_buf texts[5];
	struct tui_member members[5] = {
		{ "device", &texts[0] },  { "host", &texts[1] },
		{ "outcome", &texts[2] }, { "changed", &texts[3] },
		{ "error", &texts[4] },
	};
	enum tui_outcome outcome;
	int64_t changed;
	size_t i;

	for (i = 0; i < RC_COUNT(texts); i++)
		rc_buf_init(&texts[i], TUI_JOB_LINE);
	if (tui_jsonl_read(line, members, RC_COUNT(members)) &&
	    texts[2].n > 0) {
		outcome = find_outcome(rc_buf_str(&texts[2]));
		tick_seconds(job, now_ms);
		job->second_done[job->second % TUI_RATE_S]++;
		job->done++;
		job->outcomes[outcome]++;
		if (rc_str_int(rc_buf_str(&texts[3]), 1, INT64_MAX, &changed))
			job->changed++;
		if (outcome != TUI_POLLED)
			keep_failure(job, outcome, &texts[0], &texts[1],
			             &texts[4]);
		job->change++;
	}
	for (i = 0; i < RC_COUNT(texts); i++)
		rc_buf_fini(&texts[i]);
}

static void
take_bytes(struct tui_job *job, const char *p, size_t n, int64_t now_ms)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (p[i] == '\n') {
			tui_job_line(job,
			             (struct rc_str){ job->line, job->nline },
			             now_ms);
			job->nline = 0;
		} else if (job->nline < sizeof(job->line)) {
			job->line[job->nline++] = p[i];
		}
	}
}

/* Keeps the last line that says something. */
static void
take_said(struct tui_job *job, const char *p, size_t n)
{
	struct rc_str rest = { p, n };
	struct rc_str line;

	while (rc_str_split(&rest, '\n', &line)) {
		line = rc_str_trim(line);
		if (line.n > 0)
			(void)snprintf(job->said, sizeof(job->said), "%.*s",
			               (int)(line.n < 390 ? line.n : 390),
			               line.p);
	}
}

/* Reads what a pipe holds; closes it at its end. Nothing there: returns 0. */
static size_t
drain(int *fd, char *bytes, size_t max)
{
	ssize_t n;

	if (*fd < 0)
		return 0;
	n = read(*fd, bytes, max);
	if (n > 0)
		return (size_t)n;
	if (n == 0 || (errno != EAGAIN && errno != EINTR))
		close_pipe(fd);
	return 0;
}

bool
tui_job_read(struct tui_job *job, int64_t now_ms)
{
	unsigned before = job->change;
	char bytes[16384];
	size_t n;

	if (!tui_job_runs(job))
		return false;
	/* A bounded share of each turn, so that keys are never kept waiting. */
	n = drain(&job->out, bytes, sizeof(bytes));
	take_bytes(job, bytes, n, now_ms);
	n = drain(&job->err, bytes, sizeof(bytes));
	take_said(job, bytes, n);
	if (job->out < 0 && job->err < 0 &&
	    waitpid(job->pid, &job->status, WNOHANG) == job->pid) {
		job->state = TUI_JOB_OVER;
		job->end_ms = now_ms;
		job->change++;
	}
	return job->change != before;
}

uint64_t
tui_job_rate(const struct tui_job *job, int64_t now_ms)
{
	uint64_t sum = 0;
	int64_t end = job->state == TUI_JOB_OVER ? job->end_ms : now_ms;
	int64_t ms = end - job->start_ms;
	size_t i;

	if (job->state == TUI_JOB_OVER || ms < (int64_t)TUI_RATE_S * 1000)
		return ms < 100 ? 0 : job->done * 10000 / (uint64_t)ms;
	for (i = 0; i < TUI_RATE_S; i++)
		sum += job->second_done[i];
	return sum * 10 / TUI_RATE_S;
}
