#!/usr/bin/env python3
"""Reads workbooks written by the tests with openpyxl and calamine, and says what differs from what was meant.

usage: read_back.py FOLDER

FOLDER holds the workbooks that `KEEP_WRITTEN=FOLDER swift test --filter "FeatureTests|EverythingWorkbook|WorkbookWriterTests"`
leaves. What each should hold stands here, apart from the program that wrote it. Exit code 1 when anything differs.
"""

import datetime
import os
import sys
import warnings
import zipfile

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula
from python_calamine import CalamineWorkbook

FAILURES = []
CHECKS = 0


def check(what, found, expected):
    global CHECKS
    CHECKS += 1
    if found != expected:
        FAILURES.append(f"{what}: found {found!r}, expected {expected!r}")


def book(folder, name, **options):
    return openpyxl.load_workbook(os.path.join(folder, name + ".xlsx"), **options)


def calamine(folder, name, sheet=0):
    return CalamineWorkbook.from_path(os.path.join(folder, name + ".xlsx")).get_sheet_by_index(sheet).to_python()


def values(folder):
    sheet = book(folder, "values").active
    # openpyxl undoes the escape of an underscore and leaves the other escapes as they are.
    row = [cell.value for cell in sheet[1]][:6]
    check("values, texts", row, [
        "plain", " padded ", 'a<b>&"c"_x0041__x0001__x000D__xFFFE_', "", "=1+1", "plain",
    ])
    check("values, types", [cell.data_type for cell in sheet[1]][4:5], ["s"])
    check(
        "values, numbers", [cell.value for cell in sheet[2]],
        [0, -1234567890123, 0.1, 1e300, 12.5, -0.0005, True, False, "#DIV/0!"],
    )
    check("values, date", sheet["C5"].value, datetime.datetime(2026, 3, 5))
    check("values, early date", sheet["D5"].value, datetime.datetime(1900, 2, 28))
    check("values, duration", sheet["E5"].value, datetime.timedelta(hours=36))
    check("values, moment", sheet["G5"].value, datetime.datetime(1970, 1, 1, 12))
    rows = calamine(folder, "values")
    check("values, calamine texts", rows[0][0:2] + rows[0][4:6], ["plain", " padded ", "=1+1", "plain"])
    check("values, calamine numbers", rows[1][:8], [0.0, -1234567890123.0, 0.1, 1e300, 12.5, -0.0005, True, False])
    check("values, calamine date", rows[4][2], datetime.date(2026, 3, 5))
    check("values, calamine duration", rows[4][4], datetime.timedelta(hours=36))


def formulas(folder):
    sheet = book(folder, "formulas").active
    check("formulas", [sheet.cell(1, c).value for c in (1, 2, 3, 4, 5, 7)], [
        "=SUM(1,2)", '="a"&"<"', "=1=1", "=1/0", '=_xlfn.IFS(A1>1,_xlfn.TEXTJOIN(",",TRUE,"ifs("))', "=NOW()",
    ])
    array = sheet["F1"].value
    check("formulas, array", (type(array), getattr(array, "text", None)), (ArrayFormula, "=SUM(A1:A2*2)"))
    sheet = book(folder, "formulas", data_only=True).active
    check("formulas, values", [cell.value for cell in sheet[1]], [3, "a<", True, "#DIV/0!", "ifs(", 6, None])
    check("formulas, calamine", calamine(folder, "formulas")[0][:3], [3.0, "a<", True])


def styles(folder):
    cell = book(folder, "styles").active["A1"]
    check("styles, font", (cell.font.name, cell.font.sz, cell.font.b, cell.font.i, cell.font.u, cell.font.color.rgb),
          ("宋体", 12, True, True, "double", "FFC0392B"))
    check("styles, fill", (cell.fill.fill_type, cell.fill.fgColor.rgb), ("solid", "FFFFF3D6"))
    check("styles, border", (cell.border.left.style, cell.border.top.style, cell.border.right.style), ("thin", "double", None))
    check("styles, alignment", (cell.alignment.horizontal, cell.alignment.vertical, cell.alignment.wrap_text), ("right", "center", True))
    check("styles, format", cell.number_format, "¥#,##0.00")
    check("styles, locked", cell.protection.locked, False)


def sheet_features(folder):
    sheet = book(folder, "merges").active
    check("merges", sorted(str(r) for r in sheet.merged_cells.ranges), ["A1:D1", "B3:B5"])
    workbook = book(folder, "view")
    sheet = workbook["View"]
    check("view, panes", sheet.freeze_panes, "C2")
    check("view, widths", (sheet.column_dimensions["A"].width, sheet.column_dimensions["C"].hidden), (12.5, True))
    check("view, rows", (sheet.row_dimensions[1].height, sheet.row_dimensions[2].hidden), (30, True))
    check("view, tab", sheet.sheet_properties.tabColor.rgb, "FF1B7F79")
    check("view, hidden", workbook["Hidden"].sheet_state, "veryHidden")
    sheet = book(folder, "filter-and-print").active
    check("filter", sheet.auto_filter.ref, "A2:C4")
    check("print titles", (sheet.print_title_rows, sheet.print_title_cols), ("$1:$2", "$A:$B"))
    check("print area", sheet.print_area, "'It''s'!$A$1:$C$9")
    check("print setup", (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight), ("landscape", 9, 0))
    # The trailing "3" behind a blank is text, not a font size.
    check("header", sheet.oddHeader.center.text, "A && B 3")
    check("breaks", [b.id for b in sheet.row_breaks.brk], [4])
    sheet = book(folder, "protection").active
    check("protection", (sheet.protection.sheet, sheet.protection.password, sheet["A1"].protection.locked), (True, "83AF", False))
    sheet = book(folder, "conditional-formats").active
    rules = sorted((r.priority, r.type) for area in sheet.conditional_formatting for r in area.rules)
    check("rules", [kind for _, kind in rules], [
        "cellIs", "containsText", "beginsWith", "expression", "duplicateValues", "top10", "aboveAverage", "dataBar",
        "colorScale", "iconSet", "iconSet",
    ])
    sheet = book(folder, "validations").active
    found = [(str(v.sqref), v.type, v.formula1, v.operator, v.errorStyle, v.prompt) for v in sheet.data_validations.dataValidation]
    check("validations", found, [
        ("A1:A9", "list", '"是,否"', None, None, "是或否"), ("B1:B9", "list", "$C$1:$C$3", None, None, None),
        ("C1:C9", "whole", "1", None, "warning", None), ("D1:D9", "date", "46023", "greaterThanOrEqual", None, None),
    ])
    sheet = book(folder, "links").active
    found = [(c.hyperlink.target, c.hyperlink.location) for c in sheet[1]]
    check("links", found, [
        ("https://example.com/?a=1&b=2", None), (None, "'It''s'!B3"), ("../数据/订单%203%23.xlsx", "'明细'!C7"),
        ("https://example.com/?a=1&b=2", None), ("file://server/share/a.pdf", None),
    ])


def parts(folder):
    sheet = book(folder, "notes").active
    check("notes", (sheet["A1"].comment.text, sheet["A1"].comment.author), ("请核对\n金额", "财务"))
    check("notes, second", sheet["C5"].comment.text, "shown")
    table = book(folder, "table").active.tables["订单表"]
    check("table", (table.ref, table.totalsRowCount, table.autoFilter.ref), ("B1:D3", 1, "B1:D2"))
    check("table, columns", [c.name for c in table.tableColumns][:2], ["客户", "金额"])
    workbook = book(folder, "names")
    check("names", {n: d.attr_text for n, d in workbook.defined_names.items()}, {"税率": "'参数'!$A$1", "Rate_2": "0.06"})
    check("names, local", workbook["参数"].defined_names["Local"].attr_text, "参数!$A$1")
    properties = book(folder, "properties")
    check("properties", (properties.properties.title, properties.properties.creator), ("标题", "Finance & Co"))
    check("properties, created", properties.properties.created, datetime.datetime(2026, 3, 5, 8, 30))
    check("properties, custom", [(p.name, p.value) for p in properties.custom_doc_props.props], [("Period", "2026-03")])
    for name, kinds in (("chart-columns", ["BarChart"]), ("chart-combined", ["BarChart"]), ("chart-doughnut", ["DoughnutChart"])):
        charts = book(folder, name).active._charts
        check(name, [type(c).__name__ for c in charts], kinds)
    with zipfile.ZipFile(os.path.join(folder, "pictures.xlsx")) as package:
        media = [name for name in package.namelist() if name.startswith("xl/media/")]
    check("pictures, one part for two places", media, ["xl/media/image1.png"])


def injection(folder):
    # Text that would calculate, in every place of a workbook that can have text.
    for sheet in book(folder, "injection"):
        kinds = {cell.data_type for row in sheet for cell in row if cell.value is not None}
        check(f"injection, types on {sheet.title}", kinds, {"s"})
        check(f"injection, comment on {sheet.title}", sheet["A2"].comment is not None, True)
        check(f"injection, rules on {sheet.title}", [v.formula1 for v in sheet.data_validations.dataValidation], ["1"])


def everything(folder):
    for language, names in (("zh-CN", ["汇总", "明细", "处理意见"]), ("en", ["Summary", "Detail", "Decisions"])):
        workbook = book(folder, "everything-" + language)
        check("everything, sheets", workbook.sheetnames, names)
        detail = workbook[names[1]]
        check("everything, text", (detail["I6"].value, detail["I6"].data_type), ("=1+1", "s"))
        check("everything, date", detail["B2"].value, datetime.datetime(2026, 3, 2))
        check("everything, charts", len(workbook[names[0]]._charts), 9)
        rows = calamine(folder, "everything-" + language, 1)
        stored = book(folder, "everything-" + language, data_only=True)[names[1]]
        # The stored value of every formula is what the formula gives.
        for number, row in enumerate(rows[1:61], start=2):
            check(f"everything, F{number}", round(row[3] * row[4], 2), row[5])
            check(f"everything, openpyxl F{number}", stored.cell(number, 6).value, row[5])
        check("everything, sum", round(sum(row[5] for row in rows[1:61]), 2), rows[61][5])


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")
    for part in (values, formulas, styles, sheet_features, parts, injection, everything):
        part(sys.argv[1])
    for name in sorted(os.listdir(sys.argv[1])):
        if name.endswith(".xlsx"):
            one = [openpyxl.load_workbook(os.path.join(sys.argv[1], name), read_only=True).sheetnames,
                   CalamineWorkbook.from_path(os.path.join(sys.argv[1], name)).sheet_names]
            check(name + ", sheets", one[0], one[1])
    for failure in FAILURES:
        print(failure)
    print(f"{CHECKS} checks, {len(FAILURES)} failures")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
