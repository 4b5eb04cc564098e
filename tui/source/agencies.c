/* SPDX-License-Identifier: MIT */
/*
 * agencies - an array as a source. The anchor of a row is its id and its place
 * in the array as the only key.
 */
#include "source/agencies.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include <stdlib.h>
#include <string.h>

enum {
	CODE,
	NAME,
	TIER,
	POSTS,
	SERVED,
	CONFORMING,
	PERCENT,
	BAR,
	STATE,
	COLUMNS
};

const char *const tui_agency_orders[TUI_AGENCY_ORDERS] = {
	[TUI_BY_CODE] = N_("Code"),
	[TUI_BY_NAME] = N_("Agency"),
	[TUI_BY_POSTS] = N_("Posts"),
	[TUI_BY_SERVED] = N_("Served %"),
	[TUI_BY_CONFORMING] = N_("Conforming %"),
};

static const struct tui_column columns[COLUMNS] = {
	[CODE] = { .label = N_("Code"), .width = 8 },
	[NAME] = { .label = N_("Agency"), .width = 18, .stretch = 2 },
	[TIER] = { .label = N_("Tier"), .width = 8 },
	[POSTS] = { .label = N_("Posts"), .width = 5, .align = RC_RIGHT },
	[SERVED] = { .label = N_("Served"), .width = 6, .align = RC_RIGHT },
	[CONFORMING] = { .label = N_("Conf."), .width = 5, .align = RC_RIGHT },
	[PERCENT] = { .label = "%", .width = 4, .align = RC_RIGHT },
	[BAR] = { .label = "", .width = 8, .stretch = 1, .bullet = true },
	[STATE] = { .label = N_("State"), .width = 4 },
};

void
tui_agencies_init(struct tui_agencies *agencies)
{
	memset(agencies, 0, sizeof(*agencies));
}

void
tui_agencies_fini(struct tui_agencies *agencies)
{
	if (agencies == NULL)
		return;
	rc_free(agencies->shown);
	tui_agencies_init(agencies);
}

static int64_t
percent(int64_t part, int64_t all)
{
	return all > 0 ? part * 100 / all : 0;
}

struct ranked {
	const struct rc_quota_agency *agency;
	const char *name; /* order key */
	size_t index;
	int64_t number;
	bool descending;
};

static int
compare(const void *left, const void *right)
{
	const struct ranked *a = left;
	const struct ranked *b = right;
	int order;

	if (a->name != NULL)
		order = strcmp(a->name, b->name);
	else
		order = (a->number > b->number) - (a->number < b->number);
	if (order == 0)
		return a->index < b->index ? -1 : 1;
	return a->descending ? -order : order;
}

static bool
rank(const struct tui_agencies *agencies, const struct rc_quota_agency *agency,
     struct rc_arena *arena, struct ranked *ret)
{
	struct rc_buf b;

	ret->agency = agency;
	switch (agencies->order) {
	case TUI_BY_POSTS:
		ret->number = agency->posts;
		break;
	case TUI_BY_SERVED:
		ret->number = percent(agency->served, agency->posts);
		break;
	case TUI_BY_CONFORMING:
		ret->number = percent(agency->conforming, agency->posts);
		break;
	case TUI_BY_NAME:
		rc_buf_init(&b, 2000);
		rc_fold_order(&b, rc_str_of(agency->name));
		ret->name = rc_arena_textn(arena, b.n > 0 ? b.p : "", b.n);
		rc_buf_fini(&b);
		return ret->name != NULL;
	case TUI_BY_CODE:
	case TUI_AGENCY_ORDERS:
		ret->number = 0; /* as they come */
		break;
	}
	return true;
}

static bool
wanted(const struct rc_quota_agency *agency, const char *filter)
{
	struct rc_str rest = rc_str_of(filter);
	struct rc_str word;

	while (rc_str_split(&rest, ' ', &word)) {
		if (word.n > 0 &&
		    !rc_fold_contains(rc_str_of(agency->name), word) &&
		    !rc_fold_contains(rc_str_of(agency->code), word))
			return false;
	}
	return true;
}

static bool
fill(struct tui_agencies *agencies, const struct rc_quota *quota,
     struct rc_arena *arena, size_t *shown, size_t *ret_n)
{
	struct ranked *ranked =
	        rc_arena_alloc(arena, quota->nagencies + 1, sizeof(*ranked));
	size_t n = 0;
	size_t i;

	if (ranked == NULL)
		return false;
	for (i = 0; i < quota->nagencies; i++) {
		if (!wanted(&quota->agencies[i], agencies->filter))
			continue;
		ranked[n].index = i;
		ranked[n].descending = agencies->descending;
		if (!rank(agencies, &quota->agencies[i], arena, &ranked[n++]))
			return false;
	}
	qsort(ranked, n, sizeof(*ranked), compare);
	if (agencies->order == TUI_BY_CODE && agencies->descending)
		for (i = 0; i < n; i++)
			shown[i] = ranked[n - 1 - i].index;
	else
		for (i = 0; i < n; i++)
			shown[i] = ranked[i].index;
	*ret_n = n;
	return true;
}

bool
tui_agencies_set(struct tui_agencies *agencies, const struct rc_quota *quota,
                 struct rc_err *err)
{
	struct rc_arena arena;
	size_t *shown;
	size_t n;
	bool ok;

	shown = rc_alloc(quota->nagencies + 1, sizeof(*shown));
	if (shown == NULL)
		return rc_fail_nomem(err);
	rc_arena_init(&arena);
	ok = fill(agencies, quota, &arena, shown, &n);
	rc_arena_fini(&arena);
	if (!ok) {
		rc_free(shown);
		return rc_fail_nomem(err);
	}
	rc_free(agencies->shown);
	agencies->shown = shown;
	agencies->nshown = n;
	agencies->quota = quota;
	return true;
}

static bool
get_columns(void *of, const struct tui_column **ret, size_t *ret_n)
{
	(void)of;
	*ret = columns;
	*ret_n = COLUMNS;
	return true;
}

static bool
count(void *of, uint64_t *ret, struct rc_err *err)
{
	struct tui_agencies *agencies = of;

	(void)err;
	*ret = agencies->nshown;
	return true;
}

static void
set_anchor(size_t place, rc_id id, struct rc_anchor *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->id = id;
	ret->nkeys = 1;
	ret->keys[0] = RC_VALUE_INT((int64_t)place);
}

static bool
anchor(void *of, rc_id id, struct rc_arena *arena, struct rc_anchor *ret,
       struct rc_err *err)
{
	struct tui_agencies *agencies = of;
	size_t i;

	(void)arena;
	for (i = 0; i < agencies->nshown; i++) {
		if (agencies->quota->agencies[agencies->shown[i]].id != id)
			continue;
		set_anchor(i, id, ret);
		return true;
	}
	return rc_fail(err, RC_ENOTFOUND, _("the list does not hold it"));
}

static const char *
state_of(const struct rc_quota_agency *agency, int *ret_role)
{
	*ret_role = TUI_DIM;
	if (!agency->evaluable)
		return "?";
	*ret_role = TUI_PLAIN;
	if (agency->conforms)
		return "OK";
	*ret_role = agency->equipped ? TUI_WARN : TUI_BAD;
	return agency->equipped ? "!" : "!!";
}

static bool
make_row(const struct tui_agencies *agencies, size_t place,
         struct rc_arena *arena, struct tui_row *ret)
{
	const struct rc_quota_agency *a =
	        &agencies->quota->agencies[agencies->shown[place]];
	int64_t goal = (a->posts * agencies->quota->theta + 99) / 100;
	const char **cells = rc_arena_alloc(arena, COLUMNS, sizeof(*cells));
	size_t i;

	if (cells == NULL)
		return false;
	set_anchor(place, a->id, &ret->anchor);
	ret->id = a->id;
	ret->cells = cells;
	cells[CODE] = rc_text_or_empty(a->code);
	cells[NAME] = rc_text_or_empty(a->name);
	cells[TIER] = _(rc_tier_words[a->tier].label);
	cells[POSTS] = rc_arena_printf(arena, "%lld", (long long)a->posts);
	cells[SERVED] = rc_arena_printf(arena, "%lld", (long long)a->served);
	cells[CONFORMING] =
	        rc_arena_printf(arena, "%lld", (long long)a->conforming);
	cells[PERCENT] = rc_arena_printf(
	        arena, "%lld%%", (long long)percent(a->conforming, a->posts));
	cells[BAR] = rc_arena_printf(arena, "%lld/%lld/%lld",
	                             (long long)a->conforming,
	                             (long long)a->posts, (long long)goal);
	cells[STATE] = state_of(a, &ret->role);
	ret->full = rc_arena_printf(
	        arena,
	        _("%s %s: %lld posts, %lld served, %lld conforming, "
	          "%lld unknown"),
	        cells[CODE], cells[NAME], (long long)a->posts,
	        (long long)a->served, (long long)a->conforming,
	        (long long)a->unknown);
	for (i = 0; i < COLUMNS; i++)
		if (cells[i] == NULL)
			return false;
	return ret->full != NULL;
}

static bool
window(void *of, const struct rc_anchor *from, enum rc_way way, size_t limit,
       struct rc_arena *arena, struct tui_page *ret, struct rc_err *err)
{
	struct tui_agencies *agencies = of;
	size_t place = from != NULL ? (size_t)from->keys[0].i : 0;
	size_t start = 0;
	size_t end = agencies->nshown;
	size_t i;

	if (from != NULL && place > end)
		place = end;
	if (way == RC_FORWARD) {
		start = from != NULL ? place + 1 : 0;
		if (start > end)
			start = end;
		if (end - start > limit)
			end = start + limit;
	} else {
		end = from != NULL ? place : end;
		if (end > limit)
			start = end - limit;
	}
	ret->rows = rc_arena_alloc(arena, end - start + 1, sizeof(*ret->rows));
	if (ret->rows == NULL)
		return rc_fail_nomem(err);
	for (i = start; i < end; i++)
		if (!make_row(agencies, i, arena, &ret->rows[i - start]))
			return rc_fail_nomem(err);
	ret->n = end - start;
	return true;
}

struct tui_source
tui_agencies_source(struct tui_agencies *agencies)
{
	static const struct tui_source_ops ops = {
		.columns = get_columns,
		.count = count,
		.window = window,
		.anchor = anchor,
	};

	return (struct tui_source){ &ops, agencies };
}
