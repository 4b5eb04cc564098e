/* SPDX-License-Identifier: MIT */
/* inventory_build - sections and values by name, and text made safe. */
#include "import/inventory_build.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include "import/inventory_item.h"

#include <stdarg.h>
#include <string.h>

static const struct {
	const char *name;
	enum rc_inv_section section;
} sections[] = {
	{ "accesslog", RC_INV_ACCESSLOG },
	{ "antivirus", RC_INV_ANTIVIRUS },
	{ "bios", RC_INV_BIOS },
	{ "cpus", RC_INV_CPU },
	{ "drives", RC_INV_DRIVE },
	{ "firewall", RC_INV_FIREWALL },
	{ "firewalls", RC_INV_FIREWALL },
	{ "hardware", RC_INV_HARDWARE },
	{ "memories", RC_INV_MEMORY },
	{ "networks", RC_INV_NETWORK },
	{ "operatingsystem", RC_INV_SYSTEM },
	{ "softwares", RC_INV_SOFTWARE },
	{ "storages", RC_INV_STORAGE },
	{ "users", RC_INV_USER },
};

/* Of one section the first name that says something fills the slot. */
static const struct {
	const char *name;
	enum rc_inv_section section;
	enum rc_inv_slot slot;
} names[] = {
	{ "logdate", RC_INV_ACCESSLOG, RC_INV_DATE },
	{ "name", RC_INV_ANTIVIRUS, RC_INV_NAME },
	{ "enabled", RC_INV_ANTIVIRUS, RC_INV_STATE },
	{ "base_creation", RC_INV_ANTIVIRUS, RC_INV_DATE },
	{ "smanufacturer", RC_INV_BIOS, RC_INV_MAKER },
	{ "mmanufacturer", RC_INV_BIOS, RC_INV_MAKER_BOARD },
	{ "smodel", RC_INV_BIOS, RC_INV_MODEL },
	{ "mmodel", RC_INV_BIOS, RC_INV_MODEL_BOARD },
	{ "ssn", RC_INV_BIOS, RC_INV_SERIAL },
	{ "enclosureserial", RC_INV_BIOS, RC_INV_SERIAL_BOX },
	{ "assettag", RC_INV_BIOS, RC_INV_TAG },
	{ "bdate", RC_INV_BIOS, RC_INV_DATE },
	{ "type", RC_INV_BIOS, RC_INV_TYPE },
	{ "secure_boot", RC_INV_BIOS, RC_INV_STATE },
	{ "name", RC_INV_CPU, RC_INV_NAME },
	{ "type", RC_INV_CPU, RC_INV_TYPE },
	{ "core", RC_INV_CPU, RC_INV_CORES },
	{ "cores", RC_INV_CPU, RC_INV_CORES },
	{ "corecount", RC_INV_CPU, RC_INV_CORES_ALL },
	{ "type", RC_INV_DRIVE, RC_INV_TYPE },
	{ "letter", RC_INV_DRIVE, RC_INV_LETTER },
	{ "systemdrive", RC_INV_DRIVE, RC_INV_SYSTEM_DRIVE },
	{ "total", RC_INV_DRIVE, RC_INV_SIZE },
	{ "free", RC_INV_DRIVE, RC_INV_FREE },
	{ "encrypt_status", RC_INV_DRIVE, RC_INV_ENCRYPTED },
	{ "status", RC_INV_FIREWALL, RC_INV_STATE },
	{ "name", RC_INV_HARDWARE, RC_INV_NAME },
	{ "uuid", RC_INV_HARDWARE, RC_INV_UUID },
	{ "memory", RC_INV_HARDWARE, RC_INV_SIZE },
	{ "chassis_type", RC_INV_HARDWARE, RC_INV_TYPE },
	{ "lastloggeduser", RC_INV_HARDWARE, RC_INV_USER_NAME },
	{ "userid", RC_INV_HARDWARE, RC_INV_USER_NAME },
	{ "osname", RC_INV_HARDWARE, RC_INV_OS_NAME },
	{ "osversion", RC_INV_HARDWARE, RC_INV_OS_VERSION },
	{ "processort", RC_INV_HARDWARE, RC_INV_CPU_NAME },
	{ "arch", RC_INV_HARDWARE, RC_INV_ARCH },
	{ "archname", RC_INV_HARDWARE, RC_INV_ARCH },
	{ "capacity", RC_INV_MEMORY, RC_INV_SIZE },
	{ "description", RC_INV_NETWORK, RC_INV_NAME },
	{ "mac", RC_INV_NETWORK, RC_INV_MAC },
	{ "macaddr", RC_INV_NETWORK, RC_INV_MAC },
	{ "type", RC_INV_NETWORK, RC_INV_TYPE },
	{ "virtualdev", RC_INV_NETWORK, RC_INV_VIRTUAL },
	{ "name", RC_INV_SOFTWARE, RC_INV_NAME },
	{ "name", RC_INV_STORAGE, RC_INV_NAME },
	{ "model", RC_INV_STORAGE, RC_INV_MODEL },
	{ "disksize", RC_INV_STORAGE, RC_INV_SIZE },
	{ "type", RC_INV_STORAGE, RC_INV_TYPE },
	{ "interface", RC_INV_STORAGE, RC_INV_INTERFACE },
	{ "name", RC_INV_SYSTEM, RC_INV_NAME },
	{ "full_name", RC_INV_SYSTEM, RC_INV_FULL_NAME },
	{ "version", RC_INV_SYSTEM, RC_INV_VERSION },
	{ "kernel_name", RC_INV_SYSTEM, RC_INV_KERNEL },
	{ "kernel_version", RC_INV_SYSTEM, RC_INV_KERNEL_VERSION },
	{ "arch", RC_INV_SYSTEM, RC_INV_ARCH },
	{ "login", RC_INV_USER, RC_INV_NAME },
	{ "domain", RC_INV_USER, RC_INV_DOMAIN },
};

static const char *const identities[RC_INV_IDS] = {
	[RC_INV_ID_SERIAL] = "serial",
	[RC_INV_ID_UUID] = "uuid",
	[RC_INV_ID_MAC] = "mac",
	[RC_INV_ID_TAG] = "asset_tag",
	[RC_INV_ID_MAKER] = "manufacturer",
	[RC_INV_ID_MODEL] = "model",
};

bool
rc_inventory_build_init(struct rc_inventory_build *b, rc_ms now,
                        struct rc_err *err)
{
	size_t i;

	memset(b, 0, sizeof(*b));
	b->now = now;
	rc_arena_init(&b->arena);
	rc_arena_init(&b->item);
	rc_arena_init(&b->keep);
	rc_buf_init(&b->text, 8 * RC_INVENTORY_TEXT_MAX);
	rc_buf_init(&b->macs, (size_t)18 * RC_INVENTORY_MACS_MAX);
	for (i = 0; i < RC_INV_IDS; i++) {
		if (rc_placeholders_of(identities[i], &b->keep,
		                       &b->placeholders[i], err))
			continue;
		rc_inventory_build_fini(b);
		return false;
	}
	return true;
}

void
rc_inventory_build_fini(struct rc_inventory_build *b)
{
	rc_free(b->software);
	b->software = NULL;
	rc_buf_fini(&b->text);
	rc_buf_fini(&b->macs);
	rc_arena_fini(&b->arena);
	rc_arena_fini(&b->item);
	rc_arena_fini(&b->keep);
}

void
rc_inventory_begin(struct rc_inventory_build *b, uint64_t line)
{
	rc_arena_clear(&b->arena);
	rc_arena_clear(&b->item);
	rc_buf_clear(&b->macs);
	b->nmacs = 0;
	memset(&b->doc, 0, sizeof(b->doc));
	b->doc.line = line;
	b->doc.at = RC_MS_NONE;
	rc_record_clear(&rc_kind_facts, &b->doc.facts);
	b->section = RC_INV_NONE;
	memset(b->slots, 0, sizeof(b->slots));
	memset(b->os, 0, sizeof(b->os));
	b->cpu_name = NULL;
	b->memory_mb = 0;
	b->modules_mb = 0;
	b->disks = 0;
	b->disks_turning = 0;
	b->disks_still = 0;
	b->disk_mb = 0;
	b->volume_rank = 0;
	b->antivirus_on = false;
}

bool
rc_inventory_open(struct rc_inventory_build *b, struct rc_str section)
{
	size_t i;

	for (i = 0; i < RC_COUNT(sections); i++) {
		if (!rc_str_is_nocase(section, sections[i].name))
			continue;
		b->section = sections[i].section;
		memset(b->slots, 0, sizeof(b->slots));
		rc_arena_clear(&b->item);
		return true;
	}
	return false;
}

static size_t
find_name(const struct rc_inventory_build *b, struct rc_str name)
{
	size_t i;

	for (i = 0; i < RC_COUNT(names); i++) {
		if (names[i].section == b->section &&
		    rc_str_is_nocase(name, names[i].name))
			return i;
	}
	return SIZE_MAX;
}

bool
rc_inventory_knows(const struct rc_inventory_build *b, struct rc_str name)
{
	return b->section != RC_INV_NONE && find_name(b, name) != SIZE_MAX;
}

/* The longest front of at most `max` bytes that ends between two characters. */
static struct rc_str
cut(struct rc_str s, size_t max)
{
	if (s.n <= max)
		return s;
	while (max > 0 && ((unsigned char)s.p[max] & 0xC0) == 0x80)
		max--;
	s.n = max;
	return s;
}

/* Safe text in `arena`; NULL when it is blank. */
static const char *
clean_into(struct rc_inventory_build *b, struct rc_str text,
           struct rc_arena *arena)
{
	struct rc_str clean;
	const char *copy;

	rc_buf_clear(&b->text);
	rc_text_screen(&b->text, cut(rc_str_trim(text), RC_INVENTORY_TEXT_MAX));
	b->nomem |= b->text.state == RC_BUF_NOMEM;
	clean = rc_str_trim(cut(rc_buf_str(&b->text), RC_INVENTORY_TEXT_MAX));
	if (clean.n == 0)
		return NULL;
	copy = rc_arena_textn(arena, clean.p, clean.n);
	b->nomem |= copy == NULL;
	return copy;
}

const char *
rc_inventory_clean(struct rc_inventory_build *b, struct rc_str text)
{
	return clean_into(b, text, &b->arena);
}

void
rc_inventory_say(struct rc_inventory_build *b, struct rc_str name,
                 struct rc_str text)
{
	size_t at = find_name(b, name);

	if (b->section != RC_INV_NONE && at != SIZE_MAX &&
	    b->slots[names[at].slot] == NULL)
		b->slots[names[at].slot] = clean_into(b, text, &b->item);
}

void
rc_inventory_close(struct rc_inventory_build *b)
{
	if (b->section != RC_INV_NONE)
		rc_inventory_take(b);
	b->section = RC_INV_NONE;
}

void
rc_inventory_refuse(struct rc_inventory_build *b, const char *fmt, ...)
{
	char text[512];
	va_list args;

	if (b->doc.refusal != NULL)
		return;
	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	b->doc.refusal = rc_inventory_clean(b, rc_str_of(text));
}

bool
rc_inventory_end(struct rc_inventory_build *b, struct rc_inventory *ret,
                 struct rc_err *err)
{
	rc_inventory_settle(b);
	if (b->nmacs > 0) {
		b->doc.facts.mac = rc_arena_text(&b->arena, b->macs.p);
		b->nomem |= b->doc.facts.mac == NULL;
	}
	if (b->nomem || b->macs.state != RC_BUF_OK)
		return rc_fail_nomem(err);
	b->doc.software = b->software;
	*ret = b->doc;
	return true;
}
