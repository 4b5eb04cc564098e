/* SPDX-License-Identifier: MIT */
/*
 * fuzz_view - text as a view. What is taken must, written out again, be taken
 * again and be written out the same.
 */
#include <rollcall/model/device.h>
#include <rollcall/model/view.h>

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
view_check(const struct rc_kind *kind, const char *text)
{
	struct rc_arena arena;
	struct rc_view view;
	struct rc_err err = { 0 };
	struct rc_buf one;
	struct rc_buf two;

	rc_arena_init(&arena);
	rc_buf_init(&one, 1u << 24);
	rc_buf_init(&two, 1u << 24);
	if (rc_view_parse(kind, text, 20000, &arena, &view, &err)) {
		rc_view_put(&view, &one);
		RC_ASSERT(rc_buf_done(&one, &err));
		if (!rc_view_parse(kind, rc_buf_str(&one).p, 20000, &arena,
		                   &view, &err)) {
			(void)fprintf(stderr, "<%s> %s\n", one.p, err.text);
			RC_ASSERT(false);
		}
		rc_view_put(&view, &two);
		RC_ASSERT(rc_str_eq(rc_buf_str(&one), rc_buf_str(&two)));
	}
	rc_buf_fini(&two);
	rc_buf_fini(&one);
	rc_arena_fini(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct rc_kind *const kinds[] = {
		&rc_kind_device, &rc_kind_agency, &rc_kind_post, &rc_kind_link
	};
	char *text;

	if (size == 0)
		return 0;
	text = rc_alloc(size, 1);
	RC_ASSERT(text != NULL);
	memcpy(text, data + 1, size - 1);
	view_check(kinds[data[0] % RC_COUNT(kinds)], text);
	rc_free(text);
	return 0;
}
