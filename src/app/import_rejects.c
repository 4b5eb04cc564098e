/* SPDX-License-Identifier: MIT */
/* import_rejects - writing refused rows. */
#include "app/import_rejects.h"

#include <rollcall/base/mem.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE_MAX_BYTES (8u << 20) /* quotes double */
#define OPEN_FILES     "/proc/self/fd"

void
rc_rejects_init(struct rc_rejects *rejects, const char *path)
{
	memset(rejects, 0, sizeof(*rejects));
	rejects->path = path;
	rejects->separator = ',';
	rc_buf_init(&rejects->line, LINE_MAX_BYTES);
}

void
rc_rejects_fini(struct rc_rejects *rejects)
{
	if (rejects->out != NULL)
		(void)fclose(rejects->out);
	/* Half a list of refused rows would mislead. */
	if (rejects->has_name)
		(void)unlink(rejects->temporary);
	rc_free(rejects->temporary);
	rc_buf_fini(&rejects->line);
}

static bool
fail(const struct rc_rejects *rejects, struct rc_err *err)
{
	return rc_fail_sys(err, errno, "%s", rejects->path);
}

/* A file without a name in the folder of its place: whatever ends the process,
 * nothing of it stays. -1: not to be had here. */
static int
open_unnamed(struct rc_rejects *r)
{
#ifdef __O_TMPFILE /* of Linux, where the file system has it */
	const char *slash = strrchr(r->path, '/');

	if (access(OPEN_FILES, X_OK) != 0)
		return -1; /* it could get no name later */
	rc_buf_clear(&r->line);
	if (slash == NULL)
		rc_buf_puts(&r->line, ".");
	else
		rc_buf_put(&r->line, r->path, (size_t)(slash - r->path) + 1);
	return r->line.n == 0
	               ? -1
	               : open(r->line.p,
	                      O_WRONLY | __O_TMPFILE | O_DIRECTORY | O_CLOEXEC,
	                      0600);
#else
	(void)r;
	return -1;
#endif
}

static bool
make_temporary_name(struct rc_rejects *r, struct rc_err *err)
{
	if (r->temporary != NULL)
		return true;
	rc_buf_clear(&r->line);
	rc_buf_printf(&r->line, "%s.%ld.tmp", r->path, (long)getpid());
	r->temporary = r->line.n > 0 ? rc_strdup(r->line.p) : NULL;
	return r->temporary != NULL || rc_fail_nomem(err);
}

/* Opens it: beside its place, or in place if that is a device or a pipe. */
static bool
open_file(struct rc_rejects *r, struct rc_err *err)
{
	struct stat st;
	const char *path = r->path;
	int fd = -1;

	r->in_place = stat(path, &st) == 0 && !S_ISREG(st.st_mode);
	if (!r->in_place) {
		if (!make_temporary_name(r, err))
			return false;
		path = r->temporary;
		fd = open_unnamed(r);
	}
	if (fd < 0) {
		fd = open(path,
		          O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY,
		          0600);
		r->has_name = fd >= 0 && !r->in_place;
	}
	if (fd < 0)
		return fail(r, err);
	r->out = fdopen(fd, "w");
	if (r->out != NULL)
		return true;
	(void)close(fd);
	return fail(r, err);
}

bool
rc_rejects_try(struct rc_rejects *r, struct rc_err *err)
{
	if (r->path == NULL)
		return true;
	if (!open_file(r, err))
		return false;
	(void)fclose(r->out);
	r->out = NULL;
	if (r->has_name)
		(void)unlink(r->temporary);
	r->has_name = false;
	return true;
}

static void
put_cell(struct rc_rejects *r, struct rc_str cell)
{
	const char marks[] = { r->separator, '"', '\n', '\r', '\0' };
	bool plain = true;
	size_t i;

	for (i = 0; i < cell.n && plain; i++)
		plain = strchr(marks, cell.p[i]) == NULL;
	if (plain) {
		rc_buf_putstr(&r->line, cell);
		return;
	}
	rc_buf_putc(&r->line, '"');
	for (i = 0; i < cell.n; i++) {
		if (cell.p[i] == '"')
			rc_buf_putc(&r->line, '"');
		rc_buf_putc(&r->line, cell.p[i]);
	}
	rc_buf_putc(&r->line, '"');
}

static bool
write_line(struct rc_rejects *r, struct rc_err *err)
{
	rc_buf_puts(&r->line, "\r\n");
	if (!rc_buf_done(&r->line, err))
		return false;
	errno = 0;
	return fwrite(r->line.p, 1, r->line.n, r->out) == r->line.n ||
	       fail(r, err);
}

static bool
write_header(struct rc_rejects *r, const struct rc_match *match,
             struct rc_err *err)
{
	size_t i;

	rc_buf_clear(&r->line);
	if (r->bom)
		rc_buf_puts(&r->line, "\xEF\xBB\xBF");
	for (i = 0; i < match->n; i++) {
		if (match->ours[i])
			continue;
		put_cell(r, rc_str_of(match->headers[i]));
		rc_buf_putc(&r->line, r->separator);
	}
	rc_buf_printf(&r->line, RC_REJECT_LINE "%c" RC_REJECT_REASON,
	              r->separator);
	return write_line(r, err);
}

/* "serial: ...; purchase_date: ..." */
static void
put_reasons(struct rc_rejects *r, const struct rc_match *match,
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
	put_cell(r, rc_buf_str(&text));
	rc_buf_fini(&text);
}

bool
rc_rejects_add(struct rc_rejects *r, const struct rc_match *match,
               const struct rc_csv_row *row, const struct rc_judged *judged,
               struct rc_err *err)
{
	size_t n = row->n > match->n ? row->n : match->n;
	size_t i;

	if (r->path == NULL)
		return true;
	if (r->out == NULL &&
	    (!open_file(r, err) || !write_header(r, match, err)))
		return false;
	rc_buf_clear(&r->line);
	for (i = 0; i < n; i++) {
		/* What stands beyond the header would shift our columns. */
		if (i >= match->n || match->ours[i])
			continue;
		if (i < row->n)
			put_cell(r, row->cells[i]);
		rc_buf_putc(&r->line, r->separator);
	}
	rc_buf_printf(&r->line, "%llu%c", (unsigned long long)row->line,
	              r->separator);
	put_reasons(r, match, judged);
	return write_line(r, err);
}

/* Gives a name to a file that has none. */
static bool
name_it(struct rc_rejects *r, struct rc_err *err)
{
	char open_file_path[40];

	(void)snprintf(open_file_path, sizeof(open_file_path), OPEN_FILES "/%d",
	               fileno(r->out));
	(void)unlink(r->temporary); /* of a process with our number */
	if (linkat(AT_FDCWD, open_file_path, AT_FDCWD, r->temporary,
	           AT_SYMLINK_FOLLOW) != 0)
		return fail(r, err);
	r->has_name = true;
	return true;
}

bool
rc_rejects_flush(struct rc_rejects *r, struct rc_err *err)
{
	FILE *out = r->out;

	if (out == NULL)
		return true;
	errno = 0;
	if (fflush(out) != 0 || (!r->in_place && fsync(fileno(out)) != 0))
		return fail(r, err);
	if (!r->in_place && !r->has_name && !name_it(r, err))
		return false;
	r->out = NULL;
	return fclose(out) == 0 || fail(r, err);
}

bool
rc_rejects_end(struct rc_rejects *r, struct rc_err *err)
{
	if (!rc_rejects_flush(r, err))
		return false;
	if (!r->has_name)
		return true;
	if (rename(r->temporary, r->path) != 0)
		return fail(r, err);
	r->has_name = false;
	return true;
}
