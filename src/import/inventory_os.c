/* SPDX-License-Identifier: MIT */
/* inventory_os - names of systems and boxes, by table. */
#include "import/inventory_os.h"

#include <rollcall/model/device.h>

#include <string.h>

/* The first that stands in the name; those that stand within others later. */
static const struct {
	const char *part, *id;
} systems[] = {
	{ "windows", "windows" },
	{ "linux mint", "linuxmint" },
	{ "linuxmint", "linuxmint" },
	{ "ubuntu", "ubuntu" },
	{ "debian", "debian" },
	{ "fedora", "fedora" },
	{ "red hat", "rhel" },
	{ "redhat", "rhel" },
	{ "rhel", "rhel" },
	{ "almalinux", "almalinux" },
	{ "rocky", "rocky" },
	{ "centos", "centos" },
	{ "oracle linux", "ol" },
	{ "opensuse leap", "opensuse-leap" },
	{ "opensuse tumbleweed", "opensuse-tumbleweed" },
	{ "suse linux enterprise server", "sles" },
	{ "suse linux enterprise desktop", "sled" },
	{ "zorin", "zorin" },
	{ "mac os", "macos" },
	{ "macos", "macos" },
	{ "android", "android" },
};

/* What stands behind "Windows 10" or "Windows 11", and the edition id. */
static const struct {
	const char *part, *id;
} editions[] = {
	{ "iot enterprise ltsc", "IoTEnterpriseS" },
	{ "iot enterprise", "IoTEnterprise" },
	{ "enterprise ltsc", "EnterpriseS" },
	{ "enterprise ltsb", "EnterpriseS" },
	{ "enterprise", "Enterprise" },
	{ "pro education", "ProfessionalEducation" },
	{ "pro for workstations", "ProfessionalWorkstation" },
	{ "education", "Education" },
	{ "home single language", "CoreSingleLanguage" },
	{ "home", "Core" },
	{ "professional", "Professional" },
	{ "pro", "Professional" },
};

/* SMBIOS 3.6, 7.4.1: system enclosure or chassis types. */
static const struct {
	const char *word, *number;
	int category;
} boxes[] = {
	{ "desktop", "3", RC_CATEGORY_DESKTOP },
	{ "low profile desktop", "4", RC_CATEGORY_DESKTOP },
	{ "low-profile desktop", "4", RC_CATEGORY_DESKTOP },
	{ "pizza box", "5", RC_CATEGORY_DESKTOP },
	{ "mini tower", "6", RC_CATEGORY_DESKTOP },
	{ "mini-tower", "6", RC_CATEGORY_DESKTOP },
	{ "tower", "7", RC_CATEGORY_DESKTOP },
	{ "portable", "8", RC_CATEGORY_LAPTOP },
	{ "laptop", "9", RC_CATEGORY_LAPTOP },
	{ "notebook", "10", RC_CATEGORY_LAPTOP },
	{ "hand held", "11", RC_CATEGORY_NONE },
	{ "docking station", "12", RC_CATEGORY_NONE },
	{ "all in one", "13", RC_CATEGORY_DESKTOP },
	{ "all-in-one", "13", RC_CATEGORY_DESKTOP },
	{ "sub notebook", "14", RC_CATEGORY_LAPTOP },
	{ "sub-notebook", "14", RC_CATEGORY_LAPTOP },
	{ "space-saving", "15", RC_CATEGORY_DESKTOP },
	{ "lunch box", "16", RC_CATEGORY_DESKTOP },
	{ "main server chassis", "17", RC_CATEGORY_SERVER },
	{ "main system chassis", "17", RC_CATEGORY_SERVER },
	{ "rack mount chassis", "23", RC_CATEGORY_SERVER },
	{ "sealed-case pc", "24", RC_CATEGORY_DESKTOP },
	{ "multi-system chassis", "25", RC_CATEGORY_SERVER },
	{ "multi-system", "25", RC_CATEGORY_SERVER },
	{ "blade", "28", RC_CATEGORY_SERVER },
	{ "blade enclosure", "29", RC_CATEGORY_SERVER },
	{ "tablet", "30", RC_CATEGORY_TABLET },
	{ "convertible", "31", RC_CATEGORY_LAPTOP },
	{ "detachable", "32", RC_CATEGORY_LAPTOP },
	{ "mini pc", "35", RC_CATEGORY_DESKTOP },
	{ "stick pc", "36", RC_CATEGORY_DESKTOP },
};

bool
rc_inventory_has(struct rc_str text, const char *part)
{
	size_t n = strlen(part);
	size_t at;
	size_t i;

	for (at = 0; at + n <= text.n; at++) {
		for (i = 0; i < n && rc_ascii_lower(text.p[at + i]) == part[i]; i++)
			;
		if (i == n)
			return true;
	}
	return false;
}

const char *
rc_inventory_os_id(struct rc_str name)
{
	size_t i;

	for (i = 0; i < RC_COUNT(systems); i++) {
		if (rc_inventory_has(name, systems[i].part))
			return systems[i].id;
	}
	return NULL;
}

/* Is it a Windows for people? Those for servers have editions of their own. */
static bool
is_client(struct rc_str name)
{
	return rc_inventory_has(name, "windows") &&
	       !rc_inventory_has(name, "server");
}

const char *
rc_inventory_os_edition(struct rc_str name)
{
	size_t i;

	for (i = 0; is_client(name) && i < RC_COUNT(editions); i++) {
		if (rc_inventory_has(name, editions[i].part))
			return editions[i].id;
	}
	return NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

struct rc_str
rc_inventory_os_version(struct rc_str name)
{
	struct rc_str version = { name.p, 0 };
	size_t i;

	for (i = 0; i < name.n && !is_digit(name.p[i]); i++)
		;
	version.p += i;
	while (i < name.n && (is_digit(name.p[i]) || name.p[i] == '.')) {
		version.n++;
		i++;
	}
	while (version.n > 0 && version.p[version.n - 1] == '.')
		version.n--;
	return version;
}

const char *
rc_inventory_chassis(struct rc_str word, int *ret_category)
{
	size_t i;

	for (i = 0; i < RC_COUNT(boxes); i++) {
		if (rc_str_is_nocase(word, boxes[i].word) ||
		    rc_str_is(word, boxes[i].number)) {
			*ret_category = boxes[i].category;
			return boxes[i].number;
		}
	}
	return NULL;
}
