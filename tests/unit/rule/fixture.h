/* SPDX-License-Identifier: MIT */
/*
 * fixture - a small estate for tests of rules and reports, built by hand. The
 * day is 22/11/2026. fix_device() makes a computer that conforms in every
 * way; a test then spoils what it wants to see fail.
 */
#ifndef ROLLCALL_TESTS_UNIT_RULE_FIXTURE_H
#define ROLLCALL_TESTS_UNIT_RULE_FIXTURE_H

#include <rollcall/base/err.h>

#include <string.h>

#include "rule/estate.h"

#define FIX_DAY 20779 /* 22/11/2026 */
#define FIX_MAX 400

struct fix {
	struct rc_arena arena;
	struct rc_tables tables;
	struct rc_agency agencies[FIX_MAX];
	struct rc_agency_name names[8];
	struct rc_post posts[FIX_MAX];
	struct rc_token tokens[FIX_MAX];
	struct rc_link links[FIX_MAX];
	struct rc_param params[16];
	struct rc_profile profiles[8];
	struct rc_release releases[8];
	struct rc_norm norms[16];
	struct rc_target targets[16];
	struct rc_device devices[FIX_MAX];
	struct rc_facts facts[FIX_MAX];
	struct rc_custody custody[FIX_MAX];
	bool no_facts[FIX_MAX];
	size_t ndevices, ncustody;
	struct rc_estate estate;
};

static inline rc_date
fix_day(int year, int month, int day)
{
	struct rc_civil civil = { year, month, day };

	return rc_date_from(civil);
}

static inline char *
fix_text(struct fix *f, const char *prefix, size_t n)
{
	return rc_arena_printf(&f->arena, "%s%03zu", prefix, n);
}

static inline struct rc_param *
fix_param(struct fix *f, const char *name, int64_t value)
{
	struct rc_param *p = &f->params[f->tables.nparams++];

	rc_record_clear(&rc_kind_param, p);
	p->head.id = (rc_id)f->tables.nparams;
	p->code = p->name = name;
	p->value = value;
	return p;
}

static inline struct rc_target *
fix_target(struct fix *f, const char *indicator, int tier, int year,
           int64_t percent)
{
	struct rc_target *t = &f->targets[f->tables.ntargets++];

	rc_record_clear(&rc_kind_target, t);
	t->head.id = (rc_id)f->tables.ntargets;
	t->code = t->indicator = indicator;
	t->tier = tier;
	t->year = year;
	t->percent = percent;
	return t;
}

static inline struct rc_norm *
fix_norm(struct fix *f, int group, int item, rc_vnd ceiling)
{
	struct rc_norm *n = &f->norms[f->tables.nnorms++];

	rc_record_clear(&rc_kind_norm, n);
	n->head.id = (rc_id)f->tables.nnorms;
	n->code = "norm";
	n->title_group = group;
	n->item = item;
	n->quantity = 1;
	n->ceiling = ceiling;
	n->source = "15/2025";
	return n;
}

static inline struct rc_release *
fix_release(struct fix *f, const char *os, const char *version,
            const char *edition, rc_date end, int approved)
{
	struct rc_release *r = &f->releases[f->tables.nreleases++];

	rc_record_clear(&rc_kind_release, r);
	r->head.id = (rc_id)f->tables.nreleases;
	r->code = r->os_id = os;
	r->version = version;
	r->edition = edition;
	r->support_end = end;
	r->approved = approved;
	return r;
}

static inline struct rc_profile *
fix_profile(struct fix *f, const char *code, int64_t cores, int64_t ram_mb)
{
	struct rc_profile *p = &f->profiles[f->tables.nprofiles++];

	rc_record_clear(&rc_kind_profile, p);
	p->head.id = (rc_id)f->tables.nprofiles;
	p->code = p->name = code;
	p->cpu_cores = cores;
	p->ram_mb = ram_mb;
	p->disk_gb = 256;
	p->encryption = 0;
	return p;
}

/* With a working dedicated link. */
static inline struct rc_agency *
fix_agency(struct fix *f, int tier)
{
	struct rc_agency *a = &f->agencies[f->tables.nagencies++];
	struct rc_link *link = &f->links[f->tables.nlinks++];

	rc_record_clear(&rc_kind_agency, a);
	a->head.id = (rc_id)f->tables.nagencies;
	a->code = fix_text(f, "A", f->tables.nagencies);
	a->name = fix_text(f, "Agency ", f->tables.nagencies);
	a->tier = tier;
	a->in_quota = 1;
	rc_record_clear(&rc_kind_link, link);
	link->agency.id = a->head.id;
	link->type = RC_LINK_DEDICATED;
	link->status = RC_LINK_ACTIVE;
	return a;
}

static inline struct rc_post *
fix_post(struct fix *f, const struct rc_agency *agency, int group)
{
	struct rc_post *p = &f->posts[f->tables.nposts++];

	rc_record_clear(&rc_kind_post, p);
	p->head.id = (rc_id)f->tables.nposts;
	p->code = fix_text(f, "P", f->tables.nposts);
	p->agency.id = agency->head.id;
	p->title_group = group;
	p->signer = p->handler = 0;
	return p;
}

static inline struct rc_token *
fix_token(struct fix *f, const struct rc_post *post)
{
	struct rc_token *t = &f->tokens[f->tables.ntokens++];

	rc_record_clear(&rc_kind_token, t);
	t->post.id = post->head.id;
	t->status = RC_TOKEN_ACTIVE;
	t->valid_from = FIX_DAY - 100;
	t->valid_to = FIX_DAY + 100;
	return t;
}

static inline struct rc_facts *
fix_facts(struct fix *f, const struct rc_device *device)
{
	return &f->facts[device - f->devices];
}

static inline void
fix_good_facts(struct rc_facts *facts)
{
	size_t i;

	memset(facts, 0, sizeof(*facts));
	rc_record_clear(&rc_kind_facts, facts);
	facts->cpu_cores = 4;
	facts->ram_kb = 8 * 1024 * 1024 - 300000;
	facts->disk_total_kb = 250000000;
	facts->volume_kb = 1000;
	facts->disk_free_kb = 100;
	facts->disk_rotational = RC_NO;
	facts->os_id = "debian";
	facts->os_version_id = "12";
	facts->disk_encrypted = RC_YES;
	facts->firewall = RC_YES;
	facts->antivirus = "clamav";
	facts->antivirus_running = RC_YES;
	facts->antivirus_date = FIX_DAY - 7;
	facts->updates_pending = 0;
	facts->scan_date = FIX_DAY - 90;
	facts->forbidden = "none";
	for (i = 0; i < rc_kind_facts.nfields; i++) {
		facts->source[i] = RC_SOURCE_SSH;
		facts->at[i] = rc_date_start(FIX_DAY);
	}
}

/* post NULL: in the agency's hands, no post has it. */
static inline struct rc_device *
fix_device(struct fix *f, const struct rc_agency *agency,
           const struct rc_post *post)
{
	struct rc_device *d = &f->devices[f->ndevices++];

	rc_record_clear(&rc_kind_device, d);
	d->head.id = (rc_id)f->ndevices;
	d->asset_tag = fix_text(f, "D", f->ndevices);
	d->category = RC_CATEGORY_DESKTOP;
	d->status = RC_STATUS_IN_USE;
	d->connectivity = RC_NETWORKED;
	d->ownership = RC_OWNED;
	d->agency.id = agency->head.id;
	d->in_service_date = FIX_DAY - 365;
	fix_good_facts(fix_facts(f, d));
	fix_facts(f, d)->head.id = d->head.id;
	if (post != NULL) {
		struct rc_custody *c = &f->custody[f->ncustody++];

		rc_record_clear(&rc_kind_custody, c);
		c->device.id = d->head.id;
		c->post.id = post->head.id;
		c->from_date = FIX_DAY - 365;
		d->post.id = post->head.id;
	}
	return d;
}

/* A computer without any facts. */
static inline struct rc_device *
fix_mute(struct fix *f, const struct rc_agency *agency,
         const struct rc_post *post)
{
	struct rc_device *d = fix_device(f, agency, post);

	f->no_facts[d - f->devices] = true;
	return d;
}

static inline struct fix *
fix_new(void)
{
	struct fix *f = rc_alloc(1, sizeof(*f));
	struct rc_tables *t = &f->tables;

	rc_arena_init(&f->arena);
	t->agencies = f->agencies;
	t->names = f->names;
	t->posts = f->posts;
	t->tokens = f->tokens;
	t->links = f->links;
	t->params = f->params;
	t->profiles = f->profiles;
	t->releases = f->releases;
	t->norms = f->norms;
	t->targets = f->targets;
	fix_profile(f, "office", 4, 8192);
	fix_release(f, "debian", "12", NULL, fix_day(2028, 6, 30), 1);
	fix_release(f, "debian", "11", NULL, fix_day(2026, 8, 31), 0);
	return f;
}

/* Everything judged as of `day`. */
static inline struct rc_estate *
fix_judge(struct fix *f, rc_date day)
{
	struct rc_err err = { 0 };
	struct rc_estate *e = &f->estate;
	size_t i;

	rc_estate_fini(e);
	if (!rc_estate_begin(e, &f->tables, day, &f->arena, &err))
		return NULL;
	for (i = 0; i < f->ncustody; i++)
		if (!rc_estate_add_custody(e, &f->custody[i], &err))
			return NULL;
	/* Backwards: order of arrival must not matter. */
	for (i = f->ndevices; i > 0; i--)
		if (!rc_estate_add_device(e, &f->devices[i - 1], &err))
			return NULL;
	rc_estate_ready(e);
	for (i = 0; i < f->ndevices; i++)
		if (!f->no_facts[i])
			rc_estate_add_facts(e, &f->facts[i]);
	rc_estate_judge(e);
	return e;
}

static inline void
fix_free(struct fix *f)
{
	rc_estate_fini(&f->estate);
	rc_arena_fini(&f->arena);
	rc_free(f);
}

#endif
