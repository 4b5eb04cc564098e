/* SPDX-License-Identifier: MIT */
/* why - checks in words. */
#include "report/why.h"

#include <rollcall/base/i18n.h>

const char *const rc_finding_names[] = {
	[RC_FINDING_MOOT] = N_("pass"),
	[RC_FINDING_PASS] = N_("pass"),
	[RC_FINDING_OPEN] = N_("unknown"),
	[RC_FINDING_FAIL] = N_("fail"),
};

static const struct rc_field *
field_of(const struct rc_kind *kind, const char *name)
{
	return name == NULL ? NULL : rc_field_find(kind, rc_str_of(name));
}

/* "Firewall on: no (poll, 3 days ago)" */
static void
put_fact(struct rc_buf *b, const struct rc_field *field,
         const struct rc_case *c)
{
	size_t i = (size_t)(field - rc_kind_facts.fields);
	int source = c->facts->source[i];

	rc_buf_printf(b, "%s: ", _(field->label));
	if (source <= RC_SOURCE_NONE || source > RC_SOURCE_MANUAL) {
		rc_buf_puts(b, _("not known"));
		return;
	}
	rc_field_put_text(field, c->facts, RC_FOR_PEOPLE, b);
	rc_buf_printf(b, _(" (%s, %d days ago)"),
	              _(rc_fact_source_words[source].label),
	              c->day - rc_date_of(c->facts->at[i]));
}

static void
put_record(struct rc_buf *b, const struct rc_field *field,
           const struct rc_device *device)
{
	size_t before;

	rc_buf_printf(b, "%s: ", _(field->label));
	before = b->n;
	rc_field_put_text(field, device, RC_FOR_PEOPLE, b);
	if (b->n == before)
		rc_buf_puts(b, _("not known"));
}

void
rc_why_rule(const struct rc_check *check, const struct rc_case *c,
            struct rc_buf *b)
{
	int64_t limit = check->limit == NULL ? RC_INT_NONE : check->limit(c);

	rc_buf_puts(b, _(check->rule));
	if (limit != RC_INT_NONE)
		rc_buf_printf(b, ": %lld", (long long)limit);
}

void
rc_why_fact(const struct rc_check *check, const struct rc_case *c,
            const struct rc_device *device, struct rc_buf *b)
{
	const struct rc_field *fact = field_of(&rc_kind_facts, check->fact);
	const struct rc_field *record =
	        field_of(&rc_kind_device, check->record);

	if (fact != NULL)
		put_fact(b, fact, c);
	else if (record != NULL)
		put_record(b, record, device);
}
