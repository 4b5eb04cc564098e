/* SPDX-License-Identifier: MIT */
#include "import/ocs.h"

#include <unit/import/inventory_case.h>

static void
test_desktop(void **state)
{
	const struct rc_inventory *doc;
	const struct rc_facts *f;
	struct got got;

	(void)state;
	got_init(&got);
	doc = got_file(&got, rc_ocs_read, FOLDER "desktop.xml");
	f = &doc->facts;
	assert_int_equal(doc->line, 1);
	assert_string_equal(doc->device_id, "DP-VP-01-2024-05-06-08-00-00");
	assert_string_equal(doc->asset_tag, "TS-25363-001");
	assert_string_equal(doc->user, "lan.tv");
	assert_int_equal(doc->category, RC_CATEGORY_DESKTOP);
	assert_int_equal(doc->at, INT64_C(1794992405000));
	assert_int_equal(doc->odd, 0);
	assert_string_equal(f->hostname, "DP-VP-01");
	assert_string_equal(f->serial, "7XK1P93");
	assert_string_equal(f->uuid, "44454c4c-5800-104b-8031-b7c04f503933");
	assert_string_equal(f->manufacturer, "Dell Inc.");
	assert_string_equal(f->model, "OptiPlex 3080");
	assert_string_equal(f->chassis, "6");
	assert_string_equal(f->mac, "d8:bb:c1:00:00:11");
	assert_string_equal(f->bios_date, "03/15/2021");
	assert_string_equal(f->cpu_model,
	                    "Intel(R) Core(TM) i3-10100 CPU @ 3.60GHz");
	assert_int_equal(f->cpu_cores, 4);
	assert_int_equal(f->ram_kb, 8192 * 1024);
	assert_int_equal(f->disk_total_kb, INT64_C(953869) * 1024);
	assert_int_equal(f->disk_rotational, RC_YES);
	assert_int_equal(f->volume_kb, 237000 * 1024);
	assert_int_equal(f->disk_free_kb, 100000 * 1024);
	assert_int_equal(f->disk_encrypted, RC_ANSWER_NONE);
	assert_string_equal(f->os_id, "windows");
	assert_string_equal(f->os_version_id, "10.0.19044");
	assert_string_equal(f->os_edition, "EnterpriseS");
	assert_string_equal(f->os_pretty,
	                    "Microsoft Windows 10 Enterprise LTSC");
	assert_string_equal(f->arch, "64 bits");
	assert_int_equal(f->firewall, RC_ANSWER_NONE);
	assert_null(f->antivirus);
	assert_int_equal(doc->nsoftware, 2);
	assert_string_equal(doc->software[0], "Phần mềm & kế toán");
	assert_string_equal(doc->software[1], "LibreOffice <7.6>");
	got_fini(&got);
}

#define REQUEST(content)                                    \
	"<REQUEST><DEVICEID>x</DEVICEID><QUERY>INVENTORY</" \
	"QUERY><CONTENT>" content "</CONTENT></REQUEST>"

/* As the agent on Linux writes it: the system in one name, the kernel as its
 * version. FusionInventory: names of GLPI in upper case. */
static void
test_systems(void **state)
{
	struct got got;

	(void)state;
	got_init(&got);
	assert_true(got_text(
	        &got, rc_ocs_read,
	        RC_STR(REQUEST("<HARDWARE><OSNAME>Ubuntu 22.04.4 LTS</OSNAME>"
	                       "<OSVERSION>5.15.0-91-generic</OSVERSION>"
	                       "<PROCESSORT>AMD Ryzen</PROCESSORT>"
	                       "</HARDWARE>"))));
	assert_string_equal(got.docs[0].facts.os_id, "ubuntu");
	assert_string_equal(got.docs[0].facts.os_version_id, "22.04.4");
	assert_string_equal(got.docs[0].facts.kernel, "5.15.0-91-generic");
	assert_string_equal(got.docs[0].facts.cpu_model, "AMD Ryzen");
	assert_true(got_text(
	        &got, rc_ocs_read,
	        RC_STR(REQUEST(
	                "<OPERATINGSYSTEM><NAME>Windows</NAME><FULL_NAME>"
	                "Microsoft Windows 10 Home Single Language"
	                "</FULL_NAME><KERNEL_VERSION>10.0.19045.3570"
	                "</KERNEL_VERSION><TIMEZONE><NAME>x</NAME></TIMEZONE>"
	                "</OPERATINGSYSTEM><ANTIVIRUS><NAME>Kaspersky</NAME>"
	                "<ENABLED>0</ENABLED></ANTIVIRUS><FIREWALL><STATUS>off"
	                "</STATUS></FIREWALL>"))));
	assert_string_equal(got.docs[0].facts.os_id, "windows");
	assert_string_equal(got.docs[0].facts.os_version_id, "10.0.19045.3570");
	assert_string_equal(got.docs[0].facts.os_edition, "CoreSingleLanguage");
	assert_string_equal(got.docs[0].facts.antivirus, "Kaspersky");
	assert_int_equal(got.docs[0].facts.antivirus_running, RC_NO);
	assert_int_equal(got.docs[0].facts.firewall, RC_NO);
	got_fini(&got);
}

static void
test_malformed(void **state)
{
	static const struct {
		const char *text, *error;
	} tries[] = {
		{ "", "line 1, column 1: no element found" },
		{ "<REQUEST>\n <CONTENT>\n</REQUEST>",
		  "line 3, column 3: mismatched tag" },
		{ "<REQUEST>\n<CONTENT a=1/>",
		  "line 2, column 12: not well-formed (invalid token)" },
		{ "<REQUEST/>\n<REQUEST/>",
		  "line 2, column 1: something stands behind </REQUEST>; each "
		  "inventory needs a file of its own" },
		{ "<html><body/></html>", "line 1, column 1: the outermost "
		                          "element is not REQUEST: this "
		                          "is no OCS inventory" },
		{ "<?xml version='1.0'?>\n<!DOCTYPE REQUEST [<!ENTITY a "
		  "\"b\">]>\n<REQUEST/>",
		  "line 2, column 19: a DOCTYPE is not accepted" },
		{ "<REQUEST><CONTENT>&lol;</CONTENT></REQUEST>",
		  "line 1, column 19: undefined entity" },
		{ "<REQUEST><CONTENT/>\n<CONTENT/></REQUEST>",
		  "line 2, column 1: CONTENT stands twice" },
		{ "<REQUEST>\xC3\x28</REQUEST>",
		  "line 1, column 10: not well-formed (invalid token)" },
		{ "<REQUEST><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>",
		  "line 1, column 55: elements are nested too deeply" },
	};
	struct got got;
	size_t i;

	(void)state;
	got_init(&got);
	for (i = 0; i < RC_COUNT(tries); i++)
		got_fails(&got, rc_ocs_read, rc_str_of(tries[i].text),
		          tries[i].error);
	got_fini(&got);
}

static void
test_refusals(void **state)
{
	static const struct {
		const char *text, *refusal;
	} tries[] = {
		{ "<REQUEST/>", "there is no DEVICEID: this is no inventory" },
		{ "<REQUEST><DEVICEID>x</DEVICEID></REQUEST>",
		  "there is no CONTENT: this is no inventory" },
		{ "<REQUEST><DEVICEID>x</DEVICEID><QUERY>PROLOG</QUERY>"
		  "</REQUEST>",
		  "QUERY is not INVENTORY: this is no inventory" },
	};
	struct got got;
	size_t i;

	(void)state;
	got_init(&got);
	for (i = 0; i < RC_COUNT(tries); i++) {
		assert_true(
		        got_text(&got, rc_ocs_read, rc_str_of(tries[i].text)));
		assert_string_equal(got.docs[0].refusal, tries[i].refusal);
	}
	/* Lower case will do, and a query that is not there. */
	assert_true(got_text(&got, rc_ocs_read,
	                     RC_STR("<request><deviceid>x</deviceid><content>"
	                            "<bios><ssn>S1</ssn></bios></content>"
	                            "</request>")));
	assert_null(got.docs[0].refusal);
	assert_string_equal(got.docs[0].facts.serial, "S1");
	got_fini(&got);
}

static void
test_ceilings(void **state)
{
	struct rc_buf b;
	struct got got;
	size_t i;

	(void)state;
	got_init(&got);
	rc_buf_init(&b, 65u << 20);
	rc_buf_puts(&b, "<REQUEST><CONTENT><BIOS><SSN>");
	rc_buf_fill(&b, 'x', 65537);
	rc_buf_puts(&b, "</SSN></BIOS></CONTENT></REQUEST>");
	assert_false(got_text(&got, rc_ocs_read, rc_buf_str(&b)));
	assert_non_null(strstr(got.err.text, "a value is longer than 64 KiB"));
	/* Beyond what is read a value may have any length. */
	rc_buf_clear(&b);
	rc_buf_puts(&b, "<REQUEST><DEVICEID>x</DEVICEID><CONTENT><MONITORS>"
	                "<BASE64>");
	rc_buf_fill(&b, 'x', 1u << 20);
	rc_buf_puts(&b, "</BASE64></MONITORS></CONTENT></REQUEST>");
	assert_true(got_text(&got, rc_ocs_read, rc_buf_str(&b)));
	assert_null(got.docs[0].refusal);
	rc_buf_clear(&b);
	rc_buf_puts(&b, "<REQUEST><DEVICEID>x</DEVICEID><CONTENT>");
	for (i = 0; i < 20000; i++)
		rc_buf_printf(&b,
		              "<NETWORKS><MACADDR>D8:5E:D3:%02zX:%02zX:01"
		              "</MACADDR></NETWORKS>",
		              i / 256, i % 256);
	rc_buf_puts(&b, "</CONTENT></REQUEST>");
	assert_true(got_text(&got, rc_ocs_read, rc_buf_str(&b)));
	assert_int_equal(strlen(got.docs[0].facts.mac), 64 * 18 - 1);
	assert_int_equal(got.docs[0].odd, 20000 - 64);
	rc_buf_clear(&b);
	rc_buf_fill(&b, ' ', (64u << 20) + 1);
	assert_false(got_text(&got, rc_ocs_read, rc_buf_str(&b)));
	assert_string_equal(got.err.text, "an inventory file may have 64 MiB; "
	                                  "this one is larger");
	rc_buf_fini(&b);
	got_fini(&got);
}

static void
test_hostile(void **state)
{
	struct got got;

	(void)state;
	got_init(&got);
	assert_true(got_text(
	        &got, rc_ocs_read,
	        RC_STR(REQUEST("<BIOS><SSN>a&#x202E;b&#9;c</SSN></BIOS>"
	                       "<HARDWARE><MEMORY>1e9</MEMORY><NAME>x<b>deep"
	                       "</b>y</NAME></HARDWARE><NETWORKS><MACADDR>"
	                       "zz:zz</MACADDR></NETWORKS>"))));
	assert_string_equal(got.docs[0].facts.serial, "a·b␉c");
	assert_string_equal(got.docs[0].facts.hostname, "xy");
	assert_int_equal(got.docs[0].facts.ram_kb, RC_INT_NONE);
	assert_null(got.docs[0].facts.mac);
	assert_int_equal(got.docs[0].odd, 1);
	assert_string_equal(got.docs[0].first_odd, "hardware memory: 1e9");
	/* Another encoding that XML itself names. */
	assert_true(got_text(
	        &got, rc_ocs_read,
	        RC_STR("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
	               "<REQUEST><DEVICEID>x</DEVICEID><CONTENT><BIOS><SSN>"
	               "\xE9</SSN></BIOS></CONTENT></REQUEST>")));
	assert_string_equal(got.docs[0].facts.serial, "é");
	got_fini(&got);
}

static void
test_cuts(void **state)
{
	struct got got;

	(void)state;
	got_init(&got);
	got_cuts(&got, rc_ocs_read, FOLDER "desktop.xml");
	got_fini(&got);
}

static void
test_memory(void **state)
{
	struct got got;

	(void)state;
	got_init(&got);
	got_starves(&got, rc_ocs_read, FOLDER "desktop.xml");
	got_fini(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_desktop),
		cmocka_unit_test(test_systems),
		cmocka_unit_test(test_malformed),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
