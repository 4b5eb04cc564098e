/* SPDX-License-Identifier: MIT */
/* transport_ssh_session - how each session is set up. */
#include "poll/transport_ssh_session.h"

#include <rollcall/base/mem.h>

#include "poll/transport_ssh_key.h"

#include <stdio.h>
#include <string.h>

static LIBSSH2_ALLOC_FUNC(hook_alloc)
{
	(void)abstract;
	return rc_realloc(NULL, count, 1);
}

static LIBSSH2_REALLOC_FUNC(hook_realloc)
{
	(void)abstract;
	return rc_realloc(ptr, count, 1);
}

static LIBSSH2_FREE_FUNC(hook_free)
{
	(void)abstract;
	rc_free(ptr);
}

static void
prefer(LIBSSH2_SESSION *session, const char *pinned, bool has_rsa)
{
	const char *rsa = has_rsa ? ",rsa-sha2-512,rsa-sha2-256" : "";
	char list[320];

	if (pinned == NULL)
		pinned = "ssh-ed25519";
	else if (strcmp(pinned, "ssh-rsa") == 0)
		pinned = "rsa-sha2-512";
	(void)snprintf(list, sizeof(list),
	               "%s,ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,"
	               "ecdsa-sha2-nistp521%s",
	               pinned, rsa);
	(void)libssh2_session_method_pref(session, LIBSSH2_METHOD_HOSTKEY,
	                                  list);
}

LIBSSH2_SESSION *
rc_ssh_session_new(LIBSSH2_RECV_FUNC((*receive)), void *of, const char *pinned,
                   bool has_rsa)
{
	LIBSSH2_SESSION *session = libssh2_session_init_ex(
	        hook_alloc, hook_free, hook_realloc, of);
	void *hook; /* ISO C has no cast from a function to void * */

	if (session == NULL)
		return NULL;
	libssh2_session_set_blocking(session, 0);
	memcpy(&hook, &receive, sizeof(hook));
	(void)libssh2_session_callback_set(session, LIBSSH2_CALLBACK_RECV,
	                                   hook);
	prefer(session, pinned, has_rsa);
	return session;
}

bool
rc_ssh_session_key(LIBSSH2_SESSION *session, struct rc_hostkey *ret)
{
	struct rc_hostkey key = { .algorithm = "" };
	struct rc_str blob = { NULL, 0 }, rest, type;
	int ignored;

	blob.p = libssh2_session_hostkey(session, &blob.n, &ignored);
	rest = blob;
	if (blob.p == NULL || !rc_ssh_take(&rest, &type) || type.n == 0 ||
	    type.n >= sizeof(key.algorithm))
		return false;
	for (size_t i = 0; i < type.n; i++)
		if (type.p[i] <= ' ' || type.p[i] > '~')
			return false;
	memcpy(key.algorithm, type.p, type.n);
	if (!rc_ssh_fingerprint(blob, key.fingerprint, sizeof(key.fingerprint)))
		return false;
	*ret = key;
	return true;
}
