#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench_report - bar R1: a register of 100,000 rows to csv, xlsx and html in
flat memory, beside sqlite3 printing the same rows and libxlsxwriter's own
constant-memory loop over them.

    bench_report.py PROGRAM FOLDER XLSXFLOOR [ROWS]

FOLDER/register-ROWS.db is made when missing. Rows a second are of CPU time, the
start of the program included. Flat memory: the peak at all rows beside the peak
at a tenth of them."""
import os, subprocess, sys

from measure import bar, read, run, side_by_side

COLUMNS = ("asset_tag serial category manufacturer model status agency post ownership "
           "connectivity purchase_date in_service_date cost warranty_end eol_date "
           "last_seen").split()


def make(program, folder, rows):
    path = f"{folder}/register-{rows}.db"
    if os.path.exists(path):
        return path
    here = os.path.dirname(os.path.abspath(__file__))
    run([sys.executable, f"{here}/devices.py", str(rows), "1000", folder])
    run([program, "--db", path, "init"])
    for kind in ("agencies", "devices"):
        run([program, "--db", path, "import", kind, f"{folder}/{kind}.csv"])
    read([program, "--db", path, "quota"])  # what is counted once is counted
    return path


def main(program, folder, floor, rows="100000"):
    rows = int(rows)
    path, tenth = make(program, folder, rows), make(program, folder, rows // 10)

    def ours(db, n, *args):
        return lambda: (*run([program, "--lang", "en", "--db", db, *args]), n)

    def report(fmt, db=path, n=rows):
        return ours(db, n, "report", "register", "--format", fmt,
                    "-o", f"{folder}/register.{fmt}")
    report("csv")()
    with open(f"{folder}/register.csv", encoding="utf-8") as f:
        head = f.readline().strip()
        if head != ",".join(COLUMNS) or sum(1 for _ in f) != rows:
            sys.exit("the register is not whole")
    select = ", ".join("a.code" if c == "agency" else "t." + c for c in COLUMNS)
    found = side_by_side(f"a register of {rows:,} rows, {len(COLUMNS)} columns", {
        "sqlite3 -csv, the same columns": lambda: (*run(
            ["sqlite3", "-csv", path, f"SELECT {select} FROM device AS t LEFT JOIN agency "
             "AS a ON a.id = t.agency ORDER BY t.id"]), rows),
        "report register: csv": report("csv"),
        "report register: html": report("html"),
        "report register: json": report("json"),
        "report register: xlsx": report("xlsx"),
        "libxlsxwriter, constant memory": lambda: (*run(
            [floor, f"{folder}/register.csv", f"{folder}/floor.xlsx"]), rows),
        "list devices: csv, sorted": ours(path, rows, "list", "devices", "--format", "csv",
                                          "-o", f"{folder}/list.csv"),
        "export devices: csv, all 46 columns": ours(
            path, rows, "export", "devices", "-o", f"{folder}/export.csv"),
        "... a tenth of the rows: csv": report("csv", tenth, rows // 10),
        "... a tenth of the rows: xlsx": report("xlsx", tenth, rows // 10),
    })
    print()
    for fmt, least in (("csv", 300_000), ("html", 150_000), ("xlsx", 40_000)):
        # The bar is "at least"; measure.bar() wants "at most": CPU us a row.
        cpu = found[f"report register: {fmt}"][0]
        bar(f"R1 {fmt}: CPU a row ({rows / cpu:,.0f} rows/s)", cpu / rows * 1e6,
            round(1e6 / least, 2), "us")
    for fmt in ("csv", "xlsx"):
        more = (found[f"report register: {fmt}"][1]
                - found[f"... a tenth of the rows: {fmt}"][1])
        bar(f"R1 {fmt}: memory beyond a tenth of the rows", more, 20, "MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
