/* SPDX-License-Identifier: MIT */
/* term - curses out, bytes in. */
#include "term/term.h"

#include "term/guard.h"
#include "term/keys.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>

#include <curses.h>
#include <term.h>

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#define IN         STDIN_FILENO
#define OUT        STDOUT_FILENO
#define ESC_MS     50
#define ESC_MS_SSH 100
#define OTHERS_MAX 8

#define PASTE_ON   "\033[?2004h"
#define PASTE_OFF  "\033[?2004l"
#define SYNC_BEGIN "\033[?2026h"
#define SYNC_END   "\033[?2026l"

struct tui_term {
	SCREEN *screen;
	bool ascii;
	bool ended; /* the line dropped or a signal said so */
	bool full;  /* paint everything next time */
	int attrs[TUI_ROLES];
	short pairs[TUI_ROLES];
	struct tui_keys keys;
	struct tui_canvas shown; /* what the screen shows now */
	void (*emit)(void *ctx, const struct tui_event *event);
	void *ctx;
};

static const struct {
	int mono, coloured;
	short colour; /* -1 = the terminal's own */
} looks[TUI_ROLES] = {
	[TUI_PLAIN] = { A_NORMAL, A_NORMAL, -1 },
	[TUI_DIM] = { A_DIM, A_DIM, -1 },
	[TUI_OK] = { A_NORMAL, A_NORMAL, COLOR_GREEN },
	[TUI_WARN] = { A_BOLD, A_NORMAL, COLOR_YELLOW },
	[TUI_BAD] = { A_BOLD, A_BOLD, COLOR_RED },
	[TUI_TITLE] = { A_BOLD, A_BOLD, -1 },
};

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
send(const char *text)
{
	size_t n = strlen(text);
	ssize_t done;

	while (n > 0) {
		done = write(OUT, text, n);
		if (done < 0 && errno != EINTR)
			return;
		if (done > 0) {
			text += done;
			n -= (size_t)done;
		}
	}
}

/*
 * curses needs an UTF-8 LC_CTYPE to draw letters. Without a locale, C.UTF-8
 * serves and the terminal is taken to be a modern one; a locale of another
 * character set gets ASCII. Only LC_CTYPE: numbers stay plain everywhere.
 */
static bool
choose_locale(void)
{
	bool other;

	if (setlocale(LC_CTYPE, "") != NULL &&
	    strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return false;
	other = strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") != 0;
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return true;
	return other;
}

static bool
check_terminal(struct rc_err *err)
{
	const char *name = getenv("TERM");
	int found;

	if (!isatty(IN) || !isatty(OUT))
		return rc_fail(
		        err, RC_EUNSUPPORTED,
		        _("the screen needs a terminal; for scripts there "
		          "are commands: rollcall help"));
	if (setupterm(NULL, OUT, &found) != OK)
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("the terminal type %s is not known here; set "
		                 "TERM (for example TERM=xterm), or use the "
		                 "commands: rollcall help"),
		               name == NULL ? "(TERM unset)" : name);
	if (cursor_address == NULL)
		return rc_fail(
		        err, RC_EUNSUPPORTED,
		        _("the terminal type %s cannot place the cursor; "
		          "use the commands: rollcall help"),
		        name == NULL ? "?" : name);
	return true;
}

static void
choose_looks(struct tui_term *term, bool colour)
{
	int i;
	short pair = 1;

	colour = colour && has_colors() && start_color() == OK;
	if (colour)
		use_default_colors();
	for (i = 0; i < TUI_ROLES; i++) {
		term->attrs[i] = colour ? looks[i].coloured : looks[i].mono;
		term->pairs[i] = 0;
		if (colour && looks[i].colour >= 0 &&
		    init_pair(pair, looks[i].colour, -1) == OK)
			term->pairs[i] = pair++;
	}
}

static int
escape_ms(void)
{
	int64_t ms;

	if (rc_str_int(rc_str_of(getenv("ESCDELAY")), 1, 5000, &ms))
		return (int)ms;
	return getenv("SSH_CONNECTION") != NULL ? ESC_MS_SSH : ESC_MS;
}

static void
emit_size(struct tui_term *term)
{
	struct winsize size;
	struct tui_event event = { .type = TUI_EVENT_RESIZE };

	event.w = COLS;
	event.h = LINES;
	if (ioctl(OUT, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 &&
	    size.ws_row > 0) {
		event.w = size.ws_col;
		event.h = size.ws_row;
	}
	if (event.w != COLS || event.h != LINES) {
		resizeterm(event.h, event.w);
		term->full = true;
	}
	term->emit(term->ctx, &event);
}

static bool
guard_screen(struct rc_err *err)
{
	struct rc_buf b;
	bool ok;

	rc_buf_init(&b, 180);
	rc_buf_puts(&b, SYNC_END PASTE_OFF);
	rc_buf_puts(&b, exit_attribute_mode);
	rc_buf_puts(&b, exit_ca_mode);
	rc_buf_puts(&b, cursor_normal);
	ok = rc_buf_done(&b, err) && tui_guard_start(OUT, b.p, err);
	rc_buf_fini(&b);
	return ok;
}

bool
tui_term_open(const struct tui_term_options *options,
              void (*emit)(void *ctx, const struct tui_event *event), void *ctx,
              struct tui_term **ret, struct rc_err *err)
{
	struct tui_term *term;
	bool narrow = choose_locale();

	if (!check_terminal(err))
		return false;
	term = rc_alloc(1, sizeof(*term));
	if (term == NULL)
		return rc_fail_nomem(err);
	term->ascii = options->ascii || narrow;
	term->emit = emit;
	term->ctx = ctx;
	term->full = true;
	tui_canvas_init(&term->shown);
	tui_keys_init(&term->keys, escape_ms(), emit, ctx);
	if (!guard_screen(err)) {
		rc_free(term);
		return false;
	}
	del_curterm(cur_term); /* of the check; newterm reads its own */
	term->screen = newterm(NULL, stdout, stdin);
	if (term->screen == NULL) {
		tui_guard_stop();
		rc_free(term);
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("the terminal cannot be used; use the "
		                 "commands: rollcall help"));
	}
	raw();
	nonl();
	noecho();
	typeahead(-1); /* a frame is never cut short by a key */
	choose_looks(term, options->colour);
	send(PASTE_ON);
	emit_size(term);
	*ret = term;
	return true;
}

void
tui_term_close(struct tui_term *term)
{
	if (term == NULL)
		return;
	send(PASTE_OFF);
	endwin();
	delscreen(term->screen);
	tui_guard_stop();
	tui_canvas_fini(&term->shown);
	rc_free(term);
}

bool
tui_term_ascii(const struct tui_term *term)
{
	return term->ascii;
}

void
tui_term_repaint(struct tui_term *term)
{
	term->full = true;
}

/* Back from a stop, ours or another's: the shell has set its own modes. */
static void
resume(struct tui_term *term)
{
	reset_prog_mode();
	send(PASTE_ON);
	term->full = true;
	emit_size(term);
}

void
tui_term_suspend(struct tui_term *term)
{
	send(PASTE_OFF);
	endwin();
	tui_guard_suspend();
	resume(term);
}

static void
read_keys(struct tui_term *term)
{
	unsigned char bytes[1024];
	ssize_t n = read(IN, bytes, sizeof(bytes));

	if (n > 0)
		tui_keys_feed(&term->keys, bytes, (size_t)n, now_ms());
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		term->ended = true;
}

static void
heed_signals(struct tui_term *term)
{
	unsigned bits = tui_guard_take();

	if (bits & TUI_SIGNAL_QUIT)
		term->ended = true;
	if (bits & TUI_SIGNAL_SUSPEND)
		tui_term_suspend(term);
	else if (bits & TUI_SIGNAL_RESUME)
		resume(term);
	if (bits & TUI_SIGNAL_RESIZE)
		emit_size(term);
}

bool
tui_term_wait(struct tui_term *term, struct pollfd *others, size_t nothers,
              int timeout_ms)
{
	struct pollfd fds[2 + OTHERS_MAX];
	int wait = tui_keys_wait(&term->keys, now_ms());
	size_t i;

	if (nothers > OTHERS_MAX)
		nothers = OTHERS_MAX;
	fds[0] = (struct pollfd){ .fd = IN, .events = POLLIN };
	fds[1] = (struct pollfd){ .fd = tui_guard_fd(), .events = POLLIN };
	for (i = 0; i < nothers; i++)
		fds[2 + i] = others[i];
	if (wait >= 0 && (timeout_ms < 0 || wait < timeout_ms))
		timeout_ms = wait;
	if (poll(fds, (nfds_t)(2 + nothers), timeout_ms) < 0)
		for (i = 0; i < 2 + nothers; i++)
			fds[i].revents = 0;
	if (fds[0].revents != 0)
		read_keys(term);
	heed_signals(term);
	tui_keys_tick(&term->keys, now_ms());
	for (i = 0; i < nothers; i++)
		others[i].revents = fds[2 + i].revents;
	return !term->ended;
}

/* The cell as curses wants it. What the C library measures otherwise than we
 * do would shift the row, so it is shown as "?". */
static void
make_cchar(const struct tui_term *term, const struct tui_cell *cell,
           cchar_t *ret)
{
	wchar_t wide[CCHARW_MAX + 1] = { L' ' };
	struct rc_str s = { cell->text, cell->n };
	size_t n = 0;
	size_t step;
	int32_t cp;
	int kind = cell->role & (TUI_SELECTED - 1);
	attr_t attrs = (attr_t)term->attrs[kind];

	while (s.n > 0 && n < CCHARW_MAX && (step = rc_utf8_next(s, &cp)) > 0) {
		if (n > 0 && wcwidth((wchar_t)cp) != 0)
			break;
		wide[n++] = (wchar_t)cp;
		s.p += step;
		s.n -= step;
	}
	wide[n > 0 ? n : 1] = L'\0';
	if (wcwidth(wide[0]) != cell->width) {
		wide[0] = L'?';
		wide[1] = L'\0';
	}
	if (cell->role & TUI_SELECTED)
		attrs |= A_REVERSE;
	setcchar(ret, wide, attrs, term->pairs[kind], NULL);
}

static void
paint_row(const struct tui_term *term, const struct tui_canvas *canvas, int y)
{
	const struct tui_cell *row =
	        &canvas->cells[(size_t)y * (size_t)canvas->w];
	int x;
	cchar_t c;

	for (x = 0; x < canvas->w && x < COLS; x++) {
		if (row[x].width == 0)
			continue;
		make_cchar(term, &row[x], &c);
		mvadd_wch(y, x, &c);
	}
}

bool
tui_term_paint(struct tui_term *term, const struct tui_canvas *canvas,
               struct rc_err *err)
{
	int y;

	if (!term->full && tui_canvas_same(&term->shown, canvas))
		return true;
	if (!tui_canvas_copy(&term->shown, canvas, err))
		return false;
	if (term->full)
		clearok(curscr, TRUE);
	term->full = false;
	for (y = 0; y < canvas->h && y < LINES; y++)
		paint_row(term, canvas, y);
	if (canvas->cursor_x >= 0)
		move(canvas->cursor_y, canvas->cursor_x);
	else
		move(LINES - 1, 0);
	wnoutrefresh(stdscr);
	send(SYNC_BEGIN);
	doupdate();
	send(SYNC_END);
	return true;
}
