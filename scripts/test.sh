#!/usr/bin/env bash
# All tests, the quick ones first. Ends at the first step that fails and says which; what a failing test said is shown
# in full, and the closing line of `swift test` is the last line printed.
#   HEDUI_SOAK=1   the long forms: every cut of a workbook, every flipped byte
#   HEDUI_SHARED   where shared test data lies, when not in ../shared
set -euo pipefail
cd "$(dirname "$0")/.."

current=""
log="$(mktemp)"
finish() {
    status=$?
    rm -f "$log"
    [ "$status" -eq 0 ] || printf '\nFAILED: %s\n' "$current" >&2
}
trap finish EXIT
step() {
    current="$1"
    printf '\n== %s (%d s)\n' "$1" "$SECONDS"
}

# Runs a build quietly; on failure all of its output is shown. A warning of our own code is an error.
build() {
    if ! "$@" >"$log" 2>&1; then
        cat "$log"
        return 1
    fi
    if grep -E -A 6 "^$PWD/(Sources|Tests|Fuzz|Benchmarks)/.*: warning: " "$log"; then
        return 1
    fi
    tail -n 1 "$log"
}

step "system packages"
scripts/setup.sh test

step "layout and documentation"
scripts/lint.sh

step "release build"
build swift build -c release --product hedui

step "test build"
build swift build --build-tests

step "unit, architecture, corpus and fuzz regression tests"
rm -rf .build/written .build/marked
mkdir -p .build/written .build/marked
if ! KEEP_WRITTEN="$PWD/.build/written" HEDUI_KEEP_MARKED="$PWD/.build/marked" swift test --skip-build >"$log" 2>&1; then
    # Failures come one to a test, each with the lines that follow it.
    grep -E -A 12 'recorded an issue|✘|Fatal error|error: Exited|unexpected signal' "$log" | head -n 400 || true
    tail -n 3 "$log"
    exit 1
fi
closing="$(grep -E 'Test run with .* (passed|failed)' "$log" | tail -n 1)"
echo "$closing"

step "independent readers"
.venv/bin/python Tests/Independent/run.py .build/release/hedui
Tests/Independent/check_written.sh .build/written
if [ -s .build/marked/list.tsv ]; then
    .venv/bin/python Tests/Independent/check_marked.py "${HEDUI_SHARED:-../shared}/schemas/ooxml" .build/marked
else
    echo "no corpus beside the repository: no marked workbooks to check"
fi

step "the program end to end"
.venv/bin/python Tests/EndToEnd/run.py .build/release/hedui

step "rules, a second time"
.venv/bin/python Tests/Independent/compare_rules.py .build/release/hedui --seeds 5
.venv/bin/python Tests/Independent/check_calendars.py

step "the page in a browser"
# 77: there is no Chromium here, which it says.
python3 Tests/Independent/check_page.py .build/written/pages/{page,empty}-*.html .build/written/pages/{large,hostile}.html || [ "$?" -eq 77 ]

printf '\nall tests passed in %d s\n%s\n' "$SECONDS" "$closing"
