/* SPDX-License-Identifier: MIT */
/*
 * inventory_judge - one document against what is there: the inside of
 * import_inventory.h. Nothing is written here.
 */
#ifndef ROLLCALL_SRC_APP_INVENTORY_JUDGE_H
#define ROLLCALL_SRC_APP_INVENTORY_JUDGE_H

#include <rollcall/app/imports.h>
#include <rollcall/app/write.h>

#include "app/import_likeness.h"
#include "import/plan.h"

#define RC_DEVICE_CELLS 64 /* at least the number of fields of devices */

struct rc_inventory_judge {
	struct rc_app *app;
	const struct rc_import_options *options;
	rc_ms file_time;       /* of documents that do not say theirs */
	struct rc_arena arena; /* of the import */
	struct rc_likeness likeness;
	struct rc_map seen; /* device -> line of its document */
	/* options->defaults, read. */
	struct rc_cell defaults[RC_DEVICE_CELLS];
	size_t ndefaults;

	/* For the remarks. */
	uint64_t undated, tagged_by_serial, outdated, odd, created;
	const char *first_odd;
	uint64_t first_odd_line;
};

/* What a document means; texts live as long as it and the arena. */
struct rc_inventory_verdict {
	struct rc_judged judged;
	struct rc_plan_fault fault;
	struct rc_plan_set sets[RC_FACTS_MAX]; /* facts that differ */
	struct rc_facts before, after;
	struct rc_device device; /* a new one */
	rc_ms at;
	/* To be written. */
	struct rc_cell device_cells[RC_DEVICE_CELLS];
	size_t ndevice_cells;
	struct rc_cell facts[RC_FACTS_MAX];
	size_t nfacts;
};

bool rc_inventory_judge_open(struct rc_inventory_judge *j, struct rc_app *app,
                             const struct rc_import_options *options,
                             struct rc_err *err) RC_MUST;
void rc_inventory_judge_close(struct rc_inventory_judge *j);
bool rc_inventory_judge(struct rc_inventory_judge *j,
                        const struct rc_inventory *doc, struct rc_arena *arena,
                        struct rc_inventory_verdict *ret,
                        struct rc_err *err) RC_MUST;
/* Sentences on what was assumed. */
bool rc_inventory_remarks(const struct rc_inventory_judge *j,
                          struct rc_arena *arena, rc_remark_fn *remark,
                          void *ctx, struct rc_err *err) RC_MUST;

#endif
