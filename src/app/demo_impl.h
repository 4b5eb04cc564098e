/* SPDX-License-Identifier: MIT */
/*
 * demo_impl - what the parts of the sample fleet share: the random source, the
 * machine that is being made up, and the CSV texts that grow.
 *
 * demo.c makes up agencies and posts and loads the texts; demo_machine.c makes
 * up machines and what they would say of themselves; demo_papers.c loads the
 * contracts, orders and registers of data/demo.
 */
#ifndef ROLLCALL_SRC_APP_DEMO_IMPL_H
#define ROLLCALL_SRC_APP_DEMO_IMPL_H

#include <rollcall/app/demo.h>
#include <rollcall/app/write.h>
#include <rollcall/base/buf.h>
#include <rollcall/model/agency.h>

#include "app/demo_words.h"

/* How an agency of the sample stands; decides its machines. */
enum demo_mood { DEMO_READY, DEMO_FLAWED, DEMO_SHORT };

/* What is wrong with a machine. */
enum demo_flaw {
	DEMO_SOUND,
	DEMO_OLD,
	DEMO_OS_ENDED,
	DEMO_NO_ANTIVIRUS,
	DEMO_STALE_ANTIVIRUS,
	DEMO_NO_FIREWALL,
	DEMO_UPDATES_WAIT,
	DEMO_NOT_SCANNED,
	DEMO_PLAIN_DISK,
	DEMO_SILENT, /* nothing is known of it */
	DEMO_FLAWS
};

struct demo_os {
	const char *id, *version, *edition, *pretty, *kernel;
};

struct demo_machine {
	struct demo_machine *next; /* those with facts, in order */
	const char *tag;
	const struct demo_model *model;
	const struct demo_os *os; /* NULL: has none (printer) */
	enum demo_flaw flaw;
	const char *serial, *hostname, *mac;
	bool isolated;
	rc_date bought;
};

struct demo {
	struct rc_app *app;
	struct rc_arena arena;
	const struct rc_demo_options *options;
	uint64_t random; /* state of the source */
	rc_date today;
	struct rc_buf posts, devices, links, tokens, leaders;
	unsigned polled; /* machines that got an address so far */
	struct demo_machine *machines, **last_machine;
	/* of the agency at hand */
	const char *agency;
	enum rc_tier tier;
	enum demo_mood mood;
	bool reachable; /* its machines are in the simulated fleet */
	unsigned nposts, nmachines;
};

/* 0 .. n-1; n > 0. */
unsigned demo_random(struct demo *demo, unsigned n);
bool demo_chance(struct demo *demo, unsigned percent);

/* What a machine is wanted for. */
struct demo_want {
	const char *category, *post; /* post NULL: of the agency as a whole */
	const char *status;
	bool isolated;
	enum demo_flaw flaw;
};
/* Makes up one such machine and adds it to the devices text. */
bool demo_machine_add(struct demo *demo, const struct demo_want *want,
                      struct rc_err *err) RC_MUST;

/* Loads one CSV text of new records, or of changes to old ones, through the
 * import; `name` is for messages. */
bool demo_text_load(struct demo *demo, const struct rc_kind *kind,
                    const char *name, const struct rc_buf *text,
                    struct rc_err *err) RC_MUST;
bool demo_text_update(struct demo *demo, const struct rc_kind *kind,
                      const char *name, const struct rc_buf *text,
                      struct rc_err *err) RC_MUST;

/* Contracts, licences, waves, orders, systems and reported counts of the
 * sample province. */
bool demo_papers_load(struct demo *demo, struct rc_err *err) RC_MUST;

/* Writes the fact sheets of all machines that have one, in one batch. */
bool demo_facts_write(struct demo *demo, struct rc_err *err) RC_MUST;

#endif
