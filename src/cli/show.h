/* SPDX-License-Identifier: MIT */
/* show - the parts of what `show` prints: sections of one document. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include <rollcall/table/doc.h>

#include "run.h"

struct cli_show {
	struct cli *cli;
	struct rc_doc doc;
	const struct rc_kind *kind;
	void *record;
	rc_id id;
	bool people;
};

/* The rows that point here, the latest first. */
struct cli_related {
	const char *id, *title;
	const struct rc_kind *kind;
	const char *view;    /* sort= and cols= */
	const char *field;   /* that points here */
	struct rc_value key; /* what it holds then */
	size_t most;
};

/* A field as a cell that lives as long as the document. */
struct rc_doc_cell cli_show_cell(struct cli_show *show,
                                 const struct rc_field *field,
                                 const void *record);
bool cli_show_related(struct cli_show *show, const struct cli_related *related,
                      struct rc_err *err) RC_MUST;

/* Of a device: what it says, where the record differs, how it is judged. */
bool cli_show_facts(struct cli_show *show, struct rc_err *err) RC_MUST;
bool cli_show_drift(struct cli_show *show, struct rc_err *err) RC_MUST;
bool cli_show_findings(struct cli_show *show, struct rc_err *err) RC_MUST;

#endif
