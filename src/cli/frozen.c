/* SPDX-License-Identifier: MIT */
/* frozen - freezing reports, giving them out again, verifying them. */
#include "frozen.h"

#include <rollcall/app/freeze.h>
#include <rollcall/app/records.h>
#include <rollcall/base/digest.h>
#include <rollcall/base/i18n.h>

#include "out.h"
#include "rows.h"

#define FROZEN_MAX ((size_t)8 << 20) /* app/freeze.h says what can be kept */

static const char *const languages[] = {
	[RC_LANG_EN] = "en", [RC_LANG_VI] = "vi"
};

/* --- sums ----------------------------------------------------------------- */

static bool
add_bytes(void *to, struct rc_str bytes, struct rc_err *err)
{
	return rc_digest_add(to, bytes) || rc_fail(err, RC_EBUG, "SHA-256");
}

/* SHA-256 of what `--format json` prints. */
static bool
sum_figures(const struct rc_doc *doc, char ret[RC_SHA256_HEX],
            struct rc_err *err)
{
	struct rc_digest *digest = rc_digest_new();
	struct rc_sink sink = { add_bytes, digest };
	uint8_t sum[RC_SHA256_BYTES];
	struct rc_style plain = { 0 };
	bool done;

	if (digest == NULL)
		return rc_fail_nomem(err);
	done = rc_digest_begin(digest) &&
	       rc_doc_print(doc, "json", &plain, &sink, err) &&
	       rc_digest_end(digest, sum);
	rc_digest_free(digest);
	if (done)
		rc_hex(sum, sizeof(sum), ret);
	return done;
}

/* --- freezing ------------------------------------------------------------- */

struct freezing {
	struct cli *cli;
	const char *name;
	const struct rc_report_options *options;
	struct cli_out *out;
	struct rc_buf *bytes;
};

static bool
keep(const struct freezing *f, const struct rc_doc *doc, struct rc_err *err)
{
	struct rc_sink sink = rc_sink_buf(f->bytes);
	struct rc_style style = f->out->style;
	struct rc_snapshot snapshot;
	char figures[RC_SHA256_HEX];
	struct rc_freeze freeze = {
		.report = f->name,
		.options = f->options,
		.format = f->out->format,
		.language = languages[rc_lang()],
		.duty = cli_text(f->cli, "duty", NULL),
		.figures = figures,
		.reason = cli_text(f->cli, "reason", NULL),
	};

	/* The same on every terminal. */
	style.width = 0;
	style.colour = false;
	if (!rc_doc_print(doc, f->out->format, &style, &sink, err) ||
	    !sum_figures(doc, figures, err))
		return false;
	freeze.bytes = rc_buf_str(f->bytes);
	if (!rc_freeze(f->cli->app, &freeze, f->cli->arena, &snapshot, err))
		return false;
	cli_say(f->cli, _("frozen as %s, SHA-256 %s"), snapshot.code,
	        snapshot.sha256);
	return f->out->sink.write(f->out->sink.to, freeze.bytes, err);
}

bool
cli_freeze_report(struct cli *cli, const char *name,
                  struct rc_report_options *options, struct rc_err *err)
{
	const char *duty = cli_text(cli, "duty", NULL);
	struct cli_out out;
	struct rc_buf bytes;
	struct rc_doc doc;
	bool done;

	if (duty != NULL &&
	    !rc_freeze_period(cli->app, duty, options, &options->period, err))
		return rc_within(err, "--duty");
	*options = rc_report_settled(cli->app, options);
	if (!rc_report_make(cli->app, name, options, cli->arena, &doc, err) ||
	    !cli_out_open(&out, cli, err))
		return false;
	rc_buf_init(&bytes, FROZEN_MAX);
	done = keep(&(struct freezing){ cli, name, options, &out, &bytes },
	            &doc, err);
	rc_buf_fini(&bytes);
	return cli_out_close(&out, done, err);
}

/* --- what was kept -------------------------------------------------------- */

static bool
find(struct cli *cli, struct rc_snapshot *ret, struct rc_err *err)
{
	return rc_record_find(cli->app, &rc_kind_snapshot, cli_arg(cli, 1),
	                      cli->arena, ret, err);
}

static bool
give_out(struct cli *cli, struct rc_err *err)
{
	struct rc_snapshot snapshot;
	struct cli_out out;
	struct rc_str bytes;
	bool done;

	if (cli_given(cli, "format"))
		return rc_fail(err, RC_EUSAGE, "%s",
		               _("a frozen report comes in the format it was "
		                 "frozen in, without --format"));
	if (!find(cli, &snapshot, err) ||
	    !rc_frozen_bytes(cli->app, &snapshot, cli->arena, &bytes, err) ||
	    !cli_out_check(cli, snapshot.format, err) ||
	    !cli_out_open(&out, cli, err))
		return false;
	done = out.sink.write(out.sink.to, bytes, err);
	return cli_out_close(&out, done, err);
}

bool
cli_frozen_show(struct cli *cli, struct rc_err *err)
{
	if (cli->line.nargs > 1)
		return give_out(cli, err);
	return cli_rows_list(cli, &rc_kind_snapshot, 1, err);
}

/* In the language it was frozen in: notes are sentences. */
static bool
make_again(struct cli *cli, const struct rc_snapshot *snapshot,
           char ret[RC_SHA256_HEX], struct rc_err *err)
{
	enum rc_lang now = rc_lang();
	struct rc_report_options options;
	enum rc_lang then = now;
	struct rc_doc doc;
	bool done;

	if (!rc_frozen_options(snapshot, &options, err))
		return false;
	if (snapshot->language != NULL)
		(void)rc_lang_parse(snapshot->language, &then);
	rc_lang_set(then);
	done = rc_report_make(cli->app, snapshot->report, &options, cli->arena,
	                      &doc, err) &&
	       sum_figures(&doc, ret, err);
	rc_lang_set(now);
	return done;
}

bool
cli_frozen_verify(struct cli *cli, struct rc_err *err)
{
	struct rc_snapshot snapshot;
	char figures[RC_SHA256_HEX];
	struct rc_str bytes;

	if (cli->line.nargs < 2)
		return rc_fail(err, RC_EUSAGE, "%s",
		               _("which one? see: rollcall report frozen"));
	if (!find(cli, &snapshot, err) ||
	    !rc_frozen_bytes(cli->app, &snapshot, cli->arena, &bytes, err) ||
	    !make_again(cli, &snapshot, figures, err))
		return false;
	cli_print(cli,
	          _("%s: the bytes are those that were frozen (SHA-256 %s)"),
	          snapshot.code, snapshot.sha256);
	if (rc_text_eq(figures, snapshot.figures)) {
		cli_print(cli,
		          _("%s: made again as of then, the figures are the "
		            "same (SHA-256 %s)"),
		          snapshot.code, figures);
		return true;
	}
	cli->refused = true;
	cli_print(cli,
	          _("%s: made again as of then, the figures are others now: "
	            "SHA-256 %s, frozen were %s"),
	          snapshot.code, figures, rc_text_or_empty(snapshot.figures));
	return true;
}
