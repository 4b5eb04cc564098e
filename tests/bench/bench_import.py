# SPDX-License-Identifier: MIT
"""bench_import - bars I1 to I4: a device register into an empty inventory, the
same file again, one that differs here and there, a dry run, taking it back;
beside them the floor and peers."""
import csv, os, re, shutil, sys

from measure import bar, ratio, read, run, side_by_side

SMALL = 10_000
PEER, OURS = "sqlite3 .import, same indexes", "rollcall import"
AGAIN, NEAR = "rollcall import, the same again", "rollcall import, 1 row in 1000 differs"
DRY, BACK = "rollcall import --dry-run", "rollcall undo"


def fresh(path, source=None):
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)
    if source:
        shutil.copyfile(source, path)


def asks(db, sql):
    return read(["sqlite3", db, sql]).strip()


def must(what, found, wanted):
    if str(found) != str(wanted):
        sys.exit(f"bench: {what}: {found}, not {wanted}")


def table_for_peers(empty, devices):
    """The columns of the file, and those of our indexes that concern them."""
    with open(devices, encoding="utf-8") as f:
        columns = f.readline().strip().split(",")
    sql = [f"CREATE TABLE device({', '.join(columns)})"]
    for text in asks(empty, "SELECT sql || ';' FROM sqlite_schema WHERE tbl_name = 'device' "
                            "AND type = 'index' AND sql IS NOT NULL").split(";"):
        inside = re.search(r"\(([^)]*)\)", text)
        if inside and all(c.strip() in columns for c in inside[1].split(",")):
            # Peers store nothing as an empty text.
            sql.append(text.strip() + (" WHERE serial <> ''" if inside[1].strip() == "serial" else ""))
    return ";".join(sql) + ";"


def differing(source, target):
    """The file with another cost in one row of a thousand; how many."""
    changed = 0
    with open(source, newline="", encoding="utf-8") as f, \
            open(target, "w", newline="", encoding="utf-8") as out:
        rows, write = csv.reader(f), csv.writer(out)
        header = next(rows)
        cost = header.index("cost")
        write.writerow(header)
        for i, row in enumerate(rows):
            if i % 1000 == 0:
                row[cost] = "1" + row[cost]
                changed += 1
            write.writerow(row)
    return changed


class Case:
    """One file of `rows` rows and the inventories it starts from."""

    def __init__(self, rollcall, folder, rows):
        self.rows, self.tool, self.work = rows, rollcall, f"{folder}/work.db"
        self.devices, self.empty, self.full = (f"{folder}/{n}" for n in ("devices.csv", "empty.db", "full.db"))
        here = os.path.dirname(__file__)
        run([sys.executable, f"{here}/devices.py", str(rows), str(min(10_000, rows // 10)), folder])
        fresh(self.empty)
        fresh(self.full)
        run([rollcall, "--db", self.empty, "init"])
        run([rollcall, "--db", self.empty, "import", "agencies", f"{folder}/agencies.csv"])
        shutil.copyfile(self.empty, self.full)
        run([rollcall, "--db", self.full, "import", "devices", self.devices])
        self.near = f"{folder}/near.csv"
        self.changed = differing(self.devices, self.near)
        self.check()

    def ours(self, source, *args):
        def work():
            fresh(self.work, source)
            return *run([self.tool, "--db", self.work, *args]), self.rows
        return work

    def cases(self):
        load = ("import", "devices", self.devices)
        return {OURS: self.ours(self.empty, *load), AGAIN: self.ours(self.full, *load),
                NEAR: self.ours(self.full, "import", "devices", self.near),
                DRY: self.ours(self.empty, *load, "--dry-run"), BACK: self.ours(self.full, "undo")}

    def check(self):
        """Nothing is saved by doing less."""
        lines = "SELECT count(*) FROM audit"
        batches = "SELECT count(*) FROM batch"
        rows = "SELECT count(*) FROM device"
        must("rows", asks(self.full, rows), self.rows)
        must("audit lines", asks(self.full, f"{lines} WHERE kind = 'devices'"), self.rows)
        run([self.tool, "--db", self.full, "audit", "verify"])
        before = int(asks(self.full, batches)), asks(self.full, lines)
        self.ours(self.full, "import", "devices", self.devices)()
        must("batches after the same again", asks(self.work, batches), before[0] + 1)
        must("audit lines after the same again", asks(self.work, lines), before[1])
        self.ours(self.full, "import", "devices", self.near)()
        must("audit lines after one that differs", asks(self.work, lines), int(before[1]) + self.changed)
        self.ours(self.empty, "import", "devices", self.devices, "--dry-run")()
        must("rows after a dry run", asks(self.work, rows), 0)
        self.ours(self.full, "undo")()
        must("rows after undo", asks(self.work, rows), 0)
        run([self.tool, "--db", self.work, "audit", "verify"])
        fresh(self.work)


def bench(rollcall, folder, rows):
    case = Case(rollcall, folder, rows)
    peer_db, sql = f"{folder}/peer.db", table_for_peers(case.empty, case.devices)
    python = os.path.join(os.path.dirname(__file__), "peer_python.py")

    def peer(argv):
        def work():
            fresh(peer_db)
            return *run(argv), rows
        return work

    found = side_by_side(f"Import of {rows:,} device rows, 15 columns (ours: checked, audited, to be undone)", {
        PEER: peer(["sqlite3", peer_db, "PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL",
                    "PRAGMA cache_size=-262144", sql, f".import --csv --skip 1 {case.devices} device"]),
        "Python csv + sqlite3, same indexes": peer([sys.executable, python, case.devices, peer_db, sql]),
        "libcsv, parsing alone": peer([f"{folder}/csvfloor", case.devices]),
        **case.cases(),
    })
    fresh(peer_db)
    small = side_by_side(f"The same with {SMALL:,} rows", Case(rollcall, folder, SMALL).cases())
    print("\nBars")
    bar("I1 import / sqlite3 .import", ratio(found, OURS, PEER), 1.0, "x CPU")
    bar("I2 the same again / import", ratio(found, AGAIN, OURS), 0.25, "x CPU")
    print(f"  {'(one row in 1000 differs / import)':44} {ratio(found, NEAR, OURS):8.2f} x CPU")
    bar("I3 dry run / import", ratio(found, DRY, OURS), 0.35, "x CPU")
    bar(f"I4 peak at {rows:,} rows", max(found[n][1] for n in (OURS, AGAIN, NEAR, DRY)), 450, "MB")
    bar(f"I4 peak at {SMALL:,} rows", max(small[n][1] for n in (OURS, AGAIN, NEAR, DRY)), 40, "MB")
    for path in (case.work, case.full, case.devices, case.near):
        fresh(path)
