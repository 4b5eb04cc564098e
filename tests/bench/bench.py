#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench.py ROLLCALL FOLDER PORT - interleaved rounds, medians, CPU of the tree."""
import csv, os, sys

import bench_import
from measure import run, side_by_side

ROLLCALL, DIR, PORT = sys.argv[1], sys.argv[2], sys.argv[3]
ROWS = int(os.environ.get("BENCH_ROWS", 100_000))
HOSTS, PEER_HOSTS = 600, 40


def bench_poll():
    hosts = [r["host"] for r in csv.DictReader(open(f"{DIR}/fleet.csv", encoding="utf-8-sig"), delimiter=sniff())]
    db, key = f"{DIR}/fleet.db", f"{DIR}/key"
    run([ROLLCALL, "--db", db, "poll", "host~127.75.", "--accept-new", "--key", key], ok=(0, 1))
    loop = ("for h in " + " ".join(hosts[:PEER_HOSTS]) + "; do echo $h; done | xargs -P 20 -I{} "
            f"ssh -n -q -p {PORT} -i {key} -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "
            "-o KexAlgorithms=curve25519-sha256 rollcall@{} 'sh -s' >/dev/null")
    side_by_side(f"Poll of {len(hosts)} simulated devices: client CPU per device", {
        "crypto floor": lambda: (*run([f"{DIR}/floor", str(HOSTS)]), HOSTS),
        "rollcall poll (store included)": lambda: (
            *run([ROLLCALL, "--db", db, "poll", "host~127.75.", "--key", key], ok=(0, 1)), len(hosts)),
        f"xargs -P 20 ssh ({PEER_HOSTS} hosts)": lambda: (*run(["sh", "-c", loop], ok=(0, 123)), PEER_HOSTS),
    })


def sniff():
    return ";" if ";" in open(f"{DIR}/fleet.csv", encoding="utf-8-sig").readline() else ","


def bench_start():
    db = f"{DIR}/fleet.db"
    side_by_side("Start of the program", {
        "sqlite3, doing nothing": lambda: (*run(["sqlite3", ":memory:", ""]), 1),
        "rollcall version": lambda: (*run([ROLLCALL, "version"]), 1),
        "rollcall quota (province)": lambda: (*run([ROLLCALL, "--db", db, "quota"]), 1),
        "rollcall report procurement": lambda: (*run([ROLLCALL, "--db", db, "report", "procurement"]), 1),
    })


PARTS = {"import": lambda: bench_import.bench(ROLLCALL, DIR, ROWS), "poll": bench_poll, "start": bench_start}
for part in os.environ.get("BENCH", "import poll start").split():
    PARTS[part]()
