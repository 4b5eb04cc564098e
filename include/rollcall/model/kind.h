/* SPDX-License-Identifier: MIT */
/*
 * kind - the kinds of records there are. One table row makes a kind known to
 * the store, the command line, imports, exports, lists and forms.
 *
 * Every record struct begins with a struct rc_head, so that generic code can
 * handle a record as `void *` together with its kind:
 *
 *	void *record = rc_record_new(&rc_kind_device, arena);
 *	const struct rc_field *f = rc_field_find(&rc_kind_device, "serial");
 *	rc_field_put(f, record, rc_value_text("5CG1234XYZ"));
 */
#ifndef ROLLCALL_MODEL_KIND_H
#define ROLLCALL_MODEL_KIND_H

#include <rollcall/model/field.h>

struct rc_head {
	rc_id id;        /* 0 = not stored yet */
	int64_t version; /* counts writes, from 1 */
};

enum rc_kind_flag {
	/* Stored as one (key, value, source, at) row per field instead of one
	 * row per record; id = id of the record in `sheet_of` (facts). */
	RC_KIND_SHEET = 1u << 0,
	/* Kept by the program, not importable (custody, pins). */
	RC_KIND_KEPT = 1u << 1,
	/* Append-only, without version, written by the store alone (audit,
	 * batches, events: log.h). */
	RC_KIND_LOG = 1u << 2
};

struct rc_kind {
	const char *name;      /* "devices", as on the command line */
	const char *table;     /* "device", in the database */
	const char *label;     /* N_("Devices") */
	const char *label_one; /* N_("device") */
	size_t size;           /* sizeof the struct */
	const struct rc_field *fields;
	size_t nfields;
	unsigned flags;
	const char *columns; /* default list columns, blank between */
	const char *example; /* one CSV row for `template`, in field order */
	/* Rules across fields of one record, e.g. valid_to not before
	 * valid_from. NULL = none. */
	bool (*check)(const void *record, struct rc_err *err);
	/* Its fields may be tested in views of this kind, but no record holds
	 * them (verdict.h). NULL = none. */
	const struct rc_kind *computed;
};

extern const struct rc_kind rc_kind_agency, rc_kind_name, rc_kind_post,
        rc_kind_device, rc_kind_custody, rc_kind_link, rc_kind_token,
        rc_kind_target, rc_kind_norm, rc_kind_life, rc_kind_param,
        rc_kind_profile, rc_kind_release, rc_kind_duty, rc_kind_pin,
        rc_kind_facts;

/* All of them, in an order in which no kind refers to a later one; NULL ends.
 */
extern const struct rc_kind *const rc_kinds[];

/* Many of them in the middle of a sentence: "devices", "thiết bị". */
const char *rc_kind_many(const struct rc_kind *kind);
/* By name or table name ("devices", "device"); NULL if none. */
const struct rc_kind *rc_kind_find(struct rc_str name);
/* By canonical name, label in either language or `also`; NULL if none. */
const struct rc_field *rc_field_find(const struct rc_kind *kind,
                                     struct rc_str name);
/* The field a person names the record by; NULL for kinds without one. */
const struct rc_field *rc_kind_key(const struct rc_kind *kind);

/* A record with every field set to nothing. */
void rc_record_clear(const struct rc_kind *kind, void *record);
void *rc_record_new(const struct rc_kind *kind, struct rc_arena *arena) RC_MUST;
struct rc_head *rc_record_head(void *record);
/* Required fields, begin before end, then kind->check. */
bool rc_record_check(const struct rc_kind *kind, const void *record,
                     struct rc_err *err) RC_MUST;

#endif
