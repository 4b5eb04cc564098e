/* SPDX-License-Identifier: MIT */
/* file - reading with a ceiling, writing all or nothing. */
#include <rollcall/base/file.h>

#include <rollcall/base/buf.h>
#include <rollcall/base/i18n.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 65536
#define TRIES 100

/* Everything from fd until its end. */
static bool
read_all(int fd, const char *path, struct rc_buf *b, struct rc_err *err)
{
	char chunk[CHUNK];
	ssize_t n;

	for (;;) {
		n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return rc_fail_sys(err, errno, "%s", path);
		if (n == 0)
			return true;
		rc_buf_put(b, chunk, (size_t)n);
		if (b->state == RC_BUF_TOOBIG)
			return rc_fail(err, RC_ENOMEM,
			               _("%s: larger than %zu bytes"), path,
			               b->max);
		if (!rc_buf_done(b, err))
			return false;
	}
}

/* Opens a regular file. Without O_NONBLOCK a named pipe would wait. */
static bool
open_regular(const char *path, int *ret, struct rc_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;

	if (fd < 0)
		return rc_fail_sys(err, errno, "%s", path);
	if (fstat(fd, &st) != 0) {
		(void)rc_fail_sys(err, errno, "%s", path);
	} else if (!S_ISREG(st.st_mode)) {
		(void)rc_fail(err, RC_EINVALID, _("%s: not a regular file"),
		              path);
	} else {
		*ret = fd;
		return true;
	}
	(void)close(fd);
	return false;
}

bool
rc_file_read(const char *path, size_t max_bytes, struct rc_arena *arena,
             struct rc_str *ret, struct rc_err *err)
{
	bool from_stdin = strcmp(path, "-") == 0;
	int fd = STDIN_FILENO;
	struct rc_buf b;
	bool ok = false;
	char *copy;

	if (!from_stdin && !open_regular(path, &fd, err))
		return false;
	rc_buf_init(&b, max_bytes);
	if (!read_all(fd, from_stdin ? _("standard input") : path, &b, err))
		goto out;
	copy = rc_arena_textn(arena, b.p, b.n);
	if (copy == NULL) {
		(void)rc_fail_nomem(err);
		goto out;
	}
	*ret = (struct rc_str){ copy, b.n };
	ok = true;
out:
	rc_buf_fini(&b);
	if (!from_stdin)
		(void)close(fd);
	return ok;
}

static bool
write_all(int fd, struct rc_str bytes)
{
	ssize_t n;

	while (bytes.n > 0) {
		n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes.p += n;
		bytes.n -= (size_t)n;
	}
	return true;
}

/* Creates a new file beside `path`; its name goes into *name. */
static bool
create_beside(const char *path, struct rc_buf *name, int *ret,
              struct rc_err *err)
{
	int fd = -1;
	int i;

	for (i = 0; i < TRIES && fd < 0; i++) {
		rc_buf_clear(name);
		rc_buf_printf(name, "%s.%ld-%d.tmp", path, (long)getpid(), i);
		if (!rc_buf_done(name, err))
			return false;
		fd = open(name->p,
		          O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
		          0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd < 0)
		return rc_fail_sys(err, errno, "%s", path);
	*ret = fd;
	return true;
}

/* The part of path before its last '/', or "." */
static bool
put_folder(struct rc_buf *b, const char *path, struct rc_err *err)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		rc_buf_putc(b, '.');
	else
		rc_buf_put(b, path, slash == path ? 1 : (size_t)(slash - path));
	return rc_buf_done(b, err);
}

/* So that the new name survives a power cut; not every file system can. */
static void
sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	(void)fsync(fd);
	(void)close(fd);
}

bool
rc_file_write(const char *path, struct rc_str bytes, unsigned mode,
              struct rc_err *err)
{
	struct rc_buf name;
	struct rc_buf folder;
	bool ok = false;
	int fd = -1;

	rc_buf_init(&name, CHUNK);
	rc_buf_init(&folder, CHUNK);
	if (!put_folder(&folder, path, err) ||
	    !create_beside(path, &name, &fd, err))
		goto out;
	if (!write_all(fd, bytes) || fchmod(fd, (mode_t)mode) != 0 ||
	    fsync(fd) != 0) {
		(void)rc_fail_sys(err, errno, "%s", path);
		(void)close(fd);
	} else if (close(fd) != 0 || rename(name.p, path) != 0) {
		(void)rc_fail_sys(err, errno, "%s", path);
	} else {
		sync_folder(folder.p);
		ok = true;
	}
	if (!ok)
		(void)unlink(name.p);
out:
	rc_buf_fini(&folder);
	rc_buf_fini(&name);
	return ok;
}

bool
rc_file_make_parents(const char *path, struct rc_err *err)
{
	struct rc_buf folder;
	bool ok = false;
	size_t i;

	rc_buf_init(&folder, CHUNK);
	if (!put_folder(&folder, path, err))
		goto out;
	for (i = 1; i <= folder.n; i++) {
		char end = folder.p[i];

		if (end != '/' && end != '\0')
			continue;
		folder.p[i] = '\0';
		if (mkdir(folder.p, 0700) != 0 && errno != EEXIST) {
			(void)rc_fail_sys(err, errno, "%s", folder.p);
			goto out;
		}
		folder.p[i] = end;
	}
	ok = true;
out:
	rc_buf_fini(&folder);
	return ok;
}
