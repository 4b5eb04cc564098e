/* SPDX-License-Identifier: MIT */
/*
 * i18n - Vietnamese and English, switchable while running.
 *
 * gettext's tools and files, not its runtime: messages are English in the
 * source, data/po/vi.po holds the Vietnamese, msgfmt's .mo is embedded and
 * searched here, because glibc's lookup needs an installed locale, which vi_VN
 * seldom is. The language is the one piece of process-wide state, set by main
 * and by the TUI's language switch.
 *
 *	printf(_("%zu devices"), n);		// a sentence to a person
 *	static const char *title = N_("Devices");	// in a table
 *	puts(_(title));					// where it is shown
 *
 * Never in logs, SQL, ids, CSV or JSON keys.
 */
#ifndef ROLLCALL_BASE_I18N_H
#define ROLLCALL_BASE_I18N_H

#include <stdbool.h>

enum rc_lang { RC_LANG_EN, RC_LANG_VI, RC_LANGS };

void rc_lang_set(enum rc_lang lang);
enum rc_lang rc_lang(void);
bool rc_lang_parse(const char *text,
                   enum rc_lang *ret); /* "vi", "vi_VN.UTF-8", "en", "C" */

const char *rc_tr(const char *english)
#if defined(__GNUC__)
        __attribute__((format_arg(1)))
#endif
        ;
/* The same in a given language, whatever the current one is: names that people
 * type are understood in both. Never NULL. */
const char *rc_tr_in(enum rc_lang lang, const char *english);
#define _(text)  rc_tr(text)
#define N_(text) text

#endif
