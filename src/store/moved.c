/* SPDX-License-Identifier: MIT */
/*
 * moved - which agencies the writes since a stamp have touched.
 *
 * First the seeds: the devices, posts and agencies that the audit lines and
 * events since then are of, or name before or after the change. Then whose
 * counts these enter: an agency's own, and, where a device is at the post of
 * another agency, those of that one too.
 */
#include <rollcall/base/map.h>
#include <rollcall/model/agency.h>
#include <rollcall/model/contract.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/import_map.h>
#include <rollcall/model/link.h>
#include <rollcall/model/norm.h>
#include <rollcall/model/post.h>
#include <rollcall/model/register.h>
#include <rollcall/model/review.h>

#include "store/changes.h"
#include "store/form.h"
#include "store/store_impl.h"
#include "store/units.h"

#include <string.h>

/* Beyond these judging all is no dearer: */
#define LINES_MAX 20000 /* lines of the audit to look through */
#define FEW       16    /* agencies, */
#define SHARE     8     /* and one in so many */

/* What a record of a kind is to the counts of agencies. */
enum part { PART_NONE, PART_DEVICE, PART_POST, PART_AGENCY, PARTS };

/* Any other kind (params, profiles, releases): all. */
static const struct {
	const struct rc_kind *kind;
	enum part is;     /* the record itself is a seed */
	const char *refs; /* what it refers to: a device, a post, an agency */
	bool whole;       /* readers have read its table whole */
} known[] = {
	{ &rc_kind_agency, PART_AGENCY, NULL, true },
	{ &rc_kind_post, PART_POST, NULL, false },
	{ &rc_kind_device, PART_DEVICE, NULL, false },
	{ &rc_kind_facts, PART_DEVICE, NULL, false },
	{ &rc_kind_custody, PART_NONE,
	  "SELECT device, post, NULL FROM custody WHERE id = $1", false },
	{ &rc_kind_token, PART_NONE,
	  "SELECT NULL, post, NULL FROM token WHERE id = $1", false },
	{ &rc_kind_link, PART_NONE,
	  "SELECT NULL, NULL, agency FROM link WHERE id = $1", true },
	/* Names are read as they are, targets applied to the counts. */
	{ &rc_kind_name, PART_NONE, NULL, true },
	{ &rc_kind_target, PART_NONE, NULL, true },
	{ &rc_kind_norm, PART_NONE, NULL, true },
	{ &rc_kind_life, PART_NONE, NULL, true },
	{ &rc_kind_system, PART_NONE, NULL, true },
	{ &rc_kind_tally, PART_NONE, NULL, true },
	{ &rc_kind_order, PART_NONE, NULL, true },
	{ &rc_kind_contract, PART_NONE, NULL, true },
	{ &rc_kind_licence, PART_NONE, NULL, true },
	{ &rc_kind_wave, PART_NONE, NULL, true },
	{ &rc_kind_duty, PART_NONE, NULL, false },
	{ &rc_kind_pin, PART_NONE, NULL, false },
	{ &rc_kind_import_map, PART_NONE, NULL, false },
	{ &rc_kind_snapshot, PART_NONE, NULL, false },
	{ &rc_kind_reviewed, PART_NONE, NULL, false },
	{ &rc_kind_count, PART_NONE, NULL, false },
};

struct walk {
	struct rc_store *store;
	const struct rc_units_stamp *since;
	int64_t most; /* agencies */
	bool all, tables;
	struct rc_map seeds;    /* key: struct seed */
	struct rc_map agencies; /* key: the id; value: the id */
	struct rc_arena room;   /* of one line */
};
struct seed {
	int64_t part, id;
};

static bool
add_seed(struct walk *w, enum part part, rc_id id, struct rc_err *err)
{
	const struct seed seed = { part, id };
	const struct rc_str key = { (const char *)&seed, sizeof(seed) };

	return part == PART_NONE || id == 0 ||
	       rc_map_put(&w->seeds, key, id, NULL) || rc_fail_nomem(err);
}

/* --- seeds ---------------------------------------------------------------- */

static enum part
part_of_ref(const struct rc_field *field)
{
	static const struct {
		const struct rc_kind *kind;
		enum part part;
	} parts[] = {
		{ &rc_kind_device, PART_DEVICE },
		{ &rc_kind_post, PART_POST },
		{ &rc_kind_agency, PART_AGENCY },
	};
	size_t i;

	if (field->type == RC_REF)
		for (i = 0; i < RC_COUNT(parts); i++)
			if (rc_text_eq(field->ref, parts[i].kind->name))
				return parts[i].part;
	return PART_NONE;
}

/* What the change names, before and after it. One that cannot be read is of
 * another edition of the program. */
static bool
seed_changes(struct walk *w, const struct rc_kind *kind, struct rc_str changes,
             struct rc_err *err)
{
	struct rc_err unread = { 0 };
	struct rc_changed c;
	bool end;

	for (;;) {
		enum part part;

		if (!rc_changes_next(kind, &changes, &w->room, &c, &end,
		                     &unread)) {
			w->all = true;
			return true;
		}
		if (end)
			return true;
		part = part_of_ref(c.field);
		if (part == PART_NONE)
			continue;
		if (!add_seed(w, part, c.before.i, err) ||
		    !add_seed(w, part, c.after.i, err))
			return false;
	}
}

/* What the record refers to as it stands. */
static bool
seed_refs(struct walk *w, const char *text, rc_id record, struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(record);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_stmt *stmt;
	bool done = false;
	int i;

	if (!rc_sql_cached(w->store->sql, text, &stmt, err))
		return false;
	if (rc_stmt_bind(stmt, 1, &by, err))
		step = rc_stmt_step(stmt, err);
	done = step != RC_STEP_FAILED;
	for (i = 0; done && step == RC_STEP_ROW && i + 1 < PARTS; i++) {
		struct rc_value id = rc_stmt_column(stmt, i);

		if (id.type == RC_INT)
			done = add_seed(w, PART_DEVICE + i, id.i, err);
	}
	rc_stmt_done(stmt);
	return done;
}

static bool
seed_line(struct walk *w, const struct rc_kind *kind, rc_id record,
          struct rc_str changes, struct rc_err *err)
{
	size_t i;

	for (i = 0; i < RC_COUNT(known); i++)
		if (known[i].kind == kind)
			break;
	if (kind == NULL || i == RC_COUNT(known)) {
		w->all = true;
		return true;
	}
	w->tables |= known[i].whole;
	if (known[i].is == PART_NONE && known[i].refs == NULL)
		return true;
	return add_seed(w, known[i].is, record, err) &&
	       seed_changes(w, kind, changes, err) &&
	       (known[i].refs == NULL ||
	        seed_refs(w, known[i].refs, record, err));
}

static bool
seed_lines(struct walk *w, struct rc_err *err)
{
	const struct rc_value after = RC_VALUE_INT(w->since->lines);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_stmt *stmt;
	bool done = true;

	if (!rc_sql_cached(w->store->sql,
	                   "SELECT kind, record, changes FROM audit "
	                   "WHERE id > $1 ORDER BY id",
	                   &stmt, err))
		return false;
	if (rc_stmt_bind(stmt, 1, &after, err))
		step = rc_stmt_step(stmt, err);
	while (done && step == RC_STEP_ROW && !w->all) {
		struct rc_str changes = rc_stmt_column(stmt, 2).s;

		rc_arena_clear(&w->room);
		done = rc_form_expand(w->store, changes, &w->room, &changes,
		                      err) &&
		       seed_line(w, rc_kind_find(rc_stmt_column(stmt, 0).s),
		                 rc_stmt_column(stmt, 1).i, changes, err);
		if (done)
			step = rc_stmt_step(stmt, err);
	}
	rc_stmt_done(stmt);
	return done && step != RC_STEP_FAILED;
}

/* Devices that were polled. */
static bool
seed_events(struct walk *w, struct rc_err *err)
{
	const struct rc_value after = RC_VALUE_INT(w->since->batch);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_stmt *stmt;
	bool done = true;

	if (!rc_sql_cached(w->store->sql,
	                   "SELECT device FROM event WHERE batch > $1", &stmt,
	                   err))
		return false;
	if (rc_stmt_bind(stmt, 1, &after, err))
		step = rc_stmt_step(stmt, err);
	while (done && step == RC_STEP_ROW) {
		done = add_seed(w, PART_DEVICE, rc_stmt_column(stmt, 0).i, err);
		if (done)
			step = rc_stmt_step(stmt, err);
	}
	rc_stmt_done(stmt);
	return done && step != RC_STEP_FAILED;
}

/* --- whose counts --------------------------------------------------------- */

static const char *const agencies_of[PARTS] = {
	[PART_DEVICE] = "SELECT agency FROM device WHERE id = $1 UNION "
	                "SELECT p.agency FROM custody AS c JOIN post AS p ON "
	                "p.id = c.post WHERE c.device = $1",
	[PART_POST] = "SELECT agency FROM post WHERE id = $1 UNION "
	              "SELECT d.agency FROM custody AS c JOIN device AS d ON "
	              "d.id = c.device WHERE c.post = $1",
	/* Also one that is no more, or not yet: its counts go. */
	[PART_AGENCY] = "SELECT $1 UNION "
	                "SELECT d.agency FROM post AS p JOIN custody AS c ON "
	                "c.post = p.id JOIN device AS d ON d.id = c.device "
	                "WHERE p.agency = $1",
};

static bool
add_agencies(struct walk *w, const struct seed *seed, struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(seed->id);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_stmt *stmt;
	bool done = true;

	if (!rc_sql_cached(w->store->sql, agencies_of[seed->part], &stmt, err))
		return false;
	if (rc_stmt_bind(stmt, 1, &by, err))
		step = rc_stmt_step(stmt, err);
	while (done && step == RC_STEP_ROW) {
		int64_t id = rc_stmt_column(stmt, 0).i;
		struct rc_str key = { (const char *)&id, sizeof(id) };

		done = rc_map_put(&w->agencies, key, id, NULL) ||
		       rc_fail_nomem(err);
		if (done)
			step = rc_stmt_step(stmt, err);
	}
	rc_stmt_done(stmt);
	return done && step != RC_STEP_FAILED;
}

static bool
gather(struct walk *w, struct rc_err *err)
{
	struct seed seed;
	size_t i;

	if (!rc_store_number(w->store, "SELECT count(*) FROM unit", NULL, 0,
	                     &w->most, err))
		return false;
	w->most = FEW + w->most / SHARE;
	if (!seed_lines(w, err) || (!w->all && !seed_events(w, err)))
		return false;
	for (i = 0; i < w->seeds.n && !w->all; i++) {
		memcpy(&seed, w->seeds.entries[i].key.p, sizeof(seed));
		if (!add_agencies(w, &seed, err))
			return false;
		w->all = (int64_t)w->agencies.n > w->most;
	}
	return true;
}

/* Does the audit still begin as it did? It may be another database by now. */
static bool
goes_on(struct walk *w, bool *ret, struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(w->since->lines),
		rc_value_text(w->since->head),
	};
	struct rc_units_stamp now;
	int64_t same;

	if (!rc_units_now(w->store, &now, err) ||
	    !rc_store_number(w->store,
	                     "SELECT count(*) FROM audit WHERE id = $1 AND "
	                     "hash = $2",
	                     values, RC_COUNT(values), &same, err))
		return false;
	*ret = (same == 1 || w->since->lines == 0) &&
	       now.batch >= w->since->batch && now.lines >= w->since->lines &&
	       now.lines - w->since->lines <= LINES_MAX;
	return true;
}

static bool
copy_out(const struct walk *w, struct rc_arena *arena, struct rc_moved *ret,
         struct rc_err *err)
{
	struct rc_moved moved = { .all = w->all,
		                  .tables = w->all || w->tables };
	size_t i;

	moved.n = w->all ? 0 : w->agencies.n;
	moved.agencies = rc_arena_alloc(arena, moved.n, sizeof(rc_id));
	if (moved.agencies == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < moved.n; i++)
		moved.agencies[i] = w->agencies.entries[i].value;
	*ret = moved;
	return true;
}

bool
rc_units_moved(struct rc_store *store, const struct rc_units_stamp *since,
               struct rc_arena *arena, struct rc_moved *ret, struct rc_err *err)
{
	struct walk w = { .store = store, .since = since };
	bool same = false;
	bool done;

	rc_map_init(&w.seeds);
	rc_map_init(&w.agencies);
	rc_arena_init(&w.room);
	done = goes_on(&w, &same, err);
	w.all = !same;
	done = done && (w.all || gather(&w, err)) &&
	       copy_out(&w, arena, ret, err);
	rc_arena_fini(&w.room);
	rc_map_fini(&w.agencies);
	rc_map_fini(&w.seeds);
	return done;
}
