/* SPDX-License-Identifier: MIT */
/* i18n - the language of the process, and look-up in the built-in catalogue. */
#include <rollcall/base/i18n.h>

#include <base/mo.h>
#include <rollcall/base/data.h>

#include <string.h>

/* Where the messages of a language are; NULL: the source's own English. */
static const char *const catalogues[RC_LANGS] = {
	[RC_LANG_VI] = "po/vi.mo",
};

static enum rc_lang current;

/* Each is opened once, at its first use; zeroed finds nothing. */
static struct {
	bool tried;
	struct rc_mo mo;
} opened[RC_LANGS];

static const struct rc_mo *
catalogue_of(enum rc_lang lang)
{
	const struct rc_data *file = NULL;

	if (opened[lang].tried)
		return &opened[lang].mo;
	opened[lang].tried = true;
	if (catalogues[lang] != NULL)
		file = rc_data_find(catalogues[lang]);
	if (file != NULL && !rc_mo_open(rc_data_str(file), &opened[lang].mo))
		opened[lang].mo = (struct rc_mo){ 0 }; /* English, then */
	return &opened[lang].mo;
}

void
rc_lang_set(enum rc_lang lang)
{
	current = lang;
}

enum rc_lang
rc_lang(void)
{
	return current;
}

bool
rc_lang_parse(const char *text, enum rc_lang *ret)
{
	static const struct {
		const char *name;
		enum rc_lang lang;
	} names[] = {
		{ "vi", RC_LANG_VI },
		{ "en", RC_LANG_EN },
		{ "C", RC_LANG_EN },
		{ "POSIX", RC_LANG_EN },
	};
	struct rc_str name = { text, strcspn(text, "_.@") };
	size_t i;

	for (i = 0; i < RC_COUNT(names); i++) {
		if (rc_str_is_nocase(name, names[i].name)) {
			*ret = names[i].lang;
			return true;
		}
	}
	return false;
}

const char *
rc_tr_in(enum rc_lang lang, const char *english)
{
	const struct rc_mo *mo = catalogue_of(lang);
	const char *text = NULL;

	if (mo->count > 0)
		text = rc_mo_find(mo, english);
	return text == NULL ? english : text;
}

const char *
rc_tr(const char *english)
{
	return rc_tr_in(current, english);
}
