#!/usr/bin/env python3
"""Evaluates the formula vectors with LibreOffice, headless, and compares.

    formula_vectors.py            every vector of common.tsv must equal LibreOffice's value
    formula_vectors.py --renew    takes LibreOffice's values as the expected ones (common.tsv only)

Vectors that LibreOffice cannot judge stand in excel.tsv (functions it lacks) and differences.tsv (where
Microsoft documents another result); each line names its source.
"""
import csv
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile

from openpyxl import Workbook, load_workbook

HERE = pathlib.Path(__file__).resolve().parent.parent / "FormulasTests" / "Vectors"
PREFIXED = "CONCAT TEXTJOIN IFS SWITCH MINIFS MAXIFS XOR UNICHAR DAYS NUMBERVALUE ISOWEEKNUM IFNA".split()


def tables():
    found = {}
    for row in csv.reader(open(HERE / "tables.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        found.setdefault(row[0], []).append((row[1], row[2], row[3:]))
    return found


def cell(text, kind):
    if text == "(blank)":
        return None
    if kind == "number":
        return float(text)
    if kind == "date":
        return datetime.datetime.fromisoformat(text)
    if kind == "text":
        return text
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    if text.startswith('"'):
        return text.strip('"')
    try:
        return float(text)
    except ValueError:
        return text


def evaluate(formulas):
    """The values that LibreOffice gives, as (type, text) pairs."""
    book = Workbook()
    sheet = book.active
    data = book.create_sheet("Data")
    ranges = {}
    for name, columns in tables().items():
        for number, (column, kind, values) in enumerate(columns, 1):
            letter = data.cell(1, number, column).column_letter
            for row, text in enumerate(values, 2):
                value = cell(text, kind)
                target = data.cell(row, number)
                if value == "":
                    target.value, target.data_type = "", "s"
                elif isinstance(value, str):
                    target.value, target.data_type = value, "s"
                else:
                    target.value = value
            ranges[f"{name}[{column}]"] = f"Data!${letter}$2:${letter}${len(values) + 1}"
    for row, formula in enumerate(formulas, 1):
        text = formula
        for reference, area in ranges.items():
            text = text.replace(reference, area)
        for function in PREFIXED:
            text = re.sub(rf"(?<![\w.]){function}\(", f"_xlfn.{function}(", text)
        target = sheet.cell(row, 1)
        target.value, target.data_type = "=" + text, "f"
        if "Data!" in text or "{" in text:
            from openpyxl.worksheet.formula import ArrayFormula

            sheet[target.coordinate] = ArrayFormula(target.coordinate, "=" + text)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "vectors.xlsx"
        book.save(path)
        out = pathlib.Path(folder) / "out"
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx",
             "--outdir", str(out), str(path)],
            check=True, capture_output=True)
        result = load_workbook(out / "vectors.xlsx", data_only=True).worksheets[0]
        values = []
        for row in range(1, len(formulas) + 1):
            values.append(describe(result.cell(row, 1)))
    return values


def describe(target):
    value = target.value
    if target.data_type == "e":
        return ("error", str(value))
    if isinstance(value, bool):
        return ("boolean", "TRUE" if value else "FALSE")
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        from openpyxl.utils.datetime import to_excel

        value = to_excel(value)
    if isinstance(value, (int, float)):
        return ("number", repr(float(value)))
    return ("text", "" if value is None else str(value))


def same(left, right):
    if left[0] != right[0]:
        return False
    if left[0] != "number":
        return left[1] == right[1]
    a, b = float(left[1]), float(right[1])
    return a == b or abs(a - b) <= 1e-12 * max(abs(a), abs(b)) or abs(a - b) < 1e-13


def main():
    path = HERE / "common.tsv"
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if not line.startswith("# ")]
    given = evaluate([row[0] for row in rows])
    if "--renew" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            file.write("# formula\ttype\tvalue: as LibreOffice 7.4 evaluates it\n")
            for row, (kind, text) in zip(rows, given):
                file.write(f"{row[0]}\t{kind}\t{text}\n")
        print(f"{len(rows)} vectors written")
        return 0
    wrong = [(row, value) for row, value in zip(rows, given) if not same((row[1], row[2]), value)]
    for row, value in wrong:
        print(f"{row[0]}\texpected {row[1]} {row[2]}\tLibreOffice {value[0]} {value[1]}")
    print(f"{len(rows) - len(wrong)} of {len(rows)} vectors agree with LibreOffice")
    return 1 if wrong or len(rows) < 600 else 0


if __name__ == "__main__":
    sys.exit(main())
