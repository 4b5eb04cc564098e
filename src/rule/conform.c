/* SPDX-License-Identifier: MIT */
/* conform - the checks of D3, one function and one table row each. */
#include "rule/conform.h"

#include <rollcall/base/i18n.h>

#include <string.h>

const char *const rc_quality_names[RC_QUALITIES] = {
	[RC_MODERN] = N_("modern"),
	[RC_UNIFORM] = N_("uniform"),
	[RC_FIT] = N_("fit for use"),
	[RC_SECURE] = N_("secure"),
};

/* The day a fact was observed; the day of the judgement if nothing says. */
static rc_date
observed_on(const struct rc_case *c, size_t at)
{
	const struct rc_kind *kind = &rc_kind_facts;
	size_t i;

	for (i = 0; i < kind->nfields && i < RC_FACTS_MAX; i++)
		if (kind->fields[i].at == at &&
		    c->facts->source[i] != RC_SOURCE_NONE)
			return rc_date_of(c->facts->at[i]);
	return c->day;
}
#define OBSERVED(c, member) observed_on(c, offsetof(struct rc_facts, member))

static enum rc_finding
want_yes(int answer)
{
	if (answer == RC_YES)
		return RC_FINDING_PASS;
	return answer == RC_NO ? RC_FINDING_FAIL : RC_FINDING_OPEN;
}

static bool
is_none(const char *text)
{
	return text != NULL && rc_str_is_nocase(rc_str_of(text), "none");
}

/* have >= need x parts / of, without loss or overflow. */
static enum rc_finding
enough(int64_t have, int64_t need, int64_t parts, int64_t of)
{
	if (need == RC_INT_NONE || need <= 0)
		return RC_FINDING_MOOT;
	if (have == RC_INT_NONE)
		return RC_FINDING_OPEN;
	if (have > INT64_MAX / of || need > INT64_MAX / parts)
		return rc_finding_of(have / of >= need / parts);
	return rc_finding_of(have * of >= need * parts);
}

static const struct rc_profile *
machine_profile(const struct rc_case *c)
{
	return c->profile != NULL ? c->profile : c->work;
}

/* --- limits, for the words of a rule ------------------------------------- */

#define LIMIT_OF_PARAM(name, id)                     \
	static int64_t name(const struct rc_case *c) \
	{                                            \
		return c->params->value[id];         \
	}
LIMIT_OF_PARAM(limit_age, RC_AGE_MAX_YEARS)
LIMIT_OF_PARAM(limit_seen, RC_SEEN_MAX_DAYS)
LIMIT_OF_PARAM(limit_free, RC_DISK_FREE_MIN)
LIMIT_OF_PARAM(limit_signatures, RC_AV_AGE_MAX_DAYS)
LIMIT_OF_PARAM(limit_updates, RC_UPDATE_AGE_MAX_DAYS)
LIMIT_OF_PARAM(limit_scan, RC_SCAN_MAX_DAYS)

#define LIMIT_OF_PROFILE(name, profile, member)             \
	static int64_t name(const struct rc_case *c)        \
	{                                                   \
		const struct rc_profile *p = profile;       \
		return p == NULL ? RC_INT_NONE : p->member; \
	}
LIMIT_OF_PROFILE(limit_cpu, machine_profile(c), cpu_cores)
LIMIT_OF_PROFILE(limit_ram, machine_profile(c), ram_mb)
LIMIT_OF_PROFILE(limit_disk, machine_profile(c), disk_gb)
LIMIT_OF_PROFILE(limit_work_cpu, c->work, cpu_cores)
LIMIT_OF_PROFILE(limit_work_ram, c->work, ram_mb)

/* --- modern --------------------------------------------------------------- */

/* On the very anniversary a device is as old as allowed; the day after it is
 * older. Bought is not in service yet, but it is the nearest that is known. */
static enum rc_finding
check_age(const struct rc_case *c)
{
	rc_date since = c->traits.in_service != RC_DATE_NONE
	                        ? c->traits.in_service
	                        : c->traits.purchased;
	int months = (int)c->params->value[RC_AGE_MAX_YEARS] * 12;

	if (since == RC_DATE_NONE)
		return RC_FINDING_OPEN;
	return rc_finding_of(c->day <= rc_date_add_months(since, months));
}

static enum rc_finding
check_support(const struct rc_case *c)
{
	rc_date until = c->day + (rc_date)c->params->value[RC_OS_MARGIN_DAYS];

	return rc_release_supported(c->catalogue, c->facts, until);
}

static enum rc_finding
check_cpu(const struct rc_case *c)
{
	return enough(c->facts->cpu_cores, limit_cpu(c), 1, 1);
}

static enum rc_finding
judge_ram(const struct rc_case *c, int64_t need_mb)
{
	int64_t need = need_mb;

	if (need != RC_INT_NONE && need > 0)
		need = need > INT64_MAX / 1024 ? INT64_MAX : need * 1024;
	return enough(c->facts->ram_kb, need, 7, 8);
}

static enum rc_finding
check_ram(const struct rc_case *c)
{
	return judge_ram(c, limit_ram(c));
}

/* A disk's GB are 10^9 bytes: 1 000 000 000 / 1024 = 976562.5 KiB. */
static enum rc_finding
check_disk(const struct rc_case *c)
{
	int64_t need = limit_disk(c);

	if (need != RC_INT_NONE && need > 0 && need < INT64_MAX / 1000000)
		need = need * 976562 + need / 2;
	return enough(c->facts->disk_total_kb, need, 15, 16);
}

static enum rc_finding
check_ssd(const struct rc_case *c)
{
	if (c->params->value[RC_SSD_REQUIRED] == 0)
		return RC_FINDING_MOOT;
	if (c->facts->disk_rotational == RC_NO)
		return RC_FINDING_PASS;
	return c->facts->disk_rotational == RC_YES ? RC_FINDING_FAIL
	                                           : RC_FINDING_OPEN;
}

/* --- uniform (i): the bundle of the post --------------------------------- */

static enum rc_finding
check_system(const struct rc_case *c)
{
	return c->facts->os_id != NULL ? RC_FINDING_PASS : RC_FINDING_OPEN;
}

static enum rc_finding
check_bundle(const struct rc_case *c)
{
	if (c->facts->antivirus == NULL)
		return RC_FINDING_OPEN;
	return rc_finding_of(!is_none(c->facts->antivirus));
}

static enum rc_finding
check_required(const struct rc_case *c)
{
	const struct rc_profile *p = machine_profile(c);

	if (p == NULL || p->required == NULL)
		return RC_FINDING_MOOT;
	if (c->facts->missing == NULL)
		return RC_FINDING_OPEN;
	return rc_finding_of(is_none(c->facts->missing));
}

static enum rc_finding
check_token(const struct rc_case *c)
{
	if (!c->needs_token || c->params->value[RC_TOKEN_REQUIRED] == 0)
		return RC_FINDING_MOOT;
	return rc_finding_of(c->has_token);
}

/* --- fit ------------------------------------------------------------------ */

static enum rc_finding
check_status(const struct rc_case *c)
{
	return rc_finding_of(c->traits.status == RC_STATUS_IN_USE);
}

/* The last day on which anything was heard of it, attests included. */
static rc_date
last_heard(const struct rc_case *c)
{
	rc_date last = RC_DATE_NONE;
	size_t i;

	if (c->traits.last_seen != RC_MS_NONE)
		last = rc_date_of(c->traits.last_seen);
	for (i = 0; i < RC_FACTS_MAX; i++)
		if (c->facts->source[i] != RC_SOURCE_NONE &&
		    rc_date_of(c->facts->at[i]) > last)
			last = rc_date_of(c->facts->at[i]);
	return last;
}

static enum rc_finding
check_seen(const struct rc_case *c)
{
	rc_date last = last_heard(c);

	if (last == RC_DATE_NONE)
		return RC_FINDING_OPEN;
	return rc_finding_of(c->day - last <=
	                     c->params->value[RC_SEEN_MAX_DAYS]);
}

static enum rc_finding
check_free(const struct rc_case *c)
{
	if (c->params->value[RC_DISK_FREE_MIN] == 0)
		return RC_FINDING_MOOT;
	if (c->facts->volume_kb == RC_INT_NONE || c->facts->volume_kb <= 0)
		return RC_FINDING_OPEN;
	return enough(c->facts->disk_free_kb, c->facts->volume_kb,
	              c->params->value[RC_DISK_FREE_MIN], 100);
}

static enum rc_finding
check_work_cpu(const struct rc_case *c)
{
	return enough(c->facts->cpu_cores, limit_work_cpu(c), 1, 1);
}

static enum rc_finding
check_work_ram(const struct rc_case *c)
{
	return judge_ram(c, limit_work_ram(c));
}

/* A machine for state secrets has no link by law. */
static enum rc_finding
check_link(const struct rc_case *c)
{
	return c->traits.connectivity == RC_ISOLATED ? RC_FINDING_MOOT
	                                             : c->link;
}

/* --- secure -------------------------------------------------------------- */

static enum rc_finding
check_firewall(const struct rc_case *c)
{
	if (c->params->value[RC_FIREWALL_REQUIRED] == 0)
		return RC_FINDING_MOOT;
	return want_yes(c->facts->firewall);
}

static enum rc_finding
check_antivirus(const struct rc_case *c)
{
	if (c->params->value[RC_ANTIVIRUS_REQUIRED] == 0)
		return RC_FINDING_MOOT;
	if (is_none(c->facts->antivirus))
		return RC_FINDING_FAIL;
	if (c->facts->antivirus == NULL &&
	    c->facts->antivirus_running == RC_YES)
		return RC_FINDING_OPEN;
	return want_yes(c->facts->antivirus_running);
}

static enum rc_finding
check_signatures(const struct rc_case *c)
{
	if (c->params->value[RC_ANTIVIRUS_REQUIRED] == 0)
		return RC_FINDING_MOOT;
	if (c->facts->antivirus_date == RC_DATE_NONE)
		return RC_FINDING_OPEN;
	return rc_finding_of(OBSERVED(c, antivirus_date) -
	                             c->facts->antivirus_date <=
	                     c->params->value[RC_AV_AGE_MAX_DAYS]);
}

static enum rc_finding
check_encrypted(const struct rc_case *c)
{
	const struct rc_profile *p = machine_profile(c);
	enum rc_param_id id = c->traits.category == RC_CATEGORY_DESKTOP
	                              ? RC_ENCRYPT_DESKTOP
	                              : RC_ENCRYPT_PORTABLE;

	if (c->params->value[id] == 0 && (p == NULL || p->encryption != 1) &&
	    (c->work == NULL || c->work->encryption != 1))
		return RC_FINDING_MOOT;
	return want_yes(c->facts->disk_encrypted);
}

static enum rc_finding
check_updates(const struct rc_case *c)
{
	const struct rc_facts *f = c->facts;

	rc_date since = f->updates_since;

	if (f->updates_pending == 0)
		return RC_FINDING_PASS;
	if (f->updates_pending == RC_INT_NONE)
		return RC_FINDING_OPEN;
	/* What waits came after the last update, so that day is a bound: it
	 * can clear the device, never condemn it. */
	if (since == RC_DATE_NONE && f->updates_last != RC_DATE_NONE &&
	    OBSERVED(c, updates_pending) - f->updates_last <=
	            c->params->value[RC_UPDATE_AGE_MAX_DAYS])
		return RC_FINDING_PASS;
	if (since == RC_DATE_NONE)
		return RC_FINDING_OPEN;
	return rc_finding_of(OBSERVED(c, updates_pending) - since <=
	                     c->params->value[RC_UPDATE_AGE_MAX_DAYS]);
}

static enum rc_finding
check_scan(const struct rc_case *c)
{
	if (c->params->value[RC_SCAN_MAX_DAYS] == 0)
		return RC_FINDING_MOOT;
	if (c->facts->scan_date == RC_DATE_NONE)
		return RC_FINDING_OPEN;
	return rc_finding_of(c->day - c->facts->scan_date <=
	                     c->params->value[RC_SCAN_MAX_DAYS]);
}

static enum rc_finding
check_forbidden(const struct rc_case *c)
{
	const struct rc_profile *p = machine_profile(c);

	if (p == NULL || p->forbidden == NULL)
		return RC_FINDING_MOOT;
	if (c->facts->forbidden == NULL)
		return RC_FINDING_OPEN;
	return rc_finding_of(is_none(c->facts->forbidden));
}

/* clang-format off */
const struct rc_check rc_checks[] = {
	{ RC_MODERN, "modern.age", N_("years in service, at most"),
	  limit_age, NULL, "in_service_date", RC_REMEDY_REPLACE, check_age },
	{ RC_MODERN, "modern.support", N_("its operating system is supported by the maker"),
	  NULL, "os_version_id", NULL, RC_REMEDY_MEND, check_support },
	{ RC_MODERN, "modern.cpu", N_("processor cores, at least"),
	  limit_cpu, "cpu_cores", NULL, RC_REMEDY_REPLACE, check_cpu },
	{ RC_MODERN, "modern.ram", N_("memory in MB, at least"),
	  limit_ram, "ram_kb", NULL, RC_REMEDY_REPLACE, check_ram },
	{ RC_MODERN, "modern.disk", N_("system disk in GB, at least"),
	  limit_disk, "disk_total_kb", NULL, RC_REMEDY_REPLACE, check_disk },
	{ RC_MODERN, "modern.ssd", N_("the system disk does not rotate"),
	  NULL, "disk_rotational", NULL, RC_REMEDY_REPLACE, check_ssd },
	{ RC_UNIFORM, "uniform.system", N_("the operating system is known"),
	  NULL, "os_id", NULL, RC_REMEDY_MEND, check_system },
	{ RC_UNIFORM, "uniform.antivirus", N_("antivirus is installed"),
	  NULL, "antivirus", NULL, RC_REMEDY_MEND, check_bundle },
	{ RC_UNIFORM, "uniform.software", N_("the software of its profile is installed"),
	  NULL, "missing", NULL, RC_REMEDY_MEND, check_required },
	{ RC_UNIFORM, "uniform.token", N_("a signer or handler holds a valid digital signature"),
	  NULL, NULL, "post", RC_REMEDY_TOKEN, check_token },
	{ RC_FIT, "fit.status", N_("it is in use"),
	  NULL, NULL, "status", RC_REMEDY_REPLACE, check_status },
	{ RC_FIT, "fit.seen", N_("days since it last answered or was attested, at most"),
	  limit_seen, NULL, "last_seen", RC_REMEDY_MEND, check_seen },
	{ RC_FIT, "fit.disk_free", N_("percent of the system volume free, at least"),
	  limit_free, "disk_free_kb", NULL, RC_REMEDY_MEND, check_free },
	{ RC_FIT, "fit.cpu", N_("processor cores for the work of the post, at least"),
	  limit_work_cpu, "cpu_cores", NULL, RC_REMEDY_REPLACE, check_work_cpu },
	{ RC_FIT, "fit.ram", N_("memory in MB for the work of the post, at least"),
	  limit_work_ram, "ram_kb", NULL, RC_REMEDY_REPLACE, check_work_ram },
	{ RC_FIT, "fit.link", N_("the agency has a working link"),
	  NULL, NULL, "agency", RC_REMEDY_LINK, check_link },
	{ RC_SECURE, "secure.support", N_("its operating system is supported by the maker"),
	  NULL, "os_version_id", NULL, RC_REMEDY_MEND, check_support },
	{ RC_SECURE, "secure.firewall", N_("the firewall is on"),
	  NULL, "firewall", NULL, RC_REMEDY_MEND, check_firewall },
	{ RC_SECURE, "secure.antivirus", N_("antivirus is installed and running"),
	  NULL, "antivirus_running", NULL, RC_REMEDY_MEND, check_antivirus },
	{ RC_SECURE, "secure.signatures", N_("days since the antivirus signatures, at most"),
	  limit_signatures, "antivirus_date", NULL, RC_REMEDY_MEND, check_signatures },
	{ RC_SECURE, "secure.encrypted", N_("the system disk is encrypted"),
	  NULL, "disk_encrypted", NULL, RC_REMEDY_MEND, check_encrypted },
	{ RC_SECURE, "secure.updates", N_("days a security update may be pending, at most"),
	  limit_updates, "updates_pending", NULL, RC_REMEDY_MEND, check_updates },
	{ RC_SECURE, "secure.scan", N_("days since the last malware check, at most"),
	  limit_scan, "scan_date", NULL, RC_REMEDY_MEND, check_scan },
	{ RC_SECURE, "secure.forbidden", N_("no forbidden software"),
	  NULL, "forbidden", NULL, RC_REMEDY_MEND, check_forbidden },
};
/* clang-format on */
const size_t rc_nchecks = RC_COUNT(rc_checks);
_Static_assert(RC_COUNT(rc_checks) <= 32, "one bit per check");

struct rc_judgement
rc_conform_judge(const struct rc_case *c)
{
	struct rc_judgement j = { 0, 0 };
	size_t i;

	for (i = 0; i < rc_nchecks; i++) {
		enum rc_finding one = rc_checks[i].judge(c);

		if (one == RC_FINDING_FAIL)
			j.failed |= 1u << i;
		else if (one == RC_FINDING_OPEN)
			j.open |= 1u << i;
	}
	return j;
}

static enum rc_finding
finding_in(struct rc_judgement j, uint32_t mask)
{
	if ((j.failed & mask) != 0)
		return RC_FINDING_FAIL;
	return (j.open & mask) != 0 ? RC_FINDING_OPEN : RC_FINDING_PASS;
}

static uint32_t
mask_of_quality(enum rc_quality_id quality)
{
	uint32_t mask = 0;
	size_t i;

	for (i = 0; i < rc_nchecks; i++)
		if (rc_checks[i].quality == quality)
			mask |= 1u << i;
	return mask;
}

enum rc_finding
rc_judgement_quality(struct rc_judgement j, enum rc_quality_id quality)
{
	return finding_in(j, mask_of_quality(quality));
}

enum rc_finding
rc_judgement_all(struct rc_judgement j)
{
	return finding_in(j, UINT32_MAX);
}

const struct rc_check *
rc_judgement_check(struct rc_judgement j, enum rc_quality_id quality)
{
	uint32_t mask = mask_of_quality(quality);
	uint32_t bad = (j.failed & mask) != 0 ? j.failed & mask : j.open & mask;
	size_t i;

	for (i = 0; i < rc_nchecks; i++)
		if ((bad & 1u << i) != 0)
			return &rc_checks[i];
	return NULL;
}

bool
rc_judgement_needs(struct rc_judgement j, enum rc_remedy remedy)
{
	size_t i;

	for (i = 0; i < rc_nchecks; i++)
		if ((j.failed & 1u << i) != 0 && rc_checks[i].remedy == remedy)
			return true;
	return false;
}

const struct rc_facts *
rc_facts_known(const struct rc_facts *facts, rc_date day, struct rc_facts *copy)
{
	const struct rc_kind *kind = &rc_kind_facts;
	rc_ms end = rc_date_start(day + 1);
	bool copied = false;
	size_t i;

	if (facts == NULL) {
		memset(copy, 0, sizeof(*copy));
		rc_record_clear(kind, copy);
		return copy;
	}
	for (i = 0; i < kind->nfields && i < RC_FACTS_MAX; i++) {
		if (facts->source[i] == RC_SOURCE_NONE || facts->at[i] < end)
			continue;
		if (!copied)
			*copy = *facts;
		copied = true;
		rc_field_put(&kind->fields[i], copy, RC_VALUE_NULL);
		copy->source[i] = RC_SOURCE_NONE;
	}
	return copied ? copy : facts;
}
