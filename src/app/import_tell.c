/* SPDX-License-Identifier: MIT */
/* import_tell - gathering what an import has to say. */
#include "app/import_tell.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include <string.h>

#define SHOWN          80         /* cells of a value */
#define LINE_MAX_BYTES (8u << 20) /* quotes double */

void
rc_tell_init(struct rc_tell *tell, struct rc_arena *arena,
             const struct rc_import_options *options)
{
	memset(tell, 0, sizeof(*tell));
	tell->arena = arena;
	tell->options = options;
	rc_arena_init(&tell->room);
	rc_groups_init(&tell->groups, arena);
	rc_rejects_init(&tell->rejects, options->rejects);
	rc_buf_init(&tell->line, LINE_MAX_BYTES);
}

void
rc_tell_fini(struct rc_tell *tell)
{
	rc_free(tell->result.faults);
	rc_free(tell->result.deltas);
	rc_free(tell->result.remarks);
	rc_groups_fini(&tell->groups);
	rc_rejects_fini(&tell->rejects);
	rc_buf_fini(&tell->line);
	rc_arena_fini(&tell->room);
}

bool
rc_tell_remark(void *ctx, const char *sentence)
{
	struct rc_tell *tell = ctx;
	struct rc_import_result *r = &tell->result;
	const char *copy;
	size_t i;

	if (r->nremarks == RC_IMPORT_SHOWN)
		return true;
	for (i = 0; i < r->nremarks; i++) {
		if (strcmp(r->remarks[i], sentence) == 0)
			return true;
	}
	copy = rc_arena_text(tell->arena, sentence);
	if (copy == NULL ||
	    !RC_GROW(r->remarks, r->nremarks, tell->remarks_cap))
		return false;
	r->remarks[r->nremarks++] = copy;
	return true;
}

/* A cell safe to show, cut, for the time of the row. */
static const char *
shown(struct rc_tell *tell, struct rc_str value)
{
	struct rc_str cut;

	rc_buf_clear(&tell->line);
	rc_text_screen(&tell->line, value);
	cut = rc_text_clip(rc_buf_str(&tell->line), SHOWN, NULL);
	return rc_arena_textn(&tell->room, cut.p, cut.n);
}

/* --- faults --------------------------------------------------------------- */

static bool
copy(struct rc_arena *arena, const char **text)
{
	if (*text != NULL)
		*text = rc_arena_text(arena, *text);
	return *text != NULL;
}

static bool
keep_fault(struct rc_tell *tell, struct rc_fault kept)
{
	struct rc_import_result *r = &tell->result;
	const char **const texts[] = {
		&kept.header, &kept.value, &kept.reason,
		&kept.hint,   &kept.cause, &kept.suggest
	};
	size_t i;

	r->all_faults++;
	if (r->nfaults == RC_IMPORT_SHOWN)
		return true;
	for (i = 0; i < RC_COUNT(texts); i++) {
		if (*texts[i] != NULL && !copy(tell->arena, texts[i]))
			return false;
	}
	if (!RC_GROW(r->faults, r->nfaults, tell->faults_cap))
		return false;
	r->faults[r->nfaults++] = kept;
	return true;
}

static bool
take_fault(struct rc_tell *tell, const struct rc_match *match,
           const struct rc_csv_row *row, const struct rc_plan_fault *fault,
           struct rc_err *err)
{
	const struct rc_import_options *o = tell->options;
	struct rc_fault told = { .line = row->line,
		                 .column = fault->column,
		                 .reason = fault->reason,
		                 .cause = fault->cause,
		                 .hint = fault->hint,
		                 .suggest = fault->suggest };

	if (fault->column > 0) {
		size_t i = fault->column - 1;

		told.header = shown(tell, rc_str_of(match->headers[i]));
		if (told.header == NULL)
			return rc_fail_nomem(err);
		if (match->fields[i] != NULL)
			told.field = match->fields[i]->name;
	}
	told.value = shown(tell, fault->value);
	if (told.value == NULL ||
	    !rc_groups_add(&tell->groups, &told, fault->value) ||
	    !keep_fault(tell, told))
		return rc_fail_nomem(err);
	return o->each_fault == NULL || o->each_fault(o->tell_ctx, &told, err);
}

/* --- changed cells -------------------------------------------------------- */

static const char *
field_text(struct rc_tell *tell, const struct rc_field *field,
           const void *record)
{
	struct rc_buf text;
	const char *safe;

	rc_buf_init(&text, LINE_MAX_BYTES);
	rc_field_put_text(field, record,
	                  tell->options->plain ? RC_FOR_MACHINE : RC_FOR_PEOPLE,
	                  &text);
	safe = shown(tell, rc_buf_str(&text));
	rc_buf_fini(&text);
	return safe;
}

static bool
keep_delta(struct rc_tell *tell, struct rc_delta kept)
{
	struct rc_import_result *r = &tell->result;

	if (r->ndeltas == RC_IMPORT_SHOWN)
		return true;
	if (!copy(tell->arena, &kept.key) || !copy(tell->arena, &kept.before) ||
	    !copy(tell->arena, &kept.after) ||
	    !RC_GROW(r->deltas, r->ndeltas, tell->deltas_cap))
		return false;
	r->deltas[r->ndeltas++] = kept;
	return true;
}

static bool
take_deltas(struct rc_tell *tell, const struct rc_csv_row *row,
            const struct rc_judged *judged, struct rc_err *err)
{
	const struct rc_import_options *o = tell->options;
	struct rc_import_result *r = &tell->result;
	struct rc_delta delta = { .line = row->line };
	size_t i;

	r->all_deltas += judged->nsets;
	if (r->ndeltas == RC_IMPORT_SHOWN && o->each_delta == NULL)
		return true;
	delta.key = shown(tell, rc_str_of(judged->key));
	for (i = 0; i < judged->nsets; i++) {
		const struct rc_field *field = judged->sets[i].field;

		delta.field = field->name;
		delta.before = field_text(tell, field, judged->old);
		delta.after = field_text(tell, field, judged->now);
		if (delta.key == NULL || delta.before == NULL ||
		    delta.after == NULL || !keep_delta(tell, delta))
			return rc_fail_nomem(err);
		if (o->each_delta != NULL &&
		    !o->each_delta(o->tell_ctx, &delta, err))
			return false;
	}
	return true;
}

/* --- verdicts and the end ------------------------------------------------- */

bool
rc_tell_verdict(struct rc_tell *tell, const struct rc_match *match,
                const struct rc_csv_row *row, const struct rc_judged *judged,
                struct rc_err *err)
{
	struct rc_import_result *r = &tell->result;
	uint64_t *const counts[] = { [RC_ADD] = &r->created,
		                     [RC_CHANGE] = &r->updated,
		                     [RC_SAME] = &r->unchanged,
		                     [RC_REFUSE] = &r->rejected };
	bool ok = true;
	size_t i;

	r->read++;
	(*counts[judged->outcome])++;
	for (i = 0; ok && i < judged->nfaults; i++)
		ok = take_fault(tell, match, row, &judged->faults[i], err);
	if (ok && judged->outcome == RC_CHANGE)
		ok = take_deltas(tell, row, judged, err);
	if (ok && judged->outcome == RC_REFUSE)
		ok = rc_rejects_add(&tell->rejects, match, row, judged, err);
	rc_arena_clear(&tell->room);
	return ok;
}

/* Moves an array from the heap to the arena. */
static bool
move(struct rc_arena *arena, const void *from, size_t n, size_t size,
     void **ret)
{
	void *to = rc_arena_alloc(arena, n + 1, size);

	if (to == NULL)
		return false;
	if (n > 0)
		memcpy(to, from, n * size);
	*ret = to;
	return true;
}

bool
rc_tell_end(struct rc_tell *tell, struct rc_import_result *ret,
            struct rc_err *err)
{
	struct rc_import_result r = tell->result;
	void *faults;
	void *deltas;
	void *remarks;

	if (!move(tell->arena, r.faults, r.nfaults, sizeof(*r.faults),
	          &faults) ||
	    !move(tell->arena, r.deltas, r.ndeltas, sizeof(*r.deltas),
	          &deltas) ||
	    !move(tell->arena, r.remarks, r.nremarks, sizeof(*r.remarks),
	          &remarks) ||
	    !rc_groups_end(&tell->groups, &r.groups, &r.ngroups))
		return rc_fail_nomem(err);
	if (!rc_rejects_end(&tell->rejects, err))
		return false;
	r.faults = faults;
	r.deltas = deltas;
	r.remarks = remarks;
	*ret = r;
	return true;
}
