/* SPDX-License-Identifier: MIT */
#include "unit/app/fixture.h"

#include <rollcall/model/fact.h>

static struct rc_undo
undo(struct fixture *f, rc_id batch)
{
	struct rc_undo result = { 0 };

	assert_true(
	        fine(f, rc_undo(f->app, batch, &f->arena, &result, &f->err)));
	return result;
}

/* The id of the last batch. */
static rc_id
last(struct fixture *f)
{
	struct rc_batch *rows;
	size_t n;

	rows = all(f, &rc_kind_batch, "", &n);
	return rows[n - 1].head.id;
}

static void
test_set(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_undo u;
	struct rc_device d;
	struct rc_batch batch;

	set(f, &rc_kind_device, few.device,
	    "serial=|cost=123456789|notes= a\\b |purchase_date=29/02/2024");
	set(f, &rc_kind_device, few.device,
	    "serial=SN2|cost=|notes=dòng 1|purchase_date=2024-03-01|"
	    "status=broken");
	u = undo(f, 0);
	assert_int_equal(u.batch, 6);
	assert_int_equal(u.by, 7);
	assert_int_equal(u.writes, 1);
	assert_int_equal(u.all_obstacles, 0);
	d = device(f, few.device);
	assert_null(d.serial);
	assert_int_equal(d.cost, 123456789);
	assert_string_equal(d.notes, "a\\b");
	assert_int_equal(d.purchase_date, 19782);
	assert_int_equal(d.status, RC_STATUS_IN_STOCK);
	assert_int_equal(d.head.version, 4);
	assert_true(rc_record_get(f->app, &rc_kind_batch, 6, &f->arena, &batch,
	                          &f->err));
	assert_int_equal(batch.undone_by.id, 7);
	assert_true(rc_record_get(f->app, &rc_kind_batch, 7, &f->arena, &batch,
	                          &f->err));
	assert_int_equal(batch.undoes.id, 6);
	assert_string_equal(batch.what, "undo 6");
	assert_int_equal(problems(f), 0);
}

/* Undo, undo of the undo, and the one before. */
static void
test_redo(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_undo u;

	set(f, &rc_kind_device, few.device, "notes=one");
	set(f, &rc_kind_device, few.device, "notes=two");
	u = undo(f, 0); /* of 6, by 7 */
	assert_string_equal(device(f, few.device).notes, "one");
	u = undo(f, u.by); /* of 7, by 8 */
	assert_int_equal(u.by, 8);
	assert_string_equal(device(f, few.device).notes, "two");
	/* 6 stands again, so 5 cannot be taken back ... */
	u = undo(f, 5);
	assert_int_equal(u.by, 0);
	assert_int_equal(u.all_obstacles, 1);
	assert_int_equal(u.obstacles[0].batch, 6);
	/* ... and 6 goes by way of 8. */
	assert_false(rc_undo(f->app, 6, &f->arena, &u, &f->err));
	assert_int_equal(f->err.code, RC_ECONFLICT);
	assert_non_null(strstr(f->err.text, "batch 8 instead"));
	u = undo(f, 8);
	assert_int_equal(u.by, 9);
	assert_string_equal(device(f, few.device).notes, "one");
	assert_false(rc_undo(f->app, 8, &f->arena, &u, &f->err));
	assert_int_equal(f->err.code, RC_ECONFLICT);
	/* Now nothing stands in the way of 5. */
	u = undo(f, 5);
	assert_int_equal(u.by, 10);
	assert_null(device(f, few.device).notes);
	assert_int_equal(problems(f), 0);
}

static void
test_obstacle(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_app_options options = fixture_options(f, "hoa.tt");
	struct rc_undo u;

	set(f, &rc_kind_device, few.device, "notes=one|place=here");
	rc_app_close(f->app);
	f->now += 60000;
	assert_true(rc_app_open(&options, &f->app, &f->err));
	set(f, &rc_kind_device, few.device, "place=there|hostname=x");
	u = undo(f, 5);
	assert_int_equal(u.batch, 5);
	assert_int_equal(u.by, 0);
	assert_int_equal(u.writes, 0);
	assert_int_equal(u.all_obstacles, 1);
	assert_int_equal(u.nobstacles, 1);
	assert_string_equal(u.obstacles[0].kind, "devices");
	assert_string_equal(u.obstacles[0].key, "TS-1");
	assert_string_equal(u.obstacles[0].field, "place");
	assert_string_equal(u.obstacles[0].who, "hoa.tt");
	assert_int_equal(u.obstacles[0].at, NOON + 60000);
	assert_int_equal(u.obstacles[0].batch, 6);
	assert_string_equal(device(f, few.device).notes, "one");
	assert_int_equal(last(f), 6);
	/* Other fields may have changed. */
	set(f, &rc_kind_device, few.device, "place=here");
	undo(f, 7);
	undo(f, 6);
	u = undo(f, 5);
	assert_int_equal(u.all_obstacles, 0);
	assert_null(device(f, few.device).place);
	assert_int_equal(problems(f), 0);
}

/* Taking back an addition: whoever refers to it stands in the way. */
static void
test_added(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_undo u;

	set(f, &rc_kind_device, few.device, "post=P-B");
	u = undo(f, 1); /* the agency */
	assert_int_equal(u.by, 0);
	assert_int_equal(u.all_obstacles, 3);
	assert_string_equal(u.obstacles[0].kind, "posts");
	assert_string_equal(u.obstacles[0].key, "P-A");
	assert_string_equal(u.obstacles[0].field, "agency");
	assert_int_equal(u.obstacles[0].batch, 2);
	assert_string_equal(u.obstacles[2].kind, "devices");
	u = undo(f, 3); /* P-B: the device and its custody */
	assert_int_equal(u.all_obstacles, 2);
	undo(f, 5);
	u = undo(f, 3);
	assert_int_equal(u.all_obstacles, 0);
	assert_int_equal(u.writes, 1);
	assert_int_equal(count(f, &rc_kind_post, ""), 1);
	/* And it comes back as it was, under its old id. */
	u = undo(f, u.by);
	assert_int_equal(u.writes, 1);
	assert_int_equal(count(f, &rc_kind_post, "code=P-B"), 1);
	set(f, &rc_kind_device, few.device, "post=P-B");
	assert_int_equal(device(f, few.device).post.id, few.post_b);
	assert_int_equal(problems(f), 0);
}

/* A whole import, with custody, taken back and brought again. */
static void
test_many(void **state)
{
	struct fixture *f = *state;
	struct rc_cell cells[6];
	struct rc_change change = {
		.kind = &rc_kind_device,
		.cells = cells,
		.ncells = 6,
		.on = TODAY - 3,
	};
	static const char *const names[] = { "asset_tag", "agency",
		                             "post",      "category",
		                             "status",    "connectivity" };
	struct rc_device before;
	struct rc_device after;
	struct rc_undo u;
	char tag[20];
	size_t i;

	add_few(f);
	for (i = 0; i < RC_COUNT(names); i++)
		cells[i].field =
		        rc_field_find(&rc_kind_device, rc_str_of(names[i]));
	cells[1].value = rc_value_text("25363");
	cells[2].value = rc_value_text("P-B");
	cells[3].value = RC_VALUE_INT(RC_CATEGORY_DESKTOP);
	cells[4].value = RC_VALUE_INT(RC_STATUS_IN_USE);
	cells[5].value = RC_VALUE_INT(RC_NETWORKED);
	begin(f, "import");
	for (i = 0; i < 300; i++) {
		snprintf(tag, sizeof(tag), "X-%zu", i);
		cells[0].value = rc_value_text(tag);
		assert_true(fine(f, rc_write(f->app, &change, NULL, &f->err)));
	}
	commit(f);
	before = device(f, 200);
	u = undo(f, 0);
	assert_int_equal(u.writes, 600);
	assert_int_equal(count(f, &rc_kind_device, ""), 1);
	assert_int_equal(count(f, &rc_kind_custody, ""), 0);
	u = undo(f, u.by);
	assert_int_equal(u.writes, 600);
	assert_int_equal(count(f, &rc_kind_device, ""), 301);
	after = device(f, 200);
	assert_string_equal(after.asset_tag, before.asset_tag);
	assert_int_equal(after.post.id, before.post.id);
	assert_int_equal(before.head.version, 1);
	assert_int_equal(after.head.version, 2);
	assert_int_equal(count(f, &rc_kind_custody, "from_date=2026-06-28"),
	                 300);
	assert_int_equal(problems(f), 0);
}

static void
test_custody(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_custody *rows;
	struct rc_undo u;
	size_t n;

	assert_true(rc_device_assign(f->app, "TS-1", "P-A", TODAY - 9, NULL,
	                             &f->err));
	assert_true(rc_device_assign(f->app, "TS-1", "P-B", TODAY - 4, NULL,
	                             &f->err));
	u = undo(f, 5);
	assert_int_equal(u.by, 0);
	/* The device's post, and the row that was closed. */
	assert_int_equal(u.all_obstacles, 2);
	u = undo(f, 0);
	assert_int_equal(u.writes, 3);
	rows = all(f, &rc_kind_custody, "", &n);
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].post.key, "P-A");
	assert_int_equal(rows[0].to_date, RC_DATE_NONE);
	assert_string_equal(device(f, few.device).post.key, "P-A");
	assert_int_equal(problems(f), 0);
	u = undo(f, 5);
	assert_int_equal(u.all_obstacles, 0);
	assert_int_equal(count(f, &rc_kind_custody, ""), 0);
	assert_int_equal(problems(f), 0);
}

static void
test_facts(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_facts sheet;
	size_t ram;

	ram = (size_t)(rc_field_find(&rc_kind_facts, RC_STR("ram_kb")) -
	               rc_kind_facts.fields);
	set(f, &rc_kind_facts, few.device, "ram_kb=8000|firewall=yes");
	f->now += 5000;
	set(f, &rc_kind_facts, few.device, "ram_kb=9000|firewall=");
	undo(f, 0);
	assert_true(rc_record_get(f->app, &rc_kind_facts, few.device, &f->arena,
	                          &sheet, &f->err));
	assert_int_equal(sheet.ram_kb, 8000);
	assert_int_equal(sheet.at[ram], NOON);
	assert_int_equal(sheet.source[ram], RC_SOURCE_MANUAL);
	assert_int_equal(sheet.firewall, RC_YES);
	assert_int_equal(sheet.head.version, 3);
	undo(f, 5);
	assert_int_equal(count(f, &rc_kind_facts, ""), 0);
	assert_int_equal(problems(f), 0);
	set(f, &rc_kind_facts, few.device, "ram_kb=1");
	assert_int_equal(problems(f), 0);
}

/* A key that was given away meanwhile. */
static void
test_taken(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_undo u;

	set(f, &rc_kind_device, few.device, "serial=SN2");
	add(f, &rc_kind_device,
	    "asset_tag=TS-2|serial=SN1|category=laptop|status=in_use|"
	    "agency=25363|connectivity=networked");
	u = undo(f, 5);
	assert_int_equal(u.by, 0);
	assert_int_equal(u.all_obstacles, 1);
	assert_string_equal(u.obstacles[0].key, "TS-2");
	assert_string_equal(u.obstacles[0].field, "serial");
	assert_int_equal(u.obstacles[0].batch, 6);
	assert_string_equal(device(f, few.device).serial, "SN2");
	assert_int_equal(problems(f), 0);
}

static void
test_events_stand_in_the_way(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	const struct rc_event event = {
		.at = NOON,
		.device = { few.device, NULL },
		.outcome = "ok",
		.ms = RC_INT_NONE,
	};
	struct rc_undo u;

	begin(f, "poll");
	assert_true(fine(f, rc_event_add(f->app, &event, &f->err)));
	commit(f);
	u = undo(f, 4);
	assert_int_equal(u.by, 0);
	assert_int_equal(u.all_obstacles, 1);
	assert_string_equal(u.obstacles[0].kind, "events");
	assert_string_equal(u.obstacles[0].who, "lan.nt");
	assert_int_equal(u.obstacles[0].batch, 5);
}

static void
test_which(void **state)
{
	struct fixture *f = *state;
	struct rc_undo u;

	assert_false(rc_undo(f->app, 0, &f->arena, &u, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	assert_false(rc_undo(f->app, 77, &f->arena, &u, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	add(f, &rc_kind_agency, "code=a|name=A|tier=commune");
	add(f, &rc_kind_agency, "code=b|name=B|tier=commune");
	begin(f, "nothing");
	commit(f);
	/* The latest of the user's own with writes, then the one before. */
	u = undo(f, 0);
	assert_int_equal(u.batch, 2);
	u = undo(f, 0);
	assert_int_equal(u.batch, 1);
	assert_int_equal(count(f, &rc_kind_agency, ""), 0);
	assert_false(rc_undo(f->app, 0, &f->arena, &u, &f->err));
	assert_false(rc_undo(f->app, 1, &f->arena, &u, &f->err));
	assert_string_equal(f->err.text, "batch 1 was taken back by batch 5");
	assert_int_equal(problems(f), 0);
}

int
main(void)
{
#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		T(test_set),      T(test_redo),
		T(test_obstacle), T(test_added),
		T(test_many),     T(test_custody),
		T(test_facts),    T(test_taken),
		T(test_which),    T(test_events_stand_in_the_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
