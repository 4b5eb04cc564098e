/* SPDX-License-Identifier: MIT */
/* list: a window over a million rows that are not there. */
#include "widget/list.h"

#include <lib/unit.h>

#include <stdlib.h>
#include <string.h>

/*
 * Rows 1..n in order (or backwards), some missing; the id of a row is ten
 * times its number. Counts how many rows were ever asked for.
 */
struct fake {
	int64_t n;
	int64_t gone; /* a row that is not there */
	bool backwards;
	uint64_t asked, calls;
};

static int64_t
step_from(const struct fake *fake, int64_t number, enum rc_way way)
{
	bool up = (way == RC_FORWARD) != fake->backwards;

	do
		number += up ? 1 : -1;
	while (number == fake->gone);
	return number;
}

static bool
fake_columns(void *of, const struct tui_column **ret, size_t *ret_n)
{
	static const struct tui_column columns[] = {
		{ .label = "Row", .width = 9 },
		{ .label = "Name", .width = 12, .stretch = 1 },
		{ .label = "Third", .width = 8, .align = RC_RIGHT },
	};

	(void)of;
	*ret = columns;
	*ret_n = 3;
	return true;
}

static bool
fake_count(void *of, uint64_t *ret, struct rc_err *err)
{
	struct fake *fake = of;

	(void)err;
	*ret = (uint64_t)(fake->n - (fake->gone > 0 ? 1 : 0));
	return true;
}

static bool
fake_window(void *of, const struct rc_anchor *from, enum rc_way way,
            size_t limit, struct rc_arena *arena, struct tui_page *ret,
            struct rc_err *err)
{
	struct fake *fake = of;
	bool up = (way == RC_FORWARD) != fake->backwards;
	int64_t number = from != NULL ? from->keys[0].i : up ? 0 : fake->n + 1;
	struct tui_row *rows = rc_arena_alloc(arena, limit, sizeof(*rows));
	size_t n = 0;
	size_t i;

	if (rows == NULL)
		return rc_fail_nomem(err);
	fake->calls++;
	for (number = step_from(fake, number, way);
	     number >= 1 && number <= fake->n && n < limit;
	     number = step_from(fake, number, way)) {
		struct tui_row *row = &rows[n++];
		const char **cells = rc_arena_alloc(arena, 3, sizeof(*cells));

		row->id = number * 10;
		row->anchor.keys[0] = RC_VALUE_INT(number);
		row->anchor.nkeys = 1;
		cells[0] = rc_arena_printf(arena, "%lld", (long long)number);
		cells[1] = "tên";
		cells[2] = "3";
		row->cells = cells;
		row->full = cells[0];
	}
	for (i = 0; way == RC_BACKWARD && i < n / 2; i++) {
		struct tui_row swap = rows[i];

		rows[i] = rows[n - 1 - i];
		rows[n - 1 - i] = swap;
	}
	fake->asked += n;
	ret->rows = rows;
	ret->n = n;
	return true;
}

static bool
fake_anchor(void *of, rc_id id, struct rc_arena *arena, struct rc_anchor *ret,
            struct rc_err *err)
{
	struct fake *fake = of;

	(void)arena;
	if (id / 10 == fake->gone || id < 10 || id / 10 > fake->n)
		return rc_fail(err, RC_ENOTFOUND, "gone");
	memset(ret, 0, sizeof(*ret));
	ret->id = id;
	ret->nkeys = 1;
	ret->keys[0] = RC_VALUE_INT(id / 10);
	return true;
}

static const struct tui_source_ops fake_ops = {
	.columns = fake_columns,
	.count = fake_count,
	.window = fake_window,
	.anchor = fake_anchor,
};

static void
start(struct tui_list *list, struct fake *fake, int height)
{
	struct rc_err err = { 0 };

	tui_list_init(list, (struct tui_source){ &fake_ops, fake });
	tui_list_size(list, height);
	assert_true(tui_list_refresh(list, &err));
}

static void
act(struct tui_list *list, enum tui_action action, int times)
{
	struct rc_err err = { 0 };
	bool used;

	while (times-- > 0) {
		assert_true(tui_list_handle(list, action, &used, &err));
		assert_true(used);
	}
}

/* The record under the cursor, and the line of the screen it stands on. */
static void
check_at(const struct tui_list *list, int64_t number, size_t line)
{
	const struct tui_row *row = tui_list_row(list);

	assert_non_null(row);
	assert_int_equal(row->id, number * 10);
	assert_int_equal(list->at - list->top, line);
}

static void
test_moves(void **state)
{
	struct fake fake = { .n = 1000000 };
	struct tui_list list;

	(void)state;
	start(&list, &fake, 20);
	assert_int_equal(list.count, 1000000);
	check_at(&list, 1, 0);
	act(&list, TUI_ACT_UP, 3);
	check_at(&list, 1, 0);
	act(&list, TUI_ACT_DOWN, 25);
	check_at(&list, 26, 19);
	act(&list, TUI_ACT_PAGE_DOWN, 100);
	check_at(&list, 2026, 19);
	act(&list, TUI_ACT_PAGE_UP, 100);
	check_at(&list, 26, 19);
	act(&list, TUI_ACT_UP, 25);
	check_at(&list, 1, 0);
	act(&list, TUI_ACT_END, 1);
	check_at(&list, 1000000, 19);
	act(&list, TUI_ACT_DOWN, 2);
	check_at(&list, 1000000, 19);
	act(&list, TUI_ACT_PAGE_UP, 2);
	check_at(&list, 999960, 19);
	act(&list, TUI_ACT_HOME, 1);
	check_at(&list, 1, 0);
	tui_list_fini(&list);
}

/* What is held and asked for does not grow with the source. */
static void
test_window(void **state)
{
	struct fake fake = { .n = 1000000 };
	struct tui_list list;
	int i;

	(void)state;
	start(&list, &fake, 20);
	act(&list, TUI_ACT_END, 1);
	for (i = 0; i < 1000; i++) {
		act(&list, TUI_ACT_UP, 1);
		assert_true(list.page.n <= 101);
	}
	check_at(&list, 999000, 0);
	/* one page of 101 rows for every 20 moves, not one a move */
	assert_true(fake.calls < 120);
	tui_list_fini(&list);
}

/* The cursor stays on its record, at its height. */
static void
test_follows_the_record(void **state)
{
	struct fake fake = { .n = 1000 };
	struct tui_list list;
	struct rc_err err = { 0 };

	(void)state;
	start(&list, &fake, 10);
	act(&list, TUI_ACT_DOWN, 500);
	act(&list, TUI_ACT_UP, 4);
	check_at(&list, 497, 5);
	fake.gone = 400; /* rows above vanish: nothing jumps */
	assert_true(tui_list_refresh(&list, &err));
	check_at(&list, 497, 5);
	fake.gone = 497; /* the record itself: the next one */
	assert_true(tui_list_refresh(&list, &err));
	check_at(&list, 498, 5);
	fake.gone = 0;
	fake.backwards = true; /* another order */
	assert_true(tui_list_renew(&list, &err));
	check_at(&list, 498, 5);
	act(&list, TUI_ACT_DOWN, 1);
	check_at(&list, 497, 6);
	fake.n = 100; /* another filter, without it: the first row */
	assert_true(tui_list_renew(&list, &err));
	check_at(&list, 100, 0);
	fake.n = 0;
	assert_true(tui_list_renew(&list, &err));
	assert_null(tui_list_row(&list));
	act(&list, TUI_ACT_DOWN, 1);
	act(&list, TUI_ACT_END, 1);
	assert_null(tui_list_row(&list));
	fake.n = 3;
	assert_true(tui_list_refresh(&list, &err));
	check_at(&list, 3, 0);
	tui_list_fini(&list);
}

static void
test_sizes(void **state)
{
	struct fake fake = { .n = 50 };
	struct tui_list list;
	struct rc_err err = { 0 };

	(void)state;
	start(&list, &fake, 10);
	act(&list, TUI_ACT_END, 1);
	check_at(&list, 50, 9);
	tui_list_size(&list, 0);
	assert_true(tui_list_refresh(&list, &err));
	check_at(&list, 50, 0);
	act(&list, TUI_ACT_PAGE_UP, 1);
	check_at(&list, 49, 0);
	tui_list_size(&list, 30);
	assert_true(tui_list_refresh(&list, &err));
	assert_int_equal(tui_list_row(&list)->id, 490);
	assert_true(list.page.n == 50);
	tui_list_fini(&list);
}

static void
test_marks(void **state)
{
	struct fake fake = { .n = 1200 };
	struct tui_list list;

	(void)state;
	start(&list, &fake, 10);
	act(&list, TUI_ACT_MARK, 2);
	check_at(&list, 3, 2);
	assert_int_equal(list.nmarks, 2);
	assert_true(tui_list_marked(&list, 10));
	assert_true(tui_list_marked(&list, 20));
	assert_false(tui_list_marked(&list, 30));
	act(&list, TUI_ACT_UP, 1);
	act(&list, TUI_ACT_MARK, 1);
	assert_int_equal(list.nmarks, 1);
	act(&list, TUI_ACT_MARK_ALL, 1);
	assert_int_equal(list.nmarks, 1200);
	assert_true(tui_list_marked(&list, 12000));
	act(&list, TUI_ACT_UNMARK, 1);
	assert_int_equal(list.nmarks, 0);
	tui_list_fini(&list);
}

static void
test_draw(void **state)
{
	static const struct {
		int w;
		const char *want;
	} cases[] = {
		{ 40, "   Row       Name                  Third\n"
		      ">  1         tên                       3\n"
		      " * 2         tên                       3\n" },
		{ 26, "   Row       Name\n>  1         tên\n"
		      " * 2         tên\n" },
		{ 13, "   Row\n>  1\n * 2\n" },
		{ 5, "   R…\n>  1\n * 2\n" },
		{ 3, "\n\n\n" },
	};
	struct fake fake = { .n = 1000 };
	struct tui_list list;
	struct tui_canvas c;
	struct rc_err err = { 0 };
	struct rc_buf b;
	size_t i;

	(void)state;
	start(&list, &fake, 2);
	assert_true(tui_list_mark(&list, 20, true));
	rc_buf_init(&b, 10000);
	tui_canvas_init(&c);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(tui_canvas_resize(&c, 40, 3, &err));
		rc_buf_clear(&b);
		tui_list_draw(&list, &c,
		              (struct tui_rect){ 0, 0, cases[i].w, 3 }, true);
		tui_canvas_dump(&c, false, &b);
		assert_string_equal(b.p, cases[i].want);
	}
	rc_buf_fini(&b);
	tui_canvas_fini(&c);
	tui_list_fini(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_moves),
		cmocka_unit_test(test_window),
		cmocka_unit_test(test_follows_the_record),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_draw),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
