#!/usr/bin/env bash
# Holds the workbooks that the tests wrote against judges of other origin: openpyxl, calamine and LibreOffice, which must
# open every one. (The tests themselves validate each part against the ECMA-376 schemas.)
#   check_written.sh FOLDER    the folder that KEEP_WRITTEN named when the tests ran
set -euo pipefail
cd "$(dirname "$0")/../.."
folder="$(realpath "$1")"
python=".venv/bin/python"
[ -x "$python" ] || python=python3
"$python" Tests/Independent/read_back.py "$folder"

if command -v soffice >/dev/null; then
    target="$(mktemp -d)"
    trap 'rm -rf "$target"' EXIT
    # A workbook of a million rows takes LibreOffice minutes and shows nothing that the others do not.
    files=()
    for file in "$folder"/*.xlsx; do
        [ "$(basename "$file")" = overflow.xlsx ] || files+=("$file")
    done
    soffice --headless "-env:UserInstallation=file://$target/profile" --convert-to pdf --outdir "$target/pdf" \
        "${files[@]}" >/dev/null 2>&1
    for file in "${files[@]}"; do
        pdf="$target/pdf/$(basename "${file%.xlsx}").pdf"
        [ -s "$pdf" ] || { echo "LibreOffice did not convert $file" >&2; exit 1; }
    done
    echo "LibreOffice opened ${#files[@]} workbooks"
else
    echo "LibreOffice is not installed: not opened"
fi
