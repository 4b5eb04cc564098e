/* SPDX-License-Identifier: MIT */
/*
 * fuzz_csv - bytes as CSV. The first byte is the size of the chunks. Whatever
 * the chunks, rows, lines and the verdict must be the same; lines only grow;
 * cells are UTF-8 within the ceilings.
 */
#include "import/csv.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/text.h>

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct csv_seen {
	struct rc_buf said;
	uint64_t line;
};

static bool
csv_note(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct csv_seen *seen = ctx;
	size_t i;

	(void)err;
	RC_ASSERT(row->line > seen->line);
	RC_ASSERT(row->n <= RC_CSV_COLUMNS_MAX);
	seen->line = row->line;
	rc_buf_printf(&seen->said, "%llu%d%d", (unsigned long long)row->line,
	              row->blank, row->unended);
	for (i = 0; i < row->n; i++) {
		RC_ASSERT(row->cells[i].n <= RC_CSV_CELL_MAX);
		RC_ASSERT(rc_utf8_valid(row->cells[i], NULL));
		rc_buf_putc(&seen->said, '|');
		rc_buf_putstr(&seen->said, row->cells[i]);
	}
	rc_buf_putc(&seen->said, '\n');
	return true;
}

static bool
csv_read(struct rc_str s, size_t chunk, struct csv_seen *seen,
         struct rc_err *err)
{
	struct rc_csv *csv = rc_csv_new(csv_note, seen);
	bool ok = true;

	RC_ASSERT(csv != NULL);
	rc_buf_init(&seen->said, 1u << 28);
	seen->line = 0;
	while (ok && s.n > 0) {
		struct rc_str now = { s.p, s.n < chunk ? s.n : chunk };

		ok = rc_csv_feed(csv, now, err);
		s.p += now.n;
		s.n -= now.n;
	}
	ok = ok && rc_csv_finish(csv, err);
	RC_ASSERT(ok || err->code == RC_EINVALID);
	rc_csv_free(csv);
	return ok;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct csv_seen whole;
	struct csv_seen parts;
	struct rc_err one = { 0 };
	struct rc_err two = { 0 };
	struct rc_str s;
	bool ok;

	if (size == 0)
		return 0;
	s = (struct rc_str){ (const char *)data + 1, size - 1 };
	ok = csv_read(s, SIZE_MAX, &whole, &one);
	RC_ASSERT(ok == csv_read(s, 1u + data[0] % 64, &parts, &two));
	RC_ASSERT(strcmp(one.text, two.text) == 0);
	RC_ASSERT(rc_str_eq(rc_buf_str(&whole.said), rc_buf_str(&parts.said)));
	rc_buf_fini(&parts.said);
	rc_buf_fini(&whole.said);
	return 0;
}
