#!/usr/bin/env bash
# Installs every system package the project needs beyond the Swift toolchain. Safe to run again:
# packages that are present are left alone, and nothing is fetched when nothing is missing.
#   scripts/setup.sh         what building and running needs
#   scripts/setup.sh test    also what the tests need: LibreOffice, Chromium, fonts, a Python virtual
#                            environment (.venv) with the independent readers
#   scripts/setup.sh bench   also the peers of the benchmarks
set -euo pipefail
cd "$(dirname "$0")/.."

purpose="${1:-run}"
build_packages=(libxml2-dev libzip-dev libisal-dev libsqlite3-dev libssl-dev pkg-config make)
test_packages=(python3-venv libreoffice-calc-nogui chromium fonts-noto-cjk poppler-utils)
bench_packages=(python3-venv libxlsxwriter-dev time)
test_readers=(openpyxl==3.1.5 python-calamine lxml xlsxwriter jsonschema pandas chinesecalendar)
bench_peers=(polars fastexcel pandas pyarrow duckdb)

wanted=("${build_packages[@]}")
case "$purpose" in
run) ;;
test) wanted+=("${test_packages[@]}") ;;
bench) wanted+=("${bench_packages[@]}") ;;
*)
    echo "setup.sh: unknown purpose '$purpose'; use run, test or bench" >&2
    exit 2
    ;;
esac

missing=()
for name in "${wanted[@]}"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
done
if [ "${#missing[@]}" -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        echo "setup.sh: please install: ${missing[*]}" >&2
        exit 2
    fi
    sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    "${sudo[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" >/dev/null
fi

if [ "$purpose" != run ]; then
    [ -x .venv/bin/python ] || python3 -m venv .venv
    modules=("${test_readers[@]}")
    [ "$purpose" = test ] || modules+=("${bench_peers[@]}")
    .venv/bin/pip install --quiet --disable-pip-version-check "${modules[@]}"
fi
