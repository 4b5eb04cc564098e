/* SPDX-License-Identifier: MIT */
/* support - finding a device's release in the catalogue. */
#include "rule/support.h"

#include <string.h>

/* Asked of every row of the catalogue, by every device. */
static bool
version_holds(const char *row, const char *device)
{
	while (*row != '\0' && *row == *device) {
		row++;
		device++;
	}
	return *row == '\0' && (*device == '\0' || *device == '.');
}

static bool
same_system(const struct rc_release *row, const struct rc_facts *facts)
{
	return row->os_id != NULL && row->version != NULL &&
	       version_holds(row->version, facts->os_version_id) &&
	       rc_str_is_nocase(rc_str_of(row->os_id), facts->os_id);
}

static bool
is_edition(const struct rc_release *row, const char *edition)
{
	return row->edition != NULL && edition != NULL &&
	       rc_str_is_nocase(rc_str_of(row->edition), edition);
}

/* Where in the catalogue the rows of the device's version stand: those of the
 * longest one that holds it. Does one of them name its edition? */
struct span {
	size_t from, to;
	size_t length; /* bytes of that version; 0 = there is none */
	bool named;
};

static struct span
span_of(const struct rc_catalogue *catalogue, const struct rc_facts *facts)
{
	struct span span = { 0 };
	size_t i;

	for (i = 0; i < catalogue->n; i++) {
		const struct rc_release *row = &catalogue->rows[i];
		size_t length;

		if (!same_system(row, facts))
			continue;
		length = strlen(row->version);
		if (length > span.length)
			span = (struct span){ .from = i, .length = length };
		if (length == span.length) {
			span.to = i + 1;
			span.named |= is_edition(row, facts->os_edition);
		}
	}
	return span;
}

struct question {
	enum rc_finding (*ask)(const struct rc_release *row, rc_date day);
	rc_date day;
	enum rc_finding
	        absent; /* the answer for a system not in the catalogue */
};

/* May the row be the device's? */
static bool
may_be(const struct rc_release *row, const struct rc_facts *facts,
       const struct span *span)
{
	if (!same_system(row, facts) || strlen(row->version) != span->length)
		return false;
	if (span->named)
		return is_edition(row, facts->os_edition);
	return facts->os_edition == NULL || row->edition == NULL;
}

/* The common answer of every row that may be the device's. */
static enum rc_finding
ask_rows(const struct rc_catalogue *catalogue, const struct rc_facts *facts,
         const struct question *question)
{
	const struct span span = span_of(catalogue, facts);
	enum rc_finding answer = RC_FINDING_MOOT;
	size_t i;

	for (i = span.from; i < span.to; i++) {
		const struct rc_release *row = &catalogue->rows[i];
		enum rc_finding one;

		if (!may_be(row, facts, &span))
			continue;
		one = question->ask(row, question->day);
		if (answer != RC_FINDING_MOOT && answer != one)
			return RC_FINDING_OPEN;
		answer = one;
	}
	return answer == RC_FINDING_MOOT ? question->absent : answer;
}

static enum rc_finding
ask(const struct rc_catalogue *catalogue, const struct rc_facts *facts,
    const struct question *question)
{
	if (facts->os_id == NULL || facts->os_version_id == NULL)
		return RC_FINDING_OPEN;
	return ask_rows(catalogue, facts, question);
}

static enum rc_finding
ask_support(const struct rc_release *row, rc_date day)
{
	if (row->support_end == RC_DATE_NONE)
		return RC_FINDING_OPEN;
	return rc_finding_of(day <= row->support_end);
}

static enum rc_finding
ask_approval(const struct rc_release *row, rc_date day)
{
	(void)day;
	return rc_finding_of(row->approved == 1);
}

enum rc_finding
rc_release_supported(const struct rc_catalogue *catalogue,
                     const struct rc_facts *facts, rc_date day)
{
	const struct question question = { ask_support, day, RC_FINDING_OPEN };

	return ask(catalogue, facts, &question);
}

enum rc_finding
rc_release_approved(const struct rc_catalogue *catalogue,
                    const struct rc_facts *facts)
{
	const struct question question = { ask_approval, 0, RC_FINDING_FAIL };

	return ask(catalogue, facts, &question);
}

rc_date
rc_release_support_end(const struct rc_catalogue *catalogue,
                       const struct rc_facts *facts)
{
	rc_date end = RC_DATE_NONE;
	struct span span;
	size_t i;

	if (facts->os_id == NULL || facts->os_version_id == NULL)
		return RC_DATE_NONE;
	span = span_of(catalogue, facts);
	for (i = span.from; i < span.to; i++) {
		const struct rc_release *row = &catalogue->rows[i];

		if (!may_be(row, facts, &span))
			continue;
		if (row->support_end == RC_DATE_NONE)
			return RC_DATE_NONE;
		if (end == RC_DATE_NONE || row->support_end < end)
			end = row->support_end;
	}
	return end;
}
