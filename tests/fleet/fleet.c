/* SPDX-License-Identifier: MIT */
/*
 * fleet - reads the CSV with libcsv and keeps what can be simulated (fleet.h).
 */
#include "fleet.h"

#include <arpa/inet.h>
#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FILE_MAX = 256 << 20, COLUMNS_MAX = 256, ROW_MAX = 64 << 10 };

struct reader {
	struct fleet *fleet;
	const struct fleet_want *want;
	int map[COLUMNS_MAX];		/* position in the file -> column, or -1 */
	bool in_body, seen_host;
	size_t position, record;	/* field in its row; row of the file, from 1 */
	char row[ROW_MAX];
	size_t row_len;
	size_t at[COL_COUNT];		/* where a column's text begins in row, 0: empty */
	char *err;
	size_t err_max;
	bool failed;
};

static void
fail(struct reader *r, const char *what, const char *value)
{
	if (r->failed)
		return;
	r->failed = true;
	snprintf(r->err, r->err_max, "%s: row %zu: %s%s%.60s", r->want->path, r->record, what,
	    *value ? ": " : "", value);
}

static void
header_field(struct reader *r, const char *text, size_t n)
{
	int col = -1;

	if (r->position >= COLUMNS_MAX) {
		fail(r, "too many columns", "");
		return;
	}
	for (int i = 0; i < COL_COUNT; i++) {
		const char *name = host_column_name((enum column)i);

		if (strlen(name) == n && !strncasecmp(name, text, n))
			col = i;
	}
	r->map[r->position] = col;
	r->seen_host |= col == COL_HOST;
}

static void
body_field(struct reader *r, const char *text, size_t n)
{
	int col = r->position < COLUMNS_MAX ? r->map[r->position] : -1;

	if (col < 0 || n == 0)
		return;
	if (n >= ROW_MAX - r->row_len) {
		fail(r, "row too long", "");
		return;
	}
	r->at[col] = r->row_len;
	for (size_t i = 0; i < n; i++) {
		char c = text[i];

		/* A fact is one line, and NUL would end it early. */
		r->row[r->row_len++] = c == '\n' || c == '\r' || c == '\t' || c == '\0' ? ' ' : c;
	}
	r->row[r->row_len++] = '\0';
}

static void
on_field(void *text, size_t n, void *arg)
{
	struct reader *r = arg;

	if (r->failed)
		return;
	if (r->in_body)
		body_field(r, text, n);
	else
		header_field(r, text, n);
	r->position++;
}

static bool
parse_port(const char *text, uint16_t fallback, uint16_t *ret_port)
{
	char *end;
	unsigned long value;

	if (!*text) {
		*ret_port = fallback;
		return true;
	}
	errno = 0;
	value = strtoul(text, &end, 10);
	if (errno || *end || *text < '0' || *text > '9' || value == 0 || value > 65535)
		return false;
	*ret_port = (uint16_t)value;
	return true;
}

static struct host *
host_slot(struct fleet *fleet)
{
	if (fleet->n == fleet->cap) {
		size_t cap = fleet->cap ? fleet->cap * 2 : 256;
		struct host *hosts = reallocarray(fleet->hosts, cap, sizeof(*hosts));

		if (!hosts)
			return NULL;
		fleet->hosts = hosts;
		fleet->cap = cap;
	}
	return &fleet->hosts[fleet->n];
}

/* Judges one finished row: taken, counted, or an error. */
static void
finish_row(struct reader *r)
{
	struct fleet *fleet = r->fleet;
	struct host host = { .fault = FAULT_NONE }, *slot;
	struct in_addr in;
	const char *fault;

	fleet->rows++;
	for (int i = 0; i < COL_COUNT; i++)
		host.col[i] = r->row + r->at[i];
	if (inet_pton(AF_INET, host.col[COL_HOST], &in) != 1 || ntohl(in.s_addr) >> 24 != 127) {
		fleet->elsewhere++;
		return;
	}
	if (!strcasecmp(host.col[COL_CONNECTIVITY], "isolated")) {
		fleet->isolated++;
		return;
	}
	host.addr = ntohl(in.s_addr);
	fault = host.col[COL_FAULT];
	if (!parse_port(host.col[COL_PORT], r->want->port, &host.port))
		fail(r, "bad port", host.col[COL_PORT]);
	else if (!fault_parse(fault, strcspn(fault, "@"), &host.fault)
	    || (fault[strcspn(fault, "@")] && host.fault != FAULT_RESET))
		fail(r, "unknown fault", fault);
	if (r->failed)
		return;
	host_settle(&host, r->want->seed, r->want->sound);
	if (!*fault)
		host.fault = fault_mix_pick(&r->want->mix, host_hash(&host, "fault"));
	slot = host_slot(fleet);
	host.row = slot ? malloc(r->row_len) : NULL;
	if (!host.row) {
		fail(r, "out of memory", "");
		return;
	}
	memcpy(host.row, r->row, r->row_len);
	for (int i = 0; i < COL_COUNT; i++)
		host.col[i] = host.row + r->at[i];
	*slot = host;
	fleet->n++;
}

static void
on_row(int end, void *arg)
{
	struct reader *r = arg;

	(void)end;
	if (r->failed)
		return;
	if (r->in_body)
		finish_row(r);
	else if (!r->seen_host)
		fail(r, "the header has no column", "host");
	r->in_body = true;
	r->record++;
	r->position = 0;
	memset(r->at, 0, sizeof(r->at));
	r->row[0] = '\0';
	r->row_len = 1;		/* offset 0 is the empty text */
}

/* The delimiter that the header line holds most of. */
static unsigned char
guess_delimiter(const char *text)
{
	size_t commas = 0, semicolons = 0;

	for (; *text && *text != '\n'; text++) {
		commas += *text == ',';
		semicolons += *text == ';';
	}
	return semicolons > commas ? ';' : ',';
}

static bool
parse(struct reader *r, const char *text, size_t n)
{
	struct csv_parser parser;
	bool good;

	if (n >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		n -= 3;
	}
	if (csv_init(&parser, CSV_APPEND_NULL) != 0) {
		fail(r, "out of memory", "");
		return false;
	}
	csv_set_delim(&parser, guess_delimiter(text));
	good = csv_parse(&parser, text, n, on_field, on_row, r) == n
	    && csv_fini(&parser, on_field, on_row, r) == 0;
	if (!good)
		fail(r, csv_strerror(csv_error(&parser)), "");
	else if (!r->in_body)
		fail(r, "empty file", "");
	csv_free(&parser);
	return !r->failed;
}

static int
by_endpoint(const void *va, const void *vb)
{
	const struct host *a = *(struct host *const *)va, *b = *(struct host *const *)vb;

	if (a->addr != b->addr)
		return a->addr < b->addr ? -1 : 1;
	if (a->port != b->port)
		return a->port < b->port ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* Keeps the first row of each (host, port), in the order of the file. */
static bool
drop_doubles(struct fleet *fleet)
{
	struct host **order = calloc(fleet->n + 1, sizeof(struct host *));
	size_t kept = 0;

	if (!order)
		return false;
	for (size_t i = 0; i < fleet->n; i++)
		order[i] = &fleet->hosts[i];
	qsort(order, fleet->n, sizeof(struct host *), by_endpoint);
	for (size_t i = 1, first = 0; i < fleet->n; i++) {
		if (order[i]->addr == order[first]->addr && order[i]->port == order[first]->port) {
			host_fini(order[i]);
			order[i]->port = 0;
			fleet->doubles++;
		} else {
			first = i;
		}
	}
	for (size_t i = 0; i < fleet->n; i++)
		if (fleet->hosts[i].port)
			fleet->hosts[kept++] = fleet->hosts[i];
	fleet->n = kept;
	free(order);
	return true;
}

char *
fleet_read_file(const char *path, size_t max_bytes, size_t *ret_bytes)
{
	FILE *f = fopen(path, "re");
	size_t cap = 4096, n = 0;
	char *text = f ? malloc(cap) : NULL;

	while (text) {
		n += fread(text + n, 1, cap - n - 1, f);
		if (n + 1 < cap)
			break;
		cap *= 2;
		char *more = cap <= max_bytes * 2 ? realloc(text, cap) : NULL;
		if (!more) {
			errno = EFBIG;
			free(text);
		}
		text = more;
	}
	if (text && ferror(f)) {
		free(text);
		text = NULL;
		errno = EIO;
	}
	if (f)
		fclose(f);
	if (text) {
		text[n] = '\0';
		*ret_bytes = n;
	}
	return text;
}

bool
fleet_load(struct fleet *ret_fleet, const struct fleet_want *want, char *ret_err, size_t n)
{
	struct fleet fleet = { 0 };
	struct reader *r;
	size_t bytes = 0;
	char *text = fleet_read_file(want->path, FILE_MAX, &bytes);
	bool good = false;

	if (!text) {
		snprintf(ret_err, n, "%s: %s", want->path, strerror(errno));
		return false;
	}
	snprintf(ret_err, n, "out of memory");
	r = calloc(1, sizeof(*r));
	if (r) {
		r->fleet = &fleet;
		r->want = want;
		r->record = 1;
		r->err = ret_err;
		r->err_max = n;
		good = parse(r, text, bytes) && drop_doubles(&fleet);
		if (!good)
			fail(r, "out of memory", "");
	}
	free(r);
	free(text);
	if (!good) {
		fleet_fini(&fleet);
		return false;
	}
	*ret_fleet = fleet;
	return true;
}

void
fleet_fini(struct fleet *fleet)
{
	for (size_t i = 0; i < fleet->n; i++)
		host_fini(&fleet->hosts[i]);
	free(fleet->hosts);
	*fleet = (struct fleet){ 0 };
}
