/* SPDX-License-Identifier: MIT */
/*
 * mem - the one door to malloc, and arenas.
 *
 * Memory has three homes in rollcall: the caller's own struct, an opaque heap
 * object (`new/free`, `open/close`), and the caller's arena ("lives as long as
 * `arena`"). Model structs only borrow; most results live in an arena.
 *
 *	struct rc_arena arena;
 *	rc_arena_init(&arena);
 *	const char *name = rc_arena_text(&arena, "Xã Đắk Nhau");
 *	if (name == NULL)
 *		return rc_fail_nomem(err);
 *	...
 *	rc_arena_fini(&arena);
 *
 * Everything returns NULL when memory is out; a test can make the n-th
 * allocation fail (rc_mem_fail_at).
 */
#ifndef ROLLCALL_BASE_MEM_H
#define ROLLCALL_BASE_MEM_H

#include <rollcall/base/err.h>

#include <stddef.h>
#include <stdint.h>

/* Zeroed memory for `count` things of `size`; checked for overflow. */
void *rc_alloc(size_t count, size_t size) RC_MUST;
/* As realloc for `count` things of `size`; fresh memory is not zeroed. */
void *rc_realloc(void *old, size_t count, size_t size) RC_MUST;
void rc_free(void *p); /* takes NULL */
char *rc_strdup(const char *text) RC_MUST;

/* Gives what is free back to the system, where that can be done: after a burst,
 * in a program that runs for months. Takes milliseconds. */
void rc_mem_trim(void);

/* The n-th allocation from now fails (1 = the next), and so do all after it
 * until set again; 0 switches it off. For tests. */
void rc_mem_fail_at(uint64_t n);
uint64_t rc_mem_count(void); /* allocations since the last rc_mem_fail_at */

/* The usual words for it. Returns false. */
bool rc_fail_nomem(struct rc_err *err);
#if defined(__clang_analyzer__)
#define rc_fail_nomem(err) ((void)rc_fail_nomem(err), false)
#endif

/*
 * Makes room for one more element in a growing heap array (doubling):
 *
 *	if (!RC_GROW(items, n, cap))
 *		return rc_fail_nomem(err);
 *	items[n++] = item;
 */
#define RC_GROW(array, n, cap) \
	((n) < (cap) || rc_grow((void **)&(array), &(cap), sizeof((array)[0])))
bool rc_grow(void **array, size_t *cap, size_t size) RC_MUST;

struct rc_arena_block;
struct rc_arena {
	struct rc_arena_block *last;
	size_t used_bytes; /* handed out since init or clear */
};
/* A place in an arena, to go back to. */
struct rc_arena_mark {
	struct rc_arena_block *block;
	size_t fill, used_bytes;
};

void rc_arena_init(struct rc_arena *arena);
void rc_arena_fini(struct rc_arena *arena);  /* takes NULL and a zeroed one */
void rc_arena_clear(struct rc_arena *arena); /* keeps one block for reuse */
struct rc_arena_mark rc_arena_mark(const struct rc_arena *arena);
void rc_arena_reset(struct rc_arena *arena, struct rc_arena_mark mark);
/* Zeroed, aligned for any type. */
void *rc_arena_alloc(struct rc_arena *arena, size_t count, size_t size) RC_MUST;
char *rc_arena_text(struct rc_arena *arena, const char *text) RC_MUST;
char *rc_arena_textn(struct rc_arena *arena, const char *p, size_t n) RC_MUST;
char *rc_arena_printf(struct rc_arena *arena, const char *fmt, ...)
        RC_PRINTF(2, 3) RC_MUST;

#endif
