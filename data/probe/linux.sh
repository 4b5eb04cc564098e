# SPDX-License-Identifier: MIT
# The questions put to a Linux device, read by `sh -s` from standard input; the
# line before this one is ROLLCALL_NONCE=<hex>. POSIX sh only (dash, busybox
# ash). It writes nothing, needs no root, asks nobody: what only root could read
# is named in needs_root. Everything stands in a function that runs on the last
# line, so a script cut short does nothing, and no command can eat the rest.
# Comment lines and indentation are not sent.

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
	for file in /etc/os-release /usr/lib/os-release; do
		[ -r $file ] && break
	done
	while IFS='=' read -r key value; do
		case $value in
		\"*\") value=${value#\"} value=${value%\"} ;;
		\'*\') value=${value#\'} value=${value%\'} ;;
		esac
		case $key in
		ID) put os_id "$value" ;;
		VERSION_ID) put os_version_id "$value" ;;
		PRETTY_NAME) put os_pretty "$value" ;;
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
		if [ ! -r $file ]; then
			hidden=1
		elif line_of $file && [ -n "$line" ]; then
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
	elif [ -r /proc/device-tree/model ]; then
		put model "$(tr -d '\000' </proc/device-tree/model)"
		[ -r /proc/device-tree/serial-number ] &&
			put serial "$(tr -d '\000' </proc/device-tree/serial-number)"
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
		if [ "$(id -u)" = 0 ]; then
			state=$(rules_state)
		elif ! have nft && ! have iptables && ! have iptables-nft; then
			state=off
		else
			needs_root firewall
		fi
	fi
	put firewall $state
}
# As root: does anything stop what comes in?
rules_state() {
	if have nft && rules=$(brief nft list ruleset); then
		:
	elif have iptables && rules=$(brief iptables -S INPUT); then
		:
	else
		have nft || have iptables && echo unknown && return
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

# Security updates that wait, from package lists not older than 30 days. Root
# could write apt's caches: then apt keeps them in memory.
ask_updates() {
	pending=unknown
	caches=
	[ "$(id -u)" = 0 ] &&
		caches='-o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache='
	if have apt-get && [ -n "$can_limit" ] &&
		[ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*Release' \
			-mtime -30)" ] &&
		plan=$(timeout 10 apt-get -s -q -o Debug::NoLocking=1 \
			$caches dist-upgrade); then
		pending=$(printf '%s\n' "$plan" | grep -c '^Inst .*[Ss]ecurity')
	fi
	put updates_pending_security $pending
	for file in /var/lib/dpkg/status /usr/lib/sysimage/rpm/rpmdb.sqlite \
		/var/lib/rpm/rpmdb.sqlite /var/lib/rpm/Packages \
		/lib/apk/db/installed /var/lib/pacman/local; do
		[ -e $file ] || continue
		put updates_last "$(day_of $file)"
		break
	done
}

ask_boot() {
	secure=no
	file=/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c
	if [ -r $file ]; then
		set -- $(od -An -t u1 $file)
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
	put needs_root "$root_list"
	put clock "$(date +%s)"
}

main() {
	printf '%s\n' "--rollcall $ROLLCALL_NONCE begin 1"
	can_limit=
	timeout 5 true && can_limit=1
	ask_system
	ask_board
	ask_processor
	ask_disk
	find_processes
	ask_firewall
	ask_antivirus
	ask_scan
	ask_updates
	ask_boot
	ask_state
	printf '%s\n' "--rollcall $ROLLCALL_NONCE end $n"
}

LC_ALL=C
PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH
main </dev/null 2>/dev/null
