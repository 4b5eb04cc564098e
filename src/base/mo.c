/* SPDX-License-Identifier: MIT */
/* mo - gettext's .mo format: header, two tables of (length, offset), texts. */
#include <base/mo.h>

#include <string.h>

#define MAGIC         0x950412DEu
#define MAGIC_SWAPPED 0xDE120495u
#define HEADER_BYTES  28u

static uint32_t
word(const struct rc_mo *mo, size_t at)
{
	const unsigned char *p = mo->bytes + at;
	uint32_t a = p[0], b = p[1], c = p[2], d = p[3];

	if (mo->swapped)
		return a << 24 | b << 16 | c << 8 | d;
	return d << 24 | c << 16 | b << 8 | a;
}

static const char *
text_at(const struct rc_mo *mo, uint32_t table, uint32_t i)
{
	return (const char *)mo->bytes + word(mo, table + 8u * (size_t)i + 4);
}

/* Do all texts of a table lie inside, each with its NUL? */
static bool
table_sound(const struct rc_mo *mo, size_t n, uint32_t table)
{
	uint32_t i;

	if (table > n || mo->count > (n - table) / 8)
		return false;
	for (i = 0; i < mo->count; i++) {
		uint32_t length = word(mo, table + 8u * (size_t)i);
		uint32_t offset = word(mo, table + 8u * (size_t)i + 4);

		if (offset >= n || length >= n - offset)
			return false;
		if (mo->bytes[(size_t)offset + length] != '\0')
			return false;
	}
	return true;
}

bool
rc_mo_open(struct rc_str bytes, struct rc_mo *ret)
{
	struct rc_mo mo = { .bytes = (const unsigned char *)bytes.p };

	if (bytes.n < HEADER_BYTES)
		return false;
	if (word(&mo, 0) == MAGIC_SWAPPED)
		mo.swapped = true;
	if (word(&mo, 0) != MAGIC || word(&mo, 4) >> 16 != 0)
		return false;
	mo.count = word(&mo, 8);
	mo.ids = word(&mo, 12);
	mo.texts = word(&mo, 16);
	if (!table_sound(&mo, bytes.n, mo.ids) ||
	    !table_sound(&mo, bytes.n, mo.texts))
		return false;
	*ret = mo;
	return true;
}

const char *
rc_mo_find(const struct rc_mo *mo, const char *id)
{
	uint32_t low = 0;
	uint32_t high = mo->count;

	/* The empty id is the catalogue's own header. */
	if (id[0] == '\0')
		return NULL;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		int order = strcmp(id, text_at(mo, mo->ids, mid));

		if (order == 0) {
			const char *text = text_at(mo, mo->texts, mid);

			return text[0] == '\0' ? NULL : text;
		}
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}
