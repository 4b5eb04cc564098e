/* SPDX-License-Identifier: MIT */
/* post - seats to be equipped: field table. */
#include <rollcall/model/post.h>

#include "model/span.h"
#include <rollcall/base/i18n.h>

#include <stddef.h>

const struct rc_word rc_title_group_words[] = {
	{ "", "", NULL },
	{ "I", N_("I"), NULL },
	{ "II", N_("II"), NULL },
	{ "III", N_("III"), NULL },
	{ "IV", N_("IV"), NULL },
	{ "V", N_("V"), NULL },
	{ "VI", N_("VI"), NULL },
	{ "VII", N_("VII"), NULL },
	{ "VIII", N_("VIII"), NULL },
	{ "shared", N_("shared"), "dùng chung|mục B|B" },
	{ NULL, NULL, NULL },
};

#define AT(member) offsetof(struct rc_post, member)
static const struct rc_field post_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY | RC_SEARCHED,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 12,
	  .also = "Post code|Mã vị trí|Mã chức danh|Mã" },
	{ .name = "agency",
	  .label = N_("Agency"),
	  .type = RC_REF,
	  .flags = RC_REQUIRED,
	  .at = AT(agency),
	  .ref = "agencies",
	  .width = 10,
	  .also = "Mã cơ quan|Cơ quan|Đơn vị|Agency code" },
	{ .name = "title",
	  .label = N_("Title"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(title),
	  .width = 26,
	  .also = "Chức danh|Chức vụ|Vị trí" },
	{ .name = "title_group",
	  .label = N_("Title group"),
	  .type = RC_CHOICE,
	  .flags = RC_REQUIRED,
	  .at = AT(title_group),
	  .words = rc_title_group_words,
	  .width = 6,
	  .also = "Group|Nhóm|Nhóm chức danh|Nhóm định mức" },
	{ .name = "holder",
	  .label = N_("Holder"),
	  .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED | RC_PERSONAL,
	  .at = AT(holder),
	  .width = 22,
	  .also = "Người giữ|Họ và tên|Họ tên|Cán bộ|Full Name" },
	{ .name = "signer",
	  .label = N_("Signer"),
	  .type = RC_BOOLEAN,
	  .at = AT(signer),
	  .width = 7,
	  .also = "Ký văn bản|Có thẩm quyền ký" },
	{ .name = "handler",
	  .label = N_("Handler"),
	  .type = RC_BOOLEAN,
	  .at = AT(handler),
	  .width = 7,
	  .also = "Xử lý văn bản" },
	{ .name = "profile",
	  .label = N_("Profile"),
	  .type = RC_REF,
	  .at = AT(profile),
	  .ref = "profiles",
	  .width = 12,
	  .also = "Cấu hình|Hồ sơ thiết bị" },
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

static bool
post_check(const void *record, struct rc_err *err)
{
	const struct rc_post *r = record;

	return rc_span_check(r->valid_from, r->valid_to, err);
}

const struct rc_kind rc_kind_post = {
	.name = "posts",
	.table = "post",
	.label = N_("Posts"),
	.label_one = N_("post"),
	.size = sizeof(struct rc_post),
	.fields = post_fields,
	.nfields = RC_COUNT(post_fields),
	.columns = "code agency title title_group holder signer handler",
	.example = "25363-01,25363,Bí thư Đảng ủy,VI,Nguyễn Văn "
	           "A,yes,yes,office,2025-07-01,,",
	.check = post_check,
};
