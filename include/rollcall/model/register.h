/* SPDX-License-Identifier: MIT */
/*
 * register - what is reported beside devices: information systems with their
 * security level (indicator Q6), figures counted by others (Q7, Q8 and any
 * indicator that is reported and not computed), and reports frozen as they
 * were handed in.
 */
#ifndef ROLLCALL_MODEL_REGISTER_H
#define ROLLCALL_MODEL_REGISTER_H

#include <rollcall/model/kind.h>

enum rc_dossier {
	RC_DOSSIER_NONE,
	RC_DOSSIER_MISSING,
	RC_DOSSIER_DRAFTED,
	RC_DOSSIER_SUBMITTED,
	RC_DOSSIER_APPROVED
};
extern const struct rc_word rc_dossier_words[];

enum rc_measures {
	RC_MEASURES_NONE,
	RC_MEASURES_MISSING,
	RC_MEASURES_PLANNED,
	RC_MEASURES_PARTIAL,
	RC_MEASURES_IMPLEMENTED
};
extern const struct rc_word rc_measures_words[];

/* Levels 1 to 5: Luật 116/2025/QH15 Art. 8, before it 85/2016/NĐ-CP. */
struct rc_system {
	struct rc_head head;
	const char *code;
	const char *name;
	struct rc_ref agency; /* who runs it */
	int64_t level;
	int dossier;  /* enum rc_dossier: assessed? */
	int measures; /* enum rc_measures: secured? */
	const char *decision;
	rc_date decision_date, next_review;
	int in_quota; /* no = recorded alone, as those of the Centre */
	rc_date valid_from, valid_to;
	const char *notes;
};

/* A count as reported: `done` of `total` on a day. Of several for an indicator
 * and an agency the last one up to the day asked about holds. */
struct rc_tally {
	struct rc_head head;
	const char *code; /* "Q7/25363@2026-06-30" */
	const char *indicator;
	struct rc_ref agency; /* none = the province as a whole */
	rc_date as_of;
	int64_t total, done;
	const char *source; /* the paper it stands in */
	const char *notes;
};

/* A report as handed in: its bytes are kept beside it (store/snapshot.h). */
struct rc_snapshot {
	struct rc_head head;
	const char *code;   /* "procurement-2026Q3-1" */
	const char *report; /* "procurement" */
	rc_date period_from, period_to;
	rc_date as_of;
	rc_ms at;
	const char *who;
	const char *duty;       /* code of the duty it fulfils, or none */
	const char *format;     /* "html" */
	const char *language;   /* "vi" */
	const char *parameters; /* name=value, ';' between */
	int64_t bytes;
	const char *sha256;  /* of the bytes */
	const char *figures; /* SHA-256 of the figures as JSON */
	const char *notes;
};

extern const struct rc_kind rc_kind_system, rc_kind_tally, rc_kind_snapshot;

#endif
