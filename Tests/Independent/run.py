#!/usr/bin/env python3
"""Holds what hedui reads against independent readers, and its output against its own documents.

    run.py HEDUI

1. Workbooks with every feature: `hedui dump` line by line against what was written into them, and cell by cell
   against openpyxl and calamine (see make_feature_workbooks.py, compare_readers.py).
2. The workbooks of ../shared/corpus (or $HEDUI_SHARED/corpus), when they are there: cell by cell likewise.
3. `hedui inspect --json` against docs/schemas/inspect.schema.json, for the samples, the feature workbooks and the corpus.
4. Exit statuses.
"""
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import jsonschema

import compare_readers

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent
CORPUS = Path(os.environ.get("HEDUI_SHARED", PACKAGE.parent / "shared")) / "corpus"


def compare(hedui, features):
    subprocess.run([sys.executable, HERE / "make_feature_workbooks.py", features], check=True)
    print("feature workbooks:", flush=True)
    good = compare_readers.compare_all(hedui, [features])
    if not CORPUS.is_dir():
        print(f"corpus: not there ({CORPUS}); not compared")
        return good
    print("corpus:", flush=True)
    return compare_readers.compare_all(hedui, [CORPUS]) and good


def validate(hedui, features):
    """Whether every line of `inspect --json` is as its schema says, in both languages."""
    schema = json.loads((PACKAGE / "docs/schemas/inspect.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    files = [path for folder in (PACKAGE / "samples/inbox", features, CORPUS) if folder.is_dir() for path in sorted(folder.rglob("*"))
             if path.suffix in (".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".zip")]
    problems, lines = 0, 0
    for language in ("zh-CN", "en"):
        done = subprocess.run([hedui, "inspect", "--json", "--quiet", "--language", language, *files], capture_output=True, timeout=600, check=False)
        objects = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
        lines += len(objects)
        if len(objects) != len(files) or done.returncode not in (0, 3):
            problems += 1
            print(f"inspect: {len(files)} files, {len(objects)} lines, status {done.returncode}")
        for value in objects:
            for error in validator.iter_errors(value):
                problems += 1
                print(f"inspect {value.get('file')}: {error.json_path}: {error.message[:200]}")
            for text in sentences(value):
                if "{" in text and "}" in text:
                    problems += 1
                    print(f"inspect {value.get('file')}: a gap in the wording: {text}")
    print(f"inspect --json: {lines} lines validated, {problems} problems")
    return problems == 0


def sentences(inspection):
    """The wordings of the findings; the particulars in them seldom have braces of their own."""
    for finding in inspection["findings"]:
        yield finding["message"].replace("{}", "")
        yield finding["remedy"]


def statuses(hedui, features, folder):
    """Whether commands end with the status that the command line contract gives."""
    good = features / "cell_types.xlsx"
    cut = folder / "cut.xlsx"
    cut.write_bytes(good.read_bytes()[:-100])
    damaged = folder / "damaged.xlsx"
    data = bytearray((features / "zip_stored.xlsx").read_bytes())
    place = data.index(b"<sheetData>")
    data[place + 20] ^= 1
    damaged.write_bytes(data)
    drop = folder / "drop.zip"
    with zipfile.ZipFile(drop, "w") as archive:
        archive.writestr("good.csv", "a,b\n1,2\n")
        archive.writestr("bad.xlsx", cut.read_bytes())
    no_workspace = folder / "nowhere"
    cases = [
        (["dump", good], 0), (["dump", good, "--sheet", "S"], 0), (["dump", good, "--sheet", "T"], 2), (["dump", good, "--format", "csv", "--table", "99"], 2),
        (["dump", good, "--table", "0"], 2), (["dump", good, "--format", "xml"], 2), (["dump"], 2), (["dump", folder / "absent.xlsx"], 3), (["dump", folder], 3),
        (["dump", cut], 3), (["dump", damaged], 3), (["dump", drop], 3), (["inspect", good], 0), (["inspect", cut], 3), (["inspect", good, cut], 3),
        (["inspect", damaged], 3), (["inspect", drop], 3), (["inspect", "--nonsense", good], 2), (["inspct", good], 2), (["doctor", "--workspace", folder], 0),
        (["doctor", "--workspace", no_workspace], 2), (["--version"], 0), (["--help"], 0), (["help", "dump"], 0), (["dump", "--help"], 0),
    ]
    problems = 0
    for arguments, wanted in cases:
        done = subprocess.run([hedui, *arguments], capture_output=True, timeout=60, check=False)
        if done.returncode != wanted:
            problems += 1
            print(f"hedui {' '.join(map(str, arguments))}: status {done.returncode}, expected {wanted}; {done.stderr.decode(errors='replace')[-200:]}")
    if Path("/dev/full").exists():
        with open("/dev/full", "wb") as full:
            status = subprocess.run([hedui, "dump", good], stdout=full, stderr=subprocess.DEVNULL, timeout=60, check=False).returncode
        cases.append((["dump onto a full disk"], 4))
        if status != 4:
            problems += 1
            print(f"hedui dump onto a full disk: status {status}, expected 4")
    print(f"exit statuses: {len(cases)} commands, {problems} wrong")
    return problems == 0


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    hedui = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        features = folder / "features"
        results = [compare(hedui, features), validate(hedui, features), statuses(hedui, features, folder)]
    print("independent readers: " + ("all agree" if all(results) else "FAILED"))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
