/* SPDX-License-Identifier: MIT */
/* conformity - counted by hand:
 *
 *	A001	D001 conforms; D002 has its firewall off
 *	A002	D003 was never asked; D004 is broken and counts for nothing
 */
#include "unit/report/made.h"

static struct rc_asset assets[4];

static void
build(struct made *m)
{
	struct fix *f = m->f;
	struct rc_agency *a = fix_agency(f, RC_TIER_PROVINCE);
	struct rc_agency *b = fix_agency(f, RC_TIER_COMMUNE);
	size_t i;

	fix_device(f, a, fix_post(f, a, RC_GROUP_V));
	fix_facts(f, fix_device(f, a, fix_post(f, a, RC_GROUP_V)))->firewall =
	        RC_NO;
	fix_mute(f, b, fix_post(f, b, RC_GROUP_V));
	fix_device(f, b, NULL)->status = RC_STATUS_BROKEN;
	for (i = 0; i < 4; i++)
		assets[i] = made_asset(i < 2 ? a : b, (rc_id)i + 1,
		                       f->devices[i].asset_tag);
	assets[1].model = "OptiPlex";
	m->ledger.assets = assets;
	m->ledger.nassets = 4;
}

static void
test_agencies(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_conformity_doc);
	/* computers, conforming, failing, unknown, %, four qualities */
	made_is(&m, "agencies",
	        "A001|Agency 001|province|2|1|1|0|50|2|2|2|1\n"
	        "A002|Agency 002|commune|1|0|0|1|0|0|0|0|0\n"
	        "=Total|||3|1|1|1|33|2|2|2|1\n");
	made_fini(&m);
}

static void
test_devices(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_conformity_doc);
	made_is(&m, "devices",
	        "D002|A001|P002|OptiPlex|fail|secure.firewall|\n"
	        "D003|A002|P003||unknown||modern.support modern.cpu modern.ram "
	        "modern.disk uniform.system uniform.antivirus fit.seen "
	        "fit.disk_free secure.support secure.firewall "
	        "secure.antivirus secure.signatures secure.updates "
	        "secure.scan\n");
	made_fini(&m);
}

static void
test_rules(void **state)
{
	const struct rc_section *rules;
	struct made m;
	size_t i;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_conformity_doc);
	rules = rc_doc_find(&m.doc, "rules");
	assert_int_equal(rules->nrows, rc_nchecks);
	/* The one that fails comes first; pass, fail, unknown. */
	assert_string_equal(rules->rows[0].cells[0].text, "secure.firewall");
	assert_int_equal(rules->rows[0].cells[3].i, 1);
	assert_int_equal(rules->rows[0].cells[4].i, 1);
	assert_int_equal(rules->rows[0].cells[5].i, 1);
	/* Of every rule the three are all computers. */
	for (i = 0; i < rules->nrows; i++)
		assert_int_equal(rules->rows[i].cells[3].i +
		                         rules->rows[i].cells[4].i +
		                         rules->rows[i].cells[5].i,
		                 3);
	made_charts_are(&m, "# Rules most often failed: computers\n"
	                    "the firewall is on|1|\n"
	                    "# Computers that pass, in percent; the agencies "
	                    "with the least conforming\n"
	                    "Agency 002|0|0|0|0|\n"
	                    "Agency 001|100|100|100|50|\n");
	made_fini(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agencies),
		cmocka_unit_test(test_devices),
		cmocka_unit_test(test_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
