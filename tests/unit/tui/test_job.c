/* SPDX-License-Identifier: MIT */
/* job: lines of a poll into counts; a child is started, read, stopped. */
#include "job/job.h"
#include "job/jsonl.h"

#include <lib/unit.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void
line(struct tui_job *job, const char *text, int64_t now)
{
	tui_job_line(job, rc_str_of(text), now);
}

static void
test_lines(void **state)
{
	struct tui_job job;

	(void)state;
	tui_job_init(&job);
	line(&job,
	     "{\"device\":\"TS-1\",\"host\":\"127.0.0.1:22\",\"outcome\":"
	     "\"ok\","
	     "\"phase\":\"done\",\"ms\":12,\"changed\":3,\"error\":null}",
	     10);
	line(&job,
	     "{\"device\":\"TS-2\",\"host\":\"h\",\"outcome\":"
	     "\"hostkey_changed\",\"changed\":0,\"error\":\"kh\\u00f3a "
	     "\\\"m\\u1edbi\\\"\"}",
	     20);
	line(&job, "{\"device\":\"TS-3\",\"outcome\":\"no such word\"}", 30);
	line(&job, "{\"device\":\"TS-5\",\"outcome\":\"other_machine\"}",
	     30);
	line(&job, "not json", 40);
	line(&job, "{\"device\":\"TS-4\",\"outcome\":\"ok\"", 40);
	line(&job, "{\"device\":[1,2],\"outcome\":\"ok\"}", 40);
	line(&job, "{}", 40);
	line(&job, "", 40);
	assert_int_equal(job.done, 4);
	assert_int_equal(job.changed, 1);
	assert_int_equal(job.outcomes[TUI_POLLED], 1);
	assert_int_equal(job.outcomes[TUI_HOSTKEY_CHANGED], 1);
	assert_int_equal(job.outcomes[TUI_GARBLED], 1);
	assert_int_equal(job.outcomes[TUI_OTHER_MACHINE], 1);
	assert_int_equal(job.nfailures, 3);
	assert_string_equal(job.failures[0].device, "TS-2");
	assert_string_equal(job.failures[0].error, "khóa \"mới\"");
	tui_job_fini(&job);
}

static void
test_ceiling(void **state)
{
	struct tui_job job;
	int i;

	(void)state;
	tui_job_init(&job);
	for (i = 0; i < TUI_FAILURES_MAX + 10; i++)
		line(&job, "{\"device\":\"T\",\"outcome\":\"timeout\"}", i);
	assert_int_equal(job.nfailures, TUI_FAILURES_MAX);
	assert_int_equal(job.outcomes[TUI_TIMEOUT], TUI_FAILURES_MAX + 10);
	tui_job_fini(&job);
}

/* The rate is that of the last thirty seconds, in tenths. */
static void
test_rate(void **state)
{
	struct tui_job job;
	int64_t second;
	int i;

	(void)state;
	tui_job_init(&job);
	job.state = TUI_JOB_RUNS;
	for (second = 0; second < 100; second++)
		for (i = 0; i < (second < 60 ? 5 : 2); i++)
			line(&job, "{\"outcome\":\"ok\"}", second * 1000 + 500);
	assert_int_equal(job.done, 60 * 5 + 40 * 2);
	assert_int_equal(tui_job_rate(&job, 99999), 20);
	job.state = TUI_JOB_OVER;
	job.end_ms = 100000;
	assert_int_equal(tui_job_rate(&job, 500000), 38);
	job.state = TUI_JOB_NONE;
	tui_job_fini(&job);
}

/* A shell script stands in for the program. */
static void
write_program(char *path, size_t n, const char *body)
{
	FILE *file;

	snprintf(path, n, "%s/job-%ld.sh",
	         getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp",
	         (long)getpid());
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s", body);
	fclose(file);
	assert_int_equal(chmod(path, 0700), 0);
}

static void
run_to_end(struct tui_job *job, uint64_t stop_after)
{
	struct pollfd fds[2];
	int turns = 0;

	while (tui_job_runs(job) && turns++ < 1000) {
		size_t n = tui_job_fds(job, fds);

		poll(fds, (nfds_t)n, 20);
		(void)tui_job_read(job, turns);
		if (stop_after > 0 && job->done >= stop_after &&
		    job->state == TUI_JOB_RUNS)
			tui_job_stop(job);
	}
	assert_int_equal(job->state, TUI_JOB_OVER);
}

static void
test_child(void **state)
{
	struct tui_job job;
	struct rc_err err = { 0 };
	char path[200];
	struct tui_job_spec spec = { path, "/a b.db", "x;y $(z)", 2 };

	(void)state;
	write_program(path, sizeof(path),
	              "[ \"$1$2$3$4\" = '--db/a b.db--langen' ] || exit 6\n"
	              "[ \"$5$6$7\" = 'poll--formatjsonl' ] || exit 9\n"
	              "[ \"$8\" = 'x;y $(z)' ] || exit 8\n"
	              "read -r line && exit 7\n" /* no terminal, no input */
	              "echo '{\"device\":\"A\",\"outcome\":\"ok\"}'\n"
	              "printf '{\"device\":\"B\",'; sleep 0.1\n"
	              "echo '\"outcome\":\"auth\"}'\n"
	              "echo 'two lines' >&2; echo 'said last' >&2; exit 1\n");
	tui_job_init(&job);
	assert_true(tui_job_start(&job, &spec, 0, &err));
	assert_false(tui_job_start(&job, &spec, 0, &err));
	assert_int_equal(err.code, RC_EBUSY);
	run_to_end(&job, 0);
	assert_true(WIFEXITED(job.status));
	assert_int_equal(WEXITSTATUS(job.status), 1);
	assert_int_equal(job.done, 2);
	assert_string_equal(job.failures[0].device, "B");
	assert_string_equal(job.said, "said last");
	tui_job_fini(&job);
	unlink(path);
}

static void
test_cancel(void **state)
{
	struct tui_job job;
	struct rc_err err = { 0 };
	char path[200];
	struct tui_job_spec spec = { path, "db", "", 0 };

	(void)state;
	write_program(
	        path, sizeof(path),
	        "trap 'echo \"{\\\"outcome\\\":\\\"cancelled\\\"}\"; exit 1'"
	        " INT\n"
	        "echo '{\"outcome\":\"ok\"}'\n"
	        "while :; do sleep 0.02; done\n");
	tui_job_init(&job);
	assert_true(tui_job_start(&job, &spec, 0, &err));
	run_to_end(&job, 1);
	assert_int_equal(job.done, 2);
	assert_int_equal(job.outcomes[TUI_CANCELLED], 1);
	tui_job_fini(&job);
	unlink(path);
}

static void
test_no_program(void **state)
{
	struct tui_job job;
	struct rc_err err = { 0 };
	struct tui_job_spec spec = { NULL, "db", "", 0 };

	(void)state;
	tui_job_init(&job);
	assert_false(tui_job_start(&job, &spec, 0, &err));
	assert_int_equal(err.code, RC_EUNSUPPORTED);
	spec.program = "/nowhere/rollcall";
	assert_true(tui_job_start(&job, &spec, 0, &err));
	run_to_end(&job, 0);
	assert_int_equal(WEXITSTATUS(job.status), 127);
	tui_job_fini(&job);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_ceiling),
		cmocka_unit_test(test_rate),
		cmocka_unit_test(test_child),
		cmocka_unit_test(test_cancel),
		cmocka_unit_test(test_no_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
