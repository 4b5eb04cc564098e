/* SPDX-License-Identifier: MIT */
/* Bytes before an answer: counted, forgotten, however they are cut; and no more
 * of them than were asked for. */
#include "poll/transfer.h"

#include <lib/unit.h>

#include <stdlib.h>
#include <string.h>

#define NONCE "0123456789abcdef0123456789abcdef"
#define BEGIN "--rollcall " NONCE " begin 1\n"

/* What the device has said and the transport still holds. */
struct talk {
	char held[RC_ANSWER_MAX];
	size_t n;
};

static void
talk_skip(void *of, unsigned slot, size_t n)
{
	struct talk *t = of;

	assert_int_equal(slot, 0);
	assert_true(n <= t->n);
	memmove(t->held, t->held + n, t->n - n);
	t->n -= n;
}

static struct rc_str
talk_output(void *of, unsigned slot)
{
	struct talk *t = of;

	assert_int_equal(slot, 0);
	return (struct rc_str){ t->held, t->n };
}

static const struct rc_transport_ops ops = { .skip = talk_skip,
	                                     .output = talk_output };

static void
say(struct talk *t, const char *bytes, size_t n)
{
	if (n > sizeof(t->held) - t->n)
		n = sizeof(t->held) - t->n;
	memcpy(t->held + t->n, bytes, n);
	t->n += n;
}

/* The device sends `kb` KiB and its answer in pieces, one a millisecond. */
static struct rc_str
play(struct rc_engine *e, struct slot *s, size_t kb, size_t piece)
{
	static const char tail[] =
	        "\n" BEGIN "os_id=openwrt\n--rollcall " NONCE " end 1\n";
	struct talk *t = e->transport.of;
	struct rc_str answer = { t->held, 0 };
	size_t all = kb * 1024 + strlen(tail);
	char *bytes = calloc(all, 1);

	assert_non_null(bytes);
	memcpy(bytes + kb * 1024, tail, strlen(tail));
	for (size_t at = 0; at < all; at += piece) {
		say(t, bytes + at, all - at < piece ? all - at : piece);
		e->now++;
		answer = rc_transfer_skim(e, s,
		                          (struct rc_str){ t->held, t->n });
		assert_int_equal(answer.n, t->n);
	}
	free(bytes);
	return answer;
}

static void
test_counting(void **state)
{
	static const struct {
		size_t kb, piece;
		int64_t kbps;
	} cases[] = {
		/* All but the first piece, a millisecond each: 1024 KiB less
		 * one piece, and the line feed, x 8 / pieces. */
		{ 1024, 16384, (1024 * 1024 + 1 - 16384) * 8 / 64 },
		{ 1024, 1000, (1024 * 1024 + 1 - 1000) * 8 / 1048 },
		{ 0, 16384, 0 },  /* it sends nothing */
		{ 64, 16384, 0 }, /* too little to tell */
	};

	(void)state;
	for (size_t i = 0; i < RC_COUNT(cases); i++) {
		struct rc_target target = { .measure_kb = 1024 };
		struct talk *t = calloc(1, sizeof(*t));
		struct slot s = { .host = 0 };
		struct rc_engine e = { .targets = &target,
			               .transport = { &ops, t },
			               .slots = &s };
		struct rc_str answer;

		assert_non_null(t);
		strcpy(s.nonce, NONCE);
		answer = play(&e, &s, cases[i].kb, cases[i].piece);
		if (!rc_str_starts(answer, BEGIN))
			fail_msg("case %zu: %.*s", i, (int)answer.n, answer.p);
		assert_true(rc_probe_ended(answer, NONCE));
		if (rc_transfer_kbps(&s.transfer) != cases[i].kbps)
			fail_msg("case %zu: %lld", i,
			         (long long)rc_transfer_kbps(&s.transfer));
		free(t);
	}
}

/* A flood instead: it is kept, and so runs into the ceiling of answers. */
static void
test_flood(void **state)
{
	struct rc_target target = { .measure_kb = 256 };
	struct talk *t = calloc(1, sizeof(*t));
	struct slot s = { .host = 0 };
	struct rc_engine e = { .targets = &target,
		               .transport = { &ops, t },
		               .slots = &s };

	(void)state;
	assert_non_null(t);
	strcpy(s.nonce, NONCE);
	(void)play(&e, &s, 1024, 16384);
	assert_int_equal(t->n, RC_ANSWER_MAX);
	assert_int_equal(rc_transfer_kbps(&s.transfer), 0);
	free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counting),
		cmocka_unit_test(test_flood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
