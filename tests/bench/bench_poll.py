# SPDX-License-Identifier: MIT
"""bench_poll - bars S1 to S4: what asking devices costs, beside the
cryptography that it cannot do without and beside what people would use
instead; what the dead cost; how much memory sessions take."""
import json, os, shutil, statistics, subprocess, time

from measure import ROUNDS, bar, ratio, run, side_by_side

FLEET = int(os.environ.get("BENCH_FLEET", 10_000))
HOSTS = int(os.environ.get("BENCH_HOSTS", 300))
DEADLINE_S = 5  # of connecting
HEAD = "asset_tag,category,status,agency,connectivity,host,port"
# No post-quantum key exchange for anybody: libssh2 has none, and it would cost
# ssh three times as much. Agents and other keys stay out.
SSH = {"StrictHostKeyChecking": "no", "UserKnownHostsFile": "/dev/null", "LogLevel": "ERROR",
       "KexAlgorithms": "curve25519-sha256", "IdentitiesOnly": "yes", "BatchMode": "yes"}


class Fleet:
    """Simulated devices, and an inventory of them whose keys are pinned."""

    def __init__(self, bench, name, n, net, dead=0, delay=0):
        self.dir, self.rollcall, self.n = f"{bench.dir}/{name}", bench.rollcall, n
        self.port, self.key, self.db = bench.port, bench.key, f"{self.dir}/fleet.db"
        os.mkdir(self.dir)
        self.hosts = [f"127.{net}.{1 + i // 200}.{1 + i % 200}" for i in range(n)]
        rows = [f"TS-{i:05},desktop,in_use,A{i % 50:02},networked,{host},{self.port}"
                for i, host in enumerate(self.hosts)]
        with open(f"{self.dir}/devices.csv", "w") as f:
            f.write("\n".join([HEAD] + rows) + "\n")
        with open(f"{self.dir}/fleet.csv", "w") as f:
            f.write("\n".join([HEAD + ",fault"] + [
                row + (",blackhole" if dead and i % (100 // dead) == 3 else ",none")
                for i, row in enumerate(rows)]) + "\n")
        with open(f"{self.dir}/agencies.csv", "w") as f:
            f.write("code,name,tier,kind,in_quota\n" + "".join(
                f"A{i:02},Agency {i},commune,party-committee,yes\n" for i in range(50)))
        run([self.rollcall, "--db", self.db, "init"])
        for kind in "agencies", "devices":
            run([self.rollcall, "--db", self.db, "import", kind, f"{self.dir}/{kind}.csv"])
        ready = f"{self.dir}/ready"
        self.sim = subprocess.Popen([bench.sim, "--fleet", f"{self.dir}/fleet.csv", "--port", self.port,
                                     "--ready-file", ready, "--delay", str(delay), "--lifetime", "3600"],
                                    stderr=subprocess.DEVNULL)
        for _ in range(300):
            if os.path.exists(ready):
                break
            time.sleep(0.1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sim.kill()
        self.sim.wait()

    def poll(self, *options):
        return run([self.rollcall, "--db", self.db, "poll", "--key", self.key, "--user", "admin",
                    "--accept-new", "--site-jobs", "0", "--format", "jsonl", *options], ok=(0, 1))

    def poll_lines(self, *options):
        """Wall seconds, and what was said of each device."""
        start = time.monotonic()
        p = subprocess.run([self.rollcall, "--db", self.db, "poll", "--key", self.key, "--user", "admin",
                            "--accept-new", "--site-jobs", "0", "--format", "jsonl", *options],
                           capture_output=True, stdin=subprocess.DEVNULL)
        return time.monotonic() - start, [json.loads(line) for line in p.stdout.splitlines()]


def peers(fleet):
    """name -> argv, of those that are installed."""
    opts = dict(SSH, Port=fleet.port, IdentityFile=fleet.key)
    args = " ".join(f"-o {k}={v}" for k, v in opts.items())
    with open(f"{fleet.dir}/hosts", "w") as f:
        f.writelines(f"{h}\n" for h in fleet.hosts)
    with open(f"{fleet.dir}/inventory", "w") as f:
        f.writelines(f"{h} ansible_user=admin ansible_port={fleet.port}\n" for h in fleet.hosts)
    os.environ.update(ANSIBLE_HOST_KEY_CHECKING="False", ANSIBLE_SSH_ARGS=args, ANSIBLE_LOCALHOST_WARNING="False")
    found = {
        "xargs -P 50 ssh": ["sh", "-c", f"xargs -P 50 -I@ ssh -n {args} -l admin @ 'sh -s' <{fleet.dir}/hosts"],
        "parallel-ssh": ["parallel-ssh", "-h", f"{fleet.dir}/hosts", "-p", "50", "-l", "admin", "-t", "60",
                         *[a for k, v in opts.items() for a in ("-O", f"{k}={v}")], "sh -s"],
        "clush": ["clush", "-q", "-n", "-f", "50", "-l", "admin", "-o", args, "-w", ",".join(fleet.hosts), "sh -s"],
        "ansible -m raw": ["ansible", "all", "-i", f"{fleet.dir}/inventory", "-f", "50", "-m", "raw", "-a", "sh -s"],
    }
    return {name: argv for name, argv in found.items() if shutil.which(argv[0])}


def bench_cost(bench):
    with Fleet(bench, "cost", HOSTS, 76) as fleet:
        fleet.poll()  # pins the keys
        cases = {"crypto floor": lambda: (*run([f"{bench.dir}/floor", str(HOSTS)]), HOSTS),
                 "rollcall poll, store included": lambda: (*fleet.poll("--jobs", "50"), HOSTS)}
        for name, argv in peers(fleet).items():
            cases[name] = lambda argv=argv: (*run(argv, ok=range(256)), HOSTS)
        found = side_by_side(f"Asking {HOSTS} simulated devices, 50 at once: client CPU per device "
                             "(peers run an empty script)", cases)
    ours = "rollcall poll, store included"
    bar("S1 CPU per device", ratio(found, ours, "crypto floor"), 3.0, "x")
    for name, least in ("clush", 20), ("parallel-ssh", 20), ("ansible -m raw", 100):
        if name in found:
            bar(f"S2 our CPU to that of {name}", ratio(found, ours, name), 1 / least, "x")
        else:
            print(f"  S2 {name} is not installed")


def living(lines):
    return sorted(line["ms"] for line in lines if line["outcome"] == "ok")


def bench_dead(bench):
    seen = {"none": [], "10% dead": []}
    for name, dead, net in ("none", 0, 77), ("10% dead", 10, 78):
        with Fleet(bench, f"dead{dead}", FLEET, net, dead) as fleet:
            fleet.poll("--jobs", "256")
            for _ in range(min(ROUNDS, 3)):
                wall, lines = fleet.poll_lines("--jobs", "256")
                ms = living(lines)
                assert len(ms) == FLEET - FLEET * dead // 100, len(ms)
                seen[name].append((wall, ms[len(ms) * 99 // 100]))
    print(f"\n{FLEET} simulated devices, 256 at once")
    print(f"  {'':36} {'wall s':>8} {'living p99 ms':>14}")
    middle = {name: [statistics.median(r[i] for r in rounds) for i in (0, 1)] for name, rounds in seen.items()}
    for name, (wall, p99) in middle.items():
        print(f"  {name:36} {wall:8.2f} {p99:14.0f}")
    bar("S3 wall beyond the connect deadline", middle["10% dead"][0] - DEADLINE_S, 15, "s")
    bar("S3 p99 of the living, dead beside them", middle["10% dead"][1] / middle["none"][1], 2, "x")


def bench_memory(bench):
    """Every answer comes a second late, so that as many sessions are held as
    may be."""
    with Fleet(bench, "memory", 2000, 79, delay=1000) as fleet:
        fleet.poll("--jobs", "1000")
        peak = {jobs: statistics.median(fleet.poll("--jobs", str(jobs))[2] for _ in range(min(ROUNDS, 3)))
                for jobs in (500, 1000)}
    print("\nMemory of 1,000 sessions")
    bar("S4 peak with 1,000 in flight", peak[1000], 80, "MB")
    bar("S4 per session", (peak[1000] - peak[500]) * 1024 / 500, 64, "KB")


PARTS = {"cost": bench_cost, "dead": bench_dead, "memory": bench_memory}


def bench(setting):
    for part in os.environ.get("BENCH_POLL", "cost dead memory").split():
        PARTS[part](setting)
