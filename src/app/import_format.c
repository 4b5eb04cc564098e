/* SPDX-License-Identifier: MIT */
/* import_format - the beginning of a file. */
#include "app/import_format.h"

#include <rollcall/base/i18n.h>

#include "import/csv.h"

#include <string.h>

#define HEAD_MAX 4096u /* bytes in which a format shows itself */

static const char *const names[] = {
	[RC_IMPORT_CSV] = "csv",        [RC_IMPORT_JSON] = "json",
	[RC_IMPORT_GLPI] = "glpi-json", [RC_IMPORT_OCS] = "ocs-xml",
	[RC_IMPORT_NOTHING] = "json",
};

const char *
rc_import_format_name(enum rc_import_format format)
{
	return names[format];
}

/* --- how it begins -------------------------------------------------------- */

struct head {
	char bytes[HEAD_MAX];
	size_t n;
	bool taken;
};

/* Takes the first chunk and ends the reading. */
static bool
take_head(void *ctx, struct rc_str chunk, struct rc_err *err)
{
	struct head *head = ctx;

	(void)err;
	head->n = chunk.n < HEAD_MAX ? chunk.n : HEAD_MAX;
	memcpy(head->bytes, chunk.p, head->n);
	head->taken = true;
	return false;
}

static struct rc_str
after(struct rc_str s, size_t n)
{
	return (struct rc_str){ s.p + n, s.n - n };
}

static struct rc_str
skip_blanks(struct rc_str s)
{
	while (s.n > 0 && s.p[0] != '\0' && strchr(" \t\r\n", s.p[0]) != NULL)
		s = after(s, 1);
	return s;
}

static bool
begins_with(struct rc_str s, const char *front)
{
	if (s.n > strlen(front))
		s.n = strlen(front);
	return rc_str_is_nocase(s, front);
}

/* The text in quotes at the front of *s, which goes behind it. */
static struct rc_str
take_text(struct rc_str *s)
{
	struct rc_str text = { s->p + 1, 0 };

	*s = after(*s, 1);
	while (s->n > 0 && s->p[0] != '"')
		*s = after(*s, s->p[0] == '\\' && s->n > 1 ? 2 : 1);
	text.n = (size_t)(s->p - text.p);
	if (s->n > 0)
		*s = after(*s, 1);
	return text;
}

/* Has the object at the front of s a name that only an inventory has? What lies
 * within its values does not count. */
static bool
is_inventory(struct rc_str s)
{
	struct rc_str text;
	size_t depth = 0;

	while (s.n > 0) {
		char c = s.p[0];

		if (c == '"') {
			text = take_text(&s);
			if (depth == 1 && rc_str_starts(skip_blanks(s), ":") &&
			    (rc_str_is(text, "deviceid") ||
			     rc_str_is(text, "content")))
				return true;
			continue;
		}
		depth += c == '{' || c == '[';
		if ((c == '}' || c == ']') && --depth == 0)
			return false;
		s = after(s, 1);
	}
	return false;
}

static enum rc_import_format
guess(struct rc_str s)
{
	if (rc_str_starts(s, "\xEF\xBB\xBF"))
		s = after(s, 3);
	s = skip_blanks(s);
	if (begins_with(s, "<?xml") || begins_with(s, "<REQUEST"))
		return RC_IMPORT_OCS;
	if (rc_str_starts(s, "{"))
		return RC_IMPORT_GLPI;
	if (!rc_str_starts(s, "["))
		return RC_IMPORT_CSV;
	s = skip_blanks(after(s, 1));
	if (rc_str_starts(s, "]") && skip_blanks(after(s, 1)).n == 0)
		return RC_IMPORT_NOTHING;
	if (!rc_str_starts(s, "{"))
		return RC_IMPORT_CSV;
	return is_inventory(s) ? RC_IMPORT_GLPI : RC_IMPORT_JSON;
}

/* --- which format --------------------------------------------------------- */

static bool
named(const char *name, enum rc_import_format *ret, struct rc_err *err)
{
	size_t i;

	for (i = 0; i < RC_COUNT(names); i++) {
		if (strcmp(name, names[i]) != 0)
			continue;
		*ret = (enum rc_import_format)i;
		return true;
	}
	return rc_fail(err, RC_EUSAGE,
	               _("there is no format %s; there are csv, json, "
	                 "glpi-json, ocs-xml"),
	               name);
}

bool
rc_import_format_find(const struct rc_import_options *options,
                      struct rc_source *source, struct rc_err *err)
{
	struct head head = { .n = 0 };
	enum rc_import_format seen;
	enum rc_import_format format;

	if (!rc_source_each(source, take_head, &head, err) && !head.taken)
		return false;
	seen = guess((struct rc_str){ head.bytes, head.n });
	format = seen;
	if (options->format != NULL && !named(options->format, &format, err))
		return false;
	/* It has no names to be judged by. */
	if (format == RC_IMPORT_JSON && seen == RC_IMPORT_NOTHING)
		format = seen;
	if (options->separator != '\0' &&
	    !rc_csv_may_separate(options->separator))
		return rc_fail(err, RC_EUSAGE,
		               _("cells cannot be separated by that; write , "
		                 "; | or tab"));
	source->format = format;
	source->separator = options->separator;
	return true;
}
