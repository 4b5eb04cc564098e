/* SPDX-License-Identifier: MIT */
/* links - rows of figures and a verdict. */
#include "links.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/link.h>

#include "out.h"

#define GOOD_PERCENT 80 /* of the contract carried */
#define FULL_PERCENT 80 /* of the contract in use */

static const struct rc_column columns[] = {
	{ "link", N_("Circuit"), RC_CELL_TEXT, RC_LEFT },
	{ "agency", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
	{ "provider", N_("Provider"), RC_CELL_TEXT, RC_LEFT },
	{ "contracted_kbps", N_("Contract (kbit/s)"), RC_CELL_COUNT, RC_RIGHT },
	{ "measured_kbps", N_("Measured (kbit/s)"), RC_CELL_COUNT, RC_RIGHT },
	{ "measured_percent", N_("Share"), RC_CELL_PERCENT, RC_RIGHT },
	{ "used_kbps", N_("Used (kbit/s)"), RC_CELL_COUNT, RC_RIGHT },
	{ "used_percent", N_("Share"), RC_CELL_PERCENT, RC_RIGHT },
	{ "rtt_ms", N_("Round trip (ms)"), RC_CELL_COUNT, RC_RIGHT },
	{ "measured_on", N_("Measured on"), RC_CELL_DAY, RC_LEFT },
	{ "verdict", N_("Verdict"), RC_CELL_TEXT, RC_LEFT },
};

static const struct rc_word verdicts[] = {
	{ "ok", N_("as contracted"), NULL },
	{ "below", N_("below contract"), NULL },
	{ "full", N_("nearly full"), NULL },
	{ "unmeasured", N_("not measured"), NULL },
};
enum verdict { AS_CONTRACTED, BELOW, FULL, UNMEASURED };

struct list {
	struct rc_renderer renderer;
	bool people;
	uint64_t counts[RC_COUNT(verdicts)];
};

/* Whole percent, rounded down; RC_INT_NONE when one is not known. */
static int64_t
percent(int64_t part, int64_t of)
{
	return part == RC_INT_NONE || of == RC_INT_NONE || of <= 0
	               ? RC_INT_NONE
	               : part * 100 / of;
}

static enum verdict
judge(int64_t measured, int64_t used)
{
	if (measured != RC_INT_NONE && measured < GOOD_PERCENT)
		return BELOW;
	if (used != RC_INT_NONE && used > FULL_PERCENT)
		return FULL;
	return measured == RC_INT_NONE ? UNMEASURED : AS_CONTRACTED;
}

static bool
put_link(void *ctx, const void *record, struct rc_err *err)
{
	const struct rc_link *l = record;
	struct list *list = ctx;
	/* A router that sends fills the way up; what is used is the busier. */
	int64_t up = l->up_kbps == RC_INT_NONE ? l->down_kbps : l->up_kbps;
	int64_t most = l->down_kbps == RC_INT_NONE || up > l->down_kbps
	                       ? up
	                       : l->down_kbps;
	int64_t measured = percent(l->measured_kbps, up);
	int64_t used = percent(l->used_kbps, most);
	enum verdict verdict = judge(measured, used);
	const struct rc_doc_cell cells[] = {
		rc_cell_text(l->code),
		rc_cell_text(l->agency.key),
		rc_cell_text(l->provider),
		rc_cell_count(up),
		rc_cell_count(l->measured_kbps),
		rc_cell_percent(measured),
		rc_cell_count(l->used_kbps),
		rc_cell_percent(used),
		rc_cell_count(l->rtt_ms),
		rc_cell_day(l->measured_on),
		list->people ? rc_cell_message(verdicts[verdict].label)
		             : rc_cell_text(verdicts[verdict].name),
	};

	_Static_assert(RC_COUNT(cells) == RC_COUNT(columns), "a cell each");
	list->counts[verdict]++;
	return rc_rows_put(&list->renderer, cells, err);
}

static bool
print(struct cli *cli, struct list *list, struct cli_out *out,
      const struct rc_view *view, struct rc_err *err)
{
	const struct rc_rows rows = { columns, RC_COUNT(columns), NULL,
		                      rc_kind_link.label };

	if (!rc_rows_begin(&list->renderer, out->format, &rows, &out->style,
	                   &out->sink, err))
		return false;
	if (!rc_records_each(cli->app, view, put_link, list, err)) {
		rc_rows_drop(&list->renderer);
		return false;
	}
	return rc_rows_end(&list->renderer, err);
}

bool
cli_links_list(struct cli *cli, const struct rc_view *view, struct rc_err *err)
{
	struct list list = { .people = false };
	const struct rc_format *format;
	struct cli_out out;
	bool done;

	if (!cli_out_open(&out, cli, err))
		return false;
	format = rc_format_find(out.format);
	list.people = format != NULL && format->people;
	done = cli_out_close(&out, print(cli, &list, &out, view, err), err);
	if (done)
		cli_say(cli,
		        _("as contracted %llu, below contract %llu, nearly "
		          "full "
		          "%llu, not measured %llu"),
		        (unsigned long long)list.counts[AS_CONTRACTED],
		        (unsigned long long)list.counts[BELOW],
		        (unsigned long long)list.counts[FULL],
		        (unsigned long long)list.counts[UNMEASURED]);
	return done;
}
