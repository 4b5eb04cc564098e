/* SPDX-License-Identifier: MIT */
/*
 * wire - the two things an SSH packet is made of and read with.
 *
 * A wire_buf grows by appending and never beyond its ceiling; once an append
 * failed (ceiling or memory) `failed` stays set and further appends do nothing,
 * so a caller may append freely and ask once. It owns its bytes: wire_fini().
 *
 * A wire_view is a cursor over bytes owned by someone else. A read beyond the
 * end sets `failed`, yields zero or an empty view and never touches memory; a
 * length found in a packet is therefore never trusted, only tried.
 *
 *	struct wire_view v = wire_view(data, len), name;
 *	uint32_t id = wire_get_u32(&v);
 *	name = wire_get_str(&v);
 *	if (v.failed) ... the packet was too short
 */
#ifndef FLEET_WIRE_H
#define FLEET_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wire_buf {
	unsigned char *data;
	size_t len, cap, max;
	bool failed;
};

struct wire_view {
	const unsigned char *data;
	size_t len;
	bool failed;
};

void wire_init(struct wire_buf *b, size_t max_bytes);
void wire_fini(struct wire_buf *b);
/* Forgets the contents; memory larger than `keep_bytes` is given back. */
void wire_clear(struct wire_buf *b, size_t keep_bytes);
/* Removes the first `n` bytes (n <= b->len). */
void wire_drop(struct wire_buf *b, size_t n);
/* Makes room for `n` bytes at the end and returns it, NULL on failure. */
unsigned char *wire_room(struct wire_buf *b, size_t n);

void wire_put(struct wire_buf *b, const void *data, size_t n);
void wire_put_u8(struct wire_buf *b, uint8_t v);
void wire_put_u32(struct wire_buf *b, uint32_t v);
/* Length-prefixed: SSH "string". */
void wire_put_str(struct wire_buf *b, const void *data, size_t n);
void wire_put_text(struct wire_buf *b, const char *text);
/* SSH "mpint" of `n` big-endian bytes, an unsigned number. */
void wire_put_mpint(struct wire_buf *b, const unsigned char *data, size_t n);

struct wire_view wire_view(const void *data, size_t n);
uint8_t wire_get_u8(struct wire_view *v);
uint32_t wire_get_u32(struct wire_view *v);
struct wire_view wire_get(struct wire_view *v, size_t n);
struct wire_view wire_get_str(struct wire_view *v);
bool wire_is(struct wire_view v, const char *text);
/* Cuts the first element off a comma list; false when the list is empty. */
bool wire_next_name(struct wire_view *list, struct wire_view *ret_name);

uint32_t wire_u32(const unsigned char *p);
void wire_set_u32(unsigned char *p, uint32_t v);

#endif
