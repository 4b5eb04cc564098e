/* SPDX-License-Identifier: MIT */
/* transfer - counting bytes that come before the answer. */
#include "poll/transfer.h"

#define KEEP_BYTES  128   /* more than half a sentinel */
#define LEAST_BYTES 65536 /* less is the chatter of a login */

struct rc_str
rc_transfer_skim(struct rc_engine *e, struct slot *s, struct rc_str answer)
{
	uint64_t most = (uint64_t)e->targets[s->host].measure_kb * 1024;
	unsigned at = (unsigned)(s - e->slots);
	struct rc_transfer *t = &s->transfer;
	size_t n;

	if (t->over || answer.n == 0)
		return answer;
	/* What came before the clock ran does not count. */
	if (!t->begun) {
		t->begun = true;
		t->since = e->now;
		t->before = answer.n;
	}
	n = rc_probe_begins(answer, s->nonce);
	t->over = n < answer.n;
	if (!t->over)
		n = answer.n > KEEP_BYTES ? answer.n - KEEP_BYTES : 0;
	if (t->bytes + n > most + LEAST_BYTES)
		return answer;
	t->bytes += n;
	t->ms = e->now - t->since;
	e->transport.ops->skip(e->transport.of, at, n);
	return e->transport.ops->output(e->transport.of, at);
}

int64_t
rc_transfer_kbps(const struct rc_transfer *t)
{
	if (!t->over || t->bytes < t->before + LEAST_BYTES)
		return 0;
	return (int64_t)((t->bytes - t->before) * 8) / (t->ms > 0 ? t->ms : 1);
}
