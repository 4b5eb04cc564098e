/* SPDX-License-Identifier: MIT */
/* wizard_written - step 4: what was written, and the way back. */
#include "screen/wizard.h"

#include "screen/undo.h"

#include <rollcall/base/i18n.h>

static void
on_undo(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;

	(void)text;
	(void)id;
	s->undone_by = tui_undo_batch(ctx, s->batch);
}

static void
ask_undo(struct tui_wizard *s, struct tui_ctx *ctx)
{
	char label[200];

	if (!tui_may_write(ctx))
		return;
	if (s->undone_by != 0) {
		tui_say(ctx, TUI_WARN, "%s", _("it is taken back already"));
		return;
	}
	(void)snprintf(
	        label, sizeof(label),
	        _("Take back batch %lld, %llu records? Enter: yes, Esc: no"),
	        (long long)s->batch,
	        (unsigned long long)s->written.created + s->written.updated +
	                s->written.made);
	tui_confirm(ctx, s, on_undo, label);
}

void
tui_wizard_written_handle(struct tui_wizard *s, struct tui_ctx *ctx,
                          enum tui_action action)
{
	if (action == TUI_ACT_UNDO) {
		ask_undo(s, ctx);
	} else if (action == TUI_ACT_SAVE) {
		tui_wizard_ask_save(s, ctx);
	} else if (action == TUI_ACT_OPEN || action == TUI_ACT_BACK) {
		s->step = TUI_WIZARD_FILES;
		s->reread = true;
		s->nfixes = 0;
	}
}

void
tui_wizard_written_draw(const struct tui_wizard *s, struct tui_canvas *canvas,
                        struct tui_rect rect)
{
	const struct rc_import_result *r = &s->written;
	const struct {
		const char *label;
		uint64_t n;
	} counts[] = {
		{ N_("rows read"), r->read },   { N_("new"), r->created },
		{ N_("changed"), r->updated },  { N_("same"), r->unchanged },
		{ N_("refused"), r->rejected }, { N_("made by name"), r->made },
	};
	int y = rect.y + 2;
	size_t i;
	struct rc_buf b;

	rc_buf_init(&b, (size_t)4 * TUI_PATH_BYTES);
	tui_putf(canvas, rect.x + 2, rect.y, TUI_TITLE,
	         s->undone_by != 0
	                 ? _("Batch %lld was written and is taken back")
	                 : _("Written as batch %lld"),
	         (long long)s->batch);
	for (i = 0; i < RC_COUNT(counts); i++) {
		if (counts[i].n == 0 && i > 0)
			continue;
		rc_buf_clear(&b);
		tui_wizard_count(&b, counts[i].n);
		tui_put_in(canvas, (struct tui_rect){ rect.x + 2, y, 14, 1 },
		           TUI_PLAIN, RC_RIGHT, b.n > 0 ? b.p : "");
		tui_put(canvas, rect.x + 18, y++, TUI_DIM, _(counts[i].label));
	}
	rc_buf_fini(&b);
	if (r->rejected > 0) {
		tui_put(canvas, rect.x + 2, ++y, TUI_WARN,
		        _("Refused rows, with their reasons:"));
		tui_put_in(canvas,
		           (struct tui_rect){ rect.x + 2, ++y, rect.w - 2, 1 },
		           TUI_WARN, RC_LEFT, s->rejects);
	}
	tui_put(canvas, rect.x + 2, y + 2, TUI_DIM,
	        s->undone_by != 0
	                ? _("Enter: another file")
	                : _("z takes it back to the exact former rows.  "
	                    "Enter: another file"));
	tui_cursor(canvas, rect.x + 2, rect.y);
}
