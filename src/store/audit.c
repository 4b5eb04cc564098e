/* SPDX-License-Identifier: MIT */
/* audit - appending to the chain and recomputing it. */
#include "store/audit.h"

#include <rollcall/base/i18n.h>

#include "store/changes.h"
#include "store/form.h"
#include "store/read.h"

#include <string.h>

static const char origin[] =
        "0000000000000000000000000000000000000000000000000000000000000000";

/* --- the canonical text --------------------------------------------------- */

static void
put_cell(struct rc_buf *b, const char *text)
{
	if (text == NULL)
		rc_buf_puts(b, "\\N");
	else
		rc_copy_put(b, rc_str_of(text));
}

/* All columns but the hash, TAB between, in the order of the field table. The
 * changes are such lines already and stand as they are. */
static void
put_line(struct rc_buf *b, const struct rc_audit *line)
{
	rc_copy_put_digits(b, line->head.id);
	rc_buf_putc(b, '\t');
	rc_copy_put_digits(b, line->at);
	rc_buf_putc(b, '\t');
	put_cell(b, line->who);
	rc_buf_putc(b, '\t');
	rc_copy_put_digits(b, line->batch.id);
	rc_buf_putc(b, '\t');
	put_cell(b, line->kind);
	rc_buf_putc(b, '\t');
	rc_copy_put_digits(b, line->record);
	rc_buf_putc(b, '\t');
	put_cell(b, line->key);
	rc_buf_putc(b, '\t');
	rc_copy_put_digits(b, line->action);
	rc_buf_putc(b, '\t');
	rc_buf_puts(b, line->changes);
	rc_buf_putc(b, '\t');
	put_cell(b, line->reason);
}

/* hash = SHA-256(before + '\n' + line). `ret` may be `before`. */
static bool
chain(struct rc_store *store, const char *before, const struct rc_audit *line,
      char ret[RC_CHAIN_HEX], struct rc_err *err)
{
	uint8_t bytes[RC_SHA256_BYTES];
	const char *form;

	if (!rc_form_hash(store, line->changes, &form, err))
		return false;
	rc_buf_clear(&store->line);
	rc_buf_put(&store->line, before, RC_CHAIN_HEX - 1);
	rc_buf_putc(&store->line, '\n');
	put_line(&store->line, line);
	if (form != NULL) {
		rc_buf_putc(&store->line, '\t');
		rc_buf_put(&store->line, form, RC_SHA256_HEX - 1);
	}
	if (!rc_buf_done(&store->line, err))
		return false;
	if (!rc_digest_begin(store->digest) ||
	    !rc_digest_add(store->digest, rc_buf_str(&store->line)) ||
	    !rc_digest_end(store->digest, bytes))
		return rc_fail(err, RC_EBUG, "SHA-256 is not available");
	rc_hex(bytes, sizeof(bytes), ret);
	return true;
}

/* --- the head ------------------------------------------------------------- */

/* A row of meta, of at most `size` - 1 bytes. */
static bool
meta_text(struct rc_store *store, const char *name, char *ret, size_t size,
          struct rc_err *err)
{
	const struct rc_value by = rc_value_text(name);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_stmt *stmt;
	struct rc_str s = { 0 };

	if (!rc_sql_cached(store->sql, "SELECT value FROM meta WHERE name = $1",
	                   &stmt, err))
		return false;
	if (rc_stmt_bind(stmt, 1, &by, err))
		step = rc_stmt_step(stmt, err);
	if (step == RC_STEP_ROW) {
		s = rc_stmt_column(stmt, 0).s;
		if (s.n < size) {
			memcpy(ret, s.p, s.n);
			ret[s.n] = '\0';
		}
	}
	rc_stmt_done(stmt);
	if (step == RC_STEP_FAILED)
		return false;
	return (step == RC_STEP_ROW && s.n > 0 && s.n < size) ||
	       rc_fail(err, RC_ECORRUPT,
	               _("the audit chain has lost its head"));
}

bool
rc_audit_last(struct rc_store *store, int64_t *ret_lines,
              char ret_hash[RC_CHAIN_HEX], struct rc_err *err)
{
	char hash[RC_CHAIN_HEX];
	char digits[24];
	int64_t lines;

	if (store->head_known) {
		*ret_lines = store->lines;
		memcpy(ret_hash, store->head, RC_CHAIN_HEX);
		return true;
	}
	if (!meta_text(store, "audit_head", hash, sizeof(hash), err) ||
	    !meta_text(store, "audit_lines", digits, sizeof(digits), err))
		return false;
	if (strlen(hash) != RC_CHAIN_HEX - 1 ||
	    !rc_str_int(rc_str_of(digits), 0, INT64_MAX, &lines))
		return rc_fail(err, RC_ECORRUPT,
		               _("the audit chain has lost its head"));
	*ret_lines = lines;
	memcpy(ret_hash, hash, RC_CHAIN_HEX);
	return true;
}

static bool
know_head(struct rc_store *store, struct rc_err *err)
{
	if (store->head_known)
		return true;
	if (!rc_audit_last(store, &store->lines, store->head, err))
		return false;
	store->lines_kept = store->lines;
	store->head_known = true;
	return true;
}

static bool
set_meta(struct rc_store *store, const char *name, const char *value,
         struct rc_err *err)
{
	const struct rc_value values[] = {
		rc_value_text(name),
		rc_value_text(value),
	};
	struct rc_stmt *stmt = NULL;
	bool done = rc_store_keep(store,
	                          "UPDATE meta SET value = $2 WHERE name = $1",
	                          RC_SQL_LIFTED, &stmt, err) &&
	            rc_stmt_run(stmt, values, RC_COUNT(values), err);

	rc_stmt_free(stmt);
	return done;
}

bool
rc_audit_keep_head(struct rc_store *store, struct rc_err *err)
{
	char digits[24];

	if (!store->head_known || store->lines == store->lines_kept)
		return true;
	(void)snprintf(digits, sizeof(digits), "%lld", (long long)store->lines);
	if (!set_meta(store, "audit_head", store->head, err) ||
	    !set_meta(store, "audit_lines", digits, err))
		return false;
	store->lines_kept = store->lines;
	return true;
}

/* --- appending ------------------------------------------------------------ */

static bool
same_bits(const struct rc_value *a, const struct rc_value *b)
{
	return a->type == b->type && a->i == b->i && a->s.p == b->s.p &&
	       a->s.n == b->s.n;
}

/* Most lines of a batch share who, when and why: those are bound once. What
 * moves from line to line is bound anew. */
static bool
insert(struct rc_store *store, const struct rc_value values[RC_LINE_COLUMNS],
       struct rc_err *err)
{
	static const bool shared[RC_LINE_COLUMNS] = {
		[1] = true, [2] = true, [3] = true,
		[4] = true, [7] = true, [9] = true,
	};
	enum rc_step step = RC_STEP_FAILED;
	int i;

	for (i = 0; i < RC_LINE_COLUMNS; i++) {
		if (shared[i] && store->bound_batch == values[3].i &&
		    same_bits(&store->bound[i], &values[i]))
			continue;
		if (!rc_stmt_bind(store->append, i + 1, &values[i], err))
			goto out;
		store->bound[i] = values[i];
	}
	store->bound_batch = values[3].i;
	step = rc_stmt_step(store->append, err);
out:
	rc_stmt_done(store->append);
	if (step == RC_STEP_FAILED)
		store->bound_batch = 0;
	return step != RC_STEP_FAILED;
}

bool
rc_audit_append(struct rc_store *store, struct rc_audit *line,
                struct rc_err *err)
{
	static const char text[] =
	        "INSERT INTO audit (id, at, who, batch, kind, record, key, "
	        "action, changes, reason, hash) VALUES ($1, $2, $3, $4, $5, "
	        "$6, $7, $8, $9, $10, $11)";
	struct rc_value values[RC_LINE_COLUMNS];
	char hash[RC_CHAIN_HEX];

	if (!know_head(store, err) ||
	    !rc_store_keep(store, text, RC_SQL_LIFTED, &store->append, err))
		return false;
	line->head.id = store->lines + 1;
	if (!chain(store, store->head, line, hash, err))
		return false;
	values[0] = RC_VALUE_INT(line->head.id);
	values[1] = RC_VALUE_INT(line->at);
	values[2] = rc_value_text(line->who);
	values[3] = RC_VALUE_INT(line->batch.id);
	values[4] = rc_value_text(line->kind);
	values[5] = RC_VALUE_INT(line->record);
	values[6] = rc_value_text(line->key);
	values[7] = RC_VALUE_INT(line->action);
	values[8] = rc_value_text(line->changes);
	values[9] = rc_value_text(line->reason);
	values[10] = rc_value_text(hash);
	if (!insert(store, values, err))
		return false;
	store->lines++;
	memcpy(store->head, hash, RC_CHAIN_HEX);
	return true;
}

/* --- recomputing ---------------------------------------------------------- */

static bool
open_lines(struct rc_store *store, struct rc_table **table,
           struct rc_stmt **ret, struct rc_err *err)
{
	if (!rc_store_table(store, &rc_kind_audit, table, err))
		return false;
	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text, "SELECT %s FROM %s ORDER BY t.id",
	              (*table)->columns, (*table)->from);
	return rc_store_stmt(store, ret, err);
}

/* Did the text at place `at` once stand at another place? Looks for a line
 * number with which it fits its own hash. */
struct misplaced {
	const struct rc_audit *line; /* as read at place `at` */
	char before[RC_CHAIN_HEX];   /* hash of the line before the candidate */
	int64_t found;
};

static bool
fits(struct rc_store *store, struct misplaced *m, int64_t place,
     struct rc_err *err)
{
	struct rc_audit line = *m->line;
	char hash[RC_CHAIN_HEX];

	line.head.id = place;
	if (!chain(store, m->before, &line, hash, err))
		return false;
	if (rc_text_eq(hash, line.hash))
		m->found = place;
	return true;
}

static bool
find_place(struct rc_store *store, const struct rc_audit *line,
           int64_t *ret_place, struct rc_err *err)
{
	struct misplaced m = { .line = line };
	enum rc_step step = RC_STEP_FAILED;
	struct rc_stmt *stmt;
	int64_t place = 0;

	if (!rc_sql_cached(store->sql, "SELECT hash, id FROM audit ORDER BY id",
	                   &stmt, err))
		return false;
	memcpy(m.before, origin, sizeof(m.before));
	while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW) {
		struct rc_str hash = rc_stmt_column(stmt, 0).s;

		place = rc_stmt_column(stmt, 1).i;
		if (hash.n != RC_CHAIN_HEX - 1)
			break;
		/* Neighbours that changed places: its forerunner comes next. */
		if (place == line->head.id + 1)
			memcpy(m.before, hash.p, hash.n);
		if (place != line->head.id && !fits(store, &m, place, err)) {
			step = RC_STEP_FAILED;
			break;
		}
		if (m.found != 0)
			break;
		memcpy(m.before, hash.p, hash.n);
	}
	rc_stmt_done(stmt);
	if (step == RC_STEP_FAILED)
		return false;
	*ret_place = m.found;
	return true;
}

static void
say(struct rc_chain *ret, int64_t at, const char *sentence)
{
	ret->bad_at = at;
	(void)snprintf(ret->problem, sizeof(ret->problem), "%s", sentence);
}

/* The line does not fit: why? The chain before it holds, so its own text is
 * not what was written there. */
static bool
blame(struct rc_store *store, const struct rc_audit *line, struct rc_chain *ret,
      struct rc_err *err)
{
	char sentence[160];
	int64_t place = 0;

	if (!find_place(store, line, &place, err))
		return false;
	if (place != 0)
		(void)snprintf(sentence, sizeof(sentence),
		               _("line %lld is out of order: it was line %lld"),
		               (long long)line->head.id, (long long)place);
	else
		(void)snprintf(sentence, sizeof(sentence),
		               _("line %lld was changed"),
		               (long long)line->head.id);
	say(ret, line->head.id, sentence);
	return true;
}

static bool
take_line(struct rc_store *store, const struct rc_audit *line,
          struct rc_chain *ret, struct rc_err *err)
{
	char hash[RC_CHAIN_HEX];
	char sentence[160];

	if (line->head.id != ret->lines + 1) {
		(void)snprintf(sentence, sizeof(sentence),
		               _("line %lld is missing"),
		               (long long)ret->lines + 1);
		say(ret, ret->lines + 1, sentence);
		return true;
	}
	if (!chain(store, ret->head, line, hash, err))
		return false;
	if (!rc_text_eq(hash, line->hash))
		return blame(store, line, ret, err);
	ret->lines++;
	memcpy(ret->head, hash, RC_CHAIN_HEX);
	return true;
}

static bool
walk(struct rc_store *store, struct rc_chain *ret, struct rc_err *err)
{
	enum rc_step step = RC_STEP_FAILED;
	struct rc_table *table;
	struct rc_arena arena;
	struct rc_stmt *stmt;
	struct rc_audit line;

	if (!open_lines(store, &table, &stmt, err))
		return false;
	rc_arena_init(&arena);
	while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW) {
		rc_arena_clear(&arena);
		if (!rc_row_read_stored(table, stmt, &arena, &line, err) ||
		    !take_line(store, &line, ret, err)) {
			step = RC_STEP_FAILED;
			break;
		}
		if (ret->bad_at != 0)
			break;
	}
	rc_stmt_done(stmt);
	rc_arena_fini(&arena);
	return step != RC_STEP_FAILED;
}

static bool
compare_head(struct rc_store *store, struct rc_chain *ret, struct rc_err *err)
{
	char head[RC_CHAIN_HEX];
	char sentence[160];
	int64_t lines;

	if (!rc_audit_last(store, &lines, head, err))
		return false;
	if (lines > ret->lines) {
		(void)snprintf(sentence, sizeof(sentence),
		               _("line %lld is missing at the end"),
		               (long long)ret->lines + 1);
		say(ret, ret->lines + 1, sentence);
	} else if (lines < ret->lines) {
		(void)snprintf(sentence, sizeof(sentence),
		               _("line %lld was added from outside"),
		               (long long)lines + 1);
		say(ret, lines + 1, sentence);
	} else if (!rc_text_eq(head, ret->head)) {
		(void)snprintf(sentence, sizeof(sentence), "%s",
		               _("the head does not belong to this chain"));
		say(ret, lines == 0 ? 1 : lines, sentence);
	}
	return true;
}

bool
rc_audit_recompute(struct rc_store *store, struct rc_chain *ret,
                   struct rc_err *err)
{
	struct rc_chain verdict = { 0 };
	bool within = rc_sql_in_tx(store->sql);
	bool done;

	memcpy(verdict.head, origin, sizeof(verdict.head));
	if (!within && !rc_sql_begin(store->sql, RC_TX_READ, "verify", err))
		return false;
	done = walk(store, &verdict, err) &&
	       (verdict.bad_at != 0 || compare_head(store, &verdict, err));
	if (!within)
		rc_sql_abort(store->sql);
	if (done)
		*ret = verdict;
	return done;
}
