/* SPDX-License-Identifier: MIT */
/*
 * pack - a whole fact sheet as one text, kept beside its facts: judging a
 * million devices reads a million texts instead of thirty million rows. The
 * facts are what counts and what is searched; the text is written with them,
 * by sheet.c alone, and a sheet without one is read from its facts.
 *
 *	edition US cell US cell ... US cell
 *
 * US is the control character 31. A cell is the letter of a field ('0' + its
 * index), where it comes from and when ("2@1782882000000"; nothing: as the
 * cell before), '=' and the value in machine form. The edition is a digest of
 * the names of the fields in their order: a text of another one is of no use.
 */
#ifndef ROLLCALL_SRC_STORE_PACK_H
#define ROLLCALL_SRC_STORE_PACK_H

#include <rollcall/base/buf.h>
#include <rollcall/model/fact.h>

#define RC_PACK_EDITION 9

void rc_pack_edition(char ret[RC_PACK_EDITION]);
/* False when a value does not allow it: it holds the separator. */
bool rc_pack_put(const char *edition, const struct rc_facts *facts,
                 struct rc_buf *b) RC_MUST;
/* Takes the text apart in place; *facts, of which only the head is set before,
 * borrows from it. False when it is no such text; *facts is then as before. */
bool rc_pack_take(const char *edition, char *text, size_t n,
                  struct rc_facts *facts) RC_MUST;

#endif
