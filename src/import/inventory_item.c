/* SPDX-License-Identifier: MIT */
/* inventory_item - what each section says of the device, by table. */
#include "import/inventory_item.h"

#include <rollcall/base/text.h>

#include "import/inventory_os.h"

#include <string.h>

#define RAM_MB_MAX  (INT64_C(1) << 30)
#define DISK_MB_MAX (INT64_C(1) << 40)
#define CORES_MAX   65536
#define KIB         1024 /* in a MB */

void
rc_inventory_odd(struct rc_inventory_build *b, const char *what,
                 const char *value)
{
	struct rc_str shown;
	size_t width;

	if (b->doc.odd++ > 0)
		return;
	shown = rc_text_clip(rc_str_of(value), 80, &width);
	b->doc.first_odd = rc_arena_printf(&b->arena, "%s: %.*s", what,
	                                   (int)shown.n, shown.p);
	b->nomem |= b->doc.first_odd == NULL;
}

/* --- readings of a slot --------------------------------------------------- */

static struct rc_str
slot(const struct rc_inventory_build *b, enum rc_inv_slot at)
{
	return rc_str_of(b->slots[at]);
}

/* A text for the document; it stays when there is one already. */
static void
keep(struct rc_inventory_build *b, enum rc_inv_slot at, const char **member)
{
	if (*member != NULL || b->slots[at] == NULL)
		return;
	*member = rc_arena_text(&b->arena, b->slots[at]);
	b->nomem |= *member == NULL;
}

static bool
is_placeholder(const struct rc_inventory_build *b, enum rc_inv_identity id,
               struct rc_str value)
{
	return rc_placeholders_have(&b->placeholders[id], value);
}

static void
keep_identity(struct rc_inventory_build *b, enum rc_inv_slot at,
              enum rc_inv_identity id, const char **member)
{
	if (!is_placeholder(b, id, slot(b, at)))
		keep(b, at, member);
}

/* A number from 1 to `max`; 0 is how agents say that they do not know. */
static int64_t
number(struct rc_inventory_build *b, enum rc_inv_slot at, const char *what,
       int64_t max)
{
	int64_t n;

	if (b->slots[at] == NULL)
		return 0;
	if (rc_str_int(slot(b, at), 0, max, &n))
		return n;
	rc_inventory_odd(b, what, b->slots[at]);
	return 0;
}

static const struct {
	const char *word;
	int answer;
} answers[] = {
	{ "1", RC_YES },       { "true", RC_YES },     { "yes", RC_YES },
	{ "on", RC_YES },      { "enabled", RC_YES },  { "0", RC_NO },
	{ "false", RC_NO },    { "no", RC_NO },        { "off", RC_NO },
	{ "disabled", RC_NO }, { "partially", RC_NO }, { "unsupported", RC_NO },
};

static int
answer(const struct rc_inventory_build *b, enum rc_inv_slot at)
{
	size_t i;

	for (i = 0; i < RC_COUNT(answers); i++) {
		if (rc_str_is_nocase(slot(b, at), answers[i].word))
			return answers[i].answer;
	}
	return RC_ANSWER_NONE;
}

/* --- sections ------------------------------------------------------------- */

/* "2026-11-22 08:15:00", in Vietnam's time. */
static void
take_accesslog(struct rc_inventory_build *b)
{
	struct rc_str text = slot(b, RC_INV_DATE);
	struct rc_err ignored = { 0 };
	char iso[32];
	rc_ms at;

	if (text.n == 0 || b->doc.at != RC_MS_NONE)
		return;
	if (text.n == 19 && (text.p[10] == ' ' || text.p[10] == 'T')) {
		(void)snprintf(iso, sizeof(iso), "%.10sT%.8s+07:00", text.p,
		               text.p + 11);
		text = rc_str_of(iso);
	}
	/* A time to come would keep these facts fresh for ever. */
	if (rc_ms_parse(text, &at, &ignored) && at > 0 &&
	    at <= b->now + RC_DAY_MS)
		b->doc.at = at;
	else
		rc_inventory_odd(b, "accesslog logdate", b->slots[RC_INV_DATE]);
}

/* Of several the one that is switched on: the others are remains. */
static void
take_antivirus(struct rc_inventory_build *b)
{
	struct rc_facts *facts = &b->doc.facts;
	bool on = answer(b, RC_INV_STATE) == RC_YES;
	struct rc_str day = slot(b, RC_INV_DATE);
	struct rc_err ignored = { 0 };
	rc_date date;

	if (b->slots[RC_INV_NAME] == NULL ||
	    (facts->antivirus != NULL && (b->antivirus_on || !on)))
		return;
	b->antivirus_on = on;
	facts->antivirus = NULL;
	keep(b, RC_INV_NAME, &facts->antivirus);
	facts->antivirus_running = answer(b, RC_INV_STATE);
	facts->antivirus_date = RC_DATE_NONE;
	if (day.n > 10)
		day.n = 10;
	if (day.n == 0)
		return;
	if (rc_date_parse(day, RC_YMD, &date, &ignored) &&
	    date <= rc_date_of(b->now) + 1)
		facts->antivirus_date = date;
	else
		rc_inventory_odd(b, "antivirus base_creation",
		                 b->slots[RC_INV_DATE]);
}

static void
take_chassis(struct rc_inventory_build *b)
{
	const char *number_of;
	int category;

	if (b->doc.facts.chassis != NULL)
		return;
	number_of = rc_inventory_chassis(slot(b, RC_INV_TYPE), &category);
	if (number_of == NULL)
		return;
	b->doc.facts.chassis = number_of;
	if (b->doc.category == RC_CATEGORY_NONE)
		b->doc.category = category;
}

static void
take_bios(struct rc_inventory_build *b)
{
	struct rc_facts *facts = &b->doc.facts;

	keep_identity(b, RC_INV_SERIAL, RC_INV_ID_SERIAL, &facts->serial);
	keep_identity(b, RC_INV_SERIAL_BOX, RC_INV_ID_SERIAL, &facts->serial);
	keep_identity(b, RC_INV_MAKER, RC_INV_ID_MAKER, &facts->manufacturer);
	keep_identity(b, RC_INV_MAKER_BOARD, RC_INV_ID_MAKER,
	              &facts->manufacturer);
	keep_identity(b, RC_INV_MODEL, RC_INV_ID_MODEL, &facts->model);
	keep_identity(b, RC_INV_MODEL_BOARD, RC_INV_ID_MODEL, &facts->model);
	keep_identity(b, RC_INV_TAG, RC_INV_ID_TAG, &b->doc.asset_tag);
	keep(b, RC_INV_DATE, &facts->bios_date);
	if (facts->secure_boot == RC_ANSWER_NONE)
		facts->secure_boot = answer(b, RC_INV_STATE);
	take_chassis(b);
}

static void
take_cpu(struct rc_inventory_build *b)
{
	struct rc_facts *facts = &b->doc.facts;
	int64_t cores = number(b, RC_INV_CORES, "cpus core", CORES_MAX);

	if (cores == 0)
		cores = number(b, RC_INV_CORES_ALL, "cpus corecount",
		               CORES_MAX);
	keep(b, RC_INV_NAME, &facts->cpu_model);
	keep(b, RC_INV_TYPE, &facts->cpu_model);
	if (cores == 0)
		return;
	if (facts->cpu_cores == RC_INT_NONE)
		facts->cpu_cores = 0;
	if (facts->cpu_cores + cores <= CORES_MAX)
		facts->cpu_cores += cores;
}

/* How surely a drive is the one of the system. */
static unsigned
volume_rank(const struct rc_inventory_build *b)
{
	struct rc_str letter = slot(b, RC_INV_LETTER);

	if (answer(b, RC_INV_SYSTEM_DRIVE) == RC_YES ||
	    rc_str_is(slot(b, RC_INV_TYPE), "/"))
		return 2;
	if (letter.n >= 2 && letter.n <= 3 && letter.p[1] == ':' &&
	    (letter.p[0] == 'C' || letter.p[0] == 'c'))
		return 1;
	return 0;
}

static void
take_drive(struct rc_inventory_build *b)
{
	struct rc_facts *facts = &b->doc.facts;
	int64_t total = number(b, RC_INV_SIZE, "drives total", DISK_MB_MAX);
	int64_t free_mb = number(b, RC_INV_FREE, "drives free", DISK_MB_MAX);
	unsigned rank = volume_rank(b);

	if (rank <= b->volume_rank || total == 0)
		return;
	b->volume_rank = rank;
	facts->volume_kb = total * KIB;
	facts->disk_free_kb = RC_INT_NONE;
	if (b->slots[RC_INV_FREE] != NULL && free_mb <= total)
		facts->disk_free_kb = free_mb * KIB;
	facts->disk_encrypted = answer(b, RC_INV_ENCRYPTED);
}

/* Each profile has a firewall of its own: one that is off is a hole. */
static void
take_firewall(struct rc_inventory_build *b)
{
	int state = answer(b, RC_INV_STATE);

	if (state != RC_ANSWER_NONE && b->doc.facts.firewall != RC_NO)
		b->doc.facts.firewall = state;
}

static void
take_hardware(struct rc_inventory_build *b)
{
	struct rc_facts *facts = &b->doc.facts;
	char *p;

	keep(b, RC_INV_NAME, &facts->hostname);
	if (b->slots[RC_INV_UUID] != NULL && facts->uuid == NULL &&
	    !is_placeholder(b, RC_INV_ID_UUID, slot(b, RC_INV_UUID))) {
		p = rc_arena_text(&b->arena, b->slots[RC_INV_UUID]);
		facts->uuid = p;
		b->nomem |= p == NULL;
		for (; p != NULL && *p != '\0'; p++)
			if (*p >= 'A' && *p <= 'Z')
				*p = (char)(*p + ('a' - 'A'));
	}
	if (b->memory_mb == 0)
		b->memory_mb =
		        number(b, RC_INV_SIZE, "hardware memory", RAM_MB_MAX);
	keep(b, RC_INV_USER_NAME, &b->doc.user);
	keep(b, RC_INV_CPU_NAME, &b->cpu_name);
	keep(b, RC_INV_OS_NAME, &b->os[RC_INV_OS_NAME]);
	keep(b, RC_INV_OS_VERSION, &b->os[RC_INV_OS_VERSION]);
	keep(b, RC_INV_ARCH, &b->os[RC_INV_ARCH]);
	take_chassis(b);
}

static void
take_memory(struct rc_inventory_build *b)
{
	int64_t mb = number(b, RC_INV_SIZE, "memories capacity", RAM_MB_MAX);

	if (b->modules_mb + mb <= RAM_MB_MAX)
		b->modules_mb += mb;
}

/* Interfaces without a card of their own: by the front of the name that Linux
 * gives, or a word of the one that Windows gives. */
static const char *const virtual_fronts[] = {
	"docker", "veth",  "br-",   "virbr", "vmnet",     "vboxnet", "tun",
	"tap",    "wg",    "dummy", "cni",   "cali",      "flannel", "ifb",
	"lxc",    "lxdbr", "sit",   "zt",    "tailscale",
};
static const char *const virtual_words[] = {
	"virtual", "loopback", "tap-windows", "wan miniport", "pseudo",
	"tunnel",  "docker",   " vpn",        "wintun",       "wireguard",
};

static bool
is_virtual(const struct rc_inventory_build *b)
{
	struct rc_str name = slot(b, RC_INV_NAME);
	struct rc_str front;
	size_t i;

	if (answer(b, RC_INV_VIRTUAL) == RC_YES ||
	    rc_str_is_nocase(slot(b, RC_INV_TYPE), "loopback") ||
	    rc_str_is_nocase(name, "lo"))
		return true;
	for (i = 0; i < RC_COUNT(virtual_fronts); i++) {
		front = name;
		if (front.n > strlen(virtual_fronts[i]))
			front.n = strlen(virtual_fronts[i]);
		if (rc_str_is_nocase(front, virtual_fronts[i]))
			return true;
	}
	for (i = 0; i < RC_COUNT(virtual_words); i++) {
		if (rc_inventory_has(name, virtual_words[i]))
			return true;
	}
	return false;
}

static void
take_network(struct rc_inventory_build *b)
{
	char mac[18];
	size_t i;

	if (b->slots[RC_INV_MAC] == NULL || is_virtual(b) ||
	    !rc_inventory_mac(slot(b, RC_INV_MAC), mac) ||
	    is_placeholder(b, RC_INV_ID_MAC, rc_str_of(mac)))
		return;
	for (i = 0; i < b->nmacs; i++) {
		if (memcmp(b->macs.p + i * 18, mac, 17) == 0)
			return;
	}
	if (b->nmacs == RC_INVENTORY_MACS_MAX) {
		rc_inventory_odd(b, "networks mac", mac);
		return;
	}
	if (b->nmacs++ > 0)
		rc_buf_putc(&b->macs, ' ');
	rc_buf_puts(&b->macs, mac);
}

static void
take_software(struct rc_inventory_build *b)
{
	const char *name = NULL;

	if (b->slots[RC_INV_NAME] == NULL)
		return;
	if (b->doc.nsoftware == RC_INVENTORY_SOFTWARE_MAX) {
		rc_inventory_odd(b, "softwares name", b->slots[RC_INV_NAME]);
		return;
	}
	keep(b, RC_INV_NAME, &name);
	if (name == NULL ||
	    !RC_GROW(b->software, b->doc.nsoftware, b->software_cap)) {
		b->nomem = true;
		return;
	}
	b->software[b->doc.nsoftware++] = name;
}

/* What can be taken out without a tool, or holds no system. */
static const char *const not_inside[] = {
	"removable", "external", "cd",   "dvd",     "floppy",
	"usb",       "tape",     "card", "virtual",
};

static bool
is_inside(const struct rc_inventory_build *b)
{
	size_t i;

	for (i = 0; i < RC_COUNT(not_inside); i++) {
		if (rc_inventory_has(slot(b, RC_INV_TYPE), not_inside[i]) ||
		    rc_inventory_has(slot(b, RC_INV_INTERFACE), not_inside[i]))
			return false;
	}
	return true;
}

static void
take_storage(struct rc_inventory_build *b)
{
	int64_t mb = number(b, RC_INV_SIZE, "storages disksize", DISK_MB_MAX);

	if (mb == 0 || !is_inside(b))
		return;
	b->disks++;
	b->disk_mb = mb;
	b->disks_turning += rc_inventory_has(slot(b, RC_INV_TYPE), "hdd");
	b->disks_still += rc_inventory_has(slot(b, RC_INV_TYPE), "ssd") ||
	                  rc_inventory_has(slot(b, RC_INV_TYPE), "nvme") ||
	                  rc_inventory_has(slot(b, RC_INV_INTERFACE), "nvme") ||
	                  rc_inventory_has(slot(b, RC_INV_MODEL), "ssd") ||
	                  rc_inventory_has(slot(b, RC_INV_MODEL), "nvme") ||
	                  rc_inventory_has(slot(b, RC_INV_NAME), "nvme");
}

static void
take_system(struct rc_inventory_build *b)
{
	static const enum rc_inv_slot slots[] = {
		RC_INV_NAME,   RC_INV_FULL_NAME,      RC_INV_VERSION,
		RC_INV_KERNEL, RC_INV_KERNEL_VERSION, RC_INV_ARCH,
	};
	size_t i;

	for (i = 0; i < RC_COUNT(slots); i++)
		keep(b, slots[i], &b->os[slots[i]]);
}

static void
take_user(struct rc_inventory_build *b)
{
	if (b->slots[RC_INV_NAME] == NULL || b->doc.user != NULL)
		return;
	if (b->slots[RC_INV_DOMAIN] == NULL) {
		keep(b, RC_INV_NAME, &b->doc.user);
		return;
	}
	b->doc.user =
	        rc_arena_printf(&b->arena, "%s\\%s", b->slots[RC_INV_DOMAIN],
	                        b->slots[RC_INV_NAME]);
	b->nomem |= b->doc.user == NULL;
}

static void (*const takers[RC_INV_SECTIONS])(struct rc_inventory_build *b) = {
	[RC_INV_ACCESSLOG] = take_accesslog,
	[RC_INV_ANTIVIRUS] = take_antivirus,
	[RC_INV_BIOS] = take_bios,
	[RC_INV_CPU] = take_cpu,
	[RC_INV_DRIVE] = take_drive,
	[RC_INV_FIREWALL] = take_firewall,
	[RC_INV_HARDWARE] = take_hardware,
	[RC_INV_MEMORY] = take_memory,
	[RC_INV_NETWORK] = take_network,
	[RC_INV_SOFTWARE] = take_software,
	[RC_INV_STORAGE] = take_storage,
	[RC_INV_SYSTEM] = take_system,
	[RC_INV_USER] = take_user,
};

void
rc_inventory_take(struct rc_inventory_build *b)
{
	takers[b->section](b);
}

/* --- the whole ------------------------------------------------------------ */

static const char *
first_of(const char *a, const char *b, const char *c)
{
	return a != NULL ? a : b != NULL ? b : c;
}

/* GLPI: name, version and kernel apart. OCS: one name, and one version, which
 * on Windows is that of the system and elsewhere that of the kernel. */
static void
settle_system(struct rc_inventory_build *b)
{
	struct rc_facts *facts = &b->doc.facts;
	const char *const *os = b->os;
	const char *name = first_of(os[RC_INV_FULL_NAME], os[RC_INV_OS_NAME],
	                            os[RC_INV_NAME]);
	const char *kernel = first_of(os[RC_INV_KERNEL_VERSION],
	                              os[RC_INV_OS_VERSION], NULL);
	struct rc_str version;

	facts->os_pretty = name;
	facts->arch = os[RC_INV_ARCH];
	facts->kernel = kernel;
	facts->os_id = rc_inventory_os_id(rc_str_of(name));
	if (facts->os_id == NULL)
		facts->os_id = rc_inventory_os_id(rc_str_of(os[RC_INV_NAME]));
	if (facts->os_id == NULL)
		return;
	facts->os_edition = rc_inventory_os_edition(rc_str_of(name));
	version = rc_inventory_os_version(
	        rc_str_of(strcmp(facts->os_id, "windows") == 0
	                          ? kernel
	                          : first_of(os[RC_INV_VERSION], name, NULL)));
	if (version.n == 0)
		return;
	facts->os_version_id = rc_arena_textn(&b->arena, version.p, version.n);
	b->nomem |= facts->os_version_id == NULL;
}

void
rc_inventory_settle(struct rc_inventory_build *b)
{
	struct rc_facts *facts = &b->doc.facts;
	int64_t mb = b->memory_mb != 0 ? b->memory_mb : b->modules_mb;

	settle_system(b);
	if (facts->cpu_model == NULL)
		facts->cpu_model = b->cpu_name;
	if (mb != 0)
		facts->ram_kb = mb * KIB;
	if (b->disks == 1)
		facts->disk_total_kb = b->disk_mb * KIB;
	if (b->disks > 0 && b->disks_still == b->disks)
		facts->disk_rotational = RC_NO;
	else if (b->disks > 0 && b->disks_turning == b->disks)
		facts->disk_rotational = RC_YES;
}
