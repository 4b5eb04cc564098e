/* SPDX-License-Identifier: MIT */
/* facts - reading the key=value lines of an answer, trusting none of them. */
#include "probe/facts.h"

#include <rollcall/base/text.h>
#include <rollcall/model/placeholder.h>

#include <string.h>

#define TB           ((int64_t)1 << 30) /* in KiB */
#define DISK_MAX     (TB * 1024 * 1024)
#define CLOCK_MAX    INT64_C(253402300799) /* 9999-12-31 */
#define UPTIME_MAX   INT64_C(3153600000)   /* a hundred years */
#define SKEW_NOISE_S 3 /* a round trip and whole seconds make that much */

enum how { TEXT, NUMBER, ANSWER, DAY, MAC, CLOCK };

/* What a line may say. `at` is the member; `max` of NUMBER bounds it from
 * `min`. */
static const struct said {
	const char *key;
	enum how how;
	size_t at;
	int64_t min, max;
} said[] = {
#define AT(member) offsetof(struct rc_facts, member)
	{ "os_id", TEXT, AT(os_id), 0, 0 },
	{ "os_version_id", TEXT, AT(os_version_id), 0, 0 },
	{ "os_pretty", TEXT, AT(os_pretty), 0, 0 },
	{ "os_edition", TEXT, AT(os_edition), 0, 0 },
	{ "kernel", TEXT, AT(kernel), 0, 0 },
	{ "arch", TEXT, AT(arch), 0, 0 },
	{ "hostname", TEXT, AT(hostname), 0, 0 },
	{ "machine_id", TEXT, AT(machine_id), 0, 0 },
	{ "serial", TEXT, AT(serial), 0, 0 },
	{ "uuid", TEXT, AT(uuid), 0, 0 },
	{ "manufacturer", TEXT, AT(manufacturer), 0, 0 },
	{ "model", TEXT, AT(model), 0, 0 },
	{ "chassis", TEXT, AT(chassis), 0, 0 },
	{ "bios_date", TEXT, AT(bios_date), 0, 0 },
	{ "cpu_model", TEXT, AT(cpu_model), 0, 0 },
	{ "cpu_cores", NUMBER, AT(cpu_cores), 1, 65536 },
	{ "ram_kb", NUMBER, AT(ram_kb), 1024, TB * 1024 },
	{ "disk_total_kb", NUMBER, AT(disk_total_kb), 1, DISK_MAX },
	{ "disk_free_kb", NUMBER, AT(disk_free_kb), 0, DISK_MAX },
	{ "volume_kb", NUMBER, AT(volume_kb), 1, DISK_MAX },
	{ "disk_rotational", ANSWER, AT(disk_rotational), 0, 0 },
	{ "disk_encrypted", ANSWER, AT(disk_encrypted), 0, 0 },
	{ "firewall", ANSWER, AT(firewall), 0, 0 },
	{ "antivirus", TEXT, AT(antivirus), 0, 0 },
	{ "antivirus_running", ANSWER, AT(antivirus_running), 0, 0 },
	{ "antivirus_date", DAY, AT(antivirus_date), 0, 0 },
	{ "updates_pending_security", NUMBER, AT(updates_pending), 0, 1000000 },
	{ "updates_last", DAY, AT(updates_last), 0, 0 },
	{ "scan_date", DAY, AT(scan_date), 0, 0 },
	{ "secure_boot", ANSWER, AT(secure_boot), 0, 0 },
	{ "tpm", ANSWER, AT(tpm), 0, 0 },
	{ "uptime_s", NUMBER, AT(uptime_s), 0, UPTIME_MAX },
	{ "traffic", TEXT, AT(traffic), 0, 0 },
	{ "needs_root", TEXT, AT(needs_root), 0, 0 },
	{ "clock", CLOCK, AT(clock_skew_s), 0, CLOCK_MAX },
	{ "mac", MAC, AT(mac), 0, 0 },
#undef AT
};

static const struct {
	const char *word;
	int answer;
} answers[] = {
	{ "yes", RC_YES }, { "on", RC_YES },          { "1", RC_YES },
	{ "no", RC_NO },   { "off", RC_NO },          { "0", RC_NO },
	{ "none", RC_NO }, { "unknown", RC_UNKNOWN },
};

/* The fields in which a placeholder counts as not said. */
static const char *const identifying[] = { "serial", "uuid", "manufacturer",
	                                   "model", "mac" };

/* Where an answer is being read into. */
struct reading {
	struct rc_facts *facts;
	struct rc_arena *arena;
	rc_ms now;
	struct rc_buf text; /* scratch */
	struct rc_buf macs;
	size_t nmacs;
};

static bool
is_identifying(const char *key)
{
	for (size_t i = 0; i < RC_COUNT(identifying); i++)
		if (strcmp(identifying[i], key) == 0)
			return true;
	return false;
}

/* The longest front of `s` of at most `max` bytes that ends between two
 * characters. */
static struct rc_str
cut(struct rc_str s, size_t max)
{
	if (s.n <= max)
		return s;
	while (max > 0 && ((unsigned char)s.p[max] & 0xc0) == 0x80)
		max--;
	s.n = max;
	return s;
}

static bool
put_text(struct reading *r, const struct said *what, struct rc_str value,
         struct rc_err *err)
{
	const char **member = (const char **)((char *)r->facts + what->at);
	struct rc_str clean;
	char *copy;

	rc_buf_clear(&r->text);
	rc_text_screen(&r->text, cut(rc_str_trim(value), RC_FACT_TEXT_MAX));
	if (!rc_buf_done(&r->text, err))
		return false;
	clean = rc_str_trim(cut(rc_buf_str(&r->text), RC_FACT_TEXT_MAX));
	if (clean.n == 0 || rc_str_is(clean, "unknown"))
		return true;
	if (is_identifying(what->key) && rc_placeholder(what->key, clean))
		return true;
	copy = rc_arena_textn(r->arena, clean.p, clean.n);
	if (copy == NULL)
		return rc_fail_nomem(err);
	*member = copy;
	return true;
}

static void
put_number(struct reading *r, const struct said *what, struct rc_str value)
{
	int64_t n;

	if (rc_str_int(value, what->min, what->max, &n))
		*(int64_t *)((char *)r->facts + what->at) = n;
}

static void
put_answer(struct reading *r, const struct said *what, struct rc_str value)
{
	for (size_t i = 0; i < RC_COUNT(answers); i++)
		if (rc_str_is_nocase(value, answers[i].word))
			*(int *)((char *)r->facts + what->at) =
			        answers[i].answer;
}

/* A day after tomorrow would keep old signatures fresh for ever. */
static void
put_day(struct reading *r, const struct said *what, struct rc_str value)
{
	struct rc_err ignored = { 0 };
	rc_date day;

	if (value.n == 10 && rc_date_parse(value, RC_YMD, &day, &ignored) &&
	    day <= rc_date_of(r->now) + 1)
		*(rc_date *)((char *)r->facts + what->at) = day;
}

static void
put_clock(struct reading *r, const struct said *what, struct rc_str value)
{
	int64_t clock, skew;

	if (!rc_str_int(value, what->min, what->max, &clock))
		return;
	skew = clock - r->now / 1000;
	if (skew > -SKEW_NOISE_S && skew < SKEW_NOISE_S)
		skew = 0;
	r->facts->clock_skew_s = skew;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* "3C-52-82-..." -> "3c:52:82:..."; false if it is no address of six bytes. */
static bool
mac_read(struct rc_str value, char ret[18])
{
	char out[18];

	if (value.n != 17)
		return false;
	for (size_t i = 0; i < 17; i++) {
		int digit = hex_digit(value.p[i]);

		if (i % 3 == 2) {
			if (value.p[i] != ':' && value.p[i] != '-')
				return false;
			out[i] = ':';
		} else if (digit < 0) {
			return false;
		} else {
			out[i] = "0123456789abcdef"[digit];
		}
	}
	out[17] = '\0';
	memcpy(ret, out, sizeof(out));
	return true;
}

static void
put_mac(struct reading *r, struct rc_str value)
{
	char mac[18];

	if (r->nmacs >= RC_FACT_MACS || !mac_read(value, mac) ||
	    rc_placeholder("mac", rc_str_of(mac)))
		return;
	for (size_t i = 0; i < r->nmacs; i++)
		if (memcmp(r->macs.p + i * 18, mac, 17) == 0)
			return;
	if (r->nmacs++ > 0)
		rc_buf_putc(&r->macs, ' ');
	rc_buf_puts(&r->macs, mac);
}

static bool
put_line(struct reading *r, struct rc_str line, struct rc_err *err)
{
	const struct said *what = NULL;
	struct rc_str key;

	if (memchr(line.p, '=', line.n) == NULL)
		return true;
	(void)rc_str_split(&line, '=', &key);
	for (size_t i = 0; i < RC_COUNT(said) && what == NULL; i++)
		if (rc_str_is(key, said[i].key))
			what = &said[i];
	if (what == NULL)
		return true;
	if (what->how == TEXT)
		return put_text(r, what, line, err);
	line = rc_str_trim(line);
	switch (what->how) {
	case NUMBER:
		put_number(r, what, line);
		break;
	case ANSWER:
		put_answer(r, what, line);
		break;
	case DAY:
		put_day(r, what, line);
		break;
	case CLOCK:
		put_clock(r, what, line);
		break;
	case MAC:
		put_mac(r, line);
		break;
	case TEXT:
		break;
	}
	return true;
}

/* A yes/no fact that only root could read was asked and is not known. */
static void
mark_hidden(struct rc_facts *facts)
{
	struct rc_str rest = rc_str_of(facts->needs_root), name;

	while (rest.n > 0 && rc_str_split(&rest, ',', &name)) {
		for (size_t i = 0; i < RC_COUNT(said); i++) {
			int *answer = (int *)((char *)facts + said[i].at);

			if (said[i].how == ANSWER &&
			    rc_str_is(rc_str_trim(name), said[i].key) &&
			    *answer == RC_ANSWER_NONE)
				*answer = RC_UNKNOWN;
		}
	}
}

bool
rc_probe_facts(struct rc_str lines, rc_ms now, struct rc_arena *arena,
               struct rc_facts *ret, struct rc_err *err)
{
	struct rc_facts facts;
	struct reading r = { .facts = &facts, .arena = arena, .now = now };
	struct rc_str line;
	bool done = false;

	rc_record_clear(&rc_kind_facts, &facts);
	rc_buf_init(&r.text, 8 * RC_FACT_TEXT_MAX);
	rc_buf_init(&r.macs, RC_FACT_MACS * 18);
	while (lines.n > 0 && rc_str_split(&lines, '\n', &line)) {
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		if (!put_line(&r, line, err))
			goto out;
	}
	if (!rc_buf_done(&r.macs, err))
		goto out;
	if (r.nmacs > 0) {
		facts.mac = rc_arena_textn(arena, r.macs.p, r.macs.n);
		if (facts.mac == NULL) {
			rc_fail_nomem(err);
			goto out;
		}
	}
	mark_hidden(&facts);
	*ret = facts;
	done = true;
out:
	rc_buf_fini(&r.macs);
	rc_buf_fini(&r.text);
	return done;
}

/* --- software ------------------------------------------------------------ */

/* A device cannot make up a name that would not have been asked for. */
static bool
is_plain(struct rc_str name)
{
	size_t i;

	for (i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		      c == ' '))
			return false;
	}
	return name.n > 0 && name.n <= RC_FACT_TEXT_MAX;
}

bool
rc_probe_software(struct rc_str lines, struct rc_arena *arena,
                  const char *const **ret, size_t *ret_n, bool *ret_looked,
                  struct rc_err *err)
{
	const char **names = NULL;
	struct rc_str line, key;
	bool looked = false;
	size_t n = 0;

	while (lines.n > 0 && rc_str_split(&lines, '\n', &line)) {
		(void)rc_str_split(&line, '=', &key);
		line = rc_str_trim(line);
		looked = looked || (rc_str_is(key, "software_list") &&
		                    rc_str_is(line, "yes"));
		if (!rc_str_is(key, "software") || !is_plain(line) ||
		    n == RC_PROBE_SOFTWARE)
			continue;
		if (names == NULL)
			names = rc_arena_alloc(arena, RC_PROBE_SOFTWARE,
			                       sizeof(*names));
		if (names != NULL)
			names[n] = rc_arena_textn(arena, line.p, line.n);
		if (names == NULL || names[n] == NULL)
			return rc_fail_nomem(err);
		n++;
	}
	*ret = names;
	*ret_n = n;
	*ret_looked = looked;
	return true;
}
