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

struct rc_import_options {
	const struct rc_kind *kind;
	const char *path; /* "-" = standard input */
	bool dry_run;
	enum rc_date_order dates; /* default: ISO or d/m/y; see dates below */
	bool dates_given;	  /* without it m/d/y-looking columns are refused */
	enum rc_import_mode mode;
	bool skip_bad;	     /* --on-error skip: write the good rows */
	const char *rejects; /* file for the refused rows, or NULL */
	const char *const *maps; /* "field=column" */
	size_t nmaps;
	const char *const *keys; /* field names to match by, in order; none = the key field */
	size_t nkeys;
	const char *reason;
	/* Called now and then with rows done and bytes read of total (0 =
	 * unknown); returns false to stop: RC_ECANCELLED, nothing written. */
	bool (*progress)(void *ctx, uint64_t rows, uint64_t bytes, uint64_t total);
	void *ctx;
};

struct rc_fault {
	uint64_t line;	   /* of the file, 1 = header */
	size_t column;	   /* 1-based field number; 0 = the whole row */
	const char *header; /* the column's header as written, or NULL */
	const char *value; /* safe to show, cut at 80 characters */
	const char *reason; /* sentence */
	const char *hint;  /* what to do, or NULL */
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
	struct rc_delta *deltas;
	size_t ndeltas;
	uint64_t all_deltas;
	const char **remarks; /* assumptions made: separator, dates, unknown headers */
	size_t nremarks;
};

/* True also when rows were refused (see the result); false when the file could
 * not be judged at all. */
bool rc_import_file(struct rc_app *app, const struct rc_import_options *options,
		    struct rc_arena *arena, struct rc_import_result *ret,
		    struct rc_err *err) RC_MUST;
/* The same from memory; `path` in the options is the name in messages. */
bool rc_import_text(struct rc_app *app, const struct rc_import_options *options,
		    struct rc_str bytes, struct rc_arena *arena,
		    struct rc_import_result *ret, struct rc_err *err) RC_MUST;

/* Shipped plans (data/plan/NAME): names, NULL-terminated, in `arena`. */
bool rc_plans(struct rc_arena *arena, const char ***ret, struct rc_err *err) RC_MUST;
/* What a plan holds, in one line, in `arena`; RC_ENOTFOUND. */
bool rc_plan_about(const char *name, struct rc_arena *arena, const char **ret,
		   struct rc_err *err) RC_MUST;
/* Loads a plan's files into an empty database, in the order of the kinds. */
bool rc_plan_load(struct rc_app *app, const char *name, struct rc_err *err) RC_MUST;

/* A header and one example row for Excel, with BOM and `;`. */
bool rc_template(const struct rc_kind *kind, struct rc_buf *b,
		 struct rc_err *err) RC_MUST;

#endif
