/* SPDX-License-Identifier: MIT */
/* import_say - the result of an import in lines. */
#include "import_say.h"

#include <rollcall/base/i18n.h>

#include "out.h"

#define FAULTS_SHOWN 50

void
cli_import_say_faults(struct cli *cli, const char *path,
                      const struct rc_import_result *result)
{
	size_t shown =
	        result->nfaults < FAULTS_SHOWN ? result->nfaults : FAULTS_SHOWN;
	size_t i;

	for (i = 0; i < shown; i++) {
		const struct rc_fault *f = &result->faults[i];

		cli_say(cli, "%s:%llu:%zu: %s%s%s%s%s", path,
		        (unsigned long long)f->line, f->column,
		        rc_text_or_empty(f->header),
		        f->header == NULL ? "" : ": ", f->reason,
		        f->hint == NULL ? "" : "; ", rc_text_or_empty(f->hint));
	}
	if (result->all_faults > shown)
		cli_say(cli, _("and %llu more (--rejects FILE keeps them all)"),
		        (unsigned long long)(result->all_faults - shown));
}

void
cli_import_print_deltas(struct cli *cli, const struct rc_import_result *result)
{
	size_t i;

	for (i = 0; i < result->ndeltas; i++) {
		const struct rc_delta *d = &result->deltas[i];

		cli_print(cli, "%llu %s %s: %s -> %s",
		          (unsigned long long)d->line, d->key, d->field,
		          rc_text_or_empty(d->before),
		          rc_text_or_empty(d->after));
	}
}

void
cli_import_say_counts(struct cli *cli, bool dry_run,
                      const struct rc_import_result *result)
{
	char batch[48] = "nothing written";

	if (result->batch != 0)
		(void)snprintf(batch, sizeof(batch), "batch %lld",
		               (long long)result->batch);
	else if (dry_run)
		(void)snprintf(batch, sizeof(batch),
		               "dry run, nothing written");
	cli_say(cli,
	        "read %llu = created %llu + updated %llu + unchanged %llu + "
	        "rejected %llu; %s",
	        (unsigned long long)result->read,
	        (unsigned long long)result->created,
	        (unsigned long long)result->updated,
	        (unsigned long long)result->unchanged,
	        (unsigned long long)result->rejected, batch);
}
