/* SPDX-License-Identifier: MIT */
/* links - what links carry, against what is contracted. */
#ifndef CLI_LINKS_H
#define CLI_LINKS_H

#include <rollcall/model/view.h>

#include "run.h"

/* `list links measured [VIEW]`: one row per link of the view. A link is below
 * its contract when it carried less than 80% of it, full when more than 80% of
 * it was in use between two polls. */
bool cli_links_list(struct cli *cli, const struct rc_view *view,
                    struct rc_err *err) RC_MUST;

#endif
