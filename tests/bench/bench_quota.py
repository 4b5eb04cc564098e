#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench_quota - bars Q1 to Q3 and R2: the verdict over a country, from what was
kept, after a change of parameters and after one fact; and of a province.

    bench_quota.py PROGRAM FOLDER      (FOLDER/country.db is made when missing)

The country is the made-up province over and over: 93 of them, each agency with
four times its posts, devices and facts: 10,230 agencies, about 1,006,600
devices, 22.7 million facts; 1.7 GB."""
import os, re, sqlite3, statistics, sys

from measure import ROUNDS, bar, read, run

PROVINCES, TIMES = 93, 4
STRIDE = 10_000  # between the ids of one copy and the next
Q1, Q1_SQL = "rollcall quota, kept", "sqlite3, GROUP BY over a covering index"
Q2, Q2_SQL = "rollcall quota, after a parameter", "sqlite3, sum over all facts"


def fresh(path):
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def columns(db, table):
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def copy(db, table, copies, **changed):
    """Every row once per copy; `changed`: SQL for columns that must differ."""
    names = columns(db, table)
    what = ", ".join(changed.get(name, f"t.{name}") for name in names)
    db.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {what} "
               f"FROM {copies} AS c CROSS JOIN {table} AS t WHERE c.n > 0 "
               f"AND t.{names[0]} < {STRIDE} ORDER BY c.n, t.{names[0]}")


def make_country(program, path):
    fresh(path)
    run([program, "--db", path, "demo", "--seed", "1"])
    db = sqlite3.connect(path)
    db.executescript(f"""
        PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; BEGIN;
        CREATE TEMP TABLE part AS WITH RECURSIVE s (n) AS (SELECT 0 UNION ALL
            SELECT n + 1 FROM s WHERE n + 1 < {PROVINCES * TIMES})
            SELECT n, '.' || n AS tail, n / {TIMES} AS whole FROM s;
        CREATE TEMP TABLE whole AS SELECT n, '.' || n AS tail FROM part
            WHERE n < {PROVINCES};
        """)
    apart = f"t.id + c.n * {STRIDE}"
    agency = f"t.agency + c.whole * {STRIDE}"
    copy(db, "agency", "whole", id=apart, code="t.code || c.tail",
         parent=f"t.parent + c.n * {STRIDE}")
    copy(db, "post", "part", id=apart, code="t.code || c.tail", agency=agency)
    copy(db, "device", "part", id=apart, asset_tag="t.asset_tag || c.tail",
         serial="t.serial || c.tail", agency=agency,
         post=f"t.post + c.n * {STRIDE}", host="NULL")
    copy(db, "custody", "part", id=apart, device=f"t.device + c.n * {STRIDE}",
         post=f"t.post + c.n * {STRIDE}")
    copy(db, "token", "part", id=apart, serial="t.serial || c.tail",
         post=f"t.post + c.n * {STRIDE}")
    copy(db, "link", "whole", id=apart, code="t.code || c.tail",
         agency=f"t.agency + c.n * {STRIDE}")
    copy(db, "sheet", "part", id=apart)
    copy(db, "fact", "part", device=f"t.device + c.n * {STRIDE}")
    db.execute("DELETE FROM unit_stamp")
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def sql(path, text):
    return lambda: (*run(["sqlite3", path, text]), 1)


def ours(program, path):
    return lambda: (*run([program, "--db", path, "quota", "--format", "json"]), 1)


def after_parameter(program, path):
    """The threshold goes to and fro; only the reading is timed."""
    state = {"value": 30}
    code = read(["sqlite3", path, "SELECT code FROM param WHERE name = "
                 "'seen_max_days' ORDER BY valid_from DESC LIMIT 1"]).strip()

    def work():
        state["value"] ^= 1
        run([program, "--db", path, "set", "param", code,
             f"value={state['value']}"])
        return (*run([program, "--db", path, "quota", "--format", "json"]), 1)
    return work


def compiled(program, folder):
    """quota_once, linked with the floors that the program was made of."""
    out = os.path.dirname(program)
    with open(f"{os.path.dirname(out)}/deps.mk", encoding="utf-8") as f:
        libs = re.search(r"^DEPS_LIBS *:?= *(.*)$", f.read(), re.M)[1].split()
    floors = "app store poll report import probe rule table sql model base"
    run([*os.environ.get("CC", "cc").split(), "-O2", "-std=c11", "-D_DEFAULT_SOURCE",
         "-Iinclude", "-o", f"{folder}/quota_once", "tests/bench/quota_once.c",
         *(f"{out}/lib{floor}.a" for floor in floors.split()), *libs])
    return f"{folder}/quota_once"


def one_fact(once, path):
    """CPU of both verdicts in ms: the median over the rounds."""
    rounds = [[float(x) for x in line.split()]
              for line in read([once, path, str(10 * ROUNDS)]).splitlines()]
    middle = [statistics.median(column) for column in zip(*rounds)]
    print("\none fact changed, in an open inventory (medians of "
          f"{len(rounds)} rounds, ms)")
    for name, ms in zip(("the write itself, CPU", "verdict of the device, CPU",
                         "quota: agencies and tiers, CPU", "both verdicts, CPU",
                         "both verdicts, wall"), middle):
        print(f"  {name:44} {ms:8.2f}")
    return middle[3]


def table(title, cases):
    """Prints medians; returns the CPU of each case, in ms: one thread that waits
    for nothing, so that this is its time on a machine of its own."""
    seen = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, work in cases.items():
            seen[name].append(work())
    print(f"\n{title}\n  {'':44} {'wall ms':>8} {'CPU ms':>8} {'peak MB':>8}")
    found = {}
    for name, rounds in seen.items():
        w, cpu, mb = (statistics.median(r[i] for r in rounds) for i in range(3))
        print(f"  {name:44} {w * 1e3:8.1f} {cpu * 1e3:8.1f} {mb:8.1f}", flush=True)
        found[name] = cpu * 1e3
    return found


def main(program, folder):
    path = f"{folder}/country.db"
    if not os.path.exists(path):
        make_country(program, path)
    counts = sqlite3.connect(path)
    print("country:", ", ".join(
        f"{counts.execute(f'SELECT count(*) FROM {t}').fetchone()[0]:,} {t}"
        for t in ("agency", "post", "device", "fact")))
    counts.execute("CREATE INDEX IF NOT EXISTS bench_cover ON device "
                   "(agency, category, status, warranty_end)")
    counts.close()
    run([program, "--db", path, "quota"])
    kept = table("the verdict of a country", {
        Q1: ours(program, path),
        Q1_SQL: sql(path, "SELECT agency, category, status, count(*) FROM device "
                          "INDEXED BY bench_cover GROUP BY 1, 2, 3"),
    })
    anew = table("every device judged anew", {
        Q2: after_parameter(program, path),
        Q2_SQL: sql(path, "SELECT sum(at / 86400000), sum(source) FROM fact"),
    })
    fact = one_fact(compiled(program, folder), path)
    province = f"{folder}/province.db"
    fresh(province)
    run([program, "--db", province, "demo", "--seed", "1"])
    run([program, "--db", province, "quota"])
    start = table("a province", {
        "rollcall quota": lambda: run([program, "--db", province, "quota"]),
        "rollcall version": lambda: run([program, "version"]),
        "sqlite3, doing nothing": lambda: run(["sqlite3", province, "SELECT 1"]),
    })
    print()
    bar("Q1 the verdict of a country, from what was kept", kept[Q1], 100, "ms")
    bar("   the same, times the plain query", kept[Q1] / kept[Q1_SQL], 1.5, "x")
    bar("Q2 after a change of parameters", anew[Q2] / 1e3, 5, "s")
    bar("Q3 after one fact, in an open inventory", fact, 5, "ms")
    bar("R2 rollcall quota of a province", start["rollcall quota"], 30, "ms")


if __name__ == "__main__":
    main(*sys.argv[1:3])
