/* SPDX-License-Identifier: MIT */
/* parse - text as users and files write it, into the value of a field. */
#include <rollcall/model/field.h>

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include "model/names.h"
#include "model/shown.h"

#include <stdio.h>
#include <string.h>

#define TEXT_MAX  ((size_t)8192) /* bytes in one field */
#define WORDS_MAX 240            /* bytes of a list of words in a message */

static bool
parse_text(const struct rc_field *field, struct rc_str text,
           struct rc_arena *arena, struct rc_value *ret, struct rc_err *err)
{
	struct rc_value value = { RC_TEXT, 0, { 0 } };
	struct rc_buf nfc;
	bool done = false;

	if (rc_text_is_nfc(text) &&
	    (field->valid == NULL || field->valid(text))) {
		value.s.p = rc_arena_textn(arena, text.p, text.n);
		value.s.n = text.n;
		if (value.s.p == NULL)
			return rc_fail_nomem(err);
		*ret = value;
		return true;
	}
	rc_buf_init(&nfc, 4 * TEXT_MAX);
	rc_text_nfc(&nfc, text);
	if (!rc_buf_done(&nfc, err))
		goto out;
	if (field->valid != NULL && !field->valid(rc_buf_str(&nfc))) {
		rc_fail(err, RC_EINVALID, _("\"%s\" should be %s"),
		        rc_shown_of(text).text, _(field->form));
		goto out;
	}
	value.s.p = rc_arena_textn(arena, nfc.p, nfc.n);
	value.s.n = nfc.n;
	if (value.s.p == NULL) {
		rc_fail_nomem(err);
		goto out;
	}
	*ret = value;
	done = true;
out:
	rc_buf_fini(&nfc);
	return done;
}

static bool
in_range(const struct rc_field *field, struct rc_str text, int64_t n,
         struct rc_err *err)
{
	if (field->max <= field->min || (n >= field->min && n <= field->max))
		return true;
	return rc_fail(err, RC_EINVALID,
	               _("\"%s\" is out of range (%lld to %lld)"),
	               rc_shown_of(text).text, (long long)field->min,
	               (long long)field->max);
}

static bool
parse_integer(const struct rc_field *field, struct rc_str text, int64_t *ret,
              struct rc_err *err)
{
	int64_t n;

	if (!rc_str_int(text, INT64_MIN + 1, INT64_MAX, &n))
		return rc_fail(err, RC_EINVALID,
		               _("\"%s\" is not a whole number (write digits "
		                 "only, such as 36)"),
		               rc_shown_of(text).text);
	if (!in_range(field, text, n, err))
		return false;
	*ret = n;
	return true;
}

static bool
parse_money(const struct rc_field *field, struct rc_str text, int64_t *ret,
            struct rc_err *err)
{
	rc_vnd amount;

	if (!rc_vnd_parse(text, &amount, NULL, err) ||
	    !in_range(field, text, amount, err))
		return false;
	*ret = amount;
	return true;
}

static bool
parse_boolean(struct rc_str text, int64_t *ret, struct rc_err *err)
{
	static const struct {
		const char *names;
		int64_t value;
	} answers[] = {
		{ "yes|true|1|có|x|y|t|on|đúng", 1 },
		{ "no|false|0|không|n|f|off|sai", 0 },
	};
	struct rc_names names;
	size_t found = RC_COUNT(answers);
	size_t i;

	rc_names_init(&names, text);
	for (i = 0; i < RC_COUNT(answers); i++) {
		if (rc_names_has(&names, answers[i].names))
			found = i;
	}
	rc_names_fini(&names);
	if (found == RC_COUNT(answers))
		return rc_fail(err, RC_EINVALID,
		               _("\"%s\" is neither yes nor no"),
		               rc_shown_of(text).text);
	*ret = answers[found].value;
	return true;
}

enum list_of { NAMES_AND_LABELS, LABELS, NAMES };

/* The words there are; false if not all of them have room. */
static bool
list_words(const struct rc_word *words, enum list_of what, size_t room,
           char list[WORDS_MAX])
{
	size_t n = 0;
	size_t i;

	if (room > WORDS_MAX)
		room = WORDS_MAX;
	list[0] = '\0';
	for (i = 1; words[i].name != NULL; i++) {
		const char *label = _(words[i].label);
		bool both = what == NAMES_AND_LABELS &&
		            strcmp(label, words[i].name) != 0;
		int more = snprintf(list + n, room - n, "%s%s%s%s%s",
		                    n == 0          ? ""
		                    : what == NAMES ? " "
		                                    : ", ",
		                    what == NAMES ? words[i].name : label,
		                    both ? " (" : "", both ? words[i].name : "",
		                    both ? ")" : "");

		if (more < 0 || (size_t)more >= room - n) {
			list[n] = '\0';
			return false;
		}
		n += (size_t)more;
	}
	return true;
}

/* In English the names are as good as the labels; else the labels, which may
 * be typed too, and the names beside them if all have room. */
static bool
parse_choice(const struct rc_field *field, struct rc_str text, int64_t *ret,
             struct rc_err *err)
{
	const char *format = _("\"%s\" is not one of: %s");
	int found = rc_word_find(field->words, text);
	struct rc_shown shown;
	char list[WORDS_MAX];
	enum list_of what;
	size_t used;
	size_t room;

	if (found > 0) {
		*ret = found;
		return true;
	}
	shown = rc_shown_of(text);
	used = strlen(format) + strlen(shown.text);
	room = used < sizeof(err->text) ? sizeof(err->text) - used : 1;
	what = rc_lang() == RC_LANG_EN ? NAMES : NAMES_AND_LABELS;
	while (!list_words(field->words, what, room, list) && what != NAMES)
		what++;
	return rc_fail(err, RC_EINVALID, _("\"%s\" is not one of: %s"),
	               shown.text, list);
}

/* A label, or the name itself, of a word that is kept as text. */
static struct rc_str
said_name(const struct rc_field *field, struct rc_str text)
{
	int found = field->said == NULL ? -1 : rc_word_find(field->said, text);

	return found > 0 ? rc_str_of(field->said[found].name) : text;
}

static bool
parse_day(struct rc_str text, enum rc_date_order order, int64_t *ret,
          struct rc_err *err)
{
	rc_date date;

	if (!rc_date_parse(text, order, &date, err))
		return false;
	*ret = date;
	return true;
}

static bool
parse_instant(struct rc_str text, int64_t *ret, struct rc_err *err)
{
	rc_ms at;

	if (!rc_ms_parse(text, &at, err))
		return false;
	*ret = at;
	return true;
}

static bool
parse_number(const struct rc_field *field, struct rc_str text,
             enum rc_date_order order, int64_t *ret, struct rc_err *err)
{
	switch (field->type) {
	case RC_INTEGER:
		return parse_integer(field, text, ret, err);
	case RC_BOOLEAN:
		return parse_boolean(text, ret, err);
	case RC_DAY:
		return parse_day(text, order, ret, err);
	case RC_INSTANT:
		return parse_instant(text, ret, err);
	case RC_MONEY:
		return parse_money(field, text, ret, err);
	case RC_CHOICE:
		return parse_choice(field, text, ret, err);
	case RC_TEXTUAL:
	case RC_REF:
		break;
	}
	return rc_fail(err, RC_EBUG, "a number of no type");
}

bool
rc_field_parse(const struct rc_field *field, struct rc_str text,
               enum rc_date_order order, struct rc_arena *arena,
               struct rc_value *ret, struct rc_err *err)
{
	struct rc_str s = rc_str_trim(text);
	int64_t n = 0;

	if (!rc_utf8_valid(s, NULL))
		return rc_fail(err, RC_EINVALID,
		               _("\"%s\" is not valid UTF-8 text"),
		               rc_shown_of(s).text);
	if (s.n > TEXT_MAX)
		return rc_fail(err, RC_EINVALID,
		               _("the text is longer than %zu bytes"),
		               TEXT_MAX);
	if (s.n == 0) {
		*ret = RC_VALUE_NULL;
		return true;
	}
	if (field->type == RC_TEXTUAL || field->type == RC_REF)
		return parse_text(field, said_name(field, s), arena, ret, err);
	if (!parse_number(field, s, order, &n, err))
		return false;
	*ret = RC_VALUE_INT(n);
	return true;
}
