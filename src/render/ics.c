/* SPDX-License-Identifier: MIT */
/* ics - iCalendar by hand: there is little of it. */
#include <rollcall/render/ics.h>

#define FOLD_OCTETS 75u
#define LINE_MAX_   ((size_t)1 << 20)
#define OUT_MAX     ((size_t)64 << 20)
#define CHUNK       ((size_t)32 << 10)

static void
flush(struct rc_ics *ics)
{
	if (ics->failed)
		return;
	if (!rc_buf_done(&ics->line, &ics->err) ||
	    !rc_buf_done(&ics->out, &ics->err) ||
	    !ics->sink.write(ics->sink.to, rc_buf_str(&ics->out), &ics->err))
		ics->failed = true;
	rc_buf_clear(&ics->out);
}

/* Ends the line at hand: a part of at most 75 octets a line, the later ones
 * after a blank, none cut within a character. */
static void
end_line(struct rc_ics *ics)
{
	struct rc_str rest = rc_buf_str(&ics->line);
	size_t room = FOLD_OCTETS;

	while (rest.n > room) {
		size_t n = room;

		while (n > 1 && ((unsigned char)rest.p[n] & 0xC0) == 0x80)
			n--;
		rc_buf_put(&ics->out, rest.p, n);
		rc_buf_puts(&ics->out, "\r\n ");
		rest.p += n;
		rest.n -= n;
		room = FOLD_OCTETS - 1;
	}
	rc_buf_putstr(&ics->out, rest);
	rc_buf_puts(&ics->out, "\r\n");
	if (ics->line.state != RC_BUF_OK)
		flush(ics);
	rc_buf_clear(&ics->line);
	if (ics->out.n >= CHUNK)
		flush(ics);
}

static void
put_line(struct rc_ics *ics, const char *text)
{
	rc_buf_puts(&ics->line, text);
	end_line(ics);
}

/* "NAME:" and a text in which nothing has a meaning. */
static void
put_text(struct rc_ics *ics, const char *name, const char *text)
{
	size_t i;

	rc_buf_printf(&ics->line, "%s:", name);
	for (i = 0; text[i] != '\0'; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\n') {
			rc_buf_puts(&ics->line, "\\n");
			continue;
		}
		if (c < ' ' || c == 0x7F)
			continue;
		if (c == '\\' || c == ';' || c == ',')
			rc_buf_putc(&ics->line, '\\');
		rc_buf_putc(&ics->line, text[i]);
	}
	end_line(ics);
}

static void
put_day(struct rc_ics *ics, const char *name, rc_date day)
{
	struct rc_civil c = rc_civil_of(day);

	rc_buf_printf(&ics->line, "%s;VALUE=DATE:%04d%02d%02d", name, c.year,
	              c.month, c.day);
	end_line(ics);
}

/* In UTC, to the second. */
static void
put_stamp(struct rc_ics *ics)
{
	int64_t seconds = ics->now / 1000;
	int64_t day = seconds / 86400;
	struct rc_civil c = rc_civil_of((rc_date)day);
	int64_t s = seconds % 86400;

	rc_buf_printf(&ics->line, "DTSTAMP:%04d%02d%02dT%02d%02d%02dZ", c.year,
	              c.month, c.day, (int)(s / 3600), (int)(s / 60 % 60),
	              (int)(s % 60));
	end_line(ics);
}

void
rc_ics_begin(struct rc_ics *ics, const struct rc_sink *sink, rc_ms now)
{
	*ics = (struct rc_ics){ .sink = *sink, .now = now };
	rc_buf_init(&ics->line, LINE_MAX_);
	rc_buf_init(&ics->out, OUT_MAX);
	put_line(ics, "BEGIN:VCALENDAR");
	put_line(ics, "VERSION:2.0");
	put_line(ics, "PRODID:-//rollcall//report calendar//EN");
	put_line(ics, "CALSCALE:GREGORIAN");
}

void
rc_ics_put(struct rc_ics *ics, const struct rc_ics_event *event)
{
	put_line(ics, "BEGIN:VEVENT");
	put_text(ics, "UID", event->uid);
	put_stamp(ics);
	put_day(ics, "DTSTART", event->day);
	put_day(ics, "DTEND", event->day + 1); /* the first one after */
	put_text(ics, "SUMMARY", event->summary);
	if (event->description != NULL)
		put_text(ics, "DESCRIPTION", event->description);
	put_line(ics, "TRANSP:TRANSPARENT");
	if (event->alarm_days > 0) {
		put_line(ics, "BEGIN:VALARM");
		put_line(ics, "ACTION:DISPLAY");
		rc_buf_printf(&ics->line, "TRIGGER:-P%dD", event->alarm_days);
		end_line(ics);
		put_text(ics, "DESCRIPTION", event->summary);
		put_line(ics, "END:VALARM");
	}
	put_line(ics, "END:VEVENT");
}

bool
rc_ics_end(struct rc_ics *ics, struct rc_err *err)
{
	put_line(ics, "END:VCALENDAR");
	flush(ics);
	rc_buf_fini(&ics->line);
	rc_buf_fini(&ics->out);
	if (ics->failed)
		*err = ics->err;
	return !ics->failed;
}
