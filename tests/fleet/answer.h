/* SPDX-License-Identifier: MIT */
/*
 * answer - the text a simulated device prints for the probe script.
 *
 *	--rollcall <nonce> begin 1
 *	key=value
 *	--rollcall <nonce> end <number of key=value lines>
 *
 * answer_build() writes all of it; facts.c supplies the keys through
 * answer_put(), which knows what the host's fault does to a value.
 */
#ifndef FLEET_ANSWER_H
#define FLEET_ANSWER_H

#include "host.h"
#include "wire.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ANSWER_MAX = 2 << 20, NONCE_MAX = 128 };

struct answer {
	struct wire_buf *text;
	const struct host *host;
	int64_t now_s;			/* the wall clock, Unix seconds */
	size_t lines;
};

/*
 * Finds ROLLCALL_NONCE=<hex> in the first bytes of a script (quotes around the
 * value are allowed); "none" when there is none.
 */
void answer_nonce(const unsigned char *script, size_t n, char ret_nonce[NONCE_MAX + 1]);
/*
 * Appends the host's whole answer. For faults `flood` and `noend` it is only
 * the start: answer_more() gives the endless rest.
 */
void answer_build(const struct host *h, const char *nonce, int64_t now_s, struct wire_buf *text);
void answer_more(const struct host *h, struct wire_buf *text, uint64_t turn);
/* True if the host's output never ends. */
bool answer_is_endless(const struct host *h);

__attribute__((format(printf, 3, 4))) void answer_put(struct answer *a, const char *key,
    const char *format, ...);
/* The list for `needs_root`. */
const char *answer_needs_root(const struct answer *a);

#endif
