/* SPDX-License-Identifier: MIT */
/* names - comparing by header key. */
#include "model/names.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>

#define NAME_MAX_BYTES 1024 /* no name of ours is near that */

void
rc_names_init(struct rc_names *names, struct rc_str text)
{
	rc_buf_init(&names->key, NAME_MAX_BYTES);
	rc_buf_init(&names->scratch, NAME_MAX_BYTES);
	if (text.n <= NAME_MAX_BYTES)
		rc_fold_header(&names->key, text);
}

void
rc_names_fini(struct rc_names *names)
{
	rc_buf_fini(&names->scratch);
	rc_buf_fini(&names->key);
}

/* Most names are ruled out by their first letter, without folding them. */
static bool
may_be(const struct rc_buf *key, struct rc_str name)
{
	struct rc_str first = { name.p, 1 };
	char letter[2] = { key->p[0], '\0' };
	char c = '\0';

	if (name.n > 0)
		c = name.p[0];
	if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	    (c >= '0' && c <= '9'))
		return rc_str_is_nocase(first, letter);
	return name.n > 0;
}

bool
rc_names_has(struct rc_names *names, const char *list)
{
	struct rc_str rest = rc_str_of(list);
	struct rc_str name;

	if (list == NULL || names->key.n == 0 || names->key.state != RC_BUF_OK)
		return false;
	while (rc_str_split(&rest, '|', &name)) {
		if (!may_be(&names->key, name))
			continue;
		rc_buf_clear(&names->scratch);
		rc_fold_header(&names->scratch, name);
		if (names->scratch.state == RC_BUF_OK &&
		    rc_str_eq(rc_buf_str(&names->scratch),
		              rc_buf_str(&names->key)))
			return true;
	}
	return false;
}

bool
rc_names_has_label(struct rc_names *names, const char *label)
{
	return rc_names_has(names, label) ||
	       rc_names_has(names, rc_tr_in(RC_LANG_VI, label));
}
