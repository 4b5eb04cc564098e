/* SPDX-License-Identifier: MIT */
/* forbidden - names of software against the list of a profile. */
#include "app/forbidden.h"

#include <rollcall/app/records.h>
#include <rollcall/base/fold.h>
#include <rollcall/model/norm.h>
#include <rollcall/model/post.h>

#include <string.h>

struct looking {
	struct rc_app *app;
	const struct rc_inventory *doc;
	struct rc_arena *arena;
};

/* The profile of the device, else that of its post; id 0 = none. */
static bool
profile_of(const struct looking *l, rc_id device, struct rc_profile *ret,
           struct rc_err *err)
{
	struct rc_app *app = l->app;
	struct rc_device d;
	struct rc_post post;
	rc_id id;

	memset(ret, 0, sizeof(*ret));
	if (!rc_record_get(app, &rc_kind_device, device, l->arena, &d, err))
		return false;
	id = d.profile.id;
	if (id == 0 && d.post.id != 0) {
		if (!rc_record_get(app, &rc_kind_post, d.post.id, l->arena,
		                   &post, err))
			return false;
		id = post.profile.id;
	}
	return id == 0 ||
	       rc_record_get(app, &rc_kind_profile, id, l->arena, ret, err);
}

/* " name " folded, so that whole words can be looked for. */
static struct rc_str
padded(struct rc_buf *b, struct rc_str name)
{
	rc_buf_clear(b);
	rc_buf_putc(b, ' ');
	rc_fold_header(b, name);
	rc_buf_putc(b, ' ');
	return rc_buf_str(b);
}

static bool
is_installed(const struct looking *l, struct rc_str name)
{
	struct rc_buf wanted;
	struct rc_buf there;
	bool found = false;
	size_t i;

	rc_buf_init(&wanted, 8 * RC_INVENTORY_TEXT_MAX);
	rc_buf_init(&there, 8 * RC_INVENTORY_TEXT_MAX);
	(void)padded(&wanted, name);
	for (i = 0; i < l->doc->nsoftware && wanted.n > 2 && !found; i++) {
		(void)padded(&there, rc_str_of(l->doc->software[i]));
		found = wanted.state == RC_BUF_OK && there.state == RC_BUF_OK &&
		        strstr(there.p, wanted.p) != NULL;
	}
	rc_buf_fini(&wanted);
	rc_buf_fini(&there);
	return found;
}

bool
rc_forbidden_find(struct rc_app *app, rc_id device,
                  const struct rc_inventory *doc, struct rc_arena *arena,
                  const char **ret, struct rc_err *err)
{
	const struct looking l = { app, doc, arena };
	struct rc_profile profile = { .forbidden = NULL };
	struct rc_str rest;
	struct rc_str name;
	struct rc_buf b;
	const char *found;

	if (doc->nsoftware > 0 && !profile_of(&l, device, &profile, err))
		return false;
	if (profile.forbidden == NULL) {
		*ret = NULL;
		return true;
	}
	rc_buf_init(&b, RC_INVENTORY_VALUE_MAX);
	rest = rc_str_of(profile.forbidden);
	while (rc_str_split(&rest, ';', &name)) {
		name = rc_str_trim(name);
		if (name.n == 0 || !is_installed(&l, name))
			continue;
		if (b.n > 0)
			rc_buf_puts(&b, "; ");
		rc_buf_putstr(&b, name);
	}
	found = b.n == 0 ? "none" : rc_arena_textn(arena, b.p, b.n);
	rc_buf_fini(&b);
	if (found == NULL)
		return rc_fail_nomem(err);
	*ret = found;
	return true;
}
