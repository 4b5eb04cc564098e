/* SPDX-License-Identifier: MIT */
/*
 * conform - each check of D3 at its boundary: one computer that conforms, one
 * thing changed at a time, and the verdict and the deciding check named.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/rule/fixture.h"

/* What a case may change. */
struct subject {
	struct rc_device *d;
	struct rc_facts *f;
	struct rc_post *post;
	struct fix *fix;
};

#define CHANGE(name, what)                  \
	static void name(struct subject *s) \
	{                                   \
		what;                       \
	}

CHANGE(nothing, (void)s)
CHANGE(age_5y, s->d->in_service_date = fix_day(2021, 11, 22))
CHANGE(age_5y1d, s->d->in_service_date = fix_day(2021, 11, 21))
CHANGE(age_bought, s->d->in_service_date = RC_DATE_NONE;
       s->d->purchase_date = fix_day(2021, 11, 21))
CHANGE(age_unknown, s->d->in_service_date = RC_DATE_NONE)
CHANGE(os_old, s->f->os_version_id = "11")
CHANGE(os_other, s->f->os_version_id = "9")
CHANGE(os_unknown, s->f->os_id = NULL)
CHANGE(margin_in, fix_param(s->fix, "os_margin_days", 586))
CHANGE(margin_out, fix_param(s->fix, "os_margin_days", 587))
CHANGE(cpu_3, s->f->cpu_cores = 3)
CHANGE(cpu_unknown, s->f->cpu_cores = RC_INT_NONE)
CHANGE(ram_7g, s->f->ram_kb = 7 * 1024 * 1024)
CHANGE(ram_less, s->f->ram_kb = 7 * 1024 * 1024 - 1)
CHANGE(disk_240, s->f->disk_total_kb = 234375000)
CHANGE(disk_less, s->f->disk_total_kb = 234374999)
CHANGE(ssd_off, s->f->disk_rotational = RC_YES)
CHANGE(ssd_on, fix_param(s->fix, "ssd_required", 1);
       s->f->disk_rotational = RC_YES)
CHANGE(ssd_unknown, fix_param(s->fix, "ssd_required", 1);
       s->f->disk_rotational = RC_UNKNOWN)
CHANGE(token_off, s->post->signer = 1)
CHANGE(token_none, fix_param(s->fix, "token_required", 1); s->post->signer = 1)
CHANGE(token_none_handler, fix_param(s->fix, "token_required", 1);
       s->post->handler = 1)
CHANGE(token_ok, fix_param(s->fix, "token_required", 1); s->post->signer = 1;
       fix_token(s->fix, s->post)->valid_to = FIX_DAY)
CHANGE(token_over, fix_param(s->fix, "token_required", 1); s->post->signer = 1;
       fix_token(s->fix, s->post)->valid_to = FIX_DAY - 1)
CHANGE(token_early, fix_param(s->fix, "token_required", 1); s->post->signer = 1;
       fix_token(s->fix, s->post)->valid_from = FIX_DAY + 1)
CHANGE(token_lost, fix_param(s->fix, "token_required", 1); s->post->signer = 1;
       fix_token(s->fix, s->post)->status = RC_TOKEN_LOST)
CHANGE(not_in_use, s->d->status = RC_STATUS_BROKEN)
CHANGE(free_less, s->f->disk_free_kb = 99)
CHANGE(free_unknown, s->f->volume_kb = RC_INT_NONE)
CHANGE(free_zero, s->f->volume_kb = 0)
CHANGE(work_more,
       s->post->profile.id = fix_profile(s->fix, "leader", 4, 16384)->head.id;
       s->d->profile.id = 1)
CHANGE(work_only,
       s->post->profile.id = fix_profile(s->fix, "small", 2, 4096)->head.id;
       s->f->cpu_cores = 2)
CHANGE(firewall_off, s->f->firewall = RC_NO)
CHANGE(firewall_unknown, s->f->firewall = RC_UNKNOWN)
CHANGE(firewall_unasked, s->f->firewall = RC_NO;
       fix_param(s->fix, "firewall_required", 0))
CHANGE(av_none, s->f->antivirus = "none")
CHANGE(av_stopped, s->f->antivirus_running = RC_NO)
CHANGE(av_unknown, s->f->antivirus = NULL)
CHANGE(av_old, s->f->antivirus_date = FIX_DAY - 8)
CHANGE(av_undated, s->f->antivirus_date = RC_DATE_NONE)
CHANGE(desktop_open, s->f->disk_encrypted = RC_NO)
CHANGE(laptop_open, s->d->category = RC_CATEGORY_LAPTOP;
       s->f->disk_encrypted = RC_NO)
CHANGE(laptop_unknown, s->d->category = RC_CATEGORY_LAPTOP;
       s->f->disk_encrypted = RC_UNKNOWN)
CHANGE(profile_demands, s->fix->profiles[0].encryption = 1;
       s->f->disk_encrypted = RC_NO)
CHANGE(updates_30, s->f->updates_pending = 3;
       s->f->updates_since = FIX_DAY - 30)
CHANGE(updates_31, s->f->updates_pending = 3;
       s->f->updates_since = FIX_DAY - 31)
CHANGE(updates_undated, s->f->updates_pending = 3)
CHANGE(updated_30, s->f->updates_pending = 3; s->f->updates_last = FIX_DAY - 30)
CHANGE(updated_31, s->f->updates_pending = 3; s->f->updates_last = FIX_DAY - 31)
CHANGE(updates_unknown, s->f->updates_pending = RC_INT_NONE)
CHANGE(scan_91, s->f->scan_date = FIX_DAY - 91)
CHANGE(scan_unknown, s->f->scan_date = RC_DATE_NONE)
CHANGE(software, s->fix->profiles[0].forbidden = "torrent";
       s->f->forbidden = "torrent")
CHANGE(software_unknown, s->fix->profiles[0].forbidden = "torrent";
       s->f->forbidden = NULL)
CHANGE(software_free, s->f->forbidden = NULL)
CHANGE(required, s->fix->profiles[0].required = "LibreOffice";
       s->f->missing = "LibreOffice")
CHANGE(required_there, s->fix->profiles[0].required = "LibreOffice";
       s->f->missing = "none")
CHANGE(required_unknown, s->fix->profiles[0].required = "LibreOffice";
       s->f->missing = NULL)
CHANGE(two_faults, s->f->firewall = RC_UNKNOWN; s->f->scan_date = 0)
CHANGE(link_off, s->fix->links[0].status = RC_LINK_DOWN)
CHANGE(link_down, fix_param(s->fix, "link_required", 1);
       s->fix->links[0].status = RC_LINK_DOWN)
CHANGE(link_isolated, fix_param(s->fix, "link_required", 1);
       s->fix->links[0].status = RC_LINK_DOWN; s->d->connectivity = RC_ISOLATED)

static const struct {
	const char *name;
	void (*change)(struct subject *s);
	enum rc_finding all;
	enum rc_quality_id quality; /* the one looked at */
	const char *check;          /* that decides it; NULL = passes */
} cases[] = {
	{ "nothing", nothing, RC_FINDING_PASS, RC_MODERN, NULL },
	{ "age 5y", age_5y, RC_FINDING_PASS, RC_MODERN, NULL },
	{ "age 5y1d", age_5y1d, RC_FINDING_FAIL, RC_MODERN, "modern.age" },
	{ "bought", age_bought, RC_FINDING_FAIL, RC_MODERN, "modern.age" },
	{ "no age", age_unknown, RC_FINDING_OPEN, RC_MODERN, "modern.age" },
	{ "os old", os_old, RC_FINDING_FAIL, RC_MODERN, "modern.support" },
	{ "os old S", os_old, RC_FINDING_FAIL, RC_SECURE, "secure.support" },
	{ "os other", os_other, RC_FINDING_OPEN, RC_MODERN, "modern.support" },
	{ "os none", os_unknown, RC_FINDING_OPEN, RC_UNIFORM,
	  "uniform.system" },
	{ "margin in", margin_in, RC_FINDING_PASS, RC_MODERN, NULL },
	{ "margin out", margin_out, RC_FINDING_FAIL, RC_MODERN,
	  "modern.support" },
	{ "cpu 3", cpu_3, RC_FINDING_FAIL, RC_MODERN, "modern.cpu" },
	{ "cpu ?", cpu_unknown, RC_FINDING_OPEN, RC_MODERN, "modern.cpu" },
	{ "ram 7/8", ram_7g, RC_FINDING_PASS, RC_MODERN, NULL },
	{ "ram less", ram_less, RC_FINDING_FAIL, RC_MODERN, "modern.ram" },
	{ "disk 240", disk_240, RC_FINDING_PASS, RC_MODERN, NULL },
	{ "disk less", disk_less, RC_FINDING_FAIL, RC_MODERN, "modern.disk" },
	{ "disk turns", ssd_off, RC_FINDING_PASS, RC_MODERN, NULL },
	{ "ssd", ssd_on, RC_FINDING_FAIL, RC_MODERN, "modern.ssd" },
	{ "ssd ?", ssd_unknown, RC_FINDING_OPEN, RC_MODERN, "modern.ssd" },
	{ "token off", token_off, RC_FINDING_PASS, RC_UNIFORM, NULL },
	{ "token none", token_none, RC_FINDING_FAIL, RC_UNIFORM,
	  "uniform.token" },
	{ "handler", token_none_handler, RC_FINDING_FAIL, RC_UNIFORM,
	  "uniform.token" },
	{ "token ok", token_ok, RC_FINDING_PASS, RC_UNIFORM, NULL },
	{ "token over", token_over, RC_FINDING_FAIL, RC_UNIFORM,
	  "uniform.token" },
	{ "token early", token_early, RC_FINDING_FAIL, RC_UNIFORM,
	  "uniform.token" },
	{ "token lost", token_lost, RC_FINDING_FAIL, RC_UNIFORM,
	  "uniform.token" },
	{ "av none U", av_none, RC_FINDING_FAIL, RC_UNIFORM,
	  "uniform.antivirus" },
	{ "status", not_in_use, RC_FINDING_FAIL, RC_FIT, "fit.status" },
	{ "free less", free_less, RC_FINDING_FAIL, RC_FIT, "fit.disk_free" },
	{ "free ?", free_unknown, RC_FINDING_OPEN, RC_FIT, "fit.disk_free" },
	{ "free 0", free_zero, RC_FINDING_OPEN, RC_FIT, "fit.disk_free" },
	{ "work F", work_more, RC_FINDING_FAIL, RC_FIT, "fit.ram" },
	{ "work M", work_more, RC_FINDING_FAIL, RC_MODERN, NULL },
	{ "work only", work_only, RC_FINDING_PASS, RC_MODERN, NULL },
	{ "firewall", firewall_off, RC_FINDING_FAIL, RC_SECURE,
	  "secure.firewall" },
	{ "firewall ?", firewall_unknown, RC_FINDING_OPEN, RC_SECURE,
	  "secure.firewall" },
	{ "firewall -", firewall_unasked, RC_FINDING_PASS, RC_SECURE, NULL },
	{ "av none", av_none, RC_FINDING_FAIL, RC_SECURE, "secure.antivirus" },
	{ "av stopped", av_stopped, RC_FINDING_FAIL, RC_SECURE,
	  "secure.antivirus" },
	{ "av ?", av_unknown, RC_FINDING_OPEN, RC_SECURE, "secure.antivirus" },
	{ "av old", av_old, RC_FINDING_FAIL, RC_SECURE, "secure.signatures" },
	{ "av undated", av_undated, RC_FINDING_OPEN, RC_SECURE,
	  "secure.signatures" },
	{ "desktop", desktop_open, RC_FINDING_PASS, RC_SECURE, NULL },
	{ "laptop", laptop_open, RC_FINDING_FAIL, RC_SECURE,
	  "secure.encrypted" },
	{ "laptop ?", laptop_unknown, RC_FINDING_OPEN, RC_SECURE,
	  "secure.encrypted" },
	{ "profile", profile_demands, RC_FINDING_FAIL, RC_SECURE,
	  "secure.encrypted" },
	{ "updates 30", updates_30, RC_FINDING_PASS, RC_SECURE, NULL },
	{ "updates 31", updates_31, RC_FINDING_FAIL, RC_SECURE,
	  "secure.updates" },
	{ "updates -", updates_undated, RC_FINDING_OPEN, RC_SECURE,
	  "secure.updates" },
	{ "updated 30", updated_30, RC_FINDING_PASS, RC_SECURE, NULL },
	{ "updated 31", updated_31, RC_FINDING_OPEN, RC_SECURE,
	  "secure.updates" },
	{ "updates ?", updates_unknown, RC_FINDING_OPEN, RC_SECURE,
	  "secure.updates" },
	{ "scan 91", scan_91, RC_FINDING_FAIL, RC_SECURE, "secure.scan" },
	{ "scan ?", scan_unknown, RC_FINDING_OPEN, RC_SECURE, "secure.scan" },
	{ "software", software, RC_FINDING_FAIL, RC_SECURE,
	  "secure.forbidden" },
	{ "software ?", software_unknown, RC_FINDING_OPEN, RC_SECURE,
	  "secure.forbidden" },
	{ "software -", software_free, RC_FINDING_PASS, RC_SECURE, NULL },
	{ "required", required, RC_FINDING_FAIL, RC_UNIFORM,
	  "uniform.software" },
	{ "required there", required_there, RC_FINDING_PASS, RC_UNIFORM, NULL },
	{ "required ?", required_unknown, RC_FINDING_OPEN, RC_UNIFORM,
	  "uniform.software" },
	/* Fail beats unknown, though unknown stands first in the table. */
	{ "two", two_faults, RC_FINDING_FAIL, RC_SECURE, "secure.scan" },
	{ "link off", link_off, RC_FINDING_PASS, RC_FIT, NULL },
	{ "link down", link_down, RC_FINDING_FAIL, RC_FIT, "fit.link" },
	{ "isolated", link_isolated, RC_FINDING_PASS, RC_FIT, NULL },
};

static void
test_checks(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct fix *f = fix_new();
		struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
		struct rc_post *p = fix_post(f, a, RC_GROUP_VIII);
		struct rc_device *d = fix_device(f, a, p);
		struct subject s = { d, fix_facts(f, d), p, f };
		const struct rc_check *check;
		struct rc_judgement j;

		cases[i].change(&s);
		assert_non_null(fix_judge(f, FIX_DAY));
		j = rc_estate_machine(&f->estate, 1)->judgement;
		check = rc_judgement_check(j, cases[i].quality);
		if (rc_judgement_all(j) != cases[i].all ||
		    !rc_text_eq(check == NULL ? NULL : check->id,
		                cases[i].check))
			fail_msg("%s: %d, decided by %s", cases[i].name,
			         (int)rc_judgement_all(j),
			         check == NULL ? "nothing" : check->id);
		fix_free(f);
	}
}

/* The day it was seen, and that a leap day's birthday is 28 February. */
static void
test_days(void **state)
{
	static const struct {
		int year, month, day; /* as of */
		bool passes;
	} ages[] = {
		{ 2029, 2, 28, true },
		{ 2029, 3, 1, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(ages); i++) {
		struct rc_params params;
		struct rc_catalogue catalogue = { NULL, 0 };
		struct rc_facts facts;
		struct rc_case c = { .params = &params,
			             .catalogue = &catalogue };
		const uint32_t age = 1; /* the first check */

		rc_params_of(&params, NULL, 0, 0);
		c.facts = rc_facts_known(NULL, 0, &facts);
		c.day = fix_day(ages[i].year, ages[i].month, ages[i].day);
		c.traits.in_service = fix_day(2024, 2, 29);
		c.traits.last_seen = RC_MS_NONE;
		assert_string_equal(rc_checks[0].id, "modern.age");
		assert_int_equal((rc_conform_judge(&c).failed & age) == 0,
		                 ages[i].passes);
	}
}

/* Seen 30 days ago passes, 31 fails; never heard of is open. A person's
 * attest counts as seen. What comes after the day was not known then. */
static void
test_seen_and_known(void **state)
{
	struct fix *f = fix_new();
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_device *d = fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
	struct rc_facts *facts = fix_facts(f, d);
	const struct rc_check *check;
	struct rc_judgement j;
	size_t i;

	(void)state;
	facts->scan_date = FIX_DAY + 10;
	fix_judge(f, FIX_DAY + 30);
	assert_int_equal(
	        rc_judgement_all(rc_estate_machine(&f->estate, 1)->judgement),
	        RC_FINDING_PASS);
	fix_judge(f, FIX_DAY + 31);
	j = rc_estate_machine(&f->estate, 1)->judgement;
	assert_string_equal(rc_judgement_check(j, RC_FIT)->id, "fit.seen");
	assert_int_equal(rc_judgement_quality(j, RC_FIT), RC_FINDING_FAIL);
	/* Signatures are judged as of the day they were told: still good. */
	assert_int_equal(rc_judgement_quality(j, RC_SECURE), RC_FINDING_PASS);
	/* An attest of one fact, later. */
	facts->at[0] = rc_date_start(FIX_DAY + 20);
	facts->source[0] = RC_SOURCE_MANUAL;
	fix_judge(f, FIX_DAY + 31);
	j = rc_estate_machine(&f->estate, 1)->judgement;
	assert_int_equal(rc_judgement_all(j), RC_FINDING_PASS);
	/* last_seen of the record counts too, but not a later one. */
	facts->source[0] = RC_SOURCE_NONE;
	d->last_seen = rc_date_start(FIX_DAY + 31);
	fix_judge(f, FIX_DAY + 31);
	j = rc_estate_machine(&f->estate, 1)->judgement;
	assert_int_equal(rc_judgement_all(j), RC_FINDING_PASS);
	d->last_seen = rc_date_start(FIX_DAY + 32);
	fix_judge(f, FIX_DAY + 31);
	j = rc_estate_machine(&f->estate, 1)->judgement;
	assert_int_equal(rc_judgement_quality(j, RC_FIT), RC_FINDING_FAIL);
	/* The day before, nothing had been said at all. */
	fix_judge(f, FIX_DAY - 1);
	j = rc_estate_machine(&f->estate, 1)->judgement;
	check = rc_judgement_check(j, RC_SECURE);
	assert_int_equal(rc_judgement_quality(j, RC_SECURE), RC_FINDING_OPEN);
	assert_string_equal(check->id, "secure.support");
	/* The last millisecond of the day counts, the next one does not. */
	for (i = 0; i < rc_kind_facts.nfields; i++)
		facts->at[i] = rc_date_start(FIX_DAY + 1) - 1;
	fix_judge(f, FIX_DAY);
	j = rc_estate_machine(&f->estate, 1)->judgement;
	assert_int_equal(rc_judgement_quality(j, RC_SECURE), RC_FINDING_PASS);
	for (i = 0; i < rc_kind_facts.nfields; i++)
		facts->at[i]++;
	fix_judge(f, FIX_DAY);
	j = rc_estate_machine(&f->estate, 1)->judgement;
	assert_int_equal(rc_judgement_quality(j, RC_SECURE), RC_FINDING_OPEN);
	fix_free(f);
}

/* Ids are unique and named after their quality; every row can be shown. */
static void
test_table(void **state)
{
	size_t i, k;

	(void)state;
	for (i = 0; i < rc_nchecks; i++) {
		const struct rc_check *c = &rc_checks[i];

		assert_non_null(c->judge);
		assert_true(c->fact != NULL || c->record != NULL);
		if (c->fact != NULL)
			assert_non_null(rc_field_find(&rc_kind_facts,
			                              rc_str_of(c->fact)));
		if (c->record != NULL)
			assert_non_null(rc_field_find(&rc_kind_device,
			                              rc_str_of(c->record)));
		for (k = 0; k < i; k++)
			assert_string_not_equal(c->id, rc_checks[k].id);
	}
	assert_true(rc_kind_facts.nfields <= RC_FACTS_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_checks),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_seen_and_known),
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
