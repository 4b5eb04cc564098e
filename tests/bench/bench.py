#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench.py ROLLCALL FOLDER PORT - interleaved rounds, medians, CPU of the tree."""
import csv, os, shutil, statistics, subprocess, sys, time

ROLLCALL, DIR, PORT = sys.argv[1], sys.argv[2], sys.argv[3]
ROUNDS, ROWS, HOSTS, PEER_HOSTS = 5, 100_000, 600, 40


def run(argv, ok=(0,), stdin=None):
    """wall s, cpu s, peak MB of one command and its children"""
    start = time.monotonic()
    p = subprocess.Popen(argv, stdin=stdin or subprocess.DEVNULL,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    text = p.stderr.read()
    _, status, use = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if p.returncode not in ok:
        sys.exit(f"{argv}: exit {p.returncode}: {text.decode()[-400:]}")
    return wall, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024


def side_by_side(title, cases):
    """cases: name -> function() -> (wall, cpu, MB, units); the first is the base"""
    seen = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, work in cases.items():
            seen[name].append(work())
    print(f"\n{title}")
    print(f"  {'':34} {'wall s':>8} {'CPU s':>8} {'x CPU':>7} {'peak MB':>8} {'units/s':>9} {'CPU us/unit':>11}")
    base = None
    for name, rounds in seen.items():
        wall, cpu, mb = (statistics.median(r[i] for r in rounds) for i in range(3))
        units = rounds[0][3]
        per = cpu / units
        base = base or per
        print(f"  {name:34} {wall:8.3f} {cpu:8.3f} {per / base:7.2f} {mb:8.1f} {units / wall:9.0f} {per * 1e6:11.1f}")


def make_devices(path):
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow("asset_tag serial hostname category manufacturer model status agency "
                   "connectivity purchase_date in_service_date cost os os_version mac".split())
        for i in range(ROWS):
            n = (i * 7919) % ROWS
            w.writerow([f"TS-{n:07}", f"SN{n:08X}", f"pc-{n}", ("desktop", "laptop")[n % 2], "Dell",
                        "OptiPlex 7010", "in_use", f"A{n % 1000:04}", "networked", "2024-01-15",
                        "2024-02-01", 15000000 + n % 900, "debian", "12",
                        f"00:11:22:{n >> 16 & 255:02x}:{n >> 8 & 255:02x}:{n & 255:02x}"])


def bench_import():
    devices, agencies = f"{DIR}/devices.csv", f"{DIR}/agencies.csv"
    make_devices(devices)
    with open(agencies, "w", encoding="utf-8") as f:
        f.write("code,name,tier\n")
        f.writelines(f"A{i:04},Agency {i},commune\n" for i in range(1000))
    empty, full, work = f"{DIR}/empty.db", f"{DIR}/full.db", f"{DIR}/work.db"
    run([ROLLCALL, "--db", empty, "init"])
    run([ROLLCALL, "--db", empty, "import", "agencies", agencies])
    shutil.copy(empty, full)
    run([ROLLCALL, "--db", full, "import", "devices", devices])
    columns = open(devices, encoding="utf-8").readline().strip()
    sql = (f"CREATE TABLE device({columns}); CREATE UNIQUE INDEX a ON device(asset_tag);"
           "CREATE UNIQUE INDEX b ON device(serial); CREATE INDEX c ON device(agency);"
           "CREATE INDEX d ON device(status);")

    def ours(source, *options):
        def work_once():
            for suffix in ("", "-wal", "-shm"):
                if os.path.exists(work + suffix):
                    os.remove(work + suffix)
            shutil.copy(source, work)
            return *run([ROLLCALL, "--db", work, "import", "devices", devices, *options]), ROWS
        return work_once

    def peer():
        path = f"{DIR}/peer.db"
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(path + suffix):
                os.remove(path + suffix)
        return *run(["sqlite3", path, "PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL",
                     "PRAGMA cache_size=-262144", sql, f".import --csv --skip 1 {devices} device"]), ROWS

    side_by_side(f"Import of {ROWS:,} device rows (validated, audited) against an unchecked load", {
        "sqlite3 .import, indexed table": peer,
        "rollcall import": ours(empty),
        "rollcall import, the same again": ours(full),
        "rollcall import --dry-run": ours(empty, "--dry-run"),
    })


def bench_poll():
    hosts = [r["host"] for r in csv.DictReader(open(f"{DIR}/fleet.csv", encoding="utf-8-sig"), delimiter=sniff())]
    db, key = f"{DIR}/fleet.db", f"{DIR}/key"
    run([ROLLCALL, "--db", db, "poll", "host~127.75.", "--accept-new", "--key", key], ok=(0, 1))
    loop = ("for h in " + " ".join(hosts[:PEER_HOSTS]) + "; do echo $h; done | xargs -P 20 -I{} "
            f"ssh -q -p {PORT} -i {key} -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "
            "-o KexAlgorithms=curve25519-sha256 rollcall@{} 'sh -s' </dev/null >/dev/null")
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


bench_import()
bench_poll()
bench_start()
