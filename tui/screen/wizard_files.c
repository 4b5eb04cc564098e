/* SPDX-License-Identifier: MIT */
/* wizard_files - step 1: the file. */
#include "screen/wizard.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>

#include <string.h>

#define SIZE_W 14
#define DAY_W  12

static const struct tui_folder_entry *
entry_at(const struct tui_wizard *s)
{
	const struct tui_rows *rows = &s->rows[TUI_WIZARD_FILES];

	return rows->at < s->nshown ? &s->entries.entries[s->shown[rows->at]]
	                            : NULL;
}

static bool
narrow(struct tui_wizard *s)
{
	struct rc_str query = rc_str_trim(rc_str_of(s->filter));
	size_t *shown = rc_realloc(s->shown, s->entries.n + 1, sizeof(*shown));
	size_t i;

	if (shown == NULL)
		return false;
	s->shown = shown;
	s->nshown = 0;
	for (i = 0; i < s->entries.n; i++)
		if (rc_fold_contains(rc_str_of(s->entries.entries[i].name),
		                     query))
			s->shown[s->nshown++] = i;
	tui_rows_set(&s->rows[TUI_WIZARD_FILES], s->nshown);
	return true;
}

bool
tui_wizard_files_refresh(struct tui_wizard *s, struct rc_err *err)
{
	struct rc_err why = { 0 };
	bool ok = true;

	if (!s->reread)
		return true;
	s->reread = false;
	rc_arena_clear(&s->folder_arena);
	memset(&s->entries, 0, sizeof(s->entries));
	if (!tui_folder_read(s->folder, &s->folder_arena, &s->entries, &why)) {
		*err = why;
		ok = false;
	}
	return (narrow(s) || rc_fail_nomem(err)) && ok;
}

static void
enter_folder(struct tui_wizard *s, const char *name)
{
	char path[TUI_PATH_BYTES];

	if (!tui_folder_join(s->folder, name, path))
		return;
	memcpy(s->folder, path, sizeof(s->folder));
	s->filter[0] = '\0';
	s->rows[TUI_WIZARD_FILES].at = 0;
	s->reread = true;
}

/* One folder up, with the cursor on the one that was left. */
static void
go_up(struct tui_wizard *s)
{
	char left[TUI_PATH_BYTES];
	struct rc_err err = { 0 };
	size_t i;

	(void)snprintf(left, sizeof(left), "%s", tui_folder_base(s->folder));
	tui_folder_up(s->folder);
	s->filter[0] = '\0';
	s->reread = true;
	if (!tui_wizard_files_refresh(s, &err))
		return;
	for (i = 0; i < s->nshown; i++)
		if (strcmp(s->entries.entries[s->shown[i]].name, left) == 0)
			tui_rows_go(&s->rows[TUI_WIZARD_FILES], i);
}

static void
on_typed(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;

	(void)ctx;
	(void)id;
	(void)snprintf(s->filter, sizeof(s->filter), "%.190s", text);
	s->rows[TUI_WIZARD_FILES].at = 0;
	(void)narrow(s);
}

static void
open_entry(struct tui_wizard *s, struct tui_ctx *ctx)
{
	const struct tui_folder_entry *entry = entry_at(s);
	char path[TUI_PATH_BYTES];

	if (entry == NULL)
		return;
	if (entry->folder)
		enter_folder(s, entry->name);
	else if (tui_folder_join(s->folder, entry->name, path))
		tui_wizard_take(s, ctx, path);
}

void
tui_wizard_files_handle(struct tui_wizard *s, struct tui_ctx *ctx,
                        const struct tui_event *event, enum tui_action action)
{
	const struct tui_folder_entry *entry = entry_at(s);

	if (tui_rows_handle(&s->rows[TUI_WIZARD_FILES], action))
		return;
	if (event->key == TUI_KEY_BACKSPACE || action == TUI_ACT_LEFT) {
		go_up(s);
	} else if (action == TUI_ACT_OPEN) {
		open_entry(s, ctx);
	} else if (action == TUI_ACT_RIGHT && entry != NULL && entry->folder) {
		enter_folder(s, entry->name);
	} else if (action == TUI_ACT_FILTER) {
		tui_ask(ctx, s, on_typed, _("Filter"), NULL);
		ctx->modal.typed = on_typed;
		tui_input_set(&ctx->modal.input, s->filter);
	} else if (action == TUI_ACT_BACK && s->filter[0] != '\0') {
		on_typed(s, ctx, "", 0);
	} else if (action == TUI_ACT_BACK) {
		ctx->back = true;
	}
}

static void
draw_entry(const struct tui_wizard *s, size_t i, struct tui_canvas *canvas,
           struct tui_rect line)
{
	const struct tui_folder_entry *entry = &s->entries.entries[s->shown[i]];
	struct tui_rect name = { line.x + 2, line.y,
		                 line.w - SIZE_W - DAY_W - 4, 1 };
	struct tui_rect size = { name.x + name.w, line.y, SIZE_W, 1 };
	struct tui_rect day = { size.x + size.w + 2, line.y, DAY_W, 1 };
	struct rc_buf b;

	rc_buf_init(&b, (size_t)4 * TUI_PATH_BYTES);
	rc_buf_printf(&b, "%s%s", entry->name, entry->folder ? "/" : "");
	tui_put_in(canvas, name, entry->folder ? TUI_TITLE : TUI_PLAIN, RC_LEFT,
	           b.p);
	rc_buf_clear(&b);
	if (!entry->folder) {
		tui_wizard_count(&b, entry->bytes);
		rc_buf_puts(&b, " B");
		tui_put_in(canvas, size, TUI_DIM, RC_RIGHT, b.p);
	}
	rc_buf_clear(&b);
	rc_date_put_dmy(&b, entry->day);
	tui_put_in(canvas, day, TUI_DIM, RC_LEFT, b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
	tui_rows_mark(&s->rows[TUI_WIZARD_FILES], i, canvas, line);
}

void
tui_wizard_files_draw(const struct tui_wizard *s, struct tui_canvas *canvas,
                      struct tui_rect rect)
{
	const struct tui_rows *rows = &s->rows[TUI_WIZARD_FILES];
	struct tui_rect line = { rect.x, rect.y + TUI_WIZARD_HEAD, rect.w, 1 };
	size_t i;

	if (s->running == NULL)
		tui_put_in(
		        canvas,
		        (struct tui_rect){ rect.x + 2, rect.y, rect.w - 2, 1 },
		        TUI_TITLE, RC_LEFT, s->folder);
	tui_cursor(canvas, rect.x, rect.y);
	for (i = rows->top; i < s->nshown && line.y < rect.y + rect.h; i++) {
		draw_entry(s, i, canvas, line);
		line.y++;
	}
	if (s->nshown == 0)
		tui_put(canvas, line.x + 2, line.y, TUI_DIM,
		        s->filter[0] != '\0'
		                ? _("nothing matches the filter")
		                : _("no folder and no .csv .txt .tsv .json "
		                    ".xml file here; Backspace goes up"));
}

void
tui_wizard_files_full(const struct tui_wizard *s, struct rc_buf *b)
{
	const struct tui_folder_entry *entry = entry_at(s);

	if (s->filter[0] != '\0')
		rc_buf_printf(b, "/ %s   ", s->filter);
	if (entry != NULL)
		rc_buf_printf(b, "%s   ", entry->name);
	rc_buf_puts(b, _("Backspace: the folder above"));
	if (s->entries.more > 0)
		rc_buf_printf(b, _("   (%llu more are not shown)"),
		              (unsigned long long)s->entries.more);
}
