/* SPDX-License-Identifier: MIT */
/* input: edits by key, and what input methods send, in every chunking. */
#include "term/keys.h"
#include "widget/input.h"

#include <lib/unit.h>

#include <string.h>

static void
to_input(void *ctx, const struct tui_event *event)
{
	(void)tui_input_handle(ctx, event);
}

/* The line after the bytes arrived in pieces of `chunk`. */
static void
type(struct tui_input *input, const char *bytes, size_t n, size_t chunk)
{
	struct tui_keys keys;
	size_t at;

	tui_input_init(input, NULL);
	tui_keys_init(&keys, 50, to_input, input);
	for (at = 0; at < n; at += chunk)
		tui_keys_feed(&keys, bytes + at,
		              n - at < chunk ? n - at : chunk, 0);
}

#define S(literal) literal, sizeof(literal) - 1
static const struct {
	const char *bytes;
	size_t n;
	const char *text;
	size_t at;
} cases[] = {
	{ S("abc"), "abc", 3 },
	/* Telex: each letter retyped after taking back, with 0x7f and 0x08 */
	{ S("vie\x7fêt\x7f\x7fệt"), "việt", 6 },
	{ S("vie\x08êt\x08\x08ệt"), "việt", 6 },
	{ S("d\x7fđa\x7fă\x7fắk la\x08ắk"), "đắk lắk", 12 },
	{ S("uo\x7f\x7fươ\x7fờng"), "ường", 7 },
	/* VNI and others send marks apart: composed as they come */
	{ S("So\xcc\x9b\xcc\x89"), "Sở", 4 },
	{ S("e\xcc\x82\xcc\xa3\x7f"), "", 0 },
	/* the keys of a line editor */
	{ S("abc\x1b[D\x1b[DX"), "aXbc", 2 },
	{ S("ệab\x01\x1b[CX"), "ệXab", 4 },
	{ S("ab cd  \x17X"), "ab X", 4 },
	{ S("abcd\x1b[D\x15X"), "Xd", 1 },
	{ S("abcd\x02\x02\x0bX"), "abX", 3 },
	{ S("abc\x01\x1b[3~"), "bc", 0 },
	{ S("abc\x01\x04\x05Z"), "bcZ", 3 },
	{ S("\x7f\x7f\x1b[3~\x17\x15\x0b\x1b[D\x1b[C"), "", 0 },
	/* a paste is text: no keys, line ends are blanks */
	{ S("\x1b[200~a\r\nq\x03\x1b[A\tb\x1b[201~"), "a  q b", 6 },
};

static void
test_typing(void **state)
{
	struct tui_input input;
	size_t i;
	size_t chunk;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (chunk = 1; chunk <= cases[i].n; chunk++) {
			type(&input, cases[i].bytes, cases[i].n, chunk);
			assert_string_equal(input.text, cases[i].text);
			assert_int_equal(input.at, cases[i].at);
			assert_int_equal(input.n, strlen(cases[i].text));
		}
	}
}

static void
test_ceiling(void **state)
{
	struct tui_input input;
	struct tui_event event = { .type = TUI_EVENT_KEY, .key = 0x1ec7 };
	int i;

	(void)state;
	tui_input_init(&input, NULL);
	for (i = 0; i < 500; i++)
		assert_true(tui_input_handle(&input, &event));
	/* 333 letters of three bytes are 999; the next would be 1002 */
	assert_int_equal(input.n, 999);
	event.key = 'x';
	assert_true(tui_input_handle(&input, &event));
	assert_true(tui_input_handle(&input, &event));
	assert_int_equal(input.n, 1000);
}

static void
test_not_its_keys(void **state)
{
	static const int32_t keys[] = { TUI_KEY_ENTER, TUI_KEY_ESC, TUI_KEY_TAB,
		                        TUI_KEY_UP,    TUI_KEY_F2,  3 };
	struct tui_input input;
	struct tui_event event = { .type = TUI_EVENT_KEY };
	size_t i;

	(void)state;
	tui_input_init(&input, NULL);
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		event.key = keys[i];
		assert_false(tui_input_handle(&input, &event));
	}
	assert_int_equal(input.n, 0);
}

static void
test_history(void **state)
{
	static struct tui_history history;
	struct tui_input input;
	struct tui_event up = { .type = TUI_EVENT_KEY, .key = TUI_KEY_UP };
	struct tui_event down = { .type = TUI_EVENT_KEY, .key = TUI_KEY_DOWN };
	char text[32];
	int i;

	(void)state;
	tui_input_init(&input, &history);
	for (i = 0; i < 25; i++) {
		snprintf(text, sizeof(text), "line %d", i);
		tui_input_set(&input, text);
		tui_input_remember(&input);
		tui_input_remember(&input); /* once only */
	}
	assert_int_equal(history.n, 20);
	assert_string_equal(history.lines[0], "line 5");
	tui_input_init(&input, &history);
	assert_true(tui_input_handle(&input, &up));
	assert_true(tui_input_handle(&input, &up));
	assert_string_equal(input.text, "line 23");
	assert_true(tui_input_handle(&input, &down));
	assert_string_equal(input.text, "line 24");
	assert_true(tui_input_handle(&input, &down));
	assert_string_equal(input.text, "");
	for (i = 0; i < 40; i++)
		assert_true(tui_input_handle(&input, &up));
	assert_string_equal(input.text, "line 5");
}

static void
test_draw_scrolls(void **state)
{
	struct tui_canvas c;
	struct tui_input input;
	struct rc_err err = { 0 };
	struct rc_buf b;

	(void)state;
	tui_canvas_init(&c);
	assert_true(tui_canvas_resize(&c, 8, 1, &err));
	tui_input_init(&input, NULL);
	tui_input_set(&input, "Sở Nội vụ");
	tui_input_draw(&input, &c, (struct tui_rect){ 1, 0, 6, 1 }, TUI_PLAIN);
	rc_buf_init(&b, 1000);
	tui_canvas_dump(&c, false, &b);
	assert_string_equal(b.p, " ội vụ\n");
	assert_int_equal(c.cursor_x, 6);
	rc_buf_fini(&b);
	tui_canvas_fini(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing),
		cmocka_unit_test(test_ceiling),
		cmocka_unit_test(test_not_its_keys),
		cmocka_unit_test(test_history),
		cmocka_unit_test(test_draw_scrolls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
