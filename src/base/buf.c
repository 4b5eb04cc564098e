/* SPDX-License-Identifier: MIT */
/* buf - a text builder with a ceiling and a failure that sticks. */
#include <rollcall/base/buf.h>

#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>

#include <stdarg.h>
#include <string.h>

/* What an empty builder points to; nobody writes to it. */
static char nothing[1];

/* Makes room for n more bytes and a NUL. */
static bool
reserve(struct rc_buf *b, size_t n)
{
	size_t cap;
	char *p;

	if (b->state != RC_BUF_OK)
		return false;
	if (n > b->max - b->n) {
		b->state = RC_BUF_TOOBIG;
		return false;
	}
	if (b->n + n < b->cap)
		return true;
	cap = b->cap == 0 ? 32 : b->cap;
	while (cap <= b->n + n && cap <= SIZE_MAX / 2)
		cap *= 2;
	if (cap > b->max)
		cap = b->max + 1;
	p = rc_realloc(b->cap == 0 ? NULL : b->p, cap, 1);
	if (p == NULL) {
		b->state = RC_BUF_NOMEM;
		return false;
	}
	b->p = p;
	b->cap = cap;
	return true;
}

void
rc_buf_init(struct rc_buf *b, size_t max_bytes)
{
	RC_ASSERT(max_bytes < SIZE_MAX);
	*b = (struct rc_buf){ .p = nothing, .max = max_bytes };
}

void
rc_buf_fini(struct rc_buf *b)
{
	if (b == NULL)
		return;
	if (b->cap > 0)
		rc_free(b->p);
	*b = (struct rc_buf){ .p = nothing };
}

void
rc_buf_clear(struct rc_buf *b)
{
	b->n = 0;
	b->state = RC_BUF_OK;
	if (b->cap > 0)
		b->p[0] = '\0';
}

/* Is there room for n more bytes already? Never more than the ceiling allows.
 */
static inline bool
has_room(const struct rc_buf *b, size_t n)
{
	return b->state == RC_BUF_OK && n < b->cap - b->n;
}

void
rc_buf_put(struct rc_buf *b, const void *p, size_t n)
{
	if (n == 0 || (!has_room(b, n) && !reserve(b, n)))
		return;
	memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
rc_buf_puts(struct rc_buf *b, const char *text)
{
	if (text != NULL)
		rc_buf_put(b, text, strlen(text));
}

void
rc_buf_putc(struct rc_buf *b, char c)
{
	if (!has_room(b, 1) && !reserve(b, 1))
		return;
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

void
rc_buf_putstr(struct rc_buf *b, struct rc_str s)
{
	rc_buf_put(b, s.p, s.n);
}

void
rc_buf_printf(struct rc_buf *b, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0) {
		b->state = RC_BUF_TOOBIG;
		return;
	}
	if (n == 0 || !reserve(b, (size_t)n))
		return;
	va_start(args, fmt);
	(void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, args);
	va_end(args);
	b->n += (size_t)n;
}

void
rc_buf_fill(struct rc_buf *b, char c, size_t n)
{
	if (n == 0 || !reserve(b, n))
		return;
	memset(b->p + b->n, c, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
rc_buf_cut(struct rc_buf *b, size_t n)
{
	if (n >= b->n)
		return;
	b->n = n;
	b->p[n] = '\0';
}

struct rc_str
rc_buf_str(const struct rc_buf *b)
{
	return (struct rc_str){ b->p, b->n };
}

bool
rc_buf_done(const struct rc_buf *b, struct rc_err *err)
{
	switch (b->state) {
	case RC_BUF_OK:
		return true;
	case RC_BUF_NOMEM:
		return rc_fail_nomem(err);
	case RC_BUF_TOOBIG:
		break;
	}
	return rc_fail(err, RC_ENOMEM, _("a text is longer than %zu bytes"),
	               b->max);
}
