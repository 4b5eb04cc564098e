/* SPDX-License-Identifier: MIT */
/* xlsx_book - workbook, formats, sheets and cells. */
#include "render/xlsx_book.h"

#include <rollcall/base/i18n.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_UNITS  32767 /* of UTF-16 that a cell holds */
#define NAME_CELLS  31    /* characters of a sheet's name */
#define PIECE       65536
#define LINE_POINTS 16 /* of a line in 12 point Times, with its space */

/* Day 0 of the program as a sheet counts; before March 1900 it counts wrong. */
#define SHEET_EPOCH 25569
#define SHEET_FIRST 61
/* More digits than a sheet keeps: such a number is written as text. */
#define SHEET_MOST INT64_C(999999999999999)

static const char *const number_formats[RC_CELL_MONEY + 1] = {
	[RC_CELL_COUNT] = "#,##0",
	[RC_CELL_NUMBER] = "0",
	[RC_CELL_PERCENT] = "0%",
	[RC_CELL_DAY] = "dd/mm/yyyy",
	[RC_CELL_INSTANT] = "dd/mm/yyyy hh:mm:ss",
	[RC_CELL_MONEY] = "#,##0 \"\xC4\x91\"",
};

static void
set_look(lxw_format *format, enum rc_book_look look)
{
	switch (look) {
	case RC_LOOK_TOTAL:
		format_set_bold(format);
		format_set_top(format, LXW_BORDER_THIN);
		break;
	case RC_LOOK_GROUP:
		format_set_bold(format);
		format_set_bg_color(format, 0xE8ECF1);
		break;
	case RC_LOOK_LEFT:
		format_set_align(format, LXW_ALIGN_LEFT);
		break;
	case RC_LOOK_HEAD:
		format_set_bold(format);
		format_set_text_wrap(format);
		format_set_align(format, LXW_ALIGN_CENTER);
		format_set_bg_color(format, 0xE8ECF1);
		format_set_bottom(format, LXW_BORDER_THIN);
		break;
	case RC_LOOK_TITLE:
		format_set_bold(format);
		format_set_font_size(format, 15);
		break;
	case RC_LOOK_PLAIN:
	case RC_LOOKS:
		break;
	}
}

static bool
make_formats(struct rc_book *book, bool flat)
{
	int type, look;

	for (type = 0; type <= RC_CELL_MONEY; type++) {
		for (look = 0; look < RC_LOOKS; look++) {
			lxw_format *format =
			        workbook_add_format(book->workbook);

			if (format == NULL)
				return false;
			format_set_font_name(format, "Times New Roman");
			format_set_font_size(format, 12);
			format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
			if (number_formats[type] != NULL)
				format_set_num_format(format,
				                      number_formats[type]);
			else if (!flat && look != RC_LOOK_TITLE)
				format_set_text_wrap(format);
			set_look(format, (enum rc_book_look)look);
			book->formats[type][look] = format;
		}
	}
	return true;
}

/* A file that is gone when nobody holds it, and its name as long as we do. */
static bool
open_unnamed(struct rc_book *book, char *path, size_t size, struct rc_err *err)
{
	const char *folder = getenv("TMPDIR");
	char *name;

	if (folder == NULL || folder[0] == '\0')
		folder = "/tmp";
	name = rc_alloc(strlen(folder) + 32, 1);
	if (name == NULL)
		return rc_fail_nomem(err);
	(void)snprintf(name, strlen(folder) + 32, "%s/rollcall.XXXXXX", folder);
	book->fd = mkstemp(name);
	if (book->fd < 0) {
		rc_fail_sys(err, errno, "%s", folder);
	} else {
		(void)fcntl(book->fd, F_SETFD, FD_CLOEXEC);
		(void)unlink(name);
	}
	rc_free(name);
	(void)snprintf(path, size, "/proc/self/fd/%d", book->fd);
	return book->fd >= 0;
}

bool
rc_book_open(struct rc_renderer *r, bool flat, struct rc_err *err)
{
	char *folder = getenv("TMPDIR");
	lxw_workbook_options options = {
		.constant_memory = flat,
		.tmpdir = folder != NULL && folder[0] != '\0' ? folder : NULL,
		.use_zip64 = LXW_FALSE,
	};
	struct rc_book *book = rc_alloc(1, sizeof(*book));
	char path[48];

	if (book == NULL)
		return rc_fail_nomem(err);
	if (!open_unnamed(book, path, sizeof(path), err)) {
		rc_free(book);
		return false;
	}
	r->book = book;
	book->workbook = workbook_new_opt(path, &options);
	if (book->workbook != NULL && make_formats(book, flat))
		return true;
	rc_book_drop(r);
	return rc_fail_nomem(err);
}

/* Who issues it. */
static const char *
body_of(const struct rc_heading *heading)
{
	size_t i;

	for (i = 0; heading != NULL && i < heading->nvalues; i++)
		if (rc_text_eq(heading->values[i].name, "body"))
			return heading->values[i].text;
	return NULL;
}

bool
rc_book_describe(struct rc_renderer *r, const char *title, const char *subject,
                 struct rc_err *err)
{
	lxw_doc_properties properties = {
		.title = rc_strdup(title),
		.subject = rc_strdup(subject),
		.company =
		        rc_strdup(rc_text_or_empty(body_of(r->style.heading))),
		.comments = rc_strdup("rollcall " RC_VERSION),
	};
	bool done = properties.title != NULL && properties.subject != NULL &&
	            properties.company != NULL && properties.comments != NULL;

	/* The day of the figures, not the moment of making them: the same
	 * report is the same file. */
	if (r->style.day != 0)
		properties.created = (time_t)r->style.day * 24 * 60 * 60;
	if (done)
		done = workbook_set_properties(r->book->workbook,
		                               &properties) == LXW_NO_ERROR;
	rc_free(properties.title);
	rc_free(properties.subject);
	rc_free(properties.company);
	rc_free(properties.comments);
	return done || rc_fail_nomem(err);
}

/* --- sheets -------------------------------------------------------------- */

/* At most 31 characters, none that a name may not have. `most` leaves room. */
static void
put_clean_name(struct rc_buf *b, struct rc_str s, size_t most)
{
	size_t count = 0;
	int32_t cp;
	size_t n;

	while (s.n > 0 && count < most) {
		n = rc_utf8_next(s, &cp);
		if (n == 0)
			break;
		/* Beyond the first plane it counts twice. */
		count += cp > 0xFFFF ? 2 : 1;
		if (count > most)
			break;
		if (cp < 0x80 && strchr("[]:*?/\\'", cp) != NULL)
			rc_buf_putc(b, '-');
		else
			rc_buf_put(b, s.p, n);
		s.p += n;
		s.n -= n;
	}
	while (b->n > 0 && b->p[b->n - 1] == ' ')
		rc_buf_cut(b, b->n - 1);
}

/* The same name twice, in any case of letters, is made another. */
static bool
name_sheet(struct rc_renderer *r, const char *title, struct rc_buf *name)
{
	lxw_workbook *workbook = r->book->workbook;
	unsigned again;

	rc_render_text(r, title);
	for (again = 1; again < 1000; again++) {
		rc_buf_clear(name);
		put_clean_name(name, rc_buf_str(&r->safe),
		               again == 1 ? NAME_CELLS : NAME_CELLS - 6);
		if (name->n == 0)
			rc_buf_putc(name, '-');
		if (again > 1)
			rc_buf_printf(name, " (%u)", again);
		if (name->state != RC_BUF_OK)
			return false;
		/* The name of a sheet that changes are tracked in. */
		if (strcasecmp(name->p, "history") == 0)
			rc_buf_putc(name, '-');
		if (workbook_validate_sheet_name(workbook, name->p) ==
		    LXW_NO_ERROR)
			return true;
	}
	return false;
}

static void
set_page(lxw_worksheet *sheet, struct rc_renderer *r, const char *title)
{
	char header[200];
	struct rc_str s = rc_render_text(r, title);
	size_t n = 0;
	size_t i;

	for (i = 0; i < s.n && n + 8 < sizeof(header); i++) {
		if (s.p[i] == '&')
			header[n++] = '&';
		header[n++] = s.p[i];
	}
	/* Not half a letter. */
	while (i < s.n && n > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80)
		i--, n--;
	header[n] = '\0';
	worksheet_set_paper(sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_set_header(sheet, header);
	worksheet_set_footer(sheet, "&C&P / &N");
}

static void
note_error(struct rc_book *book, lxw_error error)
{
	if (error != LXW_NO_ERROR && book->error == LXW_NO_ERROR)
		book->error = error;
}

/* The rows of a flat sheet are in a file by now; all of them? */
static void
look_at_spool(struct rc_book *book)
{
	FILE *spool =
	        book->sheet == NULL ? NULL : book->sheet->optimize_tmpfile;

	if (spool != NULL && (fflush(spool) != 0 || ferror(spool)))
		note_error(book, LXW_ERROR_CREATING_TMPFILE);
}

bool
rc_book_sheet(struct rc_renderer *r, const char *title, struct rc_err *err)
{
	struct rc_book *book = r->book;
	struct rc_buf name;
	bool done;

	rc_buf_init(&name, 4096);
	done = name_sheet(r, title, &name);
	look_at_spool(book);
	book->sheet =
	        done ? workbook_add_worksheet(book->workbook, name.p) : NULL;
	rc_buf_fini(&name);
	if (book->sheet == NULL)
		return rc_fail_nomem(err);
	book->row = 0;
	set_page(book->sheet, r, title);
	return true;
}

/* --- cells --------------------------------------------------------------- */

void
rc_book_lines(struct rc_book *book, size_t lines)
{
	/* Said, because not every program measures wrapped text itself. */
	if (lines > 1)
		note_error(book,
		           worksheet_set_row(book->sheet, book->row,
		                             (int)(lines > 25 ? 25 : lines) *
		                                     LINE_POINTS,
		                             NULL));
}

void
rc_book_text(struct rc_book *book, size_t column, const char *text,
             enum rc_book_look look)
{
	/* Always as a string: "=1+1" is a text, not a sum. */
	note_error(book, worksheet_write_string(
	                         book->sheet, book->row, (lxw_col_t)column,
	                         text, book->formats[RC_CELL_TEXT][look]));
}

/* The longest front that a cell takes. */
static size_t
front_that_fits(struct rc_str s)
{
	struct rc_str rest = s;
	size_t units = 0;
	int32_t cp;
	size_t n;

	if (s.n <= TEXT_UNITS)
		return s.n;
	while (rest.n > 0) {
		n = rc_utf8_next(rest, &cp);
		units += cp > 0xFFFF ? 2 : 1;
		if (n == 0 || units > TEXT_UNITS)
			break;
		rest.p += n;
		rest.n -= n;
	}
	return s.n - rest.n;
}

static void
put_shown(struct rc_renderer *r, size_t column, struct rc_doc_cell cell,
          enum rc_book_look look)
{
	struct rc_str s = rc_render_cell(r, cell);
	struct rc_buf *b = cell.type == RC_CELL_TEXT ? &r->safe : &r->raw;

	if (s.n == 0)
		return;
	rc_buf_cut(b, front_that_fits(s));
	rc_book_text(r->book, column, b->p, look);
}

/* As a sheet counts; false: it cannot. */
static bool
number_of(struct rc_doc_cell cell, double *ret)
{
	switch (cell.type) {
	case RC_CELL_COUNT:
	case RC_CELL_NUMBER:
	case RC_CELL_MONEY:
		*ret = (double)cell.i;
		return cell.i >= -SHEET_MOST && cell.i <= SHEET_MOST;
	case RC_CELL_PERCENT:
		*ret = (double)cell.i / 100;
		return cell.i >= -SHEET_MOST && cell.i <= SHEET_MOST;
	case RC_CELL_DAY:
		*ret = (double)(cell.i + SHEET_EPOCH);
		return cell.i >= SHEET_FIRST - SHEET_EPOCH;
	case RC_CELL_INSTANT:
		*ret = (double)(cell.i + RC_ZONE_MS) / (double)RC_DAY_MS +
		       SHEET_EPOCH;
		return cell.i >= (SHEET_FIRST - SHEET_EPOCH) * RC_DAY_MS;
	case RC_CELL_NONE:
	case RC_CELL_TEXT:
	case RC_CELL_MESSAGE:
	case RC_CELL_BOOL:
		break;
	}
	return false;
}

void
rc_book_cell(struct rc_renderer *r, size_t column, struct rc_doc_cell cell,
             enum rc_book_look look)
{
	struct rc_book *book = r->book;
	lxw_format *format = book->formats[cell.type][look];
	double number;

	if (number_of(cell, &number))
		note_error(book, worksheet_write_number(book->sheet, book->row,
		                                        (lxw_col_t)column,
		                                        number, format));
	else if (cell.type != RC_CELL_NONE)
		put_shown(r, column, cell, look);
	else if (look == RC_LOOK_TOTAL || look == RC_LOOK_GROUP)
		note_error(book,
		           worksheet_write_blank(book->sheet, book->row,
		                                 (lxw_col_t)column, format));
}

/* --- the end ------------------------------------------------------------- */

static bool
fail_book(lxw_error error, struct rc_err *err)
{
	if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
		return rc_fail_nomem(err);
	if (error == LXW_ERROR_CREATING_TMPFILE)
		return rc_fail(err, RC_ENOSPACE, "%s",
		               _("the workbook cannot be put together; is "
		                 "there room left in $TMPDIR?"));
	return rc_fail(err, RC_EIO, _("cannot make the workbook: %s"),
	               lxw_strerror(error));
}

static bool
send(struct rc_renderer *r, struct rc_err *err)
{
	char *piece = rc_alloc(PIECE, 1);
	bool done = true;
	ssize_t n = 0;

	if (piece == NULL)
		return rc_fail_nomem(err);
	if (lseek(r->book->fd, 0, SEEK_SET) != 0)
		done = rc_fail_sys(err, errno, "%s", "lseek");
	while (done) {
		n = read(r->book->fd, piece, PIECE);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		done = r->sink.write(r->sink.to,
		                     (struct rc_str){ piece, (size_t)n }, err);
	}
	if (done && n < 0)
		done = rc_fail_sys(err, errno, "%s", "read");
	rc_free(piece);
	return done;
}

bool
rc_book_close(struct rc_renderer *r, struct rc_err *err)
{
	struct rc_book *book = r->book;
	lxw_error error;

	/* What could not be made text sticks in the line. */
	if (!rc_buf_done(&r->line, err))
		return false;
	look_at_spool(book);
	if (book->error != LXW_NO_ERROR)
		return fail_book(book->error, err);
	error = workbook_close(book->workbook);
	book->workbook = NULL; /* freed, whatever came of it */
	if (error != LXW_NO_ERROR)
		return fail_book(error, err);
	return rc_book_whole(book->fd, err) && send(r, err);
}

void
rc_book_drop(struct rc_renderer *r)
{
	if (r->book == NULL)
		return;
	lxw_workbook_free(r->book->workbook);
	(void)close(r->book->fd);
	rc_free(r->book);
	r->book = NULL;
}
