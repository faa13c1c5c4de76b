#!/usr/bin/env bash
# The whole run beside the same job in polars + XlsxWriter; see run.py. Called by `make bench-run`.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build -c release --product hedui 2>&1 | tail -n 1
exec .venv/bin/python Benchmarks/run/run.py "$@"
