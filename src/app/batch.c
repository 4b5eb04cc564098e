/* SPDX-License-Identifier: MIT */
/* batch - one act of a user as one transaction. */
#include <rollcall/app/write.h>

#include <rollcall/base/i18n.h>

#include "app/app_impl.h"
#include "store/log.h"

bool
rc_app_may_write(struct rc_app *app, struct rc_err *err)
{
	if (app->read_only)
		return rc_fail(err, RC_EDENIED,
		               _("%s is open for reading only"), app->where);
	if (app->batch.id == 0)
		return rc_fail(err, RC_EBUG, "a write outside of a batch");
	if (app->batch.broken)
		return rc_fail(err, RC_EBUG,
		               "a write into a batch that failed before");
	return true;
}

static void
forget(struct rc_app *app)
{
	rc_free(app->batch.reason);
	app->batch = (struct rc_open_batch){ 0 };
	rc_arena_clear(&app->scratch);
}

bool
rc_batch_begin(struct rc_app *app, const struct rc_act *act, rc_id *ret_batch,
               struct rc_err *err)
{
	const struct rc_batch row = {
		.at = rc_app_now(app),
		.who = app->user,
		.what = act->what,
		.reason = act->reason,
		.digest = act->digest,
		.undoes = { act->undoes, NULL },
	};
	char *reason = NULL;
	rc_id id;

	if (app->read_only)
		return rc_fail(err, RC_EDENIED,
		               _("%s is open for reading only"), app->where);
	if (act->reason != NULL && act->reason[0] != '\0') {
		reason = rc_strdup(act->reason);
		if (reason == NULL)
			return rc_fail_nomem(err);
	}
	if (!rc_store_begin(app->store, err))
		goto fail;
	if (!rc_batch_append(app->store, &row, &id, err)) {
		rc_store_abort(app->store);
		goto fail;
	}
	app->batch.id = id;
	app->batch.reason = reason;
	if (ret_batch != NULL)
		*ret_batch = id;
	return true;
fail:
	rc_free(reason);
	return false;
}

bool
rc_batch_expect(struct rc_app *app, const struct rc_kind *kind,
                struct rc_err *err)
{
	return rc_app_may_write(app, err) &&
	       rc_store_bulk(app->store, kind, err);
}

bool
rc_batch_commit(struct rc_app *app, struct rc_err *err)
{
	if (!rc_app_may_write(app, err) ||
	    !rc_batch_count(app->store, app->batch.id, app->batch.writes,
	                    err)) {
		rc_batch_abort(app);
		return false;
	}
	forget(app);
	if (!rc_store_commit(app->store, err))
		return false;
	app->wrote = true;
	return true;
}

void
rc_batch_abort(struct rc_app *app)
{
	if (app->batch.id == 0)
		return;
	forget(app);
	rc_store_abort(app->store);
}
