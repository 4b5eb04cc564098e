/* SPDX-License-Identifier: MIT */
/*
 * trust_import - host keys from OpenSSH's known_hosts.
 *
 * Only keys of our own devices are taken; a hashed name can be found in no
 * other way, and a pin of nobody is of no use. Of several keys of a host the
 * one is taken that we ask for first.
 */
#include <rollcall/app/polls.h>

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/file.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/map.h>
#include <rollcall/model/device.h>
#include <rollcall/model/link.h>

#include "app/pins.h"
#include "app/poll_reach.h"
#include "poll/transport_ssh_known.h"

#include <string.h>

#define FILE_MAX_BYTES ((size_t)64 << 20)
#define NAME_MAX_BYTES 300

struct known {
	struct rc_known_line line;
	uint64_t number;
	unsigned rank; /* 0 is the best */
	bool used;
};

/* A plain name of a line; those of one name hang together. */
struct named {
	size_t line;
	int64_t next; /* of names, or -1 */
};

struct take {
	struct rc_app *app;
	const struct rc_trust_import *how;
	struct rc_trust_counts counts;
	struct rc_arena arena;
	struct known *lines;
	size_t n, cap;
	struct named *names;
	size_t nnames, cap_names;
	struct rc_map by_name; /* the last of names */
	struct rc_pins pins;
	struct rc_reach reach;
	struct rc_pin **pinned; /* to be written */
	size_t npinned, cap_pinned;
};

/* In the order in which the transport asks for them. */
static unsigned
rank_of(struct rc_str algorithm)
{
	static const char *const order[] = { "ssh-ed25519",
		                             "ecdsa-sha2-nistp256",
		                             "ecdsa-sha2-nistp384",
		                             "ecdsa-sha2-nistp521", "ssh-rsa" };
	unsigned i;

	for (i = 0; i < RC_COUNT(order); i++)
		if (rc_str_is(algorithm, order[i]))
			break;
	return i;
}

static void
say(struct take *t, const char *sentence)
{
	if (t->how->say != NULL && sentence != NULL)
		t->how->say(t->how->ctx, sentence);
}

/* --- the file ------------------------------------------------------------ */

static void
lower(char *into, size_t size, struct rc_str name)
{
	size_t n = name.n < size - 1 ? name.n : size - 1;

	for (size_t i = 0; i < n; i++)
		into[i] = rc_ascii_lower(name.p[i]);
	into[n] = '\0';
}

static bool
index_names(struct take *t, size_t at, struct rc_err *err)
{
	struct rc_str rest = t->lines[at].line.names, name;
	char text[NAME_MAX_BYTES];

	while (rc_str_split(&rest, ',', &name)) {
		struct named n = { at, -1 };

		lower(text, sizeof(text), name);
		(void)rc_map_find(&t->by_name, rc_str_of(text), &n.next);
		if (!RC_GROW(t->names, t->nnames, t->cap_names) ||
		    !rc_map_put(&t->by_name, rc_str_of(text),
		                (int64_t)t->nnames, NULL))
			return rc_fail_nomem(err);
		t->names[t->nnames++] = n;
	}
	return true;
}

static void
pass_over(struct take *t, const struct known *k)
{
	static const char *const why[] = {
		[RC_KNOWN_CA] = N_("certificate authorities are not supported"),
		[RC_KNOWN_REVOKED] =
		        N_("a key is marked as revoked (use `trust revoke`)"),
		[RC_KNOWN_PATTERN] = N_("a pattern of names is not supported"),
		[RC_KNOWN_BAD] = N_("this is no host key"),
	};

	if (k->line.type == RC_KNOWN_BAD)
		t->counts.bad++;
	else
		t->counts.unsupported++;
	say(t, rc_arena_printf(&t->arena, _("line %llu passed over: %s"),
	                       (unsigned long long)k->number,
	                       _(why[k->line.type])));
}

static bool
read_lines(struct take *t, struct rc_str text, struct rc_err *err)
{
	struct rc_str line;
	struct known k = { .number = 0 };

	while (text.n > 0 && rc_str_split(&text, '\n', &line)) {
		k.number++;
		rc_known_read(line, &k.line);
		if (k.line.type == RC_KNOWN_NOTHING)
			continue;
		if (k.line.type != RC_KNOWN_KEY &&
		    k.line.type != RC_KNOWN_HASHED) {
			pass_over(t, &k);
			continue;
		}
		k.rank = rank_of(k.line.algorithm);
		if (!RC_GROW(t->lines, t->n, t->cap))
			return rc_fail_nomem(err);
		t->lines[t->n++] = k;
		if (k.line.type == RC_KNOWN_KEY &&
		    !index_names(t, t->n - 1, err))
			return false;
	}
	return true;
}

/* --- our devices ---------------------------------------------------------- */

static void
prefer(struct known **best, struct known *k)
{
	k->used = true;
	if (*best == NULL || k->rank < (*best)->rank)
		*best = k;
}

static struct known *
find_line(struct take *t, const char *name)
{
	struct known *best = NULL;
	int64_t at = -1;

	(void)rc_map_find(&t->by_name, rc_str_of(name), &at);
	for (; at >= 0; at = t->names[at].next)
		prefer(&best, &t->lines[t->names[at].line]);
	for (size_t i = 0; i < t->n; i++)
		if (t->lines[i].line.type == RC_KNOWN_HASHED &&
		    rc_known_is(&t->lines[i].line, rc_str_of(name)))
			prefer(&best, &t->lines[i]);
	return best;
}

static bool
pin_new(struct take *t, const char *address, const struct known *k,
        struct rc_err *err)
{
	struct rc_pin *pin = rc_record_new(&rc_kind_pin, &t->arena);

	if (pin == NULL)
		return rc_fail_nomem(err);
	pin->address = address;
	pin->algorithm = rc_arena_textn(&t->arena, k->line.algorithm.p,
	                                k->line.algorithm.n);
	pin->fingerprint = rc_arena_text(&t->arena, k->line.fingerprint);
	pin->status = RC_PIN_TRUSTED;
	pin->since = rc_app_now(t->app);
	if (pin->algorithm == NULL || pin->fingerprint == NULL ||
	    !RC_GROW(t->pinned, t->npinned, t->cap_pinned))
		return rc_fail_nomem(err);
	t->pinned[t->npinned++] = pin;
	return true;
}

static bool
match_device(void *ctx, const void *record, struct rc_err *err)
{
	struct take *t = ctx;
	const struct rc_device *d = record;
	struct rc_target at = { .site = 0 };
	char host[NAME_MAX_BYTES], name[NAME_MAX_BYTES + 16];
	const char *address;
	struct rc_hostkey key = { .algorithm = "" };
	struct known *k;

	if (d->host == NULL || d->connectivity == RC_ISOLATED)
		return true;
	if (!rc_reach_find(&t->reach, d->host, d->port, NULL, &at, &address,
	                   err))
		return false;
	lower(host, sizeof(host), rc_str_of(at.host));
	(void)snprintf(name, sizeof(name),
	               at.port == RC_SSH_PORT ? "%s" : "[%s]:%lld", host,
	               (long long)at.port);
	k = find_line(t, name);
	if (k == NULL)
		return true;
	memcpy(key.fingerprint, k->line.fingerprint, sizeof(key.fingerprint));
	switch (rc_pins_judge(&t->pins, address, &key, false, 0, err)) {
	case RC_TRUST_UNKNOWN:
		return pin_new(t, address, k, err);
	case RC_TRUSTED:
		t->counts.same++;
		return true;
	case RC_TRUST_CHANGED:
	case RC_TRUST_REVOKED:
		t->counts.differing++;
		say(t, rc_arena_printf(
		               &t->arena,
		               _("line %llu: %s has another key on file, or "
		                 "was revoked; it stays (trust accept changes "
		                 "it)"),
		               (unsigned long long)k->number, address));
		break;
	}
	return true;
}

static bool
write_pins(struct take *t, struct rc_err *err)
{
	const struct rc_act act = { .what = "trust import" };

	if (t->npinned == 0)
		return true;
	if (!rc_batch_begin(t->app, &act, NULL, err))
		return false;
	for (size_t i = 0; i < t->npinned; i++) {
		if (!rc_pin_write(t->app, t->pinned[i], err)) {
			rc_batch_abort(t->app);
			return false;
		}
	}
	t->counts.added = t->npinned;
	return rc_batch_commit(t->app, err);
}

static bool
run(struct take *t, struct rc_err *err)
{
	struct rc_str text;
	struct rc_view all;

	if (!rc_file_read(t->how->path, FILE_MAX_BYTES, &t->arena, &text,
	                  err) ||
	    !read_lines(t, text, err) ||
	    !rc_reach_init(&t->reach, t->app, NULL, &t->arena, err) ||
	    !rc_pins_load(t->app, &t->arena, &t->pins, err) ||
	    !rc_view_parse(&rc_kind_device, "", rc_app_today(t->app), &t->arena,
	                   &all, err) ||
	    !rc_records_each(t->app, &all, match_device, t, err))
		return false;
	for (size_t i = 0; i < t->n; i++)
		t->counts.others += !t->lines[i].used;
	return write_pins(t, err);
}

bool
rc_trust_import(struct rc_app *app, const struct rc_trust_import *how,
                struct rc_trust_counts *ret, struct rc_err *err)
{
	struct take t = { .app = app, .how = how };
	bool done;

	rc_arena_init(&t.arena);
	rc_map_init(&t.by_name);
	rc_pins_init(&t.pins);
	done = run(&t, err);
	if (done)
		*ret = t.counts;
	rc_reach_fini(&t.reach);
	rc_pins_fini(&t.pins);
	rc_map_fini(&t.by_name);
	rc_free(t.names);
	rc_free(t.pinned);
	rc_free(t.lines);
	rc_arena_fini(&t.arena);
	return done;
}
