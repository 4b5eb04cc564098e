/* SPDX-License-Identifier: MIT */
/*
 * heading - what stands over and under a Party or State document, from a
 * template in data/report. Lines of one place come in the order of the file.
 */
#include "render/html.h"

#include <rollcall/base/data.h>
#include <rollcall/base/i18n.h>

#include <stdio.h>
#include <string.h>

#define BLANK     "\xE2\x80\xA6\xE2\x80\xA6\xE2\x80\xA6" /* to be filled in */
#define NAME_MAX_ 64

struct line {
	struct rc_str place, styles, text;
};

/* "PLACE STYLE...: TEXT"; false for comments and empty lines. */
static bool
split_line(struct rc_str s, struct line *ret)
{
	const char *colon;
	struct rc_str head;

	s = rc_str_trim(s);
	if (s.n == 0 || s.p[0] == '#')
		return false;
	colon = memchr(s.p, ':', s.n);
	if (colon == NULL)
		return false;
	head = (struct rc_str){ s.p, (size_t)(colon - s.p) };
	ret->text = rc_str_trim(
	        (struct rc_str){ colon + 1, (size_t)(s.p + s.n - colon) - 1 });
	ret->styles = head;
	if (!rc_str_split(&ret->styles, ' ', &ret->place))
		return false;
	if (ret->styles.p == NULL)
		ret->styles = RC_STR("");
	return true;
}

static bool
put_day_part(struct rc_renderer *r, struct rc_str name)
{
	struct rc_civil civil = rc_civil_of(r->style.day);

	if (r->style.day == 0)
		return false;
	/* A zero before days under 10, before January and February. */
	if (rc_str_is(name, "day"))
		rc_buf_printf(&r->line, "%02d", civil.day);
	else if (rc_str_is(name, "month"))
		rc_buf_printf(&r->line, civil.month < 3 ? "%02d" : "%d",
		              civil.month);
	else if (rc_str_is(name, "year"))
		rc_buf_printf(&r->line, "%d", civil.year);
	else
		return false;
	return true;
}

static const char *
value_of(const struct rc_heading *heading, struct rc_str name)
{
	size_t i;

	for (i = 0; i < heading->nvalues; i++)
		if (rc_str_is(name, heading->values[i].name))
			return heading->values[i].text;
	return NULL;
}

static void
put_value(struct rc_renderer *r, struct rc_str name)
{
	const char *text = value_of(r->style.heading, name);

	if (text != NULL && text[0] != '\0')
		rc_html_put(&r->line, rc_render_text(r, text));
	else if (!put_day_part(r, name))
		rc_buf_puts(&r->line, BLANK);
}

/* The text with its {blanks} filled. */
static void
put_filled(struct rc_renderer *r, struct rc_str text)
{
	while (text.n > 0) {
		const char *open = memchr(text.p, '{', text.n);
		size_t before = open == NULL ? text.n : (size_t)(open - text.p);
		const char *close;

		rc_html_put(&r->line, (struct rc_str){ text.p, before });
		text.p += before;
		text.n -= before;
		close = text.n == 0 ? NULL : memchr(text.p, '}', text.n);
		if (close == NULL) {
			rc_html_put(&r->line, text);
			return;
		}
		put_value(r, (struct rc_str){ text.p + 1,
		                              (size_t)(close - text.p) - 1 });
		text.n -= (size_t)(close + 1 - text.p);
		text.p = close + 1;
	}
}

static void
open_line(struct rc_renderer *r, const struct line *line)
{
	rc_buf_puts(&r->line, "<p class=\"");
	rc_html_put(&r->line, line->styles);
	rc_buf_puts(&r->line, "\"><span>");
}

static void
close_line(struct rc_renderer *r)
{
	rc_buf_puts(&r->line, "</span></p>\n");
}

/* "- {recipients}": one line for each part between ";". */
static bool
put_list(struct rc_renderer *r, const struct line *line)
{
	const char *open = memchr(line->text.p, '{', line->text.n);
	struct rc_str front, name, rest, part;
	const char *value;

	if (open == NULL || line->text.p[line->text.n - 1] != '}')
		return false;
	front = (struct rc_str){ line->text.p, (size_t)(open - line->text.p) };
	name = (struct rc_str){ open + 1, line->text.n - front.n - 2 };
	value = value_of(r->style.heading, name);
	if (value == NULL || strchr(value, ';') == NULL)
		return false;
	rest = rc_str_of(value);
	while (rc_str_split(&rest, ';', &part)) {
		part = rc_str_trim(part);
		if (part.n == 0)
			continue;
		open_line(r, line);
		rc_html_put(&r->line, front);
		rc_buf_clear(&r->safe);
		rc_text_screen(&r->safe, part);
		rc_html_put(&r->line, rc_buf_str(&r->safe));
		rc_buf_puts(&r->line, rest.p == NULL ? "." : ";");
		close_line(r);
	}
	return true;
}

static void
put_place(struct rc_renderer *r, struct rc_str template, const char *place)
{
	struct rc_str text;
	struct line line;

	while (rc_str_split(&template, '\n', &text)) {
		if (!split_line(text, &line) || !rc_str_is(line.place, place) ||
		    put_list(r, &line))
			continue;
		open_line(r, &line);
		put_filled(r, line.text);
		close_line(r);
	}
}

static void
put_pair(struct rc_renderer *r, struct rc_str template, const char *left,
         const char *right)
{
	rc_buf_printf(&r->line, "<tr><td class=%s>\n", left);
	put_place(r, template, left);
	rc_buf_printf(&r->line, "</td><td class=%s>\n", right);
	put_place(r, template, right);
	rc_buf_puts(&r->line, "</td></tr>\n");
}

bool
rc_heading_put(struct rc_renderer *r, bool end, struct rc_err *err)
{
	char name[NAME_MAX_];
	const struct rc_data *file;
	struct rc_str template;

	(void)snprintf(name, sizeof(name), "report/%.40s.txt",
	               r->style.heading->form);
	file = rc_data_find(name);
	if (file == NULL)
		return rc_fail(err, RC_ENOTFOUND,
		               _("there is no heading \"%.40s\""),
		               r->style.heading->form);
	template = rc_data_str(file);
	if (end) {
		rc_buf_puts(&r->line, "<table class=foot>\n");
		put_pair(r, template, "to", "sign");
		rc_buf_puts(&r->line, "</table>\n");
		return true;
	}
	rc_buf_puts(&r->line, "<table class=head>\n");
	put_pair(r, template, "left", "right");
	put_pair(r, template, "number", "date");
	rc_buf_puts(&r->line, "</table>\n<div class=title>\n");
	put_place(r, template, "title");
	rc_buf_puts(&r->line, "</div>\n");
	return true;
}
