#!/bin/sh
# SPDX-License-Identifier: MIT
# Inventories of GLPI and OCS agents: facts of devices that are there, new
# devices when asked for, and what is said of the others.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
files=$(dirname "$0")/../unit/import/inventory
rc() { "$rollcall" --db "$T/db" "$@"; }
last() { tail -n 1 "$T/stderr"; }
said() { # its lines put together again
	tr '\n' ' ' <"$T/stderr" | tr -s ' '
}
rc init 2>/dev/null
printf 'code,name,tier\n25363,Phường Đồng Phú,commune\n' >"$T/a.csv"
printf 'asset_tag,serial,category,status,agency,connectivity\nTS-25363-007,PF3A1B2C,laptop,in_use,25363,isolated\n' >"$T/d.csv"
ok 'an agency' rc import agencies "$T/a.csv"
ok 'a device without a network' rc import devices "$T/d.csv"

exits 'a dry run' 0 rc import devices "$files/laptop.json" --dry-run
is '  counts a document' "$(last)" 'read 1 = created 0 + updated 1 + unchanged 0 + rejected 0; dry run, nothing written'
like '  shows each fact' "$(cat "$T/stdout")" '^1 TS-25363-007 hostname:  (->|→) DP-VP-07$'
exits 'the real run' 0 rc import devices "$files/laptop.json" --reason 'USB'
like '  counts the same' "$(last)" '^read 1 = created 0 \+ updated 1 \+ unchanged 0 \+ rejected 0; batch [0-9]+$'
run rc show devices TS-25363-007
like '  the facts are there' "$(cat "$T/stdout")" 'Microsoft Windows 11 Pro'
is '  the record has none of them' "$(rc list devices cols=tag,hostname,os --format csv | tr -d '\r' | sed 1d)" 'TS-25363-007,,'
exits 'once more' 0 rc import devices "$files/laptop.json"
like '  changes nothing' "$(last)" '^read 1 = created 0 \+ updated 0 \+ unchanged 1 \+ rejected 0; '
exits 'from standard input' 0 sh -c "'$rollcall' --db '$T/db' import devices - <'$files/laptop.json'"

exits 'a device that is not there' 1 rc import devices "$files/desktop.xml"
like '  says so' "$(cat "$T/stderr")" 'no such device'
like '  says which' "$(said)" '"DP-VP-01, 7XK1P93, OptiPlex 3080, lan.tv"'
like '  says what to do' "$(said)" '--default agency=CODE'
like '  and writes nothing' "$(last)" '^read 1 = created 0 \+ updated 0 \+ unchanged 0 \+ rejected 1; nothing written$'
exits 'made, when its agency is told' 0 rc import devices "$files/desktop.xml" --default agency=25363 --default connectivity=isolated
like '  counts' "$(last)" '^read 1 = created 1 \+ updated 0 \+ unchanged 0 \+ rejected 0; batch [0-9]+$'
like '  says what it took for granted' "$(said)" 'taken to be in use and networked'
is '  as it stands' "$(rc list devices asset_tag=TS-25363-001 cols=serial,category,status,agency,connectivity,host --format csv | tr -d '\r' | sed 1d)" '7XK1P93,desktop,in_use,25363,isolated,'
ok 'taken back' rc undo
is '  it is gone' "$(rc list devices cols=tag --format csv | tr -d '\r' | sed 1d)" TS-25363-007

exits 'a list with bad ones: nothing' 1 rc import devices "$files/list.json" --default agency=25363
like '  every one is told' "$(last)" '^read 6 = created 0 \+ updated 0 \+ unchanged 0 \+ rejected 6; nothing written$'
exits 'cut in the middle' 3 sh -c "head -c 700 '$files/laptop.json' | '$rollcall' --db '$T/db' import devices -"
exits 'the same as XML' 3 rc import devices "$files/laptop.json" --format ocs-xml
printf '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><REQUEST>&c;</REQUEST>' >"$T/laughs.xml"
exits 'entities' 3 rc import devices "$T/laughs.xml"
like '  are not expanded' "$(cat "$T/stderr")" 'line 1, column 34: a DOCTYPE is not accepted'
exits 'not of agencies' 2 rc import agencies "$files/laptop.json"
exits 'no such format' 2 rc import devices "$files/laptop.json" --format xls
ok 'and the database is sound' rc check
finish
