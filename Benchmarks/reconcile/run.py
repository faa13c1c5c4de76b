"""All passes of the carrier reconciliation beside polars' exact join alone, over the same files.

    run.py [ROWS] [RUNS]      defaults: 300000 rows, 7 runs of each

The jobs are processes of their own and take turns. Times are medians; the bar is twice the time of the join.
"""
import json
import pathlib
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
DATA = ROOT / ".build" / "bench-data" / f"reconcile-{ROWS}"
if not DATA.exists():
    subprocess.run([sys.executable, str(ROOT / "Benchmarks/reconcile/make_data.py"), str(DATA), str(ROWS)], check=True)
JOBS = {
    "hedui, all passes": [str(ROOT / ".build/release/hedui-bench"), "reconcile", str(DATA)],
    "polars, exact join": [sys.executable, str(ROOT / "Benchmarks/reconcile/polars_join.py"), str(DATA)],
}
seen = {name: [] for name in JOBS}
notes = {}
for _ in range(RUNS):
    for name, command in JOBS.items():
        result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        seen[name].append(result["seconds"])
        notes[name] = result["note"]
print(f"{ROWS} waybills against {ROWS} lines, median of {RUNS}")
for name, times in seen.items():
    print(f"  {name:20} {statistics.median(times):8.3f} s  (least {min(times):.3f})  {notes[name]}")
ours, polars = (statistics.median(times) for times in seen.values())
print(f"  ratio {ours / polars:.2f} (bar 2.00)")
