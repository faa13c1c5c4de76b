"""60 rules over a million rows beside the same rules as polars expressions.

    run.py [ROWS] [RUNS]      defaults: 1000000 rows, 7 runs of each

The two take turns, each a process of its own that makes its data before the clock runs. Prints the median and the least of the
times; the bar is to be no slower. What each rule came to (rows that are TRUE, or the sum) must be the same, or the exit status is 1.
"""
import json
import pathlib
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROWS = sys.argv[1] if len(sys.argv) > 1 else "1000000"
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
JOBS = {
    "hedui": [str(ROOT / ".build/release/hedui-bench"), "rules", ROWS],
    "polars": [sys.executable, str(ROOT / "Benchmarks/rules/polars_rules.py"), ROWS],
}
seen = {name: [] for name in JOBS}
for _ in range(RUNS):
    for name, command in JOBS.items():
        seen[name].append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
print(f"60 rules over {ROWS} rows, {RUNS} runs")
print(f"  {'':8} {'median s':>9} {'least s':>9} {'more MiB':>9}")
for name, results in seen.items():
    times = [result["seconds"] for result in results]
    print(f"  {name:8} {statistics.median(times):9.3f} {min(times):9.3f} {max(result['extra_mib'] for result in results):9.0f}")
ours, theirs = ([result["seconds"] for result in results] for results in seen.values())
print(f"  polars / hedui {statistics.median(theirs) / statistics.median(ours):.2f}, by least times {min(theirs) / min(ours):.2f} (bar 1.00)")
# Rule 34 rounds a price with tax to the cent; in Float64 some halves fall the wrong way. The right sum, in whole cents:
EXACT = {34: sum(((500 + (i * 7919 + 13) % 9500) * 113 + 50) // 100 for i in range(int(ROWS))) / 100}
wrong = 0
pairs = zip(*(results[-1]["note"].split() for results in seen.values()), strict=True)
for number, (left, right) in enumerate(pairs, 1):
    left, right = float(left), float(right)
    if number in EXACT and left == EXACT[number]:
        print(f"  rule {number}: hedui {left!r} is exact, polars is {right - left:+.2f} off")
    elif abs(left - right) > 1e-9 * max(abs(left), abs(right), 1):
        wrong += 1
        print(f"  DIFFERENT rule {number}: hedui {left!r}, polars {right!r}")
if not wrong:
    print("  all others come to the same")
sys.exit(1 if wrong else 0)
