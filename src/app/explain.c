/* SPDX-License-Identifier: MIT */
/* explain - one agency, post by post, with the records behind it. */
#include <rollcall/app/figures.h>

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>

#include "app/figures.h"
#include "report/explain.h"

struct explain {
	struct rc_app *app;
	const struct rc_figures *f;
	struct rc_arena *arena;
};

static bool
read_device(struct explain *x, size_t machine, struct rc_device **ret,
            struct rc_err *err)
{
	struct rc_device *device = rc_record_new(&rc_kind_device, x->arena);

	if (device == NULL)
		return rc_fail_nomem(err);
	if (!rc_record_get(x->app, &rc_kind_device,
	                   x->f->estate.machines[machine].id, x->arena, device,
	                   err))
		return false;
	(void)rc_past_device(&x->f->past, device);
	*ret = device;
	return true;
}

/* *ret stays NULL when nothing is known of it. */
static bool
read_facts(struct explain *x, rc_id id, const struct rc_facts **ret,
           struct rc_err *err)
{
	struct rc_facts *facts = rc_record_new(&rc_kind_facts, x->arena);
	struct rc_err why = { 0 };

	if (facts == NULL)
		return rc_fail_nomem(err);
	if (!rc_record_get(x->app, &rc_kind_facts, id, x->arena, facts, &why)) {
		if (why.code == RC_ENOTFOUND)
			return true;
		*err = why;
		return false;
	}
	rc_past_facts(&x->f->past, facts);
	*ret = facts;
	return true;
}

static bool
read_post(struct explain *x, const struct rc_cure *cure,
          struct rc_explain_post *ret, struct rc_err *err)
{
	size_t primary = x->f->estate.seats[cure->seat].primary;
	struct rc_device *device;

	if (primary != RC_NOWHERE) {
		if (!read_device(x, primary, &device, err) ||
		    !read_facts(x, device->head.id, &ret->facts, err))
			return false;
		ret->device = device;
	}
	if (cure->machine == RC_NOWHERE)
		return true;
	if (!read_device(x, cure->machine, &device, err))
		return false;
	ret->use = device->asset_tag;
	return true;
}

static bool
explain(struct explain *x, size_t unit, const struct rc_quota_options *options,
        struct rc_doc *ret, struct rc_err *err)
{
	const struct rc_estate *e = &x->f->estate;
	struct rc_explain_in in = { .estate = e,
		                    .quota = *options,
		                    .unit = unit };
	struct rc_explain_post *posts =
	        rc_arena_alloc(x->arena, e->units[unit].nseats, sizeof(*posts));
	struct rc_cure *cures;
	size_t i;

	if (posts == NULL)
		return rc_fail_nomem(err);
	if (!rc_cures_of(e, unit, options, x->arena, &cures, err))
		return false;
	for (i = 0; i < e->units[unit].nseats; i++)
		if (!read_post(x, &cures[i], &posts[i], err))
			return false;
	in.cures = cures;
	in.posts = posts;
	return rc_explain_doc(&in, x->arena, ret, err);
}

bool
rc_quota_explain(struct rc_app *app, const char *agency,
                 const struct rc_quota_options *options, struct rc_arena *arena,
                 struct rc_doc *ret, struct rc_err *err)
{
	struct rc_agency found = { 0 };
	struct rc_figures figures = { 0 };
	struct explain x = { app, &figures, arena };
	bool done;
	size_t at;

	if (!rc_record_find(app, &rc_kind_agency, agency, arena, &found, err) ||
	    !rc_figures_load(app, rc_app_as_of(app), arena, &figures, err))
		return false;
	at = rc_index_find(&figures.estate.unit_index, found.head.id);
	if (at == RC_NOWHERE)
		done = rc_fail(err, RC_ENOTFOUND,
		               _("agency %.60s did not exist on that day"),
		               found.code);
	else
		done = explain(&x, at, options, ret, err);
	rc_figures_fini(&figures);
	return done;
}
