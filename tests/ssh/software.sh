#!/bin/sh
# SPDX-License-Identifier: MIT
# A real sshd and a real package list: what a profile forbids and asks for, and
# what is read through `sudo -n` when that is wished for, and only then.
. "$(dirname "$0")/../lib/tap.sh"

SSHD=/usr/sbin/sshd
[ -x "$SSHD" ] || skip_all "sshd is not installed"
need ssh-keygen dpkg-query sqlite3
R=$OUT/rollcall
DB=$T/fleet.db
export ROLLCALL_DB="$DB"
unset SSH_AUTH_SOCK
me=$(id -un)

mkdir -p "$T/bin" "$T/remote"
# Somebody who is not root, whose sudo asks for no password and notes its calls.
cat >"$T/bin/sudo" <<END
#!/bin/sh
echo "\$*" >>$T/remote/sudo.log
[ "\$1" = -n ] && shift && FROM_SUDO=1 exec "\$@"
END
cat >"$T/bin/nft" <<'END'
#!/bin/sh
[ -n "$FROM_SUDO" ] || exit 1
echo 'chain input { type filter hook input priority 0; policy drop; }'
END
printf '#!/bin/sh\necho 1000\n' >"$T/bin/id"
chmod +x "$T/bin/"*
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
for name in host user; do
	ssh-keygen -q -t ed25519 -N '' -C test -f "$T/$name"
done
cp "$T/user.pub" "$T/authorized"
port=$((20000 + ($$ * 11) % 12000))
cat >"$T/sshd_config" <<END
ListenAddress 127.0.0.1
Port $port
HostKey $T/host
PidFile none
AuthorizedKeysFile $T/authorized
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv HOME=$T/remote PATH=$T/bin:/usr/bin:/bin
END
start sshd "$SSHD" -D -e -f "$T/sshd_config"
wait_for 5 grep -q listening "$T/sshd.err"

fact() { # name
	sqlite3 "$DB" "SELECT value FROM fact WHERE name = '$1'"
}
poll() {
	"$R" poll --key "$T/user" --accept-new "$@" >"$T/poll.out" 2>&1
}

"$R" init >/dev/null 2>&1
"$R" add agencies code=A name=A tier=commune >/dev/null 2>&1
"$R" add profiles code=p name=p >/dev/null 2>&1
"$R" add devices asset_tag=D1 category=desktop status=in_use agency=A \
	connectivity=networked host=127.0.0.1 port=$port ssh_user="$me" \
	profile=p >/dev/null 2>&1

poll
is "a profile without lists looks for nothing" "$(fact missing)$(fact forbidden)" ""
"$R" set profiles p 'required=Coreutils; base-files;No Such Thing' \
	'forbidden=dash;cor;uTorrent' >/dev/null 2>&1
poll
is "what is asked for and not there" "$(fact missing)" "No Such Thing"
is "what is forbidden and there, as a whole word" "$(fact forbidden)" "dash"
"$R" set profiles p "required='; touch $T/remote/owned; '" >/dev/null 2>&1
poll
is "a name that is a command is a name" "$(ls "$T/remote")" ""
"$R" set profiles p required= forbidden=cor >/dev/null 2>&1
poll
is "nothing forbidden is there: that is said" "$(fact forbidden)" "none"

"$R" set devices D1 profile= >/dev/null 2>&1
"$R" add profiles code=office name=office forbidden=dash >/dev/null 2>&1
poll
is "without a profile that of offices counts" "$(fact forbidden)" "dash"
is "no sudo unless wished for" "$(ls "$T/remote")$(fact firewall)" "3"
poll --sudo
is "with --sudo root's answer is read" "$(fact firewall)" "1"
unlike "it never waits for a password" "$(cat "$T/remote/sudo.log")" '^[^-]|^-[^n]'
finish
