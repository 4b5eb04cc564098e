/* SPDX-License-Identifier: MIT */
/* drift_pairs - when a recorded and an observed value agree. */
#include "app/drift_pairs.h"

#include <rollcall/base/fold.h>
#include <rollcall/model/placeholder.h>

#include <string.h>

/* Memory that the firmware keeps for itself is not missing. */
#define RAM_LEAST_PERCENT 85
#define RAM_MOST_PERCENT  105

/* Systems whose id is no word of their name. */
static const struct {
	const char *id, *part;
} systems[] = {
	{ "rhel", "red hat" },
	{ "linuxmint", "mint" },
	{ "almalinux", "alma" },
	{ "opensuse-leap", "suse" },
	{ "opensuse-tumbleweed", "suse" },
	{ "ol", "oracle" },
};

/* A match key: case and blanks are no difference. */
static bool
match_key(struct rc_buf *b, struct rc_str s)
{
	struct rc_err ignored = { 0 };

	rc_fold_header(b, s);
	return rc_buf_done(b, &ignored);
}

typedef bool key_fn(struct rc_str recorded, struct rc_str observed);

static bool
by_keys(struct rc_str recorded, struct rc_str observed, key_fn *compare)
{
	struct rc_buf a, b;
	bool agree = true; /* out of memory accuses nobody */

	rc_buf_init(&a, 16384);
	rc_buf_init(&b, 16384);
	if (match_key(&a, recorded) && match_key(&b, observed))
		agree = compare(rc_buf_str(&a), rc_buf_str(&b));
	rc_buf_fini(&a);
	rc_buf_fini(&b);
	return agree;
}

static bool
same(struct rc_str recorded, struct rc_str observed)
{
	return rc_str_eq(recorded, observed) ||
	       by_keys(recorded, observed, rc_str_eq);
}

/* Does `text` begin with the whole words of `front`? */
static bool
begins_with(struct rc_str text, struct rc_str front)
{
	return front.n > 0 && text.n >= front.n &&
	       memcmp(text.p, front.p, front.n) == 0 &&
	       (text.n == front.n || text.p[front.n] == ' ');
}

static bool
one_begins(struct rc_str recorded, struct rc_str observed)
{
	return begins_with(recorded, observed) ||
	       begins_with(observed, recorded);
}

/* "Dell" and "Dell Inc." */
static bool
same_maker(struct rc_str recorded, struct rc_str observed)
{
	return by_keys(recorded, observed, one_begins);
}

static bool
same_serial(struct rc_str recorded, struct rc_str observed)
{
	return rc_placeholder("serial", recorded) || same(recorded, observed);
}

static bool
same_uuid(struct rc_str recorded, struct rc_str observed)
{
	return rc_placeholder("uuid", recorded) || same(recorded, observed);
}

/* A name with its domain and one without. */
static bool
same_hostname(struct rc_str recorded, struct rc_str observed)
{
	struct rc_str a = recorded, b = observed;

	if (memchr(recorded.p, '.', recorded.n) == NULL ||
	    memchr(observed.p, '.', observed.n) == NULL) {
		(void)rc_str_split(&recorded, '.', &a);
		(void)rc_str_split(&observed, '.', &b);
	}
	return same(a, b);
}

/* Every recorded address is among the observed ones. */
static bool
same_macs(struct rc_str recorded, struct rc_str observed)
{
	struct rc_str one, seen;

	while (rc_str_split(&recorded, ' ', &one)) {
		struct rc_str rest = observed;
		bool found = one.n == 0;

		while (!found && rc_str_split(&rest, ' ', &seen))
			found = same(one, seen);
		if (!found)
			return false;
	}
	return true;
}

static bool
has_word(struct rc_str text, struct rc_str word)
{
	for (size_t i = 0; i + word.n <= text.n; i++) {
		struct rc_str rest = { text.p + i, text.n - i };

		if ((i == 0 || text.p[i - 1] == ' ') && begins_with(rest, word))
			return true;
	}
	return false;
}

static bool
has_id(struct rc_str recorded, struct rc_str id)
{
	return has_word(recorded, id);
}

/* The recorded name has the word that the system calls itself. */
static bool
same_system(struct rc_str recorded, struct rc_str observed)
{
	if (by_keys(recorded, observed, has_id))
		return true;
	for (size_t i = 0; i < RC_COUNT(systems); i++)
		if (rc_str_is_nocase(observed, systems[i].id) &&
		    by_keys(recorded, rc_str_of(systems[i].part), has_id))
			return true;
	return false;
}

/* The first run of digits and points: "22.04" of "22.04.5 LTS". */
static struct rc_str
version_of(struct rc_str text)
{
	struct rc_str v = { text.p, 0 };
	size_t i = 0;

	while (i < text.n && (text.p[i] < '0' || text.p[i] > '9'))
		i++;
	v.p += i;
	while (i + v.n < text.n &&
	       ((v.p[v.n] >= '0' && v.p[v.n] <= '9') || v.p[v.n] == '.'))
		v.n++;
	while (v.n > 0 && v.p[v.n - 1] == '.')
		v.n--;
	return v;
}

/* "12" and "12.5" are one version, told more or less closely. */
static bool
same_version(struct rc_str recorded, struct rc_str observed)
{
	struct rc_str a = version_of(recorded), b = version_of(observed);
	size_t n = a.n < b.n ? a.n : b.n;

	if (n == 0)
		return same(recorded, observed);
	return memcmp(a.p, b.p, n) == 0 && (a.n == n || a.p[n] == '.') &&
	       (b.n == n || b.p[n] == '.');
}

/* MiB and KiB, as text. */
static bool
same_ram(struct rc_str recorded, struct rc_str observed)
{
	int64_t mb, kb;

	if (!rc_str_int(recorded, 1, INT64_C(1) << 30, &mb) ||
	    !rc_str_int(observed, 1, INT64_C(1) << 40, &kb))
		return true;
	return kb * 100 >= mb * 1024 * RAM_LEAST_PERCENT &&
	       kb * 100 <= mb * 1024 * RAM_MOST_PERCENT;
}

const struct rc_drift_pair rc_drift_pairs[RC_DRIFT_PAIRS] = {
	{ "serial", "serial", "serial", "serial", same_serial },
	{ "uuid", "uuid", "uuid", NULL, same_uuid },
	{ "hostname", "hostname", "hostname", NULL, same_hostname },
	{ "manufacturer", "manufacturer", "manufacturer", NULL, same_maker },
	{ "model", "model", "model", NULL, same },
	{ "mac", "mac", "mac", NULL, same_macs },
	{ "os", "os_id", "os_pretty", NULL, same_system },
	{ "os_version", "os_version_id", "os_version_id", NULL, same_version },
	{ "ram_mb", "ram_kb", "ram_kb", NULL, same_ram },
	{ "agency", NULL, NULL, "agency", rc_str_eq },
	{ "place", NULL, NULL, "place", same },
	{ "status", NULL, NULL, "status", rc_str_eq },
};
