/* SPDX-License-Identifier: MIT */
/* ledger - devices as assets, duties, frozen reports, what was done. */
#include "app/ledger.h"

#include <rollcall/app/records.h>
#include <rollcall/base/map.h>

#include "app/past.h"

#include <stdlib.h>
#include <string.h>

/* --- assets -------------------------------------------------------------- */

/* What an asset holds of a device. */
static const char *const asset_fields[] = {
	"asset_tag",       "model",        "category",     "status",
	"agency",          "post",         "ownership",    "connectivity",
	"purchase_date",   "cost",         "warranty_end", "eol_date",
	"in_service_date", "last_counted", "last_seen",    "last_polled",
	"last_outcome",    "host",
};

static uint64_t
fields_of(const struct rc_kind *kind, const char *const *names, size_t n)
{
	uint64_t fields = 0;
	size_t i;

	for (i = 0; i < n; i++)
		fields |= (uint64_t)1
		          << (rc_field_find(kind, rc_str_of(names[i])) -
		              kind->fields);
	return fields;
}

struct reading {
	struct rc_app *app;
	unsigned needs;
	struct rc_books *books;
	struct rc_arena *arena;
	struct rc_map words; /* text -> its copy: few models, many devices */
	struct rc_past past; /* devices as they stood on the day */
	rc_date day;
	rc_ms from, end; /* of the period up to the day; end excluded */
	/* On the heap. */
	struct rc_activity *activities;
	size_t nactivities, cap_activities;
	struct rc_batch *batches;
	size_t nbatches, cap_batches;
};

static bool
keep(struct reading *r, const char *text, const char **ret, struct rc_err *err)
{
	struct rc_str s = rc_str_of(text);
	const char *copy;
	int64_t at;

	*ret = NULL;
	if (text == NULL)
		return true;
	if (rc_map_find(&r->words, s, &at)) {
		*ret = (const char *)(intptr_t)at;
		return true;
	}
	copy = rc_arena_text(r->arena, text);
	if (copy == NULL ||
	    !rc_map_put(&r->words, s, (int64_t)(intptr_t)copy, NULL))
		return rc_fail_nomem(err);
	*ret = copy;
	return true;
}

static bool
each_device(void *ctx, const void *record, struct rc_err *err)
{
	struct rc_device then = *(const struct rc_device *)record;
	const struct rc_device *d = &then;
	struct reading *r = ctx;
	struct rc_books *b = r->books;
	struct rc_asset *a;

	if (!rc_past_device(&r->past, &then))
		return true;
	if (!RC_GROW(b->assets, b->nassets, b->cap_assets))
		return rc_fail_nomem(err);
	a = &b->assets[b->nassets];
	*a = (struct rc_asset){
		.id = d->head.id,
		.agency = d->agency.id,
		.post = d->post.id,
		.category = d->category,
		.status = d->status,
		.ownership = d->ownership,
		.connectivity = d->connectivity,
		.has_host = d->host != NULL,
		.purchased = d->purchase_date,
		.in_service = d->in_service_date,
		.warranty_end = d->warranty_end,
		.eol = d->eol_date,
		.counted = d->last_counted,
		.cost = d->cost,
		.last_seen = d->last_seen,
		.last_polled = d->last_polled,
		.asked_at = RC_MS_NONE,
		.answered_at = RC_MS_NONE,
	};
	a->tag = rc_arena_text(r->arena, rc_text_or_empty(d->asset_tag));
	if (a->tag == NULL)
		return rc_fail_nomem(err);
	b->nassets++;
	if (!keep(r, d->model, &a->model, err) ||
	    !keep(r, d->last_outcome, &a->outcome, err))
		return false;
	/* What the record says of its last poll, where that is not later than
	 * the day; events may have been thrown away since. */
	if (a->last_seen != RC_MS_NONE && a->last_seen < r->end)
		a->answered_at = a->last_seen;
	if (a->last_polled != RC_MS_NONE && a->last_polled < r->end) {
		a->asked_at = a->last_polled;
		a->said = a->outcome;
	}
	return true;
}

static bool
load_assets(struct reading *r, struct rc_err *err)
{
	return rc_past_load(r->app, r->day, 0, &r->past, err) &&
	       rc_records_scan(r->app, &rc_kind_device,
	                       fields_of(&rc_kind_device, asset_fields,
	                                 RC_COUNT(asset_fields)),
	                       each_device, r, err);
}

static int
asset_by_id(const void *a, const void *b)
{
	const struct rc_asset *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static bool
each_event(void *ctx, const void *record, struct rc_err *err)
{
	const struct rc_event *event = record;
	struct reading *r = ctx;
	const struct rc_asset key = { .id = event->device.id };
	bool answered = rc_text_eq(event->outcome, "ok");
	struct rc_asset *a;

	if (event->at >= r->end || r->books->nassets == 0)
		return true;
	a = bsearch(&key, r->books->assets, r->books->nassets, sizeof(key),
	            asset_by_id);
	if (a == NULL)
		return true;
	a->asked += event->at >= r->from;
	a->answered += event->at >= r->from && answered;
	if (answered && event->at > a->answered_at)
		a->answered_at = event->at;
	if (event->at < a->asked_at)
		return true;
	a->asked_at = event->at;
	return keep(r, event->outcome, &a->said, err);
}

static bool
load_events(struct reading *r, struct rc_err *err)
{
	static const char *const names[] = { "at", "device", "outcome" };

	return rc_records_scan(
	        r->app, &rc_kind_event,
	        fields_of(&rc_kind_event, names, RC_COUNT(names)), each_event,
	        r, err);
}

/* --- what was changed ----------------------------------------------------- */

/* The line of a kind and a user; there are few. */
static struct rc_activity *
activity_of(struct reading *r, const char *kind, const char *who)
{
	size_t i;

	for (i = 0; i < r->nactivities; i++)
		if (r->activities[i].kind == kind &&
		    r->activities[i].who == who)
			return &r->activities[i];
	if (!RC_GROW(r->activities, r->nactivities, r->cap_activities))
		return NULL;
	r->activities[i] = (struct rc_activity){ .kind = kind, .who = who };
	r->nactivities++;
	return &r->activities[i];
}

static bool
within(const struct reading *r, rc_ms at)
{
	return at >= r->from && at < r->end;
}

static bool
each_line(void *ctx, const void *record, struct rc_err *err)
{
	const struct rc_audit *line = record;
	struct reading *r = ctx;
	struct rc_activity *a;
	const char *kind, *who;

	if (!within(r, line->at))
		return true;
	if (!keep(r, line->kind, &kind, err) || !keep(r, line->who, &who, err))
		return false;
	a = activity_of(r, kind, who);
	if (a == NULL)
		return rc_fail_nomem(err);
	a->adds += line->action == RC_ACTION_ADD;
	a->sets += line->action == RC_ACTION_SET;
	a->removes += line->action == RC_ACTION_REMOVE;
	return true;
}

static bool
each_batch(void *ctx, const void *record, struct rc_err *err)
{
	const struct rc_batch *batch = record;
	struct reading *r = ctx;
	struct rc_batch *copy;

	if (!within(r, batch->at) || batch->writes <= 0)
		return true;
	if (!RC_GROW(r->batches, r->nbatches, r->cap_batches))
		return rc_fail_nomem(err);
	copy = &r->batches[r->nbatches++];
	*copy = *batch;
	return keep(r, batch->who, &copy->who, err) &&
	       keep(r, batch->what, &copy->what, err) &&
	       keep(r, batch->reason, &copy->reason, err);
}

static bool
to_arena(struct reading *r, const void *rows, size_t n, size_t size,
         const void **ret, struct rc_err *err)
{
	void *copy = rc_arena_alloc(r->arena, n, size);

	if (copy == NULL)
		return rc_fail_nomem(err);
	if (n > 0)
		memcpy(copy, rows, n * size);
	*ret = copy;
	return true;
}

static bool
load_audit(struct reading *r, struct rc_err *err)
{
	static const char *const lines[] = { "at", "who", "kind", "action" };
	static const char *const batches[] = {
		"at", "who", "what", "reason", "writes", "undone_by"
	};
	struct rc_ledger *ledger = &r->books->ledger;
	const void *copy = NULL;

	if (!rc_records_scan(r->app, &rc_kind_audit,
	                     fields_of(&rc_kind_audit, lines, RC_COUNT(lines)),
	                     each_line, r, err) ||
	    !rc_records_scan(
	            r->app, &rc_kind_batch,
	            fields_of(&rc_kind_batch, batches, RC_COUNT(batches)),
	            each_batch, r, err))
		return false;
	if (!to_arena(r, r->activities, r->nactivities, sizeof(*r->activities),
	              &copy, err))
		return false;
	ledger->activities = copy;
	ledger->nactivities = r->nactivities;
	if (!to_arena(r, r->batches, r->nbatches, sizeof(*r->batches), &copy,
	              err))
		return false;
	ledger->batches = copy;
	ledger->nbatches = r->nbatches;
	return true;
}

/* --- devices, while they are printed -------------------------------------- */

struct register_of {
	struct rc_app *app;
	struct rc_view view;
	struct rc_device_source source;
};

static bool
go_over(void *of,
        bool (*take)(void *to, const void *device, struct rc_err *err),
        void *to, struct rc_err *err)
{
	const struct register_of *reg = of;

	return rc_records_list(reg->app, &reg->view, RC_AS_STORED, take, to,
	                       err);
}

static bool
load_devices(struct reading *r, struct rc_err *err)
{
	struct register_of *reg = rc_arena_alloc(r->arena, 1, sizeof(*reg));
	const char *const *name;

	if (reg == NULL)
		return rc_fail_nomem(err);
	if (!rc_view_parse(&rc_kind_device, NULL, rc_app_today(r->app),
	                   r->arena, &reg->view, err) ||
	    !rc_records_count(r->app, &reg->view, &reg->source.count, err))
		return false;
	reg->view.ncolumns = 0;
	for (name = rc_register_fields; *name != NULL; name++)
		reg->view.columns[reg->view.ncolumns++] =
		        rc_field_find(&rc_kind_device, rc_str_of(*name));
	reg->view.columns_given = true;
	reg->app = r->app;
	reg->source.each = go_over;
	reg->source.of = reg;
	r->books->ledger.devices = &reg->source;
	return true;
}

/* --- small kinds, whole --------------------------------------------------- */

static int
by_id(const void *a, const void *b)
{
	const struct rc_head *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static bool
load_whole(struct rc_app *app, const struct rc_kind *kind,
           struct rc_arena *arena, void **ret, size_t *ret_n,
           struct rc_err *err)
{
	const struct rc_view all = { .kind = kind };

	if (!rc_records_all(app, &all, arena, ret, ret_n, err))
		return false;
	if (*ret_n > 1)
		qsort(*ret, *ret_n, kind->size, by_id);
	return true;
}

static bool
load_duties(struct reading *r, struct rc_err *err)
{
	struct rc_ledger *ledger = &r->books->ledger;
	void *duties, *snapshots;

	if (!load_whole(r->app, &rc_kind_duty, r->arena, &duties,
	                &ledger->nduties, err) ||
	    !load_whole(r->app, &rc_kind_snapshot, r->arena, &snapshots,
	                &ledger->nsnapshots, err))
		return false;
	ledger->duties = duties;
	ledger->snapshots = snapshots;
	return true;
}

/* --- the whole ------------------------------------------------------------ */

static bool
load(struct reading *r, struct rc_err *err)
{
	static const struct {
		unsigned needs; /* any of these */
		bool (*load)(struct reading *r, struct rc_err *err);
	} parts[] = {
		{ RC_NEEDS_ASSETS | RC_NEEDS_EVENTS, load_assets },
		{ RC_NEEDS_EVENTS, load_events },
		{ RC_NEEDS_DUTIES, load_duties },
		{ RC_NEEDS_AUDIT, load_audit },
		{ RC_NEEDS_DEVICES, load_devices },
	};
	size_t i;

	for (i = 0; i < RC_COUNT(parts); i++)
		if ((r->needs & parts[i].needs) != 0 && !parts[i].load(r, err))
			return false;
	r->books->ledger.assets = r->books->assets;
	r->books->ledger.nassets = r->books->nassets;
	return true;
}

bool
rc_books_load(struct rc_app *app, unsigned needs, const struct rc_report_in *in,
              struct rc_arena *arena, struct rc_books *ret, struct rc_err *err)
{
	struct reading r = {
		.app = app,
		.needs = needs,
		.books = ret,
		.arena = arena,
		.day = in->day,
		.from = rc_date_start(in->period.from),
		.end = rc_date_start(in->day + 1),
	};
	bool done;

	memset(ret, 0, sizeof(*ret));
	rc_map_init(&r.words);
	done = load(&r, err);
	rc_map_fini(&r.words);
	rc_past_fini(&r.past);
	rc_free(r.activities);
	rc_free(r.batches);
	if (!done)
		rc_books_fini(ret);
	return done;
}

void
rc_books_fini(struct rc_books *books)
{
	rc_free(books->assets);
	books->assets = NULL;
	books->nassets = books->cap_assets = 0;
}
