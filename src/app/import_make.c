/* SPDX-License-Identifier: MIT */
/* import_make - agencies and profiles from their names. */
#include "app/import_make.h"

#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/agency.h>

#include "import/place.h"

bool
rc_import_may_make(const struct rc_kind *const *kinds, struct rc_err *err)
{
	for (; kinds != NULL && *kinds != NULL; kinds++) {
		if (*kinds != &rc_kind_agency && *kinds != &rc_kind_profile)
			return rc_fail(err, RC_EUSAGE,
			               _("%s cannot be made from a name alone "
			                 "(agencies and profiles can)"),
			               (*kinds)->name);
	}
	return true;
}

static enum rc_tier
tier_of(const char *name)
{
	static const char *const communes[] = { "xã ", "phường ", "thị trấn ",
		                                "đặc khu " };
	enum rc_tier tier = RC_TIER_GRASSROOTS;
	struct rc_buf unit;
	size_t place;
	size_t i;

	rc_buf_init(&unit, 4096);
	if (rc_place_unit(rc_str_of(name), &unit, &place)) {
		for (i = 0; i < RC_COUNT(communes); i++) {
			if (rc_str_starts(rc_buf_str(&unit), communes[i]))
				tier = RC_TIER_COMMUNE;
		}
	}
	rc_buf_fini(&unit);
	return tier;
}

bool
rc_import_make(struct rc_app *app, const struct rc_plan_make *make,
               struct rc_err *err)
{
	const struct {
		const char *field;
		struct rc_value value;
		bool of_agencies;
	} all[] = {
		{ "code", rc_value_text(make->name), false },
		{ "name", rc_value_text(make->name), false },
		{ "tier", RC_VALUE_INT(tier_of(make->name)), true },
		{ "in_quota", RC_VALUE_INT(0), true },
	};
	struct rc_cell cells[RC_COUNT(all)];
	struct rc_change change = { .kind = make->kind, .cells = cells };
	size_t i;

	for (i = 0; i < RC_COUNT(all); i++) {
		if (all[i].of_agencies && make->kind != &rc_kind_agency)
			continue;
		cells[change.ncells++] = (struct rc_cell){
			rc_field_find(make->kind, rc_str_of(all[i].field)),
			all[i].value
		};
	}
	return rc_write(app, &change, NULL, err);
}
