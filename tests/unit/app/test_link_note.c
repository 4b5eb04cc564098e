/* SPDX-License-Identifier: MIT */
/* Counters of a router's interfaces as rates, and where they are kept. */
#include "unit/app/fixture.h"

#include <rollcall/model/fact.h>
#include <rollcall/model/link.h>

#include "app/link_note.h"

static size_t
traffic_index(void)
{
	return (size_t)(rc_field_find(&rc_kind_facts, RC_STR("traffic")) -
	                rc_kind_facts.fields);
}

static const struct {
	const char *before, *now;
	const char *interface;
	rc_ms ms;
	int64_t kbps; /* -1 = cannot be told */
} cases[] = {
	/* 1,250,000 bytes in 100 s are 100 kbit/s. */
	{ "eth0 1000 500", "eth0 1251000 600", NULL, 100000, 100 },
	{ "eth0 1000 500", "eth0 1100 1250500", NULL, 100000, 100 },
	{ "wan 0 0; lan 5 5", "wan 0 0; lan 1250005 5", "lan", 100000, 100 },
	{ "wan 0 0; lan 5 5", "wan 0 0; lan 1250005 5", NULL, 100000, 0 },
	/* In another order, as the default route has moved. */
	{ "a 1 1; b 2 2", "b 125002 2; a 1 1", "b", 10000, 100 },
	{ "eth0 1000 500", "eth0 1000 500", NULL, 9999, -1 }, /* too short */
	{ "eth0 1000 500", "eth0 999 600", NULL, 100000, -1 },
	{ "eth0 1000 500", "eth0 1001 499", NULL, 100000, -1 },
	{ "eth0 1000 500", "eth1 2000 900", "eth0", 100000, -1 },
	{ NULL, "eth0 1 1", NULL, 100000, -1 },
	{ "eth0 1 1", NULL, NULL, 100000, -1 },
	/* Made up by the device. */
	{ "eth0", "eth0 5", NULL, 100000, -1 },
	{ "eth0 x y", "eth0 1 2", NULL, 100000, -1 },
	{ "eth0 0 0", "eth0 9223372036854775807 0", NULL, 100000, -1 },
	{ "eth0 0 0", "eth0 9223372036854775808 0", NULL, 100000, -1 },
	{ "eth0 -5 0", "eth0 5 0", NULL, 100000, -1 },
	{ "; ;", "; ;", NULL, 100000, -1 },
};

static void
test_rates(void **state)
{
	struct rc_facts before, now;
	int64_t kbps;

	(void)state;
	for (size_t i = 0; i < RC_COUNT(cases); i++) {
		struct rc_link_seen seen = { .before = &before,
			                     .now = &now,
			                     .at = NOON + cases[i].ms };

		rc_record_clear(&rc_kind_facts, &before);
		rc_record_clear(&rc_kind_facts, &now);
		before.traffic = cases[i].before;
		before.at[traffic_index()] = NOON;
		now.traffic = cases[i].now;
		kbps = -1;
		if (!rc_link_used(&seen, cases[i].interface, &kbps))
			kbps = -1;
		if (kbps != cases[i].kbps)
			fail_msg("case %zu: %lld", i, (long long)kbps);
	}
}

static struct rc_link
link_of(struct fixture *f, const char *code)
{
	struct rc_link link;

	assert_true(fine(f, rc_record_find(f->app, &rc_kind_link, code,
	                                   &f->arena, &link, &f->err)));
	return link;
}

static void
note(struct fixture *f, struct rc_link_seen *seen)
{
	begin(f, "poll");
	assert_true(fine(f, rc_link_note(f->app, seen, &f->arena, &f->err)));
	commit(f);
}

static void
test_note(void **state)
{
	struct fixture *f = *state;
	struct rc_facts before, now;
	struct rc_link_seen seen = { .before = &before,
		                     .now = &now,
		                     .at = NOON + 100000,
		                     .rtt_ms = 12 };
	struct rc_map routers;
	int64_t kb = 0;

	seen.device = add_few(f).device;
	(void)add(f, &rc_kind_link,
	          "code=L1|agency=25363|type=dedicated|status=active|"
	          "down_kbps=100000|device=TS-1");
	(void)add(f, &rc_kind_link,
	          "code=L2|agency=25363|type=internet|status=active|"
	          "device=TS-1|interface=lan|measured_kbps=77");
	(void)add(f, &rc_kind_link,
	          "code=L3|agency=25363|type=internet|status=down|"
	          "device=TS-1");
	rc_record_clear(&rc_kind_facts, &before);
	rc_record_clear(&rc_kind_facts, &now);
	before.traffic = "wan 0 0; lan 0 0";
	before.at[traffic_index()] = NOON;
	now.traffic = "wan 1250000 0; lan 0 2500000";
	note(f, &seen);
	assert_int_equal(link_of(f, "L1").used_kbps, 100);
	assert_int_equal(link_of(f, "L1").rtt_ms, 12);
	assert_int_equal(link_of(f, "L1").measured_on, TODAY);
	assert_int_equal(link_of(f, "L1").measured_kbps, RC_INT_NONE);
	assert_int_equal(link_of(f, "L2").used_kbps, 200);
	assert_int_equal(link_of(f, "L2").measured_kbps, 77);
	assert_int_equal(link_of(f, "L3").used_kbps, RC_INT_NONE);
	assert_int_equal(link_of(f, "L3").rtt_ms, RC_INT_NONE);

	/* Filled, by a device without counters. */
	now.traffic = NULL;
	seen.kbps = 93000;
	note(f, &seen);
	assert_int_equal(link_of(f, "L1").measured_kbps, 93000);
	assert_int_equal(link_of(f, "L1").used_kbps, 100);

	/* 100 Mbit/s for three seconds would be more than the most. */
	rc_map_init(&routers);
	assert_true(fine(f, rc_link_routers(f->app, &routers, &f->err)));
	assert_int_equal(routers.n, 1);
	assert_true(rc_map_find(
	        &routers,
	        (struct rc_str){ (const char *)&seen.device, sizeof(rc_id) },
	        &kb));
	assert_int_equal(kb, 16384);
	rc_map_fini(&routers);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rates),
		cmocka_unit_test_setup_teardown(test_note, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
