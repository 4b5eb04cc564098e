/* SPDX-License-Identifier: MIT */
/*
 * imports - a file into the inventory, and the shipped plans.
 *
 * A dry run and a real run are one code path: the whole file is read, every
 * row judged, every fault reported, and only then, if the policy allows, is
 * everything written in one batch. The counts always reconcile:
 * read = created + updated + unchanged + rejected.
 */
#ifndef ROLLCALL_APP_IMPORTS_H
#define ROLLCALL_APP_IMPORTS_H

#include <rollcall/app/app.h>
#include <rollcall/model/kind.h>

enum rc_import_mode { RC_UPSERT, RC_CREATE, RC_UPDATE };

struct rc_fault;
struct rc_delta;
struct rc_import_options {
	const struct rc_kind *kind;
	const char *path; /* "-" = standard input */
	bool dry_run;
	enum rc_date_order dates; /* default: ISO or d/m/y; see dates below */
	bool dates_given; /* without it m/d/y-looking columns are refused */
	enum rc_import_mode mode;
	bool skip_bad;           /* --on-error skip: write the good rows */
	const char *rejects;     /* file for the refused rows, or NULL */
	const char *const *maps; /* "field=column" */
	size_t nmaps;
	const char *const *
	        keys; /* field names to match by, in order; none = the key field */
	size_t nkeys;
	const char *reason;
	/* "utf-8", "utf-16", "cp1258", "tcvn3", "vni", "latin1"; NULL: UTF-8,
	 * or UTF-16 by its byte order mark. A file that is neither is refused
	 * with ranked candidates (rc_import_guess). */
	const char *encoding;
	char separator; /* of cells; 0 = by the first line */
	/* "csv", "json", "glpi-json", "ocs-xml"; NULL: by content. */
	const char *format;
	/* Text of cells to read as another: "every `Sở TT&TT (cũ)` in the
	 * column of `agency` means H19.04". What a wizard's fix-once makes. */
	const struct rc_import_fix *fixes;
	size_t nfixes;
	/* A saved map of a sender (rc_import_map_save): its maps, defaults,
	 * keys, dates, encoding, separator and fixes stand where the options
	 * give none.
	 * RC_ENOTFOUND if there is none for this kind. */
	const char *sender;
	/* "field=value" for new records of which the file says nothing there
	 * (no column, or an empty cell): --default connectivity=networked. */
	const char *const *defaults;
	size_t ndefaults;
	/* Kinds whose records may be made from a name when they are missing
	 * (--create agencies); NULL-terminated, NULL = none. */
	const struct rc_kind *const *creates;
	/* Called now and then with rows done and bytes read of total (0 =
	 * unknown); returns false to stop: RC_ECANCELLED, nothing written. */
	bool (*progress)(void *ctx, uint64_t rows, uint64_t bytes,
	                 uint64_t total);
	void *ctx;
	/* Every fault and every changed cell as it is found, however many; the
	 * text lives until the function returns. False (err set) ends the
	 * import, nothing written. NULL = only what the result keeps. */
	bool (*each_fault)(void *tell_ctx, const struct rc_fault *fault,
	                   struct rc_err *err);
	bool (*each_delta)(void *tell_ctx, const struct rc_delta *delta,
	                   struct rc_err *err);
	void *tell_ctx;
	bool plain; /* changed cells as machines read them: 2026-11-22, 1234 */
};

struct rc_import_fix {
	const char *field; /* canonical name */
	const char *from;  /* the cell as written, trimmed */
	const char *to;
};

/* Faults of one cause: same field, same reason. `values` are the distinct
 * cells behind it, the most frequent first. */
struct rc_fault_value {
	const char *value; /* safe to show, cut at 80 characters */
	const char *cell;  /* as written, trimmed: `from` of a fix; NULL when
				it is longer than a fix may be */
	const char
	        *suggest; /* what was probably meant: `to` of a fix, or NULL */
	const char *hint; /* sentence, or NULL */
	const char *reason; /* of the first of them, if it says more than the
	                     * group's: which records, which other line */
	uint64_t count, first_line;
};
struct rc_fault_group {
	const char *field;  /* canonical name, or NULL for the row as a whole */
	const char *reason; /* sentence without the value */
	size_t column;      /* 1-based; 0 = the row as a whole */
	uint64_t count, first_line;
	struct rc_fault_value *values;
	size_t nvalues; /* at most RC_IMPORT_VALUES; all_values counts on */
	uint64_t all_values; /* exact up to RC_IMPORT_DISTINCT, then at most */
};
#define RC_IMPORT_VALUES   200
#define RC_IMPORT_DISTINCT 20000 /* different wrong cells told apart, per run */
#define RC_IMPORT_GROUPS   500   /* the last of them gathers all others */
#define RC_IMPORT_FIX_MAX  1000  /* bytes of a cell that a fix may name */

struct rc_fault {
	uint64_t line;      /* of the file, 1 = header */
	size_t column;      /* 1-based field number; 0 = the whole row */
	const char *header; /* the column's header as written, or NULL */
	const char *value;  /* safe to show, cut at 80 characters */
	const char *reason; /* sentence */
	const char *hint;   /* what to do, or NULL */
	const char *field;  /* canonical name, or NULL */
	const char *cause;  /* the reason without what is special to this row */
	const char *suggest; /* a cell that would do, or NULL */
};

/* One cell that an update changes. */
struct rc_delta {
	uint64_t line;
	const char *key, *field, *before, *after;
};

#define RC_IMPORT_SHOWN 1000 /* faults and deltas kept; counts go on */
struct rc_import_result {
	uint64_t read, created, updated, unchanged, rejected;
	rc_id batch; /* 0 = nothing written */
	struct rc_fault *faults;
	size_t nfaults;
	uint64_t all_faults;
	struct rc_fault_group *groups; /* the largest first */
	size_t ngroups;
	struct rc_delta *deltas;
	size_t ndeltas;
	uint64_t all_deltas;
	uint64_t made; /* records made from their name alone (--create) */
	const char **
	        remarks; /* assumptions made: separator, dates, unknown headers */
	size_t nremarks;
};

/* May records of that kind come from a file? Else RC_EUSAGE, and what to do
 * instead. */
bool rc_import_may(const struct rc_kind *kind, struct rc_err *err) RC_MUST;

/* True also when rows were refused (see the result); false when the file could
 * not be judged at all. */
bool rc_import_file(struct rc_app *app, const struct rc_import_options *options,
                    struct rc_arena *arena, struct rc_import_result *ret,
                    struct rc_err *err) RC_MUST;
/* The same from memory, as that of standard input must be if its encodings are
 * to be guessed; `path` in the options is the name in messages. */
#define RC_IMPORT_STDIN_MAX (512u << 20) /* bytes */
bool rc_import_text(struct rc_app *app, const struct rc_import_options *options,
                    struct rc_str bytes, struct rc_arena *arena,
                    struct rc_import_result *ret, struct rc_err *err) RC_MUST;

/* A look at a file before it is imported: how it reads and which column means
 * which field, with samples. Nothing is judged. */
struct rc_import_column {
	const char *header;           /* as written */
	const struct rc_field *field; /* NULL: ignored */
	const char *samples[3];       /* safe to show; NULL = fewer */
	uint64_t filled, empty;
};
struct rc_import_look {
	const char *format, *encoding; /* as they were read */
	bool bom;
	char separator; /* 0 = it is no table */
	uint64_t rows, bytes;
	struct rc_import_column *columns;
	size_t ncolumns;
	/* The cells of the first rows, ncolumns of each, safe to show. */
	const char **first;
	size_t nfirst; /* rows; at most RC_IMPORT_FIRST */
};
#define RC_IMPORT_FIRST 30
bool rc_import_look(struct rc_app *app, const struct rc_import_options *options,
                    struct rc_arena *arena, struct rc_import_look *ret,
                    struct rc_err *err) RC_MUST;

/* Which encodings the bytes may be in, told from those of their lines that are
 * not UTF-8: the likeliest first, each with up to three sample lines decoded
 * that way. *ret_n is 0 if there are no such lines, or few beside others in
 * UTF-8. What a face shows when an import without an encoding was refused. */
struct rc_import_guess {
	const char *encoding;
	unsigned score; /* 0..1000 */
	const char *samples[3];
};
bool rc_import_guess(struct rc_str bytes, struct rc_arena *arena,
                     struct rc_import_guess **ret, size_t *ret_n,
                     struct rc_err *err) RC_MUST;
bool rc_import_guess_file(const char *path, struct rc_arena *arena,
                          struct rc_import_guess **ret, size_t *ret_n,
                          struct rc_err *err) RC_MUST;

/* Keeps how a sender's files of this kind are to be read: maps, defaults,
 * keys, dates, encoding, separator, fixes; beneath them those of options->sender, and
 * beneath those what was kept for this sender before. Goes through the write
 * path like any record (rollcall/model/import_map.h), where it can be edited:
 * what is saved here is only ever added or said anew. */
bool rc_import_map_save(struct rc_app *app, const char *sender,
                        const struct rc_import_options *options,
                        struct rc_err *err) RC_MUST;

/* Shipped plans (data/plan/NAME): names, NULL-terminated, in `arena`. */
bool rc_plans(struct rc_arena *arena, const char ***ret,
              struct rc_err *err) RC_MUST;
/* What a plan holds, in one line, in `arena`; RC_ENOTFOUND. */
bool rc_plan_about(const char *name, struct rc_arena *arena, const char **ret,
                   struct rc_err *err) RC_MUST;
/* Loads a plan's files into an empty database, in the order of the kinds. */
bool rc_plan_load(struct rc_app *app, const char *name,
                  struct rc_err *err) RC_MUST;

/* A header and one example row for Excel, with BOM and `;`. */
bool rc_template(const struct rc_kind *kind, struct rc_buf *b,
                 struct rc_err *err) RC_MUST;

#endif
