#!/bin/sh
# SPDX-License-Identifier: MIT
# A real sshd on a loopback port, with throw-away keys: trust, sign-in, facts
# against what the host itself says, and what must never happen.
. "$(dirname "$0")/../lib/tap.sh"

SSHD=/usr/sbin/sshd
[ -x "$SSHD" ] || skip_all "sshd is not installed"
need ssh-keygen ssh-agent ssh-add sqlite3
R=$OUT/rollcall
DB=$T/fleet.db
export ROLLCALL_DB="$DB"
unset SSH_AUTH_SOCK
me=$(id -un)

# --- the host ------------------------------------------------------------------
# apt is answered by us: two security updates wait. HOME is a folder in which
# nothing may ever appear.
mkdir -p "$T/bin" "$T/remote"
cat >"$T/bin/apt-get" <<'END'
#!/bin/sh
echo 'Inst openssl [3.0.11] (3.0.15 Debian-Security:12/stable-security [amd64])'
echo 'Inst nano [7.2-1] (7.2-2 Debian:12.9/stable [amd64])'
echo 'Inst libssl3 [3.0.11] (3.0.15 Debian-Security:12/stable-security [amd64])'
END
chmod +x "$T/bin/apt-get"
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd

keygen() { # type file [passphrase]
	rm -f "$2" "$2.pub"
	ssh-keygen -q -t "$1" -N "${3-}" -C test -f "$2"
}
keygen ed25519 "$T/host"
keygen ed25519 "$T/user"
keygen ecdsa "$T/user_ecdsa"
keygen rsa "$T/user_rsa"
keygen ed25519 "$T/stranger"
keygen ed25519 "$T/locked" secret
cat "$T/user.pub" "$T/user_ecdsa.pub" "$T/user_rsa.pub" >"$T/authorized"

port=
sshd_up() { # more lines of configuration
	: "${host_key:=$T/host}"
	for try in 1 2 3 4 5; do
		[ "$try" = 1 ] && [ -n "$port" ] ||
			port=$((20000 + ($$ * 7 + try * 1009) % 12000))
		cat >"$T/sshd_config" <<END
ListenAddress 127.0.0.1
Port $port
HostKey $host_key
PidFile none
AuthorizedKeysFile $T/authorized
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv HOME=$T/remote TMPDIR=$T/remote PATH=$T/bin:/usr/bin:/bin
LogLevel VERBOSE
$*
END
		rm -f "$T/sshd.err" # or what the last one said is read
		start sshd "$SSHD" -D -e -f "$T/sshd_config"
		wait_for 5 grep -q 'Server listening' "$T/sshd.err" && return
		stop sshd
	done
	cat "$T/sshd.err" >&2
	skip_all "sshd does not start here"
}
sshd_again() {
	stop sshd
	sshd_up "$@"
}
poll() { # options; the JSON line goes to $line, the exit code to $code
	run "$R" poll --format jsonl --user "$me" "$@"
	line=$(grep '"device":"TS-REAL"' "$T/stdout")
}
outcome() {
	printf '%s\n' "$line" | sed -n 's/.*"outcome":"\([a-z_]*\)".*/\1/p'
}
sql() {
	sqlite3 "$DB" "$1"
}
fact() {
	sql "SELECT f.value FROM fact f JOIN device d ON d.id = f.device
		WHERE d.asset_tag = 'TS-REAL' AND f.name = '$1'"
}

sshd_up
"$R" init >/dev/null 2>&1
"$R" add agencies code=A1 name=One tier=commune kind=party-committee \
	in_quota=yes >/dev/null 2>&1
ok "a device is added" "$R" add devices asset_tag=TS-REAL category=desktop \
	status=in_use agency=A1 connectivity=networked host=127.0.0.1 port="$port"

# --- an unknown host -------------------------------------------------------------
poll --key "$T/user"
is "unknown host key: exit code" "$code" 1
is "unknown host key: outcome" "$(outcome)" hostkey_unknown
like "unknown host key: phase" "$line" '"phase":"verifying"'
is "no fact is stored" "$(sql 'SELECT count(*) FROM fact')" 0
is "no pin is stored" "$(sql 'SELECT count(*) FROM pin')" 0
is "one event is stored" "$(sql 'SELECT outcome FROM event')" hostkey_unknown
unlike "nobody tried to sign in" "$(cat "$T/sshd.err")" 'publickey'

# --- trust -----------------------------------------------------------------------
fingerprint=$(ssh-keygen -lf "$T/host.pub" | cut -d' ' -f2)
exits "trust accept refuses another fingerprint" 3 \
	"$R" trust accept TS-REAL SHA256:AAAA
is "and pins nothing" "$(sql 'SELECT count(*) FROM pin')" 0
run "$R" trust accept TS-REAL
is "trust accept: exit code" "$code" 0
is "trust accept prints what ssh-keygen -lf prints" "$(cat "$T/stdout")" \
	"$fingerprint"
is "the pin is stored" "$(sql 'SELECT address, algorithm, fingerprint FROM pin')" \
	"127.0.0.1:$port|ssh-ed25519|$fingerprint"
unlike "still nobody tried to sign in" "$(cat "$T/sshd.err")" 'publickey'
ok "trust accept again changes nothing" "$R" trust accept "127.0.0.1:$port" \
	"$fingerprint"

# --- the facts ---------------------------------------------------------------------
poll --key "$T/user"
is "poll: exit code" "$code" 0
is "poll: outcome" "$(outcome)" ok
like "poll: no error" "$line" '"error":null'
is "kernel" "$(fact kernel)" "$(uname -r)"
is "arch" "$(fact arch)" "$(uname -m)"
is "host name" "$(fact hostname)" "$(uname -n)"
is "os_id" "$(fact os_id)" "$(. /etc/os-release && echo "$ID")"
is "os_version_id" "$(fact os_version_id)" \
	"$(. /etc/os-release && echo "${VERSION_ID:-}")"
is "os_pretty" "$(fact os_pretty)" "$(. /etc/os-release && echo "$PRETTY_NAME")"
is "ram_kb" "$(fact ram_kb)" \
	"$(awk '$1 == "MemTotal:" { print $2 }' /proc/meminfo)"
is "cpu_cores" "$(fact cpu_cores)" "$(nproc)"
is "machine_id" "$(fact machine_id)" "$(cat /etc/machine-id 2>/dev/null)"
is "volume_kb" "$(fact volume_kb)" "$(df -P -k / | awk 'END { print $2 }')"
up=$(cut -d. -f1 /proc/uptime)
is "uptime within a minute" \
	"$([ $((up - $(fact uptime_s))) -lt 60 ] && echo yes)" yes
is "clock skew: it is our own clock" "$(fact clock_skew_s)" 0
if [ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*Release' -mtime -30 \
	2>/dev/null)" ]; then
	is "security updates pending, of three updates" "$(fact updates_pending)" 2
else
	skip "no fresh apt lists here"
fi
is "facts come from the poll" "$(sql 'SELECT DISTINCT source FROM fact')" 1
is "last_outcome of the device" \
	"$(sql "SELECT last_outcome FROM device WHERE asset_tag = 'TS-REAL'")" ok
is "nothing was written in the home" "$(find "$T/remote" -mindepth 1)" ""
ok "the database is sound" "$R" check

facts=$(sql 'SELECT count(*) FROM fact')
poll --key "$T/user" 'asset_tag=TS-REAL'
is "a second poll" "$(outcome)" ok
is "has the same facts" "$(sql 'SELECT count(*) FROM fact')" "$facts"
changed=$(printf '%s\n' "$line" | sed -n 's/.*"changed":\([0-9]*\).*/\1/p')
is "of which few have changed" "$([ "$changed" -le 4 ] && echo few)" few

# --- keys --------------------------------------------------------------------------
poll --key "$T/stranger"
is "a key that is not let in" "$(outcome) $code" "auth 1"
poll --key "$T/user_ecdsa"
is "an ECDSA key" "$(outcome)" ok
poll --key "$T/user_rsa"
is "an RSA key" "$(outcome)" ok
cp "$T/user_rsa" "$T/pem_rsa"
ssh-keygen -q -p -m PEM -N '' -P '' -f "$T/pem_rsa" >/dev/null
poll --key "$T/pem_rsa"
is "an RSA key in PEM" "$(outcome)" ok
cp "$T/user_ecdsa" "$T/pem_ecdsa"
ssh-keygen -q -p -m PEM -N '' -P '' -f "$T/pem_ecdsa" >/dev/null
poll --key "$T/pem_ecdsa"
is "an ECDSA key in PEM" "$(outcome)" ok
poll --key "$T/locked"
is "an encrypted key: not done" "$code" 3
like "an encrypted key: what to do" "$(cat "$T/stderr")" 'ssh-agent'
cp "$T/user" "$T/open"
chmod 644 "$T/open"
poll --key "$T/open"
is "a key that others may read: not done" "$code" 3
like "a key that others may read: what to do" "$(cat "$T/stderr")" 'chmod 600'
poll --key "$T/none"
is "no such key: not done" "$code" 3
poll
is "no key at all" "$(outcome)" auth
like "no key at all: says so" "$line" 'no SSH key'

start agent ssh-agent -D -a "$T/agent.sock"
export SSH_AUTH_SOCK="$T/agent.sock"
wait_for 5 test -S "$T/agent.sock"
ssh-add -q "$T/stranger" "$T/user_rsa" 2>/dev/null
poll
is "a key of the agent, the second, RSA" "$(outcome)" ok
ssh-add -q -D 2>/dev/null
ssh-add -q "$T/user" 2>/dev/null
poll
is "a key of the agent, Ed25519" "$(outcome)" ok
kill -STOP "$(cat "$T/agent.pid")"
begin=$(date +%s)
poll
is "an agent that hangs" "$(outcome)" auth
is "holds nobody up" "$([ $(($(date +%s) - begin)) -le 8 ] && echo yes)" yes
kill -CONT "$(cat "$T/agent.pid")"
stop agent
unset SSH_AUTH_SOCK
mkdir -p "$HOME/.ssh"
cp "$T/user" "$HOME/.ssh/id_ed25519"
poll
is "the key in ~/.ssh" "$(outcome)" ok
rm -rf "$HOME/.ssh"

# --- shells ------------------------------------------------------------------------
sshd_again 'ForceCommand echo Welcome; echo oops >&2; exec $SSH_ORIGINAL_COMMAND'
poll --key "$T/user"
is "a login shell that talks first" "$(outcome)" ok
sshd_again 'ForceCommand /bin/true'
poll --key "$T/user"
is "a login shell that runs nothing" "$(outcome)" garbled
like "says what may be wrong" "$line" 'POSIX shell'

sshd_again 'ForceCommand printf "1) Status\n2) Exit\nChoice: "; read x; exit 0'
poll --key "$T/user"
is "a login shell that is a menu" "$(outcome)" garbled
sshd_again 'ForceCommand head -c 1G /dev/zero'
begin=$(date +%s)
poll --key "$T/user"
is "a gigabyte of nothing" "$(outcome)" garbled
is "is not waited for" "$([ $(($(date +%s) - begin)) -le 10 ] && echo yes)" yes

# --- dropbear ----------------------------------------------------------------------
dropbear=$(command -v dropbear || ls /usr/sbin/dropbear 2>/dev/null)
if [ "$(id -u)" != 0 ] || [ -z "$dropbear" ] ||
	! command -v dropbearkey >/dev/null; then
	skip "dropbear-bin is not installed, or we are not root" 4
else
	# It reads the keys of the user's own home: we may add ours there only
	# when nobody has any, and take it away again.
	home=$(getent passwd "$me" | cut -d: -f6)
	if [ -e "$home/.ssh/authorized_keys" ] || ! mkdir -p "$home/.ssh"; then
		skip "the keys in $home are not ours to change" 4
	else
		stop sshd
		trap 'rm -f "$home/.ssh/authorized_keys"; tap_clean' EXIT
		cp "$T/user.pub" "$home/.ssh/authorized_keys"
		chmod 700 "$home/.ssh"
		chmod 600 "$home/.ssh/authorized_keys"
		dropbearkey -t ed25519 -f "$T/dropbear" >/dev/null 2>&1
		start dropbear "$dropbear" -F -E -s -r "$T/dropbear" \
			-p "127.0.0.1:$port" -P "$T/dropbear.pid"
		wait_for 5 sh -c "ssh-keyscan -p $port 127.0.0.1 2>/dev/null | grep -q ed25519"
		print=$(ssh-keyscan -p "$port" -t ed25519 127.0.0.1 2>/dev/null |
			ssh-keygen -lf - | cut -d' ' -f2)
		poll --key "$T/user"
		is "dropbear: another key" "$(outcome)" hostkey_changed
		ok "dropbear: trusted" "$R" trust accept TS-REAL "$print"
		poll --key "$T/user"
		is "dropbear: polled" "$(outcome) $code" "ok 0"
		is "dropbear: the same facts" "$(fact kernel)" "$(uname -r)"
		stop dropbear
		rm -f "$home/.ssh/authorized_keys"
		rmdir "$home/.ssh" 2>/dev/null
		trap tap_clean EXIT
		sshd_again
		"$R" trust accept TS-REAL "$fingerprint" >/dev/null 2>&1
	fi
fi

# --- another host key ----------------------------------------------------------------
keygen ed25519 "$T/host2"
host_key=$T/host2 sshd_again
before=$(sql "SELECT group_concat(name || value || at) FROM fact")
poll --key "$T/user"
is "a changed host key" "$(outcome) $code" "hostkey_changed 1"
unlike "nobody tried to sign in there" "$(cat "$T/sshd.err")" 'publickey'
is "the facts are as before" \
	"$(sql "SELECT group_concat(name || value || at) FROM fact")" "$before"
poll --key "$T/user" --accept-new
is "--accept-new accepts no changed key" "$(outcome)" hostkey_changed
exits "trust accept wants the fingerprint now" 3 "$R" trust accept TS-REAL
ok "and takes it" "$R" trust accept TS-REAL \
	"$(ssh-keygen -lf "$T/host2.pub" | cut -d' ' -f2)"
poll --key "$T/user"
is "then it is trusted" "$(outcome)" ok
ok "trust revoke" "$R" trust revoke TS-REAL
poll --key "$T/user" --accept-new
is "a revoked key is not accepted as new" "$(outcome)" hostkey_unknown
ok "trust accept takes it back" "$R" trust accept TS-REAL

keygen ecdsa "$T/host3"
host_key=$T/host3 sshd_again
poll --key "$T/user"
is "another kind of host key is a change" "$(outcome)" hostkey_changed
keygen rsa "$T/host4"
host_key=$T/host4 sshd_again
poll --key "$T/user"
if [ "$(outcome)" = hostkey_changed ]; then
	skip "this libssh2 knows RSA host keys"
else
	is "only an RSA host key" "$(outcome)" refused
	like "says why" "$line" 'RSA ones need libssh2 1.11'
fi

# --- isolated ------------------------------------------------------------------------
host_key=$T/host2 sshd_again
ok "the device becomes isolated" "$R" set devices TS-REAL connectivity=isolated
poll --key "$T/user"
is "isolated: not asked" "$(outcome) $code" "isolated 0"
no "trust accept does not touch it" "$R" trust accept TS-REAL
no "nor by its address" "$R" trust accept "127.0.0.1:$port"
unlike "nobody connected" "$(cat "$T/sshd.err")" 'Connection from'

stop sshd
"$R" set devices TS-REAL connectivity=networked >/dev/null 2>&1
poll --key "$T/user"
is "no sshd: refused" "$(outcome) $code" "refused 1"
is "nothing was ever written in the home" "$(find "$T/remote" -mindepth 1)" ""
ok "the database is sound at the end" "$R" check
ok "and the audit chain" "$R" audit verify
finish
