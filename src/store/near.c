/* SPDX-License-Identifier: MIT */
/*
 * near - what a failed look-up says: the nearest keys, the holder of a unique
 * value, the records that refer to one. Only ever run on the way to an error
 * or an undo, so they may read whole tables.
 */
#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/log.h>

#include "store/row.h"
#include "store/sheet.h"
#include "store/store_impl.h"

#include <string.h>

#define NEAREST 3

struct near {
	size_t distance;
	char key[72], name[96];
};

/* A label in the middle of a sentence: "Serial number" -> "serial number", but
 * "UUID" stays. Returns the first letter to print before label + 1. */
static char
first_letter(const char *label)
{
	static const char lower[] = "abcdefghijklmnopqrstuvwxyz";

	if (label[0] >= 'A' && label[0] <= 'Z' && label[1] >= 'a' &&
	    label[1] <= 'z')
		return lower[label[0] - 'A'];
	return label[0];
}

/* The field besides the key by which people know a record. */
static const struct rc_field *
name_field(const struct rc_kind *kind)
{
	static const char *const names[] = { "name", "title" };
	size_t i;
	size_t k;

	for (k = 0; k < RC_COUNT(names); k++) {
		for (i = 0; i < kind->nfields; i++) {
			if (strcmp(kind->fields[i].name, names[k]) == 0)
				return &kind->fields[i];
		}
	}
	return NULL;
}

static void
keep_short(char *to, size_t size, struct rc_str s)
{
	size_t n = s.n < size ? s.n : size - 1;

	/* Never half a character. */
	while (n > 0 && n < s.n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	if (n > 0)
		memcpy(to, s.p, n);
	to[n] = '\0';
}

static void
offer(struct near *nearest, size_t *n, size_t distance, struct rc_str key,
      struct rc_str name)
{
	size_t at = *n;

	while (at > 0 && nearest[at - 1].distance > distance)
		at--;
	if (at == NEAREST)
		return;
	if (*n < NEAREST)
		(*n)++;
	memmove(&nearest[at + 1], &nearest[at],
	        (*n - at - 1) * sizeof(nearest[0]));
	nearest[at].distance = distance;
	keep_short(nearest[at].key, sizeof(nearest[at].key), key);
	keep_short(nearest[at].name, sizeof(nearest[at].name), name);
}

static size_t
distance_of(struct rc_str wanted, struct rc_str key, struct rc_str name)
{
	size_t limit = wanted.n < 6 ? 1 : wanted.n / 4 + 1;
	size_t distance = rc_fold_distance(wanted, key, limit);
	size_t other;

	if (name.n == 0)
		return distance > limit ? SIZE_MAX : distance;
	other = rc_fold_distance(wanted, name, limit);
	if (other < distance)
		distance = other;
	if (distance > limit && wanted.n >= 3 && rc_fold_contains(name, wanted))
		return limit + 1;
	return distance > limit ? SIZE_MAX : distance;
}

static bool
find_nearest(struct rc_store *store, const struct rc_kind *kind,
             struct rc_str key, struct near *nearest, size_t *ret_n,
             struct rc_err *err)
{
	const struct rc_field *name = name_field(kind);
	enum rc_step step;
	struct rc_stmt *stmt;

	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text, "SELECT %s, %s FROM %s ORDER BY id",
	              rc_kind_key(kind)->name,
	              name != NULL ? name->name : "NULL", kind->table);
	if (!rc_store_stmt(store, &stmt, err))
		return false;
	while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW) {
		struct rc_str k = rc_stmt_column(stmt, 0).s;
		struct rc_str n = rc_stmt_column(stmt, 1).s;
		size_t distance = distance_of(key, k, n);

		if (distance != SIZE_MAX)
			offer(nearest, ret_n, distance, k, n);
	}
	rc_stmt_done(stmt);
	return step != RC_STEP_FAILED;
}

bool
rc_row_unknown(struct rc_store *store, const struct rc_kind *kind,
               struct rc_str key, struct rc_err *err)
{
	struct near nearest[NEAREST + 1];
	struct rc_buf b;
	size_t n = 0;
	size_t i;

	if ((kind->flags & RC_KIND_SHEET) != 0)
		kind = rc_sheet_owner();
	if (rc_kind_key(kind) != NULL &&
	    !find_nearest(store, kind, key, nearest, &n, err))
		return false;
	rc_buf_init(&b, sizeof(err->text));
	for (i = 0; i < n; i++) {
		rc_buf_puts(&b, i == 0 ? "" : ", ");
		rc_buf_puts(&b, nearest[i].key);
		if (nearest[i].name[0] != '\0')
			rc_buf_printf(&b, " (%s)", nearest[i].name);
	}
	if (n > 0)
		(void)rc_fail(err, RC_ENOTFOUND,
		              _("no %s '%.*s'; did you mean %s?"),
		              _(kind->label_one),
		              (int)(key.n < 80 ? key.n : 80), key.p, b.p);
	else
		(void)rc_fail(err, RC_ENOTFOUND, _("no %s '%.*s'"),
		              _(kind->label_one),
		              (int)(key.n < 80 ? key.n : 80),
		              key.n > 0 ? key.p : "");
	rc_buf_fini(&b);
	return false;
}

/* Another record with the same value of that field; 0 if none. */
static bool
find_rival(struct rc_store *store, const struct rc_kind *kind,
           const struct rc_field *field, const void *record, rc_id *ret)
{
	const struct rc_head *head = record;
	struct rc_err ignored = { 0 };
	struct rc_value values[2];

	values[0] = rc_field_get(field, record);
	values[1] = RC_VALUE_INT(head->id);
	if (values[0].type == RC_NULL)
		return false;
	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text,
	              "SELECT id FROM %s WHERE %s = $1 AND id <> $2",
	              kind->table, field->name);
	return rc_buf_done(&store->text, &ignored) &&
	       rc_store_number(store, store->text.p, values, 2, ret,
	                       &ignored) &&
	       *ret != 0;
}

static bool
say_rival(struct rc_store *store, const struct rc_kind *kind,
          const struct rc_field *field, const void *record, rc_id rival,
          struct rc_err *err)
{
	struct rc_err ignored = { 0 };
	const char *label = _(field->label);
	struct rc_str value = rc_field_get(field, record).s;
	struct rc_arena arena;
	const char *key = NULL;

	if ((field->flags & RC_KEY) != 0)
		return rc_fail(
		        err, RC_ECONFLICT, _("%c%s '%.*s' is already in use"),
		        first_letter(label), label + 1, (int)value.n, value.p);
	rc_arena_init(&arena);
	if (!rc_row_key(store, kind, rival, &arena, &key, &ignored))
		key = NULL;
	(void)rc_fail(err, RC_ECONFLICT,
	              _("%c%s '%.*s' is already in use by %s"),
	              first_letter(label), label + 1, (int)value.n, value.p,
	              rc_text_or_empty(key));
	rc_arena_fini(&arena);
	return false;
}

bool
rc_row_rival(struct rc_store *store, const struct rc_kind *kind,
             const void *record, const struct rc_field **ret_field,
             rc_id *ret_id, struct rc_err *err)
{
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		const struct rc_field *field = &kind->fields[i];
		rc_id rival = 0;

		if ((field->flags & (RC_KEY | RC_UNIQUE)) == 0 ||
		    !find_rival(store, kind, field, record, &rival))
			continue;
		*ret_field = field;
		*ret_id = rival;
		return say_rival(store, kind, field, record, rival, err);
	}
	return false;
}

/* --- who refers to it ----------------------------------------------------- */

static bool
referrers_by(struct rc_store *store, struct rc_referrer *who, rc_id id,
             const struct rc_referrers *visit, struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(id);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_stmt *stmt;
	int64_t any;

	/* Mostly there is none, and to put none in order costs the most. */
	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text, "SELECT id FROM %s WHERE %s = $1 LIMIT 1",
	              who->kind->table, who->field->name);
	if (!rc_buf_done(&store->text, err) ||
	    !rc_store_number(store, store->text.p, &by, 1, &any, err))
		return false;
	if (any == 0)
		return true;
	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text,
	              "SELECT id FROM %s WHERE %s = $1 ORDER BY id LIMIT %zu",
	              who->kind->table, who->field->name, visit->most);
	if (!rc_store_stmt(store, &stmt, err))
		return false;
	if (!rc_stmt_bind(stmt, 1, &by, err))
		goto out;
	while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW) {
		who->id = rc_stmt_column(stmt, 0).i;
		if (!visit->each(visit->ctx, who, err)) {
			step = RC_STEP_FAILED;
			break;
		}
	}
out:
	rc_stmt_done(stmt);
	return step != RC_STEP_FAILED;
}

/* A device's fact sheet refers to it, though by no field. */
static bool
sheet_of(struct rc_store *store, rc_id id, const struct rc_referrers *visit,
         struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(id);
	struct rc_referrer who = { &rc_kind_facts, &rc_kind_facts.fields[0],
		                   id };
	int64_t there;

	if (!rc_store_number(store, "SELECT id FROM sheet WHERE id = $1", &by,
	                     1, &there, err))
		return false;
	return there == 0 || visit->each(visit->ctx, &who, err);
}

bool
rc_row_referrers(struct rc_store *store, const struct rc_kind *kind, rc_id id,
                 const struct rc_referrers *visit, struct rc_err *err)
{
	size_t i;
	size_t k;

	if (kind == rc_sheet_owner() && !sheet_of(store, id, visit, err))
		return false;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		for (i = 0; i < rc_kinds[k]->nfields; i++) {
			struct rc_referrer who = { rc_kinds[k],
				                   &rc_kinds[k]->fields[i], 0 };

			if (who.field->type == RC_REF &&
			    strcmp(who.field->ref, kind->name) == 0 &&
			    !referrers_by(store, &who, id, visit, err))
				return false;
		}
	}
	return true;
}
