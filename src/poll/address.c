/* SPDX-License-Identifier: MIT */
/* address - numeric addresses, and host:port in both directions. */
#include "poll/address.h"

#include <rollcall/base/i18n.h>

#include <arpa/inet.h>
#include <string.h>

void
rc_address_set_port(struct rc_address *address, int64_t port)
{
	if (address->sa.any.sa_family == AF_INET6)
		address->sa.v6.sin6_port = htons((uint16_t)port);
	else
		address->sa.v4.sin_port = htons((uint16_t)port);
}

bool
rc_address_numeric(const char *host, int64_t port, struct rc_address *ret)
{
	struct rc_address a = { .n = 0 };

	if (inet_pton(AF_INET, host, &a.sa.v4.sin_addr) == 1) {
		a.sa.v4.sin_family = AF_INET;
		a.n = sizeof(a.sa.v4);
	} else if (inet_pton(AF_INET6, host, &a.sa.v6.sin6_addr) == 1) {
		a.sa.v6.sin6_family = AF_INET6;
		a.n = sizeof(a.sa.v6);
	} else {
		return false;
	}
	rc_address_set_port(&a, port);
	*ret = a;
	return true;
}

void
rc_address_put(struct rc_buf *b, const char *host, int64_t port)
{
	bool bracket = strchr(host, ':') != NULL;

	rc_buf_printf(b, "%s%s%s:%lld", bracket ? "[" : "", host,
	              bracket ? "]" : "", (long long)port);
}

bool
rc_address_split(const char *text, char *ret_host, size_t size,
                 int64_t *ret_port, struct rc_err *err)
{
	struct rc_str host = rc_str_trim(rc_str_of(text)), port = RC_STR("");
	const char *colon = NULL, *close = NULL;
	int64_t number = RC_SSH_PORT;

	if (host.n > 0 && host.p[0] == '[')
		close = memchr(host.p, ']', host.n);
	else
		colon = memchr(host.p, ':', host.n);
	if (close != NULL) {
		port = (struct rc_str){ close + 1,
			                (size_t)(host.p + host.n - close) - 1 };
		host = (struct rc_str){ host.p + 1,
			                (size_t)(close - host.p) - 1 };
		if (port.n > 0 && *port.p != ':')
			host.n = 0;
	} else if (colon != NULL &&
	           memchr(colon + 1, ':',
	                  (size_t)(host.p + host.n - colon) - 1) == NULL) {
		port = (struct rc_str){ colon,
			                (size_t)(host.p + host.n - colon) };
		host.n = (size_t)(colon - host.p);
	}
	if (port.n > 0) {
		port.p++;
		port.n--;
		if (!rc_str_int(port, 1, 65535, &number))
			host.n = 0;
	}
	if (host.n == 0 || host.n >= size)
		return rc_fail(err, RC_EINVALID,
		               _("\"%s\" is not host, host:port or "
		                 "[address]:port"),
		               text);
	memcpy(ret_host, host.p, host.n);
	ret_host[host.n] = '\0';
	*ret_port = number;
	return true;
}
