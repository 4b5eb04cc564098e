/* SPDX-License-Identifier: MIT */
/* cmd_trust - the host keys that devices are known by. */
#include "commands.h"

#include <rollcall/app/polls.h>
#include <rollcall/app/review.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/link.h>

#include "near.h"
#include "out.h"
#include "rows.h"

#include <string.h>

static bool
accept(struct cli *cli, struct rc_err *err)
{
	const char *fingerprint;

	if (!rc_trust_accept(cli->app, cli_arg(cli, 1), cli_arg(cli, 2),
	                     cli->arena, &fingerprint, err))
		return false;
	cli_print(cli, "%s", fingerprint);
	cli_say(cli, _("%s is known by this key now"), cli_arg(cli, 1));
	return true;
}

static bool
revoke(struct cli *cli, struct rc_err *err)
{
	if (!rc_trust_revoke(cli->app, cli_arg(cli, 1), err))
		return false;
	cli_say(cli, _("the key of %s is trusted no more"), cli_arg(cli, 1));
	return true;
}

static void
say_line(void *ctx, const char *sentence)
{
	cli_say(ctx, "%s", sentence);
}

static bool
import(struct cli *cli, struct rc_err *err)
{
	const struct rc_trust_import how = { .path = cli_arg(cli, 1),
		                             .say = say_line,
		                             .ctx = cli };
	struct rc_trust_counts c;

	if (!rc_trust_import(cli->app, &how, &c, err))
		return false;
	cli_print(cli,
	          _("devices: pinned %llu, pinned before %llu, another key on "
	            "file %llu; lines: of no device %llu, not supported %llu, "
	            "unreadable %llu"),
	          (unsigned long long)c.added, (unsigned long long)c.same,
	          (unsigned long long)c.differing, (unsigned long long)c.others,
	          (unsigned long long)c.unsupported, (unsigned long long)c.bad);
	cli->refused = c.differing + c.unsupported + c.bad > 0;
	return true;
}

/* For machines: the same as rows. */
static const struct rc_column review_columns[] = {
	{ "key", N_("Review"), RC_CELL_TEXT, RC_LEFT },
	{ "what", N_("What"), RC_CELL_TEXT, RC_LEFT },
	{ "device", N_("Device"), RC_CELL_TEXT, RC_LEFT },
	{ "with", N_("With"), RC_CELL_TEXT, RC_LEFT },
	{ "field", N_("Field"), RC_CELL_TEXT, RC_LEFT },
	{ "value", N_("Value"), RC_CELL_TEXT, RC_LEFT },
};

static bool
put_review(void *ctx, const struct rc_review *r, struct rc_err *err)
{
	static const char *const whats[] = {
		[RC_REVIEW_OTHER_MACHINE] = "other_machine",
		[RC_REVIEW_WRONG_PLACE] = "wrong_place",
		[RC_REVIEW_SHARED] = "shared",
	};
	const struct rc_doc_cell cells[] = {
		rc_cell_text(r->key),    rc_cell_text(whats[r->what]),
		rc_cell_text(r->device), rc_cell_text(r->with),
		rc_cell_text(r->field),  rc_cell_text(r->value),
	};

	return rc_rows_put(ctx, cells, err);
}

static bool
print_rows(struct cli *cli, struct rc_err *err)
{
	const struct rc_rows rows = { review_columns, RC_COUNT(review_columns),
		                      NULL, NULL };
	struct rc_renderer renderer;
	struct cli_out out;
	bool done;

	if (!cli_out_open(&out, cli, err))
		return false;
	done = rc_rows_begin(&renderer, out.format, &rows, &out.style,
	                     &out.sink, err);
	if (done) {
		done = rc_review_each(cli->app, put_review, &renderer, err);
		if (done)
			done = rc_rows_end(&renderer, err);
		else
			rc_rows_drop(&renderer);
	}
	return cli_out_close(&out, done, err);
}

/* In English the name is the word; else the label. */
static const char *
field_word(const char *name)
{
	const struct rc_field *field =
	        rc_field_find(&rc_kind_facts, rc_str_of(name));

	return field == NULL || rc_lang() == RC_LANG_EN ? name
	                                                : _(field->label);
}

static bool
print_review(void *ctx, const struct rc_review *r, struct rc_err *err)
{
	struct cli *cli = ctx;

	(void)err;
	switch (r->what) {
	case RC_REVIEW_OTHER_MACHINE:
		cli_print(cli, _("%s: another machine answered the last time"),
		          r->device);
		break;
	case RC_REVIEW_WRONG_PLACE:
		cli_print(cli, _("%s: says the recorded %s of %s (%s)"),
		          r->device, field_word(r->field), r->with, r->value);
		break;
	case RC_REVIEW_SHARED:
		cli_print(cli, _("%s: has the same %s as %s (%s)"), r->device,
		          field_word(r->field), r->with, r->value);
		break;
	}
	cli_print(cli, "    --accept '%s'", r->key);
	return true;
}

static bool
review(struct cli *cli, struct rc_err *err)
{
	const char *key = cli_text(cli, "accept", NULL);

	if (key != NULL) {
		if (!rc_review_accept(cli->app, key,
		                      cli_text(cli, "reason", NULL), err))
			return false;
		cli_say(cli,
		        _("%s is accepted; it is asked anew when it "
		          "changes"),
		        key);
		return true;
	}
	return strcmp(cli_text(cli, "format", "text"), "text") == 0
	               ? rc_review_each(cli->app, print_review, cli, err)
	               : print_rows(cli, err);
}

static bool
list(struct cli *cli, struct rc_err *err)
{
	return cli_rows_list(cli, &rc_kind_pin, 1, err);
}

static bool
run_trust(struct cli *cli, struct rc_err *err)
{
	static const struct {
		const char *verb;
		size_t least;
		bool (*run)(struct cli *, struct rc_err *);
	} verbs[] = {
		{ "list", 1, list },     { "accept", 2, accept },
		{ "revoke", 2, revoke }, { "import", 2, import },
		{ "review", 1, review },
	};
	struct cli_near near = cli_near_start(cli_arg(cli, 0));
	size_t i;

	for (i = 0; i < RC_COUNT(verbs); i++) {
		cli_near_try(&near, verbs[i].verb);
		if (strcmp(cli_arg(cli, 0), verbs[i].verb) != 0)
			continue;
		if (cli->line.nargs < verbs[i].least)
			return rc_fail(err, RC_EUSAGE,
			               verbs[i].run == import
			                       ? _("which file? rollcall trust "
			                           "%s FILE")
			                       : _("which device? rollcall "
			                           "trust %s "
			                           "DEVICE|HOST[:PORT]"),
			               verbs[i].verb);
		return verbs[i].run(cli, err);
	}
	return cli_near_fail(&near, err,
	                     _("trust cannot \"%.60s\"; it can list, accept, "
	                       "revoke, import and review"),
	                     cli_arg(cli, 0));
}

static const struct cli_opt opts[] = {
	CLI_OPT_FORMAT("text|csv|json"),
	{ .name = "accept",
	  .type = CLI_TEXT,
	  .arg = "KEY",
	  .help = N_("of review: it was looked at and is right so; needs "
	             "--reason") },
	CLI_OPT_REASON,
};

const struct cli_command cli_trust = {
	.name = "trust",
	.args = "list [VIEW] | accept DEVICE|HOST[:PORT] [FINGERPRINT] | "
	        "revoke DEVICE|HOST[:PORT] | import FILE | "
	        "review [--accept KEY --reason TEXT]",
	.help = N_("host keys on file; accept prints the key it accepts"),
	.about = N_("Compare the fingerprint with what the device itself says "
	            "(ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), or "
	            "give it: another key is then refused.\n"
	            "import takes the keys of our devices from a known_hosts "
	            "file. review lists devices that may not be what the "
	            "record says: another machine at the address, duplicates, "
	            "clones. What a person accepts is "
	            "left out from then on, until it changes; `list reviews` "
	            "has what was accepted, undo takes it back."),
	.opts = opts,
	.nopts = RC_COUNT(opts),
	.least = 1,
	.most = 64,
	.needs = CLI_WRITES,
	.word = CLI_VERB,
	.verbs = "list|accept|revoke|import|review",
	.run = run_trust,
};
