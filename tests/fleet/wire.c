/* SPDX-License-Identifier: MIT */
/*
 * wire - growable buffers with a ceiling and bounds-checked readers (wire.h).
 */
#include "wire.h"

#include <stdlib.h>
#include <string.h>

void
wire_init(struct wire_buf *b, size_t max_bytes)
{
	*b = (struct wire_buf){ .max = max_bytes };
}

void
wire_fini(struct wire_buf *b)
{
	free(b->data);
	*b = (struct wire_buf){ .max = b->max };
}

void
wire_clear(struct wire_buf *b, size_t keep_bytes)
{
	b->len = 0;
	if (b->cap > keep_bytes) {
		free(b->data);
		b->data = NULL;
		b->cap = 0;
	}
}

void
wire_drop(struct wire_buf *b, size_t n)
{
	if (n >= b->len) {
		wire_clear(b, 4096);
		return;
	}
	memmove(b->data, b->data + n, b->len - n);
	b->len -= n;
}

unsigned char *
wire_room(struct wire_buf *b, size_t n)
{
	if (b->failed || n > b->max || b->len > b->max - n) {
		b->failed = true;
		return NULL;
	}
	if (b->len + n > b->cap || !b->data) {
		size_t cap = (b->len + n) * 3 / 2 + 64;
		unsigned char *data;

		if (cap > b->max)
			cap = b->max;
		data = realloc(b->data, cap);
		if (!data) {
			b->failed = true;
			return NULL;
		}
		b->data = data;
		b->cap = cap;
	}
	b->len += n;
	return b->data + b->len - n;
}

void
wire_put(struct wire_buf *b, const void *data, size_t n)
{
	unsigned char *room = n ? wire_room(b, n) : NULL;

	if (room)
		memcpy(room, data, n);
}

void
wire_put_u8(struct wire_buf *b, uint8_t v)
{
	wire_put(b, &v, 1);
}

void
wire_put_u32(struct wire_buf *b, uint32_t v)
{
	unsigned char raw[4];

	wire_set_u32(raw, v);
	wire_put(b, raw, sizeof(raw));
}

void
wire_put_str(struct wire_buf *b, const void *data, size_t n)
{
	wire_put_u32(b, (uint32_t)n);
	wire_put(b, data, n);
}

void
wire_put_text(struct wire_buf *b, const char *text)
{
	wire_put_str(b, text, strlen(text));
}

void
wire_put_mpint(struct wire_buf *b, const unsigned char *data, size_t n)
{
	bool sign;

	for (; n && !*data; n--)
		data++;
	sign = n && (*data & 0x80);
	wire_put_u32(b, (uint32_t)(n + sign));
	if (sign)
		wire_put_u8(b, 0);
	wire_put(b, data, n);
}

struct wire_view
wire_view(const void *data, size_t n)
{
	return (struct wire_view){ .data = data, .len = n };
}

struct wire_view
wire_get(struct wire_view *v, size_t n)
{
	struct wire_view part = { .data = v->data, .len = n };

	if (v->failed || n > v->len) {
		v->failed = true;
		return (struct wire_view){ .data = v->data, .failed = true };
	}
	v->data += n;
	v->len -= n;
	return part;
}

uint8_t
wire_get_u8(struct wire_view *v)
{
	struct wire_view part = wire_get(v, 1);

	return part.failed ? 0 : part.data[0];
}

uint32_t
wire_get_u32(struct wire_view *v)
{
	struct wire_view part = wire_get(v, 4);

	return part.failed ? 0 : wire_u32(part.data);
}

struct wire_view
wire_get_str(struct wire_view *v)
{
	uint32_t n = wire_get_u32(v);

	return wire_get(v, n);
}

bool
wire_is(struct wire_view v, const char *text)
{
	size_t n = strlen(text);

	return !v.failed && v.len == n && !memcmp(v.data, text, n);
}

bool
wire_next_name(struct wire_view *list, struct wire_view *ret_name)
{
	const unsigned char *comma;
	size_t n;

	if (list->failed || !list->len)
		return false;
	comma = memchr(list->data, ',', list->len);
	n = comma ? (size_t)(comma - list->data) : list->len;
	*ret_name = wire_get(list, n);
	if (comma)
		wire_get(list, 1);
	return true;
}

uint32_t
wire_u32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

void
wire_set_u32(unsigned char *p, uint32_t v)
{
	p[0] = (unsigned char)(v >> 24);
	p[1] = (unsigned char)(v >> 16);
	p[2] = (unsigned char)(v >> 8);
	p[3] = (unsigned char)v;
}
