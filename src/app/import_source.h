/* SPDX-License-Identifier: MIT */
/*
 * import_source - the bytes of an import, readable more than once: a file as a
 * stream of chunks, or memory. Standard input is taken into memory first.
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_SOURCE_H
#define ROLLCALL_SRC_APP_IMPORT_SOURCE_H

#include <rollcall/app/imports.h>

enum rc_import_format {
	RC_IMPORT_CSV,
	RC_IMPORT_JSON, /* a list of records (import/objects.h) */
	RC_IMPORT_GLPI,
	RC_IMPORT_OCS,
	RC_IMPORT_NOTHING /* a list without a record */
};

struct rc_source {
	const char *name; /* for messages */
	int fd;           /* -1: memory */
	struct rc_str bytes;
	uint64_t size;
	/* Set by import_format.h. */
	enum rc_import_format format;
	char separator; /* of a table, as the options say; 0 = by the file */
};

/* path "-" is standard input. Directories, pipes and what cannot be read are
 * told apart. The name and standard input's bytes live in `arena`. */
bool rc_source_open(const char *path, struct rc_arena *arena,
                    struct rc_source *ret, struct rc_err *err) RC_MUST;
void rc_source_close(struct rc_source *source);
/* Calls `take` for every chunk, from the beginning. */
bool rc_source_each(const struct rc_source *source,
                    bool (*take)(void *ctx, struct rc_str chunk,
                                 struct rc_err *err),
                    void *ctx, struct rc_err *err) RC_MUST;
/* Lines that are not UTF-8, if they are most of those with more than ASCII
 * (else the file is UTF-8 with some damage, and no other encoding helps): up to
 * RC_SOURCE_SAMPLE bytes of them, to guess an encoding from; the beginning if
 * that is UTF-16 without its mark; empty if the first 256 MiB are UTF-8. In
 * `arena`. */
#define RC_SOURCE_SAMPLE (64u << 10)
bool rc_source_sample(const struct rc_source *source, struct rc_arena *arena,
                      struct rc_str *ret, struct rc_err *err) RC_MUST;
/* Is `path` the very file that is read? */
bool rc_source_is(const struct rc_source *source, const char *path);

#endif
