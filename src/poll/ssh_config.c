/* SPDX-License-Identifier: MIT */
/*
 * ssh_config - a list of settings, each under the patterns it stands below.
 */
#include "poll/ssh_config.h"

#include <rollcall/base/file.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/log.h>
#include <rollcall/model/field.h>

#include <glob.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_MAX_BYTES ((size_t)1 << 20)
#define WORDS_MAX      1024 /* of one line */
#define FILES_MAX      64
#define DEPTH_MAX      8
#define EVERYBODY      0 /* the block before the first Host */

enum key {
	KEY_HOST,
	KEY_MATCH,
	KEY_INCLUDE,
	KEY_HOSTNAME,
	KEY_PORT,
	KEY_USER,
	KEY_IDENTITY_FILE,
	KEY_IDENTITIES_ONLY,
	KEY_PROXY_JUMP,
	KEY_PROXY_COMMAND,
	KEYS
};
static const char *const key_names[KEYS] = {
	[KEY_HOST] = "Host",
	[KEY_MATCH] = "Match",
	[KEY_INCLUDE] = "Include",
	[KEY_HOSTNAME] = "HostName",
	[KEY_PORT] = "Port",
	[KEY_USER] = "User",
	[KEY_IDENTITY_FILE] = "IdentityFile",
	[KEY_IDENTITIES_ONLY] = "IdentitiesOnly",
	[KEY_PROXY_JUMP] = "ProxyJump",
	[KEY_PROXY_COMMAND] = "ProxyCommand",
};

/* A Host line: whom what follows is about. Blocks of an included file count
 * only where the line that includes it does. */
struct block {
	const char **patterns; /* ends with NULL; empty: nobody */
	size_t within;         /* another block, or EVERYBODY */
};
struct setting {
	enum key key;
	const char *value;
	int64_t number;
	size_t block;
	const char *file;
	size_t line;
};

struct rc_ssh_config {
	struct rc_arena arena;
	const char *home;
	struct block *blocks;
	size_t nblocks, cap_blocks;
	struct setting *settings;
	size_t nsettings, cap_settings;
	unsigned files;
};

/* A file being read. */
struct reading {
	struct rc_ssh_config *config;
	const char *file;
	size_t line;
	size_t within; /* the block it was included in */
	size_t block;
	unsigned depth;
};

/* One line: its keyword and its words. */
struct statement {
	enum key key;
	const char *words[WORDS_MAX];
	size_t n;
};

static bool
complain(const struct reading *r, struct rc_err *err, const char *what)
{
	return rc_fail(err, RC_EINVALID, _("%s: line %zu: %s"), r->file,
	               r->line, what);
}

/* --- words ---------------------------------------------------------------- */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f';
}

/* The next word off the front, quotes taken away; n 0 at the end. False: a
 * quote stays open. */
static bool
take_word(struct rc_str *rest, struct rc_str *ret)
{
	bool quoted;
	size_t n = 0;

	while (rest->n > 0 && is_blank(*rest->p)) {
		rest->p++;
		rest->n--;
	}
	*ret = (struct rc_str){ rest->p, 0 };
	if (rest->n == 0 || *rest->p == '#')
		return true;
	quoted = *rest->p == '"';
	if (quoted)
		ret->p++;
	while (n + quoted < rest->n &&
	       (quoted ? ret->p[n] != '"' : !is_blank(ret->p[n])))
		n++;
	ret->n = n;
	if (quoted && n + 1 == rest->n)
		return false;
	rest->p += n + (quoted ? 2 : 0);
	rest->n -= n + (quoted ? 2 : 0);
	return true;
}

/* Keyword and value may be parted by blanks, or by one "=" among them. */
static struct rc_str
take_keyword(struct rc_str *rest)
{
	struct rc_str word = { rest->p, 0 };

	while (word.n < rest->n && !is_blank(word.p[word.n]) &&
	       word.p[word.n] != '=')
		word.n++;
	rest->p += word.n;
	rest->n -= word.n;
	*rest = rc_str_trim(*rest);
	if (rest->n > 0 && *rest->p == '=') {
		rest->p++;
		rest->n--;
	}
	return word;
}

/* *ret_known false: nothing that we read. */
static bool
statement_read(const struct reading *r, struct rc_str line,
               struct statement *ret, bool *ret_known, struct rc_err *err)
{
	struct rc_str rest = rc_str_trim(line), word;

	*ret_known = false;
	if (rest.n == 0 || *rest.p == '#')
		return true;
	word = take_keyword(&rest);
	for (ret->key = 0; ret->key < KEYS; ret->key++)
		if (rc_str_is_nocase(word, key_names[ret->key]))
			break;
	if (ret->key == KEYS)
		return true;
	*ret_known = true;
	for (ret->n = 0;; ret->n++) {
		if (!take_word(&rest, &word))
			return complain(r, err, _("a quote is not closed"));
		if (word.n == 0)
			break;
		if (ret->n == WORDS_MAX)
			return complain(r, err, _("too many words"));
		ret->words[ret->n] =
		        rc_arena_textn(&r->config->arena, word.p, word.n);
		if (ret->words[ret->n] == NULL)
			return rc_fail_nomem(err);
	}
	if (ret->n == 0)
		return complain(r, err, _("a value is missing"));
	return true;
}

/* --- blocks and settings --------------------------------------------------- */

static bool
block_begin(struct reading *r, const char *const *patterns, size_t n,
            struct rc_err *err)
{
	struct rc_ssh_config *c = r->config;
	struct block b = { .within = r->within };

	b.patterns = rc_arena_alloc(&c->arena, n + 1, sizeof(*b.patterns));
	if (b.patterns == NULL ||
	    !RC_GROW(c->blocks, c->nblocks, c->cap_blocks))
		return rc_fail_nomem(err);
	for (size_t i = 0; i < n; i++)
		b.patterns[i] = patterns[i];
	r->block = c->nblocks;
	c->blocks[c->nblocks++] = b;
	return true;
}

static bool
match_begin(struct reading *r, const struct statement *s, struct rc_err *err)
{
	static const char *const all[] = { "*" };

	if (s->n == 1 && rc_str_is_nocase(rc_str_of(s->words[0]), "all"))
		return block_begin(r, all, 1, err);
	rc_log(RC_LOG_WARN, "ssh",
	       "%s: line %zu: Match is not supported: what stands under it "
	       "does not count",
	       r->file, r->line);
	return block_begin(r, NULL, 0, err);
}

static bool
setting_add(struct reading *r, const struct statement *s, struct rc_err *err)
{
	struct rc_ssh_config *c = r->config;
	struct setting set = { .key = s->key,
		               .value = s->words[0],
		               .block = r->block,
		               .file = r->file,
		               .line = r->line };
	struct rc_str value = rc_str_of(set.value);

	if (set.key == KEY_PORT && !rc_str_int(value, 1, 65535, &set.number))
		return complain(r, err,
		                _("a port is a number from 1 to 65535"));
	if (set.key == KEY_HOSTNAME && strchr(set.value, '%') == NULL &&
	    !rc_valid_host(value))
		return complain(r, err, _("this is not the name of a host"));
	if (set.key == KEY_IDENTITIES_ONLY)
		set.number = rc_str_is_nocase(value, "yes") ||
		             rc_str_is_nocase(value, "true");
	if (!RC_GROW(c->settings, c->nsettings, c->cap_settings))
		return rc_fail_nomem(err);
	c->settings[c->nsettings++] = set;
	return true;
}

/* --- files ---------------------------------------------------------------- */

static bool read_text(struct reading *r, struct rc_str text,
                      struct rc_err *err);

static bool
read_file(struct rc_ssh_config *c, const char *path, size_t within,
          unsigned depth, struct rc_err *err)
{
	struct reading r = {
		.config = c, .within = within, .block = within, .depth = depth
	};
	struct rc_str text;
	struct stat st;

	r.file = rc_arena_text(&c->arena, path);
	if (r.file == NULL)
		return rc_fail_nomem(err);
	if (c->files++ == FILES_MAX || depth > DEPTH_MAX)
		return rc_fail(err, RC_EINVALID, _("%s: too many includes"),
		               path);
	if (!rc_file_read(path, FILE_MAX_BYTES, &c->arena, &text, err))
		return false;
	if (stat(path, &st) == 0 && (st.st_mode & 022) != 0)
		return rc_fail(err, RC_EDENIED,
		               _("others may write %s (mode %03o): chmod 600"),
		               path, (unsigned)(st.st_mode & 0777));
	return read_text(&r, text, err);
}

/* "~/x" and "x" within ~/.ssh; "/x" as it stands. */
static const char *
include_path(const struct reading *r, const char *word)
{
	struct rc_arena *arena = &r->config->arena;

	if (word[0] == '/')
		return word;
	if (strncmp(word, "~/", 2) == 0)
		return rc_arena_printf(arena, "%s%s", r->config->home,
		                       word + 1);
	return rc_arena_printf(arena, "%s/.ssh/%s", r->config->home, word);
}

/* Files that are not there are no mistake, as in ssh. */
static bool
include(struct reading *r, const struct statement *s, struct rc_err *err)
{
	bool done = true;

	for (size_t i = 0; i < s->n && done; i++) {
		const char *path = include_path(r, s->words[i]);
		glob_t found = { 0 };

		if (path == NULL)
			return rc_fail_nomem(err);
		if (glob(path, 0, NULL, &found) != 0)
			continue;
		for (size_t j = 0; j < found.gl_pathc && done; j++)
			done = read_file(r->config, found.gl_pathv[j], r->block,
			                 r->depth + 1, err) ||
			       rc_within(err, _("%s: line %zu"), r->file,
			                 r->line);
		globfree(&found);
	}
	return done;
}

static bool
read_text(struct reading *r, struct rc_str text, struct rc_err *err)
{
	struct statement s;
	struct rc_str line;
	bool known, done = true;

	while (done && text.n > 0 && rc_str_split(&text, '\n', &line)) {
		r->line++;
		if (!statement_read(r, line, &s, &known, err))
			return false;
		if (!known)
			continue;
		if (s.key == KEY_HOST)
			done = block_begin(r, s.words, s.n, err);
		else if (s.key == KEY_MATCH)
			done = match_begin(r, &s, err);
		else if (s.key == KEY_INCLUDE)
			done = include(r, &s, err);
		else
			done = setting_add(r, &s, err);
	}
	return done;
}

static bool
config_new(const char *home, struct rc_ssh_config **ret, struct rc_err *err)
{
	static const char *const all[] = { "*" };
	struct rc_ssh_config *c = rc_alloc(1, sizeof(*c));
	struct reading r = { .config = c };

	if (c == NULL)
		return rc_fail_nomem(err);
	rc_arena_init(&c->arena);
	c->home = rc_arena_text(&c->arena, home);
	if (c->home == NULL || !block_begin(&r, all, 1, err)) {
		rc_ssh_config_free(c);
		return rc_fail_nomem(err);
	}
	*ret = c;
	return true;
}

bool
rc_ssh_config_load(const char *path, const char *home,
                   struct rc_ssh_config **ret, struct rc_err *err)
{
	struct rc_ssh_config *c;

	if (!config_new(home, &c, err))
		return false;
	if (!read_file(c, path, EVERYBODY, 0, err)) {
		rc_ssh_config_free(c);
		return false;
	}
	*ret = c;
	return true;
}

bool
rc_ssh_config_parse(const char *path, struct rc_str text, const char *home,
                    struct rc_ssh_config **ret, struct rc_err *err)
{
	struct reading r = { .file = path };

	if (!config_new(home, &r.config, err))
		return false;
	if (!read_text(&r, text, err)) {
		rc_ssh_config_free(r.config);
		return false;
	}
	*ret = r.config;
	return true;
}

void
rc_ssh_config_free(struct rc_ssh_config *config)
{
	if (config == NULL)
		return;
	rc_free(config->blocks);
	rc_free(config->settings);
	rc_arena_fini(&config->arena);
	rc_free(config);
}

/* --- finding -------------------------------------------------------------- */

/* '*' any number of bytes, '?' one; without going back further than the last
 * star, so that no pattern takes long. Names know no case. */
static bool
matches(const char *pattern, const char *name)
{
	const char *star = NULL, *from = NULL;

	while (*name != '\0') {
		if (*pattern == '*') {
			star = pattern++;
			from = name;
		} else if (*pattern == '?' ||
		           rc_ascii_lower(*pattern) == rc_ascii_lower(*name)) {
			pattern++;
			name++;
		} else if (star != NULL) {
			pattern = star + 1;
			name = ++from;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

/* One pattern with ! that fits outweighs all others. */
static bool
is_about(const struct rc_ssh_config *c, size_t block, const char *name)
{
	for (;;) {
		const struct block *b = &c->blocks[block];
		bool fits = false;

		for (size_t i = 0; b->patterns[i] != NULL; i++) {
			bool not = b->patterns[i][0] == '!';

			if (!matches(b->patterns[i] + not, name))
				continue;
			if (not )
				return false;
			fits = true;
		}
		if (!fits || block == EVERYBODY)
			return fits;
		block = b->within;
	}
}

/* Puts in the home and the names that a value may speak of; NULL: it speaks of
 * something else, or memory is out. */
static const char *
expand(const struct rc_ssh_config *c, const char *value, const char *name,
       struct rc_arena *arena)
{
	struct rc_err ignored = { 0 };
	struct rc_buf b;
	const char *ret = NULL;

	rc_buf_init(&b, 4096);
	if (strncmp(value, "~/", 2) == 0) {
		rc_buf_puts(&b, c->home);
		value++;
	}
	for (; *value != '\0'; value++) {
		if (*value != '%') {
			rc_buf_putc(&b, *value);
			continue;
		}
		value++;
		if (*value == 'd')
			rc_buf_puts(&b, c->home);
		else if (*value == 'h' || *value == 'n')
			rc_buf_puts(&b, name);
		else if (*value == '%')
			rc_buf_putc(&b, '%');
		else
			goto out;
	}
	if (rc_buf_done(&b, &ignored))
		ret = rc_arena_text(arena, b.p);
out:
	rc_buf_fini(&b);
	return ret;
}

static bool
refuse(const struct setting *set, struct rc_arena *arena,
       struct rc_ssh_host *host, const char *why)
{
	if (host->refusal == NULL)
		host->refusal = rc_arena_printf(
		        arena, _("%s: line %zu: %s %s: %s"), set->file,
		        set->line, key_names[set->key], set->value, why);
	return host->refusal != NULL;
}

static bool
take_proxy(const struct setting *set, struct rc_arena *arena,
           struct rc_ssh_host *host, bool *proxied)
{
	/* The first of either counts, "none" too. */
	if (*proxied)
		return true;
	*proxied = true;
	if (rc_str_is_nocase(rc_str_of(set->value), "none"))
		return true;
	return refuse(set, arena, host,
	              _("devices are connected to directly; use a tunnel "
	                "(ssh -L) and its end as the device's host, or poll "
	                "from a machine that reaches them"));
}

static bool
take_text(const struct rc_ssh_config *c, const struct setting *set,
          const char *name, struct rc_arena *arena, struct rc_ssh_host *host)
{
	const char *text = expand(c, set->value, name, arena);
	size_t n = 0;

	if (text == NULL)
		return refuse(set, arena, host,
		              _("behind a percent sign only d, h, n and "
		                "another one are understood"));
	if (set->key == KEY_HOSTNAME) {
		if (host->name != NULL)
			return true;
		if (!rc_valid_host(rc_str_of(text)))
			return refuse(set, arena, host,
			              _("this is not the name of a host"));
		host->name = text;
		return true;
	}
	while (host->identities[n] != NULL)
		n++;
	if (n < RC_IDENTITIES &&
	    !rc_str_is_nocase(rc_str_of(set->value), "none"))
		host->identities[n] = text;
	return true;
}

bool
rc_ssh_config_find(const struct rc_ssh_config *config, const char *name,
                   struct rc_arena *arena, struct rc_ssh_host *ret,
                   struct rc_err *err)
{
	struct rc_ssh_host host = { .name = NULL };
	bool proxied = false, only_said = false, done = true, about = true;
	size_t block = EVERYBODY;

	for (size_t i = 0; config != NULL && i < config->nsettings && done;
	     i++) {
		const struct setting *set = &config->settings[i];

		if (set->block != block) {
			block = set->block;
			about = is_about(config, block, name);
		}
		if (!about)
			continue;
		if (set->key == KEY_PORT && host.port == 0) {
			host.port = set->number;
		} else if (set->key == KEY_USER && host.user == NULL) {
			host.user = set->value;
		} else if (set->key == KEY_IDENTITIES_ONLY && !only_said) {
			only_said = true;
			host.identities_only = set->number != 0;
		} else if (set->key == KEY_PROXY_JUMP ||
		           set->key == KEY_PROXY_COMMAND) {
			done = take_proxy(set, arena, &host, &proxied);
		} else if (set->key == KEY_HOSTNAME ||
		           set->key == KEY_IDENTITY_FILE) {
			done = take_text(config, set, name, arena, &host);
		}
	}
	if (!done)
		return rc_fail_nomem(err);
	*ret = host;
	return true;
}
