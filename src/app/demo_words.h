/* SPDX-License-Identifier: MIT */
/*
 * demo_words - the vocabulary of the sample fleet: titles of posts with their
 * norm groups, models with prices, names. Names of people are invented from
 * common parts; models and prices are of the kind that agencies buy.
 */
#ifndef ROLLCALL_SRC_APP_DEMO_WORDS_H
#define ROLLCALL_SRC_APP_DEMO_WORDS_H

#include <stddef.h>

struct demo_title {
	const char *title;
	const char *group;    /* of the norm: "VI" */
	unsigned least, most; /* so many in an agency */
	int signer;
};
/* The staffing of a commune Party committee (about 18) and of a provincial
 * Party body (about 27); a row with a NULL title ends each. */
extern const struct demo_title demo_commune_titles[];
extern const struct demo_title demo_province_titles[];

struct demo_model {
	const char *category, *manufacturer, *model, *cpu;
	unsigned ram_mb, disk_gb;
	long price;             /* đồng, without licences */
	int from_year, to_year; /* bought in */
};
extern const struct demo_model demo_models[];
extern const size_t demo_models_n;

extern const char *const demo_surnames[],
        *const demo_middles[], *const demo_givens[],
                                       *const demo_providers[],
                                               *const demo_suppliers[];
extern const size_t demo_surnames_n, demo_middles_n, demo_givens_n,
        demo_providers_n, demo_suppliers_n;

#endif
