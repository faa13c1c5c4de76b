#!/usr/bin/env bash
# All passes of a reconciliation against polars' exact join.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build -c release --product hedui-bench 2>&1 | tail -n 1
exec .venv/bin/python Benchmarks/reconcile/run.py "$@"
