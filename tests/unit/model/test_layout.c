/* SPDX-License-Identifier: MIT */
/*
 * layout - every member of every record has its field. The structs are seen
 * here without padding, so that their size is the sum of their members: a
 * member that no field names makes it larger than the fields are.
 */
#include <lib/unit.h>

#include <rollcall/model/kind.h>

#include <string.h>

#pragma pack(push, 1)
#include <rollcall/model/agency.h>
#include <rollcall/model/contract.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/import_map.h>
#include <rollcall/model/link.h>
#include <rollcall/model/log.h>
#include <rollcall/model/norm.h>
#include <rollcall/model/post.h>
#include <rollcall/model/register.h>
#include <rollcall/model/review.h>
#pragma pack(pop)

static const struct {
	const struct rc_kind *kind;
	size_t bytes; /* of the members */
} kinds[] = {
	{ &rc_kind_agency, sizeof(struct rc_agency) },
	{ &rc_kind_name, sizeof(struct rc_agency_name) },
	{ &rc_kind_post, sizeof(struct rc_post) },
	{ &rc_kind_device, sizeof(struct rc_device) },
	{ &rc_kind_custody, sizeof(struct rc_custody) },
	{ &rc_kind_link, sizeof(struct rc_link) },
	{ &rc_kind_token, sizeof(struct rc_token) },
	{ &rc_kind_pin, sizeof(struct rc_pin) },
	{ &rc_kind_target, sizeof(struct rc_target) },
	{ &rc_kind_norm, sizeof(struct rc_norm) },
	{ &rc_kind_life, sizeof(struct rc_life) },
	{ &rc_kind_param, sizeof(struct rc_param) },
	{ &rc_kind_profile, sizeof(struct rc_profile) },
	{ &rc_kind_release, sizeof(struct rc_release) },
	{ &rc_kind_duty, sizeof(struct rc_duty) },
	{ &rc_kind_audit, sizeof(struct rc_audit) },
	{ &rc_kind_batch, sizeof(struct rc_batch) },
	{ &rc_kind_event, sizeof(struct rc_event) },
	{ &rc_kind_import_map, sizeof(struct rc_import_map) },
	{ &rc_kind_contract, sizeof(struct rc_contract) },
	{ &rc_kind_licence, sizeof(struct rc_licence) },
	{ &rc_kind_wave, sizeof(struct rc_wave) },
	{ &rc_kind_order, sizeof(struct rc_order) },
	{ &rc_kind_system, sizeof(struct rc_system) },
	{ &rc_kind_tally, sizeof(struct rc_tally) },
	{ &rc_kind_snapshot, sizeof(struct rc_snapshot) },
	{ &rc_kind_count, sizeof(struct rc_count) },
	{ &rc_kind_reviewed, sizeof(struct rc_reviewed) },
	/* source[] and at[] are of the fields, not fields. */
	{ &rc_kind_facts, offsetof(struct rc_facts, source) },
};

static size_t
size_of(enum rc_field_type type)
{
	switch (type) {
	case RC_TEXTUAL:
		return sizeof(const char *);
	case RC_INTEGER:
	case RC_INSTANT:
	case RC_MONEY:
		return sizeof(int64_t);
	case RC_BOOLEAN:
	case RC_CHOICE:
		return sizeof(int);
	case RC_DAY:
		return sizeof(rc_date);
	case RC_REF:
		return sizeof(struct rc_ref);
	}
	return 0;
}

static void
test_every_member_has_a_field(void **state)
{
	size_t k;
	size_t i;

	(void)state;
	for (k = 0; k < RC_COUNT(kinds); k++) {
		const struct rc_kind *kind = kinds[k].kind;
		size_t bytes = sizeof(struct rc_head);

		for (i = 0; i < kind->nfields; i++)
			bytes += size_of(kind->fields[i].type);
		if (bytes != kinds[k].bytes)
			fail_msg("%s: fields name %zu bytes of %zu", kind->name,
			         bytes, kinds[k].bytes);
	}
}

static void
test_all_kinds_are_here(void **state)
{
	size_t k;
	size_t i;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		for (i = 0; i < RC_COUNT(kinds); i++) {
			if (kinds[i].kind == rc_kinds[k])
				break;
		}
		assert_true(i < RC_COUNT(kinds));
	}
	assert_int_equal(k, RC_COUNT(kinds));
}

static void
test_fields_do_not_overlap(void **state)
{
	unsigned char taken[2048];
	size_t k;
	size_t i;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		const struct rc_kind *kind = rc_kinds[k];

		assert_true(kind->size <= sizeof(taken));
		memset(taken, 0, sizeof(taken));
		memset(taken, 1, sizeof(struct rc_head));
		for (i = 0; i < kind->nfields; i++) {
			const struct rc_field *f = &kind->fields[i];
			size_t n = size_of(f->type);

			assert_true(f->at + n <= kind->size);
			if (memchr(taken + f->at, 1, n) != NULL)
				fail_msg("%s.%s overlaps", kind->name, f->name);
			memset(taken + f->at, 1, n);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_member_has_a_field),
		cmocka_unit_test(test_all_kinds_are_here),
		cmocka_unit_test(test_fields_do_not_overlap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
