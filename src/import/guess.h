/* SPDX-License-Identifier: MIT */
/*
 * guess - in which encoding bytes that are not UTF-8 were probably written.
 * For a person to choose from; an import never takes it by itself.
 *
 * The bytes are decoded each way, and the words that hold more than ASCII are
 * looked at: the score is the share of them, in thousandths, that are built as
 * Vietnamese syllables are (beginning, rime, tone). A word of another code
 * read wrongly hardly ever is.
 */
#ifndef ROLLCALL_SRC_IMPORT_GUESS_H
#define ROLLCALL_SRC_IMPORT_GUESS_H

#include <rollcall/base/mem.h>
#include <rollcall/base/str.h>

#define RC_GUESS_SAMPLES 3
#define RC_GUESS_MAX     8

struct rc_guess {
	const char *encoding; /* a name that rc_decoder_new() takes */
	unsigned score;       /* 0..1000 */
	/* Lines with more than ASCII, decoded, safe to show, cut; NULL = fewer.
	 */
	const char *samples[RC_GUESS_SAMPLES];
};

/* The likeliest first; what cannot be decoded at all is left out. Bytes that
 * are UTF-8 give that alone. Everything lives in `arena`. */
bool rc_guess_encodings(struct rc_str bytes, struct rc_arena *arena,
                        struct rc_guess **ret, size_t *ret_n,
                        struct rc_err *err) RC_MUST;

/* Is a word, as rc_fold_match() leaves it, built as a Vietnamese syllable? */
bool rc_guess_syllable(struct rc_str word);

#endif
