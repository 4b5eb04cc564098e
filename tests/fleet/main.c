/* SPDX-License-Identifier: MIT */
/*
 * fleetsim - simulates a fleet of devices behind SSH on loopback addresses.
 *
 * For tests and demonstrations only: it lets everybody in, and its secrets
 * follow from a seed. main.c ties options, fleet, keys and loop together.
 */
#include "crypt.h"
#include "fleet.h"
#include "loop.h"
#include "opt.h"
#include "wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SEED_MAX = 256, SEED_FILE_MAX = 64 << 10, BLOB = 51, BLOB_TEXT = 4 * (BLOB + 2) / 3 + 1 };

static bool
complain(const char *what, const char *why)
{
	fprintf(stderr, "fleetsim: %s: %s\n", what, why);
	return false;
}

/* A text is its own seed; of a file it is the SHA-256 in hex. */
static bool
read_seed(const struct crypt *crypt, const char *key, char ret_seed[SEED_MAX])
{
	unsigned char hash[CRYPT_HASH];
	char path[4096];
	struct stat st;
	size_t n = 0;
	char *text;
	bool good;

	if (!strchr(key, '/')) {
		if (strlen(key) >= SEED_MAX)
			return complain("--key", "longer than 255 bytes");
		snprintf(ret_seed, SEED_MAX, "%s", key);
		return true;
	}
	if (snprintf(path, sizeof(path), "%s%s", key,
		stat(key, &st) == 0 && S_ISDIR(st.st_mode) ? "/seed" : "")
	    >= (int)sizeof(path))
		return complain("--key", "path too long");
	text = fleet_read_file(path, SEED_FILE_MAX, &n);
	if (!text)
		return complain(path, strerror(errno));
	good = crypt_sha256(crypt, text, n, hash);
	free(text);
	for (size_t i = 0; i < CRYPT_HASH; i++)
		snprintf(ret_seed + 2 * i, 3, "%02x", (unsigned)hash[i]);
	return good || complain(path, "cannot hash it");
}

static bool
read_required_key(const char *path, struct ssh_env *env)
{
	size_t n = 0;
	char *text;

	if (!path)
		return true;
	text = fleet_read_file(path, 64 << 10, &n);
	if (!text)
		return complain(path, strerror(errno));
	env->has_required_key = crypt_read_public(text, env->required_key);
	free(text);
	return env->has_required_key || complain(path, "not an `ssh-ed25519 AAAA...` line");
}

/* Written under another name first: whoever sees the file sees all of it. */
static bool
write_file(const char *path, const char *text)
{
	char part[4096];
	FILE *f;
	bool good;

	if (!path)
		return true;
	if (snprintf(part, sizeof(part), "%s.%ld", path, (long)getpid()) >= (int)sizeof(part))
		return complain(path, "path too long");
	f = fopen(part, "we");
	if (!f)
		return complain(part, strerror(errno));
	good = fputs(text, f) >= 0;
	good = fclose(f) == 0 && good;
	if (good && rename(part, path) == 0)
		return true;
	complain(path, strerror(errno));
	unlink(part);
	return false;
}

static bool
print_list(const struct fleet *fleet)
{
	char address[16], defects[128];

	for (size_t i = 0; i < fleet->n; i++) {
		const struct host *h = &fleet->hosts[i];

		host_address(h, address);
		host_defects_text(h, defects, sizeof(defects));
		printf("%s\t%u\t%s\t%s\t%s\t%s\n", address, (unsigned)h->port,
		    h->col[COL_ASSET_TAG], fault_name(h->fault),
		    host_drift_name(host_drift(h)), defects);
	}
	return fflush(stdout) == 0;
}

static bool
print_known_hosts(const struct fleet *fleet, const struct ssh_env *env)
{
	char address[16], text[BLOB_TEXT];
	struct wire_buf blob;

	wire_init(&blob, BLOB);
	for (size_t i = 0; i < fleet->n; i++) {
		const struct host *h = &fleet->hosts[i];
		struct crypt_key *key = host_key_new(h, env->crypt, env->seed, false);

		if (!key)
			break;
		wire_clear(&blob, SIZE_MAX);
		wire_put_text(&blob, "ssh-ed25519");
		wire_put_str(&blob, crypt_key_public(key), CRYPT_HASH);
		crypt_key_free(key);
		if (blob.failed)
			break;
		crypt_base64(blob.data, blob.len, text);
		host_address(h, address);
		if (h->port == 22)
			printf("%s ssh-ed25519 %s\n", address, text);
		else
			printf("[%s]:%u ssh-ed25519 %s\n", address, (unsigned)h->port, text);
	}
	wire_fini(&blob);
	return fflush(stdout) == 0;
}

static void
print_summary(const struct fleet *fleet, const struct ssh_stats *stats)
{
	fprintf(stderr,
	    "fleetsim: hosts=%zu connections=%llu handshakes=%llu logins=%llu execs=%llu"
	    " answers=%llu broken=%llu max_live=%llu\n",
	    fleet->n, (unsigned long long)stats->connections,
	    (unsigned long long)stats->handshakes, (unsigned long long)stats->logins,
	    (unsigned long long)stats->execs, (unsigned long long)stats->answers,
	    (unsigned long long)stats->broken, (unsigned long long)stats->max_live);
}

static bool
serve(const struct opt *opt, struct fleet *fleet, struct ssh_env *env)
{
	struct loop *loop;
	char err[512], pid[32];
	bool good;

	fprintf(stderr, "fleetsim: %zu hosts of %zu rows (%zu not on loopback, %zu isolated,"
	    " %zu double)\n", fleet->n, fleet->rows, fleet->elsewhere, fleet->isolated,
	    fleet->doubles);
	if (!fleet->n)
		return complain(opt->fleet, "no row has a host in 127.0.0.0/8 to simulate");
	loop = loop_new(fleet, env, err, sizeof(err));
	if (!loop)
		return complain("start", err);
	snprintf(pid, sizeof(pid), "%ld\n", (long)getpid());
	good = write_file(opt->pid_file, pid) && write_file(opt->ready_file, pid);
	if (good)
		good = loop_run(loop, opt->lifetime_ms) || complain("epoll", strerror(errno));
	if (opt->ready_file)
		unlink(opt->ready_file);
	if (opt->pid_file)
		unlink(opt->pid_file);
	loop_free(loop);
	print_summary(fleet, &env->stats);
	return good;
}

static bool
run(const struct opt *opt, struct ssh_env *env, char seed[SEED_MAX])
{
	struct fleet_want want = { .path = opt->fleet, .port = opt->port, .mix = opt->mix };
	struct fleet fleet;
	char err[512];
	bool good = false;

	if (!read_seed(env->crypt, opt->key, seed) || !read_required_key(opt->require_key, env))
		return false;
	want.seed = seed;
	want.sound = opt->sound;
	env->seed = seed;
	env->delay_ms = opt->delay_ms;
	if (!fleet_load(&fleet, &want, err, sizeof(err)))
		return complain("fleet", err);
	switch (opt->act) {
	case ACT_LIST:
		good = print_list(&fleet);
		break;
	case ACT_KNOWN_HOSTS:
		good = print_known_hosts(&fleet, env);
		break;
	case ACT_SERVE:
	case ACT_HELP:
		good = serve(opt, &fleet, env);
		break;
	}
	fleet_fini(&fleet);
	return good;
}

int
main(int argc, char **argv)
{
	struct crypt *crypt;
	struct ssh_env env = { 0 };
	char seed[SEED_MAX];
	struct opt opt;
	bool good;

	if (!opt_parse(argc, argv, &opt))
		return 2;
	if (opt.act == ACT_HELP) {
		opt_help();
		return 0;
	}
	crypt = crypt_new();
	if (!crypt) {
		complain("libcrypto", "an algorithm is missing");
		return 1;
	}
	env.crypt = crypt;
	good = run(&opt, &env, seed);
	crypt_free(crypt);
	return good ? 0 : 1;
}
