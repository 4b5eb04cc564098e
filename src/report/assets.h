/* SPDX-License-Identifier: MIT */
/* assets - questions to the ledger that several reports ask: when does the life
 * of an asset end, what was paid last, what equipment does an agency have. */
#ifndef ROLLCALL_SRC_REPORT_ASSETS_H
#define ROLLCALL_SRC_REPORT_ASSETS_H

#include "report/report.h"
#include "rule/norms.h"

/* The asset of a device, or NULL. */
const struct rc_asset *rc_asset_of(const struct rc_ledger *ledger, rc_id id);
/* The last day of an asset's life: as recorded, else by the dated lives: of the
 * day it came into service, or, with wear_transition 1, of the day. RC_DATE_NONE:
 * not known. */
rc_date rc_asset_end(const struct rc_asset *asset,
                     const struct rc_estate *estate);
/* Does it end in the period? */
bool rc_asset_ends(const struct rc_asset *asset, const struct rc_report_in *in);
/* The price of an item: as rule/shortfall.h says of computers. */
struct rc_prices {
	rc_vnd last[RC_ITEMS]; /* paid last up to the day, by any agency */
	bool by_last;
};
void rc_prices_of(struct rc_prices *ret, const struct rc_report_in *in);
rc_vnd rc_prices_get(const struct rc_prices *prices,
                     const struct rc_norm *norm);

/* Other equipment of one agency, by item. */
struct rc_stocktake {
	int64_t working, ended, gone, ordered; /* ended: of those working */
};
/* By unit, then item; NULL = out of memory. rc_free() it. */
struct rc_stocktake *rc_stocktake_of(const struct rc_report_in *in);

#endif
