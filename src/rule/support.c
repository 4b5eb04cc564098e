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

/* Bytes of the longest version that holds the device's; 0 = none does. */
static size_t
longest_version(const struct rc_catalogue *catalogue,
                const struct rc_facts *facts)
{
	size_t longest = 0;
	size_t i;

	for (i = 0; i < catalogue->n; i++) {
		const struct rc_release *row = &catalogue->rows[i];

		if (same_system(row, facts) && strlen(row->version) > longest)
			longest = strlen(row->version);
	}
	return longest;
}

static bool
is_edition(const struct rc_release *row, const char *edition)
{
	return row->edition != NULL && edition != NULL &&
	       rc_str_is_nocase(rc_str_of(row->edition), edition);
}

static bool
names_edition(const struct rc_catalogue *catalogue,
              const struct rc_facts *facts, size_t length)
{
	size_t i;

	if (facts->os_edition == NULL)
		return false;
	for (i = 0; i < catalogue->n; i++) {
		const struct rc_release *row = &catalogue->rows[i];

		if (same_system(row, facts) && strlen(row->version) == length &&
		    is_edition(row, facts->os_edition))
			return true;
	}
	return false;
}

struct question {
	enum rc_finding (*ask)(const struct rc_release *row, rc_date day);
	rc_date day;
	enum rc_finding
	        absent; /* the answer for a system not in the catalogue */
};

/* May the row be the device's? `length` and `named` as of its version. */
static bool
may_be(const struct rc_release *row, const struct rc_facts *facts,
       size_t length, bool named)
{
	if (!same_system(row, facts) || strlen(row->version) != length)
		return false;
	if (named)
		return is_edition(row, facts->os_edition);
	return facts->os_edition == NULL || row->edition == NULL;
}

/* The common answer of every row that may be the device's. */
static enum rc_finding
ask_rows(const struct rc_catalogue *catalogue, const struct rc_facts *facts,
         const struct question *question)
{
	size_t length = longest_version(catalogue, facts);
	bool named = names_edition(catalogue, facts, length);
	enum rc_finding answer = RC_FINDING_MOOT;
	size_t i;

	if (length == 0)
		return question->absent;
	for (i = 0; i < catalogue->n; i++) {
		const struct rc_release *row = &catalogue->rows[i];
		enum rc_finding one;

		if (!may_be(row, facts, length, named))
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
	size_t length, i;
	bool named;

	if (facts->os_id == NULL || facts->os_version_id == NULL)
		return RC_DATE_NONE;
	length = longest_version(catalogue, facts);
	named = names_edition(catalogue, facts, length);
	for (i = 0; length > 0 && i < catalogue->n; i++) {
		const struct rc_release *row = &catalogue->rows[i];

		if (!may_be(row, facts, length, named))
			continue;
		if (row->support_end == RC_DATE_NONE)
			return RC_DATE_NONE;
		if (end == RC_DATE_NONE || row->support_end < end)
			end = row->support_end;
	}
	return end;
}
