#!/usr/bin/env bash
# 60 rules beside the same rules in polars; see run.py. Called by `make bench-rules`.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build -c release --product hedui-bench 2>&1 | tail -n 1
exec .venv/bin/python Benchmarks/rules/run.py "$@"
