/* SPDX-License-Identifier: MIT */
/*
 * import_map - how the files of one sender are to be read: which column means
 * which field, the order of days, encoding, separator, what certain cells stand
 * for.
 * Kept so that next month's file of the same commune needs no thought.
 *
 * One record per sender and kind of record; its code is "SENDER/KIND", made
 * with rc_import_map_code(). The lists are texts of one line per entry:
 *
 *	columns		field=column		as after --map
 *	defaults	field=value		as after --default
 *	fixes		field TAB from TAB to	(a TAB, newline or backslash
 *						within is \t, \n, \\)
 */
#ifndef ROLLCALL_MODEL_IMPORT_MAP_H
#define ROLLCALL_MODEL_IMPORT_MAP_H

#include <rollcall/model/kind.h>

enum rc_map_dates { RC_MAP_DATES_NONE, RC_MAP_DMY, RC_MAP_MDY, RC_MAP_YMD };
extern const struct rc_word rc_map_dates_words[];

#define RC_IMPORT_MAP_TEXT 8000 /* bytes of one of the lists */

struct rc_import_map {
	struct rc_head head;
	const char *code;
	const char *sender; /* "xã Lộc Thành" */
	const char *kind;   /* "devices" */
	const char *columns;
	const char *defaults;
	const char *keys; /* "serial,asset_tag" */
	int dates;        /* enum rc_map_dates */
	const char *encoding;
	const char *separator; /* "," ";" "|" "tab" */
	const char *fixes;
	const char *notes;
};

extern const struct rc_kind rc_kind_import_map;

/* "SENDER/KIND", in `arena`; NULL: no memory. */
const char *rc_import_map_code(const char *sender, const struct rc_kind *kind,
                               struct rc_arena *arena) RC_MUST;

#endif
