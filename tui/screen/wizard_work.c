/* SPDX-License-Identifier: MIT */
/*
 * wizard_work - the options of the import as they were said, and the three
 * things that take long: to look at a file, to judge it, to write it.
 */
#include "screen/wizard.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/import_map.h>

#include <string.h>

/* What went wrong, all of it: as a message, and read at leisure when long. */
static void
problem(struct tui_wizard *s, struct tui_ctx *ctx, const struct rc_err *err)
{
	struct rc_str rest = rc_str_of(err->text);
	struct rc_str part;
	struct rc_buf b;

	if (err->code == RC_ECANCELLED) {
		tui_say(ctx, TUI_WARN, "%s", err->text);
		return;
	}
	tui_say_err(ctx, err);
	if ((int)rc_text_width(rest) <= s->w - 4)
		return;
	rc_buf_init(&b, TUI_NOTICE_BYTES);
	while (rc_str_split(&rest, ';', &part)) {
		part = rc_str_trim(part);
		while (part.n > 0) {
			struct rc_str line = rc_text_clip(
			        part, (size_t)(s->w > 8 ? s->w - 4 : 8), NULL);

			rc_buf_putstr(&b, line);
			rc_buf_putc(&b, '\n');
			part.p += line.n;
			part.n -= line.n;
		}
	}
	tui_notice(ctx, _("The file was not read"), b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
}

/* --- options -------------------------------------------------------------- */

/* A header that finds the column again in the next file of this sender. */
static bool
is_plain_header(const struct tui_wizard *s, size_t column)
{
	const char *header = s->look.columns[column].header;
	size_t i;

	if (header == NULL || header[0] == '\0' || header[0] == '#' ||
	    strlen(header) > 70)
		return false;
	for (i = 0; i < s->look.ncolumns; i++)
		if (i != column &&
		    rc_text_eq(s->look.columns[i].header, header))
			return false;
	return true;
}

/* What is to be said of a column; NULL in *ret: nothing. To be kept for other
 * files, columns are named by their header, and all that are used are. */
static bool
make_map(const struct tui_wizard *s, size_t column, bool keep,
         struct rc_arena *arena, const char **ret)
{
	const struct tui_chosen *chosen = &s->chosen[column];
	const struct rc_field *field = tui_wizard_field(s, column);

	*ret = NULL;
	if (field != NULL && keep && is_plain_header(s, column))
		*ret = rc_arena_printf(arena, "%s=%s", field->name,
		                       s->look.columns[column].header);
	else if (field != NULL && chosen->chosen)
		*ret = rc_arena_printf(arena, "%s=#%zu", field->name,
		                       column + 1);
	else if (field == NULL && chosen->chosen && chosen->was != NULL &&
	         !tui_wizard_has_column(s, chosen->was))
		*ret = rc_arena_printf(arena, "%s=", chosen->was->name);
	else
		return true;
	return *ret != NULL;
}

static bool
make_maps(const struct tui_wizard *s, bool keep, struct rc_arena *arena,
          struct rc_import_options *o)
{
	const char **maps =
	        rc_arena_alloc(arena, s->look.ncolumns + 1, sizeof(*maps));
	const char *map;
	size_t i;

	if (maps == NULL)
		return false;
	for (i = 0; i < s->look.ncolumns; i++) {
		if (!make_map(s, i, keep, arena, &map))
			return false;
		if (map != NULL)
			maps[o->nmaps++] = map;
	}
	o->maps = maps;
	return true;
}

static bool
make_defaults(const struct tui_wizard *s, struct rc_arena *arena,
              struct rc_import_options *o)
{
	const char **defaults =
	        rc_arena_alloc(arena, s->ndefaults + 1, sizeof(*defaults));
	bool ok = defaults != NULL;
	size_t i;

	for (i = 0; ok && i < s->ndefaults; i++) {
		defaults[i] = rc_arena_printf(arena, "%s=%s",
		                              s->defaults[i].field->name,
		                              s->defaults[i].value);
		ok = defaults[i] != NULL;
	}
	o->ndefaults = s->ndefaults;
	o->defaults = defaults;
	return ok;
}

static bool
progress(void *of, uint64_t rows, uint64_t bytes, uint64_t total)
{
	struct tui_wizard *s = of;

	s->done_rows = rows;
	s->done_bytes = bytes;
	s->all_bytes = total;
	/* From here on the program is in the database, and hears nobody. */
	if (s->writing && !s->finishing && total > 0 && bytes >= total)
		s->finishing = s->ctx->pulse_now = true;
	return tui_pulse(s->ctx);
}

bool
tui_wizard_options(struct tui_wizard *s, bool keep, struct rc_arena *arena,
                   struct rc_import_options *ret, struct rc_err *err)
{
	struct rc_import_options o = { .kind = s->kind,
		                       .path = s->path,
		                       .dates = s->dates,
		                       .dates_given = s->dates_given,
		                       .fixes = s->fixes,
		                       .nfixes = s->nfixes,
		                       .progress = progress,
		                       .ctx = s };

	o.separator = s->separator;
	if (s->encoding[0] != '\0')
		o.encoding = s->encoding;
	if (s->sender[0] != '\0')
		o.sender = s->sender;
	if (!make_maps(s, keep, arena, &o) || !make_defaults(s, arena, &o))
		return rc_fail_nomem(err);
	*ret = o;
	return true;
}

/* --- long work ------------------------------------------------------------ */

static void
begin(struct tui_wizard *s, struct tui_ctx *ctx, const char *what,
      tui_work_fn work)
{
	s->running = what;
	s->ctx = ctx;
	s->done_rows = s->done_bytes = s->all_bytes = 0;
	s->start_ms = ctx->now_ms;
	tui_work(ctx, s, work);
}

static void
end(struct tui_wizard *s)
{
	s->running = NULL;
	s->writing = s->finishing = false;
	s->ctx = NULL;
}

void
tui_wizard_leave_file(struct tui_wizard *s)
{
	rc_free(s->chosen);
	s->chosen = NULL;
	memset(&s->look, 0, sizeof(s->look));
	s->is_judged = false;
	tui_wizard_clear_lines(s);
}

/* How many senders have a saved map for this kind. */
static uint64_t
count_senders(const struct tui_wizard *s, struct tui_ctx *ctx)
{
	struct rc_arena arena;
	struct rc_view view;
	struct rc_err err = { 0 };
	char text[80];
	uint64_t n = 0;

	rc_arena_init(&arena);
	(void)snprintf(text, sizeof(text), "kind=%s", s->kind->name);
	if (!rc_view_parse(&rc_kind_import_map, text, rc_app_today(ctx->app),
	                   &arena, &view, &err) ||
	    !rc_records_count(ctx->app, &view, &n, &err))
		n = 0;
	rc_arena_fini(&arena);
	return n;
}

/* Reads the file as things stand, and as the kind that its headers name best
 * unless the user has named one. */
static bool
look(struct tui_wizard *s, struct tui_ctx *ctx, struct rc_err *err)
{
	struct rc_import_options options;
	const struct rc_kind *guess;
	struct tui_chosen *chosen;
	struct rc_import_look found;

	rc_arena_clear(&s->look_arena);
	tui_wizard_leave_file(s);
	if (!tui_wizard_options(s, false, &s->look_arena, &options, err) ||
	    !rc_import_look(ctx->app, &options, &s->look_arena, &found, err))
		return false;
	guess = s->kind_given ? s->kind : tui_wizard_guess(&found);
	if (guess != s->kind) {
		s->kind = options.kind = guess;
		if (!rc_import_look(ctx->app, &options, &s->look_arena, &found,
		                    err))
			return false;
	}
	chosen = rc_alloc(found.ncolumns + 1, sizeof(*chosen));
	if (chosen == NULL)
		return rc_fail_nomem(err);
	s->look = found;
	s->chosen = chosen;
	s->senders = count_senders(s, ctx);
	s->step = TUI_WIZARD_MAP;
	return tui_wizard_map_lines(s) || rc_fail_nomem(err);
}

static void
on_encoding(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_wizard *s = self;
	const char *encoding = tui_wizard_pick(s, id);

	(void)text;
	if (encoding == NULL)
		return;
	(void)snprintf(s->encoding, sizeof(s->encoding), "%s", encoding);
	s->nfixes = 0; /* they name cells by another reading */
	s->is_judged = false;
	tui_wizard_look(s, ctx);
}

/* All samples of a guess in a line. */
static void
put_samples(struct rc_buf *b, const char *const samples[3])
{
	size_t i;

	for (i = 0; i < 3 && samples[i] != NULL; i++)
		rc_buf_printf(b, "%s%s", i > 0 ? " | " : "", samples[i]);
}

static bool
offer_guesses(struct tui_wizard *s, struct tui_ctx *ctx, bool always)
{
	struct rc_import_guess *guesses = NULL;
	struct tui_choice *choice;
	struct rc_err err = { 0 };
	struct rc_buf b;
	size_t n = 0;
	size_t i;

	rc_arena_clear(&s->pick_arena);
	s->npicks = 0;
	if (!rc_import_guess_file(s->path, &s->pick_arena, &guesses, &n, &err))
		n = 0;
	if (n == 0 && !always)
		return false;
	choice = tui_choose(ctx, s, on_encoding,
	                    n > 0 ? _("Not UTF-8. Which line reads well?")
	                          : _("How the file is written"));
	if (choice == NULL)
		return false;
	rc_buf_init(&b, 4096);
	for (i = 0; i < n; i++) {
		rc_buf_clear(&b);
		put_samples(&b, guesses[i].samples);
		tui_wizard_offer(s, choice, guesses[i].encoding,
		                 b.n > 0 ? b.p : "", guesses[i].encoding);
	}
	if (n == 0) {
		tui_wizard_offer(s, choice, "utf-8", "", "utf-8");
		tui_wizard_offer(s, choice, "utf-16", "", "utf-16");
		tui_wizard_offer(s, choice, "cp1258", "", "cp1258");
		tui_wizard_offer(s, choice, "tcvn3", "", "tcvn3");
		tui_wizard_offer(s, choice, "vni", "", "vni");
		tui_wizard_offer(s, choice, "latin1", "", "latin1");
	}
	rc_buf_fini(&b);
	return true;
}

void
tui_wizard_ask_encoding(struct tui_wizard *s, struct tui_ctx *ctx)
{
	(void)offer_guesses(s, ctx, true);
}

static void
work_look(void *self, struct tui_ctx *ctx)
{
	struct tui_wizard *s = self;
	struct rc_err err = { 0 };
	bool ok = look(s, ctx, &err);

	end(s);
	if (ok)
		return;
	s->step = TUI_WIZARD_FILES;
	if (err.code == RC_EINVALID && s->encoding[0] == '\0' &&
	    offer_guesses(s, ctx, false))
		return;
	s->encoding[0] = '\0';
	problem(s, ctx, &err);
}

void
tui_wizard_look(struct tui_wizard *s, struct tui_ctx *ctx)
{
	begin(s, ctx, _("looking"), work_look);
}

void
tui_wizard_take(struct tui_wizard *s, struct tui_ctx *ctx, const char *path)
{
	(void)snprintf(s->path, sizeof(s->path), "%s", path);
	s->kind = &rc_kind_device;
	s->kind_given = s->dates_given = false;
	s->touched = s->was_judged = false;
	s->encoding[0] = s->sender[0] = s->separator = '\0';
	s->ndefaults = s->nfixes = 0;
	rc_arena_clear(&s->fix_arena);
	tui_folder_beside(path, "-rejects", s->rejects);
	s->rows[TUI_WIZARD_MAP].at = s->rows[TUI_WIZARD_MAP].top = 0;
	s->rows[TUI_WIZARD_JUDGED].at = s->rows[TUI_WIZARD_JUDGED].top = 0;
	tui_wizard_leave_file(s);
	tui_wizard_look(s, ctx);
}

static void
work_judge(void *self, struct tui_ctx *ctx)
{
	struct tui_wizard *s = self;
	struct rc_import_options options;
	struct rc_err err = { 0 };
	bool ok;

	rc_arena_clear(&s->judged_arena);
	memset(&s->judged, 0, sizeof(s->judged));
	ok = tui_wizard_options(s, false, &s->judged_arena, &options, &err);
	options.dry_run = true;
	ok = ok && rc_import_file(ctx->app, &options, &s->judged_arena,
	                          &s->judged, &err);
	end(s);
	s->is_judged = ok;
	s->step = ok ? TUI_WIZARD_JUDGED : TUI_WIZARD_MAP;
	if (!ok)
		problem(s, ctx, &err);
	/* The first look is at the first cause; later ones stay in place. */
	if (ok && !s->was_judged && s->judged.ngroups > 0)
		s->rows[TUI_WIZARD_JUDGED].at = 2;
	s->was_judged = s->was_judged || ok;
	if (ok ? !tui_wizard_judge_lines(s) : !tui_wizard_map_lines(s)) {
		(void)rc_fail_nomem(&err);
		tui_say_err(ctx, &err);
	}
}

void
tui_wizard_judge(struct tui_wizard *s, struct tui_ctx *ctx)
{
	s->step = TUI_WIZARD_JUDGED;
	s->is_judged = false;
	tui_wizard_clear_lines(s);
	begin(s, ctx, _("judging"), work_judge);
}

static void
work_write(void *self, struct tui_ctx *ctx)
{
	struct tui_wizard *s = self;
	struct rc_import_options options;
	struct rc_import_result result = { 0 };
	struct rc_arena arena;
	struct rc_err err = { 0 };
	bool ok;

	rc_arena_init(&arena);
	ok = tui_wizard_options(s, false, &arena, &options, &err);
	options.skip_bad = s->judged.rejected > 0;
	options.rejects = options.skip_bad ? s->rejects : NULL;
	ok = ok && rc_import_file(ctx->app, &options, &arena, &result, &err);
	end(s);
	if (!ok) {
		problem(s, ctx, &err);
	} else if (result.batch == 0) {
		tui_say(ctx, TUI_WARN, "%s",
		        _("nothing was written: rows that were good are "
		          "refused now; look again"));
		tui_wizard_judge(s, ctx);
	} else {
		s->batch = result.batch;
		s->undone_by = 0;
		s->written = result; /* its counts; the texts are gone */
		s->step = TUI_WIZARD_WRITTEN;
		s->touched = s->is_judged = false;
		ctx->stale = true;
		tui_say(ctx, TUI_OK, _("written; z takes it back"));
	}
	rc_arena_fini(&arena);
}

void
tui_wizard_write(struct tui_wizard *s, struct tui_ctx *ctx)
{
	s->writing = true;
	begin(s, ctx, _("writing"), work_write);
}
