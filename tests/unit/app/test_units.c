/* SPDX-License-Identifier: MIT */
/*
 * test_units - figures from kept counts are those of a full judgement, whatever
 * was written in between: writes of every kind at random, over the made-up
 * province (RC_SEED=n runs another row of them; the seed is printed).
 */
#include "app/units.h"

#include <stdio.h>

#include "unit/app/fixture.h"

#include <rollcall/app/demo.h>
#include <rollcall/app/figures.h>
#include <rollcall/app/live.h>
#include <rollcall/model/link.h>
#include <rollcall/model/norm.h>

#include "app/app_impl.h"
#include "app/poll_write.h"
#include "rule/counts.h"
#include "rule/quota.h"
#include "store/expire.h"
#include "store/sheet.h"
#include "store/store_impl.h"
#include "store/units.h"

#define ROUNDS 60

/* The counts of every agency, one to a line. */
static const char *
text_of(struct fixture *f, const struct rc_estate *e)
{
	struct rc_buf b;
	const char *text;
	size_t i;

	rc_buf_init(&b, 1u << 20);
	for (i = 0; i < e->nunits; i++) {
		rc_buf_printf(&b, "%s %s ", e->units[i].agency->code,
		              e->units[i].name);
		rc_unit_put(&e->units[i], &b);
		rc_buf_putc(&b, '\n');
	}
	assert_true(rc_buf_done(&b, &f->err));
	text = rc_arena_text(&f->arena, b.p);
	rc_buf_fini(&b);
	return text;
}

static const char *
in_full(struct fixture *f)
{
	struct rc_figures figures;
	const char *text;

	assert_true(fine(f, rc_figures_load(f->app, rc_app_as_of(f->app),
	                                    &f->arena, &figures, &f->err)));
	text = text_of(f, &figures.estate);
	rc_figures_fini(&figures);
	return text;
}

static const char *
from_kept(struct fixture *f)
{
	struct rc_figures figures;
	const char *text;

	assert_true(
	        fine(f, rc_figures_load_units(f->app, rc_app_as_of(f->app),
	                                      &f->arena, &figures, &f->err)));
	text = text_of(f, &figures.estate);
	rc_figures_fini(&figures);
	return text;
}

/* How many agencies moved since what is kept: -1 = all. */
static int
moved(struct fixture *f)
{
	struct rc_units_stamp stamp;
	struct rc_moved m;
	bool there;

	assert_true(rc_units_stamp(f->app->store, &stamp, &there, &f->err));
	if (!there || stamp.day != rc_app_today(f->app))
		return -1;
	assert_true(
	        rc_units_moved(f->app->store, &stamp, &f->arena, &m, &f->err));
	return m.all ? -1 : (int)m.n;
}

static void
fill(struct fixture *f)
{
	const struct rc_demo_options options = { .seed = 3, .port = 2222 };

	assert_true(fine(f, rc_demo_fill(f->app, &options, &f->err)));
}

/* --- random writes -------------------------------------------------------- */

struct keys {
	const struct rc_kind *kind;
	rc_id ids[3000];
	const char *keys[3000];
	size_t n;
};
enum { AGENCY, POST, DEVICE, TOKEN, LINK, RELEASE, PROFILE, PARAM, KINDS };

struct chaos {
	struct fixture *f;
	uint64_t state;
	struct keys of[KINDS];
};

static uint64_t
dice(struct chaos *c, uint64_t sides)
{
	c->state ^= c->state << 13;
	c->state ^= c->state >> 7;
	c->state ^= c->state << 17;
	return c->state % sides;
}

static void
learn(struct chaos *c)
{
	static const struct rc_kind *const kinds[KINDS] = {
		[AGENCY] = &rc_kind_agency,   [POST] = &rc_kind_post,
		[DEVICE] = &rc_kind_device,   [TOKEN] = &rc_kind_token,
		[LINK] = &rc_kind_link,       [RELEASE] = &rc_kind_release,
		[PROFILE] = &rc_kind_profile, [PARAM] = &rc_kind_param,
	};
	int k;

	for (k = 0; k < KINDS; k++) {
		struct keys *keys = &c->of[k];
		size_t i, n;
		char *rows = all(c->f, kinds[k], NULL, &n);

		keys->kind = kinds[k];
		for (i = 0; i < n && i < RC_COUNT(keys->ids); i++) {
			void *row = rows + i * kinds[k]->size;

			keys->ids[i] = rc_record_head(row)->id;
			keys->keys[i] =
			        rc_field_get(rc_kind_key(kinds[k]), row).s.p;
		}
		keys->n = i;
		assert_true(keys->n > 0);
	}
}

static size_t
any(struct chaos *c, int kind)
{
	return (size_t)dice(c, c->of[kind].n);
}

static const char *
any_key(struct chaos *c, int kind)
{
	return c->of[kind].keys[any(c, kind)];
}

/* Writes what may be refused; then nothing happened. */
static void
try(struct chaos *c, int kind, const char *pairs)
{
	struct keys *keys = &c->of[kind];

	(void)try_set(c->f, keys->kind, keys->ids[any(c, kind)], pairs, NULL);
}

static void
write_device(struct chaos *c)
{
	static const char *const pairs[] = {
		"status=in_use",
		"status=broken",
		"status=in_stock",
		"ownership=personal",
		"ownership=",
		"category=laptop",
		"category=printer",
		"connectivity=isolated",
		"in_service_date=2019-01-01",
		"in_service_date=2026-02-03",
		"purchase_date=2026-03-01",
		"profile=office",
		"profile=",
		"post=",
		"notes=x",
	};

	try(c, DEVICE, pairs[dice(c, RC_COUNT(pairs))]);
}

/* Also to posts of other agencies. */
static void
write_move(struct chaos *c)
{
	char pairs[200];

	if (dice(c, 2) == 0)
		snprintf(pairs, sizeof(pairs), "post=%s", any_key(c, POST));
	else
		snprintf(pairs, sizeof(pairs), "agency=%s", any_key(c, AGENCY));
	try(c, DEVICE, pairs);
}

static void
write_facts(struct chaos *c)
{
	static const char *const pairs[] = {
		"firewall=no",          "firewall=yes",
		"antivirus=none",       "antivirus_running=no",
		"disk_encrypted=yes",   "os_version_id=7",
		"updates_pending=3",    "updates_pending=0",
		"scan_date=2020-01-01", "ram_kb=1000",
		"ram_kb=16777216",      "forbidden=torrent",
		"disk_rotational=no",   "antivirus_date=2026-06-30",
		"scan_date=2026-06-01", "os_id=",
	};
	struct keys *keys = &c->of[DEVICE];

	(void)try_set(c->f, &rc_kind_facts, keys->ids[any(c, DEVICE)],
	              pairs[dice(c, RC_COUNT(pairs))], NULL);
}

static void
write_seat(struct chaos *c)
{
	char pairs[200];

	switch (dice(c, 6)) {
	case 0:
		snprintf(pairs, sizeof(pairs), "agency=%s", any_key(c, AGENCY));
		break;
	case 1:
		snprintf(pairs, sizeof(pairs), "signer=%s",
		         dice(c, 2) == 0 ? "yes" : "no");
		break;
	case 2:
		snprintf(pairs, sizeof(pairs), "valid_to=2026-0%d-01",
		         (int)dice(c, 9) + 1);
		break;
	case 3:
		snprintf(pairs, sizeof(pairs), "profile=%s",
		         any_key(c, PROFILE));
		break;
	case 4:
		snprintf(pairs, sizeof(pairs), "status=revoked");
		try(c, TOKEN, pairs);
		return;
	default:
		snprintf(pairs, sizeof(pairs), "post=%s", any_key(c, POST));
		try(c, TOKEN, pairs);
		return;
	}
	try(c, POST, pairs);
}

static void
write_agency(struct chaos *c)
{
	static const char *const agency[] = {
		"tier=province",       "in_quota=no",
		"in_quota=yes",        "valid_to=2026-06-01",
		"valid_to=2027-06-01", "valid_from=2026-08-01",
		"name=Khác",
	};
	static const char *const link[] = { "status=cancelled", "down_kbps=1",
		                            "controlled=no",
		                            "end_date=2026-01-01" };
	char pairs[200];

	switch (dice(c, 3)) {
	case 0:
		try(c, AGENCY, agency[dice(c, RC_COUNT(agency))]);
		break;
	case 1:
		try(c, LINK, link[dice(c, RC_COUNT(link))]);
		break;
	default:
		snprintf(pairs, sizeof(pairs), "agency=%s", any_key(c, AGENCY));
		try(c, LINK, pairs);
	}
}

static void
write_law(struct chaos *c)
{
	char pairs[200];

	switch (dice(c, 6)) {
	case 0:
		try(c, RELEASE, "approved=no");
		break;
	case 1:
		try(c, PROFILE, "ram_mb=16384");
		break;
	case 2:
		snprintf(pairs, sizeof(pairs), "value=%d", (int)dice(c, 2));
		try(c, PARAM, pairs);
		break;
	default:
		break; /* seldom: it makes all of it new */
	}
}

static void
write_new(struct chaos *c)
{
	static int serial;
	char pairs[300];
	rc_id id;

	serial++;
	switch (dice(c, 4)) {
	case 0:
		snprintf(pairs, sizeof(pairs),
		         "code=NEW-A%d|name=Mới|tier=commune|in_quota=yes",
		         serial);
		(void)try_set(c->f, &rc_kind_agency, 0, pairs, NULL);
		break;
	case 1:
		snprintf(pairs, sizeof(pairs),
		         "code=NEW-P%d|agency=%s|title=A|title_group=VIII|"
		         "signer=yes",
		         serial, any_key(c, AGENCY));
		(void)try_set(c->f, &rc_kind_post, 0, pairs, NULL);
		break;
	case 2:
		snprintf(pairs, sizeof(pairs),
		         "asset_tag=NEW-D%d|category=laptop|status=in_use|"
		         "agency=%s|post=%s|connectivity=networked",
		         serial, any_key(c, AGENCY), any_key(c, POST));
		(void)try_set(c->f, &rc_kind_device, 0, pairs, NULL);
		break;
	default:
		snprintf(pairs, sizeof(pairs),
		         "asset_tag=NEW-D%d|category=laptop|status=in_stock|"
		         "agency=%s|connectivity=networked",
		         serial, any_key(c, AGENCY));
		if (!try_set(c->f, &rc_kind_device, 0, pairs, &id))
			break;
		assert_string_equal(from_kept(c->f), in_full(c->f));
		begin(c->f, "rm");
		assert_true(fine(c->f, rc_remove(c->f->app, &rc_kind_device, id,
		                                 &c->f->err)));
		commit(c->f);
	}
}

/* What a device says again only moves times on; or it does not answer. */
static void
write_poll(struct chaos *c)
{
	rc_id id = c->of[DEVICE].ids[any(c, DEVICE)];
	struct rc_poll_answer answer = {
		.device = id,
		.outcome = RC_GOT_OK,
		.phase = RC_PHASE_DONE,
		.at = c->f->now,
		.adopt = true,
	};
	struct rc_facts facts;

	assert_true(
	        fine(c->f, rc_record_get(c->f->app, &rc_kind_facts, id,
	                                 &c->f->arena, &facts, &c->f->err)));
	answer.facts = &facts;
	if (dice(c, 3) == 0)
		facts.updates_pending = (int64_t)dice(c, 3);
	if (dice(c, 4) == 0) {
		answer.outcome = RC_GOT_TIMEOUT;
		answer.facts = NULL;
	}
	assert_true(fine(c->f, rc_answers_write(c->f->app, &answer, 1,
	                                        &c->f->arena, &c->f->err)));
}

static void
write_undo(struct chaos *c)
{
	struct rc_undo undo;

	if (!rc_undo(c->f->app, 0, &c->f->arena, &undo, &c->f->err))
		c->f->err = (struct rc_err){ 0 };
}

static void
write_target(struct chaos *c)
{
	(void)try_set(c->f, &rc_kind_target, 0,
	              "code=T|indicator=Q1|year=2026|percent=10", NULL);
}

static void (*const writes[])(struct chaos *c) = {
	write_device, write_device, write_move,   write_move,   write_facts,
	write_facts,  write_seat,   write_agency, write_law,    write_new,
	write_poll,   write_poll,   write_undo,   write_target,
};

/* The rows of the quota and all its agencies. */
static const char *
text_of_quota(struct fixture *f, const struct rc_quota *q)
{
	const char *text;
	struct rc_buf b;
	size_t i;

	rc_buf_init(&b, 1u << 20);
	for (i = 0; i < q->nrows; i++)
		rc_buf_printf(&b, "%s %d: %lld %lld %lld %lld\n",
		              q->rows[i].indicator, (int)q->rows[i].tier,
		              (long long)q->rows[i].roster,
		              (long long)q->rows[i].equipped,
		              (long long)q->rows[i].conforming,
		              (long long)q->rows[i].unknown);
	for (i = 0; i < q->nagencies; i++)
		rc_buf_printf(&b, "%s %s %lld %d\n", q->agencies[i].code,
		              q->agencies[i].name,
		              (long long)q->agencies[i].conforming,
		              q->agencies[i].conforms);
	assert_true(rc_buf_done(&b, &f->err));
	text = rc_arena_text(&f->arena, b.p);
	rc_buf_fini(&b);
	return text;
}

static void
check_live(struct fixture *f, struct rc_live *live)
{
	const struct rc_quota_options options = { 0 };
	const struct rc_quota *kept = NULL;
	struct rc_quota full;

	assert_true(
	        fine(f, rc_live_quota(live, f->app, &options, &kept, &f->err)));
	assert_true(fine(f, rc_quota_compute(f->app, &options, &f->arena, &full,
	                                     &f->err)));
	assert_string_equal(text_of_quota(f, kept), text_of_quota(f, &full));
}

/* The texts of sheets say what their facts say. */
static void
check_sheets(struct fixture *f)
{
	struct rc_device *devices;
	size_t i, n, seen = 0;

	devices = all(f, &rc_kind_device, NULL, &n);
	for (i = 0; i < n; i++) {
		struct rc_facts packed, rows;

		assert_true(rc_sheet_get(f->app->store, devices[i].head.id,
		                         &f->arena, &packed, &f->err));
		rc_record_clear(&rc_kind_facts, &rows);
		rows.head = packed.head;
		assert_true(rc_sheet_take(f->app->store, RC_VALUE_NULL,
		                          &f->arena, &rows, &f->err));
		assert_int_equal(rc_record_diff(&rc_kind_facts, &packed, &rows),
		                 0);
		assert_memory_equal(packed.source, rows.source,
		                    sizeof(rows.source));
		assert_memory_equal(packed.at, rows.at, sizeof(rows.at));
		seen += packed.head.version > 0;
	}
	assert_in_range(seen, 1000, n);
}

static uint64_t
seed_of_run(void)
{
	const char *text = getenv("RC_SEED");

	return text == NULL ? 20260701 : strtoull(text, NULL, 10) | 1;
}

static void
test_any_write(void **state)
{
	struct chaos *c = rc_alloc(1, sizeof(*c));
	int some = 0, every = 0, none = 0;
	struct rc_live *live;
	int round;

	assert_non_null(c);
	assert_true(rc_live_new(&live, &((struct fixture *)*state)->err));
	c->f = *state;
	c->state = seed_of_run();
	print_message("# RC_SEED=%llu\n", (unsigned long long)c->state);
	fill(c->f);
	learn(c);
	assert_string_equal(from_kept(c->f), in_full(c->f));
	for (round = 0; round < ROUNDS; round++) {
		struct rc_arena_mark mark = rc_arena_mark(&c->f->arena);
		const char *kept, *full;
		int n;

		do
			writes[dice(c, RC_COUNT(writes))](c);
		while (dice(c, 3) == 0);
		c->f->now += 60000;
		n = moved(c->f);
		some += n > 0;
		every += n < 0;
		none += n == 0;
		if (dice(c, 2) == 0)
			check_live(c->f, live);
		kept = from_kept(c->f);
		full = in_full(c->f);
		if (strcmp(kept, full) != 0)
			print_message("round %d\n", round);
		assert_string_equal(kept, full);
		/* And it was kept. */
		assert_int_equal(moved(c->f), 0);
		assert_string_equal(from_kept(c->f), full);
		rc_arena_reset(&c->f->arena, mark);
	}
	print_message("# %d by agency, %d whole, %d not at all\n", some, every,
	              none);
	assert_in_range(some, ROUNDS / 2, ROUNDS);
	check_live(c->f, live);
	check_sheets(c->f);
	assert_int_equal(problems(c->f), 0);
	rc_live_free(live);
	rc_free(c);
}

/* --- when what was kept is of no use -------------------------------------- */

static void
run_sql(struct fixture *f, const char *text)
{
	struct rc_stmt *stmt;

	assert_true(fine(
	        f, rc_sql_cached(f->app->store->sql, text, &stmt, &f->err)));
	assert_true(fine(f, rc_stmt_run(stmt, NULL, 0, &f->err)));
}

static int64_t
number(struct fixture *f, const char *text)
{
	int64_t n = -1;

	assert_true(fine(
	        f, rc_store_number(f->app->store, text, NULL, 0, &n, &f->err)));
	return n;
}

static void
test_next_day(void **state)
{
	struct fixture *f = *state;
	const char *before;

	fill(f);
	before = from_kept(f);
	assert_int_equal(moved(f), 0);
	/* Five weeks on, nobody was seen for too long. */
	f->now += 35 * INT64_C(86400000);
	assert_int_equal(moved(f), -1);
	assert_string_equal(from_kept(f), in_full(f));
	assert_string_not_equal(from_kept(f), before);
	assert_int_equal(number(f, "SELECT day FROM unit_stamp"), TODAY + 35);
}

static void
test_tampered(void **state)
{
	struct fixture *f = *state;
	const char *full;

	fill(f);
	full = from_kept(f);
	assert_string_equal(full, in_full(f));
	run_sql(f, "UPDATE unit SET counts = 'x' WHERE agency = 3");
	assert_string_equal(from_kept(f), full);
	run_sql(f, "DELETE FROM unit WHERE agency = 5");
	assert_string_equal(from_kept(f), full);
	run_sql(f, "UPDATE unit_stamp SET head = 'other', batch = batch - 1");
	assert_int_equal(moved(f), -1);
	assert_string_equal(from_kept(f), full);
	run_sql(f, "UPDATE unit_stamp SET rules = 'of another edition'");
	assert_string_equal(from_kept(f), full);
	assert_int_equal(number(f,
	                        "SELECT count(*) FROM unit_stamp WHERE rules = "
	                        "'of another edition'"),
	                 0);
	assert_int_equal(number(f, "SELECT count(*) FROM unit"),
	                 number(f, "SELECT count(*) FROM agency"));
}

/* Another day neither uses nor writes what is kept; nor does a batch. */
static void
test_not_today(void **state)
{
	struct fixture *f = *state;
	struct rc_arena *arena = &f->arena;
	struct rc_figures past;
	const char *text;

	fill(f);
	assert_true(fine(f, rc_figures_load_units(f->app, TODAY - 30, arena,
	                                          &past, &f->err)));
	text = text_of(f, &past.estate);
	rc_figures_fini(&past);
	assert_int_equal(number(f, "SELECT count(*) FROM unit_stamp"), 0);
	assert_true(fine(
	        f, rc_figures_load(f->app, TODAY - 30, arena, &past, &f->err)));
	assert_string_equal(text, text_of(f, &past.estate));
	rc_figures_fini(&past);
	begin(f, "open");
	assert_string_equal(from_kept(f), in_full(f));
	commit(f);
	assert_int_equal(number(f, "SELECT count(*) FROM unit_stamp"), 0);
}

/* Somebody else writes: the figures are right, and not kept. */
static void
test_busy(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "mai.tt");
	struct rc_app *other;

	fill(f);
	assert_true(fine(f, rc_app_open(&options, &other, &f->err)));
	assert_true(rc_batch_begin(other, &(struct rc_act){ .what = "x" }, NULL,
	                           &f->err));
	assert_string_equal(from_kept(f), in_full(f));
	assert_int_equal(number(f, "SELECT count(*) FROM unit_stamp"), 0);
	rc_batch_abort(other);
	rc_app_close(other);
	assert_string_equal(from_kept(f), in_full(f));
	assert_int_equal(number(f, "SELECT count(*) FROM unit_stamp"), 1);
}

static void
count_problem(void *ctx, const char *sentence)
{
	assert_non_null(strstr(sentence, "facts 8: the text of the sheet"));
	++*(int *)ctx;
}

/* A fact that another program wrote beside its text. */
static void
test_sheet_drifts(void **state)
{
	struct fixture *f = *state;
	int n = 0;

	fill(f);
	assert_true(fine(
	        f, rc_sheets_check(f->app->store, count_problem, &n, &f->err)));
	assert_int_equal(n, 0);
	run_sql(f, "UPDATE fact SET value = value || '1' WHERE device = 8 AND "
	           "name = 'ram_kb'");
	assert_true(fine(
	        f, rc_sheets_check(f->app->store, count_problem, &n, &f->err)));
	assert_int_equal(n, 1);
}

/* An event that goes before a reader saw it. */
static void
test_event_goes(void **state)
{
	struct fixture *f = *state;
	size_t n;

	fill(f);
	(void)from_kept(f);
	begin(f, "poll");
	assert_true(
	        fine(f, rc_event_add(f->app,
	                             &(struct rc_event){ .device = { 7, NULL },
	                                                 .at = f->now - 100000,
	                                                 .outcome = "ok" },
	                             &f->err)));
	commit(f);
	assert_int_equal(moved(f), 1);
	assert_true(fine(f, rc_events_expire(f->app->store, f->now - 5000,
	                                     100000, &n, &f->err)));
	assert_in_range(n, 1, 100000);
	assert_int_equal(moved(f), -1);
	assert_string_equal(from_kept(f), in_full(f));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_any_write, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_next_day, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_tampered, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_not_today, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_busy, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(
		        test_sheet_drifts, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_event_goes, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
