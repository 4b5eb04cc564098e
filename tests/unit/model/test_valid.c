/* SPDX-License-Identifier: MIT */
/* valid - hosts, addresses, codes. */
#include <lib/unit.h>

#include <rollcall/model/field.h>

#define LABEL_63 \
	"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg"

static const struct {
	bool (*valid)(struct rc_str);
	const char *text;
	bool yes;
} table[] = {
	{ rc_valid_ip, "10.0.0.1", true },
	{ rc_valid_ip, "::1", true },
	{ rc_valid_ip, "fe80::1%eth0", false },
	{ rc_valid_ip, "10.0.0", false },
	{ rc_valid_ip, "10.0.0.256", false },
	{ rc_valid_ip, "", false },
	{ rc_valid_host, "pc-01.tinhuy.vn", true },
	{ rc_valid_host, "PC_01", true },
	{ rc_valid_host, "10.75.1.11", true },
	{ rc_valid_host, "2001:db8::7", true },
	{ rc_valid_host, "10.75.1", false },
	{ rc_valid_host, "300.1.1.1", false },
	{ rc_valid_host, "-x", false },
	{ rc_valid_host, "x-", false },
	{ rc_valid_host, "a..b", false },
	{ rc_valid_host, "a b", false },
	{ rc_valid_host, "a;rm -rf", false },
	{ rc_valid_host, LABEL_63, true },
	{ rc_valid_host, LABEL_63 "h", false },
	{ rc_valid_host, "máy", false },
	{ rc_valid_host, "", false },
	{ rc_valid_mac, "00:1a:2b:3C:4d:5e", true },
	{ rc_valid_mac, "00-1A-2B-3C-4D-5E", true },
	{ rc_valid_mac, "001a.2b3c.4d5e", true },
	{ rc_valid_mac, "00:1a:2b:3c:4d:5e 00:1a:2b:3c:4d:5f", true },
	{ rc_valid_mac, "00:1a-2b:3c:4d:5e", false },
	{ rc_valid_mac, "00:1a:2b:3c:4d", false },
	{ rc_valid_mac, "00:1a:2b:3c:4d:5g", false },
	{ rc_valid_mac, "", false },
	{ rc_valid_code, "TS-25363-001", true },
	{ rc_valid_code, "Đ 1", true },
	{ rc_valid_code, " A", false },
	{ rc_valid_code, "A ", false },
	{ rc_valid_code, "A\tB", false },
	{ rc_valid_code,
	  "A\xE2\x80\xAE"
	  "B",
	  false }, /* a bidi override */
	{ rc_valid_code,
	  "A\xE2\x80\x8B"
	  "B",
	  false }, /* zero width */
	{ rc_valid_code, "A\xFF", false },
	{ rc_valid_code, LABEL_63 "Đ", true },
	{ rc_valid_code, LABEL_63 "ĐĐ", false },
	{ rc_valid_code, "", false },
};

static void
test_table(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(table); i++) {
		if (table[i].valid(rc_str_of(table[i].text)) != table[i].yes)
			fail_msg("row %zu: \"%s\"", i, table[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
