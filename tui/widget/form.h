/* SPDX-License-Identifier: MIT */
/*
 * form - fields of a record, one a line. It opens in navigate mode: letters do
 * nothing, Enter edits the field under the cursor, so that no command and no
 * input method ever types into a field by accident. A field of a choice opens
 * its list. The fault of a field stands under it.
 *
 * A form knows nothing of records: its owner fills it, asks which fields were
 * changed, and tells it what is wrong with them.
 */
#ifndef TUI_FORM_H
#define TUI_FORM_H

#include "widget/choice.h"

#include <rollcall/model/field.h>

#define TUI_FORM_FIELDS 64

struct tui_form_field {
	const char *label; /* translated */
	const char *help;  /* what it takes, translated, or NULL */
	bool fixed;        /* shown, never edited */
	bool required;
	const struct rc_word *words; /* a choice: the text is a word's name */
	struct tui_input input;
	char before[TUI_INPUT_BYTES + 1]; /* as the form opened */
	char kept[TUI_INPUT_BYTES + 1];   /* as this edit began */
	char fault[200];                  /* "" = none */
};

struct tui_form {
	struct tui_form_field *fields; /* heap */
	size_t n, cap, at;
	bool editing;
	struct tui_choice *choice; /* open list of a field, or NULL */
};

enum tui_form_end { TUI_FORM_OPEN, TUI_FORM_SAVE, TUI_FORM_CLOSE };

void tui_form_init(struct tui_form *form);
void tui_form_fini(struct tui_form *form);
/* Adds a field showing `text`; label and help are borrowed. */
bool tui_form_add(struct tui_form *form, const struct tui_form_field *field,
                  const char *text, struct rc_err *err) RC_MUST;
bool tui_form_changed(const struct tui_form *form, size_t i);
size_t tui_form_changes(const struct tui_form *form);
/* Takes all faults away; sets one; goes to the first field that has one. */
void tui_form_clear_faults(struct tui_form *form);
void tui_form_fault(struct tui_form *form, size_t i, const char *text);
bool tui_form_show_fault(struct tui_form *form);

/* Is a text or a list being edited, so that keys are not commands? */
bool tui_form_typing(const struct tui_form *form);
enum tui_form_end tui_form_handle(struct tui_form *form,
                                  const struct tui_event *event);
void tui_form_draw(const struct tui_form *form, struct tui_canvas *canvas,
                   struct tui_rect rect);

#endif
