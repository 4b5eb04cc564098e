/* SPDX-License-Identifier: MIT */
/* units_judge - an estate for counting alone. */
#include "app/units_judge.h"

#include <rollcall/app/records.h>

#include <string.h>

#include "app/app_impl.h"
#include "rule/counts.h"
#include "store/units.h"

/* What the rules look at. Nothing of it is text, which a scan does not keep;
 * fact sheets are read whole. */
static const struct reads {
	const struct rc_kind *kind;
	const char *fields;
} reads[] = {
	{ &rc_kind_agency, "tier in_quota valid_from valid_to" },
	{ &rc_kind_post, "agency signer handler profile valid_from valid_to" },
	{ &rc_kind_token, "post status valid_from valid_to" },
	{ &rc_kind_link,
	  "agency type status down_kbps controlled available_bp start_date "
	  "end_date" },
	{ &rc_kind_custody, "device post from_date to_date" },
	{ &rc_kind_device,
	  "agency profile category status connectivity ownership "
	  "in_service_date purchase_date last_seen" },
};

static uint64_t
fields_of(const struct rc_kind *kind)
{
	struct rc_str list = { 0 }, name;
	uint64_t fields = 0;
	size_t i;

	for (i = 0; i < RC_COUNT(reads); i++)
		if (reads[i].kind == kind)
			list = rc_str_of(reads[i].fields);
	while (rc_str_split(&list, ' ', &name))
		fields |= UINT64_C(1)
		          << (rc_field_find(kind, name) - kind->fields);
	return fields;
}

/* Rows of a kind side by side, on the heap. */
struct rows {
	const struct rc_kind *kind;
	char *p;
	size_t n, cap;
};
enum { AGENCIES, POSTS, TOKENS, LINKS, TABLES };

struct judge {
	const struct rc_judging *of;
	rc_id agency; /* 0 = all */
	struct rows rows[TABLES];
	struct rc_arena arena;
	struct rc_tables tables;
	struct rc_estate estate;
};

typedef bool each_row(void *ctx, const void *record, struct rc_err *err);

/* The rows of a kind: those of the agency, or all. */
static bool
read_rows(const struct judge *j, const struct rc_kind *kind, each_row *each,
          void *ctx, struct rc_err *err)
{
	const struct rc_near near = { kind, fields_of(kind), j->agency, each,
		                      ctx };
	const struct rc_view view = { .kind = kind };

	if (j->agency != 0)
		return rc_units_near(j->of->app->store, &near, err);
	if (near.fields != 0)
		return rc_records_scan(j->of->app, kind, near.fields, each, ctx,
		                       err);
	return rc_records_each(j->of->app, &view, each, ctx, err);
}

/* --- tables --------------------------------------------------------------- */

static bool
add_row(void *ctx, const void *record, struct rc_err *err)
{
	struct rows *rows = ctx;
	size_t size = rows->kind->size;

	if (rows->n == rows->cap &&
	    !rc_grow((void **)&rows->p, &rows->cap, size))
		return rc_fail_nomem(err);
	memcpy(rows->p + rows->n++ * size, record, size);
	return true;
}

static bool
read_tables(struct judge *j, struct rc_err *err)
{
	static const struct rc_kind *const kinds[TABLES] = {
		[AGENCIES] = &rc_kind_agency,
		[POSTS] = &rc_kind_post,
		[TOKENS] = &rc_kind_token,
		[LINKS] = &rc_kind_link,
	};
	const struct rc_tables *law = j->of->into->tables;
	int i;

	for (i = 0; i < TABLES; i++) {
		j->rows[i].kind = kinds[i];
		if (!read_rows(j, kinds[i], add_row, &j->rows[i], err))
			return false;
	}
	j->tables = (struct rc_tables){
		.agencies = (const void *)j->rows[AGENCIES].p,
		.nagencies = j->rows[AGENCIES].n,
		.posts = (const void *)j->rows[POSTS].p,
		.nposts = j->rows[POSTS].n,
		.tokens = (const void *)j->rows[TOKENS].p,
		.ntokens = j->rows[TOKENS].n,
		.links = (const void *)j->rows[LINKS].p,
		.nlinks = j->rows[LINKS].n,
		.params = law->params,
		.nparams = law->nparams,
		.profiles = law->profiles,
		.nprofiles = law->nprofiles,
		.releases = law->releases,
		.nreleases = law->nreleases,
	};
	return true;
}

/* --- machines ------------------------------------------------------------- */

static bool
add_custody(void *ctx, const void *record, struct rc_err *err)
{
	return rc_estate_add_custody(ctx, record, err);
}

static bool
add_device(void *ctx, const void *record, struct rc_err *err)
{
	return rc_estate_add_device(ctx, record, err);
}

static bool
add_facts(void *ctx, const void *record, struct rc_err *err)
{
	(void)err;
	rc_estate_add_facts(ctx, record);
	return true;
}

static bool
judge(struct judge *j, struct rc_err *err)
{
	struct rc_estate *e = &j->estate;

	if (!read_tables(j, err) ||
	    !rc_estate_begin(e, &j->tables, j->of->into->day, &j->arena, err) ||
	    !read_rows(j, &rc_kind_custody, add_custody, e, err) ||
	    !read_rows(j, &rc_kind_device, add_device, e, err))
		return false;
	rc_estate_ready(e);
	if (!read_rows(j, &rc_kind_facts, add_facts, e, err))
		return false;
	rc_estate_judge(e);
	return true;
}

/* --- taking over ---------------------------------------------------------- */

static void
take_over(const struct judge *j)
{
	const struct rc_judging *of = j->of;
	const struct rc_estate *e = &j->estate;
	size_t i;

	for (i = 0; i < e->nunits; i++) {
		rc_id id = e->units[i].agency->head.id;
		size_t to = rc_index_find(&of->into->unit_index, id);

		/* Another agency that one brought with it is not whole. */
		if (to == RC_NOWHERE || (j->agency != 0 && id != j->agency))
			continue;
		rc_unit_copy(&of->into->units[to], &e->units[i]);
		of->known[to] = true;
	}
}

bool
rc_units_judge(const struct rc_judging *judging, rc_id agency,
               struct rc_err *err)
{
	struct judge j = { .of = judging, .agency = agency };
	bool done;
	int i;

	rc_arena_init(&j.arena);
	done = judge(&j, err);
	if (done)
		take_over(&j);
	rc_estate_fini(&j.estate);
	for (i = 0; i < TABLES; i++)
		rc_free(j.rows[i].p);
	rc_arena_fini(&j.arena);
	if (agency == 0)
		rc_mem_trim();
	return done;
}
