/* SPDX-License-Identifier: MIT */
/*
 * folder - what lies in a folder of the disk: folders first, then the files
 * that an import may read, each by name. Hidden ones, and what is neither file
 * nor folder, are left out.
 */
#ifndef TUI_FOLDER_H
#define TUI_FOLDER_H

#include <rollcall/base/date.h>
#include <rollcall/base/mem.h>

#define TUI_FOLDER_MAX 5000 /* entries; the rest is counted in `more` */
#define TUI_PATH_BYTES 4096

struct tui_folder_entry {
	const char *name; /* as the disk has it: any bytes */
	bool folder;
	uint64_t bytes;
	rc_date day;       /* of the last change */
	const char *order; /* what it is sorted by */
};
struct tui_folder {
	struct tui_folder_entry *entries;
	size_t n;
	uint64_t more;
};

/* Lives in `arena`. */
bool tui_folder_read(const char *path, struct rc_arena *arena,
                     struct tui_folder *ret, struct rc_err *err) RC_MUST;
/* The folder above, "/" for itself; path must have room for what it has. */
void tui_folder_up(char *path);
/* path/name; false if that is too long. */
bool tui_folder_join(const char *path, const char *name,
                     char ret[TUI_PATH_BYTES]);
/* Where a program begins to look: the current folder, else "/". */
void tui_folder_start(char ret[TUI_PATH_BYTES]);
/* A path beside `file` that is not taken yet: "a/b.csv" with "-rejects" is
 * "a/b-rejects.csv", "a/b-rejects-2.csv"... */
void tui_folder_beside(const char *file, const char *tail,
                       char ret[TUI_PATH_BYTES]);
/* The last part of a path. */
const char *tui_folder_base(const char *path);

#endif
