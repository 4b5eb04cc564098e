/* SPDX-License-Identifier: MIT */
/* explain - one agency as a document: posts, findings, sums. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/explain.h"
#include "unit/rule/fixture.h"

#include "unit/report/dump.h"

/*
 *	P001	its computer conforms
 *	P002	the firewall is off, and it is too weak; another in stock
 *	P003	nothing
 */
static void
build(struct fix *f)
{
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_device *d;

	fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
	d = fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
	fix_facts(f, d)->firewall = RC_NO;
	fix_facts(f, d)->cpu_cores = 2;
	fix_post(f, a, RC_GROUP_VIII);
	fix_device(f, a, NULL)->status = RC_STATUS_IN_STOCK;
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 20000000);
}

static struct rc_doc
make(struct fix *f, struct rc_quota_options o)
{
	struct rc_explain_post posts[3] = { { 0 } };
	struct rc_explain_in in = { .quota = o, .posts = posts };
	struct rc_estate *e = fix_judge(f, FIX_DAY);
	struct rc_err err = { 0 };
	struct rc_cure *cures;
	struct rc_doc doc;

	assert_non_null(e);
	assert_true(rc_cures_of(e, 0, &o, &f->arena, &cures, &err));
	in.estate = e;
	in.cures = cures;
	posts[0].device = &f->devices[0];
	posts[0].facts = &f->facts[0];
	posts[1].device = &f->devices[1];
	posts[1].facts = &f->facts[1];
	posts[2].use = "D003";
	assert_true(rc_explain_doc(&in, &f->arena, &doc, &err));
	return doc;
}

static void
test_sections(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	const struct rc_param_line *p;
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	build(f);
	doc = make(f, o);
	rc_buf_init(&b, 100000);
	for (p = doc.params; p != NULL; p = p->next) {
		rc_buf_printf(&b, "%s=", p->id);
		rc_cell_put(p->value, false, &b);
		rc_buf_putc(&b, ' ');
	}
	assert_string_equal(
	        b.p, "as_of=2026-11-22 agency=A001 name=Agency 001 theta=100 "
	             "post_count=3 served=2 conforming=1 unknown=0 missing=2 "
	             "computers=2 approved=2 baseline=pass link=pass "
	             "equipped=false conforms=false ");
	dump_section(&doc, "posts", &b);
	assert_string_equal(
	        b.p, "P001||VIII|D001|pass|pass|pass|pass|true|false|||||\n"
	             "P002||VIII|D002|fail|pass|pass|fail|false|true|new|||"
	             "20000000|norm\n"
	             "P003||VIII||||||false|true|from stock|D003|||\n");
	dump_section(&doc, "findings", &b);
	assert_string_equal(
	        b.p,
	        "P002|D002|modern|fail|modern.cpu|processor cores, at least: "
	        "4|CPU cores: 2 (poll, 0 days ago)\n"
	        "P002|D002|secure|fail|secure.firewall|the firewall is on|"
	        "Firewall on: no (poll, 0 days ago)\n");
	dump_section(&doc, "sums", &b);
	assert_string_equal(b.p, "from stock|1|0\nnew|1|20000000\n"
	                         "=Total|2|20000000\n");
	assert_false(dump_has_note(&doc, "not in the quota"));
	rc_buf_fini(&b);
	fix_free(f);
}

static void
test_notes(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { .theta = 50 };
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	build(f);
	f->agencies[0].in_quota = 0;
	f->norms[0].title_group = RC_GROUP_V;
	fix_param(f, "link_required", 1);
	f->links[0].status = RC_LINK_DOWN;
	f->facts[0].os_version_id = "11";
	doc = make(f, o);
	assert_true(dump_has_note(&doc, "not in the quota"));
	assert_true(dump_has_note(&doc, "posts without a norm"));
	assert_true(dump_has_note(&doc, "No working link"));
	assert_true(dump_has_note(&doc, "at least 90% of its computers"));
	rc_buf_init(&b, 1000);
	dump_section(&doc, "sums", &b);
	assert_non_null(strstr(b.p, "=Total|2|0\n"));
	rc_buf_fini(&b);
	fix_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
