#!/bin/sh
# SPDX-License-Identifier: MIT
# calendar.sh - report duties of the shipped plan, by hand from domain.md 5.
. tests/lib/tap.sh

db=$T/inventory.db
rollcall="$OUT/rollcall --lang en --db $db"
ok 'init' $rollcall init --plan dong-nai-2025-2028
due() { # FROM TO: code due last_good has_day
	$rollcall calendar --from "$1" --to "$2" --format csv | tr -d '\r' |
		sed 1d | cut -d, -f1-4
}
due 2026-02-01 2026-02-28 >"$T/got"
cat >"$T/want" <<'END'
R1,2026-02-25,2026-02-24,true
R2,2026-02-25,2026-02-24,true
R3,2026-02-28,2026-02-27,true
R4,2026-02-28,2026-02-28,false
END
same 'February has no 30th' "$T/got" "$T/want"
is 'a leap year' "$(due 2028-02-26 2028-02-29 | tr '\n' ' ')" \
	'R3,2028-02-29,2028-02-28,true R4,2028-02-29,2028-02-29,false '
due 2026-11-20 2026-12-15 >"$T/got"
cat >"$T/want" <<'END'
R6-year,2026-11-20,2026-11-19,true
R1,2026-11-25,2026-11-24,true
R2,2026-11-25,2026-11-24,true
R7-year,2026-11-25,2026-11-24,true
R3,2026-11-30,2026-11-29,true
R4,2026-11-30,2026-11-30,false
R6-quarter,2026-12-10,2026-12-09,true
R8,2026-12-12,2026-12-11,true
R7-quarter,2026-12-15,2026-12-14,true
END
same 'year and quarter reports side by side' "$T/got" "$T/want"
is 'before the plan there is nothing of it' \
	"$(due 2025-12-01 2025-12-31 | cut -d, -f1 | tr '\n' ' ')" \
	'R6-quarter R7-quarter R10-half R10-quarter R10-year '
is 'a half year: 12/6 and 12/12' \
	"$(due 2027-01-01 2027-12-31 | grep -c '^R8,2027-\(06\|12\)-12')" 2
like 'json' "$($rollcall calendar --from 25/02/2026 --to 25/02/2026 --format json)" \
	'"due": "2026-02-25", "last_good": "2026-02-24"'
# How duties stand: on 28/02/2026 R1 was frozen, so it is done late; R3 is not.
ok 'freeze a report for a duty' $rollcall report quota --period 2026-02 --freeze --duty R1
state() {
	$rollcall calendar --from "$1" --to "$2" --format csv | tr -d '\r' |
		sed 1d | cut -d, -f1,2,5 | tr '\n' ' '
}
is 'done, late' "$(state 2026-02-01 2026-02-28)" \
	'R1,2026-02-25,done_late R2,2026-02-25,late R3,2026-02-28,late R4,2026-02-28,late '
is 'no other month' "$(state 2026-03-25 2026-03-25)" \
	'R1,2026-03-25,late R2,2026-03-25,late '
is 'far ahead all is open' "$(state 2099-03-25 2099-03-25)" \
	'R1,2099-03-25,open R2,2099-03-25,open '
exits 'a year is no month' 2 $rollcall report quota --period 2026 --freeze --duty R1
exits 'no such duty' 3 $rollcall report quota --freeze --duty R99
exits 'a duty needs --freeze' 2 $rollcall report quota --duty R1

$rollcall calendar --from 2026-02-01 --to 2026-02-28 --format ics -o "$T/c.ics"
is 'ics: every line ends in CRLF' "$(grep -vc "$(printf '\r')\$" "$T/c.ics")" 0
is 'ics: no line has more than 75 octets' \
	"$(LC_ALL=C awk '{ sub(/\r$/, "") } length > 75' "$T/c.ics" | wc -l)" 0
is 'ics: on the last good day' \
	"$(grep -c 'DTSTART;VALUE=DATE:20260224' "$T/c.ics")" 2
sed 's/^DTSTAMP.*//' "$T/c.ics" >"$T/first"
$rollcall calendar --from 2026-02-20 --to 2026-02-28 --format ics |
	sed 's/^DTSTAMP.*//' >"$T/second"
same 'ics: the same events another time' "$T/second" "$T/first"
if command -v python3 >/dev/null 2>&1; then
	# Read by the grammar of RFC 5545: unfold, name and parameters, escapes.
	ok 'ics: read by another program' python3 - "$T/c.ics" <<'END'
import datetime, re, sys
raw = open(sys.argv[1], "rb").read().decode()
lines = re.sub("\r\n[ \t]", "", raw).split("\r\n")
assert lines.pop() == "" and "\n" not in "".join(lines)
stack, events = [], []
for line in lines:
    m = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)", line)
    assert m, line
    name, params, value = m.groups()
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value) or name == "TRIGGER", line
    text = re.sub(r"\\(.)", lambda x: "\n" if x[1] in "nN" else x[1], value)
    if name == "BEGIN":
        stack.append(value)
        if value == "VEVENT":
            events.append({})
    elif name == "END":
        assert stack.pop() == value
    elif stack[-1] == "VEVENT":
        assert name not in events[-1], name
        events[-1][name] = (params, text)
assert not stack and len(events) == 4, events
day = lambda v: datetime.datetime.strptime(v[1], "%Y%m%d").date()
for e in events:
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(e)
    assert e["DTSTART"][0] == ";VALUE=DATE"
    assert (day(e["DTEND"]) - day(e["DTSTART"])).days == 1
    datetime.datetime.strptime(e["DTSTAMP"][1], "%Y%m%dT%H%M%SZ")
assert len({e["UID"][1] for e in events}) == 4
assert events[0]["UID"][1] == "R1-202602@rollcall"
assert events[0]["SUMMARY"][1] == "R1: Báo cáo kết quả thực hiện Kế hoạch"
assert "\nDue: 25/02/2026 (before)\n" in events[0]["DESCRIPTION"][1]
END
else
	skip 'python3 is not installed'
fi
if /usr/bin/python3 -c 'import icalendar' 2>/dev/null; then
	is 'ics: read by icalendar' "$(/usr/bin/python3 - "$T/c.ics" <<'END'
import icalendar, sys
cal = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
print([str(e["UID"]) + " " + e.decoded("DTSTART").isoformat()
       for e in cal.walk("VEVENT")][0])
END
	)" 'R1-202602@rollcall 2026-02-24'
else
	skip 'python3-icalendar is not installed'
fi
no 'a period that ends before it begins' $rollcall calendar --from 2026-02-02 --to 2026-02-01
finish
