/* SPDX-License-Identifier: MIT */
/* poll_reach - the record, the command line, ~/.ssh/config, the settings. */
#include "app/poll_reach.h"

#include <rollcall/model/field.h>

#include "app/app_impl.h"
#include "app/pins.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
find_self(struct rc_reach *reach, struct rc_err *err)
{
	const char *home = getenv("HOME");
	struct passwd entry, *found = NULL;
	char room[4096];

	if (getpwuid_r(geteuid(), &entry, room, sizeof(room), &found) == 0 &&
	    found != NULL) {
		reach->login = rc_arena_text(reach->arena, found->pw_name);
		if (home == NULL || home[0] == '\0')
			home = found->pw_dir;
	}
	if (reach->login == NULL)
		reach->login = rc_arena_text(reach->arena, "root");
	reach->home = rc_arena_text(reach->arena, rc_text_or_empty(home));
	return (reach->login != NULL && reach->home != NULL) ||
	       rc_fail_nomem(err);
}

bool
rc_reach_init(struct rc_reach *reach, struct rc_app *app,
              const struct rc_poll_options *options, struct rc_arena *arena,
              struct rc_err *err)
{
	*reach = (struct rc_reach){ .arena = arena, .options = options };
	rc_map_init(&reach->by_files);
	return find_self(reach, err) &&
	       (app->ssh_config == NULL ||
	        rc_ssh_config_load(app->ssh_config, reach->home, &reach->config,
	                           err));
}

void
rc_reach_fini(struct rc_reach *reach)
{
	rc_ssh_config_free(reach->config);
	rc_map_fini(&reach->by_files);
	rc_free(reach->keyrings);
	reach->config = NULL;
	reach->keyrings = NULL;
}

/* The number of the keyring of these files; each set is there once. */
static bool
find_keyring(struct rc_reach *reach, const struct rc_ssh_host *said,
             unsigned *ret, struct rc_err *err)
{
	struct rc_ssh_keyring ring = { .files_only = said->identities_only };
	struct rc_buf name;
	int64_t number = (int64_t)reach->nkeyrings;
	bool done = false;

	rc_buf_init(&name, 1u << 15);
	rc_buf_putc(&name, said->identities_only ? '1' : '0');
	for (size_t i = 0; said->identities[i] != NULL; i++)
		rc_buf_printf(&name, "\n%s", said->identities[i]);
	if (!rc_buf_done(&name, err))
		goto out;
	if (!rc_map_find(&reach->by_files, rc_buf_str(&name), &number)) {
		ring.files = rc_arena_alloc(reach->arena, RC_IDENTITIES + 1,
		                            sizeof(*ring.files));
		if (ring.files == NULL ||
		    !rc_map_put(&reach->by_files, rc_buf_str(&name), number,
		                NULL) ||
		    !RC_GROW(reach->keyrings, reach->nkeyrings,
		             reach->cap_keyrings)) {
			rc_fail_nomem(err);
			goto out;
		}
		memcpy(ring.files, said->identities, sizeof(said->identities));
		reach->keyrings[reach->nkeyrings++] = ring;
	}
	*ret = (unsigned)number + 1; /* 0 is the usual one */
	done = true;
out:
	rc_buf_fini(&name);
	return done;
}

static const char *
first_said(const char *a, const char *b, const char *c, const char *d)
{
	const char *const all[] = { a, b, c, d };

	for (size_t i = 0; i + 1 < RC_COUNT(all); i++)
		if (all[i] != NULL && all[i][0] != '\0')
			return all[i];
	return d;
}

bool
rc_reach_find(struct rc_reach *reach, const char *host, int64_t port,
              const char *user, struct rc_target *ret, const char **ret_address,
              struct rc_err *err)
{
	static const struct rc_poll_options none = { .user = NULL };
	const struct rc_poll_options *o =
	        reach->options == NULL ? &none : reach->options;
	struct rc_arena *arena = reach->arena;
	struct rc_target t = *ret;
	struct rc_ssh_host said = { .name = NULL };
	const char *address;

	if (!rc_ssh_config_find(reach->config, host, arena, &said, err))
		return false;
	t.host = rc_arena_text(arena, said.name != NULL ? said.name : host);
	t.port = port != RC_INT_NONE ? port
	         : said.port != 0    ? said.port
	                             : RC_SSH_PORT;
	t.user = first_said(
	        user, o->user, said.user,
	        first_said(o->fallback_user, NULL, NULL, reach->login));
	t.user = rc_arena_text(arena, t.user);
	t.refusal = said.refusal;
	if (t.host == NULL || t.user == NULL)
		return rc_fail_nomem(err);
	if (o->key_file == NULL && said.identities[0] != NULL &&
	    !find_keyring(reach, &said, &t.keyring, err))
		return false;
	address = rc_pin_address(arena, t.host, t.port);
	if (address == NULL)
		return rc_fail_nomem(err);
	*ret = t;
	*ret_address = address;
	return true;
}
