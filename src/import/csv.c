/* SPDX-License-Identifier: MIT */
/*
 * csv - libcsv with what it lacks.
 *
 * libcsv splits bytes into cells; it knows neither lines nor ceilings, keeps a
 * byte order mark and trims blanks. So the bytes are handed to it one line at a
 * time: a row that ends then ends on the line just handed over, and whatever is
 * still open at the end opened on the line of the last cell that was closed.
 */
#include "import/csv.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>
#include <rollcall/base/text.h>

#include "import/csv_plain.h"

#include <csv.h>
#include <string.h>

#define BLOCK 4096u /* by which libcsv grows its cell */
/* The first line may be as long as a row. */
#define HEAD_MAX (RC_CSV_ROW_MAX + 64)

struct rc_csv {
	rc_csv_each *each;
	void *ctx;
	struct csv_parser parser;
	struct rc_buf head; /* until the first line is whole */
	bool begun;         /* the separator is known */
	bool bom;
	char said; /* the separator that the file does not decide; 0 = none */
	char separator;

	uint64_t line;  /* being handed over */
	uint64_t start; /* line where the open row began */
	uint64_t since; /* line where the open cell began */
	bool open;      /* a row has begun */
	bool after_cr;  /* the last byte was CR: an LF belongs to it */
	bool ending;    /* within rc_csv_finish */

	struct rc_buf text; /* the open row, each cell followed by LF */
	size_t ends[RC_CSV_COLUMNS_MAX];
	uint64_t lines[RC_CSV_COLUMNS_MAX]; /* where each cell began */
	struct rc_str cells[RC_CSV_COLUMNS_MAX];
	size_t n;
	struct rc_err *err; /* of the call at hand */
	bool failed;
};

static int
is_no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void *
grow(void *old, size_t size)
{
	return rc_realloc(old, size, 1);
}

static void
cell_too_long(struct rc_csv *csv)
{
	csv->failed = true;
	rc_fail(csv->err, RC_EINVALID,
	        _("line %llu, column %zu: a cell is longer than %u KiB; if it "
	          "begins with a quote, the closing one is missing"),
	        (unsigned long long)csv->since, csv->n + 1,
	        (unsigned)(RC_CSV_CELL_MAX >> 10));
}

static void
on_cell(void *p, size_t n, void *ctx)
{
	struct rc_csv *csv = ctx;

	if (csv->failed)
		return;
	if (n > RC_CSV_CELL_MAX) {
		cell_too_long(csv);
		return;
	}
	if (csv->n == RC_CSV_COLUMNS_MAX) {
		csv->failed = true;
		rc_fail(csv->err, RC_EINVALID,
		        _("line %llu: more than %u columns"),
		        (unsigned long long)csv->start, RC_CSV_COLUMNS_MAX);
		return;
	}
	if (n > 0)
		rc_buf_put(&csv->text, p, n);
	csv->ends[csv->n] = csv->text.n;
	csv->lines[csv->n] = csv->since;
	csv->n++;
	rc_buf_putc(&csv->text, '\n');
	csv->since = csv->line;
}

/* Says where the bad byte of the open row is. */
static void
bad_byte(struct rc_csv *csv, size_t at)
{
	unsigned byte = (unsigned char)csv->text.p[at];
	size_t cell = 0;
	uint64_t line;
	size_t i;

	while (csv->ends[cell] < at)
		cell++;
	line = csv->lines[cell];
	for (i = cell == 0 ? 0 : csv->ends[cell - 1] + 1; i < at; i++) {
		if (csv->text.p[i] == '\n' ||
		    (csv->text.p[i] == '\r' && csv->text.p[i + 1] != '\n'))
			line++;
	}
	csv->failed = true;
	if (byte == 0)
		rc_fail(csv->err, RC_EINVALID,
		        _("line %llu, column %zu: a NUL byte; this is not "
		          "plain text (if it is UTF-16, say --encoding "
		          "utf-16)"),
		        (unsigned long long)line, cell + 1);
	else
		rc_fail(csv->err, RC_EINVALID,
		        _("line %llu, column %zu: byte 0x%02X is not UTF-8; "
		          "say which encoding it is (--encoding), or save the "
		          "file as \"CSV UTF-8\""),
		        (unsigned long long)line, cell + 1, byte);
}

static bool
all_blank(const struct rc_csv *csv)
{
	size_t i;

	for (i = 0; i < csv->n; i++) {
		if (rc_str_trim(csv->cells[i]).n > 0)
			return false;
	}
	return true;
}

static void
on_row(int c, void *ctx)
{
	struct rc_csv *csv = ctx;
	struct rc_csv_row row = { .line = csv->start,
		                  .cells = csv->cells,
		                  .n = csv->n,
		                  .unended = csv->ending };
	size_t begin = 0;
	size_t at;
	size_t i;

	(void)c;
	csv->open = false;
	if (csv->failed)
		return;
	if (!rc_buf_done(&csv->text, csv->err)) {
		csv->failed = true;
		if (csv->text.state == RC_BUF_TOOBIG)
			rc_fail(csv->err, RC_EINVALID,
			        _("line %llu: a row is longer than %u KiB"),
			        (unsigned long long)csv->start,
			        RC_CSV_ROW_MAX >> 10);
		return;
	}
	if (!rc_utf8_valid(rc_buf_str(&csv->text), &at)) {
		bad_byte(csv, at);
		return;
	}
	for (i = 0; i < csv->n; i++) {
		csv->cells[i] = (struct rc_str){ csv->text.p + begin,
			                         csv->ends[i] - begin };
		begin = csv->ends[i] + 1;
	}
	row.blank = all_blank(csv);
	if (!csv->each(csv->ctx, &row, csv->err))
		csv->failed = true;
	csv->n = 0;
	rc_buf_clear(&csv->text);
}

struct rc_csv *
rc_csv_new(rc_csv_each *each, void *ctx)
{
	struct rc_csv *csv = rc_alloc(1, sizeof(*csv));

	if (csv == NULL)
		return NULL;
	if (csv_init(&csv->parser, 0) != 0) {
		rc_free(csv);
		return NULL;
	}
	csv_set_realloc_func(&csv->parser, grow);
	csv_set_free_func(&csv->parser, rc_free);
	csv_set_blk_size(&csv->parser, BLOCK);
	csv_set_space_func(&csv->parser, is_no_space);
	csv->each = each;
	csv->ctx = ctx;
	csv->line = 1;
	csv->separator = ',';
	rc_buf_init(&csv->head, HEAD_MAX);
	rc_buf_init(&csv->text, RC_CSV_ROW_MAX);
	return csv;
}

void
rc_csv_separate(struct rc_csv *csv, char separator)
{
	csv->said = separator;
}

void
rc_csv_free(struct rc_csv *csv)
{
	if (csv == NULL)
		return;
	csv_free(&csv->parser);
	rc_buf_fini(&csv->head);
	rc_buf_fini(&csv->text);
	rc_free(csv);
}

char
rc_csv_separator(const struct rc_csv *csv)
{
	return csv->separator;
}

bool
rc_csv_has_bom(const struct rc_csv *csv)
{
	return csv->bom;
}

/* Hands over bytes that hold no line end, or one at their end. */
static bool
hand_over(struct rc_csv *csv, struct rc_str s)
{
	if (!csv->open && s.n > 0 && s.p[0] != '\n' && s.p[0] != '\r') {
		csv->open = true;
		csv->start = csv->since = csv->line;
	}
	if (csv_parse(&csv->parser, s.p, s.n, on_cell, on_row, csv) != s.n) {
		csv->failed = true;
		return rc_fail_nomem(csv->err);
	}
	/* libcsv's own buffer holds the cell that is still open. */
	if (!csv->failed && csv_get_buffer_size(&csv->parser) >
	                            RC_CSV_CELL_MAX + (size_t)2 * BLOCK)
		cell_too_long(csv);
	return !csv->failed;
}

/* A whole line without a quote: libcsv is not needed. *ret: that it was one. What
 * is wrong with a line is left for the long way to say. */
static bool
take_plain(struct rc_csv *csv, struct rc_str s, bool *ret)
{
	struct rc_csv_row row = { .line = csv->line, .cells = csv->cells };

	while (s.n > 0 && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	*ret = !csv->open && s.n > 0 && s.n <= RC_CSV_CELL_MAX &&
	       rc_utf8_valid(s, NULL) &&
	       rc_csv_plain(s, csv->separator, csv->cells, RC_CSV_COLUMNS_MAX,
	                    &row.n);
	if (!*ret)
		return true;
	csv->n = row.n;
	row.blank = all_blank(csv);
	csv->n = 0;
	if (!csv->each(csv->ctx, &row, csv->err))
		csv->failed = true;
	return !csv->failed;
}

static bool
split_lines(struct rc_csv *csv, struct rc_str s)
{
	bool ended;
	bool plain;
	size_t n;

	if (s.n > 0 && csv->after_cr && s.p[0] == '\n') {
		/* Its CR has ended the line already; a quoted cell wants it. */
		if (csv_parse(&csv->parser, s.p, 1, on_cell, on_row, csv) != 1)
			return rc_fail_nomem(csv->err);
		s.p++;
		s.n--;
		csv->after_cr = false;
	}
	while (s.n > 0 && !csv->failed) {
		struct rc_str line = { s.p, rc_csv_line(s, &ended) };

		n = line.n;
		plain = false;
		if (ended && !take_plain(csv, line, &plain))
			return false;
		if (!plain && !hand_over(csv, line))
			return false;
		csv->after_cr = s.p[n - 1] == '\r';
		if (ended)
			csv->line++;
		s.p += n;
		s.n -= n;
	}
	return !csv->failed;
}

/* The separator that stands most often in the first line outside quotes; the
 * end of that line is the end of s. A tie goes to the earlier of , ; TAB |. */
static char
guess_separator(struct rc_str s)
{
	static const char candidates[] = ",;\t|";
	size_t counts[sizeof(candidates) - 1] = { 0 };
	bool quoted = false;
	size_t best = 0;
	const char *found;
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			quoted = !quoted;
		if (quoted || s.p[i] == '\0')
			continue;
		found = strchr(candidates, s.p[i]);
		if (found != NULL)
			counts[found - candidates]++;
	}
	for (i = 1; i < RC_COUNT(counts); i++) {
		if (counts[i] > counts[best])
			best = i;
	}
	return candidates[best];
}

/* Length of the first row in the head: up to a line end outside quotes. */
static bool
head_row(struct rc_str s, size_t *ret)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			quoted = !quoted;
		if (!quoted && (s.p[i] == '\n' || s.p[i] == '\r')) {
			*ret = i;
			return true;
		}
	}
	return false;
}

/*
 * Looks at the collected beginning; true when the separator is known. `whole`:
 * nothing more will come. *ret_skip bytes are not part of the table.
 */
static bool
look_at_head(struct rc_csv *csv, bool whole, size_t *ret_skip)
{
	struct rc_str s = rc_buf_str(&csv->head);
	size_t skip = 0;
	size_t n;

	csv->bom = s.n >= 3 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0;
	if (csv->bom)
		skip = 3;
	/* Blank lines may come first. */
	while (skip < s.n && (s.p[skip] == '\n' || s.p[skip] == '\r'))
		skip++;
	s.p += skip;
	s.n -= skip;
	if (!head_row(s, &n)) {
		if (!whole && csv->head.n < RC_CSV_ROW_MAX)
			return false;
		n = s.n;
	}
	if (n == 5 && rc_str_is_nocase((struct rc_str){ s.p, 4 }, "sep=")) {
		csv->separator = s.p[4];
		*ret_skip = skip + 5;
		return true;
	}
	csv->separator = guess_separator((struct rc_str){ s.p, n });
	*ret_skip = csv->bom ? 3 : 0;
	return true;
}

bool
rc_csv_may_separate(char c)
{
	return c == '\t' || (c > ' ' && c < '0' && c != '"') ||
	       (c > '9' && c < 'A') || (c > 'Z' && c < 'a') ||
	       (c > 'z' && c < 0x7F);
}

static bool
begin(struct rc_csv *csv, bool whole, struct rc_err *err)
{
	struct rc_str rest;
	size_t skip;
	size_t i;

	if (!rc_buf_done(&csv->head, err))
		return false;
	if (!look_at_head(csv, whole, &skip))
		return true;
	if (csv->said != '\0')
		csv->separator = csv->said;
	if (!rc_csv_may_separate(csv->separator))
		return rc_fail(err, RC_EINVALID,
		               _("line 1: \"sep=\" names no usable separator"));
	csv_set_delim(&csv->parser, (unsigned char)csv->separator);
	csv->begun = true;
	/* Lines before "sep=" count; its own end comes with the rest. */
	for (i = csv->bom ? 3 : 0; i < skip; i++) {
		if (csv->head.p[i] == '\n' ||
		    (csv->head.p[i] == '\r' && csv->head.p[i + 1] != '\n'))
			csv->line++;
	}
	rest = rc_buf_str(&csv->head);
	rest.p += skip;
	rest.n -= skip;
	return split_lines(csv, rest);
}

bool
rc_csv_feed(struct rc_csv *csv, struct rc_str bytes, struct rc_err *err)
{
	size_t room;
	struct rc_str now;

	csv->err = err;
	while (!csv->begun && bytes.n > 0) {
		/* In pieces, so that a huge chunk does not break the ceiling.
		 */
		room = RC_CSV_ROW_MAX - csv->head.n;
		now = (struct rc_str){ bytes.p,
			               bytes.n < room ? bytes.n : room };
		rc_buf_putstr(&csv->head, now);
		bytes.p += now.n;
		bytes.n -= now.n;
		if (!begin(csv, false, err))
			return false;
	}
	return bytes.n == 0 || split_lines(csv, bytes);
}

bool
rc_csv_finish(struct rc_csv *csv, struct rc_err *err)
{
	csv->err = err;
	if (!csv->begun && !begin(csv, true, err))
		return false;
	csv->ending = true;
	csv_set_opts(&csv->parser, CSV_STRICT | CSV_STRICT_FINI);
	if (csv_fini(&csv->parser, on_cell, on_row, csv) != 0 && !csv->failed)
		return rc_fail(
		        err, RC_EINVALID,
		        _("line %llu, column %zu: a quote opens here and "
		          "is never closed"),
		        (unsigned long long)csv->since, csv->n + 1);
	return !csv->failed;
}
