/* SPDX-License-Identifier: MIT */
/* question - scripts with a gap for the nonce. */
#include "poll/question.h"

#include <string.h>

#define NONCE_DIGITS (RC_NONCE_SIZE - 1)

/* It stands in the script once, near the top. */
static const char gap[] = "00000000000000000000000000000000";

bool
rc_questions_init(struct rc_engine *e, struct rc_err *err)
{
	for (size_t i = 0; i < RC_PLATFORMS; i++) {
		struct question *q = &e->questions[i];
		const char *at;

		rc_buf_init(&q->script, RC_SCRIPT_MAX);
		if (!rc_probe_script((enum rc_platform)i, gap, &e->options.wish,
		                     &q->script, err))
			return false;
		at = strstr(q->script.p, gap);
		RC_ASSERT(at != NULL);
		q->nonce_at = (size_t)(at - q->script.p);
		RC_ASSERT(q->nonce_at + RC_NONCE_SIZE <= RC_HEAD_MAX);
	}
	return true;
}

void
rc_questions_fini(struct rc_engine *e)
{
	for (size_t i = 0; i < RC_PLATFORMS; i++)
		rc_buf_fini(&e->questions[i].script);
}

/* Hex digits of chance, so that no answer can be prepared. */
static void
make_nonce(struct rc_engine *e, char nonce[RC_NONCE_SIZE])
{
	for (size_t i = 0; i < 4; i++)
		(void)snprintf(nonce + 8 * i, 9, "%08x",
		               (unsigned)e->reactor.ops->random(e->reactor.of));
}

bool
rc_question_put(struct rc_engine *e, struct slot *s, enum rc_platform platform,
                struct rc_err *err)
{
	const struct question *q = &e->questions[platform];
	struct rc_probe_wish wish = e->options.wish;

	make_nonce(e, s->nonce);
	wish.measure_kb = e->targets[s->host].measure_kb;
	if (wish.measure_kb > 0) {
		rc_buf_clear(&s->own);
		s->head[0] = '\0';
		if (!rc_probe_script(platform, s->nonce, &wish, &s->own, err))
			return false;
		s->body = rc_buf_str(&s->own);
		return true;
	}
	memcpy(s->head, q->script.p, q->nonce_at);
	memcpy(s->head + q->nonce_at, s->nonce, RC_NONCE_SIZE);
	s->body = rc_buf_str(&q->script);
	s->body.p += q->nonce_at + NONCE_DIGITS;
	s->body.n -= q->nonce_at + NONCE_DIGITS;
	return true;
}
