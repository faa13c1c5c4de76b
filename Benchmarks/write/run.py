"""Writes the same register with Hedui and its peers, side by side, and prints one table.

    run.py [ROWS] [RUNS]      defaults: 300000 rows, 5 runs of each (the slow ones 1)

Every job is a process of its own; the jobs take turns, so that a slow moment of the machine hits all alike. Times are
medians of the time spent writing, without making the data; memory is the largest peak beyond the data. Ratios are the
peer's time over ours, and its size as a share of ours.

`hedui convert` of the workbook to CSV, of that file to a workbook, and of that to CSV again follow; the two CSV files
must be equal. Their times and peaks are those of the whole process.
"""

import filecmp
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / ".build" / "bench-data"
HEDUI = pathlib.Path(os.environ.get("HEDUI", ROOT / ".build" / "release" / "hedui"))
BENCH = pathlib.Path(os.environ.get("HEDUI_BENCH", ROOT / ".build" / "release" / "hedui-bench"))
PEER = DATA / "peer_libxlsxwriter"
SLOW = {"XlsxWriter", "polars", "openpyxl"}


def command(name, path, rows):
    if name == "hedui":
        return [str(BENCH), "write", str(path)]
    if name == "hedui CSV":
        return [str(BENCH), "write-csv", str(path)]
    if name.startswith("libxlsxwriter"):
        return [str(PEER), str(path), str(rows), name.split()[1]]
    return [sys.executable, str(ROOT / "Benchmarks/write/peer.py"), name.lower(), str(path), str(rows)]


def once(name, rows):
    path = DATA / ("written.csv" if name.endswith("CSV") else "written.xlsx")
    path.unlink(missing_ok=True)
    environment = dict(os.environ, BENCH_ROWS=str(rows))
    done = subprocess.run(command(name, path, rows), capture_output=True, text=True, check=True, env=environment)
    result = json.loads(done.stdout)
    return result["seconds"], result["extra_mib"], path.stat().st_size


def convert(source, target):
    """Converts a file; gives the seconds and the peak in MiB of the process."""
    target.unlink(missing_ok=True)
    start = time.perf_counter()
    process = subprocess.Popen([str(HEDUI), "convert", "--quiet", str(source), str(target)])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"hedui convert {source.name} {target.name} failed")
    return seconds, usage.ru_maxrss / 1024


def conversions(counts):
    print("\nhedui convert, there and back")
    print(f"  {'rows':>9}  {'':12} {'seconds':>8} {'peak MiB':>9} {'MB':>7}")
    for rows in counts:
        book, text = DATA / "convert.xlsx", DATA / "convert.csv"
        back, again = DATA / "back.xlsx", DATA / "back.csv"
        environment = dict(os.environ, BENCH_ROWS=str(rows))
        subprocess.run([str(BENCH), "write", str(book)], check=True, env=environment, stdout=subprocess.DEVNULL)
        for source, target in ((book, text), (text, back), (back, again)):
            seconds, peak = convert(source, target)
            name = f"{source.suffix[1:]} -> {target.suffix[1:]}"
            print(f"  {rows:9,}  {name:12} {seconds:8.3f} {peak:9.1f} {target.stat().st_size / 1e6:7.2f}", flush=True)
        # Without reading them whole: what this process takes counts for the processes that it starts.
        if not filecmp.cmp(text, again, shallow=False):
            raise SystemExit("the CSV file differs after the way there and back")


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    DATA.mkdir(parents=True, exist_ok=True)
    source = ROOT / "Benchmarks/write/peer_libxlsxwriter.c"
    subprocess.run(["cc", "-O2", str(source), "-o", str(PEER), "-lxlsxwriter"], check=True)
    names = ["hedui", "libxlsxwriter constant", "libxlsxwriter standard", "XlsxWriter", "polars", "openpyxl", "hedui CSV"]
    seen = {name: [] for name in names}
    for turn in range(runs):
        for name in names:
            if name in SLOW and turn > 0:
                continue
            seen[name].append(once(name, rows))
            print(f"{name}: {seen[name][-1][0]:.2f} s", file=sys.stderr, flush=True)
    ours = statistics.median(seconds for seconds, _, _ in seen["hedui"])
    our_size = seen["hedui"][0][2]
    print(f"{rows:,} rows x 13 columns with styles")
    print(f"  {'':24} {'median s':>9} {'min s':>8} {'ratio':>7} {'peak MiB':>9} {'MB':>7} {'size':>6}  runs")
    for name in names:
        times = [seconds for seconds, _, _ in seen[name]]
        median, size = statistics.median(times), seen[name][0][2]
        print(
            f"  {name:24} {median:9.3f} {min(times):8.3f} {median / ours:7.2f} "
            f"{max(extra for _, extra, _ in seen[name]):9.1f} {size / 1e6:7.2f} {size / our_size:6.2f}  {len(times)}")
    print("\ngrowth")
    points = []
    for count in (10_000, 100_000, 1_000_000):
        results = [once("hedui", count) for _ in range(3)]
        seconds = min(seconds for seconds, _, _ in results)
        points.append((math.log(count), math.log(seconds)))
        print(f"  {count:9,} rows {seconds:8.3f} s  peak {max(extra for _, extra, _ in results):6.1f} MiB")
    (x0, y0), (x1, y1) = points[1], points[-1]
    print(f"  exponent from 100,000 to 1,000,000 rows: {(y1 - y0) / (x1 - x0):.2f}")
    conversions((rows, 1_000_000))


main()
