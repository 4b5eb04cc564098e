/* SPDX-License-Identifier: MIT */
/* facts - fact sheets as rows of device, name, value, source, at. */
#ifndef CLI_FACTS_H
#define CLI_FACTS_H

#include "run.h"

/* What `import facts` takes back unchanged; the view is one of facts. */
bool cli_facts_export(struct cli *cli, const struct rc_view *view,
                      struct rc_err *err) RC_MUST;

#endif
