/* SPDX-License-Identifier: MIT */
/* import_say - the result of an import in lines. */
#include "import_say.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include "out.h"

#include <string.h>

#define WIDTH  80 /* cells of a line */
#define INDENT 6  /* of the lines after the first */
#define VALUES 20 /* cells shown of one cause */

/* --- lines ---------------------------------------------------------------- */

/* The next word of *rest, with the blanks before it. */
static struct rc_str
next_word(struct rc_str *rest)
{
	struct rc_str word = { rest->p, 0 };

	while (word.n < rest->n && rest->p[word.n] == ' ')
		word.n++;
	while (word.n < rest->n && rest->p[word.n] != ' ')
		word.n++;
	rest->p += word.n;
	rest->n -= word.n;
	return word;
}

static void
flush(struct cli *cli, struct rc_buf *line)
{
	cli_say(cli, "%s", line->n > 0 ? line->p : "");
	rc_buf_clear(line);
	rc_buf_fill(line, ' ', INDENT);
}

/* Says a text in lines of at most WIDTH cells, broken at blanks. */
static void
say_wrapped(struct cli *cli, const struct rc_buf *text)
{
	struct rc_str rest = rc_buf_str(text);
	struct rc_buf line;
	struct rc_str word;
	bool fresh = true;

	rc_buf_init(&line, 1u << 16);
	while (rest.n > 0) {
		word = next_word(&rest);
		if (!fresh &&
		    rc_text_width(rc_buf_str(&line)) + rc_text_width(word) >
		            WIDTH) {
			flush(cli, &line);
			while (word.n > 0 && word.p[0] == ' ') {
				word.p++;
				word.n--;
			}
		}
		rc_buf_putstr(&line, word);
		fresh = false;
	}
	cli_say(cli, "%s", line.n > 0 ? line.p : "");
	rc_buf_fini(&line);
}

void
cli_import_say_remarks(struct cli *cli, const char *path,
                       const struct rc_import_result *result)
{
	struct rc_buf text;
	size_t i;

	rc_buf_init(&text, 1u << 16);
	for (i = 0; i < result->nremarks; i++) {
		rc_buf_clear(&text);
		rc_buf_printf(&text, "%s: %s", path, result->remarks[i]);
		say_wrapped(cli, &text);
	}
	rc_buf_fini(&text);
}

/* --- causes --------------------------------------------------------------- */

/* "agency: there is no such agency (412 faults, 17 different cells)" */
static void
say_cause(struct cli *cli, const struct rc_fault_group *group,
          struct rc_buf *text)
{
	rc_buf_clear(text);
	if (group->field != NULL)
		rc_buf_printf(text, "%s: ", group->field);
	rc_buf_puts(text, group->reason);
	if (group->count > 1 && group->all_values > 0)
		rc_buf_printf(text, _(" (%llu faults, %llu different cells)"),
		              (unsigned long long)group->count,
		              (unsigned long long)group->all_values);
	else if (group->count > 1)
		rc_buf_printf(text, _(" (%llu rows)"),
		              (unsigned long long)group->count);
	say_wrapped(cli, text);
}

/* "  d.csv:14:4: "Dak Nhau" (380 times); did you mean ...?" */
static void
say_value(struct cli *cli, const char *path, const struct rc_fault_group *group,
          const struct rc_fault_value *value, struct rc_buf *text)
{
	rc_buf_clear(text);
	rc_buf_printf(text, "  %s:%llu:%zu: \"%s\"", path,
	              (unsigned long long)value->first_line, group->column,
	              value->value);
	if (value->count > 1)
		rc_buf_printf(text, _(" (%llu times)"),
		              (unsigned long long)value->count);
	if (value->reason != NULL)
		rc_buf_printf(text, "; %s", value->reason);
	if (value->hint != NULL)
		rc_buf_printf(text, "; %s", value->hint);
	say_wrapped(cli, text);
}

static void
say_group(struct cli *cli, const char *path, const struct rc_fault_group *group,
          struct rc_buf *text)
{
	size_t shown = group->nvalues < VALUES ? group->nvalues : VALUES;
	size_t i;

	say_cause(cli, group, text);
	for (i = 0; i < shown; i++)
		say_value(cli, path, group, &group->values[i], text);
	rc_buf_clear(text);
	if (group->nvalues == 0)
		rc_buf_printf(text, "  %s:%llu:", path,
		              (unsigned long long)group->first_line);
	else if (group->all_values > shown)
		rc_buf_printf(text,
		              _("  and %llu more different cells (--report csv "
		                "lists every fault)"),
		              (unsigned long long)(group->all_values - shown));
	if (text->n > 0)
		say_wrapped(cli, text);
}

void
cli_import_say_groups(struct cli *cli, const char *path,
                      const struct rc_import_result *result)
{
	struct rc_buf text;
	size_t i;

	rc_buf_init(&text, 1u << 16);
	for (i = 0; i < result->ngroups; i++)
		say_group(cli, path, &result->groups[i], &text);
	rc_buf_fini(&text);
}

/* --- changes, counts, encodings ------------------------------------------- */

void
cli_import_print_delta(struct cli *cli, const struct rc_delta *d)
{
	cli_print(cli, "%llu %s %s: %s → %s", (unsigned long long)d->line,
	          d->key, d->field, rc_text_or_empty(d->before),
	          rc_text_or_empty(d->after));
}

void
cli_import_put_batch(char text[48], bool dry_run,
                     const struct rc_import_result *result)
{
	if (result->batch != 0)
		(void)snprintf(text, 48, "batch %lld",
		               (long long)result->batch);
	else
		(void)snprintf(text, 48, "%snothing written",
		               dry_run ? "dry run, " : "");
}

void
cli_import_say_counts(struct cli *cli, bool dry_run,
                      const struct rc_import_result *result)
{
	char batch[48];

	cli_import_put_batch(batch, dry_run, result);
	cli_say(cli,
	        "read %llu = created %llu + updated %llu + unchanged %llu + "
	        "rejected %llu; %s",
	        (unsigned long long)result->read,
	        (unsigned long long)result->created,
	        (unsigned long long)result->updated,
	        (unsigned long long)result->unchanged,
	        (unsigned long long)result->rejected, batch);
}

void
cli_import_say_encodings(struct cli *cli,
                         const struct rc_import_options *options,
                         const struct rc_str *bytes)
{
	struct rc_import_guess *list;
	struct rc_err ignored = { 0 };
	size_t n;
	size_t i;
	size_t k;

	if (options->encoding != NULL ||
	    !(bytes != NULL
	              ? rc_import_guess(*bytes, cli->arena, &list, &n, &ignored)
	              : rc_import_guess_file(options->path, cli->arena, &list,
	                                     &n, &ignored)) ||
	    n == 0)
		return;
	cli_say(cli,
	        _("%s: these encodings are possible, the likeliest first; "
	          "choose the one that reads well:"),
	        options->path);
	for (i = 0; i < n; i++) {
		cli_say(cli, "  --encoding %s (%u%%)", list[i].encoding,
		        (list[i].score + 5) / 10);
		for (k = 0; k < RC_COUNT(list[i].samples); k++) {
			if (list[i].samples[k] != NULL)
				cli_say(cli, "      %s", list[i].samples[k]);
		}
	}
}
