/* SPDX-License-Identifier: MIT */
/* log - audit, batches, events: field tables. */
#include <rollcall/model/log.h>

#include <rollcall/base/i18n.h>

#include <stddef.h>

const struct rc_word rc_action_words[] = {
	{ "", "", NULL },
	{ "add", N_("added"), "thêm" },
	{ "set", N_("changed"), "sửa" },
	{ "remove", N_("removed"), "xóa" },
	{ NULL, NULL, NULL },
};

#define AT(member) offsetof(struct rc_audit, member)
static const struct rc_field audit_fields[] = {
	{ .name = "at", .label = N_("When"), .type = RC_INSTANT, .at = AT(at),
	  .width = 19, .also = "Lúc|Khi" },
	{ .name = "who", .label = N_("Who"), .type = RC_TEXTUAL, .flags = RC_SEARCHED,
	  .at = AT(who), .width = 12, .also = "Ai|Người" },
	{ .name = "batch", .label = N_("Batch"), .type = RC_REF, .at = AT(batch),
	  .ref = "batches", .width = 6, .also = "Mẻ|Đợt" },
	{ .name = "kind", .label = N_("Kind"), .type = RC_TEXTUAL, .at = AT(kind),
	  .width = 9, .also = "Loại" },
	{ .name = "record", .label = N_("Record"), .type = RC_INTEGER, .at = AT(record),
	  .width = 8, .also = "Bản ghi" },
	{ .name = "key", .label = N_("Object"), .type = RC_TEXTUAL, .flags = RC_SEARCHED,
	  .at = AT(key), .width = 16, .also = "Đối tượng" },
	{ .name = "action", .label = N_("Action"), .type = RC_CHOICE, .at = AT(action),
	  .words = rc_action_words, .width = 8, .also = "Việc" },
	{ .name = "changes", .label = N_("Changes"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED, .at = AT(changes), .width = 40, .also = "Thay đổi" },
	{ .name = "reason", .label = N_("Reason"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED, .at = AT(reason), .width = 20, .also = "Lý do" },
	{ .name = "hash", .label = N_("Hash"), .type = RC_TEXTUAL, .at = AT(hash),
	  .width = 64 },
};
#undef AT

#define AT(member) offsetof(struct rc_batch, member)
static const struct rc_field batch_fields[] = {
	{ .name = "at", .label = N_("When"), .type = RC_INSTANT, .at = AT(at),
	  .width = 19, .also = "Lúc|Khi" },
	{ .name = "who", .label = N_("Who"), .type = RC_TEXTUAL, .flags = RC_SEARCHED,
	  .at = AT(who), .width = 12, .also = "Ai|Người" },
	{ .name = "what", .label = N_("What"), .type = RC_TEXTUAL, .flags = RC_SEARCHED,
	  .at = AT(what), .width = 40, .also = "Việc" },
	{ .name = "reason", .label = N_("Reason"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED, .at = AT(reason), .width = 20, .also = "Lý do" },
	{ .name = "digest", .label = N_("File digest"), .type = RC_TEXTUAL,
	  .at = AT(digest), .width = 64 },
	{ .name = "writes", .label = N_("Writes"), .type = RC_INTEGER, .at = AT(writes),
	  .width = 7, .also = "Số ghi" },
	{ .name = "undoes", .label = N_("Undoes"), .type = RC_REF, .at = AT(undoes),
	  .ref = "batches", .width = 6 },
	{ .name = "undone_by", .label = N_("Undone by"), .type = RC_REF,
	  .at = AT(undone_by), .ref = "batches", .width = 6, .also = "Hoàn tác bởi" },
};
#undef AT

#define AT(member) offsetof(struct rc_event, member)
static const struct rc_field event_fields[] = {
	{ .name = "at", .label = N_("When"), .type = RC_INSTANT, .at = AT(at),
	  .width = 19, .also = "Lúc|Khi" },
	{ .name = "device", .label = N_("Device"), .type = RC_REF, .at = AT(device),
	  .ref = "devices", .width = 12, .also = "Thiết bị" },
	{ .name = "batch", .label = N_("Batch"), .type = RC_REF, .at = AT(batch),
	  .ref = "batches", .width = 6, .also = "Mẻ" },
	{ .name = "outcome", .label = N_("Outcome"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED, .at = AT(outcome), .width = 15, .also = "Kết quả" },
	{ .name = "phase", .label = N_("Phase"), .type = RC_TEXTUAL, .at = AT(phase),
	  .width = 10, .also = "Bước" },
	{ .name = "ms", .label = N_("Milliseconds"), .type = RC_INTEGER, .at = AT(ms),
	  .width = 7 },
	{ .name = "detail", .label = N_("Detail"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED, .at = AT(detail), .width = 40, .also = "Chi tiết" },
};
#undef AT

const struct rc_kind rc_kind_audit = {
	.name = "audit",
	.table = "audit",
	.label = N_("Audit"),
	.label_one = N_("audit line"),
	.size = sizeof(struct rc_audit),
	.fields = audit_fields,
	.nfields = RC_COUNT(audit_fields),
	.flags = RC_KIND_LOG,
	.columns = "at who action kind key changes batch",
};

const struct rc_kind rc_kind_batch = {
	.name = "batches",
	.table = "batch",
	.label = N_("Batches"),
	.label_one = N_("batch"),
	.size = sizeof(struct rc_batch),
	.fields = batch_fields,
	.nfields = RC_COUNT(batch_fields),
	.flags = RC_KIND_LOG,
	.columns = "at who what writes undone_by",
};

const struct rc_kind rc_kind_event = {
	.name = "events",
	.table = "event",
	.label = N_("Events"),
	.label_one = N_("event"),
	.size = sizeof(struct rc_event),
	.fields = event_fields,
	.nfields = RC_COUNT(event_fields),
	.flags = RC_KIND_LOG,
	.columns = "at device outcome phase ms detail",
};
