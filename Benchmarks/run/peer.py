#!/usr/bin/env python3
"""The job of `hedui run` on the files of make_data.py, scripted in polars and XlsxWriter.

    peer.py INBOX OUTPUT

Reads the same files, evaluates the rules that find something in them, matches the carriers' lines with the waybills by exact,
cleaned and composite keys, and writes a workbook of violations, one of each carrier's reconciliation, one of performance, a page
and JSON lines. Money is Float64 rounded to two decimals, as polars users have it. What the script leaves out of the job: the other
hundred rules, findings about cells, agreed prices as a cause, near misses, duplicates across months, live formulas, charts, cell
styles beyond number formats, archive and ledger.

Prints one line of JSON: seconds, peak memory, violations by rule, items by status.
"""
import datetime
import html
import json
import pathlib
import resource
import sys
import time

import polars as pl
import xlsxwriter

AS_OF = datetime.date(2026, 4, 1)
MONTH_END = datetime.date(2026, 3, 31)
CHANNELS = ["电话", "QQ", "邮件", "微信", "来访", "其他"]
PHONE = r"^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d+)?)$"
c = pl.col


# ---- reading

def sheet(path):
    return pl.read_excel(path, engine="calamine")


def text(path, encoding):
    return pl.read_csv(path, encoding=encoding, infer_schema_length=1000, schema_overrides={"运单号": pl.String}, try_parse_dates=True)


def read(inbox):
    carriers = pl.concat([
        text(inbox / "示例物流_2026年3月对账单.csv", "gb18030"), text(inbox / "测试速递_2026年3月对账单.csv", "gb18030"),
        *(sheet(inbox / name).with_columns(c("运单号").cast(pl.String)) for name in ["样板快运2026-03.xlsx", "范例货运2026-03.xlsx"]),
    ], how="vertical_relaxed")
    return {
        "people": text(inbox / "员工花名册.csv", "gb18030"),
        "agreements": text(inbox / "物流合作协议台账.csv", "gb18030"),
        "customers": text(inbox / "正式客户登记表.csv", "utf8").with_columns(c("联系电话").cast(pl.String)),
        "orders": text(inbox / "订单台账.csv", "utf8"),
        "consultations": sheet(inbox / "客户咨询记录表_2026年3月.xlsx").with_columns(c("联系电话", "QQ/邮箱").cast(pl.String)),
        "shipments": sheet(inbox / "发货通知单202603.xlsx"),
        "waybills": sheet(inbox / "运单登记_2026年3月.xlsx").with_columns(c("发运日期", "单据收回日期").cast(pl.Date)),
        "statement": carriers.with_columns(c("发运日期").cast(pl.Date)),
    }


# ---- rules

def working_day(day):
    """The day itself, or the Monday after a weekend."""
    late = day.dt.weekday() - 5
    return pl.when(late > 0).then(day + pl.duration(days=1) * (3 - late)).otherwise(day)


def blank(name):
    return c(name).is_null() | (c(name).cast(pl.String).str.strip_chars() == "")


def consultation_rules(data):
    rows = data["consultations"].with_row_index("row", offset=2)
    customers = data["customers"]
    phone = c("联系电话").str.replace_all(" ", "")
    required = ["咨询编号", "咨询时间", "咨询方式", "客户名称", "联系人", "咨询内容", "登记时间", "登记人", "业务责任人"]
    no_way = blank("联系电话") & blank("QQ/邮箱")
    inaccurate = (
        pl.any_horizontal([blank(name) for name in required]) | ~c("咨询方式").is_in(CHANNELS) | no_way
        | ~phone.str.contains(PHONE).fill_null(True) | (c("登记时间") < c("咨询时间")) | (c("咨询时间").dt.date() > AS_OF)
        | c("咨询编号").is_duplicated())
    deadline = (working_day(c("咨询时间").dt.date()) + pl.duration(days=1)).cast(pl.Datetime)
    by_code = customers.select(c("客户编码"), 名称=c("客户名称"), 电话=c("联系电话"))
    by_name = customers.select(c("客户名称"), 编码=c("客户编码"), 电话2=c("联系电话"))
    rows = rows.join(by_code, on="客户编码", how="left").join(by_name, on="客户名称", how="left")
    known = pl.when(c("客户编码").is_null()).then(c("电话2")).otherwise(c("电话")).str.replace_all("[- ]", "")
    differs = (
        (c("名称") != c("客户名称")) | (c("客户编码").is_not_null() & (c("编码") != c("客户编码")))
        | (known.is_not_null() & (phone.str.replace_all("-", "") != known))).fill_null(False)
    who = pl.coalesce("登记人", "业务责任人")
    key = c("咨询编号")
    return [
        found("S000-W1A", rows, inaccurate, "consultation", key, who, "咨询记录 {} 填写不符合要求"),
        found("S000-W1B", rows, inaccurate | (c("登记时间") > deadline), "consultation", key, who, "咨询 {} 登记不及时或不准确"),
        found("S000-W1B-FORMAL", rows, differs, "consultation", key, who, "咨询 {} 的客户资料与正式客户登记表不一致"),
        found("S004-OP1", rows, blank("联系人") | blank("客户名称") | blank("咨询内容") | no_way, "consultation", key, c("业务责任人"),
              "咨询 {} 没有记全姓名、联系方式和内容"),
    ]


def order_rules(data):
    orders = data["orders"].with_row_index("row", offset=2)
    asked = data["consultations"].select("客户编码", "客户名称", "咨询时间")
    first_by_code = asked.drop_nulls("客户编码").group_by("客户编码").agg(按编码=c("咨询时间").min())
    first_by_name = asked.group_by("客户名称").agg(按名称=c("咨询时间").min())
    owners = data["customers"].select("客户编码", 责任人=c("业务责任人"))
    orders = orders.join(first_by_code, on="客户编码", how="left").join(first_by_name, on="客户名称", how="left").join(
        owners, on="客户编码", how="left")
    end = (c("下单日期").dt.date() + pl.duration(days=1)).cast(pl.Datetime)
    silent = ~((c("按编码") < end).fill_null(False) | (c("按名称") < end).fill_null(False))
    counts = c("订单状态").is_in(["在执行", "已完成"]) & (c("下单日期").dt.strftime("%Y-%m") == "2026-03")
    key, who = c("订单号"), c("业务责任人")
    return [
        found("S000-W1C-ORDER", orders, ~c("订单状态").is_in(["取消", "洽谈"]) & silent, "order", key, who, "订单 {} 没有咨询记录，请核实"),
        found("S000-W3C", orders, counts & (c("责任人") != c("业务责任人")).fill_null(True), "order", key, who, "订单 {} 不计业绩"),
    ]


def logistics_rules(data):
    waybills = data["waybills"].with_row_index("row", offset=2)
    lines = data["statement"].with_row_index("row", offset=2)
    shipments = data["shipments"].with_row_index("row", offset=2)
    agreements = data["agreements"].select("物流公司", "单价", "最低收费", 自=c("生效日期"), 至=c("到期日期"))
    dated = waybills.join(agreements, on="物流公司", how="left")
    valid = (c("自") <= c("发运日期")) & (c("至") >= c("发运日期")) & (c("单价") > 0)
    slip = (pl.coalesce(c("单据收回日期"), pl.lit(AS_OF)) > c("发运日期").dt.month_end()) | (
        c("单据分类").is_null() & (pl.lit(AS_OF) > c("发运日期").dt.month_end()))
    priced = lines.join(agreements, on="物流公司", how="left")
    price = pl.max_horizontal("最低收费", (c("单价") * c("计费重量") + 1e-9).round(2))
    home = waybills.unique("运单号", keep="first").select("运单号", 登记于=c("发货单号"))
    sent = shipments.join(home, on="运单号", how="left")
    nobody = pl.lit("")
    waybill = c("运单号")
    line = pl.concat_str("物流公司", "对账期间", "运单号", separator="|")
    return [
        found("S001-T3.3.2-1", dated, ~valid.fill_null(False), "waybill", waybill, nobody, "运单 {} 没有有效协议"),
        found("S001-T3.3.2-2-SLIP", waybills, slip, "waybill", waybill, nobody, "运单 {} 的物流单据没有按时收回、分类"),
        found("S001-T3.3.2-2-UNIQUE", waybills, waybill.is_duplicated(), "waybill", waybill, nobody, "运单号 {} 登记了不止一次"),
        found("S001-T3.3.2-2-WAYBILL", waybills, ~c("发货单号").is_in(shipments["发货单号"].implode()), "waybill", waybill, nobody,
              "运单 {} 的发货单不在发货通知单里"),
        found("S001-T3.3.2-2-SHIPMENT", sent,
              (c("发货日期").cast(pl.Date) <= AS_OF) & (c("运单号").is_null() | (c("登记于") != c("发货单号")).fill_null(True)),
              "shipment_notice", c("发货单号"), c("业务责任人"), "发货单 {} 与运单对不上"),
        found("S001-T3.3.2-3-TOTAL", lines, (c("合计") - c("运费") - c("其他费用")).abs() > 0.0101, "logistics_statement", line, nobody,
              "{}：合计不等于运费＋其他费用"),
        found("S001-T3.3.2-3-RATE", priced, (c("运费") - price).abs() > 0.0101, "logistics_statement", line, nobody, "{}：运费与协议价不符"),
        found("S001-T3.3.2-3-PERIOD", lines, c("发运日期").dt.strftime("%Y-%m") != c("对账期间"), "logistics_statement", line, nobody,
              "{}：发运日期不在对账期间内"),
        found("S001-T3.3.2-3-TWICE", lines, pl.struct("物流公司", "运单号").is_duplicated(), "logistics_statement", line, nobody,
              "{} 计费不止一次"),
    ]


def found(rule, rows, test, register, key, person, message):
    return rows.filter(test).select(
        rule=pl.lit(rule), register=pl.lit(register), row=c("row"), key=key, person=person.fill_null(""),
        message=pl.format(message, key))


# ---- reconciliation

def reconcile(data):
    """Every line of both sides with what became of it: pairs, open items, duplicates."""
    party = c("物流公司").str.strip_suffix("有限公司")
    ours = data["waybills"].with_row_index("row", offset=2).select(
        "row", group=party, no=c("运单号"), day=c("发运日期"), city=c("目的地"), pieces=c("件数"), weight=c("重量(kg)"), freight=c("运费"),
        fee=c("其他费用"), total=(c("运费") + c("其他费用")).round(2))
    theirs = data["statement"].with_row_index("row", offset=2).filter(c("对账期间") == "2026-03").select(
        "row", group=party, no=c("运单号"), day=c("发运日期"), city=c("目的地"), pieces=c("件数"), weight=c("计费重量"), freight=c("运费"),
        fee=c("其他费用"), total=c("合计"))
    duplicates = []
    sides = []
    for side, name in [(ours, "ours"), (theirs, "theirs")]:
        again = ~pl.struct("group", "no").is_first_distinct()
        duplicates.append(side.filter(again).with_columns(status=pl.lit(f"duplicate_{name}")))
        sides.append(side.filter(~again))
    ours, theirs = sides
    pairs = []

    def match(left, right, on, name):
        pair = left.join(right, on=on, how="inner", suffix="_their", coalesce=False)
        pairs.append(pair.with_columns(match=pl.lit(name)))
        return left.join(pair.select("row"), on="row", how="anti"), right.join(
            pair.select(row="row_their"), on="row", how="anti")

    ours, theirs = match(ours, theirs, ["group", "no"], "exact")
    cleaned = c("no").str.replace_all(r"[\s\-]", "").str.to_uppercase().str.strip_chars_start("0")
    ours, theirs = match(ours.with_columns(clean=cleaned), theirs.with_columns(clean=cleaned), ["group", "clean"], "cleaned")
    # The same shipment under another number: city, pieces, the date within two days, the freight to the cent; unambiguous ones only.
    near = ours.join(theirs, on=["group", "city", "pieces"], how="inner", suffix="_their", coalesce=False).filter(
        ((c("day") - c("day_their")).abs() <= pl.duration(days=2)) & ((c("freight") - c("freight_their")).abs() < 0.0101))
    near = near.filter(c("row").is_unique() & c("row_their").is_unique())
    pairs.append(near.with_columns(match=pl.lit("same_shipment")))
    ours = ours.join(near.select("row"), on="row", how="anti").with_columns(status=pl.lit("only_ours"))
    theirs = theirs.join(near.select(row="row_their"), on="row", how="anti").with_columns(status=pl.lit("only_theirs"))
    paired = pl.concat([pair.drop("clean", "clean_their", strict=False) for pair in pairs], how="diagonal_relaxed")
    same = (
        (c("pieces") == c("pieces_their")) & ((c("weight") - c("weight_their")).abs() < 0.001)
        & ((c("freight") - c("freight_their")).abs() < 0.0101) & ((c("fee") - c("fee_their")).abs() < 0.0101)
        & ((c("total") - c("total_their")).abs() < 0.0101))
    paired = paired.with_columns(status=pl.when(same).then(pl.lit("matched")).otherwise(pl.lit("different")))
    return paired, ours.drop("clean"), theirs.drop("clean"), duplicates[0], duplicates[1]


# ---- writing

LISTS = {"matched": "已核对", "different": "差异", "only_ours": "我方未达", "only_theirs": "对方未达", "duplicate_ours": "我方重复",
         "duplicate_theirs": "对方重复"}


class Book:
    """A workbook in constant memory: rows go straight to the file."""

    def __init__(self, path):
        self.book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        self.header = self.book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True})
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.formats = {"money": self.book.add_format({"num_format": "#,##0.00"}), "day": self.book.add_format({"num_format": "yyyy-mm-dd"}),
                        "text": self.book.add_format({"valign": "top"})}

    def sheet(self, name, columns, rows, decisions=False):
        """A list: title, header, filter, frozen panes, rows; with columns for decisions behind it."""
        sheet = self.book.add_worksheet(name)
        headers = [title for title, _, _ in columns] + (["处理意见", "处理说明", "处理人", "处理日期"] if decisions else [])
        for place, (_, _, width) in enumerate(columns):
            sheet.set_column(place, place, width)
        sheet.write_string(0, 0, f"{name}（{rows.height} 条）", self.title)
        for place, title in enumerate(headers):
            sheet.write_string(2, place, title, self.header)
        writers = []
        for place, (_, kind, _) in enumerate(columns):
            write = {"text": sheet.write_string, "day": sheet.write_datetime}.get(kind, sheet.write_number)
            writers.append((place, write, self.formats.get(kind)))
        for number, values in enumerate(rows.iter_rows(), 3):
            for (place, write, form), value in zip(writers, values):
                if value is not None:
                    write(number, place, value, form)
        sheet.freeze_panes(3, 1)
        if rows.height:
            sheet.autofilter(2, 0, 2 + rows.height, len(headers) - 1)
            if decisions:
                last = len(columns)
                sheet.data_validation(3, last, 2 + rows.height, last, {"validate": "list", "source": ["按我方", "按对方", "待查"]})

    def close(self):
        self.book.close()


def write_reconciliation(output, group, paired, ours, theirs, our_twice, their_twice):
    parts = {
        "matched": paired.filter(c("status") == "matched"), "different": paired.filter(c("status") == "different"), "only_ours": ours,
        "only_theirs": theirs, "duplicate_ours": our_twice, "duplicate_theirs": their_twice,
    }
    book = Book(output / f"对账-物流对账-{group}.xlsx")
    totals = pl.DataFrame({
        "结果": list(LISTS.values()), "笔数": [part.height for part in parts.values()],
        "我方": [0.0 if name.endswith("theirs") else part["total"].sum() for name, part in parts.items()],
        "对方": [0.0 if name.endswith("ours") else part["total_their" if "total_their" in part.columns else "total"].sum()
               for name, part in parts.items()]})
    book.sheet("总览", [("结果", "text", 14), ("笔数", "number", 10), ("我方", "money", 14), ("对方", "money", 14)], totals)
    pair = [("我方单号", "text", 22), ("对方单号", "text", 38), ("配对方式", "text", 17), ("件数", "number", 12), ("计费重量", "number", 12),
            ("运费（元）", "money", 12), ("其他费用（元）", "money", 12), ("所属期间", "text", 12), ("发运日期", "day", 12), ("目的地", "text", 12),
            ("我方（元）", "money", 14), ("对方（元）", "money", 14), ("差额", "money", 11), ("我方行号", "number", 9), ("对方行号", "number", 9)]
    for status in ["different", "matched"]:
        rows = parts[status].sort("no").select(
            "no", pl.concat_str("group", pl.lit("2026-03"), "no_their", separator=" · "), "match", "pieces", "weight", "freight", "fee",
            pl.lit("2026-03").alias("period"), "day", "city", "total", "total_their",
            (c("total_their") - c("total")).round(2).alias("difference"), "row", "row_their")
        book.sheet(LISTS[status], pair, rows, decisions=status == "different")
    single = [("单号", "text", 24), ("件数", "number", 12), ("计费重量", "number", 12), ("运费（元）", "money", 12), ("其他费用（元）", "money", 12),
              ("发运日期", "day", 12), ("目的地", "text", 12), ("合计（元）", "money", 14), ("行号", "number", 9)]
    for status in ["only_ours", "only_theirs", "duplicate_ours", "duplicate_theirs"]:
        rows = parts[status].sort("no").select("no", "pieces", "weight", "freight", "fee", "day", "city", "total", "row")
        book.sheet(LISTS[status], single, rows, decisions=True)
    book.close()


def write_violations(output, violations):
    book = Book(output / "违规报告.xlsx")
    counts = violations.group_by("rule").len().sort("rule")
    book.sheet("概览", [("规则", "text", 24), ("违规（项）", "number", 12)], counts)
    columns = [("规则", "text", 22), ("登记表", "text", 18), ("行", "number", 8), ("单号", "text", 30), ("人员", "text", 12),
               ("说明", "text", 60), ("首次发现", "day", 12), ("状态", "text", 10)]
    rows = violations.sort("rule", "key").with_columns(day=pl.lit(AS_OF), status=pl.lit("已确认"))
    book.sheet("违规清单", columns, rows, decisions=True)
    people = violations.group_by("person").len().sort("person")
    book.sheet("按人员", [("人员", "text", 12), ("违规（项）", "number", 12)], people)
    book.close()


def write_performance(output, data, violations):
    priced = violations.filter(c("rule").is_in(["S000-W1B", "S000-W1B-FORMAL"])).unique(["register", "row"])
    points = priced.group_by("person").agg(points=3 * pl.len())
    people = data["people"].join(points, left_on="姓名", right_on="person", how="left").with_columns(c("points").fill_null(0))
    book = Book(output / "绩效考核-2026-03.xlsx")
    book.sheet("考核表", [("姓名", "text", 12), ("部门", "text", 12), ("扣分", "number", 8), ("得分", "number", 8)],
               people.select("姓名", "部门", "points", score=100 - c("points")))
    book.sheet("明细", [("人员", "text", 12), ("规则", "text", 22), ("单号", "text", 30), ("说明", "text", 60)],
               priced.sort("person", "key").select("person", "rule", "key", "message"))
    book.close()


def write_page(output, violations, items):
    parts = ["<!doctype html><meta charset=utf-8><title>业务核对报告</title><h1>业务核对报告 2026年3月</h1><table>"]
    parts += [f"<tr><td>{html.escape(status)}<td>{count}" for status, count in items.items()]
    parts.append("</table><table>")
    for rule, _, row, key, person, message in violations.head(20_000).iter_rows():
        parts.append(f"<tr><td>{rule}<td>{row}<td>{html.escape(key)}<td>{html.escape(person)}<td>{html.escape(message)}")
    parts.append("</table>")
    (output / "index.html").write_text("\n".join(parts), encoding="utf-8")


def main():
    inbox, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    output.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    data = read(inbox)
    read_at = time.perf_counter()
    violations = pl.concat([*consultation_rules(data), *order_rules(data), *logistics_rules(data)], how="vertical_relaxed")
    due = data["consultations"].filter(c("跟进状态").is_in(["未跟进", "跟进中"]) & (c("下次跟进时间") < AS_OF)).height
    sides = reconcile(data)
    checked_at = time.perf_counter()
    items = {}
    for part in sides:
        for status, count in part.group_by("status").len().iter_rows():
            items[status] = items.get(status, 0) + count
    groups = pl.concat([part.select("group") for part in sides]).unique()["group"].sort().to_list()
    for group in groups:
        write_reconciliation(output, group, *(part.filter(c("group") == group) for part in sides))
    write_violations(output, violations)
    write_performance(output, data, violations)
    write_page(output, violations, items)
    violations.write_ndjson(output / "violations.jsonl")
    pl.concat(sides, how="diagonal_relaxed").write_ndjson(output / "matches.jsonl")
    end = time.perf_counter()
    print(json.dumps({
        "seconds": end - start, "read": read_at - start, "check": checked_at - read_at, "write": end - checked_at,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "violations": dict(violations.group_by("rule").len().sort("rule").iter_rows()), "reminders": due, "items": items,
    }, ensure_ascii=False))


if __name__ == "__main__":
    main()
