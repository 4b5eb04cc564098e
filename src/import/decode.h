/* SPDX-License-Identifier: MIT */
/*
 * decode - bytes of a file in chunks in, UTF-8 in NFC out, in chunks.
 *
 *	struct rc_decoder *d = rc_decoder_new("tcvn3", take, ctx, err);
 *	while (more bytes)
 *		rc_decoder_feed(d, bytes, err)
 *	rc_decoder_finish(d, err)
 *	rc_decoder_free(d);
 *
 * Without an encoding the bytes are UTF-8, or UTF-16 if they begin with its
 * byte order mark. "utf-16" without the mark is little-endian, as Windows
 * writes it, unless the first character says otherwise. A mark that
 * contradicts the encoding asked for is an error, and so are bytes that are
 * UTF-8 to the last where one of the old codes was said: text of those never
 * is, and would be spoilt without a word. The mark is handed on (as that of
 *UTF-8), so that csv can tell that there was one.
 *
 * Nothing is replaced or left out: a byte that is no character of the
 * encoding, half a surrogate pair, an odd byte at the end stop the reading
 * with the line and the offset. Bytes that are not UTF-8 are handed on as they
 * are, since csv says in which cell they stand.
 *
 * Memory is flat: one chunk, and a run of text without any ASCII is held
 * until it ends because what follows may still compose with it.
 */
#ifndef ROLLCALL_SRC_IMPORT_DECODE_H
#define ROLLCALL_SRC_IMPORT_DECODE_H

#include <rollcall/base/buf.h>

/* Takes decoded text, borrowed until it returns; false (having set err) ends
 * the reading. */
typedef bool rc_decode_fn(void *ctx, struct rc_str text, struct rc_err *err);

struct rc_decoder;
/* NULL and RC_EUSAGE for an unknown encoding; `encoding` may be NULL. */
struct rc_decoder *rc_decoder_new(const char *encoding, rc_decode_fn *take,
                                  void *ctx, struct rc_err *err) RC_MUST;
void rc_decoder_free(struct rc_decoder *d); /* takes NULL */
/* After a failure only rc_decoder_free may follow. */
bool rc_decoder_feed(struct rc_decoder *d, struct rc_str bytes,
                     struct rc_err *err) RC_MUST;
bool rc_decoder_finish(struct rc_decoder *d, struct rc_err *err) RC_MUST;
/* "utf-8", "utf-16le", "cp1258" ...: how it is read; NULL before the first
 * three bytes. */
const char *rc_decoder_name(const struct rc_decoder *d);

/* All of a short text at once, appended to b (whose failure sticks). */
bool rc_decode_text(const char *encoding, struct rc_str bytes, struct rc_buf *b,
                    struct rc_err *err) RC_MUST;

#endif
