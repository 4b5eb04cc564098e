#!/bin/sh
# SPDX-License-Identifier: MIT
# Two hundred simulated devices over real SSH: first all well, then broken in
# every way the simulator knows; killed, stopped and slowed down on the way.
. "$(dirname "$0")/../lib/tap.sh"

[ -x "$OUT/fleetsim" ] || skip_all "fleetsim is not built"
need ssh-keygen sqlite3
R=$OUT/rollcall
DB=$T/fleet.db
export ROLLCALL_DB="$DB"
unset SSH_AUTH_SOCK
n=200
port=$((21000 + $$ % 8000))
ssh-keygen -q -t ed25519 -N '' -C test -f "$T/user"

# fault, the outcome it must have, the phase it must have got into
cat >"$T/want" <<'END'
none ok closing
dead refused connecting
blackhole timeout connecting
mute timeout greeting
nobanner refused greeting
slow ok closing
banner not_ssh greeting
notssh not_ssh greeting
nokex timeout greeting
noauth timeout signing_in
authfail auth signing_in
noexec timeout opening
flood garbled reading
noend timeout reading
garbled garbled reading
escape ok closing
reset * *
changed hostkey_changed verifying
root ok closing
clock1970 ok closing
macs garbled reading
END

# The inventory: the devices, one more that is isolated, one without a host,
# one that is asked by name.
awk -v n=$n -v port=$port -v dir="$T" -v want="$T/want" 'BEGIN {
	while ((getline line < want) > 0) {
		split(line, part, " ")
		fault[faults++] = part[1]
	}
	head = "asset_tag,serial,category,status,agency,connectivity,host,port"
	print head >(dir "/well.csv")
	print head ",fault" >(dir "/broken.csv")
	for (i = 0; i < n; i++) {
		row = sprintf("TS-%03d,SN%05dX,desktop,in_use,A1,networked," \
			"127.9.%d.%d,%d", i, i * 37, 1 + int(i / 100),
			1 + i % 100, port)
		print row >(dir "/well.csv")
		print row "," fault[i % faults] >(dir "/broken.csv")
	}
	iso = "TS-ISO,,desktop,in_use,A1,isolated,127.9.9.9," port
	name = "TS-NAME,,desktop,in_use,A1,networked,localhost," port
	print iso >(dir "/well.csv")
	print "TS-NOHOST,,desktop,in_use,A1,networked,," >(dir "/well.csv")
	print name >(dir "/well.csv")
	print "TS-LO,,desktop,in_use,A1,networked,127.0.0.1," port ",none" \
		>(dir "/broken.csv")
	print iso ",none" >(dir "/broken.csv")
}'
{ cat "$T/well.csv"; echo "TS-LO,,desktop,in_use,A1,networked,127.0.0.1,$port"; } \
	>"$T/well-fleet.csv"

sql() {
	sqlite3 "${db:-$DB}" "$1"
}
fleet() { # file, options
	file=$1
	shift
	rm -f "$T/ready"
	start fleetsim "$OUT/fleetsim" --fleet "$file" --key seed --port $port \
		--lifetime 240 --ready-file "$T/ready" "$@"
	wait_for 10 test -f "$T/ready" && return
	cat "$T/fleetsim.err" >&2
	skip_all "the simulated fleet does not start here"
}
poll() {
	run "$R" poll --format jsonl --key "$T/user" --user admin "$@"
	cp "$T/stdout" "$T/lines"
}
count() { # outcome
	grep -c "\"outcome\":\"$1\"" "$T/lines"
}

"$R" init >/dev/null 2>&1
"$R" add agencies code=A1 name=One tier=commune kind=party-committee \
	in_quota=yes >/dev/null 2>&1
ok "the inventory is imported" "$R" import devices "$T/well.csv"

# --- all well ------------------------------------------------------------------------
fleet "$T/well-fleet.csv"
poll --accept-new --jobs 64
is "all answer: exit code" "$code" 0
is "all answer: ok" "$(count ok)" $((n + 1))
is "the isolated one is told" "$(count isolated)" 1
is "one line for each device with a host" "$(wc -l <"$T/lines")" $((n + 2))
is "each device once" \
	"$(sed 's/.*"device":"\([^"]*\)".*/\1/' "$T/lines" | sort -u | wc -l)" \
	$((n + 2))
is "the keys are pinned" "$(sql 'SELECT count(*) FROM pin')" $((n + 1))
"$OUT/fleetsim" --fleet "$T/well-fleet.csv" --key seed --port $port \
	--print-known-hosts >"$T/known" 2>/dev/null
ssh-keygen -lf "$T/known" | sed 's/[][]//g' |
	awk '{ print $3, $2 }' | grep '^127\.9\.[12]\.' | sort >"$T/pins.want"
sql "SELECT address || ' ' || fingerprint FROM pin WHERE address LIKE '127.9.%'" |
	sort >"$T/pins.got"
same "as the fleet itself says" "$T/pins.got" "$T/pins.want"
is "no event of the isolated one" "$(sql "SELECT count(*) FROM event e
	JOIN device d ON d.id = e.device WHERE d.asset_tag = 'TS-ISO'")" 0
"$OUT/fleetsim" --fleet "$T/well-fleet.csv" --key seed --port $port --list \
	2>/dev/null >"$T/list"
awk -F '\t' '$5 == "serial" && $3 ~ /^TS-[0-9]/ { print $3 }' "$T/list" |
	sort >"$T/drift.want"
sql "SELECT d.asset_tag FROM device d JOIN fact f ON f.device = d.id
	WHERE f.name = 'serial' AND f.value <> d.serial" | sort >"$T/drift.got"
same "serials differ where the fleet lies, nowhere else" "$T/drift.got" \
	"$T/drift.want"
isnt "it lies somewhere" "$(cat "$T/drift.want")" ""
sample=$(head -n 1 "$T/drift.want")
like "show tells the drift" "$("$R" show devices "$sample")" \
	"$(sql "SELECT serial FROM device WHERE asset_tag = '$sample'").*$(sql \
	"SELECT f.value FROM fact f JOIN device d ON d.id = f.device
		WHERE f.name = 'serial' AND d.asset_tag = '$sample'")"
ok "the database is sound" "$R" check

poll --jobs 8
is "again, eight at once" "$(count ok)" $((n + 1))
is "again: nothing but the clock may have changed" \
	"$(grep -c '"changed":[01],' "$T/lines")" $((n + 2))
begin=$(date +%s%N)
poll --rate 50 asset_tag~TS-0
is "a view: its devices alone" "$(wc -l <"$T/lines")" 100
is "50 a second: 100 devices take about two seconds" \
	"$([ $((($(date +%s%N) - begin) / 1000000)) -ge 1900 ] && echo yes)" yes
stop fleetsim

# --- killed and stopped ----------------------------------------------------------------
fleet "$T/well-fleet.csv" --delay 300
for ms in 05 15 30 45 60 80; do
	cp "$DB" "$T/kill.db"
	before=$(db=$T/kill.db sql 'SELECT count(*) FROM event')
	start victim "$R" --db "$T/kill.db" poll --format jsonl --jobs 32 \
		--key "$T/user" --user admin
	sleep "$(echo $ms | sed 's/^\(.\)\(.\)$/\1.\2/')"
	stop victim KILL
	ok "killed after $ms: sound" "$R" --db "$T/kill.db" check
	is "killed after $ms: each device whole or not at all" \
		"$(db=$T/kill.db sql "SELECT count(*) FROM event e WHERE e.id > 0
			AND e.outcome = 'ok' AND e.at = (SELECT max(at) FROM event
				WHERE device = e.device)
			AND NOT EXISTS (SELECT 1 FROM fact f WHERE
				f.device = e.device AND f.at = e.at)")" 0
	told=$(grep -c '"outcome":"ok"' "$T/victim.out")
	after=$(db=$T/kill.db sql 'SELECT count(*) FROM event')
	is "killed after $ms: what was told is there" \
		"$([ $((after - before)) -ge "$told" ] && echo yes)" yes
done
begin=$(date +%s%N)
start victim "$R" poll --format jsonl --jobs 16 --key "$T/user" --user admin
sleep 1
stop victim INT
took=$((($(date +%s%N) - begin) / 1000000))
is "interrupted: over in three seconds" \
	"$([ $took -lt 4000 ] && echo yes || echo "$took ms")" yes
is "interrupted: each device has its line" "$(wc -l <"$T/victim.out")" $((n + 2))
isnt "interrupted: some had answered" \
	"$(grep -c '"outcome":"ok"' "$T/victim.out")" 0
isnt "interrupted: some were cancelled" \
	"$(grep -c '"outcome":"cancelled"' "$T/victim.out")" 0
is "interrupted: no event of those never asked" \
	"$(sql "SELECT count(*) FROM event WHERE phase = 'queued'")" 0
ok "interrupted: sound" "$R" check
stop fleetsim

# --- broken in every way -----------------------------------------------------------------
fleet "$T/broken.csv"
"$OUT/fleetsim" --fleet "$T/broken.csv" --key seed --port $port --list \
	2>/dev/null >"$T/list"
awk -F '\t' '$3 ~ /^TS-[0-9]/ { print $3, $4 }' "$T/list" | sort >"$T/faults"
is "every device has its fault" "$(wc -l <"$T/faults")" $n
poll --jobs 200 --adopt
is "some fail: exit code" "$code" 1
sed -n 's/.*"device":"\(TS-[0-9]*\)".*"outcome":"\([a-z_]*\)","phase":"\([a-z_]*\)".*/\1 \2 \3/p' \
	"$T/lines" | sort >"$T/got"
join "$T/faults" "$T/got" | awk 'NR == FNR { outcome[$1] = $2; phase[$1] = $3; next }
	{ all[$2]++
	  bad = outcome[$2] != "*" && ($3 != outcome[$2] || $4 != phase[$2])
	  if ($2 == "reset") bad = $3 !~ /^(refused|unreachable)$/
	  if (bad) print $2, $1, $3, $4 >"/dev/stderr"
	  wrong[$2] += bad }
	END { for (f in all) print f, all[f], wrong[f] }' "$T/want" - \
	2>"$T/wrong" | sort >"$T/by_fault"
while read -r fault what phase; do
	# 200 devices over 21 faults: ten each for the first eleven, then nine
	of=$(awk -v f="$fault" '$1 == f { print NR <= 11 ? 10 : 9 }' "$T/want")
	is "fault $fault: $what in $phase" \
		"$(grep "^$fault " "$T/by_fault")$(grep "^$fault " "$T/wrong")" \
		"$fault $of 0"
done <"$T/want"

run "$R" poll --key "$T/user" --user admin --jobs 64 --site-jobs 0 \
	--patience 10 'asset_tag~TS-0'
like "as text: changed keys first" \
	"$(awk '/^$/ { n++ } n == 1' "$T/stdout" | sed -n 2p)" \
	'^HOST KEY CHANGED: 4\.'
is "as text: each of them" "$(grep -c '^  TS-0.*nothing was sent' \
	"$T/stdout")" 4
like "as text: failures grouped by cause, the first devices named" \
	"$(cat "$T/stdout")" '^        5  sign-in refused \(signing in\) +( TS-0[0-9][0-9]){4} and 1 more$'
like "as text: the sums" "$(tail -n 1 "$T/stdout")" \
	'^devices 100: answered [0-9]* \(changed [0-9]*\), failed [0-9]*, isolated 0$'
run "$R" poll --key "$T/user" --user admin --jobs 1 --patience 10 \
	--format jsonl asset_tag=TS-000,TS-001,TS-006,TS-007
is "those that were dead are asked last" "$(sed 's/.*"device":"\([^"]*\)".*/\1/' \
	"$T/stdout" | tr '\n' ' ')" "TS-000 TS-006 TS-007 TS-001 "

tags() { # fault -> SQL list
	awk -v f="$1" '$2 == f { printf "%s\047%s\047", sep, $1; sep = "," }' \
		"$T/faults"
}
is "no control character is stored" "$(sql "SELECT count(*) FROM fact
	WHERE value GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'")" 0
is "no bidi override is stored" "$(sql "SELECT count(*) FROM fact
	WHERE instr(value, char(8238)) > 0 OR instr(value, char(8294)) > 0")" 0
is "a clock of 1970 is told as skew" "$(sql "SELECT count(*) FROM fact f
	JOIN device d ON d.id = f.device WHERE f.name = 'clock_skew_s'
	AND CAST(f.value AS INTEGER) < -1700000000
	AND d.asset_tag IN ($(tags clock1970))")" 9
is "what needs root now keeps its last good value" "$(sql "SELECT count(*)
	FROM fact f JOIN device d ON d.id = f.device WHERE f.name = 'firewall'
	AND f.value IN ('1', '2') AND f.at < d.last_seen
	AND d.asset_tag IN ($(tags root))")" 9
is "and its serial" "$(sql "SELECT count(*)
	FROM fact f JOIN device d ON d.id = f.device WHERE f.name = 'serial'
	AND f.at < d.last_seen AND d.asset_tag IN ($(tags root))")" 9
is "and says that it does" "$(sql "SELECT count(*)
	FROM fact f JOIN device d ON d.id = f.device
	WHERE f.name = 'needs_root' AND f.value LIKE '%serial%'
	AND d.asset_tag IN ($(tags root))")" 9
is "a changed key changes no pin" "$(sql "SELECT count(*) FROM pin")" $((n + 1))
like "a changed key says that nothing was sent" \
	"$(grep hostkey_changed "$T/lines" | head -n 1)" 'nothing was sent'
is "who failed was seen before" "$(sql "SELECT count(*) FROM device
	WHERE last_outcome NOT IN ('ok', 'isolated') AND last_seen >= last_polled")" 0
ok "the database is sound after all that" "$R" check
ok "and the audit chain" "$R" audit verify
finish
