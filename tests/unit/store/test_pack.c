/* SPDX-License-Identifier: MIT */
/* test_pack - a fact sheet to one text and back. */
#include "store/pack.h"

#include <lib/unit.h>

#include <string.h>

#define US "\x1f"

/* "name" is at its place in the table of fields. */
static size_t
index_of(const char *name)
{
	return (size_t)(rc_field_find(&rc_kind_facts, rc_str_of(name)) -
	                rc_kind_facts.fields);
}

static void
set(struct rc_facts *facts, const char *name, struct rc_value value, int source,
    rc_ms at)
{
	size_t i = index_of(name);

	rc_field_put(&rc_kind_facts.fields[i], facts, value);
	facts->source[i] = (unsigned char)source;
	facts->at[i] = at;
}

static char *
packed(const struct rc_facts *facts, struct rc_buf *b)
{
	struct rc_err err = { 0 };

	assert_true(rc_pack_put("01234567", facts, b));
	assert_true(rc_buf_done(b, &err));
	return b->p;
}

/* Every field of the vocabulary, and a stamp that changes between them. */
static void
test_every_fact(void **state)
{
	struct rc_facts facts, back;
	char texts[RC_FACTS_MAX][40];
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_record_clear(&rc_kind_facts, &facts);
	for (i = 0; i < rc_kind_facts.nfields; i++) {
		const struct rc_field *field = &rc_kind_facts.fields[i];

		snprintf(texts[i], sizeof(texts[i]), "a=%zu@1", i);
		set(&facts, field->name,
		    field->type == RC_TEXTUAL  ? rc_value_text(texts[i])
		    : field->type == RC_CHOICE ? RC_VALUE_INT((int64_t)i % 4)
		                               : RC_VALUE_INT((int64_t)i - 20),
		    RC_SOURCE_SSH + (int)i / 10 % 3, 1000 - (rc_ms)i / 7);
		/* A choice of 0 is nothing, and has no source then. */
		if (rc_field_get(field, &facts).type == RC_NULL)
			set(&facts, field->name, RC_VALUE_NULL, RC_SOURCE_NONE,
			    0);
	}
	rc_buf_init(&b, 65536);
	packed(&facts, &b);
	rc_record_clear(&rc_kind_facts, &back);
	assert_true(rc_pack_take("01234567", b.p, b.n, &back));
	for (i = 0; i < rc_kind_facts.nfields; i++) {
		struct rc_value x =
		        rc_field_get(&rc_kind_facts.fields[i], &facts);
		struct rc_value y =
		        rc_field_get(&rc_kind_facts.fields[i], &back);

		assert_true(rc_value_eq(&x, &y));
		assert_int_equal(facts.source[i], back.source[i]);
		assert_int_equal(facts.at[i], back.at[i]);
	}
	rc_buf_fini(&b);
}

static void
test_form(void **state)
{
	struct rc_facts facts;
	char wanted[128];
	struct rc_buf b;

	(void)state;
	rc_record_clear(&rc_kind_facts, &facts);
	rc_buf_init(&b, 4096);
	assert_string_equal(packed(&facts, &b), "01234567");
	set(&facts, "hostname", rc_value_text("PC=1"), RC_SOURCE_SSH, 5);
	set(&facts, "cpu_cores", RC_VALUE_INT(4), RC_SOURCE_SSH, 5);
	set(&facts, "ram_kb", RC_VALUE_INT(-9), RC_SOURCE_MANUAL, -6);
	rc_buf_clear(&b);
	snprintf(wanted, sizeof(wanted),
	         "01234567" US "%c1@5=PC=1" US "%c=4" US "%c3@-6=-9",
	         (int)('0' + index_of("hostname")),
	         (int)('0' + index_of("cpu_cores")),
	         (int)('0' + index_of("ram_kb")));
	assert_string_equal(packed(&facts, &b), wanted);
	rc_buf_fini(&b);
}

static void
test_separator(void **state)
{
	struct rc_facts facts;
	struct rc_buf b;

	(void)state;
	rc_record_clear(&rc_kind_facts, &facts);
	set(&facts, "hostname", rc_value_text("a" US "b"), RC_SOURCE_SSH, 5);
	rc_buf_init(&b, 4096);
	assert_false(rc_pack_put("01234567", &facts, &b));
	rc_buf_fini(&b);
}

/* Of another edition, or broken: refused, and nothing of it stays. */
static void
test_refused(void **state)
{
	static const char *const texts[] = {
		"",
		"0123456",
		"76543210" US "01@5=x",
		"01234567x",
		"01234567" US,
		"01234567" US US,
		"01234567" US "0",
		"01234567" US "01@5x",
		"01234567" US "0=no source yet",
		"01234567" US "09@5=x",
		"01234567" US "01@=x",
		"01234567" US "01@5=x" US "~=y",
		"01234567" US "01@5=x" US ":=four",
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(texts); i++) {
		struct rc_facts facts, empty;
		char text[128];

		snprintf(text, sizeof(text), "%s", texts[i]);
		rc_record_clear(&rc_kind_facts, &facts);
		facts.head.id = 7;
		empty = facts;
		assert_false(
		        rc_pack_take("01234567", text, strlen(text), &facts));
		assert_memory_equal(&facts, &empty, sizeof(facts));
	}
}

static void
test_edition(void **state)
{
	char edition[RC_PACK_EDITION];

	(void)state;
	rc_pack_edition(edition);
	assert_int_equal(strlen(edition), RC_PACK_EDITION - 1);
	assert_int_equal(strspn(edition, "0123456789abcdef"),
	                 RC_PACK_EDITION - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_fact),
		cmocka_unit_test(test_form),
		cmocka_unit_test(test_separator),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_edition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
