#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench.py ROLLCALL FLEETSIM FOLDER PORT - interleaved rounds, medians, CPU of the tree."""
import collections, os, sys

import bench_import, bench_poll
from measure import run, side_by_side

Setting = collections.namedtuple("Setting", "rollcall sim dir port key")
SETTING = Setting(*sys.argv[1:5], key=f"{sys.argv[3]}/key")
ROWS = int(os.environ.get("BENCH_ROWS", 100_000))


def bench_start():
    rollcall, db = SETTING.rollcall, f"{SETTING.dir}/province.db"
    run([rollcall, "--db", db, "demo", "--seed", "1"])
    side_by_side("Start of the program", {
        "sqlite3, doing nothing": lambda: (*run(["sqlite3", ":memory:", ""]), 1),
        "rollcall version": lambda: (*run([rollcall, "version"]), 1),
        "rollcall quota (province)": lambda: (*run([rollcall, "--db", db, "quota"]), 1),
        "rollcall report procurement": lambda: (*run([rollcall, "--db", db, "report", "procurement"]), 1),
    })


PARTS = {"import": lambda: bench_import.bench(SETTING.rollcall, SETTING.dir, ROWS),
         "poll": lambda: bench_poll.bench(SETTING), "start": bench_start}
for part in os.environ.get("BENCH", "import poll start").split():
    PARTS[part]()
