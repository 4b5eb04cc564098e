/* SPDX-License-Identifier: MIT */
/*
 * main - the one place where the two faces meet. Prepares the process: a UTF-8
 * locale for the characters alone (numbers and sorting are our own), SIGPIPE
 * ignored, arguments as valid UTF-8 in NFC. Then the command line takes over.
 */
#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>
#include <rollcall/base/text.h>

#include "cli/cli.h"
#include "tui/tui.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#define ARGS_MAX      4096
#define ARG_MAX_BYTES ((size_t)1 << 20)
#define EXIT_USAGE    2
#define EXIT_NOT_DONE 3

static bool
run_screen(struct rc_app *app, const char *program, const char *poll_as,
           bool colour, struct rc_err *err)
{
	const struct tui_options options = {
		.program = program,
		.poll_as = poll_as,
		.ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0,
		.colour = colour,
	};

	return tui_run(app, &options, err);
}

static void
prepare(void)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	(void)sigaction(SIGPIPE, &ignore, NULL);
	if (setlocale(LC_CTYPE, "") == NULL ||
	    strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		(void)setlocale(LC_CTYPE, "C.UTF-8");
}

/* Composes the arguments; false: number *ret_bad is no UTF-8, or (0) memory
 * is out. */
static bool
compose(int argc, char **argv, struct rc_arena *arena, const char **ret,
        int *ret_bad)
{
	struct rc_buf b;
	bool done = true;
	int i;

	rc_buf_init(&b, 4 * ARG_MAX_BYTES);
	for (i = 0; done && i < argc; i++) {
		struct rc_str s = rc_str_of(argv[i]);

		*ret_bad = i;
		rc_buf_clear(&b);
		rc_buf_puts(&b, "");
		/* The name of the program is a path: it stays as it is. */
		if (i == 0)
			rc_buf_putstr(&b, s);
		else
			rc_text_nfc(&b, s);
		if (i > 0 && !rc_utf8_valid(s, NULL))
			done = false;
		else if ((ret[i] = rc_arena_textn(arena, b.n > 0 ? b.p : "",
		                                  b.n)) == NULL) {
			*ret_bad = 0;
			done = false;
		}
	}
	rc_buf_fini(&b);
	return done;
}

int
main(int argc, char **argv)
{
	const struct cli_host host = { .screen = run_screen };
	struct rc_arena arena;
	const char **args;
	int bad = 0;
	int status;

	prepare();
	rc_arena_init(&arena);
	args = argc < 1 || argc > ARGS_MAX
	               ? NULL
	               : rc_arena_alloc(&arena, (size_t)argc + 1,
	                                sizeof(*args));
	if (args == NULL || !compose(argc, argv, &arena, args, &bad)) {
		if (bad > 0)
			(void)fprintf(stderr,
			              _("rollcall: argument %d is not valid "
			                "UTF-8\n"),
			              bad);
		else
			(void)fprintf(stderr,
			              _("rollcall: too many arguments\n"));
		status = bad > 0 ? EXIT_USAGE : EXIT_NOT_DONE;
	} else {
		status = cli_main(argc, args, &host);
	}
	rc_arena_fini(&arena);
	return status;
}
