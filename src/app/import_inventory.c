/* SPDX-License-Identifier: MIT */
/*
 * import_inventory - a file of inventories, read, judged and written. As with
 * tables, everything is judged, and written at once into the one batch of the
 * import; after the first refused document nothing more is written unless bad
 * ones are to be skipped, and the batch is then aborted.
 */
#include "app/import_inventory.h"

#include <rollcall/app/write.h>
#include <rollcall/base/digest.h>
#include <rollcall/base/i18n.h>

#include "app/import_tell.h"
#include "app/inventory_judge.h"
#include "import/glpi.h"
#include "import/ocs.h"

#include <string.h>
#include <sys/stat.h>

static const struct {
	enum rc_import_format format;
	bool (*read)(struct rc_str bytes, rc_ms now, rc_inventory_each *each,
	             void *ctx, struct rc_err *err);
} readers[] = {
	{ RC_IMPORT_GLPI, rc_glpi_read },
	{ RC_IMPORT_OCS, rc_ocs_read },
};

/* --- the import ----------------------------------------------------------- */

struct importing {
	struct rc_app *app;
	const struct rc_import_options *options;
	const struct rc_source *source;
	struct rc_buf bytes;
	struct rc_arena arena; /* of one document */
	struct rc_tell tell;
	struct rc_inventory_judge judge;
	struct rc_inventory_verdict verdict;
	char hex[RC_SHA256_HEX];
	bool writing; /* a batch is open and nothing was refused so far */
};

static bool
check_options(const struct rc_import_options *o, struct rc_err *err)
{
	if (o->kind != &rc_kind_device && o->kind != &rc_kind_facts)
		return rc_fail(err, RC_EUSAGE,
		               _("this is an inventory of devices; import it "
		                 "as devices"));
	if (o->rejects != NULL)
		return rc_fail(err, RC_EUSAGE,
		               _("the refused rows of an inventory cannot be "
		                 "written to a table; the faults name the line "
		                 "where each begins"));
	return true;
}

static bool
take_bytes(void *ctx, struct rc_str chunk, struct rc_err *err)
{
	struct importing *im = ctx;

	rc_buf_putstr(&im->bytes, chunk);
	if (im->bytes.state == RC_BUF_TOOBIG)
		return rc_fail(err, RC_EINVALID,
		               _("an inventory file may have %zu MiB; this one "
		                 "is larger"),
		               RC_INVENTORY_FILE_MAX >> 20);
	return rc_buf_done(&im->bytes, err);
}

static bool
read_bytes(struct importing *im, struct rc_err *err)
{
	uint8_t sum[RC_SHA256_BYTES];
	struct rc_digest *digest;
	bool ok;

	if (!rc_source_each(im->source, take_bytes, im, err))
		return false;
	digest = rc_digest_new();
	ok = digest != NULL && rc_digest_begin(digest) &&
	     rc_digest_add(digest, rc_buf_str(&im->bytes)) &&
	     rc_digest_end(digest, sum);
	rc_digest_free(digest);
	if (!ok)
		return rc_fail_nomem(err);
	rc_hex(sum, sizeof(sum), im->hex);
	return true;
}

/* The time of the file, for documents without one; never in the future. */
static void
find_time(struct importing *im)
{
	struct stat st;
	rc_ms at;

	if (im->source->fd < 0 || fstat(im->source->fd, &st) != 0)
		return;
	at = (rc_ms)st.st_mtime * 1000;
	if (at > 0 && at < im->judge.file_time)
		im->judge.file_time = at;
}

static bool
write_document(struct importing *im, const struct rc_inventory *doc,
               struct rc_err *err)
{
	const struct rc_inventory_verdict *v = &im->verdict;
	struct rc_change device = { .kind = &rc_kind_device,
		                    .cells = v->device_cells,
		                    .ncells = v->ndevice_cells };
	struct rc_change facts = { .kind = &rc_kind_facts,
		                   .id = v->judged.id,
		                   .cells = v->facts,
		                   .ncells = v->nfacts,
		                   .source = RC_SOURCE_IMPORT,
		                   .at = v->at };
	struct rc_written written;

	if (v->judged.outcome == RC_ADD) {
		if (!rc_write(im->app, &device, &written, err))
			goto fail;
		facts.id = written.id;
	}
	if (v->nfacts == 0 || rc_write(im->app, &facts, &written, err))
		return true;
fail:
	return rc_within(err, _("line %llu"), (unsigned long long)doc->line);
}

static bool
take_document(void *ctx, const struct rc_inventory *doc, struct rc_err *err)
{
	/* A document is told as a table of one column: which device. */
	const char *header = _("device");
	const struct rc_field *none = NULL;
	bool no = false;
	const struct rc_match column = { .n = 1,
		                         .headers = &header,
		                         .fields = &none,
		                         .ours = &no,
		                         .known = &no };
	struct importing *im = ctx;
	const struct rc_import_options *o = im->options;
	const struct rc_csv_row row = { .line = doc->line };
	const struct rc_judged *judged = &im->verdict.judged;

	rc_arena_clear(&im->arena);
	if (!rc_inventory_judge(&im->judge, doc, &im->arena, &im->verdict, err))
		return false;
	if (judged->outcome == RC_REFUSE && !o->skip_bad)
		im->writing = false;
	if (!rc_tell_verdict(&im->tell, &column, &row, judged, err))
		return false;
	if (im->writing && judged->outcome != RC_REFUSE &&
	    !write_document(im, doc, err))
		return false;
	if (o->progress == NULL ||
	    o->progress(o->ctx, im->tell.result.read, 0, 0))
		return true;
	return rc_fail(err, RC_ECANCELLED, _("stopped; nothing was written"));
}

static bool
read_documents(struct importing *im, struct rc_err *err)
{
	size_t i;

	if (im->options->nmaps > 0 &&
	    !rc_tell_remark(&im->tell, _("an inventory has no columns; --map "
	                                 "is not used")))
		return rc_fail_nomem(err);
	for (i = 0; i < RC_COUNT(readers); i++) {
		if (readers[i].format != im->source->format)
			continue;
		return readers[i].read(rc_buf_str(&im->bytes),
		                       rc_app_now(im->app), take_document, im,
		                       err) &&
		       rc_inventory_remarks(&im->judge, &im->arena,
		                            rc_tell_remark, &im->tell, err);
	}
	return rc_fail(err, RC_EBUG, "no inventory format");
}

static bool
begin_batch(struct importing *im, struct rc_err *err)
{
	const char *what =
	        rc_arena_printf(&im->judge.arena, "import %s %s",
	                        im->options->kind->name, im->source->name);
	const struct rc_act act = { .what = what,
		                    .reason = im->options->reason,
		                    .digest = im->hex };

	if (what == NULL)
		return rc_fail_nomem(err);
	return rc_batch_begin(im->app, &act, &im->tell.result.batch, err);
}

static bool
run(struct importing *im, struct rc_err *err)
{
	bool dry = im->options->dry_run;
	bool ok;

	if (!dry && !begin_batch(im, err))
		return false;
	im->writing = !dry;
	ok = read_documents(im, err);
	if (dry)
		return ok;
	if (ok && im->writing)
		return rc_batch_commit(im->app, err);
	im->tell.result.batch = 0;
	rc_batch_abort(im->app);
	return ok;
}

static bool
import(struct importing *im, struct rc_import_result *ret, struct rc_err *err)
{
	const struct rc_import_result *r = &im->tell.result;

	if (!read_bytes(im, err))
		return false;
	find_time(im);
	if (!run(im, err))
		return false;
	RC_ASSERT(r->read ==
	          r->created + r->updated + r->unchanged + r->rejected);
	return rc_tell_end(&im->tell, ret, err);
}

bool
rc_import_inventory(struct rc_app *app, const struct rc_import_options *options,
                    const struct rc_source *source, struct rc_arena *arena,
                    struct rc_import_result *ret, struct rc_err *err)
{
	struct importing *im;
	bool ok = false;

	if (!check_options(options, err))
		return false;
	im = rc_alloc(1, sizeof(*im));
	if (im == NULL)
		return rc_fail_nomem(err);
	im->app = app;
	im->options = options;
	im->source = source;
	rc_arena_init(&im->arena);
	rc_buf_init(&im->bytes, RC_INVENTORY_FILE_MAX);
	rc_tell_init(&im->tell, arena, options);
	if (rc_inventory_judge_open(&im->judge, app, options, err)) {
		ok = import(im, ret, err);
		rc_inventory_judge_close(&im->judge);
	}
	rc_tell_fini(&im->tell);
	rc_buf_fini(&im->bytes);
	rc_arena_fini(&im->arena);
	rc_free(im);
	return ok;
}
