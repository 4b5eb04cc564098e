/* SPDX-License-Identifier: MIT */
/* software - names of software against the lists of a profile. */
#include "app/software.h"

#include <rollcall/app/records.h>
#include <rollcall/base/fold.h>
#include <rollcall/model/device.h>
#include <rollcall/model/norm.h>
#include <rollcall/model/post.h>

#include <string.h>

#define NAME_MAX_BYTES ((size_t)4096)     /* of one name, folded */
#define LIST_MAX_BYTES ((size_t)16 << 20) /* of all that are installed */

/* Appends the name as " name ": lower case ASCII letters and digits, a blank
 * for everything else; nothing when nothing is left. */
static void
put_folded(struct rc_buf *b, struct rc_str name)
{
	struct rc_buf folded;
	bool gap = true;
	bool any = false;
	size_t i;

	rc_buf_init(&folded, NAME_MAX_BYTES);
	rc_fold_header(&folded, name);
	for (i = 0; i < folded.n; i++) {
		char c = folded.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
			gap = true;
			continue;
		}
		if (gap)
			rc_buf_putc(b, ' ');
		rc_buf_putc(b, c);
		gap = false;
		any = true;
	}
	if (any)
		rc_buf_putc(b, ' ');
	rc_buf_fini(&folded);
}

/* --- what is asked ------------------------------------------------------- */

static bool
put_asked(struct rc_buf *b, const char *names, size_t max, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(names);
	struct rc_str name;
	struct rc_buf one;
	bool fine = true;

	rc_buf_init(&one, NAME_MAX_BYTES);
	while (fine && rest.n > 0 && rc_str_split(&rest, ';', &name)) {
		struct rc_str clean;

		rc_buf_clear(&one);
		put_folded(&one, name);
		clean = rc_str_trim(rc_buf_str(&one));
		/* What no longer fits is not asked for: it stays unknown. */
		if (clean.n == 0 || b->n + clean.n + 1 > max)
			continue;
		if (b->n > 0)
			rc_buf_putc(b, ';');
		rc_buf_putstr(b, clean);
		fine = rc_buf_done(&one, err);
	}
	rc_buf_fini(&one);
	return fine;
}

bool
rc_software_asked(struct rc_app *app, size_t max, struct rc_arena *arena,
                  const char **ret, struct rc_err *err)
{
	const struct rc_kind *kind = &rc_kind_profile;
	const struct rc_profile *profiles;
	const char *text = NULL;
	struct rc_view view;
	struct rc_buf b;
	void *rows;
	size_t i, n;
	bool done = false;

	if (!rc_view_parse(kind, NULL, rc_app_today(app), arena, &view, err) ||
	    !rc_records_all(app, &view, arena, &rows, &n, err))
		return false;
	profiles = rows;
	rc_buf_init(&b, max);
	for (i = 0; i < n; i++) {
		if (!put_asked(&b, profiles[i].forbidden, max, err) ||
		    !put_asked(&b, profiles[i].required, max, err))
			goto out;
	}
	if (!rc_buf_done(&b, err))
		goto out;
	if (b.n > 0) {
		text = rc_arena_textn(arena, b.p, b.n);
		if (text == NULL) {
			rc_fail_nomem(err);
			goto out;
		}
	}
	*ret = text;
	done = true;
out:
	rc_buf_fini(&b);
	return done;
}

/* --- what is there ------------------------------------------------------- */

/* Whether there is one or not: *ret has no lists then. */
static bool
fallback(struct rc_app *app, struct rc_arena *arena, struct rc_profile *ret,
         struct rc_err *err)
{
	struct rc_err why = { 0 };

	if (rc_record_find(app, &rc_kind_profile, RC_PROFILE_FALLBACK, arena,
	                   ret, &why))
		return true;
	memset(ret, 0, sizeof(*ret));
	if (why.code == RC_ENOTFOUND)
		return true;
	*err = why;
	return false;
}

/* The profile that it is judged by, as rule/judge.c has it. */
static bool
profile_of(struct rc_app *app, rc_id device, struct rc_arena *arena,
           struct rc_profile *ret, struct rc_err *err)
{
	struct rc_device d;
	struct rc_post post;
	rc_id id;

	if (!rc_record_get(app, &rc_kind_device, device, arena, &d, err))
		return false;
	id = d.profile.id;
	if (id == 0 && d.post.id != 0) {
		if (!rc_record_get(app, &rc_kind_post, d.post.id, arena, &post,
		                   err))
			return false;
		id = post.profile.id;
	}
	if (id == 0)
		return fallback(app, arena, ret, err);
	return rc_record_get(app, &rc_kind_profile, id, arena, ret, err);
}

/* Those of `names` whose being in `there` is `wanted`, "none" for none of
 * them; *ret NULL when there are no names. */
static bool
pick(const char *names, const struct rc_buf *there, bool wanted,
     struct rc_arena *arena, const char **ret, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(names);
	struct rc_str name;
	struct rc_buf one, out;
	bool done;

	*ret = NULL;
	if (names == NULL)
		return true;
	rc_buf_init(&one, NAME_MAX_BYTES);
	rc_buf_init(&out, RC_SOFTWARE_VALUE_MAX);
	while (rest.n > 0 && rc_str_split(&rest, ';', &name)) {
		rc_buf_clear(&one);
		put_folded(&one, name);
		if (one.n == 0 || (strstr(there->p, one.p) != NULL) != wanted)
			continue;
		rc_buf_puts(&out, out.n > 0 ? "; " : "");
		rc_buf_putstr(&out, rc_str_trim(name));
	}
	*ret = out.n == 0 ? "none" : rc_arena_textn(arena, out.p, out.n);
	done = (*ret != NULL || rc_fail_nomem(err)) && rc_buf_done(&one, err) &&
	       rc_buf_done(&out, err);
	rc_buf_fini(&out);
	rc_buf_fini(&one);
	return done;
}

bool
rc_software_judge(struct rc_app *app, rc_id device,
                  const char *const *installed, size_t n,
                  struct rc_arena *arena, struct rc_software_verdict *ret,
                  struct rc_err *err)
{
	struct rc_software_verdict verdict;
	struct rc_profile profile;
	struct rc_buf there;
	bool done;
	size_t i;

	if (!profile_of(app, device, arena, &profile, err))
		return false;
	rc_buf_init(&there, LIST_MAX_BYTES);
	rc_buf_putc(&there, '\n');
	for (i = 0; i < n; i++) {
		put_folded(&there, rc_str_of(installed[i]));
		rc_buf_putc(&there, '\n');
	}
	done = rc_buf_done(&there, err) &&
	       pick(profile.forbidden, &there, true, arena, &verdict.forbidden,
	            err) &&
	       pick(profile.required, &there, false, arena, &verdict.missing,
	            err);
	rc_buf_fini(&there);
	if (done)
		*ret = verdict;
	return done;
}
