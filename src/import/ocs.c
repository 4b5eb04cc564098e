/* SPDX-License-Identifier: MIT */
/* ocs - one XML document, said into an inventory as it is parsed. */
#include "import/ocs.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/i18n.h>

#include "import/inventory_build.h"

#include <expat.h>

#define DEPTH_MAX 16

/* Where elements stand: REQUEST, then these, then sections, then values. */
enum { IN_REQUEST = 1, IN_PART, IN_SECTION, IN_VALUE };

struct reading {
	XML_Parser parser;
	struct rc_inventory_build build;
	unsigned depth;
	bool in_content;  /* within CONTENT */
	bool in_section;  /* within one that is read */
	unsigned text_at; /* depth of the element whose text is wanted; or 0 */
	struct rc_buf text;
	bool has_content;
	bool is_inventory; /* QUERY says so, or is not there */
	/* Why the reading was stopped, and where. */
	const char *why;
	uint64_t line, column;
	bool nomem;
};

static void *
allocate(size_t n)
{
	return rc_realloc(NULL, n > 0 ? n : 1, 1);
}

static void *
reallocate(void *old, size_t n)
{
	return rc_realloc(old, n > 0 ? n : 1, 1);
}

static void
stop(struct reading *r, const char *why)
{
	if (r->why == NULL) {
		r->why = why;
		r->line = XML_GetCurrentLineNumber(r->parser);
		r->column = XML_GetCurrentColumnNumber(r->parser);
	}
	(void)XML_StopParser(r->parser, XML_FALSE);
}

/* --- elements ------------------------------------------------------------- */

static void
want_text(struct reading *r)
{
	r->text_at = r->depth;
	rc_buf_clear(&r->text);
}

static void
start_part(struct reading *r, struct rc_str name)
{
	if (rc_str_is_nocase(name, "CONTENT")) {
		if (r->has_content)
			stop(r, _("CONTENT stands twice"));
		r->in_content = true;
		r->has_content = true;
	} else if (rc_str_is_nocase(name, "DEVICEID") ||
	           rc_str_is_nocase(name, "QUERY"))
		want_text(r);
}

static void XMLCALL
on_start(void *of, const XML_Char *tag, const XML_Char **attributes)
{
	struct reading *r = of;
	struct rc_str name = rc_str_of(tag);

	(void)attributes;
	r->depth++;
	if (r->depth > DEPTH_MAX)
		stop(r, _("elements are nested too deeply"));
	else if (r->depth == IN_REQUEST && !rc_str_is_nocase(name, "REQUEST"))
		stop(r, _("the outermost element is not REQUEST: this is no "
		          "OCS inventory"));
	else if (r->depth == IN_PART)
		start_part(r, name);
	else if (r->depth == IN_SECTION && r->in_content)
		r->in_section = rc_inventory_open(&r->build, name);
	else if (r->depth == IN_VALUE && r->in_section &&
	         rc_inventory_knows(&r->build, name))
		want_text(r);
}

static void XMLCALL
on_text(void *of, const XML_Char *p, int n)
{
	struct reading *r = of;

	if (r->text_at == 0 || r->text_at != r->depth || n <= 0)
		return;
	rc_buf_put(&r->text, p, (size_t)n);
	if (r->text.state == RC_BUF_TOOBIG)
		stop(r, _("a value is longer than 64 KiB"));
	if (r->text.state == RC_BUF_NOMEM) {
		r->nomem = true;
		stop(r, "");
	}
}

static void
end_text(struct reading *r, struct rc_str name)
{
	struct rc_str text = rc_buf_str(&r->text);

	r->text_at = 0;
	if (r->depth == IN_VALUE)
		rc_inventory_say(&r->build, name, text);
	else if (rc_str_is_nocase(name, "QUERY"))
		r->is_inventory =
		        rc_str_is_nocase(rc_str_trim(text), "INVENTORY");
	else if (r->build.doc.device_id == NULL)
		r->build.doc.device_id = rc_inventory_clean(&r->build, text);
}

static void XMLCALL
on_end(void *of, const XML_Char *tag)
{
	struct reading *r = of;

	if (r->text_at != 0 && r->text_at == r->depth)
		end_text(r, rc_str_of(tag));
	if (r->depth == IN_SECTION && r->in_section) {
		rc_inventory_close(&r->build);
		r->in_section = false;
	}
	if (r->depth == IN_PART)
		r->in_content = false;
	r->depth--;
}

/* Entities are declared there, and a few of them can fill any memory. */
static void XMLCALL
on_doctype(void *of, const XML_Char *name, const XML_Char *system_id,
           const XML_Char *public_id, int has_subset)
{
	(void)name;
	(void)system_id;
	(void)public_id;
	(void)has_subset;
	stop(of, _("a DOCTYPE is not accepted"));
}

/* --- the file ------------------------------------------------------------- */

static const char *
cause(const struct reading *r)
{
	enum XML_Error code = XML_GetErrorCode(r->parser);

	if (r->why != NULL)
		return r->why;
	if (code == XML_ERROR_JUNK_AFTER_DOC_ELEMENT)
		return _("something stands behind </REQUEST>; each inventory "
		         "needs a file of its own");
	return XML_ErrorString(code);
}

static bool
parse(struct reading *r, struct rc_str bytes, struct rc_err *err)
{
	/* All at once: a long token is then looked at only once. */
	enum XML_Status status =
	        XML_Parse(r->parser, bytes.p, (int)bytes.n, XML_TRUE);

	if (status == XML_STATUS_OK)
		return true;
	if (r->nomem || XML_GetErrorCode(r->parser) == XML_ERROR_NO_MEMORY)
		return rc_fail_nomem(err);
	if (r->why == NULL) {
		r->line = XML_GetCurrentLineNumber(r->parser);
		r->column = XML_GetCurrentColumnNumber(r->parser);
	}
	return rc_fail(err, RC_EINVALID, _("line %llu, column %llu: %s"),
	               (unsigned long long)r->line,
	               (unsigned long long)r->column + 1, cause(r));
}

static bool
read_all(struct reading *r, struct rc_str bytes, struct rc_inventory *ret,
         struct rc_err *err)
{
	static const XML_Memory_Handling_Suite memory = { allocate, reallocate,
		                                          rc_free };

	r->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
	if (r->parser == NULL)
		return rc_fail_nomem(err);
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, on_start, on_end);
	XML_SetCharacterDataHandler(r->parser, on_text);
	XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
	rc_inventory_begin(&r->build, 1);
	if (!parse(r, bytes, err))
		return false;
	if (!r->is_inventory)
		rc_inventory_refuse(&r->build,
		                    _("QUERY is not INVENTORY: this is no "
		                      "inventory"));
	if (r->build.doc.device_id == NULL)
		rc_inventory_refuse(&r->build, _("there is no DEVICEID: this "
		                                 "is no inventory"));
	if (!r->has_content)
		rc_inventory_refuse(&r->build, _("there is no CONTENT: this is "
		                                 "no inventory"));
	return rc_inventory_end(&r->build, ret, err);
}

bool
rc_ocs_read(struct rc_str bytes, rc_ms now, rc_inventory_each *each, void *ctx,
            struct rc_err *err)
{
	struct reading r = { .is_inventory = true };
	struct rc_inventory doc;
	bool ok;

	if (bytes.n > RC_INVENTORY_FILE_MAX)
		return rc_fail(err, RC_EINVALID,
		               _("an inventory file may have %zu MiB; "
		                 "this one is larger"),
		               RC_INVENTORY_FILE_MAX >> 20);
	if (!rc_inventory_build_init(&r.build, now, err))
		return false;
	rc_buf_init(&r.text, RC_INVENTORY_VALUE_MAX);
	ok = read_all(&r, bytes, &doc, err) && each(ctx, &doc, err);
	if (r.parser != NULL)
		XML_ParserFree(r.parser);
	rc_buf_fini(&r.text);
	rc_inventory_build_fini(&r.build);
	return ok;
}
