#!/bin/sh
# SPDX-License-Identifier: MIT
# ~/.ssh/config: aliases, ports, users and keys of hosts; what cannot be done is
# refused with the line. Keys with a passphrase: from the agent, from the
# terminal, or not at all. All against the simulated fleet.
. "$(dirname "$0")/../lib/tap.sh"

[ -x "$OUT/fleetsim" ] || skip_all "fleetsim is not built"
need ssh-keygen sqlite3
R=$OUT/rollcall
export ROLLCALL_DB="$T/fleet.db"
unset SSH_AUTH_SOCK
port=$((21000 + ($$ * 7) % 8000))
mkdir -p "$HOME/.ssh"
chmod 700 "$HOME/.ssh"
ssh-keygen -q -t ed25519 -N '' -C test -f "$HOME/.ssh/right"
ssh-keygen -q -t ed25519 -N '' -C test -f "$HOME/.ssh/wrong"

cat >"$T/devices.csv" <<END
asset_tag,category,status,agency,connectivity,host,port
TS-ALIAS,desktop,in_use,A1,networked,may-tram,
TS-PORT,desktop,in_use,A1,networked,127.21.0.2,$port
TS-JUMP,desktop,in_use,A1,networked,far-away,
TS-WRONG,desktop,in_use,A1,networked,wrong-key,
END
cat >"$T/fleet.csv" <<END
asset_tag,category,status,agency,connectivity,host,port
TS-ALIAS,desktop,in_use,A1,networked,127.21.0.1,$port
TS-PORT,desktop,in_use,A1,networked,127.21.0.2,$port
TS-WRONG,desktop,in_use,A1,networked,127.21.0.4,$port
END
config() {
	cat >"$HOME/.ssh/config" <<END
Host may-tram
	HostName 127.21.0.1
Host far-away
	HostName 127.21.0.3
	ProxyJump bastion
Host wrong-key
	HostName 127.21.0.4
	IdentityFile ~/.ssh/wrong
	IdentitiesOnly yes
Host *
	Port $port
	User admin
Host * !wrong-key
	IdentityFile ~/.ssh/right
END
	chmod 600 "$HOME/.ssh/config"
}
poll() {
	run "$R" poll --format jsonl "$@"
	cp "$T/stdout" "$T/lines"
}
outcome() { # device
	sed -n "s/.*\"device\":\"$1\".*\"outcome\":\"\([^\"]*\)\".*/\1/p" "$T/lines"
}

"$R" init >/dev/null 2>&1
"$R" add agencies code=A1 name=One tier=commune kind=party-committee \
	in_quota=yes >/dev/null 2>&1
ok "the inventory is imported" "$R" import devices "$T/devices.csv"
start fleetsim "$OUT/fleetsim" --fleet "$T/fleet.csv" --key seed --port $port \
	--require-key "$HOME/.ssh/right.pub" --lifetime 120 --ready-file "$T/ready"
wait_for 10 test -f "$T/ready" || skip_all "the simulated fleet does not start"

# --- the configuration -------------------------------------------------------
config
poll --accept-new
is "an alias, with port, user and key" "$(outcome TS-ALIAS)" ok
is "a port on record counts" "$(outcome TS-PORT)" ok
is "a jump is refused" "$(outcome TS-JUMP)" unreachable
like "with the line" "$(cat "$T/lines")" \
	'"device":"TS-JUMP".*/.ssh/config: line 5: ProxyJump bastion: '
is "only the key that is named" "$(outcome TS-WRONG)" auth
is "the pin is of the address" "$(sqlite3 "$ROLLCALL_DB" \
	"SELECT count(*) FROM pin WHERE address = '127.21.0.1:$port'")" 1
poll --key "$HOME/.ssh/right" asset_tag=TS-WRONG
is "a key of the command line outweighs it" "$(outcome TS-WRONG)" ok
ok "trust reads it too" "$R" trust accept may-tram
ROLLCALL_POLL_SSH_CONFIG=none
export ROLLCALL_POLL_SSH_CONFIG
poll asset_tag=TS-ALIAS
is "not if the setting says none" "$(outcome TS-ALIAS)" unreachable
unset ROLLCALL_POLL_SSH_CONFIG

echo 'Port many' >>"$HOME/.ssh/config"
run "$R" poll
is "a mistake in it stops the poll" "$code" 3
like "and is named" "$(cat "$T/stderr")" '\.ssh/config: line 15: '
config
chmod 666 "$HOME/.ssh/config"
run "$R" poll
like "nobody else may write it" "$(cat "$T/stderr")" 'mode 666'
config

# --- a key with a passphrase -------------------------------------------------
ssh-keygen -q -p -P '' -N 'bí mật' -f "$HOME/.ssh/right" >/dev/null
poll --key "$HOME/.ssh/right" --user admin asset_tag=TS-PORT
isnt "locked, and nobody to ask: it fails" "$code" 0
like "and says what to do" "$(cat "$T/stderr")" 'ssh-add'
if command -v ssh-agent >/dev/null && command -v setsid >/dev/null; then
	eval "$(ssh-agent -s)" >/dev/null
	cat >"$T/askpass" <<'END'
#!/bin/sh
echo 'bí mật'
END
	chmod 700 "$T/askpass"
	DISPLAY=:0 SSH_ASKPASS="$T/askpass" SSH_ASKPASS_REQUIRE=force \
		ssh-add -q "$HOME/.ssh/right" </dev/null 2>/dev/null
	poll --key "$HOME/.ssh/right" --user admin asset_tag=TS-PORT
	is "the agent opens it" "$(outcome TS-PORT)" ok
	kill "$SSH_AGENT_PID"
	unset SSH_AUTH_SOCK SSH_AGENT_PID
else
	skip "no ssh-agent"
fi
if command -v tmux >/dev/null; then
	tm() {
		tmux -L "rc$$" "$@"
	}
	screen() { # holds this?
		tm capture-pane -p -t 0 | grep -q "$1"
	}
	tm -f /dev/null new-session -d -x 120 -y 30 "env ROLLCALL_DB='$ROLLCALL_DB' \
		HOME='$HOME' '$R' poll --user admin --key '$HOME/.ssh/right' \
		asset_tag=TS-PORT; echo \"ended \$?\"; sleep 20"
	ok "the terminal asks for it" wait_for 10 screen 'passphrase of the key'
	tm send-keys -t 0 'sai' Enter
	twice() {
		[ "$(tm capture-pane -p -t 0 | grep -c 'passphrase of')" = 2 ]
	}
	ok "a wrong one: it asks again" wait_for 10 twice
	tm send-keys -t 0 -l 'bí mật'
	tm send-keys -t 0 Enter
	ok "the right one: the device answers" wait_for 10 screen 'ended 0'
	no "nothing of it is shown" screen 'bí\|sai'
	tm kill-server 2>/dev/null
else
	skip "no tmux" 4
fi
finish
