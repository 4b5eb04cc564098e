#!/bin/sh
# SPDX-License-Identifier: MIT
# chain.sh - the whole job as a script does it: five CSV files saved by Excel, a
# poll of 200 simulated devices and one real host, the verdict, the purchase
# list. Every figure was counted by hand, from this inventory:
#
#	     posts  computers  what is special		equipped  conforming
#	P1	20	20					yes	  yes
#	P2	20	20					yes	  yes
#	P3	10	10					yes	  yes
#	P4	11	10	one post has none		no	  no: 1 new
#	P5	 2	 2	not in the quota; the real host	-	  -
#	C01	14	14	one in service for 6 years	yes	  no: 1 replace
#	C02	14	14					yes	  yes
#	C03	14	14	one isolated, no facts		yes	  unknown: 1 ask
#	C04-7	14 each	14 each					yes	  yes
#	C08	16	14	two posts have none		no	  no: 2 new
#	C09	15	14	one post has none		no	  no: 1 new
#	C10	14	14					yes	  yes
#	C11	 0	 0	cannot be judged		-	  -
#
# Provincial bodies (target 100%): roster 4, needed 4, equipped 3, conforming 3.
# Communes (target 80%): roster 10 without C11, needed 8, equipped 8 (C01-C07,
# C10), conforming 6 (C02, C04-C07, C10), kept out by unknown facts 1 (C03).
# To reach 4 and 8: P4 (1 computer), and of the communes the two cheapest: C01
# and C03 at one computer each; C09 costs the same and comes later by code.
# Each is a title group VIII computer at 20.000.000 d: 60.000.000 d in all.
. tests/lib/tap.sh
need ssh-keygen /usr/sbin/sshd awk

db=$T/inventory.db
rollcall="$OUT/rollcall --db $db"
port=27611
real_port=27612
day() { date -d "$1" +%d/%m/%Y; }

# --- the five files, as Excel saves them: BOM, `;`, d/m/y, CRLF ---------------

excel() { # turns stdin into such a file
	printf '\357\273\277'
	sed 's/$/\r/'
}
{
	echo 'Mã cơ quan;Tên cơ quan;Cấp;Trực thuộc;Trong chỉ tiêu;Từ ngày'
	echo 'DN;Thành ủy Đồng Nai;cấp tỉnh;;không;01/07/2025'
	for i in 1 2 3 4 5; do
		quota=có
		[ $i != 5 ] || quota=không
		echo "P$i;Ban Đảng số $i;cấp tỉnh;DN;$quota;01/07/2025"
	done
	for i in 01 02 03 04 05 06 07 08 09 10 11; do
		echo "C$i;Đảng ủy xã số $i;cấp xã;DN;có;01/07/2025"
	done
} | excel >"$T/agencies.csv"
staff='P1 20 20
P2 20 20
P3 10 10
P4 11 10
P5 2 1
C01 14 14
C02 14 14
C03 14 14
C04 14 14
C05 14 14
C06 14 14
C07 14 14
C08 16 14
C09 15 14
C10 14 14'
echo "$staff" | awk '
	BEGIN { print "Mã vị trí;Đơn vị;Chức danh;Nhóm;Ký văn bản;Xử lý văn bản;Từ ngày" }
	{ for (i = 1; i <= $2; i++)
		printf "%s-%02d;%s;Chuyên viên;VIII;không;không;01/07/2025\n", $1, i, $1 }
' | excel >"$T/posts.csv"
echo "$staff" | awk -v port=$port -v new="$(day '400 days ago')" \
	-v old="$(day '6 years ago')" -v real="P5-02;DN-REAL;127.0.0.1;$real_port" '
	BEGIN {
		print "Mã tài sản;Loại;Trạng thái;Đơn vị;Mã vị trí;Kết nối;Địa chỉ máy;Cổng;" \
			"Ngày đưa vào sử dụng;Nguyên giá;Hệ điều hành;Phiên bản hệ điều hành;RAM;Ổ cứng"
	}
	function put(agency, post, tag, link, host, port, since) {
		printf "%s;máy tính để bàn;đang sử dụng;%s;%s;%s;%s;%s;%s;15.500.000 đ;debian;12;16384;512\n",
			tag, agency, post, link, host, port, since
	}
	{ for (i = 1; i <= $3; i++) {
		post = sprintf("%s-%02d", $1, i); tag = "DN-" post
		if (post == "C03-07") { put($1, post, tag, "độc lập", "127.76.9.9", port, new); continue }
		n++
		put($1, post, tag, "nối mạng", "127.76." int(n / 100) + 1 "." n % 100 + 1, port,
			post == "C01-05" ? old : new)
	} }
	END { split(real, r, ";"); put("P5", r[1], r[2], "nối mạng", r[3], r[4], new) }
' | excel >"$T/devices.csv"
{
	echo 'Mã kênh;Đơn vị;Loại kênh;Trạng thái;Nhà cung cấp;Băng thông xuống;Internet có kiểm soát;Ngày bắt đầu'
	for a in P1 P2 P3 P4 P5 C01 C02 C03 C04 C05 C06 C07 C08 C09 C10 C11; do
		echo "K-$a;$a;truyền số liệu chuyên dùng;hoạt động;VNPT;100000;có;01/07/2025"
	done
} | excel >"$T/links.csv"
{
	echo 'Mã;Chỉ tiêu;Nội dung;Cấp;Năm;Tỷ lệ;Nguồn'
	echo 'Q1-2026;Q1;Cơ quan đảng cấp tỉnh được trang bị thiết bị;cấp tỉnh;2026;100;38-KH/TU II.2.1 b'
	echo 'Q2-2026;Q2;Cơ quan đảng cấp xã được trang bị thiết bị;cấp xã;2026;80;38-KH/TU II.2.1 b'
} | excel >"$T/targets.csv"

ok 'init' $rollcall init --plan dong-nai-2025-2028
load() { # KIND ROWS: a dry run writes nothing, the real run everything
	run $rollcall import "$1" "$T/$1.csv" --date dmy --dry-run
	is "import $1: dry run" "$code" 0
	run $rollcall import "$1" "$T/$1.csv" --date dmy
	is "import $1" "$code" 0
	like "import $1 reconciles" "$(tail -n 1 "$T/stderr")" \
		"^read $2 = created [0-9]+ \+ updated [0-9]+ \+ unchanged [0-9]+ \+ rejected 0; batch [0-9]+$"
}
load agencies 17
load posts 206
load devices 202
load links 16
load targets 2
is 'agencies' "$($rollcall list agencies --format csv | sed 1d | wc -l)" 17
is 'devices with custody' "$($rollcall list custody --format csv | sed 1d | wc -l)" 202

# --- the poll ----------------------------------------------------------------

ssh-keygen -q -t ed25519 -N '' -f "$T/key"
ssh-keygen -q -t ed25519 -N '' -f "$T/host_key"
cp "$T/key.pub" "$T/authorized_keys"
cat >"$T/sshd_config" <<END
Port $real_port
ListenAddress 127.0.0.1
HostKey $T/host_key
AuthorizedKeysFile $T/authorized_keys
PasswordAuthentication no
UsePAM no
StrictModes no
PidFile none
END
mkdir -p /run/sshd 2>/dev/null || :
$rollcall export devices 'host~127.76.' -o "$T/fleet.csv"
start fleet "$OUT/fleetsim" --fleet "$T/fleet.csv" --port $port --sound 100 \
	--require-key "$T/key.pub" --ready-file "$T/ready" --lifetime 120
start sshd /usr/sbin/sshd -D -e -f "$T/sshd_config"
wait_for 10 test -e "$T/ready"
wait_for 10 sh -c "ssh-keyscan -p $real_port 127.0.0.1 2>/dev/null | grep -q ed25519"

run $rollcall poll --accept-new --key "$T/key" --user "$(id -un)" --format jsonl
cp "$T/stdout" "$T/poll.jsonl"
is 'poll: exit status' "$code" 0
is 'poll: nothing but answers' "$(grep -v '"outcome":"\(ok\|isolated\)"' "$T/poll.jsonl")" ''
is 'poll: 201 devices answered' "$(grep -c '"outcome":"ok"' "$T/poll.jsonl")" 201
is 'poll: the isolated one was not asked' \
	"$(grep -c '"outcome":"isolated"' "$T/poll.jsonl")" 1
is 'the real host says what it is' \
	"$($rollcall show devices DN-REAL --format json | grep -c "$(uname -r)")" 1
stop fleet
stop sshd

# --- the figures ---------------------------------------------------------------

$rollcall quota --year 2026 --format json >"$T/quota.json"
row() { # INDICATOR: its object
	tr -d ' \n' <"$T/quota.json" | tr '{' '\n' | grep -m 1 "^\"indicator\":\"$1\""
}
figure() { # INDICATOR KEY
	row "$1" | sed -n "s/.*\"$2\":\([^,}]*\).*/\1/p"
}
check() { # INDICATOR KEY WANT ...
	indicator=$1
	shift
	while [ $# -gt 0 ]; do
		is "$indicator $1" "$(figure "$indicator" "$1")" "$2"
		shift 2
	done
}
check Q1 target_percent 100 roster 4 needed 4 equipped 3 met_equipped false \
	conforming 3 met_conforming false unknown 0 not_evaluable 0
check Q2 target_percent 80 roster 10 needed 8 equipped 8 met_equipped true \
	conforming 6 met_conforming false unknown 1 not_evaluable 1

$rollcall report procurement --format csv >"$T/buy.csv"
sed 's/^\xef\xbb\xbf//; s/\r$//' "$T/buy.csv" | awk -F, '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ print $at["agency"], $at["need"], $at["quantity"], $at["unit_price"],
		$at["amount"]; sum += $at["amount"] }
	END { print "sum", sum }' | sort >"$T/lines"
is 'who gets a computer, to reach the targets' "$(cat "$T/lines")" \
	'C01 replace 1 20000000 20000000
C03 ask 1 20000000 20000000
P4 new 1 20000000 20000000
sum 60000000'
like 'the grand total adds up' "$($rollcall report procurement)" '60\.000\.000'
ok 'the database is whole' $rollcall check
ok 'the audit chain holds' $rollcall audit verify
finish
