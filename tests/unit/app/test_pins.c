/* SPDX-License-Identifier: MIT */
/* Which key may an address show? */
#include "app/pins.h"

#include "unit/app/fixture.h"

static struct rc_hostkey
key(const char *fingerprint)
{
	struct rc_hostkey k = { .algorithm = "ssh-ed25519" };

	snprintf(k.fingerprint, sizeof(k.fingerprint), "%s", fingerprint);
	return k;
}

static enum rc_trust
judge(struct fixture *f, struct rc_pins *pins, const char *address,
      const char *fingerprint, bool accept_new)
{
	struct rc_hostkey k = key(fingerprint);
	enum rc_trust trust =
	        rc_pins_judge(pins, address, &k, accept_new, NOON, &f->err);

	assert_int_equal(f->err.code, RC_OK);
	return trust;
}

static void
write_pin(struct fixture *f, const struct rc_pin *pin)
{
	begin(f, "pin");
	assert_true(fine(f, rc_pin_write(f->app, pin, &f->err)));
	commit(f);
}

static void
test_judging(void **state)
{
	struct fixture *f = *state;
	struct rc_pins pins;
	const struct rc_pin *fresh;
	struct rc_pin pin;

	rc_record_clear(&rc_kind_pin, &pin);
	pin.address = "pc-1:22";
	pin.algorithm = "ssh-ed25519";
	pin.fingerprint = "SHA256:one";
	pin.status = RC_PIN_TRUSTED;
	pin.since = NOON;
	write_pin(f, &pin);
	pin.address = "pc-2:22";
	pin.status = RC_PIN_REVOKED;
	write_pin(f, &pin);
	rc_pins_init(&pins);
	assert_true(fine(f, rc_pins_load(f->app, &f->arena, &pins, &f->err)));

	assert_string_equal(rc_pins_algorithm(&pins, "pc-1:22"), "ssh-ed25519");
	assert_null(rc_pins_algorithm(&pins, "pc-1:23"));
	assert_int_equal(judge(f, &pins, "pc-1:22", "SHA256:one", false),
	                 RC_TRUSTED);
	assert_int_equal(judge(f, &pins, "pc-1:22", "SHA256:two", false),
	                 RC_TRUST_CHANGED);
	assert_int_equal(judge(f, &pins, "pc-1:22", "SHA256:two", true),
	                 RC_TRUST_CHANGED);
	assert_int_equal(judge(f, &pins, "pc-2:22", "SHA256:one", true),
	                 RC_TRUST_REVOKED);
	assert_int_equal(judge(f, &pins, "pc-3:22", "SHA256:one", false),
	                 RC_TRUST_UNKNOWN);
	assert_null(rc_pins_take_new(&pins, "pc-3:22"));
	/* accepted at first sight, then held to */
	assert_int_equal(judge(f, &pins, "pc-3:22", "SHA256:one", true),
	                 RC_TRUSTED);
	assert_int_equal(judge(f, &pins, "pc-3:22", "SHA256:two", true),
	                 RC_TRUST_CHANGED);
	fresh = rc_pins_take_new(&pins, "pc-3:22");
	assert_non_null(fresh);
	assert_string_equal(fresh->fingerprint, "SHA256:one");
	assert_null(rc_pins_take_new(&pins, "pc-3:22"));
	assert_null(rc_pins_take_new(&pins, "pc-1:22"));
	write_pin(f, fresh);
	assert_int_equal(count(f, &rc_kind_pin, ""), 3);
	write_pin(f, fresh); /* over the one of that address */
	assert_int_equal(count(f, &rc_kind_pin, ""), 3);
	rc_pins_fini(&pins);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_judging, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
