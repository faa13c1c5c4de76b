#!/usr/bin/env python3
"""Writes a month of registers as Finance exports them, for the benchmark of the whole run.

    make_data.py FOLDER [ROWS]      default: 300000 waybills, as many lines of carriers' statements

The sizes of the others follow: a third as many consultations, a tenth as many shipments, orders, customers, people and
agreements. Everything is drawn from one fixed seed; defects are planted at the rates below and counted in planted.json.
Waybills, consultations, shipments and half of the statements are workbooks, the rest is GB18030 or UTF-8 CSV.
"""
import datetime
import json
import pathlib
import random
import sys

import xlsxwriter

SEED = 20260401
MONTH = datetime.date(2026, 3, 1)
# Carrier, the first digits of its numbers, yuan a kilogram, least charge.
CARRIERS = [("示例物流", "88", 1.2, 15), ("样板快运", "66", 0.95, 20), ("测试速递", "33", 6.5, 12), ("范例货运", "55", 2.1, 18)]
UNKNOWN_CARRIER = "零星货运"
CITIES = ["苏州", "宁波", "长沙", "成都", "合肥", "武汉", "重庆", "南京", "杭州", "济南", "郑州", "西安", "青岛", "福州", "南昌", "昆明",
          "贵阳", "太原", "兰州", "海口"]
# How many of a thousand rows have the defect.
RATES = {
    "waybill without agreement": 2, "slip not collected": 15, "slip collected late": 5, "slip not classified": 5,
    "waybill entered twice": 1, "waybill without shipment": 1,
    "not billed": 10, "billed for others": 10, "dash in the number": 20, "another number": 5, "billed too high": 10,
    "weight rounded up": 5, "does not add up": 2, "of the month before": 3, "billed twice": 3,
    "no contact": 5, "short telephone": 10, "unknown channel": 3, "entered late": 20, "entered before": 2,
    "consultation number twice": 1, "no telephone": 2, "telephone differs": 5, "follow-up overdue": 10,
    "shipment without number": 5, "shipment with unknown number": 3, "order of another": 10, "order without consultation": 10,
}


class Data:
    def __init__(self, folder, rows):
        self.folder = folder
        self.rows = rows
        self.random = random.Random(SEED)
        self.planted = dict.fromkeys(RATES, 0)

    def hits(self, defect):
        """Whether this row gets the defect."""
        if self.random.random() * 1000 >= RATES[defect]:
            return False
        self.planted[defect] += 1
        return True

    def one_of(self, *defects):
        """At most one of several defects, so that counts stay easy to tell."""
        draw = self.random.random() * 1000
        for defect in defects:
            draw -= RATES[defect]
            if draw < 0:
                self.planted[defect] += 1
                return defect
        return None

    def moment(self, day, first=8, last=18):
        return datetime.datetime(day.year, day.month, day.day, self.random.randint(first, last - 1), self.random.randint(0, 59))


class Sheet:
    """One workbook with one sheet, written row by row in constant memory."""

    def __init__(self, path, name, headers):
        self.book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        self.sheet = self.book.add_worksheet(name)
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = self.book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.row = 0
        self.add(headers)

    def add(self, values):
        write = self.sheet
        for column, value in enumerate(values):
            if value is None:
                continue
            if isinstance(value, datetime.datetime):
                write.write_datetime(self.row, column, value, self.moment)
            elif isinstance(value, datetime.date):
                write.write_datetime(self.row, column, value, self.day)
            elif isinstance(value, str):
                write.write_string(self.row, column, value)
            else:
                write.write_number(self.row, column, value)
        self.row += 1

    def close(self):
        self.book.close()


class Text:
    """One character-separated file."""

    def __init__(self, path, headers, encoding="gb18030"):
        self.out = open(path, "w", encoding=encoding, newline="")
        self.add(headers)

    def add(self, values):
        self.out.write(",".join("" if value is None else self.shown(value) for value in values) + "\r\n")

    @staticmethod
    def shown(value):
        if isinstance(value, datetime.datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        return value.isoformat() if isinstance(value, datetime.date) else str(value)

    def close(self):
        self.out.close()


def workday(day):
    """The day itself, or the Monday after a weekend; March 2026 has no holidays and no worked weekends."""
    return day + datetime.timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


def number(prefix, i):
    return f"{prefix}202603{(i * 7919 + 13) % 10_000_000_019:010d}"


def phone(i):
    return f"13{i * 7_654_321 % 1_000_000_000:09d}"


def people(data):
    out = Text(data.folder / "员工花名册.csv", ["工号", "姓名", "部门", "岗位", "直属上级", "入职日期", "离职日期", "在职状态"])
    out.add(["E001", "总经理01", "总经办", "总经理", "E001", "2015-03-02", None, "在职"])
    out.add(["E002", "业务总监01", "业务部", "业务总监", "E001", "2016-05-09", None, "在职"])
    names = [f"业务员{i:02d}" for i in range(1, 41)]
    for i, name in enumerate(names):
        out.add([f"E{i + 10:03d}", name, "业务部", "业务员", "E002", "2020-06-01", None, "在职"])
    out.close()
    return names


def agreements(data):
    out = Text(data.folder / "物流合作协议台账.csv",
               ["协议编号", "物流公司", "合作模式", "目的区域", "单价", "最低收费", "计费单位", "对账日", "生效日期", "到期日期"])
    for i, (carrier, _, rate, least) in enumerate(CARRIERS, 1):
        out.add([f"WL-{i:03d}", carrier, "月结", "全国", rate, f"{least}.00", "公斤", 5, "2026-01-01", "2026-12-31"])
    out.close()


def customers(data, sellers):
    """Customers with their salesperson and telephone; the first tenth never asked about anything."""
    out = Text(data.folder / "正式客户登记表.csv",
               ["客户编码", "客户名称", "联系人", "联系电话", "地址", "业务责任人", "登记日期", "成交日期", "服务内容", "成交金额", "是否盖章", "档案编号",
                "归档日期", "付款方式"], "utf-8-sig")
    result = []
    for i in range(max(50, data.rows // 100)):
        row = (f"KH{i:05d}", f"测试客户{i:05d}有限公司", f"联系人{i % 97:02d}", phone(i), sellers[i % len(sellers)])
        result.append(row)
        out.add([row[0], row[1], row[2], row[3], f"重庆市示例路{i}号", row[4], "2026-01-06", "2026-01-05", "供货及售后",
                 f"{50_000 + i}.00", "是", f"DA-{i:05d}", "2026-01-08", "款到发货"])
    out.close()
    return result


def consultations(data, customers, sellers):
    out = Sheet(data.folder / "客户咨询记录表_2026年3月.xlsx", "咨询记录",
                ["咨询编号", "咨询时间", "咨询方式", "客户名称", "客户编码", "联系人", "联系电话", "QQ/邮箱", "咨询内容", "意向产品", "登记时间",
                 "登记人", "业务责任人", "最近跟进时间", "下次跟进时间", "跟进状态"])
    pick = data.random
    silent = len(customers) // 10
    days = [MONTH + datetime.timedelta(days=i) for i in range(31)]
    previous = ""
    for i in range(data.rows // 3):
        # The first ones are of the first two days, so that every customer who orders asked before.
        day = days[0] if i < len(customers) - silent else pick.choice(days)
        received = data.moment(day)
        if i < len(customers) - silent:
            customer = customers[silent + i]
        elif pick.random() < 0.4:
            customer = customers[silent + pick.randrange(len(customers) - silent)]
        else:
            customer = (None, f"潜在客户{pick.randrange(data.rows):06d}", f"来客{i % 89:02d}", phone(data.rows + i), pick.choice(sellers))
        code, name, contact, telephone, seller = customer
        due = workday(day)
        entered = received + datetime.timedelta(minutes=30) if due == day else data.moment(due)
        channel, other = pick.choice(["电话", "QQ", "邮件", "微信", "来访"]), None
        identity = f"ZX-2603{i:06d}"
        status, following, last = pick.choice(["已成交", "无意向", "已关闭"]), None, data.moment(due)
        defect = data.one_of("no contact", "short telephone", "unknown channel", "entered late", "entered before",
                             "consultation number twice", "no telephone", "telephone differs", "follow-up overdue")
        if defect == "no contact":
            contact = None
        elif defect == "short telephone":
            telephone = telephone[:10]
        elif defect == "unknown channel":
            channel = "短视频"
        elif defect == "entered late":
            entered = datetime.datetime.combine(due, datetime.time()) + datetime.timedelta(days=1, hours=9)
        elif defect == "entered before":
            entered = received - datetime.timedelta(hours=2)
        elif defect == "consultation number twice" and previous:
            identity = previous
        elif defect == "no telephone":
            telephone = None
        elif defect == "telephone differs":
            telephone = phone(5 * data.rows + i)
        elif defect == "follow-up overdue":
            status, following = "跟进中", datetime.date(2026, 3, 30)
        if defect is None and pick.random() < 0.05:
            status, following = "跟进中", datetime.date(2026, 4, 10)
        previous = identity
        out.add([identity, received, channel, name, code, contact, telephone, other, "询价格与交期", "示例球阀", entered, seller, seller, last,
                 following, status])
    out.close()


def orders(data, customers, sellers):
    out = Text(data.folder / "订单台账.csv",
               ["订单号", "下单日期", "客户编码", "客户名称", "业务责任人", "产品类型", "是否首单", "订单金额", "付款方式", "录入时间", "承诺交期", "订单状态"],
               "utf-8-sig")
    pick = data.random
    silent = len(customers) // 10
    result = []
    for i in range(data.rows // 25):
        quiet = data.hits("order without consultation")
        customer = customers[pick.randrange(silent) if quiet else silent + pick.randrange(len(customers) - silent)]
        seller = customer[4]
        if data.hits("order of another"):
            seller = sellers[(sellers.index(seller) + 1) % len(sellers)]
        day = MONTH + datetime.timedelta(days=pick.randrange(2, 27))
        placed = data.moment(day, 9, 16)
        out.add([f"SO-2603{i:05d}", placed, customer[0], customer[1], seller, "常规", "否", f"{pick.randrange(100_000, 9_999_999) / 100:.2f}",
                 "款到发货", placed + datetime.timedelta(hours=1), day + datetime.timedelta(days=4), "已完成"])
        result.append((f"SO-2603{i:05d}", customer))
    out.close()
    return result


def shipments(data, orders):
    """Ten waybills travel under one shipment, which names the first of them."""
    out = Sheet(data.folder / "发货通知单202603.xlsx", "发货",
                ["发货单号", "通知日期", "订单号", "客户编码", "客户名称", "业务责任人", "产品编码", "数量", "价税合计", "发货日期", "业务经理确认日期",
                 "业务经理确认人", "总经理确认日期", "总经理确认人", "运单号", "收货城市"])
    pick = data.random
    for i in range(data.rows // 10):
        order, customer = orders[pick.randrange(len(orders))]
        day = MONTH + datetime.timedelta(days=i * 28 // (data.rows // 10))
        first = i * 10
        waybill = number(CARRIERS[first % len(CARRIERS)][1], first)
        defect = data.one_of("shipment without number", "shipment with unknown number")
        if defect == "shipment without number":
            waybill = None
        elif defect == "shipment with unknown number":
            waybill = f"77{waybill[2:]}"
        pieces = pick.randint(1, 100)
        out.add([f"FH-2603{i:05d}", data.moment(day), order, customer[0], customer[1], customer[4], "P1001", pieces, pieces * 120.5, day,
                 data.moment(day), "业务总监01", data.moment(day), "总经理01", waybill, CITIES[i % len(CITIES)]])
    out.close()


def waybills(data):
    """The register, and what the carriers bill: lines with the carrier, shuffled later."""
    out = Sheet(data.folder / "运单登记_2026年3月.xlsx", "运单",
                ["运单号", "物流公司", "发运日期", "发货单号", "收货人", "目的地", "件数", "重量(kg)", "运费", "其他费用", "单据收回日期", "单据分类"])
    pick = data.random
    lines = {carrier: [] for carrier, _, _, _ in CARRIERS}
    made = 0
    i = 0
    while made < data.rows:
        carrier, prefix, rate, least = CARRIERS[i % len(CARRIERS)]
        identity = number(prefix, i)
        shipment = i // 10 % (data.rows // 10)
        day = MONTH + datetime.timedelta(days=shipment * 28 // (data.rows // 10))
        city = CITIES[shipment % len(CITIES)]
        pieces, weight = pick.randint(1, 40), pick.randint(50, 9_000) / 10
        freight = charge(weight, rate, least)
        fee = pick.choice([0, 0, 0, 10, 25.5])
        note = f"FH-2603{shipment:05d}"
        slip, kind = day + datetime.timedelta(days=2), "送货单"
        named = carrier
        # The first waybill of a shipment is what the shipment refers to, so it stays as it is.
        defect = None if i % 10 == 0 else data.one_of(
            "waybill without agreement", "slip not collected", "slip collected late", "slip not classified",
            "waybill entered twice", "waybill without shipment")
        if defect == "waybill without agreement":
            named = UNKNOWN_CARRIER
        elif defect == "slip not collected":
            slip = None
        elif defect == "slip collected late":
            slip = datetime.date(2026, 4, 1)
        elif defect == "slip not classified":
            kind = None
        elif defect == "waybill without shipment":
            note = f"FX-2603{i:06d}"
        row = [identity, named, day, note, f"联系人{i % 97:02d}", city, pieces, weight, freight, fee, slip, kind]
        out.add(row)
        made += 1
        if defect == "waybill entered twice":
            out.add(row[:-1] + ["签收单"])
            made += 1
        if named == carrier:
            bill(data, lines[carrier], (identity, day, city, pieces, weight, freight, fee), rate, least, prefix, i,
                 defect is not None)
        i += 1
    out.close()
    return lines


def charge(weight, rate, least):
    """The greater of the least charge and rate times weight, half a fen up; all in whole numbers."""
    fen = (round(weight * 10) * round(rate * 100) + 5) // 10
    return max(least * 100, fen) / 100


def bill(data, lines, waybill, rate, least, prefix, i, is_plain):
    """What the carrier makes of a waybill."""
    identity, day, city, pieces, weight, freight, fee = waybill
    defect = None if is_plain else data.one_of(
        "not billed", "billed for others", "dash in the number", "another number", "billed too high", "weight rounded up",
        "does not add up", "of the month before", "billed twice")
    more = 0
    if defect == "dash in the number":
        identity = identity[:4] + "-" + identity[4:]
    elif defect == "another number":
        identity = f"99{identity[2:8]}{(i * 104_729 + 7) % 10_000_000_019:010d}"
    elif defect == "billed too high":
        freight = round(freight + 30, 2)
    elif defect == "weight rounded up":
        weight = float(int(weight) + 1)
        freight = charge(weight, rate, least)
    elif defect == "does not add up":
        more = 5
    if defect != "not billed":
        line = (identity, day, city, pieces, weight, freight, fee, round(freight + fee + more, 2))
        lines.append(line)
        if defect == "billed twice":
            lines.append(line)
    if defect in ("billed for others", "of the month before"):
        other = f"{prefix}20260{'2' if defect == 'of the month before' else '4'}{(i * 15_485_863 + 3) % 10_000_000_019:010d}"
        when = datetime.date(2026, 2, 27) if defect == "of the month before" else day
        weight = data.random.randint(10_000, 20_000) / 10
        freight = charge(weight, rate, least)
        lines.append((other, when, city, 50, weight, freight, 0, freight))


def statements(data, lines):
    headers = ["物流公司", "对账期间", "运单号", "发运日期", "目的地", "件数", "计费重量", "运费", "其他费用", "合计"]
    for place, (carrier, _, _, _) in enumerate(CARRIERS):
        own = lines[carrier]
        data.random.shuffle(own)
        if place % 2:
            out = Sheet(data.folder / f"{carrier}2026-03.xlsx", "月结账单", headers)
        else:
            out = Text(data.folder / f"{carrier}_2026年3月对账单.csv", headers)
        for identity, day, city, pieces, weight, freight, fee, total in own:
            out.add([carrier, "2026-03", identity, day, city, pieces, weight, freight, fee, total])
        out.close()


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 300_000
    inbox = folder / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    data = Data(inbox, rows)
    sellers = people(data)
    agreements(data)
    known = customers(data, sellers)
    consultations(data, known, sellers)
    placed = orders(data, known, sellers)
    shipments(data, placed)
    statements(data, waybills(data))
    (folder / "pipeline.yml").write_text(
        "inbox: [inbox]\narchive: none\nrejected: none\noutput: output\nledger: output/ledger.sqlite\nlanguage: zh-CN\n"
        "as_of: 2026-04-01\nperiod: 2026-03\nsettle: 0\n", encoding="utf-8")
    (folder / "planted.json").write_text(json.dumps(data.planted, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
