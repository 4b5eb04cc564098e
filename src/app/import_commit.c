/* SPDX-License-Identifier: MIT */
/* import_commit - a commit that asks now and then whether to go on. */
#include "app/import_commit.h"

#include <rollcall/base/i18n.h>

#include "app/app_impl.h"

#include <string.h>

struct committing {
	const struct rc_import_options *options;
	uint64_t rows, bytes;
	bool stopped;
};

static bool
go_on(void *ctx)
{
	struct committing *c = ctx;
	const struct rc_import_options *o = c->options;

	c->stopped =
	        c->stopped || !o->progress(o->ctx, c->rows, c->bytes, c->bytes);
	return !c->stopped;
}

bool
rc_import_commit(struct rc_app *app, const struct rc_import_options *options,
                 uint64_t rows, uint64_t bytes, struct rc_err *err)
{
	struct committing c = { options, rows, bytes, false };
	bool done;

	if (options->progress == NULL)
		return rc_batch_commit(app, err);
	rc_store_idle(app->store, go_on, &c);
	done = rc_batch_commit(app, err);
	rc_store_idle(app->store, NULL, NULL);
	if (done || !c.stopped)
		return done;
	memset(err, 0, sizeof(*err));
	return rc_fail(err, RC_ECANCELLED, _("stopped; nothing was written"));
}
