/* SPDX-License-Identifier: MIT */
/*
 * estate - everything a judgement needs, as of one day: the agencies of that
 * day with their links, the posts with their tokens and profiles, and every
 * computer judged and put at the post that had it on that day.
 *
 * Small kinds are borrowed as whole arrays (struct rc_tables, which must
 * outlive the estate). Custody, devices and facts may be a million rows each:
 * they are handed over one at a time, a device is condensed to what the checks
 * look at, and a fact sheet is judged and forgotten.
 *
 *	struct rc_estate estate = { 0 };	// may be ended whatever happens
 *	if (!rc_estate_begin(&estate, &tables, day, arena, err)) ...
 *	for each custody row:	rc_estate_add_custody(&estate, row, err)
 *	for each device:	rc_estate_add_device(&estate, device, err)
 *	rc_estate_ready(&estate)
 *	for each fact sheet:	rc_estate_add_facts(&estate, facts)
 *	rc_estate_judge(&estate)	// the rest, primaries, sums
 *	...
 *	rc_estate_fini(&estate);
 *
 * What is dated is taken as of the day: rosters, names, posts, custody, links,
 * tokens, thresholds, profiles, facts (later ones count as not known). Status
 * and dates of a device are as recorded last: they carry no history here.
 *
 * Who serves a post (domain.md D2): a desktop, laptop or tablet that the post
 * had on the day, in use, not a person's own. Of several, the best judged one
 * is the primary device; of equals, the one in service last.
 */
#ifndef ROLLCALL_SRC_RULE_ESTATE_H
#define ROLLCALL_SRC_RULE_ESTATE_H

#include <rollcall/model/contract.h>
#include <rollcall/model/link.h>
#include <rollcall/model/post.h>
#include <rollcall/model/register.h>

#include "rule/conform.h"
#include "rule/index.h"
#include "rule/wan.h"

struct rc_tables {
	const struct rc_agency *agencies;
	size_t nagencies;
	const struct rc_agency_name *names;
	size_t nnames;
	const struct rc_post *posts;
	size_t nposts;
	const struct rc_token *tokens;
	size_t ntokens;
	const struct rc_link *links;
	size_t nlinks;
	const struct rc_param *params;
	size_t nparams;
	const struct rc_profile *profiles;
	size_t nprofiles;
	const struct rc_release *releases;
	size_t nreleases;
	const struct rc_norm *norms;
	size_t nnorms;
	const struct rc_target *targets;
	size_t ntargets;
	const struct rc_life *lives;
	size_t nlives;
	const struct rc_system *systems;
	size_t nsystems;
	const struct rc_tally *tallies;
	size_t ntallies;
	const struct rc_order *orders;
	size_t norders;
	const struct rc_contract *contracts;
	size_t ncontracts;
	const struct rc_licence *licences;
	size_t nlicences;
	const struct rc_wave *waves;
	size_t nwaves;
};

/*
 * An agency of the day and all that the quota counts of it: rc_quota_of() and
 * rc_quota_doc() read these counts, the parameters and the tables of targets,
 * links, systems, tallies, orders and profiles; never seats or machines. So an
 * estate whose counts were kept from before answers them as well.
 */
struct rc_unit {
	const struct rc_agency *agency;
	const char *name, *unit_kind; /* of the day */
	struct rc_wan wan;
	enum rc_finding link;
	/* Posts: with a primary device; with one that conforms; with one that
	 * only unknown facts keep from it. */
	int64_t posts, served, conforming, unknown;
	/* Posts whose primary device does not conform (open ones included): it
	 * came in the year of the day; it is of this agency and on a system
	 * that is not approved, or not known to be. */
	int64_t renewed, poor_mixed, poor_unsure;
	/* Posts that sign or handle documents: with a token in hands, with one
	 * that is valid on the day (D8). */
	int64_t signers, signers_held, signers_valid;
	int64_t handlers, handlers_held, handlers_valid;
	/* Active tokens of its posts: ended before the day; valid, but ending
	 * within cert_warn_days, and the first day one of these ends. */
	int64_t tokens_ended, tokens_ending;
	rc_date first_ending;
	/* Its computers in use: with a post, conforming, open (D6c); on an
	 * approved system or on an unknown one (uniform ii). */
	int64_t computers, held, good, open, held_open, approved, unsure;
	int64_t bought; /* in use, not conforming, came in the year of the day */
	int64_t spare;  /* computers in stock that no check on the machine fails
	                */
	size_t first_seat, nseats; /* in estate->seats */
};

/* A post of the day. */
struct rc_seat {
	const struct rc_post *post;
	size_t unit;
	const struct rc_profile *profile;
	bool token_held;  /* one in its hands: active, whatever its dates */
	bool token_valid; /* one that holds on the day */
	size_t primary;   /* machine, or RC_NOWHERE: not served */
};

/* A computer. */
struct rc_machine {
	rc_id id;
	size_t unit; /* RC_NOWHERE: its agency is not of the day */
	size_t seat; /* RC_NOWHERE: no post had it */
	const struct rc_profile *profile;
	struct rc_traits traits;
	int ownership;
	bool judged;
	struct rc_judgement judgement;
	enum rc_finding approved; /* its release */
	rc_date support_end;      /* of its system; none = not known */
	bool windows;             /* a system that needs a licence */
};

struct rc_hold { /* custody on the day */
	rc_id device;
	size_t seat;
};

struct rc_estate {
	rc_date day;
	const struct rc_tables *tables;
	struct rc_arena *arena;
	struct rc_params params;
	struct rc_catalogue catalogue;
	const struct rc_profile *office; /* the fallback profile, or NULL */
	struct rc_unit *units;           /* in order of code */
	size_t nunits;
	struct rc_seat *seats; /* by unit, in order of code */
	size_t nseats;
	struct rc_index unit_index, seat_index, profile_index;
	/* On the heap. */
	struct rc_machine *machines; /* by id once ready */
	size_t nmachines, cap_machines;
	struct rc_hold *holds; /* by device once ready */
	size_t nholds, cap_holds;
};

bool rc_estate_begin(struct rc_estate *estate, const struct rc_tables *tables,
                     rc_date day, struct rc_arena *arena,
                     struct rc_err *err) RC_MUST;
bool rc_estate_add_custody(struct rc_estate *estate,
                           const struct rc_custody *row,
                           struct rc_err *err) RC_MUST;
bool rc_estate_add_device(struct rc_estate *estate,
                          const struct rc_device *device,
                          struct rc_err *err) RC_MUST;
void rc_estate_ready(struct rc_estate *estate);
void rc_estate_add_facts(struct rc_estate *estate,
                         const struct rc_facts *facts);
void rc_estate_judge(struct rc_estate *estate);
void rc_estate_fini(struct rc_estate *estate); /* takes a zeroed one */

/* The machine of a device, or NULL (not a computer, or not there). */
struct rc_machine *rc_estate_machine(const struct rc_estate *estate,
                                     rc_id device);
/* In stock, nobody's, and nothing wrong with the machine itself; what has not
 * been asked of a machine in its box stays open. */
bool rc_machine_is_spare(const struct rc_machine *machine);
/* The case of a machine, for showing how it was judged. `facts` as handed to
 * add_facts (NULL = none); *copy as in rc_facts_known. */
struct rc_case rc_estate_case(const struct rc_estate *estate,
                              const struct rc_machine *machine,
                              const struct rc_facts *facts,
                              struct rc_facts *copy);
/* Uniform (ii) of an agency: is the share of approved systems among its
 * computers in use large enough? Nothing in use is moot. */
enum rc_finding rc_unit_baseline(const struct rc_unit *unit,
                                 const struct rc_params *params,
                                 bool exclude_unknown);

#endif
