/* SPDX-License-Identifier: MIT */
/*
 * answer - sentinel framing and what faults make of it (answer.h).
 */
#include "answer.h"

#include "facts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { VALUE_MAX = 1024, FLOOD_LINES = 200, NOEND_START = 8192, MANY_MACS = 20000,
	LINE_PART = 16384, GIGABYTE = 1 << 30 };

/* What fault `root` hides, and what is printed instead. */
static const struct {
	const char *key, *instead;
} root_keys[] = {
	{ "machine_id", "" },
	{ "serial", "" },
	{ "uuid", "" },
	{ "chassis", "" },
	{ "bios_date", "" },
	{ "disk_total_kb", "" },
	{ "volume_kb", "" },
	{ "disk_free_kb", "" },
	{ "disk_rotational", "" },
	{ "disk_encrypted", "unknown" },
	{ "firewall", "unknown" },
	{ "antivirus_running", "unknown" },
	{ "antivirus_date", "" },
	{ "updates_pending_security", "unknown" },
	{ "updates_last", "" },
	{ "scan_date", "" },
	{ "secure_boot", "unknown" },
	{ "tpm", "unknown" },
};
static const char root_list[] = "machine_id,serial,uuid,chassis,bios_date,disk_total_kb,"
				"volume_kb,disk_free_kb,disk_rotational,disk_encrypted,firewall,"
				"antivirus_running,antivirus_date,updates_pending_security,"
				"updates_last,scan_date,secure_boot,tpm";

static bool
is_hex(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void
answer_nonce(const unsigned char *script, size_t n, char ret_nonce[NONCE_MAX + 1])
{
	static const char mark[] = "ROLLCALL_NONCE";
	const unsigned char *p = n ? memmem(script, n, mark, sizeof(mark) - 1) : NULL;
	size_t len = 0;

	if (p) {
		const unsigned char *end = script + n;

		p += sizeof(mark) - 1;
		while (p < end && (*p == ' ' || *p == '=' || *p == '\'' || *p == '"'))
			p++;
		for (; p < end && is_hex(*p) && len < NONCE_MAX; p++)
			ret_nonce[len++] = (char)*p;
	}
	if (len)
		ret_nonce[len] = '\0';
	else
		memcpy(ret_nonce, "none", 5);
}

static void
put_text(struct wire_buf *text, const char *s)
{
	wire_put(text, s, strlen(s));
}

/* A value wrapped in what a terminal must never see. */
static void
put_escaped(struct wire_buf *text, const char *value)
{
	put_text(text, "\x1b[31m\xe2\x80\xae");		/* red, right-to-left override */
	put_text(text, value);
	put_text(text, "\x1b]0;owned\x07\xe2\x81\xa6\xff\xfe\xc3(\xed\xa0\x80\x1b[2J\x1b[0m");
}

void
answer_put(struct answer *a, const char *key, const char *format, ...)
{
	char value[VALUE_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(value, sizeof(value), format, args);
	va_end(args);
	for (size_t i = 0; a->host->fault == FAULT_ROOT && i < sizeof(root_keys) / sizeof(root_keys[0]);
	     i++)
		if (!strcmp(root_keys[i].key, key))
			snprintf(value, sizeof(value), "%s", root_keys[i].instead);
	put_text(a->text, key);
	put_text(a->text, "=");
	if (a->host->fault == FAULT_ESCAPE)
		put_escaped(a->text, value);
	else
		put_text(a->text, value);
	put_text(a->text, a->host->fault == FAULT_WINDOWS ? "\r\n" : "\n");
	a->lines++;
}

const char *
answer_needs_root(const struct answer *a)
{
	return a->host->fault == FAULT_ROOT ? root_list : "";
}

static void
put_sentinel(struct wire_buf *text, const char *nonce, const char *word, size_t number)
{
	char line[NONCE_MAX + 64];

	snprintf(line, sizeof(line), "--rollcall %s %s %zu\n", nonce, word, number);
	put_text(text, line);
}

static void
put_many_macs(struct answer *a)
{
	for (unsigned i = 0; i < MANY_MACS; i++)
		answer_put(a, "mac", "02:00:%02x:%02x:%02x:%02x", i >> 24 & 255u, i >> 16 & 255u,
		    i >> 8 & 255u, i & 255u);
}

static void
put_line_part(struct wire_buf *text, size_t n)
{
	unsigned char *room = wire_room(text, n);

	if (room)
		memset(room, 'x', n);
}

bool
answer_is_endless(const struct host *h)
{
	return h->fault == FAULT_FLOOD || h->fault == FAULT_NOEND || h->fault == FAULT_GIGABYTE;
}

void
answer_build(const struct host *h, const char *nonce, int64_t now_s, struct wire_buf *text)
{
	struct answer a = { .text = text, .host = h, .now_s = now_s };

	if (h->fault == FAULT_MENU) {
		put_text(text, "\x1b[2J 1) Status\r\n 2) Reboot\r\n 3) Exit\r\nChoice: ");
		return;
	}
	put_sentinel(text, nonce, "begin", 1);
	if (h->fault == FAULT_NOEND || h->fault == FAULT_GIGABYTE) {
		put_text(text, "os_pretty=");
		put_line_part(text, NOEND_START);
		return;
	}
	facts_put(&a);
	if (h->fault == FAULT_FLOOD)
		return;
	if (h->fault == FAULT_GARBLED) {
		put_sentinel(text, "deadbeef", "end", 3);
		return;
	}
	if (h->fault == FAULT_MACS)
		put_many_macs(&a);
	put_sentinel(text, nonce, "end", a.lines);
}

void
answer_more(const struct host *h, struct wire_buf *text, uint64_t turn)
{
	char line[64];

	if (h->fault == FAULT_GIGABYTE) {
		put_line_part(text, turn < GIGABYTE / LINE_PART ? LINE_PART : 1);
		return;
	}
	if (h->fault == FAULT_NOEND) {
		put_text(text, "xxxxxxxxxxxxxxxx");
		return;
	}
	for (unsigned i = 0; i < FLOOD_LINES; i++) {
		snprintf(line, sizeof(line), "flood%llu=%u never gonna stop\n",
		    (unsigned long long)turn, i);
		put_text(text, line);
	}
}
