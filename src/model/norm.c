/* SPDX-License-Identifier: MIT */
/* norm - law and thresholds as dated data: field tables. */
#include <rollcall/model/norm.h>

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/post.h>

#include "model/span.h"

#include <stddef.h>

const struct rc_word rc_item_words[] = {
	{ "", "", NULL },
	{ "desktop", N_("desktop"), "máy tính để bàn" },
	{ "portable", N_("laptop or tablet"), "máy tính xách tay|xách tay" },
	{ "computer", N_("computer"), "máy tính" },
	{ "printer", N_("printer"), "máy in" },
	{ "scanner", N_("scanner"), "máy quét" },
	{ "shredder", N_("shredder"), "máy hủy tài liệu" },
	{ "photocopier", N_("photocopier"), "máy photocopy" },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_cycle_words[] = {
	{ "", "", NULL },
	{ "month", N_("monthly"), "hằng tháng|tháng" },
	{ "quarter", N_("quarterly"), "hằng quý|quý" },
	{ "half", N_("half-yearly"), "6 tháng" },
	{ "year", N_("yearly"), "hằng năm|năm" },
	{ NULL, NULL, NULL },
};

#define AT(member) offsetof(struct rc_target, member)
static const struct rc_field target_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 12,
	  .also = "Mã" },
	{ .name = "indicator",
	  .label = N_("Indicator"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(indicator),
	  .width = 9,
	  .also = "Chỉ tiêu" },
	{ .name = "title",
	  .label = N_("Subject"),
	  .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED,
	  .at = AT(title),
	  .width = 40,
	  .also = "Nội dung|Tên" },
	{ .name = "tier",
	  .label = N_("Tier"),
	  .type = RC_CHOICE,
	  .at = AT(tier),
	  .words = rc_tier_words,
	  .width = 10,
	  .also = "Cấp" },
	{ .name = "year",
	  .label = N_("Year"),
	  .type = RC_INTEGER,
	  .flags = RC_REQUIRED,
	  .at = AT(year),
	  .min = 2000,
	  .max = 2100,
	  .width = 5,
	  .also = "Năm" },
	{ .name = "percent",
	  .label = N_("Percent"),
	  .type = RC_INTEGER,
	  .flags = RC_REQUIRED,
	  .at = AT(percent),
	  .min = 0,
	  .max = 100,
	  .width = 7,
	  .also = "Tỷ lệ|Phần trăm" },
	{ .name = "source",
	  .label = N_("Source"),
	  .type = RC_TEXTUAL,
	  .at = AT(source),
	  .width = 24,
	  .also = "Nguồn|Căn cứ|basis" },
};
#undef AT

#define AT(member) offsetof(struct rc_norm, member)
static const struct rc_field norm_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 22,
	  .also = "Mã" },
	{ .name = "title_group",
	  .label = N_("Title group"),
	  .type = RC_CHOICE,
	  .flags = RC_REQUIRED,
	  .at = AT(title_group),
	  .words = rc_title_group_words,
	  .width = 6,
	  .also = "Nhóm" },
	{ .name = "item",
	  .label = N_("Item"),
	  .type = RC_CHOICE,
	  .flags = RC_REQUIRED,
	  .at = AT(item),
	  .words = rc_item_words,
	  .width = 11,
	  .also = "Thiết bị" },
	{ .name = "quantity",
	  .label = N_("Quantity"),
	  .type = RC_INTEGER,
	  .flags = RC_REQUIRED,
	  .at = AT(quantity),
	  .min = 1,
	  .max = 1000,
	  .width = 4,
	  .also = "Số lượng" },
	{ .name = "shared_per",
	  .label = N_("Shared per"),
	  .type = RC_INTEGER,
	  .at = AT(shared_per),
	  .min = 2,
	  .max = 1000,
	  .width = 6,
	  .also = "Dùng chung" },
	{ .name = "ceiling",
	  .label = N_("Price ceiling"),
	  .type = RC_MONEY,
	  .flags = RC_REQUIRED,
	  .at = AT(ceiling),
	  .min = 1,
	  .max = INT64_C(1000000000000),
	  .width = 13,
	  .also = "Mức giá|Đơn giá tối đa" },
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

#define AT(member) offsetof(struct rc_life, member)
static const struct rc_field life_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 22,
	  .also = "Mã" },
	{ .name = "category",
	  .label = N_("Category"),
	  .type = RC_CHOICE,
	  .flags = RC_REQUIRED,
	  .at = AT(category),
	  .words = rc_category_words,
	  .width = 11,
	  .also = "Loại" },
	{ .name = "years",
	  .label = N_("Years"),
	  .type = RC_INTEGER,
	  .flags = RC_REQUIRED,
	  .at = AT(years),
	  .min = 1,
	  .max = 100,
	  .width = 5,
	  .also = "Số năm" },
	{ .name = "rate_bp",
	  .label = N_("Rate (bp)"),
	  .type = RC_INTEGER,
	  .flags = RC_REQUIRED,
	  .at = AT(rate_bp),
	  .min = 1,
	  .max = 10000,
	  .width = 6,
	  .also = "Tỷ lệ hao mòn" },
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

#define AT(member) offsetof(struct rc_param, member)
static const struct rc_field param_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 26,
	  .also = "Mã" },
	{ .name = "name",
	  .label = N_("Name"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(name),
	  .width = 20,
	  .also = "Tên|Tham số" },
	{ .name = "value",
	  .label = N_("Value"),
	  .type = RC_INTEGER,
	  .flags = RC_REQUIRED,
	  .at = AT(value),
	  .width = 8,
	  .also = "Giá trị" },
	{ .name = "unit",
	  .label = N_("Unit"),
	  .type = RC_TEXTUAL,
	  .at = AT(unit),
	  .width = 8,
	  .also = "Đơn vị tính|ĐVT" },
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

#define AT(member) offsetof(struct rc_duty, member)
static const struct rc_field duty_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY | RC_SEARCHED,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 12,
	  .also = "Mã" },
	{ .name = "title",
	  .label = N_("Subject"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(title),
	  .width = 30,
	  .also = "Tên báo cáo|Nội dung" },
	{ .name = "from_role",
	  .label = N_("From"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(from_role),
	  .width = 30,
	  .also = "Bên báo cáo" },
	{ .name = "to_role",
	  .label = N_("To"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(to_role),
	  .width = 24,
	  .also = "Nơi nhận" },
	{ .name = "cycle",
	  .label = N_("Cycle"),
	  .type = RC_CHOICE,
	  .flags = RC_REQUIRED,
	  .at = AT(cycle),
	  .words = rc_cycle_words,
	  .width = 9,
	  .also = "Chu kỳ" },
	{ .name = "due_month",
	  .label = N_("Due month"),
	  .type = RC_INTEGER,
	  .at = AT(due_month),
	  .min = 1,
	  .max = 12,
	  .width = 4,
	  .also = "Tháng" },
	{ .name = "due_day",
	  .label = N_("Due day"),
	  .type = RC_INTEGER,
	  .at = AT(due_day),
	  .min = 1,
	  .max = 31,
	  .width = 4,
	  .also = "Ngày" },
	{ .name = "strict",
	  .label = N_("Strictly before"),
	  .type = RC_BOOLEAN,
	  .at = AT(strict),
	  .width = 6,
	  .also = "Trước ngày" },
	{ .name = "valid_from",
	  .label = N_("Valid from"),
	  .type = RC_DAY,
	  .at = AT(valid_from),
	  .also = "Từ ngày|Hiệu lực từ" },
	{ .name = "valid_to",
	  .label = N_("Valid to"),
	  .type = RC_DAY,
	  .at = AT(valid_to),
	  .also = "Đến ngày|Hiệu lực đến" },
	{ .name = "source",
	  .label = N_("Source"),
	  .type = RC_TEXTUAL,
	  .at = AT(source),
	  .width = 24,
	  .also = "Nguồn|Căn cứ|basis" },
};
#undef AT

static bool
norm_check(const void *record, struct rc_err *err)
{
	const struct rc_norm *r = record;

	return rc_span_check(r->valid_from, r->valid_to, err);
}

static bool
life_check(const void *record, struct rc_err *err)
{
	const struct rc_life *r = record;

	return rc_span_check(r->valid_from, r->valid_to, err);
}

static bool
param_check(const void *record, struct rc_err *err)
{
	const struct rc_param *r = record;

	return rc_span_check(r->valid_from, r->valid_to, err);
}

static bool
duty_check(const void *record, struct rc_err *err)
{
	const struct rc_duty *r = record;

	return rc_span_check(r->valid_from, r->valid_to, err);
}

bool
rc_item_takes(int item, int category)
{
	static const unsigned takes[RC_ITEMS] = {
		[RC_ITEM_DESKTOP] = 1u << RC_CATEGORY_DESKTOP,
		[RC_ITEM_PORTABLE] =
		        1u << RC_CATEGORY_LAPTOP | 1u << RC_CATEGORY_TABLET,
		[RC_ITEM_COMPUTER] = 1u << RC_CATEGORY_DESKTOP |
		                     1u << RC_CATEGORY_LAPTOP |
		                     1u << RC_CATEGORY_TABLET,
		[RC_ITEM_PRINTER] = 1u << RC_CATEGORY_PRINTER,
		[RC_ITEM_SCANNER] = 1u << RC_CATEGORY_SCANNER,
		[RC_ITEM_SHREDDER] = 1u << RC_CATEGORY_SHREDDER,
		[RC_ITEM_PHOTOCOPIER] = 1u << RC_CATEGORY_PHOTOCOPIER,
	};

	return category > 0 && category < RC_CATEGORIES &&
	       (takes[item] >> category & 1u) != 0;
}

const struct rc_kind rc_kind_target = {
	.name = "targets",
	.table = "target",
	.label = N_("Targets"),
	.label_one = N_("target"),
	.size = sizeof(struct rc_target),
	.fields = target_fields,
	.nfields = RC_COUNT(target_fields),
	.columns = "code indicator tier year percent title",
	.example = "Q2-2026,Q2,Cơ quan đảng cấp xã được trang bị thiết "
	           "bị,commune,2026,80,38-KH/TU II.2.1 b",
};

const struct rc_kind rc_kind_norm = {
	.name = "norms",
	.table = "norm",
	.label = N_("Norms"),
	.label_one = N_("norm"),
	.size = sizeof(struct rc_norm),
	.fields = norm_fields,
	.nfields = RC_COUNT(norm_fields),
	.columns = "code title_group item quantity shared_per ceiling "
	           "valid_from valid_to",
	.example =
	        "15-2025/VII/computer,VII,computer,1,,20000000,2025-07-01,,15"
	        "/2025/QĐ-TTg",
	.check = norm_check,
};

const struct rc_kind rc_kind_life = {
	.name = "lives",
	.table = "life",
	.label = N_("Asset lives"),
	.label_one = N_("asset life"),
	.size = sizeof(struct rc_life),
	.fields = life_fields,
	.nfields = RC_COUNT(life_fields),
	.columns = "code category years rate_bp valid_from valid_to",
	.example =
	        "141-2025/desktop,desktop,7,1429,2026-01-01,,141/2025/TT-BTC",
	.check = life_check,
};

const struct rc_kind rc_kind_param = {
	.name = "params",
	.table = "param",
	.label = N_("Parameters"),
	.label_one = N_("parameter"),
	.size = sizeof(struct rc_param),
	.fields = param_fields,
	.nfields = RC_COUNT(param_fields),
	.columns = "code name value unit valid_from valid_to",
	.example = "theta@2025-01-01,theta,100,percent,2025-01-01,,",
	.check = param_check,
};

const struct rc_kind rc_kind_duty = {
	.name = "duties",
	.table = "duty",
	.label = N_("Report duties"),
	.label_one = N_("report duty"),
	.size = sizeof(struct rc_duty),
	.fields = duty_fields,
	.nfields = RC_COUNT(duty_fields),
	.columns = "code title from_role cycle due_day strict",
	.example = "R3,Báo cáo tháng,Văn phòng Tỉnh ủy,Ban Chỉ "
	           "đạo,month,,30,yes,2026-01-01,,38-KH/TU IV.3",
	.check = duty_check,
};
