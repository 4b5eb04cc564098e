/* SPDX-License-Identifier: MIT */
/*
 * facts - every key=value line of one device, in a fixed order.
 *
 * A value comes from the CSV row; what the row does not say comes from the
 * host's hash; host_defects() and host_drift() bend it. `clock` and the dates
 * of antivirus and updates follow the wall clock, all else never changes.
 */
#ifndef FLEET_FACTS_H
#define FLEET_FACTS_H

#include "answer.h"

void facts_put(struct answer *a);

#endif
