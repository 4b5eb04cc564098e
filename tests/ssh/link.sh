#!/bin/sh
# SPDX-License-Identifier: MIT
# A router behind a real sshd: what a poll tells of the link that names it.
. "$(dirname "$0")/../lib/tap.sh"

SSHD=/usr/sbin/sshd
[ -x "$SSHD" ] || skip_all "sshd is not installed"
[ "$(id -u)" = 0 ] || skip_all "only root can play a router in a folder"
need ssh-keygen sqlite3 busybox chroot
R=$OUT/rollcall
DB=$T/fleet.db
export ROLLCALL_DB="$DB"
unset SSH_AUTH_SOCK

# The router: busybox and a few files, in a root of its own.
gw=$T/router
mkdir -p "$gw/bin" "$gw/dev" "$gw/etc" "$gw/proc/net" "$gw/proc/sys/net/ipv4" \
	"$gw/tmp/sysinfo"
cp "$(command -v busybox)" "$gw/bin/busybox"
for lib in $(ldd "$gw/bin/busybox" 2>/dev/null | grep -o '/[^ ]*'); do
	mkdir -p "$gw${lib%/*}" && cp "$lib" "$gw$lib"
done
mknod "$gw/dev/null" c 1 3 2>/dev/null || : >"$gw/dev/null"
mknod "$gw/dev/zero" c 1 5 2>/dev/null || skip_all "no devices can be made here"
for applet in sh cat cut date dd df find grep head id ls sed sort tail tr uname; do
	ln -s /bin/busybox "$gw/bin/$applet"
done
printf 'ID="openwrt"\nVERSION_ID="23.05.3"\n' >"$gw/etc/os-release"
echo 'GL.iNet GL-MT300N-V2' >"$gw/tmp/sysinfo/model"
echo 1 >"$gw/proc/sys/net/ipv4/ip_forward"
printf 'Iface\tDestination\nwan\t00000000\n' >"$gw/proc/net/route"
counters() { # interface, received, sent
	mkdir -p "$gw/sys/class/net/$1/statistics"
	echo "$2" >"$gw/sys/class/net/$1/statistics/rx_bytes"
	echo "$3" >"$gw/sys/class/net/$1/statistics/tx_bytes"
}
counters wan 1000000 500000
counters lan 7 7

mkdir -p /run/sshd "$T/remote"
ssh-keygen -q -t ed25519 -N '' -C test -f "$T/host"
ssh-keygen -q -t ed25519 -N '' -C test -f "$T/user"
port=$((20000 + ($$ * 13) % 12000))
cat >"$T/sshd_config" <<END
ListenAddress 127.0.0.1
Port $port
HostKey $T/host
PidFile none
AuthorizedKeysFile $T/user.pub
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
ForceCommand PATH=/usr/sbin:/bin:/usr/bin exec chroot $gw /bin/sh -s
END
start sshd "$SSHD" -D -e -f "$T/sshd_config"
wait_for 5 grep -q 'Server listening' "$T/sshd.err" || skip_all "sshd does not start here"
poll() {
	run "$R" poll --key "$T/user" --user root --accept-new --format jsonl "$@"
}
link() { # field of L1
	sqlite3 "$DB" "SELECT ifnull($1, '-') FROM link WHERE code = 'L1'"
}
later() { # as if the last poll had been so many seconds ago
	sqlite3 "$DB" "UPDATE fact SET at = at - $1 * 1000 WHERE name = 'traffic';
		UPDATE sheet SET packed = NULL"
}
{
	"$R" init
	"$R" add agencies code=A1 name=One tier=commune kind=party-committee in_quota=yes
	"$R" add devices asset_tag=GW-1 category=network status=in_use agency=A1 \
		connectivity=networked host=127.0.0.1 port=$port
	"$R" add devices asset_tag=PC-1 category=desktop status=in_use agency=A1 \
		connectivity=networked host=127.0.0.1 port=1
	"$R" add links code=L1 agency=A1 type=dedicated status=active provider=VNPT \
		down_kbps=1000 device=GW-1
	"$R" add links code=L2 agency=A1 type=internet status=active down_kbps=1000 \
		device=GW-1 interface=lan
	"$R" add links code=L3 agency=A1 type=internet status=ended down_kbps=1000 \
		device=GW-1
} >/dev/null 2>&1

poll asset_tag=GW-1
is "the router answers" "$code" 0
is "people read the outcome as words" \
	"$("$R" --lang en list devices cols=last_outcome last_outcome=ok | tail -n 1)" answered
is "  and may ask for it so" \
	"$("$R" list devices cols=tag last_outcome=answered --format csv | tr -d '\r' | tail -n 1)" GW-1
is "  machines by its name" \
	"$("$R" list devices cols=last_outcome asset_tag=GW-1 --format csv | tr -d '\r' | tail -n 1)" ok
like "  in Vietnamese, too" \
	"$("$R" --lang vi list events cols=outcome,phase | tail -n 1)" '^ *[0-9]+ +đã trả lời '
is "its model" "$(sqlite3 "$DB" "SELECT value FROM fact WHERE name = 'model'")" \
	'GL.iNet GL-MT300N-V2'
is "its counters" "$(sqlite3 "$DB" "SELECT value FROM fact WHERE name = 'traffic'")" \
	'wan 1000000 500000; lan 7 7'
is "one poll tells no rate" "$(link used_kbps)" -
like "  but the round trip" "$(link rtt_ms)" '^[0-9]+$'
counters wan 2000000 8000000
later 100
poll asset_tag=GW-1
# 7,500,000 bytes sent in a hundred seconds and a little: just below 600 kbit/s
like "two polls tell how much was used" "$(link used_kbps)" '^(5[0-9][0-9]|600)$'
is "  of the interface of the link" \
	"$(sqlite3 "$DB" "SELECT used_kbps FROM link WHERE code = 'L2'")" 0
is "  not of a link that has ended" \
	"$(sqlite3 "$DB" "SELECT ifnull(rtt_ms, '-') FROM link WHERE code = 'L3'")" -
before=$(link used_kbps)
counters wan 5 5
later 100
poll asset_tag=GW-1
is "a counter that began anew tells nothing" "$(link used_kbps)" "$before"
is "nothing was measured yet" "$(link measured_kbps)" -

poll --measure
is "measuring asks the routers alone" "$(grep -c '"device"' "$T/stdout")" 1
like "  and is ok" "$(cat "$T/stdout")" '"device":"GW-1".*"outcome":"ok"'
ok "  a rate was measured" test "$(link measured_kbps)" -gt 1000
is "  on this day" "$(link measured_on)" "$(($(date +%s) / 86400))"
is "  the other facts are written too" \
	"$(sqlite3 "$DB" "SELECT value FROM fact WHERE name = 'traffic'")" 'wan 5 5; lan 7 7'
is "list links measured" "$("$R" list links measured code=L1 --format csv 2>"$T/sums" |
	tr -d '\r' | cut -d, -f1-4,11)" "$(printf '%s\n' \
	'link,agency,provider,contracted_kbps,verdict' 'L1,A1,VNPT,1000,ok')"
is "  and the sums" "$(cat "$T/sums")" \
	'as contracted 1, below contract 0, nearly full 0, not measured 0'
"$R" set links L1 down_kbps=1000000000 >/dev/null 2>&1
like "  below the contract" "$("$R" list links measured code=L1 2>/dev/null)" 'below con'
"$R" set links L1 measured_kbps=990 down_kbps=1000 used_kbps=801 >/dev/null 2>&1
like "  nearly full" "$("$R" list links measured code=L1 --format json 2>/dev/null)" \
	'"measured_percent": 99, "used_kbps": 801, "used_percent": 80, .*"verdict": "ok"'
"$R" set links L1 used_kbps=810 >/dev/null 2>&1
like "    above four fifths" "$("$R" list links measured code=L1 --format json 2>/dev/null)" \
	'"verdict": "full"'
ok "the database is sound" "$R" check
ok "and the audit chain" "$R" audit verify
finish
