#!/bin/sh
# SPDX-License-Identifier: MIT
# Another machine at a known address, with the key of the first: nothing of it
# is written down until a person says so; clones are told.
. "$(dirname "$0")/../lib/tap.sh"

[ -x "$OUT/fleetsim" ] || skip_all "fleetsim is not built"
need ssh-keygen sqlite3
R=$OUT/rollcall
DB=$T/fleet.db
export ROLLCALL_DB="$DB"
unset SSH_AUTH_SOCK
port=$((21000 + ($$ * 11) % 8000))
ssh-keygen -q -t ed25519 -N '' -C test -f "$T/user"
fleet() { # serial, uuid, mac of TS-1
	stop fleetsim 2>/dev/null
	rm -f "$T/ready"
	cat >"$T/fleet.csv" <<END
asset_tag,serial,category,status,agency,connectivity,host,port,uuid,mac
TS-1,$1,desktop,in_use,A1,networked,127.16.1.1,$port,$2,$3
TS-2,OTHER22,desktop,in_use,A1,networked,127.16.1.2,$port,11111111-2222-4333-8444-555555555502,54:bf:64:00:00:22
END
	start fleetsim "$OUT/fleetsim" --fleet "$T/fleet.csv" --key seed \
		--port $port --lifetime 120 --sound 100 --ready-file "$T/ready"
	wait_for 10 test -f "$T/ready" || skip_all "the fleet does not start"
}
poll() {
	run "$R" poll --format jsonl --key "$T/user" --user admin "$@"
	line=$(grep '"TS-1"' "$T/stdout")
}
fact() {
	sqlite3 "$DB" "SELECT f.value FROM fact f JOIN device d ON d.id = f.device
		WHERE d.asset_tag = 'TS-1' AND f.name = '$1'"
}
one=11111111-2222-4333-8444-555555555501
"$R" init >/dev/null 2>&1
"$R" add agencies code=A1 name=One tier=commune kind=party-committee \
	in_quota=yes >/dev/null 2>&1
fleet FIRST1 $one 54:bf:64:00:00:11
cut -d, -f1-8 "$T/fleet.csv" >"$T/devices.csv"
ok "the inventory is imported" "$R" import devices "$T/devices.csv"
poll --accept-new
is "the first poll" "$code" 0
serial=$(fact serial)
is "nothing to review" "$("$R" trust review)" ""

fleet SECOND2 99999999-2222-4333-8444-555555555501 54:bf:64:00:00:99
poll
like "another machine: told" "$line" '"outcome":"other_machine"'
like "another machine: what differs" "$line" 'serial, uuid, mac differ'
is "another machine: exit code" "$code" 1
is "its facts are not written down" "$(fact serial) $(fact uuid)" "$serial $one"
is "an event tells of it" "$(sqlite3 "$DB" "SELECT last_outcome FROM device
	WHERE asset_tag = 'TS-1'")" other_machine
like "it is there for review" "$("$R" trust review)" \
	'^TS-1: another machine answered the last time$'
poll --adopt
like "a person may say that it is right" "$line" '"outcome":"ok"'
is "then its facts are written down" "$(fact uuid)" \
	99999999-2222-4333-8444-555555555501
is "and nothing is left to review" "$("$R" trust review)" ""
poll
is "from then on it is the machine" "$code" 0

# a disk's image on other hardware: the UUID of TS-2
fleet SECOND2 11111111-2222-4333-8444-555555555502 54:bf:64:00:00:99
poll
is "one mark alone changes no machine" "$code" 0
like "but who shares it is told" "$("$R" trust review)" \
	'^TS-1: has the same uuid as TS-2 '
ok "the database is sound" "$R" check
ok "and the audit chain" "$R" audit verify
finish
