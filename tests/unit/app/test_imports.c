/* SPDX-License-Identifier: MIT */
/* Files into a database: what is written, what is not, and what is said. */
#include <unit/app/import_case.h>

#include <rollcall/model/import_map.h>

#define AGENCIES                                                                \
	"code,name,kind,tier,parent,in_quota\n"                                 \
	"25294,Đảng ủy xã Lộc Thành,party-committee,commune,75,yes\n"  \
	"25280,Đảng ủy xã Lộc Thạnh,party-committee,commune,75,yes\n" \
	"75,Thành ủy Đồng Nai,party-committee,province,,no\n"
#define POSTS                                       \
	"code,agency,title,title_group\n"           \
	"25294-01,25294,Bí thư Đảng ủy,VI\n" \
	"25294-02,25294,Chuyên viên,VIII\n"

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct rc_app_options options = rc_app_options_default();

	assert_non_null(f);
	(void)snprintf(f->folder, sizeof(f->folder),
	               "/tmp/rollcall-imports-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	(void)snprintf(f->where, sizeof(f->where), "%s/x.db", f->folder);
	(void)snprintf(f->file, sizeof(f->file), "%s/in.csv", f->folder);
	(void)snprintf(f->rejects, sizeof(f->rejects), "%s/bad.csv", f->folder);
	options.where = f->where;
	options.user = "tester";
	options.now = fixed_now;
	if (!rc_app_create(&options, &f->app, &f->err))
		fail_msg("%s", f->err.text);
	rc_arena_init(&f->arena);
	must_import(f, &rc_kind_agency, AGENCIES);
	expect_counts(f, 3, 0, 0, 0);
	must_import(f, &rc_kind_post, POSTS);
	expect_counts(f, 2, 0, 0, 0);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;
	static const char *const names[] = { "x.db",   "x.db-wal", "x.db-shm",
		                             "in.csv", "bad.csv",  "pipe" };
	char path[128];
	size_t i;

	rc_app_close(f->app);
	for (i = 0; i < RC_COUNT(names); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", f->folder,
		               names[i]);
		(void)unlink(path);
	}
	assert_int_equal(rmdir(f->folder), 0);
	rc_arena_fini(&f->arena);
	free(f);
	return 0;
}

/* As Excel saves it: BOM, `;`, CR LF, d/m/y, empty columns and rows at the
 * end, Vietnamese headers and words. */
#define EXCEL                                                                                        \
	"\xEF\xBB\xBF"                                                                               \
	"STT;Mã tài sản;Số sê-ri;Loại thiết bị;Tình trạng;Đơn vị;Mã vị trí;" \
	"Kết nối;Ngày mua;Ngày đưa vào sử dụng;Nguyên giá;Ghi chú;\r\n"              \
	"1;TS-1;SN-1;Máy tính để bàn;Đang sử dụng;Đảng uỷ xã Lộc Thành;"         \
	"25294-01;Nối mạng;15/08/2025;01/09/2025;18.500.000 đ;\"dòng 1\n"                      \
	"dòng 2\";\r\n"                                                                             \
	"2;TS-2;SN-2;Laptop;Trong kho;25280;;Độc lập;01/02/2026;;20000000;;"                    \
	"\r\n"                                                                                       \
	";;;;;;;;;;;;\r\n"

static void
test_excel(void **state)
{
	struct fixture *f = *state;
	struct rc_custody custody;
	struct rc_batch batch;
	struct rc_device d;
	struct rc_view view;
	struct rc_page page;

	f->options.reason = "kiểm kê";
	must_import(f, &rc_kind_device, EXCEL);
	expect_counts(f, 2, 0, 0, 0);
	assert_true(f->result.batch > 0);
	assert_int_equal(f->result.nremarks, 4);
	assert_string_equal(f->result.remarks[0],
	                    "column 1 \"STT\" is ignored on purpose");
	assert_string_equal(f->result.remarks[1], "the separator is ;");
	assert_string_equal(f->result.remarks[2], "1 blank rows passed over");
	d = device(f, "TS-1");
	assert_int_equal(d.category, RC_CATEGORY_DESKTOP);
	assert_int_equal(d.status, RC_STATUS_IN_USE);
	assert_string_equal(d.agency.key, "25294");
	assert_string_equal(d.post.key, "25294-01");
	assert_int_equal(d.cost, 18500000);
	assert_int_equal(d.purchase_date,
	                 rc_date_from((struct rc_civil){ 2025, 8, 15 }));
	assert_string_equal(d.notes, "dòng 1\ndòng 2");
	d = device(f, "TS-2");
	assert_int_equal(d.connectivity, RC_ISOLATED);
	assert_int_equal(d.purchase_date,
	                 rc_date_from((struct rc_civil){ 2026, 2, 1 }));
	/* Held since it went into service. */
	assert_int_equal(count(f, &rc_kind_custody, ""), 1);
	assert_true(rc_view_parse(&rc_kind_custody, "", rc_app_today(f->app),
	                          &f->arena, &view, &f->err));
	assert_true(rc_records_page(f->app, &view, NULL, RC_FORWARD, 1,
	                            &f->arena, &page, &f->err));
	custody = *(struct rc_custody *)rc_page_row(&page, &rc_kind_custody, 0);
	assert_int_equal(custody.from_date,
	                 rc_date_from((struct rc_civil){ 2025, 9, 1 }));
	assert_true(rc_record_get(f->app, &rc_kind_batch, f->result.batch,
	                          &f->arena, &batch, &f->err));
	assert_string_equal(batch.what, "import devices text.csv");
	assert_string_equal(batch.reason, "kiểm kê");
	assert_int_equal(strlen(batch.digest), 64);
	assert_string_equal(batch.who, "tester");
	expect_whole(f);
}

static void
test_twice(void **state)
{
	struct fixture *f = *state;
	uint64_t lines;

	must_import(f, &rc_kind_device, EXCEL);
	lines = count(f, &rc_kind_audit, "");
	must_import(f, &rc_kind_device, EXCEL);
	expect_counts(f, 0, 0, 2, 0);
	assert_int_equal(count(f, &rc_kind_audit, ""), lines);
	must_import(f, &rc_kind_agency, AGENCIES);
	expect_counts(f, 0, 0, 3, 0);
	must_import(f, &rc_kind_post, POSTS);
	expect_counts(f, 0, 0, 2, 0);
	assert_int_equal(count(f, &rc_kind_audit, ""), lines);
	assert_int_equal(device(f, "TS-1").head.version, 1);
}

#define DEVICE_HEAD "asset_tag,serial,category,status,agency,connectivity"
#define MIXED                                                        \
	DEVICE_HEAD ",cost\n"                                        \
	            "TS-1,SN-1,laptop,in_use,25294,networked,1000\n" \
	            "TS-2,SN-2,robot,in_use,25294,networked,1000\n"  \
	            "TS-3,SN-3,laptop,in_use,Lộc Thanh,networked,\"1;2\"\n"

static void
test_abort(void **state)
{
	struct fixture *f = *state;
	const struct rc_fault *fault;

	must_import(f, &rc_kind_device, MIXED);
	expect_counts(f, 1, 0, 0, 2);
	assert_int_equal(f->result.batch, 0);
	assert_int_equal(count(f, &rc_kind_device, ""), 0);
	assert_int_equal(count(f, &rc_kind_batch, ""), 2);
	assert_int_equal(f->result.nfaults, 3);
	fault = &f->result.faults[0];
	assert_int_equal(fault->line, 3);
	assert_int_equal(fault->column, 3);
	assert_string_equal(fault->header, "category");
	assert_string_equal(fault->value, "robot");
	fault = &f->result.faults[1];
	assert_int_equal(fault->line, 4);
	assert_int_equal(fault->column, 5);
	assert_string_equal(fault->value, "Lộc Thanh");
	assert_string_equal(fault->reason, "there is no agency \"Lộc Thanh\"");
	assert_string_equal(fault->hint,
	                    "which of these: 25280 Đảng ủy xã Lộc Thạnh, 25294 "
	                    "Đảng ủy xã Lộc Thành");
	assert_int_equal(f->result.faults[2].column, 7);
	expect_whole(f);
}

static void
test_skip_and_rejects(void **state)
{
	struct fixture *f = *state;

	f->options.skip_bad = true;
	f->options.rejects = f->rejects;
	must_import(f, &rc_kind_device, MIXED);
	expect_counts(f, 1, 0, 0, 2);
	assert_true(f->result.batch > 0);
	assert_int_equal(count(f, &rc_kind_device, ""), 1);
	assert_string_equal(
	        read_file(f, f->rejects), DEVICE_HEAD
	        ",cost,_line,_reason\r\n"
	        "TS-2,SN-2,robot,in_use,25294,networked,1000,3,\"category: "
	        "\"\"robot\"\" is not one of: desktop laptop tablet phone "
	        "monitor printer scanner shredder photocopier network server "
	        "other\"\r\n"
	        "TS-3,SN-3,laptop,in_use,Lộc Thanh,networked,1;2,4,\"agency: "
	        "there is no agency \"\"Lộc Thanh\"\" (which of these: 25280 "
	        "Đảng ủy xã Lộc Thạnh, 25294 Đảng ủy xã Lộc Thành); cost: "
	        "\"\"1;2\"\" is not an amount in đồng (write 20000000, "
	        "20.000.000 or 20 triệu)\"\r\n");
	/* Mended, the file goes in as it is; its two columns are passed over.
	 */
	write_file(f->file,
	           DEVICE_HEAD ",cost,_line,_reason\r\n"
	                       "TS-2,SN-2,tablet,in_use,25294,networked,1000,"
	                       "3,\"category: ...\"\r\n"
	                       "TS-3,SN-3,laptop,in_use,25280,networked,12,4,"
	                       "x\r\n");
	f->options.path = f->file;
	f->options.kind = &rc_kind_device;
	assert_true(rc_import_file(f->app, &f->options, &f->arena, &f->result,
	                           &f->err));
	expect_counts(f, 2, 0, 0, 0);
	assert_int_equal(f->result.nremarks, 0);
	assert_int_equal(count(f, &rc_kind_device, ""), 3);
	expect_whole(f);
}

/* A file of refused rows that is refused again does not grow columns. */
static void
test_rejects_again(void **state)
{
	struct fixture *f = *state;
	const char *once;

	f->options.rejects = f->rejects;
	must_import(f, &rc_kind_device, MIXED);
	once = read_file(f, f->rejects);
	must_import(f, &rc_kind_device, once);
	expect_counts(f, 0, 0, 0, 2);
	assert_non_null(
	        strstr(read_file(f, f->rejects),
	               "TS-2,SN-2,robot,in_use,25294,networked,1000,2,"));
	assert_non_null(
	        strstr(read_file(f, f->rejects), ",cost,_line,_reason\r\n"));
}

static void
test_dry_run(void **state)
{
	struct fixture *f = *state;
	struct rc_import_result dry;

	must_import(f, &rc_kind_device, EXCEL);
	f->options.dry_run = true;
	f->options.skip_bad = true;
	must_import(f, &rc_kind_device,
	            MIXED "TS-4,SN-4,laptop,in_use,25294,networked,7\n");
	dry = f->result;
	assert_int_equal(dry.batch, 0);
	assert_int_equal(count(f, &rc_kind_device, ""), 2);
	assert_int_equal(count(f, &rc_kind_batch, ""), 3);
	f->options.dry_run = false;
	must_import(f, &rc_kind_device,
	            MIXED "TS-4,SN-4,laptop,in_use,25294,networked,7\n");
	expect_counts(f, 1, 1, 0, 2);
	assert_int_equal(dry.created, f->result.created);
	assert_int_equal(dry.updated, f->result.updated);
	assert_int_equal(dry.unchanged, f->result.unchanged);
	assert_int_equal(dry.rejected, f->result.rejected);
	assert_int_equal(dry.nfaults, f->result.nfaults);
	assert_int_equal(dry.ndeltas, f->result.ndeltas);
	assert_int_equal(count(f, &rc_kind_device, ""), 3);
}

static void
test_deltas(void **state)
{
	struct fixture *f = *state;

	must_import(f, &rc_kind_device, EXCEL);
	must_import(f, &rc_kind_device,
	            DEVICE_HEAD ",post,cost,purchase_date\n"
	                        "TS-1,,,,,,\\N,,\n"
	                        "TS-2,,,,25294,,25294-02,19000000,"
	                        "2026-02-03\n");
	expect_counts(f, 0, 2, 0, 0);
	assert_int_equal(f->result.all_deltas, 5);
	assert_int_equal(f->result.ndeltas, 5);
	assert_int_equal(f->result.deltas[0].line, 2);
	assert_string_equal(f->result.deltas[0].key, "TS-1");
	assert_string_equal(f->result.deltas[0].field, "post");
	assert_string_equal(f->result.deltas[0].before, "25294-01");
	assert_string_equal(f->result.deltas[0].after, "");
	assert_string_equal(f->result.deltas[1].field, "agency");
	assert_string_equal(f->result.deltas[1].before, "25280");
	assert_string_equal(f->result.deltas[1].after, "25294");
	assert_string_equal(f->result.deltas[3].field, "purchase_date");
	assert_string_equal(f->result.deltas[3].before, "01/02/2026");
	assert_string_equal(f->result.deltas[3].after, "03/02/2026");
	assert_string_equal(f->result.deltas[4].before, "20.000.000 đ");
	expect_whole(f);
}

struct clicker {
	uint64_t rows, calls, bytes, total, stop_at;
	const char *append_to;
};

static bool
click(void *ctx, uint64_t rows, uint64_t bytes, uint64_t total)
{
	struct clicker *c = ctx;
	FILE *out;

	c->calls++;
	c->rows = rows;
	c->bytes = bytes;
	c->total = total;
	if (c->append_to != NULL && rows > 0) {
		out = fopen(c->append_to, "a");
		assert_non_null(out);
		assert_true(fputs("X-1,25294,Thêm,VI\n", out) >= 0);
		assert_int_equal(fclose(out), 0);
		c->append_to = NULL;
	}
	return c->stop_at == 0 || rows < c->stop_at;
}

/* A file of n good posts. */
static void
write_posts(const char *path, int n)
{
	FILE *out = fopen(path, "w");
	int i;

	assert_non_null(out);
	assert_true(fputs("code,agency,title,title_group\n", out) >= 0);
	for (i = 0; i < n; i++)
		assert_true(fprintf(out, "N-%d,25294,Chuyên viên %d,VIII\n", i,
		                    i) > 0);
	assert_int_equal(fclose(out), 0);
}

static bool
import_file(struct fixture *f, const struct rc_kind *kind, const char *path)
{
	f->options.kind = kind;
	f->options.path = path;
	memset(&f->err, 0, sizeof(f->err));
	return rc_import_file(f->app, &f->options, &f->arena, &f->result,
	                      &f->err);
}

static void
test_progress_and_cancel(void **state)
{
	struct fixture *f = *state;
	struct clicker c = { 0 };

	write_posts(f->file, 5000);
	f->options.progress = click;
	f->options.ctx = &c;
	c.stop_at = 1000;
	assert_false(import_file(f, &rc_kind_post, f->file));
	assert_int_equal(f->err.code, RC_ECANCELLED);
	assert_string_equal(f->err.text, "stopped; nothing was written");
	assert_int_equal(count(f, &rc_kind_post, ""), 2);
	assert_int_equal(count(f, &rc_kind_batch, ""), 2);
	c = (struct clicker){ 0 };
	assert_true(import_file(f, &rc_kind_post, f->file));
	expect_counts(f, 5000, 0, 0, 0);
	assert_true(c.calls >= 5000 / 256);
	assert_int_equal(c.bytes, c.total);
	assert_int_equal(count(f, &rc_kind_post, ""), 5002);
	expect_whole(f);
}

static void
test_changed_meanwhile(void **state)
{
	struct fixture *f = *state;
	struct clicker c = { .append_to = f->file };

	write_posts(f->file, 2000);
	f->options.progress = click;
	f->options.ctx = &c;
	assert_false(import_file(f, &rc_kind_post, f->file));
	assert_int_equal(f->err.code, RC_ECONFLICT);
	assert_non_null(strstr(f->err.text, "the file changed while it was "
	                                    "read"));
	assert_int_equal(count(f, &rc_kind_post, ""), 2);
}

static void
test_many_faults(void **state)
{
	struct fixture *f = *state;
	FILE *out = fopen(f->file, "w");
	int i;

	assert_non_null(out);
	assert_true(fputs("code,agency,title,title_group\n", out) >= 0);
	for (i = 0; i < 1500; i++)
		assert_true(fprintf(out, "N-%d,nowhere,,IX\n", i) > 0);
	assert_int_equal(fclose(out), 0);
	assert_true(import_file(f, &rc_kind_post, f->file));
	expect_counts(f, 0, 0, 0, 1500);
	assert_int_equal(f->result.all_faults, 3 * 1500);
	assert_int_equal(f->result.nfaults, RC_IMPORT_SHOWN);
}

static void
test_no_file(void **state)
{
	struct fixture *f = *state;
	char pipe[128];

	assert_false(import_file(f, &rc_kind_post, f->file));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	assert_non_null(strstr(f->err.text, "in.csv"));
	assert_false(import_file(f, &rc_kind_post, f->folder));
	assert_non_null(strstr(f->err.text, "is a folder, not a file"));
	(void)snprintf(pipe, sizeof(pipe), "%s/pipe", f->folder);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_false(import_file(f, &rc_kind_post, pipe));
	assert_non_null(strstr(f->err.text, "is not a regular file"));
	write_file(f->file, "");
	assert_false(import_file(f, &rc_kind_post, f->file));
	assert_non_null(strstr(f->err.text, "there is no header"));
	write_file(f->file, "code,agency,title,title_group\n");
	assert_true(import_file(f, &rc_kind_post, f->file));
	expect_counts(f, 0, 0, 0, 0);
	f->options.rejects = f->file;
	assert_false(import_file(f, &rc_kind_post, f->file));
	assert_int_equal(f->err.code, RC_EUSAGE);
}

static void
test_refused_kinds(void **state)
{
	static const struct {
		const struct rc_kind *kind;
		const char *instead; /* what to do */
	} kinds[] = {
		{ &rc_kind_custody, "rollcall assign" },
		{ &rc_kind_pin, "rollcall trust import FILE" },
		{ &rc_kind_audit, "kept by the program" },
		{ &rc_kind_batch, "kept by the program" },
	};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < RC_COUNT(kinds); i++) {
		assert_false(import_text(f, kinds[i].kind, "a,b\n1,2\n"));
		assert_int_equal(f->err.code, RC_EUSAGE);
		assert_non_null(strstr(f->err.text, kinds[i].instead));
	}
	assert_true(rc_import_may(&rc_kind_facts, &f->err));
}

/* Lists of records: what there is in JSON besides inventories. */
static void
test_json(void **state)
{
	static const char good[] =
	        "[{\"code\":\"J-1\",\"agency\":\"25294\",\"title\":\"trực\","
	        "\"title_group\":\"VIII\",\"signer\":true,\"notes\":null},\n"
	        " {\"code\":\"J-2\",\"agency\":\"25294\",\"title\":\"b\","
	        "\"title_group\":\"VIII\",\"signer\":false}]\n";
	struct fixture *f = *state;
	struct rc_post post;

	must_import(f, &rc_kind_post, good);
	expect_counts(f, 2, 0, 0, 0);
	assert_true(rc_record_find(f->app, &rc_kind_post, "J-1", &f->arena,
	                           &post, &f->err));
	assert_int_equal(post.signer, RC_YES);
	must_import(f, &rc_kind_post, good);
	expect_counts(f, 0, 0, 2, 0);
	/* null keeps, a word clears; faults have the object's line. */
	f->options.mode = RC_UPDATE;
	must_import(f, &rc_kind_post,
	            "[{\"code\":\"J-1\",\"holder\":\"Lan\"}]");
	must_import(f, &rc_kind_post, "[{\"code\":\"J-1\",\"holder\":null}]");
	expect_counts(f, 0, 0, 1, 0);
	must_import(f, &rc_kind_post,
	            "[{\"code\":\"J-1\",\"holder\":\"\\\\N\"}]");
	expect_counts(f, 0, 1, 0, 0);
	assert_true(import_text(f, &rc_kind_post,
	                        "[\n{\"code\":\"J-1\",\"title_group\":\"XX\"},"
	                        "{\"code\":\"J-1\",\"title_group\":\"VI\"}]"));
	expect_counts(f, 0, 0, 0, 2);
	assert_int_equal(f->result.faults[0].line, 2);
	assert_string_equal(f->result.faults[0].field, "title_group");
	assert_int_equal(f->result.faults[1].line,
	                 3); /* the same line, later */
	assert_non_null(strstr(f->result.faults[1].reason,
	                       "stands on line 2 and again on line 3"));
	/* No records, which is no fault; and what only begins like a list. */
	must_import(f, &rc_kind_post, " [ ]\n");
	expect_counts(f, 0, 0, 0, 0);
	assert_int_equal(f->result.batch, 0);
	assert_string_equal(f->result.remarks[0], "the file holds no record");
	assert_false(import_text(f, &rc_kind_post, "[{\"code\":\"J-1\"}"));
	assert_non_null(strstr(f->err.text,
	                       "line 1, column 16: the file ends in the "
	                       "middle"));
	assert_false(import_text(f, &rc_kind_post, "[1, 2]"));
	assert_non_null(strstr(f->err.text, "no column for code"));
	/* An inventory is known by its names, wherever they stand. */
	assert_false(import_text(f, &rc_kind_post,
	                         "[{\"x\":{\"y\":[\"}\"]},\"deviceid\":1}]"));
	assert_non_null(strstr(f->err.text, "this is an inventory"));
	assert_false(
	        import_text(f, &rc_kind_post,
	                    "[{\"x\":\"deviceid\",\"y\":{\"content\":1}}]"));
	assert_non_null(strstr(f->err.text, "within an object"));
	/* A look tells the columns. */
	write_file(f->file, good);
	f->options.kind = &rc_kind_post;
	f->options.path = f->file;
	{
		struct rc_import_look look;

		assert_true(rc_import_look(f->app, &f->options, &f->arena,
		                           &look, &f->err));
		assert_string_equal(look.format, "json");
		assert_int_equal(look.separator, '\0');
		assert_int_equal(look.ncolumns, 6);
		assert_int_equal(look.rows, 2);
		assert_string_equal(look.columns[4].samples[0], "yes");
		assert_int_equal(look.nfirst, 2);
		assert_string_equal(look.first[1 * 6 + 0], "J-2");
		assert_string_equal(look.first[1 * 6 + 5], "");
		assert_int_equal(look.columns[5].empty, 2);
	}
}

/* What cannot be read as a table ends with the name, the line, and no trace. */
static void
test_unreadable(void **state)
{
	static const struct {
		const char *text, *error;
	} tries[] = {
		{ "code,code\n", "text.csv: line 1: columns 1 \"code\" and 2 "
		                 "\"code\" are both code (--map code=#1" },
		{ "code,agency,title,title_group\nx,25294,\"y,VI\n",
		  "text.csv: line 2, column 3: a quote opens here and is never "
		  "closed" },
		{ "code,agency,title,title_group\nx,25294,B\xECnh,VI\n",
		  "text.csv: line 2, column 3: byte 0xEC is not UTF-8; say "
		  "which encoding it is (--encoding)" },
	};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < RC_COUNT(tries); i++) {
		assert_false(import_text(f, &rc_kind_post, tries[i].text));
		if (strncmp(f->err.text, tries[i].error,
		            strlen(tries[i].error)) != 0)
			fail_msg("%s", f->err.text);
	}
	assert_int_equal(count(f, &rc_kind_batch, ""), 2);
	assert_int_equal(count(f, &rc_kind_post, ""), 2);
}

static void
test_undo(void **state)
{
	struct fixture *f = *state;
	struct rc_undo undo;

	must_import(f, &rc_kind_device, EXCEL);
	if (!rc_undo(f->app, f->result.batch, &f->arena, &undo, &f->err))
		fail_msg("%s", f->err.text);
	assert_true(undo.by > 0);
	assert_int_equal(count(f, &rc_kind_device, ""), 0);
	assert_int_equal(count(f, &rc_kind_custody, ""), 0);
	must_import(f, &rc_kind_device, EXCEL);
	expect_counts(f, 2, 0, 0, 0);
	expect_whole(f);
}

/* Faults by cause, the largest first, with their cells by how often. */
static void
test_groups(void **state)
{
	struct fixture *f = *state;
	const struct rc_fault_group *g;

	must_import(f, &rc_kind_device,
	            DEVICE_HEAD "\n"
	                        "G-1,,robot,in_use,Lộc Thành,networked\n"
	                        "G-2,,robot,in_use,Loc Thanh,networked\n"
	                        "G-3,,laptop,in_use,Loc Thanh,networked\n"
	                        "G-4,,toaster,in_use,Nowhere,networked,extra\n"
	                        "G-5,,laptop,in_use,Loc Thanh,networked\n");
	expect_counts(f, 0, 0, 0, 5);
	assert_int_equal(f->result.ngroups, 3);
	g = &f->result.groups[0];
	assert_string_equal(g->field, "agency");
	assert_string_equal(g->reason, "there is no such agency");
	assert_int_equal(g->column, 5);
	assert_int_equal(g->count, 5);
	assert_int_equal(g->first_line, 2);
	assert_int_equal(g->all_values, 3);
	assert_int_equal(g->nvalues, 3);
	assert_string_equal(g->values[0].value, "Loc Thanh");
	assert_string_equal(g->values[0].cell, "Loc Thanh");
	assert_int_equal(g->values[0].count, 3);
	assert_int_equal(g->values[0].first_line, 3);
	assert_null(g->values[0].suggest); /* two are as near */
	assert_string_equal(g->values[1].value, "Lộc Thành");
	assert_string_equal(g->values[1].suggest, "25294 Đảng ủy xã Lộc Thành");
	assert_string_equal(g->values[2].value, "Nowhere");
	g = &f->result.groups[1];
	assert_string_equal(g->field, "category");
	assert_int_equal(g->count, 3);
	assert_string_equal(g->values[0].value, "robot");
	assert_int_equal(g->values[0].count, 2);
	g = &f->result.groups[2];
	assert_null(g->field);
	assert_string_equal(g->reason, "more cells than the header has");
	assert_int_equal(g->count, 1);
	assert_int_equal(g->first_line, 5);
	assert_int_equal(g->nvalues, 0);
}

/* What a group suggests is a fix; the rejects keep the cells. */
static void
test_fixes(void **state)
{
	static const struct rc_import_fix fixes[] = {
		{ "agency", "Lộc Thành", "25294 Đảng ủy xã Lộc Thành" },
		{ "category", "robot", "laptop" },
		{ "purchase_date", "năm ngoái", "2025-01-01" },
	};
	struct fixture *f = *state;

	f->options.fixes = fixes;
	f->options.nfixes = RC_COUNT(fixes);
	must_import(f, &rc_kind_device,
	            DEVICE_HEAD ",purchase_date\n"
	                        "G-1,,robot,in_use, Lộc Thành ,networked,năm "
	                        "ngoái\n");
	expect_counts(f, 1, 0, 0, 0);
	assert_string_equal(device(f, "G-1").agency.key, "25294");
	assert_int_equal(device(f, "G-1").category, RC_CATEGORY_LAPTOP);
	assert_int_equal(f->result.nremarks, 3);
	assert_string_equal(f->result.remarks[1],
	                    "category: \"robot\" read as \"laptop\" in 1 rows");
}

static const struct rc_kind *const make_agencies[] = { &rc_kind_agency, NULL };
static const struct rc_kind *const make_posts[] = { &rc_kind_post, NULL };

static void
test_creates(void **state)
{
	struct fixture *f = *state;
	struct rc_agency a;
	struct rc_undo undo;

	f->options.creates = make_posts;
	assert_false(import_text(f, &rc_kind_post, POSTS));
	assert_int_equal(f->err.code, RC_EUSAGE);
	f->options.creates = make_agencies;
	f->options.skip_bad = true;
	must_import(f, &rc_kind_post,
	            "code,agency,title,title_group\n"
	            "M-1,Phường Mới,x,VIII\n"
	            "M-2,UBND phường Mới,x,VIII\n"
	            "M-3,Trạm Hỏng,x,bad\n");
	expect_counts(f, 2, 0, 0, 1);
	assert_int_equal(f->result.made, 1);
	assert_true(rc_record_find(f->app, &rc_kind_agency, "Phường Mới",
	                           &f->arena, &a, &f->err));
	assert_string_equal(a.name, "Phường Mới");
	assert_int_equal(a.tier, RC_TIER_COMMUNE);
	assert_int_equal(a.in_quota, 0);
	assert_int_equal(count(f, &rc_kind_agency, ""), 4);
	assert_true(
	        rc_undo(f->app, f->result.batch, &f->arena, &undo, &f->err));
	assert_int_equal(count(f, &rc_kind_agency, ""), 3);
	expect_whole(f);
}

/* Saved, used, given way to; through the write path. */
static void
test_senders(void **state)
{
	static const char *const maps[] = { "title=Việc", "holder=" };
	static const char *const defaults[] = { "title_group=VIII" };
	static const char *const keys[] = { "code" };
	static const struct rc_import_fix fixes[] = { { "agency", "a\tb\\c",
		                                        "25294" } };
	static const char *const other[] = { "title_group=VI" };
	static const char text[] = "code,Việc,agency,holder\n"
	                           "S-1,trực,\"a\tb\\c\",Ai đó\n";
	struct fixture *f = *state;
	struct rc_post post;

	f->options.kind = &rc_kind_post;
	f->options.sender = "không có";
	assert_false(import_text(f, &rc_kind_post, text));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	f->options.sender = NULL;
	f->options.maps = maps;
	f->options.nmaps = 2;
	f->options.defaults = defaults;
	f->options.ndefaults = 1;
	f->options.keys = keys;
	f->options.nkeys = 1;
	f->options.fixes = fixes;
	f->options.nfixes = 1;
	f->options.dates_given = true;
	f->options.dates = RC_DMY;
	assert_true(rc_import_map_save(f->app, " xã A ", &f->options, &f->err));
	assert_int_equal(count(f, &rc_kind_batch, ""), 3);
	/* Once more changes nothing but the list of acts. */
	assert_true(rc_import_map_save(f->app, "xã A", &f->options, &f->err));
	assert_int_equal(count(f, &rc_kind_audit, "kind=maps"), 1);
	f->options = (struct rc_import_options){ .sender = "xã A" };
	must_import(f, &rc_kind_post, text);
	expect_counts(f, 1, 0, 0, 0);
	assert_true(rc_record_find(f->app, &rc_kind_post, "S-1", &f->arena,
	                           &post, &f->err));
	assert_string_equal(post.title, "trực");
	assert_string_equal(post.agency.key, "25294");
	assert_int_equal(post.title_group, RC_GROUP_VIII);
	assert_null(post.holder);
	/* The caller's own goes first. */
	f->options.defaults = other;
	f->options.ndefaults = 1;
	must_import(f, &rc_kind_post, "code,Việc,agency\nS-2,trực,25294\n");
	assert_true(rc_record_find(f->app, &rc_kind_post, "S-2", &f->arena,
	                           &post, &f->err));
	assert_int_equal(post.title_group, RC_GROUP_VI);
	f->options.kind = &rc_kind_post;
	assert_false(rc_import_map_save(f->app, "", &f->options, &f->err));
	assert_int_equal(f->err.code, RC_EUSAGE);
	expect_whole(f);
}

/* What is saved again, without naming the sender, keeps what was saved before
 * of other fields and cells. */
static void
test_save_again(void **state)
{
	static const char *const maps[] = { "title=Việc", "holder=" };
	static const char *const later_maps[] = { "title=Chức danh",
		                                  "notes=Ghi thêm" };
	static const struct rc_import_fix fixes[] = { { "agency", "a", "1" },
		                                      { "agency", "b", "2" } };
	static const struct rc_import_fix later[] = { { "agency", "b", "3" },
		                                      { "title", "b", "4" } };
	struct fixture *f = *state;
	struct rc_import_map map;
	int i;

	f->options.kind = &rc_kind_post;
	f->options.maps = maps;
	f->options.nmaps = 2;
	f->options.fixes = fixes;
	f->options.nfixes = 2;
	f->options.encoding = "tcvn3";
	f->options.separator = '\t';
	assert_true(rc_import_map_save(f->app, "xã A", &f->options, &f->err));
	f->options.maps = later_maps;
	f->options.fixes = later;
	f->options.encoding = NULL;
	f->options.separator = '\0';
	for (i = 0; i < 3; i++) {
		/* The second time with, the others without its name. */
		f->options.sender = i == 1 ? "xã A" : NULL;
		assert_true(rc_import_map_save(f->app, "xã A", &f->options,
		                               &f->err));
		assert_true(rc_record_find(f->app, &rc_kind_import_map,
		                           "xã A/posts", &f->arena, &map,
		                           &f->err));
		assert_string_equal(map.columns, "title=Chức danh\n"
		                                 "notes=Ghi thêm\nholder=");
		assert_string_equal(map.fixes, "agency\tb\t3\n"
		                               "title\tb\t4\n"
		                               "agency\ta\t1");
		assert_string_equal(map.encoding, "tcvn3");
		assert_string_equal(map.separator, "tab");
	}
	/* Another sender gets none of it. */
	f->options.sender = NULL;
	assert_true(rc_import_map_save(f->app, "xã B", &f->options, &f->err));
	assert_true(rc_record_find(f->app, &rc_kind_import_map, "xã B/posts",
	                           &f->arena, &map, &f->err));
	assert_null(map.encoding);
	/* Columns of facts are no fields. */
	f->options = (struct rc_import_options){ .kind = &rc_kind_facts };
	f->options.maps = (const char *const[]){ "device=Máy", "name=Tên" };
	f->options.nmaps = 2;
	assert_true(rc_import_map_save(f->app, "xã A", &f->options, &f->err));
	f->options.maps = (const char *const[]){ "device=Số máy" };
	f->options.nmaps = 1;
	assert_true(rc_import_map_save(f->app, "xã A", &f->options, &f->err));
	assert_true(rc_record_find(f->app, &rc_kind_import_map, "xã A/facts",
	                           &f->arena, &map, &f->err));
	assert_string_equal(map.columns, "device=Số máy\nname=Tên");
}

static void
test_look(void **state)
{
	struct fixture *f = *state;
	struct rc_import_look look;

	write_file(f->file, EXCEL);
	f->options.kind = &rc_kind_device;
	f->options.path = f->file;
	if (!rc_import_look(f->app, &f->options, &f->arena, &look, &f->err))
		fail_msg("%s", f->err.text);
	assert_string_equal(look.format, "csv");
	assert_string_equal(look.encoding, "utf-8");
	assert_true(look.bom);
	assert_int_equal(look.separator, ';');
	assert_int_equal(look.rows, 2);
	assert_int_equal(look.bytes, sizeof(EXCEL) - 1);
	assert_int_equal(look.ncolumns, 13);
	assert_null(look.columns[0].field);
	assert_string_equal(look.columns[0].samples[1], "2");
	assert_string_equal(look.columns[1].header, "Mã tài sản");
	assert_string_equal(look.columns[1].field->name, "asset_tag");
	assert_string_equal(look.columns[1].samples[0], "TS-1");
	assert_string_equal(look.columns[1].samples[1], "TS-2");
	assert_null(look.columns[1].samples[2]);
	assert_int_equal(look.columns[6].filled, 1);
	assert_int_equal(look.columns[6].empty, 1);
	assert_string_equal(look.columns[11].samples[0], "dòng 1␊dòng 2");
	/* Also where an import would refuse the header. */
	write_file(f->file, "Company,Company,x\na,b,c\n");
	assert_true(
	        rc_import_look(f->app, &f->options, &f->arena, &look, &f->err));
	assert_string_equal(look.columns[1].field->name, "agency");
	assert_int_equal(look.rows, 1);
	assert_int_equal(count(f, &rc_kind_batch, ""), 2);
}

struct listener {
	unsigned faults, deltas, stop_at;
	char last[200];
};

static bool
hear_fault(void *ctx, const struct rc_fault *fault, struct rc_err *err)
{
	struct listener *l = ctx;

	(void)snprintf(l->last, sizeof(l->last), "%d:%d %s|%s",
	               (int)fault->line, (int)fault->column, fault->value,
	               fault->cause);
	if (++l->faults != l->stop_at)
		return true;
	return rc_fail(err, RC_EIO, "enough");
}

static bool
hear_delta(void *ctx, const struct rc_delta *delta, struct rc_err *err)
{
	struct listener *l = ctx;

	(void)err;
	(void)snprintf(l->last, sizeof(l->last), "%s %s %s>%s", delta->key,
	               delta->field, delta->before, delta->after);
	l->deltas++;
	return true;
}

static void
test_listeners(void **state)
{
	struct fixture *f = *state;
	struct listener l = { .stop_at = 0 };

	must_import(f, &rc_kind_device, EXCEL);
	f->options.each_fault = hear_fault;
	f->options.each_delta = hear_delta;
	f->options.tell_ctx = &l;
	f->options.plain = true;
	must_import(f, &rc_kind_device,
	            "asset_tag,category,status,agency,connectivity,cost\n"
	            "TS-1,,,,,19000000\n");
	assert_int_equal(l.deltas, 1);
	assert_string_equal(l.last, "TS-1 cost 18500000>19000000");
	must_import(f, &rc_kind_device, MIXED);
	assert_int_equal(l.faults, 3);
	assert_string_equal(l.last, "4:7 1;2|is not an amount in đồng (write "
	                            "20000000, 20.000.000 or 20 triệu)");
	l.stop_at = l.faults + 1;
	assert_false(import_text(f, &rc_kind_device, MIXED));
	assert_int_equal(f->err.code, RC_EIO);
	assert_int_equal(device(f, "TS-1").cost, 19000000);
}

#define FACT_HEAD "device,name,value,source,at\n"

static void
test_facts(void **state)
{
	struct fixture *f = *state;
	struct rc_facts facts;
	struct rc_device d;

	must_import(f, &rc_kind_device, EXCEL);
	must_import(f, &rc_kind_facts,
	            FACT_HEAD "TS-1,firewall,yes,manual,2026-11-20\n"
	                      "TS-1,ram_kb,16384,,\n"
	                      "TS-2,firewall,no,ssh,2026-11-21\n"
	                      "TS-9,firewall,no,,\n"
	                      "TS-1,colour,red,,\n"
	                      "TS-1,tpm,perhaps,,\n"
	                      "TS-1,firewall,no,,\n"
	                      "TS-1,secure_boot,yes,,2027-01-01\n"
	                      "TS-1,antivirus,,,\n");
	expect_counts(f, 3, 0, 1, 5);
	assert_int_equal(f->result.batch, 0);
	assert_string_equal(f->result.faults[0].reason,
	                    "there is no such device: \"TS-9\"");
	assert_string_equal(f->result.faults[1].reason,
	                    "there is no fact \"colour\"");
	assert_string_equal(f->result.faults[3].reason,
	                    "this fact stands on line 2 and again on line 8");
	assert_string_equal(f->result.faults[4].reason,
	                    "this is in the future");
	f->options.skip_bad = true;
	must_import(f, &rc_kind_facts,
	            FACT_HEAD "TS-1,firewall,yes,manual,2026-11-20\n"
	                      "TS-1,ram_kb,16384,,\n"
	                      "TS-2,firewall,no,ssh,2026-11-21\n");
	expect_counts(f, 3, 0, 0, 0);
	d = device(f, "TS-1");
	assert_true(rc_record_get(f->app, &rc_kind_facts, d.head.id, &f->arena,
	                          &facts, &f->err));
	assert_int_equal(facts.firewall, RC_YES);
	assert_int_equal(facts.ram_kb, 16384);
	d = device(f, "TS-2");
	assert_true(rc_record_get(f->app, &rc_kind_facts, d.head.id, &f->arena,
	                          &facts, &f->err));
	assert_int_equal(
	        facts.source[rc_field_find(&rc_kind_facts, RC_STR("firewall")) -
	                     rc_kind_facts.fields],
	        RC_SOURCE_IMPORT); /* no poll found it */
	/* Same, older, newer, cleared. */
	must_import(f, &rc_kind_facts,
	            FACT_HEAD "TS-1,firewall,yes,manual,2026-11-20\n"
	                      "TS-1,ram_kb,8192,,2020-01-01\n"
	                      "TS-2,firewall,(xóa),,\n");
	expect_counts(f, 0, 1, 2, 0);
	assert_true(rc_record_get(f->app, &rc_kind_facts, d.head.id, &f->arena,
	                          &facts, &f->err));
	assert_int_equal(facts.firewall, RC_ANSWER_NONE);
	f->options.mode = RC_CREATE;
	must_import(f, &rc_kind_facts,
	            FACT_HEAD "TS-1,firewall,no,,\nTS-1,tpm,no,,\n");
	expect_counts(f, 1, 0, 0, 1);
	expect_whole(f);
}

/* An older list of refused rows stands until there is a new one. */
static void
test_rejects_stand(void **state)
{
	struct fixture *f = *state;

	write_file(f->rejects, "old\n");
	f->options.rejects = f->rejects;
	must_import(f, &rc_kind_post, POSTS);
	assert_string_equal(read_file(f, f->rejects), "old\n");
	assert_false(import_text(f, &rc_kind_post, "code,code\n"));
	assert_string_equal(read_file(f, f->rejects), "old\n");
	f->options.encoding = "latin1";
	must_import(f, &rc_kind_post,
	            "code;agency;title;title_group\n"
	            "X;25294;Caf\xE9;bad\n");
	assert_int_equal(strncmp(read_file(f, f->rejects),
	                         "\xEF\xBB\xBF"
	                         "code;agency;title;title_group;_line;_reason"
	                         "\r\nX;25294;Café;bad;2;",
	                         68),
	                 0);
	f->options.rejects = f->folder;
	assert_false(import_text(f, &rc_kind_post, POSTS));
	assert_int_equal(f->err.code, RC_EIO);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_excel),
		TEST(test_twice),
		TEST(test_abort),
		TEST(test_skip_and_rejects),
		TEST(test_rejects_again),
		TEST(test_dry_run),
		TEST(test_deltas),
		TEST(test_progress_and_cancel),
		TEST(test_changed_meanwhile),
		TEST(test_many_faults),
		TEST(test_no_file),
		TEST(test_refused_kinds),
		TEST(test_json),
		TEST(test_unreadable),
		TEST(test_undo),
		TEST(test_groups),
		TEST(test_fixes),
		TEST(test_creates),
		TEST(test_senders),
		TEST(test_save_again),
		TEST(test_look),
		TEST(test_listeners),
		TEST(test_facts),
		TEST(test_rejects_stand),
	};

	rc_lang_set(RC_LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
