/* SPDX-License-Identifier: MIT */
/*
 * err - how a function says that it could not do its work.
 *
 * A fallible function returns bool and takes a `struct rc_err *` last. True:
 * done, the error is untouched. False: nothing was done (outputs untouched),
 * and the error says why, in a sentence a user can act on. The caller owns the
 * struct (usually on its stack, `struct rc_err err = { 0 };`); it is never
 * NULL, never allocates and may be copied. A text that is too long is cut at a
 * whole character; control characters in it become '?'.
 *
 * Context is added from the inside out:
 *
 *	if (!rc_device_check(&device, err))
 *		return rc_within(err, "%s:%zu", file, line);
 *	-> "fleet.csv:14: asset tag A-1 is already in use"
 *
 * Codes are few: each one is something a *caller* may do something about.
 * Texts are for people and are never parsed.
 */
#ifndef ROLLCALL_BASE_ERR_H
#define ROLLCALL_BASE_ERR_H

#include <stdbool.h>
#include <stdio.h>

#if defined(__GNUC__)
#define RC_MUST              __attribute__((warn_unused_result))
#define RC_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define RC_NORETURN          __attribute__((noreturn))
#define RC_UNUSED            __attribute__((unused))
#else
#define RC_MUST
#define RC_PRINTF(fmt, args)
#define RC_NORETURN
#define RC_UNUSED
#endif

enum rc_code {
	RC_OK = 0,
	RC_ENOMEM,       /* out of memory, or a ceiling of ours was reached */
	RC_EINVALID,     /* the input is wrong: the user mends it */
	RC_EUSAGE,       /* the command line is wrong */
	RC_ENOTFOUND,    /* no such record, file, column */
	RC_ECONFLICT,    /* already there, or changed since it was read */
	RC_EREF,         /* something else still refers to it */
	RC_EDENIED,      /* no permission */
	RC_EBUSY,        /* locked by another process: try again */
	RC_EIO,          /* reading or writing failed */
	RC_ENOSPACE,     /* disk full */
	RC_ECORRUPT,     /* damaged data */
	RC_EOFFLINE,     /* the other side does not answer */
	RC_ETIMEOUT,     /* it answers too slowly */
	RC_ECANCELLED,   /* the user stopped it */
	RC_EUNTRUSTED,   /* unknown or changed host key */
	RC_EUNSUPPORTED, /* not available in this build or on this host */
	RC_EBUG,         /* cannot happen; report it */
	RC_CODES
};

struct rc_err {
	enum rc_code code;
	int sys; /* errno when it says something, else 0 */
	char text[480];
};

/* Fills *err and returns false, so that `return rc_fail(...)` reads well. */
bool rc_fail(struct rc_err *err, enum rc_code code, const char *fmt, ...)
        RC_PRINTF(3, 4);

/* The same for a failed system call: the code follows from `sys` (ENOENT ->
 * RC_ENOTFOUND, EACCES -> RC_EDENIED, ENOSPC -> RC_ENOSPACE, EEXIST ->
 * RC_ECONFLICT and so on, else RC_EIO) and ": " + strerror is appended. */
bool rc_fail_sys(struct rc_err *err, int sys, const char *fmt, ...)
        RC_PRINTF(3, 4);

/* Prefixes "context: " to a failure that already stands; returns false. */
bool rc_within(struct rc_err *err, const char *fmt, ...) RC_PRINTF(2, 3);

/* The static analyser looks into one file at a time: tell it what they return,
 * or it follows every error path as if all had gone well. */
#if defined(__clang_analyzer__)
#define rc_fail(...)     ((void)rc_fail(__VA_ARGS__), false)
#define rc_fail_sys(...) ((void)rc_fail_sys(__VA_ARGS__), false)
#define rc_within(...)   ((void)rc_within(__VA_ARGS__), false)
#endif

/* A fixed lower-case word for logs and JSON ("notfound"). */
const char *rc_code_name(enum rc_code code);

/* For what only a bug of ours can break; input is never asserted. Kept in
 * release builds: prints file, line and expression, then aborts. */
#define RC_ASSERT(expr) \
	((expr) ? (void)0 : rc_assert_failed(#expr, __FILE__, __LINE__))
RC_NORETURN void rc_assert_failed(const char *expr, const char *file, int line);

#define RC_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
