/* SPDX-License-Identifier: MIT */
/* demo_machine - chance, and machines with what they say of themselves. */
#include "app/demo_impl.h"

#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>

#include <string.h>

/* splitmix64: small, and the same everywhere. */
static uint64_t
random_next(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

unsigned
demo_random(struct demo *demo, unsigned n)
{
	return (unsigned)(random_next(&demo->random) % n);
}

bool
demo_chance(struct demo *demo, unsigned percent)
{
	return demo_random(demo, 100) < percent;
}

static const struct demo_os systems[] = {
	{ "debian", "12", "", "Debian GNU/Linux 12 (bookworm)",
	  "6.1.0-28-amd64" },
	{ "ubuntu", "24.04", "", "Ubuntu 24.04.1 LTS", "6.8.0-48-generic" },
	{ "debian", "10", "", "Debian GNU/Linux 10 (buster)",
	  "4.19.0-27-amd64" },
	{ "android", "14", "", "Android 14", "5.15" },
};
enum { OS_DEBIAN, OS_UBUNTU, OS_ENDED, OS_ANDROID };

static const char *
serial_make(struct demo *demo)
{
	static const char letters[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
	char text[10];

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = letters[demo_random(demo, sizeof(letters) - 1)];
	return rc_arena_textn(&demo->arena, text, sizeof(text));
}

static const char *
mac_make(struct demo *demo)
{
	return rc_arena_printf(&demo->arena, "b4:45:06:%02x:%02x:%02x",
	                       demo_random(demo, 256), demo_random(demo, 256),
	                       demo_random(demo, 256));
}

/* A model of the category that was on sale in the year, else the newest. */
static const struct demo_model *
model_choose(struct demo *demo, const char *category, int year)
{
	const struct demo_model *fit[16], *last = NULL;
	unsigned n = 0;

	for (size_t i = 0; i < demo_models_n; i++) {
		const struct demo_model *m = &demo_models[i];

		if (strcmp(m->category, category) != 0)
			continue;
		last = m;
		if (m->from_year <= year && year <= m->to_year &&
		    n < RC_COUNT(fit))
			fit[n++] = m;
	}
	return n != 0 ? fit[demo_random(demo, n)] : last;
}

/* Sound machines are at most four years old; the others up to eight. */
static rc_date
bought_on(struct demo *demo, enum demo_flaw flaw)
{
	if (flaw == DEMO_OLD)
		return demo->today - 366 * 5 - 30 -
		       (rc_date)demo_random(demo, 365 * 2);
	return demo->today - 60 - (rc_date)demo_random(demo, 365 * 4 - 60);
}

static const struct demo_os *
os_choose(struct demo *demo, const char *category, enum demo_flaw flaw)
{
	if (strcmp(category, "tablet") == 0)
		return &systems[OS_ANDROID];
	if (strcmp(category, "desktop") != 0 && strcmp(category, "laptop") != 0)
		return NULL;
	if (flaw == DEMO_OS_ENDED)
		return &systems[OS_ENDED];
	return &systems[demo_chance(demo, 70) ? OS_DEBIAN : OS_UBUNTU];
}

/* The next loopback address of the simulated fleet, or "" when the machine is
 * not in it: 127.75.1.1, 127.75.1.2, ... */
static const char *
host_make(struct demo *demo, const struct demo_machine *m)
{
	unsigned i = demo->polled;

	if (!demo->reachable || m->isolated || m->os == NULL ||
	    m->os == &systems[OS_ANDROID] || i >= demo->options->polled)
		return "";
	demo->polled++;
	return rc_arena_printf(&demo->arena, "127.75.%u.%u", 1 + i / 250,
	                       1 + i % 250);
}

static void
day_put(struct rc_buf *b, rc_date date)
{
	rc_date_put_dmy(b, date);
	rc_buf_putc(b, ';');
}

/* One row of devices.csv, as Excel would save it; columns as in demo.c. */
static void
row_put(struct demo *demo, const struct demo_machine *m,
        const struct demo_want *want)
{
	struct rc_buf *b = &demo->devices;
	const char *host = host_make(demo, m);
	rc_date served = m->bought + 7 + (rc_date)demo_random(demo, 20);

	rc_buf_printf(b, "%s;%s;%s;%s;%s;%s;%s;%s;%s;owned;%s;", m->tag,
	              m->serial, rc_text_or_empty(m->hostname),
	              m->model->category, m->model->manufacturer,
	              m->model->model, want->status, demo->agency,
	              rc_text_or_empty(want->post),
	              m->isolated ? "isolated" : "networked");
	rc_buf_puts(b, rc_text_or_empty(host));
	if (host != NULL && *host != '\0')
		rc_buf_printf(b, ";%lld;rollcall;",
		              (long long)demo->options->port);
	else
		rc_buf_puts(b, ";;;");
	day_put(b, m->bought);
	day_put(b, served);
	rc_buf_printf(
	        b, "%ld;%s;36;", m->model->price,
	        demo_suppliers[demo_random(demo, (unsigned)demo_suppliers_n)]);
	day_put(b, rc_date_add_months(m->bought, 36));
	if (m->os != NULL)
		rc_buf_printf(b, "%s;%s;%s;%u;%u;%s\r\n", m->os->id,
		              m->os->version, m->model->cpu, m->model->ram_mb,
		              m->model->disk_gb, rc_text_or_empty(m->mac));
	else
		rc_buf_puts(b, ";;;;;\r\n");
}

bool
demo_machine_add(struct demo *demo, const struct demo_want *want,
                 struct rc_err *err)
{
	struct demo_machine *m =
	        rc_arena_alloc(&demo->arena, 1, sizeof(struct demo_machine));

	if (m == NULL)
		return rc_fail_nomem(err);
	m->flaw = want->flaw;
	m->isolated = want->isolated;
	m->bought = bought_on(demo, want->flaw);
	m->model =
	        model_choose(demo, want->category, rc_civil_of(m->bought).year);
	m->os = os_choose(demo, want->category, want->flaw);
	m->serial = serial_make(demo);
	m->tag = rc_arena_printf(&demo->arena, "TS-%s-%03u", demo->agency,
	                         ++demo->nmachines);
	if (m->tag == NULL || m->serial == NULL)
		return rc_fail_nomem(err);
	if (m->os != NULL) {
		m->hostname = rc_arena_printf(&demo->arena, "%s-%03u",
		                              demo->agency, demo->nmachines);
		m->mac = mac_make(demo);
	}
	row_put(demo, m, want);
	if (m->os != NULL && m->flaw != DEMO_SILENT &&
	    strcmp(want->status, "in_use") == 0) {
		*demo->last_machine = m;
		demo->last_machine = &m->next;
	}
	return rc_buf_done(&demo->devices, err);
}

/* --- facts ---------------------------------------------------------------- */

struct sheet {
	struct rc_cell cells[RC_FACTS_MAX];
	size_t n;
};

static void
cell_put(struct sheet *sheet, const char *name, struct rc_value value)
{
	const struct rc_field *field =
	        rc_field_find(&rc_kind_facts, rc_str_of(name));

	RC_ASSERT(field != NULL && sheet->n < RC_FACTS_MAX);
	sheet->cells[sheet->n++] = (struct rc_cell){ field, value };
}

static void
text_put(struct sheet *sheet, const char *name, const char *text)
{
	if (text != NULL && *text != '\0')
		cell_put(sheet, name, rc_value_text(text));
}

static void
number_put(struct sheet *sheet, const char *name, int64_t n)
{
	cell_put(sheet, name, RC_VALUE_INT(n));
}

static void
yes_no_put(struct sheet *sheet, const char *name, bool yes)
{
	number_put(sheet, name, yes ? RC_YES : RC_NO);
}

static void
hardware_put(struct sheet *sheet, const struct demo_machine *m, unsigned spread)
{
	int64_t disk_kb = (int64_t)m->model->disk_gb * 976562;

	text_put(sheet, "hostname", m->hostname);
	text_put(sheet, "serial", m->serial);
	text_put(sheet, "manufacturer", m->model->manufacturer);
	text_put(sheet, "model", m->model->model);
	text_put(sheet, "mac", m->mac);
	text_put(sheet, "cpu_model", m->model->cpu);
	number_put(sheet, "cpu_cores", m->model->ram_mb >= 16384 ? 10 : 4);
	number_put(sheet, "ram_kb",
	           (int64_t)m->model->ram_mb * 1024 * 97 / 100);
	number_put(sheet, "disk_total_kb", disk_kb);
	number_put(sheet, "volume_kb", disk_kb * 95 / 100);
	number_put(sheet, "disk_free_kb", disk_kb * (20 + spread % 50) / 100);
	yes_no_put(sheet, "disk_rotational", false);
}

static void
software_put(struct sheet *sheet, const struct demo_machine *m, rc_date seen)
{
	bool updates_wait = m->flaw == DEMO_UPDATES_WAIT;
	bool none = m->flaw == DEMO_NO_ANTIVIRUS;

	text_put(sheet, "os_id", m->os->id);
	text_put(sheet, "os_version_id", m->os->version);
	text_put(sheet, "os_edition", m->os->edition);
	text_put(sheet, "os_pretty", m->os->pretty);
	text_put(sheet, "kernel", m->os->kernel);
	text_put(sheet, "arch", "x86_64");
	yes_no_put(sheet, "disk_encrypted", m->flaw != DEMO_PLAIN_DISK);
	yes_no_put(sheet, "firewall", m->flaw != DEMO_NO_FIREWALL);
	text_put(sheet, "antivirus", none ? "none" : "clamav");
	yes_no_put(sheet, "antivirus_running", !none);
	if (!none)
		number_put(sheet, "antivirus_date",
		           m->flaw == DEMO_STALE_ANTIVIRUS ? seen - 41 : seen);
	number_put(sheet, "updates_pending", updates_wait ? 12 : 0);
	if (updates_wait)
		number_put(sheet, "updates_since", seen - 75);
	number_put(sheet, "updates_last", updates_wait ? seen - 75 : seen - 3);
	if (m->flaw != DEMO_NOT_SCANNED)
		number_put(sheet, "scan_date", seen - 10);
	text_put(sheet, "forbidden", "none");
	yes_no_put(sheet, "secure_boot", true);
	yes_no_put(sheet, "tpm", true);
	number_put(sheet, "uptime_s", 18000);
	number_put(sheet, "clock_skew_s", 0);
}

static bool
facts_write(struct demo *demo, const struct demo_machine *m, struct rc_err *err)
{
	unsigned ago = 1 + demo_random(demo, 3);
	struct sheet sheet = { .n = 0 };
	struct rc_written written;
	struct rc_change change = {
		.kind = &rc_kind_facts,
		.source = m->isolated ? RC_SOURCE_MANUAL : RC_SOURCE_IMPORT,
		.at = rc_date_start(demo->today - (rc_date)ago) + 9 * 3600000LL,
		.on = RC_DATE_NONE,
	};

	if (!rc_key_find(demo->app, &rc_kind_device, rc_str_of(m->tag),
	                 &change.id))
		return rc_fail(err, RC_EBUG, "the demo lost device %s", m->tag);
	hardware_put(&sheet, m, demo_random(demo, 50));
	software_put(&sheet, m, demo->today - (rc_date)ago);
	change.cells = sheet.cells;
	change.ncells = sheet.n;
	return rc_write(demo->app, &change, &written, err);
}

bool
demo_facts_write(struct demo *demo, struct rc_err *err)
{
	struct rc_act act = { .what = "demo facts" };
	rc_id batch;

	if (!rc_batch_begin(demo->app, &act, &batch, err))
		return false;
	for (struct demo_machine *m = demo->machines; m != NULL; m = m->next) {
		if (!facts_write(demo, m, err)) {
			rc_batch_abort(demo->app);
			return false;
		}
	}
	return rc_batch_commit(demo->app, err);
}
