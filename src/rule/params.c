/* SPDX-License-Identifier: MIT */
/* params - picking the dated row of each threshold. */
#include "rule/params.h"

#include "rule/day.h"

#define YES_NO 0, 1
#define DAYS   0, 36500

const struct rc_param_info rc_param_infos[RC_PARAMS] = {
	[RC_THETA] = { "theta", 100, 1, 100 },
	[RC_UNKNOWN_EXCLUDED] = { "unknown_excluded", 0, YES_NO },
	[RC_AGE_MAX_YEARS] = { "age_max_years", 5, 0, 100 },
	[RC_OS_MARGIN_DAYS] = { "os_margin_days", 0, DAYS },
	[RC_SSD_REQUIRED] = { "ssd_required", 0, YES_NO },
	[RC_UNIFORM_MIN] = { "uniform_min", 90, 0, 100 },
	[RC_TOKEN_REQUIRED] = { "token_required", 0, YES_NO },
	[RC_SEEN_MAX_DAYS] = { "seen_max_days", 30, DAYS },
	[RC_DISK_FREE_MIN] = { "disk_free_min", 10, 0, 100 },
	[RC_LINK_REQUIRED] = { "link_required", 0, YES_NO },
	[RC_LINK_WAN_REQUIRED] = { "link_wan_required", 0, YES_NO },
	[RC_LINK_CONTROLLED_REQUIRED] = { "link_controlled_required", 0,
	                                  YES_NO },
	[RC_AVAIL_MIN_BP] = { "avail_min_bp", 0, 0, 10000 },
	[RC_BW_MIN_PROVINCE_KBPS] = { "bw_min_province_kbps", 0, 0, INT64_MAX },
	[RC_BW_MIN_COMMUNE_KBPS] = { "bw_min_commune_kbps", 0, 0, INT64_MAX },
	[RC_FIREWALL_REQUIRED] = { "firewall_required", 1, YES_NO },
	[RC_ANTIVIRUS_REQUIRED] = { "antivirus_required", 1, YES_NO },
	[RC_AV_AGE_MAX_DAYS] = { "av_age_max_days", 7, DAYS },
	[RC_ENCRYPT_PORTABLE] = { "encrypt_portable", 1, YES_NO },
	[RC_ENCRYPT_DESKTOP] = { "encrypt_desktop", 0, YES_NO },
	[RC_UPDATE_AGE_MAX_DAYS] = { "update_age_max_days", 30, DAYS },
	[RC_SCAN_MAX_DAYS] = { "scan_max_days", 90, DAYS },
	[RC_CERT_WARN_DAYS] = { "cert_warn_days", 60, DAYS },
	[RC_REFRESH_COUNTS] = { "refresh_counts", 0, YES_NO },
	[RC_PRICE_BASIS] = { "price_basis", 0, YES_NO },
	[RC_FILL_NORM] = { "fill_norm", 0, YES_NO },
	[RC_LEAD_DAYS] = { "lead_days", 60, DAYS },
	[RC_OVER_PRICE_HEAD] = { "over_price_percent_head", 15, 0, 1000 },
	[RC_OVER_PRICE_COMMITTEE] = { "over_price_percent_committee", 30, 0,
	                              1000 },
	[RC_FIXED_ASSET_MIN] = { "fixed_asset_min", 10000000, 0, INT64_MAX },
	[RC_WEAR_TRANSITION] = { "wear_transition", 0, YES_NO },
};

static int
id_of(const char *name)
{
	int id;

	for (id = 0; id < RC_PARAMS; id++)
		if (rc_text_eq(rc_param_infos[id].name, name))
			return id;
	return -1;
}

/* RC_DATE_NONE is the least date, so an open beginning loses to any other. */
static bool
is_better(const struct rc_param *row, const struct rc_param *than)
{
	if (than == NULL || row->valid_from != than->valid_from)
		return than == NULL || row->valid_from > than->valid_from;
	return row->head.id > than->head.id;
}

static int64_t
within(int64_t value, const struct rc_param_info *info)
{
	if (value < info->min)
		return info->min;
	return value > info->max ? info->max : value;
}

void
rc_params_of(struct rc_params *params, const struct rc_param *rows, size_t n,
             rc_date day)
{
	size_t i;
	int id;

	for (id = 0; id < RC_PARAMS; id++) {
		params->row[id] = NULL;
		params->value[id] = rc_param_infos[id].fallback;
	}
	for (i = 0; i < n; i++) {
		id = id_of(rows[i].name);
		if (id >= 0 && rows[i].value != RC_INT_NONE &&
		    rc_day_holds(rows[i].valid_from, rows[i].valid_to, day) &&
		    is_better(&rows[i], params->row[id]))
			params->row[id] = &rows[i];
	}
	for (id = 0; id < RC_PARAMS; id++)
		if (params->row[id] != NULL)
			params->value[id] = within(params->row[id]->value,
			                           &rc_param_infos[id]);
}
