/* SPDX-License-Identifier: MIT */
/*
 * edit - a record's fields as a form. Only what was changed is written, as one
 * batch, against the version that was read: if someone else has changed the
 * record meanwhile, nothing is overwritten and the form says so.
 */
#include "screen/screens.h"

#include "widget/form.h"

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>

#include <string.h>

struct edit {
	const struct rc_kind *kind;
	rc_id id; /* 0 = a new one */
	int64_t version;
	char key[100];
	struct tui_form form;
	const struct rc_field *fields[TUI_FORM_FIELDS];
};

/* A field's text as the form takes it: choices by name. */
static bool
add_field(struct edit *s, const struct rc_field *field, const void *record,
          struct rc_err *err)
{
	struct tui_form_field add = { 0 };
	struct rc_buf b;
	bool ok;

	add.label = _(field->label);
	add.help = field->form != NULL ? _(field->form) : NULL;
	add.fixed = (field->flags & RC_READONLY) != 0;
	add.required = (field->flags & (RC_REQUIRED | RC_KEY)) != 0;
	add.words = field->type == RC_CHOICE ? field->words : NULL;
	rc_buf_init(&b, 1 << 20);
	rc_field_put_text(field, record,
	                  add.words != NULL ? RC_FOR_MACHINE : RC_FOR_PEOPLE,
	                  &b);
	/* What does not fit the line must not be cut by saving it. */
	if (b.n > TUI_INPUT_BYTES)
		add.fixed = true;
	s->fields[s->form.n] = field;
	ok = tui_form_add(&s->form, &add, b.n > 0 ? b.p : "", err);
	rc_buf_fini(&b);
	return ok;
}

static bool
fill(struct edit *s, struct tui_ctx *ctx, struct rc_err *err)
{
	struct rc_arena arena;
	void *record;
	const struct rc_field *key = rc_kind_key(s->kind);
	struct rc_buf b;
	size_t i;
	bool ok;

	rc_arena_init(&arena);
	rc_buf_init(&b, 8192);
	record = rc_record_new(s->kind, &arena);
	ok = record != NULL || rc_fail_nomem(err);
	if (ok && s->id != 0)
		ok = rc_record_get(ctx->app, s->kind, s->id, &arena, record,
		                   err);
	for (i = 0; ok && i < s->kind->nfields; i++)
		if (s->id != 0 || !(s->kind->fields[i].flags & RC_READONLY))
			ok = add_field(s, &s->kind->fields[i], record, err);
	if (ok) {
		s->version = rc_record_head(record)->version;
		if (key != NULL)
			rc_field_put_text(key, record, RC_FOR_PEOPLE, &b);
		(void)snprintf(s->key, sizeof(s->key), "%.90s",
		               b.n > 0 ? b.p : "");
	}
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
	return ok;
}

bool
tui_edit_open(struct tui_ctx *ctx, const struct tui_go *go, void **ret,
              struct rc_err *err)
{
	struct edit *s = rc_alloc(1, sizeof(*s));

	if (s == NULL)
		return rc_fail_nomem(err);
	s->kind = go->kind;
	s->id = go->id;
	tui_form_init(&s->form);
	if (!fill(s, ctx, err)) {
		tui_form_fini(&s->form);
		rc_free(s);
		return false;
	}
	*ret = s;
	return true;
}

void
tui_edit_close(void *self)
{
	struct edit *s = self;

	tui_form_fini(&s->form);
	rc_free(s);
}

void
tui_edit_size(void *self, int w, int h)
{
	(void)self;
	(void)w;
	(void)h;
}

/* Reads the changed fields; faults go under them. */
static bool
read_cells(struct edit *s, struct rc_arena *arena, struct rc_cell *cells,
           size_t *ret_n)
{
	struct rc_err why;
	size_t i;
	size_t n = 0;
	bool ok = true;

	tui_form_clear_faults(&s->form);
	for (i = 0; i < s->form.n; i++) {
		const char *text = s->form.fields[i].input.text;

		if (!tui_form_changed(&s->form, i))
			continue;
		memset(&why, 0, sizeof(why));
		cells[n].field = s->fields[i];
		if (rc_field_parse(s->fields[i], rc_str_of(text), RC_YMD_OR_DMY,
		                   arena, &cells[n].value, &why)) {
			n++;
			continue;
		}
		tui_form_fault(&s->form, i, why.text);
		ok = false;
	}
	*ret_n = n;
	return ok;
}

/* Puts an error of the whole record under the field it names, if it names
 * one; else it becomes the message. */
static void
place_fault(struct edit *s, struct tui_ctx *ctx, const struct rc_err *why)
{
	size_t i;

	if (why->code == RC_ECONFLICT && s->id != 0 &&
	    strstr(why->text, "version") != NULL) {
		tui_say(ctx, TUI_BAD, "%s",
		        _("someone else has changed this record meanwhile: "
		          "Esc, look at it, and edit again"));
		return;
	}
	for (i = 0; i < s->form.n; i++) {
		if (strstr(why->text, s->fields[i]->name) == NULL &&
		    strstr(why->text, _(s->fields[i]->label)) == NULL)
			continue;
		tui_form_fault(&s->form, i, why->text);
		break;
	}
	if (!tui_form_show_fault(&s->form))
		tui_say_err(ctx, why);
}

static bool
write_cells(struct edit *s, struct tui_ctx *ctx, const struct rc_cell *cells,
            size_t n, struct rc_err *err)
{
	char what[200];
	struct rc_act act = { .what = what };
	struct rc_change change = { .kind = s->kind,
		                    .id = s->id,
		                    .version = s->version,
		                    .cells = cells,
		                    .ncells = n,
		                    .on = RC_DATE_NONE };
	struct rc_written written;
	rc_id batch;

	(void)snprintf(what, sizeof(what), "%s %s %s",
	               s->id == 0 ? "add" : "set", s->kind->name, s->key);
	if (!rc_batch_begin(ctx->app, &act, &batch, err))
		return false;
	if (!rc_write(ctx->app, &change, &written, err)) {
		rc_batch_abort(ctx->app);
		return false;
	}
	return rc_batch_commit(ctx->app, err);
}

static void
save(struct edit *s, struct tui_ctx *ctx)
{
	struct rc_arena arena;
	struct rc_cell cells[TUI_FORM_FIELDS];
	struct rc_err why = { 0 };
	size_t n;

	if (!tui_may_write(ctx))
		return;
	if (tui_form_changes(&s->form) == 0) {
		tui_say(ctx, TUI_WARN, "%s", _("nothing was changed"));
		return;
	}
	rc_arena_init(&arena);
	if (!read_cells(s, &arena, cells, &n)) {
		(void)tui_form_show_fault(&s->form);
		tui_say(ctx, TUI_WARN, "%s",
		        _("not saved: mend what is marked with !"));
	} else if (write_cells(s, ctx, cells, n, &why)) {
		tui_say(ctx, TUI_OK,
		        _("saved, %zu fields; to take it back: 9 (History), z"),
		        n);
		ctx->back = true;
		ctx->stale = true;
	} else {
		place_fault(s, ctx, &why);
	}
	rc_arena_fini(&arena);
}

static void
on_leave(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	(void)self;
	(void)text;
	(void)id;
	ctx->back = true;
}

bool
tui_edit_handle(void *self, struct tui_ctx *ctx, const struct tui_event *event,
                enum tui_action action, struct rc_err *err)
{
	struct edit *s = self;
	char label[200];
	enum tui_form_end end;

	(void)action;
	(void)err;
	end = tui_form_handle(&s->form, event);
	if (end == TUI_FORM_SAVE)
		save(s, ctx);
	if (end != TUI_FORM_CLOSE)
		return true;
	if (tui_form_changes(&s->form) == 0) {
		ctx->back = true;
		return true;
	}
	(void)snprintf(
	        label, sizeof(label),
	        _("Drop %zu changed fields? Enter: yes, Esc: go on editing"),
	        tui_form_changes(&s->form));
	tui_confirm(ctx, s, on_leave, label);
	return true;
}

bool
tui_edit_refresh(void *self, struct tui_ctx *ctx, bool stale,
                 struct rc_err *err)
{
	/* A form keeps what was typed, whatever happens around it. */
	(void)self;
	(void)ctx;
	(void)stale;
	(void)err;
	return true;
}

bool
tui_edit_typing(const void *self)
{
	const struct edit *s = self;

	return tui_form_typing(&s->form);
}

void
tui_edit_draw(const void *self, const struct tui_ctx *ctx,
              struct tui_canvas *canvas, struct tui_rect rect)
{
	const struct edit *s = self;
	struct tui_rect inner = { rect.x, rect.y + 1, rect.w, rect.h - 1 };
	char title[200];

	(void)ctx;
	if (s->id == 0)
		(void)snprintf(title, sizeof(title), _("New %s"),
		               _(s->kind->label_one));
	else
		(void)snprintf(title, sizeof(title), _("Edit %s"), s->key);
	tui_rule(canvas, rect.x, rect.y, rect.w, title);
	tui_form_draw(&s->form, canvas, inner);
}

void
tui_edit_scope(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct edit *s = self;

	(void)ctx;
	rc_buf_printf(b, "%s %s  ", _(s->kind->label_one), s->key);
	rc_buf_printf(b, _("%zu changed"), tui_form_changes(&s->form));
}

void
tui_edit_full(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct edit *s = self;
	const struct tui_form_field *field;

	(void)ctx;
	if (s->form.at >= s->form.n)
		return;
	field = &s->form.fields[s->form.at];
	if (field->fault[0] != '\0') {
		rc_buf_printf(b, "! %s", field->fault);
		return;
	}
	rc_buf_puts(b, field->label);
	if (field->fixed)
		rc_buf_printf(b, ": %s", _("kept by the program"));
	else if (field->required)
		rc_buf_printf(b, ": %s", _("required"));
	if (field->help != NULL && !field->fixed)
		rc_buf_printf(b, ": %s", field->help);
	if (tui_form_changed(&s->form, s->form.at))
		rc_buf_printf(b, "  (%s %s)", _("was"),
		              field->before[0] != '\0' ? field->before
		                                       : _("nothing"));
}
