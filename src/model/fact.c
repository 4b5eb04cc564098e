/* SPDX-License-Identifier: MIT */
/* fact - the vocabulary of facts about a device: field table. */
#include <rollcall/model/fact.h>

#include <rollcall/base/i18n.h>

#include <stddef.h>

const struct rc_word rc_fact_source_words[] = {
	{ "", "", NULL },
	{ "ssh", N_("poll"), NULL },
	{ "import", N_("import"), "tệp" },
	{ "manual", N_("manual"), "xác nhận tay" },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_answer_words[] = {
	{ "", "", NULL },
	{ "yes", N_("yes"), "on|true|1|có" },
	{ "no", N_("no"), "off|false|0|không" },
	{ "unknown", N_("unknown"), "không rõ" },
	{ NULL, NULL, NULL },
};

#define AT(member) offsetof(struct rc_facts, member)
static const struct rc_field fact_fields[] = {
	{ .name = "hostname", .label = N_("Host name"), .type = RC_TEXTUAL,
	  .at = AT(hostname) },
	{ .name = "machine_id", .label = N_("Machine id"), .type = RC_TEXTUAL,
	  .at = AT(machine_id) },
	{ .name = "serial", .label = N_("Serial number"), .type = RC_TEXTUAL,
	  .at = AT(serial) },
	{ .name = "uuid", .label = N_("Board UUID"), .type = RC_TEXTUAL, .at = AT(uuid) },
	{ .name = "manufacturer", .label = N_("Manufacturer"), .type = RC_TEXTUAL,
	  .at = AT(manufacturer) },
	{ .name = "model", .label = N_("Model"), .type = RC_TEXTUAL, .at = AT(model) },
	{ .name = "chassis", .label = N_("Chassis type"), .type = RC_TEXTUAL,
	  .at = AT(chassis) },
	{ .name = "mac", .label = N_("MAC addresses"), .type = RC_TEXTUAL, .at = AT(mac) },
	{ .name = "bios_date", .label = N_("BIOS date"), .type = RC_TEXTUAL,
	  .at = AT(bios_date) },
	{ .name = "cpu_model", .label = N_("CPU"), .type = RC_TEXTUAL,
	  .at = AT(cpu_model) },
	{ .name = "cpu_cores", .label = N_("CPU cores"), .type = RC_INTEGER,
	  .at = AT(cpu_cores) },
	{ .name = "ram_kb", .label = N_("RAM (KiB)"), .type = RC_INTEGER,
	  .at = AT(ram_kb) },
	{ .name = "disk_total_kb", .label = N_("System disk (KiB)"), .type = RC_INTEGER,
	  .at = AT(disk_total_kb) },
	{ .name = "disk_free_kb", .label = N_("Free (KiB)"), .type = RC_INTEGER,
	  .at = AT(disk_free_kb) },
	{ .name = "volume_kb", .label = N_("System volume (KiB)"), .type = RC_INTEGER,
	  .at = AT(volume_kb) },
	{ .name = "disk_rotational", .label = N_("Rotating disk"), .type = RC_CHOICE,
	  .at = AT(disk_rotational), .words = rc_answer_words },
	{ .name = "os_id", .label = N_("System"), .type = RC_TEXTUAL, .at = AT(os_id) },
	{ .name = "os_version_id", .label = N_("System version"), .type = RC_TEXTUAL,
	  .at = AT(os_version_id) },
	{ .name = "os_pretty", .label = N_("System name"), .type = RC_TEXTUAL,
	  .at = AT(os_pretty) },
	{ .name = "os_edition", .label = N_("Edition"), .type = RC_TEXTUAL,
	  .at = AT(os_edition) },
	{ .name = "kernel", .label = N_("Kernel"), .type = RC_TEXTUAL, .at = AT(kernel) },
	{ .name = "arch", .label = N_("Architecture"), .type = RC_TEXTUAL,
	  .at = AT(arch) },
	{ .name = "disk_encrypted", .label = N_("Disk encrypted"), .type = RC_CHOICE,
	  .at = AT(disk_encrypted), .words = rc_answer_words },
	{ .name = "firewall", .label = N_("Firewall on"), .type = RC_CHOICE,
	  .at = AT(firewall), .words = rc_answer_words },
	{ .name = "antivirus", .label = N_("Antivirus"), .type = RC_TEXTUAL,
	  .at = AT(antivirus) },
	{ .name = "antivirus_running", .label = N_("Antivirus running"),
	  .type = RC_CHOICE, .at = AT(antivirus_running), .words = rc_answer_words },
	{ .name = "antivirus_date", .label = N_("Signatures of"), .type = RC_DAY,
	  .at = AT(antivirus_date) },
	{ .name = "updates_pending", .label = N_("Security updates pending"),
	  .type = RC_INTEGER, .at = AT(updates_pending) },
	{ .name = "updates_since", .label = N_("Pending since"), .type = RC_DAY,
	  .at = AT(updates_since) },
	{ .name = "updates_last", .label = N_("Last update"), .type = RC_DAY,
	  .at = AT(updates_last) },
	{ .name = "scan_date", .label = N_("Last malware check"), .type = RC_DAY,
	  .at = AT(scan_date) },
	{ .name = "forbidden", .label = N_("Forbidden software"), .type = RC_TEXTUAL,
	  .at = AT(forbidden) },
	{ .name = "secure_boot", .label = N_("Secure boot"), .type = RC_CHOICE,
	  .at = AT(secure_boot), .words = rc_answer_words },
	{ .name = "tpm", .label = N_("TPM"), .type = RC_CHOICE, .at = AT(tpm),
	  .words = rc_answer_words },
	{ .name = "uptime_s", .label = N_("Uptime (s)"), .type = RC_INTEGER,
	  .at = AT(uptime_s) },
	{ .name = "clock_skew_s", .label = N_("Clock skew (s)"), .type = RC_INTEGER,
	  .at = AT(clock_skew_s) },
	{ .name = "needs_root", .label = N_("Needs root"), .type = RC_TEXTUAL,
	  .at = AT(needs_root) },
};
#undef AT

_Static_assert(RC_COUNT(fact_fields) <= RC_FACTS_MAX,
	       "struct rc_facts has too little room for source[] and at[]");

const struct rc_kind rc_kind_facts = {
	.name = "facts",
	.table = "fact",
	.label = N_("Facts"),
	.label_one = N_("fact sheet"),
	.size = sizeof(struct rc_facts),
	.fields = fact_fields,
	.nfields = RC_COUNT(fact_fields),
	.flags = RC_KIND_SHEET,
	.columns = "hostname serial os_pretty cpu_model ram_kb",
};
