#!/usr/bin/env python3
"""Compares `hedui dump` with what independent readers see in the same workbooks.

    compare_readers.py HEDUI FOLDER...

Reads every .xlsx and .xlsm under the folders with hedui, openpyxl and calamine, and lists every cell about which they
disagree, and every file that one of them cannot read. Where `name.expected.jsonl` lies beside a workbook (see
make_feature_workbooks.py), hedui must agree with it in everything. Differences that are known and justified are in the
table ACCEPTED. Exit status: 0 when nothing else was found, 1 otherwise, 2 for wrong usage.

Each reading runs in a process of its own, with bounded memory and time, because some files are hostile.
"""
import fnmatch
import json
import math
import re
import resource
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

SECONDS, BYTES = 60, 3 << 30

# (reader, file, what hedui says, what the reader says, why it is accepted). Patterns as in a shell; what is said is
# "type:value", "absent", or "unreadable".
ACCEPTED = [
    ("calamine", "*", "missing:*", "absent", "a formula without a stored value is a kind of its own here, a blank there"),
    ("calamine", "*", "missing:*", "number:0*", "the same"),
    ("openpyxl", "*", "missing:*", "absent", "the same; with data_only it returns None"),
    ("*", "*", "text:", "absent", "an empty string is a value here, a blank there"),
    ("openpyxl", "*", "absent", "text:", "the same the other way round"),
    ("*", "*", "date:1900-0[12]-*", "*", "Excel's days before 1900-03-01 (18.17.4.1); the readers are off by one or give a number"),
    ("*", "number_formats.xlsx", "date:*", "*", "times of day, serial 0 and 1900-02-29 have no value in Python's types"),
    ("calamine", "*", "duration:*", "*", "calamine gives a duration as a date or a number"),
    ("openpyxl", "*", "duration:*", "*", "openpyxl gives short durations as times of day"),
    ("calamine", "*", "error:*", "absent", "python-calamine has no errors and returns an empty string"),
    ("calamine", "*", "error:*", "text:*", "the same"),
    ("*", "date_1904.xlsx", "date:1904-01-01", "date:00:00:00", "day 0 of the 1904 system is a day (18.17.4.1); both readers take it for a time"),
    ("*", "number_formats.xlsx", "number:-1.0", "date:*", "a negative serial is no date (18.17.4.1); Excel shows ####"),
    ("openpyxl", "iso_dates.xlsx", "date:*", "absent", "openpyxl finds no worksheet in a Strict workbook"),
    ("calamine", "iso_dates.xlsx", "date:*", "text:*Z", "calamine takes no time zone mark"),
    ("openpyxl", "odd_paths.xlsx", "*", "unreadable", "part names are compared without regard to case (OPC, 6.2.2.3)"),
    ("calamine", "odd_paths.xlsx", "*", "unreadable", "relationships of a part elsewhere than xl/"),
    ("calamine", "utf16.xlsx", "*", "unreadable", "calamine reads UTF-8 only"),
    ("calamine", "corner.xlsx", "*", "unreadable", "calamine allocates the whole rectangle up to XFD1048576"),
    ("openpyxl", "texts.xlsx", "text:*", "text:*_x*", "openpyxl does not resolve every _xHHHH_ (22.9.2.19)"),
    ("calamine", "texts.xlsx", "text:*", "text:*_x*", "the same"),
]


def canonical(value, number_format=None):
    """A Python value as (type, value) of a dump."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, (int, float)):
        return "number", float(value)
    if isinstance(value, datetime):
        text = value.date().isoformat() if value.time() == time(0) else value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
        return "date", text
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, time):
        return "date", value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
        hours, rest = divmod(abs(seconds), 3600)
        minutes, rest = divmod(rest, 60)
        text = ("-" if seconds < 0 else "") + "PT" + (f"{hours:.0f}H" if hours else "") + (f"{minutes:.0f}M" if minutes else "") + (f"{rest:g}S" if rest else "")
        return "duration", "PT0S" if text == "PT" else text
    text = str(value)
    return ("error" if re.fullmatch(r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!)", text) and number_format == "error" else "text"), text


def letters(column):
    result = ""
    while column:
        column, rest = divmod(column - 1, 26)
        result = chr(65 + rest) + result
    return result


def read_with_openpyxl(path):
    import warnings

    import openpyxl
    warnings.simplefilter("ignore")
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        # The sparse cells, so that a cell in the last corner costs one cell.
        for (row, column), cell in sorted(sheet._cells.items()):
            if (value := canonical(cell.value, "error" if cell.data_type == "e" else None)) is not None:
                yield sheet.title, f"{letters(column)}{row}", value


def read_with_calamine(path):
    import python_calamine
    book = python_calamine.load_workbook(path)
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is None:
            continue
        first_row, first_column = sheet.start
        for row, cells in enumerate(sheet.to_python(skip_empty_area=True), first_row + 1):
            for column, value in enumerate(cells, first_column + 1):
                # python-calamine gives blank cells and empty strings alike.
                if value != "" and (result := canonical(value)) is not None:
                    yield name, f"{letters(column)}{row}", result


READERS = {"openpyxl": read_with_openpyxl, "calamine": read_with_calamine}


def run(command):
    """The output of a bounded process; None and the reason when it fails."""
    def bound():
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, preexec_fn=bound, check=False)
    except subprocess.TimeoutExpired:
        return None, f"more than {SECONDS} s"
    if done.returncode < 0 or (done.returncode != 0 and not done.stdout):
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return None, lines[-1][:200] if lines else f"status {done.returncode}"
    return done.stdout.decode(), None


def dump(hedui, path):
    text, reason = run([hedui, "dump", str(path), "--format", "jsonl"])
    return (None, reason) if text is None else ([json.loads(line) for line in text.splitlines()], None)


def reading(reader, path):
    text, reason = run([sys.executable, __file__, "--reader", reader, str(path)])
    if text is None:
        return None, reason
    return {(sheet, cell): tuple(value) for sheet, cell, value in map(json.loads, text.splitlines())}, None


def said(value):
    if value is None:
        return "absent"
    kind, content = value
    return f"{kind}:{'' if content is None else content}"


def same(ours, theirs):
    if ours is None or theirs is None:
        return ours == theirs
    if ours[0] == theirs[0] == "number":
        return ours[1] == theirs[1] or math.isclose(ours[1], theirs[1], rel_tol=1e-15)
    return tuple(ours) == tuple(theirs)


def accepted(reader, name, ours, theirs):
    return any(fnmatch.fnmatchcase(reader, r) and fnmatch.fnmatchcase(name, f) and fnmatch.fnmatchcase(ours, o) and fnmatch.fnmatchcase(theirs, t)
               for r, f, o, t, _ in ACCEPTED)


def compare(hedui, path):
    """The complaints about one workbook."""
    lines, reason = dump(hedui, path)
    if lines is None:
        yield f"{path.name}: hedui: {reason}"
        return
    expected = path.with_suffix(".expected.jsonl")
    if expected.exists():
        wanted = [json.loads(line) for line in expected.read_text(encoding="utf-8").splitlines()]
        for n in range(max(len(wanted), len(lines))):
            ours, theirs = (each[n] if n < len(each) else None for each in (lines, wanted))
            if ours != theirs:
                yield f"{path.name}: line {n + 1}: hedui {json.dumps(ours, ensure_ascii=False)}, expected {json.dumps(theirs, ensure_ascii=False)}"
    ours = {(line["sheet"], line["cell"]): (line["type"], float(line["value"]) if line["type"] == "number" else line["value"]) for line in lines}
    for reader in READERS:
        theirs, reason = reading(reader, path)
        if theirs is None:
            if not accepted(reader, path.name, "", "unreadable"):
                yield f"{path.name}: {reader} cannot read it: {reason}"
            continue
        for place in sorted(ours.keys() | theirs.keys()):
            left, right = ours.get(place), theirs.get(place)
            if not same(left, right) and not accepted(reader, path.name, said(left), said(right)):
                yield f"{path.name}: {place[0]}!{place[1]}: hedui {said(left)!r}, {reader} {said(right)!r}"


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--reader":
        for sheet, cell, value in READERS[sys.argv[2]](sys.argv[3]):
            print(json.dumps([sheet, cell, value]))
        return 0
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    files = sorted(path for folder in sys.argv[2:] for path in Path(folder).rglob("*") if path.suffix in (".xlsx", ".xlsm"))
    complaints = 0
    for path in files:
        for complaint in compare(sys.argv[1], path):
            complaints += 1
            print(complaint)
    print(f"{len(files)} workbooks, {complaints} differences that are not accepted", file=sys.stderr)
    return 1 if complaints or not files else 0


if __name__ == "__main__":
    sys.exit(main())
