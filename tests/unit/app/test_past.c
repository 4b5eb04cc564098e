/* SPDX-License-Identifier: MIT */
/* past - the figures of a day are the same on that day and ever after. */
#include "unit/app/figures_case.h"

#include <rollcall/model/contract.h>
#include <rollcall/model/link.h>
#include <rollcall/model/register.h>

#include "app/figures.h"
#include "app/past.h"

#define DAYS(n) ((n)*RC_DAY_MS)

/* Posts and computers of the n-th agency on a day, as one number a count. */
static void
assert_unit(struct fixture *f, rc_date day, size_t n, int64_t served,
            int64_t conforming, int64_t unknown, int64_t computers)
{
	struct rc_figures figures;
	const struct rc_unit *u;

	assert_true(fine(
	        f, rc_figures_load(f->app, day, &f->arena, &figures, &f->err)));
	u = &figures.estate.units[n];
	assert_int_equal(u->served, served);
	assert_int_equal(u->conforming, conforming);
	assert_int_equal(u->unknown, unknown);
	assert_int_equal(u->computers, computers);
	rc_figures_fini(&figures);
}

/*
 * On the day C1 has two that conform and C2 one never asked. Ten days later one
 * of C1 has its firewall off, the other is in repair, that of C2 conforms. In
 * 20 days the second is handed to C3.
 */
static void
test_status_and_facts(void **state)
{
	struct fixture *f = *state;

	add_communes(f);
	assert_unit(f, TODAY, 0, 2, 2, 0, 2);
	assert_unit(f, TODAY, 1, 1, 0, 1, 1);
	f->now += DAYS(10);
	set(f, &rc_kind_facts, 1, "firewall=no");
	set(f, &rc_kind_device, 2, "status=repair");
	set(f, &rc_kind_facts, 3, GOOD_FACTS);
	set(f, &rc_kind_facts, 3, "antivirus_date=2026-07-10");
	f->now += DAYS(10);
	set(f, &rc_kind_facts, 1, "firewall=yes");
	set(f, &rc_kind_device, 2, "status=in_use");
	f->now += DAYS(10);
	set(f, &rc_kind_device, 2, "agency=C3");
	assert_unit(f, TODAY + 30, 0, 2, 2, 0, 1);
	assert_unit(f, TODAY + 30, 2, 0, 0, 0, 1);
	assert_unit(f, TODAY + 20, 0, 2, 2, 0, 2);
	assert_unit(f, TODAY + 20, 2, 0, 0, 0, 0);
	assert_unit(f, TODAY + 19, 0, 1, 0, 0, 1);
	assert_unit(f, TODAY + 10, 0, 1, 0, 0, 1);
	assert_unit(f, TODAY + 10, 1, 1, 1, 0, 1);
	/* The day itself, and the days until the first change. */
	assert_unit(f, TODAY + 9, 0, 2, 2, 0, 2);
	assert_unit(f, TODAY + 9, 1, 1, 0, 1, 1);
	assert_unit(f, TODAY, 0, 2, 2, 0, 2);
	assert_unit(f, TODAY, 1, 1, 0, 1, 1);
}

/*
 * Recorded on the day. One in service since January counts before it was
 * recorded, as it was first; one that came on the day does not; one without
 * any date neither.
 */
static void
test_recorded_later(void **state)
{
	struct fixture *f = *state;

	add_communes(f);
	add(f, &rc_kind_device,
	    "asset_tag=A|category=desktop|status=in_use|agency=C3|"
	    "connectivity=networked|in_service_date=2026-07-01");
	add(f, &rc_kind_device,
	    "asset_tag=B|category=desktop|status=in_use|agency=C3|"
	    "connectivity=networked");
	add(f, &rc_kind_device,
	    "asset_tag=C|category=desktop|status=in_use|agency=C3|"
	    "connectivity=networked|in_service_date=2026-07-01|"
	    "purchase_date=2026-06-30");
	assert_unit(f, TODAY, 2, 0, 0, 0, 3);
	assert_unit(f, TODAY - 1, 2, 0, 0, 0, 1);
	assert_unit(f, TODAY - 2, 2, 0, 0, 0, 0);
	f->now += DAYS(3);
	set(f, &rc_kind_device, 6, "status=repair");
	assert_unit(f, TODAY + 3, 2, 0, 0, 0, 2);
	assert_unit(f, TODAY - 1, 2, 0, 0, 0, 1);
}

/* 31/12 23:59:59 is of the old year, 00:00:00 of the new one. */
static void
test_midnight(void **state)
{
	const rc_date last = rc_date_from((struct rc_civil){ 2026, 12, 31 });
	struct fixture *f = *state;

	add_communes(f);
	f->now = rc_date_start(last + 1) - 1000;
	set(f, &rc_kind_device, 1, "status=repair");
	f->now += 1000;
	set(f, &rc_kind_device, 2, "status=repair");
	assert_unit(f, last + 1, 0, 0, 0, 0, 0);
	assert_unit(f, last, 0, 1, 0, 0, 1);
	assert_unit(f, last - 1, 0, 2, 0, 0, 2);
}

/* A fact told again and found the same leaves no line: its value stands, and it
 * counts as observed on the day. */
static void
test_confirmed(void **state)
{
	struct fixture *f = *state;
	struct rc_past past;
	struct rc_facts facts = { 0 };

	add_communes(f);
	f->now += DAYS(5);
	set(f, &rc_kind_facts, 1, GOOD_FACTS);
	set(f, &rc_kind_facts, 2, GOOD_FACTS);
	set(f, &rc_kind_facts, 2, "uptime_s=5");
	assert_true(fine(f, rc_past_load(f->app, TODAY, 0, &past, &f->err)));
	assert_true(fine(f, rc_record_get(f->app, &rc_kind_facts, 1, &f->arena,
	                                  &facts, &f->err)));
	rc_past_facts(&past, &facts);
	assert_int_equal(facts.cpu_cores, 4);
	assert_int_equal(facts.firewall, RC_YES);
	assert_int_equal(rc_date_of(facts.at[10]), TODAY);
	rc_past_fini(&past);
}

/* Signatures, links, systems, orders: as they stood. One device alone. */
static void
test_others(void **state)
{
	struct fixture *f = *state;
	struct rc_device d = { 0 };
	struct rc_figures figures;
	struct rc_past past;
	rc_id token, link, order;

	add_communes(f);
	token = add(f, &rc_kind_token, "serial=T1|post=C1-1|status=active");
	set(f, &rc_kind_post, 1, "signer=yes");
	link = add(f, &rc_kind_link,
	           "code=K1|agency=C1|type=dedicated|status=active");
	order = add(f, &rc_kind_order,
	            "code=O1|agency=C3|item=computer|quantity=2|"
	            "status=ordered|deliver_on=2026-12-31");
	f->now += DAYS(1);
	set(f, &rc_kind_token, token, "status=lost");
	set(f, &rc_kind_link, link, "status=ended");
	set(f, &rc_kind_order, order, "status=delivered");
	set(f, &rc_kind_device, 2, "status=repair");
	assert_true(fine(f, rc_figures_load(f->app, TODAY, &f->arena, &figures,
	                                    &f->err)));
	assert_int_equal(figures.estate.units[0].signers_valid, 1);
	assert_int_equal(figures.tables.links[0].status, RC_LINK_ACTIVE);
	assert_int_equal(figures.tables.orders[0].status, RC_ORDER_ORDERED);
	rc_figures_fini(&figures);
	assert_true(fine(f, rc_figures_load(f->app, TODAY + 1, &f->arena,
	                                    &figures, &f->err)));
	assert_int_equal(figures.estate.units[0].signers_valid, 0);
	assert_int_equal(figures.tables.links[0].status, RC_LINK_ENDED);
	rc_figures_fini(&figures);
	/* That device alone. */
	assert_true(fine(f, rc_past_load(f->app, TODAY, 2, &past, &f->err)));
	d = device(f, 2);
	assert_true(rc_past_device(&past, &d));
	assert_int_equal(d.status, RC_STATUS_IN_USE);
	rc_past_fini(&past);
	/* Of today there is nothing to take back. */
	assert_true(
	        fine(f, rc_past_load(f->app, TODAY + 1, 0, &past, &f->err)));
	assert_int_equal(past.n, 0);
	rc_past_fini(&past);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_status_and_facts), TEST(test_recorded_later),
		TEST(test_midnight),         TEST(test_confirmed),
		TEST(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
