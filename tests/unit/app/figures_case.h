/* SPDX-License-Identifier: MIT */
/*
 * figures_case - three communes for the tests of figures, on 01/07/2026:
 *
 *	C1	2 posts, both computers conform
 *	C2	1 post, its computer has never been asked
 *	C3	1 post, no computer
 *
 * The target of 2026 is 50%: 2 of 3. Equipped 2, conforming 1, unknown 1.
 */
#ifndef TESTS_UNIT_APP_FIGURES_CASE_H
#define TESTS_UNIT_APP_FIGURES_CASE_H

#include "unit/app/fixture.h"

#include <rollcall/app/figures.h>
#include <rollcall/model/norm.h>

#define GOOD_FACTS                                                           \
	"cpu_cores=4|ram_kb=8388608|disk_total_kb=250000000|volume_kb=1000|" \
	"disk_free_kb=500|disk_rotational=no|os_id=debian|os_version_id=12|" \
	"firewall=yes|antivirus=clamav|antivirus_running=yes|"               \
	"antivirus_date=2026-06-30|updates_pending=0|scan_date=2026-06-01|"  \
	"forbidden=none"

static inline rc_id
add_computer(struct fixture *f, const char *agency, const char *post)
{
	char pairs[200];

	snprintf(pairs, sizeof(pairs),
	         "asset_tag=TS-%s|category=desktop|status=in_use|agency=%s|"
	         "post=%s|connectivity=networked|in_service_date=2026-01-05",
	         post, agency, post);
	return add(f, &rc_kind_device, pairs);
}

static inline void
add_communes(struct fixture *f)
{
	add(f, &rc_kind_profile,
	    "code=office|name=Office|cpu_cores=4|ram_mb=8192|disk_gb=256");
	add(f, &rc_kind_release,
	    "code=debian/12|os_id=debian|version=12|support_end=2028-06-30|"
	    "approved=yes");
	add(f, &rc_kind_target,
	    "code=Q2-2026|indicator=Q2|tier=commune|year=2026|percent=50");
	add(f, &rc_kind_norm,
	    "code=VIII/computer|title_group=VIII|item=computer|quantity=1|"
	    "ceiling=20000000|source=15/2025");
	add(f, &rc_kind_agency, "code=C1|name=Một|tier=commune|in_quota=yes");
	add(f, &rc_kind_agency, "code=C2|name=Hai|tier=commune|in_quota=yes");
	add(f, &rc_kind_agency, "code=C3|name=Ba|tier=commune|in_quota=yes");
	add(f, &rc_kind_post, "code=C1-1|agency=C1|title=A|title_group=VIII");
	add(f, &rc_kind_post, "code=C1-2|agency=C1|title=A|title_group=VIII");
	add(f, &rc_kind_post, "code=C2-1|agency=C2|title=A|title_group=VIII");
	add(f, &rc_kind_post, "code=C3-1|agency=C3|title=A|title_group=VIII");
	set(f, &rc_kind_facts, add_computer(f, "C1", "C1-1"), GOOD_FACTS);
	set(f, &rc_kind_facts, add_computer(f, "C1", "C1-2"), GOOD_FACTS);
	add_computer(f, "C2", "C2-1");
}

#endif
