/* SPDX-License-Identifier: MIT */
#include "import/glpi.h"

#include <unit/import/inventory_case.h>

static void
test_laptop(void **state)
{
	const struct rc_inventory *doc;
	const struct rc_facts *f;
	struct got got;

	(void)state;
	got_init(&got);
	doc = got_file(&got, rc_glpi_read, FOLDER "laptop.json");
	f = &doc->facts;
	assert_int_equal(doc->line, 1);
	assert_string_equal(doc->device_id, "DP-VP-07-2025-02-03-07-00-00");
	assert_string_equal(doc->asset_tag, "TS-25363-007");
	assert_string_equal(doc->user, "hoa.nt");
	assert_int_equal(doc->category, RC_CATEGORY_LAPTOP);
	assert_int_equal(doc->at, INT64_C(1795137330000));
	assert_int_equal(doc->odd, 0);
	assert_string_equal(f->hostname, "DP-VP-07");
	assert_null(f->machine_id);
	assert_string_equal(f->serial, "PF3A1B2C");
	assert_string_equal(f->uuid, "4c4c4544-0042-3510-8051-b4c04f4d4e32");
	assert_string_equal(f->manufacturer, "LENOVO");
	assert_string_equal(f->model, "ThinkPad E14");
	assert_string_equal(f->chassis, "10");
	assert_string_equal(f->mac, "3c:52:82:aa:bb:01 3c:52:82:aa:bb:02");
	assert_string_equal(f->bios_date, "2024-03-05");
	assert_string_equal(f->cpu_model, "Intel(R) Core(TM) i5-1235U");
	assert_int_equal(f->cpu_cores, 10);
	assert_int_equal(f->ram_kb, 15872 * 1024);
	assert_int_equal(f->disk_total_kb, 244198 * 1024);
	assert_int_equal(f->volume_kb, 242000 * 1024);
	assert_int_equal(f->disk_free_kb, 121000 * 1024);
	assert_int_equal(f->disk_rotational, RC_NO);
	assert_int_equal(f->disk_encrypted, RC_YES);
	assert_string_equal(f->os_id, "windows");
	assert_string_equal(f->os_version_id, "10.0.26100");
	assert_string_equal(f->os_pretty, "Microsoft Windows 11 Pro");
	assert_string_equal(f->os_edition, "Professional");
	assert_string_equal(f->kernel, "10.0.26100");
	assert_string_equal(f->arch, "64-bit");
	assert_int_equal(f->firewall, RC_YES);
	assert_int_equal(f->secure_boot, RC_YES);
	assert_int_equal(f->tpm, RC_ANSWER_NONE);
	assert_string_equal(f->antivirus, "Bkav Pro");
	assert_int_equal(f->antivirus_running, RC_YES);
	assert_int_equal(f->antivirus_date,
	                 rc_date_from((struct rc_civil){ 2026, 11, 19 }));
	assert_null(f->forbidden);
	assert_int_equal(doc->nsoftware, 3);
	assert_string_equal(doc->software[0], "7-Zip 24.08 (x64)");
	assert_string_equal(doc->software[1], "µTorrent 3.6");
	assert_string_equal(doc->software[2], "Bộ gõ UniKey");
	got_fini(&got);
}

static void
test_linux(void **state)
{
	const struct rc_inventory *doc;
	const struct rc_facts *f;
	struct got got;

	(void)state;
	got_init(&got);
	doc = got_file(&got, rc_glpi_read, FOLDER "linux.json");
	f = &doc->facts;
	assert_null(doc->asset_tag);
	assert_int_equal(doc->at, RC_MS_NONE);
	assert_int_equal(doc->category, RC_CATEGORY_DESKTOP);
	assert_string_equal(doc->user, "root");
	/* What makers leave as it came is no answer; the next best is. */
	assert_string_equal(f->serial, "BOX-9");
	assert_null(f->uuid);
	assert_string_equal(f->manufacturer, "Gigabyte");
	assert_string_equal(f->model, "H610M");
	assert_string_equal(f->chassis, "3");
	assert_string_equal(f->mac, "d8:5e:d3:01:02:03");
	assert_int_equal(f->ram_kb, 8192 * 1024);
	assert_int_equal(f->cpu_cores, 3);
	assert_int_equal(f->volume_kb, 20000 * 1024);
	assert_int_equal(f->disk_free_kb, 5000 * 1024);
	assert_int_equal(f->disk_encrypted, RC_NO);
	/* Two disks, one of either sort: which one has the system? */
	assert_int_equal(f->disk_total_kb, RC_INT_NONE);
	assert_int_equal(f->disk_rotational, RC_ANSWER_NONE);
	assert_string_equal(f->os_id, "debian");
	assert_string_equal(f->os_version_id, "12.7");
	assert_string_equal(f->os_pretty, "Debian GNU/Linux 12 (bookworm)");
	assert_null(f->os_edition);
	assert_string_equal(f->kernel, "6.1.0-26-amd64");
	assert_string_equal(f->arch, "x86_64");
	assert_int_equal(f->firewall, RC_NO);
	assert_null(f->antivirus);
	got_fini(&got);
}

static void
test_list(void **state)
{
	static const struct {
		unsigned line;
		const char *refusal;
	} want[] = {
		{ 2, NULL },
		{ 3, "content.bios is a text where an object stands" },
		{ 4, "a number where an inventory stands" },
		{ 5, "there is no deviceid: this is no inventory" },
		{ 6, "action is contact: this is no inventory" },
		{ 7, NULL },
	};
	struct got got;
	size_t i;

	(void)state;
	got_init(&got);
	assert_true(got_text(&got, rc_glpi_read,
	                     got_bytes(&got, FOLDER "list.json")));
	assert_int_equal(got.n, RC_COUNT(want));
	for (i = 0; i < RC_COUNT(want); i++) {
		assert_int_equal(got.docs[i].line, want[i].line);
		if (want[i].refusal == NULL)
			assert_null(got.docs[i].refusal);
		else
			assert_string_equal(got.docs[i].refusal,
			                    want[i].refusal);
	}
	assert_string_equal(got.docs[0].facts.serial, "SN-A");
	/* Nothing is left of the one before. */
	assert_null(got.docs[2].facts.serial);
	assert_null(got.docs[2].device_id);
	assert_string_equal(got.docs[5].facts.serial, "SN-F");
	assert_int_equal(got.docs[5].facts.ram_kb, RC_INT_NONE);
	assert_int_equal(got.docs[5].odd, 2);
	assert_string_equal(got.docs[5].first_odd, "hardware name: an object");
	got_fini(&got);
}

static void
test_malformed(void **state)
{
	static const struct {
		const char *text, *error;
	} tries[] = {
		{ "", "the file is empty" },
		{ " \n\t", "the file is empty" },
		{ "[]", "line 1, column 3: the list holds no inventory" },
		{ "{\n \"a\": 1,\n",
		  "line 3, column 1: the file ends in the middle" },
		{ "{\"a\": 1,}", "line 1, column 10: not written as JSON is" },
		{ "{\"ă\" 1}", "line 1, column 7: not written as JSON is" },
		{ "[{} {}]", "line 1, column 5: not written as JSON is" },
		{ "[{},", "line 1, column 5: the file ends in the middle" },
		{ "[{}", "line 1, column 4: the file ends in the middle" },
		{ "{}\n{}", "line 2, column 1: something stands behind the "
		            "end; several inventories go into a list: [..., "
		            "...]" },
		{ "{\"a\":1,\"a\":2}",
		  "line 1, column 11: a name stands twice in one object" },
		{ "{\"a\":99999999999999999999}",
		  "line 1, column 26: a number is too large" },
		{ "{\"a\":\"\\u0000\"}",
		  "line 1, column 14: a NUL character in a text" },
		{ "{\"a\":\"\xC3\x28\"}", "line 1, column 7: not UTF-8 text" },
	};
	struct got got;
	size_t i;

	(void)state;
	got_init(&got);
	for (i = 0; i < RC_COUNT(tries); i++)
		got_fails(&got, rc_glpi_read, rc_str_of(tries[i].text),
		          tries[i].error);
	got_fini(&got);
}

/* `front`, `n` times `middle`, `back`. */
static struct rc_str
repeat(struct got *got, const char *front, const char *middle, size_t n,
       const char *back)
{
	struct rc_buf b;
	struct rc_str text;
	size_t i;

	rc_buf_init(&b, 80u << 20);
	rc_buf_puts(&b, front);
	for (i = 0; i < n; i++)
		rc_buf_puts(&b, middle);
	rc_buf_puts(&b, back);
	assert_int_equal(b.state, RC_BUF_OK);
	text.n = b.n;
	text.p = rc_arena_textn(&got->arena, b.p, b.n);
	rc_buf_fini(&b);
	return text;
}

#define DOC(content) "{\"deviceid\":\"x\",\"content\":{" content

static void
test_ceilings(void **state)
{
	const struct rc_inventory *doc;
	struct rc_str text;
	struct got got;

	(void)state;
	got_init(&got);
	text = repeat(&got, "", "[", 100000, "");
	assert_false(got_text(&got, rc_glpi_read, text));
	assert_string_equal(got.err.text,
	                    "line 1, column 2051: nested too deeply");
	/* A document over 8 MiB, and one just beneath it. */
	text = repeat(&got, DOC("\"a\":\""), "0123456789abcdef", 1u << 19,
	              "\"}}");
	got_fails(&got, rc_glpi_read, text,
	          "line 1, column 1: one inventory is longer than 8 MiB");
	text = repeat(&got, DOC("\"a\":\""), "0123456789abcdef",
	              (1u << 19) - 10, "\"}}");
	assert_true(got_text(&got, rc_glpi_read, text));
	assert_null(got.docs[0].refusal);
	/* Beyond the ceiling of a file nothing is looked at. */
	text = repeat(&got, "", " ", (64u << 20) + 1, "");
	got_fails(&got, rc_glpi_read, text,
	          "an inventory file may have 64 MiB; this one is larger");
	/* A value that is read over 64 KiB; one that is not may be longer. */
	text = repeat(&got, DOC("\"hardware\":{\"name\":\""),
	              "0123456789abcdef", 4097, "\"}}}");
	assert_true(got_text(&got, rc_glpi_read, text));
	assert_string_equal(got.docs[0].refusal,
	                    "content.hardware.name is longer than 64 KiB");
	text = repeat(&got, DOC("\"hardware\":{\"name\":\""), "ă", 600,
	              "\"}}}");
	assert_true(got_text(&got, rc_glpi_read, text));
	doc = &got.docs[0];
	assert_null(doc->refusal);
	assert_int_equal(strlen(doc->facts.hostname), 1024);
	got_fini(&got);
}

static void
test_many_networks(void **state)
{
	struct rc_str text;
	struct rc_buf b;
	struct got got;
	unsigned i;

	(void)state;
	got_init(&got);
	text = repeat(
	        &got, DOC("\"networks\":["),
	        "{\"description\":\"eth0\",\"mac\":\"d8:5e:d3:01:02:03\"},",
	        20000, "{}]}}");
	assert_true(got_text(&got, rc_glpi_read, text));
	assert_string_equal(got.docs[0].facts.mac, "d8:5e:d3:01:02:03");
	assert_int_equal(got.docs[0].odd, 0);
	/* All different: as many as a fact may hold. */
	rc_buf_init(&b, 4u << 20);
	rc_buf_puts(&b, DOC("\"networks\":["));
	for (i = 0; i < 20000; i++)
		rc_buf_printf(&b, "{\"mac\":\"d85ed3%06x\"},", i);
	rc_buf_puts(&b, "{}]}}");
	assert_true(got_text(&got, rc_glpi_read, rc_buf_str(&b)));
	assert_int_equal(strlen(got.docs[0].facts.mac), 64 * 18 - 1);
	assert_int_equal(got.docs[0].odd, 20000 - 64);
	assert_string_equal(got.docs[0].first_odd,
	                    "networks mac: d8:5e:d3:00:00:40");
	rc_buf_fini(&b);
	got_fini(&got);
}

/* Nothing that a terminal would act on comes through. */
static void
test_hostile(void **state)
{
	const struct rc_inventory *doc;
	struct got got;

	(void)state;
	got_init(&got);
	assert_true(got_text(
	        &got, rc_glpi_read,
	        RC_STR(DOC("\"hardware\":{\"name\":\"a\\u001b[31m\\nb\\u202e"
	                   "\",\"uuid\":\"\\u0007\",\"memory\":-5},"
	                   "\"accesslog\":{\"logdate\":\"2099-01-01 00:00:00"
	                   "\"},\"bios\":{\"ssn\":\"  \",\"assettag\":null,"
	                   "\"smodel\":7,\"bdate\":true},"
	                   "\"cpus\":[null,{\"core\":1.5},{\"core\":99999999}"
	                   "],\"drives\":{\"letter\":\"C:\",\"total\":10,"
	                   "\"free\":11},\"networks\":null}}"))));
	doc = &got.docs[0];
	assert_null(doc->refusal);
	assert_string_equal(doc->facts.hostname, "a␛[31m␊b·");
	assert_string_equal(doc->facts.uuid, "␇");
	assert_int_equal(doc->at, RC_MS_NONE);
	assert_null(doc->facts.serial);
	assert_null(doc->asset_tag);
	assert_string_equal(doc->facts.model, "7");
	assert_int_equal(doc->facts.cpu_cores, RC_INT_NONE);
	assert_int_equal(doc->facts.volume_kb, 10 * 1024);
	assert_int_equal(doc->facts.disk_free_kb, RC_INT_NONE);
	/* memory, logdate, two cores */
	assert_int_equal(doc->odd, 4);
	assert_string_equal(doc->first_odd, "hardware memory: -5");
	got_fini(&got);
}

static void
test_mark_and_kinds(void **state)
{
	struct got got;

	(void)state;
	got_init(&got);
	assert_true(got_text(
	        &got, rc_glpi_read,
	        RC_STR("\xEF\xBB\xBF\r\n[\n{\"deviceid\":\"p\",\"itemtype\":"
	               "\"Printer\",\"content\":{}}\n,\n{\"deviceid\":\"q\","
	               "\"content\":[]} ]\r\n")));
	assert_int_equal(got.n, 2);
	assert_int_equal(got.docs[0].line, 3);
	assert_int_equal(got.docs[0].category, RC_CATEGORY_PRINTER);
	assert_int_equal(got.docs[1].line, 5);
	assert_string_equal(got.docs[1].refusal,
	                    "there is no content: this is no inventory");
	got_fini(&got);
}

static void
test_cuts(void **state)
{
	static const char *const files[] = { FOLDER "laptop.json",
		                             FOLDER "linux.json",
		                             FOLDER "list.json" };
	struct got got;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(files); i++) {
		got_init(&got);
		got_cuts(&got, rc_glpi_read, files[i]);
		got_fini(&got);
	}
}

static void
test_memory(void **state)
{
	struct got got;

	(void)state;
	got_init(&got);
	got_starves(&got, rc_glpi_read, FOLDER "linux.json");
	got_fini(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_laptop),
		cmocka_unit_test(test_linux),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_malformed),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_many_networks),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_mark_and_kinds),
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
