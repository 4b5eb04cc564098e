/* SPDX-License-Identifier: MIT */
/* export - devices for other programs: an Ansible inventory, Prometheus. */
#ifndef CLI_EXPORT_H
#define CLI_EXPORT_H

#include <rollcall/model/view.h>

#include "run.h"

/* The dynamic inventory as `ansible-inventory -i` takes it from a script: the
 * networked devices of the view that have a host, in groups by agency,
 * category and profile. No secrets and no names of persons. Values in which
 * Ansible would look for a template are left out. */
bool cli_export_ansible(struct cli *cli, const struct rc_view *view,
                        struct rc_err *err) RC_MUST;

/* Figures in the text format of Prometheus, for the textfile collector: the
 * devices of the view by agency, status and outcome of their last poll, the
 * links, and the quota. No names of persons. */
bool cli_export_prometheus(struct cli *cli, const struct rc_view *view,
                           struct rc_err *err) RC_MUST;

#endif
