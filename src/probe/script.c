/* SPDX-License-Identifier: MIT */
/* script - the probe script and the frame of its answer. */
#include "probe/script.h"

#include <rollcall/base/data.h>
#include <rollcall/base/i18n.h>

#include <stdio.h>
#include <string.h>

#define LINES_MAX  100000
#define SENTINEL   "--rollcall "
#define TAIL_BYTES 160 /* more than any end sentinel */

static const struct {
	const char *file, *command;
	const char *set, *to, *end; /* of a line that sets a variable */
} platforms[RC_PLATFORMS] = {
	[RC_PLATFORM_POSIX] = { "probe/linux.sh", "sh -s", "ROLLCALL_", "='",
	                        "'\n" },
	/* -Command - would read line by line, as if typed. */
	[RC_PLATFORM_WINDOWS] = { "probe/windows.ps1",
	                          "powershell -NoProfile -NonInteractive "
	                          "-Command \"[ScriptBlock]::Create("
	                          "[Console]::In.ReadToEnd()).Invoke()\"",
	                          "$ROLLCALL_", " = '", "'\n" },
};

enum rc_platform
rc_probe_platform(const char *banner)
{
	return strstr(banner, "OpenSSH_for_Windows") != NULL
	               ? RC_PLATFORM_WINDOWS
	               : RC_PLATFORM_POSIX;
}

const char *
rc_probe_command(enum rc_platform platform)
{
	return platforms[platform].command;
}

static bool
is_hex(const char *text)
{
	return *text != '\0' && text[strspn(text, "0123456789abcdef")] == '\0';
}

/* Nothing in it that a quote, a shell or a line end could be made of. */
static bool
is_plain(const char *text)
{
	return strlen(text) <= RC_PROBE_SOFTWARE_MAX &&
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789 ;")] ==
	               '\0';
}

static void
put_variable(struct rc_buf *b, enum rc_platform platform, const char *name,
             const char *value)
{
	rc_buf_puts(b, platforms[platform].set);
	rc_buf_puts(b, name);
	rc_buf_puts(b, platforms[platform].to);
	rc_buf_puts(b, value);
	rc_buf_puts(b, platforms[platform].end);
}

/* Comment lines and indentation stay at home: they would cost every device a
 * few kilobytes on what may be a slow line. */
static struct rc_str
lean(struct rc_str line)
{
	while (line.n > 0 && (line.p[0] == '\t' || line.p[0] == ' ')) {
		line.p++;
		line.n--;
	}
	if (line.n > 0 && line.p[0] == '#')
		line.n = 0;
	return line;
}

bool
rc_probe_script(enum rc_platform platform, const char *nonce,
                const struct rc_probe_wish *wish, struct rc_buf *b,
                struct rc_err *err)
{
	const char *software = wish != NULL ? wish->software : NULL;
	const struct rc_data *file = rc_data_find(platforms[platform].file);
	struct rc_str rest, line;
	char measure[12] = "";

	if (file == NULL)
		return rc_fail(err, RC_EBUG, "no probe script in this build");
	if (!is_hex(nonce))
		return rc_fail(err, RC_EBUG, "the nonce is not hex");
	if (software != NULL && !is_plain(software))
		return rc_fail(err, RC_EBUG, "the software list is not plain");
	if (wish != NULL && wish->measure_kb > 0)
		(void)snprintf(measure, sizeof(measure), "%u",
		               wish->measure_kb);
	put_variable(b, platform, "NONCE", nonce);
	put_variable(b, platform, "SOFTWARE", software != NULL ? software : "");
	put_variable(b, platform, "SUDO",
	             wish != NULL && wish->sudo ? "1" : "");
	put_variable(b, platform, "MEASURE", measure);
	rest = rc_data_str(file);
	while (rc_str_split(&rest, '\n', &line)) {
		line = lean(line);
		if (line.n == 0)
			continue;
		rc_buf_putstr(b, line);
		rc_buf_putc(b, '\n');
	}
	return rc_buf_done(b, err);
}

/* Takes the next line off `rest`, without its end (\n or \r\n). */
static bool
next_line(struct rc_str *rest, struct rc_str *ret)
{
	if (rest->n == 0 || !rc_str_split(rest, '\n', ret))
		return false;
	if (ret->n > 0 && ret->p[ret->n - 1] == '\r')
		ret->n--;
	return true;
}

/* "--rollcall <nonce> <word> <number>" */
static bool
is_sentinel(struct rc_str line, const char *nonce, const char *word,
            int64_t *ret_number)
{
	char head[128];

	(void)snprintf(head, sizeof(head), SENTINEL "%s %s ", nonce, word);
	if (!rc_str_starts(line, head))
		return false;
	line.p += strlen(head);
	line.n -= strlen(head);
	return rc_str_int(line, 0, LINES_MAX, ret_number);
}

bool
rc_probe_ended(struct rc_str answer, const char *nonce)
{
	struct rc_str tail = answer, line;
	int64_t number;

	if (answer.n == 0 || answer.p[answer.n - 1] != '\n')
		return false;
	if (tail.n > TAIL_BYTES) {
		tail.p += tail.n - TAIL_BYTES;
		tail.n = TAIL_BYTES;
	}
	tail.n--;
	for (size_t i = tail.n; i-- > 0;) {
		if (tail.p[i] != '\n')
			continue;
		tail.p += i + 1;
		tail.n -= i + 1;
		break;
	}
	return next_line(&tail, &line) &&
	       is_sentinel(line, nonce, "end", &number);
}

size_t
rc_probe_begins(struct rc_str answer, const char *nonce)
{
	struct rc_str rest = answer, line;
	int64_t number;

	while (memchr(rest.p, '\n', rest.n) != NULL) {
		size_t at = answer.n - rest.n;

		(void)rc_str_split(&rest, '\n', &line);
		if (is_sentinel(line, nonce, "begin", &number))
			return at;
	}
	return answer.n;
}

bool
rc_probe_frame(struct rc_str answer, const char *nonce,
               struct rc_str *ret_lines, struct rc_err *err)
{
	struct rc_str rest = answer, line, lines = { NULL, 0 };
	int64_t number, count = 0;
	bool begun = false;

	while (next_line(&rest, &line)) {
		if (!begun) {
			begun = is_sentinel(line, nonce, "begin", &number) &&
			        number == 1;
			lines.p = rest.p;
		} else if (!is_sentinel(line, nonce, "end", &number)) {
			count++;
		} else if (number != count) {
			return rc_fail(err, RC_EINVALID,
			               _("the answer has %lld lines, its "
			                 "end says %lld"),
			               (long long)count, (long long)number);
		} else {
			lines.n = (size_t)(line.p - lines.p);
			*ret_lines = lines;
			return true;
		}
	}
	if (begun)
		return rc_fail(err, RC_EINVALID, "%s",
		               _("the answer breaks off: its end is missing"));
	return rc_fail(err, RC_EINVALID, "%s",
	               _("no answer to the probe: is the login shell's sh a "
	                 "POSIX shell?"));
}
