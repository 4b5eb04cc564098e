/* SPDX-License-Identifier: MIT */
/*
 * buf - a text builder that cannot be made without a ceiling, and whose
 * failure sticks: append freely, ask once.
 *
 *	struct rc_buf b;
 *	rc_buf_init(&b, 4096);
 *	rc_buf_puts(&b, "SELECT ");
 *	rc_buf_printf(&b, "%zu", n);
 *	if (!rc_buf_done(&b, err))	// false: out of memory or over 4096
 *		goto out;
 *	use(b.p);			// NUL-terminated, b.n bytes
 * out:
 *	rc_buf_fini(&b);
 *
 * It knows no higher interface: no files, no fields, no domain.
 */
#ifndef ROLLCALL_BASE_BUF_H
#define ROLLCALL_BASE_BUF_H

#include <rollcall/base/str.h>

struct rc_buf {
	char *p;  /* always NUL-terminated once something was put; or "" */
	size_t n; /* bytes, without the NUL */
	size_t cap;
	size_t max; /* ceiling for n */
	enum { RC_BUF_OK, RC_BUF_NOMEM, RC_BUF_TOOBIG } state;
};

void rc_buf_init(struct rc_buf *b, size_t max_bytes);
void rc_buf_fini(struct rc_buf *b); /* takes NULL */
/* Empties it, keeps its memory, forgets its failure. */
void rc_buf_clear(struct rc_buf *b);
void rc_buf_put(struct rc_buf *b, const void *p, size_t n);
void rc_buf_puts(struct rc_buf *b, const char *text); /* NULL puts nothing */
void rc_buf_putc(struct rc_buf *b, char c);
void rc_buf_putstr(struct rc_buf *b, struct rc_str s);
void rc_buf_printf(struct rc_buf *b, const char *fmt, ...) RC_PRINTF(2, 3);
void rc_buf_fill(struct rc_buf *b, char c, size_t n);
void rc_buf_cut(struct rc_buf *b, size_t n); /* shorten to n bytes */
struct rc_str rc_buf_str(const struct rc_buf *b);
bool rc_buf_done(const struct rc_buf *b, struct rc_err *err) RC_MUST;

#endif
