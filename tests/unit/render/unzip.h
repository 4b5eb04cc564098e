/* SPDX-License-Identifier: MIT */
/* unzip - the files of a zip archive in memory, enough to look into ours. */
#ifndef TEST_UNIT_RENDER_UNZIP_H
#define TEST_UNIT_RENDER_UNZIP_H

#include <rollcall/base/buf.h>
#include <rollcall/base/mem.h>

#include <string.h>
#include <zlib.h>

static inline uint32_t
unzip_number(const char *p, size_t bytes)
{
	uint32_t n = 0;

	while (bytes-- > 0)
		n = n << 8 | (unsigned char)p[bytes];
	return n;
}

/* One entry of the directory at `p`, unpacked; NULL when it does not unpack. */
static inline char *
unzip_entry(struct rc_str zip, const char *p, struct rc_arena *arena)
{
	uint32_t packed = unzip_number(p + 20, 4);
	uint32_t size = unzip_number(p + 24, 4);
	const char *local = zip.p + unzip_number(p + 42, 4);
	const char *data = local + 30 + unzip_number(local + 26, 2) +
	                   unzip_number(local + 28, 2);
	char *out = rc_arena_alloc(arena, size + 1, 1);
	z_stream z = { 0 };

	if (out == NULL || inflateInit2(&z, -15) != Z_OK)
		return NULL;
	z.next_in = (Bytef *)(uintptr_t)data;
	z.avail_in = packed;
	z.next_out = (Bytef *)out;
	z.avail_out = size;
	if (inflate(&z, Z_FINISH) != Z_STREAM_END || z.total_out != size)
		out = NULL;
	inflateEnd(&z);
	return out;
}

/* The text of a file in it, or NULL. */
static inline char *
unzip_file(struct rc_str zip, const char *name, struct rc_arena *arena)
{
	const char *end = zip.p + zip.n - 22;
	uint32_t n = unzip_number(end + 10, 2);
	const char *p = zip.p + unzip_number(end + 16, 4);

	if (zip.n < 22 || memcmp(end, "PK\5\6", 4) != 0)
		return NULL;
	while (n-- > 0) {
		size_t length = unzip_number(p + 28, 2);

		if (length == strlen(name) && memcmp(p + 46, name, length) == 0)
			return unzip_entry(zip, p, arena);
		p += 46 + length + unzip_number(p + 30, 2) +
		     unzip_number(p + 32, 2);
	}
	return NULL;
}

#endif
