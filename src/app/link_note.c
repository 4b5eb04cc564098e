/* SPDX-License-Identifier: MIT */
/* link_note - counters to rates, and rates to the records of links. */
#include "app/link_note.h"

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/model/link.h>

#define LEAST_MS   10000 /* a shorter time tells little */
#define MOST_KBPS  INT64_C(1000000000)
#define FILL_S     3
#define LEAST_KB   256
#define MOST_KB    16384
#define UNKNOWN_KB 1024 /* where no rate is contracted */

struct counters {
	int64_t received, sent;
};

/* "eth0 12 34; br-lan 5 6" */
static bool
counters_of(const char *traffic, const char *interface, struct counters *ret)
{
	struct rc_str rest = rc_str_of(traffic), one, word;

	while (rest.n > 0 && rc_str_split(&rest, ';', &one)) {
		one = rc_str_trim(one);
		(void)rc_str_split(&one, ' ', &word);
		if (interface != NULL && !rc_str_is(word, interface))
			continue;
		(void)rc_str_split(&one, ' ', &word);
		return rc_str_int(word, 0, INT64_MAX, &ret->received) &&
		       rc_str_int(one, 0, INT64_MAX, &ret->sent);
	}
	return false;
}

bool
rc_link_used(const struct rc_link_seen *seen, const char *interface,
             int64_t *ret_kbps)
{
	const struct rc_field *field =
	        rc_field_find(&rc_kind_facts, rc_str_of("traffic"));
	rc_ms before_at = seen->before->at[field - rc_kind_facts.fields];
	struct counters before, now;
	int64_t bytes;

	if (seen->before->traffic == NULL || seen->now->traffic == NULL ||
	    !counters_of(seen->before->traffic, interface, &before) ||
	    !counters_of(seen->now->traffic, interface, &now) ||
	    now.received < before.received || now.sent < before.sent ||
	    seen->at < before_at + LEAST_MS)
		return false;
	bytes = now.received - before.received;
	if (bytes < now.sent - before.sent)
		bytes = now.sent - before.sent;
	if (bytes > INT64_MAX / 8)
		return false;
	*ret_kbps = bytes * 8 / (seen->at - before_at);
	return *ret_kbps <= MOST_KBPS;
}

static bool
write_link(struct rc_app *app, const struct rc_link_seen *seen,
           const struct rc_link *link, struct rc_err *err)
{
	struct rc_cell cells[4];
	struct rc_change change = { .kind = &rc_kind_link,
		                    .id = link->head.id,
		                    .cells = cells,
		                    .on = RC_DATE_NONE };
	struct rc_link now = *link;
	static const char *const names[] = { "rtt_ms", "used_kbps",
		                             "measured_kbps", "measured_on" };
	bool is_new = seen->kbps > 0;

	now.rtt_ms = seen->rtt_ms;
	if (seen->kbps > 0)
		now.measured_kbps = seen->kbps;
	is_new = rc_link_used(seen, link->interface, &now.used_kbps) || is_new;
	if (is_new)
		now.measured_on = rc_date_of(seen->at);
	for (size_t i = 0; i < RC_COUNT(names); i++) {
		cells[i].field =
		        rc_field_find(&rc_kind_link, rc_str_of(names[i]));
		cells[i].value = rc_field_get(cells[i].field, &now);
	}
	change.ncells = RC_COUNT(names);
	return rc_write(app, &change, NULL, err);
}

bool
rc_link_note(struct rc_app *app, const struct rc_link_seen *seen,
             struct rc_arena *arena, struct rc_err *err)
{
	struct rc_value id = RC_VALUE_INT(seen->device);
	const struct rc_term test = {
		.type = RC_TERM_TEST,
		.op = RC_OP_EQ,
		.field = rc_field_find(&rc_kind_link, rc_str_of("device")),
		.values = &id,
		.nvalues = 1,
	};
	struct rc_view view;
	struct rc_link *links;
	void *rows = NULL;
	size_t n = 0;

	/* Only what passes packets on can be the end of a link. */
	if (seen->now->traffic == NULL && seen->kbps == 0)
		return true;
	if (!rc_view_parse(&rc_kind_link, "status=active", rc_app_today(app),
	                   arena, &view, err) ||
	    !rc_view_narrow(&view, &test, arena, err) ||
	    !rc_records_all(app, &view, arena, &rows, &n, err))
		return false;
	links = rows;
	for (size_t i = 0; i < n; i++)
		if (!write_link(app, seen, &links[i], err))
			return false;
	return true;
}

/* --- whom to measure ------------------------------------------------------ */

static bool
take_link(void *ctx, const void *record, struct rc_err *err)
{
	const struct rc_link *link = record;
	const struct rc_str key = { (const char *)&link->device.id,
		                    sizeof(link->device.id) };
	/* The router sends: that is the way up. */
	int64_t kbps =
	        link->up_kbps == RC_INT_NONE ? link->down_kbps : link->up_kbps;
	int64_t kb = UNKNOWN_KB, before = 0;

	if (link->device.id == 0 || link->status != RC_LINK_ACTIVE)
		return true;
	if (kbps != RC_INT_NONE)
		kb = kbps * FILL_S / 8;
	kb = kb < LEAST_KB ? LEAST_KB : kb > MOST_KB ? MOST_KB : kb;
	if (rc_map_find(ctx, key, &before) && before > kb)
		return true;
	return rc_map_put(ctx, key, kb, NULL) || rc_fail_nomem(err);
}

bool
rc_link_routers(struct rc_app *app, struct rc_map *ret, struct rc_err *err)
{
	static const char *const names[] = { "device", "status", "down_kbps",
		                             "up_kbps" };
	uint64_t fields = 0;

	for (size_t i = 0; i < RC_COUNT(names); i++)
		fields |=
		        UINT64_C(1)
		        << (rc_field_find(&rc_kind_link, rc_str_of(names[i])) -
		            rc_kind_link.fields);
	return rc_records_scan(app, &rc_kind_link, fields, take_link, ret, err);
}
