/* SPDX-License-Identifier: MIT */
/* transport_ssh_known - known_hosts. */
#include "poll/transport_ssh_known.h"

#include "poll/transport_ssh_key.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define BLOB_MAX 4096 /* bytes of a public key */
#define HASH     20   /* HMAC-SHA1 */

static struct rc_str
take_word(struct rc_str *rest)
{
	struct rc_str word = *rest;

	while (word.n > 0 && (*word.p == ' ' || *word.p == '\t')) {
		word.p++;
		word.n--;
	}
	rest->p = word.p;
	rest->n = word.n;
	for (word.n = 0; word.n < rest->n; word.n++)
		if (word.p[word.n] == ' ' || word.p[word.n] == '\t')
			break;
	rest->p += word.n;
	rest->n -= word.n;
	return word;
}

/* base64 with its padding; the bytes, or 0. */
static size_t
decode(struct rc_str text, unsigned char *ret, size_t size)
{
	int n;

	if (text.n == 0 || text.n % 4 != 0 || text.n / 4 * 3 > size)
		return 0;
	n = EVP_DecodeBlock(ret, (const unsigned char *)text.p, (int)text.n);
	for (size_t i = text.n; n > 0 && i-- > 0 && text.p[i] == '=';)
		n--;
	return n > 0 ? (size_t)n : 0;
}

/* The key must be of the type that stands before it. */
static bool
read_key(struct rc_str type, struct rc_str text, struct rc_known_line *ret)
{
	unsigned char blob[BLOB_MAX];
	struct rc_str bytes = { (const char *)blob, 0 }, rest, named;

	bytes.n = decode(text, blob, sizeof(blob));
	rest = bytes;
	ret->algorithm = type;
	return bytes.n > 0 && rc_ssh_take(&rest, &named) &&
	       rc_str_eq(named, type) &&
	       rc_ssh_fingerprint(bytes, ret->fingerprint,
	                          sizeof(ret->fingerprint));
}

static bool
is_pattern(struct rc_str names)
{
	struct rc_str name;

	while (rc_str_split(&names, ',', &name))
		if (memchr(name.p, '*', name.n) == NULL &&
		    memchr(name.p, '?', name.n) == NULL &&
		    memchr(name.p, '!', name.n) == NULL)
			return false;
	return true;
}

void
rc_known_read(struct rc_str line, struct rc_known_line *ret)
{
	static const struct {
		const char *mark;
		enum rc_known type;
	} marks[] = { { "@cert-authority", RC_KNOWN_CA },
		      { "@revoked", RC_KNOWN_REVOKED } };
	struct rc_str rest = rc_str_trim(line), type;

	*ret = (struct rc_known_line){ .type = RC_KNOWN_NOTHING };
	if (rest.n == 0 || rest.p[0] == '#')
		return;
	ret->type = RC_KNOWN_BAD;
	ret->names = take_word(&rest);
	for (size_t i = 0; i < RC_COUNT(marks); i++)
		if (rc_str_is(ret->names, marks[i].mark))
			ret->type = marks[i].type;
	if (ret->type != RC_KNOWN_BAD)
		return;
	type = take_word(&rest);
	if (!read_key(type, take_word(&rest), ret))
		return;
	if (ret->names.p[0] == '|')
		ret->type = rc_str_starts(ret->names, "|1|") ? RC_KNOWN_HASHED
		                                             : RC_KNOWN_BAD;
	else
		ret->type = is_pattern(ret->names) ? RC_KNOWN_PATTERN
		                                   : RC_KNOWN_KEY;
}

bool
rc_known_is(const struct rc_known_line *line, struct rc_str name)
{
	struct rc_str rest = line->names, salt, hash;
	unsigned char key[64], want[64], got[EVP_MAX_MD_SIZE];
	unsigned int n = 0;
	size_t nkey;

	rest.p += 3; /* |1| */
	rest.n -= 3;
	if (!rc_str_split(&rest, '|', &salt) ||
	    !rc_str_split(&rest, '|', &hash))
		return false;
	nkey = decode(salt, key, sizeof(key));
	return nkey > 0 && decode(hash, want, sizeof(want)) == HASH &&
	       HMAC(EVP_sha1(), key, (int)nkey, (const unsigned char *)name.p,
	            name.n, got, &n) != NULL &&
	       n == HASH && memcmp(got, want, HASH) == 0;
}
