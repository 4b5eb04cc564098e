/* SPDX-License-Identifier: MIT */
/*
 * money - whole dong: checked sums, and amounts as people in Vietnam write
 * them: groups of three by '.' (or ',' or a blank), decimals by the other sign
 * and only where a word like "trieu" makes them whole.
 */
#include <rollcall/base/money.h>

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>

#include <string.h>

#define SHOWN  40
#define GROUPS 16

bool
rc_vnd_add(rc_vnd a, rc_vnd b, rc_vnd *ret)
{
	if ((b > 0 && a > INT64_MAX - b) || (b < 0 && a < INT64_MIN - b))
		return false;
	*ret = a + b;
	return true;
}

bool
rc_vnd_mul(rc_vnd a, int64_t times, rc_vnd *ret)
{
	if (a > 0 && (times > INT64_MAX / a || times < INT64_MIN / a))
		return false;
	if (a < 0 && times > 0 && a < INT64_MIN / times)
		return false;
	if (a < 0 && times < 0 && a < INT64_MAX / times)
		return false;
	*ret = a * times;
	return true;
}

/* Words after a number, as search keys ("triệu" -> "trieu"). */
static const struct {
	const char *word;
	int zeros;
} units[] = {
	{ "", 0 },      { "d", 0 },     { "dong", 0 }, { "vnd", 0 },
	{ "k", 3 },     { "nghin", 3 }, { "ngan", 3 }, { "tr", 6 },
	{ "trieu", 6 }, { "ty", 9 },    { "ti", 9 },   { "\xE2\x82\xAB", 0 },
};

/* A number as it stands: groups of digits and the signs between them. */
struct written {
	struct rc_str group[GROUPS];
	char sep[GROUPS]; /* before group i; ' ' for any blank */
	size_t n;
	bool minus;
};

static bool
is_digit(struct rc_str s)
{
	return s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9';
}

static void
skip(struct rc_str *s, size_t n)
{
	s->p += n;
	s->n -= n;
}

/* A separator that has a digit after it; returns its bytes, or 0. */
static size_t
separator(struct rc_str s, char *ret)
{
	static const struct {
		const char *text;
		char sep;
	} seps[] = {
		{ ".", '.' },
		{ ",", ',' },
		{ " ", ' ' },
		{ "\xC2\xA0", ' ' },     /* no-break space */
		{ "\xE2\x80\xAF", ' ' }, /* narrow no-break space */
	};
	size_t i;

	for (i = 0; i < RC_COUNT(seps); i++) {
		size_t n = strlen(seps[i].text);
		struct rc_str rest = { s.p + n, s.n - n };

		if (rc_str_starts(s, seps[i].text) && is_digit(rest)) {
			*ret = seps[i].sep;
			return n;
		}
	}
	return 0;
}

/* Takes the number off the front of *s. */
static bool
take_written(struct rc_str *s, struct written *w)
{
	size_t n;

	*w = (struct written){ 0 };
	if (s->n > 0 && s->p[0] == '-') {
		w->minus = true;
		skip(s, 1);
	}
	if (!is_digit(*s))
		return false;
	for (;;) {
		struct rc_str *group = &w->group[w->n++];

		*group = (struct rc_str){ s->p, 0 };
		while (is_digit(*s)) {
			group->n++;
			skip(s, 1);
		}
		if (w->n == GROUPS)
			return true;
		n = separator(*s, &w->sep[w->n]);
		if (n == 0)
			return true;
		skip(s, n);
	}
}

/* Reads what follows the number; how many zeros it stands for. */
static bool
unit_zeros(struct rc_str words, int *ret)
{
	struct rc_buf key;
	struct rc_str rest;
	struct rc_str word;
	int zeros = 0;
	size_t i = 0;

	*ret = 0;
	if (words.n == 0)
		return true;
	rc_buf_init(&key, 64);
	rc_fold_search(&key, words);
	rest = rc_buf_str(&key);
	while (i < RC_COUNT(units) && rc_str_split(&rest, ' ', &word)) {
		for (i = 0; i < RC_COUNT(units); i++) {
			if (rc_str_is(word, units[i].word))
				break;
		}
		if (i < RC_COUNT(units))
			zeros += units[i].zeros;
	}
	if (key.state != RC_BUF_OK)
		i = RC_COUNT(units);
	rc_buf_fini(&key);
	*ret = zeros;
	return i < RC_COUNT(units);
}

/*
 * How many of the groups are whole (the rest, at most one, is decimals)?
 * 0: the signs make no sense. *ret_assumed: one group could be either.
 */
static size_t
whole_groups(const struct written *w, int zeros, bool *ret_assumed)
{
	size_t whole = w->n;
	size_t i;

	*ret_assumed = false;
	if (w->n == 1)
		return 1;
	if (w->n == 2 && w->sep[1] != ' ' &&
	    (w->group[1].n != 3 || (zeros > 0 && w->sep[1] == ','))) {
		*ret_assumed = w->group[1].n == 3;
		return 1;
	}
	if (w->n == 2)
		*ret_assumed = w->sep[1] != ' ';
	if (w->n > 2 && w->sep[w->n - 1] != w->sep[1]) {
		if (w->sep[w->n - 1] == ' ')
			return 0;
		whole--;
	}
	if (w->group[0].n > 3)
		return 0;
	for (i = 1; i < whole; i++) {
		if (w->group[i].n != 3 || w->sep[i] != w->sep[1])
			return 0;
	}
	return whole;
}

/* value * 10 + digit, downwards so that the least number fits. */
static bool
push_digit(int64_t *value, int digit)
{
	if (*value < (INT64_MIN + 1 + digit) / 10)
		return false;
	*value = *value * 10 - digit;
	return true;
}

/* Whole groups, then decimals filled up to `zeros` places. */
static bool
amount_of(const struct written *w, size_t whole, int zeros, int64_t *ret)
{
	struct rc_str decimals = { "", 0 };
	int64_t value = 0;
	size_t i;
	size_t k;

	for (i = 0; i < whole; i++) {
		for (k = 0; k < w->group[i].n; k++) {
			if (!push_digit(&value, w->group[i].p[k] - '0'))
				return false;
		}
	}
	if (whole < w->n)
		decimals = w->group[whole];
	while (decimals.n > 0 && decimals.p[decimals.n - 1] == '0')
		decimals.n--;
	if (decimals.n > (size_t)zeros)
		return false; /* less than one dong */
	for (k = 0; k < (size_t)zeros; k++) {
		int digit = k < decimals.n ? decimals.p[k] - '0' : 0;

		if (!push_digit(&value, digit))
			return false;
	}
	*ret = w->minus ? value : -value;
	return true;
}

/* Digits alone, and few enough: as programs write amounts. */
static bool
plain_amount(struct rc_str s, int64_t *ret)
{
	int64_t value = 0;
	size_t i;

	if (s.n == 0 || s.n > 18)
		return false;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		value = value * 10 + (s.p[i] - '0');
	}
	*ret = value;
	return true;
}

static int
shown(struct rc_str s)
{
	size_t n = s.n < SHOWN ? s.n : SHOWN;

	while (n > 0 && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return (int)n;
}

bool
rc_vnd_parse(struct rc_str s, rc_vnd *ret, bool *ret_assumed,
             struct rc_err *err)
{
	struct rc_str text = rc_str_trim(s);
	struct rc_str rest = text;
	struct written w;
	bool assumed = false;
	size_t whole = 0;
	int64_t value;
	int zeros;

	if (plain_amount(text, &value)) {
		*ret = value;
		if (ret_assumed != NULL)
			*ret_assumed = false;
		return true;
	}
	if (take_written(&rest, &w) && unit_zeros(rc_str_trim(rest), &zeros))
		whole = whole_groups(&w, zeros, &assumed);
	if (whole == 0)
		return rc_fail(err, RC_EINVALID,
		               _("\"%.*s\" is not an amount in đồng (write "
		                 "20000000, 20.000.000 or 20 triệu)"),
		               shown(text), text.p);
	if (!amount_of(&w, whole, zeros, &value))
		return rc_fail(err, RC_EINVALID,
		               _("\"%.*s\" is too large, or not a whole number "
		                 "of đồng"),
		               shown(text), text.p);
	*ret = value;
	if (ret_assumed != NULL)
		*ret_assumed = assumed;
	return true;
}

void
rc_count_put(struct rc_buf *b, int64_t n, char sep)
{
	char digits[32];
	int length = snprintf(digits, sizeof(digits), "%lld", (long long)n);
	int i;

	for (i = 0; i < length; i++) {
		int left = length - i;

		if (sep != '\0' && i > 0 && digits[i - 1] != '-' &&
		    left % 3 == 0)
			rc_buf_putc(b, sep);
		rc_buf_putc(b, digits[i]);
	}
}

void
rc_vnd_put(struct rc_buf *b, rc_vnd amount)
{
	if (amount == RC_VND_NONE)
		return;
	rc_count_put(b, amount, '.');
	rc_buf_puts(b, " \xC4\x91");
}
