/* SPDX-License-Identifier: MIT */
/*
 * acts - what can be done with the rows of a list: set a field on the marked
 * ones, retire, undo, poll. Every one asks first, with the number of records
 * and, where there is no way back, for a typed word.
 */
#include "screen/records.h"

#include "screen/undo.h"

#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include <string.h>

/* --- set a field on the marked rows --------------------------------------- */

/* "field=value" as a cell; the field must be one that people may set. */
static bool
parse_pair(const struct rc_kind *kind, const char *pair, struct rc_arena *arena,
           struct rc_cell *ret, struct rc_err *err)
{
	const char *equals = strchr(pair, '=');
	struct rc_str name = rc_str_of(pair);
	const struct rc_field *field;

	if (equals == NULL)
		return rc_fail(
		        err, RC_EINVALID,
		        _("write FIELD=VALUE, for example status=repair"));
	name.n = (size_t)(equals - pair);
	name = rc_str_trim(name);
	field = rc_field_find(kind, name);
	if (field == NULL)
		return rc_fail(err, RC_ENOTFOUND, _("there is no field %.*s"),
		               (int)name.n, name.p);
	if (field->flags & (RC_READONLY | RC_KEY))
		return rc_fail(err, RC_EDENIED,
		               _("%s cannot be set on many records"),
		               _(field->label));
	ret->field = field;
	return rc_field_parse(field, rc_str_of(equals + 1), RC_YMD_OR_DMY,
	                      arena, &ret->value, err);
}

static bool
write_all(struct tui_records_screen *s, struct tui_ctx *ctx,
          const struct rc_cell *cell, size_t *ret_changed, struct rc_err *err)
{
	struct rc_change change = {
		.kind = s->kind, .cells = cell, .ncells = 1, .on = RC_DATE_NONE
	};
	struct rc_written written;
	size_t changed = 0;
	size_t i;

	for (i = 0; i < s->list.nmarks; i++) {
		change.id = s->list.marks[i];
		if (!rc_write(ctx->app, &change, &written, err))
			return rc_within(err, _("%zu of %zu, nothing written"),
			                 i + 1, s->list.nmarks);
		changed += written.changed > 0;
	}
	*ret_changed = changed;
	return true;
}

static bool
set_all(struct tui_records_screen *s, struct tui_ctx *ctx, struct rc_err *err)
{
	struct rc_arena arena;
	struct rc_cell cell;
	struct rc_act act = { 0 };
	rc_id batch;
	size_t changed = 0;
	bool ok;

	rc_arena_init(&arena);
	act.what = rc_arena_printf(&arena, "set %s (%zu) %s", s->kind->name,
	                           s->list.nmarks, s->pending);
	ok = act.what != NULL || rc_fail_nomem(err);
	ok = ok && parse_pair(s->kind, s->pending, &arena, &cell, err) &&
	     rc_batch_begin(ctx->app, &act, &batch, err);
	if (ok) {
		ok = write_all(s, ctx, &cell, &changed, err);
		if (!ok)
			rc_batch_abort(ctx->app);
		else
			ok = rc_batch_commit(ctx->app, err);
	}
	rc_arena_fini(&arena);
	if (ok)
		tui_say(ctx, TUI_OK,
		        _("%zu changed; to take it back: 9 (History), z"),
		        changed);
	return ok;
}

static void
on_bulk_sure(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_records_screen *s = self;
	struct rc_err err = { 0 };

	(void)text;
	(void)id;
	if (set_all(s, ctx, &err))
		tui_list_unmark(&s->list);
	else
		tui_say_err(ctx, &err);
	ctx->stale = true;
}

static void
on_bulk_pair(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_records_screen *s = self;
	struct rc_arena arena;
	struct rc_cell cell;
	struct rc_err err = { 0 };
	char label[200];
	char must[32];

	(void)id;
	rc_arena_init(&arena);
	(void)snprintf(s->pending, sizeof(s->pending), "%s", text);
	if (!parse_pair(s->kind, s->pending, &arena, &cell, &err)) {
		tui_say_err(ctx, &err);
	} else {
		(void)snprintf(must, sizeof(must), "%zu", s->list.nmarks);
		(void)snprintf(label, sizeof(label),
		               _("Set on %zu records: %.60s. Type %s to go on"),
		               s->list.nmarks, s->pending, must);
		tui_ask(ctx, s, on_bulk_sure, label, must);
	}
	rc_arena_fini(&arena);
}

void
tui_records_ask_bulk(struct tui_records_screen *s, struct tui_ctx *ctx)
{
	char label[200];

	if (!tui_may_write(ctx))
		return;
	if (s->list.nmarks == 0) {
		tui_say(ctx, TUI_WARN, "%s",
		        _("mark rows first: Space one, A all of the filter"));
		return;
	}
	if (s->kind->flags & (RC_KIND_LOG | RC_KIND_KEPT)) {
		tui_say(ctx, TUI_WARN, "%s",
		        _("the program keeps these records itself"));
		return;
	}
	(void)snprintf(label, sizeof(label),
	               _("Set on %zu marked, FIELD=VALUE"), s->list.nmarks);
	tui_ask(ctx, s, on_bulk_pair, label, NULL);
}

/* --- retire --------------------------------------------------------------- */

static void
on_retire_sure(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_records_screen *s = self;
	struct rc_err err = { 0 };

	(void)text;
	(void)id;
	if (rc_device_retire(ctx->app, s->key, RC_DATE_NONE, s->pending, &err))
		tui_say(ctx, TUI_OK,
		        _("%s is retired; to take it back: 9 (History), z"),
		        s->key);
	else
		tui_say_err(ctx, &err);
	ctx->stale = true;
}

static void
on_retire_reason(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_records_screen *s = self;
	char label[200];

	(void)id;
	if (text[0] == '\0') {
		tui_say(ctx, TUI_WARN, "%s", _("a reason is needed"));
		return;
	}
	(void)snprintf(s->pending, sizeof(s->pending), "%s", text);
	(void)snprintf(label, sizeof(label),
	               _("Retire %.60s? Type its tag to go on"), s->key);
	tui_ask(ctx, s, on_retire_sure, label, s->key);
}

void
tui_records_ask_retire(struct tui_records_screen *s, struct tui_ctx *ctx)
{
	const struct tui_row *row = tui_list_row(&s->list);
	struct rc_arena arena;
	struct rc_device device;
	struct rc_err err = { 0 };
	char label[200];

	if (s->kind != &rc_kind_device || row == NULL || !tui_may_write(ctx))
		return;
	rc_arena_init(&arena);
	if (rc_record_get(ctx->app, s->kind, row->id, &arena, &device, &err)) {
		(void)snprintf(s->key, sizeof(s->key), "%s", device.asset_tag);
		(void)snprintf(label, sizeof(label), _("Why is %.60s retired"),
		               s->key);
		tui_ask(ctx, s, on_retire_reason, label, NULL);
	} else {
		tui_say_err(ctx, &err);
	}
	rc_arena_fini(&arena);
}

/* --- undo ----------------------------------------------------------------- */

static void
on_undo_sure(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_records_screen *s = self;

	(void)text;
	(void)id;
	(void)tui_undo_batch(ctx, s->pending_id);
}

/* The batch of the line under the cursor; 0 = none. */
static bool
find_batch(struct tui_records_screen *s, struct tui_ctx *ctx,
           struct rc_arena *arena, rc_id *ret, struct rc_err *err)
{
	const struct tui_row *row = tui_list_row(&s->list);
	struct rc_audit audit;

	*ret = 0;
	if (row == NULL)
		return true;
	if (s->kind == &rc_kind_batch)
		*ret = row->id;
	if (s->kind != &rc_kind_audit)
		return true;
	if (!rc_record_get(ctx->app, s->kind, row->id, arena, &audit, err))
		return false;
	*ret = audit.batch.id;
	return true;
}

static bool
ask_undo_of(struct tui_records_screen *s, struct tui_ctx *ctx, rc_id id,
            struct rc_arena *arena, struct rc_err *err)
{
	struct rc_batch batch;
	char label[200];

	if (!rc_record_get(ctx->app, &rc_kind_batch, id, arena, &batch, err))
		return false;
	if (batch.undone_by.id != 0) {
		tui_say(ctx, TUI_WARN, "%s", _("it is taken back already"));
		return true;
	}
	s->pending_id = id;
	(void)snprintf(label, sizeof(label),
	               _("Undo \"%.80s\", %lld changes? Enter: yes, Esc: no"),
	               rc_text_or_empty(batch.what), (long long)batch.writes);
	tui_confirm(ctx, s, on_undo_sure, label);
	return true;
}

bool
tui_records_ask_undo(struct tui_records_screen *s, struct tui_ctx *ctx,
                     struct rc_err *err)
{
	struct rc_arena arena;
	rc_id id = 0;
	bool ok;

	if (!tui_may_write(ctx))
		return true;
	rc_arena_init(&arena);
	ok = find_batch(s, ctx, &arena, &id, err);
	if (ok && id != 0)
		ok = ask_undo_of(s, ctx, id, &arena, err);
	rc_arena_fini(&arena);
	return ok;
}

/* --- poll ----------------------------------------------------------------- */

void
tui_records_go_poll(struct tui_records_screen *s, struct tui_ctx *ctx)
{
	struct rc_buf b;
	struct rc_arena arena;
	struct rc_device device;
	struct rc_err err = { 0 };
	size_t i;

	if (s->kind != &rc_kind_device)
		return;
	rc_buf_init(&b, TUI_VIEW_BYTES - 1);
	rc_arena_init(&arena);
	if (s->list.nmarks == 0)
		rc_buf_printf(&b, "%s%s%s", s->base,
		              s->base[0] != '\0' && s->typed[0] != '\0' ? " "
		                                                        : "",
		              s->typed);
	for (i = 0; i < s->list.nmarks; i++) {
		if (!rc_record_get(ctx->app, s->kind, s->list.marks[i], &arena,
		                   &device, &err))
			continue;
		rc_buf_printf(&b, "%s\"%s\"", i == 0 ? "asset_tag=" : ",",
		              device.asset_tag);
	}
	if (rc_buf_done(&b, &err))
		tui_go(ctx, "poll", NULL, 0, b.n > 0 ? b.p : "");
	else
		tui_say(ctx, TUI_WARN, "%s",
		        _("too many for one line: narrow the filter instead"));
	rc_arena_fini(&arena);
	rc_buf_fini(&b);
}
