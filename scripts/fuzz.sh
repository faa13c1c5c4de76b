#!/usr/bin/env bash
# Coverage-guided fuzzing of every parser with libFuzzer.
#   scripts/fuzz.sh short             some seconds a target from a fixed seed: the same inputs every time
#   scripts/fuzz.sh MINUTES [TARGET…] so long for each target; inputs that fail are left in .build-fuzz/found/
# Tests/Fixtures/fuzz/<target>/ holds the inputs that once failed; every run begins with them.
set -euo pipefail
cd "$(dirname "$0")/.."

duration="${1:-short}"
shift || true
if [ "$duration" = short ]; then
    limits=(-seed=20260101 -runs="${FUZZ_RUNS:-20000}" -max_len=4096)
else
    limits=(-max_total_time=$((duration * 60)) -max_len=65536)
fi

HEDUI_FUZZ=1 swift build --scratch-path .build-fuzz -c release --product hedui-fuzz \
    -Xswiftc -enable-testing -Xswiftc -sanitize=fuzzer -Xswiftc -parse-as-library 2>&1 | tail -n 2
binary=.build-fuzz/release/hedui-fuzz
targets=("$@")
[ "${#targets[@]}" -gt 0 ] || mapfile -t targets < <(sed -n 's/^    "\([a-z-]*\)": fuzz.*/\1/p' Fuzz/FuzzTargets.swift)

mkdir -p .build-fuzz/found
for target in "${targets[@]}"; do
    corpus=".build-fuzz/corpus/$target"
    [ "$duration" != short ] || corpus=".build-fuzz/short/$target"
    [ "$duration" != short ] || rm -rf "$corpus"
    seeds="Tests/Fixtures/fuzz/$target"
    mkdir -p "$corpus"
    extra=()
    [ -d "$seeds" ] && extra=("$seeds")
    log=".build-fuzz/$target.log"
    if ! SWIFT_BACKTRACE=enable=no HEDUI_FUZZ_TARGET="$target" "$binary" "${limits[@]}" -timeout=20 -rss_limit_mb=2048 \
        -malloc_limit_mb=1024 -artifact_prefix=".build-fuzz/found/$target-" \
        "$corpus" "${extra[@]}" >"$log" 2>&1; then
        tail -n 40 "$log"
        echo "fuzz target $target failed; the input is in .build-fuzz/found/" >&2
        exit 1
    fi
    printf 'fuzz %-16s %s\n' "$target" "$(grep -E '^Done|^#[0-9]+.DONE' "$log" | tail -n 1)"
done
