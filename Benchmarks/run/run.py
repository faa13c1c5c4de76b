"""`hedui run` on a month of registers beside the same job scripted in polars and XlsxWriter.

    run.py [ROWS] [RUNS] [--hedui PATH] [--processes N]

Defaults: 300000 waybills, 5 runs of each, .build/release/hedui, one process of the script that writes workbooks. The two take turns,
each a process of its own. Prints the median and the least of the times, processor time, the peak memory of one process, and the
ratio; the bar is 20. Then the results of the two are compared (see compare.py); the exit status is 1 when they differ.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import compare

ROOT = pathlib.Path(__file__).resolve().parents[2]
BAR = 20


def timed(command, folder, allowed=(0,)):
    """Seconds, seconds of processor time, peak memory (MiB) and standard output of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def hedui(binary, data):
    """One run in a workspace without earlier results. It ends with 1 when there are violations."""
    shutil.rmtree(data / "output", ignore_errors=True)
    return timed([binary, "run"], data, allowed=(0, 1))


def polars(data, processes):
    """One run of the script, which prints its phases."""
    shutil.rmtree(data / "peer", ignore_errors=True)
    return timed([sys.executable, ROOT / "Benchmarks/run/peer", data / "inbox", data / "peer", "--processes", str(processes)], data)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="?", type=int, default=300_000)
    parser.add_argument("runs", nargs="?", type=int, default=5)
    parser.add_argument("--hedui", default=str(ROOT / ".build/release/hedui"))
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    data = ROOT / ".build" / "bench-data" / f"run-{options.rows}"
    if not (data / "planted.json").exists():
        subprocess.run(
            [sys.executable, str(ROOT / "Benchmarks/run/make_data.py"), str(data), str(options.rows)], check=True)
    jobs = {"hedui run": lambda: hedui(options.hedui, data), "polars + XlsxWriter": lambda: polars(data, options.processes)}
    seen = {name: [] for name in jobs}
    for _ in range(options.runs):
        for name, job in jobs.items():
            seen[name].append(job())
    size = sum(file.stat().st_size for file in (data / "inbox").iterdir()) / 1e6
    print(f"{options.rows} waybills and as many statement lines, {options.rows // 3} consultations, {size:.0f} MB; runs: {options.runs}")
    print(f"  {'':22} {'median s':>9} {'least s':>9} {'cpu s':>9} {'peak MiB':>9}")
    for name, results in seen.items():
        times = [result[0] for result in results]
        cpu, memory = statistics.median(result[1] for result in results), max(result[2] for result in results)
        print(f"  {name:22} {statistics.median(times):9.2f} {min(times):9.2f} {cpu:9.2f} {memory:9.0f}")
    ours, theirs = ([result[0] for result in results] for results in seen.values())
    print(f"  ratio {statistics.median(theirs) / statistics.median(ours):.1f}, by least times {min(theirs) / min(ours):.1f} (bar {BAR})")
    phases = json.loads(seen["polars + XlsxWriter"][-1][3])
    print("  the script's last run: " + ", ".join(
        f"{name} {phases[name]:.1f} s" for name in ["read", "check", "workbooks", "data and page"]))
    sys.exit(0 if compare.report(data / "output" / "latest", data / "peer") else 1)


if __name__ == "__main__":
    main()
