/* SPDX-License-Identifier: MIT */
/* transport_ssh_login - keys of files and of the agent, one list. */
#include "poll/transport_ssh_login.h"

#include <rollcall/base/log.h>
#include <rollcall/base/mem.h>

#include "poll/transport_ssh_agent.h"
#include "poll/transport_ssh_key.h"

#include <string.h>

#define CREDENTIALS 5 /* sshd lets six be tried */

/* A key to sign in with: in a file, or (key NULL) in the agent. */
struct credential {
	struct rc_sshkey *key;
	struct rc_str blob;  /* the key itself */
	struct rc_str offer; /* as it is told to the host */
};

struct rc_ssh_login {
	struct rc_arena arena;
	struct rc_agent *agent;
	struct credential credentials[CREDENTIALS];
	size_t ncredentials;
	bool upgrades;
};

/* libssh2 before 1.11 takes the algorithm from the blob it is given: an RSA key
 * is then offered as rsa-sha2-256, which sshd accepts. */
static bool
offer_make(struct rc_ssh_login *login, struct credential *c)
{
	static const char rsa[] = "\0\0\0\014rsa-sha2-256";
	struct rc_str rest = c->blob, type;
	char *p;

	c->offer = c->blob;
	if (login->upgrades || !rc_ssh_take(&rest, &type) ||
	    !rc_str_is(type, "ssh-rsa"))
		return true;
	p = rc_arena_alloc(&login->arena, rest.n + sizeof(rsa), 1);
	if (p == NULL)
		return false;
	memcpy(p, rsa, sizeof(rsa) - 1);
	memcpy(p + sizeof(rsa) - 1, rest.p, rest.n);
	c->offer = (struct rc_str){ p, rest.n + sizeof(rsa) - 1 };
	return true;
}

static bool
credential_add(struct rc_ssh_login *login, struct rc_sshkey *key,
               struct rc_str blob, struct rc_err *err)
{
	struct credential c = { .key = key, .blob = blob };

	for (size_t i = 0; i < login->ncredentials; i++) {
		if (rc_str_eq(login->credentials[i].blob, blob)) {
			rc_sshkey_free(key);
			return true;
		}
	}
	if (login->ncredentials >= CREDENTIALS) {
		rc_sshkey_free(key);
		return true;
	}
	if (!offer_make(login, &c)) {
		rc_sshkey_free(key);
		return rc_fail_nomem(err);
	}
	login->credentials[login->ncredentials++] = c;
	return true;
}

static bool
add_file(struct rc_ssh_login *login, const char *path, struct rc_err *err)
{
	struct rc_sshkey *key = NULL;

	return rc_sshkey_load(path, &key, err) &&
	       credential_add(login, key, rc_sshkey_blob(key), err);
}

static bool
add_agent(struct rc_ssh_login *login, const char *path, struct rc_err *err)
{
	struct rc_str blobs[CREDENTIALS];
	size_t n = 0;

	if (!rc_agent_open(path, &login->agent, err) ||
	    !rc_agent_keys(login->agent, &login->arena, blobs, CREDENTIALS, &n,
	                   err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!credential_add(login, NULL, blobs[i], err))
			return false;
	return true;
}

/* What is not named may be missing, locked or broken: the next one is tried. */
static bool
add_keys(struct rc_ssh_login *login, const struct rc_ssh_options *options,
         struct rc_err *err)
{
	struct rc_err why = { 0 };

	if (options->no_keys)
		return true;
	if (options->key_file != NULL)
		return add_file(login, options->key_file, err);
	if (options->agent != NULL && !add_agent(login, options->agent, &why))
		rc_log(RC_LOG_WARN, "ssh", "agent=%s %s", options->agent,
		       why.text);
	for (size_t i = 0;
	     options->fallbacks != NULL && options->fallbacks[i] != NULL; i++)
		if (!add_file(login, options->fallbacks[i], &why) &&
		    why.code != RC_ENOTFOUND)
			rc_log(RC_LOG_WARN, "ssh", "%s", why.text);
	return true;
}

bool
rc_ssh_login_new(const struct rc_ssh_options *options, bool upgrades,
                 struct rc_ssh_login **ret, struct rc_err *err)
{
	struct rc_ssh_login *login = rc_alloc(1, sizeof(*login));

	if (login == NULL)
		return rc_fail_nomem(err);
	rc_arena_init(&login->arena);
	login->upgrades = upgrades;
	if (!add_keys(login, options, err)) {
		rc_ssh_login_free(login);
		return false;
	}
	*ret = login;
	return true;
}

void
rc_ssh_login_free(struct rc_ssh_login *login)
{
	if (login == NULL)
		return;
	for (size_t i = 0; i < login->ncredentials; i++)
		rc_sshkey_free(login->credentials[i].key);
	rc_agent_close(login->agent);
	rc_arena_fini(&login->arena);
	rc_free(login);
}

size_t
rc_ssh_login_keys(const struct rc_ssh_login *login)
{
	return login->ncredentials;
}

bool
rc_ssh_login_offer(const struct rc_ssh_login *login, size_t i,
                   struct rc_str *ret)
{
	if (i >= login->ncredentials)
		return false;
	*ret = login->credentials[i].offer;
	return true;
}

/* What the host is to check begins with the session's id; the algorithm stands
 * in it: byte 50, user, service, "publickey", true, algorithm. */
static struct rc_str
algorithm_of(struct rc_str data)
{
	struct rc_str part, none = { "", 0 };

	if (!rc_ssh_take(&data, &part) || data.n < 1)
		return none;
	data.p++;
	data.n--;
	for (int i = 0; i < 3; i++)
		if (!rc_ssh_take(&data, &part))
			return none;
	if (data.n < 1)
		return none;
	data.p++;
	data.n--;
	return rc_ssh_take(&data, &part) ? part : none;
}

bool
rc_ssh_login_sign(struct rc_ssh_login *login, size_t i, struct rc_str data,
                  uint8_t *ret, size_t *ret_n)
{
	const struct credential *c = &login->credentials[i];
	struct rc_str algorithm = algorithm_of(data);

	if (c->key != NULL)
		return rc_sshkey_sign(c->key, algorithm, data, ret, ret_n);
	return rc_agent_sign(login->agent, c->blob, algorithm, data, ret,
	                     ret_n);
}
