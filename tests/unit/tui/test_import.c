/* SPDX-License-Identifier: MIT */
/*
 * import - the wizard over a real inventory and real files, driven by keys:
 * finding the file, naming its columns, mending a cell once for all rows,
 * writing, taking back, stopping.
 */
#include "world.h"

#include "files.h"
#include "screen/records.h"
#include "screen/wizard.h"

#include <rollcall/model/import_map.h>
#include <rollcall/model/log.h>

static struct tui_wizard *
wizard(struct session *s)
{
	assert_string_equal(tui_stack_top(s->ui)->screen->name, "import");
	return tui_stack_top(s->ui)->self;
}

static const char *
message(const struct session *s)
{
	assert_true(s->ui->ctx.nlog > 0);
	return s->ui->ctx.log[s->ui->ctx.nlog - 1].text;
}

static void
counts(const struct rc_import_result *r, uint64_t read, uint64_t created,
       uint64_t updated, uint64_t unchanged)
{
	assert_int_equal(r->read, read);
	assert_int_equal(r->created, created);
	assert_int_equal(r->updated, updated);
	assert_int_equal(r->unchanged, unchanged);
	assert_int_equal(r->rejected, read - created - updated - unchanged);
}

static bool
find_device(struct world *world, const char *tag, struct rc_arena *arena,
            struct rc_device *ret)
{
	struct rc_err err = { 0 };

	return rc_record_find(world->app, &rc_kind_device, tag, arena, ret,
	                      &err);
}

static uint64_t
count_of(struct world *world, const struct rc_kind *kind)
{
	struct rc_arena arena;
	struct rc_view view;
	struct rc_err err = { 0 };
	uint64_t n = 0;

	rc_arena_init(&arena);
	assert_true(rc_view_parse(kind, NULL, rc_app_today(world->app), &arena,
	                          &view, &err));
	assert_true(rc_records_count(world->app, &view, &n, &err));
	rc_arena_fini(&arena);
	return n;
}

/* --- the folder ----------------------------------------------------------- */

static void
test_folder(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;

	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	assert_string_equal(w->folder, world->folder);
	assert_int_equal(w->nshown, 5); /* no g.db, no .an.csv */
	assert_string_equal(w->entries.entries[0].name, "thang-10");
	assert_true(w->entries.entries[0].folder);
	assert_string_equal(w->entries.entries[4].name, "xa-cu.txt");
	keys(&s, "/ngay<Enter>");
	assert_int_equal(w->nshown, 1);
	keys(&s, "<Esc>");
	assert_int_equal(w->nshown, 5);
	/* In, and out again: on the folder that was left. */
	keys(&s, "<Enter>");
	assert_int_equal(w->nshown, 0);
	keys(&s, "<Back>");
	assert_string_equal(w->folder, world->folder);
	assert_int_equal(w->rows[TUI_WIZARD_FILES].at, 0);
	keys(&s, "<Right><Left>");
	assert_string_equal(w->folder, world->folder);
	end(&s);
}

/* A folder that cannot be read is told, and the way up stays open. */
static void
test_folder_gone(void **state)
{
	struct world *world = *state;
	struct session s;
	char path[200];

	begin_import(&s, world, 80, 24);
	file_path(world, "thang-10", path);
	assert_int_equal(rmdir(path), 0);
	keys(&s, "<Enter>");
	assert_non_null(strstr(message(&s), "thang-10"));
	keys(&s, "<Back>");
	assert_int_equal(wizard(&s)->nshown, 4);
	end(&s);
}

/* --- columns -------------------------------------------------------------- */

static void
test_look(void **state)
{
	struct session s;
	struct tui_wizard *w;

	begin_import(&s, *state, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE);
	assert_int_equal(w->step, TUI_WIZARD_MAP);
	assert_ptr_equal(w->kind, &rc_kind_device);
	assert_int_equal(w->look.ncolumns, 8);
	assert_int_equal(w->look.rows, 8);
	assert_int_equal(w->look.separator, ';');
	assert_true(w->look.bom);
	assert_string_equal(tui_wizard_field(w, 2)->name, "agency");
	assert_null(tui_wizard_field(w, 7));
	assert_int_equal(w->look.columns[7].filled, 2);
	assert_int_equal(w->look.columns[7].empty, 6);
	end(&s);
}

/* A file of an old code page: the reading is chosen by its lines, the kind
 * follows from the header. */
static void
test_encoding(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;
	struct rc_agency agency;
	struct rc_arena arena;
	struct rc_err err = { 0 };

	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, "<End><Enter>");
	assert_int_equal(w->step, TUI_WIZARD_FILES);
	assert_int_equal(s.ui->ctx.modal.type, TUI_MODAL_CHOICE);
	assert_string_equal(s.ui->ctx.modal.choice->items[0].label, "cp1258");
	keys(&s, "<Enter>");
	assert_int_equal(w->step, TUI_WIZARD_MAP);
	assert_ptr_equal(w->kind, &rc_kind_agency);
	assert_string_equal(w->look.columns[1].samples[0],
	                    "Sở Nội vụ tỉnh Đắk Lắk");
	keys(&s, "<Tab>");
	counts(&w->judged, 2, 2, 0, 0);
	keys(&s, "i<Enter>");
	assert_int_equal(w->step, TUI_WIZARD_WRITTEN);
	rc_arena_init(&arena);
	assert_true(rc_record_find(world->app, &rc_kind_agency, "X-2", &arena,
	                           &agency, &err));
	assert_string_equal(agency.name, "Đảng ủy xã Lộc Thành");
	rc_arena_fini(&arena);
	end(&s);
}

/* A column that is not known is given a field, another is passed over. */
static void
test_columns(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;
	struct rc_device device;
	struct rc_arena arena;

	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE "<End><Enter>notes<Enter>");
	assert_string_equal(tui_wizard_field(w, 7)->name, "notes");
	/* line 8 of the screen: host name */
	keys(&s, "g<Down><Down><Down><Down><Down><Down><Down><Enter>"
	         "pass over<Enter>");
	assert_null(tui_wizard_field(w, 1));
	keys(&s, "<Tab>i<Enter>");
	assert_int_equal(w->step, TUI_WIZARD_WRITTEN);
	rc_arena_init(&arena);
	assert_true(find_device(world, "TS-01", &arena, &device));
	assert_string_equal(device.notes, "a");
	assert_null(device.hostname);
	rc_arena_fini(&arena);
	end(&s);
}

/* A field that is given to a second column leaves the first. */
static void
test_field_once(void **state)
{
	struct session s;
	struct tui_wizard *w;

	begin_import(&s, *state, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE "<End><Enter>hostname<Enter>");
	assert_string_equal(tui_wizard_field(w, 7)->name, "hostname");
	assert_null(tui_wizard_field(w, 1));
	keys(&s, "<Tab>");
	assert_int_equal(w->step, TUI_WIZARD_JUDGED);
	end(&s);
}

/* A required field without a column takes one value for all new rows. */
static void
test_default(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;
	struct rc_device device;
	struct rc_arena arena;

	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, "<End><Up><Enter>"); /* tot.csv */
	assert_int_equal(w->nlines, 6 + 6);
	/* its column of the connectivity is passed over: now it is missing */
	keys(&s, "<End><Up><Enter>pass over<Enter>");
	assert_int_equal(w->nlines, 6 + 6 + 1);
	keys(&s, "<End><Enter>isolated<Enter>");
	assert_int_equal(w->ndefaults, 1);
	keys(&s, "<Tab>");
	counts(&w->judged, 2, 2, 0, 0);
	keys(&s, "i<Enter>");
	rc_arena_init(&arena);
	assert_true(find_device(world, "T-2", &arena, &device));
	assert_int_equal(device.connectivity, RC_ISOLATED);
	rc_arena_fini(&arena);
	end(&s);
}

/* Days that could be read both ways are refused until the order is said. */
static void
test_dates(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;
	struct rc_device device;
	struct rc_arena arena;

	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, "<Down><Down><Enter><Tab>");
	assert_int_equal(w->step, TUI_WIZARD_JUDGED);
	counts(&w->judged, 2, 0, 0, 0);
	keys(&s, "i"); /* nothing to write */
	assert_int_equal(s.ui->ctx.modal.type, TUI_MODAL_NONE);
	keys(&s, "<Esc>g<Down><Down><Down><Enter>month first<Enter>");
	assert_true(w->dates_given);
	assert_int_equal(w->dates, RC_MDY);
	keys(&s, "<Tab>");
	counts(&w->judged, 2, 2, 0, 0);
	keys(&s, "i<Enter>");
	rc_arena_init(&arena);
	assert_true(find_device(world, "N-1", &arena, &device));
	assert_int_equal(device.purchase_date,
	                 rc_date_from((struct rc_civil){ 2024, 1, 2 }));
	rc_arena_fini(&arena);
	end(&s);
}

/* --- mending, writing, taking back ---------------------------------------- */

/* The rejects file: a header and the two rows that stay refused. */
static void
check_rejects(struct world *world)
{
	struct rc_arena arena;
	struct rc_str bytes;
	struct rc_err err = { 0 };
	char path[200];
	size_t lines = 0;
	size_t i;

	rc_arena_init(&arena);
	file_path(world, "kiemke-rejects.csv", path);
	assert_true(rc_file_read(path, 1 << 20, &arena, &bytes, &err));
	for (i = 0; i < bytes.n; i++)
		lines += bytes.p[i] == '\n';
	assert_int_equal(lines, 3);
	assert_non_null(strstr(bytes.p, "TS-05"));
	assert_non_null(strstr(bytes.p, "TS-07"));
	assert_null(strstr(bytes.p, "TS-02"));
	rc_arena_fini(&arena);
}

/* The clock of the tests stands still in a session: of one instant, what was
 * done last stands first. */
static void
check_history(struct session *s, struct world *world, rc_id batch)
{
	struct tui_records_screen *history;
	struct rc_audit audit;
	struct rc_arena arena;
	struct rc_err err = { 0 };

	keys(s, "9");
	history = tui_stack_top(s->ui)->self;
	rc_arena_init(&arena);
	assert_true(rc_record_get(world->app, &rc_kind_audit,
	                          tui_list_row(&history->list)->id, &arena,
	                          &audit, &err));
	assert_int_equal(audit.batch.id, batch);
	rc_arena_fini(&arena);
}

static void
test_fix_write_undo(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;
	struct rc_device device;
	struct rc_arena arena;
	uint64_t devices = count_of(world, &rc_kind_device);

	rc_arena_init(&arena);
	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE "<Tab>");
	counts(&w->judged, 8, 1, 1, 1);
	assert_int_equal(w->judged.ngroups, 3);
	assert_string_equal(w->judged.groups[0].values[0].cell, "VP TU (cũ)");
	assert_int_equal(w->judged.groups[0].values[0].count, 3);
	/* one answer mends three rows */
	keys(&s, "<Down><Enter>văn phòng<Enter>");
	counts(&w->judged, 8, 4, 1, 1);
	assert_int_equal(w->nfixes, 1);
	keys(&s, "i<Enter>");
	assert_int_equal(w->step, TUI_WIZARD_WRITTEN);
	counts(&w->written, 8, 4, 1, 1);
	assert_int_equal(count_of(world, &rc_kind_device), devices + 4);
	assert_true(find_device(world, "TS-03", &arena, &device));
	assert_string_equal(device.agency.key, "H19.01");
	check_rejects(world);
	keys(&s, "z<Enter>");
	assert_int_equal(count_of(world, &rc_kind_device), devices);
	assert_true(w->undone_by > w->batch);
	assert_true(find_device(world, "TS-0004712", &arena, &device));
	assert_string_equal(device.hostname, "vp-pc-015");
	keys(&s, "z"); /* once is enough */
	assert_int_equal(s.ui->ctx.modal.type, TUI_MODAL_NONE);
	check_history(&s, world, w->undone_by);
	rc_arena_fini(&arena);
	end(&s);
}

/* Typed text as a mended cell; a fix is taken back from its line. */
static void
test_fix_text(void **state)
{
	struct session s;
	struct tui_wizard *w;

	begin_import(&s, *state, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE "<Tab><Down><Down><Down><Enter>");
	assert_int_equal(s.ui->ctx.modal.type, TUI_MODAL_PROMPT);
	keys(&s, "<Back><Back><Back><Back><Back><Back><Back><Back><Back>"
	         "<Back>28/02/2024<Enter>");
	counts(&w->judged, 8, 2, 1, 1);
	assert_int_equal(w->nfixes, 1);
	/* title, file, agency 2, category 2, title: then the fix */
	keys(&s, "g<Down><Down><Down><Down><Down><Down><Down><Enter>");
	assert_int_equal(w->nfixes, 0);
	counts(&w->judged, 8, 1, 1, 1);
	end(&s);
}

/* What was said of a sender's file holds for the next one. */
static void
test_sender(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;

	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE "<End><Enter>notes<Enter><Tab>");
	keys(&s, "<Down><Enter>H19.01<Enter>");
	keys(&s, "<F2>xã Đăk Nhau<Enter>");
	assert_int_equal(count_of(world, &rc_kind_import_map), 1);
	end(&s);

	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE);
	assert_int_equal(w->senders, 1);
	assert_null(tui_wizard_field(w, 7));
	keys(&s, "<Down><Down><Down><Down><Enter><Enter>");
	assert_string_equal(w->sender, "xã Đăk Nhau");
	assert_string_equal(tui_wizard_field(w, 7)->name, "notes");
	keys(&s, "<Tab>");
	counts(&w->judged, 8, 4, 1, 1); /* the fix came with it */
	end(&s);

	/* Saved from a file of which nothing was said: what was kept stays. */
	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE "<F2>xã Đăk Nhau<Enter><Tab>");
	counts(&w->judged, 8, 4, 1, 1);
	end(&s);
}

/* What an export writes as JSON: columns, but no separator. */
static void
test_json(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;
	char path[200];
	FILE *file;

	file_path(world, "xuat.json", path);
	file = fopen(path, "w");
	assert_non_null(file);
	(void)fputs("[{\"code\": \"X-1\", \"agency\": \"H19.01\", \"title\": "
	            "\"Văn thư\", \"title_group\": \"VIII\"}]\n",
	            file);
	(void)fclose(file);
	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, "<End><Enter>");
	assert_string_equal(w->look.format, "json");
	assert_ptr_equal(w->kind, &rc_kind_post);
	assert_int_equal(w->look.ncolumns, 4);
	keys(&s, "<Down><Down><Enter>");
	assert_non_null(strstr(message(&s), "it has no separator"));
	keys(&s, "<Tab>");
	counts(&w->judged, 1, 1, 0, 0);
	end(&s);
	assert_int_equal(unlink(path), 0);
}

/* The separator of the first line, or the one that a person says. */
static void
test_separator(void **state)
{
	struct session s;
	struct tui_wizard *w;

	begin_import(&s, *state, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE);
	assert_int_equal(w->look.separator, ';');
	assert_int_equal(w->look.ncolumns, 8);
	keys(&s, "<Down><Down><Enter><Down><Down><Enter>"); /* , */
	assert_int_equal(w->look.separator, ',');
	assert_int_equal(w->look.ncolumns, 1);
	assert_int_equal(w->rows[TUI_WIZARD_MAP].at, 2);
	keys(&s, "<Enter><Up><Up><Enter>"); /* by the first line */
	assert_int_equal(w->look.separator, ';');
	assert_int_equal(w->look.ncolumns, 8);
	end(&s);
}

/* --- stopping, leaving ---------------------------------------------------- */

static bool
pulse_stop(void *of)
{
	(*(int *)of)++;
	return false;
}

static void
test_stop(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;
	uint64_t batches = count_of(world, &rc_kind_batch);
	int pulses = 0;

	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE);
	s.ui->ctx.pulse_of = &pulses;
	s.ui->ctx.pulse = pulse_stop;
	keys(&s, "<Tab>");
	assert_true(pulses > 0);
	assert_int_equal(w->step, TUI_WIZARD_MAP);
	assert_null(w->running);
	assert_non_null(strstr(message(&s), "stopped"));
	/* the same of the writing */
	s.ui->ctx.pulse = NULL;
	keys(&s, "<Tab>");
	s.ui->ctx.pulse = pulse_stop;
	keys(&s, "i<Enter>");
	assert_int_equal(w->step, TUI_WIZARD_JUDGED);
	assert_int_equal(count_of(world, &rc_kind_batch), batches);
	end(&s);
}

static void
test_leave(void **state)
{
	struct session s;
	struct tui_wizard *w;

	begin_import(&s, *state, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE "<Esc>"); /* nothing to lose, nothing asked */
	assert_int_equal(w->step, TUI_WIZARD_FILES);
	keys(&s, "<Enter><End><Enter>notes<Enter><Esc>");
	assert_int_equal(s.ui->ctx.modal.type, TUI_MODAL_CONFIRM);
	keys(&s, "<Esc>");
	assert_int_equal(w->step, TUI_WIZARD_MAP);
	assert_string_equal(tui_wizard_field(w, 7)->name, "notes");
	/* another screen and back: it waits */
	keys(&s, "37");
	assert_int_equal(wizard(&s)->step, TUI_WIZARD_MAP);
	keys(&s, "q");
	assert_int_equal(s.ui->ctx.modal.type, TUI_MODAL_CONFIRM);
	assert_false(s.ui->ctx.quit);
	keys(&s, "<Enter>");
	assert_true(s.ui->ctx.quit);
	end(&s);
}

static void
test_read_only(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;
	uint64_t batches = count_of(world, &rc_kind_batch);

	begin_import(&s, world, 80, 24);
	s.ui->ctx.read_only = true;
	w = wizard(&s);
	keys(&s, KIEMKE "<Tab>");
	counts(&w->judged, 8, 1, 1, 1);
	keys(&s, "i");
	assert_int_equal(s.ui->ctx.modal.type, TUI_MODAL_NONE);
	assert_non_null(strstr(message(&s), "read only"));
	keys(&s, "<F2>");
	assert_int_equal(s.ui->ctx.modal.type, TUI_MODAL_NONE);
	assert_int_equal(count_of(world, &rc_kind_batch), batches);
	end(&s);
}

/* The file goes away between the look and the judgement. */
static void
test_file_gone(void **state)
{
	struct world *world = *state;
	struct session s;
	struct tui_wizard *w;
	char path[200];

	begin_import(&s, world, 80, 24);
	w = wizard(&s);
	keys(&s, KIEMKE);
	file_path(world, "kiemke.csv", path);
	assert_int_equal(unlink(path), 0);
	keys(&s, "<Tab>");
	assert_int_equal(w->step, TUI_WIZARD_MAP);
	assert_non_null(strstr(message(&s), "kiemke.csv"));
	end(&s);
}

/* Every step at every awkward size. */
static void
test_sizes(void **state)
{
	static const int sizes[][2] = {
		{ 1, 1 }, { 40, 12 }, { 41, 5 }, { 79, 13 }, { 500, 200 }
	};
	struct session s;
	struct tui_event size = { .type = TUI_EVENT_RESIZE };
	struct rc_err err = { 0 };
	void *world;
	size_t i;
	size_t j;

	(void)state;
	for (i = 0; i < RC_COUNT(steps); i++) {
		make_import(&world);
		begin_import(&s, world, 80, 24);
		keys(&s, steps[i].keys);
		for (j = 0; j < RC_COUNT(sizes); j++) {
			size.w = sizes[j][0];
			size.h = sizes[j][1];
			tui_ui_handle(s.ui, &size);
			tui_ui_refresh(s.ui, s.now);
			assert_true(tui_canvas_resize(&s.canvas, size.w, size.h,
			                              &err));
			tui_ui_draw(s.ui, &s.canvas);
			assert_in_range(s.canvas.cursor_x, 0, size.w - 1);
			assert_in_range(s.canvas.cursor_y, 0, size.h - 1);
		}
		end(&s);
		end_import(&world);
	}
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, make_import, end_import)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_folder),    TEST(test_folder_gone),
		TEST(test_look),      TEST(test_encoding),
		TEST(test_columns),   TEST(test_field_once),
		TEST(test_default),   TEST(test_dates),
		TEST(test_fix_text),  TEST(test_fix_write_undo),
		TEST(test_sender),    TEST(test_json),
		TEST(test_separator), TEST(test_stop),
		TEST(test_leave),     TEST(test_read_only),
		TEST(test_file_gone), cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
