/* SPDX-License-Identifier: MIT */
/*
 * fuzz_objects - bytes as a list of objects. The first byte is the size of the
 * chunks. Whatever the chunks, rows, lines and the verdict must be the same; no
 * two records have one line; cells are UTF-8 in NFC within the ceilings, as many
 * as there are names.
 */
#include "import/objects.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/text.h>

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct objects_seen {
	struct rc_buf said;
	uint64_t line;
	size_t rows, columns;
};

static bool
objects_note(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct objects_seen *seen = ctx;
	size_t i;

	(void)err;
	if (seen->rows++ == 0)
		seen->columns = row->n;
	else if (seen->rows > 2)
		RC_ASSERT(row->line > seen->line);
	RC_ASSERT(row->n > 0 && row->n <= RC_CSV_COLUMNS_MAX);
	RC_ASSERT(row->n == seen->columns && !row->unended);
	seen->line = row->line;
	rc_buf_printf(&seen->said, "%llu%d", (unsigned long long)row->line,
	              row->blank);
	for (i = 0; i < row->n; i++) {
		RC_ASSERT(rc_utf8_valid(row->cells[i], NULL));
		/* One more for an apostrophe that is doubled. */
		RC_ASSERT(row->cells[i].n <= RC_CSV_CELL_MAX + 1);
		rc_buf_putc(&seen->said, '|');
		rc_buf_putstr(&seen->said, row->cells[i]);
	}
	rc_buf_putc(&seen->said, '\n');
	return true;
}

static bool
objects_read(struct rc_str s, size_t chunk, struct objects_seen *seen,
             struct rc_err *err)
{
	struct rc_objects *objects = rc_objects_new(objects_note, seen);
	bool ok = true;

	RC_ASSERT(objects != NULL);
	rc_buf_init(&seen->said, 1u << 28);
	seen->line = 0;
	seen->rows = 0;
	while (ok && s.n > 0) {
		struct rc_str now = { s.p, s.n < chunk ? s.n : chunk };

		ok = rc_objects_feed(objects, now, err);
		s.p += now.n;
		s.n -= now.n;
	}
	ok = ok && rc_objects_finish(objects, err);
	RC_ASSERT(ok || err->code == RC_EINVALID);
	rc_objects_free(objects);
	return ok;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct objects_seen whole;
	struct objects_seen parts;
	struct rc_err one = { 0 };
	struct rc_err two = { 0 };
	struct rc_str s;
	bool ok;

	if (size == 0)
		return 0;
	s = (struct rc_str){ (const char *)data + 1, size - 1 };
	ok = objects_read(s, SIZE_MAX, &whole, &one);
	RC_ASSERT(ok == objects_read(s, 1u + data[0] % 64, &parts, &two));
	RC_ASSERT(strcmp(one.text, two.text) == 0);
	RC_ASSERT(rc_str_eq(rc_buf_str(&whole.said), rc_buf_str(&parts.said)));
	rc_buf_fini(&parts.said);
	rc_buf_fini(&whole.said);
	return 0;
}
