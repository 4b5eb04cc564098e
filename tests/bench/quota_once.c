/* SPDX-License-Identifier: MIT */
/*
 * quota_once - bar Q3: in an open inventory one fact of one device changes;
 * how long until its verdict, its agency and the tiers are right again?
 *
 *	quota_once DATABASE ROUNDS
 *
 * One line a round: milliseconds of CPU of the write, of the device's verdict,
 * of the quota (all agencies and tiers), of both verdicts; and these by the
 * clock on the wall.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <rollcall/app/figures.h>
#include <rollcall/app/live.h>
#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/model/fact.h>

static double
now_ms(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
must(bool done, const struct rc_err *err)
{
	if (done)
		return;
	fprintf(stderr, "quota_once: %s\n", err->text);
	exit(1);
}

static void
set_fact(struct rc_app *app, rc_id device, const char *pair)
{
	struct rc_edit edit = { &rc_kind_facts, device, &pair, 1, NULL };
	struct rc_written written;
	struct rc_err err = { 0 };

	must(rc_record_set(app, &edit, &written, &err), &err);
}

int
main(int argc, char **argv)
{
	struct rc_app_options options = rc_app_options_default();
	int rounds = argc > 2 ? atoi(argv[2]) : 20;
	struct rc_quota_options asked = { 0 };
	struct rc_err err = { 0 };
	const struct rc_quota *quota;
	struct rc_live *live;
	struct rc_app *app;
	int i;

	if (argc < 2)
		return 2;
	options.where = argv[1];
	must(rc_app_open(&options, &app, &err), &err);
	must(rc_live_new(&live, &err), &err);
	for (i = -1; i < rounds; i++) {
		/* In the demo, the devices from 1000 on are of communes. */
		rc_id device = 10000 * (i + 7) + 1000 + i;
		struct rc_quality *qualities;
		struct rc_arena arena;
		double from, written, judged, done, wall;
		size_t n;

		rc_arena_init(&arena);
		from = now_ms(CLOCK_PROCESS_CPUTIME_ID);
		set_fact(app, device,
		         i % 2 == 0 ? "firewall=no" : "firewall=unknown");
		written = now_ms(CLOCK_PROCESS_CPUTIME_ID);
		wall = now_ms(CLOCK_MONOTONIC);
		must(rc_device_judge(app, device, &arena, &qualities, &n, &err),
		     &err);
		judged = now_ms(CLOCK_PROCESS_CPUTIME_ID);
		must(rc_live_quota(live, app, &asked, &quota, &err), &err);
		done = now_ms(CLOCK_PROCESS_CPUTIME_ID);
		wall = now_ms(CLOCK_MONOTONIC) - wall;
		if (i >= 0) /* the first one opens things */
			printf("%.3f %.3f %.3f %.3f %.3f\n", written - from,
			       judged - written, done - judged, done - written,
			       wall);
		rc_arena_fini(&arena);
	}
	rc_live_free(live);
	rc_app_close(app);
	return 0;
}
