/* SPDX-License-Identifier: MIT */
/* outcome - words of polls. */
#include <rollcall/model/outcome.h>

#include <rollcall/base/i18n.h>

const struct rc_word rc_outcome_words[] = {
	{ "", "", NULL },
	{ "ok", N_("answered"), NULL },
	{ "unreachable", N_("not reachable"), NULL },
	{ "refused", N_("connection refused"), NULL },
	{ "timeout", N_("too slow"), NULL },
	{ "auth", N_("sign-in refused"), NULL },
	{ "hostkey_unknown", N_("host key not known"), NULL },
	{ "hostkey_changed", N_("host key changed"), NULL },
	{ "not_ssh", N_("something else answers"), NULL },
	{ "garbled", N_("answer not understood"), NULL },
	{ "cancelled", N_("stopped"), NULL },
	{ "isolated", N_("isolated: never asked"), NULL },
	{ "other_machine", N_("another machine answers"), NULL },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_phase_words[] = {
	{ "", "", NULL },
	{ "queued", N_("waiting"), NULL },
	{ "resolving", N_("looking up its name"), NULL },
	{ "connecting", N_("connecting"), NULL },
	{ "greeting", N_("greeting"), NULL },
	{ "verifying", N_("checking its key"), NULL },
	{ "signing_in", N_("signing in"), NULL },
	{ "opening", N_("asking"), NULL },
	{ "reading", N_("listening"), NULL },
	{ "closing", N_("leaving"), NULL },
	{ "backoff", N_("pausing"), NULL },
	{ "done", N_("done"), NULL },
	{ "failed", N_("failed"), NULL },
	{ NULL, NULL, NULL },
};
