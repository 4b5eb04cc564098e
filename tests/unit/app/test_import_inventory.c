/* SPDX-License-Identifier: MIT */
/* Inventories into a database: which device, which facts, what is said. */
#include <unit/app/import_case.h>

#include <rollcall/model/fact.h>
#include <rollcall/model/norm.h>

#include <fcntl.h>
#include <time.h>

#define FOLDER "tests/unit/import/inventory/"

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct rc_app_options options = rc_app_options_default();

	assert_non_null(f);
	(void)snprintf(f->folder, sizeof(f->folder),
	               "/tmp/rollcall-inventory-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	(void)snprintf(f->where, sizeof(f->where), "%s/x.db", f->folder);
	(void)snprintf(f->file, sizeof(f->file), "%s/in.json", f->folder);
	options.where = f->where;
	options.user = "tester";
	options.now = fixed_now;
	if (!rc_app_create(&options, &f->app, &f->err))
		fail_msg("%s", f->err.text);
	rc_arena_init(&f->arena);
	must_import(f, &rc_kind_agency,
	            "code,name,tier\n25363,Phường Đồng Phú,commune\n");
	must_import(f, &rc_kind_profile,
	            "code,name,forbidden,required\nvp,Văn phòng,AnyDesk; "
	            "µTorrent ;Kho,UniKey;7-Zip; Có mà không\n");
	must_import(f, &rc_kind_device,
	            "asset_tag,serial,uuid,mac,category,status,agency,"
	            "connectivity,profile\n"
	            "TS-25363-007,PF3A1B2C,,,laptop,in_use,25363,isolated,vp\n"
	            "TS-2,,4C4C4544-0042-3510-8051-B4C04F4D4E33,"
	            "00-50-56-c0-00-08,desktop,in_use,25363,networked,\n"
	            "TS-3,7xk1p93,,d8:bb:c1:00:00:11,desktop,in_use,25363,"
	            "networked,\n");
	expect_counts(f, 3, 0, 0, 0);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;
	static const char *const names[] = { "x.db", "x.db-wal", "x.db-shm",
		                             "in.json" };
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

static bool
import_file(struct fixture *f, const char *path)
{
	f->options.kind = &rc_kind_device;
	f->options.path = path;
	memset(&f->err, 0, sizeof(f->err));
	return rc_import_file(f->app, &f->options, &f->arena, &f->result,
	                      &f->err);
}

static void
must_take(struct fixture *f, const char *path)
{
	if (!import_file(f, path))
		fail_msg("%s", f->err.text);
}

static struct rc_facts
facts(struct fixture *f, const char *tag)
{
	struct rc_facts found;

	if (!rc_record_get(f->app, &rc_kind_facts, device(f, tag).head.id,
	                   &f->arena, &found, &f->err))
		fail_msg("%s", f->err.text);
	return found;
}

static size_t
at(const char *name)
{
	return (size_t)(rc_field_find(&rc_kind_facts, rc_str_of(name)) -
	                rc_kind_facts.fields);
}

/* The only fault, its reason and its hint. */
static void
expect_fault(struct fixture *f, const char *value, const char *reason,
             const char *hint)
{
	assert_int_equal(f->result.nfaults, 1);
	assert_string_equal(f->result.faults[0].value, value);
	assert_string_equal(f->result.faults[0].reason, reason);
	if (hint == NULL)
		assert_null(f->result.faults[0].hint);
	else
		assert_string_equal(f->result.faults[0].hint, hint);
}

/* Facts come in, with source and time; the record stays as it was. */
static void
test_found(void **state)
{
	struct fixture *f = *state;
	struct rc_device before = device(f, "TS-25363-007");
	struct rc_device after;
	struct rc_batch batch;
	struct rc_facts got;
	size_t i;

	f->options.reason = "USB";
	f->options.dry_run = true;
	must_take(f, FOLDER "laptop.json");
	expect_counts(f, 0, 1, 0, 0);
	assert_int_equal(f->result.batch, 0);
	assert_int_equal(facts(f, "TS-25363-007").head.version, 0);
	f->options.dry_run = false;
	must_take(f, FOLDER "laptop.json");
	expect_counts(f, 0, 1, 0, 0);
	assert_true(f->result.batch > 0);
	assert_int_equal(f->result.nremarks, 0);
	got = facts(f, "TS-25363-007");
	assert_string_equal(got.hostname, "DP-VP-07");
	assert_int_equal(got.ram_kb, 15872 * 1024);
	assert_string_equal(got.antivirus, "Bkav Pro");
	/* Of the profile's list one is installed; "Kho" is no word there. */
	assert_string_equal(got.forbidden, "µTorrent");
	assert_string_equal(got.missing, "Có mà không");
	assert_int_equal(got.source[at("ram_kb")], RC_SOURCE_IMPORT);
	assert_int_equal(got.at[at("ram_kb")], INT64_C(1795137330000));
	assert_int_equal(got.source[at("tpm")], RC_SOURCE_NONE);
	/* All that the document says, forbidden and missing software. */
	for (i = 0; i < f->result.ndeltas; i++)
		assert_string_equal(f->result.deltas[i].key, "TS-25363-007");
	assert_int_equal(f->result.all_deltas, 29);
	assert_string_equal(f->result.deltas[0].field, "hostname");
	assert_string_equal(f->result.deltas[0].before, "");
	assert_string_equal(f->result.deltas[0].after, "DP-VP-07");
	after = device(f, "TS-25363-007");
	assert_int_equal(after.head.version, before.head.version);
	assert_null(after.hostname);
	assert_null(after.os);
	assert_int_equal(after.last_seen, RC_MS_NONE);
	assert_true(rc_record_get(f->app, &rc_kind_batch, f->result.batch,
	                          &f->arena, &batch, &f->err));
	assert_string_equal(batch.what, "import devices " FOLDER "laptop.json");
	assert_string_equal(batch.reason, "USB");
	assert_int_equal(strlen(batch.digest), 64);
	/* Once more: nothing new. */
	must_take(f, FOLDER "laptop.json");
	expect_counts(f, 0, 0, 1, 0);
	assert_int_equal(f->result.all_deltas, 0);
	expect_whole(f);
}

static void
test_undo(void **state)
{
	struct fixture *f = *state;
	struct rc_facts got;
	struct rc_undo undo;

	must_take(f, FOLDER "desktop.xml");
	expect_counts(f, 0, 1, 0, 0);
	assert_string_equal(facts(f, "TS-3").os_edition, "EnterpriseS");
	assert_true(
	        rc_undo(f->app, f->result.batch, &f->arena, &undo, &f->err));
	assert_int_equal(undo.writes, 1);
	got = facts(f, "TS-3");
	assert_null(got.os_edition);
	assert_null(got.serial);
	expect_whole(f);
}

/* A fact that was learnt later than the document was taken stays. */
static void
test_older(void **state)
{
	struct fixture *f = *state;
	const struct rc_field *ram =
	        rc_field_find(&rc_kind_facts, RC_STR("ram_kb"));
	const struct rc_cell cell = { ram, RC_VALUE_INT(4096) };
	struct rc_change change = { .kind = &rc_kind_facts,
		                    .id = device(f, "TS-25363-007").head.id,
		                    .cells = &cell,
		                    .ncells = 1,
		                    .source = RC_SOURCE_SSH,
		                    .at = INT64_C(1795137330001) };
	const struct rc_act act = { .what = "poll" };
	struct rc_facts got;

	assert_true(rc_batch_begin(f->app, &act, NULL, &f->err));
	assert_true(rc_write(f->app, &change, NULL, &f->err));
	assert_true(rc_batch_commit(f->app, &f->err));
	must_take(f, FOLDER "laptop.json");
	expect_counts(f, 0, 1, 0, 0);
	assert_int_equal(f->result.nremarks, 1);
	assert_string_equal(f->result.remarks[0],
	                    "1 inventories are older than some facts of their "
	                    "device; those facts stay");
	got = facts(f, "TS-25363-007");
	assert_int_equal(got.ram_kb, 4096);
	assert_int_equal(got.source[at("ram_kb")], RC_SOURCE_SSH);
	assert_string_equal(got.hostname, "DP-VP-07");
}

/* Without a time of its own a document has that of its file. */
static void
test_undated(void **state)
{
	struct fixture *f = *state;
	const struct timespec times[2] = { { 1790000000, 0 },
		                           { 1790000000, 0 } };
	const char *text = "{\"deviceid\":\"x\",\"content\":{\"bios\":{"
	                   "\"ssn\":\"7XK1P93\"}}}";

	write_file(f->file, text);
	assert_int_equal(utimensat(AT_FDCWD, f->file, times, 0), 0);
	must_take(f, f->file);
	expect_counts(f, 0, 1, 0, 0);
	assert_string_equal(f->result.remarks[0],
	                    "1 inventories do not say when they were taken; "
	                    "21/09/2026 21:13:20, the time of the file, is "
	                    "taken");
	assert_int_equal(facts(f, "TS-3").at[at("serial")],
	                 INT64_C(1790000000000));
}

static void
test_not_found(void **state)
{
	struct fixture *f = *state;
	const char *text =
	        "{\"deviceid\":\"x\",\"content\":{\"bios\":{\"ssn\":\"NEW-1\","
	        "\"smodel\":\"M70\"},\"hardware\":{\"name\":\"PC-1\","
	        "\"chassis_type\":\"Desktop\",\"lastloggeduser\":\"an\"}}}";
	const char *const defaults[] = { "agency=25363",
		                         "connectivity=isolated" };
	struct rc_device d;

	assert_true(import_text(f, &rc_kind_device, text));
	expect_counts(f, 0, 0, 0, 1);
	assert_int_equal(f->result.batch, 0);
	expect_fault(f, "PC-1, NEW-1, M70, an", "no such device",
	             "add it first, or say of which agency new devices are: "
	             "--default agency=CODE");
	f->options.defaults = defaults;
	f->options.ndefaults = 2;
	f->options.mode = RC_UPDATE;
	assert_true(import_text(f, &rc_kind_device, text));
	expect_fault(f, "PC-1, NEW-1, M70, an", "no such device",
	             "add it first, or leave out --mode update");
	f->options.mode = RC_CREATE;
	assert_true(import_text(f, &rc_kind_device, text));
	expect_counts(f, 1, 0, 0, 0);
	assert_int_equal(f->result.nremarks, 3);
	assert_string_equal(f->result.remarks[1],
	                    "1 devices are new; those of which --default does "
	                    "not say otherwise are taken to be in use and "
	                    "networked");
	assert_string_equal(f->result.remarks[2],
	                    "1 new devices have no asset tag in their "
	                    "firmware; their serial number stands in its "
	                    "place");
	d = device(f, "NEW-1");
	assert_string_equal(d.serial, "NEW-1");
	assert_string_equal(d.hostname, "PC-1");
	assert_string_equal(d.model, "M70");
	assert_string_equal(d.agency.key, "25363");
	assert_int_equal(d.category, RC_CATEGORY_DESKTOP);
	assert_int_equal(d.status, RC_STATUS_IN_USE);
	assert_int_equal(d.connectivity, RC_ISOLATED);
	assert_null(d.host);
	assert_string_equal(facts(f, "NEW-1").hostname, "PC-1");
	/* It is there now. */
	assert_true(import_text(f, &rc_kind_device, text));
	expect_counts(f, 0, 0, 0, 1);
	expect_fault(f, "NEW-1", "the device is there already",
	             "leave out --mode create");
	expect_whole(f);
}

static void
test_default_wrong(void **state)
{
	struct fixture *f = *state;
	const char *text = "{\"deviceid\":\"x\",\"content\":{}}";
	const char *defaults[] = { "agency=1" };

	f->options.defaults = defaults;
	f->options.ndefaults = 1;
	assert_false(import_text(f, &rc_kind_device, text));
	assert_non_null(strstr(f->err.text, "default agency=1: no agency"));
	defaults[0] = "colour=red";
	assert_false(import_text(f, &rc_kind_device, text));
	assert_non_null(strstr(
	        f->err.text, "default colour=red: devices have no such field"));
}

static void
test_conflicts(void **state)
{
	struct fixture *f = *state;
	static const char *const serial_only[] = { "serial" };
	static const char *const wrong[] = { "hostname" };
	/* The serial number of one, the UUID of another. */
	const char *two = "{\"deviceid\":\"x\",\"content\":{\"bios\":{\"ssn\":"
	                  "\"7XK1P93\"},\"hardware\":{\"uuid\":\"4c4c4544004235"
	                  "108051b4c04f4d4e33\"}}}";

	assert_true(import_text(f, &rc_kind_device, two));
	expect_counts(f, 0, 0, 0, 1);
	expect_fault(f, "7XK1P93",
	             "serial 7XK1P93 is device TS-3, but uuid "
	             "4c4c4544004235108051b4c04f4d4e33 is device TS-2",
	             "mend the records, or match by fewer fields with --key");
	assert_int_equal(f->result.ngroups, 1);
	assert_string_equal(f->result.groups[0].reason,
	                    "its identifiers are those of two devices");
	f->options.keys = serial_only;
	f->options.nkeys = 1;
	assert_true(import_text(f, &rc_kind_device, two));
	expect_counts(f, 0, 1, 0, 0);
	assert_string_equal(f->result.deltas[0].key, "TS-3");
	f->options.keys = wrong;
	assert_false(import_text(f, &rc_kind_device, two));
	assert_int_equal(f->err.code, RC_EUSAGE);
}

/* A placeholder finds nobody, though a record holds it. */
static void
test_placeholders(void **state)
{
	struct fixture *f = *state;

	assert_true(import_text(
	        f, &rc_kind_device,
	        "{\"deviceid\":\"x\",\"content\":{\"bios\":{\"ssn\":\"Default "
	        "string\",\"assettag\":\"No Asset Tag\"},\"hardware\":{"
	        "\"name\":\"VM\",\"uuid\":\"FFFFFFFF-FFFF-FFFF-FFFF-"
	        "FFFFFFFFFFFF\"},\"networks\":[{\"description\":\"eth0\","
	        "\"mac\":\"00:50:56:C0:00:08\"},{\"description\":\"docker0\","
	        "\"mac\":\"D8:BB:C1:00:00:11\"}]}}"));
	expect_counts(f, 0, 0, 0, 1);
	expect_fault(f, "VM",
	             "nothing tells which device it is: no serial number, "
	             "UUID, MAC address or asset tag of its own",
	             "mend the firmware's serial number or asset tag, or take "
	             "its facts by hand");
}

/* Two devices with one UUID: it finds neither; a serial number does. */
static void
test_shared(void **state)
{
	struct fixture *f = *state;
	const char *const pairs[] = {
		"uuid=4c4c4544-0042-3510-8051-b4c04f4d4e33"
	};
	const struct rc_edit edit = { .kind = &rc_kind_device,
		                      .id = device(f, "TS-3").head.id,
		                      .pairs = pairs,
		                      .npairs = 1 };
	struct rc_written written;

	assert_true(rc_record_set(f->app, &edit, &written, &f->err));
	assert_true(import_text(
	        f, &rc_kind_device,
	        "{\"deviceid\":\"x\",\"content\":{\"hardware\":{\"uuid\":"
	        "\"4C4C4544-0042-3510-8051-B4C04F4D4E33\"}}}"));
	expect_counts(f, 0, 0, 0, 1);
	expect_fault(f, "4c4c4544-0042-3510-8051-b4c04f4d4e33",
	             "several devices have uuid "
	             "4c4c4544-0042-3510-8051-b4c04f4d4e33, and nothing else "
	             "finds one",
	             "give the device its serial number");
	assert_true(import_text(
	        f, &rc_kind_device,
	        "{\"deviceid\":\"x\",\"content\":{\"bios\":{\"ssn\":\"7XK1P93\""
	        "},\"hardware\":{\"uuid\":\"4C4C4544-0042-3510-8051-"
	        "B4C04F4D4E33\"}}}"));
	expect_counts(f, 0, 1, 0, 0);
	assert_string_equal(f->result.deltas[0].key, "TS-3");
}

#define ONE(ssn)                                                    \
	"{\"deviceid\":\"x\",\"content\":{\"bios\":{\"ssn\":\"" ssn \
	"\",\"type\":\"Laptop\"}}}"

/* A list: all faults are told, and nothing is written; or the good ones. */
static void
test_list(void **state)
{
	struct fixture *f = *state;
	const char *text = "[" ONE("PF3A1B2C") ",\n" ONE("NEW-1") ",\n7,\n" ONE(
	        "7XK1P93") ",\n" ONE("7XK1P93") ",\n" ONE("NEW-1") "]";
	const char *const defaults[] = { "Đơn vị=25363" };

	f->options.defaults = defaults;
	f->options.ndefaults = 1;
	assert_true(import_text(f, &rc_kind_device, text));
	expect_counts(f, 1, 2, 0, 3);
	assert_int_equal(f->result.batch, 0);
	assert_int_equal(f->result.faults[0].line, 3);
	assert_string_equal(f->result.faults[0].reason,
	                    "a number where an inventory stands");
	assert_int_equal(f->result.faults[1].line, 5);
	assert_string_equal(f->result.faults[1].reason,
	                    "the same device as TS-3 stands in this file "
	                    "twice");
	assert_int_equal(f->result.faults[2].line, 6);
	assert_string_equal(f->result.faults[2].reason,
	                    "the same device as the one on line 2 of this file "
	                    "stands in this file twice");
	assert_int_equal(count(f, &rc_kind_device, ""), 3);
	f->options.skip_bad = true;
	assert_true(import_text(f, &rc_kind_device, text));
	expect_counts(f, 1, 2, 0, 3);
	assert_true(f->result.batch > 0);
	assert_int_equal(count(f, &rc_kind_device, ""), 4);
	assert_string_equal(facts(f, "TS-3").chassis, "9");
	expect_whole(f);
}

/* The serial number is another's, though it is not matched by. */
static void
test_taken(void **state)
{
	struct fixture *f = *state;
	static const char *const keys[] = { "uuid" };
	const char *const defaults[] = { "agency=25363" };

	f->options.keys = keys;
	f->options.nkeys = 1;
	f->options.defaults = defaults;
	f->options.ndefaults = 1;
	assert_true(import_text(
	        f, &rc_kind_device,
	        "{\"deviceid\":\"x\",\"content\":{\"bios\":{\"ssn\":\"7XK1P93\""
	        ",\"type\":\"Laptop\"},\"hardware\":{\"uuid\":\"4C4C4544-0042-"
	        "3510-8051-B4C04F4D4E99\"}}}"));
	expect_fault(f, "7XK1P93", "its serial is that of device TS-3",
	             "match by that field too, or mend the record");
}

static void
test_formats(void **state)
{
	struct fixture *f = *state;

	/* Only devices have inventories. */
	assert_false(import_text(f, &rc_kind_agency, " {}"));
	assert_string_equal(f->err.text, "this is an inventory of devices; "
	                                 "import it as devices");
	assert_true(import_text(f, &rc_kind_facts, ONE("7XK1P93")));
	expect_counts(f, 0, 1, 0, 0);
	/* JSON, but none of a device. */
	assert_true(import_text(f, &rc_kind_device, "{\"a\":1}"));
	expect_fault(f, "", "there is no deviceid: this is no inventory", NULL);
	/* Cut in the middle: nothing at all. */
	assert_false(import_text(f, &rc_kind_device, "[{\"deviceid\":\n"));
	assert_string_equal(
	        f->err.text,
	        "text.csv: line 2, column 1: the file ends in the middle");
	/* A page of the web is a table to us, and a bad one. */
	assert_false(import_text(f, &rc_kind_device, "<html></html>"));
	f->options.format = "ocs-xml";
	assert_false(import_text(f, &rc_kind_device, "<html></html>"));
	assert_string_equal(f->err.text,
	                    "text.csv: line 1, column 1: the outermost element "
	                    "is not REQUEST: this is no OCS inventory");
	f->options.format = "csv";
	assert_false(import_text(f, &rc_kind_device, "{}"));
	f->options.format = "xls";
	assert_false(import_text(f, &rc_kind_device, "{}"));
	assert_int_equal(f->err.code, RC_EUSAGE);
	f->options.format = NULL;
	f->options.rejects = "/nowhere";
	assert_false(import_text(f, &rc_kind_device, "{}"));
	assert_int_equal(f->err.code, RC_EUSAGE);
}

static bool
stop_at_two(void *ctx, uint64_t rows, uint64_t bytes, uint64_t total)
{
	(void)ctx;
	(void)bytes;
	(void)total;
	return rows < 2;
}

static void
test_cancel(void **state)
{
	struct fixture *f = *state;

	f->options.progress = stop_at_two;
	assert_false(import_text(f, &rc_kind_device,
	                         "[" ONE("7XK1P93") "," ONE("PF3A1B2C") "]"));
	assert_int_equal(f->err.code, RC_ECANCELLED);
	assert_int_equal(facts(f, "TS-3").head.version, 0);
	f->options.progress = NULL;
	must_take(f, FOLDER "desktop.xml");
	expect_counts(f, 0, 1, 0, 0);
}

/* Memory that ends anywhere leaves the database as it was. */
static void
test_memory(void **state)
{
	struct fixture *f = *state;
	uint64_t n = 1;
	bool ok = false;

	while (!ok) {
		rc_mem_fail_at(n);
		ok = import_file(f, FOLDER "laptop.json");
		rc_mem_fail_at(0);
		if (!ok)
			assert_int_equal(facts(f, "TS-25363-007").head.version,
			                 0);
		n += n < 200 ? 1 : 37;
	}
	assert_true(n > 100);
	expect_counts(f, 0, 1, 0, 0);
	expect_whole(f);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
int
main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(test_found),     EACH(test_undo),
		EACH(test_older),     EACH(test_undated),
		EACH(test_not_found), EACH(test_default_wrong),
		EACH(test_conflicts), EACH(test_placeholders),
		EACH(test_shared),    EACH(test_list),
		EACH(test_taken),     EACH(test_formats),
		EACH(test_cancel),    EACH(test_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
