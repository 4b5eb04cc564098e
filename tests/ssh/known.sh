#!/bin/sh
# SPDX-License-Identifier: MIT
# trust import: known_hosts as ssh-keygen writes it, hashed and not.
. "$(dirname "$0")/../lib/tap.sh"
need ssh-keygen sqlite3
R=$OUT/rollcall
DB=$T/fleet.db
export ROLLCALL_DB="$DB"
for key in a b c d e; do
	ssh-keygen -q -t ed25519 -N '' -C "$key" -f "$T/$key"
done
ssh-keygen -q -t rsa -b 2048 -N '' -C rsa -f "$T/rsa"
ssh-keygen -q -t ecdsa -N '' -C ecdsa -f "$T/ecdsa"
key() { # file: type and key
	cut -d' ' -f1,2 "$T/$1.pub"
}
print_of() {
	ssh-keygen -lf "$T/$1.pub" | cut -d' ' -f2
}
pin() { # address
	sqlite3 "$DB" "SELECT fingerprint FROM pin WHERE address = '$1'"
}
"$R" init >/dev/null 2>&1
"$R" add agencies code=A1 name=One tier=commune kind=party-committee \
	in_quota=yes >/dev/null 2>&1
i=0
for at in 192.0.2.1: 192.0.2.2:2222 pc-3.example.vn: 192.0.2.4: 192.0.2.5:2200 \
	192.0.2.6: ; do
	i=$((i + 1))
	"$R" add devices asset_tag=TS-$i category=desktop status=in_use agency=A1 \
		connectivity=networked host="${at%:*}" port="${at##*:}" >/dev/null 2>&1
done
"$R" add devices asset_tag=TS-ISO category=desktop status=in_use agency=A1 \
	connectivity=isolated host=192.0.2.9 >/dev/null 2>&1
cat >"$T/hashed" <<END
192.0.2.4 $(key d)
[192.0.2.5]:2200 $(key e)
END
ssh-keygen -q -H -f "$T/hashed" >/dev/null 2>&1
is "ssh-keygen hashes" "$(grep -c '^|1|' "$T/hashed")" 2
cat >"$T/known" <<END
# a comment

192.0.2.1 $(key rsa)
192.0.2.1,gate.example.vn $(key a) a comment
192.0.2.1 $(key ecdsa)
[192.0.2.2]:2222 $(key b)
192.0.2.2 $(key c)
PC-3.Example.VN $(key c)
@cert-authority *.example.vn $(key d)
@revoked 192.0.2.6 $(key d)
192.0.2.* $(key d)
192.0.2.6 ssh-ed25519 AAAAnotbase64
192.0.2.6 ssh-rsa $(key d | cut -d' ' -f2)
192.0.2.6
192.0.2.9 $(key d)
198.51.100.7 $(key d)
END
cat "$T/hashed" >>"$T/known"
run "$R" trust import "$T/known"
is "some lines are passed over: exit code" "$code" 1
is "the counts" "$(cat "$T/stdout")" "devices: pinned 5, pinned before 0, another key on file 0; lines: of no device 3, not supported 3, unreadable 3"
like "certificate authorities are told" "$(cat "$T/stderr")" \
	'line 9 passed over: certificate authorities are not supported'
like "revocations are told" "$(cat "$T/stderr")" 'line 10 passed over: .*revoked'
like "patterns are told" "$(cat "$T/stderr")" 'line 11 passed over: a pattern'
like "what is no key is told" "$(cat "$T/stderr")" 'line 14 passed over: this is no host key'
is "of several keys Ed25519" "$(pin 192.0.2.1:22)" "$(print_of a)"
is "[host]:port" "$(pin 192.0.2.2:2222)" "$(print_of b)"
is "a name, case aside" "$(pin pc-3.example.vn:22)" "$(print_of c)"
is "a hashed name" "$(pin 192.0.2.4:22)" "$(print_of d)"
is "a hashed [host]:port" "$(pin 192.0.2.5:2200)" "$(print_of e)"
is "a revoked key is not pinned" "$(pin 192.0.2.6:22)" ""
is "nor the key of an isolated device" "$(pin 192.0.2.9:22)" ""
is "nor anybody else's" "$(sqlite3 "$DB" 'SELECT count(*) FROM pin')" 5

run "$R" trust import "$T/hashed"
is "again: nothing new" "$(cat "$T/stdout")" "devices: pinned 0, pinned before 2, another key on file 0; lines: of no device 0, not supported 0, unreadable 0"
is "and exit code 0" "$code" 0
echo "192.0.2.4 $(key a)" >"$T/other"
run "$R" trust import "$T/other"
is "another key: exit code" "$code" 1
like "another key: told" "$(cat "$T/stderr")" 'line 1: 192.0.2.4:22 has another key'
is "another key: the old one stays" "$(pin 192.0.2.4:22)" "$(print_of d)"
ok "it can be undone" "$R" undo
is "all pins are gone" "$(sqlite3 "$DB" 'SELECT count(*) FROM pin')" 0
exits "no such file" 3 "$R" trust import "$T/none"
exits "no file named" 2 "$R" trust import
ok "the database is sound" "$R" check
finish
