/* SPDX-License-Identifier: MIT */
/* field - members of records as values, and values as text. */
#include <rollcall/model/field.h>

#include <rollcall/base/i18n.h>

#include "model/names.h"

static const void *
member(const struct rc_field *field, const void *record)
{
	return (const char *)record + field->at;
}

static struct rc_value
int_value(int64_t n, int64_t none)
{
	return n == none ? RC_VALUE_NULL : RC_VALUE_INT(n);
}

struct rc_value
rc_field_get(const struct rc_field *field, const void *record)
{
	const void *at = member(field, record);

	switch (field->type) {
	case RC_TEXTUAL:
		return rc_value_text(*(const char *const *)at);
	case RC_INTEGER:
		return int_value(*(const int64_t *)at, RC_INT_NONE);
	case RC_BOOLEAN:
		return int_value(*(const int *)at, -1);
	case RC_DAY:
		return int_value(*(const rc_date *)at, RC_DATE_NONE);
	case RC_INSTANT:
		return int_value(*(const rc_ms *)at, RC_MS_NONE);
	case RC_MONEY:
		return int_value(*(const rc_vnd *)at, RC_VND_NONE);
	case RC_CHOICE:
		return int_value(*(const int *)at, 0);
	case RC_REF:
		return int_value(((const struct rc_ref *)at)->id, 0);
	}
	return RC_VALUE_NULL;
}

void
rc_field_put(const struct rc_field *field, void *record, struct rc_value value)
{
	void *at = (char *)record + field->at;
	bool none = value.type == RC_NULL;

	switch (field->type) {
	case RC_TEXTUAL:
		*(const char **)at = value.type == RC_TEXT ? value.s.p : NULL;
		break;
	case RC_INTEGER:
		*(int64_t *)at = none ? RC_INT_NONE : value.i;
		break;
	case RC_BOOLEAN:
		*(int *)at = none ? -1 : value.i != 0;
		break;
	case RC_DAY:
		*(rc_date *)at = none ? RC_DATE_NONE : (rc_date)value.i;
		break;
	case RC_INSTANT:
		*(rc_ms *)at = none ? RC_MS_NONE : value.i;
		break;
	case RC_MONEY:
		*(rc_vnd *)at = none ? RC_VND_NONE : value.i;
		break;
	case RC_CHOICE:
		*(int *)at = none ? 0 : (int)value.i;
		break;
	case RC_REF:
		*(struct rc_ref *)at =
		        (struct rc_ref){ none ? 0 : value.i, NULL };
		break;
	}
}

struct rc_ref *
rc_field_ref(const struct rc_field *field, void *record)
{
	RC_ASSERT(field->type == RC_REF);
	return (struct rc_ref *)((char *)record + field->at);
}

static size_t
count_words(const struct rc_word *words)
{
	size_t n = 0;

	while (words[n].name != NULL)
		n++;
	return n;
}

int
rc_word_find(const struct rc_word *words, struct rc_str text)
{
	struct rc_names names;
	size_t count = count_words(words);
	size_t found = count;
	size_t i;

	for (i = 0; i < count; i++) {
		if (rc_str_is(text, words[i].name))
			return (int)i;
	}
	rc_names_init(&names, text);
	for (i = 1; found == count && i < count; i++) {
		if (rc_names_has(&names, words[i].name))
			found = i;
	}
	for (i = 1; found == count && i < count; i++) {
		if (rc_names_has_label(&names, words[i].label))
			found = i;
	}
	for (i = 1; found == count && i < count; i++) {
		if (rc_names_has(&names, words[i].also))
			found = i;
	}
	rc_names_fini(&names);
	return found == count ? -1 : (int)found;
}

static void
put_number(struct rc_buf *b, int64_t n)
{
	rc_buf_printf(b, "%lld", (long long)n);
}

static void
put_choice(const struct rc_word *words, int64_t i, enum rc_form form,
           struct rc_buf *b)
{
	/* A number from a later version of the program has no word here. */
	if (i < 0 || (uint64_t)i >= count_words(words))
		put_number(b, i);
	else if (form == RC_FOR_PEOPLE && i > 0)
		rc_buf_puts(b, _(words[i].label));
	else
		rc_buf_puts(b, words[i].name);
}

/* A word that the program keeps as text. */
static void
put_said(const struct rc_word *words, struct rc_str text, struct rc_buf *b)
{
	size_t i;

	for (i = 1; words[i].name != NULL; i++) {
		if (rc_str_is(text, words[i].name)) {
			rc_buf_puts(b, _(words[i].label));
			return;
		}
	}
	rc_buf_putstr(b, text);
}

static void
put_boolean(bool yes, enum rc_form form, struct rc_buf *b)
{
	if (form == RC_FOR_MACHINE)
		rc_buf_puts(b, yes ? "true" : "false");
	else
		rc_buf_puts(b, yes ? _("yes") : _("no"));
}

void
rc_field_format(const struct rc_field *field, struct rc_value value,
                enum rc_form form, struct rc_buf *b)
{
	bool people = form == RC_FOR_PEOPLE;

	if (value.type == RC_TEXT && people && field->said != NULL)
		put_said(field->said, value.s, b);
	else if (value.type == RC_TEXT)
		rc_buf_putstr(b, value.s);
	if (value.type != RC_INT)
		return;
	switch (field->type) {
	case RC_TEXTUAL:
	case RC_INTEGER:
	case RC_REF:
		put_number(b, value.i);
		break;
	case RC_BOOLEAN:
		put_boolean(value.i != 0, form, b);
		break;
	case RC_DAY:
		(people ? rc_date_put_dmy : rc_date_put_iso)(b,
		                                             (rc_date)value.i);
		break;
	case RC_INSTANT:
		(people ? rc_ms_put_dmy : rc_ms_put_iso)(b, value.i);
		break;
	case RC_MONEY:
		(people ? rc_vnd_put : put_number)(b, value.i);
		break;
	case RC_CHOICE:
		put_choice(field->words, value.i, form, b);
		break;
	}
}

void
rc_field_put_text(const struct rc_field *field, const void *record,
                  enum rc_form form, struct rc_buf *b)
{
	const struct rc_ref *ref;

	if (field->type != RC_REF) {
		rc_field_format(field, rc_field_get(field, record), form, b);
		return;
	}
	ref = member(field, record);
	if (ref->key != NULL)
		rc_buf_puts(b, ref->key);
	else if (ref->id != 0)
		put_number(b, ref->id);
}
