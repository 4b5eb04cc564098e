/* SPDX-License-Identifier: MIT */
/* verdicts - views of devices that test how they are judged. */
#include "unit/app/figures_case.h"

#include "app/app_impl.h"

/*
 * figures_case: devices 1 and 2 conform, of 3 nobody knows. Beside them a
 * printer, which is not judged.
 */
static void
build(struct fixture *f)
{
	add_communes(f);
	add(f, &rc_kind_device,
	    "asset_tag=IN-1|category=printer|status=in_use|agency=C1|"
	    "connectivity=networked");
}

static void
test_terms(void **state)
{
	static const struct {
		const char *view;
		size_t n;
	} cases[] = {
		{ "conforming=pass", 2 },
		{ "conforming=unknown", 1 },
		{ "conforming=fail", 0 },
		{ "secure=pass,unknown", 3 },
		{ "conforming!=pass", 2 }, /* with the printer */
		{ "conforming!=pass category=desktop", 1 },
		{ "not modern=pass", 2 },
		{ "modern= category=printer", 1 },
		{ "fit=pass or uniform=unknown", 3 },
		{ "Đồng_bộ=đạt", 2 },
	};
	struct fixture *f = *state;
	size_t i;

	build(f);
	for (i = 0; i < RC_COUNT(cases); i++)
		assert_int_equal(count(f, &rc_kind_device, cases[i].view),
		                 cases[i].n);
}

/* What is written is judged anew; a page and all rows see the same. */
static void
test_follows(void **state)
{
	struct fixture *f = *state;
	struct rc_view v;
	struct rc_page page;
	struct rc_device *rows;
	size_t n;

	build(f);
	assert_int_equal(count(f, &rc_kind_device, "secure=fail"), 0);
	set(f, &rc_kind_facts, 2, "firewall=no");
	rows = all(f, &rc_kind_device, "secure=fail", &n);
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].head.id, 2);
	v = view(f, &rc_kind_device, "secure=fail");
	assert_true(fine(f, rc_records_page(f->app, &v, NULL, RC_FORWARD, 10,
	                                    &f->arena, &page, &f->err)));
	assert_int_equal(page.n, 1);
	/* A threshold is as good a reason. */
	add(f, &rc_kind_param, "code=fw|name=firewall_required|value=0");
	assert_int_equal(count(f, &rc_kind_device, "secure=fail"), 0);
	/* So is another day: all that was said was said later. */
	f->app->as_of = TODAY - 1;
	assert_int_equal(count(f, &rc_kind_device, "secure=pass"), 0);
	assert_int_equal(count(f, &rc_kind_device, "secure=unknown"), 3);
}

/* Within a batch, and after it was taken back. */
static void
test_within_batch(void **state)
{
	struct fixture *f = *state;

	build(f);
	begin(f, "test");
	assert_int_equal(count(f, &rc_kind_device, "conforming=pass"), 2);
	rc_batch_abort(f->app);
	assert_int_equal(count(f, &rc_kind_device, "conforming=pass"), 2);
}

static void
test_refused(void **state)
{
	static const struct {
		const struct rc_kind *kind;
		const char *view, *says;
	} cases[] = {
		{ &rc_kind_device, "sort=secure", "no field \"secure\"" },
		{ &rc_kind_device, "cols=secure", "no field \"secure\"" },
		{ &rc_kind_device, "secure=5", "not one of: pass fail" },
		{ &rc_kind_device, "secure<pass", "has no order" },
		{ &rc_kind_device, "secur=fail", "did you mean \"secure\"" },
		{ &rc_kind_post, "secure=fail", "no field \"secure\"" },
	};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_view v;

		f->err = (struct rc_err){ 0 };
		assert_false(rc_view_parse(cases[i].kind, cases[i].view, TODAY,
		                           &f->arena, &v, &f->err));
		assert_non_null(strstr(f->err.text, cases[i].says));
	}
}

/* Written out, a view reads the same. */
static void
test_put(void **state)
{
	struct fixture *f = *state;
	struct rc_view v =
	        view(f, &rc_kind_device, "secure=fail,unknown not fit=pass");
	struct rc_buf b;

	rc_buf_init(&b, 1000);
	rc_view_put(&v, &b);
	assert_string_equal(b.p, "secure=fail,unknown not fit=pass");
	rc_buf_fini(&b);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_terms),   TEST(test_follows), TEST(test_within_batch),
		TEST(test_refused), TEST(test_put),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
