#!/usr/bin/env python3
"""Writes samples/inbox: registers of an invented company for March 2026, with defects put in on purpose.

Run with an interpreter that has openpyxl 3.1.5 (scripts/setup.sh test makes one):

    .venv/bin/python scripts/make_samples.py            writes samples/
    .venv/bin/python scripts/make_samples.py --check    writes elsewhere and compares byte for byte

Everything follows from one seed. Archive timestamps and document properties are fixed, so two runs give the same
bytes (with the same version of zlib).
"""
import argparse
import filecmp
import io
import json
import random
import re
import sys
import tempfile
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

SEED = 20260331
COMPANY = "演示制造有限公司"
STAMP = (2026, 4, 1, 8, 0, 0)
AS_OF = date(2026, 4, 1)
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
UNCONFIRMED = (47, 86)  # of the shipments of large orders on credit, those sent without confirmation
SALES = [f"业务员{n:02}" for n in range(1, 9)]
CARRIERS = {  # name: (rate per kg, minimum charge, first digits of its 17-digit waybill numbers)
    "示例物流": (Decimal("1.20"), Decimal("15.00"), "88"),
    "样板快运": (Decimal("0.95"), Decimal("20.00"), "66"),
    "测试速递": (Decimal("6.50"), Decimal("12.00"), "33"),
}
# Customers of the formal register: KH0001 to KH0044 but three.
FORMAL = [f"KH{n:04}" for n in range(1, 45) if n not in (38, 39, 40)]
CITIES = ["上海", "杭州", "苏州", "宁波", "南京", "合肥", "武汉", "长沙", "广州", "佛山", "东莞", "成都", "重庆", "西安", "郑州"]


def cents(value):
    return Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def workdays(first, last):
    """Monday to Friday; March 2026 has no public holiday."""
    return [first + timedelta(n) for n in range((last - first).days + 1) if (first + timedelta(n)).weekday() < 5]


class Defects:
    """What was put in on purpose, for samples/README.md and samples/expected/defects.json."""

    def __init__(self):
        self.rows = []

    def add(self, kind, file, sheet, row, key, clause, zh, en, rules=()):
        """`rules` are those that report the defect, under `key` or as (rule, key)."""
        found = [rule if isinstance(rule, tuple) else (rule, key) for rule in rules]
        self.rows.append(
            dict(kind=kind, file=file, sheet=sheet, row=row, key=key, clause=clause, zh=zh, en=en, rules=[list(each) for each in found]))


# ---------------------------------------------------------------- the company


class Company:
    """The records behind all registers, still without defects."""

    def __init__(self, rng):
        self.employees = self.make_employees()
        self.customers = self.make_customers(rng)
        self.products = self.make_products(rng)
        self.orders, self.lines = self.make_orders(rng)
        self.shipments, self.waybills = self.make_shipments(rng)

    @staticmethod
    def make_employees():
        rows = [("E001", "总经理01", "总经办", "总经理", "E001", date(2015, 3, 2)),
                ("E002", "业务总监01", "业务部", "业务总监", "E001", date(2016, 5, 9)),
                ("E003", "业务经理01", "业务部", "业务经理", "E002", date(2018, 7, 2)),
                ("E004", "业务助理01", "业务部", "业务助理", "E003", date(2020, 9, 1)),
                ("E005", "财务01", "财务部", "会计", "E001", date(2017, 4, 5)),
                ("E006", "仓管01", "仓储部", "仓库管理员", "E001", date(2019, 2, 18)),
                ("E007", "行政01", "行政部", "行政专员", "E001", date(2021, 6, 15))]
        for n, name in enumerate(SALES):
            rows.append((f"E{n + 11:03}", name, "业务部", "业务员", "E003", date(2019 + n % 6, 1 + n, 6 + n)))
        return rows

    @staticmethod
    def make_customers(rng):
        letters = [chr(65 + n) for n in range(26)] + ["A" + chr(65 + n) for n in range(22)]
        rows = []
        for n, letter in enumerate(letters):
            deal = date(2025, 1, 6) + timedelta(rng.randrange(400))
            rows.append(dict(
                code=f"KH{n + 1:04}", name=f"测试客户{letter}有限公司", contact=f"联系人{letter}",
                phone=f"13{rng.randrange(10)}{n + 1:04}{rng.randrange(10000):04}",
                address=f"{rng.choice(CITIES)}市示例路{n + 1}号", city=rng.choice(CITIES), owner=SALES[n % len(SALES)],
                deal=deal, registered=deal + timedelta(1), amount=cents(rng.randrange(8000, 240000)),
                terms=rng.choice(["款到发货", "账期/月结", "预付+尾款", "现款现货"]), archive=f"DA-{n + 1:04}",
                bank=f"62{rng.randrange(10**16):016}"[:18] + f"{n % 10}"))
        return rows

    @staticmethod
    def make_products(rng):
        kinds = [("示例球阀", "DN"), ("示例法兰", "PN"), ("示例管件", "φ"), ("示例垫片", "T")]
        rows = []
        for n in range(24):
            kind, mark = kinds[n % 4]
            rows.append(dict(code=f"P{1001 + n}", name=kind, spec=f"{mark}{15 + 5 * (n // 4)}", unit="件",
                             guide=Decimal(rng.randrange(180_000, 4_800_000)) / 10_000))
        return rows

    def make_orders(self, rng):
        orders, lines = [], []
        days = workdays(date(2026, 2, 24), LAST)
        for n in range(160):
            day = days[n * len(days) // 160]
            customer = rng.choice(self.customers[:40])
            number = f"SO-2603{n + 1:04}"
            total = Decimal(0)
            for line in range(1, rng.randrange(2, 5)):
                product = rng.choice(self.products)
                price = (product["guide"] * Decimal(rng.randrange(100, 104)) / 100).quantize(Decimal("0.0001"))
                amount = cents(price * (quantity := rng.randrange(2, 120)))
                total += amount
                lines.append(dict(order=number, line=line, product=product, qty=quantity, price=price, amount=amount, defect=None))
            orders.append(dict(number=number, date=datetime.combine(day, time(9 + n % 8, rng.randrange(60))),
                               customer=customer, owner=customer["owner"], amount=total, terms=customer["terms"],
                               promised=day + timedelta(rng.randrange(3, 9)),
                               status="已完成" if day < date(2026, 3, 20) else "在执行"))
        # Lines sold too cheaply; the orders' totals agree with them.
        for n, line in enumerate(lines):
            if n % 90 in (40, 65):
                line["defect"] = "below-floor" if n % 90 == 40 else "below-guide"
                share, less = (Decimal("0.90"), Decimal("0.0101")) if n % 90 == 40 else (Decimal("0.96"), 0)
                line["price"] = (line["product"]["guide"] * share).quantize(Decimal("0.0001")) - less
                line["amount"] = cents(line["price"] * line["qty"])
        for order in orders:
            order["amount"] = sum(line["amount"] for line in lines if line["order"] == order["number"])
        return orders, lines

    def make_shipments(self, rng):
        shipments, waybills = [], []
        names = list(CARRIERS)
        for order in self.orders:
            shipped = order["date"].date() + timedelta(rng.randrange(1, 4))
            if not FIRST <= shipped <= LAST:
                continue
            n = len(shipments) + 1
            carrier = names[n % 3]
            rate, minimum, lead = CARRIERS[carrier]
            weight = Decimal(rng.randrange(25, 9000)) / 10
            # The digits behind the fifteenth matter: that is where a spreadsheet number loses them.
            number = f"{lead}202603{shipped.day:02}{n:05}{rng.randrange(11, 99):02}"
            assert len(number) == 17 and number[-2:] != "00"
            waybills.append(dict(
                number=number, carrier=carrier, date=shipped, shipment=f"FH-2603{n:04}", city=order["customer"]["city"],
                consignee=order["customer"]["contact"], pieces=rng.randrange(1, 20), weight=weight,
                freight=max(minimum, cents(rate * weight)),
                other=Decimal(rng.choice(["0.00", "0.00", "0.00", "10.00", "25.50"]))))
            shipments.append(dict(number=f"FH-2603{n:04}", order=order, date=shipped, waybill=waybills[-1]))
        return shipments, waybills


# ---------------------------------------------------------------- writing files

THIN = Side(style="thin", color="999999")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", fgColor="D9E1F2")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def save_workbook(book, path):
    """Saves with fixed document properties, and packs again with fixed timestamps."""
    book.properties.creator = COMPANY
    book.properties.created = datetime(*STAMP)
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-04-01T08:00:00Z", data)
            info = zipfile.ZipInfo(entry.filename, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, data)


def header(sheet, row, names):
    for column, name in enumerate(names, 1):
        cell = sheet.cell(row, column, name)
        cell.font, cell.fill, cell.alignment, cell.border = Font(bold=True), HEAD_FILL, CENTRE, GRID
        sheet.column_dimensions[get_column_letter(column)].width = max(10, 2.2 * len(str(name)))


def title(sheet, text, columns, row=1):
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    cell = sheet.cell(row, 1, text)
    cell.font, cell.alignment = Font(bold=True, size=16), CENTRE


def put(sheet, row, values):
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        if isinstance(value, Decimal):
            cell.value, cell.number_format = float(value), "#,##0.00"
        elif isinstance(value, datetime):
            cell.value, cell.number_format = value, "yyyy-mm-dd hh:mm"
        elif isinstance(value, date):
            cell.value, cell.number_format = value, "yyyy-mm-dd"
        else:
            cell.value = value
        cell.border = GRID


def simple_book(name, heading, names, rows, note=None):
    """A workbook of one sheet: title, header in row 2 (or 3 behind a note), data."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    title(sheet, heading, len(names))
    start = 2
    if note:
        sheet.cell(2, 1, note)
        start = 3
    header(sheet, start, names)
    for offset, row in enumerate(rows, start + 1):
        put(sheet, offset, row)
    sheet.freeze_panes = sheet.cell(start + 1, 1)
    return book, sheet, start + 1


def save_text(path, lines, encoding, ending="\r\n", mark=b""):
    path.write_bytes(mark + (ending.join(lines) + ending).encode(encoding))


def field(value):
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


# ---------------------------------------------------------------- the registers


def consultations(company, rng, inbox, defects):
    name, sheet_name = "2026年3月客户咨询记录表.xlsx", "咨询记录"
    book = Workbook()
    cover = book.active
    cover.title = "说明"
    for row, line in enumerate(["填写说明", "1. 每次咨询当天登记，休息日来的咨询在下一个工作日登记。", "2. 电话必须填手机号（11 位）或带区号的座机。",
                                "3. 本页不是数据，请勿删除。"], 1):
        cover.cell(row, 1, line)
    sheet = book.create_sheet(sheet_name)
    groups = [("咨询信息", ["咨询编号", "咨询时间", "咨询方式"]), ("客户信息", ["客户名称", "联系人", "联系电话", "QQ/邮箱"]), ("咨询内容", None),
              ("意向产品", None), ("登记情况", ["登记时间", "登记人", "业务责任人"]), ("跟进情况", ["最近跟进时间", "跟进状态", "成交订单号"]), ("备注", None)]
    columns = sum(len(names or [0]) for _, names in groups)
    title(sheet, f"{COMPANY}客户咨询记录表", columns)
    sheet.cell(2, 1, "期间：2026年3月    部门：业务部    填表人：业务助理01")
    column = 1
    for group, names in groups:
        header_cell = sheet.cell(3, column, group)
        header_cell.fill, header_cell.alignment = HEAD_FILL, CENTRE
        if names is None:
            sheet.merge_cells(start_row=3, start_column=column, end_row=4, end_column=column)
            column += 1
            continue
        sheet.merge_cells(start_row=3, start_column=column, end_row=3, end_column=column + len(names) - 1)
        for each in names:
            sheet.cell(4, column, each).fill = HEAD_FILL
            column += 1
    days = [FIRST + timedelta(n) for n in range(31)]
    orders = {order["customer"]["code"]: order for order in company.orders}
    for n in range(210):
        row = n + 5
        day = days[n * 31 // 210]
        received = datetime.combine(day, time(8 + n % 9, rng.randrange(60)))
        entered_on = day
        while entered_on.weekday() >= 5:
            entered_on += timedelta(1)
        recorded = datetime.combine(entered_on, time(17, 20 + n % 30))
        customer = company.customers[n % 48]
        order = orders.get(customer["code"]) if n % 5 == 0 else None
        phone, contact, number, channel = customer["phone"], customer["contact"], f"ZX-2603{n + 1:04}", ["电话", "微信", "QQ", "邮件", "来访"][n % 5]
        key, note = number, None
        if n % 19 == 7:
            recorded += timedelta(days=1 + n % 3)
            defects.add("late-entry", name, sheet_name, row, key, "S000-W1b", "登记晚于当天（休息日为下一工作日）24:00", "entered after the end of the working day", ["S000-W1B"])
        elif n % 43 == 11:
            phone = phone[:-1]
            defects.add("phone", name, sheet_name, row, key, "S000-W1a", "手机号只有 10 位", "mobile number with 10 digits",
                        ["S000-W1A", "S000-W1B", *(["S000-W1B-FORMAL"] if customer["code"] in FORMAL else [])])
        elif n % 71 == 29:
            contact = "\u3000"
            defects.add("blank-required", name, sheet_name, row, key, "S000-W1a", "联系人只有一个全角空格", "contact is nothing but an ideographic space", ["S000-W1A", "S000-W1B", "S004-OP1"])
        elif n == 100:
            recorded = received - timedelta(hours=2)
            defects.add("order-of-dates", name, sheet_name, row, key, "S000-W1a", "登记时间早于咨询时间", "entered before it was received", ["S000-W1A", "S000-W1B"])
        elif n == 120:
            channel = "短视频"
            defects.add("unknown-value", name, sheet_name, row, key, "S000-W1a", "咨询方式不在规定的选项里", "channel is none of the listed ones", ["S000-W1A", "S000-W1B"])
        elif n == 140:
            number = "ZX-26030140"
            defects.add("duplicate-key", name, sheet_name, row, number, "S000-W1a", "咨询编号与第 144 行重复", "same number as row 144", ["S000-W1A", "S000-W1B"] * 2)
        # Written by several people, and so in several forms. These are no defects: all of them must be read.
        shown = [received, f"{received:%Y/%-m/%-d %-H:%M}", f"{received:%Y-%m-%d %H:%M}", f"{received.year}年{received.month}月{received.day}日 {received:%-H:%M}"][n % 4 if n % 7 else 0]
        put(sheet, row, [number, shown, channel, customer["name"], contact, phone, f"{10000 + n * 37}@qq.example" if n % 3 == 0 else None,
                         f"询{company.products[n % 24]['name']}{company.products[n % 24]['spec']}价格与交期", company.products[n % 24]["name"], recorded,
                         customer["owner"], customer["owner"], recorded + timedelta(days=1), "已成交" if order else "跟进中" if n > 195 else ["无意向", "已关闭"][n % 2],
                         order["number"] if order else None, note])
    sheet.freeze_panes = "A5"
    save_workbook(book, inbox / name)


def earlier_consultations(company, rng, inbox, defects):
    """One inquiry of each customer from before the first order, as a CSV export; two customers have none."""
    name = "客户咨询记录_2026年1-2月.csv"
    days = workdays(date(2026, 1, 12), date(2026, 2, 11))
    lines = ["咨询编号,咨询时间,咨询方式,客户名称,联系人,联系电话,咨询内容,登记时间,登记人,业务责任人,跟进状态"]
    for n, customer in enumerate(company.customers[:40]):
        if n in (6, 21):
            for order in company.orders:
                # The first inquiry of March comes too late for the orders before it.
                first = FIRST + timedelta(n * 31 // 210)
                if order["customer"] is customer and order["date"].date() < first:
                    defects.add("no-consultation", "订单台账.csv", None, company.orders.index(order) + 2, order["number"], "S000-W1c",
                                "下单之前没有咨询记录（候选，待核实）", "no inquiry before the order (a candidate, to be verified)", ["S000-W1C-ORDER"])
            continue
        received = datetime.combine(days[n * len(days) // 40], time(9 + n % 7, rng.randrange(60)))
        lines.append(",".join([f"ZX-2601{n + 1:04}", f"{received:%Y-%m-%d %H:%M}", ["电话", "微信", "来访"][n % 3], customer["name"], customer["contact"], customer["phone"], "询价",
                               f"{received + timedelta(hours=1):%Y-%m-%d %H:%M}", customer["owner"], customer["owner"], "已成交"]))
    save_text(inbox / name, lines, "utf-8", mark=b"\xef\xbb\xbf")


def customers(company, rng, inbox, defects):
    name, sheet_name = "正式客户登记表.xlsx", "客户档案"
    names = ["客户编码", "客户名称", "联系人", "联系电话", "地址", "所在城市", "业务责任人", "登记日期", "成交日期", "服务内容", "成交金额", "是否盖章", "档案编号", "归档日期", "付款方式", "银行账号"]
    rows = []
    for n, customer in enumerate(company.customers[:44]):
        row, address, registered = n + 3, customer["address"], customer["registered"]
        if n == 12:
            address = None
            defects.add("blank-required", name, sheet_name, row, customer["code"], "S000-W3a", "地址为空，该客户的订单不计业绩", "no address, so its orders do not count",
                        ["S000-W3A", *[("S000-W3C", order["number"]) for order in company.orders if order["customer"] is customer and counted(order, "S000-W3C")]])
        if n == 25:
            registered = customer["deal"] + timedelta(days=20)
            defects.add("late-entry", name, sheet_name, row, customer["code"], "S000-W3a", "成交 20 天后才登记", "registered 20 days after the deal", ["S000-W3A"])
        rows.append([customer["code"], customer["name"], customer["contact"], customer["phone"], address, customer["city"], customer["owner"],
                     registered, customer["deal"], "供货及售后", f"{customer['amount']:,}", "是", customer["archive"], registered + timedelta(2), customer["terms"],
                     customer["bank"]])
    # Three customers with orders are left out: KH0038 to KH0040.
    rows = [row for row in rows if row[0] in FORMAL]
    book, sheet, _ = simple_book(sheet_name, "正式客户登记表", names, rows)
    for code in ("KH0038", "KH0039", "KH0040"):
        for order in company.orders:
            if order["customer"]["code"] == code:
                defects.add("no-formal-customer", "订单台账.csv", None, company.orders.index(order) + 2, order["number"], "S000-W3c",
                            f"客户 {code} 不在正式客户登记表中，该订单不计业绩", f"customer {code} is not in the register of formal customers", counted(order, "S000-W3C"))
    sheet["B5"].comment = Comment("名称以营业执照为准", "业务助理01", width=200, height=60)
    sheet["K8"].comment = Comment("含运费", "财务01", width=120, height=40)
    secret = book.create_sheet("参数")
    secret.append(["付款方式", "现款现货", "款到发货", "货到付款", "账期/月结", "预付+尾款"])
    secret.sheet_state = "veryHidden"
    save_workbook(book, inbox / name)
    defects.add("number-as-text", name, sheet_name, None, None, None, "成交金额整列存成带千分位的文本", "the whole amount column is text with thousands separators")
    defects.add("very-hidden-sheet", name, "参数", None, None, None, "深度隐藏的参数表，不是数据", "a very hidden sheet of options, no data")


def counted(order, *rules):
    """The rules, for orders that count in March; none for earlier ones."""
    return list(rules) if order["date"].month == 3 else []


def orders(company, rng, inbox, defects):
    name = "订单台账.csv"
    lines = ["订单号,下单日期,客户编码,客户名称,业务责任人,产品类型,是否首单,订单金额,付款方式,录入时间,承诺交期,订单状态,备注"]
    for n, order in enumerate(company.orders):
        owner = order["owner"]
        if n in (31, 87):
            owner = SALES[(SALES.index(owner) + 1) % 8]
            defects.add("owner-differs", name, None, n + 2, order["number"], "S000-W3c", "业务责任人与正式客户登记表不一致", "owner differs from the register of formal customers",
                        counted(order, "S000-W3C"))
        note = "客户要求:\n周末不收货" if n % 50 == 10 else ('规格见"附件"' if n % 50 == 20 else "")
        lines.append(",".join(field(value) for value in [
            order["number"], f"{order['date']:%Y-%m-%d %H:%M}", order["customer"]["code"], order["customer"]["name"], owner, "常规", "否", f"{order['amount']:,}",
            order["terms"], f"{order['date'] + timedelta(hours=1):%Y-%m-%d %H:%M}", f"{order['promised']:%Y/%-m/%-d}", order["status"], note]))
    save_text(inbox / name, lines, "utf-8", mark=b"\xef\xbb\xbf")


def order_lines(company, rng, inbox, defects):
    name, sheet_name = "订单明细_2026-03.xlsx", "订单明细"
    rows = []
    for n, line in enumerate(company.lines):
        price, amount, product = line["price"], line["amount"], line["product"]
        if line["defect"] == "below-floor":
            defects.add("below-floor", name, sheet_name, n + 3, f"{line['order']}|{line['line']}", "S004-P3b", "单价低于指导价的 90%，也没有特价申请单",
                        "unit price below 90 % of the guide price, and no special price form", ["S004-P2", "S004-P3B", "S004-P3A-CUT"])
        elif line["defect"] == "below-guide":
            defects.add("below-guide", name, sheet_name, n + 3, f"{line['order']}|{line['line']}", "S004-P2", "单价比指导价低 4%，没有特价申请单",
                        "unit price 4 % below the guide price without a special price form", ["S004-P2", "S004-P3A-CUT"])
        rows.append([line["order"], line["line"], product["code"], product["name"], product["spec"], "件", line["qty"], float(price), amount, "13%", "否", float(product["guide"])])
    book, sheet, first = simple_book(sheet_name, "订单明细（2026年3月）", ["订单号", "行号", "产品编码", "产品名称", "规格型号", "单位", "数量", "含税单价", "价税合计", "税率", "是否定制", "指导价"], rows)
    for row in range(first, first + len(rows)):
        sheet.cell(row, 8).number_format = sheet.cell(row, 12).number_format = "0.0000"
        sheet.cell(row, 9).value = f"=ROUND(G{row}*H{row},2)" if row % 40 == 0 else sheet.cell(row, 9).value
    for row in range(first, first + len(rows)):
        if row % 40 == 0:
            defects.add("formula-without-value", name, sheet_name, row, None, None, "价税合计是没有保存结果的公式", "the amount is a formula without a stored value")
    save_workbook(book, inbox / name)


def price_list(company, rng, inbox, defects):
    rows = [[p["code"], p["name"], p["spec"], float(p["guide"]), "公司指导价", date(2026, 1, 1), date(2026, 12, 31)] for p in company.products]
    book, sheet, first = simple_book("指导价", "产品指导价表（2026年）", ["产品编码", "产品名称", "规格型号", "指导价(含税)", "价格来源", "生效日期", "失效日期"], rows, "单位：元/件")
    for row in range(first, first + len(rows)):
        sheet.cell(row, 4).number_format = "0.0000"
    save_workbook(book, inbox / "产品指导价表.xlsx")


def employees(company, rng, inbox, defects):
    rows = [[n, name, dept, post, superior or None, hired, None, "在职", "3%" if post == "业务员" else None] for n, name, dept, post, superior, hired in company.employees]
    rows.append(["E019", "业务员09", "业务部", "业务员", "E003", date(2022, 8, 1), date(2026, 2, 27), "离职", "3%"])
    book, _, _ = simple_book("花名册", "员工花名册", ["工号", "姓名", "部门", "岗位", "直属上级", "入职日期", "离职日期", "在职状态", "提成比例"], rows)
    save_workbook(book, inbox / "员工花名册.xlsx")


def waybills(company, rng, inbox, defects):
    name, sheet_name = "运单登记_2026年3月.xlsx", "运单"
    rows = []
    for n, waybill in enumerate(company.waybills):
        collected = min(waybill["date"] + timedelta(5), LAST)
        if n % 37 == 20:
            collected = None
            defects.add("slip-missing", name, sheet_name, n + 3, waybill["number"], "S001-T3.3.2-2", "月底前没有收回物流单据", "slip not collected by the end of the month", ["S001-T3.3.2-2-SLIP"])
        number = waybill["number"]
        if n % 29 == 13:
            defects.add("digits-lost", name, sheet_name, n + 3, number, None, "17 位运单号存成数字，末两位已变成 0", "17-digit waybill number stored as a number: its last digits are gone",
                        [("S001-T3.3.2-2-SHIPMENT", waybill["shipment"] + "|")])
            number = int(number) // 100 * 100
        rows.append([number, waybill["carrier"], waybill["date"], waybill["shipment"], waybill["consignee"], waybill["city"], waybill["pieces"],
                     float(waybill["weight"]), waybill["freight"], waybill["other"], collected, "送货单" if collected else None])
    book, sheet, first = simple_book(sheet_name, "物流运单登记表", ["运单号", "物流公司", "发运日期", "发货单号", "收货人", "目的地", "件数", "重量(kg)", "运费", "其他费用", "单据收回日期", "单据分类"], rows)
    for row in range(first, first + len(rows)):
        cell = sheet.cell(row, 1)
        cell.number_format = "0" if isinstance(cell.value, int) else "@"
    save_workbook(book, inbox / name)


def statement_lines(company, carrier, file, sheet, first_row, defects, missing=1):
    """The lines that a carrier bills: the company's waybills, with what carriers do to them."""
    lines = [dict(waybill) for waybill in company.waybills if waybill["carrier"] == carrier]
    rate, minimum, lead = CARRIERS[carrier]
    dropped = lines.pop(9)
    for n, line in enumerate(lines):
        row = first_row + n
        if n in (4, 17, 30):
            line["freight"] += Decimal("30.00") if n != 17 else Decimal("0.02")
            defects.append(("overcharge", row, line["number"], "运费高于运单登记（按协议价计算）", "freight above the waybill register and the agreed rate"))
        elif n in (6, 14, 22, 33):
            line["weight"] = Decimal(int(line["weight"]) + 1)
            line["freight"] = max(minimum, cents(rate * line["weight"]))
            defects.append(("weight-rounded-up", row, line["number"], "计费重量向上取整，并按取整后的重量收费", "weight rounded up and charged accordingly"))
    lines.append(dict(lines[11]))
    defects.append(("billed-twice", first_row + len(lines) - 1, lines[11]["number"], f"运单重复计费（与第 {first_row + 11} 行相同）", f"waybill billed twice (same as row {first_row + 11})"))
    stray = dict(lines[2], number=f"{lead}202602270000177", date=date(2026, 2, 27))
    lines.append(stray)
    defects.append(("wrong-period", first_row + len(lines) - 1, stray["number"], "发运日期不在对账期间内，运单登记里也没有", "shipped outside of the period, and not in the waybill register"))
    defects.append(("not-billed", None, dropped["number"], "运单登记里有，对账单里没有", "in the waybill register, but not in the statement"))
    return lines


def statement_defects(carrier, name, sheet, found, defects):
    rules = {"overcharge": ["S001-T3.3.2-3-RATE"], "billed-twice": ["S001-T3.3.2-3-TWICE"] * 2, "wrong-period": ["S001-T3.3.2-3-PERIOD"]}
    for kind, row, key, zh, en in found:
        defects.add(kind, name, sheet, row, key, "S001-T3.3.2-3", zh, en, [(rule, f"{carrier}|2026-03|{key}") for rule in rules.get(kind, [])])


def statement_csv(company, rng, inbox, defects):
    carrier, name = "示例物流", "示例物流_2026年3月对账单.csv"
    found = []
    lines = statement_lines(company, carrier, name, None, 6, found)
    text = [f"{carrier}有限公司运费对账单,,,,,,,,", f"客户：{COMPANY},,,对账期间：2026-03,,,,,", "单位：元,,,,,,,,", ",,,,,,,,",
            "序号,运单号,发货日期,目的地,件数,计费重量(kg),运费,其他费用,金额合计"]
    for n, line in enumerate(lines, 1):
        # The program that exports these files puts a tab behind long numbers to keep them text.
        text.append(f"{n},{line['number']}\t,{line['date']:%Y/%-m/%-d},{line['city']},{line['pieces']},{line['weight']},{line['freight']},{line['other']},{line['freight'] + line['other']}")
    freight, other = sum(line["freight"] for line in lines), sum(line["other"] for line in lines)
    text.append(f"合计,,,,{sum(line['pieces'] for line in lines)},,{freight},{other},{freight + other}")
    text += [",,,,,,,,", "制表人：对账员01,,,审核：,,,日期：2026-04-01,,"]
    save_text(inbox / name, text, "gb18030")
    statement_defects(carrier, name, None, found, defects)


def statement_xlsx(company, rng, inbox, defects):
    carrier, name, sheet_name = "样板快运", "样板快运2026-03.xlsx", "月结账单"
    found = []
    lines = statement_lines(company, carrier, name, sheet_name, 5, found)
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name
    title(sheet, f"{carrier}月结账单", 11)
    sheet.cell(2, 1, f"付款单位：{COMPANY}")
    sheet.cell(2, 8, "账期：2026年3月1日至3月31日")
    heads = [("序号", 1), ("运单信息", 4), ("货物", 2), ("费用（元）", 3), ("备注", 1)]
    second = [None, "运单号", "发运日期", "目的地", "收货人", "件数", "计费重量", "运费", "其他费用", "合计", None]
    column = 1
    for text, width in heads:
        cell = sheet.cell(3, column, text)
        cell.fill, cell.alignment = HEAD_FILL, CENTRE
        sheet.merge_cells(start_row=3, start_column=column, end_row=3 if width > 1 else 4, end_column=column + width - 1)
        column += width
    for column, text in enumerate(second, 1):
        if text:
            sheet.cell(4, column, text).fill = HEAD_FILL
    for n, line in enumerate(lines):
        put(sheet, n + 5, [n + 1, line["number"], line["date"], line["city"], line["consignee"], line["pieces"], float(line["weight"]), line["freight"],
                           line["other"], line["freight"] + line["other"], None])
    end = 5 + len(lines)
    put(sheet, end, ["合计", None, None, None, None, sum(line["pieces"] for line in lines), None, sum(line["freight"] for line in lines),
                     sum(line["other"] for line in lines), sum(line["freight"] + line["other"] for line in lines), None])
    sheet.merge_cells(start_row=end, start_column=1, end_row=end, end_column=5)
    sheet.cell(end + 2, 1, "制表人：对账员02")
    sheet.cell(end + 2, 5, "审核：")
    sheet.cell(end + 2, 8, "日期：2026-04-01")
    save_workbook(book, inbox / name)
    statement_defects(carrier, name, sheet_name, found, defects)


def statement_html(company, rng, inbox, defects):
    carrier, name = "测试速递", "测试速递对账单202603.xls"
    found = []
    lines = statement_lines(company, carrier, name, "对账单", 4, found)
    total = sum(line["freight"] + line["other"] for line in lines)
    page = ['<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
            "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>对账单</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->",
            '<style>.t{mso-number-format:"\\@"} .m{mso-number-format:"0\\.00"}</style></head><body>',
            '<table border=1><tr><td colspan=8 align=center><b>测试速递月结对账单&nbsp;2026年3月</b></td></tr>',
            f"<tr><td colspan=8>客户名称：{COMPANY}</td></tr>",
            "<tr><th>快递单号<th>寄件日期<th>目的地<th>件数<th>计费重量<br>(公斤)<th>运费<th>其他费用<th>应付金额"]
    for line in lines:
        page.append(f'<tr><td class=t>{line["number"]}<td>{line["date"]}<td>{escape(line["city"])}<td>{line["pieces"]}<td class=m>{line["weight"]}'
                    f'<td class=m>{line["freight"]}<td class=m>{line["other"]}<td class=m>{line["freight"] + line["other"]:,}')
    wrong = total + Decimal("100.00")
    page.append(f'<tr><td colspan=3>合&nbsp;&nbsp;计<td>{sum(line["pieces"] for line in lines)}<td>&nbsp;<td class=m>{sum(line["freight"] for line in lines):,}'
                f'<td class=m>{sum(line["other"] for line in lines):,}<td class=m>{wrong:,}')
    page.append("</table><p>制表人：对账员03&nbsp;&nbsp;审核：</body></html>")
    save_text(inbox / name, page, "gb18030")
    statement_defects(carrier, name, "对账单", found, defects)
    defects.add("wrong-total", name, "对账单", 4 + len(lines), None, "S001-T3.3.2-3", "合计比各行之和多 100.00 元", "the total is 100.00 more than the sum of the lines")
    defects.add("wrong-extension", name, None, None, None, None, "HTML 网页表格，扩展名却是 .xls", "an HTML table named .xls")


def agreements(company, rng, inbox, defects):
    rows = [[f"WL-{n + 1:03}", carrier, "月结", "全国", float(rate), minimum, "公斤", "上楼费另计", 5, date(2026, 1, 1), date(2026, 12, 31)]
            for n, (carrier, (rate, minimum, _)) in enumerate(CARRIERS.items())]
    book, _, _ = simple_book("协议", "物流合作协议台账", ["协议编号", "物流公司", "合作模式", "目的区域", "单价", "最低收费", "计费单位", "附加费说明", "对账日", "生效日期", "到期日期"], rows)
    save_workbook(book, inbox / "物流合作协议台账.xlsx")


def stock(company, rng, inbox, defects):
    """Inventory with group rows and subtotals, and the written reasons for what is too old."""
    name, sheet_name = "库存明细_20260331.xlsx", "库存明细"
    names = ["仓库", "产品编码", "产品名称", "规格型号", "批次号", "入库日期", "单位", "库存数量", "单位成本", "库存金额(万元)", "负责业务员", "统计日期"]
    book, sheet, row = simple_book(sheet_name, f"{COMPANY}库存明细表", names, [], "统计日期：2026-03-31    制表：仓管01")
    reasons, total = [], Decimal(0)
    n = 0
    for warehouse in ("一号仓", "二号仓", "外租仓"):
        sheet.cell(row, 1, f"【{warehouse}】").font = Font(bold=True)
        row += 1
        subtotal = Decimal(0)
        for _ in range(16):
            n += 1
            product = company.products[n % 24]
            aged = n % 8 == 3
            inbound = date(2025, 9, 1) + timedelta(rng.randrange(90)) if aged else date(2026, 1, 8) + timedelta(rng.randrange(80))
            batch = f"B{inbound:%y%m%d}{n:02}"
            quantity, cost = rng.randrange(5, 300), cents(product["guide"] * Decimal("0.62"))
            amount = (cost * quantity / 10_000).quantize(Decimal("0.000001"))
            subtotal += amount
            owner = SALES[n % 8]
            put(sheet, row, [warehouse, product["code"], product["name"], product["spec"], batch, inbound, "件", quantity, cost, float(amount), owner, LAST])
            if aged:
                key = f"{product['code']}|{batch}"
                defects.add("aged-stock", name, sheet_name, row, key, "S001-T3.1.11-1", "库存超过 3 个月", "in stock for more than three months", [("S001-T3.1.11-1", f"{warehouse}|{key}")])
                if n in (11, 27):
                    defects.add("reason-missing", name, sheet_name, row, key, "S001-T3.1.11-2", "超期库存没有书面原因和措施", "no written reason for aged stock", [("S001-T3.1.11-2", f"{warehouse}|{key}")])
                else:
                    reasons.append([warehouse, "2026-03", product["code"], batch, owner, "客户推迟提货", None if n == 35 else "四月底前调拨或折价处理", date(2026, 4, 3) if n == 43 else date(2026, 3, 30)])
            row += 1
        sheet.cell(row, 1, "小计")
        sheet.cell(row, 10, float(subtotal))
        total += subtotal
        row += 1
    sheet.cell(row, 1, "合计")
    sheet.cell(row, 10, float(total))
    sheet.column_dimensions["I"].hidden = True
    save_workbook(book, inbox / name)
    defects.add("hidden-column", name, sheet_name, None, None, None, "单位成本列（I）被隐藏", "the unit cost column (I) is hidden")

    name = "库存积压原因及处理措施表.xlsx"
    book, _, first = simple_book("三月", "库存积压原因及处理措施表", ["所属月份", "产品编码", "批次号", "业务责任人", "积压原因", "处理措施", "提交日期"], [reason[1:] for reason in reasons])
    for offset, (warehouse, _, product, batch, _, _, measure, submitted) in enumerate(reasons):
        found = [("S001-T3.1.11-2", f"{warehouse}|{product}|{batch}")]
        if measure is None:
            defects.add("blank-required", name, "三月", first + offset, f"{product}|{batch}", "S001-T3.1.11-2", "处理措施为空，视为没有说明", "blank measure counts as no explanation", found)
        if submitted > LAST:
            defects.add("late-reason", name, "三月", first + offset, f"{product}|{batch}", "S001-T3.1.11-2", "月底之后才提交", "handed in after the end of the month", found)
    save_workbook(book, inbox / name)


def outings_and_attendance(company, rng, inbox, defects):
    days = workdays(FIRST, LAST)
    outing_name, attendance_name = "人员外出公干登记表.xlsx", "考勤_202603.txt"
    rows, covered = [], {}
    for n in range(48):
        person = SALES[n % 8]
        day = days[(n * 7 + n // 8) % len(days)]
        if (person, day) in covered:
            continue
        depart = datetime.combine(day, time(13, 30))
        filled, approved = depart - timedelta(minutes=50), depart - timedelta(minutes=20)
        number, row = f"WC-2603{len(rows) + 1:03}", len(rows) + 3
        late = n % 9 == 4
        if late:
            filled, approved = depart + timedelta(hours=20), depart + timedelta(hours=21)
            defects.add("late-form", outing_name, "外出登记", row, number, "S000-B2a", "外出之后第二天才补填", "filled in the day after", ["S000-B2A"])
        approver = "业务经理01"
        if n == 22:
            approver = person
            defects.add("own-approval", outing_name, "外出登记", row, number, "S000-B2a", "自己批准自己外出", "approved by the person going out", ["S000-B2A"] if not late else [])
        covered[person, day] = late
        rows.append([number, person, "业务部", "外出", "拜访客户", company.customers[n % 40]["city"], depart, depart + timedelta(hours=4), filled, approver, approved, "通过"])
    book, _, _ = simple_book("外出登记", "人员外出公干登记表", ["登记编号", "姓名", "部门", "外出类型", "外出事由", "外出地点", "外出时间", "返回时间", "填写时间", "批准人", "批准时间", "审批状态"], rows)
    save_workbook(book, inbox / outing_name)

    lines = ["工号\t姓名\t部门\t日期\t班次\t应上班\t应下班\t上班打卡\t下班打卡\t考勤结果\t迟到分钟"]
    for number, person, dept, *_ in company.employees[1:]:
        for day in days:
            came, went, result, minutes = time(8, 20 + rng.randrange(10)), time(17, 31 + rng.randrange(25)), "正常", 0
            row = len(lines) + 1
            key = f"{number}|{day}"
            if (person, day) in covered:
                went, result = None, "缺卡" if covered[person, day] else "外出"
                if covered[person, day]:
                    defects.add("uncovered-absence", attendance_name, None, row, key, "S000-B2b", "下午缺卡，外出单是事后补填的", "missing punch, and the outing form was filled in afterwards", ["S000-B2B"])
            elif rng.randrange(60) == 0:
                minutes = rng.randrange(1, 40)
                came, result = (datetime.combine(day, time(8, 30)) + timedelta(minutes=minutes)).time(), "迟到"
                defects.add("late-arrival", attendance_name, None, row, key, "S004-PN1", f"迟到 {minutes} 分钟", f"{minutes} minutes late", ["S004-PN1"])
            lines.append("\t".join([number, person, dept, f"{day:%Y-%m-%d}", "正常班", "8:30", "17:30", f"{day} {came:%H:%M}", f"{day} {went:%H:%M}" if went else "", result, str(minutes) if minutes else ""]))
    save_text(inbox / attendance_name, lines, "gb18030")


def incidents(company, rng, inbox, defects):
    """What people verified: only that costs points; the codes are those of the policy."""
    name, sheet_name = "违规奖惩登记表.xlsx", "2026年3月"
    rows = [
        # number, day, person, direction, code, description, verified, serious, times, order, fine, decided by, decided on, outcome, rule, zh, en
        ("JC-001", 5, "业务员02", "处罚", "CONSULT_MISSING", "客户资料未登记，后续无法联系", "是", "是", 1, "SO-26030012", 100, "行政01", 9, "罚款", "S000-W1C", "S000-W1c",
         "已核实且情节严重：罚 100 元并扣 10 分", "verified and serious: fine of 100 and 10 points"),
        ("JC-002", 11, "业务员05", "处罚", "CONSULT_MISSING", "来访客户未登记", "是", "否", 1, None, None, "行政01", 16, "扣分", "S000-W1B-CASE", "S000-W1b",
         "已核实但不严重：扣 3 分", "verified, not serious: 3 points"),
        ("JC-003", 18, "业务员07", "奖励", "PROPOSAL_ADOPTED", "提出合理化建议并被采纳", "是", None, 1, None, None, "业务总监01", 20, "奖金", "S004-RW", "S004-RW2",
         "建议被采纳：奖 10 分", "proposal adopted: 10 points awarded"),
        ("JC-004", 24, "业务员01", "处罚", "SEAL_PRIVATE", "私自携带合同章外出", "否", "是", 1, None, None, "行政01", 27, "警告", "S000-INCIDENT-CANDIDATE", "S000-W5b",
         "尚未核实，只能作为候选，不得计价", "not verified: a candidate, never priced"),
        ("JC-005", 6, "业务员03", "处罚", "NO_BADGE", "上班不戴工牌", "是", "否", 2, None, None, "业务经理01", 9, "扣分", "S004-PN-INCIDENT", "S004-PN3",
         "两次：扣 20 分", "twice: 20 points"),
        ("JC-006", 12, "业务员04", "奖励", "VOLUNTEER", "主动协助仓库盘点", "是", None, 1, None, None, "业务经理01", 13, "奖金", "S004-RW", "S004-RW5",
         "主动承担：奖 5 分", "volunteered: 5 points awarded"),
        ("JC-007", 19, "业务员06", "处罚", "PROXY_PUNCH", "代他人打卡", "是", "否", 1, None, None, "业务经理01", 20, "扣分", "S004-PN-INCIDENT", "S004-PN2",
         "代打卡：扣 5 分", "punched in for someone else: 5 points"),
        ("JC-008", 26, "业务员08", "处罚", "SMOKING", "办公室吸烟", "否", "否", 1, None, None, "业务经理01", 27, "警告", "S004-PN-CANDIDATE", "S004-PN3",
         "尚未核实，只能作为候选", "not verified: a candidate"),
        ("JC-009", 30, "业务员07", "奖励", "WORK_EFFICIENT", "交办工作完成得又快又好", "是", None, 1, None, None, "业务经理01", 31, "奖金", "S004-RW", "S004-RW1",
         "效率高：奖 5 分", "efficient: 5 points awarded"),
    ]
    table = [[number, date(2026, 3, day), person, direction, code, why, verified, serious, times, order, fine, by, date(2026, 3, decided), outcome]
             for number, day, person, direction, code, why, verified, serious, times, order, fine, by, decided, outcome, *_ in rows]
    book, _, first = simple_book(sheet_name, "违规/奖惩登记表", ["登记编号", "发生日期", "姓名", "奖惩类别", "事项代码", "事由", "是否核实", "是否情节严重", "次数", "订单号", "罚款金额", "认定部门/人", "认定日期", "处理结果"],
                                 table)
    for n, row in enumerate(rows):
        *_, rule, clause, zh, en = row
        defects.add("incident", name, sheet_name, first + n, row[0], clause, zh, en, [rule])
    save_workbook(book, inbox / name)


def complaints(company, rng, inbox, defects):
    name, sheet_name = "客户投诉登记表.xlsx", "2026年3月"
    names = ["投诉编号", "投诉时间", "客户名称", "客户编码", "被投诉人", "投诉内容", "是否属实", "核实日期", "投诉通知书编号", "通知书下达日期", "行政备案日期"]
    first, second = company.customers[3], company.customers[8]
    rows = [["TS-001", datetime(2026, 3, 10, 15, 20), first["name"], first["code"], "业务员05", "答复不耐烦", "属实", date(2026, 3, 13), "TZ-001", date(2026, 3, 16), date(2026, 3, 16)],
            ["TS-002", datetime(2026, 3, 17, 9, 5), second["name"], second["code"], "业务员02", "反映送货慢", "不属实", date(2026, 3, 19), None, None, None],
            ["TS-003", datetime(2026, 3, 30, 16, 40), company.customers[14]["name"], company.customers[14]["code"], "业务员06", "报价迟迟没有答复", "待核实", None, None, None, None]]
    book, _, start = simple_book(sheet_name, "客户投诉登记表", names, rows)
    defects.add("verified-complaint", name, sheet_name, start, "TS-001", "S000-B1", "查实的投诉：罚 200 元并扣 20 分", "verified complaint: fine of 200 and 20 points", ["S000-B1"])
    save_workbook(book, inbox / name)


def receipts(company, rng, inbox, defects):
    name = "回款登记表_2026年3月.csv"
    lines = ["收款单号;收款日期;客户编码;客户名称;收款金额;款项类型;订单号;业绩归属人;收款方式"]
    for n, order in enumerate(company.orders[:120]):
        number = f"SK-2603{n + 1:04}"
        amount = order["amount"] if n % 4 else cents(order["amount"] * Decimal("0.3"))
        shown = [f"{amount}", f"￥{amount:,}", f"{amount:,}元"][n % 3]
        kind, row = ("货款" if n % 4 else "定金"), n + 2
        if n == 66:
            shown, kind = f"({cents('350.00')})", "退款"
            defects.add("negative-in-brackets", name, None, row, number, None, "退款写成带括号的负数", "a refund written as a negative number in brackets")
        credited = order["owner"]
        if n == 90:
            credited = "业务员09"
            defects.add("left-employee", name, None, row, number, None, "业绩归属人已于 2 月离职", "credited to someone who left in February")
        lines.append(";".join([number, f"{order['date'] + timedelta(days=2):%Y.%-m.%-d}", order["customer"]["code"], order["customer"]["name"], shown, kind, order["number"], credited,
                               ["银行转账", "承兑汇票"][n % 2]]))
    save_text(inbox / name, lines, "utf-8", ending="\n")


def shipments(company, rng, inbox, defects):
    """SpreadsheetML 2003, as an ERP writes it, under the extension .xls."""
    name, sheet_name = "发货通知单202603.xls", "发货通知单"
    names = ["发货单号", "通知日期", "订单号", "客户编码", "客户名称", "业务责任人", "产品编码", "数量", "价税合计", "发货日期", "业务经理确认日期", "业务经理确认人", "总经理确认日期", "总经理确认人", "运单号", "收货城市"]
    by_order = {}
    for line in company.lines:
        by_order.setdefault(line["order"], line)

    def cell(kind, value, style=None, extra=""):
        style = f' ss:StyleID="{style}"' if style else ""
        return f'<Cell{style}{extra}><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'

    xml = ['<?xml version="1.0" encoding="UTF-8"?>', '<?mso-application progid="Excel.Sheet"?>',
           '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">',
           '<Styles><Style ss:ID="Default"/><Style ss:ID="d"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style><Style ss:ID="m"><NumberFormat ss:Format="Standard"/></Style>'
           '<Style ss:ID="t"><NumberFormat ss:Format="@"/></Style></Styles>',
           f'<Worksheet ss:Name="{sheet_name}"><Table>', f'<Row>{cell("String", "发货通知单（2026年3月）", extra=f""" ss:MergeAcross="{len(names) - 1}" """.rstrip())}</Row>',
           "<Row>" + "".join(cell("String", each) for each in names) + "</Row>"]
    for n, shipment in enumerate(company.shipments):
        order, waybill, line = shipment["order"], shipment["waybill"], by_order[shipment["order"]["number"]]
        row, key = n + 3, shipment["number"]
        number = waybill["number"]
        if n == 44:
            number = ""
            defects.add("no-waybill", name, sheet_name, row, key, "S001-T3.3.2-2", "已发货但没有运单号", "shipped without a waybill", [("S001-T3.3.2-2-SHIPMENT", key + "|")])
        if n == 70:
            number = company.waybills[69]["number"]
            defects.add("duplicate-waybill", name, sheet_name, row, key, "S001-T3.3.2-2", "与上一行用了同一个运单号", "same waybill as the row above", [("S001-T3.3.2-2-SHIPMENT", key + "|")])
        notice = datetime.combine(shipment["date"] - timedelta(1), time(10, 0))
        # Orders on credit are confirmed the day before: over 20,000 by the manager, over 50,000 by the general manager.
        needed = None
        if order["terms"] == "账期/月结" and order["amount"] > 20_000:
            needed = "gm" if order["amount"] > 50_000 else "manager"
        if needed and n in UNCONFIRMED:
            rule, who_zh, who_en = ("S004-S3B", "总经理", "the general manager") if needed == "gm" else ("S004-S3A", "业务经理", "the business manager")
            defects.add("unconfirmed", name, sheet_name, row, key, "S004-S3b" if needed == "gm" else "S004-S3a", f"账期订单 {order['amount']:,} 元，没有{who_zh}确认就发货",
                        f"credit order over {order['amount']:,} shipped without confirmation by {who_en}", [(rule, key + "|")])
            needed = None
        confirmed = cell("DateTime", f"{notice:%Y-%m-%dT%H:%M:%S}.000", "d")
        confirmations = ((confirmed + cell("String", "业务经理01") if needed == "manager" else "<Cell/><Cell/>")
                         + (confirmed + cell("String", "总经理01") if needed == "gm" else "<Cell/><Cell/>"))
        xml.append("<Row>" + cell("String", key) + cell("DateTime", f"{notice:%Y-%m-%dT%H:%M:%S}.000", "d") + cell("String", order["number"])
                   + cell("String", order["customer"]["code"]) + cell("String", order["customer"]["name"]) + cell("String", order["owner"])
                   + cell("String", line["product"]["code"]) + cell("Number", line["qty"]) + cell("Number", line["amount"], "m")
                   + cell("DateTime", f"{shipment['date']}T00:00:00.000", "d") + confirmations
                   + (cell("String", number, "t") if number else "") + cell("String", waybill["city"], extra="" if number else ' ss:Index="16"') + "</Row>")
    if len([row for row in defects.rows if row["kind"] == "unconfirmed"]) != len(UNCONFIRMED):
        sys.exit("make_samples.py: UNCONFIRMED names shipments that need no confirmation")
    xml += ["</Table></Worksheet></Workbook>"]
    save_text(inbox / name, xml, "utf-8")
    defects.add("wrong-extension", name, None, None, None, None, "Excel 2003 XML 表格，扩展名却是 .xls", "an Excel 2003 XML spreadsheet named .xls")


def readme(defects, files):
    kinds = {}
    for row in defects.rows:
        kinds[row["kind"]] = kinds.get(row["kind"], 0) + 1
    text = ["# 示例数据 / Sample data", "",
            f"{COMPANY} 2026 年 3 月的登记表（虚构），截至 2026-04-01。由 `scripts/make_samples.py` 生成，名称和号码都是编造的。各表之间的订单号、运单号、客户和人员互相对应；下面列出的问题是故意放进去的。",
            "",
            "Registers of an invented company for March 2026, as of 2026-04-01, written by `scripts/make_samples.py`. Order numbers, waybills, customers and people agree across the files, but for the defects listed below, which were put in on purpose. The same list for programs: `expected/defects.json`; `expected/violations.jsonl` names what the rules find, and they find nothing else.",
            "", "重新生成 / To write them again:", "", "```", "scripts/setup.sh test", ".venv/bin/python scripts/make_samples.py", ".venv/bin/python scripts/make_samples.py --check   # 逐字节比较 / compares byte for byte", "```", "",
            "## 文件 / Files", "", "| 文件 / file | 形式 / form |", "|---|---|"]
    text += [f"| {name} | {form} |" for name, form in files]
    text += ["", f"## 故意放入的问题 / Defects put in on purpose ({len(defects.rows)})", "", "| 文件 / file | 表:行 / sheet:row | 问题 / defect | 条款 / clause | 关键字 / key |", "|---|---|---|---|---|"]
    for row in defects.rows:
        place = ":".join(str(part) for part in (row["sheet"], row["row"]) if part is not None) or "-"
        text.append(f"| {row['file']} | {place} | {row['zh']} / {row['en']} | {row['clause'] or '-'} | {(row['key'] or '-').replace('|', ' ')} |")
    return "\n".join(text) + "\n"


FORMS = [
    ("2026年3月客户咨询记录表.xlsx", "标题、两行合并表头、说明页、多种日期写法 / title, two-row merged header, a cover sheet, dates in several forms"),
    ("客户咨询记录_2026年1-2月.csv", "UTF-8 带 BOM / UTF-8 with BOM"), ("客户投诉登记表.xlsx", "普通 / plain"), ("人员外出公干登记表.xlsx", "普通 / plain"), ("产品指导价表.xlsx", "表头上有单位说明 / a note on units above the header"), ("员工花名册.xlsx", "百分比为文本 / percentages as text"),
    ("回款登记表_2026年3月.csv", "UTF-8，分号分隔，LF；金额带￥、元、括号 / UTF-8, semicolons, LF; amounts with ￥, 元, brackets"),
    ("发货通知单202603.xls", "其实是 Excel 2003 XML / really SpreadsheetML 2003"), ("库存明细_20260331.xlsx", "分组行、小计、合计、隐藏列、万元 / group rows, subtotals, total, hidden column, unit of 10,000"),
    ("库存积压原因及处理措施表.xlsx", "普通 / plain"), ("样板快运2026-03.xlsx", "两行合并表头、合计、制表人/审核 / two-row merged header, total, signatures"),
    ("正式客户登记表.xlsx", "金额为文本、批注、深度隐藏的表 / amounts as text, comments, a very hidden sheet"), ("测试速递对账单202603.xls", "其实是 GBK 编码的 HTML / really HTML in GBK"),
    ("物流合作协议台账.xlsx", "普通 / plain"), ("示例物流_2026年3月对账单.csv", "GB18030，前言、合计、签字行、运单号后有制表符 / GB18030, preamble, total, signatures, tabs behind numbers"),
    ("考勤_202603.txt", "GB18030，制表符分隔 / GB18030, tab separated"), ("订单台账.csv", "UTF-8 带 BOM，千分位、引号内换行 / UTF-8 with BOM, thousands separators, line breaks in quotes"),
    ("订单明细_2026-03.xlsx", "部分金额是没有结果的公式 / some amounts are formulas without a stored value"), ("违规奖惩登记表.xlsx", "普通 / plain"),
    ("运单登记_2026年3月.xlsx", "部分 17 位运单号存成数字 / some 17-digit numbers stored as numbers"),
]
PARTS = [consultations, customers, orders, order_lines, price_list, employees, waybills, statement_csv, statement_xlsx, statement_html, agreements, stock,
         outings_and_attendance, incidents, receipts, shipments, earlier_consultations, complaints]


def generate(root):
    inbox, expected = root / "inbox", root / "expected"
    inbox.mkdir(parents=True, exist_ok=True)
    expected.mkdir(parents=True, exist_ok=True)
    company, defects = Company(random.Random(SEED)), Defects()
    for number, part in enumerate(PARTS):
        # Each file draws from its own numbers, so that a change to one leaves the others as they are.
        part(company, random.Random(SEED + number + 1), inbox, defects)
    written = sorted(path.name for path in inbox.iterdir())
    if written != sorted(name for name, _ in FORMS):
        sys.exit(f"make_samples.py: the inbox holds other files than the README lists: {set(written) ^ {name for name, _ in FORMS}}")
    (expected / "defects.json").write_text(json.dumps(defects.rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    expected_violations = sorted({tuple(each) for row in defects.rows for each in row["rules"]})
    lines = [json.dumps({"rule": rule, "key": key}, ensure_ascii=False) for rule, key in expected_violations]
    (expected / "violations.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (root / "README.md").write_text(readme(defects, FORMS), encoding="utf-8")
    return defects


def check(root):
    """Whether the files that lie there are those that would be written now."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        generate(fresh)
        names = [path.relative_to(fresh) for path in sorted(fresh.rglob("*")) if path.is_file()]
        different = [str(name) for name in names if not (root / name).is_file() or not filecmp.cmp(fresh / name, root / name, shallow=False)]
    for name in different:
        print(f"differs: {name}", file=sys.stderr)
    return not different


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write elsewhere and compare byte for byte")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent / "samples")
    arguments = parser.parse_args()
    if arguments.check:
        sys.exit(0 if check(arguments.root) else 1)
    print(f"{len(generate(arguments.root).rows)} defects in {len(FORMS)} files under {arguments.root}")


if __name__ == "__main__":
    main()
