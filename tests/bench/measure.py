# SPDX-License-Identifier: MIT
"""measure - what one command costs, and tables of rounds that alternate."""
import os, statistics, subprocess, sys, time

ROUNDS = int(os.environ.get("BENCH_ROUNDS", 5))


def run(argv, ok=(0,)):
    """(wall s, CPU s, peak MB) of a command and the processes it waited for.

    The peak is at least that of this program itself: the kernel counts what
    the process was before it became the command.
    """
    start = time.monotonic()
    p = subprocess.Popen(argv, stdin=subprocess.DEVNULL,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    text = p.stderr.read()
    _, status, use = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if p.returncode not in ok:
        sys.exit(f"{argv}: exit {p.returncode}: {text.decode()[-400:]}")
    return wall, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024


def read(argv):
    """What a command prints."""
    return subprocess.run(argv, check=True, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL).stdout


def side_by_side(title, cases):
    """Runs `cases` (name -> function giving (wall, CPU, MB, units)) in rounds,
    one after the other, prints medians, and returns them: name -> (CPU s,
    peak MB). The first case is the base of the ratios, which are medians of
    the ratios within each round: what disturbs a round disturbs both."""
    seen = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, work in cases.items():
            seen[name].append(work())
    print(f"\n{title}")
    print(f"  {'':36} {'wall s':>8} {'CPU s':>8} {'x CPU':>7} {'peak MB':>8} "
          f"{'units/s':>9} {'CPU us/unit':>11}")
    base = next(iter(seen.values()))
    found = {}
    for name, rounds in seen.items():
        wall, cpu, mb = (statistics.median(r[i] for r in rounds) for i in range(3))
        units = rounds[0][3]
        ratio = statistics.median((r[1] / r[3]) / (b[1] / b[3])
                                  for r, b in zip(rounds, base))
        found[name] = cpu, max(r[2] for r in rounds), [r[1] for r in rounds]
        print(f"  {name:36} {wall:8.3f} {cpu:8.3f} {ratio:7.2f} {mb:8.1f} "
              f"{units / wall:9.0f} {cpu / units * 1e6:11.2f}", flush=True)
    return found


def ratio(found, name, to):
    """Median over the rounds of one case's CPU to another's."""
    return statistics.median(a / b for a, b in zip(found[name][2], found[to][2]))


def bar(name, value, limit, unit):
    """One line: is the bar held?"""
    state = "held" if value <= limit else "MISSED"
    print(f"  {name:44} {value:8.2f} {unit:5} bar {limit:g}: {state}", flush=True)
