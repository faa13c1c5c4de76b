"""`hedui run` on a month of registers beside the same job scripted in polars and XlsxWriter.

    run.py [ROWS] [RUNS] [--hedui PATH]      defaults: 300000 waybills, 5 runs of each, .build/release/hedui

The two take turns, each a process of its own. Prints the median and the least of the times, the peak memory, and the ratio; the bar
is 20. Violations by rule and items by status of the two must be the same, or the exit status is 1.
"""
import argparse
import collections
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BAR = 20


def hedui(binary, data):
    """One run in a workspace without earlier results: seconds, peak memory, and what it found."""
    shutil.rmtree(data / "output", ignore_errors=True)
    start = time.perf_counter()
    process = subprocess.Popen([binary, "run"], cwd=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"hedui run ended with {code}")
    return seconds, usage.ru_maxrss / 1024, found(data / "output" / "latest" / "data")


def found(folder):
    """Violations by rule, items by status and reminders of a run's data files."""
    def lines(name):
        with open(folder / name, encoding="utf-8") as file:
            yield from map(json.loads, file)

    violations = collections.Counter(line["rule"] for line in lines("violations.jsonl"))
    items = collections.Counter(line["status"] for line in lines("matches-logistics.jsonl"))
    return dict(violations), dict(items), sum(1 for _ in lines("reminders.jsonl"))


def polars(data):
    """One run of the script: seconds of the whole process, peak memory, and what it found."""
    output = data / "peer"
    shutil.rmtree(output, ignore_errors=True)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(ROOT / "Benchmarks/run/peer.py"), str(data / "inbox"), str(output)], check=True, capture_output=True,
        text=True)
    seconds = time.perf_counter() - start
    result = json.loads(done.stdout)
    return seconds, result["peak_mib"], (result["violations"], result["items"], result["reminders"])


def differences(ours, theirs):
    """What the two do not agree on."""
    names = ["violations of", "items", "reminders"]
    result = []
    for name, left, right in zip(names, ours, theirs):
        if isinstance(left, int):
            left, right = {"": left}, {"": right}
        for key in sorted(set(left) | set(right)):
            if left.get(key, 0) != right.get(key, 0):
                result.append(f"{name} {key}: hedui {left.get(key, 0)}, polars {right.get(key, 0)}")
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="?", type=int, default=300_000)
    parser.add_argument("runs", nargs="?", type=int, default=5)
    parser.add_argument("--hedui", default=str(ROOT / ".build/release/hedui"))
    options = parser.parse_args()
    data = ROOT / ".build" / "bench-data" / f"run-{options.rows}"
    if not (data / "planted.json").exists():
        subprocess.run(
            [sys.executable, str(ROOT / "Benchmarks/run/make_data.py"), str(data), str(options.rows)], check=True)
    jobs = {"hedui run": lambda: hedui(options.hedui, data), "polars + XlsxWriter": lambda: polars(data)}
    seen = {name: [] for name in jobs}
    for _ in range(options.runs):
        for name, job in jobs.items():
            seen[name].append(job())
    size = sum(file.stat().st_size for file in (data / "inbox").iterdir()) / 1e6
    print(f"{options.rows} waybills and as many statement lines, {options.rows // 3} consultations, {size:.0f} MB; runs: {options.runs}")
    print(f"  {'':22} {'median s':>9} {'least s':>9} {'peak MiB':>9}")
    for name, results in seen.items():
        times = [result[0] for result in results]
        print(f"  {name:22} {statistics.median(times):9.2f} {min(times):9.2f} {max(result[1] for result in results):9.0f}")
    ours, theirs = ([result[0] for result in results] for results in seen.values())
    print(f"  ratio {statistics.median(theirs) / statistics.median(ours):.1f}, by least times {min(theirs) / min(ours):.1f} (bar {BAR})")
    violations, items, reminders = seen["hedui run"][-1][2]
    print(f"  {sum(violations.values())} violations of {len(violations)} rules, {reminders} reminders, items: "
          + ", ".join(f"{status} {count}" for status, count in sorted(items.items())))
    wrong = differences(seen["hedui run"][-1][2], seen["polars + XlsxWriter"][-1][2])
    for line in wrong:
        print(f"  DIFFERENT {line}")
    if not wrong:
        print("  both find the same: violations by rule, items by status, reminders")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
