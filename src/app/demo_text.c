/* SPDX-License-Identifier: MIT */
/* demo_text - the made-up CSV texts go in as any file of an office does. */
#include "app/demo_impl.h"

#include <rollcall/app/imports.h>

static bool
text_load(struct demo *demo, const struct rc_kind *kind, const char *name,
          const struct rc_buf *text, enum rc_import_mode mode,
          struct rc_err *err)
{
	struct rc_import_options options = { .kind = kind,
		                             .path = name,
		                             .mode = mode,
		                             .dates = RC_DMY,
		                             .dates_given = true };
	struct rc_import_result result;
	struct rc_arena arena;
	bool ok;

	rc_arena_init(&arena);
	ok = rc_import_text(demo->app, &options, rc_buf_str(text), &arena,
	                    &result, err);
	if (ok && result.rejected != 0)
		ok = rc_fail(err, RC_EBUG, "demo %s:%llu: %s", name,
		             (unsigned long long)result.faults[0].line,
		             result.faults[0].reason);
	rc_arena_fini(&arena);
	return ok;
}

bool
demo_text_load(struct demo *demo, const struct rc_kind *kind, const char *name,
               const struct rc_buf *text, struct rc_err *err)
{
	return text_load(demo, kind, name, text, RC_CREATE, err);
}

bool
demo_text_update(struct demo *demo, const struct rc_kind *kind,
                 const char *name, const struct rc_buf *text,
                 struct rc_err *err)
{
	return text_load(demo, kind, name, text, RC_UPDATE, err);
}
