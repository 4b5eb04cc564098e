/* SPDX-License-Identifier: MIT */
/*
 * screen - what a screen is, and what it may ask of the frame around it.
 *
 * A screen is a table of functions over its own state. Three steps never mix:
 * handle() takes an event and changes what is shown, refresh() asks the app,
 * draw() only draws. A screen does not know other screens: it asks to go
 * (tui_go), to say (tui_say), to ask (tui_ask, tui_choose, tui_notice), and the
 * frame (ui.h) does it.
 *
 * What can fail returns false with the error; the frame shows it until it is
 * seen, and keeps it in the message log.
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "action.h"
#include "canvas/canvas.h"
#include "event.h"
#include "job/job.h"
#include "widget/choice.h"

#include <rollcall/app/app.h>
#include <rollcall/app/figures.h>
#include <rollcall/app/live.h>
#include <rollcall/model/kind.h>

#define TUI_VIEW_BYTES   500
#define TUI_NOTICE_BYTES 16000
#define TUI_LOG_LINES    100

struct tui_ctx;

/* Where to go. */
struct tui_go {
	const char *screen; /* its name; NULL = nowhere */
	rc_id id; /* of a record; 0 = a new one, where that makes sense */
	const struct rc_kind *kind;
	char view[TUI_VIEW_BYTES]; /* what to show there */
};

struct tui_screen {
	const char *name;           /* "devices": in the palette */
	const char *title;          /* N_("Devices") */
	int digit;                  /* its number key; -1 = none */
	const struct rc_kind *kind; /* of a screen of records */
	const enum tui_action
	        *actions; /* most wanted first; TUI_ACT_NONE ends */
	bool (*open)(struct tui_ctx *ctx, const struct tui_go *go, void **ret,
	             struct rc_err *err);
	void (*close)(void *self);
	/* The room it will draw in. */
	void (*size)(void *self, int w, int h);
	/* `action` is what the key means, or TUI_ACT_NONE. */
	bool (*handle)(void *self, struct tui_ctx *ctx,
	               const struct tui_event *event, enum tui_action action,
	               struct rc_err *err);
	/* Called before each frame; `stale`: the data may have changed. */
	bool (*refresh)(void *self, struct tui_ctx *ctx, bool stale,
	                struct rc_err *err);
	void (*draw)(const void *self, const struct tui_ctx *ctx,
	             struct tui_canvas *canvas, struct tui_rect rect);
	/* What is shown (first row), and the whole of the current row (below
	 * the content). Either may be NULL. */
	void (*scope)(const void *self, const struct tui_ctx *ctx,
	              struct rc_buf *b);
	void (*full)(const void *self, const struct tui_ctx *ctx,
	             struct rc_buf *b);
	/* Is text being typed, so that keys are no commands? NULL = never. */
	bool (*typing)(const void *self);
	/* The actions of this moment instead of `actions`; NULL = those. */
	const enum tui_action *(*moment)(const void *self);
	/* A question to ask before the program ends and work is lost with it;
	 * NULL = none, now or ever. */
	const char *(*unsaved)(const void *self);
};

enum tui_modal_type {
	TUI_MODAL_NONE,
	TUI_MODAL_PROMPT,
	TUI_MODAL_CONFIRM,
	TUI_MODAL_CHOICE,
	TUI_MODAL_NOTICE
};

/* What a modal reports to: the screen's own state comes back as `self`. Of a
 * choice, `id` is the item (-1: none matched) and `text` what was typed. */
typedef void (*tui_done_fn)(void *self, struct tui_ctx *ctx, const char *text,
                            int id);

struct tui_modal {
	enum tui_modal_type type;
	void *self;
	tui_done_fn done;
	tui_done_fn typed; /* prompt: at every edit; may be NULL */
	tui_done_fn left;  /* prompt: Esc; may be NULL */
	char label[200];
	char must[80]; /* prompt: only this word goes on; "" = any */
	struct tui_input input;
	struct tui_choice *choice; /* heap */
	char *notice;              /* heap; lines */
	size_t top;                /* notice: first line shown */
};

/* Long work, done between two frames; see tui_work(). */
typedef void (*tui_work_fn)(void *self, struct tui_ctx *ctx);

struct tui_message {
	char text[480];
	int role;
	rc_ms at;
};

/* The verdict on this year's quota, computed once for all screens that show it
 * and again when the data has changed. */
struct tui_verdict {
	struct rc_live *live;         /* NULL until asked */
	const struct rc_quota *quota; /* its answer; NULL = none yet */
	unsigned of;                  /* tui_ctx.changes then */
};

struct tui_ctx {
	struct rc_app *app;
	const char *program, *poll_as; /* tui_options */
	bool read_only;
	struct tui_keymap keymap;
	struct tui_job *job; /* the poll that runs or ran last; never NULL */
	int64_t now_ms;      /* monotonic */
	int64_t wake_ms;  /* when refresh() wants to be called; 0 = whenever */
	rc_ms fresh_at;   /* wall time of the latest refresh */
	unsigned changes; /* counts how often everything became stale */
	struct tui_verdict verdict;
	/* requests of the screen, done by the frame after the event */
	struct tui_go go;
	bool back, quit, suspend, repaint, stale;
	enum tui_action press; /* do as if its key were pressed */
	tui_work_fn work;      /* of `work_self`; NULL = none is wanted */
	void *work_self;
	/* Of the main loop: keeps the screen alive while work goes on; false =
	 * stop. NULL where there is no terminal. */
	bool (*pulse)(void *pulse_of);
	void *pulse_of;
	bool pulse_now; /* the next one draws, however soon it is */
	/* the latest message, and all of them */
	struct tui_message log[TUI_LOG_LINES];
	size_t nlog;
	int64_t message_until_ms; /* 0 = until seen */
	bool message_on;
	struct tui_modal modal;
	struct tui_history history; /* of prompts */
};

void tui_go(struct tui_ctx *ctx, const char *screen, const struct rc_kind *kind,
            rc_id id, const char *view);
/* A success fades after four seconds, the rest stays until the next key. */
void tui_say(struct tui_ctx *ctx, int role, const char *fmt, ...)
        RC_PRINTF(3, 4);
void tui_say_err(struct tui_ctx *ctx, const struct rc_err *err);
/* False, having said so, when nothing may be written. */
bool tui_may_write(struct tui_ctx *ctx);

/* A line of text. `must` (may be NULL) is the word that alone goes on. */
void tui_ask(struct tui_ctx *ctx, void *self, tui_done_fn done,
             const char *label, const char *must);
/* A question that Enter answers with yes, and Esc with no. */
void tui_confirm(struct tui_ctx *ctx, void *self, tui_done_fn done,
                 const char *label);
/* A list to pick from; fill the choice that is returned. NULL: no memory. */
struct tui_choice *tui_choose(struct tui_ctx *ctx, void *self, tui_done_fn done,
                              const char *title);
/* Lines to read; any key closes. */
void tui_notice(struct tui_ctx *ctx, const char *title, const char *lines);
void tui_modal_close(struct tui_ctx *ctx);
/* What takes longer than a key may wait: `work` is called once the frame that
 * says so is on the screen. It calls tui_pulse() now and then, which draws and
 * listens, and gives up when that is false. Until it returns, keys typed ahead
 * wait and no other event reaches a screen. */
void tui_work(struct tui_ctx *ctx, void *self, tui_work_fn work);
bool tui_pulse(struct tui_ctx *ctx);
/* The verdict; what it points to holds until everything is stale the next time.
 * On failure the former one still stands. */
bool tui_verdict(struct tui_ctx *ctx, const struct rc_quota **ret,
                 struct rc_err *err) RC_MUST;
/* Asks to be called again in so many milliseconds. */
void tui_wake_in(struct tui_ctx *ctx, int ms);

#endif
