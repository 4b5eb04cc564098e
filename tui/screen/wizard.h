/* SPDX-License-Identifier: MIT */
/*
 * wizard - the import of a file in four steps: find it, say what its columns
 * mean, judge it without writing, write it. One state (wizard.c), a file of
 * functions per step; import.c is the screen, wizard_work.c does what takes
 * long.
 *
 * Files are judged and written by this process, in tui_work(): the progress
 * callback of the import draws and listens. A child process would need the
 * whole of the options and of the result as text, and would be no more
 * responsive.
 */
#ifndef TUI_WIZARD_H
#define TUI_WIZARD_H

#include "screen/screen.h"
#include "source/folder.h"
#include "widget/rows.h"

#include <rollcall/app/imports.h>

#define TUI_SENDER_BYTES  70
#define TUI_DEFAULT_BYTES 200
#define TUI_DEFAULTS_MAX  40
/* Rows above the lines of a step: what to do, or progress. */
#define TUI_WIZARD_HEAD    1
#define TUI_WIZARD_PREVIEW 3 /* samples of a column */

enum tui_wizard_step {
	TUI_WIZARD_FILES,
	TUI_WIZARD_MAP,
	TUI_WIZARD_JUDGED,
	TUI_WIZARD_WRITTEN,
	TUI_WIZARD_STEPS
};

/* What a line of steps 2 and 3 is. */
enum tui_line_type {
	TUI_LINE_KIND,
	TUI_LINE_ENCODING,
	TUI_LINE_SEPARATOR,
	TUI_LINE_DATES,
	TUI_LINE_SENDER,
	TUI_LINE_COLUMN,  /* i: of the file */
	TUI_LINE_MISSING, /* i: a required field of the kind without a column */
	TUI_LINE_TITLE,   /* text */
	TUI_LINE_REJECTS,
	TUI_LINE_GROUP,  /* i */
	TUI_LINE_VALUE,  /* j of group i */
	TUI_LINE_DELTA,  /* i */
	TUI_LINE_REMARK, /* i */
	TUI_LINE_FIX     /* i */
};
struct tui_line {
	enum tui_line_type type;
	size_t i, j;
	const char *text;
};

/* What the user said of a column; `was` is the field it had by itself. */
struct tui_chosen {
	bool chosen;
	const struct rc_field *field; /* NULL: pass over */
	const struct rc_field *was;
};

struct tui_default {
	const struct rc_field *field;
	char value[TUI_DEFAULT_BYTES];
};

struct tui_wizard {
	enum tui_wizard_step step;
	int w, h;
	struct tui_rows rows[TUI_WIZARD_STEPS];
	/* step 1 */
	char folder[TUI_PATH_BYTES];
	char filter[200];
	bool reread; /* the folder is to be read */
	struct rc_arena folder_arena;
	struct tui_folder entries;
	size_t *shown; /* heap: indexes of the entries that match */
	size_t nshown;
	/* step 2 */
	char path[TUI_PATH_BYTES];
	const struct rc_kind *kind;
	bool kind_given;   /* by the user, not guessed */
	char encoding[24]; /* "" = by the file */
	char separator;    /* 0 = by the file */
	bool dates_given;
	enum rc_date_order dates;
	char sender[TUI_SENDER_BYTES];
	uint64_t senders; /* with a saved map for this kind */
	struct rc_arena look_arena;
	struct rc_import_look look;
	struct tui_chosen *chosen; /* heap: per column */
	struct tui_default defaults[TUI_DEFAULTS_MAX];
	size_t ndefaults;
	bool touched; /* something was said that leaving would lose */
	/* step 3 */
	struct rc_arena fix_arena;   /* of the texts */
	struct rc_import_fix *fixes; /* heap */
	size_t nfixes, cap_fixes;
	struct rc_arena judged_arena;
	bool is_judged;
	bool was_judged; /* this file, with other wishes */
	struct rc_import_result judged;
	char rejects[TUI_PATH_BYTES];
	struct tui_line *lines; /* heap: of the step */
	size_t nlines, cap_lines;
	/* of the choice or prompt that is open */
	struct rc_arena pick_arena;
	const char **picks; /* what an item stands for */
	size_t npicks;
	struct tui_line picked; /* the line it is about */
	/* step 4 */
	rc_id batch, undone_by;
	struct rc_import_result written; /* its counts only */
	/* long work */
	const char *running;     /* what it is, translated; NULL = none */
	struct tui_ctx *ctx;     /* while it runs */
	bool writing, finishing; /* all rows are judged, the batch is closed */
	uint64_t done_rows, done_bytes, all_bytes;
	int64_t start_ms;
};

/* --- its state (wizard.c) --- */
void tui_wizard_clear_lines(struct tui_wizard *s);
bool tui_wizard_line(struct tui_wizard *s, struct tui_line line);
/* The line under the cursor of steps 2 and 3, or NULL. */
const struct tui_line *tui_wizard_at(const struct tui_wizard *s);
/* A number as people read it. */
void tui_wizard_count(struct rc_buf *b, uint64_t n);
/* The value that an item of an open choice stands for; NULL: none. */
const char *tui_wizard_pick(const struct tui_wizard *s, int id);
/* Adds an item to a choice, and what it stands for. */
void tui_wizard_offer(struct tui_wizard *s, struct tui_choice *choice,
                      const char *label, const char *detail, const char *pick);
bool tui_wizard_may_import(const struct rc_kind *kind);
/* How many headers name a field of the kind; the kind they name best. */
size_t tui_wizard_known(const struct rc_kind *kind,
                        const struct rc_import_look *look);
const struct rc_kind *tui_wizard_guess(const struct rc_import_look *look);
/* The field of a column as things stand. */
const struct rc_field *tui_wizard_field(const struct tui_wizard *s, size_t i);
bool tui_wizard_has_column(const struct tui_wizard *s,
                           const struct rc_field *field);
bool tui_wizard_map_lines(struct tui_wizard *s);
bool tui_wizard_judge_lines(struct tui_wizard *s);
/* Something was said of the file: the judgement no longer holds. */
void tui_wizard_said(struct tui_wizard *s, struct tui_ctx *ctx);

/* --- what takes long (wizard_work.c) --- */
/* What was said, for this file, or to `keep` for others like it. */
bool tui_wizard_options(struct tui_wizard *s, bool keep, struct rc_arena *arena,
                        struct rc_import_options *ret,
                        struct rc_err *err) RC_MUST;
/* Starts over with that file. */
void tui_wizard_take(struct tui_wizard *s, struct tui_ctx *ctx,
                     const char *path);
void tui_wizard_look(struct tui_wizard *s, struct tui_ctx *ctx);
void tui_wizard_judge(struct tui_wizard *s, struct tui_ctx *ctx);
void tui_wizard_write(struct tui_wizard *s, struct tui_ctx *ctx);
void tui_wizard_leave_file(struct tui_wizard *s);
/* The encodings the file may be in, to choose from. */
void tui_wizard_ask_encoding(struct tui_wizard *s, struct tui_ctx *ctx);

/* --- step 1 (wizard_files.c) --- */
bool tui_wizard_files_refresh(struct tui_wizard *s, struct rc_err *err);
void tui_wizard_files_handle(struct tui_wizard *s, struct tui_ctx *ctx,
                             const struct tui_event *event,
                             enum tui_action action);
void tui_wizard_files_draw(const struct tui_wizard *s,
                           struct tui_canvas *canvas, struct tui_rect rect);
void tui_wizard_files_full(const struct tui_wizard *s, struct rc_buf *b);

/* --- the settings of step 2 (wizard_setting.c) --- */
void tui_wizard_ask_setting(struct tui_wizard *s, struct tui_ctx *ctx,
                            enum tui_line_type type);
/* Puts its value; returns its label. */
const char *tui_wizard_put_setting(const struct tui_wizard *s,
                                   enum tui_line_type type, struct rc_buf *b);
void tui_wizard_ask_save(struct tui_wizard *s, struct tui_ctx *ctx);

/* --- step 2 (wizard_map.c) --- */
void tui_wizard_map_handle(struct tui_wizard *s, struct tui_ctx *ctx,
                           enum tui_action action);
void tui_wizard_map_draw(const struct tui_wizard *s, struct tui_canvas *canvas,
                         struct tui_rect rect);
void tui_wizard_map_full(const struct tui_wizard *s, struct rc_buf *b);

/* --- mending a cell once for all rows (wizard_fix.c) --- */
/* Asks what value j of group i of the judgement is to be read as. */
void tui_wizard_ask_fix(struct tui_wizard *s, struct tui_ctx *ctx, size_t i,
                        size_t j);

/* --- step 3 (wizard_judge.c) --- */
void tui_wizard_judge_handle(struct tui_wizard *s, struct tui_ctx *ctx,
                             enum tui_action action);
void tui_wizard_judge_draw(const struct tui_wizard *s,
                           struct tui_canvas *canvas, struct tui_rect rect);
void tui_wizard_judge_full(const struct tui_wizard *s, struct rc_buf *b);

/* --- step 4 (wizard_written.c) --- */
void tui_wizard_written_handle(struct tui_wizard *s, struct tui_ctx *ctx,
                               enum tui_action action);
void tui_wizard_written_draw(const struct tui_wizard *s,
                             struct tui_canvas *canvas, struct tui_rect rect);

#endif
