/* SPDX-License-Identifier: MIT */
/*
 * params - the dated thresholds as they stand on one day.
 *
 * Every name the rules read is a row of rc_param_infos. A name without a row
 * that holds on the day has the fallback that domain.md D3-D8 gives, or, where
 * it gives none, 0, which the rules read as "not configured": nothing is
 * demanded, and the report says so.
 */
#ifndef ROLLCALL_SRC_RULE_PARAMS_H
#define ROLLCALL_SRC_RULE_PARAMS_H

#include <rollcall/model/norm.h>

enum rc_param_id {
	RC_THETA,
	RC_UNKNOWN_EXCLUDED,
	RC_AGE_MAX_YEARS,
	RC_OS_MARGIN_DAYS,
	RC_SSD_REQUIRED,
	RC_UNIFORM_MIN,
	RC_TOKEN_REQUIRED,
	RC_SEEN_MAX_DAYS,
	RC_DISK_FREE_MIN,
	RC_LINK_REQUIRED,
	RC_LINK_WAN_REQUIRED,
	RC_LINK_CONTROLLED_REQUIRED,
	RC_AVAIL_MIN_BP,
	RC_BW_MIN_PROVINCE_KBPS,
	RC_BW_MIN_COMMUNE_KBPS,
	RC_FIREWALL_REQUIRED,
	RC_ANTIVIRUS_REQUIRED,
	RC_AV_AGE_MAX_DAYS,
	RC_ENCRYPT_PORTABLE,
	RC_ENCRYPT_DESKTOP,
	RC_UPDATE_AGE_MAX_DAYS,
	RC_SCAN_MAX_DAYS,
	RC_CERT_WARN_DAYS,
	RC_REFRESH_COUNTS,
	RC_PRICE_BASIS, /* 0 ceiling of the norm, 1 last purchase */
	RC_FILL_NORM,   /* 1: what the norms still allow is bought too */
	RC_LEAD_DAYS,   /* from order to delivery */
	RC_OVER_PRICE_HEAD,
	RC_OVER_PRICE_COMMITTEE,
	RC_FIXED_ASSET_MIN, /* đồng */
	RC_WEAR_TRANSITION, /* enum rc_wear_transition, wear.h */
	RC_PARAMS
};

struct rc_param_info {
	const char *name;
	int64_t fallback, min, max; /* a value beyond is read as the nearest */
};
extern const struct rc_param_info rc_param_infos[RC_PARAMS];

struct rc_params {
	int64_t value[RC_PARAMS];
	const struct rc_param *row[RC_PARAMS]; /* NULL: the fallback */
};

/* Of several rows that hold on the day the one that began last decides. */
void rc_params_of(struct rc_params *params, const struct rc_param *rows,
                  size_t n, rc_date day);

#endif
