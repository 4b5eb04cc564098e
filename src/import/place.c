/* SPDX-License-Identifier: MIT */
/* place - bodies and unit words, as match keys. */
#include "import/place.h"

#include <rollcall/base/fold.h>

#include <string.h>

#define NAME_MAX_BYTES 65536

/* In the form that rc_fold_match() gives them; the longer ones first. */
static const char *const bodies[] = {
	"ban chấp hành đảng bộ ",
	"uỷ ban nhân dân ",
	"đảng uỷ ",
	"đảng bộ ",
	"ubnd ",
};

static const struct {
	const char *word, *full;
} units[] = {
	{ "thị trấn ", "thị trấn " },
	{ "thành phố ", "thành phố " },
	{ "đặc khu ", "đặc khu " },
	{ "thị xã ", "thị xã " },
	{ "phường ", "phường " },
	{ "huyện ", "huyện " },
	{ "quận ", "quận " },
	{ "tỉnh ", "tỉnh " },
	{ "xã ", "xã " },
	{ "tp ", "thành phố " },
	{ "tt ", "thị trấn " },
	{ "p ", "phường " },
	{ "x ", "xã " },
};

static struct rc_str
without(struct rc_str s, const char *front)
{
	size_t n = strlen(front);

	return (struct rc_str){ s.p + n, s.n - n };
}

static struct rc_str
without_body(struct rc_str s)
{
	size_t i;

	for (i = 0; i < RC_COUNT(bodies); i++) {
		if (rc_str_starts(s, bodies[i]))
			return without(s, bodies[i]);
	}
	return s;
}

bool
rc_place_unit(struct rc_str name, struct rc_buf *b, size_t *ret_place)
{
	struct rc_buf folded;
	struct rc_str s;
	bool found = false;
	size_t i;

	rc_buf_init(&folded, NAME_MAX_BYTES);
	rc_fold_match(&folded, name);
	s = without_body(rc_buf_str(&folded));
	for (i = 0; !found && folded.state == RC_BUF_OK && i < RC_COUNT(units);
	     i++) {
		if (!rc_str_starts(s, units[i].word))
			continue;
		*ret_place = b->n + strlen(units[i].full);
		rc_buf_puts(b, units[i].full);
		rc_buf_putstr(b, without(s, units[i].word));
		found = true;
	}
	rc_buf_fini(&folded);
	return found && b->state == RC_BUF_OK;
}

/* The same words without marks, for names that have none. */
static const char *const bare_fronts[] = {
	"ban chap hanh dang bo ",
	"uy ban nhan dan ",
	"dang uy ",
	"dang bo ",
	"ubnd ",
};
static const char *const bare_units[] = {
	"thi tran ", "thanh pho ", "dac khu ", "thi xa ", "phuong ",
	"huyen ",    "quan ",      "tinh ",    "xa ",     "tp ",
	"tt ",       "p ",         "x ",
};

static struct rc_str
without_any(struct rc_str s, const char *const *fronts, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (rc_str_starts(s, fronts[i]))
			return without(s, fronts[i]);
	}
	return s;
}

void
rc_place_bare(struct rc_str name, struct rc_buf *b)
{
	struct rc_buf folded;
	struct rc_str s;

	rc_buf_init(&folded, NAME_MAX_BYTES);
	rc_fold_header(&folded, name);
	s = without_any(rc_buf_str(&folded), bare_fronts,
	                RC_COUNT(bare_fronts));
	rc_buf_putstr(b, without_any(s, bare_units, RC_COUNT(bare_units)));
	rc_buf_fini(&folded);
}
