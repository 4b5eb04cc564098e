/* SPDX-License-Identifier: MIT */
/* kind - every table against its struct, and against itself. */
#include <lib/unit.h>

#include <rollcall/base/buf.h>
#include <rollcall/base/fold.h>
#include <rollcall/base/map.h>
#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>
#include <rollcall/model/log.h>
#include <rollcall/model/norm.h>

#include <string.h>

static void
test_tables_are_whole(void **state)
{
	size_t k;
	size_t i;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		const struct rc_kind *kind = rc_kinds[k];
		size_t keys = 0;

		assert_ptr_equal(rc_kind_find(rc_str_of(kind->name)), kind);
		assert_ptr_equal(rc_kind_find(rc_str_of(kind->table)), kind);
		for (i = 0; i < kind->nfields; i++) {
			const struct rc_field *f = &kind->fields[i];

			assert_non_null(f->name);
			assert_true(f->label[0] != '\0');
			assert_int_equal(f->type == RC_CHOICE,
			                 f->words != NULL);
			assert_int_equal(f->type == RC_REF, f->ref != NULL);
			assert_int_equal(f->valid != NULL, f->form != NULL);
			if (f->type == RC_REF)
				assert_non_null(
				        rc_kind_find(rc_str_of(f->ref)));
			keys += (f->flags & RC_KEY) != 0;
		}
		assert_true(keys <= 1);
		assert_int_equal(keys, rc_kind_key(kind) != NULL);
	}
	assert_int_equal(k, 29);
}

/* A kind refers to itself or to one before it: the order of imports. */
static void
test_order_of_kinds(void **state)
{
	size_t k;
	size_t i;
	size_t r;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		for (i = 0; i < rc_kinds[k]->nfields; i++) {
			const struct rc_field *f = &rc_kinds[k]->fields[i];

			if (f->type != RC_REF)
				continue;
			for (r = 0; strcmp(rc_kinds[r]->name, f->ref) != 0; r++)
				;
			assert_true(r <= k);
		}
	}
}

static size_t
claim(struct rc_map *seen, const struct rc_kind *kind, size_t field,
      struct rc_str name)
{
	struct rc_buf key;
	size_t bad = 0;
	int64_t owner;
	bool is_new;

	rc_buf_init(&key, 1024);
	rc_fold_header(&key, name);
	assert_true(key.n > 0);
	if (rc_map_find(seen, rc_buf_str(&key), &owner) &&
	    owner != (int64_t)field)
		print_error("%s: \"%s\" is %s and %s\n", kind->name, key.p,
		            kind->fields[owner].name, kind->fields[field].name);
	if (rc_map_find(seen, rc_buf_str(&key), &owner))
		bad += owner != (int64_t)field;
	assert_true(
	        rc_map_put(seen, rc_buf_str(&key), (int64_t)field, &is_new));
	rc_buf_fini(&key);
	return bad;
}

static void
test_names_are_unambiguous(void **state)
{
	size_t bad = 0;
	size_t k;
	size_t i;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		const struct rc_kind *kind = rc_kinds[k];
		struct rc_map seen;

		rc_map_init(&seen);
		for (i = 0; i < kind->nfields; i++) {
			const struct rc_field *f = &kind->fields[i];
			struct rc_str rest = rc_str_of(f->also);
			struct rc_str name;

			bad += claim(&seen, kind, i, rc_str_of(f->name));
			bad += claim(&seen, kind, i, rc_str_of(f->label));
			while (f->also != NULL &&
			       rc_str_split(&rest, '|', &name))
				bad += claim(&seen, kind, i, name);
		}
		/* The words of the view language are no fields. */
		assert_null(rc_field_find(kind, RC_STR("sort")));
		assert_null(rc_field_find(kind, RC_STR("cols")));
		rc_map_fini(&seen);
	}
	assert_int_equal(bad, 0);
}

static void
test_words_are_unambiguous(void **state)
{
	size_t k;
	size_t i;
	size_t w;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		for (i = 0; i < rc_kinds[k]->nfields; i++) {
			const struct rc_field *f = &rc_kinds[k]->fields[i];

			for (w = 1; f->words != NULL && f->words[w].name; w++) {
				struct rc_str rest =
				        rc_str_of(f->words[w].also);
				struct rc_str name;

				assert_int_equal(
				        rc_word_find(
				                f->words,
				                rc_str_of(f->words[w].name)),
				        w);
				assert_int_equal(
				        rc_word_find(
				                f->words,
				                rc_str_of(f->words[w].label)),
				        w);
				while (f->words[w].also != NULL &&
				       rc_str_split(&rest, '|', &name))
					assert_int_equal(
					        rc_word_find(f->words, name),
					        w);
			}
		}
	}
}

/* The example row of a template reads back field by field. */
static void
test_examples(void **state)
{
	size_t k;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		const struct rc_kind *kind = rc_kinds[k];
		struct rc_err err = { 0 };
		struct rc_str rest = rc_str_of(kind->example);
		struct rc_str cell;
		struct rc_arena arena;
		void *record;
		size_t n = 0;

		if (kind->example == NULL)
			continue;
		rc_arena_init(&arena);
		record = rc_record_new(kind, &arena);
		while (rc_str_split(&rest, ',', &cell)) {
			struct rc_value value;

			assert_true(n < kind->nfields);
			if (!rc_field_parse(&kind->fields[n], cell,
			                    RC_YMD_OR_DMY, &arena, &value,
			                    &err))
				fail_msg("%s.%s: %s", kind->name,
				         kind->fields[n].name, err.text);
			rc_field_put(&kind->fields[n], record, value);
			if (kind->fields[n].type == RC_REF &&
			    value.type == RC_TEXT)
				*rc_field_ref(&kind->fields[n], record) =
				        (struct rc_ref){ 0, value.s.p };
			n++;
		}
		if (n != kind->nfields)
			fail_msg("%s: %zu cells, %zu fields", kind->name, n,
			         kind->nfields);
		if (!rc_record_check(kind, record, &err))
			fail_msg("%s: %s", kind->name, err.text);
		rc_arena_fini(&arena);
	}
}

static void
test_columns_exist(void **state)
{
	size_t k;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		struct rc_str rest = rc_str_of(rc_kinds[k]->columns);
		struct rc_str name;
		size_t n = 0;

		while (rc_str_split(&rest, ' ', &name)) {
			const struct rc_field *f =
			        rc_field_find(rc_kinds[k], name);

			if (f == NULL || !rc_str_is(name, f->name))
				fail_msg("%s: no column %.*s",
				         rc_kinds[k]->name, (int)name.n,
				         name.p);
			n++;
		}
		assert_true(n >= 3);
	}
}

static void
test_finding_fields(void **state)
{
	static const struct {
		const char *name, *field;
	} table[] = {
		{ "serial", "serial" },
		{ "Serial Number", "serial" },
		{ "SERIAL_NUMBER", "serial" },
		{ "s/n", "serial" },
		{ "  Số sê-ri ", "serial" },
		{ "so se ri", "serial" },
		{ "Mã tài sản", "asset_tag" },
		{ "lớp", "category" },
		{ "class", "category" },
		{ "bh", "warranty_end" },
		{ "bảo_hành", "warranty_end" },
		{ "Warranty", "warranty_months" },
		{ "Checked Out to: Full Name", "custodian" },
		{ "tag", "asset_tag" },
		{ "colour", NULL },
		{ "", NULL },
		{ "|", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(table); i++) {
		const struct rc_field *f = rc_field_find(
		        &rc_kind_device, rc_str_of(table[i].name));

		if (table[i].field == NULL)
			assert_null(f);
		else if (f == NULL)
			fail_msg("%s finds nothing", table[i].name);
		else
			assert_string_equal(f->name, table[i].field);
	}
	assert_null(rc_kind_find(RC_STR("devise")));
	assert_null(rc_kind_key(&rc_kind_custody));
	assert_string_equal(rc_kind_key(&rc_kind_token)->name, "serial");
}

static void
test_check(void **state)
{
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_agency *a;

	(void)state;
	rc_arena_init(&arena);
	a = rc_record_new(&rc_kind_agency, &arena);
	assert_int_equal(a->in_quota, -1);
	assert_int_equal(a->valid_from, RC_DATE_NONE);
	assert_false(rc_record_check(&rc_kind_agency, a, &err));
	assert_int_equal(err.code, RC_EINVALID);
	assert_string_equal(err.text, "Code (code) is missing");
	a->code = "H19";
	a->name = "Tỉnh ủy";
	a->tier = RC_TIER_PROVINCE;
	assert_true(rc_record_check(&rc_kind_agency, a, &err));
	a->valid_from = 20000;
	a->valid_to = 19999;
	assert_false(rc_record_check(&rc_kind_agency, a, &err));
	assert_string_equal(err.text, "it ends before it begins");
	rc_record_head(a)->id = 7;
	assert_int_equal(a->head.id, 7);
	rc_record_clear(&rc_kind_agency, a);
	assert_int_equal(a->head.id, 0);
	assert_null(a->name);
	rc_arena_fini(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables_are_whole),
		cmocka_unit_test(test_order_of_kinds),
		cmocka_unit_test(test_names_are_unambiguous),
		cmocka_unit_test(test_words_are_unambiguous),
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_columns_exist),
		cmocka_unit_test(test_finding_fields),
		cmocka_unit_test(test_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
