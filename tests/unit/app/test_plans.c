/* SPDX-License-Identifier: MIT */
/* The shipped plans load, and say what the law says. */
#include <rollcall/app/imports.h>

#include <rollcall/app/records.h>
#include <rollcall/base/data.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/norm.h>

#include <lib/unit.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
	char folder[64], where[96];
	struct rc_app *app;
	struct rc_arena arena;
};

/* 2026-11-22 09:00 in Vietnam */
static rc_ms
fixed_now(void *of)
{
	(void)of;
	return rc_date_start(rc_date_from((struct rc_civil){ 2026, 11, 22 })) +
	       9 * 3600 * 1000LL;
}

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct rc_app_options options = rc_app_options_default();
	struct rc_err err = { 0 };

	(void)snprintf(f->folder, sizeof(f->folder),
	               "/tmp/rollcall-plans-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	(void)snprintf(f->where, sizeof(f->where), "%s/x.db", f->folder);
	options.where = f->where;
	options.user = "tester";
	options.now = fixed_now;
	if (!rc_app_create(&options, &f->app, &err))
		fail_msg("%s", err.text);
	rc_arena_init(&f->arena);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;
	static const char *const ends[] = { "", "-wal", "-shm" };
	char path[128];
	size_t i;

	rc_app_close(f->app);
	for (i = 0; i < RC_COUNT(ends); i++) {
		(void)snprintf(path, sizeof(path), "%s%s", f->where, ends[i]);
		(void)unlink(path);
	}
	(void)rmdir(f->folder);
	rc_arena_fini(&f->arena);
	free(f);
	return 0;
}

static void
load(struct fixture *f, const char *name)
{
	struct rc_err err = { 0 };

	if (!rc_plan_load(f->app, name, &err))
		fail_msg("%s", err.text);
}

static uint64_t
count(struct fixture *f, const struct rc_kind *kind, const char *text)
{
	struct rc_err err = { 0 };
	struct rc_view view;
	uint64_t n = 0;

	if (!rc_view_parse(kind, text, rc_app_today(f->app), &f->arena, &view,
	                   &err) ||
	    !rc_records_count(f->app, &view, &n, &err))
		fail_msg("%s", err.text);
	return n;
}

static void
get(struct fixture *f, const struct rc_kind *kind, const char *key, void *ret)
{
	struct rc_err err = { 0 };

	if (!rc_record_find(f->app, kind, key, &f->arena, ret, &err))
		fail_msg("%s", err.text);
}

static void
test_names(void **state)
{
	struct fixture *f = *state;
	struct rc_err err = { 0 };
	const char **names = NULL;
	const char *about = NULL;
	bool plan = false;
	bool roster = false;
	size_t i;

	assert_true(rc_plans(&f->arena, &names, &err));
	for (i = 0; names[i] != NULL; i++) {
		plan = plan || strcmp(names[i], "dong-nai-2025-2028") == 0;
		roster = roster || strcmp(names[i], "dong-nai-roster") == 0;
		assert_true(rc_plan_about(names[i], &f->arena, &about, &err));
		assert_true(strlen(about) > 10);
		assert_null(strchr(about, '\n'));
	}
	assert_true(plan && roster);
	assert_false(rc_plan_load(f->app, "nowhere", &err));
	assert_int_equal(err.code, RC_ENOTFOUND);
	assert_string_equal(err.text, "there is no plan \"nowhere\" (see init "
	                              "--plan list)");
}

static void
test_targets(void **state)
{
	static const struct {
		const char *code;
		int tier;
		int percent;
	} want[] = {
		{ "Q1-2025", RC_TIER_PROVINCE, 80 },
		{ "Q1-2026", RC_TIER_PROVINCE, 100 },
		{ "Q1-2027", RC_TIER_PROVINCE, 100 },
		{ "Q1-2028", RC_TIER_PROVINCE, 100 },
		{ "Q2-2025", RC_TIER_COMMUNE, 60 },
		{ "Q2-2026", RC_TIER_COMMUNE, 80 },
		{ "Q2-2027", RC_TIER_COMMUNE, 100 },
		{ "Q2-2028", RC_TIER_COMMUNE, 100 },
		{ "Q3-2028", RC_TIER_NONE, 100 },
		{ "Q4-2025", RC_TIER_NONE, 100 },
		{ "Q5-2026", RC_TIER_NONE, 100 },
		{ "Q6-2025", RC_TIER_NONE, 40 },
		{ "Q6-2026", RC_TIER_NONE, 70 },
		{ "Q6-2027", RC_TIER_NONE, 100 },
		{ "Q7-2025", RC_TIER_NONE, 100 },
		{ "Q8-2028", RC_TIER_NONE, 100 },
	};
	struct fixture *f = *state;
	struct rc_target target;
	size_t i;

	load(f, "dong-nai-2025-2028");
	/* Q1, Q2, Q4, Q6, Q7, Q8 four years each, Q5 three, Q3 one; L1 and L2
	 * one year, L3 two. */
	assert_int_equal(count(f, &rc_kind_target, ""), 6 * 4 + 3 + 1 + 4);
	for (i = 0; i < RC_COUNT(want); i++) {
		get(f, &rc_kind_target, want[i].code, &target);
		assert_int_equal(target.tier, want[i].tier);
		assert_int_equal(target.percent, want[i].percent);
		assert_memory_equal(target.indicator, want[i].code, 2);
		assert_int_equal(target.year, atol(want[i].code + 3));
		assert_int_equal(strncmp(target.source, "38-KH/TU", 8), 0);
	}
}

static void
test_norms_and_lives(void **state)
{
	struct fixture *f = *state;
	struct rc_norm norm;
	struct rc_life life;

	load(f, "dong-nai-2025-2028");
	/* Six groups of three rows, two of two, three shared; then 2017. */
	assert_int_equal(count(f, &rc_kind_norm, "valid_from=2025-07-01"),
	                 6 * 3 + 2 * 2 + 3);
	assert_int_equal(count(f, &rc_kind_norm, "valid_to=2025-06-30"), 8 + 7);
	get(f, &rc_kind_norm, "15-2025/VI/portable", &norm);
	assert_int_equal(norm.ceiling, 25000000);
	get(f, &rc_kind_norm, "15-2025/VII/computer", &norm);
	assert_int_equal(norm.ceiling, 20000000);
	assert_int_equal(norm.quantity, 1);
	assert_int_equal(norm.shared_per, RC_INT_NONE);
	get(f, &rc_kind_norm, "15-2025/VIII/printer", &norm);
	assert_int_equal(norm.shared_per, 3);
	assert_int_equal(norm.ceiling, 13000000);
	get(f, &rc_kind_norm, "15-2025/shared/photocopier", &norm);
	assert_int_equal(norm.ceiling, 110000000);
	assert_int_equal(norm.shared_per, 15);
	get(f, &rc_kind_norm, "50-2017/VII/computer", &norm);
	assert_int_equal(norm.ceiling, 15000000);
	/* Every category has a life before and after 2026, without a gap. */
	assert_int_equal(count(f, &rc_kind_life, "valid_to=2025-12-31"),
	                 RC_CATEGORIES - 1);
	assert_int_equal(count(f, &rc_kind_life, "valid_from=2026-01-01"),
	                 RC_CATEGORIES - 1);
	get(f, &rc_kind_life, "141-2025/laptop", &life);
	assert_int_equal(life.years, 7);
	assert_int_equal(life.rate_bp, 1429);
	get(f, &rc_kind_life, "23-2023/laptop", &life);
	assert_int_equal(life.years, 5);
	assert_int_equal(life.rate_bp, 2000);
}

static void
test_duties_and_rest(void **state)
{
	struct fixture *f = *state;
	struct rc_release release;
	struct rc_param param;
	struct rc_duty duty;

	load(f, "dong-nai-2025-2028");
	assert_int_equal(count(f, &rc_kind_duty, ""), 15);
	get(f, &rc_kind_duty, "R1", &duty);
	assert_int_equal(duty.cycle, RC_MONTHLY);
	assert_int_equal(duty.due_day, 25);
	assert_int_equal(duty.strict, 1);
	get(f, &rc_kind_duty, "R6-quarter", &duty);
	assert_int_equal(duty.cycle, RC_QUARTERLY);
	assert_int_equal(duty.due_month, 3);
	assert_int_equal(duty.due_day, 10);
	get(f, &rc_kind_duty, "R7-year", &duty);
	assert_int_equal(duty.due_month, 11);
	assert_int_equal(duty.due_day, 25);
	get(f, &rc_kind_duty, "R4", &duty);
	assert_int_equal(duty.due_day, RC_INT_NONE);
	get(f, &rc_kind_param, "theta@2025-01-01", &param);
	assert_int_equal(param.value, 100);
	assert_int_equal(count(f, &rc_kind_param, ""), 30);
	get(f, &rc_kind_release, "windows/10-ltsc-2021/enterprises", &release);
	assert_int_equal(release.support_end,
	                 rc_date_from((struct rc_civil){ 2027, 1, 12 }));
	assert_int_equal(count(f, &rc_kind_profile, "encryption=yes"), 3);
	assert_int_equal(count(f, &rc_kind_agency, ""), 0);
}

static void
test_roster(void **state)
{
	struct fixture *f = *state;
	struct rc_agency agency;
	struct rc_agency_name name;

	load(f, "dong-nai-roster");
	assert_int_equal(count(f, &rc_kind_agency, ""), 1 + 14 + 95);
	assert_int_equal(count(f, &rc_kind_agency, "tier=commune in_quota=yes"),
	                 95);
	assert_int_equal(
	        count(f, &rc_kind_agency, "tier=province in_quota=yes"), 7);
	assert_int_equal(count(f, &rc_kind_agency, "parent=75"), 14 + 95);
	assert_int_equal(count(f, &rc_kind_agency, "unit_kind=Phường"), 33);
	assert_int_equal(count(f, &rc_kind_agency, "unit_kind=Xã"), 62);
	get(f, &rc_kind_agency, "25363", &agency);
	assert_string_equal(agency.name, "Đảng ủy phường Đồng Phú");
	assert_int_equal(count(f, &rc_kind_name, ""), 2 * 11);
	get(f, &rc_kind_name, "25363@2025-07-01", &name);
	assert_string_equal(name.name, "Đảng ủy xã Đồng Phú");
	assert_int_equal(name.valid_to,
	                 rc_date_from((struct rc_civil){ 2026, 4, 29 }));
	get(f, &rc_kind_agency, "25280", &agency);
	assert_string_equal(agency.name, "Đảng ủy xã Lộc Thạnh");
	get(f, &rc_kind_agency, "25294", &agency);
	assert_string_equal(agency.name, "Đảng ủy xã Lộc Thành");
}

/* A template is taken back by the import: no unknown header, one row. */
static void
test_templates(void **state)
{
	struct fixture *f = *state;
	struct rc_buf b;
	size_t i;

	rc_buf_init(&b, 1 << 16);
	load(f, "dong-nai-2025-2028");
	for (i = 0; rc_kinds[i] != NULL; i++) {
		struct rc_import_options options = { .kind = rc_kinds[i],
			                             .path = "template",
			                             .dry_run = true,
			                             .dates = RC_DMY,
			                             .dates_given = true };
		struct rc_import_result result;
		struct rc_err err = { 0 };
		size_t k;

		rc_buf_clear(&b);
		if (rc_kinds[i]->example == NULL &&
		    rc_kinds[i] != &rc_kind_facts) {
			assert_false(rc_template(rc_kinds[i], &b, &err));
			assert_int_equal(err.code, RC_EUNSUPPORTED);
			continue;
		}
		assert_true(rc_template(rc_kinds[i], &b, &err));
		if (!rc_import_text(f->app, &options, rc_buf_str(&b), &f->arena,
		                    &result, &err))
			fail_msg("%s: %s", rc_kinds[i]->name, err.text);
		assert_int_equal(result.read, 1);
		assert_int_equal(result.nremarks, 1);
		assert_string_equal(result.remarks[0], "the separator is ;");
		/* Only references may be missing: nothing is there yet. */
		for (k = 0; k < result.nfaults; k++) {
			if (strncmp(result.faults[k].reason, "there is no ",
			            12) != 0)
				fail_msg("%s: %s: %s", rc_kinds[i]->name,
				         result.faults[k].header,
				         result.faults[k].reason);
		}
	}
	rc_buf_fini(&b);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_names),           TEST(test_targets),
		TEST(test_norms_and_lives), TEST(test_duties_and_rest),
		TEST(test_roster),          TEST(test_templates),
	};

	rc_lang_set(RC_LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
