/* SPDX-License-Identifier: MIT */
/* export_prometheus - samples are summed up first, then written by metric. */
#include "export.h"

#include <rollcall/app/figures.h>
#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/map.h>
#include <rollcall/model/device.h>
#include <rollcall/model/link.h>

#include "out.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DAY_MS INT64_C(86400000)

enum metric {
	DEVICES,
	OUTCOMES,
	SILENT,
	POLLED_AT,
	LINK_CONTRACTED,
	LINK_MEASURED,
	LINK_USED,
	LINK_RTT,
	QUOTA_TARGET,
	QUOTA_ROSTER,
	QUOTA_NEEDED,
	QUOTA_EQUIPPED,
	QUOTA_CONFORMING,
	QUOTA_UNKNOWN,
	EXPORTED_AT,
	METRICS
};

/* Names and meanings as Prometheus shows them: English, not translated. */
static const struct {
	const char *name, *help;
	const char *labels[3]; /* of the values in a sample's key */
	/* To the base unit that Prometheus wants: kbit/s x 125 are bytes;
	 * -1000: thousandths; 0: as it is. */
	int scale;
} metrics[METRICS] = {
	[DEVICES] = { "rollcall_devices",
	              "Devices on record.",
	              { "agency", "category", "status" } },
	[OUTCOMES] = { "rollcall_devices_polled",
	               "Networked devices with a host, by the outcome of their "
	               "last poll; never: not polled yet.",
	               { "agency", "outcome" } },
	[SILENT] = { "rollcall_devices_silent",
	             "Networked devices with a host that did not answer for so "
	             "many days.",
	             { "agency", "days" } },
	[POLLED_AT] = { "rollcall_last_poll_timestamp_seconds",
	                "When a device was last polled, whatever came of it.",
	                { "agency" } },
	[LINK_CONTRACTED] = { "rollcall_link_contracted_bytes_per_second",
	                      "Contracted downstream rate of active links.",
	                      { "link", "agency", "provider" },
	                      125 },
	[LINK_MEASURED] = { "rollcall_link_measured_bytes_per_second",
	                    "What the link carried when it was measured.",
	                    { "link", "agency", "provider" },
	                    125 },
	[LINK_USED] = { "rollcall_link_used_bytes_per_second",
	                "Average use between the last two polls, the busier "
	                "way.",
	                { "link", "agency", "provider" },
	                125 },
	[LINK_RTT] = { "rollcall_link_rtt_seconds",
	               "Round trip between the poller and the router.",
	               { "link", "agency", "provider" },
	               -1000 },
	[QUOTA_TARGET] = { "rollcall_quota_target_percent",
	                   "Target of the year.",
	                   { "indicator", "tier", "year" } },
	[QUOTA_ROSTER] = { "rollcall_quota_roster",
	                   "What is counted: agencies, posts or devices.",
	                   { "indicator", "tier", "year" } },
	[QUOTA_NEEDED] = { "rollcall_quota_needed",
	                   "As many must be reached.",
	                   { "indicator", "tier", "year" } },
	[QUOTA_EQUIPPED] = { "rollcall_quota_equipped",
	                     "Reached by handover records.",
	                     { "indicator", "tier", "year" } },
	[QUOTA_CONFORMING] = { "rollcall_quota_conforming",
	                       "Reached by facts.",
	                       { "indicator", "tier", "year" } },
	[QUOTA_UNKNOWN] = { "rollcall_quota_unknown",
	                    "Only unknown facts keep these from conforming.",
	                    { "indicator", "tier", "year" } },
	[EXPORTED_AT] = { "rollcall_export_timestamp_seconds",
	                  "When these figures were written.",
	                  { NULL } },
};

static const int silences[] = { 1, 7, 30 };

/* The sums of a metric, by its label values with a TAB between. */
struct sums {
	struct rc_map by_key[METRICS];
	struct rc_app *app;
	rc_ms now;
	struct rc_buf key;
};

/* --- summing up ----------------------------------------------------------- */

static void
key_begin(struct sums *s, const char *first)
{
	rc_buf_clear(&s->key);
	rc_buf_puts(&s->key, rc_text_or_empty(first));
}

static void
key_add(struct sums *s, const char *value)
{
	rc_buf_putc(&s->key, '\t');
	rc_buf_puts(&s->key, rc_text_or_empty(value));
}

static bool
sum_add(struct sums *s, enum metric metric, int64_t n, struct rc_err *err)
{
	struct rc_str key = rc_buf_str(&s->key);
	int64_t before = 0;

	if (!rc_buf_done(&s->key, err))
		return false;
	(void)rc_map_find(&s->by_key[metric], key, &before);
	return rc_map_put(&s->by_key[metric], key, before + n, NULL) ||
	       rc_fail_nomem(err);
}

static bool
sum_most(struct sums *s, enum metric metric, int64_t n, struct rc_err *err)
{
	int64_t before = INT64_MIN;

	(void)rc_map_find(&s->by_key[metric], rc_buf_str(&s->key), &before);
	return n <= before ||
	       rc_map_put(&s->by_key[metric], rc_buf_str(&s->key), n, NULL) ||
	       rc_fail_nomem(err);
}

static bool
take_polled(struct sums *s, const struct rc_device *d, struct rc_err *err)
{
	char days[12];

	key_begin(s, d->agency.key);
	key_add(s, d->last_outcome == NULL ? "never" : d->last_outcome);
	if (!sum_add(s, OUTCOMES, 1, err))
		return false;
	for (size_t i = 0; i < RC_COUNT(silences); i++) {
		bool silent = d->last_seen == RC_MS_NONE ||
		              d->last_seen < s->now - silences[i] * DAY_MS;

		(void)snprintf(days, sizeof(days), "%d", silences[i]);
		key_begin(s, d->agency.key);
		key_add(s, days);
		if (!sum_add(s, SILENT, silent, err))
			return false;
	}
	key_begin(s, d->agency.key);
	return d->last_polled == RC_MS_NONE ||
	       sum_most(s, POLLED_AT, d->last_polled / 1000, err);
}

static bool
take_device(void *ctx, const void *record, struct rc_err *err)
{
	struct sums *s = ctx;
	const struct rc_device *d = record;

	key_begin(s, d->agency.key);
	key_add(s, rc_category_words[d->category].name);
	key_add(s, rc_status_words[d->status].name);
	return sum_add(s, DEVICES, 1, err) &&
	       (d->host == NULL || d->connectivity != RC_NETWORKED ||
	        take_polled(s, d, err));
}

static bool
take_link(void *ctx, const void *record, struct rc_err *err)
{
	struct sums *s = ctx;
	const struct rc_link *l = record;
	const struct {
		enum metric metric;
		int64_t n;
	} figures[] = {
		{ LINK_CONTRACTED, l->down_kbps },
		{ LINK_MEASURED, l->measured_kbps },
		{ LINK_USED, l->used_kbps },
		{ LINK_RTT, l->rtt_ms },
	};

	key_begin(s, l->code);
	key_add(s, l->agency.key);
	key_add(s, l->provider);
	for (size_t i = 0; i < RC_COUNT(figures); i++)
		if (figures[i].n != RC_INT_NONE &&
		    !sum_add(s, figures[i].metric, figures[i].n, err))
			return false;
	return true;
}

static bool
take_quota(struct sums *s, struct rc_arena *arena, struct rc_err *err)
{
	const struct rc_quota_options options = { .year = 0 };
	struct rc_quota q;
	char year[12];

	if (!rc_quota_compute(s->app, &options, arena, &q, err))
		return false;
	(void)snprintf(year, sizeof(year), "%d", q.year);
	for (size_t i = 0; i < q.nrows; i++) {
		const struct rc_quota_row *row = &q.rows[i];

		key_begin(s, row->indicator);
		key_add(s, row->tier == RC_TIER_NONE
		                   ? "all"
		                   : rc_tier_words[row->tier].name);
		key_add(s, year);
		if (!sum_add(s, QUOTA_TARGET, row->target_percent, err) ||
		    !sum_add(s, QUOTA_ROSTER, row->roster, err) ||
		    !sum_add(s, QUOTA_NEEDED, row->needed, err) ||
		    !sum_add(s, QUOTA_EQUIPPED, row->equipped, err) ||
		    !sum_add(s, QUOTA_CONFORMING, row->conforming, err) ||
		    !sum_add(s, QUOTA_UNKNOWN, row->unknown, err))
			return false;
	}
	return true;
}

static bool
sum_up(struct sums *s, const struct rc_view *view, struct rc_arena *arena,
       struct rc_err *err)
{
	struct rc_view links;

	key_begin(s, NULL);
	return sum_add(s, EXPORTED_AT, s->now / 1000, err) &&
	       rc_view_parse(&rc_kind_link, "status=active",
	                     rc_app_as_of(s->app), arena, &links, err) &&
	       rc_records_each(s->app, view, take_device, s, err) &&
	       rc_records_each(s->app, &links, take_link, s, err) &&
	       take_quota(s, arena, err);
}

/* --- writing -------------------------------------------------------------- */

/* A label's value: backslash, quote and line feed are escaped. */
static void
put_value(struct rc_buf *b, struct rc_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n') {
			rc_buf_puts(b, "\\n");
			continue;
		}
		if (s.p[i] == '\\' || s.p[i] == '"')
			rc_buf_putc(b, '\\');
		rc_buf_putc(b, s.p[i]);
	}
}

static void
put_sample(struct rc_buf *b, enum metric metric,
           const struct rc_map_entry *entry)
{
	struct rc_str rest = entry->key, value;
	int scale = metrics[metric].scale;
	bool open = false;

	rc_buf_puts(b, metrics[metric].name);
	for (size_t i = 0; i < RC_COUNT(metrics[metric].labels); i++) {
		const char *label = metrics[metric].labels[i];

		if (label == NULL || !rc_str_split(&rest, '\t', &value))
			break;
		rc_buf_printf(b, "%s%s=\"", open ? "," : "{", label);
		put_value(b, value);
		rc_buf_putc(b, '"');
		open = true;
	}
	rc_buf_puts(b, open ? "} " : " ");
	if (scale < 0)
		rc_buf_printf(b, "%lld.%03lld\n",
		              (long long)(entry->value / 1000),
		              (long long)(entry->value % 1000));
	else
		rc_buf_printf(b, "%lld\n",
		              (long long)entry->value *
		                      (scale == 0 ? 1 : scale));
}

static int
by_key(const void *a, const void *b)
{
	const struct rc_map_entry *x = a;
	const struct rc_map_entry *y = b;
	size_t n = x->key.n < y->key.n ? x->key.n : y->key.n;
	int order = memcmp(x->key.p, y->key.p, n);

	return order != 0 ? order
	                  : (x->key.n > y->key.n) - (x->key.n < y->key.n);
}

static bool
put_metric(struct sums *s, enum metric metric, const struct rc_sink *sink,
           struct rc_err *err)
{
	struct rc_map *map = &s->by_key[metric];
	struct rc_buf b;
	bool done = true;

	if (map->n == 0)
		return true;
	/* Nothing is looked up any more. */
	qsort(map->entries, map->n, sizeof(map->entries[0]), by_key);
	rc_buf_init(&b, 1u << 16);
	rc_buf_printf(&b, "# HELP %s %s\n# TYPE %s gauge\n",
	              metrics[metric].name, metrics[metric].help,
	              metrics[metric].name);
	for (size_t i = 0; i < map->n && done; i++) {
		put_sample(&b, metric, &map->entries[i]);
		done = rc_buf_done(&b, err) &&
		       sink->write(sink->to, rc_buf_str(&b), err);
		rc_buf_clear(&b);
	}
	rc_buf_fini(&b);
	return done;
}

static bool
write_all(struct sums *s, const struct cli_out *out, struct rc_err *err)
{
	for (int i = 0; i < METRICS; i++)
		if (!put_metric(s, (enum metric)i, &out->sink, err))
			return false;
	/* The collector is another user, and there is nothing to hide. */
	if (out->temporary != NULL)
		(void)fchmod(fileno(out->stream), 0644);
	return true;
}

bool
cli_export_prometheus(struct cli *cli, const struct rc_view *view,
                      struct rc_err *err)
{
	struct sums s = { .app = cli->app, .now = rc_app_now(cli->app) };
	struct cli_out out;
	bool done;

	rc_buf_init(&s.key, 65536);
	for (int i = 0; i < METRICS; i++)
		rc_map_init(&s.by_key[i]);
	done = sum_up(&s, view, cli->arena, err) &&
	       cli_out_open(&out, cli, err);
	if (done)
		done = cli_out_close(&out, write_all(&s, &out, err), err);
	for (int i = 0; i < METRICS; i++)
		rc_map_fini(&s.by_key[i]);
	rc_buf_fini(&s.key);
	return done;
}
