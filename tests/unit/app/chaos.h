/* SPDX-License-Identifier: MIT */
/*
 * chaos - writes of every kind at random over the made-up province: devices and
 * their facts, moves, also to posts of other agencies, posts and tokens,
 * agencies and links, what the law says, additions and removals, polls with and
 * without news, taking back. Some are refused; then nothing happened.
 */
#ifndef TESTS_UNIT_APP_CHAOS_H
#define TESTS_UNIT_APP_CHAOS_H

#include "unit/app/fixture.h"

#include <rollcall/app/demo.h>
#include <rollcall/model/link.h>
#include <rollcall/model/norm.h>

#include "app/poll_write.h"

struct keys {
	const struct rc_kind *kind;
	rc_id ids[3000];
	const char *keys[3000];
	size_t n;
};
enum { AGENCY, POST, DEVICE, TOKEN, LINK, RELEASE, PROFILE, PARAM, KINDS };

struct chaos {
	struct fixture *f;
	uint64_t state;
	struct keys of[KINDS];
	void (*look)(struct fixture *f); /* between two writes */
};

static uint64_t
dice(struct chaos *c, uint64_t sides)
{
	c->state ^= c->state << 13;
	c->state ^= c->state >> 7;
	c->state ^= c->state << 17;
	return c->state % sides;
}

static void
learn(struct chaos *c)
{
	static const struct rc_kind *const kinds[KINDS] = {
		[AGENCY] = &rc_kind_agency,   [POST] = &rc_kind_post,
		[DEVICE] = &rc_kind_device,   [TOKEN] = &rc_kind_token,
		[LINK] = &rc_kind_link,       [RELEASE] = &rc_kind_release,
		[PROFILE] = &rc_kind_profile, [PARAM] = &rc_kind_param,
	};
	int k;

	for (k = 0; k < KINDS; k++) {
		struct keys *keys = &c->of[k];
		size_t i, n;
		char *rows = all(c->f, kinds[k], NULL, &n);

		keys->kind = kinds[k];
		for (i = 0; i < n && i < RC_COUNT(keys->ids); i++) {
			void *row = rows + i * kinds[k]->size;

			keys->ids[i] = rc_record_head(row)->id;
			keys->keys[i] =
			        rc_field_get(rc_kind_key(kinds[k]), row).s.p;
		}
		keys->n = i;
		assert_true(keys->n > 0);
	}
}

static size_t
any(struct chaos *c, int kind)
{
	return (size_t)dice(c, c->of[kind].n);
}

static const char *
any_key(struct chaos *c, int kind)
{
	return c->of[kind].keys[any(c, kind)];
}

/* Writes what may be refused; then nothing happened. */
static void
try(struct chaos *c, int kind, const char *pairs)
{
	struct keys *keys = &c->of[kind];

	(void)try_set(c->f, keys->kind, keys->ids[any(c, kind)], pairs, NULL);
}

static void
write_device(struct chaos *c)
{
	static const char *const pairs[] = {
		"status=in_use",
		"status=broken",
		"status=in_stock",
		"ownership=personal",
		"ownership=",
		"category=laptop",
		"category=printer",
		"connectivity=isolated",
		"in_service_date=2019-01-01",
		"in_service_date=2026-02-03",
		"purchase_date=2026-03-01",
		"profile=office",
		"profile=",
		"post=",
		"notes=x",
	};

	try(c, DEVICE, pairs[dice(c, RC_COUNT(pairs))]);
}

/* Also to posts of other agencies. */
static void
write_move(struct chaos *c)
{
	char pairs[200];

	if (dice(c, 2) == 0)
		snprintf(pairs, sizeof(pairs), "post=%s", any_key(c, POST));
	else
		snprintf(pairs, sizeof(pairs), "agency=%s", any_key(c, AGENCY));
	try(c, DEVICE, pairs);
}

static void
write_facts(struct chaos *c)
{
	static const char *const pairs[] = {
		"firewall=no",          "firewall=yes",
		"antivirus=none",       "antivirus_running=no",
		"disk_encrypted=yes",   "os_version_id=7",
		"updates_pending=3",    "updates_pending=0",
		"scan_date=2020-01-01", "ram_kb=1000",
		"ram_kb=16777216",      "forbidden=torrent",
		"disk_rotational=no",   "antivirus_date=2026-06-30",
		"scan_date=2026-06-01", "os_id=",
	};
	struct keys *keys = &c->of[DEVICE];

	(void)try_set(c->f, &rc_kind_facts, keys->ids[any(c, DEVICE)],
	              pairs[dice(c, RC_COUNT(pairs))], NULL);
}

static void
write_seat(struct chaos *c)
{
	char pairs[200];

	switch (dice(c, 6)) {
	case 0:
		snprintf(pairs, sizeof(pairs), "agency=%s", any_key(c, AGENCY));
		break;
	case 1:
		snprintf(pairs, sizeof(pairs), "signer=%s",
		         dice(c, 2) == 0 ? "yes" : "no");
		break;
	case 2:
		snprintf(pairs, sizeof(pairs), "valid_to=2026-0%d-01",
		         (int)dice(c, 9) + 1);
		break;
	case 3:
		snprintf(pairs, sizeof(pairs), "profile=%s",
		         any_key(c, PROFILE));
		break;
	case 4:
		snprintf(pairs, sizeof(pairs), "status=revoked");
		try(c, TOKEN, pairs);
		return;
	default:
		snprintf(pairs, sizeof(pairs), "post=%s", any_key(c, POST));
		try(c, TOKEN, pairs);
		return;
	}
	try(c, POST, pairs);
}

static void
write_agency(struct chaos *c)
{
	static const char *const agency[] = {
		"tier=province",       "in_quota=no",
		"in_quota=yes",        "valid_to=2026-06-01",
		"valid_to=2027-06-01", "valid_from=2026-08-01",
		"name=Khác",
	};
	static const char *const link[] = { "status=cancelled", "down_kbps=1",
		                            "controlled=no",
		                            "end_date=2026-01-01" };
	char pairs[200];

	switch (dice(c, 3)) {
	case 0:
		try(c, AGENCY, agency[dice(c, RC_COUNT(agency))]);
		break;
	case 1:
		try(c, LINK, link[dice(c, RC_COUNT(link))]);
		break;
	default:
		snprintf(pairs, sizeof(pairs), "agency=%s", any_key(c, AGENCY));
		try(c, LINK, pairs);
	}
}

static void
write_law(struct chaos *c)
{
	char pairs[200];

	switch (dice(c, 6)) {
	case 0:
		try(c, RELEASE, "approved=no");
		break;
	case 1:
		try(c, PROFILE, "ram_mb=16384");
		break;
	case 2:
		snprintf(pairs, sizeof(pairs), "value=%d", (int)dice(c, 2));
		try(c, PARAM, pairs);
		break;
	default:
		break; /* seldom: it makes all of it new */
	}
}

static void
write_new(struct chaos *c)
{
	static int serial;
	char pairs[300];
	rc_id id;

	serial++;
	switch (dice(c, 4)) {
	case 0:
		snprintf(pairs, sizeof(pairs),
		         "code=NEW-A%d|name=Mới|tier=commune|in_quota=yes",
		         serial);
		(void)try_set(c->f, &rc_kind_agency, 0, pairs, NULL);
		break;
	case 1:
		snprintf(pairs, sizeof(pairs),
		         "code=NEW-P%d|agency=%s|title=A|title_group=VIII|"
		         "signer=yes",
		         serial, any_key(c, AGENCY));
		(void)try_set(c->f, &rc_kind_post, 0, pairs, NULL);
		break;
	case 2:
		snprintf(pairs, sizeof(pairs),
		         "asset_tag=NEW-D%d|category=laptop|status=in_use|"
		         "agency=%s|post=%s|connectivity=networked",
		         serial, any_key(c, AGENCY), any_key(c, POST));
		(void)try_set(c->f, &rc_kind_device, 0, pairs, NULL);
		break;
	default:
		snprintf(pairs, sizeof(pairs),
		         "asset_tag=NEW-D%d|category=laptop|status=in_stock|"
		         "agency=%s|connectivity=networked",
		         serial, any_key(c, AGENCY));
		if (!try_set(c->f, &rc_kind_device, 0, pairs, &id))
			break;
		c->look(c->f);
		begin(c->f, "rm");
		assert_true(fine(c->f, rc_remove(c->f->app, &rc_kind_device, id,
		                                 &c->f->err)));
		commit(c->f);
	}
}

/* What a device says again only moves times on; or it does not answer. */
static void
write_poll(struct chaos *c)
{
	rc_id id = c->of[DEVICE].ids[any(c, DEVICE)];
	struct rc_poll_answer answer = {
		.device = id,
		.outcome = RC_GOT_OK,
		.phase = RC_PHASE_DONE,
		.at = c->f->now,
		.adopt = true,
	};
	struct rc_facts facts;

	assert_true(
	        fine(c->f, rc_record_get(c->f->app, &rc_kind_facts, id,
	                                 &c->f->arena, &facts, &c->f->err)));
	answer.facts = &facts;
	if (dice(c, 3) == 0)
		facts.updates_pending = (int64_t)dice(c, 3);
	if (dice(c, 4) == 0) {
		answer.outcome = RC_GOT_TIMEOUT;
		answer.facts = NULL;
	}
	assert_true(fine(c->f, rc_answers_write(c->f->app, &answer, 1,
	                                        &c->f->arena, &c->f->err)));
}

static void
write_undo(struct chaos *c)
{
	struct rc_undo undo;

	if (!rc_undo(c->f->app, 0, &c->f->arena, &undo, &c->f->err))
		c->f->err = (struct rc_err){ 0 };
}

static void
write_target(struct chaos *c)
{
	(void)try_set(c->f, &rc_kind_target, 0,
	              "code=T|indicator=Q1|year=2026|percent=10", NULL);
}

static void (*const writes[])(struct chaos *c) = {
	write_device, write_device, write_move,   write_move,   write_facts,
	write_facts,  write_seat,   write_agency, write_law,    write_new,
	write_poll,   write_poll,   write_undo,   write_target,
};

#endif
