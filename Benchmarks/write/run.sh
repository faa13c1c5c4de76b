#!/usr/bin/env bash
# Writing, side by side with the peers; see run.py. Called by `make bench-write`.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build -c release --product hedui-bench 2>&1 | tail -n 1
swift build -c release --product hedui 2>&1 | tail -n 1
exec .venv/bin/python Benchmarks/write/run.py "$@"
