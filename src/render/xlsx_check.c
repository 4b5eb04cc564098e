/* SPDX-License-Identifier: MIT */
/*
 * xlsx_check - is a finished workbook whole? The library does not look whether
 * its temporary files could be written: on a full disk it packs half a sheet
 * and says that all went well. So the archive is unpacked once more, and each
 * part must end as it began, with the tag of its root.
 */
#include "render/xlsx_book.h"

#include <rollcall/base/i18n.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define END_BYTES   22u
#define ENTRY_BYTES 46u
#define LOCAL_BYTES 30u
#define PIECE       32768u
#define HEAD_BYTES  256u
#define TAIL_BYTES  64u

struct part {
	int fd;
	off_t at; /* of what is packed */
	size_t packed;
	unsigned char in[PIECE], out[PIECE];
	char head[HEAD_BYTES], tail[TAIL_BYTES];
	size_t nhead, ntail;
};

static size_t
number(const unsigned char *p, size_t bytes)
{
	size_t n = 0;

	while (bytes-- > 0)
		n = n << 8 | p[bytes];
	return n;
}

static bool
read_at(int fd, off_t at, void *to, size_t n)
{
	char *p = to;

	while (n > 0) {
		ssize_t got = pread(fd, p, n, at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

/* Keeps the first and the last bytes of what comes out. */
static void
keep_ends(struct part *part, size_t n)
{
	size_t room = HEAD_BYTES - part->nhead;
	size_t more = n < room ? n : room;
	size_t fresh = n < TAIL_BYTES ? n : TAIL_BYTES;
	size_t stay = TAIL_BYTES - fresh;

	memcpy(part->head + part->nhead, part->out, more);
	part->nhead += more;
	if (stay > part->ntail)
		stay = part->ntail;
	memmove(part->tail, part->tail + part->ntail - stay, stay);
	memcpy(part->tail + stay, part->out + n - fresh, fresh);
	part->ntail = stay + fresh;
}

static bool
unpack(struct part *part)
{
	z_stream z = { 0 };
	int state = Z_OK;

	/* Without zlib's own frame: an archive has another. */
	if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
		return false;
	while (state == Z_OK) {
		if (z.avail_in == 0 && part->packed > 0) {
			size_t n = part->packed < PIECE ? part->packed : PIECE;

			if (!read_at(part->fd, part->at, part->in, n))
				break;
			part->at += (off_t)n;
			part->packed -= n;
			z.next_in = part->in;
			z.avail_in = (uInt)n;
		}
		z.next_out = part->out;
		z.avail_out = PIECE;
		state = inflate(&z, Z_NO_FLUSH);
		keep_ends(part, PIECE - z.avail_out);
	}
	inflateEnd(&z);
	return state == Z_STREAM_END;
}

/* <?xml ...?> <root ...> ... </root>, or just <root .../> */
static bool
is_whole(const struct part *part)
{
	struct rc_str head = { part->head, part->nhead };
	struct rc_str tail =
	        rc_str_trim((struct rc_str){ part->tail, part->ntail });
	const char *start;
	size_t n = 0;

	start = memchr(head.p, '>', head.n);
	if (start == NULL)
		return false;
	head.n -= (size_t)(start + 1 - head.p);
	head.p = start + 1;
	head = rc_str_trim(head);
	if (head.n < 2 || head.p[0] != '<' || tail.n < 3)
		return false;
	head.p++;
	head.n--;
	while (n < head.n && strchr(" />\r\n", head.p[n]) == NULL)
		n++;
	if (part->nhead < HEAD_BYTES && memchr(head.p, '<', head.n) == NULL)
		return tail.p[tail.n - 2] == '/' && tail.p[tail.n - 1] == '>';
	return tail.n >= n + 3 && tail.p[tail.n - 1] == '>' &&
	       memcmp(tail.p + tail.n - 1 - n, head.p, n) == 0 &&
	       memcmp(tail.p + tail.n - 3 - n, "</", 2) == 0;
}

static bool
check_entry(struct part *part, const unsigned char *entry)
{
	unsigned char local[LOCAL_BYTES];
	off_t at = (off_t)number(entry + 42, 4);

	if (!read_at(part->fd, at, local, sizeof(local)))
		return false;
	part->packed = number(entry + 20, 4);
	part->at = at + (off_t)(LOCAL_BYTES + number(local + 26, 2) +
	                        number(local + 28, 2));
	part->nhead = 0;
	part->ntail = 0;
	return unpack(part) && is_whole(part);
}

static bool
check_directory(struct part *part, const unsigned char *p, size_t n,
                size_t entries)
{
	while (entries-- > 0) {
		size_t length;

		if (n < ENTRY_BYTES || memcmp(p, "PK\1\2", 4) != 0 ||
		    !check_entry(part, p))
			return false;
		length = ENTRY_BYTES + number(p + 28, 2) + number(p + 30, 2) +
		         number(p + 32, 2);
		if (n < length)
			return false;
		p += length;
		n -= length;
	}
	return n == 0;
}

static bool
fail_damaged(struct rc_err *err)
{
	return rc_fail(err, RC_ENOSPACE, "%s",
	               _("the workbook came out damaged; is there room left "
	                 "in $TMPDIR?"));
}

/* Where the directory stands, from the end of the archive. */
static bool
find_directory(int fd, unsigned char *end, size_t *ret_n)
{
	off_t size = lseek(fd, 0, SEEK_END);
	size_t n;

	if (size < (off_t)END_BYTES ||
	    !read_at(fd, size - (off_t)END_BYTES, end, END_BYTES) ||
	    memcmp(end, "PK\5\6", 4) != 0)
		return false;
	n = number(end + 12, 4);
	if (n == 0 || n >= (size_t)size)
		return false;
	*ret_n = n;
	return true;
}

bool
rc_book_whole(int fd, struct rc_err *err)
{
	struct part *part;
	unsigned char end[END_BYTES];
	unsigned char *directory;
	bool whole = false;
	size_t n;

	if (!find_directory(fd, end, &n))
		return fail_damaged(err);
	part = rc_alloc(1, sizeof(*part));
	directory = rc_alloc(n, 1);
	if (part != NULL && directory != NULL) {
		part->fd = fd;
		whole = read_at(fd, (off_t)number(end + 16, 4), directory, n) &&
		        check_directory(part, directory, n,
		                        number(end + 10, 2));
		if (!whole)
			fail_damaged(err);
	} else {
		rc_fail_nomem(err);
	}
	rc_free(directory);
	rc_free(part);
	return whole;
}
