/* SPDX-License-Identifier: MIT */
/*
 * facts - a device's answer as a fact sheet.
 *
 * The answer comes from a machine that may be broken or hostile. Whatever it
 * says, the sheet holds only: text that is valid UTF-8, one line, at most
 * RC_FACT_TEXT_MAX bytes, without controls or bidi marks; numbers in a sane
 * range; days not beyond tomorrow. Anything else counts as not said. Unknown
 * keys are ignored, so that older programs understand newer probes.
 *
 * Placeholders that makers leave in firmware ("To Be Filled By O.E.M.", an all
 * zero UUID) identify nothing and count as not said (model/placeholder.h).
 */
#ifndef ROLLCALL_PROBE_FACTS_H
#define ROLLCALL_PROBE_FACTS_H

#include <rollcall/model/fact.h>

#define RC_FACT_TEXT_MAX ((size_t)1024)
#define RC_FACT_MACS     ((size_t)64)

/* `lines` as rc_probe_frame() gives them; `now` is the poller's clock, for the
 * clock's skew. The sheet's text lives in `arena`; head, source and at are left
 * as nothing. An answer of "unknown", and a yes/no fact named in needs_root,
 * gives RC_UNKNOWN; other facts that could not be read are absent. */
bool rc_probe_facts(struct rc_str lines, rc_ms now, struct rc_arena *arena,
                    struct rc_facts *ret, struct rc_err *err) RC_MUST;

/* The software that was asked for (script.h) and is there, as *ret_n names in
 * `arena`; *ret_looked is false when the device could not look. At most
 * RC_PROBE_SOFTWARE names, of the letters that were sent. */
#define RC_PROBE_SOFTWARE ((size_t)512)
bool rc_probe_software(struct rc_str lines, struct rc_arena *arena,
                       const char *const **ret, size_t *ret_n, bool *ret_looked,
                       struct rc_err *err) RC_MUST;

#endif
