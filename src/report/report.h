/* SPDX-License-Identifier: MIT */
/*
 * report - documents made from an estate and a ledger: data in, document out.
 *
 *	quota		attainment by tier, the same counted in posts, the
 *			nearest agencies, those that cannot be judged, and every
 *			threshold used. JSON keys as scripts rely on them.
 *	procurement	what to buy to reach the year's target. Its main section
 *			("lines", what CSV prints) is one flat table.
 *
 *	tsc-mstt-04	the devices of that list, as registered for central
 *			purchase
 *	norms		equipment against the norms, and what goes beyond
 *	wear		fixed assets and their wear in the year
 *
 *	conformity	computers by agency and by rule, and each that fails
 *	scorecard	the agencies, ranked, with who answers for them
 *	register	every device; its rows are made while they are printed
 *	forecast	ends of life, of warranty and of support, by year
 *	links		circuits: contracted and measured, ends and notices
 *	signatures	of signers and handlers, by agency, and what ends soon
 *	systems		information systems and indicator Q6
 *	changes		what was written in the period, and by whom
 *	polls		who was asked, who answered, and why the others did not
 *	late		report duties late or due soon
 *
 * *ret lives in `arena` and borrows from the estate.
 */
#ifndef ROLLCALL_SRC_REPORT_REPORT_H
#define ROLLCALL_SRC_REPORT_REPORT_H

#include <rollcall/table/doc.h>

#include "report/ledger.h"
#include "rule/quota.h"

/* What a report is made from; the rest is not read. */
enum rc_report_need {
	RC_NEEDS_ESTATE = 1u << 0, /* rc_report_in.estate, judged */
	RC_NEEDS_ASSETS = 1u << 1, /* rc_ledger.assets */
	RC_NEEDS_DUTIES = 1u << 2, /* rc_ledger.duties and .snapshots */
	RC_NEEDS_EVENTS = 1u << 3, /* who was asked; assets with them */
	RC_NEEDS_AUDIT = 1u << 4,  /* rc_ledger.activities and .batches */
	RC_NEEDS_DEVICES = 1u << 5 /* rc_ledger.devices */
};

struct rc_report_in {
	rc_date day; /* the end of the period, or today when that is earlier */
	const struct rc_estate *estate; /* as of that day */
	struct rc_quota_options quota;
	/* The same question as of an earlier day, for a forecast by the rate
	 * so far; NULL = none asked for. */
	const struct rc_quota *past;
	struct rc_period
	        period; /* never none: the year of the day unless asked */
	rc_vnd cap;     /* money there is; RC_VND_NONE = no limit */
	const struct rc_ledger *ledger; /* never NULL; holds what is needed */
};

bool rc_quota_doc(const struct rc_report_in *in, struct rc_arena *arena,
                  struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_procurement_doc(const struct rc_report_in *in, struct rc_arena *arena,
                        struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_register04_doc(const struct rc_report_in *in, struct rc_arena *arena,
                       struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_norms_doc(const struct rc_report_in *in, struct rc_arena *arena,
                  struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_wear_doc(const struct rc_report_in *in, struct rc_arena *arena,
                 struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_conformity_doc(const struct rc_report_in *in, struct rc_arena *arena,
                       struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_scorecard_doc(const struct rc_report_in *in, struct rc_arena *arena,
                      struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_register_doc(const struct rc_report_in *in, struct rc_arena *arena,
                     struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_ends_doc(const struct rc_report_in *in, struct rc_arena *arena,
                 struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_links_doc(const struct rc_report_in *in, struct rc_arena *arena,
                  struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_signatures_doc(const struct rc_report_in *in, struct rc_arena *arena,
                       struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_systems_doc(const struct rc_report_in *in, struct rc_arena *arena,
                    struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_changes_doc(const struct rc_report_in *in, struct rc_arena *arena,
                    struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_polls_doc(const struct rc_report_in *in, struct rc_arena *arena,
                  struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_late_doc(const struct rc_report_in *in, struct rc_arena *arena,
                 struct rc_doc *ret, struct rc_err *err) RC_MUST;

#endif
