/* SPDX-License-Identifier: MIT */
#include "import/decode.h"

#include "import/csv.h"
#include "sentences.h"

#include <rollcall/base/mem.h>
#include <rollcall/base/text.h>

#include <lib/unit.h>

#include <string.h>

#define BYTES(literal)                       \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

static bool
keep(void *ctx, struct rc_str text, struct rc_err *err)
{
	(void)err;
	rc_buf_putstr(ctx, text);
	return true;
}

/* Decodes in chunks of that size; *ret_name is how it was read. */
static bool
decode_in(const char *encoding, struct rc_str s, size_t chunk, struct rc_buf *b,
          const char **ret_name, struct rc_err *err)
{
	struct rc_decoder *d = rc_decoder_new(encoding, keep, b, err);
	bool ok = true;

	assert_non_null(d);
	rc_buf_clear(b);
	while (ok && s.n > 0) {
		struct rc_str now = { s.p, s.n < chunk ? s.n : chunk };

		ok = rc_decoder_feed(d, now, err);
		s.p += now.n;
		s.n -= now.n;
	}
	ok = ok && rc_decoder_finish(d, err);
	*ret_name = rc_decoder_name(d);
	rc_decoder_free(d);
	return ok;
}

static const struct {
	const char *what, *encoding;
	struct rc_str in;
	struct rc_str out; /* NULL: refused */
	const char *said;  /* how it was read, or the error */
} tries[] = {
	{ "nothing", NULL, BYTES(""), BYTES(""), "utf-8" },
	{ "one byte", NULL, BYTES("a"), BYTES("a"), "utf-8" },
	{ "ascii", NULL, BYTES("a;b\n1;2\n"), BYTES("a;b\n1;2\n"), "utf-8" },
	{ "composed", NULL, BYTES("Đắk Lắk"), BYTES("Đắk Lắk"), "utf-8" },
	{ "decomposed", NULL, BYTES("\304\220a\314\206\314\201k Nha\314\200"),
	  BYTES("Đắk Nhà"), "utf-8" },
	{ "tone before shape", NULL, BYTES("vie\314\243\314\202t"),
	  BYTES("việt"), "utf-8" },
	{ "the mark of UTF-8 stays", NULL, BYTES("\357\273\277a"),
	  BYTES("\357\273\277a"), "utf-8" },
	{ "bad UTF-8 is for csv", NULL, BYTES("a\377b"), BYTES("a\377b"),
	  "utf-8" },
	{ "utf-16le", NULL, BYTES("\377\376\020\001a\0\n\0"),
	  BYTES("\357\273\277Đa\n"), "utf-16le" },
	{ "utf-16be", NULL, BYTES("\376\377\001\020\0a\0\n"),
	  BYTES("\357\273\277Đa\n"), "utf-16be" },
	{ "utf-16 of one mark", NULL, BYTES("\377\376"), BYTES("\357\273\277"),
	  "utf-16le" },
	{ "utf-16 without a mark", "utf-16", BYTES("a\0;\0\261\036"),
	  BYTES("a;ằ"), "utf-16le" },
	{ "utf-16 without a mark, big", "UTF-16", BYTES("\0a\0;\036\261"),
	  BYTES("a;ằ"), "utf-16be" },
	{ "utf-16be said", "utf-16be", BYTES("\001\020\0a"), BYTES("Đa"),
	  "utf-16be" },
	{ "utf-16 in pieces", "utf-16", BYTES("e\0\002\003\001\003"),
	  BYTES("ế"), "utf-16le" },
	{ "a pair", "utf-16", BYTES("\075\330\000\336.\0"),
	  BYTES("\360\237\230\200."), "utf-16le" },
	{ "odd",
	  NULL,
	  BYTES("\377\376a\0b"),
	  { NULL, 0 },
	  "line 1: UTF-16 ends with an odd byte (offset 4)" },
	{ "high half, then a letter",
	  NULL,
	  BYTES("\377\376\n\0\075\330a\0"),
	  { NULL, 0 },
	  "line 2: half a surrogate pair in UTF-16 (offset 4)" },
	{ "low half alone",
	  NULL,
	  BYTES("\377\376a\0\000\336"),
	  { NULL, 0 },
	  "line 1: half a surrogate pair in UTF-16 (offset 4)" },
	{ "high half at the end",
	  NULL,
	  BYTES("\377\376\075\330"),
	  { NULL, 0 },
	  "line 1: half a surrogate pair in UTF-16 (offset 2)" },
	{ "high half at the end, odd",
	  NULL,
	  BYTES("\377\376\075\330\000"),
	  { NULL, 0 },
	  "line 1: half a surrogate pair in UTF-16 (offset 2)" },
	{ "the mark is another's",
	  "cp1258",
	  BYTES("\357\273\277abc"),
	  { NULL, 0 },
	  "the file begins with the byte order mark of utf-8, so it is not "
	  "cp1258" },
	{ "utf-8 said, utf-16 found",
	  "utf-8",
	  BYTES("\377\376a\0"),
	  { NULL, 0 },
	  "the file begins with the byte order mark of utf-16, so it is not "
	  "utf-8" },
	{ "cp1258 composes", "cp1258", BYTES("\320\343\354k \324\322 e\314"),
	  BYTES("Đắk Ổ è"), "cp1258" },
	{ "cp1258, no such byte",
	  "cp1258",
	  BYTES("a\r\nb\r\201"),
	  { NULL, 0 },
	  "line 3: byte 0x81 (offset 5) is no character of cp1258 there" },
	{ "tcvn3 has a few marks of its own", "tcvn3", BYTES("a\263"),
	  BYTES("á"), "tcvn3" },
	{ "tcvn3, no such byte",
	  "tcvn3",
	  BYTES("\200"),
	  { NULL, 0 },
	  "line 1: byte 0x80 (offset 0) is no character of tcvn3 there" },
	{ "vni capitals", "vni", BYTES("\321A\331NG V\326\317NG \326\331"),
	  BYTES("ĐÁNG VỰNG Ứ"), "vni" },
	{ "vni, a small mark on a capital", "vni", BYTES("VIE\344T"),
	  BYTES("VIỆT"), "vni" },
	{ "vni, a mark on nothing",
	  "vni",
	  BYTES("a\n\371b"),
	  { NULL, 0 },
	  "line 2: byte 0xF9 (offset 2) is no character of vni there" },
	{ "UTF-8 all through",
	  "latin1",
	  BYTES("Café\n"),
	  { NULL, 0 },
	  "the file is UTF-8, not latin1" },
	{ "UTF-8 all through, vni",
	  "vni",
	  BYTES("Ma\303\271"),
	  { NULL, 0 },
	  "the file is UTF-8, not vni" },
	{ "UTF-8 but for one byte", "latin1", BYTES("\303\251 \351"),
	  BYTES("Ã© é"), "latin1" },
	{ "UTF-8 cut off", "latin1", BYTES("\303\251\n\303"), BYTES("Ã©\nÃ"),
	  "latin1" },
	{ "latin1", "latin1", BYTES("Caf\351 \200"), BYTES("Café €"),
	  "latin1" },
};

static void
test_tries(void **state)
{
	static const size_t chunks[] = { 1, 2, 3, 5, 65536 };
	struct rc_buf b;
	size_t i;
	size_t k;

	(void)state;
	rc_buf_init(&b, 1 << 20);
	for (i = 0; i < RC_COUNT(tries); i++) {
		for (k = 0; k < RC_COUNT(chunks); k++) {
			struct rc_err err = { 0 };
			const char *name;
			bool ok = decode_in(tries[i].encoding, tries[i].in,
			                    chunks[k], &b, &name, &err);

			if (ok != (tries[i].out.p != NULL))
				fail_msg("%s: %s", tries[i].what, err.text);
			assert_string_equal(ok ? name : err.text,
			                    tries[i].said);
			if (ok && !rc_str_eq(rc_buf_str(&b), tries[i].out))
				fail_msg("%s (%zu): %.*s", tries[i].what,
				         chunks[k], (int)b.n, b.p);
		}
	}
	rc_buf_fini(&b);
}

/* Every sentence, in every code, in chunks of every size up to its own. */
static void
test_sentences(void **state)
{
	struct rc_err err = { 0 };
	struct rc_buf b;
	const char *name;
	size_t chunk;
	size_t i;
	size_t k;

	(void)state;
	rc_buf_init(&b, 1 << 20);
	for (i = 0; i < RC_COUNT(sentences); i++) {
		const struct sentence *s = &sentences[i];
		const struct {
			const char *encoding, *bytes, *text;
		} codes[] = {
			{ "utf-8", s->text, s->text },
			{ "cp1258", s->cp1258, s->text },
			{ "tcvn3", s->tcvn3,
			  s->as_tcvn3 != NULL ? s->as_tcvn3 : s->text },
			{ "vni", s->vni, s->text },
		};

		for (k = 0; k < RC_COUNT(codes); k++) {
			struct rc_str in = rc_str_of(codes[k].bytes);

			for (chunk = 1; chunk <= in.n; chunk++) {
				assert_true(decode_in(codes[k].encoding, in,
				                      chunk, &b, &name, &err));
				if (!rc_str_is(rc_buf_str(&b), codes[k].text))
					fail_msg("%s: %.*s", codes[k].encoding,
					         (int)b.n, b.p);
			}
		}
	}
	rc_buf_fini(&b);
}

/* Every byte of every table, behind a letter that marks may stand on: one
 * character that is valid and composed, or refused. */
static void
test_every_byte(void **state)
{
	static const char *const names[] = { "cp1258", "tcvn3", "vni",
		                             "latin1" };
	static const unsigned refused[] = { 9, 24, 17, 5 };
	struct rc_buf b;
	struct rc_buf again;
	size_t i;

	(void)state;
	rc_buf_init(&b, 4096);
	rc_buf_init(&again, 4096);
	for (i = 0; i < RC_COUNT(names); i++) {
		unsigned bad = 0;
		int byte;

		for (byte = 0x80; byte <= 0xFF; byte++) {
			char in[2] = { 'a', (char)byte };
			struct rc_err err = { 0 };

			rc_buf_clear(&b);
			rc_buf_clear(&again);
			if (!rc_decode_text(names[i], (struct rc_str){ in, 2 },
			                    &b, &err)) {
				bad++;
				continue;
			}
			assert_true(rc_utf8_valid(rc_buf_str(&b), NULL));
			rc_text_nfc(&again, rc_buf_str(&b));
			assert_true(
			        rc_str_eq(rc_buf_str(&b), rc_buf_str(&again)));
		}
		if (bad != refused[i])
			fail_msg("%s: %u bytes refused", names[i], bad);
	}
	rc_buf_fini(&again);
	rc_buf_fini(&b);
}

/* Memory stays flat where nothing can be handed on, and csv refuses it. */
static void
test_no_ascii(void **state)
{
	struct rc_err err = { 0 };
	struct rc_buf in;
	struct rc_buf b;
	const char *name;
	size_t i;

	(void)state;
	rc_buf_init(&in, 1 << 24);
	rc_buf_init(&b, 1 << 24);
	for (i = 0; i < 400000; i++)
		rc_buf_puts(&in, "ế");
	assert_true(decode_in(NULL, rc_buf_str(&in), 65536, &b, &name, &err));
	assert_true(rc_str_eq(rc_buf_str(&in), rc_buf_str(&b)));
	rc_buf_fini(&b);
	rc_buf_fini(&in);
}

static void
test_unknown(void **state)
{
	struct rc_err err = { 0 };

	(void)state;
	assert_null(rc_decoder_new("viscii", keep, NULL, &err));
	assert_int_equal(err.code, RC_EUSAGE);
	assert_string_equal(err.text,
	                    "there is no encoding \"viscii\"; there are utf-8, "
	                    "utf-16, cp1258, tcvn3, vni, latin1");
	rc_decoder_free(NULL);
}

static bool
refuse(void *ctx, struct rc_str text, struct rc_err *err)
{
	(void)ctx;
	(void)text;
	return rc_fail(err, RC_ECANCELLED, "enough");
}

static void
test_stop(void **state)
{
	struct rc_err err = { 0 };
	struct rc_decoder *d = rc_decoder_new("vni", refuse, NULL, &err);

	(void)state;
	assert_false(rc_decoder_feed(d, RC_STR("a,b\n1,2\n"), &err));
	assert_int_equal(err.code, RC_ECANCELLED);
	rc_decoder_free(d);
}

/* The n-th allocation fails, for every n. */
static void
test_no_memory(void **state)
{
	struct rc_buf b;
	bool done = false;
	uint64_t n;

	(void)state;
	for (n = 1; !done; n++) {
		struct rc_err err = { 0 };

		rc_buf_init(&b, 4096);
		rc_mem_fail_at(n);
		done = rc_decode_text("vni", RC_STR("Vie\344t Nam"), &b, &err);
		rc_mem_fail_at(0);
		if (!done)
			assert_int_equal(err.code, RC_ENOMEM);
		done = done && b.state == RC_BUF_OK;
		rc_buf_fini(&b);
	}
	assert_true(n > 3);
}

/* --- a file cut anywhere -------------------------------------------------- */

struct cut {
	struct rc_csv *csv;
	unsigned rows;
	bool wrong;
};

static const char *const cut_rows[3][3] = {
	{ "mã", "tên", "ghi chú" },
	{ "TS-1", "Máy Đắk Ổ", "dòng một\nhai" },
	{ "TS-2", "Việt; \"Nam\"", "cũ" },
};

/* Cells of whole rows must be those of the sample; of the last, its front. */
static bool
cut_row(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct cut *cut = ctx;
	size_t i;

	(void)err;
	if (cut->rows == 3)
		return rc_fail(err, RC_EINVALID, "a row too many");
	for (i = 0; i < row->n && i < 3; i++) {
		const char *want = cut_rows[cut->rows][i];

		if (!row->unended && !rc_str_is(row->cells[i], want))
			cut->wrong = true;
		/* What is cut within a letter may lack its marks. */
		if (row->unended && i + 1 < row->n &&
		    !rc_str_is(row->cells[i], want))
			cut->wrong = true;
	}
	if (!row->unended && row->n != 3)
		cut->wrong = true;
	cut->rows++;
	return true;
}

static bool
cut_feed(void *ctx, struct rc_str text, struct rc_err *err)
{
	struct cut *cut = ctx;

	return rc_csv_feed(cut->csv, text, err);
}

static void
cut_at(const char *encoding, struct rc_str s, size_t n, unsigned want)
{
	struct cut cut = { 0 };
	struct rc_err err = { 0 };
	struct rc_decoder *d = rc_decoder_new(encoding, cut_feed, &cut, &err);
	bool ok;

	cut.csv = rc_csv_new(cut_row, &cut);
	assert_non_null(d);
	assert_non_null(cut.csv);
	ok = rc_decoder_feed(d, (struct rc_str){ s.p, n }, &err) &&
	     rc_decoder_finish(d, &err) && rc_csv_finish(cut.csv, &err);
	if (!ok && (err.code != RC_EINVALID || err.text[0] == '\0'))
		fail_msg("%s cut at %zu: %s", encoding, n, err.text);
	if (cut.wrong || (n == s.n && (!ok || cut.rows != want)))
		fail_msg("%s cut at %zu: rows %u, %s", encoding, n, cut.rows,
		         err.text);
	rc_csv_free(cut.csv);
	rc_decoder_free(d);
}

/* clang-format off */
static const struct {
	const char *encoding;
	struct rc_str bytes;
} cut_files[] = {
	{ "utf-8", BYTES(
		"m\303\243;t\303\252n;ghi ch\303\272\015\012TS-1;"
		"M\303\241y \304\220\341\272\257k \341\273\224;\042d\303\262ng m"
		"\341\273\231t\012hai\042\015\012TS-2;\042Vi\341\273\207t;"
		" \042\042Nam\042\042\042;c\305\251\015\012") },
	{ NULL, BYTES(
		"\357\273\277m\303\243;t\303\252n;ghi ch\303\272\015\012TS"
		"-1;M\303\241y \304\220\341\272\257k \341\273\224;\042d\303\262n"
		"g m\341\273\231t\012hai\042\015\012TS-2;\042Vi\341\273"
		"\207t; \042\042Nam\042\042\042;c\305\251\015\012") },
	{ NULL, BYTES(
		"ma\314\203;te\314\202n;ghi chu\314\201\015\012TS"
		"-1;Ma\314\201y \304\220a\314\206\314\201k O\314\202\314\211;"
		"\042do\314\200ng mo\314\243\314\202t\012hai\042\015\012TS"
		"-2;\042Vie\314\243\314\202t; \042\042Nam\042\042\042;c"
		"u\314\203\015\012") },
	{ NULL, BYTES(
		"\377\376m\000\343\000;\000t\000\352\000n\000;\000g\000h\000i\000 \000"
		"c\000h\000\372\000\015\000\012\000T\000S\000-\0001\000;\000M\000\341\000"
		"y\000 \000\020\001\257\036k\000 \000\324\036;\000\042\000d\000\362\000n\000"
		"g\000 \000m\000\331\036t\000\012\000h\000a\000i\000\042\000\015\000\012\000"
		"T\000S\000-\0002\000;\000\042\000V\000i\000\307\036t\000;\000 \000"
		"\042\000\042\000N\000a\000m\000\042\000\042\000\042\000;\000c\000i\001\015\000"
		"\012\000") },
	{ NULL, BYTES(
		"\376\377\000m\000\343\000;\000t\000\352\000n\000;\000g\000h\000i\000 "
		"\000c\000h\000\372\000\015\000\012\000T\000S\000-\0001\000;\000M\000\341"
		"\000y\000 \001\020\036\257\000k\000 \036\324\000;\000\042\000d\000\362\000n"
		"\000g\000 \000m\036\331\000t\000\012\000h\000a\000i\000\042\000\015\000\012"
		"\000T\000S\000-\0002\000;\000\042\000V\000i\036\307\000t\000;\000 "
		"\000\042\000\042\000N\000a\000m\000\042\000\042\000\042\000;\000c\001i\000\015"
		"\000\012") },
	{ "utf-16", BYTES(
		"m\000\343\000;\000t\000\352\000n\000;\000g\000h\000i\000 \000c\000"
		"h\000\372\000\015\000\012\000T\000S\000-\0001\000;\000M\000\341\000y\000"
		" \000\020\001\257\036k\000 \000\324\036;\000\042\000d\000\362\000n\000g\000"
		" \000m\000\331\036t\000\012\000h\000a\000i\000\042\000\015\000\012\000T\000"
		"S\000-\0002\000;\000\042\000V\000i\000\307\036t\000;\000 \000\042\000"
		"\042\000N\000a\000m\000\042\000\042\000\042\000;\000c\000i\001\015\000\012\000") },
	{ "cp1258", BYTES(
		"ma\336;t\352n;ghi ch\372\015\012TS-1;M\341"
		"y \320\343\354k \324\322;\042do\314ng m\364\362t\012ha"
		"i\042\015\012TS-2;\042Vi\352\362t; \042\042Nam\042\042"
		"\042;cu\336\015\012") },
	{ "tcvn3", BYTES(
		"m\267;t\252n;ghi ch\363\015\012TS-1;M\270y"
		" \247\276k \340;\042d\337ng m\351t\012hai\042\015\012T"
		"S-2;\042Vi\326t; \042\042Nam\042\042\042;c\362\015\012") },
	{ "vni", BYTES(
		"ma\365;te\342n;ghi chu\371\015\012TS-1;"
		"Ma\371y \321a\351k O\305;\042do\370ng mo\344t"
		"\012hai\042\015\012TS-2;\042Vie\344t; \042\042Na"
		"m\042\042\042;cu\365\015\012") },
};
/* clang-format on */

static void
test_cut(void **state)
{
	size_t i;
	size_t n;

	(void)state;
	for (i = 0; i < RC_COUNT(cut_files); i++) {
		for (n = 0; n <= cut_files[i].bytes.n; n++)
			cut_at(cut_files[i].encoding, cut_files[i].bytes, n, 3);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tries),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_no_ascii),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_stop),
		cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
