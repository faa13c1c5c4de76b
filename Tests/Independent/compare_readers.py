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
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
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
    ("*", "*", "number:-*", "date:*", "a negative serial is no date (18.17.4.1); Excel shows ####"),
    ("*", "*1904.xlsx", "date:1904-01-01", "date:00:00:00", "day 0 of the 1904 system is a day (18.17.4.1); both readers take it for a time"),
    ("openpyxl", "*LONumbers*.xlsx", "date:*", "number:*", "A/P is a time of day (18.8.31); openpyxl knows AM/PM only"),
    ("openpyxl", "*[Ss]trict*.xlsx", "*", "absent", "openpyxl finds no worksheet in a Strict workbook"),
    ("openpyxl", "*whitespace_trim.xlsx", "text:*", "text:*", "text without xml:space=preserve loses white space at either end, as in Excel; openpyxl keeps it"),
    ("openpyxl", "*encoded_entities.xlsx", "text:", "text:\n", "the same"),
    ("openpyxl", "*issue_174.xlsx", "text:*", "text:* ", "the same"),
    ("openpyxl", "*", "text:*", "text:*_x????_*", "openpyxl does not resolve _xHHHH_ in text (22.9.2.19)"),
    ("openpyxl", "*test-issue-877.xlsx", "absent", "text:mailto:*", "openpyxl gives a blank cell with a hyperlink the address as value; Excel shows it blank"),
    ("openpyxl", "*", "*", "unreadable:There is no item named 'xl/*", "part names are compared without regard to case, and parts that nothing needs may be missing (OPC, 6.2.2.3)"),
    ("openpyxl", "*[Pp]ivot*.xlsx", "*", "unreadable:Nested.from_tree*", "openpyxl cannot read the pivot table; the cells do not need it"),
    ("openpyxl", "*empty_s_attribute.xlsx", "*", "unreadable:*", "an empty style index counts as none; openpyxl fails"),
    ("openpyxl", "*minimal_package.xlsx", "*", "unreadable:*", "a styles part without cell styles is read; openpyxl fails"),
    ("openpyxl", "*row-styles.xlsx", "*", "unreadable:*", "an unknown sheet state counts as visible; openpyxl fails"),
    ("calamine", "*row-styles.xlsx", "*", "unreadable:*", "the same"),
    ("openpyxl", "*parseError.xlsx", "*", "unreadable:*", "one cell that is no number becomes a finding; openpyxl gives up the workbook"),
    ("calamine", "*parseError.xlsx", "*", "unreadable:*", "the same"),
    ("calamine", "*test-issue-176.xlsx", "*", "unreadable:*", "a dimension without columns is not needed"),
    ("calamine", "*_rels.xlsx", "*", "unreadable:*", "parts are found through relationships wherever they lie"),
    ("openpyxl", "*issue252.xlsx", "*", "unreadable:*", "a damaged part becomes a finding; openpyxl gives up the workbook"),
    ("calamine", "*issue252.xlsx", "*", "unreadable:*", "the same"),
    ("calamine", "*MCExecl.xlsx", "text:abc", "text:dddabc", "of alternate contents only one counts (part 3, 7.6); calamine joins them"),
    ("openpyxl", "*d-date-cell.xlsx", "*", "unreadable:*", "a workbook without cell styles is read; openpyxl fails"),
    ("calamine", "*d-date-cell.xlsx", "date:*", "text:*Z", "calamine takes no time zone mark"),
    ("openpyxl", "*TestIssue222.xlsx", "date:*", "number:*", "the built-in formats 27 to 36 and 50 to 58 are dates (18.8.30); openpyxl does not know them"),
    ("openpyxl", "*NoExtDataA1.xlsx", "number:*", "error:#VALUE!", "a serial after 9999-12-31 is no date but still a number; openpyxl gives an error"),
    ("openpyxl", "*TestIssue772.xlsx", "*", "unreadable:more than*", "openpyxl makes a cell of every blank one that has a style, and takes minutes"),
    ("openpyxl", "*TestIssue773_Template_output.xlsx", "*", "unreadable:*", "openpyxl checks parts that the cells do not need"),
    ("openpyxl", "*TestWihoutRAttribute.xlsx", "*", "unreadable:*", "the same, for fills"),
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


# (file, code of hedui's finding, why nothing of the file is read).
REFUSED = [
    ("*pass_protected.xlsx", "format.encrypted-ooxml", "needs a password"),
    ("*issue252.xlsx", "xlsx.sheet-without-part", "the relationships that lead to its only sheet are damaged"),
    ("*TestIssue272.xlsx", "format.xls", "a binary workbook of Excel 97"),
    ("*invalid-xml.xlsx", "xml.malformed", "the workbook part is no XML"),
    ("*missing-bits.xlsx", "format.xml", "a flat OPC file, not a package"),
    ("*invalid_empty.xlsx", "format.zip-empty", "an archive without entries"),
    ("*invalid_*.xlsx", "package.part-missing", "lacks the parts that hold its cells"),
]


def lines_of(text):
    """The lines of JSON text; a line separator inside a string is none of theirs."""
    return [line for line in text.split("\n") if line]


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
    text, reason = run([hedui, "dump", str(path), "--format", "jsonl", "--language", "en"])
    return (None, reason) if text is None else ([json.loads(line) for line in lines_of(text)], None)


def reading(reader, path):
    text, reason = run([sys.executable, __file__, "--reader", reader, str(path)])
    if text is None:
        return None, reason
    return {(sheet, cell): tuple(value) for sheet, cell, value in map(json.loads, lines_of(text))}, None


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
    """The number of the first line of ACCEPTED that fits; None when none does."""
    for number, (r, f, o, t, _) in enumerate(ACCEPTED):
        if all(fnmatch.fnmatchcase(text, pattern) for text, pattern in ((reader, r), (name, f), (ours, o), (theirs, t))):
            return number
    return None


class Result:
    """What was found about one workbook."""

    def __init__(self, path):
        self.name, self.cells, self.compared, self.accepted, self.complaints = path.name, 0, 0, Counter(), []
        self.is_refused = False


def compare(hedui, path):
    """Compares what is read of one workbook."""
    result = Result(path)
    lines, reason = dump(hedui, path)
    if lines is None:
        result.is_refused = True
        if not any(fnmatch.fnmatchcase(path.name, file) and f"[{code}]" in reason for file, code, _ in REFUSED):
            result.complaints.append(f"{path.name}: hedui: {reason}")
        return result
    result.cells = len(lines)
    expected = path.with_suffix(".expected.jsonl")
    if expected.exists():
        wanted = [json.loads(line) for line in lines_of(expected.read_text(encoding="utf-8"))]
        for n in range(max(len(wanted), len(lines))):
            ours, theirs = (each[n] if n < len(each) else None for each in (lines, wanted))
            if ours != theirs:
                result.complaints.append(f"{path.name}: line {n + 1}: hedui {json.dumps(ours, ensure_ascii=False)}, expected {json.dumps(theirs, ensure_ascii=False)}")
    ours = {(line["sheet"], line["cell"]): (line["type"], float(line["value"]) if line["type"] == "number" else line["value"]) for line in lines}
    for reader in READERS:
        theirs, reason = reading(reader, path)
        if theirs is None:
            number = accepted(reader, path.name, "", "unreadable")
            if number is None:
                number = accepted(reader, path.name, "", "unreadable:" + re.sub(r"^[\w.]+: \"?", "", reason))
            if number is not None:
                result.accepted[number] += 1
            else:
                result.complaints.append(f"{path.name}: {reader} cannot read it: {reason}")
            continue
        for place in sorted(ours.keys() | theirs.keys()):
            left, right = ours.get(place), theirs.get(place)
            result.compared += 1
            if same(left, right):
                continue
            if (number := accepted(reader, path.name, said(left), said(right))) is not None:
                result.accepted[number] += 1
            else:
                result.complaints.append(f"{path.name}: {place[0]}!{place[1]}: hedui {said(left)!r}, {reader} {said(right)!r}")
    return result


def compare_all(hedui, folders):
    """Compares everything in the folders and prints what was found; whether nothing was."""
    files = sorted(path for folder in folders for path in Path(folder).rglob("*") if path.suffix in (".xlsx", ".xlsm"))
    # The work is done by other processes; two at a time.
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda path: compare(hedui, path), files))
    complaints = [complaint for result in results for complaint in result.complaints]
    for complaint in complaints:
        print(complaint)
    total = sum((result.accepted for result in results), Counter())
    for number, count in sorted(total.items()):
        reader, file, _, _, why = ACCEPTED[number]
        print(f"  accepted {count:6}: {reader}, {file}: {why}")
    print(f"{len(files)} workbooks ({sum(result.is_refused for result in results)} refused), {sum(result.cells for result in results)} cells, "
          f"{sum(result.compared for result in results)} comparisons with {' and '.join(READERS)}, {total.total()} accepted "
          f"differences, {len(complaints)} others")
    return bool(files) and not complaints


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--reader":
        # The readers now and then print something themselves.
        output, sys.stdout = sys.stdout, sys.stderr
        for sheet, cell, value in READERS[sys.argv[2]](sys.argv[3]):
            print(json.dumps([sheet, cell, value]), file=output)
        return 0
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    return 0 if compare_all(sys.argv[1], sys.argv[2:]) else 1


if __name__ == "__main__":
    sys.exit(main())
