/* SPDX-License-Identifier: MIT */
/* transfer - counting bytes that come before the answer. */
#include "poll/transfer.h"

#include <string.h>

#define KEEP_BYTES  128   /* more than half a sentinel */
#define LEAST_BYTES 65536 /* less is the chatter of a login */

struct rc_str
rc_transfer_skim(struct rc_engine *e, struct slot *s, struct rc_str answer)
{
	uint64_t most = (uint64_t)e->targets[s->host].measure_kb * 1024;
	struct rc_transfer *t = &s->transfer;
	size_t begin = rc_probe_begins(answer, s->nonce);
	size_t n = begin;

	if (t->over || answer.n == 0)
		return answer;
	/* What came before the clock ran does not count. */
	if (t->since == 0) {
		t->since = e->now;
		t->before = answer.n;
	}
	t->over = begin < answer.n;
	if (!t->over)
		n = answer.n > KEEP_BYTES ? answer.n - KEEP_BYTES : 0;
	if (t->bytes + n > most + LEAST_BYTES)
		return answer;
	t->bytes += n;
	t->ms = e->now - t->since;
	e->transport.ops->skip(e->transport.of, (unsigned)(s - e->slots), n);
	answer.p += n;
	answer.n -= n;
	return answer;
}

int64_t
rc_transfer_kbps(const struct rc_transfer *t)
{
	if (!t->over || t->bytes < t->before + LEAST_BYTES)
		return 0;
	return (int64_t)((t->bytes - t->before) * 8) /
	       (t->ms > 0 ? t->ms : 1);
}
