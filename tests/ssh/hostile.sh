#!/bin/sh
# SPDX-License-Identifier: MIT
# Hosts that break off at every byte of the conversation, that say a gigabyte,
# 20,000 network cards or the year 1970; and well ones beside them. Then hosts
# of other kinds: OpenSSH for Windows (simulated: no Windows is here), a login
# shell that is a menu.
. "$(dirname "$0")/../lib/tap.sh"

[ -x "$OUT/fleetsim" ] || skip_all "fleetsim is not built"
need ssh-keygen sqlite3
R=$OUT/rollcall
DB=$T/fleet.db
export ROLLCALL_DB="$DB"
unset SSH_AUTH_SOCK
port=$((21000 + ($$ * 5) % 8000))
ssh-keygen -q -t ed25519 -N '' -C test -f "$T/user"
bytes=4200
awk -v n=$bytes -v port=$port -v dir="$T" 'BEGIN {
	head = "asset_tag,category,status,agency,connectivity,host,port"
	print head >(dir "/all.csv")
	print head ",fault" >(dir "/fleet.csv")
	split("gigabyte macs clock1970 windows menu none none none none", kind, " ")
	for (i = 0; i < n; i++)
		row(sprintf("R-%04d", i), "reset@" i)
	for (i = 1; i in kind; i++)
		row("K-" i "-" kind[i], kind[i])
}
function row(tag, fault) {
	at = sprintf("%s,desktop,in_use,A1,networked,127.15.%d.%d,%d", tag,
		1 + int(rows / 250), 1 + rows % 250, port)
	rows++
	print at >(dir "/all.csv")
	print at "," fault >(dir "/fleet.csv")
}'
sql() {
	sqlite3 "$DB" "$1"
}
"$R" init >/dev/null 2>&1
"$R" add agencies code=A1 name=One tier=commune kind=party-committee \
	in_quota=yes >/dev/null 2>&1
ok "the inventory is imported" "$R" import devices "$T/all.csv"
ulimit -n 8192 2>/dev/null
start fleetsim "$OUT/fleetsim" --fleet "$T/fleet.csv" --key seed --port $port \
	--lifetime 240 --ready-file "$T/ready"
wait_for 20 test -f "$T/ready" || skip_all "the simulated fleet does not start"

begin=$(date +%s)
run "$R" poll --format jsonl --key "$T/user" --user admin --accept-new \
	--jobs 256 --site-jobs 0
took=$(($(date +%s) - begin))
cp "$T/stdout" "$T/lines"
is "each host has its line" "$(wc -l <"$T/lines")" $((bytes + 9))
# Half a minute; the rest is for machines that do other things as well.
is "in time" "$([ $took -le 120 ] && echo yes || echo "$took s")" yes
outcome() { # tag
	sed -n "s/.*\"device\":\"$1\".*\"outcome\":\"\([a-z_]*\)\",\"phase\":\"\([a-z_]*\)\".*/\1 \2/p" \
		"$T/lines"
}

# --- reset at every byte ------------------------------------------------------------
sed -n 's/.*"device":"R-0*\([0-9][0-9]*\)".*"outcome":"\([a-z_]*\)","phase":"\([a-z_]*\)".*/\1 \2 \3/p' \
	"$T/lines" | sort -n >"$T/resets"
is "all of them" "$(wc -l <"$T/resets")" $bytes
like "before a byte is said: refused" "$(sed -n 1p "$T/resets")" \
	'^0 refused (connecting|greeting)$'
is "whatever the byte, it is a loss, never a lie" "$(awk '
	$2 == "ok" && $3 == "closing" { next }
	$2 == "refused" || $2 == "unreachable" || $2 == "garbled" { next }
	$2 == "not_ssh" && $1 < 4 { next }
	{ print }' "$T/resets" | head -n 5)" ""
first=$(awk '$2 == "ok" { print $1; exit }' "$T/resets")
isnt "beyond the answer all is well" "$first" ""
# devices differ by a few bytes in what they say
is "well beyond it always" "$(awk -v first="$first" \
	'$1 >= first + 128 && $2 != "ok"' "$T/resets" | head -n 5)" ""
is "the phases follow each other" "$(awk -v first="$first" 'BEGIN {
	split("greeting verifying signing_in opening reading closing", p, " ")
	for (i in p) rank[p[i]] = i + 0
	rank["connecting"] = rank["greeting"] }
	$1 < first && rank[$3] < last { print } { if (rank[$3] > last) last = rank[$3] }' \
	"$T/resets" | head -n 5)" ""
for phase in greeting signing_in opening reading; do
	isnt "some broke off in $phase" \
		"$(grep -c " $phase\$" "$T/resets")" 0
done
is "no facts of those that broke off" "$(sql "SELECT count(*) FROM fact f
	JOIN device d ON d.id = f.device WHERE d.asset_tag LIKE 'R-%'
	AND d.last_outcome <> 'ok'")" 0
is "all facts of the others" "$(sql "SELECT count(*) FROM device d
	WHERE last_outcome = 'ok' AND NOT EXISTS (SELECT 1 FROM fact f
		WHERE f.device = d.id AND f.name = 'kernel')")" 0

# --- too much ----------------------------------------------------------------------------
is "a gigabyte in one line" "$(outcome K-1-gigabyte)" "garbled reading"
is "20,000 network cards" "$(outcome K-2-macs)" "garbled reading"
is "a clock of 1970" "$(outcome K-3-clock1970)" "ok closing"
is "is told as skew" "$(sql "SELECT CAST(value AS INTEGER) < -1700000000
	FROM fact f JOIN device d ON d.id = f.device
	WHERE d.asset_tag = 'K-3-clock1970' AND f.name = 'clock_skew_s'")" 1
is "the others beside them are well" "$(grep -c \
	'"device":"K-.-none".*"outcome":"ok"' "$T/lines")" 4

# --- of other kinds ------------------------------------------------------------------------
is "OpenSSH for Windows is asked in PowerShell" "$(outcome K-4-windows)" \
	"ok closing"
is "and its facts are those of a Windows" "$(sql "SELECT group_concat(f.value, ' ')
	FROM fact f JOIN device d ON d.id = f.device
	WHERE d.asset_tag = 'K-4-windows' AND f.name IN
	('os_id', 'os_version_id', 'os_edition') ORDER BY f.name")" \
	"Professional windows 10.0.26100"
is "no carriage return is stored" "$(sql "SELECT count(*) FROM fact
	WHERE instr(value, char(13)) > 0")" 0
is "a menu for a login shell" "$(outcome K-5-menu)" "garbled reading"
like "says what may be wrong" "$(grep K-5-menu "$T/lines")" 'POSIX shell'

ok "the database is sound" "$R" check
ok "and the audit chain" "$R" audit verify
finish
