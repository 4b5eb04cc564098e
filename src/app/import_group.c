/* SPDX-License-Identifier: MIT */
/* import_group - counting faults by cause and cell. */
#include "app/import_group.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/i18n.h>

#include <stdlib.h>
#include <string.h>

#define KEY_MAX_BYTES (1u << 18)
#define NOWHERE       SIZE_MAX

void
rc_groups_init(struct rc_groups *groups, struct rc_arena *arena)
{
	memset(groups, 0, sizeof(*groups));
	groups->arena = arena;
	rc_map_init(&groups->causes);
	rc_map_init(&groups->cells);
	rc_buf_init(&groups->key, KEY_MAX_BYTES);
}

void
rc_groups_fini(struct rc_groups *groups)
{
	rc_map_fini(&groups->causes);
	rc_map_fini(&groups->cells);
	rc_free(groups->list);
	rc_free(groups->values);
	rc_buf_fini(&groups->key);
}

/* The group of a field and a cause, made if it is new; NOWHERE: no memory. */
static size_t
group_of(struct rc_groups *g, const struct rc_fault *fault)
{
	struct rc_fault_group group = { .first_line = fault->line,
		                        .column = fault->column };
	const char *field = fault->field;
	const char *cause = fault->cause;
	int64_t known;

	rc_buf_clear(&g->key);
	rc_buf_printf(&g->key, "%s\n%s", rc_text_or_empty(field), cause);
	if (rc_map_find(&g->causes, rc_buf_str(&g->key), &known))
		return (size_t)known;
	if (g->n == RC_IMPORT_GROUPS)
		return g->n - 1;
	if (g->n == RC_IMPORT_GROUPS - 1) {
		field = NULL;
		cause = _("other causes");
		group.column = 0;
	}
	group.field = field; /* of the kind's table: it stays */
	group.reason = rc_arena_text(g->arena, cause);
	if (group.reason == NULL || !RC_GROW(g->list, g->n, g->cap) ||
	    !rc_map_put(&g->causes, rc_buf_str(&g->key), (int64_t)g->n, NULL))
		return NOWHERE;
	g->list[g->n] = group;
	return g->n++;
}

static bool
copy(struct rc_arena *arena, const char *text, const char **ret)
{
	*ret = text == NULL ? NULL : rc_arena_text(arena, text);
	return text == NULL || *ret != NULL;
}

static bool
ends_with(struct rc_str s, struct rc_str end)
{
	return s.n >= end.n &&
	       rc_str_eq((struct rc_str){ s.p + (s.n - end.n), end.n }, end);
}

/* What is special to a row beyond its value: not `"x" is no day` and not `there
 * is no agency "x"`. NULL = nothing. */
static const char *
special(const struct rc_fault *fault)
{
	struct rc_str reason = rc_str_of(fault->reason);
	struct rc_str unquoted = reason;

	if (ends_with(reason, RC_STR("\"")))
		unquoted.n--;
	return ends_with(reason, rc_str_of(fault->cause)) ||
	                       (fault->value[0] != '\0' &&
	                        ends_with(unquoted, rc_str_of(fault->value)))
	               ? NULL
	               : fault->reason;
}

static bool
add_value(struct rc_groups *g, size_t group, const struct rc_fault *fault,
          struct rc_str cell)
{
	struct rc_group_value v = { .group = group,
		                    .value = { .count = 1,
		                               .first_line = fault->line } };
	struct rc_arena *arena = g->arena;

	g->list[group].all_values++;
	if (g->nvalues == RC_IMPORT_DISTINCT)
		return true;
	if (!copy(arena, fault->value, &v.value.value) ||
	    !copy(arena, fault->suggest, &v.value.suggest) ||
	    !copy(arena, fault->hint, &v.value.hint) ||
	    !copy(arena, special(fault), &v.value.reason))
		return false;
	if (cell.n <= RC_IMPORT_FIX_MAX) {
		v.value.cell = rc_arena_textn(arena, cell.p, cell.n);
		if (v.value.cell == NULL)
			return false;
	}
	if (!RC_GROW(g->values, g->nvalues, g->values_cap) ||
	    !rc_map_put(&g->cells, rc_buf_str(&g->key), (int64_t)g->nvalues,
	                NULL))
		return false;
	g->values[g->nvalues++] = v;
	return true;
}

bool
rc_groups_add(struct rc_groups *g, const struct rc_fault *fault,
              struct rc_str cell)
{
	size_t group = group_of(g, fault);
	int64_t known;

	if (group == NOWHERE)
		return false;
	g->list[group].count++;
	if (fault->line < g->list[group].first_line)
		g->list[group].first_line = fault->line;
	if (fault->column == 0)
		return true;
	cell = rc_str_trim(cell);
	rc_buf_clear(&g->key);
	rc_buf_printf(&g->key, "%zu\n", group);
	rc_buf_putstr(&g->key, cell);
	if (!rc_map_find(&g->cells, rc_buf_str(&g->key), &known))
		return add_value(g, group, fault, cell);
	g->values[known].value.count++;
	return true;
}

/* --- the end -------------------------------------------------------------- */

static int
by_uint(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int
order_values(const void *a, const void *b)
{
	const struct rc_group_value *x = a;
	const struct rc_group_value *y = b;

	if (x->group != y->group)
		return by_uint(x->group, y->group);
	if (x->value.count != y->value.count)
		return by_uint(y->value.count, x->value.count);
	return by_uint(x->value.first_line, y->value.first_line);
}

static int
order_groups(const void *a, const void *b)
{
	const struct rc_fault_group *x = a;
	const struct rc_fault_group *y = b;
	int order = 0;

	if (x->count != y->count)
		return by_uint(y->count, x->count);
	if (x->first_line != y->first_line)
		return by_uint(x->first_line, y->first_line);
	order = strcmp(rc_text_or_empty(x->field), rc_text_or_empty(y->field));
	return order != 0 ? order : strcmp(x->reason, y->reason);
}

/* Gives a group its values; *at is the first of them in the sorted list. */
static bool
hand_values(struct rc_groups *g, size_t group, size_t *at)
{
	struct rc_fault_group *to = &g->list[group];
	size_t first = *at;
	size_t i;

	while (*at < g->nvalues && g->values[*at].group == group)
		(*at)++;
	to->nvalues = *at - first;
	if (to->nvalues > RC_IMPORT_VALUES)
		to->nvalues = RC_IMPORT_VALUES;
	to->values =
	        rc_arena_alloc(g->arena, to->nvalues + 1, sizeof(*to->values));
	if (to->values == NULL)
		return false;
	for (i = 0; i < to->nvalues; i++)
		to->values[i] = g->values[first + i].value;
	return true;
}

bool
rc_groups_end(struct rc_groups *g, struct rc_fault_group **ret, size_t *ret_n)
{
	struct rc_fault_group *list =
	        rc_arena_alloc(g->arena, g->n + 1, sizeof(*list));
	size_t at = 0;
	size_t i;

	if (list == NULL)
		return false;
	if (g->nvalues > 0)
		qsort(g->values, g->nvalues, sizeof(*g->values), order_values);
	for (i = 0; i < g->n; i++) {
		if (!hand_values(g, i, &at))
			return false;
	}
	if (g->n > 0) {
		memcpy(list, g->list, g->n * sizeof(*list));
		qsort(list, g->n, sizeof(*list), order_groups);
	}
	*ret = list;
	*ret_n = g->n;
	return true;
}
