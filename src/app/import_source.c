/* SPDX-License-Identifier: MIT */
/* import_source - a file or memory, chunk by chunk. */
#include "app/import_source.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/file.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 65536u

/* Without O_NONBLOCK the opening of a named pipe would wait for a writer. */
static bool
open_file(const char *path, struct rc_source *source, struct rc_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;

	if (fd < 0)
		return rc_fail_sys(err, errno, "%s", path);
	if (fstat(fd, &st) != 0)
		(void)rc_fail_sys(err, errno, "%s", path);
	else if (S_ISDIR(st.st_mode))
		(void)rc_fail(err, RC_EINVALID, _("%s is a folder, not a file"),
		              path);
	else if (!S_ISREG(st.st_mode))
		(void)rc_fail(err, RC_EINVALID,
		              _("%s is not a regular file; to import from a "
		                "pipe, write - and redirect it"),
		              path);
	else {
		source->fd = fd;
		source->size = (uint64_t)st.st_size;
		return true;
	}
	(void)close(fd);
	return false;
}

bool
rc_source_open(const char *path, struct rc_arena *arena, struct rc_source *ret,
               struct rc_err *err)
{
	struct rc_source source = { .name = path, .fd = -1 };

	if (strcmp(path, "-") != 0) {
		if (!open_file(path, &source, err))
			return false;
	} else {
		source.name = _("standard input");
		if (!rc_file_read("-", RC_IMPORT_STDIN_MAX, arena,
		                  &source.bytes, err))
			return false;
		source.size = source.bytes.n;
	}
	*ret = source;
	return true;
}

void
rc_source_close(struct rc_source *source)
{
	if (source->fd >= 0)
		(void)close(source->fd);
	source->fd = -1;
}

bool
rc_source_each(const struct rc_source *source,
               bool (*take)(void *ctx, struct rc_str chunk, struct rc_err *err),
               void *ctx, struct rc_err *err)
{
	struct rc_str rest = source->bytes;
	char chunk[CHUNK];
	uint64_t at = 0;
	ssize_t n;

	while (source->fd < 0 && rest.n > 0) {
		struct rc_str now = { rest.p, rest.n < CHUNK ? rest.n : CHUNK };

		if (!take(ctx, now, err))
			return false;
		rest.p += now.n;
		rest.n -= now.n;
	}
	while (source->fd >= 0) {
		n = pread(source->fd, chunk, sizeof(chunk), (off_t)at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return rc_fail_sys(err, errno, "%s", source->name);
		if (n == 0)
			break;
		if (!take(ctx, (struct rc_str){ chunk, (size_t)n }, err))
			return false;
		at += (uint64_t)n;
	}
	return true;
}

/* --- a sample ------------------------------------------------------------- */

#define SAMPLED_MAX \
	(256u << 20) /* looked at: a guess must not take minutes \
	              */

struct sampling {
	uint64_t seen;
	uint64_t good, bad_lines; /* with more than ASCII */
	struct rc_buf line; /* that is open; a longer one is taken in pieces */
	struct rc_buf bad;  /* lines that are not UTF-8 */
	bool begun;
};

static bool
has_nul(struct rc_str s)
{
	return s.n > 0 && memchr(s.p, '\0', s.n) != NULL;
}

static bool
is_ascii(struct rc_str s)
{
	size_t i = 0;

	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i == s.n;
}

static void
end_line(struct sampling *sampling)
{
	struct rc_str line = rc_buf_str(&sampling->line);

	if (rc_utf8_valid(line, NULL)) {
		sampling->good += !is_ascii(line);
	} else if (!has_nul(line)) {
		sampling->bad_lines++;
		if (sampling->bad.n + line.n <= RC_SOURCE_SAMPLE)
			rc_buf_putstr(&sampling->bad, line);
	}
	rc_buf_clear(&sampling->line);
}

/* False when there is enough. */
static bool
sample_chunk(void *ctx, struct rc_str chunk, struct rc_err *err)
{
	struct sampling *sampling = ctx;
	const char *end;
	size_t n;

	(void)err;
	/* The beginning of a text in UTF-16. */
	if (!sampling->begun && chunk.n >= 2 &&
	    (chunk.p[0] == '\0') != (chunk.p[1] == '\0')) {
		n = chunk.n < RC_SOURCE_SAMPLE ? chunk.n : RC_SOURCE_SAMPLE;
		rc_buf_put(&sampling->bad, chunk.p, n & ~(size_t)1);
		return false;
	}
	sampling->begun = true;
	sampling->seen += chunk.n;
	while (chunk.n > 0) {
		end = memchr(chunk.p, '\n', chunk.n);
		n = end == NULL ? chunk.n : (size_t)(end - chunk.p) + 1;
		rc_buf_put(&sampling->line, chunk.p, n);
		if (end != NULL || sampling->line.n > CHUNK)
			end_line(sampling);
		chunk.p += n;
		chunk.n -= n;
	}
	return sampling->bad.n < RC_SOURCE_SAMPLE / 2 &&
	       sampling->seen < SAMPLED_MAX;
}

bool
rc_source_sample(const struct rc_source *source, struct rc_arena *arena,
                 struct rc_str *ret, struct rc_err *err)
{
	struct sampling sampling = { .begun = false };
	struct rc_err why = { 0 };
	const char *text = NULL;
	bool ok;

	rc_buf_init(&sampling.line, (size_t)4 * CHUNK);
	rc_buf_init(&sampling.bad, (size_t)2 * RC_SOURCE_SAMPLE);
	ok = rc_source_each(source, sample_chunk, &sampling, &why) ||
	     why.code == RC_OK;
	end_line(&sampling);
	if (sampling.good > sampling.bad_lines)
		rc_buf_clear(&sampling.bad);
	if (!ok)
		*err = why;
	else if (!rc_buf_done(&sampling.bad, err))
		ok = false;
	else if ((text = rc_arena_textn(arena, rc_buf_str(&sampling.bad).p,
	                                sampling.bad.n)) == NULL)
		ok = rc_fail_nomem(err);
	else
		*ret = (struct rc_str){ text, sampling.bad.n };
	rc_buf_fini(&sampling.bad);
	rc_buf_fini(&sampling.line);
	return ok;
}

bool
rc_source_is(const struct rc_source *source, const char *path)
{
	struct stat mine;
	struct stat other;

	return source->fd >= 0 && fstat(source->fd, &mine) == 0 &&
	       stat(path, &other) == 0 && mine.st_dev == other.st_dev &&
	       mine.st_ino == other.st_ino;
}
