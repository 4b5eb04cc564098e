/* SPDX-License-Identifier: MIT */
/*
 * world - a small fixed inventory, a session over it without a terminal, and
 * the list of screens with the keys that lead there.
 */
#ifndef TESTS_TUI_WORLD_H
#define TESTS_TUI_WORLD_H

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

static RC_UNUSED rc_ms
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

static RC_UNUSED void
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

static RC_UNUSED int
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

static RC_UNUSED int
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

static RC_UNUSED void
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

static RC_UNUSED void
end(struct session *s)
{
	tui_ui_fini(s->ui);
	tui_canvas_fini(&s->canvas);
	free(s->ui);
}

/* Keys as the main loop would bring them; "<Down>" and the like are names. */
static RC_UNUSED void
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
		{ "<Tab>", TUI_KEY_TAB },   { "<Up>", TUI_KEY_UP },
		{ "<Left>", TUI_KEY_LEFT }, { "<Right>", TUI_KEY_RIGHT },
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
		while (tui_ui_work(s->ui))
			tui_ui_refresh(s->ui, s->now);
	}
}

/* A poll that has run: its lines, without its process. */
static RC_UNUSED void
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

/* --- the screens ---------------------------------------------------------- */

static const struct {
	const char *name;
	const char *keys;
	bool poll;
} screens[] = {
	{ "dashboard", "", false },
	{ "agencies", "2", false },
	{ "explain", "2 w", false },
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
	{ "poll-ask", "3/status=broken<Enter>P", false },
	{ "palette", ":lang", false },
	{ "help", "3?", false },
};

#endif
