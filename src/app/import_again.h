/* SPDX-License-Identifier: MIT */
/*
 * import_again - the very file that was imported last. What is known to change
 * nothing needs no judging: the batch that read the same bytes in the same way
 * refused no row, and nothing has been written since, by whomever.
 *
 * The recipe of an import is a digest of all that decides what is made of the
 * rows beside the inventory itself: the bytes, how they are read, the version
 * of the program. Imports with keys, maps, fixes, defaults or records to be
 * made on the way have none, nor have facts, nor kinds whose rows refer to each
 * other.
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_AGAIN_H
#define ROLLCALL_SRC_APP_IMPORT_AGAIN_H

#include <rollcall/app/imports.h>
#include <rollcall/base/digest.h>

/* `digest` is that of the file, in hex. An empty text: there is no recipe. */
bool rc_again_recipe(const struct rc_import_options *options,
                     const char *digest, char ret[RC_SHA256_HEX],
                     struct rc_err *err) RC_MUST;
/* The batch by which the same recipe would change nothing; 0 if there is none.
 * Of use within the transaction alone, if there is one. */
bool rc_again_find(struct rc_app *app, const char *recipe, rc_id *ret,
                   struct rc_err *err) RC_MUST;
/* Notes the recipe of the open batch, before its commit: every row of the file
 * is in the inventory as it says. */
bool rc_again_note(struct rc_app *app, const char *recipe,
                   struct rc_err *err) RC_MUST;

#endif
