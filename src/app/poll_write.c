/* SPDX-License-Identifier: MIT */
/* poll_write - answers to facts, events and pins. */
#include "app/poll_write.h"

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>

#include "app/identity.h"
#include "app/link_note.h"
#include "app/pins.h"
#include "app/software.h"

#include <string.h>

/* "Could not be read" never takes the place of what was once read. */
static bool
is_worse(const struct rc_field *field, const struct rc_facts *now,
         const struct rc_facts *before)
{
	return field->words == rc_answer_words &&
	       rc_field_get(field, now).i == RC_UNKNOWN &&
	       rc_field_get(field, before).type != RC_NULL;
}

static bool
judge_software(struct rc_app *app, struct rc_poll_answer *a,
               struct rc_arena *arena, struct rc_err *err)
{
	struct rc_software_verdict found = { NULL, NULL };

	if (a->looked && !rc_software_judge(app, a->device, a->software,
	                                    a->nsoftware, arena, &found, err))
		return false;
	a->facts->forbidden = found.forbidden;
	a->facts->missing = found.missing;
	return true;
}

static bool
write_facts(struct rc_app *app, struct rc_poll_answer *a,
            struct rc_arena *arena, struct rc_err *err)
{
	const struct rc_kind *kind = &rc_kind_facts;
	struct rc_change change = { .kind = kind,
		                    .id = a->device,
		                    .source = RC_SOURCE_SSH,
		                    .at = a->at };
	struct rc_cell cells[RC_FACTS_MAX];
	struct rc_facts before;
	struct rc_written written;
	char differs[80];

	if (!rc_record_get(app, kind, change.id, arena, &before, err))
		return false;
	if (!a->adopt &&
	    rc_identity_is_other(&before, a->facts, differs, sizeof(differs))) {
		a->facts = NULL;
		a->outcome = RC_GOT_OTHER;
		a->error = rc_arena_printf(
		        arena,
		        _("another machine answers here (%s differ): its facts "
		          "are not written down; if it is right: poll --adopt"),
		        differs);
		return a->error != NULL || rc_fail_nomem(err);
	}
	if (!judge_software(app, a, arena, err))
		return false;
	for (size_t i = 0; i < kind->nfields; i++) {
		const struct rc_field *field = &kind->fields[i];
		struct rc_value value = rc_field_get(field, a->facts);
		bool is_list = strcmp(field->name, "needs_root") == 0;

		/* What was not said keeps its last value; but that nothing
		 * needs root any more is news. */
		if ((value.type == RC_NULL && !is_list) ||
		    is_worse(field, a->facts, &before))
			continue;
		cells[change.ncells++] = (struct rc_cell){ field, value };
	}
	change.cells = cells;
	if (!rc_write(app, &change, &written, err))
		return false;
	a->changed = written.changed;
	return rc_link_note(app,
	                    &(struct rc_link_seen){ a->device, &before, a->facts,
	                                            a->at, a->rtt_ms, a->kbps },
	                    arena, err);
}

/* Those that were never contacted leave no event. */
static bool
is_event(const struct rc_poll_answer *a)
{
	return a->outcome != RC_GOT_CANCELLED || a->phase != RC_PHASE_QUEUED;
}

static bool
write_answer(struct rc_app *app, struct rc_poll_answer *a,
             struct rc_arena *arena, struct rc_err *err)
{
	struct rc_event event = { .at = a->at,
		                  .device = { a->device, NULL },
		                  .phase = rc_phase_name(a->phase),
		                  .ms = a->ms };

	if (a->written)
		return true;
	if (a->pin != NULL && !rc_pin_write(app, a->pin, err))
		return false;
	if (a->facts != NULL && !write_facts(app, a, arena, err))
		return false;
	event.outcome = rc_outcome_name(a->outcome);
	event.detail = a->error;
	return !is_event(a) || rc_event_add(app, &event, err);
}

static bool
write_batch(struct rc_app *app, struct rc_poll_answer *answers, size_t n,
            struct rc_arena *arena, struct rc_err *err)
{
	static const struct rc_act act = { .what = "poll" };
	size_t i = 0;

	while (i < n && !is_event(&answers[i]))
		i++;
	if (i == n)
		return true;
	if (!rc_batch_begin(app, &act, NULL, err))
		return false;
	for (i = 0; i < n; i++) {
		if (!write_answer(app, &answers[i], arena, err)) {
			rc_batch_abort(app);
			return false;
		}
	}
	return rc_batch_commit(app, err);
}

/* Is it this one record that cannot be written, and not the database? */
static bool
is_about_record(enum rc_code code)
{
	return code == RC_EINVALID || code == RC_ENOTFOUND ||
	       code == RC_ECONFLICT || code == RC_EREF;
}

bool
rc_answers_write(struct rc_app *app, struct rc_poll_answer *answers, size_t n,
                 struct rc_arena *arena, struct rc_err *err)
{
	struct rc_err why = { 0 };

	if (write_batch(app, answers, n, arena, &why))
		return true;
	for (size_t i = 0; i < n && is_about_record(why.code); i++) {
		struct rc_err one = { 0 };

		answers[i].written =
		        answers[i].written ||
		        write_batch(app, &answers[i], 1, arena, &one);
		if (answers[i].written)
			continue;
		if (!is_about_record(one.code)) {
			why = one;
			break;
		}
		answers[i].written = true; /* as far as it can be */
		answers[i].facts = NULL;
		answers[i].changed = 0;
		answers[i].error = rc_arena_printf(
		        arena, _("not written down: %s"), one.text);
	}
	if (is_about_record(why.code))
		return true;
	*err = why;
	return false;
}
