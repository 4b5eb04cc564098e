/* SPDX-License-Identifier: MIT */
/* transport_ssh_login - keys of files and of the agent, one list. */
#include "poll/transport_ssh_login.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/log.h>
#include <rollcall/base/mem.h>

#include "poll/transport_ssh_agent.h"
#include "poll/transport_ssh_key.h"

#include <openssl/crypto.h>
#include <string.h>

#define CREDENTIALS 5 /* of a keyring: sshd lets six be tried */
#define AGENT_KEYS  32
#define ASK_TIMES   3

/* A key to sign in with: in a file, or (key NULL) in the agent. */
struct credential {
	const struct rc_sshkey *key;
	struct rc_str blob;  /* the key itself */
	struct rc_str offer; /* as it is told to the host */
};
struct keyring {
	struct credential credentials[CREDENTIALS];
	size_t n;
};

/* What became of a file: read once. */
struct file {
	const char *path;
	struct rc_sshkey *key; /* NULL: `why` */
	struct rc_err why;
};

struct rc_ssh_login {
	const struct rc_ssh_options *options; /* while it is made */
	struct rc_arena arena;
	struct rc_agent *agent;
	struct rc_str agent_keys[AGENT_KEYS];
	size_t nagent_keys;
	struct file *files;
	size_t nfiles, cap_files;
	struct keyring *keyrings;
	size_t nkeyrings;
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

/* Those that are there already, or too many, are passed over. */
static bool
credential_add(struct rc_ssh_login *login, struct keyring *ring,
               const struct rc_sshkey *key, struct rc_str blob,
               struct rc_err *err)
{
	struct credential c = { .key = key, .blob = blob };

	for (size_t i = 0; i < ring->n; i++)
		if (rc_str_eq(ring->credentials[i].blob, blob))
			return true;
	if (ring->n == CREDENTIALS)
		return true;
	if (!offer_make(login, &c))
		return rc_fail_nomem(err);
	ring->credentials[ring->n++] = c;
	return true;
}

/* --- files ---------------------------------------------------------------- */

static bool
agent_has(const struct rc_ssh_login *login, struct rc_str blob)
{
	for (size_t i = 0; i < login->nagent_keys; i++)
		if (rc_str_eq(login->agent_keys[i], blob))
			return true;
	return false;
}

/* Puts the unlocked key in place of the locked one. */
static bool
unlock(const struct rc_ssh_login *login, struct file *file)
{
	const struct rc_ssh_options *o = login->options;
	char passphrase[RC_PASSPHRASE_MAX];
	struct rc_sshkey *key = NULL;

	for (unsigned i = 0; i < ASK_TIMES && key == NULL; i++) {
		if (o->passphrase == NULL ||
		    !o->passphrase(o->ctx, file->path, i, passphrase,
		                   sizeof(passphrase)))
			break;
		if (!rc_sshkey_load(file->path, passphrase, &key, &file->why) &&
		    file->why.code != RC_EDENIED)
			break;
	}
	OPENSSL_cleanse(passphrase, sizeof(passphrase));
	if (key == NULL)
		return false;
	rc_sshkey_free(file->key);
	file->key = key;
	return true;
}

/* NULL: `why` of the file says why, or memory is out. */
static struct file *
file_find(struct rc_ssh_login *login, const char *path)
{
	struct file *file;

	for (size_t i = 0; i < login->nfiles; i++)
		if (strcmp(login->files[i].path, path) == 0)
			return &login->files[i];
	if (!RC_GROW(login->files, login->nfiles, login->cap_files))
		return NULL;
	file = &login->files[login->nfiles++];
	*file = (struct file){ .path = path };
	if (!rc_sshkey_load(path, NULL, &file->key, &file->why)) {
		file->key = NULL;
		return file;
	}
	if (!rc_sshkey_is_locked(file->key) ||
	    agent_has(login, rc_sshkey_blob(file->key)) || unlock(login, file))
		return file;
	rc_sshkey_free(file->key);
	file->key = NULL;
	if (file->why.code == RC_OK)
		rc_fail(&file->why, RC_EUNSUPPORTED,
		        _("the key %s is encrypted, and nobody is here to be "
		          "asked: load it into an ssh-agent (ssh-add)"),
		        path);
	return file;
}

static bool
add_file(struct rc_ssh_login *login, struct keyring *ring, const char *path,
         struct rc_err *err)
{
	const struct file *file = file_find(login, path);

	if (file == NULL)
		return rc_fail_nomem(err);
	if (file->key == NULL) {
		*err = file->why;
		return false;
	}
	return credential_add(login, ring,
	                      rc_sshkey_is_locked(file->key) ? NULL : file->key,
	                      rc_sshkey_blob(file->key), err);
}

/* What is not named by hand may be missing, locked or broken. */
static bool
add_files(struct rc_ssh_login *login, struct keyring *ring,
          const char *const *paths, struct rc_err *err)
{
	for (size_t i = 0; paths != NULL && paths[i] != NULL; i++) {
		struct rc_err why = { 0 };

		if (add_file(login, ring, paths[i], &why))
			continue;
		if (why.code == RC_ENOMEM) {
			*err = why;
			return false;
		}
		if (why.code != RC_ENOTFOUND)
			rc_log(RC_LOG_WARN, "ssh", "%s", why.text);
	}
	return true;
}

static bool
add_agent(struct rc_ssh_login *login, struct keyring *ring, struct rc_err *err)
{
	for (size_t i = 0; i < login->nagent_keys; i++)
		if (!credential_add(login, ring, NULL, login->agent_keys[i],
		                    err))
			return false;
	return true;
}

/* --- the whole ------------------------------------------------------------ */

static void
open_agent(struct rc_ssh_login *login)
{
	const char *path = login->options->agent;
	struct rc_err why = { 0 };

	if (path == NULL)
		return;
	if (!rc_agent_open(path, &login->agent, &why) ||
	    !rc_agent_keys(login->agent, &login->arena, login->agent_keys,
	                   AGENT_KEYS, &login->nagent_keys, &why))
		rc_log(RC_LOG_WARN, "ssh", "agent=%s %s", path, why.text);
}

static bool
add_keys(struct rc_ssh_login *login, struct rc_err *err)
{
	const struct rc_ssh_options *o = login->options;
	struct keyring *usual = &login->keyrings[0];

	if (o->no_keys)
		return true;
	open_agent(login);
	if (o->key_file != NULL) {
		if (!add_file(login, usual, o->key_file, err))
			return false;
	} else if (!add_agent(login, usual, err) ||
	           !add_files(login, usual, o->fallbacks, err)) {
		return false;
	}
	for (size_t i = 0; i < o->nkeyrings; i++) {
		struct keyring *ring = &login->keyrings[i + 1];

		if (!add_files(login, ring, o->keyrings[i].files, err) ||
		    (!o->keyrings[i].files_only &&
		     !add_agent(login, ring, err)))
			return false;
	}
	return true;
}

bool
rc_ssh_login_new(const struct rc_ssh_options *options, bool upgrades,
                 struct rc_ssh_login **ret, struct rc_err *err)
{
	struct rc_ssh_login *login = rc_alloc(1, sizeof(*login));
	bool done;

	if (login == NULL)
		return rc_fail_nomem(err);
	rc_arena_init(&login->arena);
	login->upgrades = upgrades;
	login->options = options;
	login->nkeyrings = options->nkeyrings + 1;
	login->keyrings = rc_alloc(login->nkeyrings, sizeof(*login->keyrings));
	done = login->keyrings != NULL ? add_keys(login, err)
	                               : rc_fail_nomem(err);
	login->options = NULL;
	if (!done) {
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
	for (size_t i = 0; i < login->nfiles; i++)
		rc_sshkey_free(login->files[i].key);
	rc_free(login->files);
	rc_free(login->keyrings);
	rc_agent_close(login->agent);
	rc_arena_fini(&login->arena);
	rc_free(login);
}

bool
rc_ssh_login_offer(const struct rc_ssh_login *login, unsigned keyring, size_t i,
                   struct rc_str *ret)
{
	const struct keyring *ring = &login->keyrings[keyring];

	if (i >= ring->n)
		return false;
	*ret = ring->credentials[i].offer;
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
rc_ssh_login_sign(struct rc_ssh_login *login, unsigned keyring, size_t i,
                  struct rc_str data, uint8_t *ret, size_t *ret_n)
{
	const struct credential *c = &login->keyrings[keyring].credentials[i];
	struct rc_str algorithm = algorithm_of(data);

	if (c->key != NULL)
		return rc_sshkey_sign(c->key, algorithm, data, ret, ret_n);
	return rc_agent_sign(login->agent, c->blob, algorithm, data, ret,
	                     ret_n);
}
