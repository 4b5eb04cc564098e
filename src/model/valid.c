/* SPDX-License-Identifier: MIT */
/* valid - what a text of a certain form may hold: hosts, addresses, codes. */
#include <rollcall/model/field.h>

#include <rollcall/base/text.h>

#include <arpa/inet.h>
#include <string.h>

#define HOST_MAX  253
#define LABEL_MAX 63
#define CODE_MAX  ((size_t)64) /* characters */

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

bool
rc_valid_ip(struct rc_str s)
{
	char text[INET6_ADDRSTRLEN];
	unsigned char address[sizeof(struct in6_addr)];

	if (s.n == 0 || s.n >= sizeof(text) || memchr(s.p, '\0', s.n) != NULL)
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	return inet_pton(AF_INET, text, address) == 1 ||
	       inet_pton(AF_INET6, text, address) == 1;
}

static bool
is_label(struct rc_str label)
{
	size_t i;

	if (label.n == 0 || label.n > LABEL_MAX || label.p[0] == '-' ||
	    label.p[label.n - 1] == '-')
		return false;
	for (i = 0; i < label.n; i++) {
		if (!is_alnum(label.p[i]) && label.p[i] != '-' &&
		    label.p[i] != '_')
			return false;
	}
	return true;
}

bool
rc_valid_host(struct rc_str s)
{
	struct rc_str rest = s;
	struct rc_str label;
	bool named = false; /* has more than digits and dots */
	size_t i;

	if (s.n == 0 || s.n > HOST_MAX)
		return false;
	if (rc_valid_ip(s))
		return true;
	while (rc_str_split(&rest, '.', &label)) {
		if (!is_label(label))
			return false;
		for (i = 0; i < label.n; i++)
			named = named || label.p[i] < '0' || label.p[i] > '9';
	}
	return named; /* "10.75.1" is an address gone wrong */
}

/* Twelve hex digits in groups of `group`, parted by `mark`. */
static bool
is_mac(struct rc_str s, size_t group, char mark)
{
	size_t i;

	if (s.n != 12 + 12 / group - 1)
		return false;
	for (i = 0; i < s.n; i++) {
		if (i % (group + 1) == group ? s.p[i] != mark : !is_hex(s.p[i]))
			return false;
	}
	return true;
}

bool
rc_valid_mac(struct rc_str s)
{
	struct rc_str rest = rc_str_trim(s);
	struct rc_str mac;

	while (rc_str_split(&rest, ' ', &mac)) {
		if (!is_mac(mac, 2, ':') && !is_mac(mac, 2, '-') &&
		    !is_mac(mac, 4, '.'))
			return false;
	}
	return true;
}

/* Would a screen show every character as it is? */
static bool
is_visible(struct rc_str s)
{
	struct rc_buf shown;
	bool same;
	size_t i;

	for (i = 0; i < s.n && s.p[i] >= 0x20 && s.p[i] < 0x7F; i++)
		;
	if (i == s.n)
		return true;
	rc_buf_init(&shown, 8 * s.n);
	rc_text_screen(&shown, s);
	same = shown.state == RC_BUF_OK && rc_str_eq(rc_buf_str(&shown), s);
	rc_buf_fini(&shown);
	return same;
}

bool
rc_valid_code(struct rc_str s)
{
	struct rc_str rest = s;
	size_t characters = 0;
	int32_t cp;
	size_t n;

	if (s.n == 0 || s.n > 4 * CODE_MAX || rc_str_trim(s).n != s.n ||
	    !rc_utf8_valid(s, NULL))
		return false;
	for (; rest.n > 0; rest.p += n, rest.n -= n) {
		n = rc_utf8_next(rest, &cp);
		characters++;
	}
	return characters <= CODE_MAX && is_visible(s);
}
