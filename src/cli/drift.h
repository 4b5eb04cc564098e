/* SPDX-License-Identifier: MIT */
/* drift - where record, device and count disagree, as rows. */
#ifndef CLI_DRIFT_H
#define CLI_DRIFT_H

#include <rollcall/app/review.h>
#include <rollcall/table/doc.h>

#include "run.h"

#define CLI_DRIFT_COLUMNS 6
extern const struct rc_column cli_drift_columns[CLI_DRIFT_COLUMNS];
/* The cells of one; their texts live with the drift. */
void cli_drift_cells(const struct rc_drift *drift, bool for_people,
                     struct rc_doc_cell *ret);

/* `list devices drift [VIEW]`: one row per field that drifts. */
bool cli_drift_list(struct cli *cli, const struct rc_view *view,
                    struct rc_err *err) RC_MUST;

#endif
