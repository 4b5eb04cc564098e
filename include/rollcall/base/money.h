/* SPDX-License-Identifier: MIT */
/*
 * money - whole đồng in 64 bits. VND has no minor unit in use, so the minor
 * unit (ISO 4217: exponent 0) is the đồng itself. Never floating point.
 */
#ifndef ROLLCALL_BASE_MONEY_H
#define ROLLCALL_BASE_MONEY_H

#include <rollcall/base/buf.h>

typedef int64_t rc_vnd;
#define RC_VND_NONE INT64_MIN

/* False on overflow, *ret untouched. */
bool rc_vnd_add(rc_vnd a, rc_vnd b, rc_vnd *ret) RC_MUST;
bool rc_vnd_mul(rc_vnd a, int64_t times, rc_vnd *ret) RC_MUST;

/* 20000000, 20.000.000, 20,000,000, 20.000.000 đ, "20 triệu", 12,5 triệu,
 * 1,25 tỷ, 500k. A lone group as in "1.234" is read as 1234, before a word of
 * size "1,234 tỷ" as a decimal, and *ret_assumed (may be NULL) set. A minus is
 * taken; less than a whole đồng is refused. */
bool rc_vnd_parse(struct rc_str s, rc_vnd *ret, bool *ret_assumed,
                  struct rc_err *err) RC_MUST;
/* 1.234.567 đ; nothing for RC_VND_NONE. */
void rc_vnd_put(struct rc_buf *b, rc_vnd amount);
/* 1.234.567 with sep '.', 1234567 with sep 0. */
void rc_count_put(struct rc_buf *b, int64_t n, char sep);

#endif
