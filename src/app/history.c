/* SPDX-License-Identifier: MIT */
/* history - the verdict on the audit chain, and its head. */
#include <rollcall/app/history.h>

#include "app/app_impl.h"
#include "store/audit.h"

#include <string.h>

_Static_assert(sizeof(((struct rc_verdict *)NULL)->problem) ==
                       sizeof(((struct rc_chain *)NULL)->problem),
               "a verdict takes the chain's sentence whole");

bool
rc_audit_verify(struct rc_app *app, struct rc_verdict *ret, struct rc_err *err)
{
	struct rc_chain chain;
	struct rc_verdict verdict = { 0 };

	if (!rc_audit_recompute(app->store, &chain, err))
		return false;
	verdict.lines = (uint64_t)chain.lines;
	verdict.bad_at = (uint64_t)chain.bad_at;
	memcpy(verdict.problem, chain.problem, sizeof(verdict.problem));
	memcpy(verdict.head, chain.head, sizeof(verdict.head));
	*ret = verdict;
	return true;
}

bool
rc_audit_head(struct rc_app *app, uint64_t *ret_lines, char ret_hash[65],
              struct rc_err *err)
{
	int64_t lines;

	if (!rc_audit_last(app->store, &lines, ret_hash, err))
		return false;
	*ret_lines = (uint64_t)lines;
	return true;
}
