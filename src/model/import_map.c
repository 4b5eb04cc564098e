/* SPDX-License-Identifier: MIT */
/* import_map - how a sender's files are read: field table. */
#include <rollcall/model/import_map.h>

#include <rollcall/base/i18n.h>

#include <stddef.h>
#include <string.h>

const struct rc_word rc_map_dates_words[] = {
	{ "", "", NULL },
	{ "dmy", N_("day first"), "ngày trước" },
	{ "mdy", N_("month first"), "tháng trước" },
	{ "ymd", N_("year first"), "năm trước" },
	{ NULL, NULL, NULL },
};

#define AT(member) offsetof(struct rc_import_map, member)
static const struct rc_field map_fields[] = {
	{ .name = "code",
	  .label = N_("Code"),
	  .type = RC_TEXTUAL,
	  .flags = RC_KEY | RC_SEARCHED,
	  .at = AT(code),
	  .valid = rc_valid_code,
	  .form = N_("1 to 64 visible characters"),
	  .width = 24,
	  .also = "Mã" },
	{ .name = "sender",
	  .label = N_("Sender"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED | RC_SEARCHED,
	  .at = AT(sender),
	  .width = 20,
	  .also = "Nơi gửi" },
	{ .name = "kind",
	  .label = N_("Kind"),
	  .type = RC_TEXTUAL,
	  .flags = RC_REQUIRED,
	  .at = AT(kind),
	  .width = 9,
	  .also = "Loại" },
	{ .name = "columns",
	  .label = N_("Columns"),
	  .type = RC_TEXTUAL,
	  .at = AT(columns),
	  .width = 24,
	  .also = "Cột" },
	{ .name = "defaults",
	  .label = N_("Defaults"),
	  .type = RC_TEXTUAL,
	  .at = AT(defaults),
	  .width = 16,
	  .also = "Mặc định" },
	{ .name = "keys",
	  .label = N_("Keys"),
	  .type = RC_TEXTUAL,
	  .at = AT(keys),
	  .width = 12,
	  .also = "Khóa" },
	{ .name = "dates",
	  .label = N_("Order of days"),
	  .type = RC_CHOICE,
	  .at = AT(dates),
	  .words = rc_map_dates_words,
	  .width = 11,
	  .also = "Kiểu ngày" },
	{ .name = "encoding",
	  .label = N_("Encoding"),
	  .type = RC_TEXTUAL,
	  .at = AT(encoding),
	  .width = 8,
	  .also = "Bảng mã" },
	{ .name = "separator",
	  .label = N_("Separator"),
	  .type = RC_TEXTUAL,
	  .at = AT(separator),
	  .width = 9,
	  .also = "Dấu phân cách" },
	{ .name = "fixes",
	  .label = N_("Fixes"),
	  .type = RC_TEXTUAL,
	  .at = AT(fixes),
	  .width = 24,
	  .also = "Sửa chung" },
	{ .name = "notes",
	  .label = N_("Notes"),
	  .type = RC_TEXTUAL,
	  .at = AT(notes),
	  .width = 24,
	  .also = "Ghi chú" },
};
#undef AT

/* A code is that of its sender and kind. */
static bool
map_check(const void *record, struct rc_err *err)
{
	const struct rc_import_map *r = record;
	size_t sender = strlen(r->sender);

	if (strncmp(r->code, r->sender, sender) != 0 ||
	    r->code[sender] != '/' ||
	    strcmp(r->code + sender + 1, r->kind) != 0)
		return rc_fail(err, RC_EINVALID,
		               _("the code of a map is SENDER/KIND: %s/%s"),
		               r->sender, r->kind);
	return true;
}

const struct rc_kind rc_kind_import_map = {
	.name = "maps",
	.table = "import_map",
	.label = N_("Import maps"),
	.label_one = N_("import map"),
	.size = sizeof(struct rc_import_map),
	.fields = map_fields,
	.nfields = RC_COUNT(map_fields),
	.columns = "code sender kind columns dates encoding",
	.example = "xã Lộc Thành/devices,xã Lộc Thành,devices,serial=Số máy,"
	           "connectivity=networked,serial,dmy,utf-8,,,",
	.check = map_check,
};

const char *
rc_import_map_code(const char *sender, const struct rc_kind *kind,
                   struct rc_arena *arena)
{
	return rc_arena_printf(arena, "%s/%s", sender, kind->name);
}
