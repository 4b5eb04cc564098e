/* SPDX-License-Identifier: MIT */
/* out - standard output, a pager or a file. */
#include "out.h"

#include <rollcall/base/i18n.h>

#include "changes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LINE_MAX_BYTES 16384
#define PAGER_BYTES    1024
#define PAGER_WORDS    16

/* Does the command have this option, and was it given? */
static const char *
option(const struct cli *cli, const char *name)
{
	size_t i;

	for (i = 0; i < cli->line.nvalues; i++) {
		if (strcmp(cli->line.values[i].opt->name, name) == 0)
			return cli->line.values[i].given
			               ? cli->line.values[i].text
			               : NULL;
	}
	return NULL;
}

static const char *
first_choice(const struct cli *cli)
{
	size_t i;

	for (i = 0; i < cli->line.nvalues; i++) {
		const struct cli_opt *opt = cli->line.values[i].opt;

		if (strcmp(opt->name, "format") == 0 &&
		    rc_str_starts(rc_str_of(opt->choices), "csv"))
			return "csv";
	}
	return "text";
}

size_t
cli_width(const struct cli *cli)
{
	struct winsize size;

	if (!cli->out_is_terminal)
		return 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

static void put_line(FILE *stream, const char *fmt, va_list args)
        __attribute__((format(printf, 2, 0)));

static void
put_line(FILE *stream, const char *fmt, va_list args)
{
	char line[LINE_MAX_BYTES];
	struct rc_buf safe;

	(void)vsnprintf(line, sizeof(line), fmt, args);
	rc_buf_init(&safe, 8 * sizeof(line));
	rc_text_screen(&safe, rc_str_of(line));
	(void)fprintf(stream, "%s\n", safe.n > 0 ? safe.p : "");
	rc_buf_fini(&safe);
}

void
cli_say(struct cli *cli, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	put_line(cli->err, fmt, args);
	va_end(args);
}

void
cli_print(struct cli *cli, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	put_line(cli->out, fmt, args);
	va_end(args);
}

static bool
open_file(struct cli_out *out, const char *path, struct rc_err *err)
{
	struct rc_arena *arena = out->cli->arena;
	int fd;

	out->path = path;
	out->temporary = rc_arena_printf(arena, "%s.XXXXXX", path);
	if (out->temporary == NULL)
		return rc_fail_nomem(err);
	fd = mkstemp(out->temporary);
	if (fd < 0)
		return rc_fail_sys(err, errno, "%s", path);
	out->stream = fdopen(fd, "w");
	if (out->stream != NULL && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0)
		return true;
	rc_fail_sys(err, errno, "%s", path);
	if (out->stream != NULL)
		(void)fclose(out->stream);
	else
		(void)close(fd);
	(void)unlink(out->temporary);
	return false;
}

/* A device or a pipe: never to be replaced by a file. */
static bool
is_special(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) &&
	       !S_ISDIR(st.st_mode);
}

static bool
open_special(struct cli_out *out, const char *path, struct rc_err *err)
{
	out->path = path;
	out->stream = fopen(path, "we");
	return out->stream != NULL || rc_fail_sys(err, errno, "%s", path);
}

/* $PAGER is a program and plain words after it; no shell reads it. */
static void
exec_words(const char *pager)
{
	char text[PAGER_BYTES];
	char *words[PAGER_WORDS + 1];
	size_t n = 0;
	char *p = text;

	if (strlen(pager) >= sizeof(text))
		return;
	memcpy(text, pager, strlen(pager) + 1);
	while (n < PAGER_WORDS) {
		p += strspn(p, " \t");
		if (*p == '\0')
			break;
		words[n++] = p;
		p += strcspn(p, " \t");
		if (*p != '\0')
			*p++ = '\0';
	}
	words[n] = NULL;
	if (n > 0)
		execvp(words[0], words);
}

/* In the child: the pager takes the pipe as its input. */
static void
become_pager(int from)
{
	const char *pager = getenv("PAGER");

	if (dup2(from, STDIN_FILENO) < 0)
		_exit(127);
	exec_words(pager != NULL ? pager : "less -RF");
	/* No pager here: what `cat` would do. */
	execlp("cat", "cat", (char *)NULL);
	_exit(127);
}

static bool
wants_pager(const struct cli *cli)
{
	const char *pager = getenv("PAGER");
	const char *none = getenv("NO_PAGER");

	return cli->out_is_terminal && cli->in_is_terminal &&
	       !cli_given(cli, "no-pager") &&
	       (none == NULL || none[0] == '\0') &&
	       (pager == NULL || pager[0] != '\0');
}

/* Without one, the terminal does as well. */
static void
open_pager(struct cli_out *out)
{
	int ends[2];

	if (!wants_pager(out->cli) || pipe(ends) != 0)
		return;
	(void)fflush(out->cli->out);
	out->pager = fork();
	if (out->pager == 0) {
		(void)close(ends[1]);
		become_pager(ends[0]);
	}
	(void)close(ends[0]);
	if (out->pager > 0)
		out->stream = fdopen(ends[1], "w");
	if (out->pager <= 0 || out->stream == NULL) {
		(void)close(ends[1]);
		out->stream = out->cli->out;
		out->pager = 0;
	}
}

/* Workbooks and the like: where they go must be said, and be no screen. */
static bool
check_binary(const struct cli *cli, const char *name, const char *path,
             struct rc_err *err)
{
	const struct rc_format *format = rc_format_find(name);

	if (format == NULL || !format->binary)
		return true;
	if (path != NULL && (strcmp(path, "-") != 0 || !cli->out_is_terminal))
		return true;
	return rc_fail(err, RC_EUSAGE,
	               _("%s goes into a file; name it: -o FILE"), name);
}

bool
cli_out_check(const struct cli *cli, const char *format, struct rc_err *err)
{
	return check_binary(cli, format, option(cli, "output"), err);
}

/* What fills the blanks of a heading is in the settings. */
static bool
set_heading(struct cli_out *out, struct rc_err *err)
{
	static const char *const names[CLI_OUT_BLANKS] = {
		"report.upper",  "report.body",       "report.symbol",
		"report.place",  "report.authority",  "report.signer_title",
		"report.signer", "report.recipients",
	};
	const char *asked = option(out->cli, "heading");
	const char *form =
	        asked != NULL ? asked
	                      : rc_conf_text(&out->cli->conf, "report.heading");
	size_t i;

	if (asked != NULL && strcmp(out->format, "html") != 0)
		return rc_fail(err, RC_EUSAGE, "%s",
		               _("--heading goes with --format html"));
	for (i = 0; i < CLI_OUT_BLANKS; i++) {
		out->blanks[i].name = names[i] + strlen("report.");
		out->blanks[i].text = rc_conf_text(&out->cli->conf, names[i]);
	}
	out->heading = (struct rc_heading){ form, out->blanks, CLI_OUT_BLANKS };
	if (strcmp(form, "none") != 0)
		out->style.heading = &out->heading;
	return true;
}

bool
cli_out_open(struct cli_out *out, struct cli *cli, struct rc_err *err)
{
	const char *format = option(cli, "format");
	const char *path = option(cli, "output");
	const char *separator = rc_conf_text(&cli->conf, "csv.separator");

	*out = (struct cli_out){ .cli = cli, .stream = cli->out };
	/* Where text is no choice, the first one is what is printed. */
	out->format = format == NULL ? first_choice(cli) : format;
	if (!check_binary(cli, out->format, path, err) ||
	    !set_heading(out, err))
		return false;
	if (cli->app != NULL)
		out->style.day = rc_app_as_of(cli->app);
	if (path != NULL && strcmp(path, "-") != 0) {
		if (!(is_special(path) ? open_special(out, path, err)
		                       : open_file(out, path, err)))
			return false;
	} else if (strcmp(out->format, "text") == 0) {
		out->style.colour = cli->colour;
		out->style.width = cli_width(cli);
		open_pager(out);
	}
	out->style.separator = separator[0];
	out->style.bom =
	        strcmp(rc_conf_text(&cli->conf, "csv.bom"), "yes") == 0;
	out->sink = rc_sink_stdio(out->stream);
	return true;
}

static bool
sync_dir(const char *path)
{
	char *copy = rc_strdup(path);
	char *slash = copy == NULL ? NULL : strrchr(copy, '/');
	int fd;

	if (copy == NULL)
		return false;
	if (slash == copy)
		slash++;
	if (slash != NULL)
		*slash = '\0';
	fd = open(slash == NULL ? "." : copy, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		(void)close(fd);
	}
	rc_free(copy);
	return fd >= 0;
}

static bool
close_file(struct cli_out *out, bool done, struct rc_err *err)
{
	bool written = fflush(out->stream) == 0;

	if (written && out->temporary != NULL)
		written = fsync(fileno(out->stream)) == 0;
	if (done && !written)
		done = rc_fail_sys(err, errno, "%s", out->path);
	if (fclose(out->stream) != 0 && done)
		done = rc_fail_sys(err, errno, "%s", out->path);
	if (out->temporary == NULL)
		return done;
	if (done && rename(out->temporary, out->path) != 0)
		done = rc_fail_sys(err, errno, "%s", out->path);
	if (!done)
		(void)unlink(out->temporary);
	else
		(void)sync_dir(out->path);
	return done;
}

bool
cli_out_close(struct cli_out *out, bool done, struct rc_err *err)
{
	int status;

	if (out->path != NULL)
		return close_file(out, done, err);
	if (out->pager > 0) {
		(void)fclose(out->stream);
		while (waitpid(out->pager, &status, 0) < 0 && errno == EINTR)
			;
		/* Leaving the pager early is no failure. */
		return done || err->code == RC_ECANCELLED;
	}
	if (fflush(out->stream) != 0 && done)
		return rc_fail_sys(err, errno, "%s",
		                   _("cannot write the output"));
	return done;
}

bool
cli_print_doc(struct cli *cli, const struct rc_doc *doc, struct rc_err *err)
{
	struct cli_out out;
	bool done;

	if (!cli_out_open(&out, cli, err))
		return false;
	done = rc_doc_print(doc, out.format, &out.style, &out.sink, err);
	return cli_out_close(&out, done, err);
}

static enum rc_cell_type
cell_type(enum rc_field_type type)
{
	switch (type) {
	case RC_INTEGER:
		return RC_CELL_NUMBER;
	case RC_BOOLEAN:
		return RC_CELL_BOOL;
	case RC_DAY:
		return RC_CELL_DAY;
	case RC_INSTANT:
		return RC_CELL_INSTANT;
	case RC_MONEY:
		return RC_CELL_MONEY;
	case RC_TEXTUAL:
	case RC_CHOICE:
	case RC_REF:
		break;
	}
	return RC_CELL_TEXT;
}

static struct rc_doc_cell
choice_cell(const struct rc_word *words, int64_t i, bool for_people)
{
	int64_t n = 0;

	while (words[n].name != NULL)
		n++;
	if (i < 0 || i >= n)
		return rc_cell_number(i);
	return for_people ? rc_cell_message(words[i].label)
	                  : rc_cell_text(words[i].name);
}

static struct rc_doc_cell
said_cell(const struct rc_word *words, const char *text)
{
	size_t i;

	for (i = 1; words[i].name != NULL; i++) {
		if (strcmp(words[i].name, text) == 0)
			return rc_cell_message(words[i].label);
	}
	return rc_cell_text(text);
}

static bool
is_changes(const struct rc_field *field)
{
	return field >= rc_kind_audit.fields &&
	       field < rc_kind_audit.fields + rc_kind_audit.nfields &&
	       field->at == offsetof(struct rc_audit, changes);
}

struct rc_doc_cell
cli_cell(const struct rc_field *field, const void *record, bool for_people,
         struct rc_buf *scratch)
{
	struct rc_value value = rc_field_get(field, record);
	struct rc_doc_cell cell = { .type = cell_type(field->type) };
	const struct rc_ref *ref;

	if (field->type == RC_REF) {
		ref = (const void *)((const char *)record + field->at);
		return ref->key == NULL && ref->id != 0
		               ? rc_cell_number(ref->id)
		               : rc_cell_text(ref->key);
	}
	if (value.type == RC_NULL)
		return (struct rc_doc_cell){ .type = RC_CELL_NONE };
	if (for_people && is_changes(field)) {
		rc_buf_clear(scratch);
		cli_changes_put(scratch, record);
		return rc_cell_text(scratch->n > 0 ? scratch->p : "");
	}
	if (for_people && field->said != NULL)
		return said_cell(field->said, value.s.p);
	if (field->type == RC_CHOICE)
		return choice_cell(field->words, value.i, for_people);
	cell.i = value.i;
	cell.text = value.type == RC_TEXT ? value.s.p : NULL;
	return cell;
}

struct rc_column
cli_column(const struct rc_field *field)
{
	bool number = field->type == RC_INTEGER || field->type == RC_MONEY;

	return (struct rc_column){
		.id = field->name,
		.label = field->label,
		.type = cell_type(field->type),
		.align = number ? RC_RIGHT : RC_LEFT,
	};
}
