#!/bin/sh
# SPDX-License-Identifier: MIT
# The probe script itself, under every shell that is here: whole answers, no
# file written, nothing left running, and the same facts from each.
. "$(dirname "$0")/../lib/tap.sh"

probe=$(cd "$(dirname "$0")/../.." && pwd)/data/probe/linux.sh
nonce=0123456789abcdef
mkdir -p "$T/empty" "$T/bin"
# apt is slow where its caches are missing, and is tried in real.sh.
printf '#!/bin/sh\nexit 1\n' >"$T/bin/apt-get"
chmod +x "$T/bin/apt-get"
chmod 755 "$T" "$T/bin"
chmod 777 "$T/empty"

# As a user without any right, where we may change to one.
as_nobody=
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null 2>&1; then
	as_nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
ask() { # shell and its arguments
	{
		echo "ROLLCALL_NONCE=$nonce"
		sed 's/^[	 ]*//; /^#/d' "$probe" # as it is sent
	} | (cd "$T/empty" && env -i PATH="$T/bin:/usr/bin:/bin" \
		HOME="$T/empty" TMPDIR="$T/empty" $as_nobody "$@" -s) \
		>"$T/answer" 2>"$T/noise"
}
steady() { # what is the same a moment later
	grep -v '^\(uptime_s\|clock\|disk_free_kb\)=' "$T/answer"
}

asked=0
for shell in "dash" "bash --posix" "busybox ash" "mksh" "ksh" "zsh --emulate sh" "sh"; do
	path=$(command -v "${shell%% *}") || continue
	# shellcheck disable=SC2086
	ask "$path" ${shell#"${shell%% *}"}
	lines=$(grep -c '^[a-z_0-9]*=' "$T/answer")
	is "$shell: begins" "$(head -n 1 "$T/answer")" \
		"--rollcall $nonce begin 1"
	is "$shell: ends, and counts right" "$(tail -n 1 "$T/answer")" \
		"--rollcall $nonce end $lines"
	is "$shell: nothing else is said" "$(wc -l <"$T/answer")" $((lines + 2))
	is "$shell: nothing on standard error" "$(cat "$T/noise")" ""
	is "$shell: writes nothing" "$(find "$T/empty" -mindepth 1)" ""
	is "$shell: kernel" "$(sed -n 's/^kernel=//p' "$T/answer")" "$(uname -r)"
	steady >"$T/steady"
	if [ "$asked" = 0 ]; then
		cp "$T/steady" "$T/first"
	else
		same "$shell: the same facts" "$T/steady" "$T/first"
	fi
	asked=$((asked + 1))
done
isnt "some shell was there" "$asked" 0

# sshd lets the login shell run our command: `SHELL -c "sh -s"`. It may be one
# that is no POSIX shell at all.
for shell in csh tcsh fish "busybox ash" zsh dash; do
	path=$(command -v "${shell%% *}") || continue
	{
		echo "ROLLCALL_NONCE=$nonce"
		sed 's/^[	 ]*//; /^#/d' "$probe"
	} | (cd "$T/empty" && env -i PATH="$T/bin:/usr/bin:/bin" \
		HOME="$T/empty" TMPDIR="$T/empty" $as_nobody "$path" \
		$([ "$shell" = "${shell#* }" ] || echo "${shell#* }") \
		-c 'sh -s') >"$T/answer" 2>"$T/noise"
	steady >"$T/steady"
	same "login shell $shell: the same facts" "$T/steady" "$T/first"
done

# Cut short, it does nothing at all.
for bytes in 100 2000 5000; do
	{
		echo "ROLLCALL_NONCE=$nonce"
		head -c $bytes "$probe"
	} | (cd "$T/empty" && sh -s) >"$T/answer" 2>/dev/null
	is "cut after $bytes bytes: silent" "$(cat "$T/answer")" ""
done
# The line is filled first, where that was wished for.
{
	printf "ROLLCALL_NONCE='%s'\nROLLCALL_MEASURE='32'\n" $nonce
	sed 's/^[	 ]*//; /^#/d' "$probe"
} | (cd "$T/empty" && env -i PATH="$T/bin:/usr/bin:/bin" $as_nobody sh -s) \
	>"$T/answer" 2>"$T/noise"
is "32 KiB before the answer" "$(head -c 32768 "$T/answer" | tr -d '\000' | wc -c)" 0
is "  then the answer" "$(tail -c +32769 "$T/answer" | sed -n 2p)" \
	"--rollcall $nonce begin 1"
is "  and no noise" "$(cat "$T/noise")" ""

# --- devices of other makes, played in a folder ------------------------------
# A root of its own with busybox and files that say what we want: answers to the
# letter.
play() { # folder: asks what stands there; $T/answer holds the facts alone
	{
		echo "ROLLCALL_NONCE=$nonce"
		sed 's/^[	 ]*//; /^#/d' "$probe"
	} | env -i PATH=/usr/sbin:/bin:/usr/bin chroot "$1" /bin/sh -s \
		>"$T/whole" 2>"$T/noise"
	is "$2: nothing on standard error" "$(cat "$T/noise")" ""
	is "$2: a whole answer" "$(sed -n '1p;$p' "$T/whole" | cut -d' ' -f1-4)" \
		"$(printf '%s\n' "--rollcall $nonce begin 1" \
			"--rollcall $nonce end $(($(wc -l <"$T/whole") - 2))")"
	sed '1d;$d' "$T/whole" |
		grep -v '^\(kernel\|arch\|clock\|volume_kb\|disk_free_kb\)=' >"$T/answer"
}
make_root() { # folder, applets
	mkdir -p "$1/bin" "$1/usr/bin" "$1/dev" "$1/etc" "$1/tmp" "$1/sys/class/net" \
		"$1/proc/net" "$1/proc/self" "$1/proc/sys/kernel" "$1/proc/sys/net/ipv4"
	cp "$(command -v busybox)" "$1/bin/busybox"
	for lib in $(ldd "$1/bin/busybox" 2>/dev/null | grep -o '/[^ ]*'); do
		mkdir -p "$1${lib%/*}" && cp "$lib" "$1$lib"
	done
	mknod "$1/dev/null" c 1 3 2>/dev/null || : >"$1/dev/null"
	for applet in $2; do
		ln -s /bin/busybox "$1/bin/$applet"
	done
	echo "$3" >"$1/proc/sys/kernel/hostname"
	printf 'MemTotal: %s kB\n' "$4" >"$1/proc/meminfo"
	echo '1234.56 99.00' >"$1/proc/uptime"
}
fake() { # file, body of a script
	printf '#!/bin/sh\n%s\n' "$2" >"$1"
	chmod +x "$1"
}
# What every busybox of such a device has.
small='sh cat cut date df find grep head id ls sed sort tail tr uname'
usual="$small timeout true wc uniq od nproc printf"

if [ "$(id -u)" = 0 ] && command -v busybox >/dev/null 2>&1; then
	make_root "$T/openwrt" "$small" gw-25363 124576
	cat >"$T/openwrt/etc/openwrt_release" <<'END'
DISTRIB_ID='OpenWrt'
DISTRIB_RELEASE='18.06.4'
DISTRIB_DESCRIPTION='OpenWrt 18.06.4 r7808-ef686b7292'
END
	mkdir -p "$T/openwrt/tmp/sysinfo"
	echo 'TP-Link Archer C7 v2' >"$T/openwrt/tmp/sysinfo/model"
	printf 'system type\t\t: Qualcomm Atheros QCA9558\nprocessor\t\t: 0\ncpu model\t\t: MIPS 74Kc V5.0\n' \
		>"$T/openwrt/proc/cpuinfo"
	echo 'overlayfs:/overlay / overlay rw 0 0' >"$T/openwrt/proc/mounts"
	echo '12 0 0:14 / / rw - overlay overlayfs:/overlay rw' \
		>"$T/openwrt/proc/self/mountinfo"
	echo 1 >"$T/openwrt/proc/sys/net/ipv4/ip_forward"
	printf 'Iface\tDestination\tGateway\nbr-lan\t0001A8C0\t00000000\neth0.2\t00000000\t0101A8C0\n' \
		>"$T/openwrt/proc/net/route"
	for dev in br-lan:1000:2000 eth0.2:987654321098:123456789 lo:5:5; do
		dir=$T/openwrt/sys/class/net/${dev%%:*}
		mkdir -p "$dir/statistics"
		echo "${dev#*:}" | cut -d: -f1 >"$dir/statistics/rx_bytes"
		echo "${dev##*:}" >"$dir/statistics/tx_bytes"
	done
	mkdir "$T/openwrt/sys/class/net/eth0.2/device"
	echo 1 >"$T/openwrt/sys/class/net/eth0.2/type"
	echo 60:e3:27:00:00:01 >"$T/openwrt/sys/class/net/eth0.2/address"
	play "$T/openwrt" "OpenWrt"
	cat >"$T/want" <<'END'
os_id=openwrt
os_version_id=18.06.4
os_pretty=OpenWrt 18.06.4 r7808-ef686b7292
hostname=gw-25363
model=TP-Link Archer C7 v2
cpu_model=MIPS 74Kc V5.0
cpu_cores=1
ram_kb=124576
disk_encrypted=unknown
firewall=off
antivirus=none
antivirus_running=no
updates_pending_security=unknown
secure_boot=no
tpm=no
uptime_s=1234
mac=60:e3:27:00:00:01
traffic=eth0.2 987654321098 123456789; br-lan 1000 2000
END
	same "OpenWrt: the facts" "$T/answer" "$T/want"

	# Package lists that are there already; nothing is fetched.
	updates() { # folder, name, want
		play "$1" "$2"
		is "$2: pending" "$(sed -n 's/^updates_pending_security=//p' "$T/answer")" \
			"$3"
	}
	make_root "$T/fedora" "$usual" pc-fedora 8000000
	mkdir -p "$T/fedora/var/cache/dnf/updates-1/repodata"
	: >"$T/fedora/var/cache/dnf/updates-1/repodata/repomd.xml"
	fake "$T/fedora/usr/bin/dnf" '[ "$*" = "-C -q updateinfo list --security" ] || exit 9
printf "%s\n" "FEDORA-1 Important/Sec. kernel-6.8.1-1.x86_64" \
	"FEDORA-2 Moderate/Sec. kernel-6.8.1-1.x86_64" "FEDORA-3 Low/Sec. vim-9.1-2.noarch"'
	updates "$T/fedora" "dnf" 2
	fake "$T/fedora/usr/bin/dnf" 'exit 0'
	updates "$T/fedora" "dnf without any" 0
	fake "$T/fedora/usr/bin/dnf" 'exit 1'
	updates "$T/fedora" "dnf that fails" unknown
	find "$T/fedora/var/cache" -type f -exec touch -d '31 days ago' {} +
	fake "$T/fedora/usr/bin/dnf" 'exit 0'
	updates "$T/fedora" "dnf with old lists" unknown
	fake "$T/fedora/bin/id.new" 'echo 1000'
	mv "$T/fedora/bin/id.new" "$T/fedora/bin/id"
	: >"$T/fedora/var/cache/dnf/updates-1/repodata/repomd.xml"
	updates "$T/fedora" "dnf of another user" unknown
	like "dnf of another user: it needs root" "$(cat "$T/answer")" \
		'^needs_root=updates_pending_security$'

	make_root "$T/suse" "$usual" pc-suse 8000000
	mkdir -p "$T/suse/var/cache/zypp/solv"
	fake "$T/suse/usr/bin/zypper" 'printf "%s\n" "Repository | Name | Category | Severity | Interactive | Status | Summary" \
	"Updates | SUSE-1 | security | important | --- | needed | kernel" \
	"Updates | SUSE-2 | security | low | --- | applied | vim" \
	"Updates | SUSE-3 | security | low | reboot | needed | glibc"'
	updates "$T/suse" "zypper" 2

	make_root "$T/arch" "$usual" pc-arch 8000000
	mkdir -p "$T/arch/var/lib/pacman/sync"
	: >"$T/arch/var/lib/pacman/sync/core.db"
	fake "$T/arch/usr/bin/pacman" 'exit 1'
	updates "$T/arch" "pacman without any" 0
	fake "$T/arch/usr/bin/pacman" 'echo "linux 6.8.1-1 -> 6.8.2-1"'
	updates "$T/arch" "pacman cannot tell which" unknown

	make_root "$T/alpine" "$usual" pc-alpine 500000
	mkdir -p "$T/alpine/var/cache/apk"
	: >"$T/alpine/var/cache/apk/APKINDEX.1.tar.gz"
	fake "$T/alpine/usr/bin/apk" 'echo "Installed:      Available:"'
	updates "$T/alpine" "apk without any" 0
	is "no router, no traffic" "$(grep -c '^traffic=' "$T/answer")" 0

	make_root "$T/mac" "$usual" x 1
	fake "$T/mac/usr/bin/uname" 'case $1 in -s) echo Darwin ;; -r) echo 23.5.0 ;; *) echo arm64 ;; esac'
	ln -sf /usr/bin/uname "$T/mac/bin/uname"
	fake "$T/mac/usr/bin/sw_vers" 'case $1 in -productVersion) echo 14.5 ;; *) echo macOS ;; esac'
	fake "$T/mac/usr/bin/hostname" 'echo mb-01.local'
	fake "$T/mac/usr/bin/ioreg" 'cat <<END
+-o J314sAP  <class IOPlatformExpertDevice, id 0x100000217>
    {
      "IOPlatformUUID" = "4C4C4544-0043-4710-8058-B1C04F4C4D32"
      "IOPlatformSerialNumber" = "C02XK0ABJGH5"
    }
END'
	fake "$T/mac/usr/bin/sysctl" 'case $2 in
hw.model) echo MacBookPro18,3 ;;
machdep.cpu.brand_string) echo "Apple M1 Pro" ;;
hw.physicalcpu) echo 8 ;;
hw.memsize) echo 17179869184 ;;
kern.boottime) echo "{ sec = $(($(date +%s) - 5000)), usec = 0 } Sat Nov 21 10:00:00 2026" ;;
esac'
	fake "$T/mac/usr/bin/fdesetup" 'echo "FileVault is On."'
	mkdir -p "$T/mac/usr/libexec/ApplicationFirewall"
	fake "$T/mac/usr/libexec/ApplicationFirewall/socketfilterfw" \
		'echo "Firewall is enabled. (State = 1)"'
	fake "$T/mac/usr/bin/ifconfig" '[ $1 = en0 ] && printf "en0: flags=8863\n\tether f4:d4:88:00:00:01\n"'
	fake "$T/mac/usr/bin/defaults" 'echo 3'
	mkdir -p "$T/mac/Library/Receipts"
	: >"$T/mac/Library/Receipts/InstallHistory.plist"
	touch -d 2026-10-05T12:00:00Z "$T/mac/Library/Receipts/InstallHistory.plist"
	play "$T/mac" "macOS"
	sed -i 's/^uptime_s=500[0-9]$/uptime_s=5000/' "$T/answer"
	cat >"$T/want" <<'END'
os_id=macos
os_version_id=14.5
os_pretty=macOS 14.5
hostname=mb-01.local
serial=C02XK0ABJGH5
uuid=4C4C4544-0043-4710-8058-B1C04F4C4D32
manufacturer=Apple Inc.
model=MacBookPro18,3
cpu_model=Apple M1 Pro
cpu_cores=8
ram_kb=16777216
disk_encrypted=yes
firewall=on
updates_pending_security=3
updates_last=2026-10-05
uptime_s=5000
mac=f4:d4:88:00:00:01
END
	same "macOS: the facts" "$T/answer" "$T/want"
else
	skip "root and busybox play other makes" 1
fi

unlike "it asks for no rights" "$(sed '/^#/d' "$probe")" 'su -c|pkexec|doas'
is "but by sudo -n where that was wished for" \
	"$(sed '/^#/d' "$probe" | grep -c sudo)" 1
like "  and only there" "$(cat "$probe")" \
	'\[ -n "\$ROLLCALL_SUDO" \] && have sudo && brief sudo -n "\$@"'
unlike "it writes to no file" "$(sed '/^[	 ]*#/d' "$probe")" \
	'>[^&]*\$|[^2]>[ ]*[^/&|]|mktemp|tee '
finish
