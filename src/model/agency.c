/* SPDX-License-Identifier: MIT */
/* agency - the tree of agencies and their dated names: field tables. */
#include <rollcall/model/agency.h>

#include "model/span.h"
#include <rollcall/base/i18n.h>

#include <stddef.h>

const struct rc_word rc_tier_words[] = {
	{ "", "", NULL },
	{ "province", N_("province"), "cấp tỉnh|tỉnh|provincial" },
	{ "commune", N_("commune"), "cấp xã|xã|phường" },
	{ "grassroots", N_("grassroots"), "cơ sở|cấp cơ sở" },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_agency_sort_words[] = {
	{ "", "", NULL },
	{ "party-advisory", N_("Party advisory body"),
	  "ban đảng|cơ quan tham mưu" },
	{ "party-committee", N_("Party committee"), "đảng ủy|cấp ủy" },
	{ "party-unit", N_("Party unit"), "đơn vị sự nghiệp của Đảng" },
	{ "front", N_("Front or socio-political organisation"),
	  "MTTQ|mặt trận" },
	{ "state", N_("state body"), "nhà nước|chính quyền" },
	{ NULL, NULL, NULL },
};

#define AT(member) offsetof(struct rc_agency, member)
static const struct rc_field agency_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY | RC_SEARCHED,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 12,
	  .also = "Agency code|Mã cơ quan|Mã đơn vị|Mã" },
	{ .name = "name",
	  .label = N_("Name"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(name),
	  .width = 34,
	  .also = "Agency|Company|Entity|Organization|Tên|Tên cơ quan|"
	          "Tên đơn vị|Cơ quan|Đơn vị" },
	{ .name = "kind",
	  .label = N_("Kind"),
	  .type = RC_CHOICE,
	  .at = AT(sort),
	  .words = rc_agency_sort_words,
	  .width = 16,
	  .also = "Type|Loại|Loại cơ quan" },
	{ .name = "tier",
	  .label = N_("Tier"),
	  .type = RC_CHOICE,
	  .flags = RC_REQUIRED,
	  .at = AT(tier),
	  .words = rc_tier_words,
	  .width = 10,
	  .also = "Level|Cấp" },
	{ .name = "parent",
	  .label = N_("Parent"),
	  .type = RC_REF,
	  .at = AT(parent),
	  .ref = "agencies",
	  .width = 10,
	  .also = "Parent code|Cấp trên|Đơn vị cấp trên|Trực thuộc" },
	{ .name = "in_quota",
	  .label = N_("In quota"),
	  .type = RC_BOOLEAN,
	  .at = AT(in_quota),
	  .width = 8,
	  .also = "Quota|Tính chỉ tiêu|Trong chỉ tiêu" },
	{ .name = "unit_kind",
	  .label = N_("Unit kind"),
	  .type = RC_TEXTUAL,
	  .at = AT(unit_kind),
	  .width = 10,
	  .also = "Loại đơn vị hành chính|Xã phường" },
	{ .name = "leader",
	  .label = N_("Head"),
	  .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED | RC_PERSONAL,
	  .at = AT(leader),
	  .width = 20,
	  .also = "Leader|Người đứng đầu|Thủ trưởng" },
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
	{ .name = "notes",
	  .label = N_("Notes"),
	  .type = RC_TEXTUAL,
	  .at = AT(notes),
	  .width = 24,
	  .also = "Asset Notes|Comments|Comment|Description|HB.notes|Ghi chú" },
};
#undef AT

#define AT(member) offsetof(struct rc_agency_name, member)
static const struct rc_field name_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 12,
	  .also = "Mã" },
	{ .name = "agency",
	  .label = N_("Agency"),
	  .type = RC_REF,
	  .flags = RC_REQUIRED,
	  .at = AT(agency),
	  .ref = "agencies",
	  .width = 10,
	  .also = "Mã cơ quan|Cơ quan" },
	{ .name = "name",
	  .label = N_("Name"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(name),
	  .width = 34,
	  .also = "Tên" },
	{ .name = "unit_kind",
	  .label = N_("Unit kind"),
	  .type = RC_TEXTUAL,
	  .at = AT(unit_kind),
	  .width = 10,
	  .also = "Loại" },
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
	{ .name = "basis",
	  .label = N_("Basis"),
	  .type = RC_TEXTUAL,
	  .at = AT(basis),
	  .width = 24,
	  .also = "Căn cứ" },
};
#undef AT

static bool
agency_check(const void *record, struct rc_err *err)
{
	const struct rc_agency *r = record;

	return rc_span_check(r->valid_from, r->valid_to, err);
}

static bool
name_check(const void *record, struct rc_err *err)
{
	const struct rc_agency_name *r = record;

	return rc_span_check(r->valid_from, r->valid_to, err);
}

const struct rc_kind rc_kind_agency = {
	.name = "agencies",
	.table = "agency",
	.label = N_("Agencies"),
	.label_one = N_("agency"),
	.size = sizeof(struct rc_agency),
	.fields = agency_fields,
	.nfields = RC_COUNT(agency_fields),
	.columns = "code name tier kind in_quota parent",
	.example = "25363,Đảng ủy phường Đồng "
	           "Phú,party-committee,commune,dong-nai,yes,Phường,Nguyễn Văn "
	           "A,2025-07-01,,",
	.check = agency_check,
};

const struct rc_kind rc_kind_name = {
	.name = "names",
	.table = "agency_name",
	.label = N_("Agency names"),
	.label_one = N_("agency name"),
	.size = sizeof(struct rc_agency_name),
	.fields = name_fields,
	.nfields = RC_COUNT(name_fields),
	.columns = "code agency name unit_kind valid_from valid_to",
	.example = "25363@2025-07-01,25363,Đảng ủy xã Đồng "
	           "Phú,Xã,2025-07-01,2026-04-29,1662/NQ-UBTVQH15",
	.check = name_check,
};
