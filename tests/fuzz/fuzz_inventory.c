/* SPDX-License-Identifier: MIT */
/*
 * fuzz_inventory - documents of agents, JSON when the first byte is even, XML
 * when it is odd. A document ends in an error that says where, or is handed on
 * within the law of inventory.h: text that is safe and of bounded length,
 * numbers in range, no time to come, nothing said by a placeholder.
 */
#include "import/glpi.h"
#include "import/ocs.h"

#include <rollcall/base/text.h>
#include <rollcall/model/placeholder.h>

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define INVENTORY_NOW INT64_C(1795312800000) /* 2026-11-22 09:00 */

/* One line of text that a terminal may be given as it is. */
static void
inventory_text(const char *text, size_t max)
{
	struct rc_str s = rc_str_of(text);
	struct rc_buf b;

	if (text == NULL)
		return;
	RC_ASSERT(s.n > 0 && s.n <= max);
	rc_buf_init(&b, 16 * max);
	rc_text_screen(&b, s);
	RC_ASSERT(b.state != RC_BUF_OK || rc_str_eq(rc_buf_str(&b), s));
	rc_buf_fini(&b);
}

static void
inventory_facts(const struct rc_facts *facts)
{
	const struct rc_kind *kind = &rc_kind_facts;
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		const struct rc_field *field = &kind->fields[i];
		struct rc_value value = rc_field_get(field, facts);

		if (value.type == RC_TEXT)
			inventory_text(value.s.p,
			               strcmp(field->name, "mac") == 0
			                       ? 18 * RC_INVENTORY_MACS_MAX
			                       : RC_INVENTORY_TEXT_MAX);
		if (value.type == RC_INT && field->type == RC_INTEGER)
			RC_ASSERT(value.i >= 0 && value.i <= INT64_C(1) << 50);
		if (value.type == RC_INT && field->type == RC_DAY)
			RC_ASSERT(value.i <= rc_date_of(INVENTORY_NOW) + 1);
		RC_ASSERT(facts->source[i] == RC_SOURCE_NONE);
	}
	RC_ASSERT(facts->serial == NULL ||
	          !rc_placeholder("serial", rc_str_of(facts->serial)));
	RC_ASSERT(facts->uuid == NULL ||
	          !rc_placeholder("uuid", rc_str_of(facts->uuid)));
	RC_ASSERT(facts->mac == NULL || rc_valid_mac(rc_str_of(facts->mac)));
}

static bool
inventory_take(void *ctx, const struct rc_inventory *doc, struct rc_err *err)
{
	uint64_t *last = ctx;
	size_t i;

	(void)err;
	RC_ASSERT(doc->line >= 1 && doc->line >= *last);
	*last = doc->line;
	inventory_text(doc->refusal, RC_INVENTORY_TEXT_MAX);
	inventory_text(doc->device_id, RC_INVENTORY_TEXT_MAX);
	inventory_text(doc->asset_tag, RC_INVENTORY_TEXT_MAX);
	inventory_text(doc->user, 2 * RC_INVENTORY_TEXT_MAX + 1);
	inventory_text(doc->first_odd, RC_INVENTORY_TEXT_MAX);
	RC_ASSERT((doc->odd == 0) == (doc->first_odd == NULL));
	RC_ASSERT(doc->refusal != NULL || doc->device_id != NULL);
	RC_ASSERT(doc->at == RC_MS_NONE ||
	          (doc->at > 0 && doc->at <= INVENTORY_NOW + RC_DAY_MS));
	RC_ASSERT(doc->category >= 0 && doc->category < RC_CATEGORIES);
	for (i = 0; i < doc->nsoftware; i++)
		inventory_text(doc->software[i], RC_INVENTORY_TEXT_MAX);
	inventory_facts(&doc->facts);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rc_err err = { 0 };
	struct rc_str s;
	uint64_t last = 0;
	bool ok;

	if (size == 0)
		return 0;
	s = (struct rc_str){ (const char *)data + 1, size - 1 };
	ok = data[0] % 2 == 0 ? rc_glpi_read(s, INVENTORY_NOW, inventory_take,
	                                     &last, &err)
	                      : rc_ocs_read(s, INVENTORY_NOW, inventory_take,
	                                    &last, &err);
	RC_ASSERT(ok || (err.code == RC_EINVALID && err.text[0] != '\0'));
	RC_ASSERT(!ok || last > 0);
	return 0;
}
