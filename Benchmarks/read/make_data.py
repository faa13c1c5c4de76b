"""Writes the workbook and the CSV files that the reading benchmarks use.

    make_data.py FOLDER ROWS

Thirteen columns of mixed types as a logistics register has them; fixed seed. Writes `ROWS.xlsx` (shared strings),
`ROWS.utf8.csv` and `ROWS.gb18030.csv` with the same values, and leaves files that exist alone.
"""

import csv
import datetime
import pathlib
import random
import sys

import xlsxwriter

HEADERS = [
    "运单号", "订单号", "发货日期", "客户名称", "承运商", "目的地", "件数",
    "重量(kg)", "单价", "运费", "签收时间", "是否保价", "备注",
]
CUSTOMERS = [f"测试客户{number:04d}有限公司" for number in range(2000)]
CARRIERS = ["示例物流", "样本快运", "范例货运", "甲乙专线"]
CITIES = [f"第{number:02d}市第{district}区" for number in range(60) for district in range(5)]
NOTES = ["", "", "", "加急", "易碎，轻放", "到付", "客户自提", '规格 12"，外箱破损']


def rows(count):
    pick = random.Random(20260305)
    start = datetime.date(2026, 1, 1)
    for number in range(count):
        day = start + datetime.timedelta(days=pick.randrange(180))
        weight = pick.randrange(10, 99999) / 100
        price = pick.randrange(50, 2500) / 100
        signed = datetime.datetime(day.year, day.month, day.day) + datetime.timedelta(
            days=pick.randrange(1, 6), minutes=pick.randrange(1440))
        yield (
            f"YD2026{number:08d}", f"SO-{pick.randrange(10 ** 6):06d}", day, pick.choice(CUSTOMERS),
            pick.choice(CARRIERS), pick.choice(CITIES), pick.randrange(1, 40), weight, price,
            round(weight * price, 2), signed, pick.random() < 0.2, pick.choice(NOTES),
        )


def write_xlsx(path, count):
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    money = book.add_format({"num_format": "#,##0.00"})
    sheet = book.add_worksheet("运单")
    sheet.write_row(0, 0, HEADERS)
    for index, row in enumerate(rows(count), start=1):
        for column, value in enumerate(row):
            if column == 10:
                sheet.write_datetime(index, column, value, moment)
            elif column in (8, 9):
                sheet.write_number(index, column, value, money)
            elif value != "":
                sheet.write(index, column, value)
    book.close()


def write_csv(path, count, encoding):
    with open(path, "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for row in rows(count):
            row = list(row)
            row[2] = row[2].isoformat()
            row[7:10] = [f"{value:.2f}" for value in row[7:10]]
            row[10] = row[10].strftime("%Y-%m-%d %H:%M:%S")
            row[11] = "是" if row[11] else "否"
            writer.writerow(row)


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [
        (folder / f"{count}.xlsx", write_xlsx, ()),
        (folder / f"{count}.utf8.csv", write_csv, ("utf-8",)),
        (folder / f"{count}.gb18030.csv", write_csv, ("gb18030",)),
    ]
    for path, write, extra in jobs:
        if not path.exists():
            draft = path.with_name(path.name + ".part")
            write(draft, count, *extra)
            draft.rename(path)


main()
