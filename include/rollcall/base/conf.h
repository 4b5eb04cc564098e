/* SPDX-License-Identifier: MIT */
/*
 * conf - settings. A table says which exist; a value comes from, in rising
 * order: the default, the file, the environment (ROLLCALL_*), the command line.
 *
 * File format: `key = value`, `#` starts a comment line, values are taken to
 * the end of the line and trimmed. An unknown key or a bad value is an error
 * with file:line:column and the nearest known key.
 */
#ifndef ROLLCALL_BASE_CONF_H
#define ROLLCALL_BASE_CONF_H

#include <rollcall/base/mem.h>
#include <rollcall/base/str.h>

enum rc_conf_type { RC_CONF_TEXT, RC_CONF_INT, RC_CONF_CHOICE };
enum rc_conf_from { RC_FROM_DEFAULT, RC_FROM_FILE, RC_FROM_ENV, RC_FROM_ARGV };

struct rc_conf_key {
	const char *name; /* "poll.jobs" */
	enum rc_conf_type type;
	const char *fallback; /* default, as text; NULL = unset */
	int64_t min, max;     /* for RC_CONF_INT */
	const char *choices;  /* "vi|en" for RC_CONF_CHOICE */
	const char *env;      /* "ROLLCALL_DB" or NULL */
	const char *help;     /* N_() */
};
struct rc_conf_value {
	const char *text; /* NULL = unset */
	enum rc_conf_from from;
	unsigned line; /* of the file, if from it */
};
struct rc_conf {
	const struct rc_conf_key *keys;
	size_t nkeys;
	struct rc_conf_value *values; /* one per key, in `arena` */
	struct rc_arena *arena;
};

bool rc_conf_init(struct rc_conf *conf, const struct rc_conf_key *keys,
                  size_t nkeys, struct rc_arena *arena,
                  struct rc_err *err) RC_MUST; /* defaults and environment */
/* Reads a file's text; `path` is for messages. */
bool rc_conf_parse(struct rc_conf *conf, const char *path, struct rc_str text,
                   struct rc_err *err) RC_MUST;
bool rc_conf_set(struct rc_conf *conf, const char *name, const char *value,
                 struct rc_err *err) RC_MUST; /* from the command line */
const char *rc_conf_text(const struct rc_conf *conf, const char *name);
int64_t rc_conf_int(const struct rc_conf *conf, const char *name);

#endif
