/* SPDX-License-Identifier: MIT */
/*
 * out - where a command's data goes: standard output, through a pager when
 * that is a terminal, or a file that is there whole or not at all.
 *
 *	struct cli_out out;
 *	if (!cli_out_open(&out, cli, err))
 *		return false;
 *	done = rc_doc_print(doc, format, &out.style, &out.sink, err);
 *	return cli_out_close(&out, done, err);
 */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include <rollcall/render/render.h>

#include "run.h"

#include <sys/types.h>

#define CLI_OUT_BLANKS 8

struct cli_out {
	struct cli *cli;
	struct rc_sink sink;
	struct rc_style style;
	const char *format; /* "text", or what --format says */
	FILE *stream;
	const char *path;          /* of the file, or NULL */
	char *temporary;           /* beside it, in cli->arena */
	pid_t pager;               /* 0: none */
	struct rc_heading heading; /* what style.heading points at */
	struct rc_heading_value blanks[CLI_OUT_BLANKS];
};

/* May bytes of that format go where --output points? */
bool cli_out_check(const struct cli *cli, const char *format,
                   struct rc_err *err) RC_MUST;
/* Heeds --format, --output where the command has them, and the terminal. */
bool cli_out_open(struct cli_out *out, struct cli *cli,
                  struct rc_err *err) RC_MUST;
/* Ends it: with `done` a file takes its place, else it vanishes. Returns done,
 * unless writing the last bytes failed. */
bool cli_out_close(struct cli_out *out, bool done, struct rc_err *err) RC_MUST;

/* Prints a whole document and ends. */
bool cli_print_doc(struct cli *cli, const struct rc_doc *doc,
                   struct rc_err *err) RC_MUST;

/* A field of a record as a cell: names for machines, labels for people. Text
 * is borrowed from the record, or put into `scratch` (cleared first; it holds
 * the one field of a kind that needs it: the changes of an audit line). */
struct rc_doc_cell cli_cell(const struct rc_field *field, const void *record,
                            bool for_people, struct rc_buf *scratch);
/* The column that shows a field. */
struct rc_column cli_column(const struct rc_field *field);

/* Cells of the terminal's line; 0 when standard output is none. */
size_t cli_width(const struct cli *cli);
/* One line to standard error, or to standard output, made safe to show. */
void cli_say(struct cli *cli, const char *fmt, ...) RC_PRINTF(2, 3);
void cli_print(struct cli *cli, const char *fmt, ...) RC_PRINTF(2, 3);

#endif
