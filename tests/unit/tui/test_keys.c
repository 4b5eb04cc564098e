/* SPDX-License-Identifier: MIT */
/* keys: every case in every chunking gives the same events. */
#include "term/keys.h"

#include <lib/unit.h>

#include <stdio.h>
#include <string.h>

struct heard {
	char text[512];
	size_t n;
};

static void
hear(void *ctx, const struct tui_event *event)
{
	struct heard *heard = ctx;
	int n = snprintf(heard->text + heard->n, sizeof(heard->text) - heard->n,
	                 "%s%x ", event->pasted ? "p" : "",
	                 (unsigned)event->key);

	assert_int_equal(event->type, TUI_EVENT_KEY);
	assert_true(n > 0 && heard->n + (size_t)n < sizeof(heard->text));
	heard->n += (size_t)n;
}

#define S(literal) literal, sizeof(literal) - 1
/* TUI_KEY_UP is 200000 in hex, DOWN 200001 and so on. */
static const struct {
	const char *bytes;
	size_t n;
	const char *events;
} cases[] = {
	{ S("ab"), "61 62 " },
	{ S("\x01\x11\x13\x03\x1a"), "1 11 13 3 1a " },
	{ S("\r\t\n"), "d 9 d " },
	{ S("\x7f\x08"), "7f 7f " },
	{ S("\xe1\xbb\x87"), "1ec7 " }, /* ệ */
	{ S("e\xcc\x82"), "65 302 " },
	{ S("\xff"
	    "A\xc3"
	    "B\xe1\xbb"
	    "C"),
	  "41 42 43 " },
	{ S("\xc0\x80"
	    "A\xed\xa0\x80"
	    "B"),
	  "41 42 " },
	{ S("\xf0\x9f\x98\x80"), "1f600 " },
	{ S("\x1b[A\x1b[B\x1b[C\x1b[D"), "200000 200001 200003 200002 " },
	{ S("\x1bOA\x1bOH\x1bOP"), "200000 200004 20000b " },
	{ S("\x1b[1;5A\x1b[H\x1b[F\x1b[7~\x1b[8~"),
	  "200000 200004 200005 200004 200005 " },
	{ S("\x1b[5~\x1b[6~\x1b[2~\x1b[3~\x1b[Z"),
	  "200006 200007 200008 200009 20000a " },
	{ S("\x1b[[A\x1b[15~\x1b[24~"), "20000b 20000f 200016 " },
	{ S("x\x1b[97;5uy\x1b[?1;2cz\x1b[I"), "78 79 7a " },
	{ S("x\x1b[99999999999999999999999999999999999999999~y"), "78 79 " },
	{ S("x\x1b]11;rgb:0000/0000/0000\x07y\x1bP1$r0m\x1b\\z"), "78 79 7a " },
	{ S("\x1b\x1b[A"), "1b 200000 " },
	{ S("\x1bq"), "1b 71 " },
	{ S("\x1b[200~q\n\r\x1b[201~q"), "p71 pd pd 71 " },
	{ S("\x1b[200~a\x1b[A\x1b[3~b\x1b[201~"), "p61 p62 " },
	/* Telex "việt": the input method takes back and types anew. */
	{ S("vie\x7f\xc3\xaat\x7f\x7f\xe1\xbb\x87t"),
	  "76 69 65 7f ea 74 7f 7f 1ec7 74 " },
	{ S("vie\x08\xc3\xaat\x08\x08\xe1\xbb\x87t"),
	  "76 69 65 7f ea 74 7f 7f 1ec7 74 " },
};

static void
test_all_chunkings(void **state)
{
	size_t i;
	size_t chunk;
	size_t at;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (chunk = 1; chunk <= cases[i].n; chunk++) {
			struct heard heard = { 0 };
			struct tui_keys keys;

			tui_keys_init(&keys, 50, hear, &heard);
			for (at = 0; at < cases[i].n; at += chunk) {
				size_t n = cases[i].n - at;

				tui_keys_feed(&keys, cases[i].bytes + at,
				              n < chunk ? n : chunk, 1000);
			}
			assert_string_equal(heard.text, cases[i].events);
			assert_int_equal(keys.state, TUI_KEYS_GROUND);
		}
	}
}

static void
test_lone_escape_waits(void **state)
{
	struct heard heard = { 0 };
	struct tui_keys keys;

	(void)state;
	tui_keys_init(&keys, 50, hear, &heard);
	assert_int_equal(tui_keys_wait(&keys, 1000), -1);
	tui_keys_feed(&keys, "\x1b", 1, 1000);
	assert_int_equal(tui_keys_wait(&keys, 1010), 40);
	tui_keys_tick(&keys, 1049);
	assert_string_equal(heard.text, "");
	tui_keys_tick(&keys, 1050);
	assert_string_equal(heard.text, "1b ");
	assert_int_equal(tui_keys_wait(&keys, 1050), -1);
	/* late bytes after the wait are not part of the sequence */
	tui_keys_feed(&keys, "\x1b", 1, 2000);
	tui_keys_feed(&keys, "[A", 2, 2080);
	assert_string_equal(heard.text, "1b 1b 5b 41 ");
}

static void
test_arrow_split_within_the_wait(void **state)
{
	struct heard heard = { 0 };
	struct tui_keys keys;

	(void)state;
	tui_keys_init(&keys, 100, hear, &heard);
	tui_keys_feed(&keys, "\x1b", 1, 0);
	tui_keys_feed(&keys, "[", 1, 40);
	tui_keys_feed(&keys, "A", 1, 120);
	assert_string_equal(heard.text, "200000 ");
}

static void
test_paste_without_end(void **state)
{
	struct heard heard = { 0 };
	struct tui_keys keys;

	(void)state;
	tui_keys_init(&keys, 50, hear, &heard);
	tui_keys_feed(&keys, S("\x1b[200~a"), 0);
	assert_int_equal(tui_keys_wait(&keys, 0), 2000);
	tui_keys_feed(&keys, S("b"), 1999);
	tui_keys_feed(&keys, S("q"), 3999);
	assert_string_equal(heard.text, "p61 p62 71 ");
}

/* Any bytes in any chunks: no crash, and Ctrl-C still comes through. */
static void
test_noise(void **state)
{
	struct tui_keys keys;
	unsigned seed = 1;
	int64_t now = 0;
	int i;

	(void)state;
	for (i = 0; i < 20000; i++) {
		struct heard heard = { 0 };
		unsigned char bytes[16];
		size_t n;
		size_t j;

		if (i % 100 == 0)
			tui_keys_init(&keys, 50, hear, &heard);
		keys.ctx = &heard;
		seed = seed * 1103515245u + 12345u;
		n = seed >> 16 & 15;
		for (j = 0; j < n; j++) {
			seed = seed * 1103515245u + 12345u;
			bytes[j] = (unsigned char)(seed >> 16);
			if (bytes[j] % 7 == 0)
				bytes[j] = 0x1b;
		}
		tui_keys_feed(&keys, bytes, n, now++);
		tui_keys_tick(&keys, now += 5000);
		tui_keys_tick(&keys, now += 5000);
		heard.n = 0;
		tui_keys_feed(&keys, "\x03", 1, now);
		assert_string_equal(heard.text, "3 ");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_chunkings),
		cmocka_unit_test(test_lone_escape_waits),
		cmocka_unit_test(test_arrow_split_within_the_wait),
		cmocka_unit_test(test_paste_without_end),
		cmocka_unit_test(test_noise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
