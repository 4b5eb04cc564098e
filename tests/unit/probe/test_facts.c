/* SPDX-License-Identifier: MIT */
/* A device's answer as a fact sheet: what is taken, what is refused. */
#include "probe/facts.h"

#include <lib/unit.h>
#include <stdlib.h>
#include <string.h>

/* 2026-11-22T08:00:00Z */
#define NOW INT64_C(1795334400000)

static struct rc_arena arena;

static int
set_up(void **state)
{
	(void)state;
	rc_arena_init(&arena);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	rc_arena_fini(&arena);
	return 0;
}

static struct rc_facts
read_text(struct rc_str text)
{
	struct rc_facts facts;
	struct rc_err err = { 0 };

	assert_true(rc_probe_facts(text, NOW, &arena, &facts, &err));
	return facts;
}

static struct rc_facts
read_lines(const char *lines)
{
	return read_text(rc_str_of(lines));
}

static void
test_a_whole_answer(void **state)
{
	struct rc_facts f = read_lines(
	        "os_id=debian\nos_version_id=12\nos_pretty=Debian GNU/Linux 12 "
	        "(bookworm)\nos_edition=\nkernel=6.1.0-28-amd64\narch=x86_64\n"
	        "hostname=pc-01\nmachine_id=0af3\nserial=5CG1234XYZ\n"
	        "uuid=4c4c4544-0043-4710-8058-b1c04f4c4d32\n"
	        "manufacturer=HP\nmodel=HP ProBook 450 G8\nchassis=10\n"
	        "bios_date=03/12/2021\ncpu_model=Intel(R) Core(TM) i5\n"
	        "cpu_cores=4\nram_kb=8041232\ndisk_total_kb=250059096\n"
	        "disk_free_kb=120000000\nvolume_kb=245000000\n"
	        "disk_rotational=0\ndisk_encrypted=yes\nfirewall=on\n"
	        "antivirus=ClamAV\nantivirus_running=no\n"
	        "antivirus_date=2026-11-20\nupdates_pending_security=7\n"
	        "updates_last=2026-11-01\nscan_date=2026-10-30\n"
	        "secure_boot=yes\ntpm=no\n"
	        "uptime_s=86400\nmac=3C-52-82-AA-BB-01\n"
	        "mac=3c:52:82:aa:bb:02\nmac=3c:52:82:aa:bb:01\n"
	        "traffic=wan 12 34; br-lan 5 6\n"
	        "clock=1795334460\nneeds_root=\nfuture_key=1\n");

	(void)state;
	assert_string_equal(f.os_id, "debian");
	assert_string_equal(f.os_version_id, "12");
	assert_string_equal(f.os_pretty, "Debian GNU/Linux 12 (bookworm)");
	assert_null(f.os_edition);
	assert_string_equal(f.kernel, "6.1.0-28-amd64");
	assert_string_equal(f.arch, "x86_64");
	assert_string_equal(f.hostname, "pc-01");
	assert_string_equal(f.machine_id, "0af3");
	assert_string_equal(f.serial, "5CG1234XYZ");
	assert_string_equal(f.uuid, "4c4c4544-0043-4710-8058-b1c04f4c4d32");
	assert_string_equal(f.manufacturer, "HP");
	assert_string_equal(f.model, "HP ProBook 450 G8");
	assert_string_equal(f.chassis, "10");
	assert_string_equal(f.bios_date, "03/12/2021");
	assert_string_equal(f.cpu_model, "Intel(R) Core(TM) i5");
	assert_int_equal(f.cpu_cores, 4);
	assert_int_equal(f.ram_kb, 8041232);
	assert_int_equal(f.disk_total_kb, 250059096);
	assert_int_equal(f.disk_free_kb, 120000000);
	assert_int_equal(f.volume_kb, 245000000);
	assert_int_equal(f.disk_rotational, RC_NO);
	assert_int_equal(f.disk_encrypted, RC_YES);
	assert_int_equal(f.firewall, RC_YES);
	assert_string_equal(f.antivirus, "ClamAV");
	assert_int_equal(f.antivirus_running, RC_NO);
	assert_int_equal(f.antivirus_date,
	                 rc_date_from((struct rc_civil){ 2026, 11, 20 }));
	assert_int_equal(f.scan_date,
	                 rc_date_from((struct rc_civil){ 2026, 10, 30 }));
	assert_int_equal(f.updates_pending, 7);
	assert_int_equal(f.updates_since, RC_DATE_NONE);
	assert_int_equal(f.updates_last,
	                 rc_date_from((struct rc_civil){ 2026, 11, 1 }));
	assert_int_equal(f.secure_boot, RC_YES);
	assert_int_equal(f.tpm, RC_NO);
	assert_int_equal(f.uptime_s, 86400);
	assert_int_equal(f.clock_skew_s, 60);
	assert_string_equal(f.mac, "3c:52:82:aa:bb:01 3c:52:82:aa:bb:02");
	assert_string_equal(f.traffic, "wan 12 34; br-lan 5 6");
	assert_null(f.needs_root);
	assert_null(f.forbidden);
	assert_int_equal(f.head.id, 0);
}

static void
test_nothing_said(void **state)
{
	struct rc_facts none, f = read_lines("");

	(void)state;
	rc_record_clear(&rc_kind_facts, &none);
	for (size_t i = 0; i < rc_kind_facts.nfields; i++) {
		const struct rc_field *field = &rc_kind_facts.fields[i];

		assert_int_equal(rc_field_get(field, &f).type, RC_NULL);
	}
	f = read_lines("no equals sign\n=\n=x\nserial\nserial=\nserial= \t \n");
	assert_null(f.serial);
}

/* Each line alone; the number, or RC_INT_NONE when it must be refused. */
static const struct {
	const char *line, *field;
	int64_t want;
} numbers[] = {
	{ "cpu_cores=1", "cpu_cores", 1 },
	{ "cpu_cores= 8 ", "cpu_cores", 8 },
	{ "cpu_cores=8\r", "cpu_cores", 8 },
	{ "cpu_cores=0", "cpu_cores", RC_INT_NONE },
	{ "cpu_cores=-4", "cpu_cores", RC_INT_NONE },
	{ "cpu_cores=65537", "cpu_cores", RC_INT_NONE },
	{ "cpu_cores=4.0", "cpu_cores", RC_INT_NONE },
	{ "cpu_cores=4 cores", "cpu_cores", RC_INT_NONE },
	{ "cpu_cores=0x10", "cpu_cores", RC_INT_NONE },
	{ "ram_kb=1024", "ram_kb", 1024 },
	{ "ram_kb=1023", "ram_kb", RC_INT_NONE },
	{ "ram_kb=9223372036854775807", "ram_kb", RC_INT_NONE },
	{ "ram_kb=99999999999999999999999", "ram_kb", RC_INT_NONE },
	{ "disk_free_kb=0", "disk_free_kb", 0 },
	{ "disk_total_kb=0", "disk_total_kb", RC_INT_NONE },
	{ "updates_pending_security=0", "updates_pending", 0 },
	{ "updates_pending_security=unknown", "updates_pending", RC_INT_NONE },
	{ "updates_pending=5", "updates_pending", RC_INT_NONE },
	{ "clock=1795334400", "clock_skew_s", 0 },
	{ "clock=1795334402", "clock_skew_s", 0 }, /* within the noise */
	{ "clock=1795334398", "clock_skew_s", 0 },
	{ "clock=1795334403", "clock_skew_s", 3 },
	{ "clock=1795330800", "clock_skew_s", -3600 },
	{ "clock=0", "clock_skew_s", -1795334400 },
	{ "clock=-1", "clock_skew_s", RC_INT_NONE },
	{ "clock=253402300800", "clock_skew_s", RC_INT_NONE },
	{ "uptime_s=3153600001", "uptime_s", RC_INT_NONE },
};

static void
test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < RC_COUNT(numbers); i++) {
		struct rc_facts f = read_lines(numbers[i].line);
		struct rc_value v =
		        rc_field_get(rc_field_find(&rc_kind_facts,
		                                   rc_str_of(numbers[i].field)),
		                     &f);
		int64_t got = v.type == RC_NULL ? RC_INT_NONE : v.i;

		if (got != numbers[i].want)
			fail_msg("%s: %lld", numbers[i].line, (long long)got);
	}
}

static void
test_answers(void **state)
{
	static const struct {
		const char *value;
		int want;
	} cases[] = {
		{ "yes", RC_YES },
		{ "YES", RC_YES },
		{ "on", RC_YES },
		{ "1", RC_YES },
		{ "no", RC_NO },
		{ "off", RC_NO },
		{ "0", RC_NO },
		{ "unknown", RC_UNKNOWN },
		{ "", RC_ANSWER_NONE },
		{ "maybe", RC_ANSWER_NONE },
		{ "yes!", RC_ANSWER_NONE },
		{ "2", RC_ANSWER_NONE },
	};

	(void)state;
	for (size_t i = 0; i < RC_COUNT(cases); i++) {
		char line[64];
		struct rc_facts f;

		snprintf(line, sizeof(line), "firewall=%s\n", cases[i].value);
		f = read_lines(line);
		assert_int_equal(f.firewall, cases[i].want);
	}
}

/* What only root could read: unknown for a yes or no, absent for the rest. */
static void
test_needs_root(void **state)
{
	struct rc_facts f =
	        read_lines("needs_root=serial,firewall,tpm,nonsense\n"
	                   "tpm=yes\nsecure_boot=unknown\n");

	(void)state;
	assert_string_equal(f.needs_root, "serial,firewall,tpm,nonsense");
	assert_null(f.serial);
	assert_int_equal(f.firewall, RC_UNKNOWN);
	assert_int_equal(f.tpm, RC_YES); /* it could be read after all */
	assert_int_equal(f.secure_boot, RC_UNKNOWN);
	assert_int_equal(f.disk_encrypted, RC_ANSWER_NONE);
}

static void
test_days(void **state)
{
	static const struct {
		const char *value;
		int year, month, day; /* 0 = refused */
	} cases[] = {
		{ "2026-11-22", 2026, 11, 22 }, { "2026-11-23", 2026, 11, 23 },
		{ "2026-11-24", 0, 0, 0 }, /* after tomorrow */
		{ "2099-01-01", 0, 0, 0 },      { "2026-02-30", 0, 0, 0 },
		{ "22/11/2026", 0, 0, 0 },      { "2026-1-1", 0, 0, 0 },
		{ "today", 0, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < RC_COUNT(cases); i++) {
		char line[64];
		rc_date want = RC_DATE_NONE;
		struct rc_facts f;

		if (cases[i].year > 0)
			want = rc_date_from((struct rc_civil){
			        cases[i].year, cases[i].month, cases[i].day });
		snprintf(line, sizeof(line), "updates_last=%s\n",
		         cases[i].value);
		f = read_lines(line);
		if (f.updates_last != want)
			fail_msg("%s", line);
	}
}

static void
test_hostile_text(void **state)
{
	static const char controls[] = "hostname=\x1b[31mred\x07\n";
	static const char bidi[] = "model=a\xe2\x80\xae"
	                           "b\n";
	static const char broken[] = "kernel=x\xff\xc3(\n";
	static const char nul[] = "arch=a\0b\n";
	struct rc_facts f;

	(void)state;
	f = read_lines(controls);
	assert_string_equal(f.hostname, "\xe2\x90\x9b[31mred\xe2\x90\x87");
	f = read_lines(bidi);
	assert_string_equal(f.model, "a\xc2\xb7"
	                             "b");
	f = read_lines(broken);
	assert_string_equal(f.kernel, "x\xef\xbf\xbd\xef\xbf\xbd(");
	f = read_text((struct rc_str){ nul, sizeof(nul) - 1 });
	assert_string_equal(f.arch, "a\xe2\x90\x80"
	                            "b");
	f = read_lines("hostname=m\xc3\xa1y ch\xe1\xbb\xa7\n");
	assert_string_equal(f.hostname, "m\xc3\xa1y ch\xe1\xbb\xa7");
}

static void
test_text_has_a_ceiling(void **state)
{
	static char line[9000];
	struct rc_facts f;

	(void)state;
	snprintf(line, sizeof(line), "os_pretty=");
	memset(line + 10, 'x', 5000);
	f = read_text((struct rc_str){ line, 5010 });
	assert_int_equal(strlen(f.os_pretty), RC_FACT_TEXT_MAX);
	/* two bytes each, and the ceiling is in the middle of none */
	line[10] = 'x';
	for (size_t i = 11; i + 1 < 5011; i += 2)
		memcpy(line + i, "\xc4\x91", 2);
	f = read_text((struct rc_str){ line, 5011 });
	assert_int_equal(strlen(f.os_pretty), 1023);
	assert_true(rc_str_starts(rc_str_of(f.os_pretty), "x\xc4\x91\xc4\x91"));
	/* controls grow when they are made visible; the ceiling holds */
	memset(line + 10, '\x1b', 5000);
	f = read_text((struct rc_str){ line, 5010 });
	assert_in_range(strlen(f.os_pretty), 1000, RC_FACT_TEXT_MAX);
	assert_int_equal(strlen(f.os_pretty) % 3, 0);
}

static void
test_macs(void **state)
{
	static char many[64000];
	struct rc_facts f;
	size_t n = 0;

	(void)state;
	f = read_lines("mac=00:00:00:00:00:00\nmac=ff:ff:ff:ff:ff:ff\n"
	               "mac=3c:52:82:aa:bb\nmac=3c:52:82:aa:bb:0g\n"
	               "mac=3c:52:82:aa:bb:01:02\nmac=3c52.82aa.bb01\n"
	               "mac=00:50:56:C0:00:08\nmac=\n");
	assert_null(f.mac);
	for (unsigned i = 0; i < 1000; i++)
		n += (size_t)snprintf(many + n, sizeof(many) - n,
		                      "mac=02:00:00:00:%02x:%02x\n",
		                      i / 256 % 256, i % 256);
	f = read_text((struct rc_str){ many, n });
	assert_int_equal(strlen(f.mac), 64 * 18 - 1);
	assert_true(rc_str_starts(rc_str_of(f.mac),
	                          "02:00:00:00:00:00 02:00:00:00:00:01 "));
	assert_string_equal(f.mac + 63 * 18, "02:00:00:00:00:3f");
}

static void
test_placeholders(void **state)
{
	struct rc_facts f;

	(void)state;
	f = read_lines("serial=To Be Filled By O.E.M.\nuuid=00000000-0000-0000-"
	               "0000-000000000000\nmodel=System Product Name\n"
	               "manufacturer=Default string\nantivirus=none\n");
	assert_null(f.serial);
	assert_null(f.uuid);
	assert_null(f.model);
	assert_null(f.manufacturer);
	assert_string_equal(f.antivirus, "none"); /* looked for, not there */
}

/* Whatever the bytes are, it reads them or refuses, and no text is unsafe. */
static void
test_noise(void **state)
{
	static const char *const keys[] = {
		"serial=", "ram_kb=",       "mac=",        "firewall=",
		"clock=",  "updates_last=", "needs_root=", ""
	};
	uint64_t chance = 42;
	char text[512];

	(void)state;
	for (int round = 0; round < 3000; round++) {
		size_t n = 0;
		struct rc_facts f;

		while (n < 400) {
			const char *key = keys[(chance >> 33) % 8];
			size_t k = strlen(key), more;

			memcpy(text + n, key, k);
			n += k;
			chance = chance * UINT64_C(6364136223846793005) + 1;
			for (more = (chance >> 40) % 24; more > 0; more--) {
				chance =
				        chance * UINT64_C(6364136223846793005) +
				        UINT64_C(1442695040888963407);
				text[n++] = (char)(chance >> 56);
			}
			text[n++] = '\n';
		}
		f = read_text((struct rc_str){ text, n });
		for (const char *p = rc_text_or_empty(f.serial); *p != '\0';
		     p++)
			assert_true((unsigned char)*p >= ' ' && *p != 0x7f);
		rc_arena_clear(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_whole_answer),
		cmocka_unit_test(test_nothing_said),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_needs_root),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_hostile_text),
		cmocka_unit_test(test_text_has_a_ceiling),
		cmocka_unit_test(test_macs),
		cmocka_unit_test(test_placeholders),
		cmocka_unit_test(test_noise),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
