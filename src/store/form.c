/* SPDX-License-Identifier: MIT */
/* form - names of fields once, values in every line. */
#include "store/form.h"

#include <rollcall/base/digest.h>

#include "store/changes.h"
#include "store/store_impl.h"

#include <string.h>

#define FIELDS_MAX 65536u /* bytes of the names of a kind */

/* --- forms ---------------------------------------------------------------- */

/* Keeps a form in mind; the texts are copied. */
static bool
remember(struct rc_store *store, rc_id id, struct rc_str kind,
         struct rc_str fields, struct rc_err *err)
{
	uint8_t sum[RC_SHA256_BYTES];
	struct rc_audit_form form = { .id = id };

	form.kind = rc_arena_textn(&store->forms_room, kind.p, kind.n);
	form.fields = rc_arena_textn(&store->forms_room, fields.p, fields.n);
	if (form.kind == NULL || form.fields == NULL ||
	    !RC_GROW(store->forms, store->nforms, store->forms_cap))
		return rc_fail_nomem(err);
	if (!rc_digest_begin(store->digest) ||
	    !rc_digest_add(store->digest, kind) ||
	    !rc_digest_add(store->digest, RC_STR("\t")) ||
	    !rc_digest_add(store->digest, fields) ||
	    !rc_digest_end(store->digest, sum))
		return rc_fail(err, RC_EBUG, "SHA-256 is not available");
	rc_hex(sum, sizeof(sum), form.hash);
	store->forms[store->nforms++] = form;
	return true;
}

void
rc_store_forget_forms(struct rc_store *store)
{
	store->nforms = 0;
	rc_arena_clear(&store->forms_room);
}

/* The form of that number; NULL if there is none. */
static bool
form_at(struct rc_store *store, rc_id id, const struct rc_audit_form **ret,
        struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(id);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_stmt *stmt;
	bool done;
	size_t i;

	for (i = 0; i < store->nforms; i++) {
		if (store->forms[i].id == id) {
			*ret = &store->forms[i];
			return true;
		}
	}
	if (!rc_sql_cached(store->sql,
	                   "SELECT kind, fields FROM audit_form WHERE id = $1",
	                   &stmt, err))
		return false;
	if (rc_stmt_bind(stmt, 1, &by, err))
		step = rc_stmt_step(stmt, err);
	done = step == RC_STEP_ROW
	               ? remember(store, id, rc_stmt_column(stmt, 0).s,
	                          rc_stmt_column(stmt, 1).s, err)
	               : step == RC_STEP_DONE;
	rc_stmt_done(stmt);
	if (done)
		*ret = step == RC_STEP_ROW ? &store->forms[store->nforms - 1]
		                           : NULL;
	return done;
}

static bool
add_form(struct rc_store *store, const struct rc_value values[2],
         struct rc_err *err)
{
	struct rc_stmt *stmt = NULL;
	bool done =
	        rc_store_keep(store,
	                      "INSERT INTO audit_form (kind, fields) VALUES "
	                      "($1, $2)",
	                      RC_SQL_LIFTED, &stmt, err) &&
	        rc_stmt_run(stmt, values, 2, err);

	rc_stmt_free(stmt);
	return done;
}

/* The form with those fields, made if it is not there. */
static bool
obtain(struct rc_store *store, const struct rc_kind *kind, const char *fields,
       const struct rc_audit_form **ret, struct rc_err *err)
{
	static const char find[] =
	        "SELECT id FROM audit_form WHERE kind = $1 AND fields = $2";
	const struct rc_value values[2] = { rc_value_text(kind->name),
		                            rc_value_text(fields) };
	int64_t id;

	return rc_store_number(store, find, values, 2, &id, err) &&
	       (id != 0 ||
	        (add_form(store, values, err) &&
	         rc_store_number(store, find, values, 2, &id, err))) &&
	       form_at(store, id, ret, err);
}

/* The form of a kind as this program has it. */
static bool
form_of(struct rc_store *store, const struct rc_kind *kind,
        const struct rc_audit_form **ret, struct rc_err *err)
{
	struct rc_table *table;
	const struct rc_audit_form *form = NULL;
	struct rc_buf fields;
	bool done;
	size_t i;

	if (!rc_store_table(store, kind, &table, err))
		return false;
	if (table->form != 0)
		return form_at(store, table->form, ret, err);
	rc_buf_init(&fields, FIELDS_MAX);
	for (i = 0; i < kind->nfields; i++) {
		rc_buf_puts(&fields, i == 0 ? "" : " ");
		rc_buf_puts(&fields, kind->fields[i].name);
	}
	done = rc_buf_done(&fields, err) &&
	       obtain(store, kind, fields.p, &form, err);
	rc_buf_fini(&fields);
	if (!done)
		return false;
	table->form = form->id;
	*ret = form;
	return true;
}

/* --- writing -------------------------------------------------------------- */

static void
put_mask(struct rc_buf *b, rc_mask mask)
{
	static const char digits[] = "0123456789abcdef";
	unsigned shift = 60;

	while (shift > 0 && (mask >> shift & 15) == 0)
		shift -= 4;
	for (;; shift -= 4) {
		rc_buf_putc(b, digits[mask >> shift & 15]);
		if (shift == 0)
			break;
	}
}

bool
rc_form_put(struct rc_store *store, const struct rc_kind *kind,
            const void *before, const void *after, rc_mask mask,
            struct rc_buf *b, struct rc_err *err)
{
	const void *whole = before == NULL ? after : before;
	const struct rc_audit_form *form;
	size_t i;

	if ((before != NULL && after != NULL) ||
	    (kind->flags & RC_KIND_SHEET) != 0) {
		rc_changes_put(kind, before, after, mask, b);
		return true;
	}
	if (!form_of(store, kind, &form, err))
		return false;
	rc_buf_putc(b, before == NULL ? '+' : '-');
	rc_copy_put_digits(b, form->id);
	rc_buf_putc(b, ':');
	put_mask(b, mask);
	for (i = 0; i < kind->nfields; i++) {
		if ((mask >> i & 1) == 0)
			continue;
		rc_buf_putc(b, '\t');
		rc_changes_put_value(&kind->fields[i], whole, b);
	}
	return true;
}

/* --- reading -------------------------------------------------------------- */

static bool
take_mask(struct rc_str s, rc_mask *ret)
{
	static const char digits[] = "0123456789abcdef";
	rc_mask mask = 0;
	size_t i;

	if (s.n == 0 || s.n > 16)
		return false;
	for (i = 0; i < s.n; i++) {
		const char *digit =
		        s.p[i] == '\0' ? NULL : strchr(digits, s.p[i]);

		if (digit == NULL)
			return false;
		mask = mask << 4 | (rc_mask)(digit - digits);
	}
	*ret = mask;
	return true;
}

static bool
is_short(struct rc_str stored)
{
	return stored.n > 0 && (stored.p[0] == '+' || stored.p[0] == '-');
}

/* Takes "+FORM:MASK" off the front; false: it is none. */
static bool
take_front(struct rc_str *rest, rc_id *ret_id, rc_mask *ret_mask)
{
	struct rc_str front;
	struct rc_str id;

	if (!is_short(*rest) || !rc_str_split(rest, '\t', &front))
		return false;
	front.p++;
	front.n--;
	return rc_str_split(&front, ':', &id) && front.p != NULL &&
	       rc_str_int(id, 1, INT64_MAX, ret_id) &&
	       take_mask(front, ret_mask);
}

/* The values beside their names; false: too few or too many of them. */
static bool
put_named(const struct rc_audit_form *form, rc_mask mask, struct rc_str values,
          bool added, struct rc_buf *b)
{
	struct rc_str names = rc_str_of(form->fields);
	const char *between = "";
	struct rc_str name;
	struct rc_str value;

	for (; mask != 0; mask >>= 1) {
		if (!rc_str_split(&names, ' ', &name))
			return false;
		if ((mask & 1) == 0)
			continue;
		if (!rc_str_split(&values, '\t', &value))
			return false;
		rc_buf_puts(b, between);
		rc_buf_putstr(b, name);
		rc_buf_puts(b, added ? "\t\\N\t" : "\t");
		rc_buf_putstr(b, value);
		rc_buf_puts(b, added ? "" : "\t\\N");
		between = "\n";
	}
	return values.p == NULL;
}

bool
rc_form_expand(struct rc_store *store, struct rc_str stored,
               struct rc_arena *arena, struct rc_str *ret, struct rc_err *err)
{
	const struct rc_audit_form *form = NULL;
	struct rc_str values = stored;
	struct rc_str text = stored;
	rc_mask mask = 0;
	struct rc_buf b;
	bool done = true;
	rc_id id = 0;

	if (!take_front(&values, &id, &mask)) {
		*ret = stored;
		return true;
	}
	if (!form_at(store, id, &form, err))
		return false;
	rc_buf_init(&b, RC_LINE_MAX);
	if (form != NULL &&
	    put_named(form, mask, values, stored.p[0] == '+', &b)) {
		text.p = rc_arena_textn(arena, b.p, b.n);
		text.n = b.n;
		done = rc_buf_done(&b, err) &&
		       (text.p != NULL || rc_fail_nomem(err));
	}
	rc_buf_fini(&b);
	if (done)
		*ret = text;
	return done;
}

bool
rc_form_hash(struct rc_store *store, const char *stored, const char **ret,
             struct rc_err *err)
{
	const struct rc_audit_form *form = NULL;
	struct rc_str rest = rc_str_of(stored);
	rc_mask mask;
	rc_id id;

	if (take_front(&rest, &id, &mask) && !form_at(store, id, &form, err))
		return false;
	*ret = form == NULL ? NULL : form->hash;
	return true;
}
