"""Writes the register of WriteBench.swift with one Python library; prints its time as JSON.

    peer.py xlsxwriter|polars|openpyxl PATH ROWS

The time does not include making the data nor importing the library.
"""

import datetime
import json
import resource
import sys
import time

HEADER = ["日期", "订单号", "客户", "产品", "规格", "数量", "单价", "金额", "业务员", "城市", "运单号", "运费", "备注"]


def rows(count):
    state = 20_260_305

    def next_number(bound):
        nonlocal state
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) & 0xFFFF_FFFF_FFFF_FFFF
        return (state >> 33) % bound

    for row in range(count):
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=row // 900)
        customer, product = f"客户{next_number(2_000)}有限公司", f"产品型号{next_number(200)}"
        size = f"{next_number(12) + 1}x{next_number(4) + 1}kg"
        quantity, price = next_number(500) + 1, next_number(99_999) + 1
        seller, city = f"业务员{next_number(40)}", f"城市{next_number(30)}"
        waybill, freight = f"SF{100_000_000 + next_number(900_000_000)}", next_number(100_000) / 100
        remark = f"加急 & 易碎 <{next_number(50)}>" if next_number(10) == 0 else ""
        yield (
            day, f"SO-2026-{1_000_000 + row}", customer, product, size, quantity, price / 100,
            price * quantity / 100, seller, city, waybill, freight, remark,
        )


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def with_xlsxwriter(path, data):
    import xlsxwriter

    start = time.perf_counter()
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    base = {"font_name": "微软雅黑", "font_size": 10, "border": 1, "border_color": "#D9D9D9"}
    head = book.add_format(base | {"bold": True, "font_color": "white", "bg_color": "#1F4E79"})
    text, date = book.add_format(base), book.add_format(base | {"num_format": "yyyy-mm-dd"})
    whole, money = book.add_format(base | {"num_format": "#,##0"}), book.add_format(base | {"num_format": "#,##0.00"})
    styles = [date, text, text, text, text, whole, money, money, text, text, text, money, text]
    sheet = book.add_worksheet("订单")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 12, 14)
    for column, title in enumerate(HEADER):
        sheet.write_string(0, column, title, head)
    writers = [sheet.write_datetime] + [sheet.write_string] * 4 + [sheet.write_number] * 3
    writers += [sheet.write_string] * 3 + [sheet.write_number, sheet.write_string]
    for number, row in enumerate(data, start=1):
        for column, value in enumerate(row):
            if value == "":
                sheet.write_blank(number, column, None, styles[column])
            else:
                writers[column](number, column, value, styles[column])
    book.close()
    return time.perf_counter() - start


def with_polars(path, data):
    import polars

    frame = polars.DataFrame(data, schema=HEADER, orient="row")
    start = time.perf_counter()
    money = "#,##0.00"
    frame.write_excel(
        path, worksheet="订单", freeze_panes=(1, 0), column_widths=103,
        column_formats={"日期": "yyyy-mm-dd", "数量": "#,##0", "单价": money, "金额": money, "运费": money},
        header_format={"bold": True, "font_color": "white", "bg_color": "#1F4E79"})
    return time.perf_counter() - start


def with_openpyxl(path, data):
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Border, Font, PatternFill, Side

    start = time.perf_counter()
    book = Workbook(write_only=True)
    sheet = book.create_sheet("订单")
    sheet.freeze_panes = "A2"
    line = Side(style="thin", color="D9D9D9")
    border = Border(left=line, right=line, top=line, bottom=line)
    font = Font(name="微软雅黑", size=10)
    formats = ["yyyy-mm-dd"] + ["General"] * 4 + ["#,##0", "#,##0.00", "#,##0.00"] + ["General"] * 3
    formats += ["#,##0.00", "General"]

    def cell(value, number_format):
        item = WriteOnlyCell(sheet, value)
        item.font, item.border, item.number_format = font, border, number_format
        return item

    head = [cell(title, "General") for title in HEADER]
    for item in head:
        item.font = Font(name="微软雅黑", size=10, bold=True, color="FFFFFF")
        item.fill = PatternFill("solid", fgColor="1F4E79")
    sheet.append(head)
    for row in data:
        sheet.append([cell(value, code) for value, code in zip(row, formats)])
    book.save(path)
    return time.perf_counter() - start


def main():
    name, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    data = list(rows(count))
    before = peak()
    seconds = {"xlsxwriter": with_xlsxwriter, "polars": with_polars, "openpyxl": with_openpyxl}[name](path, data)
    print(json.dumps({"seconds": seconds, "extra_mib": (peak() - before) / 1024}))


main()
