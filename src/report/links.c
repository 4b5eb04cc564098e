/* SPDX-License-Identifier: MIT */
/* links - the circuits of the agencies: what is contracted against what was
 * measured, what they cost a year, when they end and by when to decide. */
#include <rollcall/base/i18n.h>

#include "report/part.h"
#include "rule/day.h"

#define SOON_DAYS 90

/* What a price for a month, a quarter or a year makes in a year. */
static rc_vnd
yearly(const struct rc_link *link)
{
	static const int64_t times[] = { [RC_PER_NONE] = 0,
		                         [RC_PER_MONTH] = 12,
		                         [RC_PER_QUARTER] = 4,
		                         [RC_PER_YEAR] = 1 };
	rc_vnd amount;

	if (link->price == RC_VND_NONE || link->price_per <= RC_PER_NONE ||
	    link->price_per > RC_PER_YEAR ||
	    !rc_vnd_mul(link->price, times[link->price_per], &amount))
		return RC_VND_NONE;
	return amount;
}

static rc_date
decide_by(const struct rc_link *link)
{
	if (link->end_date == RC_DATE_NONE)
		return RC_DATE_NONE;
	if (link->notice_days == RC_INT_NONE || link->notice_days < 0 ||
	    link->notice_days > 3660)
		return link->end_date;
	return link->end_date - (rc_date)link->notice_days;
}

static bool
is_short(const struct rc_link *link)
{
	return link->measured_kbps != RC_INT_NONE &&
	       link->down_kbps != RC_INT_NONE &&
	       link->measured_kbps < link->down_kbps;
}

/* What to say of it first; NULL = all is well. */
static const char *
remark(const struct rc_link *link, rc_date day)
{
	rc_date decide = decide_by(link);

	if (link->end_date != RC_DATE_NONE && link->end_date < day)
		return N_("contract ended");
	if (link->status == RC_LINK_DOWN)
		return N_("down");
	if (decide != RC_DATE_NONE && decide < day)
		return N_("notice has passed");
	if (decide != RC_DATE_NONE && decide <= day + SOON_DAYS)
		return N_("decide soon");
	if (is_short(link))
		return N_("slower than contracted");
	if (link->type == RC_LINK_INTERNET && link->controlled == 0)
		return N_("not through the gateway");
	return NULL;
}

/* Planned or in force on the day, or ended without anybody saying so. */
static bool
is_listed(const struct rc_link *link, rc_date day)
{
	return link->status != RC_LINK_ENDED &&
	       (link->start_date == RC_DATE_NONE || link->start_date <= day);
}

static const struct rc_column columns[] = {
	{ "agency", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
	{ "code", N_("Circuit"), RC_CELL_TEXT, RC_LEFT },
	{ "type", N_("Type"), RC_CELL_MESSAGE, RC_LEFT },
	{ "status", N_("Status"), RC_CELL_MESSAGE, RC_LEFT },
	{ "provider", N_("Provider"), RC_CELL_TEXT, RC_LEFT },
	{ "down_kbps", N_("Contracted, kb/s"), RC_CELL_COUNT, RC_RIGHT },
	{ "measured_kbps", N_("Measured, kb/s"), RC_CELL_COUNT, RC_RIGHT },
	{ "percent", N_("Percent"), RC_CELL_PERCENT, RC_RIGHT },
	{ "measured_on", N_("On"), RC_CELL_DAY, RC_LEFT },
	{ "end_date", N_("Ends"), RC_CELL_DAY, RC_LEFT },
	{ "decide_by", N_("Decide by"), RC_CELL_DAY, RC_LEFT },
	{ "yearly", N_("A year"), RC_CELL_MONEY, RC_RIGHT },
	{ "remark", N_("Remark"), RC_CELL_MESSAGE, RC_LEFT },
};

struct sums {
	int64_t n, remarked, unpriced;
	rc_vnd yearly;
	bool overflow;
};

static void
add_up(struct sums *sums, const struct rc_link *link, rc_date day)
{
	rc_vnd amount = yearly(link);

	sums->n++;
	sums->remarked += remark(link, day) != NULL;
	if (amount == RC_VND_NONE)
		sums->unpriced++;
	else if (!rc_vnd_add(sums->yearly, amount, &sums->yearly))
		sums->overflow = true;
}

static void
put_link(struct rc_section *section, const struct rc_estate *e,
         const struct rc_link *link)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	const struct rc_unit *unit = rc_unit_by_id(e, link->agency.id);

	if (cells == NULL)
		return;
	cells[0] = rc_cell_text(unit->name);
	cells[1] = rc_cell_text(link->code);
	cells[2] = rc_cell_word(rc_link_type_words, link->type);
	cells[3] = rc_cell_word(rc_link_status_words, link->status);
	cells[4] = rc_cell_text(link->provider);
	cells[5] = rc_cell_count(link->down_kbps);
	cells[6] = rc_cell_count(link->measured_kbps);
	if (link->measured_kbps != RC_INT_NONE && link->down_kbps > 0)
		cells[7] = rc_cell_percent(
		        rc_share(link->measured_kbps, link->down_kbps));
	cells[8] = rc_cell_day(link->measured_on);
	cells[9] = rc_cell_day(link->end_date);
	cells[10] = rc_cell_day(decide_by(link));
	cells[11] = rc_cell_money(yearly(link));
	cells[12] = rc_cell_message(remark(link, e->day));
}

static void
put_links(struct rc_doc *doc, const struct rc_estate *e, struct sums *sums)
{
	struct rc_section *section = rc_doc_section(
	        doc, "links", N_("Circuits"), columns, RC_COUNT(columns));
	struct rc_doc_cell *cells;
	size_t i;

	for (i = 0; i < e->tables->nlinks; i++) {
		const struct rc_link *link = &e->tables->links[i];

		if (!is_listed(link, e->day) ||
		    rc_unit_by_id(e, link->agency.id) == NULL)
			continue;
		add_up(sums, link, e->day);
		put_link(section, e, link);
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells == NULL)
		return;
	cells[0] = rc_cell_message(N_("Total"));
	cells[1] = rc_cell_count(sums->n);
	if (!sums->overflow)
		cells[11] = rc_cell_money(sums->yearly);
}

static void
put_without(struct rc_doc *doc, const struct rc_estate *e)
{
	static const struct rc_column without[] = {
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "tier", N_("Tier"), RC_CELL_MESSAGE, RC_LEFT },
		{ "verdict", N_("Verdict"), RC_CELL_MESSAGE, RC_LEFT },
	};
	struct rc_section *section = rc_doc_section(
	        doc, "without", N_("Agencies without a working link"), without,
	        RC_COUNT(without));
	size_t i;

	for (i = 0; i < e->nunits; i++) {
		const struct rc_unit *u = &e->units[i];
		struct rc_doc_cell *cells;

		if (!rc_unit_in_tier(u, RC_TIER_NONE) ||
		    u->link <= RC_FINDING_PASS)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(u->agency->code);
		cells[1] = rc_cell_text(u->name);
		cells[2] = rc_cell_tier(u->agency->tier);
		cells[3] = rc_cell_message(u->link == RC_FINDING_OPEN
		                                   ? N_("unknown")
		                                   : N_("fail"));
	}
}

bool
rc_links_doc(const struct rc_report_in *in, struct rc_arena *arena,
             struct rc_doc *ret, struct rc_err *err)
{
	const struct rc_estate *e = in->estate;
	struct rc_doc *doc = rc_part_begin(in, arena, "links",
	                                   N_("Links and their contracts"));
	struct sums sums = { 0 };

	if (doc == NULL)
		return rc_fail_nomem(err);
	put_links(doc, e, &sums);
	put_without(doc, e);
	if (sums.remarked > 0)
		rc_doc_note(doc, _("%lld of %lld circuits need a look."),
		            (long long)sums.remarked, (long long)sums.n);
	if (sums.unpriced > 0)
		rc_doc_note(doc,
		            _("%lld have no price on record; the total is "
		              "without them."),
		            (long long)sums.unpriced);
	rc_doc_note(doc,
	            _("Decide by: the end of the contract less the days of "
	              "notice. What comes within %d days is pointed out."),
	            SOON_DAYS);
	return rc_part_end(doc, ret, err);
}
