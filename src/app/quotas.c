/* SPDX-License-Identifier: MIT */
/* quotas - the verdict of the plan, and why one device is judged as it is. */
#include <rollcall/app/figures.h>

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>

#include "app/figures.h"
#include "app/units.h"
#include "report/why.h"
#include "rule/quota.h"

bool
rc_quota_compute(struct rc_app *app, const struct rc_quota_options *options,
                 struct rc_arena *arena, struct rc_quota *ret,
                 struct rc_err *err)
{
	struct rc_figures figures;
	bool done;

	if (!rc_figures_load_units(app, rc_app_as_of(app), arena, &figures,
	                           err))
		return false;
	done = rc_quota_of(&figures.estate, options, arena, ret, err);
	rc_figures_fini(&figures);
	return done;
}

bool
rc_quota_past(struct rc_app *app, const struct rc_quota_options *options,
              rc_date day, struct rc_arena *arena, struct rc_quota **ret,
              struct rc_err *err)
{
	struct rc_quota *quota = rc_arena_alloc(arena, 1, sizeof(*quota));
	struct rc_quota_options o = *options;
	struct rc_figures figures;
	bool done;

	if (quota == NULL)
		return rc_fail_nomem(err);
	if (o.year == 0)
		o.year = rc_civil_of(rc_app_as_of(app)).year;
	if (!rc_figures_load(app, day, arena, &figures, err))
		return false;
	done = rc_quota_of(&figures.estate, &o, arena, quota, err);
	rc_figures_fini(&figures);
	if (done)
		*ret = quota;
	return done;
}

/* --- one device ---------------------------------------------------------- */

struct told {
	const struct rc_device *device;
	const struct rc_case *c;
	struct rc_arena *arena;
	struct rc_buf *b;
};

/* The buffer's text in the arena; the buffer is empty again. */
static bool
keep(const struct told *t, const char **ret, struct rc_err *err)
{
	const char *text;

	if (!rc_buf_done(t->b, err))
		return false;
	text = rc_arena_textn(t->arena, t->b->p, t->b->n);
	rc_buf_clear(t->b);
	if (text == NULL)
		return rc_fail_nomem(err);
	*ret = text;
	return true;
}

static bool
tell(const struct told *t, struct rc_judgement j, enum rc_quality_id id,
     struct rc_quality *ret, struct rc_err *err)
{
	const struct rc_check *check = rc_judgement_check(j, id);

	ret->name = rc_quality_names[id];
	ret->verdict = rc_finding_names[rc_judgement_quality(j, id)];
	ret->fact = NULL;
	if (check == NULL) {
		rc_buf_puts(t->b, _("all its rules hold"));
		return keep(t, &ret->rule, err);
	}
	rc_why_rule(check, t->c, t->b);
	if (!keep(t, &ret->rule, err))
		return false;
	rc_why_fact(check, t->c, t->device, t->b);
	return t->b->n == 0 || keep(t, &ret->fact, err);
}

static bool
tell_all(const struct rc_machine *machine, struct told *t,
         struct rc_quality *qualities, struct rc_err *err)
{
	int id;

	for (id = 0; id < RC_QUALITIES; id++)
		if (!tell(t, machine->judgement, (enum rc_quality_id)id,
		          &qualities[id], err))
			return false;
	return true;
}

static bool
judge(const struct rc_estate *e, const struct rc_device *device,
      const struct rc_facts *facts, struct rc_arena *arena,
      struct rc_quality *qualities, struct rc_err *err)
{
	const struct rc_machine *m = rc_estate_machine(e, device->head.id);
	struct rc_facts copy;
	struct rc_case c = rc_estate_case(e, m, facts, &copy);
	struct rc_buf b;
	struct told t = { device, &c, arena, &b };
	bool done;

	rc_buf_init(&b, (size_t)64 * 1024);
	done = tell_all(m, &t, qualities, err);
	rc_buf_fini(&b);
	return done;
}

bool
rc_device_judge(struct rc_app *app, rc_id id, struct rc_arena *arena,
                struct rc_quality **ret, size_t *ret_n, struct rc_err *err)
{
	struct rc_device *device = rc_record_new(&rc_kind_device, arena);
	struct rc_quality *qualities =
	        rc_arena_alloc(arena, RC_QUALITIES, sizeof(*qualities));
	const struct rc_facts *facts;
	struct rc_figures figures;
	size_t n = 0;
	bool done = true;

	if (device == NULL || qualities == NULL)
		return rc_fail_nomem(err);
	if (!rc_record_get(app, &rc_kind_device, id, arena, device, err) ||
	    !rc_figures_load_one(app, device, arena, &figures, &facts, err))
		return false;
	/* A printer has no such qualities. */
	if (rc_category_is_computer(device->category)) {
		done = judge(&figures.estate, device, facts, arena, qualities,
		             err);
		n = RC_QUALITIES;
	}
	rc_figures_fini(&figures);
	if (!done)
		return false;
	*ret = qualities;
	*ret_n = n;
	return true;
}
