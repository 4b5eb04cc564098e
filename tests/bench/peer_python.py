#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""peer_python.py CSV DATABASE SQL - the script that an office writes instead:
csv.reader and executemany into the same table, nothing checked."""
import csv, sqlite3, sys

db = sqlite3.connect(sys.argv[2])
for pragma in "journal_mode = WAL", "synchronous = NORMAL", "cache_size = -262144":
    db.execute(f"PRAGMA {pragma}")
db.executescript(sys.argv[3])
with open(sys.argv[1], newline="", encoding="utf-8") as f:
    rows = csv.reader(f)
    marks = ",".join("?" * len(next(rows)))
    db.executemany(f"INSERT INTO device VALUES ({marks})", rows)
db.commit()
