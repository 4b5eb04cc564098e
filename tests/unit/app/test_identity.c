/* SPDX-License-Identifier: MIT */
/* Is it the same machine? And what is shown to a person. */
#include "unit/app/fixture.h"

#include <rollcall/app/review.h>

#include "app/identity.h"

#define MAC_A "54:bf:64:00:00:01"
#define MAC_B "54:bf:64:00:00:02"
#define MAC_C "54:bf:64:00:00:03"
#define UUID1 "4c4c4544-0042-3510-8051-b4c04f4d4e31"
#define UUID2 "4c4c4544-0042-3510-8051-b4c04f4d4e32"

struct said {
	const char *serial, *uuid, *mac, *machine_id;
};

static struct rc_facts
sheet(const struct said *said, enum rc_fact_source source)
{
	struct rc_facts f;

	rc_record_clear(&rc_kind_facts, &f);
	f.serial = said->serial;
	f.uuid = said->uuid;
	f.mac = said->mac;
	f.machine_id = said->machine_id;
	memset(f.source, source, sizeof(f.source));
	return f;
}

static void
test_weights(void **state)
{
	static const struct {
		struct said before, now;
		const char *why; /* NULL: the same machine */
	} cases[] = {
		{ { "A", UUID1, MAC_A, "m1" },
		  { "A", UUID1, MAC_A, "m1" },
		  NULL },
		{ { "A", UUID1, MAC_A, "m1" },
		  { "a", UUID1, MAC_A, "m1" },
		  NULL },
		/* one thing was changed */
		{ { "A", UUID1, MAC_A, "m1" },
		  { "A", UUID1, MAC_A, "m2" },
		  NULL },
		{ { "A", UUID1, MAC_A, "m1" },
		  { "A", UUID1, MAC_B, "m1" },
		  NULL },
		{ { "A", UUID1, MAC_A, "m1" },
		  { "B", UUID1, MAC_A, "m1" },
		  NULL },
		{ { "A", NULL, NULL, NULL }, { "B", NULL, NULL, NULL }, NULL },
		/* a card more, in another order */
		{ { "A", NULL, MAC_A " " MAC_B, NULL },
		  { "B", NULL, MAC_C " " MAC_B, NULL },
		  NULL },
		/* new board in the old machine, old disk in a new one */
		{ { "A", UUID1, MAC_A, "m1" },
		  { "B", UUID2, MAC_B, "m1" },
		  "serial, uuid, mac" },
		{ { "A", UUID1, MAC_A, "m1" },
		  { "B", UUID2, MAC_B, "m2" },
		  "serial, uuid, mac, machine_id" },
		/* without rights only cards and machine-id are said */
		{ { NULL, NULL, MAC_A, "m1" },
		  { NULL, NULL, MAC_B, "m2" },
		  "mac, machine_id" },
		{ { NULL, NULL, MAC_A, "m1" },
		  { NULL, NULL, MAC_B, "m1" },
		  NULL },
		/* placeholders say nothing */
		{ { "Default string", UUID1, NULL, NULL },
		  { "To be filled by O.E.M.", UUID1, NULL, NULL },
		  NULL },
		{ { "A", "00000000-0000-0000-0000-000000000000", NULL, NULL },
		  { "B", UUID2, NULL, NULL },
		  NULL },
		/* nothing to compare */
		{ { NULL, NULL, NULL, NULL },
		  { "B", UUID2, MAC_B, "m2" },
		  NULL },
		{ { "A", UUID1, MAC_A, "m1" },
		  { NULL, NULL, NULL, NULL },
		  NULL },
	};

	(void)state;
	for (size_t i = 0; i < RC_COUNT(cases); i++) {
		struct rc_facts before = sheet(&cases[i].before, RC_SOURCE_SSH);
		struct rc_facts now = sheet(&cases[i].now, RC_SOURCE_SSH);
		char why[80];
		bool other =
		        rc_identity_is_other(&before, &now, why, sizeof(why));

		if (other != (cases[i].why != NULL))
			fail_msg("case %zu: %s", i, why);
		if (other)
			assert_string_equal(why, cases[i].why);
		/* What a file said of it binds nobody. */
		before = sheet(&cases[i].before, RC_SOURCE_IMPORT);
		assert_false(
		        rc_identity_is_other(&before, &now, why, sizeof(why)));
	}
}

static void
say_of(struct fixture *f, const char *tag, const struct said *said)
{
	const char *texts[] = { said->serial, said->uuid, said->machine_id };
	const char *names[] = { "serial", "uuid", "machine_id" };
	struct rc_cell cells[3];
	struct rc_change change = { .kind = &rc_kind_facts,
		                    .cells = cells,
		                    .source = RC_SOURCE_SSH,
		                    .at = NOON };

	assert_true(rc_key_find(f->app, &rc_kind_device, rc_str_of(tag),
	                        &change.id));
	for (size_t i = 0; i < 3; i++) {
		if (texts[i] == NULL)
			continue;
		cells[change.ncells++] =
		        (struct rc_cell){ rc_field_find(&rc_kind_facts,
			                                rc_str_of(names[i])),
			                  rc_value_text(texts[i]) };
	}
	begin(f, "poll");
	assert_true(fine(f, rc_write(f->app, &change, NULL, &f->err)));
	commit(f);
}

struct seen {
	char lines[8][120];
	size_t n;
};

static bool
take(void *ctx, const struct rc_review *r, struct rc_err *err)
{
	struct seen *s = ctx;

	(void)err;
	assert_true(s->n < RC_COUNT(s->lines));
	snprintf(s->lines[s->n++], sizeof(s->lines[0]), "%d %s %s %s %s",
	         (int)r->what, r->device, rc_text_or_empty(r->with),
	         rc_text_or_empty(r->field), rc_text_or_empty(r->value));
	return true;
}

static void
test_review(void **state)
{
	static const struct {
		const char *tag, *serial;
		struct said said;
	} devices[] = {
		{ "D1", "S1", { "S1", UUID1, NULL, "m1" } },
		{ "D2", "S2", { "S2", UUID2, NULL, "m1" } }, /* a clone of D1 */
		{ "D3", "S3", { "S4", NULL, NULL, NULL } },  /* D4's machine */
		{ "D4", "S4", { NULL, NULL, NULL, "m4" } },
		{ "D5", "S5", { "S5", UUID1, NULL, "m5" } },
	};
	struct fixture *f = *state;
	struct seen s = { .n = 0 };
	struct rc_event e = { .outcome = "other_machine",
		              .phase = "closing",
		              .at = NOON };
	char pairs[200];

	add_few(f);
	for (size_t i = 0; i < RC_COUNT(devices); i++) {
		snprintf(
		        pairs, sizeof(pairs),
		        "asset_tag=%s|serial=%s|category=desktop|status=in_use|"
		        "agency=25363|connectivity=networked",
		        devices[i].tag, devices[i].serial);
		e.device.id = add(f, &rc_kind_device, pairs);
		say_of(f, devices[i].tag, &devices[i].said);
	}
	begin(f, "poll");
	assert_true(fine(f, rc_event_add(f->app, &e, &f->err)));
	commit(f);
	assert_true(fine(f, rc_review_each(f->app, take, &s, &f->err)));
	assert_int_equal(s.n, 4);
	assert_string_equal(s.lines[0], "0 D5   ");
	assert_string_equal(s.lines[1], "1 D3 D4 serial S4");
	assert_string_equal(s.lines[2], "2 D1 D2 machine_id m1");
	assert_string_equal(s.lines[3], "2 D1 D5 uuid " UUID1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weights),
		cmocka_unit_test_setup_teardown(test_review, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
