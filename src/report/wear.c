/* SPDX-License-Identifier: MIT */
/* wear - the fixed assets and their wear in a year, as a document. */
#include <rollcall/base/i18n.h>

#include "report/part.h"
#include "rule/wear.h"

enum wear_column {
	WEAR_TAG,
	WEAR_AGENCY,
	WEAR_CATEGORY,
	WEAR_SINCE,
	WEAR_COST,
	WEAR_YEARS,
	WEAR_RATE,
	WEAR_LAST,
	WEAR_YEAR,
	WEAR_SUM,
	WEAR_LEFT,
	WEAR_BASIS,
	WEAR_COLUMNS
};

/* Sums of some assets. */
struct sums {
	int64_t n;
	rc_vnd cost, of_year, accumulated, remaining;
};

struct frame {
	struct rc_doc *doc;
	const struct rc_report_in *in;
	struct rc_wear_rules rules;
	int year;
	struct rc_section *section;
	struct sums *by_unit; /* the last one: no agency of the day */
	struct sums total, tools;
	int64_t rented, no_cost, no_day, no_life;
};

static bool
add_sums(struct sums *s, const struct rc_wear *w, rc_vnd cost)
{
	s->n++;
	return rc_vnd_add(s->cost, cost, &s->cost) &&
	       rc_vnd_add(s->of_year, w->of_year, &s->of_year) &&
	       rc_vnd_add(s->accumulated, w->accumulated, &s->accumulated) &&
	       rc_vnd_add(s->remaining, w->remaining, &s->remaining);
}

static void
put_asset(const struct frame *f, const struct rc_asset *a, rc_date since,
          const struct rc_wear *w)
{
	struct rc_doc_cell *cells = rc_section_row(f->section, RC_ROW_PLAIN);
	const struct rc_unit *unit = rc_unit_by_id(f->in->estate, a->agency);

	if (cells == NULL)
		return;
	cells[WEAR_TAG] = rc_cell_text(a->tag);
	if (unit != NULL)
		cells[WEAR_AGENCY] = rc_cell_text(unit->agency->code);
	cells[WEAR_CATEGORY] = rc_cell_word(rc_category_words, a->category);
	cells[WEAR_SINCE] = rc_cell_day(since);
	cells[WEAR_COST] = rc_cell_money(a->cost);
	cells[WEAR_YEARS] = rc_cell_number(w->life->years);
	cells[WEAR_RATE] = rc_cell_number(w->life->rate_bp);
	cells[WEAR_LAST] = rc_cell_number(w->last_year);
	cells[WEAR_YEAR] = rc_cell_money(w->of_year);
	cells[WEAR_SUM] = rc_cell_money(w->accumulated);
	cells[WEAR_LEFT] = rc_cell_money(w->remaining);
	cells[WEAR_BASIS] = rc_cell_text(
	        w->life->source != NULL ? w->life->source : w->life->code);
}

/* In the books at the end of the year: there, the office's own, with a day. */
static bool
is_booked(struct frame *f, const struct rc_asset *a, rc_date *ret_since)
{
	*ret_since =
	        a->in_service != RC_DATE_NONE ? a->in_service : a->purchased;
	if (a->status == RC_STATUS_RETIRED || a->status == RC_STATUS_PLANNED ||
	    a->status == RC_STATUS_IN_TRANSIT ||
	    a->ownership == RC_PERSONAL_DEVICE)
		return false;
	if (a->ownership == RC_RENTED || a->ownership == RC_SUPPLIED) {
		f->rented++;
		return false;
	}
	f->no_cost += a->cost == RC_VND_NONE;
	f->no_day += a->cost != RC_VND_NONE && *ret_since == RC_DATE_NONE;
	return a->cost != RC_VND_NONE && a->cost > 0 &&
	       *ret_since != RC_DATE_NONE &&
	       rc_civil_of(*ret_since).year <= f->year;
}

static bool
take_asset(struct frame *f, const struct rc_asset *a)
{
	const struct rc_estate *e = f->in->estate;
	size_t at = rc_index_find(&e->unit_index, a->agency);
	struct rc_wear w;
	rc_date since;

	if (!is_booked(f, a, &since))
		return true;
	if (a->cost < e->params.value[RC_FIXED_ASSET_MIN]) {
		f->tools.n++;
		return rc_vnd_add(f->tools.cost, a->cost, &f->tools.cost);
	}
	if (!rc_wear_of(&f->rules, a->category, since, a->cost, f->year, &w)) {
		f->no_life++;
		return true;
	}
	put_asset(f, a, since, &w);
	return add_sums(&f->total, &w, a->cost) &&
	       add_sums(&f->by_unit[at == RC_NOWHERE ? e->nunits : at], &w,
	                a->cost);
}

static bool
put_assets(struct frame *f, struct rc_err *err)
{
	static const struct rc_column columns[WEAR_COLUMNS] = {
		{ "asset_tag", N_("Asset tag"), RC_CELL_TEXT, RC_LEFT },
		{ "agency", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "category", N_("Category"), RC_CELL_MESSAGE, RC_LEFT },
		{ "in_service_date", N_("In service"), RC_CELL_DAY, RC_LEFT },
		{ "cost", N_("Cost"), RC_CELL_MONEY, RC_RIGHT },
		{ "life_years", N_("Life (years)"), RC_CELL_NUMBER, RC_RIGHT },
		{ "rate_bp", N_("Rate (0,01%)"), RC_CELL_NUMBER, RC_RIGHT },
		{ "last_year", N_("Last year"), RC_CELL_NUMBER, RC_RIGHT },
		{ "wear", N_("Wear of the year"), RC_CELL_MONEY, RC_RIGHT },
		{ "accumulated", N_("Accumulated"), RC_CELL_MONEY, RC_RIGHT },
		{ "remaining", N_("Remaining"), RC_CELL_MONEY, RC_RIGHT },
		{ "basis", N_("Basis"), RC_CELL_TEXT, RC_LEFT },
	};
	struct rc_doc_cell *cells;
	size_t i;

	f->section = rc_doc_section(f->doc, "assets", N_("Fixed assets"),
	                            columns, WEAR_COLUMNS);
	for (i = 0; i < f->in->ledger->nassets; i++)
		if (!take_asset(f, &f->in->ledger->assets[i]))
			return rc_fail(err, RC_EINVALID, "%s",
			               _("the sum is too large: look at the "
			                 "costs"));
	cells = rc_section_row(f->section, RC_ROW_TOTAL);
	if (cells == NULL)
		return true;
	cells[WEAR_TAG] = rc_cell_message(N_("Total"));
	cells[WEAR_COST] = rc_cell_money(f->total.cost);
	cells[WEAR_YEAR] = rc_cell_money(f->total.of_year);
	cells[WEAR_SUM] = rc_cell_money(f->total.accumulated);
	cells[WEAR_LEFT] = rc_cell_money(f->total.remaining);
	return true;
}

static void
put_sums(struct rc_doc_cell *cells, const struct rc_unit *unit,
         const struct sums *s)
{
	if (cells == NULL)
		return;
	if (unit != NULL) {
		cells[0] = rc_cell_text(unit->agency->code);
		cells[1] = rc_cell_text(unit->name);
	}
	cells[2] = rc_cell_count(s->n);
	cells[3] = rc_cell_money(s->cost);
	cells[4] = rc_cell_money(s->of_year);
	cells[5] = rc_cell_money(s->accumulated);
	cells[6] = rc_cell_money(s->remaining);
}

static void
put_agencies(const struct frame *f)
{
	static const struct rc_column columns[] = {
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "assets", N_("Assets"), RC_CELL_COUNT, RC_RIGHT },
		{ "cost", N_("Cost"), RC_CELL_MONEY, RC_RIGHT },
		{ "wear", N_("Wear of the year"), RC_CELL_MONEY, RC_RIGHT },
		{ "accumulated", N_("Accumulated"), RC_CELL_MONEY, RC_RIGHT },
		{ "remaining", N_("Remaining"), RC_CELL_MONEY, RC_RIGHT },
	};
	const struct rc_estate *e = f->in->estate;
	struct rc_section *section =
	        rc_doc_section(f->doc, "agencies", N_("By agency"), columns,
	                       RC_COUNT(columns));
	struct rc_doc_cell *cells;
	size_t i;

	for (i = 0; i <= e->nunits; i++)
		if (f->by_unit[i].n > 0)
			put_sums(rc_section_row(section, RC_ROW_PLAIN),
			         i < e->nunits ? &e->units[i] : NULL,
			         &f->by_unit[i]);
	cells = rc_section_row(section, RC_ROW_TOTAL);
	put_sums(cells, NULL, &f->total);
	if (cells != NULL)
		cells[1] = rc_cell_message(N_("Total"));
}

/* What is not in the table, and why. */
static void
put_left_out(const struct frame *f)
{
	const struct {
		int64_t n;
		const char *why;
	} left[] = {
		{ f->rented, _("Rented or handed down by the Centre, without "
		               "a value in these books") },
		{ f->no_cost, _("Without a cost on record") },
		{ f->no_day, _("Without a day on record") },
		{ f->no_life, _("Without a life for their category") },
	};
	size_t i;

	for (i = 0; i < RC_COUNT(left); i++)
		if (left[i].n > 0)
			rc_doc_note(f->doc, "%s: %lld.", left[i].why,
			            (long long)left[i].n);
}

static void
put_notes(const struct frame *f)
{
	const struct rc_civil december = { f->year, 12, 1 };
	struct rc_buf b;

	if (f->in->day < rc_date_from(december))
		rc_doc_note(f->doc,
		            _("The wear of %d is counted in December; what is "
		              "accumulated and what remains are as of "
		              "31/12/%d."),
		            f->year, f->year);
	rc_doc_note(f->doc, "%s",
	            _("Straight line: cost times rate, to the nearest đồng, "
	              "from the year an asset came into service; the last "
	              "year takes what is left."));
	rc_doc_note(f->doc, "%s",
	            f->rules.transition == RC_WEAR_KEEP
	                    ? _("Assets in service when lives changed keep "
	                        "the life they had (wear_transition = 0).")
	                    : _("Of assets in service when lives changed, "
	                        "what is left is spread over what is left of "
	                        "the new life (wear_transition = 1)."));
	rc_buf_init(&b, 100);
	rc_vnd_put(&b, f->tools.cost);
	if (f->tools.n > 0)
		rc_doc_note(f->doc,
		            _("Tools below the threshold, without wear: %lld, "
		              "for %s."),
		            (long long)f->tools.n, b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
	put_left_out(f);
}

bool
rc_wear_doc(const struct rc_report_in *in, struct rc_arena *arena,
            struct rc_doc *ret, struct rc_err *err)
{
	const struct rc_tables *t = in->estate->tables;
	struct frame f = {
		.doc = rc_part_begin(in, arena, "wear",
		                     N_("Wear of fixed assets")),
		.in = in,
		.rules = { t->lives, t->nlives,
		           (enum rc_wear_transition)in->estate->params
		                   .value[RC_WEAR_TRANSITION] },
		.year = rc_civil_of(in->period.to).year,
		.by_unit = rc_arena_alloc(arena, in->estate->nunits + 1,
		                          sizeof(*f.by_unit)),
	};

	if (f.doc == NULL || f.by_unit == NULL)
		return rc_fail_nomem(err);
	rc_doc_param(f.doc, "year", N_("Year"), rc_cell_number(f.year));
	rc_doc_param(
	        f.doc, "threshold", N_("Fixed asset from"),
	        rc_cell_money(in->estate->params.value[RC_FIXED_ASSET_MIN]));
	if (!put_assets(&f, err))
		return false;
	put_agencies(&f);
	put_notes(&f);
	return rc_part_end(f.doc, ret, err);
}
