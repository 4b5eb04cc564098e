/* SPDX-License-Identifier: MIT */
/*
 * post - a seat in an agency that must be equipped. The title group decides
 * the norm (Quyết định 15/2025/QĐ-TTg, Appendix II: groups I to VIII), the
 * flags decide the signature quotas: `signer` has authority to sign documents,
 * `handler` processes them on the network.
 */
#ifndef ROLLCALL_MODEL_POST_H
#define ROLLCALL_MODEL_POST_H

#include <rollcall/model/kind.h>

enum rc_title_group {
	RC_GROUP_NONE,
	RC_GROUP_I,
	RC_GROUP_II,
	RC_GROUP_III,
	RC_GROUP_IV,
	RC_GROUP_V,
	RC_GROUP_VI,
	RC_GROUP_VII,
	RC_GROUP_VIII,
	RC_GROUP_SHARED, /* equipment of the whole agency (mục B) */
	RC_GROUPS
};
extern const struct rc_word rc_title_group_words[];

struct rc_post {
	struct rc_head head;
	const char *code;
	struct rc_ref agency;
	const char *title;
	int title_group; /* enum rc_title_group */
	const char *holder;
	int signer, handler;
	struct rc_ref profile; /* what the work of this post needs */
	rc_date valid_from, valid_to;
	const char *notes;
};

#endif
