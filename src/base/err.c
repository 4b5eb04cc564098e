/* SPDX-License-Identifier: MIT */
/* err - filling, wrapping and naming of errors; allocates nothing. */
#include <rollcall/base/err.h>

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#undef rc_fail /* what the header tells the static analyser */
#undef rc_fail_sys
#undef rc_within

struct sys_code {
	int sys;
	enum rc_code code;
};

static const struct sys_code sys_codes[] = {
	{ ENOENT, RC_ENOTFOUND },   { ENOTDIR, RC_ENOTFOUND },
	{ EACCES, RC_EDENIED },     { EPERM, RC_EDENIED },
	{ EROFS, RC_EDENIED },      { ENOSPC, RC_ENOSPACE },
	{ EDQUOT, RC_ENOSPACE },    { ENOMEM, RC_ENOMEM },
	{ EEXIST, RC_ECONFLICT },   { EBUSY, RC_EBUSY },
	{ ETIMEDOUT, RC_ETIMEOUT },
};

static const char *const code_names[RC_CODES] = {
	[RC_OK] = "ok",
	[RC_ENOMEM] = "nomem",
	[RC_EINVALID] = "invalid",
	[RC_EUSAGE] = "usage",
	[RC_ENOTFOUND] = "notfound",
	[RC_ECONFLICT] = "conflict",
	[RC_EREF] = "ref",
	[RC_EDENIED] = "denied",
	[RC_EBUSY] = "busy",
	[RC_EIO] = "io",
	[RC_ENOSPACE] = "nospace",
	[RC_ECORRUPT] = "corrupt",
	[RC_EOFFLINE] = "offline",
	[RC_ETIMEOUT] = "timeout",
	[RC_ECANCELLED] = "cancelled",
	[RC_EUNTRUSTED] = "untrusted",
	[RC_EUNSUPPORTED] = "unsupported",
	[RC_EBUG] = "bug",
};

/* Bytes of `text` without a character that was cut in two at its end. */
static size_t
whole_chars(const char *text, size_t n)
{
	size_t start = n;
	size_t need = 1;
	unsigned char lead;

	while (start > 0 && n - start < 4) {
		lead = (unsigned char)text[--start];
		if ((lead & 0xC0) == 0x80)
			continue;
		if (lead >= 0xF0)
			need = 4;
		else if (lead >= 0xE0)
			need = 3;
		else if (lead >= 0xC0)
			need = 2;
		return n - start < need ? start : n;
	}
	return n;
}

/* As vsnprintf, but never ends in half a character. */
static void RC_PRINTF(3, 0)
        format_whole(char *out, size_t size, const char *fmt, va_list args)
{
	int n = vsnprintf(out, size, fmt, args);

	if (n < 0)
		out[0] = '\0';
	else if ((size_t)n >= size)
		out[whole_chars(out, size - 1)] = '\0';
}

/*
 * Puts a text into err->text: cut at a whole character, and without control
 * characters, because a part of it often is somebody else's input.
 */
static void
set_text(struct rc_err *err, const char *text)
{
	size_t n = strlen(text);
	size_t i;

	if (n >= sizeof(err->text))
		n = whole_chars(text, sizeof(err->text) - 1);
	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		err->text[i] = text[i];
		if (c < 0x20 || c == 0x7F)
			err->text[i] = '?';
	}
	err->text[n] = '\0';
}

bool
rc_fail(struct rc_err *err, enum rc_code code, const char *fmt, ...)
{
	char text[sizeof(err->text) + 4];
	va_list args;

	va_start(args, fmt);
	format_whole(text, sizeof(text), fmt, args);
	va_end(args);
	err->code = code;
	err->sys = 0;
	set_text(err, text);
	return false;
}

bool
rc_fail_sys(struct rc_err *err, int sys, const char *fmt, ...)
{
	char what[sizeof(err->text)];
	char text[2 * sizeof(err->text) + 4];
	va_list args;
	size_t i;

	va_start(args, fmt);
	format_whole(what, sizeof(what), fmt, args);
	va_end(args);
	(void)snprintf(text, sizeof(text), "%s: %s", what, strerror(sys));
	err->code = RC_EIO;
	for (i = 0; i < RC_COUNT(sys_codes); i++) {
		if (sys_codes[i].sys == sys)
			err->code = sys_codes[i].code;
	}
	err->sys = sys;
	set_text(err, text);
	return false;
}

bool
rc_within(struct rc_err *err, const char *fmt, ...)
{
	char where[sizeof(err->text)];
	char text[2 * sizeof(err->text) + 4];
	va_list args;

	va_start(args, fmt);
	format_whole(where, sizeof(where), fmt, args);
	va_end(args);
	(void)snprintf(text, sizeof(text), "%s: %s", where, err->text);
	set_text(err, text);
	return false;
}

const char *
rc_code_name(enum rc_code code)
{
	return (unsigned)code < RC_CODES ? code_names[code] : "bug";
}

void
rc_assert_failed(const char *expr, const char *file, int line)
{
	(void)fprintf(stderr, "%s:%d: cannot happen: %s\n", file, line, expr);
	abort();
}
