/* SPDX-License-Identifier: MIT */
/* profile - what work needs of a device, and system releases: field tables. */
#include <rollcall/model/norm.h>

#include <rollcall/base/i18n.h>

#include "model/span.h"

#include <stddef.h>

#define AT(member) offsetof(struct rc_profile, member)
static const struct rc_field profile_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY | RC_SEARCHED,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 12,
	  .also = "Mã" },
	{ .name = "name",
	  .label = N_("Name"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(name),
	  .width = 24,
	  .also = "Tên" },
	{ .name = "cpu_cores",
	  .label = N_("CPU cores"),
	  .type = RC_INTEGER,
	  .at = AT(cpu_cores),
	  .min = 1,
	  .max = 1024,
	  .width = 5,
	  .also = "Số nhân" },
	{ .name = "ram_mb",
	  .label = N_("RAM (MB)"),
	  .type = RC_INTEGER,
	  .at = AT(ram_mb),
	  .min = 0,
	  .max = 16777216,
	  .width = 7,
	  .also = "RAM" },
	{ .name = "disk_gb",
	  .label = N_("Disk (GB)"),
	  .type = RC_INTEGER,
	  .at = AT(disk_gb),
	  .min = 0,
	  .max = 10000000,
	  .width = 6,
	  .also = "Ổ cứng" },
	{ .name = "encryption",
	  .label = N_("Encryption"),
	  .type = RC_BOOLEAN,
	  .at = AT(encryption),
	  .width = 6,
	  .also = "Mã hóa" },
	{ .name = "forbidden",
	  .label = N_("Forbidden software"),
	  .type = RC_TEXTUAL,
	  .at = AT(forbidden),
	  .width = 20,
	  .also = "Phần mềm cấm" },
	{ .name = "valid_from",
	  .label = N_("Valid from"),
	  .type = RC_DAY,
	  .at = AT(valid_from),
	  .also = "From|Từ ngày|Hiệu lực từ" },
	{ .name = "valid_to",
	  .label = N_("Valid to"),
	  .type = RC_DAY,
	  .at = AT(valid_to),
	  .also = "To|Đến ngày|Hiệu lực đến" },
	{ .name = "source",
	  .label = N_("Source"),
	  .type = RC_TEXTUAL,
	  .at = AT(source),
	  .width = 24,
	  .also = "Nguồn|Căn cứ|basis" },
};
#undef AT

#define AT(member) offsetof(struct rc_release, member)
static const struct rc_field release_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 20,
	  .also = "Mã" },
	{ .name = "os_id",
	  .label = N_("System"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(os_id),
	  .width = 10,
	  .also = "Hệ điều hành" },
	{ .name = "version",
	  .label = N_("Version"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED,
	  .at = AT(version),
	  .width = 8,
	  .also = "Phiên bản" },
	{ .name = "edition",
	  .label = N_("Edition"),
	  .type = RC_TEXTUAL,
	  .at = AT(edition),
	  .width = 12,
	  .also = "Ấn bản" },
	{ .name = "support_end",
	  .label = N_("Support ends"),
	  .type = RC_DAY,
	  .at = AT(support_end),
	  .also = "Hết hỗ trợ" },
	{ .name = "approved",
	  .label = N_("Approved"),
	  .type = RC_BOOLEAN,
	  .at = AT(approved),
	  .width = 8,
	  .also = "Được duyệt" },
	{ .name = "source",
	  .label = N_("Source"),
	  .type = RC_TEXTUAL,
	  .at = AT(source),
	  .width = 24,
	  .also = "Nguồn|Căn cứ|basis" },
};
#undef AT

static bool
profile_check(const void *record, struct rc_err *err)
{
	const struct rc_profile *r = record;

	return rc_span_check(r->valid_from, r->valid_to, err);
}

const struct rc_kind rc_kind_profile = {
	.name = "profiles",
	.table = "profile",
	.label = N_("Profiles"),
	.label_one = N_("profile"),
	.size = sizeof(struct rc_profile),
	.fields = profile_fields,
	.nfields = RC_COUNT(profile_fields),
	.columns = "code name cpu_cores ram_mb disk_gb encryption",
	.example = "office,Máy tính văn phòng,4,8192,256,no,,2025-01-01,,",
	.check = profile_check,
};

const struct rc_kind rc_kind_release = {
	.name = "releases",
	.table = "os_release",
	.label = N_("OS releases"),
	.label_one = N_("OS release"),
	.size = sizeof(struct rc_release),
	.fields = release_fields,
	.nfields = RC_COUNT(release_fields),
	.columns = "code os_id version edition support_end approved",
	.example = "debian/12,debian,12,,2028-06-30,yes,debian.org",
};
