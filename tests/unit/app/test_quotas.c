/* SPDX-License-Identifier: MIT */
/* quotas - the verdict from a database, and why a device is judged so. */
#include "unit/app/figures_case.h"

static void
test_verdict(void **state)
{
	struct fixture *f = *state;
	struct rc_quota_options options = { 0 };
	struct rc_quota q;

	add_communes(f);
	assert_true(fine(
	        f, rc_quota_compute(f->app, &options, &f->arena, &q, &f->err)));
	assert_int_equal(q.as_of, TODAY);
	assert_int_equal(q.year, 2026);
	assert_int_equal(q.theta, 100);
	assert_int_equal(q.nrows, 1);
	assert_string_equal(q.rows[0].indicator, "Q2");
	assert_int_equal(q.rows[0].tier, RC_TIER_COMMUNE);
	assert_int_equal(q.rows[0].roster, 3);
	assert_int_equal(q.rows[0].needed, 2);
	assert_int_equal(q.rows[0].equipped, 2);
	assert_true(q.rows[0].met_equipped);
	assert_int_equal(q.rows[0].conforming, 1);
	assert_false(q.rows[0].met_conforming);
	assert_int_equal(q.rows[0].unknown, 1);
	assert_int_equal(q.nagencies, 3);
	assert_string_equal(q.agencies[1].code, "C2");
	assert_string_equal(q.agencies[1].name, "Hai");
	assert_int_equal(q.agencies[1].unknown, 1);
	/* The figures outlive the estate they came from. */
	options.year = 2027;
	assert_true(fine(
	        f, rc_quota_compute(f->app, &options, &f->arena, &q, &f->err)));
	assert_int_equal(q.nrows, 0);
}

static void
test_empty(void **state)
{
	struct fixture *f = *state;
	struct rc_quota_options options = { 0 };
	struct rc_quota q;

	assert_true(fine(
	        f, rc_quota_compute(f->app, &options, &f->arena, &q, &f->err)));
	assert_int_equal(q.nrows, 0);
	assert_int_equal(q.nagencies, 0);
}

static void
assert_quality(const struct rc_quality *q, const char *name,
               const char *verdict, const char *rule, const char *fact)
{
	assert_string_equal(q->name, name);
	assert_string_equal(q->verdict, verdict);
	assert_string_equal(q->rule, rule);
	if (fact == NULL)
		assert_null(q->fact);
	else
		assert_string_equal(q->fact, fact);
}

static void
test_judge(void **state)
{
	struct fixture *f = *state;
	struct rc_quality *q;
	size_t n;

	add_communes(f);
	assert_true(fine(
	        f, rc_device_judge(f->app, 1, &f->arena, &q, &n, &f->err)));
	assert_int_equal(n, 4);
	assert_quality(&q[0], "modern", "pass", "all its rules hold", NULL);
	assert_quality(&q[3], "secure", "pass", "all its rules hold", NULL);
	set(f, &rc_kind_facts, 1, "firewall=no|cpu_cores=2|disk_free_kb=");
	set(f, &rc_kind_device, 1, "status=repair");
	assert_true(fine(
	        f, rc_device_judge(f->app, 1, &f->arena, &q, &n, &f->err)));
	assert_quality(&q[0], "modern", "fail", "processor cores, at least: 4",
	               "CPU cores: 2 (manual, 0 days ago)");
	assert_quality(&q[1], "uniform", "pass", "all its rules hold", NULL);
	assert_quality(&q[2], "fit for use", "fail", "it is in use",
	               "Status: in repair");
	assert_quality(&q[3], "secure", "fail", "the firewall is on",
	               "Firewall on: no (manual, 0 days ago)");
	/* Never asked. */
	assert_true(fine(
	        f, rc_device_judge(f->app, 3, &f->arena, &q, &n, &f->err)));
	assert_quality(&q[2], "fit for use", "unknown",
	               "days since it last answered or was attested, at most: "
	               "30",
	               "Last seen: not known");
}

/* One device is judged as it is among all: post, token, links, profile. */
static void
test_judge_with_post(void **state)
{
	struct fixture *f = *state;
	struct rc_quality *q;
	size_t n;

	add_communes(f);
	add(f, &rc_kind_param, "code=t|name=token_required|value=1");
	add(f, &rc_kind_param, "code=l|name=link_required|value=1");
	set(f, &rc_kind_post, 1, "signer=yes");
	/* Of the device's agency, but the post is another's. */
	add(f, &rc_kind_link, "code=K2|agency=C2|type=dedicated|status=active");
	assert_true(fine(
	        f, rc_device_judge(f->app, 1, &f->arena, &q, &n, &f->err)));
	assert_quality(&q[1], "uniform", "fail",
	               "a signer or handler holds a valid digital signature",
	               "Post: C1-1");
	assert_quality(&q[2], "fit for use", "fail",
	               "the agency has a working link", "Agency: C1");
	add(f, &rc_kind_token,
	    "serial=T1|post=C1-1|status=active|valid_to=2026-07-01");
	add(f, &rc_kind_link, "code=K1|agency=C1|type=dedicated|status=active");
	set(f, &rc_kind_device, 1, "agency=C3");
	assert_true(fine(
	        f, rc_device_judge(f->app, 1, &f->arena, &q, &n, &f->err)));
	assert_string_equal(q[1].verdict, "pass");
	assert_string_equal(q[2].verdict, "pass");
}

static void
test_judge_others(void **state)
{
	struct fixture *f = *state;
	struct rc_quality *q;
	rc_id printer;
	size_t n;

	add_communes(f);
	printer = add(f, &rc_kind_device,
	              "asset_tag=IN-1|category=printer|status=in_use|agency=C1|"
	              "connectivity=networked");
	assert_true(fine(f, rc_device_judge(f->app, printer, &f->arena, &q, &n,
	                                    &f->err)));
	assert_int_equal(n, 0);
	assert_false(rc_device_judge(f->app, 999, &f->arena, &q, &n, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_verdict),      TEST(test_empty),
		TEST(test_judge),        TEST(test_judge_with_post),
		TEST(test_judge_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
