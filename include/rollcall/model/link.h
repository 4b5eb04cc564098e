/* SPDX-License-Identifier: MIT */
/*
 * link - a data circuit of an agency, with its contract; token - a digital
 * signature held by a post; pin - the SSH host key that a device is known by.
 */
#ifndef ROLLCALL_MODEL_LINK_H
#define ROLLCALL_MODEL_LINK_H

#include <rollcall/model/kind.h>

enum rc_link_type {
	RC_LINK_NONE,
	RC_LINK_DEDICATED, /* mạng truyền số liệu chuyên dùng */
	RC_LINK_PARTY_WAN, /* mạng thông tin diện rộng của Đảng */
	RC_LINK_INTERNET
};
extern const struct rc_word rc_link_type_words[];

enum rc_link_status {
	RC_LINK_STATUS_NONE,
	RC_LINK_PLANNED,
	RC_LINK_ACTIVE,
	RC_LINK_DOWN,
	RC_LINK_ENDED
};
extern const struct rc_word rc_link_status_words[];

enum rc_price_per { RC_PER_NONE, RC_PER_MONTH, RC_PER_QUARTER, RC_PER_YEAR };
extern const struct rc_word rc_price_per_words[];

struct rc_link {
	struct rc_head head;
	const char *code; /* circuit id */
	struct rc_ref agency;
	int type;
	int status;
	const char *provider;
	const char *medium;
	int64_t down_kbps, up_kbps; /* contracted */
	int64_t measured_kbps;      /* what it carried when it was filled */
	rc_date measured_on;        /* of any of these three */
	int64_t used_kbps;     /* the busier way, between the last two polls */
	int64_t rtt_ms;        /* there and back: the poller and `device` */
	struct rc_ref device;  /* the router at the agency's end */
	const char *interface; /* of that; none = that of its default route */
	int controlled;        /* Internet passes the controlled gateway */
	int64_t available_bp;  /* basis points of the period: 9950 = 99,50% */
	rc_date start_date, end_date;
	int64_t notice_days;
	rc_vnd price;
	int price_per; /* enum rc_price_per */
	const char *notes;
};

enum rc_token_status {
	RC_TOKEN_NONE,
	RC_TOKEN_ACTIVE,
	RC_TOKEN_REVOKED,
	RC_TOKEN_LOST
};
extern const struct rc_word rc_token_status_words[];

struct rc_token {
	struct rc_head head;
	const char *serial;
	struct rc_ref post;
	const char *issuer;
	int status;
	rc_date valid_from, valid_to;
	const char *notes;
};

enum rc_pin_status { RC_PIN_NONE, RC_PIN_TRUSTED, RC_PIN_REVOKED };
extern const struct rc_word rc_pin_status_words[];

/* Key "host:port" (an IPv6 literal in brackets). */
struct rc_pin {
	struct rc_head head;
	const char *address;
	const char *algorithm;   /* "ssh-ed25519" */
	const char *fingerprint; /* "SHA256:..." as ssh-keygen -lf prints it */
	int status;
	rc_ms since; /* accepted at */
};

#endif
