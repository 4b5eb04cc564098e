/* SPDX-License-Identifier: MIT */
/* folder - reading a folder of the disk. */
#include "source/folder.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES 99

static bool
may_import(const char *name)
{
	static const char *const suffixes[] = { ".csv",  ".txt", ".tsv",
		                                ".json", ".xml", ".ocs" };
	size_t n = strlen(name);
	size_t i;

	for (i = 0; i < RC_COUNT(suffixes); i++) {
		size_t tail = strlen(suffixes[i]);

		if (n > tail &&
		    rc_str_is_nocase((struct rc_str){ name + n - tail, tail },
		                     suffixes[i]))
			return true;
	}
	return false;
}

/* Fills what is known of an entry; false: it is not for us. */
static bool
describe(int folder, const char *name, struct tui_folder_entry *ret)
{
	struct stat st;

	if (name[0] == '.' || fstatat(folder, name, &st, 0) != 0)
		return false;
	ret->folder = S_ISDIR(st.st_mode);
	if (!ret->folder && (!S_ISREG(st.st_mode) || !may_import(name)))
		return false;
	ret->bytes = ret->folder ? 0 : (uint64_t)st.st_size;
	ret->day = rc_date_of((rc_ms)st.st_mtime * 1000);
	return true;
}

static bool
copy_names(struct tui_folder_entry *entry, const char *name,
           struct rc_arena *arena)
{
	struct rc_buf order;
	bool ok;

	rc_buf_init(&order, (size_t)8 * TUI_PATH_BYTES);
	rc_fold_order(&order, rc_str_of(name));
	entry->name = rc_arena_text(arena, name);
	entry->order =
	        rc_arena_textn(arena, order.n > 0 ? order.p : "", order.n);
	ok = entry->name != NULL && entry->order != NULL;
	rc_buf_fini(&order);
	return ok;
}

static int
by_order(const void *a, const void *b)
{
	const struct tui_folder_entry *x = a;
	const struct tui_folder_entry *y = b;
	int order;

	if (x->folder != y->folder)
		return x->folder ? -1 : 1;
	order = strcmp(x->order, y->order);
	return order != 0 ? order : strcmp(x->name, y->name);
}

static bool
read_entries(DIR *dir, struct rc_arena *arena, struct tui_folder *folder)
{
	struct tui_folder_entry entry;
	const struct dirent *found;

	while ((found = readdir(dir)) != NULL) {
		memset(&entry, 0, sizeof(entry));
		if (!describe(dirfd(dir), found->d_name, &entry))
			continue;
		if (folder->n == TUI_FOLDER_MAX) {
			folder->more++;
			continue;
		}
		if (!copy_names(&entry, found->d_name, arena))
			return false;
		folder->entries[folder->n++] = entry;
	}
	return true;
}

bool
tui_folder_read(const char *path, struct rc_arena *arena,
                struct tui_folder *ret, struct rc_err *err)
{
	struct tui_folder folder = { 0 };
	DIR *dir = opendir(path);
	bool ok;

	if (dir == NULL)
		return rc_fail_sys(err, errno, "%s", path);
	folder.entries =
	        rc_arena_alloc(arena, TUI_FOLDER_MAX, sizeof(*folder.entries));
	ok = folder.entries != NULL && read_entries(dir, arena, &folder);
	closedir(dir);
	if (!ok)
		return rc_fail_nomem(err);
	qsort(folder.entries, folder.n, sizeof(*folder.entries), by_order);
	*ret = folder;
	return true;
}

void
tui_folder_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash == NULL)
		return;
	slash[slash == path ? 1 : 0] = '\0';
}

bool
tui_folder_join(const char *path, const char *name, char ret[TUI_PATH_BYTES])
{
	const char *slash = strcmp(path, "/") == 0 ? "" : "/";
	int n = snprintf(ret, TUI_PATH_BYTES, "%s%s%s", path, slash, name);

	return n > 0 && n < TUI_PATH_BYTES;
}

void
tui_folder_start(char ret[TUI_PATH_BYTES])
{
	if (getcwd(ret, TUI_PATH_BYTES) == NULL)
		(void)snprintf(ret, TUI_PATH_BYTES, "/");
}

const char *
tui_folder_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

void
tui_folder_beside(const char *file, const char *tail, char ret[TUI_PATH_BYTES])
{
	const char *base = tui_folder_base(file);
	const char *dot = strrchr(base, '.');
	int stem = (int)(dot != NULL && dot != base ? (size_t)(dot - file)
	                                            : strlen(file));
	int i;

	if (stem > TUI_PATH_BYTES - 40)
		stem = TUI_PATH_BYTES - 40;
	(void)snprintf(ret, TUI_PATH_BYTES, "%.*s%.20s.csv", stem, file, tail);
	for (i = 2; i <= TRIES && access(ret, F_OK) == 0; i++)
		(void)snprintf(ret, TUI_PATH_BYTES, "%.*s%.20s-%d.csv", stem,
		               file, tail, i);
}
