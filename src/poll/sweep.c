/* SPDX-License-Identifier: MIT */
/* sweep - reactor, transport and engine put together. */
#include "poll/sweep.h"

#include <rollcall/base/mem.h>

#include "poll/reactor_uv.h"

#include <sys/resource.h>

#define OTHER_FILES 64 /* the database, the loop, the agent, standard ones */

struct rc_sweep {
	struct rc_uv *uv;
	struct rc_ssh *ssh;
	struct rc_engine *engine;
	struct rc_reactor reactor;
};

/* As far as we may; says how many connections there may be. */
static unsigned
raise_file_limit(unsigned slots)
{
	struct rlimit limit;
	rlim_t want = (rlim_t)slots + OTHER_FILES;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return slots;
	if (limit.rlim_cur < want) {
		limit.rlim_cur = limit.rlim_max < want ? limit.rlim_max : want;
		if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
			(void)getrlimit(RLIMIT_NOFILE, &limit);
	}
	if (limit.rlim_cur >= want)
		return slots;
	return limit.rlim_cur > OTHER_FILES
	               ? (unsigned)(limit.rlim_cur - OTHER_FILES)
	               : 0;
}

/* Places, and beside them places for those that do not connect yet; where files
 * are scarce, fewer of these. Without one for each place hosts fail with a
 * sentence. */
static unsigned
count_slots(struct rc_engine_options *engine, size_t n)
{
	unsigned may;

	if (engine->jobs == 0)
		engine->jobs = RC_ENGINE_JOBS;
	if (engine->jobs > RC_ENGINE_JOBS_MAX)
		engine->jobs = RC_ENGINE_JOBS_MAX;
	if (engine->jobs > n)
		engine->jobs = n > 0 ? (unsigned)n : 1;
	engine->aside = n > engine->jobs ? (unsigned)(n - engine->jobs) : 0;
	if (engine->aside > RC_ENGINE_ASIDE)
		engine->aside = RC_ENGINE_ASIDE;
	may = raise_file_limit(engine->jobs + engine->aside);
	if (may < engine->jobs + engine->aside)
		engine->aside = may > engine->jobs ? may - engine->jobs : 0;
	return engine->jobs + engine->aside;
}

bool
rc_sweep_open(const struct rc_sweep_options *options,
              const struct rc_target *targets, size_t n,
              const struct rc_engine_hooks *hooks, struct rc_sweep **ret,
              struct rc_err *err)
{
	struct rc_sweep *sweep = rc_alloc(1, sizeof(*sweep));
	struct rc_engine_options engine = options->engine;
	struct rc_ssh_options ssh = options->ssh;
	struct rc_engine_seams seams = { .hooks = *hooks };

	if (sweep == NULL)
		return rc_fail_nomem(err);
	ssh.slots = count_slots(&engine, n);
	if (!rc_uv_new(ssh.slots, &sweep->uv, &seams.reactor, err) ||
	    !rc_ssh_new(&ssh, &sweep->ssh, &seams.transport, err) ||
	    !rc_engine_new(&engine, &seams, targets, n, &sweep->engine, err)) {
		rc_sweep_close(sweep);
		return false;
	}
	sweep->reactor = seams.reactor;
	*ret = sweep;
	return true;
}

void
rc_sweep_close(struct rc_sweep *sweep)
{
	if (sweep == NULL)
		return;
	rc_engine_free(sweep->engine);
	rc_ssh_free(sweep->ssh);
	rc_uv_free(sweep->uv);
	rc_free(sweep);
}

rc_ms
rc_sweep_now(const struct rc_sweep *sweep)
{
	return sweep->reactor.ops->now(sweep->reactor.of);
}

bool
rc_sweep_turn(struct rc_sweep *sweep, rc_ms ms)
{
	return rc_engine_turn(sweep->engine, rc_sweep_now(sweep) + ms);
}

uint32_t
rc_sweep_random(const struct rc_sweep *sweep)
{
	return sweep->reactor.ops->random(sweep->reactor.of);
}

void
rc_sweep_ask(struct rc_sweep *sweep, size_t target)
{
	rc_engine_ask(sweep->engine, target);
}

void
rc_sweep_cancel(struct rc_sweep *sweep, rc_ms grace_ms)
{
	rc_engine_cancel(sweep->engine, grace_ms);
}

struct rc_engine_counts
rc_sweep_counts(const struct rc_sweep *sweep)
{
	return rc_engine_counts(sweep->engine);
}
