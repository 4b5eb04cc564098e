/* SPDX-License-Identifier: MIT */
/* poll_lease - the lock beside the database. */
#include "app/poll_lease.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/str.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

/* Of who has the lock; 0 if that cannot be told. */
static long
owner_of(int fd)
{
	char text[32];
	ssize_t n = pread(fd, text, sizeof(text), 0);
	int64_t pid = 0;

	if (n > 0 && text[n - 1] == '\n')
		n--;
	if (n <= 0 ||
	    !rc_str_int((struct rc_str){ text, (size_t)n }, 1, INT32_MAX, &pid))
		return 0;
	return (long)pid;
}

static bool
sign(int fd, struct rc_err *err)
{
	char text[32];
	int n = snprintf(text, sizeof(text), "%ld\n", (long)getpid());

	if (ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)n, 0) == n)
		return true;
	return rc_fail_sys(err, errno, "%s", _("the lock of the poller"));
}

bool
rc_lease_take(const char *database, int *ret_fd, struct rc_err *err)
{
	char real[PATH_MAX], path[PATH_MAX + 8];
	int fd;

	/* One inventory under two names has one lock. */
	if (realpath(database, real) == NULL)
		return rc_fail_sys(err, errno, "%s", database);
	(void)snprintf(path, sizeof(path), "%s.poll", real);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return rc_fail_sys(err, errno, "%s", path);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			rc_fail(err, RC_EBUSY,
			        _("process %ld watches the devices of %s "
			          "already"),
			        owner_of(fd), database);
		else
			rc_fail_sys(err, errno, "%s", path);
		close(fd);
		return false;
	}
	if (!sign(fd, err)) {
		close(fd);
		return false;
	}
	*ret_fd = fd;
	return true;
}

/* The file stays: removing it would let two pollers hold two files. */
void
rc_lease_drop(int fd)
{
	if (fd >= 0)
		close(fd);
}
