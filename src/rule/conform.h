/* SPDX-License-Identifier: MIT */
/*
 * conform - the four qualities of a device (domain.md D3): modern, uniform,
 * fit for use, secure. A table of checks, each three-valued; a quality is the
 * AND of its checks, and a device conforms when all four pass (D4).
 *
 * Which day an age is counted to: what a device says of its own signatures and
 * updates is judged as of the day it said so (fit.seen bounds how old that may
 * be); everything else as of `day`.
 *
 * What the systems report is less than what the box says: firmware and
 * graphics keep memory (an eighth is allowed), and 240 to 256 GB are one class
 * of disk (a sixteenth is allowed).
 */
#ifndef ROLLCALL_SRC_RULE_CONFORM_H
#define ROLLCALL_SRC_RULE_CONFORM_H

#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>

#include "rule/params.h"
#include "rule/support.h"

enum rc_quality_id { RC_MODERN, RC_UNIFORM, RC_FIT, RC_SECURE, RC_QUALITIES };
extern const char *const rc_quality_names[RC_QUALITIES]; /* N_("modern") ... */

/* What sets a failed check right. */
enum rc_remedy {
	RC_REMEDY_MEND,    /* work on the device */
	RC_REMEDY_REPLACE, /* another device */
	RC_REMEDY_TOKEN,   /* a digital signature for the post */
	RC_REMEDY_LINK,    /* a link for the agency */
	RC_REMEDIES
};

/* Of a device, what the checks look at beside its facts. */
struct rc_traits {
	int category, status, connectivity;
	rc_date in_service, purchased;
	rc_ms last_seen;
};

struct rc_case {
	rc_date day;
	const struct rc_params *params;
	const struct rc_catalogue *catalogue;
	struct rc_traits traits;
	const struct rc_facts *facts; /* never NULL; nothing later than day */
	const struct rc_profile *profile; /* of the device; NULL = none set */
	const struct rc_profile *work;    /* of the post; NULL = none set */
	bool needs_token, has_token;      /* of the post, on the day */
	enum rc_finding link;             /* of the agency, wan.h */
};

struct rc_check {
	enum rc_quality_id quality;
	const char *id;   /* "modern.age": never changes */
	const char *rule; /* N_(); when `limit` gives a number it follows */
	/* The figure demanded; NULL or RC_INT_NONE = none. */
	int64_t (*limit)(const struct rc_case *c);
	const char *fact;   /* field of facts behind it, or NULL */
	const char *record; /* field of devices behind it, or NULL */
	enum rc_remedy remedy;
	enum rc_finding (*judge)(const struct rc_case *c);
};
extern const struct rc_check rc_checks[];
extern const size_t rc_nchecks; /* at most 32 */

/* One bit per check. */
struct rc_judgement {
	uint32_t failed, open;
};

struct rc_judgement rc_conform_judge(const struct rc_case *c);
enum rc_finding rc_judgement_quality(struct rc_judgement j,
                                     enum rc_quality_id quality);
enum rc_finding rc_judgement_all(struct rc_judgement j);
/* The check that decides a quality: the first failed, else the first open;
 * NULL when all pass. */
const struct rc_check *rc_judgement_check(struct rc_judgement j,
                                          enum rc_quality_id quality);
/* Did a check with that remedy fail? */
bool rc_judgement_needs(struct rc_judgement j, enum rc_remedy remedy);

/* The sheet as it was known at the end of `day`: facts of later are blanked
 * in *copy. Returns `facts` itself when there are none; an empty sheet for
 * NULL. */
const struct rc_facts *rc_facts_known(const struct rc_facts *facts, rc_date day,
                                      struct rc_facts *copy);

#endif
