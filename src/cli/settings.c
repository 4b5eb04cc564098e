/* SPDX-License-Identifier: MIT */
/* settings - from the table, the file, the environment, the command line. */
#include "settings.h"

#include <rollcall/base/file.h>
#include <rollcall/base/i18n.h>

#include <stdlib.h>
#include <string.h>

#define FILE_MAX_BYTES ((size_t)64 * 1024)

static const struct rc_conf_key keys[] = {
	{ .name = "db",
	  .type = RC_CONF_TEXT,
	  .env = "ROLLCALL_DB",
	  .help = N_("the file of the database") },
	{ .name = "lang",
	  .type = RC_CONF_CHOICE,
	  .choices = "vi|en",
	  .env = "ROLLCALL_LANG",
	  .help = N_("language; unset follows $LANG") },
	{ .name = "color",
	  .type = RC_CONF_CHOICE,
	  .fallback = "auto",
	  .choices = "auto|always|never",
	  .env = "ROLLCALL_COLOR",
	  .help = N_("colour in text") },
	{ .name = "poll.jobs",
	  .type = RC_CONF_INT,
	  .fallback = "64",
	  .min = 1,
	  .max = 1024,
	  .env = "ROLLCALL_POLL_JOBS",
	  .help = N_("devices asked at once") },
	{ .name = "poll.site_jobs",
	  .type = RC_CONF_INT,
	  .fallback = "32",
	  .min = 0,
	  .max = 1024,
	  .env = "ROLLCALL_POLL_SITE_JOBS",
	  .help = N_("devices of one agency asked at once; 0 = no limit") },
	{ .name = "poll.rate",
	  .type = RC_CONF_INT,
	  .fallback = "0",
	  .min = 0,
	  .max = 10000,
	  .env = "ROLLCALL_POLL_RATE",
	  .help = N_("new connections a second; 0 = no limit") },
	{ .name = "poll.retries",
	  .type = RC_CONF_INT,
	  .fallback = "0",
	  .min = 0,
	  .max = 10,
	  .env = "ROLLCALL_POLL_RETRIES",
	  .help = N_("how often a device that cannot be connected to is tried "
	             "again in the same poll") },
	{ .name = "poll.every",
	  .type = RC_CONF_INT,
	  .fallback = "86400",
	  .min = 1,
	  .max = 2678400,
	  .env = "ROLLCALL_POLL_EVERY",
	  .help = N_("seconds between two polls of a device that is "
	             "watched") },
	{ .name = "poll.keep_days",
	  .type = RC_CONF_INT,
	  .fallback = "400",
	  .min = 0,
	  .max = 36500,
	  .env = "ROLLCALL_POLL_KEEP_DAYS",
	  .help = N_("days for which poll --watch keeps the outcomes of polls; "
	             "0 = for ever") },
	{ .name = "poll.user",
	  .type = RC_CONF_TEXT,
	  .env = "ROLLCALL_POLL_USER",
	  .help = N_("whom to sign in as; unset: your login name") },
	{ .name = "poll.key",
	  .type = RC_CONF_TEXT,
	  .env = "ROLLCALL_POLL_KEY",
	  .help = N_("private key file; unset: the agent, then ~/.ssh") },
	{ .name = "poll.ssh_config",
	  .type = RC_CONF_TEXT,
	  .env = "ROLLCALL_POLL_SSH_CONFIG",
	  .help = N_("OpenSSH's configuration of hosts, or none; unset: "
	             "~/.ssh/config") },
	{ .name = "poll.sudo",
	  .type = RC_CONF_CHOICE,
	  .fallback = "no",
	  .choices = "no|yes",
	  .env = "ROLLCALL_POLL_SUDO",
	  .help = N_("let devices read through sudo -n what only root may "
	             "read") },
	{ .name = "poll.accept_new",
	  .type = RC_CONF_CHOICE,
	  .fallback = "no",
	  .choices = "no|yes",
	  .env = "ROLLCALL_POLL_ACCEPT_NEW",
	  .help = N_("trust the key of a device that is asked for the first "
	             "time") },
	{ .name = "csv.separator",
	  .type = RC_CONF_CHOICE,
	  .fallback = ",",
	  .choices = ",|;",
	  .help = N_("between the cells of written CSV") },
	{ .name = "csv.bom",
	  .type = RC_CONF_CHOICE,
	  .fallback = "no",
	  .choices = "no|yes",
	  .help = N_("begin written CSV with a byte order mark, for Excel") },
	{ .name = "report.heading",
	  .type = RC_CONF_CHOICE,
	  .fallback = "none",
	  .choices = "none|party|state",
	  .help = N_("heading of html reports") },
	{ .name = "report.upper",
	  .type = RC_CONF_TEXT,
	  .help = N_("heading of html reports: the body above the issuing "
	             "one") },
	{ .name = "report.body",
	  .type = RC_CONF_TEXT,
	  .help = N_("the issuing body") },
	{ .name = "report.symbol",
	  .type = RC_CONF_TEXT,
	  .help = N_("what follows the number of a paper: -BC/TU, /BC-STP") },
	{ .name = "report.place",
	  .type = RC_CONF_TEXT,
	  .help = N_("where it is issued") },
	{ .name = "report.authority",
	  .type = RC_CONF_TEXT,
	  .help = N_("for whom it is signed: T/M BAN THƯỜNG VỤ") },
	{ .name = "report.signer_title",
	  .type = RC_CONF_TEXT,
	  .help = N_("what the signer is") },
	{ .name = "report.signer",
	  .type = RC_CONF_TEXT,
	  .help = N_("who signs") },
	{ .name = "report.recipients",
	  .type = RC_CONF_TEXT,
	  .help = N_("who receives it; \";\" between them") },
};

/* $NAME/rollcall/file, or ~/rest/rollcall/file. */
static const char *
home_path(struct cli *cli, const char *env, const char *rest, const char *file)
{
	const char *base = getenv(env);
	const char *home = getenv("HOME");

	/* The XDG specification wants relative paths ignored. */
	if (base != NULL && base[0] == '/')
		return rc_arena_printf(cli->arena, "%s/rollcall/%s", base,
		                       file);
	return rc_arena_printf(cli->arena, "%s/%s/rollcall/%s",
	                       home == NULL ? "" : home, rest, file);
}

static void
set_language(const char *setting)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	enum rc_lang lang = RC_LANG_EN;
	const char *text = setting;
	size_t i;

	for (i = 0; text == NULL && i < RC_COUNT(names); i++) {
		text = getenv(names[i]);
		if (text != NULL && text[0] == '\0')
			text = NULL;
	}
	if (text != NULL && rc_lang_parse(text, &lang))
		rc_lang_set(lang);
}

bool
cli_settings_begin(struct cli *cli, struct rc_err *err)
{
	struct rc_str text;

	set_language(NULL);
	if (!rc_conf_init(&cli->conf, keys, RC_COUNT(keys), cli->arena, err)) {
		err->code = RC_EUSAGE;
		return false;
	}
	cli->conf_path =
	        home_path(cli, "XDG_CONFIG_HOME", ".config", "rollcall.conf");
	if (cli->conf_path == NULL)
		return rc_fail_nomem(err);
	if (!rc_file_read(cli->conf_path, FILE_MAX_BYTES, cli->arena, &text,
	                  err)) {
		if (err->code != RC_ENOTFOUND)
			return false;
		*err = (struct rc_err){ 0 };
	} else if (!rc_conf_parse(&cli->conf, cli->conf_path, text, err)) {
		return false;
	}
	set_language(rc_conf_text(&cli->conf, "lang"));
	return true;
}

bool
cli_settings_end(struct cli *cli, struct rc_err *err)
{
	static const char *const names[] = { "db", "lang", "color" };
	size_t i;

	for (i = 0; i < RC_COUNT(names); i++) {
		if (cli_given(cli, names[i]) &&
		    !rc_conf_set(&cli->conf, names[i],
		                 cli_text(cli, names[i], NULL), err)) {
			err->code = RC_EUSAGE;
			return false;
		}
	}
	set_language(rc_conf_text(&cli->conf, "lang"));
	cli->where = rc_conf_text(&cli->conf, "db");
	if (cli->where == NULL)
		cli->where = home_path(cli, "XDG_DATA_HOME", ".local/share",
		                       "rollcall.db");
	if (cli->where == NULL)
		return rc_fail_nomem(err);
	if (cli->where[0] == '\0')
		return rc_fail(err, RC_EUSAGE,
		               _("the database has no name (--db, "
		                 "$ROLLCALL_DB)"));
	if (strncmp(cli->where, "postgresql://", 13) == 0)
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("%.60s: this build keeps its data in files "
		                 "only"),
		               cli->where);
	return true;
}
