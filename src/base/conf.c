/* SPDX-License-Identifier: MIT */
/* conf - settings by table: default < file < environment < command line. */
#include <rollcall/base/conf.h>

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>

#include <stdlib.h>
#include <string.h>

#define NEAR 3 /* edits at most between a wrong name and the one meant */

static size_t
find(const struct rc_conf *conf, struct rc_str name)
{
	size_t i;

	for (i = 0; i < conf->nkeys; i++) {
		if (rc_str_is(name, conf->keys[i].name))
			break;
	}
	return i;
}

static bool
unknown(const struct rc_conf *conf, struct rc_str name, struct rc_err *err)
{
	const char *nearest = NULL;
	size_t best = name.n / 2 < NEAR ? name.n / 2 : NEAR;
	size_t i;
	int n = name.n < 60 ? (int)name.n : 60;

	for (i = 0; i < conf->nkeys; i++) {
		struct rc_str known = rc_str_of(conf->keys[i].name);
		size_t d = rc_fold_distance(name, known, best);

		if (d <= best && (nearest == NULL || d < best)) {
			nearest = conf->keys[i].name;
			best = d;
		}
	}
	if (nearest == NULL)
		return rc_fail(err, RC_EINVALID, _("no setting \"%.*s\""), n,
		               name.p);
	return rc_fail(err, RC_EINVALID,
	               _("no setting \"%.*s\" (did you mean \"%s\"?)"), n,
	               name.p, nearest);
}

/* Is the text a value this key may have? */
static bool
check(const struct rc_conf_key *key, struct rc_str value, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(key->choices);
	struct rc_str choice;
	int64_t n;

	switch (key->type) {
	case RC_CONF_TEXT:
		return true;
	case RC_CONF_INT:
		if (rc_str_int(value, key->min, key->max, &n))
			return true;
		return rc_fail(err, RC_EINVALID,
		               _("%s must be a whole number from %lld to %lld"),
		               key->name, (long long)key->min,
		               (long long)key->max);
	case RC_CONF_CHOICE:
		while (rc_str_split(&rest, '|', &choice)) {
			if (rc_str_eq(choice, value))
				return true;
		}
		break;
	}
	return rc_fail(err, RC_EINVALID, _("%s must be one of %s"), key->name,
	               key->choices);
}

/* Sets a value unless one of higher rank stands. */
static bool
put(struct rc_conf *conf, size_t i, struct rc_str text,
    struct rc_conf_value value, struct rc_err *err)
{
	if (!check(&conf->keys[i], text, err))
		return false;
	if (conf->values[i].from > value.from)
		return true;
	value.text = rc_arena_textn(conf->arena, text.p, text.n);
	if (value.text == NULL)
		return rc_fail_nomem(err);
	conf->values[i] = value;
	return true;
}

bool
rc_conf_init(struct rc_conf *conf, const struct rc_conf_key *keys, size_t nkeys,
             struct rc_arena *arena, struct rc_err *err)
{
	struct rc_conf made = { keys, nkeys, NULL, arena };
	const struct rc_conf_value from_env = { .from = RC_FROM_ENV };
	const char *text;
	size_t i;

	made.values = rc_arena_alloc(arena, nkeys, sizeof(*made.values));
	if (made.values == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < nkeys; i++) {
		made.values[i].text = keys[i].fallback;
		text = keys[i].env == NULL ? NULL : getenv(keys[i].env);
		if (text == NULL || text[0] == '\0')
			continue;
		if (!put(&made, i, rc_str_of(text), from_env, err))
			return rc_within(err, "%s", keys[i].env);
	}
	*conf = made;
	return true;
}

/* One line; *ret_column is where in it the fault is. */
static bool
parse_line(struct rc_conf *conf, struct rc_str line, unsigned number,
           size_t *ret_column, struct rc_err *err)
{
	const struct rc_conf_value from_file = { NULL, RC_FROM_FILE, number };
	struct rc_str rest = line;
	struct rc_str name;
	struct rc_str value;
	size_t i;

	*ret_column = 1;
	name = rc_str_trim(line);
	if (name.n == 0 || name.p[0] == '#')
		return true;
	*ret_column = (size_t)(name.p - line.p) + 1;
	if (memchr(line.p, '=', line.n) == NULL)
		return rc_fail(err, RC_EINVALID, "%s",
		               _("write a setting as: key = value"));
	if (!rc_str_split(&rest, '=', &name))
		return true;
	name = rc_str_trim(name);
	value = rc_str_trim(rest);
	i = find(conf, name);
	if (i == conf->nkeys)
		return unknown(conf, name, err);
	*ret_column = (size_t)(value.p - line.p) + 1;
	return put(conf, i, value, from_file, err);
}

bool
rc_conf_parse(struct rc_conf *conf, const char *path, struct rc_str text,
              struct rc_err *err)
{
	struct rc_str line;
	unsigned number = 0;
	size_t column;

	if (rc_str_starts(text, "\xEF\xBB\xBF")) {
		text.p += 3;
		text.n -= 3;
	}
	while (rc_str_split(&text, '\n', &line)) {
		number++;
		if (!parse_line(conf, line, number, &column, err))
			return rc_within(err, "%s:%u:%zu", path, number,
			                 column);
	}
	return true;
}

bool
rc_conf_set(struct rc_conf *conf, const char *name, const char *value,
            struct rc_err *err)
{
	const struct rc_conf_value from_argv = { .from = RC_FROM_ARGV };
	size_t i = find(conf, rc_str_of(name));

	if (i == conf->nkeys)
		return unknown(conf, rc_str_of(name), err);
	return put(conf, i, rc_str_of(value), from_argv, err);
}

const char *
rc_conf_text(const struct rc_conf *conf, const char *name)
{
	size_t i = find(conf, rc_str_of(name));

	RC_ASSERT(i < conf->nkeys);
	return conf->values[i].text;
}

int64_t
rc_conf_int(const struct rc_conf *conf, const char *name)
{
	const char *text = rc_conf_text(conf, name);
	int64_t n = 0;

	RC_ASSERT(text != NULL);
	RC_ASSERT(rc_str_int(rc_str_of(text), INT64_MIN, INT64_MAX, &n));
	return n;
}
