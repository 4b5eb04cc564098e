/* SPDX-License-Identifier: MIT */
/* link - circuits, signatures and host keys: field tables. */
#include <rollcall/model/link.h>

#include "model/span.h"
#include <rollcall/base/i18n.h>

#include <stddef.h>

const struct rc_word rc_link_type_words[] = {
	{ "", "", NULL },
	{ "dedicated", N_("dedicated network"),
	  "truyền số liệu chuyên dùng|tslcd" },
	{ "party-wan", N_("Party WAN"), "mạng diện rộng của Đảng" },
	{ "internet", N_("Internet"), NULL },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_link_status_words[] = {
	{ "", "", NULL },
	{ "planned", N_("planned"), "provisioning|dự kiến" },
	{ "active", N_("active"), "đang dùng|hoạt động" },
	{ "down", N_("down"), "offline|mất kết nối" },
	{ "ended", N_("ended"), "decommissioned|deprovisioning|đã cắt" },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_price_per_words[] = {
	{ "", "", NULL },
	{ "month", N_("month"), "tháng" },
	{ "quarter", N_("quarter"), "quý" },
	{ "year", N_("year"), "năm" },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_token_status_words[] = {
	{ "", "", NULL },
	{ "active", N_("active"), "đang dùng|hiệu lực" },
	{ "revoked", N_("revoked"), "thu hồi" },
	{ "lost", N_("lost"), "mất" },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_pin_status_words[] = {
	{ "", "", NULL },
	{ "trusted", N_("trusted"), "tin cậy" },
	{ "revoked", N_("revoked"), "thu hồi" },
	{ NULL, NULL, NULL },
};

#define AT(member) offsetof(struct rc_link, member)
static const struct rc_field link_fields[] = {
	{ .name = "code",
	  .label = N_("Circuit"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY | RC_SEARCHED,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 12,
	  .also = "cid|Circuit id|Mã kênh|Mã đường truyền|Mã" },
	{ .name = "agency",
	  .label = N_("Agency"),
	  .type = RC_REF,
	  .flags = RC_REQUIRED,
	  .at = AT(agency),
	  .ref = "agencies",
	  .width = 10,
	  .also = "Mã cơ quan|Cơ quan|Đơn vị|tenant" },
	{ .name = "type",
	  .label = N_("Type"),
	  .type = RC_CHOICE,
	  .flags = RC_REQUIRED,
	  .at = AT(type),
	  .words = rc_link_type_words,
	  .width = 10,
	  .also = "Loại|Loại kênh" },
	{ .name = "status",
	  .label = N_("Status"),
	  .type = RC_CHOICE,
	  .flags = RC_REQUIRED,
	  .at = AT(status),
	  .words = rc_link_status_words,
	  .width = 8,
	  .also = "Trạng thái|Tình trạng" },
	{ .name = "provider",
	  .label = N_("Provider"),
	  .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED,
	  .at = AT(provider),
	  .width = 12,
	  .also = "Nhà cung cấp|Nhà mạng" },
	{ .name = "medium",
	  .label = N_("Medium"),
	  .type = RC_TEXTUAL,
	  .at = AT(medium),
	  .width = 8,
	  .also = "Môi trường|Phương thức" },
	{ .name = "down_kbps",
	  .label = N_("Down (kbit/s)"),
	  .type = RC_INTEGER,
	  .at = AT(down_kbps),
	  .min = 0,
	  .max = INT64_C(1000000000),
	  .width = 10,
	  .also = "commit_rate|port_speed|Băng thông xuống|Băng thông" },
	{ .name = "up_kbps",
	  .label = N_("Up (kbit/s)"),
	  .type = RC_INTEGER,
	  .at = AT(up_kbps),
	  .min = 0,
	  .max = INT64_C(1000000000),
	  .width = 10,
	  .also = "upstream_speed|Băng thông lên" },
	{ .name = "measured_kbps",
	  .label = N_("Measured (kbit/s)"),
	  .type = RC_INTEGER,
	  .at = AT(measured_kbps),
	  .min = 0,
	  .max = INT64_C(1000000000),
	  .width = 10,
	  .also = "Băng thông đo" },
	{ .name = "measured_on",
	  .label = N_("Measured on"),
	  .type = RC_DAY,
	  .at = AT(measured_on),
	  .also = "Ngày đo" },
	{ .name = "controlled",
	  .label = N_("Controlled Internet"),
	  .type = RC_BOOLEAN,
	  .at = AT(controlled),
	  .width = 6,
	  .also = "Internet có kiểm soát" },
	{ .name = "available_bp",
	  .label = N_("Availability (bp)"),
	  .type = RC_INTEGER,
	  .at = AT(available_bp),
	  .min = 0,
	  .max = 10000,
	  .width = 6,
	  .also = "Khả dụng" },
	{ .name = "start_date",
	  .label = N_("Contract start"),
	  .type = RC_DAY,
	  .at = AT(start_date),
	  .also = "install_date|Ngày bắt đầu" },
	{ .name = "end_date",
	  .label = N_("Contract end"),
	  .type = RC_DAY,
	  .at = AT(end_date),
	  .also = "termination_date|Ngày kết thúc|Hết hạn hợp đồng" },
	{ .name = "notice_days",
	  .label = N_("Notice (days)"),
	  .type = RC_INTEGER,
	  .at = AT(notice_days),
	  .min = 0,
	  .max = 3650,
	  .width = 6,
	  .also = "Báo trước (ngày)" },
	{ .name = "price",
	  .label = N_("Price"),
	  .type = RC_MONEY,
	  .at = AT(price),
	  .min = 0,
	  .max = INT64_C(1000000000000),
	  .width = 13,
	  .also = "Đơn giá|Giá thuê" },
	{ .name = "price_per",
	  .label = N_("Price per"),
	  .type = RC_CHOICE,
	  .at = AT(price_per),
	  .words = rc_price_per_words,
	  .width = 7,
	  .also = "Kỳ giá|Theo" },
	{ .name = "notes",
	  .label = N_("Notes"),
	  .type = RC_TEXTUAL,
	  .at = AT(notes),
	  .width = 24,
	  .also = "Asset Notes|Comments|Comment|Description|HB.notes|Ghi chú" },
};
#undef AT

#define AT(member) offsetof(struct rc_token, member)
static const struct rc_field token_fields[] = {
	{ .name = "serial",
	  .label = N_("Serial number"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY | RC_SEARCHED,
	  .at = AT(serial),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 12,
	  .also = "Số hiệu|Số sê-ri" },
	{ .name = "post",
	  .label = N_("Post"),
	  .type = RC_REF,
	  .flags = RC_REQUIRED,
	  .at = AT(post),
	  .ref = "posts",
	  .width = 12,
	  .also = "Mã vị trí|Chức danh" },
	{ .name = "issuer",
	  .label = N_("Issuer"),
	  .type = RC_TEXTUAL,
	  .at = AT(issuer),
	  .width = 18,
	  .also = "Nhà cung cấp|Đơn vị cấp" },
	{ .name = "status",
	  .label = N_("Status"),
	  .type = RC_CHOICE,
	  .flags = RC_REQUIRED,
	  .at = AT(status),
	  .words = rc_token_status_words,
	  .width = 8,
	  .also = "Trạng thái|Tình trạng" },
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

#define AT(member) offsetof(struct rc_pin, member)
static const struct rc_field pin_fields[] = {
	{ .name = "address",
	  .label = N_("Address"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY | RC_SEARCHED,
	  .at = AT(address),
	  .width = 22,
	  .also = "Địa chỉ" },
	{ .name = "algorithm",
	  .label = N_("Algorithm"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED,
	  .at = AT(algorithm),
	  .width = 14,
	  .also = "Thuật toán" },
	{ .name = "fingerprint",
	  .label = N_("Fingerprint"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(fingerprint),
	  .width = 50,
	  .also = "Dấu vân tay" },
	{ .name = "status",
	  .label = N_("Status"),
	  .type = RC_CHOICE,
	  .flags = RC_REQUIRED,
	  .at = AT(status),
	  .words = rc_pin_status_words,
	  .width = 8,
	  .also = "Trạng thái" },
	{ .name = "since",
	  .label = N_("Since"),
	  .type = RC_INSTANT,
	  .at = AT(since),
	  .width = 19,
	  .also = "Từ lúc" },
};
#undef AT

static bool
link_check(const void *record, struct rc_err *err)
{
	const struct rc_link *r = record;

	return rc_span_check(r->start_date, r->end_date, err);
}

static bool
token_check(const void *record, struct rc_err *err)
{
	const struct rc_token *r = record;

	return rc_span_check(r->valid_from, r->valid_to, err);
}

const struct rc_kind rc_kind_link = {
	.name = "links",
	.table = "link",
	.label = N_("Links"),
	.label_one = N_("link"),
	.size = sizeof(struct rc_link),
	.fields = link_fields,
	.nfields = RC_COUNT(link_fields),
	.columns = "code agency type status provider down_kbps end_date",
	.example =
	        "DN-25363-1,25363,dedicated,active,VNPT,cáp quang,100000,1000"
	        "00,,,yes,,2025-07-01,2027-06-30,60,2500000,month,",
	.check = link_check,
};

const struct rc_kind rc_kind_token = {
	.name = "tokens",
	.table = "token",
	.label = N_("Tokens"),
	.label_one = N_("token"),
	.size = sizeof(struct rc_token),
	.fields = token_fields,
	.nfields = RC_COUNT(token_fields),
	.columns = "serial post issuer status valid_to",
	.example = "CA2-00012345,25363-01,Ban Cơ yếu Chính "
	           "phủ,active,2025-08-01,2030-08-01,",
	.check = token_check,
};

const struct rc_kind rc_kind_pin = {
	.name = "pins",
	.table = "pin",
	.label = N_("Host keys"),
	.label_one = N_("host key"),
	.size = sizeof(struct rc_pin),
	.fields = pin_fields,
	.nfields = RC_COUNT(pin_fields),
	.flags = RC_KIND_KEPT,
	.columns = "address algorithm fingerprint status since",
};
