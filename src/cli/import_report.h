/* SPDX-License-Identifier: MIT */
/*
 * import_report - what an import has to tell, for machines, on standard
 * output: every fault and every changed cell as it is found, in flat memory,
 * then, in JSON, the causes and the counts.
 *
 * CSV: one row per fault or changed cell,
 *	line,verdict,key,field,column,header,before,after,reason,hint,suggest
 * where verdict is "fault" or "change". Of a fault, `before` is the cell.
 *
 * JSON: one object, keys in this order:
 *	file kind dry_run details groups remarks read created updated unchanged
 *	rejected made faults changes batch
 * or, if the file could not be judged, `error` after `details`.
 */
#ifndef CLI_IMPORT_REPORT_H
#define CLI_IMPORT_REPORT_H

#include <rollcall/app/imports.h>

#include "run.h"

struct import_report {
	struct cli *cli;
	bool json;
	bool empty; /* no detail so far */
	struct rc_buf line;
};

/* Sets what the options need. */
bool cli_report_begin(struct import_report *report, struct cli *cli, bool json,
                      struct rc_import_options *options,
                      struct rc_err *err) RC_MUST;
/* `result` NULL: it failed, with `why`. */
bool cli_report_end(struct import_report *report,
                    const struct rc_import_result *result, const char *why,
                    struct rc_err *err) RC_MUST;

#endif
