/* SPDX-License-Identifier: MIT */
/* match - headers to fields, with everything that is wrong told at once. */
#include "import/match.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/data.h>
#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include <string.h>

#define PROBLEMS_MAX 4096
#define NEAR         2  /* edits that a misspelt header may be away */
#define SHOWN        40 /* cells of a header in a sentence */

struct matching {
	const struct rc_match_wish *wish;
	struct rc_match *match;
	struct rc_arena *arena;
	struct rc_buf problems; /* "; " between */
	bool *mapped;           /* columns named by --map */
	bool *left_out;         /* per field of the kind: --map FIELD= */
};

static void
problem(struct matching *m, const char *sentence)
{
	if (m->problems.n > 0)
		rc_buf_puts(&m->problems, "; ");
	rc_buf_puts(&m->problems, sentence);
}

/* A header safe to show. NULL: no memory. */
static const char *
shown(struct matching *m, const char *header)
{
	struct rc_buf b;
	struct rc_str cut;
	char *text;

	rc_buf_init(&b, PROBLEMS_MAX);
	rc_text_screen(&b, rc_str_of(header));
	cut = rc_text_clip(rc_buf_str(&b), SHOWN, NULL);
	text = rc_arena_textn(m->arena, cut.p, cut.n);
	rc_buf_fini(&b);
	return text;
}

static bool
say(struct matching *m, const char *sentence)
{
	return sentence != NULL && (m->wish->remark == NULL ||
	                            m->wish->remark(m->wish->ctx, sentence));
}

static bool
same_header(struct rc_str a, struct rc_str b)
{
	struct rc_buf x;
	struct rc_buf y;
	bool same;

	rc_buf_init(&x, RC_CSV_CELL_MAX * 4);
	rc_buf_init(&y, RC_CSV_CELL_MAX * 4);
	rc_fold_header(&x, a);
	rc_fold_header(&y, b);
	same = x.n > 0 && rc_str_eq(rc_buf_str(&x), rc_buf_str(&y));
	rc_buf_fini(&x);
	rc_buf_fini(&y);
	return same;
}

/* The column of that header or number, or SIZE_MAX. */
static size_t
named_column(const struct rc_match *match, struct rc_str name)
{
	int64_t number;
	size_t i;

	for (i = 0; i < match->n; i++) {
		if (rc_str_is(name, match->headers[i]))
			return i;
	}
	if (name.n > 1 && name.p[0] == '#' &&
	    rc_str_int((struct rc_str){ name.p + 1, name.n - 1 }, 1,
	               (int64_t)match->n, &number))
		return (size_t)number - 1;
	for (i = 0; i < match->n; i++) {
		if (same_header(name, rc_str_of(match->headers[i])))
			return i;
	}
	if (rc_str_int(name, 1, (int64_t)match->n, &number))
		return (size_t)number - 1;
	return SIZE_MAX;
}

static bool
apply_map(struct matching *m, const char *map)
{
	struct rc_str rest = rc_str_of(map);
	const struct rc_field *field;
	struct rc_str name;
	size_t column;
	char *text;

	(void)rc_str_split(&rest, '=', &name);
	field = rc_field_find(m->wish->kind, rc_str_trim(name));
	if (rest.p == NULL)
		text = rc_arena_printf(m->arena,
		                       _("--map %s: write field=column"), map);
	else if (field == NULL)
		text = rc_arena_printf(m->arena,
		                       _("--map %s: %s have no such field"),
		                       map, m->wish->kind->name);
	else if (rc_str_trim(rest).n == 0) {
		m->left_out[field - m->wish->kind->fields] = true;
		return true;
	} else if ((column = named_column(m->match, rc_str_trim(rest))) ==
	           SIZE_MAX)
		text = rc_arena_printf(m->arena,
		                       _("--map %s: the file has no such "
		                         "column"),
		                       map);
	else {
		m->match->fields[column] = field;
		m->mapped[column] = true;
		return true;
	}
	if (text != NULL)
		problem(m, text);
	return text != NULL;
}

static bool
is_mapped_elsewhere(const struct matching *m, const struct rc_field *field)
{
	size_t i;

	for (i = 0; i < m->match->n; i++) {
		if (m->mapped[i] && m->match->fields[i] == field)
			return true;
	}
	return false;
}

/* The field whose name or label a header nearly is. */
static const struct rc_field *
nearest(const struct rc_kind *kind, const char *header)
{
	const struct rc_field *best = NULL;
	struct rc_str text = rc_str_of(header);
	size_t limit = text.n / 3 < NEAR ? text.n / 3 : NEAR;
	size_t best_distance = limit + 1;
	size_t distance;
	size_t i;

	for (i = 0; i < kind->nfields && limit > 0; i++) {
		const struct rc_field *field = &kind->fields[i];

		distance =
		        rc_fold_distance(text, rc_str_of(field->name), limit);
		if (distance > limit)
			distance = rc_fold_distance(
			        text, rc_str_of(_(field->label)), limit);
		if (distance < best_distance) {
			best = field;
			best_distance = distance;
		}
	}
	return best;
}

static bool
remark_unknown(struct matching *m, size_t column)
{
	const char *header = shown(m, m->match->headers[column]);
	const struct rc_field *near;

	if (header == NULL)
		return false;
	near = nearest(m->wish->kind, m->match->headers[column]);
	if (near != NULL)
		return say(m, rc_arena_printf(
		                      m->arena,
		                      _("column %zu \"%s\" is not known and "
		                        "ignored; did you mean %s?"),
		                      column + 1, header, near->name));
	return say(m, rc_arena_printf(m->arena,
	                              _("column %zu \"%s\" is not known and "
	                                "ignored"),
	                              column + 1, header));
}

/* --- data/alias ----------------------------------------------------------- */

static struct rc_str
table(const char *name)
{
	const struct rc_data *file = rc_data_find(name);

	return file != NULL ? rc_data_str(file) : (struct rc_str){ NULL, 0 };
}

/* Is a header in the list of those that mean nothing here? */
static bool
is_ignored(struct rc_str header)
{
	struct rc_str rest = table("alias/ignored.csv");
	struct rc_str line;
	struct rc_buf have;
	struct rc_buf want;
	bool found = false;

	rc_buf_init(&have, RC_CSV_CELL_MAX * 4);
	rc_buf_init(&want, RC_CSV_CELL_MAX * 4);
	rc_fold_header(&have, header);
	while (!found && have.n > 0 && rc_str_split(&rest, '\n', &line)) {
		bool open = line.n > 0 && line.p[0] == '*';

		if (line.n == 0 || line.p[0] == '#')
			continue;
		rc_buf_clear(&want);
		rc_fold_header(&want, line);
		found = rc_str_eq(rc_buf_str(&have), rc_buf_str(&want)) ||
		        (open && have.n > want.n &&
		         memcmp(have.p + have.n - want.n, want.p, want.n) == 0);
	}
	rc_buf_fini(&want);
	rc_buf_fini(&have);
	return found;
}

static bool
has_header(const struct rc_match *match, struct rc_str header)
{
	size_t i;

	for (i = 0; i < match->n; i++) {
		if (same_header(header, rc_str_of(match->headers[i])))
			return true;
	}
	return false;
}

/* Does the company that a header keeps give it another meaning? *ret NULL:
 * none at all. */
static bool
in_context(const struct matching *m, struct rc_str header,
           const struct rc_field **ret)
{
	struct rc_str rest = table("alias/context.csv");
	struct rc_str line;
	struct rc_str cell[4];
	size_t n;

	while (rc_str_split(&rest, '\n', &line)) {
		for (n = 0; n < 4 && rc_str_split(&line, ',', &cell[n]);)
			n++;
		if (n < 4 || !rc_str_is(cell[0], m->wish->kind->name) ||
		    !same_header(cell[2], header) ||
		    !has_header(m->match, cell[1]))
			continue;
		*ret = rc_field_find(m->wish->kind, cell[3]);
		return true;
	}
	return false;
}

/* --- columns -------------------------------------------------------------- */

/* How well a header names a field: 0 its own name or label, then the place in
 * the list of its other names. */
static size_t
rank_of(const struct rc_field *field, struct rc_str header)
{
	struct rc_str rest = rc_str_of(field->also);
	struct rc_str name;
	size_t rank = 1;

	for (; rc_str_split(&rest, '|', &name); rank++) {
		if (same_header(name, header))
			return rank;
	}
	return 0;
}

/* Two columns for one field: an error, or the better named of them. */
static bool
settle_rivals(struct matching *m, size_t a, size_t b)
{
	struct rc_match *match = m->match;
	const struct rc_field *field = match->fields[a];
	struct rc_str first = rc_str_of(match->headers[a]);
	struct rc_str second = rc_str_of(match->headers[b]);
	size_t ranks[] = { rank_of(field, first), rank_of(field, second) };
	size_t loser = ranks[1] < ranks[0] ? a : b;
	const char *text;

	if (same_header(first, second) || ranks[0] == ranks[1] ||
	    (field->flags & (RC_KEY | RC_UNIQUE)) != 0) {
		text = rc_arena_printf(
		        m->arena,
		        _("columns %zu \"%s\" and %zu \"%s\" are both %s "
		          "(--map %s=#%zu says which)"),
		        a + 1, shown(m, match->headers[a]), b + 1,
		        shown(m, match->headers[b]), field->name, field->name,
		        a + 1);
		if (text != NULL)
			problem(m, text);
		return text != NULL;
	}
	match->fields[loser] = NULL;
	match->fields[loser == a ? b : a] = field;
	match->known[loser] = true;
	return say(m,
	           rc_arena_printf(m->arena,
	                           _("column %zu \"%s\" could be %s too and is "
	                             "ignored (--map %s=#%zu takes it)"),
	                           loser + 1, shown(m, match->headers[loser]),
	                           field->name, field->name, loser + 1));
}

static bool
remark_ignored(struct matching *m, size_t column)
{
	m->match->known[column] = true;
	return say(m, rc_arena_printf(m->arena,
	                              _("column %zu \"%s\" is ignored on "
	                                "purpose"),
	                              column + 1,
	                              shown(m, m->match->headers[column])));
}

/* What a header means by itself, or by the company it keeps. */
static const struct rc_field *
meaning(struct matching *m, struct rc_str header, bool *ret_ignored)
{
	static const char custom[] = "HB.field."; /* Homebox: a user's own */
	const struct rc_field *field;

	*ret_ignored = false;
	if (in_context(m, header, &field)) {
		*ret_ignored = field == NULL;
		return field;
	}
	if (rc_str_starts(header, custom)) {
		header.p += sizeof(custom) - 1;
		header.n -= sizeof(custom) - 1;
	}
	field = rc_field_find(m->wish->kind, header);
	if (field == NULL)
		*ret_ignored = is_ignored(header);
	return field;
}

/* Finds the field of one column that no map names. */
static bool
match_column(struct matching *m, size_t column)
{
	struct rc_str text = rc_str_of(m->match->headers[column]);
	const struct rc_field *field;
	bool ignored;
	size_t rival;

	if (m->mapped[column] || text.n == 0)
		return true;
	if (rc_str_is(text, RC_REJECT_LINE) ||
	    rc_str_is(text, RC_REJECT_REASON)) {
		m->match->ours[column] = true;
		m->match->known[column] = true;
		return true;
	}
	field = meaning(m, text, &ignored);
	if (ignored ||
	    (field != NULL && m->left_out[field - m->wish->kind->fields]))
		return remark_ignored(m, column);
	if (field == NULL || is_mapped_elsewhere(m, field))
		return remark_unknown(m, column);
	if ((field->flags & RC_READONLY) != 0) {
		m->match->known[column] = true;
		return say(m,
		           rc_arena_printf(m->arena,
		                           _("column %zu \"%s\" is set by the "
		                             "program and ignored"),
		                           column + 1, shown(m, text.p)));
	}
	rival = rc_match_column(m->match, field);
	m->match->fields[column] = field;
	return rival == SIZE_MAX || settle_rivals(m, rival, column);
}

/* Two maps onto one field. */
static bool
find_duplicates(struct matching *m)
{
	const struct rc_match *match = m->match;
	const char *text;
	size_t i;
	size_t k;

	for (i = 1; i < match->n; i++) {
		for (k = 0; k < i && m->mapped[i]; k++) {
			if (!m->mapped[k] ||
			    match->fields[k] != match->fields[i])
				continue;
			text = rc_arena_printf(
			        m->arena,
			        _("--map gives %s columns %zu and %zu"),
			        match->fields[i]->name, k + 1, i + 1);
			if (text == NULL)
				return false;
			problem(m, text);
			break;
		}
	}
	return true;
}

static bool
has_default(const struct matching *m, const struct rc_field *field)
{
	struct rc_str rest;
	struct rc_str name;
	size_t i;

	for (i = 0; i < m->wish->ndefaults; i++) {
		rest = rc_str_of(m->wish->defaults[i]);
		if (rc_str_split(&rest, '=', &name) &&
		    rc_field_find(m->wish->kind, rc_str_trim(name)) == field)
			return true;
	}
	return false;
}

static bool
find_missing(struct matching *m)
{
	const struct rc_kind *kind = m->wish->kind;
	const char *text;
	bool told = false;
	size_t i;

	for (i = 0; i < kind->nfields && !m->wish->partial; i++) {
		const struct rc_field *field = &kind->fields[i];

		if ((field->flags & (RC_KEY | RC_REQUIRED)) == 0 ||
		    rc_match_column(m->match, field) != SIZE_MAX ||
		    has_default(m, field))
			continue;
		text = rc_arena_printf(m->arena, _("no column for %s (%s)"),
		                       field->name, _(field->label));
		if (text == NULL)
			return false;
		problem(m, text);
		told = true;
	}
	if (told)
		problem(m, _("--map FIELD=COLUMN says which column it is, "
		             "--default FIELD=VALUE what new records have"));
	return true;
}

static bool
copy_headers(struct matching *m, const struct rc_csv_row *header)
{
	struct rc_match *match = m->match;
	struct rc_str cell;
	size_t i;

	match->n = header->n;
	match->headers = rc_arena_alloc(m->arena, header->n + 1,
	                                sizeof(*match->headers));
	match->fields =
	        rc_arena_alloc(m->arena, header->n + 1, sizeof(*match->fields));
	match->ours = rc_arena_alloc(m->arena, header->n + 1, sizeof(bool));
	match->known = rc_arena_alloc(m->arena, header->n + 1, sizeof(bool));
	m->left_out =
	        rc_arena_alloc(m->arena, m->wish->kind->nfields, sizeof(bool));
	m->mapped = rc_arena_alloc(m->arena, header->n + 1, sizeof(bool));
	if (match->headers == NULL || match->fields == NULL ||
	    match->ours == NULL || match->known == NULL ||
	    m->left_out == NULL || m->mapped == NULL)
		return false;
	for (i = 0; i < header->n; i++) {
		cell = rc_str_trim(header->cells[i]);
		match->headers[i] = rc_arena_textn(m->arena, cell.p, cell.n);
		if (match->headers[i] == NULL)
			return false;
	}
	return true;
}

static bool
run(struct matching *m, const struct rc_csv_row *header)
{
	size_t i;

	if (!copy_headers(m, header))
		return false;
	for (i = 0; i < m->wish->nmaps; i++) {
		if (!apply_map(m, m->wish->maps[i]))
			return false;
	}
	for (i = 0; i < m->match->n; i++) {
		if (!match_column(m, i))
			return false;
	}
	return find_duplicates(m) && find_missing(m);
}

bool
rc_match_header(const struct rc_match_wish *wish,
                const struct rc_csv_row *header, struct rc_arena *arena,
                struct rc_match *ret, struct rc_err *err)
{
	struct rc_match match = { 0 };
	struct matching m = { .wish = wish, .match = &match, .arena = arena };
	bool ok = false;

	rc_buf_init(&m.problems, PROBLEMS_MAX);
	if (!run(&m, header)) {
		(void)rc_fail_nomem(err);
	} else if (m.problems.n > 0) {
		(void)rc_fail(err, RC_EINVALID, _("line %llu: %s"),
		              (unsigned long long)header->line, m.problems.p);
	} else {
		*ret = match;
		ok = true;
	}
	rc_buf_fini(&m.problems);
	return ok;
}

size_t
rc_match_column(const struct rc_match *match, const struct rc_field *field)
{
	size_t i;

	for (i = 0; i < match->n; i++) {
		if (match->fields[i] == field)
			return i;
	}
	return SIZE_MAX;
}
