/* SPDX-License-Identifier: MIT */
/* import_read - source -> digest, decoder -> csv or objects -> rows. */
#include "app/import_read.h"

#include "import/decode.h"
#include "import/objects.h"

#include <string.h>

static bool
on_row(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct rc_reading *r = ctx;

	if (r->csv != NULL)
		r->separator = rc_csv_separator(r->csv);
	else
		r->separator = ',';
	r->bom = r->csv != NULL && rc_csv_has_bom(r->csv);
	r->decoded_as = rc_decoder_name(r->decoder);
	if (r->each(r->ctx, row, err))
		return true;
	r->stopped = err->code == RC_OK;
	return false;
}

static bool
on_text(void *ctx, struct rc_str text, struct rc_err *err)
{
	struct rc_reading *r = ctx;

	return r->csv != NULL ? rc_csv_feed(r->csv, text, err)
	                      : rc_objects_feed(r->objects, text, err);
}

static bool
on_chunk(void *ctx, struct rc_str chunk, struct rc_err *err)
{
	struct rc_reading *r = ctx;

	if (!rc_digest_add(r->digest, chunk))
		return rc_fail_nomem(err);
	return rc_decoder_feed(r->decoder, chunk, err) &&
	       (r->chunk == NULL || r->chunk(r->ctx, chunk.n, err));
}

static bool
finish_rows(struct rc_reading *r, struct rc_err *err)
{
	return r->csv != NULL ? rc_csv_finish(r->csv, err)
	                      : rc_objects_finish(r->objects, err);
}

static bool
read_all(struct rc_reading *r, struct rc_err *err)
{
	uint8_t sum[RC_SHA256_BYTES];

	if (!rc_source_each(r->source, on_chunk, r, err) ||
	    !rc_decoder_finish(r->decoder, err) || !finish_rows(r, err))
		return false;
	if (!rc_digest_end(r->digest, sum))
		return rc_fail_nomem(err);
	rc_hex(sum, sizeof(sum), r->hex);
	return true;
}

bool
rc_reading_run(struct rc_reading *r, rc_csv_each *each, void *ctx,
               struct rc_err *err)
{
	bool json = r->source->format == RC_IMPORT_JSON;
	bool ok = false;

	r->each = each;
	r->ctx = ctx;
	r->stopped = false;
	r->csv = json ? NULL : rc_csv_new(on_row, r);
	if (r->csv != NULL && r->source->separator != '\0')
		rc_csv_separate(r->csv, r->source->separator);
	r->objects = json ? rc_objects_new(on_row, r) : NULL;
	r->digest = rc_digest_new();
	r->decoder = rc_decoder_new(r->encoding, on_text, r, err);
	if ((r->csv == NULL && r->objects == NULL) || r->digest == NULL ||
	    !rc_digest_begin(r->digest))
		(void)rc_fail_nomem(err);
	else
		ok = r->decoder != NULL && read_all(r, err);
	if (!ok && r->stopped) {
		memset(err, 0, sizeof(*err));
		ok = true;
	}
	rc_decoder_free(r->decoder);
	rc_digest_free(r->digest);
	rc_csv_free(r->csv);
	rc_objects_free(r->objects);
	r->decoder = NULL;
	r->digest = NULL;
	r->csv = NULL;
	r->objects = NULL;
	return ok;
}
