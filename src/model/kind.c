/* SPDX-License-Identifier: MIT */
/* kind - the list of kinds, and what is generic on a whole record. */
#include <rollcall/model/kind.h>

#include <rollcall/base/i18n.h>
#include <rollcall/model/contract.h>
#include <rollcall/model/import_map.h>
#include <rollcall/model/log.h>
#include <rollcall/model/review.h>
#include <rollcall/model/register.h>

#include "model/names.h"

#include <string.h>

/* No kind refers to a later one (but agencies, batches to their own). */
const struct rc_kind *const rc_kinds[] = {
	&rc_kind_agency,  &rc_kind_name,       &rc_kind_profile,
	&rc_kind_post,    &rc_kind_device,     &rc_kind_custody,
	&rc_kind_link,    &rc_kind_token,      &rc_kind_target,
	&rc_kind_norm,    &rc_kind_life,       &rc_kind_param,
	&rc_kind_release, &rc_kind_duty,       &rc_kind_pin,
	&rc_kind_facts,   &rc_kind_contract,   &rc_kind_licence,
	&rc_kind_wave,    &rc_kind_order,      &rc_kind_system,
	&rc_kind_tally,   &rc_kind_snapshot,   &rc_kind_import_map,
	&rc_kind_count,   &rc_kind_reviewed,
	&rc_kind_batch,   &rc_kind_audit,      &rc_kind_event,
	NULL,
};

const struct rc_kind *
rc_kind_find(struct rc_str name)
{
	size_t i;

	for (i = 0; rc_kinds[i] != NULL; i++) {
		if (rc_str_is(name, rc_kinds[i]->name) ||
		    rc_str_is(name, rc_kinds[i]->table))
			return rc_kinds[i];
	}
	return NULL;
}

const char *
rc_kind_many(const struct rc_kind *kind)
{
	/* Vietnamese has no plural: the word for one is that for many. */
	return rc_lang() == RC_LANG_EN ? kind->name : _(kind->label_one);
}

const struct rc_field *
rc_field_find(const struct rc_kind *kind, struct rc_str name)
{
	const struct rc_field *found = NULL;
	struct rc_names names;
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		if (rc_str_is(name, kind->fields[i].name))
			return &kind->fields[i];
	}
	rc_names_init(&names, name);
	for (i = 0; found == NULL && i < kind->nfields; i++) {
		if (rc_names_has(&names, kind->fields[i].name))
			found = &kind->fields[i];
	}
	for (i = 0; found == NULL && i < kind->nfields; i++) {
		if (rc_names_has_label(&names, kind->fields[i].label))
			found = &kind->fields[i];
	}
	for (i = 0; found == NULL && i < kind->nfields; i++) {
		if (rc_names_has(&names, kind->fields[i].also))
			found = &kind->fields[i];
	}
	rc_names_fini(&names);
	return found;
}

const struct rc_field *
rc_kind_key(const struct rc_kind *kind)
{
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		if ((kind->fields[i].flags & RC_KEY) != 0)
			return &kind->fields[i];
	}
	return NULL;
}

void
rc_record_clear(const struct rc_kind *kind, void *record)
{
	size_t i;

	/* Zeroed, a text, a choice and a reference are nothing already. */
	memset(record, 0, kind->size);
	for (i = 0; i < kind->nfields; i++) {
		enum rc_field_type type = kind->fields[i].type;

		if (type != RC_TEXTUAL && type != RC_CHOICE && type != RC_REF)
			rc_field_put(&kind->fields[i], record, RC_VALUE_NULL);
	}
}

void *
rc_record_new(const struct rc_kind *kind, struct rc_arena *arena)
{
	void *record = rc_arena_alloc(arena, 1, kind->size);

	if (record != NULL)
		rc_record_clear(kind, record);
	return record;
}

struct rc_head *
rc_record_head(void *record)
{
	return record; /* every record begins with it */
}

static bool
is_missing(const struct rc_field *field, const void *record)
{
	const struct rc_ref *ref;

	if (field->type != RC_REF)
		return rc_field_get(field, record).type == RC_NULL;
	ref = (const void *)((const char *)record + field->at);
	return ref->id == 0 && ref->key == NULL;
}

static rc_date
day_of(const struct rc_field *field, const void *record)
{
	struct rc_value day = rc_field_get(field, record);

	return day.type == RC_INT ? (rc_date)day.i : RC_DATE_NONE;
}

static bool
check_span(const struct rc_kind *kind, const void *record, struct rc_err *err)
{
	rc_date from = RC_DATE_NONE, to = RC_DATE_NONE;
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		const struct rc_field *field = &kind->fields[i];

		if ((field->flags & RC_BEGINS) != 0)
			from = day_of(field, record);
		if ((field->flags & RC_ENDS) != 0)
			to = day_of(field, record);
	}
	if (from != RC_DATE_NONE && to != RC_DATE_NONE && to < from)
		return rc_fail(err, RC_EINVALID, _("it ends before it begins"));
	return true;
}

bool
rc_record_check(const struct rc_kind *kind, const void *record,
                struct rc_err *err)
{
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		const struct rc_field *field = &kind->fields[i];

		if ((field->flags & (RC_KEY | RC_REQUIRED)) != 0 &&
		    is_missing(field, record))
			return rc_fail(err, RC_EINVALID,
			               _("%s (%s) is missing"), _(field->label),
			               field->name);
	}
	return check_span(kind, record, err) &&
	       (kind->check == NULL || kind->check(record, err));
}
