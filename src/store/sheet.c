/* SPDX-License-Identifier: MIT */
/* sheet - facts as rows of device, name, value, source, time. */
#include "store/sheet.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include "store/store_impl.h"

const struct rc_kind *
rc_sheet_owner(void)
{
	return &rc_kind_device;
}

/* The field of that name; facts come in no order of fields. */
static const struct rc_field *
fact_field(struct rc_str name, size_t *ret_index)
{
	size_t i;

	for (i = 0; i < rc_kind_facts.nfields; i++) {
		if (rc_str_is(name, rc_kind_facts.fields[i].name)) {
			*ret_index = i;
			return &rc_kind_facts.fields[i];
		}
	}
	return NULL; /* of another version of the program */
}

static bool
read_fact(struct rc_stmt *stmt, struct rc_arena *arena, struct rc_facts *facts,
          struct rc_err *err)
{
	size_t i;
	const struct rc_field *field =
	        fact_field(rc_stmt_column(stmt, 0).s, &i);
	struct rc_value value = rc_stmt_column(stmt, 1);
	int64_t n;

	if (field == NULL)
		return true;
	if (field->type == RC_TEXTUAL) {
		value.s.p = rc_arena_textn(arena, value.s.p, value.s.n);
		if (value.s.p == NULL)
			return rc_fail_nomem(err);
	} else {
		if (!rc_str_int(value.s, INT64_MIN, INT64_MAX, &n))
			return rc_fail(err, RC_ECORRUPT,
			               _("fact %s of device %lld is not a "
			                 "number"),
			               field->name, (long long)facts->head.id);
		value = RC_VALUE_INT(n);
	}
	rc_field_put(field, facts, value);
	facts->source[i] = (unsigned char)rc_stmt_column(stmt, 2).i;
	facts->at[i] = rc_stmt_column(stmt, 3).i;
	return true;
}

static bool
read_facts(struct rc_store *store, struct rc_arena *arena,
           struct rc_facts *facts, struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(facts->head.id);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_stmt *stmt;

	if (!rc_sql_cached(store->sql,
	                   "SELECT name, value, source, at FROM fact "
	                   "WHERE device = $1",
	                   &stmt, err))
		return false;
	if (!rc_stmt_bind(stmt, 1, &by, err))
		goto out;
	while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW) {
		if (!read_fact(stmt, arena, facts, err)) {
			step = RC_STEP_FAILED;
			break;
		}
	}
out:
	rc_stmt_done(stmt);
	return step != RC_STEP_FAILED;
}

bool
rc_sheet_take(struct rc_store *store, struct rc_value packed,
              struct rc_arena *arena, struct rc_facts *facts,
              struct rc_err *err)
{
	char *text;

	if (packed.type == RC_TEXT) {
		text = rc_arena_textn(arena, packed.s.p, packed.s.n);
		if (text == NULL)
			return rc_fail_nomem(err);
		if (rc_pack_take(store->pack_edition, text, packed.s.n, facts))
			return true;
	}
	return read_facts(store, arena, facts, err);
}

bool
rc_sheet_fill(struct rc_store *store, struct rc_arena *arena,
              struct rc_facts *facts, struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(facts->head.id);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_stmt *stmt;
	bool done = false;

	if (!rc_sql_cached(store->sql, "SELECT packed FROM sheet WHERE id = $1",
	                   &stmt, err))
		return false;
	if (rc_stmt_bind(stmt, 1, &by, err))
		step = rc_stmt_step(stmt, err);
	if (step != RC_STEP_FAILED)
		done = rc_sheet_take(store,
		                     step == RC_STEP_ROW
		                             ? rc_stmt_column(stmt, 0)
		                             : RC_VALUE_NULL,
		                     arena, facts, err);
	rc_stmt_done(stmt);
	return done;
}

bool
rc_sheet_get(struct rc_store *store, rc_id device, struct rc_arena *arena,
             struct rc_facts *ret, struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(device);
	int64_t there;
	int64_t version;

	if (!rc_store_number(store, "SELECT id FROM device WHERE id = $1", &by,
	                     1, &there, err) ||
	    !rc_store_number(store, "SELECT revision FROM sheet WHERE id = $1",
	                     &by, 1, &version, err))
		return false;
	if (there == 0)
		return rc_fail(err, RC_ENOTFOUND, _("no %s with number %lld"),
		               _(rc_kind_device.label_one), (long long)device);
	rc_record_clear(&rc_kind_facts, ret);
	ret->head.id = device;
	ret->head.version = version;
	return version == 0 || rc_sheet_fill(store, arena, ret, err);
}

/* The text of the whole sheet, in store->line; nothing if it cannot be one. */
static bool
pack(struct rc_store *store, const struct rc_facts *facts, struct rc_value *ret,
     struct rc_err *err)
{
	struct rc_buf *b = &store->line;

	rc_buf_clear(b);
	*ret = RC_VALUE_NULL;
	if (!rc_pack_put(store->pack_edition, facts, b))
		return true;
	if (!rc_buf_done(b, err))
		return false;
	*ret = RC_VALUE_STR(rc_buf_str(b));
	return true;
}

static bool
put_sheet(struct rc_store *store, const struct rc_facts *facts,
          struct rc_err *err)
{
	struct rc_value values[] = {
		RC_VALUE_INT(facts->head.id),
		RC_VALUE_INT(facts->head.version),
		RC_VALUE_NULL,
	};
	struct rc_stmt *stmt;

	return pack(store, facts, &values[2], err) &&
	       rc_sql_cached(store->sql,
	                     "INSERT INTO sheet (id, revision, packed) "
	                     "VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE "
	                     "SET revision = excluded.revision, "
	                     "packed = excluded.packed",
	                     &stmt, err) &&
	       rc_stmt_run(stmt, values, RC_COUNT(values), err);
}

static bool
remove_fact(struct rc_store *store, rc_id device, const char *name,
            struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(device),
		rc_value_text(name),
	};
	struct rc_stmt *stmt;

	return rc_sql_cached(store->sql,
	                     "DELETE FROM fact WHERE device = $1 AND name = $2",
	                     &stmt, err) &&
	       rc_stmt_run(stmt, values, RC_COUNT(values), err);
}

static bool
put_fact(struct rc_store *store, const struct rc_facts *facts, size_t i,
         struct rc_err *err)
{
	const struct rc_field *field = &rc_kind_facts.fields[i];
	struct rc_value value = rc_field_get(field, facts);
	struct rc_value values[5];
	struct rc_stmt *stmt;
	char digits[24];

	if (value.type == RC_NULL)
		return remove_fact(store, facts->head.id, field->name, err);
	if (value.type == RC_INT) {
		(void)snprintf(digits, sizeof(digits), "%lld",
		               (long long)value.i);
		value = rc_value_text(digits);
	}
	values[0] = RC_VALUE_INT(facts->head.id);
	values[1] = rc_value_text(field->name);
	values[2] = value;
	values[3] = RC_VALUE_INT(facts->source[i]);
	values[4] = RC_VALUE_INT(facts->at[i]);
	return rc_sql_cached(store->sql,
	                     "INSERT INTO fact (device, name, value, source, "
	                     "at) VALUES ($1, $2, $3, $4, $5) "
	                     "ON CONFLICT (device, name) DO UPDATE SET "
	                     "value = excluded.value, "
	                     "source = excluded.source, at = excluded.at",
	                     &stmt, err) &&
	       rc_stmt_run(stmt, values, RC_COUNT(values), err);
}

bool
rc_sheet_put(struct rc_store *store, const struct rc_facts *facts, rc_mask mask,
             struct rc_err *err)
{
	size_t i;

	if (!put_sheet(store, facts, err))
		return false;
	for (i = 0; i < rc_kind_facts.nfields; i++) {
		if ((mask >> i & 1) != 0 && !put_fact(store, facts, i, err))
			return false;
	}
	return true;
}

static bool
touch_facts(struct rc_store *store, const struct rc_facts *facts, rc_mask mask,
            struct rc_err *err)
{
	struct rc_stmt *stmt;
	size_t i;

	for (i = 0; i < rc_kind_facts.nfields; i++) {
		const struct rc_value values[] = {
			RC_VALUE_INT(facts->head.id),
			rc_value_text(rc_kind_facts.fields[i].name),
			RC_VALUE_INT(facts->source[i]),
			RC_VALUE_INT(facts->at[i]),
		};

		if ((mask >> i & 1) == 0)
			continue;
		if (!rc_sql_cached(store->sql,
		                   "UPDATE fact SET source = $3, at = $4 "
		                   "WHERE device = $1 AND name = $2",
		                   &stmt, err) ||
		    !rc_stmt_run(stmt, values, RC_COUNT(values), err))
			return false;
	}
	return true;
}

bool
rc_sheet_touch(struct rc_store *store, const struct rc_facts *facts,
               rc_mask mask, struct rc_err *err)
{
	struct rc_value values[] = {
		RC_VALUE_INT(facts->head.id),
		RC_VALUE_NULL,
	};
	struct rc_stmt *stmt;

	return touch_facts(store, facts, mask, err) &&
	       pack(store, facts, &values[1], err) &&
	       rc_sql_cached(store->sql,
	                     "UPDATE sheet SET packed = $2 WHERE id = $1",
	                     &stmt, err) &&
	       rc_stmt_run(stmt, values, RC_COUNT(values), err);
}

/* Texts of another edition are not read, and need not fit. */
static bool
fits(struct rc_store *store, struct rc_str packed, rc_id device,
     struct rc_arena *arena, bool *ret, struct rc_err *err)
{
	struct rc_facts facts;
	struct rc_value text;

	*ret = true;
	if (!rc_str_starts(packed, store->pack_edition))
		return true;
	rc_record_clear(&rc_kind_facts, &facts);
	facts.head.id = device;
	if (!read_facts(store, arena, &facts, err) ||
	    !pack(store, &facts, &text, err))
		return false;
	*ret = text.type == RC_TEXT && rc_str_eq(text.s, packed);
	return true;
}

bool
rc_sheets_check(struct rc_store *store, rc_problem *problem, void *ctx,
                struct rc_err *err)
{
	enum rc_step step;
	struct rc_arena arena;
	struct rc_stmt *stmt;
	char line[300];
	bool good;

	if (!rc_sql_cached(store->sql,
	                   "SELECT id, packed FROM sheet "
	                   "WHERE packed IS NOT NULL",
	                   &stmt, err))
		return false;
	rc_arena_init(&arena);
	while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW) {
		rc_id device = rc_stmt_column(stmt, 0).i;

		rc_arena_clear(&arena);
		if (!fits(store, rc_stmt_column(stmt, 1).s, device, &arena,
		          &good, err)) {
			step = RC_STEP_FAILED;
			break;
		}
		(void)snprintf(line, sizeof(line), "facts %lld: %s",
		               (long long)device,
		               _("the text of the sheet is not that of its "
		                 "facts"));
		if (!good)
			problem(ctx, line);
	}
	rc_arena_fini(&arena);
	rc_stmt_done(stmt);
	return step == RC_STEP_DONE;
}

bool
rc_sheet_remove(struct rc_store *store, rc_id device, struct rc_err *err)
{
	static const char *const texts[] = {
		"DELETE FROM fact WHERE device = $1",
		"DELETE FROM sheet WHERE id = $1",
	};
	const struct rc_value by = RC_VALUE_INT(device);
	struct rc_stmt *stmt;
	size_t i;

	for (i = 0; i < RC_COUNT(texts); i++) {
		if (!rc_sql_cached(store->sql, texts[i], &stmt, err) ||
		    !rc_stmt_run(stmt, &by, 1, err))
			return false;
	}
	return true;
}
