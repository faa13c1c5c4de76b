#!/usr/bin/env bash
# All tests: layout, unit tests, independent readers on what we read, a short run of every fuzz target.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$1"; }

step "system packages"
scripts/setup.sh test

step "layout and documentation"
scripts/lint.sh

step "release build"
swift build -c release --product hedui 2>&1 | tail -n 3

step "independent readers"
.venv/bin/python Tests/Independent/run.py .build/release/hedui

step "short fuzzing"
scripts/fuzz.sh short

step "unit tests"
swift test --parallel 2>&1 | tail -n 40
