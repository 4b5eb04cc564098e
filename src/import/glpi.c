/* SPDX-License-Identifier: MIT */
/* glpi - JSON documents one by one, walked into an inventory. */
#include "import/glpi.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include "import/inventory_build.h"
#include "import/inventory_item.h"

#include <jansson.h>
#include <string.h>

#define DOCUMENT_MAX ((size_t)8 << 20) /* bytes */
#define SLACK        8 /* of a character or number that the ceiling cuts */

/* A file being read. */
struct reading {
	struct rc_str all;
	size_t at;
	/* Lines are counted as the reading goes on. */
	size_t counted, line_start;
	uint64_t line;
	struct rc_inventory_build build;
	rc_inventory_each *each;
	void *ctx;
};

static void *
allocate(size_t n)
{
	return rc_realloc(NULL, n, 1);
}

/* --- places --------------------------------------------------------------- */

/* Brings line and line_start to the byte `at`, which never goes back. */
static void
count_lines(struct reading *r, size_t at)
{
	if (at > r->all.n)
		at = r->all.n;
	for (; r->counted < at; r->counted++) {
		if (r->all.p[r->counted] != '\n')
			continue;
		r->line++;
		r->line_start = r->counted + 1;
	}
}

/* "line 3, column 14: ..."; columns count characters. */
static bool
fail_at(struct reading *r, size_t at, struct rc_err *err, const char *why)
{
	size_t column = 1;
	size_t i;

	count_lines(r, at);
	for (i = r->line_start; i < at && i < r->all.n; i++)
		column += ((unsigned char)r->all.p[i] & 0xC0) != 0x80;
	return rc_fail(err, RC_EINVALID, _("line %llu, column %zu: %s"),
	               (unsigned long long)r->line, column, why);
}

static void
skip_blanks(struct reading *r)
{
	while (r->at < r->all.n && r->all.p[r->at] != '\0' &&
	       strchr(" \t\r\n", r->all.p[r->at]) != NULL)
		r->at++;
}

/* Is this the next character? Then it is taken. */
static bool
take_mark(struct reading *r, char mark)
{
	skip_blanks(r);
	if (r->at == r->all.n || r->all.p[r->at] != mark)
		return false;
	r->at++;
	return true;
}

/* --- a document ----------------------------------------------------------- */

static const char *
type_name(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return _("an object");
	case JSON_ARRAY:
		return _("a list");
	case JSON_STRING:
		return _("a text");
	case JSON_INTEGER:
	case JSON_REAL:
		return _("a number");
	case JSON_TRUE:
	case JSON_FALSE:
		return _("true or false");
	case JSON_NULL:
		break;
	}
	return _("nothing");
}

/* A plain value as text; false for objects, lists and null. */
static bool
value_text(const json_t *value, char room[40], struct rc_str *ret)
{
	*ret = rc_str_of(room);
	if (json_is_string(value)) {
		ret->p = json_string_value(value);
		ret->n = json_string_length(value);
		return true;
	}
	if (json_is_integer(value))
		(void)snprintf(room, 40, "%lld",
		               (long long)json_integer_value(value));
	else if (json_is_real(value))
		(void)snprintf(room, 40, "%.15g", json_real_value(value));
	else if (json_is_boolean(value))
		(void)snprintf(room, 40, "%d", json_is_true(value));
	else
		return false;
	*ret = rc_str_of(room);
	return true;
}

static void
odd_value(struct rc_inventory_build *b, const char *section, const char *name,
          const json_t *value)
{
	char what[128];

	(void)snprintf(what, sizeof(what), "%.60s %.60s", section, name);
	rc_inventory_odd(b, what, type_name(value));
}

static void
say_members(struct reading *r, const char *section, json_t *object)
{
	struct rc_inventory_build *b = &r->build;
	const char *name;
	json_t *value;
	char room[40];

	json_object_foreach(object, name, value)
	{
		struct rc_str key = rc_str_of(name);
		struct rc_str text;

		if (!rc_inventory_knows(b, key) || json_is_null(value))
			continue;
		if (!value_text(value, room, &text))
			odd_value(b, section, name, value);
		else if (text.n > RC_INVENTORY_VALUE_MAX)
			rc_inventory_refuse(b,
			                    _("content.%s.%s is longer than "
			                      "%zu KiB"),
			                    section, name,
			                    RC_INVENTORY_VALUE_MAX >> 10);
		else
			rc_inventory_say(b, key, text);
	}
}

/* A section is one object or a list of them. */
static void
say_section(struct reading *r, const char *name, json_t *value)
{
	struct rc_inventory_build *b = &r->build;
	bool is_list = json_is_array(value);
	size_t n = is_list ? json_array_size(value) : 1;
	size_t i;

	for (i = 0; i < n; i++) {
		json_t *item = is_list ? json_array_get(value, i) : value;

		if (json_is_null(item) ||
		    !rc_inventory_open(b, rc_str_of(name)))
			continue;
		if (json_is_object(item))
			say_members(r, name, item);
		else
			rc_inventory_refuse(
			        b, _("content.%s is %s where an object stands"),
			        name, type_name(item));
		rc_inventory_close(b);
	}
}

/* Sorts of items, and what they are to us when the box does not tell. */
static const struct {
	const char *item;
	int category;
} items[] = {
	{ "Computer", RC_CATEGORY_NONE },
	{ "Phone", RC_CATEGORY_PHONE },
	{ "Printer", RC_CATEGORY_PRINTER },
	{ "NetworkEquipment", RC_CATEGORY_NETWORK },
	{ "Unmanaged", RC_CATEGORY_NONE },
};

static void
say_item(struct reading *r, json_t *document)
{
	const char *item =
	        json_string_value(json_object_get(document, "itemtype"));
	size_t i;

	for (i = 0; item != NULL && i < RC_COUNT(items); i++) {
		if (strcmp(item, items[i].item) == 0)
			r->build.doc.category = items[i].category;
	}
}

static void
say_document(struct reading *r, json_t *document)
{
	struct rc_inventory_build *b = &r->build;
	const char *action =
	        json_string_value(json_object_get(document, "action"));
	json_t *content = json_object_get(document, "content");
	json_t *id = json_object_get(document, "deviceid");
	const char *name;
	json_t *value;

	if (!json_is_object(document)) {
		rc_inventory_refuse(b, _("%s where an inventory stands"),
		                    type_name(document));
		return;
	}
	if (action != NULL && strcmp(action, "inventory") != 0)
		rc_inventory_refuse(b,
		                    _("action is %.40s: this is no "
		                      "inventory"),
		                    action);
	if (!json_is_string(id) || json_string_length(id) == 0)
		rc_inventory_refuse(b, _("there is no deviceid: this is no "
		                         "inventory"));
	else
		b->doc.device_id = rc_inventory_clean(
		        b, (struct rc_str){ json_string_value(id),
		                            json_string_length(id) });
	if (!json_is_object(content)) {
		rc_inventory_refuse(b, _("there is no content: this is no "
		                         "inventory"));
		return;
	}
	say_item(r, document);
	json_object_foreach(content, name, value)
	{
		say_section(r, name, value);
	}
}

/* --- the file ------------------------------------------------------------- */

static const struct {
	enum json_error_code code;
	const char *why;
} causes[] = {
	{ json_error_premature_end_of_input,
	  N_("the file ends in the middle") },
	{ json_error_invalid_utf8, N_("not UTF-8 text") },
	{ json_error_stack_overflow, N_("nested too deeply") },
	{ json_error_duplicate_key, N_("a name stands twice in one object") },
	{ json_error_numeric_overflow, N_("a number is too large") },
	{ json_error_null_character, N_("a NUL character in a text") },
	{ json_error_null_byte_in_key, N_("a NUL character in a name") },
};

/* Within a text jansson calls it bad syntax when memory ends. */
static bool
is_starved(void)
{
	void *some = allocate(RC_INVENTORY_VALUE_MAX);

	rc_free(some);
	return some == NULL;
}

static bool
fail_json(struct reading *r, const json_error_t *error, bool cut,
          struct rc_err *err)
{
	enum json_error_code code = json_error_code(error);
	size_t at = error->position > 0 ? (size_t)error->position : 0;
	const char *why = _("not written as JSON is");
	size_t i;

	if (code == json_error_out_of_memory || code == json_error_unknown ||
	    is_starved())
		return rc_fail_nomem(err);
	if (cut && at + SLACK >= DOCUMENT_MAX)
		return fail_at(r, r->at, err,
		               _("one inventory is longer than 8 MiB"));
	for (i = 0; i < RC_COUNT(causes); i++) {
		if (causes[i].code == code)
			why = _(causes[i].why);
	}
	return fail_at(r, r->at + at, err, why);
}

static bool
read_document(struct reading *r, struct rc_err *err)
{
	const size_t flags = JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY |
	                     JSON_REJECT_DUPLICATES;
	struct rc_str rest;
	struct rc_inventory doc;
	json_error_t error = { 0 };
	json_t *document;
	bool cut;
	bool ok;

	skip_blanks(r);
	rest = (struct rc_str){ r->all.p + r->at, r->all.n - r->at };
	cut = rest.n > DOCUMENT_MAX;
	document =
	        json_loadb(rest.p, cut ? DOCUMENT_MAX : rest.n, flags, &error);
	if (document == NULL)
		return fail_json(r, &error, cut, err);
	count_lines(r, r->at);
	rc_inventory_begin(&r->build, r->line);
	say_document(r, document);
	json_decref(document);
	r->at += (size_t)error.position;
	ok = rc_inventory_end(&r->build, &doc, err) &&
	     r->each(r->ctx, &doc, err);
	return ok;
}

static bool
read_list(struct reading *r, struct rc_err *err)
{
	if (take_mark(r, ']'))
		return fail_at(r, r->at, err, _("the list holds no inventory"));
	do {
		if (!read_document(r, err))
			return false;
	} while (take_mark(r, ','));
	if (take_mark(r, ']'))
		return true;
	return fail_at(r, r->at, err,
	               r->at == r->all.n ? _("the file ends in the middle")
	                                 : _("not written as JSON is"));
}

static bool
read_all(struct reading *r, struct rc_err *err)
{
	if (r->all.n > RC_INVENTORY_FILE_MAX)
		return rc_fail(err, RC_EINVALID,
		               _("an inventory file may have %zu MiB; "
		                 "this one is larger"),
		               RC_INVENTORY_FILE_MAX >> 20);
	if (r->all.n >= 3 && memcmp(r->all.p, "\xEF\xBB\xBF", 3) == 0)
		r->at = r->line_start = r->counted = 3;
	skip_blanks(r);
	if (r->at == r->all.n)
		return rc_fail(err, RC_EINVALID, _("the file is empty"));
	if (take_mark(r, '[') ? !read_list(r, err) : !read_document(r, err))
		return false;
	skip_blanks(r);
	if (r->at == r->all.n)
		return true;
	return fail_at(r, r->at, err,
	               _("something stands behind the end; several "
	                 "inventories go into a list: [..., ...]"));
}

bool
rc_glpi_read(struct rc_str bytes, rc_ms now, rc_inventory_each *each, void *ctx,
             struct rc_err *err)
{
	struct reading r = {
		.all = bytes, .line = 1, .each = each, .ctx = ctx
	};
	bool ok;

	json_set_alloc_funcs(allocate, rc_free);
	if (!rc_inventory_build_init(&r.build, now, err))
		return false;
	ok = read_all(&r, err);
	rc_inventory_build_fini(&r.build);
	return ok;
}
