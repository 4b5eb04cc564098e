#!/bin/sh
# SPDX-License-Identifier: MIT
# poll --watch on a simulated fleet: again and again, one watcher alone, read
# anew on SIGHUP, over within a second, and nothing lost by SIGKILL.
. "$(dirname "$0")/../lib/tap.sh"

[ -x "$OUT/fleetsim" ] || skip_all "fleetsim is not built"
need ssh-keygen sqlite3
R=$OUT/rollcall
DB=$T/fleet.db
export ROLLCALL_DB="$DB"
unset SSH_AUTH_SOCK
port=$((21000 + ($$ * 3) % 8000))
ssh-keygen -q -t ed25519 -N '' -C test -f "$T/user"
n=40
awk -v n=$n -v port=$port -v dir="$T" 'BEGIN {
	head = "asset_tag,category,status,agency,connectivity,host,port"
	print head >(dir "/all.csv")
	print head ",fault" >(dir "/fleet.csv")
	for (i = 0; i <= n; i++) {
		row = sprintf("TS-%02d,desktop,in_use,A1,networked,127.14.1.%d,%d",
			i, 1 + i, port)
		# the last one is not in the inventory at first
		if (i < n) print row >(dir "/all.csv")
		else print row >(dir "/late.csv")
		print row "," (i % 10 == 3 ? "dead" : "none") >(dir "/fleet.csv")
	}
	print "TS-ISO,desktop,in_use,A1,isolated,127.14.9.9," port >(dir "/all.csv")
}'
head -n 1 "$T/all.csv" | cat - "$T/late.csv" >"$T/late2.csv"

sql() {
	sqlite3 -cmd '.timeout 5000' "$DB" "$1"
}
watch() { # options
	start watcher "$R" poll --watch --format jsonl --key "$T/user" \
		--user admin --accept-new "$@"
}
now_ms() {
	echo $(($(date +%s%N) / 1000000))
}
polls() { # at least so many of TS-00?
	[ "$(sql "SELECT count(*) FROM event e JOIN device d ON d.id = e.device
		WHERE d.asset_tag = 'TS-00' AND e.outcome = 'ok'")" -ge "$1" ]
}

"$R" init >/dev/null 2>&1
"$R" add agencies code=A1 name=One tier=commune kind=party-committee \
	in_quota=yes >/dev/null 2>&1
ok "the inventory is imported" "$R" import devices "$T/all.csv"
start fleetsim "$OUT/fleetsim" --fleet "$T/fleet.csv" --key seed --port $port \
	--lifetime 240 --ready-file "$T/ready"
wait_for 10 test -f "$T/ready" || skip_all "the simulated fleet does not start"

# --- again and again -------------------------------------------------------------
watch --every 2
ok "a device is polled three times" wait_for 20 polls 3
is "all that live have answered" "$(sql "SELECT count(*) FROM device
	WHERE last_outcome = 'ok'")" 36
is "the dead are told" "$(sql "SELECT count(*) FROM device
	WHERE last_outcome = 'refused'")" 4
is "the isolated one was not asked" "$(sql "SELECT count(*) FROM event e
	JOIN device d ON d.id = e.device WHERE d.asset_tag = 'TS-ISO'")" 0
is "what was told is written" "$([ "$(grep -c '"outcome":"ok"' \
	"$T/watcher.out")" -le "$(sql "SELECT count(*) FROM event
	WHERE outcome = 'ok'")" ] && echo yes)" yes
is "the dead are not asked all the time" "$([ "$(sql "SELECT max(n) FROM
	(SELECT count(*) AS n FROM event WHERE outcome = 'refused'
	GROUP BY device)")" -le 2 ] && echo yes)" yes

# --- one alone ----------------------------------------------------------------------
run "$R" poll --watch --key "$T/user"
is "a second watcher does not start: exit code" "$code" 3
like "and names the first" "$(cat "$T/stderr")" "process [1-9][0-9]* watches"
ln -s fleet.db "$T/other.db"
run "$R" --db "$T/other.db" poll --watch --key "$T/user"
is "nor under another name of the database" "$code" 3
run "$R" poll --key "$T/user" --user admin asset_tag=TS-00
is "a poll by hand may run beside it" "$code" 0

# --- read again ---------------------------------------------------------------------
ok "a device is added" "$R" import devices "$T/late2.csv"
pid=$(cat "$DB.poll")
kill -HUP "$pid"
seen() { # tag
	[ "$(sql "SELECT count(*) FROM device WHERE asset_tag = '$1'
		AND last_outcome = 'ok'")" = 1 ]
}
ok "after SIGHUP it is polled" wait_for 15 seen TS-40
is "by the same process" "$(cat "$DB.poll")" "$pid"
ok "which is there still" kill -0 "$pid"
before=$(sql 'SELECT count(*) FROM event')
more() {
	[ "$(sql 'SELECT count(*) FROM event')" -gt $((before + 40)) ]
}
ok "and goes on polling" wait_for 15 more

# --- the end ------------------------------------------------------------------------
begin=$(now_ms)
kill -TERM "$pid"
gone() {
	! kill -0 "$pid" 2>/dev/null
}
wait_for 5 gone
took=$(($(now_ms) - begin))
is "SIGTERM ends it within a second" \
	"$([ $took -le 1500 ] && echo yes || echo "$took ms")" yes
stop watcher TERM
is "each line told has its event" "$(grep -c '"outcome":"ok"' "$T/watcher.out")" \
	"$(sql "SELECT count(*) - 1 FROM event WHERE outcome = 'ok'")"
ok "the database is sound" "$R" check

# --- killed --------------------------------------------------------------------------
watch --every 2
before=$(sql 'SELECT count(*) FROM event')
ok "it starts again" wait_for 15 more
stop watcher KILL
is "killed: the file stays" "$([ -s "$DB.poll" ] && echo yes)" yes
watch --every 2
before=$(sql 'SELECT count(*) FROM event')
ok "killed: the next one starts at once" wait_for 15 more
stop watcher TERM
ok "sound after all" "$R" check
is "no device is polled before its time" "$(
	ROLLCALL_POLL_EVERY=3600 timeout 4 "$R" poll --watch --format jsonl \
		--key "$T/user" --user admin | grep -c '"outcome":"ok"')" 0
finish
