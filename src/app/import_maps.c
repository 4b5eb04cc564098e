/* SPDX-License-Identifier: MIT */
/* import_maps - how a sender's files are read: kept and used again. */
#include "app/import_maps.h"

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/import_map.h>

#include <string.h>

/* --- using ---------------------------------------------------------------- */

static size_t
count(const char *text, char sep)
{
	size_t n = 1;

	if (text == NULL)
		return 0;
	for (; *text != '\0'; text++)
		n += *text == sep;
	return n;
}

static struct rc_str
named(const char *entry)
{
	struct rc_str rest = rc_str_of(entry);
	struct rc_str name;

	(void)rc_str_split(&rest, '=', &name);
	return rc_str_trim(name);
}

/* Is there an entry for the field that this one begins with? What is a column
 * of facts is no field: there the words count. */
static bool
is_named(const struct rc_kind *kind, const char *const *list, size_t n,
         const char *entry)
{
	struct rc_str name = named(entry);
	const struct rc_field *field = rc_field_find(kind, name);
	size_t i;

	for (i = 0; i < n; i++) {
		if (field != NULL ? rc_field_find(kind, named(list[i])) == field
		                  : rc_str_eq(named(list[i]), name))
			return true;
	}
	return false;
}

/* A list of "field=..." or of names. */
struct list {
	const char *const *p;
	size_t n;
};

/* The caller's entries, then those of the text for other fields. */
static bool
join(struct list *list, const char *text, char sep, const struct rc_kind *kind,
     struct rc_arena *arena)
{
	size_t more = count(text, sep);
	struct rc_str rest = rc_str_of(text);
	struct rc_str part;
	const char **all;
	size_t n = list->n;

	if (more == 0)
		return true;
	all = rc_arena_alloc(arena, n + more, sizeof(*all));
	if (all == NULL)
		return false;
	if (n > 0)
		memcpy(all, list->p, n * sizeof(*all));
	while (rc_str_split(&rest, sep, &part)) {
		part = rc_str_trim(part);
		if (part.n == 0)
			continue;
		all[n] = rc_arena_textn(arena, part.p, part.n);
		if (all[n] == NULL)
			return false;
		if (sep == ',' || !is_named(kind, list->p, list->n, all[n]))
			n++;
	}
	list->p = all;
	list->n = n;
	return true;
}

static const char *
unescaped(struct rc_str s, struct rc_arena *arena)
{
	static const char from[] = "tnr\\";
	static const char to[] = "\t\n\r\\";
	char *text = rc_arena_textn(arena, s.p, s.n);
	const char *known;
	size_t n = 0;
	size_t i;

	for (i = 0; text != NULL && i < s.n; i++) {
		known = s.p[i] == '\\' && i + 1 < s.n ? strchr(from, s.p[i + 1])
		                                      : NULL;
		if (known != NULL)
			text[n++] = to[known - from];
		else
			text[n++] = s.p[i];
		i += known != NULL;
	}
	if (text != NULL)
		text[n] = '\0';
	return text;
}

static bool
has_fix(const struct rc_import_fix *list, size_t n,
        const struct rc_import_fix *fix)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(list[i].field, fix->field) == 0 &&
		    strcmp(list[i].from, fix->from) == 0)
			return true;
	}
	return false;
}

/* The caller's fixes, then those of the text for other cells. */
static bool
join_fixes(struct rc_import_options *o, const char *text,
           struct rc_arena *arena)
{
	size_t more = count(text, '\n');
	struct rc_str rest = rc_str_of(text);
	struct rc_import_fix *all;
	struct rc_str line;
	struct rc_str parts[3];
	size_t n = o->nfixes;
	size_t i;

	if (more == 0)
		return true;
	all = rc_arena_alloc(arena, n + more, sizeof(*all));
	if (all == NULL)
		return false;
	if (n > 0)
		memcpy(all, o->fixes, n * sizeof(*all));
	while (rc_str_split(&rest, '\n', &line)) {
		for (i = 0; i < 3 && rc_str_split(&line, '\t', &parts[i]);)
			i++;
		if (i < 3)
			continue;
		all[n].field = unescaped(parts[0], arena);
		all[n].from = unescaped(parts[1], arena);
		all[n].to = unescaped(parts[2], arena);
		if (all[n].field == NULL || all[n].from == NULL ||
		    all[n].to == NULL)
			return false;
		n += !has_fix(all, n, &all[n]);
	}
	o->fixes = all;
	o->nfixes = n;
	return true;
}

static bool
put_under(struct rc_import_options *o, const struct rc_import_map *map,
          struct rc_arena *arena)
{
	static const enum rc_date_order orders[] = { [RC_MAP_DMY] = RC_DMY,
		                                     [RC_MAP_MDY] = RC_MDY,
		                                     [RC_MAP_YMD] = RC_YMD };
	struct list maps = { o->maps, o->nmaps };
	struct list defaults = { o->defaults, o->ndefaults };
	struct list keys = { o->keys, o->nkeys };

	if (!join(&maps, map->columns, '\n', o->kind, arena) ||
	    !join(&defaults, map->defaults, '\n', o->kind, arena) ||
	    (keys.n == 0 && !join(&keys, map->keys, ',', o->kind, arena)) ||
	    !join_fixes(o, map->fixes, arena))
		return false;
	o->maps = maps.p;
	o->nmaps = maps.n;
	o->defaults = defaults.p;
	o->ndefaults = defaults.n;
	o->keys = keys.p;
	o->nkeys = keys.n;
	if (!o->dates_given && map->dates != RC_MAP_DATES_NONE) {
		o->dates_given = true;
		o->dates = orders[map->dates];
	}
	if (o->encoding == NULL)
		o->encoding = map->encoding;
	if (o->separator == '\0' && map->separator != NULL) {
		o->separator = map->separator[0];
		if (strcmp(map->separator, "tab") == 0)
			o->separator = '\t';
	}
	return true;
}

/* Puts the map of that sender under the options; RC_ENOTFOUND. */
static bool
put_saved(struct rc_app *app, const char *name, struct rc_import_options *o,
          struct rc_arena *arena, struct rc_err *err)
{
	struct rc_str sender = rc_str_trim(rc_str_of(name));
	struct rc_import_map map;
	const char *code;

	name = rc_arena_textn(arena, sender.p, sender.n);
	if (name == NULL)
		return rc_fail_nomem(err);
	code = rc_import_map_code(name, o->kind, arena);
	if (code == NULL)
		return rc_fail_nomem(err);
	if (!rc_record_find(app, &rc_kind_import_map, code, arena, &map, err))
		return rc_within(err, _("--sender %s"), name);
	return put_under(o, &map, arena) || rc_fail_nomem(err);
}

bool
rc_import_map_use(struct rc_app *app, const struct rc_import_options *options,
                  struct rc_arena *arena, struct rc_import_options *ret,
                  struct rc_err *err)
{
	struct rc_import_options o = *options;

	if (o.sender != NULL && !put_saved(app, o.sender, &o, arena, err))
		return false;
	*ret = o;
	return true;
}

/* --- keeping -------------------------------------------------------------- */

/* A text of a fix: TAB, newline and backslash would end it. */
static void
put_escaped(struct rc_buf *b, const char *text)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '\t':
			rc_buf_puts(b, "\\t");
			break;
		case '\n':
			rc_buf_puts(b, "\\n");
			break;
		case '\r':
			rc_buf_puts(b, "\\r");
			break;
		case '\\':
			rc_buf_puts(b, "\\\\");
			break;
		default:
			rc_buf_putc(b, *text);
			break;
		}
	}
}

static void
put_lines(struct rc_buf *b, const char *const *lines, size_t n,
          const char *between)
{
	size_t i;

	for (i = 0; i < n; i++)
		rc_buf_printf(b, "%s%s", i > 0 ? between : "", lines[i]);
}

static void
put_fixes(struct rc_buf *b, const struct rc_import_options *o)
{
	size_t i;

	for (i = 0; i < o->nfixes; i++) {
		rc_buf_printf(b, "%s%s\t", i > 0 ? "\n" : "",
		              o->fixes[i].field);
		put_escaped(b, o->fixes[i].from);
		rc_buf_putc(b, '\t');
		put_escaped(b, o->fixes[i].to);
	}
}

static enum rc_map_dates
dates_of(const struct rc_import_options *o)
{
	if (!o->dates_given)
		return RC_MAP_DATES_NONE;
	return o->dates == RC_MDY   ? RC_MAP_MDY
	       : o->dates == RC_YMD ? RC_MAP_YMD
	                            : RC_MAP_DMY;
}

/* The lists of the options as text. */
enum { COLUMNS, DEFAULTS, KEYS, FIXES, LISTS };
static const char *const list_names[LISTS] = { "columns", "defaults", "keys",
	                                       "fixes" };

static bool
make_lists(const struct rc_import_options *o, struct rc_buf lists[LISTS],
           struct rc_err *err)
{
	size_t i;

	put_lines(&lists[COLUMNS], o->maps, o->nmaps, "\n");
	put_lines(&lists[DEFAULTS], o->defaults, o->ndefaults, "\n");
	put_lines(&lists[KEYS], o->keys, o->nkeys, ",");
	put_fixes(&lists[FIXES], o);
	for (i = 0; i < LISTS; i++) {
		if (lists[i].state == RC_BUF_TOOBIG)
			return rc_fail(err, RC_EINVALID,
			               _("a saved map: the %s are longer than "
			                 "%d bytes"),
			               list_names[i], RC_IMPORT_MAP_TEXT);
		if (!rc_buf_done(&lists[i], err))
			return false;
	}
	return true;
}

static bool
write_map(struct rc_app *app, const struct rc_import_map *map,
          struct rc_err *err)
{
	const struct rc_kind *kind = &rc_kind_import_map;
	struct rc_cell cells[16];
	struct rc_change change = { .kind = kind, .cells = cells };
	char what[120];
	const struct rc_act act = { .what = what };
	size_t i;

	RC_ASSERT(kind->nfields <= RC_COUNT(cells));
	for (i = 0; i < kind->nfields; i++) {
		/* A person's notes are no matter of the import. */
		if (strcmp(kind->fields[i].name, "notes") == 0)
			continue;
		cells[change.ncells++] =
		        (struct rc_cell){ &kind->fields[i],
			                  rc_field_get(&kind->fields[i], map) };
	}
	(void)rc_key_find(app, kind, rc_str_of(map->code), &change.id);
	(void)snprintf(what, sizeof(what), "save map %.80s", map->code);
	if (!rc_batch_begin(app, &act, NULL, err))
		return false;
	if (!rc_write(app, &change, NULL, err)) {
		rc_batch_abort(app);
		return false;
	}
	return rc_batch_commit(app, err);
}

static const char *
or_null(const struct rc_buf *b)
{
	return b->n > 0 ? b->p : NULL;
}

static void
put_options(struct rc_import_map *map, const struct rc_import_options *o,
            const struct rc_buf lists[LISTS])
{
	map->kind = o->kind->name;
	map->columns = or_null(&lists[COLUMNS]);
	map->defaults = or_null(&lists[DEFAULTS]);
	map->keys = or_null(&lists[KEYS]);
	map->fixes = or_null(&lists[FIXES]);
	map->dates = dates_of(o);
	map->encoding = o->encoding;
}

/* The options with what the sender they name has, and beneath that what the
 * one they are kept for had before. */
static bool
gather(struct rc_app *app, const struct rc_import_options *options,
       const char *sender, struct rc_arena *arena,
       struct rc_import_options *ret, struct rc_err *err)
{
	struct rc_err none = { 0 };

	if (!rc_import_map_use(app, options, arena, ret, err))
		return false;
	if (put_saved(app, sender, ret, arena, &none) ||
	    none.code == RC_ENOTFOUND)
		return true;
	*err = none;
	return false;
}

bool
rc_import_map_save(struct rc_app *app, const char *sender,
                   const struct rc_import_options *options, struct rc_err *err)
{
	struct rc_str name = rc_str_trim(rc_str_of(sender));
	struct rc_import_options o = *options;
	char sign[2] = { '\0', '\0' };
	struct rc_buf lists[LISTS];
	struct rc_import_map map;
	struct rc_arena arena;
	bool ok = false;
	size_t i;

	rc_arena_init(&arena);
	for (i = 0; i < LISTS; i++)
		rc_buf_init(&lists[i], RC_IMPORT_MAP_TEXT);
	rc_record_clear(&rc_kind_import_map, &map);
	map.sender = rc_arena_textn(&arena, name.p, name.n);
	if (map.sender != NULL)
		map.code =
		        rc_import_map_code(map.sender, options->kind, &arena);
	if (map.sender == NULL || map.code == NULL)
		(void)rc_fail_nomem(err);
	else if (name.n == 0 || !rc_valid_code(rc_str_of(map.code)))
		(void)rc_fail(err, RC_EUSAGE,
		              _("the name of a sender is 1 to %d visible "
		                "characters"),
		              64 - 1 - (int)strlen(o.kind->name));
	else if (gather(app, options, map.sender, &arena, &o, err) &&
	         make_lists(&o, lists, err)) {
		sign[0] = o.separator;
		put_options(&map, &o, lists);
		if (sign[0] != '\0')
			map.separator = sign[0] == '\t' ? "tab" : sign;
		ok = write_map(app, &map, err);
	}
	for (i = 0; i < LISTS; i++)
		rc_buf_fini(&lists[i]);
	rc_arena_fini(&arena);
	return ok;
}
