#!/usr/bin/env python3
"""Holds marked workbooks against their originals, with readers of other origin.

usage: check_marked.py SCHEMA_FOLDER FOLDER [--table]

FOLDER is the one that HEDUI_KEEP_MARKED named when the tests ran: marked copies of workbooks of many producers, and `list.tsv`
with the path of each original and of its copy. Of every pair is checked
- that each part of the original is there with the same compressed bytes, but for the kinds of part that a mark may touch;
- that the parts that changed, and new ones, have no fault against the ECMA-376 schemas that the original had not;
- that openpyxl and calamine read the same values, formulas, looks and comments as before;
- for the workbooks of SHOWN that LibreOffice opens the copy.
`--table` prints the parts of the workbooks of SHOWN before and after with their hashes. Exit code 1 when anything is wrong.
"""

import concurrent.futures
import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile

import openpyxl
import python_calamine
from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
# ISO Strict says the same under other names.
STRICT = [
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/", OFFICE.encode()),
]
# Workbooks of different producers, and what of them marking could harm.
SHOWN = {
    "calamine/tests_vba.xlsm": "Excel 2007, macros",
    "calamine/tests_pivots.xlsx": "Excel for Mac, pivot tables, custom XML",
    "calamine/tests_issue_261_fixed_by_excel.xlsx": "Excel Online, picture",
    "calamine/tests_pictures_in_cell_and_over_cell.xlsx": "Excel 365, pictures in cells",
    "calamine/tests_hyperlinks.xlsx": "openpyxl, hyperlinks",
    "calamine/tests_issue_174.xlsx": "Gnumeric",
    "duckdb-excel/test_data_xlsx_gdal_inlineStr.xlsx": "Access",
    "duckdb-excel/test_data_xlsx_gdal_test.xlsx": "OpenOffice.org",
    "duckdb-excel/test_data_xlsx_google_sheets.xlsx": "Google Sheets",
    "exceljs/spec_integration_data_chart-sheet.xlsx": "Excel, chart sheet",
    "exceljs/spec_integration_data_hidden-test_google-sheets.xlsx": "Google Sheets, hidden rows",
    "exceljs/spec_integration_data_hidden-test_libre-calc-as-excel-2007-365.xlsx": "LibreOffice",
    "exceljs/spec_integration_data_test-issue-877.xlsx": "Excel for Mac, conditional formats, picture",
    "exceljs/test_data_comments.xlsx": "Excel, comments",
    "fastexcel/doc_reading_time_template.xlsx": "LibreOffice, chart",
    "fastexcel/fastexcel-reader_src_test_resources_xlsx_xlsx-stream-d-date-cell.xlsx": "node-xlsx-stream, comments",
    "miniexcel/tests_data_xlsx_CloseXml_InsertCellValues_CloseXml_InsertCellValues.xlsx": "ClosedXML",
    "miniexcel/tests_data_xlsx_Epplus_InsertCellValues_Epplus_InsertCellValues.xlsx": "EPPlus",
    "miniexcel/tests_data_xlsx_Issue759_miniexcel.xlsx": "MiniExcel",
    "miniexcel/tests_data_xlsx_TestCommentsAndNotes.xlsx": "Excel 365, threaded comments and notes",
    "miniexcel/tests_data_xlsx_TestIssue256.xlsx": "WPS",
    "miniexcel/tests_data_xlsx_TestStrictOpenXml.xlsx": "Excel, ISO Strict",
    "open-xml-sdk/test_DocumentFormat.OpenXml.Tests.Assets_assets_TestFiles_Complex01.xlsx":
        "Excel 2013, charts, pictures, comments, table",
    "open-xml-sdk/test_DocumentFormat.OpenXml.Tests.Assets_assets_TestFiles_basicspreadsheet.xlsx":
        "Excel 2007, charts, pivot table, conditional formats",
}
# The content types of parts that marks may change; besides these only the two lists of the package itself.
TOUCHED = re.compile(
    r"spreadsheetml\.(worksheet|styles|comments|sheet\.main)\+xml$|sheet\.macroEnabled\.main\+xml$|vmlDrawing$"
    r"|relationships\+xml$|template\.main\+xml$")


class Package:
    """The parts of a package: content, and compressed bytes as they lie in the file."""

    def __init__(self, path):
        self.parts, self.packed = {}, {}
        with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
            for item in archive.infolist():
                if item.is_dir():
                    continue
                file.seek(item.header_offset + 26)
                lengths = file.read(4)
                skip = int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
                file.seek(item.header_offset + 30 + skip)
                self.packed[item.filename] = file.read(item.compress_size)
                try:
                    self.parts[item.filename] = archive.read(item)
                except zipfile.BadZipFile:
                    self.parts[item.filename] = None
        listing = self.parts.get("[Content_Types].xml")
        self.defaults, self.overrides = {}, {}
        if listing is not None:
            for item in etree.fromstring(listing):
                if item.get("Extension"):
                    self.defaults[item.get("Extension").lower()] = item.get("ContentType")
                elif item.get("PartName"):
                    self.overrides[item.get("PartName").lower()] = item.get("ContentType")

    @property
    def has_styles(self):
        return any(
            name.lower().endswith("styles.xml") and b"cellXfs" in (part or b"") for name, part in self.parts.items())

    def content_type(self, name):
        path = "/" + name.replace("\\", "/").lstrip("/").lower()
        return self.overrides.get(path) or self.defaults.get(name.rsplit(".", 1)[-1].lower(), "")


class Schemas:
    """The schemas of the parts that marks may change."""

    def __init__(self, folder):
        def load(name):
            return etree.XMLSchema(etree.parse(os.path.join(folder, name), etree.XMLParser(no_network=True)))

        self.main, self.types, self.links = load("sml.xsd"), load("opc-contentTypes.xsd"), load("opc-relationships.xsd")

    @classmethod
    @functools.cache
    def of(cls, folder):
        return cls(folder)

    def faults(self, name, content):
        for strict, transitional in STRICT:
            content = content.replace(strict, transitional)
        try:
            root = etree.fromstring(content)
        except etree.XMLSyntaxError as error:
            return {f"not well-formed: {error.msg}"}
        schema = self.types if name == "[Content_Types].xml" else self.links if name.endswith(".rels") else self.main
        if schema is self.main and etree.QName(root).namespace != MAIN:
            return set()
        for element in list(root.iter()):
            self.forget_extensions(element)
        if schema.validate(etree.fromstring(etree.tostring(root))):
            return set()
        # The fault counts, not the element: the colour that a mark hides goes from one element to another.
        return {error.message.split(": ", 1)[-1] for error in schema.error_log}

    @staticmethod
    def forget_extensions(element):
        """Takes out what later versions added under other namespaces, which older programs do not look at either."""
        if not isinstance(element.tag, str):
            return
        namespace = etree.QName(element).namespace or ""
        if namespace.startswith("http://schemas.microsoft.com/") or "markup-compatibility" in namespace:
            if element.getparent() is not None:
                element.getparent().remove(element)
            return
        for attribute in list(element.attrib):
            other = etree.QName(attribute).namespace
            if other and not other.startswith(OFFICE):
                del element.attrib[attribute]


def compare_parts(before, after, schemas):
    for name, content in before.parts.items():
        if name not in after.parts:
            if "xmlsignatures" not in name.lower() and not name.lower().endswith("origin.sigs"):
                yield f"{name} is gone"
        elif before.packed[name] != after.packed[name]:
            if content != after.parts[name]:
                kind = before.content_type(name)
                if name != "[Content_Types].xml" and not name.endswith(".rels") and not TOUCHED.search(kind):
                    yield f"{name} changed: {kind or 'a part without a type'}"
            elif not TOUCHED.search(before.content_type(name)) and not name.endswith(".rels"):
                yield f"{name} was packed anew"
    for name, content in after.parts.items():
        old = before.parts.get(name)
        if content == old or name == "hedui/marks.xml" or not name.endswith((".xml", ".rels")):
            continue
        new = schemas.faults(name, content) - (schemas.faults(name, old) if old else set())
        for fault in sorted(new)[:3]:
            yield f"{name}: {fault}"


def filled(sheet):
    """The values of a sheet by place; None for one that stray cells make too large to lay out."""
    if not sheet.start or sheet.total_height * sheet.total_width > 2_000_000:
        return {} if not sheet.start else None
    top, left = sheet.start
    rows = sheet.to_python(skip_empty_area=True)
    return {(top + row, left + column): value for row, line in enumerate(rows) for column, value in enumerate(line)
            if value != ""}


def compare_with_calamine(before, after):
    try:
        old = python_calamine.CalamineWorkbook.from_path(before)
        sheets = {name: filled(old.get_sheet_by_name(name)) for name in old.sheet_names}
    except BaseException:  # calamine panics on some originals; what it cannot read it cannot compare
        return
    new = python_calamine.CalamineWorkbook.from_path(after)
    for name, cells in sheets.items():
        found = filled(new.get_sheet_by_name(name))
        if found is not None and cells is not None and found != cells:
            yield f"calamine: {name}: {sorted(set(found.items()) ^ set(cells.items()), key=repr)[:2]}"


def compare_with_openpyxl(before, after, has_styles):
    """What openpyxl reads differently; without a styles part, looks are the reader's own choice."""
    try:
        old = openpyxl.load_workbook(before)
    except Exception:  # noqa: BLE001 - as above
        return
    new = openpyxl.load_workbook(after)
    alike = set()
    for name in old.sheetnames:
        # Only cells that are there: looking at a range would make those between.
        for place, cell in list(getattr(old[name], "_cells", {}).items()):
            other = new[name]._cells.get(place)
            if other is None:
                yield f"openpyxl: {name}!{cell.coordinate} is gone"
                continue
            # In an empty cell openpyxl shows the target of a hyperlink.
            is_target = cell.value is None and other.hyperlink
            if not is_target and getattr(cell.value, "text", cell.value) != getattr(other.value, "text", other.value):
                yield f"openpyxl: {name}!{cell.coordinate}: {cell.value!r}, then {other.value!r}"
            looks = (tuple(cell._style or ()), tuple(other._style or ()))
            # A cell that the file does not have looks like its row or column, and so does the marked one.
            is_there = cell.value is not None or cell.has_style
            if has_styles and is_there and looks not in alike:
                for look in ("number_format", "font", "border", "alignment", "protection"):
                    if repr(getattr(cell, look)) != repr(getattr(other, look)):
                        yield f"openpyxl: {name}!{cell.coordinate}: {look} changed"
                alike.add(looks)
            comment = cell.comment
            if comment and (not other.comment or not other.comment.text.startswith(comment.text.rstrip())):
                yield f"openpyxl: {name}!{cell.coordinate}: a comment is lost"


def table(original, producer, before, after):
    print(f"\n{original} ({producer})")
    for name in list(before.parts) + [name for name in after.parts if name not in before.parts]:
        old, new = before.parts.get(name), after.parts.get(name)
        word = "same" if old == new else "added" if old is None else "gone" if new is None else "changed"
        hashes = [hashlib.sha256(part).hexdigest()[:12] if part is not None else "-" for part in (old, new)]
        print(f"  {word:8} {hashes[0]:12} {hashes[1]:12} {name}")


def open_with_libreoffice(paths):
    """Turns each workbook into pages; returns those that gave none."""
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to", "pdf",
             "--outdir", scratch + "/pdf", *paths], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        names = {path: os.path.splitext(os.path.basename(path))[0] + ".pdf" for path in paths}
        return [path for path, name in names.items() if not os.path.exists(os.path.join(scratch, "pdf", name))]


def compare(schema_folder, original, copy):
    """What is wrong with a copy, and how many parts kept their bytes and did not."""
    warnings.simplefilter("ignore")
    before, after = Package(original), Package(copy)
    found = [*compare_parts(before, after, Schemas.of(schema_folder)), *compare_with_calamine(original, copy),
             *compare_with_openpyxl(original, copy, before.has_styles)]
    equal = sum(after.packed.get(name) == packed for name, packed in before.packed.items())
    return found, equal, len(before.packed) - equal


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    folder = sys.argv[2]
    with open(os.path.join(folder, "list.tsv"), encoding="utf-8") as file:
        pairs = [line.rstrip("\n").split("\t") for line in file]
    problems, shown, same, changed = [], {}, 0, 0
    with concurrent.futures.ProcessPoolExecutor() as pool:
        results = list(pool.map(functools.partial(compare, sys.argv[1]), *zip(*pairs), chunksize=8))
    for (original, copy), (found, equal, different) in zip(pairs, results):
        key = "/".join(original.split("/")[-2:])
        problems += [f"{key}: {problem}" for problem in found]
        same, changed = same + equal, changed + different
        if key in SHOWN:
            shown[key] = copy
            if "--table" in sys.argv:
                table(key, SHOWN[key], Package(original), Package(copy))
    for key in SHOWN.keys() - shown.keys():
        problems.append(f"{key}: was not marked")
    opened = "LibreOffice is not installed: not opened"
    if shutil.which("soffice"):
        closed = set(open_with_libreoffice(list(shown.values())))
        problems += [f"{key}: LibreOffice does not open it" for key, copy in shown.items() if copy in closed]
        opened = f"LibreOffice opened {len(shown) - len(closed)} of {len(shown)}"
    for problem in problems:
        print(problem)
    print(f"{len(pairs)} marked workbooks: {same} parts kept their bytes, {changed} changed, {len(problems)} problems; {opened}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
