/* SPDX-License-Identifier: MIT */
/*
 * ui - what screens do, driven by keys: sizes, input methods, pastes, edits,
 * undo, bulk acts, read only, and any keys at all.
 */
#include "world.h"

/* Every screen at every awkward size: nothing breaks, nothing leaks out. */
static void
test_any_size(void **state)
{
	static const int sizes[][2] = { { 1, 1 },    { 2, 40 },   { 40, 11 },
		                        { 40, 12 },  { 41, 5 },   { 79, 12 },
		                        { 120, 13 }, { 500, 200 } };
	struct session s;
	struct tui_event size = { .type = TUI_EVENT_RESIZE };
	struct rc_err err = { 0 };
	size_t i;
	size_t j;

	for (i = 0; i < RC_COUNT(screens); i++) {
		begin(&s, *state, 80, 24);
		keys(&s, screens[i].keys);
		if (screens[i].poll)
			play_poll(&s);
		for (j = 0; j < RC_COUNT(sizes); j++) {
			size.w = sizes[j][0];
			size.h = sizes[j][1];
			tui_ui_handle(s.ui, &size);
			tui_ui_refresh(s.ui, s.now);
			assert_true(tui_canvas_resize(&s.canvas, size.w, size.h,
			                              &err));
			tui_ui_draw(s.ui, &s.canvas);
			/* the hardware cursor is always somewhere */
			assert_in_range(s.canvas.cursor_x, 0, size.w - 1);
			assert_in_range(s.canvas.cursor_y, 0, size.h - 1);
		}
		end(&s);
	}
}

static bool
is_on(const struct session *s, const char *screen)
{
	return strcmp(tui_ui_top(s->ui)->screen->name, screen) == 0;
}

/* Keys of an input method run harmless commands only; a paste runs none. */
static void
test_ime_and_paste(void **state)
{
	struct session s;
	struct tui_event pasted = { .type = TUI_EVENT_KEY,
		                    .key = 'e',
		                    .pasted = true };

	begin(&s, *state, 80, 24);
	keys(&s, "3");
	keys(&s, "ế"); /* e: edit, which changes things */
	assert_true(is_on(&s, "devices"));
	tui_ui_handle(s.ui, &pasted);
	assert_true(is_on(&s, "devices"));
	keys(&s, "<Back>"); /* Backspace is nothing in a list */
	assert_true(is_on(&s, "devices"));
	keys(&s, "ĩ");
	keys(&s, "e");
	assert_true(is_on(&s, "edit"));
	keys(&s, "q+:<Esc>"); /* over a form letters are no commands */
	assert_true(is_on(&s, "edit"));
	keys(&s, "<Esc>");
	assert_true(is_on(&s, "devices"));
	end(&s);
}

static void
test_read_only(void **state)
{
	static const char *const tries[] = { "3e", "3+", "3<F2>", "9z", "2e" };
	struct tui_options options = { .read_only = true };
	struct world *world = *state;
	struct rc_err err = { 0 };
	struct session s;
	size_t i;

	begin(&s, world, 80, 24);
	tui_ui_fini(s.ui);
	assert_true(tui_ui_init(s.ui, world->app, &options, &err));
	for (i = 0; i < RC_COUNT(tries); i++) {
		keys(&s, tries[i]);
		assert_int_equal(s.ui->ctx.modal.type, TUI_MODAL_NONE);
		assert_int_equal(s.ui->depth, 0);
	}
	assert_true(s.ui->ctx.nlog >= 4);
	end(&s);
}

/* Edit a field, see it in the history, take it back. */
static void
test_edit_and_undo(void **state)
{
	struct world *world = *state;
	struct rc_arena arena;
	struct rc_device device;
	struct rc_err err = { 0 };
	struct session s;

	rc_arena_init(&arena);
	begin(&s, world, 80, 24);
	world->now += MINUTE;
	keys(&s, "3e<Down><Down><Down><Down><Enter>-mới<Enter><F2>");
	assert_true(is_on(&s, "devices"));
	assert_true(rc_record_find(world->app, &rc_kind_device, "TS-0004711",
	                           &arena, &device, &err));
	assert_string_equal(device.hostname, "vp-lt-014-mới");
	world->now += MINUTE;
	keys(&s, "9z<Enter>");
	assert_true(rc_record_find(world->app, &rc_kind_device, "TS-0004711",
	                           &arena, &device, &err));
	assert_string_equal(device.hostname, "vp-lt-014");
	end(&s);
	rc_arena_fini(&arena);
}

/* Someone else saves first: nothing is overwritten, and the form says so. */
static void
test_edit_conflict(void **state)
{
	static const char *const other[] = { "place=tầng 3" };
	static const char *const back[] = { "place=" };
	struct world *world = *state;
	struct rc_arena arena;
	struct rc_device device;
	struct rc_written written;
	struct rc_err err = { 0 };
	struct session s;

	rc_arena_init(&arena);
	begin(&s, world, 80, 24);
	keys(&s, "3e<Down><Down><Down><Down><Enter>x<Enter>");
	assert_true(rc_record_find(world->app, &rc_kind_device, "TS-0004711",
	                           &arena, &device, &err));
	assert_true(
	        rc_record_set(world->app,
	                      &(struct rc_edit){ &rc_kind_device,
	                                         device.head.id, other, 1, "" },
	                      &written, &err));
	keys(&s, "<F2>");
	assert_true(is_on(&s, "edit"));
	assert_true(s.ui->ctx.nlog > 0);
	assert_int_equal(s.ui->ctx.log[s.ui->ctx.nlog - 1].role, TUI_BAD);
	assert_true(rc_record_find(world->app, &rc_kind_device, "TS-0004711",
	                           &arena, &device, &err));
	assert_string_equal(device.hostname, "vp-lt-014");
	assert_true(
	        rc_record_set(world->app,
	                      &(struct rc_edit){ &rc_kind_device,
	                                         device.head.id, back, 1, "" },
	                      &written, &err));
	end(&s);
	rc_arena_fini(&arena);
}

/* Any keys at any size: no crash, no broken canvas. What they write is taken
 * as it comes; suspending and leaving are the main loop's. */
static void
test_any_keys(void **state)
{
	static const char letters[] = "123456890hjklgGsSeAUxz+/:?LyPcqn=~'\"";
	struct session s;
	struct tui_event event = { .type = TUI_EVENT_KEY };
	struct tui_event size = { .type = TUI_EVENT_RESIZE };
	struct rc_err err = { 0 };
	unsigned seed = 7;
	int i;

	begin(&s, *state, 80, 24);
	s.ui->ctx.program = NULL; /* no polls */
	for (i = 0; i < 4000; i++) {
		seed = seed * 1103515245u + 12345u;
		event.key = letters[(seed >> 16) % (sizeof(letters) - 1)];
		if ((seed >> 8) % 3 == 0)
			event.key =
			        (seed >> 16) % 2 ? TUI_KEY_ENTER : TUI_KEY_ESC;
		if ((seed >> 8) % 5 == 1)
			event.key =
			        TUI_KEY_FIRST + (int32_t)((seed >> 16) % 22);
		tui_ui_handle(s.ui, &event);
		if (i % 50 == 0) {
			size.w = (int)((seed >> 12) % 220) + 1;
			size.h = (int)((seed >> 20) % 60) + 1;
			tui_ui_handle(s.ui, &size);
			assert_true(tui_canvas_resize(&s.canvas, size.w, size.h,
			                              &err));
		}
		tui_ui_refresh(s.ui, s.now += 40);
		tui_ui_draw(s.ui, &s.canvas);
	}
	end(&s);
}

static void
check_place(struct world *world, const char *tag, const char *place)
{
	struct rc_arena arena;
	struct rc_device device;
	struct rc_err err = { 0 };

	rc_arena_init(&arena);
	assert_true(rc_record_find(world->app, &rc_kind_device, tag, &arena,
	                           &device, &err));
	assert_string_equal(rc_text_or_empty(device.place), place);
	rc_arena_fini(&arena);
}

/* Marked rows, hidden ones too, get a field in one batch, when the count is
 * typed; one undo takes all back. */
static void
test_bulk(void **state)
{
	struct world *world = *state;
	struct session s;

	world->now += MINUTE;
	begin(&s, world, 80, 24);
	keys(&s, "3  /TS-0010<Enter>  x");
	keys(&s, "place=kho A<Enter>3<Enter>"); /* 4 are marked */
	check_place(world, "TS-0004711", "");
	keys(&s, "x<Esc>xplace=kho A<Enter>4<Enter>");
	check_place(world, "TS-0004711", "kho A");
	check_place(world, "TS-0004712", "kho A");
	check_place(world, "TS-0010233", "kho A");
	check_place(world, "TS-0010301", "");
	world->now += MINUTE;
	keys(&s, "9z<Enter>");
	check_place(world, "TS-0004711", "");
	check_place(world, "TS-0010233", "");
	end(&s);
}

static void
test_retire(void **state)
{
	struct world *world = *state;
	struct rc_arena arena;
	struct rc_device device;
	struct rc_err err = { 0 };
	struct session s;

	rc_arena_init(&arena);
	world->now += MINUTE;
	begin(&s, world, 80, 24);
	keys(&s,
	     "3<Down><Del>cũ quá<Enter>TS-0004711<Enter>"); /* not its tag */
	assert_true(rc_record_find(world->app, &rc_kind_device, "TS-0004712",
	                           &arena, &device, &err));
	assert_int_equal(device.status, RC_STATUS_IN_USE);
	keys(&s, "<Del>cũ quá<Enter>TS-0004712<Enter>");
	assert_true(rc_record_find(world->app, &rc_kind_device, "TS-0004712",
	                           &arena, &device, &err));
	assert_int_equal(device.status, RC_STATUS_RETIRED);
	end(&s);
	rc_arena_fini(&arena);
}

/* Keys that come faster than frames: each acts on what the ones before it
 * lead to, never on what is still on the screen. */
static void
test_type_ahead(void **state)
{
	static const int32_t typed[] = {
		'3', TUI_KEY_DOWN, TUI_KEY_DOWN, '/',           '0',
		'2', '4',          '0',          TUI_KEY_ENTER, TUI_KEY_ENTER
	};
	struct session s;
	struct tui_event event = { .type = TUI_EVENT_KEY };
	struct rc_buf b;
	size_t i;

	begin(&s, *state, 80, 24);
	for (i = 0; i < RC_COUNT(typed); i++) {
		event.key = typed[i];
		tui_ui_handle(s.ui, &event);
	}
	assert_true(is_on(&s, "record"));
	tui_ui_refresh(s.ui, s.now);
	rc_buf_init(&b, 1000);
	tui_ui_top(s.ui)->screen->scope(tui_ui_top(s.ui)->self, &s.ui->ctx, &b);
	assert_string_equal(b.p, "device TS-0010240");
	rc_buf_fini(&b);
	end(&s);
}

/* The quota is judged once for both screens that show it, and again when the
 * data has changed. */
static void
test_verdict_shared(void **state)
{
	struct session s;
	const struct tui_verdict *verdict;
	unsigned of;
	const void *agencies;

	begin(&s, *state, 80, 24);
	verdict = &s.ui->ctx.verdict;
	assert_non_null(verdict->quota);
	of = verdict->of;
	agencies = verdict->quota->agencies;
	keys(&s, "2");
	assert_int_equal(verdict->of, of);
	assert_ptr_equal(verdict->quota->agencies, agencies);
	tui_ui_stale(s.ui);
	tui_ui_refresh(s.ui, s.now);
	assert_int_equal(verdict->of, of + 1);
	keys(&s, "1");
	assert_int_equal(verdict->of, of + 1);
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdict_shared),
		cmocka_unit_test(test_any_size),
		cmocka_unit_test(test_ime_and_paste),
		cmocka_unit_test(test_type_ahead),
		cmocka_unit_test(test_read_only),
		cmocka_unit_test(test_edit_and_undo),
		cmocka_unit_test(test_edit_conflict),
		cmocka_unit_test(test_bulk),
		cmocka_unit_test(test_retire),
		cmocka_unit_test(test_any_keys),
	};

	return cmocka_run_group_tests(tests, make_world, end_world);
}
