/* SPDX-License-Identifier: MIT */
/*
 * books - a fixture (unit/rule/fixture.h) with what reports on money read
 * beside it: assets made of its devices, lives, orders, contracts, licences.
 */
#ifndef ROLLCALL_TESTS_UNIT_REPORT_BOOKS_H
#define ROLLCALL_TESTS_UNIT_REPORT_BOOKS_H

#include "report/report.h"
#include "unit/rule/fixture.h"

#define MILLION 1000000

struct books {
	struct fix *f;
	struct rc_asset assets[FIX_MAX];
	struct rc_life lives[4];
	struct rc_order orders[4];
	struct rc_contract contracts[8];
	struct rc_licence licences[8];
	struct rc_ledger ledger;
	struct rc_report_in in;
};

static inline struct books *
books_new(void)
{
	struct books *b = rc_alloc(1, sizeof(*b));

	b->f = fix_new();
	b->f->tables.lives = b->lives;
	b->f->tables.orders = b->orders;
	b->f->tables.contracts = b->contracts;
	b->f->tables.licences = b->licences;
	b->ledger.assets = b->assets;
	b->in.day = FIX_DAY;
	b->in.period.from = fix_day(2026, 1, 1);
	b->in.period.to = fix_day(2026, 12, 31);
	b->in.cap = RC_VND_NONE;
	b->in.ledger = &b->ledger;
	return b;
}

static inline struct rc_life *
books_life(struct books *b, int category, int64_t years, int64_t rate_bp)
{
	struct rc_life *l = &b->lives[b->f->tables.nlives++];

	rc_record_clear(&rc_kind_life, l);
	l->head.id = (rc_id)b->f->tables.nlives;
	l->code = "life";
	l->category = category;
	l->years = years;
	l->rate_bp = rate_bp;
	return l;
}

static inline struct rc_order *
books_order(struct books *b, const struct rc_agency *agency, int item,
            int64_t n)
{
	struct rc_order *o = &b->orders[b->f->tables.norders++];

	rc_record_clear(&rc_kind_order, o);
	o->code = "O1";
	o->agency.id = agency->head.id;
	o->item = item;
	o->quantity = n;
	o->status = RC_ORDER_ORDERED;
	return o;
}

static inline struct rc_licence *
books_licence(struct books *b, const struct rc_agency *agency, int sort,
              int64_t n, rc_vnd price)
{
	struct rc_licence *l = &b->licences[b->f->tables.nlicences++];

	rc_record_clear(&rc_kind_licence, l);
	l->head.id = (rc_id)b->f->tables.nlicences;
	l->code = l->product = "L";
	l->sort = sort;
	l->agency.id = agency->head.id;
	l->quantity = n;
	l->price = price;
	return l;
}

static inline struct rc_contract *
books_contract(struct books *b, const struct rc_agency *agency, int sort,
               rc_vnd amount, rc_date end)
{
	struct rc_contract *c = &b->contracts[b->f->tables.ncontracts++];

	rc_record_clear(&rc_kind_contract, c);
	c->code = fix_text(b->f, "HD", b->f->tables.ncontracts);
	c->sort = sort;
	c->agency.id = agency->head.id;
	c->amount = amount;
	c->end_date = end;
	return c;
}

/* A device that is no computer. */
static inline struct rc_device *
books_item(struct books *b, const struct rc_agency *agency, int category)
{
	struct rc_device *d = fix_mute(b->f, agency, NULL);

	d->category = category;
	return d;
}

/* All judged, the assets as the devices stand. */
static inline const struct rc_report_in *
books_ready(struct books *b)
{
	size_t i;

	for (i = 0; i < b->f->ndevices; i++) {
		const struct rc_device *d = &b->f->devices[i];

		b->assets[i] = (struct rc_asset){
			.id = d->head.id,
			.agency = d->agency.id,
			.post = d->post.id,
			.tag = d->asset_tag,
			.model = d->model,
			.category = d->category,
			.status = d->status,
			.ownership = d->ownership,
			.connectivity = d->connectivity,
			.purchased = d->purchase_date,
			.in_service = d->in_service_date,
			.warranty_end = d->warranty_end,
			.eol = d->eol_date,
			.counted = d->last_counted,
			.cost = d->cost,
			.last_seen = d->last_seen,
			.last_polled = d->last_polled,
		};
	}
	b->ledger.nassets = b->f->ndevices;
	b->in.estate = fix_judge(b->f, FIX_DAY);
	return &b->in;
}

static inline void
books_free(struct books *b)
{
	fix_free(b->f);
	rc_free(b);
}

#endif
