/* SPDX-License-Identifier: MIT */
/*
 * golden - every screen drawn over a small fixed inventory, compared with
 * tests/golden/tui/NAME. Set GOLDEN=1 to write the files anew; the review is
 * the difference in git.
 */
#include "stack.h"

#include <lib/unit.h>

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/file.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>
#include <rollcall/model/post.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILLED 1795330140000 /* 22/11/2026 13:49:00 in Vietnam */
#define MINUTE 60000

static rc_ms
clock_now(void *of)
{
	return *(const rc_ms *)of;
}

#define P(...)              \
	{                   \
		__VA_ARGS__ \
	}
static const struct {
	const struct rc_kind *kind;
	const char *pairs[14];
} records[] = {
	{ &rc_kind_target,
	  P("code=Q1-2026", "indicator=Q1", "title=Cơ quan cấp tỉnh",
	    "tier=province", "year=2026", "percent=100", "source=38-KH/TU") },
	{ &rc_kind_target,
	  P("code=Q2-2026", "indicator=Q2", "title=Đảng ủy cấp xã",
	    "tier=commune", "year=2026", "percent=80", "source=38-KH/TU") },
	{ &rc_kind_duty,
	  P("code=R1", "title=Báo cáo kết quả thực hiện Kế hoạch",
	    "from_role=Các ban đảng", "to_role=Cơ quan Thường trực",
	    "cycle=month", "due_day=25", "strict=yes", "valid_from=2026-01-04",
	    "source=38-KH/TU IV.4") },
	{ &rc_kind_agency,
	  P("code=H19", "name=Tỉnh ủy Đồng Nai", "kind=party_committee",
	    "tier=province", "in_quota=no") },
	{ &rc_kind_agency,
	  P("code=H19.01", "name=Văn phòng Tỉnh ủy", "kind=party_advisory",
	    "tier=province", "parent=H19", "in_quota=yes") },
	{ &rc_kind_agency,
	  P("code=25363", "name=Đảng ủy xã Đăk Nhau", "kind=party_committee",
	    "tier=commune", "parent=H19", "in_quota=yes") },
	{ &rc_kind_agency, P("code=25378", "name=Đảng ủy phường Lộc Thạnh",
	                     "kind=party_committee", "tier=commune",
	                     "parent=H19", "in_quota=yes") },
	{ &rc_kind_post,
	  P("code=VP-01", "agency=H19.01", "title=Chánh Văn phòng",
	    "title_group=VI", "holder=Nguyễn Thị Lan", "signer=yes",
	    "handler=yes") },
	{ &rc_kind_post, P("code=VP-02", "agency=H19.01", "title=Chuyên viên",
	                   "title_group=VIII", "holder=Trần Văn Ước",
	                   "signer=no", "handler=yes") },
	{ &rc_kind_post,
	  P("code=DN-01", "agency=25363", "title=Bí thư", "title_group=VII",
	    "holder=Điểu Krứ", "signer=yes", "handler=yes") },
	{ &rc_kind_post,
	  P("code=LT-01", "agency=25378", "title=Bí thư", "title_group=VII",
	    "holder=Lê Thị Hòa", "signer=yes", "handler=yes") },
	{ &rc_kind_device,
	  P("asset_tag=TS-0004711", "hostname=vp-lt-014", "category=laptop",
	    "manufacturer=Lenovo", "model=ThinkPad E14", "status=in_use",
	    "agency=H19.01", "post=VP-01", "connectivity=networked",
	    "host=127.0.0.11", "purchase_date=2025-03-01", "cost=18500000",
	    "warranty_end=2028-03-01") },
	{ &rc_kind_device,
	  P("asset_tag=TS-0004712", "hostname=vp-pc-015", "category=desktop",
	    "manufacturer=Dell", "model=OptiPlex 7010", "status=in_use",
	    "agency=H19.01", "post=VP-02", "connectivity=networked",
	    "purchase_date=2017-05-20", "ram_mb=4096") },
	{ &rc_kind_device,
	  P("asset_tag=TS-0010233", "hostname=dn-pc-01", "category=desktop",
	    "manufacturer=CMS", "model=X-Office V5", "status=in_use",
	    "agency=25363", "post=DN-01", "connectivity=isolated",
	    "purchase_date=2024-01-15") },
	{ &rc_kind_device,
	  P("asset_tag=TS-0010240", "name=Máy in tầng 2", "category=printer",
	    "manufacturer=Canon", "model=LBP 223dw", "status=broken",
	    "agency=25363", "connectivity=networked",
	    "notes=kẹt giấy, chờ thanh lý") },
	{ &rc_kind_device,
	  P("asset_tag=TS-0010301", "hostname=lt-lt-03", "category=laptop",
	    "status=lost", "agency=25378", "connectivity=networked",
	    "notes=\x1b[31mmất 12/2025") },
};

static const char *const poll_lines[] = {
	"{\"device\":\"TS-0004711\",\"host\":\"127.0.0.11:22\",\"outcome\":"
	"\"ok\",\"changed\":2,\"error\":null}",
	"{\"device\":\"TS-0004712\",\"host\":\"127.0.0.12:22\",\"outcome\":"
	"\"timeout\",\"changed\":0,\"error\":\"no greeting within 8 s\"}",
	"{\"device\":\"TS-0010301\",\"host\":\"127.0.0.13:2201\",\"outcome\":"
	"\"hostkey_changed\",\"changed\":0,\"error\":\"shows SHA256:9f2c, on "
	"file SHA256:77ab\"}",
};

struct world {
	char folder[64];
	char path[80];
	struct rc_app *app;
	rc_ms now; /* a minute more after each record and each session */
};

static void
fill(struct world *world)
{
	struct rc_err err = { 0 };
	struct rc_written written;
	size_t i;
	size_t n;

	for (i = 0; i < RC_COUNT(records); i++) {
		for (n = 0; n < 14 && records[i].pairs[n] != NULL; n++)
			;
		world->now += MINUTE;
		if (!rc_record_set(world->app,
		                   &(struct rc_edit){ records[i].kind, 0,
		                                      records[i].pairs, n,
		                                      "sổ tài sản" },
		                   &written, &err))
			fail_msg("%s: %s", records[i].pairs[0], err.text);
	}
}

static int
make_world(void **state)
{
	struct world *world = calloc(1, sizeof(*world));
	struct rc_app_options options = rc_app_options_default();
	struct rc_err err = { 0 };

	assert_non_null(world);
	snprintf(world->folder, sizeof(world->folder), "%s",
	         "/tmp/rollcall-tui-XXXXXX");
	assert_non_null(mkdtemp(world->folder));
	snprintf(world->path, sizeof(world->path), "%s/g.db", world->folder);
	options.where = world->path;
	options.user = "lan.nt";
	world->now = FILLED - RC_COUNT(records) * MINUTE;
	options.now = clock_now;
	options.now_of = &world->now;
	if (!rc_app_create(&options, &world->app, &err))
		fail_msg("%s", err.text);
	fill(world);
	*state = world;
	return 0;
}

static int
end_world(void **state)
{
	static const char *const tails[] = { "", "-wal", "-shm" };
	struct world *world = *state;
	char path[100];
	size_t i;

	rc_app_close(world->app);
	for (i = 0; i < RC_COUNT(tails); i++) {
		snprintf(path, sizeof(path), "%s%s", world->path, tails[i]);
		unlink(path);
	}
	rmdir(world->folder);
	free(world);
	return 0;
}

/* --- a session without a terminal ----------------------------------------- */

struct session {
	struct tui_ui *ui;
	struct tui_canvas canvas;
	int64_t now;
};

static void
begin(struct session *s, struct world *world, int w, int h)
{
	struct tui_options options = { .program = "rollcall" };
	struct tui_event size = { .type = TUI_EVENT_RESIZE, .w = w, .h = h };
	struct rc_err err = { 0 };

	s->ui = calloc(1, sizeof(*s->ui));
	assert_non_null(s->ui);
	s->now = 1000000;
	tui_canvas_init(&s->canvas);
	assert_true(tui_canvas_resize(&s->canvas, w, h, &err));
	assert_true(tui_ui_init(s->ui, world->app, &options, &err));
	tui_ui_handle(s->ui, &size);
	tui_ui_refresh(s->ui, s->now);
}

static void
end(struct session *s)
{
	tui_ui_fini(s->ui);
	tui_canvas_fini(&s->canvas);
	free(s->ui);
}

/* Keys as the main loop would bring them; "<Down>" and the like are names. */
static void
keys(struct session *s, const char *text)
{
	static const struct {
		const char *name;
		int32_t key;
	} names[] = {
		{ "<Down>", TUI_KEY_DOWN }, { "<Enter>", TUI_KEY_ENTER },
		{ "<Esc>", TUI_KEY_ESC },   { "<F2>", TUI_KEY_F2 },
		{ "<PgDn>", TUI_KEY_PGDN }, { "<Back>", TUI_KEY_BACKSPACE },
		{ "<End>", TUI_KEY_END },   { "<Del>", TUI_KEY_DELETE },
	};
	struct rc_str rest = rc_str_of(text);
	struct tui_event event = { .type = TUI_EVENT_KEY };
	size_t i;
	size_t n;

	while (rest.n > 0) {
		n = rc_utf8_next(rest, &event.key);
		assert_true(n > 0);
		for (i = 0; i < RC_COUNT(names); i++) {
			if (!rc_str_starts(rest, names[i].name))
				continue;
			event.key = names[i].key;
			n = strlen(names[i].name);
		}
		rest.p += n;
		rest.n -= n;
		tui_ui_handle(s->ui, &event);
		s->now += 100;
		tui_ui_refresh(s->ui, s->now);
	}
}

/* A poll that has run: its lines, without its process. */
static void
play_poll(struct session *s)
{
	struct tui_job *job = &s->ui->job;
	size_t i;

	job->start_ms = s->now;
	job->end_ms = s->now + 12000;
	job->all = 4;
	for (i = 0; i < RC_COUNT(poll_lines); i++)
		tui_job_line(job, rc_str_of(poll_lines[i]), s->now + 4000);
	job->state = TUI_JOB_OVER;
	job->change++;
	s->now += 12000;
	tui_ui_refresh(s->ui, s->now);
}

static void
compare(const char *name, const struct rc_buf *got)
{
	char path[200];
	struct rc_arena arena;
	struct rc_str want = { 0 };
	struct rc_err err = { 0 };

	snprintf(path, sizeof(path), "tests/golden/tui/%s.txt", name);
	if (getenv("GOLDEN") != NULL) {
		assert_true(rc_file_write(path, rc_buf_str(got), 0644, &err));
		return;
	}
	rc_arena_init(&arena);
	if (!rc_file_read(path, 1 << 20, &arena, &want, &err))
		fail_msg("%s (GOLDEN=1 writes it)", err.text);
	if (!rc_str_eq(want, rc_buf_str(got)))
		print_error("--- got, for %s\n%s", path, got->p);
	assert_string_equal(got->p, want.p);
	rc_arena_fini(&arena);
}

/* --- the screens ---------------------------------------------------------- */

static const struct {
	const char *name;
	const char *keys;
	bool poll;
} screens[] = {
	{ "dashboard", "", false },
	{ "agencies", "2", false },
	{ "devices", "3 <Down>", false },
	{ "devices-filter",
	  "3/dak nhau<Back><Back><Back><Back><Back><Back>"
	  "<Back><Back>status=broken",
	  false },
	{ "devices-filter-bad", "3/status=bro", false },
	{ "devices-sort", "3s", false },
	{ "record", "3<Enter>", false },
	{ "record-end", "3<Enter><End>", false },
	{ "edit-fault",
	  "3e<Down><Down><Down><Down><Down><Down><Down><Down>"
	  "<Down><Down><Enter>-x<Enter><F2>",
	  false },
	{ "edit-choice", "3e<Down><Down><Down><Down><Down><Enter>", false },
	{ "retire", "3<Down><Down><Down>x", false },
	{ "history", "9", false },
	{ "undo", "9z", false },
	{ "calendar", "0", false },
	{ "poll-none", "6", false },
	{ "poll", "6", true },
	{ "palette", ":lang", false },
	{ "help", "3?", false },
};

struct look {
	const char *name;
	int w, h;
	bool ascii, roles;
	enum rc_lang lang;
};

static void
draw_all(struct world *world, const struct look *look)
{
	struct session s;
	struct rc_buf b;
	char name[100];
	size_t i;

	rc_lang_set(look->lang);
	rc_buf_init(&b, 1 << 20);
	for (i = 0; i < RC_COUNT(screens); i++) {
		begin(&s, world, look->w, look->h);
		s.canvas.ascii = look->ascii;
		keys(&s, screens[i].keys);
		if (screens[i].poll)
			play_poll(&s);
		tui_ui_draw(s.ui, &s.canvas);
		rc_buf_clear(&b);
		tui_canvas_dump(&s.canvas, look->roles, &b);
		snprintf(name, sizeof(name), "%s-%s", screens[i].name,
		         look->name);
		compare(name, &b);
		end(&s);
	}
	rc_buf_fini(&b);
	rc_lang_set(RC_LANG_EN);
}

static void
test_en_80(void **state)
{
	draw_all(*state,
	         &(struct look){ "80x24-en", 80, 24, false, true, RC_LANG_EN });
}

static void
test_en_200(void **state)
{
	draw_all(*state, &(struct look){ "200x50-en", 200, 50, false, false,
	                                 RC_LANG_EN });
}

static void
test_en_60(void **state)
{
	draw_all(*state, &(struct look){ "60x16-en", 60, 16, false, false,
	                                 RC_LANG_EN });
}

static void
test_en_ascii(void **state)
{
	draw_all(*state, &(struct look){ "80x24-ascii", 80, 24, true, false,
	                                 RC_LANG_EN });
}

/* Is there a Vietnamese catalogue in this build? */
static bool
has_vi(void)
{
	bool has;

	rc_lang_set(RC_LANG_VI);
	has = strcmp(_("Dashboard"), "Dashboard") != 0;
	rc_lang_set(RC_LANG_EN);
	return has;
}

static void
test_vi_80(void **state)
{
	if (!has_vi())
		skip();
	draw_all(*state, &(struct look){ "80x24-vi", 80, 24, false, false,
	                                 RC_LANG_VI });
}

static void
test_vi_200(void **state)
{
	if (!has_vi())
		skip();
	draw_all(*state, &(struct look){ "200x50-vi", 200, 50, false, false,
	                                 RC_LANG_VI });
}

/* --- what is not a picture ------------------------------------------------ */

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
	assert_true(rc_record_set(
	        world->app,
	        &(struct rc_edit){ &rc_kind_device, device.head.id, other, 1, "" },
	        &written, &err));
	keys(&s, "<F2>");
	assert_true(is_on(&s, "edit"));
	assert_true(s.ui->ctx.nlog > 0);
	assert_int_equal(s.ui->ctx.log[s.ui->ctx.nlog - 1].role, TUI_BAD);
	assert_true(rc_record_find(world->app, &rc_kind_device, "TS-0004711",
	                           &arena, &device, &err));
	assert_string_equal(device.hostname, "vp-lt-014");
	assert_true(rc_record_set(
	        world->app,
	        &(struct rc_edit){ &rc_kind_device, device.head.id, back, 1, "" },
	        &written, &err));
	end(&s);
	rc_arena_fini(&arena);
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

int
main(void)
{
	/* Pictures first: what follows writes to the inventory. */
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_en_80),
		cmocka_unit_test(test_en_200),
		cmocka_unit_test(test_en_60),
		cmocka_unit_test(test_en_ascii),
		cmocka_unit_test(test_vi_80),
		cmocka_unit_test(test_vi_200),
		cmocka_unit_test(test_any_size),
		cmocka_unit_test(test_ime_and_paste),
		cmocka_unit_test(test_read_only),
		cmocka_unit_test(test_edit_and_undo),
		cmocka_unit_test(test_edit_conflict),
		cmocka_unit_test(test_bulk),
		cmocka_unit_test(test_retire),
	};

	return cmocka_run_group_tests(tests, make_world, end_world);
}
