/* SPDX-License-Identifier: MIT */
/* figures - reading what judging needs. */
#include "app/figures.h"

#include <string.h>

#include "app/rows.h"
#include "rule/day.h"

/* A kind that is read whole, and where its rows go. */
struct whole {
	const struct rc_kind *kind;
	size_t rows, n; /* offsets in struct rc_tables */
};
#define WHOLE(kind, member)                                   \
	{                                                     \
		kind, offsetof(struct rc_tables, member),     \
		        offsetof(struct rc_tables, n##member) \
	}
static const struct whole law[] = {
	WHOLE(&rc_kind_param, params),
	WHOLE(&rc_kind_profile, profiles),
	WHOLE(&rc_kind_release, releases),
};
static const struct whole seats[] = {
	WHOLE(&rc_kind_post, posts),
	WHOLE(&rc_kind_token, tokens),
};
static const struct whole rest[] = {
	WHOLE(&rc_kind_agency, agencies),  WHOLE(&rc_kind_name, names),
	WHOLE(&rc_kind_link, links),       WHOLE(&rc_kind_norm, norms),
	WHOLE(&rc_kind_target, targets),   WHOLE(&rc_kind_life, lives),
	WHOLE(&rc_kind_system, systems),   WHOLE(&rc_kind_tally, tallies),
	WHOLE(&rc_kind_order, orders),     WHOLE(&rc_kind_contract, contracts),
	WHOLE(&rc_kind_licence, licences), WHOLE(&rc_kind_wave, waves),
};
static const struct {
	const struct whole *list;
	size_t n;
} parts[] = {
	{ law, RC_COUNT(law) },
	{ seats, RC_COUNT(seats) },
	{ rest, RC_COUNT(rest) },
};

static void
set_table(struct rc_tables *tables, const struct whole *whole, const void *rows,
          size_t n)
{
	memcpy((char *)tables + whole->rows, &rows, sizeof(rows));
	memcpy((char *)tables + whole->n, &n, sizeof(n));
}

static bool
load_whole(struct rc_app *app, const struct whole *list, size_t n,
           struct rc_arena *arena, struct rc_tables *tables, struct rc_err *err)
{
	struct rc_view view;
	const struct rc_window window = { .view = &view };
	void *rows;
	size_t i, nrows;

	for (i = 0; i < n; i++) {
		if (!rc_view_parse(list[i].kind, NULL, rc_app_today(app), arena,
		                   &view, err) ||
		    !rc_rows_read(app, &window, arena, &rows, &nrows, err))
			return false;
		set_table(tables, &list[i], rows, nrows);
	}
	return true;
}

bool
rc_figures_tables(struct rc_app *app, unsigned which, struct rc_arena *arena,
                  struct rc_tables *tables, struct rc_err *err)
{
	size_t i;

	for (i = 0; i < RC_COUNT(parts); i++)
		if ((which >> i & 1) != 0 &&
		    !load_whole(app, parts[i].list, parts[i].n, arena, tables,
		                err))
			return false;
	return true;
}

/* --- everything ---------------------------------------------------------- */

static bool
each_custody(void *ctx, const void *record, struct rc_err *err)
{
	struct rc_figures *f = ctx;

	return rc_estate_add_custody(&f->estate, record, err);
}

static bool
each_device(void *ctx, const void *record, struct rc_err *err)
{
	struct rc_figures *f = ctx;
	struct rc_device device = *(const struct rc_device *)record;

	return !rc_past_device(&f->past, &device) ||
	       rc_estate_add_device(&f->estate, &device, err);
}

static bool
each_facts(void *ctx, const void *record, struct rc_err *err)
{
	struct rc_figures *f = ctx;
	struct rc_facts facts = *(const struct rc_facts *)record;

	(void)err;
	rc_past_facts(&f->past, &facts);
	rc_estate_add_facts(&f->estate, &facts);
	return true;
}

static bool
stream(struct rc_app *app, const struct rc_kind *kind,
       bool (*each)(void *ctx, const void *record, struct rc_err *err),
       struct rc_figures *f, struct rc_err *err)
{
	struct rc_view view;
	const struct rc_window window = { .view = &view };

	return rc_view_parse(kind, NULL, rc_app_today(app), f->estate.arena,
	                     &view, err) &&
	       rc_rows_each(app, &window, each, f, err);
}

/* A document lives longer than *past, so text that was taken back moves. */
static bool
keep_texts(const struct rc_kind *kind, void *rows, size_t n,
           struct rc_arena *arena, struct rc_err *err)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		void *row = (char *)rows + i * kind->size;

		for (k = 0; k < kind->nfields; k++) {
			const struct rc_field *field = &kind->fields[k];
			struct rc_value value = rc_field_get(field, row);

			if (field->type != RC_TEXTUAL || value.type != RC_TEXT)
				continue;
			value.s.p = rc_arena_textn(arena, value.s.p, value.s.n);
			if (value.s.p == NULL)
				return rc_fail_nomem(err);
			rc_field_put(field, row, value);
		}
	}
	return true;
}

/* The kinds whose rows carry no dates for all that changes. The arrays were
 * read for this alone, so that they may be written to. */
static bool
take_back(struct rc_figures *f, struct rc_arena *arena, struct rc_err *err)
{
	static const struct whole undated[] = {
		WHOLE(&rc_kind_link, links),
		WHOLE(&rc_kind_token, tokens),
		WHOLE(&rc_kind_system, systems),
		WHOLE(&rc_kind_order, orders),
	};
	size_t i;

	for (i = 0; i < RC_COUNT(undated) && f->past.is_past; i++) {
		void *rows;
		size_t n;

		memcpy(&rows, (char *)&f->tables + undated[i].rows,
		       sizeof(rows));
		memcpy(&n, (char *)&f->tables + undated[i].n, sizeof(n));
		rc_past_rows(&f->past, undated[i].kind, rows, n);
		if (!keep_texts(undated[i].kind, rows, n, arena, err))
			return false;
	}
	return true;
}

static bool
load_all(struct rc_app *app, rc_date day, struct rc_arena *arena,
         struct rc_figures *f, struct rc_err *err)
{
	if (!rc_figures_tables(app,
	                       RC_TABLES_LAW | RC_TABLES_SEATS | RC_TABLES_REST,
	                       arena, &f->tables, err) ||
	    !rc_past_load(app, day, 0, &f->past, err) ||
	    !take_back(f, arena, err))
		return false;
	if (!rc_estate_begin(&f->estate, &f->tables, day, arena, err) ||
	    !stream(app, &rc_kind_custody, each_custody, f, err) ||
	    !stream(app, &rc_kind_device, each_device, f, err))
		return false;
	rc_estate_ready(&f->estate);
	if (!stream(app, &rc_kind_facts, each_facts, f, err))
		return false;
	rc_estate_judge(&f->estate);
	return true;
}

bool
rc_figures_load(struct rc_app *app, rc_date day, struct rc_arena *arena,
                struct rc_figures *figures, struct rc_err *err)
{
	memset(figures, 0, sizeof(*figures));
	if (load_all(app, day, arena, figures, err))
		return true;
	rc_figures_fini(figures);
	return false;
}

void
rc_figures_fini(struct rc_figures *figures)
{
	rc_estate_fini(&figures->estate);
	rc_past_fini(&figures->past);
}

/* --- one device ---------------------------------------------------------- */

struct one {
	struct rc_app *app;
	struct rc_device *device;
	struct rc_arena *arena;
	struct rc_figures *f;
	const struct rc_custody *custody;
	const struct rc_facts *facts;
};

struct rows {
	void *p;
	size_t n;
};

/* The rows of a kind whose reference `field` is `key`. */
static bool
load_of(struct one *o, const struct rc_kind *kind, const char *field,
        const char *key, struct rows *ret, struct rc_err *err)
{
	struct rc_value value = rc_value_text(key);
	struct rc_term test = { .type = RC_TERM_TEST,
		                .op = RC_OP_EQ,
		                .values = &value,
		                .nvalues = 1 };
	struct rc_view view;
	const struct rc_window window = { .view = &view };

	test.field = rc_field_find(kind, rc_str_of(field));
	if (!rc_view_parse(kind, NULL, rc_app_today(o->app), o->arena, &view,
	                   err))
		return false;
	view.filter = &test;
	return rc_rows_read(o->app, &window, o->arena, &ret->p, &ret->n, err);
}

/* The post that had the device on the day; NULL = none. */
static const struct rc_custody *
holder_of(const struct rc_custody *rows, size_t n, rc_date day)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rc_day_holds(rows[i].from_date, rows[i].to_date, day))
			return &rows[i];
	return NULL;
}

/* Its agency, and the post's if that is another. */
static bool
load_agencies(struct one *o, struct rc_err *err)
{
	struct rc_tables *t = &o->f->tables;
	struct rc_agency *rows = rc_arena_alloc(o->arena, 2, sizeof(*rows));
	rc_id second = t->nposts > 0 ? t->posts[0].agency.id : 0;

	if (rows == NULL)
		return rc_fail_nomem(err);
	if (!rc_row_get(o->app->store, &rc_kind_agency, o->device->agency.id,
	                o->arena, &rows[0], err))
		return false;
	t->agencies = rows;
	t->nagencies = 1;
	if (second == 0 || second == rows[0].head.id)
		return true;
	if (!rc_row_get(o->app->store, &rc_kind_agency, second, o->arena,
	                &rows[1], err))
		return false;
	t->nagencies = 2;
	return true;
}

/* The links of the agency that counts: the post's, else the device's. */
static bool
load_links(struct one *o, struct rc_err *err)
{
	struct rc_tables *t = &o->f->tables;
	struct rows rows;

	if (!load_of(o, &rc_kind_link, "agency",
	             t->agencies[t->nagencies - 1].code, &rows, err))
		return false;
	t->links = rows.p;
	t->nlinks = rows.n;
	return true;
}

/* Who has it, that post, and its tokens. */
static bool
load_post(struct one *o, rc_date day, struct rc_err *err)
{
	struct rc_tables *t = &o->f->tables;
	struct rc_post *post = rc_record_new(&rc_kind_post, o->arena);
	struct rows rows;

	if (post == NULL)
		return rc_fail_nomem(err);
	if (!load_of(o, &rc_kind_custody, "device", o->device->asset_tag, &rows,
	             err))
		return false;
	o->custody = holder_of(rows.p, rows.n, day);
	if (o->custody == NULL)
		return true;
	if (!rc_row_get(o->app->store, &rc_kind_post, o->custody->post.id,
	                o->arena, post, err) ||
	    !load_of(o, &rc_kind_token, "post", post->code, &rows, err))
		return false;
	t->tokens = rows.p;
	t->ntokens = rows.n;
	t->posts = post;
	t->nposts = 1;
	return true;
}

static bool
load_sheet(struct one *o, struct rc_err *err)
{
	struct rc_facts *facts = rc_record_new(&rc_kind_facts, o->arena);
	struct rc_err why = { 0 };

	if (facts == NULL)
		return rc_fail_nomem(err);
	if (rc_row_get(o->app->store, &rc_kind_facts, o->device->head.id,
	               o->arena, facts, &why)) {
		rc_past_facts(&o->f->past, facts);
		o->facts = facts;
		return true;
	}
	if (why.code == RC_ENOTFOUND)
		return true;
	*err = why;
	return false;
}

static bool
load_one(struct one *o, rc_date day, struct rc_err *err)
{
	struct rc_estate *e = &o->f->estate;

	if (!rc_figures_tables(o->app, RC_TABLES_LAW, o->arena, &o->f->tables,
	                       err) ||
	    !rc_past_load(o->app, day, o->device->head.id, &o->f->past, err))
		return false;
	/* One that was not there yet is judged as it came. */
	(void)rc_past_device(&o->f->past, o->device);
	if (!load_post(o, day, err) || !load_agencies(o, err) ||
	    !load_links(o, err) || !load_sheet(o, err) ||
	    !rc_estate_begin(e, &o->f->tables, day, o->arena, err))
		return false;
	if (o->custody != NULL && !rc_estate_add_custody(e, o->custody, err))
		return false;
	if (!rc_estate_add_device(e, o->device, err))
		return false;
	rc_estate_ready(e);
	if (o->facts != NULL)
		rc_estate_add_facts(e, o->facts);
	rc_estate_judge(e);
	return true;
}

bool
rc_figures_load_one(struct rc_app *app, struct rc_device *device,
                    struct rc_arena *arena, struct rc_figures *figures,
                    const struct rc_facts **ret_facts, struct rc_err *err)
{
	struct one o = {
		.app = app, .device = device, .arena = arena, .f = figures
	};

	memset(figures, 0, sizeof(*figures));
	if (!load_one(&o, rc_app_as_of(app), err)) {
		rc_figures_fini(figures);
		return false;
	}
	*ret_facts = o.facts;
	return true;
}
