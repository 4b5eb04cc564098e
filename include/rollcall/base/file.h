/* SPDX-License-Identifier: MIT */
/*
 * file - whole files, safely: reading has a ceiling, writing is all or nothing
 * (a temporary file beside the target, fsync, rename). Close-on-exec always.
 */
#ifndef ROLLCALL_BASE_FILE_H
#define ROLLCALL_BASE_FILE_H

#include <rollcall/base/mem.h>
#include <rollcall/base/str.h>

/* Reads a regular file, or standard input for "-". Fails for a directory and
 * for more than max_bytes. The bytes live in `arena`, NUL-terminated. */
bool rc_file_read(const char *path, size_t max_bytes, struct rc_arena *arena,
                  struct rc_str *ret, struct rc_err *err) RC_MUST;

/* Replaces `path` with `bytes`, mode e.g. 0600. On failure the old file
 * stands untouched. */
bool rc_file_write(const char *path, struct rc_str bytes, unsigned mode,
                   struct rc_err *err) RC_MUST;

/* mkdir -p with mode 0700 for the folder that will hold `path`. */
bool rc_file_make_parents(const char *path, struct rc_err *err) RC_MUST;

#endif
