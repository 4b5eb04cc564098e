/* SPDX-License-Identifier: MIT */
/* form: letters do nothing until Enter; choices; faults; what was changed. */
#include "term/keys.h"
#include "widget/form.h"

#include <lib/unit.h>

#include <string.h>

static const struct rc_word colours[] = {
	{ "", "", "" },
	{ "red", "red", "" },
	{ "blue", "deep blue", "" },
	{ NULL, NULL, NULL },
};

struct driven {
	struct tui_form form;
	enum tui_form_end end; /* of the last key that ended something */
};

static void
on_event(void *ctx, const struct tui_event *event)
{
	struct driven *driven = ctx;
	enum tui_form_end end = tui_form_handle(&driven->form, event);

	if (end != TUI_FORM_OPEN)
		driven->end = end;
}

static void
type(struct driven *driven, const char *bytes)
{
	struct tui_keys keys;

	driven->end = TUI_FORM_OPEN;
	tui_keys_init(&keys, 50, on_event, driven);
	tui_keys_feed(&keys, bytes, strlen(bytes), 0);
	tui_keys_tick(&keys, 1000);
}

static void
start(struct driven *driven)
{
	struct rc_err err = { 0 };
	struct tui_form_field text = { .label = "Name" };
	struct tui_form_field choice = { .label = "Colour", .words = colours };
	struct tui_form_field fixed = { .label = "Seen", .fixed = true };

	tui_form_init(&driven->form);
	assert_true(tui_form_add(&driven->form, &text, "TS-1", &err));
	assert_true(tui_form_add(&driven->form, &choice, "red", &err));
	assert_true(tui_form_add(&driven->form, &fixed, "today", &err));
}

static void
test_navigate(void **state)
{
	struct driven d;

	(void)state;
	start(&d);
	type(&d, "abcdq\x7f\x08/e");
	assert_int_equal(tui_form_changes(&d.form), 0);
	assert_false(tui_form_typing(&d.form));
	assert_int_equal(d.end, TUI_FORM_OPEN);
	type(&d, "\x1b[200~x\ry\x1b[201~"); /* a paste outside a field */
	assert_int_equal(tui_form_changes(&d.form), 0);
	assert_false(tui_form_typing(&d.form));
	type(&d, "\t\t\t\t");
	assert_int_equal(d.form.at, 2);
	type(&d, "\r"); /* a fixed field */
	assert_false(tui_form_typing(&d.form));
	type(&d, "\x1b[Z\x1b[A\x1b[A");
	assert_int_equal(d.form.at, 0);
	type(&d, "\x1b");
	assert_int_equal(d.end, TUI_FORM_CLOSE);
	tui_form_fini(&d.form);
}

static void
test_edit(void **state)
{
	struct driven d;

	(void)state;
	start(&d);
	type(&d, "\r");
	assert_true(tui_form_typing(&d.form));
	type(&d, "-vie\x7fêt\x7f\x7fệt");
	assert_string_equal(d.form.fields[0].input.text, "TS-1-việt");
	type(&d, "\x1b"); /* takes this edit back */
	assert_string_equal(d.form.fields[0].input.text, "TS-1");
	assert_int_equal(d.end, TUI_FORM_OPEN);
	assert_int_equal(tui_form_changes(&d.form), 0);
	type(&d, "\rX\r");
	assert_int_equal(d.form.at, 1);
	assert_int_equal(tui_form_changes(&d.form), 1);
	assert_true(tui_form_changed(&d.form, 0));
	type(&d, "\x1b[A\r\x7f\r"); /* back to what it was: no change */
	assert_int_equal(tui_form_changes(&d.form), 0);
	type(&d, "\x1b[12~");
	assert_int_equal(d.end, TUI_FORM_SAVE);
	tui_form_fini(&d.form);
}

static void
test_choice(void **state)
{
	struct driven d;

	(void)state;
	start(&d);
	type(&d, "\t\r");
	assert_true(tui_form_typing(&d.form));
	type(&d, "deep\r"); /* found by its label */
	assert_string_equal(d.form.fields[1].input.text, "blue");
	type(&d, "\r\x1b"); /* open and leave */
	assert_string_equal(d.form.fields[1].input.text, "blue");
	type(&d, "\r\x1b[A\x1b[A\r"); /* the first is nothing */
	assert_string_equal(d.form.fields[1].input.text, "");
	type(&d, "\rno such\r");
	assert_string_equal(d.form.fields[1].input.text, "");
	assert_false(tui_form_typing(&d.form));
	tui_form_fini(&d.form);
}

static void
test_fault(void **state)
{
	struct driven d;
	struct tui_canvas c;
	struct rc_err err = { 0 };
	struct rc_buf b;

	(void)state;
	start(&d);
	assert_false(tui_form_show_fault(&d.form));
	tui_form_fault(&d.form, 1, "không phải màu");
	assert_true(tui_form_show_fault(&d.form));
	assert_int_equal(d.form.at, 1);
	tui_canvas_init(&c);
	assert_true(tui_canvas_resize(&c, 40, 5, &err));
	tui_form_draw(&d.form, &c, (struct tui_rect){ 0, 0, 40, 5 });
	rc_buf_init(&b, 10000);
	tui_canvas_dump(&c, false, &b);
	assert_string_equal(b.p, "   Name     [TS-1                      ]\n"
	                         ">  Colour   [red                      v]\n"
	                         "            ! không phải màu\n"
	                         "   Seen     today\n"
	                         "\n");
	assert_int_equal(c.cursor_y, 1);
	rc_buf_fini(&b);
	tui_canvas_fini(&c);
	type(&d, "\rblue\r"); /* mending takes the fault away */
	assert_string_equal(d.form.fields[1].fault, "");
	tui_form_fini(&d.form);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_navigate),
		cmocka_unit_test(test_edit),
		cmocka_unit_test(test_choice),
		cmocka_unit_test(test_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
