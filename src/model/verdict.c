/* SPDX-License-Identifier: MIT */
/* verdict - the fields that are judged and not recorded. */
#include <rollcall/model/verdict.h>

#include <rollcall/base/i18n.h>

const struct rc_word rc_verdict_words[] = {
	{ "", "", NULL },
	{ "pass", N_("pass"), "đạt" },
	{ "fail", N_("fail"), "không đạt" },
	{ "unknown", N_("unknown"), "chưa rõ|không rõ" },
	{ NULL, NULL, NULL },
};

static const struct rc_field fields[RC_VERDICTS] = {
	{ .name = "modern",
	  .label = N_("Modern"),
	  .type = RC_CHOICE,
	  .words = rc_verdict_words,
	  .also = "hiện đại" },
	{ .name = "uniform",
	  .label = N_("Uniform"),
	  .type = RC_CHOICE,
	  .words = rc_verdict_words,
	  .also = "đồng bộ" },
	{ .name = "fit",
	  .label = N_("Fit"),
	  .type = RC_CHOICE,
	  .words = rc_verdict_words,
	  .also = "đáp ứng" },
	{ .name = "secure",
	  .label = N_("Secure"),
	  .type = RC_CHOICE,
	  .words = rc_verdict_words,
	  .also = "an toàn" },
	{ .name = "conforming",
	  .label = N_("Conforming"),
	  .type = RC_CHOICE,
	  .words = rc_verdict_words,
	  .also = "đạt chuẩn" },
};

const struct rc_kind rc_kind_verdict = {
	.name = "verdicts",
	.table = "verdict",
	.label = N_("Verdicts"),
	.label_one = N_("verdict"),
	.fields = fields,
	.nfields = RC_VERDICTS,
};

bool
rc_field_is_verdict(const struct rc_field *field)
{
	return field >= fields && field < fields + RC_VERDICTS;
}
