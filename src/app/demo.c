/* SPDX-License-Identifier: MIT */
/*
 * demo - the sample province: real agencies, made-up posts and machines.
 *
 * The posts, devices, links and tokens are written as the CSV texts that an
 * office would send, and go in by the import; facts go in by the write path.
 * Most agencies are ready, some have flawed machines, some lack machines, so
 * that the verdict of 2026 is a close one.
 */
#include "app/demo_impl.h"

#include <rollcall/app/imports.h>
#include <rollcall/app/records.h>
#include <rollcall/base/data.h>
#include <rollcall/base/map.h>
#include <rollcall/model/post.h>

#include <string.h>

#define TEXT_MAX ((size_t)256 << 20)

static const char posts_header[] =
        "code;agency;title;title_group;holder;signer;handler;profile;"
        "valid_from\r\n";
static const char devices_header[] =
        "asset_tag;serial;hostname;category;manufacturer;model;status;agency;"
        "post;ownership;connectivity;host;port;ssh_user;purchase_date;"
        "in_service_date;cost;supplier;warranty_months;warranty_end;os;"
        "os_version;cpu;ram_mb;disk_gb;mac\r\n";
static const char links_header[] =
        "code;agency;type;status;provider;medium;down_kbps;up_kbps;controlled;"
        "available_bp;start_date;end_date;notice_days;price;price_per\r\n";
static const char tokens_header[] =
        "serial;post;issuer;status;valid_from;valid_to\r\n";
static const char leaders_header[] = "code;leader\r\n";

#define PICK(demo, words) (words)[demo_random((demo), (unsigned)words##_n)]

/* --- one agency ---------------------------------------------------------- */

/* The flaw of the next computer, as the agency stands. */
static enum demo_flaw
flaw_choose(struct demo *demo)
{
	if (demo->mood == DEMO_READY || !demo_chance(demo, 15))
		return DEMO_SOUND;
	return (enum demo_flaw)(1 + demo_random(demo, DEMO_FLAWS - 1));
}

static bool
token_add(struct demo *demo, const char *post, struct rc_err *err)
{
	rc_date from = demo->today - 100 - (rc_date)demo_random(demo, 900);

	rc_buf_printf(&demo->tokens, "BCY-%s;%s;Ban Cơ yếu Chính phủ;active;",
	              post, post);
	rc_date_put_dmy(&demo->tokens, from);
	rc_buf_putc(&demo->tokens, ';');
	rc_date_put_dmy(&demo->tokens, rc_date_add_months(from, 60));
	rc_buf_puts(&demo->tokens, "\r\n");
	return rc_buf_done(&demo->tokens, err);
}

/* The machines of one post: a computer, for groups I-VI also a portable. */
static bool
post_equip(struct demo *demo, const char *post, const char *group,
           struct rc_err *err)
{
	bool leader = strcmp(group, "VII") != 0 && strcmp(group, "VIII") != 0;
	bool laptop = demo_chance(demo, 25) && !leader;
	struct demo_want want = { .category = laptop ? "laptop" : "desktop",
		                  .post = post,
		                  .status = "in_use" };

	if (demo->mood == DEMO_SHORT && demo_chance(demo, 22))
		return true; /* still waiting for one */
	want.flaw = flaw_choose(demo);
	if (!demo_machine_add(demo, &want, err))
		return false;
	if (!leader || !demo_chance(demo, 70))
		return true;
	want.category = demo_chance(demo, 80) ? "laptop" : "tablet";
	want.flaw = DEMO_SOUND;
	return demo_machine_add(demo, &want, err);
}

static bool
post_add(struct demo *demo, const struct demo_title *title, struct rc_err *err)
{
	char post[64], holder[128];
	bool handler = !demo_chance(demo, 10) || title->signer;

	(void)snprintf(post, sizeof(post), "%s-%02u", demo->agency,
	               ++demo->nposts);
	(void)snprintf(holder, sizeof(holder), "%s %s %s",
	               PICK(demo, demo_surnames), PICK(demo, demo_middles),
	               PICK(demo, demo_givens));
	if (demo->nposts == 1) /* the head of the agency */
		rc_buf_printf(&demo->leaders, "%s;%s\r\n", demo->agency,
		              holder);
	rc_buf_printf(&demo->posts, "%s;%s;%s;%s;%s;%s;%s;office;", post,
	              demo->agency, title->title, title->group, holder,
	              title->signer ? "yes" : "no", handler ? "yes" : "no");
	rc_buf_puts(&demo->posts, "01/07/2025\r\n");
	if (!rc_buf_done(&demo->posts, err))
		return false;
	if ((title->signer || handler) &&
	    (demo->mood == DEMO_READY || !demo_chance(demo, 8)) &&
	    !token_add(demo, post, err))
		return false;
	return post_equip(demo, post, title->group, err);
}

static bool
posts_add(struct demo *demo, struct rc_err *err)
{
	const struct demo_title *title = demo->tier == RC_TIER_PROVINCE
	                                         ? demo_province_titles
	                                         : demo_commune_titles;

	for (; title->title != NULL; title++) {
		unsigned n = title->least +
		             demo_random(demo, title->most - title->least + 1);

		while (n-- > 0) {
			if (!post_add(demo, title, err))
				return false;
		}
	}
	return true;
}

/* Printers, a scanner, one isolated machine for secret work, spares. */
static bool
shared_add(struct demo *demo, struct rc_err *err)
{
	static const struct {
		struct demo_want want;
		unsigned chance; /* percent of agencies that have one */
	} extras[] = {
		{ { "scanner", NULL, "in_use", false, DEMO_SILENT }, 100 },
		{ { "desktop", NULL, "in_use", true, DEMO_SOUND }, 100 },
		{ { "desktop", NULL, "in_stock", false, DEMO_SILENT }, 25 },
		{ { "desktop", NULL, "broken", false, DEMO_OLD }, 20 },
	};
	struct demo_want printer = { .category = "printer",
		                     .flaw = DEMO_SILENT };
	unsigned printers = demo->nposts / 4 + 1;

	if (demo->mood == DEMO_SHORT)
		printers -= printers / 3;
	while (printers-- > 0) {
		printer.status = demo_chance(demo, 94) ? "in_use" : "repair";
		if (!demo_machine_add(demo, &printer, err))
			return false;
	}
	for (size_t i = 0; i < RC_COUNT(extras); i++) {
		if (demo_chance(demo, extras[i].chance) &&
		    !demo_machine_add(demo, &extras[i].want, err))
			return false;
	}
	return true;
}

static bool
link_add(struct demo *demo, struct rc_err *err)
{
	bool province = demo->tier == RC_TIER_PROVINCE;
	rc_date start = demo->today - 200 - (rc_date)demo_random(demo, 300);
	struct rc_buf *b = &demo->links;

	rc_buf_printf(b,
	              "TSLCD-%s;%s;dedicated;active;%s;cáp quang;%u;%u;yes;"
	              "%u;",
	              demo->agency, demo->agency, PICK(demo, demo_providers),
	              province ? 300000u : 100000u,
	              province ? 300000u : 100000u,
	              9900 + demo_random(demo, 100));
	rc_date_put_dmy(b, start);
	rc_buf_putc(b, ';');
	rc_date_put_dmy(b, rc_date_add_months(start, 24));
	rc_buf_printf(b, ";60;%u;month\r\n", province ? 5500000u : 2500000u);
	return rc_buf_done(b, err);
}

/* Half of the agencies that are in order, and two thirds of the others, are
 * in the simulated fleet until it is full. */
static bool
agency_add(struct demo *demo, const char *code, enum rc_tier tier,
           struct rc_err *err)
{
	unsigned draw;

	/* Each agency draws from its own source, so that one more machine in
	 * one does not change all the others. */
	demo->random = demo->options->seed ^ rc_hash(code, strlen(code));
	draw = demo_random(demo, 100);
	demo->agency = code;
	demo->tier = tier;
	demo->mood = draw < 60   ? DEMO_READY
	             : draw < 78 ? DEMO_FLAWED
	                         : DEMO_SHORT;
	demo->reachable = demo_chance(demo, demo->mood == DEMO_READY ? 25 : 66);
	demo->nposts = 0;
	demo->nmachines = 0;
	return posts_add(demo, err) && shared_add(demo, err) &&
	       link_add(demo, err);
}

/* --- all of them --------------------------------------------------------- */

/* The country: agencies are numbered within the real 34 provinces. */
static bool
country_load(struct demo *demo, struct rc_err *err)
{
	struct rc_str rest = rc_data_str(rc_data_find("demo/provinces.csv"));
	struct rc_str line, code, name, kind, count;
	struct rc_buf b;
	int64_t n;
	bool ok;

	rc_buf_init(&b, TEXT_MAX);
	rc_buf_puts(&b, "code,name,kind,tier,parent,in_quota,valid_from\r\n");
	(void)rc_str_split(&rest, '\n', &line); /* the header */
	while (rc_str_split(&rest, '\n', &line) && line.n != 0) {
		if (!rc_str_split(&line, ',', &code) ||
		    !rc_str_split(&line, ',', &name) ||
		    !rc_str_split(&line, ',', &kind) ||
		    !rc_str_split(&line, ',', &count) ||
		    !rc_str_int(count, 1, 999, &n))
			break;
		rc_buf_printf(&b,
		              "%.*s,Văn phòng Tỉnh ủy %.*s,party-advisory,"
		              "province,,yes,2025-07-01\r\n",
		              (int)code.n, code.p, (int)name.n, name.p);
		for (int64_t i = 1; i <= n; i++)
			rc_buf_printf(&b,
			              "%.*s.%03d,Đảng ủy số %d %.*s,"
			              "party-committee,commune,%.*s,yes,"
			              "2025-07-01\r\n",
			              (int)code.n, code.p, (int)i, (int)i,
			              (int)name.n, name.p, (int)code.n, code.p);
	}
	ok = rc_buf_done(&b, err) &&
	     demo_text_load(demo, &rc_kind_agency, "agencies.csv", &b, err);
	rc_buf_fini(&b);
	return ok;
}

static bool
agencies_add(struct demo *demo, struct rc_err *err)
{
	struct rc_view view;
	struct rc_agency *agencies;
	void *rows;
	size_t n;

	if (!rc_view_parse(&rc_kind_agency, "in_quota=yes sort=code",
	                   demo->today, &demo->arena, &view, err) ||
	    !rc_records_all(demo->app, &view, &demo->arena, &rows, &n, err))
		return false;
	agencies = rows;
	for (size_t i = 0; i < n; i++) {
		if (!agency_add(demo, agencies[i].code,
		                (enum rc_tier)agencies[i].tier, err))
			return false;
	}
	return true;
}

/* The heads of agencies, who were made up with the posts. */
static bool
leaders_load(struct demo *demo, struct rc_err *err)
{
	return demo_text_update(demo, &rc_kind_agency, "leaders.csv",
	                        &demo->leaders, err);
}

static bool
demo_run(struct demo *demo, struct rc_err *err)
{
	bool country = demo->options->size == RC_DEMO_COUNTRY;

	if (!rc_plan_load(demo->app, "dong-nai-2025-2028", err))
		return false;
	if (!(country ? country_load(demo, err)
	              : rc_plan_load(demo->app, "dong-nai-roster", err)))
		return false;
	return agencies_add(demo, err) &&
	       demo_text_load(demo, &rc_kind_post, "posts.csv", &demo->posts,
	                      err) &&
	       demo_text_load(demo, &rc_kind_device, "devices.csv",
	                      &demo->devices, err) &&
	       demo_text_load(demo, &rc_kind_link, "links.csv", &demo->links,
	                      err) &&
	       demo_text_load(demo, &rc_kind_token, "tokens.csv", &demo->tokens,
	                      err) &&
	       leaders_load(demo, err) &&
	       (country || demo_papers_load(demo, err)) &&
	       demo_facts_write(demo, err);
}

bool
rc_demo_fill(struct rc_app *app, const struct rc_demo_options *options,
             struct rc_err *err)
{
	struct demo demo = { .app = app, .options = options };
	struct {
		struct rc_buf *text;
		const char *header;
	} texts[] = { { &demo.posts, posts_header },
		      { &demo.devices, devices_header },
		      { &demo.links, links_header },
		      { &demo.tokens, tokens_header },
		      { &demo.leaders, leaders_header } };
	bool ok;

	rc_arena_init(&demo.arena);
	demo.today = rc_app_today(app);
	demo.last_machine = &demo.machines;
	for (size_t i = 0; i < RC_COUNT(texts); i++) {
		rc_buf_init(texts[i].text, TEXT_MAX);
		rc_buf_puts(texts[i].text, texts[i].header);
	}
	ok = demo_run(&demo, err);
	for (size_t i = 0; i < RC_COUNT(texts); i++)
		rc_buf_fini(texts[i].text);
	rc_arena_fini(&demo.arena);
	return ok;
}
