"""Reads the same data with Hedui and its peers, side by side, and prints one table.

    run.py [ROWS] [RUNS]      defaults: 300000 rows, 5 runs of each (the slow ones 1)

Every job is a process of its own; the jobs take turns, so that a slow moment of the machine hits all alike. Times are
medians, memory is the largest peak. Ratios are the peer's time over ours.
"""

import json
import math
import os
import pathlib
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / ".build" / "bench-data"
BENCH = ROOT / ".build" / "release" / "hedui-bench"
PYTHON = sys.executable
SLOW = {"openpyxl_xlsx", "calamine_xlsx"}


def make(rows):
    subprocess.run([PYTHON, str(ROOT / "Benchmarks/read/make_data.py"), str(DATA), str(rows)], check=True)


def command(name, path):
    if name.startswith("hedui:"):
        return [str(BENCH), name.removeprefix("hedui:"), str(path)]
    return [PYTHON, str(ROOT / "Benchmarks/read/peer.py"), name, str(path)]


def once(name, path):
    """Seconds inside the process, and its peak memory in MiB."""
    read, write = os.pipe()
    process = subprocess.Popen(command(name, path), stdout=write)
    os.close(write)
    with os.fdopen(read) as output:
        text = output.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{name} {path}: exit {process.returncode}")
    return json.loads(text)["seconds"], usage.ru_maxrss / 1024


def compare(title, jobs, runs):
    """Runs the jobs in turn; the first is ours."""
    seen = {name: [] for name, _ in jobs}
    for turn in range(runs + 1):
        for name, path in jobs:
            if name in SLOW and turn > 1:
                continue
            result = once(name, path)
            # The first turn warms the file cache and is not counted.
            if turn > 0:
                seen[name].append(result)
    print(f"\n{title}")
    print(f"  {'':28} {'median s':>9} {'min s':>8} {'ratio':>7} {'peak MiB':>9}  runs")
    ours = statistics.median(seconds for seconds, _ in seen[jobs[0][0]])
    for name, path in jobs:
        times = [seconds for seconds, _ in seen[name]]
        median = statistics.median(times)
        label = f"{name} {'utf8' if 'utf8' in str(path) else 'gb18030' if 'gb18030' in str(path) else ''}"
        print(
            f"  {label:28} {median:9.3f} {min(times):8.3f} {median / ours:7.2f} "
            f"{max(peak for _, peak in seen[name]):9.0f}  {len(times)}")
    return ours


def growth(kind, job):
    """Time against rows, and the exponent: 1 is linear."""
    print(f"\n{kind}: growth")
    points = []
    for rows in (10_000, 100_000, 1_000_000):
        make(rows)
        path = DATA / f"{rows}.{kind}"
        results = [once(f"hedui:{job}", path) for _ in range(3)]
        seconds = min(seconds for seconds, _ in results)
        points.append((math.log(rows), math.log(seconds)))
        print(f"  {rows:9,} rows {seconds:8.3f} s  peak {max(peak for _, peak in results):6.0f} MiB")
    (x0, y0), (x1, y1) = points[1], points[-1]
    print(f"  exponent from 100,000 to 1,000,000 rows: {(y1 - y0) / (x1 - x0):.2f}")


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    make(rows)
    xlsx, utf8, gb18030 = (DATA / f"{rows}.{kind}" for kind in ("xlsx", "utf8.csv", "gb18030.csv"))
    print(f"{rows:,} rows x 13 columns; {xlsx.stat().st_size >> 20} MiB XLSX, {gb18030.stat().st_size >> 20} MiB CSV")
    compare(
        "XLSX to typed columns",
        [
            ("hedui:read-columns", xlsx), ("hedui:stream-cells", xlsx), ("hedui:floor", xlsx),
            ("hedui:inflate", xlsx), ("polars_xlsx", xlsx), ("fastexcel_xlsx", xlsx), ("calamine_xlsx", xlsx),
            ("openpyxl_xlsx", xlsx),
        ],
        runs)
    compare(
        "CSV to typed columns",
        [("hedui:read-columns", gb18030), ("duckdb_csv", utf8), ("polars_csv", gb18030), ("pandas_csv", gb18030)],
        runs)
    growth("xlsx", "read-columns")
    growth("gb18030.csv", "read-columns")


main()
