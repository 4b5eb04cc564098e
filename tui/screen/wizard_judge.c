/* SPDX-License-Identifier: MIT */
/* wizard_judge - step 3: what an import would do, and mending cells once for
 * all rows. */
#include "screen/wizard.h"

#include <rollcall/base/i18n.h>

#include <string.h>

#define HEAD 2 /* rows above the lines */

/* --- keys ----------------------------------------------------------------- */

static void
on_rejects(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;

	(void)ctx;
	(void)id;
	if (text[0] == '/')
		(void)snprintf(s->rejects, sizeof(s->rejects), "%s", text);
	else if (text[0] != '\0')
		(void)tui_folder_join(s->folder, text, s->rejects);
}

static void
take_fix_back(struct tui_wizard *s, struct tui_ctx *ctx, size_t at)
{
	memmove(&s->fixes[at], &s->fixes[at + 1],
	        (s->nfixes - at - 1) * sizeof(s->fixes[0]));
	s->nfixes--;
	tui_wizard_judge(s, ctx);
}

static void
open_line(struct tui_wizard *s, struct tui_ctx *ctx)
{
	const struct tui_line *line = tui_wizard_at(s);

	if (line == NULL)
		return;
	s->picked = *line;
	if (line->type == TUI_LINE_REJECTS) {
		tui_ask(ctx, s, on_rejects, _("Refused rows go to"), NULL);
		tui_input_set(&ctx->modal.input, s->rejects);
	} else if (line->type == TUI_LINE_FIX) {
		take_fix_back(s, ctx, line->i);
	} else if (line->type == TUI_LINE_VALUE) {
		tui_wizard_ask_fix(s, ctx, line->i, line->j);
	} else if (line->type == TUI_LINE_GROUP) {
		tui_say(ctx, TUI_WARN, "%s",
		        s->judged.groups[line->i].nvalues > 0
		                ? _("go to a value below and press Enter: it "
		                    "is then read as another in all rows")
		                : _("this is about rows, not about a value: "
		                    "mend it in the file, or leave them out"));
	}
}

static uint64_t
good_rows(const struct rc_import_result *r)
{
	return r->created + r->updated;
}

static void
on_write(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	(void)text;
	(void)id;
	tui_wizard_write(self, ctx);
}

static void
ask_write(struct tui_wizard *s, struct tui_ctx *ctx)
{
	const struct rc_import_result *r = &s->judged;
	char label[200];

	if (!s->is_judged || !tui_may_write(ctx))
		return;
	if (good_rows(r) == 0) {
		tui_say(ctx, TUI_WARN, "%s",
		        _("no row of the file would change anything"));
		return;
	}
	if (r->rejected > 0)
		(void)snprintf(label, sizeof(label),
		               _("Write %llu rows, leave %llu out? Enter: yes, "
		                 "Esc: no"),
		               (unsigned long long)good_rows(r),
		               (unsigned long long)r->rejected);
	else
		(void)snprintf(
		        label, sizeof(label),
		        _("Write %llu rows: %llu new, %llu changed? Enter: "
		          "yes, Esc: no"),
		        (unsigned long long)good_rows(r),
		        (unsigned long long)r->created,
		        (unsigned long long)r->updated);
	tui_confirm(ctx, s, on_write, label);
}

static void
go_back(struct tui_wizard *s)
{
	s->step = TUI_WIZARD_MAP;
	(void)tui_wizard_map_lines(s);
}

void
tui_wizard_judge_handle(struct tui_wizard *s, struct tui_ctx *ctx,
                        enum tui_action action)
{
	if (tui_rows_handle(&s->rows[TUI_WIZARD_JUDGED], action))
		return;
	if (action == TUI_ACT_OPEN)
		open_line(s, ctx);
	else if (action == TUI_ACT_IMPORT || action == TUI_ACT_NEXT)
		ask_write(s, ctx);
	else if (action == TUI_ACT_SAVE)
		tui_wizard_ask_save(s, ctx);
	else if (action == TUI_ACT_BACK || action == TUI_ACT_PREVIOUS)
		go_back(s);
}

/* --- drawing -------------------------------------------------------------- */

static void
put_counts(const struct rc_import_result *r, struct rc_buf *b)
{
	rc_buf_printf(b, "%s ", _("new"));
	tui_wizard_count(b, r->created);
	rc_buf_printf(b, "   %s ", _("changed"));
	tui_wizard_count(b, r->updated);
	if (r->all_deltas > 0) {
		rc_buf_puts(b, " (");
		tui_wizard_count(b, r->all_deltas);
		rc_buf_printf(b, " %s)", _("cells"));
	}
	rc_buf_printf(b, "   %s ", _("same"));
	tui_wizard_count(b, r->unchanged);
	rc_buf_printf(b, "   %s ", _("refused"));
	tui_wizard_count(b, r->rejected);
}

static void
put_group(const struct tui_wizard *s, const struct rc_fault_group *group,
          struct rc_buf *b)
{
	const struct rc_field *field =
	        group->field != NULL
	                ? rc_field_find(s->kind, rc_str_of(group->field))
	                : NULL;

	if (field != NULL)
		rc_buf_printf(b, "%s: ", _(field->label));
	rc_buf_puts(b, group->reason);
	if (group->all_values > 1)
		rc_buf_printf(b, _(" (%llu different values)"),
		              (unsigned long long)group->all_values);
	else if (group->nvalues == 0)
		rc_buf_printf(b, _(" (first in line %llu)"),
		              (unsigned long long)group->first_line);
}

static void
put_value(const struct rc_fault_value *value, struct rc_buf *b)
{
	rc_buf_printf(b, "\"%s\"", rc_text_or_empty(value->value));
	rc_buf_printf(b, "  %s %llu", _("line"),
	              (unsigned long long)value->first_line);
	if (value->suggest != NULL)
		rc_buf_printf(b, _("  meant %s?"), value->suggest);
	else if (value->hint != NULL)
		rc_buf_printf(b, "  %s", value->hint);
	if (value->reason != NULL)
		rc_buf_printf(b, "  %s", value->reason);
}

static void
put_line(const struct tui_wizard *s, const struct tui_line *line,
         struct rc_buf *b)
{
	const struct rc_import_result *r = &s->judged;
	const struct rc_delta *delta;

	switch ((int)line->type) {
	case TUI_LINE_REJECTS:
		rc_buf_printf(b, _("they go to %s"), s->rejects);
		break;
	case TUI_LINE_GROUP:
		put_group(s, &r->groups[line->i], b);
		break;
	case TUI_LINE_VALUE:
		put_value(&r->groups[line->i].values[line->j], b);
		break;
	case TUI_LINE_FIX:
		rc_buf_printf(b, "%s: \"%s\" -> %s  %s",
		              s->fixes[line->i].field, s->fixes[line->i].from,
		              s->fixes[line->i].to,
		              _("(Enter takes this back)"));
		break;
	case TUI_LINE_REMARK:
		rc_buf_puts(b, r->remarks[line->i]);
		break;
	case TUI_LINE_DELTA:
		delta = &r->deltas[line->i];
		rc_buf_printf(b, "%s %llu  %s  %s: %s -> %s", _("line"),
		              (unsigned long long)delta->line,
		              rc_text_or_empty(delta->key), delta->field,
		              rc_text_or_empty(delta->before),
		              rc_text_or_empty(delta->after));
		break;
	default:
		break;
	}
}

/* The number before a cause or a value; 0 = none. */
static uint64_t
number_of(const struct tui_wizard *s, const struct tui_line *line)
{
	const struct rc_fault_group *groups = s->judged.groups;

	if (line->type == TUI_LINE_GROUP)
		return groups[line->i].count;
	if (line->type == TUI_LINE_VALUE)
		return groups[line->i].values[line->j].count;
	return 0;
}

static void
draw_line(const struct tui_wizard *s, const struct tui_line *line,
          struct tui_canvas *canvas, struct tui_rect at)
{
	int indent = line->type == TUI_LINE_VALUE ? 4 : 0;
	uint64_t n = number_of(s, line);
	struct tui_rect number = { at.x + 2 + indent, at.y, 9, 1 };
	struct tui_rect text = { at.x + 2, at.y, at.w - 2, 1 };
	struct rc_buf b;

	if (line->type == TUI_LINE_TITLE) {
		tui_rule(canvas, at.x, at.y, at.w, _(line->text));
		return;
	}
	rc_buf_init(&b, 1 << 16);
	if (n > 0) {
		tui_wizard_count(&b, n);
		tui_put_in(canvas, number, TUI_PLAIN, RC_RIGHT, b.p);
		text.x = number.x + number.w + 1;
		text.w = at.x + at.w - text.x;
		rc_buf_clear(&b);
	}
	put_line(s, line, &b);
	tui_put_in(canvas, text,
	           line->type == TUI_LINE_GROUP ? TUI_WARN : TUI_PLAIN, RC_LEFT,
	           b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
}

static const char *
next_hint(const struct tui_wizard *s)
{
	const struct rc_import_result *r = &s->judged;

	if (!s->is_judged)
		return _("nothing is written yet");
	if (r->rejected == 0)
		return _("nothing is written yet. Every row is good: i "
		         "writes them");
	if (good_rows(r) == 0)
		return _("nothing is written yet. Enter on a value mends it "
		         "in all rows");
	return _("nothing is written yet. Enter: mend a value in all rows; "
	         "i: write good rows");
}

void
tui_wizard_judge_draw(const struct tui_wizard *s, struct tui_canvas *canvas,
                      struct tui_rect rect)
{
	const struct tui_rows *rows = &s->rows[TUI_WIZARD_JUDGED];
	struct tui_rect line = { rect.x, rect.y + HEAD, rect.w, 1 };
	struct tui_rect head = { rect.x + 2, rect.y, rect.w - 2, 1 };
	struct rc_buf b;
	size_t i;

	rc_buf_init(&b, 1000);
	tui_cursor(canvas, rect.x, rect.y);
	if (s->running == NULL && s->is_judged) {
		put_counts(&s->judged, &b);
		tui_put_in(canvas, head,
		           s->judged.rejected > 0 ? TUI_WARN : TUI_OK, RC_LEFT,
		           b.p);
	}
	head.y++;
	tui_put_in(canvas, head, TUI_DIM, RC_LEFT, next_hint(s));
	for (i = rows->top; i < s->nlines && line.y < rect.y + rect.h; i++) {
		draw_line(s, &s->lines[i], canvas, line);
		tui_rows_mark(rows, i, canvas, line);
		line.y++;
	}
	rc_buf_fini(&b);
}

void
tui_wizard_judge_full(const struct tui_wizard *s, struct rc_buf *b)
{
	const struct tui_line *line = tui_wizard_at(s);
	const struct rc_fault_value *value;

	if (line == NULL || line->type == TUI_LINE_TITLE)
		return;
	put_line(s, line, b);
	if (line->type != TUI_LINE_VALUE)
		return;
	value = &s->judged.groups[line->i].values[line->j];
	if (value->suggest != NULL && value->hint != NULL)
		rc_buf_printf(b, "; %s", value->hint);
}
