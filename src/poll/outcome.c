/* SPDX-License-Identifier: MIT */
/* outcome - names of phases and outcomes. */
#include "poll/outcome.h"

#include <stdarg.h>

static const char *const phases[RC_PHASES] = {
	[RC_PHASE_QUEUED] = "queued",
	[RC_PHASE_RESOLVING] = "resolving",
	[RC_PHASE_CONNECTING] = "connecting",
	[RC_PHASE_GREETING] = "greeting",
	[RC_PHASE_VERIFYING] = "verifying",
	[RC_PHASE_SIGNING_IN] = "signing_in",
	[RC_PHASE_OPENING] = "opening",
	[RC_PHASE_READING] = "reading",
	[RC_PHASE_CLOSING] = "closing",
	[RC_PHASE_BACKOFF] = "backoff",
	[RC_PHASE_DONE] = "done",
	[RC_PHASE_FAILED] = "failed",
};

static const char *const outcomes[RC_OUTCOMES] = {
	[RC_GOT_NOTHING] = "",
	[RC_GOT_OK] = "ok",
	[RC_GOT_UNREACHABLE] = "unreachable",
	[RC_GOT_REFUSED] = "refused",
	[RC_GOT_TIMEOUT] = "timeout",
	[RC_GOT_AUTH] = "auth",
	[RC_GOT_KEY_UNKNOWN] = "hostkey_unknown",
	[RC_GOT_KEY_CHANGED] = "hostkey_changed",
	[RC_GOT_NOT_SSH] = "not_ssh",
	[RC_GOT_GARBLED] = "garbled",
	[RC_GOT_CANCELLED] = "cancelled",
	[RC_GOT_ISOLATED] = "isolated",
	[RC_GOT_OTHER] = "other_machine",
};

const char *
rc_phase_name(enum rc_phase phase)
{
	return phases[phase];
}

const char *
rc_outcome_name(enum rc_outcome outcome)
{
	return outcomes[outcome];
}

void
rc_trouble_set(struct rc_trouble *trouble, enum rc_outcome outcome,
               const char *fmt, ...)
{
	va_list args;

	trouble->outcome = outcome;
	trouble->again = false;
	va_start(args, fmt);
	(void)vsnprintf(trouble->text, sizeof(trouble->text), fmt, args);
	va_end(args);
}
