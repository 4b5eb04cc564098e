/* SPDX-License-Identifier: MIT */
/*
 * contract - what was agreed with suppliers, and what is on its way: contracts
 * (purchase, line rental, services, licences, warranty), licences held,
 * roll-out waves, and orders. An order that is due before the end of a year
 * counts in the forecast of that year's quota (domain.md D10); an open one is
 * taken off what must be bought.
 */
#ifndef ROLLCALL_MODEL_CONTRACT_H
#define ROLLCALL_MODEL_CONTRACT_H

#include <rollcall/model/kind.h>

/* Lines of the provincial budget, in the order of 38-KH/TU III.7. */
enum rc_budget {
	RC_BUDGET_NONE,
	RC_BUDGET_INFRASTRUCTURE, /* 1 hạ tầng kỹ thuật CNTT */
	RC_BUDGET_DEVICES,        /* 2 thiết bị đầu cuối */
	RC_BUDGET_SOFTWARE, /* 3 hệ điều hành, phần mềm bản quyền */
	RC_BUDGET_SECURITY,     /* 4 giải pháp bảo đảm ATTT */
	RC_BUDGET_LINKS,        /* 5 thuê đường truyền, dịch vụ */
	RC_BUDGET_APPLICATIONS, /* 6 phần mềm đặc thù */
	RC_BUDGET_DIGITISATION, /* 7 số hóa */
	RC_BUDGET_MAINTENANCE,  /* 8 bảo hành, bảo trì, kiểm tra */
	RC_BUDGET_OTHER,        /* 9 nhiệm vụ chuyển đổi số khác */
	RC_BUDGETS
};
extern const struct rc_word rc_budget_words[];

enum rc_contract_sort {
	RC_CONTRACT_NONE,
	RC_CONTRACT_PURCHASE,
	RC_CONTRACT_LINK, /* thuê đường truyền */
	RC_CONTRACT_SERVICE,
	RC_CONTRACT_LICENCE,
	RC_CONTRACT_WARRANTY /* bảo hành, bảo trì */
};
extern const struct rc_word rc_contract_sort_words[];

struct rc_contract {
	struct rc_head head;
	const char *code; /* "12/2026/HĐMB" */
	const char *title;
	int sort; /* enum rc_contract_sort; field "kind" */
	struct rc_ref agency;
	const char *supplier;
	rc_date signed_date; /* none = not signed yet */
	rc_date start_date, end_date;
	int64_t notice_days; /* renewal must be decided so long before the end */
	rc_vnd amount;
	int budget;            /* enum rc_budget */
	const char *documents; /* where the papers are: minutes, invoice */
	const char *notes;
};

enum rc_licence_sort {
	RC_LICENCE_NONE,
	RC_LICENCE_OS,
	RC_LICENCE_OFFICE,
	RC_LICENCE_ANTIVIRUS,
	RC_LICENCE_OTHER
};
extern const struct rc_word rc_licence_sort_words[];

/* So many seats of a product, for an agency and what lies under it. */
struct rc_licence {
	struct rc_head head;
	const char *code;
	const char *product;
	int sort; /* enum rc_licence_sort; field "kind" */
	struct rc_ref agency;
	int64_t quantity;
	rc_vnd price;                 /* of one seat */
	rc_date start_date, end_date; /* without an end: for ever */
	struct rc_ref contract;
	const char *notes;
};

enum rc_wave_status {
	RC_WAVE_NONE,
	RC_WAVE_PLANNED,
	RC_WAVE_RUNNING,
	RC_WAVE_DONE,
	RC_WAVE_CANCELLED
};
extern const struct rc_word rc_wave_status_words[];

/* A step of the roll-out: an agency with all under it, in a span of days. */
struct rc_wave {
	struct rc_head head;
	const char *code;
	const char *name;
	struct rc_ref agency;
	int status;
	rc_date start_date, end_date;
	int64_t planned; /* devices */
	rc_vnd amount;   /* set aside */
	struct rc_ref contract;
	const char *notes;
};

enum rc_order_status {
	RC_ORDER_NONE,
	RC_ORDER_PLANNED, /* asked for, not yet bound: counts for nothing */
	RC_ORDER_ORDERED,
	RC_ORDER_DELIVERED, /* the devices themselves are recorded now */
	RC_ORDER_CANCELLED
};
extern const struct rc_word rc_order_status_words[];

struct rc_order {
	struct rc_head head;
	const char *code;
	struct rc_ref agency; /* for whom */
	int item;             /* enum rc_item */
	struct rc_ref profile;
	int64_t quantity;
	rc_vnd price; /* of one */
	int status;
	rc_date ordered_on, deliver_on, delivered_on;
	struct rc_ref contract, wave;
	int budget;           /* enum rc_budget */
	const char *approval; /* the decision, when over the norm */
	const char *notes;
};

extern const struct rc_kind rc_kind_contract, rc_kind_licence, rc_kind_wave,
        rc_kind_order;

#endif
