# SPDX-License-Identifier: MIT
# The questions put to a device that is no Windows, read by `sh -s` from standard
# input; the lines before this one set ROLLCALL_NONCE (hex), ROLLCALL_SOFTWARE
# (names to look for, ';' between), ROLLCALL_SUDO (1: sudo -n may be used) and
# ROLLCALL_MEASURE (KiB to send first, which fill the line). POSIX sh only (dash,
# busybox ash). It writes nothing, needs no root, asks nobody: what only root
# could read is named in needs_root. Everything stands in a function that runs on
# the last line, so a script cut short does nothing, and no command can eat the
# rest. Comment lines and indentation are not sent.

nl='
'
n=0
root_list=

put() { # key value
	[ -n "$2" ] || return 0
	printf '%s=%s\n' "$1" "${2%%"$nl"*}"
	n=$((n + 1))
}
needs_root() {
	root_list=$root_list${root_list:+,}$1
}
# Runs as root: by itself, or through sudo where that was wished for and no
# password is asked; false where neither goes.
as_root() {
	if [ "$uid" = 0 ]; then
		brief "$@"
	else
		[ -n "$ROLLCALL_SUDO" ] && have sudo && brief sudo -n "$@"
	fi
}
# The first line of a file into $line, without a new process.
line_of() {
	line=
	[ -f "$1" ] && [ -r "$1" ] || return 1
	IFS= read -r line <"$1" || [ -n "$line" ]
}
have() {
	command -v "$1" >/dev/null
}
# A program that might wait for another is given five seconds, or not run.
brief() {
	[ -n "$can_limit" ] || return 1
	timeout 5 "$@"
}
day_of() {
	[ -e "$1" ] && date -r "$1" +%Y-%m-%d
}

ask_system() {
	for file in /etc/os-release /usr/lib/os-release /etc/openwrt_release; do
		[ -r $file ] && break
	done
	while IFS='=' read -r key value; do
		case $value in
		\"*\") value=${value#\"} value=${value%\"} ;;
		\'*\') value=${value#\'} value=${value%\'} ;;
		esac
		case $key in
		ID) put os_id "$value" ;;
		DISTRIB_ID) put os_id "$(echo "$value" | tr 'A-Z' 'a-z')" ;;
		VERSION_ID | DISTRIB_RELEASE) put os_version_id "$value" ;;
		PRETTY_NAME | DISTRIB_DESCRIPTION) put os_pretty "$value" ;;
		VARIANT) put os_edition "$value" ;;
		esac
	done <$file
	put kernel "$(uname -r)"
	put arch "$(uname -m)"
	line_of /proc/sys/kernel/hostname || line=$(uname -n)
	put hostname "$line"
	line_of /etc/machine-id || line_of /var/lib/dbus/machine-id
	put machine_id "$line"
}

# key file...: the first file that says something.
ask_dmi() {
	key=$1
	shift
	hidden=
	for name; do
		file=/sys/class/dmi/id/$name
		[ -e $file ] || continue
		if [ -r $file ]; then
			line_of $file
		else
			line=$(as_root cat $file) || hidden=1
		fi
		if [ -n "$line" ]; then
			put "$key" "$line"
			return
		fi
	done
	[ -z "$hidden" ] || needs_root "$key"
}

ask_board() {
	if [ -d /sys/class/dmi/id ]; then
		ask_dmi serial product_serial chassis_serial board_serial
		ask_dmi uuid product_uuid
		ask_dmi manufacturer sys_vendor board_vendor
		ask_dmi model product_name board_name
		ask_dmi chassis chassis_type
		ask_dmi bios_date bios_date
		return
	fi
	# Boards without: OpenWrt's own word, else the device tree.
	if line_of /tmp/sysinfo/model; then
		put model "$line"
	elif [ -r /proc/device-tree/model ]; then
		put model "$(tr -d '\000' </proc/device-tree/model)"
	elif [ -r /etc/board.json ]; then
		put model "$(sed -n 's/.*"name": *"\([^"]*\)".*/\1/p
			/"name"/q' /etc/board.json)"
	fi
	if [ -r /proc/device-tree/serial-number ]; then
		put serial "$(tr -d '\000' </proc/device-tree/serial-number)"
	else
		put serial "$(sed -n 's/^Serial[	 ]*: *0*//p' /proc/cpuinfo)"
	fi
}

ask_processor() {
	put cpu_model "$(sed -n \
		's/^\(model name\|Model\|Hardware\|cpu model\)[	 ]*: *//p
		/^model name/q' /proc/cpuinfo | head -n 1)"
	put cpu_cores "$(nproc || getconf _NPROCESSORS_ONLN ||
		grep -c ^processor /proc/cpuinfo)"
	put ram_kb "$(sed -n 's/^MemTotal: *\([0-9]*\) kB.*/\1/p' /proc/meminfo)"
}

# The block device of / as a folder of /sys into $block.
find_root_block() {
	block=
	numbers=
	while read -r _ _ mm _ where _; do
		[ "$where" = / ] && numbers=$mm
	done </proc/self/mountinfo
	case $numbers in
	'' | 0:*) block=/sys/class/block/${root_device##*/} ;;
	*) block=/sys/dev/block/$numbers ;;
	esac
	case $root_device in
	/dev/*) ;;
	*) case $numbers in '' | 0:*) block= ;; esac ;;
	esac
	[ -n "$block" ] && block=$(cd "$block" && pwd -P)
	[ -n "$block" ]
}

ask_disk() {
	set -- $(df -P -k / | tail -n 1)
	root_device=$1
	put volume_kb "$2"
	put disk_free_kb "$4"
	encrypted=unknown
	if find_root_block; then
		encrypted=no
		depth=0
		while [ $depth -lt 8 ]; do
			depth=$((depth + 1))
			line_of "$block/dm/uuid"
			case $line in CRYPT-*) encrypted=yes ;; esac
			below=
			for dir in "$block"/slaves/*; do
				[ -e "$dir" ] && below=$dir && break
			done
			if [ -n "$below" ]; then
				block=$(cd "$below" && pwd -P)
			elif [ -e "$block/partition" ]; then
				block=${block%/*}
			else
				break
			fi
		done
		line_of "$block/size" && put disk_total_kb "$((line / 2))"
		line_of "$block/queue/rotational" && put disk_rotational "$line"
	fi
	put disk_encrypted $encrypted
}

# The names of all processes into $running, blank before and after each; $all
# is set when other people's processes can be seen too.
find_processes() {
	running=' '
	all=
	for file in /proc/[0-9]*/comm; do
		IFS= read -r name <"$file" || continue
		running="$running$name "
	done
	[ -r /proc/1/comm ] && all=1
}

ask_firewall() {
	state=unknown
	line=
	[ -r /etc/ufw/ufw.conf ] && line=$(grep -i '^ENABLED=' /etc/ufw/ufw.conf)
	case $line in *[Yy][Ee][Ss]*) state=on ;; esac
	case $running in *' firewalld '*) state=on ;; esac
	if [ $state = unknown ]; then
		state=$(rules_state)
		[ $state = unknown ] && [ "$uid" != 0 ] && needs_root firewall
	fi
	put firewall $state
}
# Does anything stop what comes in? Only root can say.
rules_state() {
	if have nft && rules=$(as_root nft list ruleset); then
		:
	elif have iptables && rules=$(as_root iptables -S INPUT); then
		:
	else
		have nft || have iptables || have iptables-nft &&
			echo unknown && return
		echo off
		return
	fi
	case $rules in
	*'hook input'*drop* | *'hook input'*reject*) echo on ;;
	*'-P INPUT DROP'* | *'-A INPUT'*DROP* | *'-A INPUT'*REJECT*) echo on ;;
	*) echo off ;;
	esac
}

# name|folder or file|process: the first that is installed wins.
products='Microsoft Defender|/opt/microsoft/mdatp|wdavdaemon
ESET|/opt/eset|oaeventd
Kaspersky|/opt/kaspersky/kesl|kesl
Sophos|/opt/sophos-spl|sophos_threat_d
CrowdStrike Falcon|/opt/CrowdStrike|falcon-sensor
SentinelOne|/opt/sentinelone|s1-agent
Trend Micro|/opt/ds_agent|ds_agent
Bitdefender|/opt/bitdefender-security-tools|bdsecd
Bitdefender|/opt/BitDefender|bdservicehost
ClamAV|/usr/sbin/clamd|clamd
ClamAV|/usr/bin/clamscan|clamd'

ask_antivirus() {
	antivirus=none
	active=no
	IFS=$nl
	for product in $products; do
		process=${product##*|}
		path=${product%|*}
		path=${path#*|}
		[ -e "$path" ] || continue
		antivirus=${product%%|*}
		case $running in
		*" $process "*) active=yes ;;
		*) [ -n "$all" ] || active=unknown ;;
		esac
		break
	done
	unset IFS
	put antivirus "$antivirus"
	put antivirus_running $active
	[ "$antivirus" = ClamAV ] || return 0
	for file in /var/lib/clamav/daily.cld /var/lib/clamav/daily.cvd \
		/var/lib/clamav/main.cvd; do
		[ -e $file ] || continue
		put antivirus_date "$(day_of $file)"
		break
	done
}

# The last malware check: the log that a scheduled clamscan writes
# (clamscan -r --log=/var/log/clamav/clamscan.log).
ask_scan() {
	for file in /var/log/clamav/clamscan.log /var/log/clamav/scan.log \
		/var/log/clamscan.log; do
		[ -e $file ] || continue
		put scan_date "$(day_of $file)"
		break
	done
}

# Is there a file of that name not older than 30 days?
fresh() { # folder name
	[ -n "$(find "$1" -name "$2" -mtime -30 | head -n 1)" ]
}
# Security updates that wait, from package lists not older than 30 days; nothing
# is fetched. Root could write apt's caches: then apt keeps them in memory. What
# tells no security updates from others can tell that there are none at all.
count_updates() {
	caches=
	[ "$uid" = 0 ] &&
		caches='-o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache='
	[ -n "$can_limit" ] || return 1
	if have apt-get; then
		fresh /var/lib/apt/lists '*Release' &&
			plan=$(timeout 10 apt-get -s -q -o Debug::NoLocking=1 \
				$caches dist-upgrade) || return 1
		printf '%s\n' "$plan" | grep -c '^Inst .*[Ss]ecurity'
	elif have dnf || have yum; then
		fresh /var/cache/dnf repomd.xml || fresh /var/cache/yum repomd.xml ||
			fresh /var/cache/libdnf5 repomd.xml || return 1
		have dnf && plan=$(as_root dnf -C -q updateinfo list --security) ||
			plan=$(as_root yum -C -q updateinfo list security) ||
			return 2
		printf '%s\n' "$plan" | sed -n 's/.* \([^ ]*\.[^ ]*\) *$/\1/p' |
			sort -u | grep -c .
	elif have zypper; then
		fresh /var/cache/zypp solv || return 1
		plan=$(as_root zypper -n -q --no-refresh list-patches \
			--category security) || return 2
		printf '%s\n' "$plan" | grep -c '| *security *|.*| *needed *|'
	elif have pacman; then
		fresh /var/lib/pacman/sync '*.db' && none_of brief pacman -Qu
	elif have apk; then
		fresh /var/cache/apk 'APKINDEX*' &&
			none_of brief apk --no-network version -l '<'
	else
		return 1
	fi
}
# 0 if the command names no package; pacman then fails as if for nothing.
none_of() {
	[ -z "$("$@" | grep -v '^Installed:')" ] && echo 0
}
ask_updates() {
	pending=$(count_updates)
	[ $? = 2 ] && [ "$uid" != 0 ] && needs_root updates_pending_security
	put updates_pending_security "${pending:-unknown}"
	for file in /var/lib/dpkg/status /usr/lib/sysimage/rpm/rpmdb.sqlite \
		/var/lib/rpm/rpmdb.sqlite /var/lib/rpm/Packages \
		/lib/apk/db/installed /var/lib/pacman/local; do
		[ -e $file ] || continue
		put updates_last "$(day_of $file)"
		break
	done
}

# Of the names in $ROLLCALL_SOFTWARE those that are installed, as whole words;
# nothing when no list of what is installed can be had.
list_software() {
	if have dpkg-query; then
		dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' |
			sed -n 's/^ii *//p'
	elif have rpm; then
		rpm -qa --qf '%{NAME}\n'
	elif have apk; then
		apk info
	elif have pacman; then
		pacman -Qq
	elif have opkg; then
		opkg list-installed
	else
		return 1
	fi
	have snap && brief snap list
	have flatpak && brief flatpak list --app --columns=name
	for file in /usr/share/applications/*.desktop; do
		[ -r "$file" ] && sed -n '/^Name=/{s/^Name=//p
			q
			}' "$file"
	done
	return 0
}
ask_software() {
	[ -n "$ROLLCALL_SOFTWARE" ] || return 0
	list=$(list_software) || return 0
	list=$(printf '%s\n' "$list" | tr 'A-Z' 'a-z' | tr -cs 'a-z0-9\n' ' ' |
		sed 's/.*/ & /')
	put software_list yes
	IFS=';'
	for name in $ROLLCALL_SOFTWARE; do
		case $list in *" $name "*) put software "$name" ;; esac
	done
	unset IFS
}

ask_boot() {
	secure=no
	file=/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c
	if [ -r $file ]; then
		set -- $(od -An -t u1 $file)
		[ "${5:-0}" = 1 ] && secure=yes
	elif [ -e $file ] && bytes=$(as_root od -An -t u1 $file); then
		set -- $bytes
		[ "${5:-0}" = 1 ] && secure=yes
	elif [ -e $file ]; then
		secure=unknown
		needs_root secure_boot
	elif [ -d /sys/firmware/efi ]; then
		secure=unknown
	fi
	put secure_boot $secure
	tpm=no
	for file in /sys/class/tpm/tpm*; do
		[ -e "$file" ] && tpm=yes
	done
	put tpm $tpm
}

ask_state() {
	line_of /proc/uptime && put uptime_s "${line%%.*}"
	for dir in /sys/class/net/*; do
		[ -e "$dir/device" ] && line_of "$dir/type" && [ "$line" = 1 ] &&
			line_of "$dir/address" && put mac "$line"
	done
	ask_traffic
	put needs_root "$root_list"
	put clock "$(date +%s)"
}

# What went through the interfaces of a router: received and sent bytes, that of
# the default route first.
ask_traffic() {
	line_of /proc/sys/net/ipv4/ip_forward && [ "$line" = 1 ] || return 0
	uplink=
	while read -r dev to _; do
		[ "$to" = 00000000 ] && uplink=$dev && break
	done </proc/net/route
	traffic=
	for dir in "/sys/class/net/$uplink" /sys/class/net/*; do
		dev=${dir##*/}
		case " lo $seen " in *" $dev "*) continue ;; esac
		line_of "$dir/statistics/rx_bytes" || continue
		received=$line
		line_of "$dir/statistics/tx_bytes" || continue
		seen="$seen $dev"
		traffic="$traffic${traffic:+; }$dev $received $line"
		[ ${#traffic} -gt 900 ] && break
	done
	put traffic "$traffic"
}

# --- macOS, which has none of these files ---------------------------------------
tell() { # key, what sysctl calls it
	put "$1" "$(sysctl -n "$2")"
}
ask_darwin() {
	put os_id macos
	version=$(sw_vers -productVersion)
	put os_version_id "$version"
	put os_pretty "$(sw_vers -productName) $version"
	put kernel "$(uname -r)"
	put arch "$(uname -m)"
	put hostname "$(hostname)"
	board=$(ioreg -rd1 -c IOPlatformExpertDevice)
	for pair in serial=IOPlatformSerialNumber uuid=IOPlatformUUID; do
		put "${pair%=*}" "$(printf '%s\n' "$board" |
			sed -n "s/.*\"${pair#*=}\" = \"\(.*\)\".*/\1/p")"
	done
	put manufacturer 'Apple Inc.'
	tell model hw.model
	tell cpu_model machdep.cpu.brand_string
	tell cpu_cores hw.physicalcpu
	put ram_kb "$(($(sysctl -n hw.memsize) / 1024))"
	volume=/
	[ -d /System/Volumes/Data ] && volume=/System/Volumes/Data
	set -- $(df -P -k $volume | tail -n 1)
	put volume_kb "$2"
	put disk_free_kb "$4"
	case $(fdesetup status) in
	*'FileVault is On'*) put disk_encrypted yes ;;
	*'FileVault is Off'*) put disk_encrypted no ;;
	*) put disk_encrypted unknown ;;
	esac
	case $(/usr/libexec/ApplicationFirewall/socketfilterfw --getglobalstate) in
	*enabled* | *'State = 1'* | *'State = 2'*) put firewall on ;;
	*disabled* | *'State = 0'*) put firewall off ;;
	*) needs_root firewall ;;
	esac
	rules=/Library/Apple/System/Library/CoreServices/XProtect.bundle/Contents/Info.plist
	if [ -e $rules ]; then
		put antivirus XProtect
		put antivirus_running yes
		put antivirus_date "$(day_of $rules)"
	fi
	# Found by the daily look of the system itself.
	put updates_pending_security "$(defaults read \
		/Library/Preferences/com.apple.SoftwareUpdate \
		LastRecommendedUpdatesAvailable)"
	put updates_last "$(day_of /Library/Receipts/InstallHistory.plist)"
	booted=$(sysctl -n kern.boottime | sed 's/.*{ sec = \([0-9]*\),.*/\1/')
	[ -n "$booted" ] && put uptime_s "$(($(date +%s) - booted))"
	for dev in en0 en1; do
		put mac "$(ifconfig $dev | sed -n 's/^[	 ]*ether \([^ ]*\).*/\1/p')"
	done
	put needs_root "$root_list"
	put clock "$(date +%s)"
}
ask_linux() {
	ask_system
	ask_board
	ask_processor
	ask_disk
	find_processes
	ask_firewall
	ask_antivirus
	ask_scan
	ask_updates
	ask_software
	ask_boot
	ask_state
}

main() {
	if [ -n "$ROLLCALL_MEASURE" ]; then
		dd if=/dev/zero bs=16384 count=$((ROLLCALL_MEASURE / 16))
		echo
	fi
	printf '%s\n' "--rollcall $ROLLCALL_NONCE begin 1"
	can_limit=
	timeout 5 true && can_limit=1
	uid=$(id -u)
	case $(uname -s) in
	Darwin) ask_darwin ;;
	*) ask_linux ;;
	esac
	printf '%s\n' "--rollcall $ROLLCALL_NONCE end $n"
}

LC_ALL=C
PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH
main </dev/null 2>/dev/null
