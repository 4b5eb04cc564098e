/* SPDX-License-Identifier: MIT */
/*
 * fuzz_decode - bytes in every encoding. The first byte picks the encoding and
 * the size of the chunks. Whatever the chunks, the text must be the same, and
 * text of any encoding but UTF-8 (which csv judges) must be UTF-8 in NFC.
 */
#include "import/decode.h"
#include "import/guess.h"

#include <rollcall/base/mem.h>
#include <rollcall/base/text.h>

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const decode_names[] = { NULL,     "utf-8",   "utf-16",
	                                    "cp1258", "tcvn3",   "vni",
	                                    "latin1", "utf-16be" };

static bool
decode_keep(void *ctx, struct rc_str text, struct rc_err *err)
{
	(void)err;
	rc_buf_putstr(ctx, text);
	return true;
}

static bool
decode_in(const char *name, struct rc_str s, size_t chunk, struct rc_buf *b)
{
	struct rc_err err = { 0 };
	struct rc_decoder *d = rc_decoder_new(name, decode_keep, b, &err);
	bool ok = true;

	RC_ASSERT(d != NULL);
	while (ok && s.n > 0) {
		struct rc_str now = { s.p, s.n < chunk ? s.n : chunk };

		ok = rc_decoder_feed(d, now, &err);
		s.p += now.n;
		s.n -= now.n;
	}
	ok = ok && rc_decoder_finish(d, &err);
	RC_ASSERT(ok || err.code == RC_EINVALID);
	RC_ASSERT(!ok || rc_decoder_name(d) != NULL);
	rc_decoder_free(d);
	return ok;
}

/* NUL is a character here: csv refuses it. */
static bool
decode_is_text(struct rc_str s)
{
	int32_t cp;
	size_t n;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = *s.p == '\0' ? 1 : rc_utf8_next(s, &cp);
		if (n == 0)
			return false;
	}
	return true;
}

static void
decode_check(const char *name, struct rc_str s, size_t chunk)
{
	struct rc_buf whole;
	struct rc_buf parts;
	struct rc_buf composed;

	rc_buf_init(&whole, 1u << 26);
	rc_buf_init(&parts, 1u << 26);
	rc_buf_init(&composed, 1u << 26);
	if (decode_in(name, s, SIZE_MAX, &whole)) {
		RC_ASSERT(decode_in(name, s, chunk, &parts));
		if (decode_is_text(rc_buf_str(&whole))) {
			RC_ASSERT(rc_str_eq(rc_buf_str(&whole),
			                    rc_buf_str(&parts)) ||
			          memchr(s.p, 0, s.n) != NULL);
		}
		if (name != NULL && strcmp(name, "utf-8") != 0)
			RC_ASSERT(decode_is_text(rc_buf_str(&whole)));
		if (rc_utf8_valid(rc_buf_str(&whole), NULL)) {
			rc_text_nfc(&composed, rc_buf_str(&whole));
			RC_ASSERT(rc_str_eq(rc_buf_str(&whole),
			                    rc_buf_str(&composed)));
		}
	} else {
		RC_ASSERT(!decode_in(name, s, chunk, &parts));
	}
	rc_buf_fini(&composed);
	rc_buf_fini(&parts);
	rc_buf_fini(&whole);
}

static void
decode_guess(struct rc_str s)
{
	struct rc_arena arena;
	struct rc_err err = { 0 };
	struct rc_guess *list;
	size_t n;
	size_t i;

	rc_arena_init(&arena);
	RC_ASSERT(rc_guess_encodings(s, &arena, &list, &n, &err));
	for (i = 0; i < n; i++) {
		RC_ASSERT(list[i].score <= 1000);
		RC_ASSERT(i == 0 || list[i - 1].score >= list[i].score);
	}
	rc_arena_fini(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rc_str s;
	size_t chunk;

	if (size == 0)
		return 0;
	s = (struct rc_str){ (const char *)data + 1, size - 1 };
	chunk = 1 + data[0] / RC_COUNT(decode_names);
	decode_check(decode_names[data[0] % RC_COUNT(decode_names)], s, chunk);
	/* Slow: a quarter of the tries will do. */
	if (chunk % 4 == 0)
		decode_guess(s);
	return 0;
}
