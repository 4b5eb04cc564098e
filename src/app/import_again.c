/* SPDX-License-Identifier: MIT */
/* import_again - recipes of imports. */
#include "app/import_again.h"

#include <rollcall/base/buf.h>

#include "app/app_impl.h"
#include "import/plan.h"
#include "store/log.h"

#define TEXT_MAX 4096u

static bool
has_recipe(const struct rc_import_options *o)
{
	return o->mode == RC_UPSERT && o->nkeys == 0 && o->nmaps == 0 &&
	       o->nfixes == 0 && o->ndefaults == 0 && o->creates == NULL &&
	       o->kind != &rc_kind_facts && !rc_plan_looks_ahead(o->kind);
}

bool
rc_again_recipe(const struct rc_import_options *o, const char *digest,
                char ret[RC_SHA256_HEX], struct rc_err *err)
{
	struct rc_digest *sha = rc_digest_new();
	uint8_t sum[RC_SHA256_BYTES];
	struct rc_buf text;
	bool done = false;

	ret[0] = '\0';
	rc_buf_init(&text, TEXT_MAX);
	rc_buf_printf(&text, "%s\n%s\n%s\n%s\n%s\n%d\n%d %d\n", RC_VERSION,
	              o->kind->name, digest, rc_text_or_empty(o->encoding),
	              rc_text_or_empty(o->format), o->separator, o->dates_given,
	              (int)o->dates);
	if (sha == NULL)
		(void)rc_fail_nomem(err);
	else if (rc_buf_done(&text, err))
		done = (rc_digest_begin(sha) &&
		        rc_digest_add(sha, rc_buf_str(&text)) &&
		        rc_digest_end(sha, sum)) ||
		       rc_fail(err, RC_EBUG, "SHA-256 is not available");
	if (done && has_recipe(o))
		rc_hex(sum, sizeof(sum), ret);
	rc_buf_fini(&text);
	rc_digest_free(sha);
	return done;
}

bool
rc_again_find(struct rc_app *app, const char *recipe, rc_id *ret,
              struct rc_err *err)
{
	if (recipe[0] == '\0') {
		*ret = 0;
		return true;
	}
	return rc_batch_same(app->store, recipe, ret, err);
}

bool
rc_again_note(struct rc_app *app, const char *recipe, struct rc_err *err)
{
	return recipe[0] == '\0' ||
	       rc_batch_recipe(app->store, app->batch.id, recipe, err);
}
