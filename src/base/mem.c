/* SPDX-License-Identifier: MIT */
/* mem - the only caller of malloc, the failure hook for tests, and arenas. */
#include <rollcall/base/mem.h>

#include <rollcall/base/i18n.h>

#include <stdalign.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#undef rc_fail_nomem /* what the header tells the static analyser */

#define BLOCK_MIN 4096u
#define BLOCK_MAX (1u << 20)
#define ALIGN     alignof(max_align_t)

/* The newest block is `last`; each knows the one before it. */
struct rc_arena_block {
	struct rc_arena_block *before;
	size_t size, fill; /* bytes of data */
	alignas(max_align_t) char data[];
};

/* For tests only: which allocation fails, and how many were asked for. */
static uint64_t fail_at;
static uint64_t asked;

static bool
may_allocate(void)
{
	asked++;
	return fail_at == 0 || asked < fail_at;
}

static bool
bytes_of(size_t count, size_t size, size_t *ret)
{
	if (size != 0 && count > SIZE_MAX / size)
		return false;
	*ret = count * size;
	return true;
}

void *
rc_alloc(size_t count, size_t size)
{
	size_t bytes;

	if (!may_allocate() || !bytes_of(count, size, &bytes))
		return NULL;
	return calloc(1, bytes == 0 ? 1 : bytes);
}

void *
rc_realloc(void *old, size_t count, size_t size)
{
	size_t bytes;

	if (!may_allocate() || !bytes_of(count, size, &bytes))
		return NULL;
	return realloc(old, bytes == 0 ? 1 : bytes);
}

void
rc_free(void *p)
{
	free(p);
}

void
rc_mem_trim(void)
{
#ifdef __GLIBC__
	(void)malloc_trim(0);
#endif
}

char *
rc_strdup(const char *text)
{
	size_t bytes = strlen(text) + 1;
	char *copy = rc_realloc(NULL, bytes, 1);

	if (copy != NULL)
		memcpy(copy, text, bytes);
	return copy;
}

void
rc_mem_fail_at(uint64_t n)
{
	fail_at = n;
	asked = 0;
}

uint64_t
rc_mem_count(void)
{
	return asked;
}

bool
rc_fail_nomem(struct rc_err *err)
{
	return rc_fail(err, RC_ENOMEM, "%s", _("out of memory"));
}

bool
rc_grow(void **array, size_t *cap, size_t size)
{
	size_t more = *cap < 4 ? 8 : *cap * 2;
	void *old;
	void *grown;

	/* By memcpy: *array is a pointer to some other type. */
	memcpy(&old, (void *)array, sizeof(old));
	if (more <= *cap)
		return false;
	grown = rc_realloc(old, more, size);
	if (grown == NULL)
		return false;
	memcpy((void *)array, &grown, sizeof(grown));
	*cap = more;
	return true;
}

static void
drop_last(struct rc_arena *arena)
{
	struct rc_arena_block *before = arena->last->before;

	rc_free(arena->last);
	arena->last = before;
}

static bool
add_block(struct rc_arena *arena, size_t need)
{
	struct rc_arena_block *block;
	size_t size = BLOCK_MIN;

	if (arena->last != NULL)
		size = arena->last->size * 2;
	if (size > BLOCK_MAX)
		size = BLOCK_MAX;
	if (size < need)
		size = need;
	if (size > SIZE_MAX - sizeof(*block))
		return false;
	block = rc_realloc(NULL, sizeof(*block) + size, 1);
	if (block == NULL)
		return false;
	block->before = arena->last;
	block->size = size;
	block->fill = 0;
	arena->last = block;
	return true;
}

/* Unzeroed bytes at the next multiple of `align`. */
static void *
take(struct rc_arena *arena, size_t bytes, size_t align)
{
	struct rc_arena_block *block = arena->last;
	size_t at = 0;

	if (block != NULL)
		at = (block->fill + align - 1) / align * align;
	if (block == NULL || at > block->size || bytes > block->size - at) {
		if (!add_block(arena, bytes))
			return NULL;
		block = arena->last;
		at = 0;
	}
	block->fill = at + bytes;
	arena->used_bytes += bytes;
	return block->data + at;
}

void
rc_arena_init(struct rc_arena *arena)
{
	arena->last = NULL;
	arena->used_bytes = 0;
}

void
rc_arena_fini(struct rc_arena *arena)
{
	if (arena == NULL)
		return;
	while (arena->last != NULL)
		drop_last(arena);
	arena->used_bytes = 0;
}

void
rc_arena_clear(struct rc_arena *arena)
{
	while (arena->last != NULL && arena->last->before != NULL) {
		/* The newest is the largest: that one stays. */
		struct rc_arena_block *second = arena->last->before;

		arena->last->before = second->before;
		rc_free(second);
	}
	if (arena->last != NULL)
		arena->last->fill = 0;
	arena->used_bytes = 0;
}

struct rc_arena_mark
rc_arena_mark(const struct rc_arena *arena)
{
	struct rc_arena_mark mark = {
		.block = arena->last,
		.fill = arena->last == NULL ? 0 : arena->last->fill,
		.used_bytes = arena->used_bytes,
	};

	return mark;
}

void
rc_arena_reset(struct rc_arena *arena, struct rc_arena_mark mark)
{
	while (arena->last != NULL && arena->last != mark.block)
		drop_last(arena);
	RC_ASSERT(arena->last == mark.block);
	if (arena->last != NULL)
		arena->last->fill = mark.fill;
	arena->used_bytes = mark.used_bytes;
}

void *
rc_arena_alloc(struct rc_arena *arena, size_t count, size_t size)
{
	size_t bytes;
	void *p;

	if (!bytes_of(count, size, &bytes))
		return NULL;
	p = take(arena, bytes == 0 ? 1 : bytes, ALIGN);
	if (p != NULL)
		memset(p, 0, bytes == 0 ? 1 : bytes);
	return p;
}

char *
rc_arena_textn(struct rc_arena *arena, const char *p, size_t n)
{
	char *copy;

	if (n == SIZE_MAX)
		return NULL;
	copy = take(arena, n + 1, 1);
	if (copy == NULL)
		return NULL;
	if (n > 0)
		memcpy(copy, p, n);
	copy[n] = '\0';
	return copy;
}

char *
rc_arena_text(struct rc_arena *arena, const char *text)
{
	return rc_arena_textn(arena, text, strlen(text));
}

char *
rc_arena_printf(struct rc_arena *arena, const char *fmt, ...)
{
	va_list args;
	char *text = NULL;
	int n;

	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		return NULL;
	text = take(arena, (size_t)n + 1, 1);
	if (text == NULL)
		return NULL;
	va_start(args, fmt);
	(void)vsnprintf(text, (size_t)n + 1, fmt, args);
	va_end(args);
	return text;
}
