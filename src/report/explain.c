/* SPDX-License-Identifier: MIT */
/* explain - the posts of one agency as a document. */
#include "report/explain.h"

#include <rollcall/base/i18n.h>

#include "report/part.h"
#include "report/why.h"

#define WHY_MAX 4000u /* bytes of one rule or fact */

struct explain {
	const struct rc_explain_in *in;
	const struct rc_estate *e;
	const struct rc_unit *unit;
	struct rc_doc *doc;
};

static const struct rc_seat *
seat_of(const struct explain *x, size_t i)
{
	return &x->e->seats[x->in->cures[i].seat];
}

static const struct rc_machine *
machine_of(const struct explain *x, size_t i)
{
	size_t at = seat_of(x, i)->primary;

	return at == RC_NOWHERE ? NULL : &x->e->machines[at];
}

static const char *
tag_of(const struct explain *x, size_t i)
{
	const struct rc_device *device = x->in->posts[i].device;

	return device == NULL ? NULL : device->asset_tag;
}

/* --- the head ------------------------------------------------------------- */

static void
put_head(const struct explain *x, const struct rc_quota_options *o)
{
	const struct rc_unit *u = x->unit;
	struct rc_unit_verdict v = rc_unit_judge(u, &x->e->params, o);
	struct rc_doc *doc = x->doc;

	rc_doc_param(doc, "as_of", N_("As of"), rc_cell_day(x->e->day));
	rc_doc_param(doc, "agency", N_("Code"), rc_cell_text(u->agency->code));
	rc_doc_param(doc, "name", N_("Agency"), rc_cell_text(u->name));
	rc_doc_param(doc, "theta", N_("Posts an agency needs (theta, %)"),
	             rc_cell_number(o->theta));
	rc_doc_param(doc, "post_count", N_("Posts"), rc_cell_count(u->posts));
	rc_doc_param(doc, "served", N_("Served"), rc_cell_count(u->served));
	rc_doc_param(doc, "conforming", N_("Conforming"),
	             rc_cell_count(u->conforming));
	rc_doc_param(doc, "unknown", N_("Unknown"), rc_cell_count(u->unknown));
	rc_doc_param(doc, "missing", N_("Missing"), rc_cell_count(v.missing));
	rc_doc_param(doc, "computers", N_("Computers in use"),
	             rc_cell_count(u->computers));
	rc_doc_param(doc, "approved", N_("On approved systems"),
	             rc_cell_count(u->approved));
	rc_doc_param(doc, "baseline", N_("Uniform systems"),
	             rc_cell_message(rc_finding_names[rc_unit_baseline(
	                     u, &x->e->params, o->exclude_unknown)]));
	rc_doc_param(doc, "link", N_("Working link"),
	             rc_cell_message(rc_finding_names[u->link]));
	rc_doc_param(doc, "equipped", N_("Equipped"), rc_cell_bool(v.equipped));
	rc_doc_param(doc, "conforms", N_("Conforms"), rc_cell_bool(v.conforms));
}

/* --- a line for each post ------------------------------------------------- */

static const char *
cure_name(const struct rc_cure *cure)
{
	if (!cure->lacks)
		return NULL;
	return rc_need_names[cure->by];
}

/* The agency that a computer comes from, when that is another. */
static const char *
source_of(const struct explain *x, const struct rc_cure *cure)
{
	if (cure->by != RC_NEED_TRANSFER || cure->machine == RC_NOWHERE)
		return NULL;
	return x->e->units[x->e->machines[cure->machine].unit].agency->code;
}

static void
put_verdicts(const struct explain *x, size_t i, struct rc_doc_cell *cells)
{
	const struct rc_machine *m = machine_of(x, i);
	int id;

	if (m == NULL)
		return;
	for (id = 0; id < RC_QUALITIES; id++)
		cells[id] =
		        rc_cell_message(rc_finding_names[rc_judgement_quality(
		                m->judgement, (enum rc_quality_id)id)]);
}

static void
put_posts(const struct explain *x)
{
	static const struct rc_column columns[] = {
		{ "post", N_("Post"), RC_CELL_TEXT, RC_LEFT },
		{ "title", N_("Title"), RC_CELL_TEXT, RC_LEFT },
		{ "title_group", N_("Group"), RC_CELL_MESSAGE, RC_LEFT },
		{ "device", N_("Device"), RC_CELL_TEXT, RC_LEFT },
		{ "modern", N_("Modern"), RC_CELL_MESSAGE, RC_LEFT },
		{ "uniform", N_("Uniform"), RC_CELL_MESSAGE, RC_LEFT },
		{ "fit", N_("Fit"), RC_CELL_MESSAGE, RC_LEFT },
		{ "secure", N_("Secure"), RC_CELL_MESSAGE, RC_LEFT },
		{ "conforms", N_("Conforms"), RC_CELL_BOOL, RC_LEFT },
		{ "wanted", N_("Wanted"), RC_CELL_BOOL, RC_LEFT },
		{ "way", N_("Way"), RC_CELL_MESSAGE, RC_LEFT },
		{ "use", N_("Computer"), RC_CELL_TEXT, RC_LEFT },
		{ "from", N_("From"), RC_CELL_TEXT, RC_LEFT },
		{ "price", N_("Unit price"), RC_CELL_MONEY, RC_RIGHT },
		{ "norm", N_("Norm"), RC_CELL_TEXT, RC_LEFT },
	};
	struct rc_section *section =
	        rc_doc_section(x->doc, "posts", N_("Posts, one by one"),
	                       columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < x->unit->nseats; i++) {
		const struct rc_cure *cure = &x->in->cures[i];
		const struct rc_post *post = seat_of(x, i)->post;
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(post->code);
		cells[1] = rc_cell_text(post->title);
		cells[2] = rc_cell_group(post->title_group);
		cells[3] = rc_cell_text(tag_of(x, i));
		put_verdicts(x, i, &cells[4]);
		cells[8] = rc_cell_bool(!cure->lacks);
		cells[9] = rc_cell_bool(cure->wanted);
		cells[10] = rc_cell_message(cure_name(cure));
		cells[11] = rc_cell_text(x->in->posts[i].use);
		cells[12] = rc_cell_text(source_of(x, cure));
		if (cure->price > 0) {
			cells[13] = rc_cell_money(cure->price);
			cells[14] = rc_cell_text(cure->norm->code);
		}
	}
}

/* --- what stands against each --------------------------------------------- */

static const char *
text_of(const struct explain *x, struct rc_buf *b)
{
	const char *text = rc_arena_textn(x->doc->arena, b->p, b->n);

	rc_buf_clear(b);
	if (text == NULL)
		x->doc->failed = true;
	return text;
}

static void
put_check(const struct explain *x, struct rc_section *section, size_t i,
          const struct rc_check *check, bool failed)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	const struct rc_explain_post *post = &x->in->posts[i];
	struct rc_facts copy;
	struct rc_case c =
	        rc_estate_case(x->e, machine_of(x, i), post->facts, &copy);
	struct rc_buf b;

	if (cells == NULL)
		return;
	rc_buf_init(&b, WHY_MAX);
	cells[0] = rc_cell_text(seat_of(x, i)->post->code);
	cells[1] = rc_cell_text(tag_of(x, i));
	cells[2] = rc_cell_message(rc_quality_names[check->quality]);
	cells[3] = rc_cell_message(
	        rc_finding_names[failed ? RC_FINDING_FAIL : RC_FINDING_OPEN]);
	cells[4] = rc_cell_text(check->id);
	rc_why_rule(check, &c, &b);
	cells[5] = rc_cell_text(text_of(x, &b));
	rc_why_fact(check, &c, post->device, &b);
	cells[6] = rc_cell_text(text_of(x, &b));
	rc_buf_fini(&b);
}

static void
put_findings(const struct explain *x)
{
	static const struct rc_column columns[] = {
		{ "post", N_("Post"), RC_CELL_TEXT, RC_LEFT },
		{ "device", N_("Device"), RC_CELL_TEXT, RC_LEFT },
		{ "quality", N_("Quality"), RC_CELL_MESSAGE, RC_LEFT },
		{ "verdict", N_("Verdict"), RC_CELL_MESSAGE, RC_LEFT },
		{ "check", N_("Check"), RC_CELL_TEXT, RC_LEFT },
		{ "rule", N_("Rule"), RC_CELL_TEXT, RC_LEFT },
		{ "fact", N_("Fact"), RC_CELL_TEXT, RC_LEFT },
	};
	struct rc_section *section =
	        rc_doc_section(x->doc, "findings",
	                       N_("Rules that fail, or that nobody knows of"),
	                       columns, RC_COUNT(columns));
	size_t i, check;

	for (i = 0; i < x->unit->nseats; i++) {
		const struct rc_machine *m = machine_of(x, i);

		for (check = 0; m != NULL && check < rc_nchecks; check++) {
			uint32_t bit = 1u << check;

			if (((m->judgement.failed | m->judgement.open) & bit) !=
			    0)
				put_check(x, section, i, &rc_checks[check],
				          (m->judgement.failed & bit) != 0);
		}
	}
}

/* --- sums ----------------------------------------------------------------- */

static bool
put_sums(const struct explain *x, struct rc_err *err)
{
	static const struct rc_column columns[] = {
		{ "way", N_("Way"), RC_CELL_MESSAGE, RC_LEFT },
		{ "count", N_("Posts"), RC_CELL_COUNT, RC_RIGHT },
		{ "amount", N_("Amount"), RC_CELL_MONEY, RC_RIGHT },
	};
	struct rc_section *section = rc_doc_section(
	        x->doc, "sums", N_("The cheapest way to conform"), columns,
	        RC_COUNT(columns));
	rc_vnd amount[RC_NEEDS] = { 0 }, total = 0;
	int64_t count[RC_NEEDS] = { 0 }, posts = 0;
	struct rc_doc_cell *cells;
	size_t i;

	for (i = 0; i < x->unit->nseats; i++) {
		const struct rc_cure *cure = &x->in->cures[i];

		if (!cure->wanted)
			continue;
		count[cure->by]++;
		posts++;
		if (!rc_vnd_add(amount[cure->by], cure->price,
		                &amount[cure->by]) ||
		    !rc_vnd_add(total, cure->price, &total))
			return rc_fail(err, RC_EINVALID, "%s",
			               _("the sum is too large: look at the "
			                 "price ceilings"));
	}
	for (i = 0; i < RC_NEEDS; i++) {
		if (count[i] == 0)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return true;
		cells[0] = rc_cell_message(rc_need_names[i]);
		cells[1] = rc_cell_count(count[i]);
		cells[2] = rc_cell_money(amount[i]);
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells == NULL)
		return true;
	cells[0] = rc_cell_message(N_("Total"));
	cells[1] = rc_cell_count(posts);
	cells[2] = rc_cell_money(total);
	return true;
}

static void
put_notes(const struct explain *x, const struct rc_quota_options *o)
{
	const struct rc_unit *u = x->unit;
	size_t i;

	if (u->posts == 0)
		rc_doc_note(x->doc, "%s",
		            _("It has no posts, so it cannot be judged."));
	if (u->agency->in_quota != 1)
		rc_doc_note(x->doc, "%s", _("It is not in the quota."));
	if (u->link == RC_FINDING_FAIL)
		rc_doc_note(x->doc, "%s",
		            _("No working link: no computer of it is fit for "
		              "use until there is one."));
	if (rc_unit_baseline(u, &x->e->params, o->exclude_unknown) >
	    RC_FINDING_PASS)
		rc_doc_note(x->doc,
		            _("Its systems are not uniform: at least %lld%% of "
		              "its computers in use must be on approved "
		              "systems, whatever each post has."),
		            (long long)x->e->params.value[RC_UNIFORM_MIN]);
	for (i = 0; i < u->nseats; i++)
		if (x->in->cures[i].by == RC_NEED_NEW &&
		    x->in->cures[i].lacks && x->in->cures[i].norm == NULL) {
			rc_doc_note(x->doc, "%s",
			            _("There are posts without a norm: their "
			              "computers have no price here."));
			break;
		}
	rc_doc_note(x->doc, "%s",
	            _("In this order: what is in stock here, what is on order, "
	              "what other agencies have in stock beyond their own "
	              "needs, and last a new computer at the ceiling of the "
	              "norm. To mend and to ask has no price here."));
}

bool
rc_explain_doc(const struct rc_explain_in *in, struct rc_arena *arena,
               struct rc_doc *ret, struct rc_err *err)
{
	struct rc_doc *doc = rc_arena_alloc(arena, 1, sizeof(*doc));
	const struct rc_quota_options o =
	        rc_quota_settle(in->estate, &in->quota);
	const struct explain x = { .in = in,
		                   .e = in->estate,
		                   .unit = &in->estate->units[in->unit],
		                   .doc = doc };

	if (doc == NULL)
		return rc_fail_nomem(err);
	rc_doc_init(doc, arena, "explain", N_("Why an agency is judged so"));
	put_head(&x, &o);
	put_posts(&x);
	put_findings(&x);
	if (!put_sums(&x, err))
		return false;
	put_notes(&x, &o);
	if (!rc_doc_done(doc, err))
		return false;
	*ret = *doc;
	return true;
}
