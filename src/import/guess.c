/* SPDX-License-Identifier: MIT */
/* guess - decode each way, count the words that could be Vietnamese. */
#include "import/guess.h"

#include "import/decode.h"
#include "import/encoding.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/text.h>

#include <string.h>

#define SHOWN     72           /* cells of a sample */
#define BYTES_MAX (256u << 10) /* looked at */
#define WORD_MAX  64

/* --- syllables ------------------------------------------------------------ */

/* A vowel with a tone is its vowel in `plain` and its place in `toned`:
 * huyền, hỏi, ngã, sắc, nặng. */
static const struct {
	const char *plain;
	const char *toned[5];
} vowels[] = {
	{ "a", { "à", "ả", "ã", "á", "ạ" } },
	{ "ă", { "ằ", "ẳ", "ẵ", "ắ", "ặ" } },
	{ "â", { "ầ", "ẩ", "ẫ", "ấ", "ậ" } },
	{ "e", { "è", "ẻ", "ẽ", "é", "ẹ" } },
	{ "ê", { "ề", "ể", "ễ", "ế", "ệ" } },
	{ "i", { "ì", "ỉ", "ĩ", "í", "ị" } },
	{ "o", { "ò", "ỏ", "õ", "ó", "ọ" } },
	{ "ô", { "ồ", "ổ", "ỗ", "ố", "ộ" } },
	{ "ơ", { "ờ", "ở", "ỡ", "ớ", "ợ" } },
	{ "u", { "ù", "ủ", "ũ", "ú", "ụ" } },
	{ "ư", { "ừ", "ử", "ữ", "ứ", "ự" } },
	{ "y", { "ỳ", "ỷ", "ỹ", "ý", "ỵ" } },
};
enum { TONE_NONE, TONE_SAC = 4, TONE_NANG = 5 };

/* Longer ones first; the empty one last. */
static const char *const beginnings[] = {
	"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th",
	"tr",  "b",  "c",  "d",  "đ",  "g",  "h",  "k",  "l",  "m",
	"n",   "p",  "r",  "s",  "t",  "v",  "x",  "",
};

/* By the vowels they are made of; the end of a syllable follows each blank. */
static const struct {
	const char *vowels;
	const char *ends; /* '|' between; an empty one = none */
} rimes[] = {
	{ "a", "|c|ch|m|n|ng|nh|p|t|i|o|u|y" },
	{ "ă", "c|k|m|n|ng|p|t" },
	{ "â", "c|m|n|ng|p|t|u|y" },
	{ "e", "|c|m|n|ng|o|p|t" },
	{ "ê", "|ch|m|n|nh|p|t|u" },
	{ "i", "|a|ch|m|n|nh|p|t|u" },
	{ "iê", "c|m|n|ng|p|t|u" },
	{ "o", "|a|c|e|i|m|n|ng|p|t" },
	{ "oa", "c|ch|i|m|n|ng|nh|o|p|t|y" },
	{ "oă", "c|m|n|ng|t" },
	{ "oe", "n|o|t" },
	{ "ô", "|c|i|m|n|ng|p|t" },
	{ "ơ", "|i|m|n|p|t" },
	{ "u", "|a|c|i|m|n|ng|p|t|y" },
	{ "uâ", "n|ng|t|y" },
	{ "uê", "|ch|nh" },
	{ "uô", "c|i|m|n|ng|t" },
	{ "uơ", "" },
	{ "uy", "a|ch|n|nh|t|u" },
	{ "uyê", "n|t" },
	{ "ư", "|a|c|i|m|n|ng|t|u" },
	{ "ươ", "c|i|m|n|ng|p|t|u" },
	{ "y", "|ch|m|n|nh|p|t" },
	{ "yê", "m|n|ng|t|u" },
};

/* Copies a word without its tones. False: two tones, or too long. */
static bool
take_tones(struct rc_str word, char *out, size_t *ret_n, int *ret_tone)
{
	int tone = TONE_NONE;
	size_t n = 0;
	size_t step;
	int32_t cp;

	for (; word.n > 0; word.p += step, word.n -= step) {
		struct rc_str letter;
		size_t i;
		size_t k = 0;

		step = rc_utf8_next(word, &cp);
		letter = (struct rc_str){ word.p, step };
		for (i = 0; i < RC_COUNT(vowels) * 5; i++) {
			if (rc_str_is(letter, vowels[i / 5].toned[i % 5]))
				break;
		}
		if (i < RC_COUNT(vowels) * 5) {
			if (tone != TONE_NONE)
				return false;
			tone = (int)(i % 5) + 1;
			letter = rc_str_of(vowels[i / 5].plain);
		}
		if (step == 0 || n + letter.n >= WORD_MAX)
			return false;
		for (k = 0; k < letter.n; k++)
			out[n++] = letter.p[k];
	}
	*ret_n = n;
	*ret_tone = tone;
	return true;
}

/* A syllable that ends in a stop has one of two tones. */
static bool
ends_well(struct rc_str end, int tone)
{
	bool stop = end.n > 0 && (rc_str_is(end, "ch") ||
	                          strchr("ckpt", end.p[end.n - 1]) != NULL);

	return !stop || tone == TONE_SAC || tone == TONE_NANG ||
	       tone == TONE_NONE;
}

static bool
is_rime(struct rc_str s, int tone)
{
	struct rc_str ends;
	struct rc_str end;
	size_t i;

	for (i = 0; i < RC_COUNT(rimes); i++) {
		size_t n = strlen(rimes[i].vowels);

		if (!rc_str_starts(s, rimes[i].vowels))
			continue;
		ends = rc_str_of(rimes[i].ends);
		while (rc_str_split(&ends, '|', &end)) {
			if (end.n == s.n - n &&
			    memcmp(end.p, s.p + n, end.n) == 0 &&
			    ends_well(end, tone))
				return true;
		}
	}
	return false;
}

bool
rc_guess_syllable(struct rc_str word)
{
	char plain[WORD_MAX];
	struct rc_str s = { plain, 0 };
	struct rc_str rime;
	int tone;
	size_t i;

	if (!take_tones(word, plain, &s.n, &tone))
		return false;
	for (i = 0; i < RC_COUNT(beginnings); i++) {
		size_t n = strlen(beginnings[i]);

		if (s.n <= n || memcmp(s.p, beginnings[i], n) != 0)
			continue;
		rime = (struct rc_str){ s.p + n, s.n - n };
		if (is_rime(rime, tone))
			return true;
	}
	return false;
}

/* --- one way to read ------------------------------------------------------ */

static bool
has_high(struct rc_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return true;
	}
	return false;
}

/* Is every character of it a letter, as far as the cases go that matter: what
 * is not ASCII and no letter (§ ¶ ©) makes words of another code. */
static bool
is_sign(int32_t cp)
{
	return (cp >= 0x80 && cp < 0xC0) || cp == 0xD7 || cp == 0xF7 ||
	       (cp >= 0x300 && cp < 0x370) || cp >= 0x2000;
}

/* Signs that people write around words: quotes, dashes, a dot. */
static bool
is_punctuation(int32_t cp)
{
	return cp == 0xA0 || cp == 0xAB || cp == 0xBB || cp == 0xB0 ||
	       cp == 0x20AB || (cp >= 0x2010 && cp <= 0x2026);
}

struct tally {
	uint64_t words, good;
	bool nomem;
};

/* A run of letters and of signs that cannot stand in text. */
static void
count_word(struct tally *tally, struct rc_str word, bool sign)
{
	struct rc_buf folded;

	if (!has_high(word))
		return;
	tally->words++;
	if (sign || word.n > WORD_MAX)
		return;
	rc_buf_init(&folded, (size_t)4 * WORD_MAX);
	rc_fold_match(&folded, word);
	if (folded.state == RC_BUF_OK && rc_guess_syllable(rc_buf_str(&folded)))
		tally->good++;
	rc_buf_fini(&folded);
}

static bool
is_ascii_letter(int32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static struct tally
count_words(struct rc_str text)
{
	struct tally tally = { 0, 0, false };
	struct rc_str word = { text.p, 0 };
	bool sign = false;
	int32_t cp = 0;
	size_t n;

	while (text.n > 0) {
		n = rc_utf8_next(text, &cp);
		if (n == 0)
			n = 1;
		text.p += n;
		text.n -= n;
		if (is_ascii_letter(cp) ||
		    (cp >= 0x80 && !is_punctuation(cp))) {
			word.n += n;
			sign = sign || is_sign(cp);
			continue;
		}
		count_word(&tally, word, sign);
		word = (struct rc_str){ text.p, 0 };
		sign = false;
	}
	count_word(&tally, word, sign);
	return tally;
}

/* The first lines of a text that hold more than ASCII (`high`), or any. */
static bool
take_samples(struct rc_str text, bool high, struct rc_arena *arena,
             struct rc_guess *guess)
{
	struct rc_buf shown;
	struct rc_str line;
	struct rc_str cut;
	size_t width;
	size_t n = 0;

	rc_buf_init(&shown, (size_t)8 * BYTES_MAX);
	while (n < RC_GUESS_SAMPLES && rc_str_split(&text, '\n', &line)) {
		line = rc_str_trim(line);
		if (rc_str_starts(line, "\xEF\xBB\xBF")) {
			line.p += 3;
			line.n -= 3;
		}
		if (high ? !has_high(line) : line.n == 0)
			continue;
		rc_buf_clear(&shown);
		rc_text_screen(&shown, line);
		cut = rc_text_clip(rc_buf_str(&shown), SHOWN, &width);
		if (shown.state == RC_BUF_OK)
			guess->samples[n] = rc_arena_textn(arena, cut.p, cut.n);
		if (guess->samples[n++] == NULL)
			break;
	}
	rc_buf_fini(&shown);
	return n == 0 || guess->samples[n - 1] != NULL;
}

/* *ret_fits: the bytes can be read that way. False: out of memory. */
static bool
try_encoding(const char *name, struct rc_str bytes, struct rc_arena *arena,
             struct rc_guess *ret, bool *ret_fits)
{
	struct rc_guess guess = { .encoding = name };
	struct rc_err err = { 0 };
	struct rc_buf text;
	struct tally tally;
	bool ok;

	*ret_fits = false;
	rc_buf_init(&text, (size_t)8 * BYTES_MAX);
	ok = rc_decode_text(name, bytes, &text, &err);
	if ((!ok && err.code != RC_ENOMEM) ||
	    (ok && text.n > 0 && memchr(text.p, '\0', text.n) != NULL)) {
		rc_buf_fini(&text);
		return true;
	}
	tally = count_words(rc_buf_str(&text));
	ok = ok && text.state == RC_BUF_OK && !tally.nomem &&
	     take_samples(rc_buf_str(&text), tally.words > 0, arena, &guess);
	if (ok) {
		guess.score =
		        tally.words == 0
		                ? 0
		                : (unsigned)(tally.good * 1000 / tally.words);
		*ret = guess;
		*ret_fits = true;
	}
	rc_buf_fini(&text);
	return ok;
}

/* Half of the bytes of Latin text in UTF-16 are NUL; no other code has any. */
static bool
looks_wide(struct rc_str bytes)
{
	size_t zeros = 0;
	size_t i;

	for (i = 0; i < bytes.n; i++)
		zeros += bytes.p[i] == '\0';
	return zeros > bytes.n / 5;
}

static bool
may_be(const struct rc_encoding *encoding, struct rc_str bytes)
{
	bool wide = looks_wide(bytes);

	if (encoding->sort == RC_BYTES_UTF8)
		return !wide && rc_utf8_valid(bytes, NULL);
	if (encoding->sort == RC_BYTES_UTF16)
		return wide;
	return !wide && !rc_utf8_valid(bytes, NULL);
}

/* At most BYTES_MAX, of whole lines if there are any. */
static struct rc_str
front_of(struct rc_str bytes)
{
	size_t n = BYTES_MAX;

	if (bytes.n <= BYTES_MAX)
		return bytes;
	while (n > 0 && bytes.p[n - 1] != '\n')
		n--;
	return (struct rc_str){ bytes.p, n > 0 ? n : BYTES_MAX };
}

bool
rc_guess_encodings(struct rc_str bytes, struct rc_arena *arena,
                   struct rc_guess **ret, size_t *ret_n, struct rc_err *err)
{
	struct rc_guess *list =
	        rc_arena_alloc(arena, RC_GUESS_MAX, sizeof(*list));
	const struct rc_encoding *encoding;
	struct rc_guess guess;
	size_t n = 0;
	size_t at;
	bool fits;
	size_t i;

	if (list == NULL)
		return rc_fail_nomem(err);
	bytes = front_of(bytes);
	for (i = 0; (encoding = rc_encoding_at(i)) != NULL; i++) {
		if (n == RC_GUESS_MAX || !may_be(encoding, bytes))
			continue;
		if (!try_encoding(encoding->name, bytes, arena, &guess, &fits))
			return rc_fail_nomem(err);
		if (!fits)
			continue;
		/* Equal ones stay in the order of the table. */
		for (at = n++; at > 0 && list[at - 1].score < guess.score; at--)
			list[at] = list[at - 1];
		list[at] = guess;
	}
	*ret = list;
	*ret_n = n;
	return true;
}
