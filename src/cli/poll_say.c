/* SPDX-License-Identifier: MIT */
/* poll_say - the end of a poll, in the order in which it matters. */
#include "poll_say.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>
#include <rollcall/model/outcome.h>

#include <stdlib.h>
#include <string.h>

#define CAUSE_WIDTH 42

/* Cut to what fits, controls made visible. */
static void
copy_safe(char *into, size_t room, const char *text)
{
	struct rc_buf b;
	size_t n;

	rc_buf_init(&b, 8192);
	rc_text_screen(&b, rc_str_of(text));
	n = b.state == RC_BUF_OK ? b.n : 0;
	if (n >= room)
		n = room - 1;
	while (n > 0 && n < b.n && ((unsigned char)b.p[n] & 0xc0) == 0x80)
		n--; /* not within a character */
	if (n > 0)
		memcpy(into, b.p, n);
	into[n] = '\0';
	rc_buf_fini(&b);
}

static void
note_key(struct cli_poll_sums *sums, const struct rc_poll_line *line)
{
	char text[512];

	if (sums->nkeys++ >= CLI_POLL_KEYS)
		return;
	(void)snprintf(text, sizeof(text), "%s  %s: %s", line->device,
	               line->host, rc_text_or_empty(line->error));
	copy_safe(sums->keys[sums->nkeys - 1], sizeof(sums->keys[0]), text);
}

static struct cli_poll_cause *
cause_of(struct cli_poll_sums *sums, const struct rc_poll_line *line)
{
	struct cli_poll_cause *cause;

	for (size_t i = 0; i < sums->ncauses; i++) {
		cause = &sums->causes[i];
		if (strcmp(cause->outcome, line->outcome) == 0 &&
		    strcmp(cause->phase, line->phase) == 0)
			return cause;
	}
	if (sums->ncauses == CLI_POLL_CAUSES)
		return NULL;
	cause = &sums->causes[sums->ncauses++];
	copy_safe(cause->outcome, sizeof(cause->outcome), line->outcome);
	copy_safe(cause->phase, sizeof(cause->phase), line->phase);
	return cause;
}

const char *
cli_poll_word(const struct rc_word *words, const char *name)
{
	for (size_t i = 1; words[i].name != NULL; i++)
		if (strcmp(words[i].name, name) == 0)
			return _(words[i].label);
	return name;
}

void
cli_poll_note(struct cli_poll_sums *sums, const struct rc_poll_line *line)
{
	struct cli_poll_cause *cause;

	if (strcmp(line->outcome, "hostkey_changed") == 0)
		note_key(sums, line);
	if (strcmp(line->outcome, "isolated") == 0 ||
	    (strcmp(line->outcome, "ok") == 0 && line->error == NULL))
		return;
	cause = cause_of(sums, line);
	if (cause == NULL) {
		sums->others++;
		return;
	}
	if (cause->n < CLI_POLL_FEW)
		copy_safe(cause->few[cause->n], sizeof(cause->few[0]),
		          line->device);
	cause->n++;
}

static void
say_keys(FILE *out, const struct cli_poll_sums *sums)
{
	uint64_t n = sums->nkeys;

	if (n == 0)
		return;
	(void)fprintf(
	        out,
	        _("HOST KEY CHANGED: %llu. Another machine answers, or "
	          "the device was set up anew; nothing was sent to it.\n"),
	        (unsigned long long)n);
	for (uint64_t i = 0; i < n && i < CLI_POLL_KEYS; i++)
		(void)fprintf(out, "  %s\n", sums->keys[i]);
	if (n > CLI_POLL_KEYS)
		(void)fprintf(out, _("  and %llu more\n"),
		              (unsigned long long)(n - CLI_POLL_KEYS));
	(void)fprintf(out, "\n");
}

/* The most frequent first. */
static int
by_count(const void *a, const void *b)
{
	const struct cli_poll_cause *const *x = a;
	const struct cli_poll_cause *const *y = b;

	if ((*x)->n != (*y)->n)
		return (*x)->n < (*y)->n ? 1 : -1;
	return strcmp((*x)->outcome, (*y)->outcome);
}

/* "outcome (how far)", padded by what it is wide on a screen. */
static void
say_what(FILE *out, const struct cli_poll_cause *cause)
{
	struct rc_buf what, padded;

	rc_buf_init(&what, 400);
	rc_buf_init(&padded, 600);
	rc_buf_printf(&what, "%s (%s)",
	              cli_poll_word(rc_outcome_words, cause->outcome),
	              cli_poll_word(rc_phase_words, cause->phase));
	rc_text_pad(&padded, rc_buf_str(&what), CAUSE_WIDTH, RC_LEFT);
	(void)fprintf(out, "%.*s ", (int)padded.n,
	              padded.n > 0 ? padded.p : "");
	rc_buf_fini(&padded);
	rc_buf_fini(&what);
}

static void
say_cause(FILE *out, const struct cli_poll_cause *cause)
{
	(void)fprintf(out, "  %7llu  ", (unsigned long long)cause->n);
	say_what(out, cause);
	for (uint64_t i = 0; i < cause->n && i < CLI_POLL_FEW; i++)
		(void)fprintf(out, " %s", cause->few[i]);
	if (cause->n > CLI_POLL_FEW)
		(void)fprintf(out, _(" and %llu more"),
		              (unsigned long long)(cause->n - CLI_POLL_FEW));
	(void)fprintf(out, "\n");
}

static void
say_causes(FILE *out, const struct cli_poll_sums *sums)
{
	const struct cli_poll_cause *order[CLI_POLL_CAUSES];

	if (sums->ncauses == 0)
		return;
	for (size_t i = 0; i < sums->ncauses; i++)
		order[i] = &sums->causes[i];
	qsort(order, sums->ncauses, sizeof(*order), by_count);
	(void)fprintf(out, "%s\n", _("failed, by cause and how far it got:"));
	for (size_t i = 0; i < sums->ncauses; i++)
		say_cause(out, order[i]);
	if (sums->others > 0)
		(void)fprintf(out, _("  %7llu  of other causes\n"),
		              (unsigned long long)sums->others);
	(void)fprintf(out, "\n");
}

void
cli_poll_say(struct cli *cli, const struct cli_poll_sums *sums,
             const struct rc_poll_counts *counts)
{
	FILE *out = cli->out;

	(void)fprintf(out, "\n");
	say_keys(out, sums);
	say_causes(out, sums);
	(void)fprintf(out,
	              _("devices %llu: answered %llu (changed %llu), failed "
	                "%llu, isolated %llu\n"),
	              (unsigned long long)counts->all,
	              (unsigned long long)counts->ok,
	              (unsigned long long)counts->changed,
	              (unsigned long long)counts->failed,
	              (unsigned long long)counts->skipped);
}
