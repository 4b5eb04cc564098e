/* SPDX-License-Identifier: MIT */
/* help - commands and options, wrapped to 79 columns. */
#include "help.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>
#include <rollcall/model/kind.h>

#define WIDTH  79
#define INDENT 26 /* where the explanations begin */

/* The longest front of whole words of at most `limit` cells, at least one. */
static struct rc_str
front_words(struct rc_str s, size_t limit)
{
	struct rc_str front = rc_text_clip(s, limit, NULL);
	size_t n = front.n;

	if (front.n == s.n)
		return s;
	while (n > 0 && s.p[n] != ' ')
		n--;
	for (; n == 0 && front.n < s.n && s.p[front.n] != ' '; front.n++)
		;
	if (n > 0)
		front.n = n;
	return front;
}

/* Wraps the text between `indent` and WIDTH; the pen stands at `at`. */
static void
put_wrapped(FILE *out, struct rc_str s, size_t at, size_t indent)
{
	if (at > 0 && at >= indent) {
		(void)fprintf(out, "\n");
		at = 0;
	}
	do {
		struct rc_str line = front_words(s, WIDTH - indent);

		(void)fprintf(out, "%*s%.*s\n", (int)(indent - at), "",
		              (int)line.n, line.p);
		s.p += line.n;
		s.n -= line.n;
		s = rc_str_trim(s);
		at = 0;
	} while (s.n > 0);
}

/* Paragraphs; a line that begins with blanks stands as it is. */
static void
put_text(FILE *out, const char *text)
{
	struct rc_str rest = rc_str_of(text);
	struct rc_str line;

	while (rc_str_split(&rest, '\n', &line)) {
		if (line.n == 0 || line.p[0] == ' ')
			(void)fprintf(out, "%.*s\n", (int)line.n, line.p);
		else
			put_wrapped(out, line, 0, 0);
	}
}

static void
put_option(FILE *out, const struct cli_opt *opt)
{
	char left[128];
	char letter[8] = "    ";
	int n;

	if (opt->letter != 0)
		(void)snprintf(letter, sizeof(letter), "-%c, ", opt->letter);
	n = snprintf(left, sizeof(left), "  %s--%s%s%s", letter, opt->name,
	             opt->arg == NULL ? "" : " ",
	             opt->choices != NULL ? opt->choices
	                                  : rc_text_or_empty(opt->arg));
	(void)fprintf(out, "%s", left);
	put_wrapped(out, rc_str_of(_(opt->help)),
	            n < 0                    ? 0
	            : (size_t)n + 1 > INDENT ? INDENT
	                                     : (size_t)n,
	            INDENT);
}

static void
put_options(FILE *out, const char *title, const struct cli_opt *opts, size_t n)
{
	size_t i;

	if (n == 0)
		return;
	(void)fprintf(out, "\n%s\n", title);
	for (i = 0; i < n; i++)
		put_option(out, &opts[i]);
}

static void
put_kinds(FILE *out)
{
	char list[512];
	size_t n = 0;
	size_t i;

	for (i = 0; rc_kinds[i] != NULL; i++) {
		int more = snprintf(list + n, sizeof(list) - n, "%s%s",
		                    n > 0 ? " " : "", rc_kinds[i]->name);

		if (more > 0 && n + (size_t)more < sizeof(list))
			n += (size_t)more;
	}
	(void)fprintf(out, "\n%s\n", _("KIND is one of:"));
	put_wrapped(out, (struct rc_str){ list, n }, 0, 2);
}

void
cli_help_all(const struct cli_tables *tables, FILE *out)
{
	size_t i;

	(void)fprintf(out, "%s\n\n%s\n",
	              _("rollcall - the devices of public agencies: who has "
	                "what, and does it hold"),
	              _("usage: rollcall [OPTIONS] COMMAND [ARGUMENTS]\n"
	                "       rollcall             the screen, on a "
	                "terminal"));
	(void)fprintf(out, "\n%s\n", _("Commands:"));
	for (i = 0; tables->commands[i] != NULL; i++) {
		int n = fprintf(out, "  %s", tables->commands[i]->name);

		put_wrapped(out, rc_str_of(_(tables->commands[i]->help)),
		            n < 0 ? 0 : (size_t)n, 15);
	}
	put_kinds(out);
	put_options(out, _("Options before or after the command:"),
	            tables->globals, tables->nglobals);
	(void)fprintf(out, "\n%s\n", _("All about one: rollcall help COMMAND"));
}

void
cli_help_one(const struct cli_tables *tables, const struct cli_command *command,
             FILE *out)
{
	(void)fprintf(out, _("usage: rollcall %s %s\n\n"), command->name,
	              command->args);
	put_wrapped(out, rc_str_of(_(command->help)), 0, 0);
	if (command->about != NULL) {
		(void)fprintf(out, "\n");
		put_text(out, _(command->about));
	}
	if (command->word == CLI_KIND)
		put_kinds(out);
	put_options(out, _("Options:"), command->opts, command->nopts);
	put_options(out, _("Options of every command:"), tables->globals,
	            tables->nglobals);
}
