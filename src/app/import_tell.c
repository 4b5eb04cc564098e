/* SPDX-License-Identifier: MIT */
/* import_tell - gathering what an import has to say. */
#include "app/import_tell.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define SHOWN          80         /* cells of a value */
#define LINE_MAX_BYTES (8u << 20) /* of the rejects file: quotes double */

void
rc_tell_init(struct rc_tell *tell, struct rc_arena *arena,
             const char *rejects_path)
{
	memset(tell, 0, sizeof(*tell));
	tell->arena = arena;
	tell->rejects_path = rejects_path;
	tell->separator = ',';
	rc_buf_init(&tell->line, LINE_MAX_BYTES);
}

void
rc_tell_fini(struct rc_tell *tell)
{
	rc_free(tell->result.faults);
	rc_free(tell->result.deltas);
	rc_free(tell->result.remarks);
	rc_buf_fini(&tell->line);
	if (tell->rejects == NULL)
		return;
	/* Not ended: half a list of refused rows would mislead. */
	(void)fclose(tell->rejects);
	(void)unlink(tell->rejects_path);
}

bool
rc_tell_remark(void *ctx, const char *sentence)
{
	struct rc_tell *tell = ctx;
	struct rc_import_result *r = &tell->result;
	const char *copy;

	if (r->nremarks == RC_IMPORT_SHOWN)
		return true;
	copy = rc_arena_text(tell->arena, sentence);
	if (copy == NULL ||
	    !RC_GROW(r->remarks, r->nremarks, tell->remarks_cap))
		return false;
	r->remarks[r->nremarks++] = copy;
	return true;
}

/* A cell safe to show, cut. */
static const char *
shown(struct rc_tell *tell, struct rc_str value)
{
	struct rc_str cut;
	size_t width;

	rc_buf_clear(&tell->line);
	rc_text_screen(&tell->line, value);
	cut = rc_text_clip(rc_buf_str(&tell->line), SHOWN, &width);
	return rc_arena_textn(tell->arena, cut.p, cut.n);
}

static bool
keep_fault(struct rc_tell *tell, const struct rc_match *match,
           const struct rc_csv_row *row, const struct rc_plan_fault *fault)
{
	struct rc_import_result *r = &tell->result;
	struct rc_fault kept = { .line = row->line, .column = fault->column };

	r->all_faults++;
	if (r->nfaults == RC_IMPORT_SHOWN)
		return true;
	if (fault->column > 0)
		kept.header = shown(
		        tell, rc_str_of(match->headers[fault->column - 1]));
	kept.value = shown(tell, fault->value);
	kept.reason = rc_arena_text(tell->arena, fault->reason);
	if (fault->hint != NULL)
		kept.hint = rc_arena_text(tell->arena, fault->hint);
	if (kept.value == NULL || kept.reason == NULL ||
	    (fault->column > 0 && kept.header == NULL) ||
	    (fault->hint != NULL && kept.hint == NULL) ||
	    !RC_GROW(r->faults, r->nfaults, tell->faults_cap))
		return false;
	r->faults[r->nfaults++] = kept;
	return true;
}

static const char *
field_text(struct rc_tell *tell, const struct rc_field *field,
           const void *record)
{
	struct rc_buf text;
	const char *copy;

	rc_buf_init(&text, LINE_MAX_BYTES);
	rc_field_put_text(field, record, RC_FOR_PEOPLE, &text);
	copy = shown(tell, rc_buf_str(&text));
	rc_buf_fini(&text);
	return copy;
}

static bool
keep_deltas(struct rc_tell *tell, const struct rc_csv_row *row,
            const struct rc_judged *judged)
{
	struct rc_import_result *r = &tell->result;
	struct rc_delta delta = { .line = row->line };
	size_t i;

	r->all_deltas += judged->nsets;
	for (i = 0; i < judged->nsets && r->ndeltas < RC_IMPORT_SHOWN; i++) {
		const struct rc_field *field = judged->sets[i].field;

		delta.key = shown(tell, rc_str_of(judged->key));
		delta.field = field->name;
		delta.before = field_text(tell, field, judged->old);
		delta.after = field_text(tell, field, judged->now);
		if (delta.key == NULL || delta.before == NULL ||
		    delta.after == NULL ||
		    !RC_GROW(r->deltas, r->ndeltas, tell->deltas_cap))
			return false;
		r->deltas[r->ndeltas++] = delta;
	}
	return true;
}

/* --- the file of refused rows --------------------------------------------- */

static void
put_cell(struct rc_tell *tell, struct rc_str cell)
{
	const char marks[] = { tell->separator, '"', '\n', '\r', '\0' };
	bool plain = true;
	size_t i;

	for (i = 0; i < cell.n && plain; i++)
		plain = strchr(marks, cell.p[i]) == NULL;
	if (plain) {
		rc_buf_putstr(&tell->line, cell);
		return;
	}
	rc_buf_putc(&tell->line, '"');
	for (i = 0; i < cell.n; i++) {
		if (cell.p[i] == '"')
			rc_buf_putc(&tell->line, '"');
		rc_buf_putc(&tell->line, cell.p[i]);
	}
	rc_buf_putc(&tell->line, '"');
}

static bool
write_line(struct rc_tell *tell, struct rc_err *err)
{
	rc_buf_puts(&tell->line, "\r\n");
	if (!rc_buf_done(&tell->line, err))
		return false;
	if (fwrite(tell->line.p, 1, tell->line.n, tell->rejects) ==
	    tell->line.n)
		return true;
	return rc_fail_sys(err, errno, "%s", tell->rejects_path);
}

static bool
open_rejects(struct rc_tell *tell, const struct rc_match *match,
             struct rc_err *err)
{
	int fd = open(tell->rejects_path,
	              O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	size_t i;

	if (fd < 0)
		return rc_fail_sys(err, errno, "%s", tell->rejects_path);
	tell->rejects = fdopen(fd, "w");
	if (tell->rejects == NULL) {
		(void)close(fd);
		return rc_fail_sys(err, errno, "%s", tell->rejects_path);
	}
	rc_buf_clear(&tell->line);
	if (tell->bom)
		rc_buf_puts(&tell->line, "\xEF\xBB\xBF");
	for (i = 0; i < match->n; i++) {
		if (match->ours[i])
			continue;
		put_cell(tell, rc_str_of(match->headers[i]));
		rc_buf_putc(&tell->line, tell->separator);
	}
	rc_buf_printf(&tell->line, RC_REJECT_LINE "%c" RC_REJECT_REASON,
	              tell->separator);
	return write_line(tell, err);
}

/* "serial: ...; purchase_date: ..." */
static void
put_reasons(struct rc_tell *tell, const struct rc_match *match,
            const struct rc_judged *judged)
{
	struct rc_buf text;
	size_t i;

	rc_buf_init(&text, LINE_MAX_BYTES);
	for (i = 0; i < judged->nfaults; i++) {
		const struct rc_plan_fault *fault = &judged->faults[i];

		if (i > 0)
			rc_buf_puts(&text, "; ");
		if (fault->column > 0)
			rc_buf_printf(&text, "%s: ",
			              match->headers[fault->column - 1]);
		rc_buf_puts(&text, fault->reason);
		if (fault->hint != NULL)
			rc_buf_printf(&text, " (%s)", fault->hint);
	}
	put_cell(tell, rc_buf_str(&text));
	rc_buf_fini(&text);
}

static bool
write_reject(struct rc_tell *tell, const struct rc_match *match,
             const struct rc_csv_row *row, const struct rc_judged *judged,
             struct rc_err *err)
{
	size_t n = row->n > match->n ? row->n : match->n;
	size_t i;

	if (tell->rejects == NULL && !open_rejects(tell, match, err))
		return false;
	rc_buf_clear(&tell->line);
	for (i = 0; i < n; i++) {
		/* What stands beyond the header would shift our columns. */
		if (i >= match->n || match->ours[i])
			continue;
		if (i < row->n)
			put_cell(tell, row->cells[i]);
		rc_buf_putc(&tell->line, tell->separator);
	}
	rc_buf_printf(&tell->line, "%llu%c", (unsigned long long)row->line,
	              tell->separator);
	put_reasons(tell, match, judged);
	return write_line(tell, err);
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
	size_t i;

	r->read++;
	(*counts[judged->outcome])++;
	for (i = 0; i < judged->nfaults; i++) {
		if (!keep_fault(tell, match, row, &judged->faults[i]))
			return rc_fail_nomem(err);
	}
	if (judged->outcome == RC_CHANGE && !keep_deltas(tell, row, judged))
		return rc_fail_nomem(err);
	return judged->outcome != RC_REFUSE || tell->rejects_path == NULL ||
	       write_reject(tell, match, row, judged, err);
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
	FILE *rejects = tell->rejects;
	void *faults;
	void *deltas;
	void *remarks;

	if (!move(tell->arena, r.faults, r.nfaults, sizeof(*r.faults),
	          &faults) ||
	    !move(tell->arena, r.deltas, r.ndeltas, sizeof(*r.deltas),
	          &deltas) ||
	    !move(tell->arena, r.remarks, r.nremarks, sizeof(*r.remarks),
	          &remarks))
		return rc_fail_nomem(err);
	tell->rejects = NULL;
	if (rejects != NULL && fclose(rejects) != 0)
		return rc_fail_sys(err, errno, "%s", tell->rejects_path);
	r.faults = faults;
	r.deltas = deltas;
	r.remarks = remarks;
	*ret = r;
	return true;
}
