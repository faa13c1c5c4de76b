#!/usr/bin/env python3
"""A second implementation of twenty rules, in pandas, over registers made at random.

It shares nothing with the program: no formula, no policy file, no working calendar (that is the package chinesecalendar's).
What it finds must be what `hedui run` finds.

    second_rules.py make  SEED FOLDER         writes registers as CSV files into FOLDER
    second_rules.py check FOLDER              prints what breaks the rules, one JSON object a line: rule, key, rule|key
    second_rules.py compare FOLDER FILE...    compares with the violations.jsonl of a run over FOLDER; exit 1 when they differ

The as-of date is 2026-04-01, the period 2026-03.
"""
import argparse
import collections
import json
import random
import re
import sys
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import chinese_calendar
import pandas

AS_OF = date(2026, 4, 1)
PERIOD = "2026-03"
NAMES = [f"职员{n:02}" for n in range(1, 9)]
MANAGER, BOSS = "经理甲", "总经理甲"
CARRIERS = ["甲物流", "乙快递", "丙货运"]

# ------------------------------------------------------------------------------------------------ registers at random


def text(moment):
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%d %H:%M:%S")
    return moment.isoformat()


class Maker:
    """Writes registers in which every boundary is met often."""

    def __init__(self, seed, folder):
        self.rng = random.Random(seed)
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def pick(self, *options):
        return self.rng.choice(options)

    def day(self, first=date(2026, 3, 1), last=date(2026, 3, 31)):
        return first + timedelta(self.rng.randrange((last - first).days + 1))

    def moment(self, day, *seconds):
        return datetime(day.year, day.month, day.day) + timedelta(seconds=self.rng.choice(seconds))

    def write(self, name, header, rows):
        frame = pandas.DataFrame(rows, columns=header, dtype=str)
        # The order of rows must not matter.
        frame = frame.sample(frac=1, random_state=self.rng.randrange(2**31))
        frame.to_csv(self.folder / f"{name}.csv", index=False, lineterminator="\n")

    def make(self):
        self.employees()
        customers = self.customers()
        self.consultations(customers)
        orders = self.orders(customers)
        self.order_lines(orders)
        self.shipments(orders)
        self.logistics()
        self.stock()
        self.contracts(orders)
        self.complaints(customers)
        self.incidents()
        self.outings()
        self.attendance()
        self.tasks()

    def employees(self):
        rows = [["E001", BOSS, "总经办", "总经理", "", "2015-03-02", "", "在职"],
                ["E002", MANAGER, "业务部", "业务经理", "E001", "2016-03-02", "", "在职"]]
        rows += [[f"E{n + 11:03}", name, "业务部", "业务员", "E002", "2020-03-02", "", "在职"] for n, name in enumerate(NAMES)]
        self.write("员工花名册", ["工号", "姓名", "部门", "岗位", "直属上级", "入职日期", "离职日期", "在职状态"], rows)

    def customers(self):
        made, rows = [], []
        for n in range(24):
            deal = self.day(date(2026, 1, 5), date(2026, 3, 20))
            registered = deal + timedelta(self.rng.randrange(9))
            customer = dict(code=f"K{n:03}", name=f"客户{n:03}公司", phone=f"138{n:04}{self.rng.randrange(10000):04}", owner=self.rng.choice(NAMES))
            made.append(customer)
            if n % 8 == 7:
                continue  # not registered
            address = "" if self.rng.random() < 0.15 else f"示例路{n}号"
            content = "" if self.rng.random() < 0.1 else "供货"
            name = made[n - 1]["name"] if n % 11 == 5 else customer["name"]
            rows.append([customer["code"], name, f"联系人{n}", customer["phone"], address, customer["owner"], text(registered), text(deal), content, "1000.00",
                         self.pick("款到发货", "账期/月结"), "是", f"D{n:03}", text(registered)])
        self.write("正式客户登记表", ["客户编码", "客户名称", "联系人", "联系电话", "地址", "业务责任人", "登记日期", "成交日期", "服务内容", "成交金额", "付款方式", "是否盖章", "档案编号",
                   "归档日期"], rows)
        return made

    def consultations(self, customers):
        rows = []
        for n in range(80):
            customer = self.rng.choice(customers)
            received = self.moment(self.day(last=date(2026, 4, 2)), 0, 32400, 57600, 86399)
            recorded = self.pick(received, received + timedelta(seconds=1), received - timedelta(seconds=1), self.moment(received.date(), 86399, 0),
                                 self.moment(received.date() + timedelta(1), 0, 1), self.moment(received.date() + timedelta(self.rng.randrange(5)), 0, 1, 36000, 86399))
            phone = self.pick(customer["phone"], customer["phone"], customer["phone"], "010-55501234", "1380013800", "", "02112345678", "0755-1234567-12")
            rows.append([f"Z{self.rng.randrange(n + 1) if self.rng.random() < 0.05 else n:04}", text(received), self.pick("电话", "微信", "QQ", "邮件", "来访", "其他", "短视频"), customer["name"],
                         self.pick(customer["code"], "", ""), self.pick("张三", "李四", "\u3000", "王五"), phone, self.pick("", "a@b.example"), self.pick("询价", "询价", "询价", ""), text(recorded),
                         self.rng.choice(NAMES), customer["owner"], self.pick("未跟进", "跟进中", "已成交", "无意向")])
        self.write("客户咨询记录表", ["咨询编号", "咨询时间", "咨询方式", "客户名称", "客户编码", "联系人", "联系电话", "QQ/邮箱", "咨询内容", "登记时间", "登记人", "业务责任人", "跟进状态"], rows)

    def orders(self, customers):
        made, rows = [], []
        for n in range(60):
            customer = self.rng.choice(customers)
            day = self.day(date(2026, 2, 24), date(2026, 4, 1))
            owner = customer["owner"] if self.rng.random() < 0.85 else self.rng.choice(NAMES)
            amount = self.pick("20000.00", "20000.01", "19999.99", "50000.00", "50000.01", "8000.00", "123456.78")
            order = dict(number=f"SO{n:04}", day=day, owner=owner, amount=amount)
            made.append(order)
            rows.append([order["number"], text(self.moment(day, 0, 36000)), customer["code"] if self.rng.random() < 0.9 else f"X{n}", customer["name"], owner, "常规", "否", amount,
                         self.pick("账期/月结", "账期/月结", "款到发货"), text(self.moment(day, 36000)), self.pick("", "", "", "2026-03", "2026-04"),
                         self.pick("在执行", "已完成", "取消", "丢单", "洽谈"), self.pick("是", "否", "")])
        self.write("订单台账", ["订单号", "下单日期", "客户编码", "客户名称", "业务责任人", "产品类型", "是否首单", "订单金额", "付款方式", "录入时间", "业绩归属月", "订单状态", "客户不开增值税票"], rows)
        return made

    def order_lines(self, orders):
        rows = []
        for order in orders:
            for line in range(1, self.rng.randrange(2, 4)):
                guide = self.pick("100.0000", "199.9900", "33.3300")
                factor = self.pick("1", "0.94", "0.9", "0.95", "1.02", "0.8")
                price = Decimal(guide) * Decimal(factor) + Decimal(self.pick("0", "0", "0.0001", "-0.0001", "0.01", "-0.01"))
                price = price.quantize(Decimal("0.0001"), ROUND_HALF_UP)
                rows.append([order["number"], str(line), "P1", "示例球阀", "10", str(price), str((price * 10).quantize(Decimal("0.01"), ROUND_HALF_UP)), "否",
                             guide if self.rng.random() < 0.95 else "", self.pick("", "", "T1")])
        self.write("订单明细", ["订单号", "行号", "产品编码", "产品名称", "数量", "含税单价", "价税合计", "是否定制", "指导价", "特价申请单号"], rows)

    def shipments(self, orders):
        rows = []
        for n, order in enumerate(orders):
            shipped = self.moment(order["day"] + timedelta(2), 0, 36000) if self.rng.random() < 0.9 else None
            base = shipped or datetime(2026, 3, 5)
            near = [None, base, base + timedelta(seconds=60), base - timedelta(seconds=60), base - timedelta(1), base + timedelta(1)]
            rows.append([f"F{n:04}", text(self.moment(order["day"], 36000)), order["number"], "K001", "客户", order["owner"], "P1", "10", order["amount"], text(shipped),
                         text(self.rng.choice(near)), self.pick("", MANAGER, MANAGER, NAMES[0]), text(self.rng.choice(near)), self.pick("", BOSS, BOSS, MANAGER)])
        self.write("发货通知单", ["发货单号", "通知日期", "订单号", "客户编码", "客户名称", "业务责任人", "产品编码", "数量", "价税合计", "发货日期", "业务经理确认日期", "业务经理确认人", "总经理确认日期",
                   "总经理确认人"], rows)

    def logistics(self):
        contracts = [["X1", "甲物流", "月结", "1.2000", "15.00", "公斤", "5", "2026-01-01", "2026-12-31"],
                     ["X2", "乙快递", self.pick("", "月结"), "0.9500", "20.00", "公斤", "8", "2026-01-01", "2026-03-15"],
                     ["X3", "丙货运", "月结", self.pick("10.0000", ""), "", "件", "5", "2026-02-28", "2026-12-31"]]
        self.write("物流合作协议台账", ["协议编号", "物流公司", "合作模式", "单价", "最低收费", "计费单位", "对账日", "生效日期", "到期日期"], contracts)
        rows, statement = [], []
        for n in range(70):
            carrier, day = self.rng.choice(CARRIERS), self.day(date(2026, 2, 20), date(2026, 4, 1))
            month_end = (day.replace(day=1) + timedelta(32)).replace(day=1) - timedelta(1)
            slip = self.pick(None, day, month_end, month_end + timedelta(1))
            weight, pieces = Decimal(self.rng.randrange(10, 4000)) / 10, self.rng.randrange(1, 9)
            rate, least, quantity = {"甲物流": ("1.2", "15", weight), "乙快递": ("0.95", "20", weight), "丙货运": ("10", "0", Decimal(pieces))}[carrier]
            freight = max(Decimal(least), (Decimal(rate) * quantity).quantize(Decimal("0.01"), ROUND_HALF_UP))
            rows.append([f"Y{n:05}", carrier, text(day), f"F{n:04}", "上海", str(pieces), str(weight), str(freight), text(slip), self.pick("送货单", "送货单", "")])
            billed = freight + Decimal(self.pick("0", "0", "0.01", "-0.01", "0.02", "-0.02", "30"))
            statement.append([carrier, PERIOD, f"Y{n:05}", text(day), str(pieces), str(weight) if self.rng.random() < 0.9 else "", str(billed), "0.00", str(billed)])
        self.write("运单登记", ["运单号", "物流公司", "发运日期", "发货单号", "目的地", "件数", "重量(kg)", "运费", "单据收回日期", "单据分类"], rows)
        self.write("物流对账单", ["物流公司", "对账期间", "运单号", "发运日期", "件数", "计费重量", "运费", "其他费用", "合计"], statement)

    def stock(self):
        rows, reasons = [], []
        for n in range(50):
            inbound = self.pick(date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2025, 11, 30), self.day(date(2025, 9, 1), date(2026, 3, 30)))
            product, batch = f"P{n % 7}", f"B{n:04}"
            rows.append(["一号仓", product, "示例球阀", batch, text(inbound), "件", self.pick("5", "0", "12.5"), "100.00", self.rng.choice(NAMES), self.pick("2026-03-31", "2026-03-30", "")])
            if self.rng.random() < 0.7:
                reasons.append([self.pick("2026-03", "2026-03", "2026-02"), product, batch, self.rng.choice(NAMES), self.pick("推迟", "推迟", ""), self.pick("折价", "折价", ""),
                                self.pick("2026-03-31", "2026-03-20", "2026-04-01")])
        self.write("库存明细", ["仓库", "产品编码", "产品名称", "批次号", "入库日期", "单位", "库存数量", "库存金额", "负责业务员", "统计日期"], rows)
        self.write("库存积压原因及处理措施表", ["所属月份", "产品编码", "批次号", "业务责任人", "积压原因", "处理措施", "提交日期"], reasons)

    def contracts(self, orders):
        rows = []
        for n, order in enumerate(orders[:40]):
            signed = self.day(date(2026, 2, 1), date(2026, 3, 30))
            returned = self.pick(None, signed + timedelta(self.rng.randrange(2, 22)), signed + timedelta(self.rng.randrange(2, 6)))
            rows.append([f"H{n:03}", order["number"], "K001", "客户", order["owner"], "100.00", text(signed), "通过", text(signed), self.pick("当面", "快递", "传真", "电子"), text(signed), MANAGER,
                         text(returned), text(returned)])
        self.write("合同台账", ["合同编号", "订单号", "客户编码", "客户名称", "业务责任人", "合同金额", "行政审核日期", "审核结果", "签订日期", "签订方式", "盖章日期", "盖章人", "合同收回日期", "上交行政日期"], rows)

    def complaints(self, customers):
        rows = []
        for n in range(20):
            day = self.day()
            rows.append([f"T{n:03}", text(self.moment(day, 32400, 60000)), self.rng.choice(customers)["name"], "", self.rng.choice(NAMES), "态度", self.pick("属实", "不属实", "待核实"),
                         text(day), "", "", ""])
        self.write("客户投诉登记表", ["投诉编号", "投诉时间", "客户名称", "客户编码", "被投诉人", "投诉内容", "是否属实", "核实日期", "投诉通知书编号", "通知书下达日期", "行政备案日期"], rows)

    def incidents(self):
        rows = [[f"J{n:03}", text(self.day()), self.rng.choice(NAMES), "处罚", self.pick("CONSULT_MISSING", "CONSULT_MISSING", "SMOKING", "PRIVATE_DEAL"), "事由", self.pick("是", "否"),
                 self.pick("是", "否", ""), "1", "", MANAGER, text(self.day())] for n in range(30)]
        self.write("违规奖惩登记表", ["登记编号", "发生日期", "姓名", "奖惩类别", "事项代码", "事由", "是否核实", "是否情节严重", "次数", "订单号", "认定部门/人", "认定日期"], rows)

    def outings(self):
        rows = []
        for n in range(40):
            person = self.rng.choice(NAMES)
            depart = self.moment(self.day(), 32400, 48600)
            approved = depart + timedelta(seconds=self.pick(0, -60, 60, -3600, 86400))
            filled = approved + timedelta(seconds=self.pick(0, -60, 60, -3600))
            back = depart + timedelta(seconds=self.pick(14400, 14400, 0, 60, -60))
            rows.append([f"W{n:03}", person, "业务部", self.pick("外出", "出差"), self.pick("拜访", "送样", ""), "上海", text(depart), text(back), text(filled), self.pick(MANAGER, MANAGER, person, BOSS),
                         text(approved), self.pick("通过", "通过", "通过", "拒绝", "审批中")])
        self.write("人员外出公干登记表", ["登记编号", "姓名", "部门", "外出类型", "外出事由", "外出地点", "外出时间", "返回时间", "填写时间", "批准人", "批准时间", "审批状态"], rows)

    def attendance(self):
        rows = [[f"E{n + 11:03}", name, "业务部", text(date(2026, 3, d)), "正常班", self.pick("正常", "正常", "迟到", "早退", "缺卡", "休息"), self.pick("", "", "1")]
                for n, name in enumerate(NAMES) for d in range(2, 14)]
        self.write("考勤表", ["工号", "姓名", "部门", "日期", "班次", "考勤结果", "迟到次数"], rows)

    def tasks(self):
        rows = []
        for n in range(50):
            due = self.moment(self.day(date(2026, 3, 2), date(2026, 4, 3)), 64800, 0)
            done = self.pick(None, due, due + timedelta(seconds=60), due - timedelta(1))
            rows.append([f"R{n:03}", MANAGER, self.rng.choice(NAMES), "内容", self.pick("高", "中", "低"), text(due - timedelta(5)), text(due), text(done), self.pick("完成", "完成", "未完成", "部分")])
        self.write("任务分配表", ["任务编号", "分配人", "责任人", "任务内容", "优先级", "下达时间", "完成时限", "完成时间", "完成情况"], rows)


# ------------------------------------------------------------------------------------------------ the rules once more


def workday(day):
    return chinese_calendar.is_workday(day)


def add_workdays(day, count):
    while count > 0:
        day += timedelta(1)
        count -= workday(day)
    return day


def add_months(day, months):
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = ((date(year, month, 1) + timedelta(32)).replace(day=1) - timedelta(1)).day
    return date(year, month, min(day.day, last))


def month_end(day):
    return (day.replace(day=1) + timedelta(32)).replace(day=1) - timedelta(1)


def moment(value):
    return None if value == "" else (datetime.fromisoformat(value) if len(value) > 10 else datetime.combine(date.fromisoformat(value), datetime.min.time()))


def dated(value):
    return None if value == "" else moment(value).date()


def number(value):
    return None if value == "" else Decimal(value)


def whole_day(value):
    return value == datetime.combine(value.date(), datetime.min.time())


class Checker:
    """Reads the CSV files and applies the rules."""

    def __init__(self, folder):
        self.found = []
        self.registers = {}
        for path in sorted(Path(folder).glob("*.csv")):
            frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
            self.registers[path.stem] = frame.map(lambda value: value.strip(" \t\u00a0\u3000"))

    def rows(self, name):
        return self.registers[name].to_dict("records")

    def hit(self, rule, *key):
        self.found.append((rule, "|".join(str(part) for part in key)))

    def check(self):
        for name in dir(self):
            if name.startswith("rule_"):
                getattr(self, name)()
        return sorted(self.found)

    # consultation

    def defective(self, row, numbers):
        required = ["咨询编号", "咨询时间", "咨询方式", "客户名称", "联系人", "咨询内容", "登记时间", "登记人", "业务责任人"]
        received, recorded, phone = moment(row["咨询时间"]), moment(row["登记时间"]), row["联系电话"]
        early = recorded is not None and received is not None and (recorded.date() < received.date() if whole_day(recorded) else recorded < received)
        return (any(row[name] == "" for name in required) or row["咨询方式"] not in ("电话", "QQ", "邮件", "微信", "来访", "其他") or (phone == "" and row["QQ/邮箱"] == "")
                or (phone != "" and not re.fullmatch(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d+)?", phone)) or early or received.date() > AS_OF or numbers[row["咨询编号"]] > 1)

    def rule_consultation(self):
        numbers = self.registers["客户咨询记录表"]["咨询编号"].value_counts()
        by_code = {row["客户编码"]: row for row in self.rows("正式客户登记表")}
        by_name = {}
        for row in self.rows("正式客户登记表"):
            by_name.setdefault(row["客户名称"], []).append(row)
        for row in self.rows("客户咨询记录表"):
            defective = self.defective(row, numbers)
            day = dated(row["咨询时间"])
            while not workday(day):
                day += timedelta(1)
            late = moment(row["登记时间"]) > datetime.combine(day + timedelta(1), datetime.min.time())
            if defective:
                self.hit("S000-W1A", row["咨询编号"])
            if defective or late:
                self.hit("S000-W1B", row["咨询编号"])
            # Only customers whose name is unique can be compared by name alone without regard to the order of rows.
            code, named = row["客户编码"], by_name.get(row["客户名称"], [])
            if len(named) > 1:
                continue
            known = by_code.get(code) if code else (named[0] if named else None)
            differs = code != "" and ((known is not None and known["客户名称"] != row["客户名称"]) or (named and named[0]["客户编码"] != code))
            plain = re.sub("[- ]", "", row["联系电话"])
            if known is not None and plain and plain != re.sub("[- ]", "", known["联系电话"]):
                differs = True
            if differs:
                self.hit("S000-W1B-FORMAL", row["咨询编号"])

    def rule_missing_consultation(self):
        for row in self.rows("违规奖惩登记表"):
            if row["事项代码"] == "CONSULT_MISSING" and row["是否核实"] == "是" and row["是否情节严重"] == "是":
                self.hit("S000-W1C", row["登记编号"])

    # formal customers and orders

    REQUIRED = ["客户编码", "客户名称", "联系人", "联系电话", "地址", "业务责任人", "登记日期", "成交日期", "服务内容", "成交金额", "付款方式"]

    def rule_formal_customers(self):
        frame = self.registers["正式客户登记表"]
        codes, names = frame["客户编码"].value_counts(), frame["客户名称"].value_counts()
        for row in self.rows("正式客户登记表"):
            late = dated(row["登记日期"]) > add_workdays(dated(row["成交日期"]), 3)
            if any(row[name] == "" for name in self.REQUIRED) or codes[row["客户编码"]] > 1 or names[row["客户名称"]] > 1 or late:
                self.hit("S000-W3A", row["客户编码"])

    def rule_orders_without_customer(self):
        names = self.registers["正式客户登记表"]["客户名称"].value_counts()
        entries = {row["客户编码"]: row for row in self.rows("正式客户登记表")}
        by_name = {row["客户名称"]: row for row in self.rows("正式客户登记表")}
        for row in self.rows("订单台账"):
            month = row["业绩归属月"] or row["下单日期"][:7]
            if row["订单状态"] not in ("在执行", "已完成") or month != PERIOD:
                continue
            entry = entries.get(row["客户编码"]) or by_name.get(row["客户名称"])
            if entry is not None and row["客户编码"] not in entries and names[row["客户名称"]] > 1:
                continue
            if entry is None or any(entry[name] == "" for name in self.REQUIRED) or entry["业务责任人"] != row["业务责任人"]:
                self.hit("S000-W3C", row["订单号"])

    def rule_contracts(self):
        for row in self.rows("合同台账"):
            due = add_workdays(dated(row["签订日期"]), {"当面": 3, "快递": 10, "传真": 10, "电子": 3}[row["签订方式"]])
            if (dated(row["合同收回日期"]) or AS_OF) > due:
                self.hit("S000-W5D", row["合同编号"])

    def rule_complaints(self):
        for row in self.rows("客户投诉登记表"):
            if row["是否属实"] == "属实":
                self.hit("S000-B1", row["投诉编号"])

    def rule_outings(self):
        for row in self.rows("人员外出公干登记表"):
            depart, back, filled, approved = (moment(row[name]) for name in ("外出时间", "返回时间", "填写时间", "批准时间"))
            blank = any(row[name] == "" for name in ("登记编号", "姓名", "外出事由", "外出地点", "外出时间", "填写时间", "批准人", "批准时间"))
            if blank or row["审批状态"] != "通过" or row["批准人"] == row["姓名"] or filled > approved or approved > depart or depart >= back:
                self.hit("S000-B2A", row["登记编号"])

    # prices and settlement

    def rule_prices(self):
        orders = {row["订单号"]: row for row in self.rows("订单台账")}
        for row in self.rows("订单明细"):
            guide, price, order = number(row["指导价"]), number(row["含税单价"]), orders.get(row["订单号"])
            if guide is None:
                continue
            allowed = guide * (Decimal("0.94") if order and order["客户不开增值税票"] == "是" else 1)
            if row["特价申请单号"] == "" and price < allowed:
                self.hit("S004-P2", row["订单号"], row["行号"])
            if price < guide * Decimal("0.90"):
                self.hit("S004-P3B", row["订单号"], row["行号"])

    def rule_confirmations(self):
        orders = {row["订单号"]: row for row in self.rows("订单台账")}
        posts = {row["姓名"]: row["岗位"] for row in self.rows("员工花名册")}
        for row in self.rows("发货通知单"):
            order, shipped = orders[row["订单号"]], moment(row["发货日期"])
            if shipped is None or order["付款方式"] != "账期/月结":
                continue
            amount = number(order["订单金额"])
            for rule, title, post, applies in (("S004-S3A", "业务经理", "业务经理", 20000 < amount <= 50000), ("S004-S3B", "总经理", "总经理", amount > 50000)):
                who, when = row[f"{title}确认人"], moment(row[f"{title}确认日期"])
                late = when is not None and (when.date() > shipped.date() if whole_day(when) or whole_day(shipped) else when > shipped)
                if applies and (who == "" or when is None or late or posts.get(who) != post):
                    self.hit(rule, row["发货单号"], "")  # the key has the number of the line, which the register leaves blank

    # attendance and tasks

    def rule_lateness(self):
        for row in self.rows("考勤表"):
            if row["考勤结果"] == "迟到" and row["迟到次数"] == "":
                self.hit("S004-PN1", row["工号"], row["日期"])

    def rule_weekly_tasks(self):
        weeks = collections.defaultdict(list)
        for row in self.rows("任务分配表"):
            due = moment(row["完成时限"])
            done = moment(row["完成时间"])
            weeks[row["责任人"], due.date() - timedelta(due.weekday())].append(row["完成情况"] != "完成" or (done is not None and done > due))
        for (person, monday), undone in weeks.items():
            if any(undone) and AS_OF >= monday + timedelta(7):
                self.hit("S004-PN6", person, monday)

    # logistics and stock

    def agreements(self, carrier, day):
        return [row for row in self.rows("物流合作协议台账") if row["物流公司"] == carrier and dated(row["生效日期"]) <= day <= dated(row["到期日期"])]

    def rule_agreements(self):
        for row in self.rows("运单登记"):
            if not any(each["合作模式"] and (number(each["单价"]) or 0) > 0 for each in self.agreements(row["物流公司"], dated(row["发运日期"]))):
                self.hit("S001-T3.3.2-1", row["运单号"])

    def rule_slips(self):
        for row in self.rows("运单登记"):
            due = month_end(dated(row["发运日期"]))
            if (dated(row["单据收回日期"]) or AS_OF) > due or (row["单据分类"] == "" and AS_OF > due):
                self.hit("S001-T3.3.2-2-SLIP", row["运单号"])

    def rule_rates(self):
        for row in self.rows("物流对账单"):
            valid = self.agreements(row["物流公司"], dated(row["发运日期"]))
            if len(valid) != 1:
                continue
            unit, rate, least = valid[0]["计费单位"], number(valid[0]["单价"]) or Decimal(0), number(valid[0]["最低收费"]) or Decimal(0)
            quantity = number(row["计费重量"]) if unit == "公斤" else number(row["件数"])
            if quantity is None:
                continue
            agreed = max(least, (rate * quantity).quantize(Decimal("0.01"), ROUND_HALF_UP))
            if abs(number(row["运费"]) - agreed) > Decimal("0.01"):
                self.hit("S001-T3.3.2-3-RATE", row["物流公司"], row["对账期间"], row["运单号"])

    def rule_stock(self):
        reasons = self.registers["库存积压原因及处理措施表"]
        for row in self.rows("库存明细"):
            if number(row["库存数量"]) <= 0:
                continue
            counted = dated(row["统计日期"]) or AS_OF
            limit, due = add_months(dated(row["入库日期"]), 3), month_end(counted)
            key = ("一号仓", row["产品编码"], row["批次号"])
            if counted > limit:
                self.hit("S001-T3.1.11-1", *key)
            if due > limit and AS_OF >= due:
                given = reasons[(reasons["产品编码"] == row["产品编码"]) & (reasons["批次号"] == row["批次号"]) & (reasons["所属月份"] == counted.isoformat()[:7])
                                & (reasons["积压原因"] != "") & (reasons["处理措施"] != "") & (reasons["提交日期"] <= due.isoformat())]
                if given.empty:
                    self.hit("S001-T3.1.11-2", *key)


RULES = ["S000-W1A", "S000-W1B", "S000-W1B-FORMAL", "S000-W1C", "S000-W3A", "S000-W3C", "S000-W5D", "S000-B1", "S000-B2A", "S004-P2", "S004-P3B", "S004-S3A", "S004-S3B", "S004-PN1",
         "S004-PN6", "S001-T3.1.11-1", "S001-T3.1.11-2", "S001-T3.3.2-1", "S001-T3.3.2-2-SLIP", "S001-T3.3.2-3-RATE"]


def ambiguous(folder):
    """Records that a customer name used twice makes undecidable; both sides leave them out."""
    checker = Checker(folder)
    names = checker.registers["正式客户登记表"]["客户名称"].value_counts()
    twice = {name for name, count in names.items() if count > 1}
    codes = set(checker.registers["正式客户登记表"]["客户编码"])
    left_out = {("S000-W1B-FORMAL", row["咨询编号"]) for row in checker.rows("客户咨询记录表") if row["客户名称"] in twice}
    return left_out | {("S000-W3C", row["订单号"]) for row in checker.rows("订单台账") if row["客户名称"] in twice and row["客户编码"] not in codes}


def compare(folder, files):
    out = ambiguous(folder)
    ours = collections.Counter(pair for pair in Checker(folder).check() if pair not in out)
    theirs = collections.Counter()
    for file in files:
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["rule"] in RULES and (record["rule"], record["key"]) not in out:
                theirs[record["rule"], record["key"]] += 1
    for (rule, key), count in sorted((ours - theirs).items()):
        print(f"only here: {rule} {key} x{count}")
    for (rule, key), count in sorted((theirs - ours).items()):
        print(f"only in the run: {rule} {key} x{count}")
    print(f"{sum(ours.values())} violations here, {sum(theirs.values())} in the run")
    return ours == theirs


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make")
    make.add_argument("seed", type=int)
    make.add_argument("folder")
    commands.add_parser("check").add_argument("folder")
    comparison = commands.add_parser("compare")
    comparison.add_argument("folder")
    comparison.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    if arguments.command == "make":
        Maker(arguments.seed, arguments.folder).make()
    elif arguments.command == "check":
        for rule, key in Checker(arguments.folder).check():
            print(json.dumps({"rule": rule, "key": key, "identity": f"{rule}|{key}"}, ensure_ascii=False))
    else:
        sys.exit(0 if compare(arguments.folder, arguments.files) else 1)


if __name__ == "__main__":
    main()
