"""The two reconciliations: which lines of both sides belong together, how they differ and why, and what leads from one total to the
other."""
import dataclasses

import polars as pl

from common import AS_OF, PERIOD, masked_address, masked_phone, month
from rules import agreed

c = pl.col
CENT = 0.0101
CAUSES = {"contract_price": "对方未按协议价", "weight_step": "计费重量进位", "consequence": "由其他差异引起", "row_total": "合计与明细不符",
          "cut_off": "跨期", "unexplained": "原因不明", "other_owner": "业务责任人不一致", "incomplete_customer": "正式客户登记不完整"}
PASSES = {"exact": "单号一致", "cleaned": "单号规整后一致", "lost_digits": "单号丢失尾数", "same_shipment": "同一批发运"}
STATUSES = {"matched": "一致", "different": "有差异", "only_ours": "我方未达", "only_theirs": "对方未达", "duplicate_ours": "我方重复",
            "duplicate_theirs": "对方重复"}


@dataclasses.dataclass
class Value:
    """Something compared: its columns are ours_NAME, theirs_NAME, difference_NAME and cause_NAME."""
    name: str
    title: str
    kind: str  # number, money, text, day, month
    is_compared: bool = True


@dataclasses.dataclass
class Reconciliation:
    key: str
    comparison: str
    name: str
    comparison_name: str
    sides: tuple
    measure: str
    values: list
    passes: list
    clauses: list
    roles: list
    items: pl.DataFrame  # one a pair or single line, with status, pass, group, total_ours, total_theirs
    bridge: pl.DataFrame = None


# ---- carriers' statements against waybills

LOGISTICS = [Value("pieces", "件数", "number"), Value("weight", "计费重量", "number"), Value("freight", "运费", "money"),
             Value("other_fee", "其他费用", "money"), Value("period", "所属期间", "month"), Value("ship_date", "发运日期", "day", False),
             Value("dest_city", "目的地", "text", False), Value("agreed_freight", "按协议应收运费", "money"), Value("total", "运费及其他费用", "money")]


def logistics(data):
    sides = [
        prefixed(data["waybill"], "ours", key=c("运单号"), weight=c("重量(kg)"), total=c("运费") + c("其他费用")),
        prefixed(data["logistics_statement"].filter(c("对账期间") == PERIOD), "theirs", weight=c("计费重量"), total=c("合计"),
                 key=pl.concat_str("物流公司", "对账期间", "运单号", separator="|"))]
    open_lines, singles = {}, []
    for side, lines in zip(["ours", "theirs"], sides):
        again = ~pl.struct("group", f"{side}_no").is_first_distinct()
        first = c(f"{side}_row").first().over("group", f"{side}_no")
        lines = lines.with_columns(again=again, original=pl.when(again).then(first))
        singles.append(lines.filter("again").drop("again").with_columns(status=pl.lit(f"duplicate_{side}")))
        open_lines[side] = lines.filter(~c("again")).drop("again", "original")
    ours, theirs = open_lines["ours"], open_lines["theirs"]
    pairs = []

    def match(name, on, within=None):
        """Joins what is open by an expression of each side's number; ambiguous ones stay open."""
        nonlocal ours, theirs
        keys = [("group", c("group"), c("group")), *on]
        pair = ours.with_columns(left.alias(key) for key, left, _ in keys).join(
            theirs.with_columns(right.alias(key) for key, _, right in keys), on=[key for key, _, _ in keys])
        if within is not None:
            pair = pair.filter(within)
        pair = pair.filter(~c("ours_row").is_duplicated(), ~pl.struct("theirs_file", "theirs_row").is_duplicated())
        pairs.append(pair.drop((key for key, _, _ in on), strict=False).with_columns(**{"pass": pl.lit(name)}))
        ours = ours.join(pair, on="ours_row", how="anti")
        theirs = theirs.join(pair, on=["theirs_file", "theirs_row"], how="anti")

    def number(expression):
        return [("number", expression(c("ours_no")), expression(c("theirs_no")))]

    match("exact", number(lambda no: no))
    match("cleaned", number(cleaned))
    long = c("ours_no").str.len_chars() > 15
    match("lost_digits", number(lambda no: no.str.head(15)),
          within=long & (c("ours_no").str.ends_with("000") | c("theirs_no").str.ends_with("000")))
    match("same_shipment", [("city", c("ours_dest_city"), c("theirs_dest_city")), ("count", c("ours_pieces"), c("theirs_pieces"))],
          within=((c("ours_ship_date") - c("theirs_ship_date")).abs() <= pl.duration(days=2))
          & ((c("ours_freight") - c("theirs_freight")).abs() < CENT))
    paired = explained(agreed(pl.concat(pairs, how="diagonal"), data["logistics_contract"], "group", "theirs_ship_date", "theirs_weight"))
    singles += [ours.filter(month("ours_ship_date") == PERIOD).with_columns(status=pl.lit("only_ours")),
                theirs.with_columns(status=pl.lit("only_theirs"))]
    items = pl.concat([paired, *singles], how="diagonal").with_columns(
        ours_period=pl.when(c("theirs_row").is_not_null()).then(pl.lit(PERIOD)))
    late = (c("theirs_ship_date").dt.year() * 12 + c("theirs_ship_date").dt.month()).cast(pl.Int64) - month_number(PERIOD)
    items = items.with_columns(
        theirs_period=month("theirs_ship_date"), difference_period=late,
        cause_period=pl.when(late != 0).then(pl.lit("cut_off")),
        age=(pl.lit(AS_OF) - pl.coalesce("ours_ship_date", "theirs_ship_date")).dt.total_days(),
        difference_ship_date=(c("theirs_ship_date") - c("ours_ship_date")).dt.total_days())
    return finished(Reconciliation(
        "logistics", "statement", "物流对账", "承运商对账单与运单登记", ("物流单据", "物流对账单"), "运费及其他费用", LOGISTICS,
        ["exact", "cleaned", "lost_digits", "same_shipment"], ["S001-T3.3.2-3", "S001-T3.3.2-1"],
        [("对账", "业务助理"), ("财务核准", "财务"), ("业务总监签字", "业务总监"), ("上报财务", "业务助理")], items),
        effects={"freight": c("difference_freight"), "other_fee": c("difference_other_fee"),
                 "total": pl.when(c("cause_total") == "row_total").then(
                     (c("difference_total") - c("difference_freight") - c("difference_other_fee")).round(2))})


def cleaned(number):
    return number.str.replace_all(r"[\s\-]", "").str.to_uppercase().str.strip_chars_start("0")


def month_number(text):
    return int(text[:4]) * 12 + int(text[5:])


def prefixed(rows, side, *, key, weight, total):
    return rows.select(
        group=c("物流公司").str.strip_suffix("有限公司"), **{f"{side}_{name}": value for name, value in {
            "row": c("row"), "file": c("file"), "sheet": c("sheet"), "key": key, "no": c("运单号"), "pieces": c("件数"), "weight": weight,
            "freight": c("运费").fill_null(0.0), "other_fee": c("其他费用").fill_null(0.0), "ship_date": c("发运日期"), "dest_city": c("目的地"),
            "total": total.round(2)}.items()})


def explained(paired):
    """Pairs with differences, their causes, and what became of the pair."""
    numbers = ["pieces", "weight", "freight", "other_fee", "total"]
    differences = {name: (c(f"theirs_{name}") - c(f"ours_{name}")).round(3) for name in numbers}
    paired = paired.with_columns(
        **{f"difference_{name}": value for name, value in differences.items()}, ours_agreed_freight=c("agreed"),
        theirs_agreed_freight=pl.when(c("agreed").is_not_null()).then("theirs_freight"),
        difference_agreed_freight=(c("theirs_freight") - c("agreed")).round(2)).drop("agreed")
    differs = {name: c(f"difference_{name}").abs() > CENT for name in ["freight", "other_fee", "total", "agreed_freight"]}
    differs |= {name: c(f"difference_{name}").abs() > 1e-6 for name in ["pieces", "weight"]}
    against_contract = differs["agreed_freight"].fill_null(False)
    step = (c("ours_weight") != c("theirs_weight")) & (
        (c("theirs_weight") == c("ours_weight").ceil()) | (c("theirs_weight") == (c("ours_weight") * 2).ceil() / 2))
    sums_up = (c("theirs_total") - c("theirs_freight") - c("theirs_other_fee")).abs() <= CENT
    lit = pl.lit
    unexplained = lit("unexplained")
    causes = {
        "pieces": unexplained, "weight": pl.when(step).then(lit("weight_step")).otherwise(unexplained), "other_fee": unexplained,
        "freight": pl.when(against_contract).then(lit("contract_price")).when(step).then(lit("weight_step")).when(
            differs["weight"]).then(lit("consequence")).otherwise(unexplained),
        "agreed_freight": lit("contract_price"),
        "total": pl.when(~sums_up).then(lit("row_total")).when(differs["freight"] | differs["other_fee"]).then(
            lit("consequence")).otherwise(unexplained)}
    same_month = month("theirs_ship_date") == PERIOD
    return paired.with_columns(
        *(pl.when(differs[name]).then(cause).alias(f"cause_{name}") for name, cause in causes.items()),
        status=pl.when(pl.any_horizontal(differs.values()) | ~same_month).then(lit("different")).otherwise(lit("matched")))


# ---- orders against formal customers

CUSTOMERS = [Value("contact_person", "联系人", "text"), Value("contact_phone", "联系电话", "text"), Value("address", "地址", "text"),
             Value("service_content", "服务内容", "text"), Value("owner", "业务责任人", "text"), Value("customer_name", "客户名称", "text", False)]


def formal_customers(data):
    orders = data["order"].filter(c("订单状态").is_in(["在执行", "已完成"])).select(
        ours_row="row", ours_file="file", ours_sheet="sheet", ours_key="订单号", ours_no="订单号", code="客户编码", ours_owner="业务责任人",
        ours_customer_name="客户名称", total_ours=c("订单金额"))
    customers = data["formal_customer"].select(
        theirs_row="row", theirs_file="file", theirs_sheet="sheet", theirs_key="客户编码", theirs_no="客户编码", code="客户编码",
        theirs_contact_person="联系人", theirs_contact_phone=masked_phone("联系电话"), theirs_address=masked_address("地址"),
        theirs_service_content="服务内容", theirs_owner="业务责任人", theirs_customer_name="客户名称")
    pairs = []
    for name, key in [("exact", c("code")), ("cleaned", cleaned(c("code")))]:
        pair = orders.with_columns(code=key).join(customers.with_columns(code=key), on="code")
        pairs.append(pair.with_columns(**{"pass": pl.lit(name)}))
        orders = orders.join(pair, on="ours_row", how="anti")
    pairs = pl.concat(pairs)
    missing = {name: c(f"theirs_{name}").is_null() for name in ["contact_person", "contact_phone", "address", "service_content"]}
    other = (c("ours_owner") != c("theirs_owner")).fill_null(True)
    pairs = pairs.with_columns(
        *(pl.when(test).then(pl.lit("incomplete_customer")).alias(f"cause_{name}") for name, test in missing.items()),
        cause_owner=pl.when(other).then(pl.lit("other_owner")))
    differs = pl.any_horizontal(*missing.values(), other)
    pairs = pairs.with_columns(status=pl.when(differs).then(pl.lit("different")).otherwise(pl.lit("matched")),
                               total_theirs=pl.when(differs).then(0.0).otherwise("total_ours"))
    items = pl.concat([pairs, orders.with_columns(status=pl.lit("only_ours"))], how="diagonal").with_columns(group=pl.lit(""))
    # An amount is lost once, whatever the number of reasons.
    effect = c("total_theirs") - c("total_ours")
    earlier = pl.lit(False)
    effects = {}
    for name in ["contact_person", "contact_phone", "address", "service_content", "owner"]:
        cause = c(f"cause_{name}").is_not_null()
        effects[name] = pl.when(cause & ~earlier).then(effect)
        earlier = earlier | cause
    return finished(Reconciliation(
        "formal-customers", "customers", "订单与正式客户核对", "订单与正式客户", ("订单台账", "正式客户登记表"), "计入业绩的订单金额", CUSTOMERS,
        ["exact", "cleaned"], ["S000-W3c", "S000-W3a"], [("制表", "业务助理"), ("财务复核", "财务"), ("业务总监签字", "业务总监")], items), effects)


# ---- both

def finished(it, effects):
    """Columns that no side has are null; the bridge from our total to theirs."""
    items = it.items
    kinds = {"number": pl.Float64, "money": pl.Float64, "text": pl.String, "month": pl.String, "day": pl.Date}
    wanted = {"original": pl.Int64, "age": pl.Int64, "total_ours": pl.Float64, "total_theirs": pl.Float64}
    for side in ["ours", "theirs"]:
        wanted |= {f"{side}_{name}": pl.String for name in ["file", "sheet", "key", "no"]} | {f"{side}_row": pl.UInt32}
    for value in it.values:
        wanted |= {f"ours_{value.name}": kinds[value.kind], f"theirs_{value.name}": kinds[value.kind], f"cause_{value.name}": pl.String,
                   f"difference_{value.name}": pl.Float64 if value.kind in ("number", "money") else pl.Int64}
    if "ours_total" in items.columns:
        items = items.with_columns(total_ours="ours_total", total_theirs="theirs_total")
    items = items.with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in wanted.items() if name not in items.columns)
    items = items.with_columns(pl.lit(None, dtype=pl.Float64).alias(f"effect_{value.name}") if value.name not in effects
                               else effects[value.name].alias(f"effect_{value.name}") for value in it.values)
    order = [pl.coalesce("ours_no", "theirs_no")] if it.key == "logistics" else ["theirs_row", "ours_row"]
    it.items = items.sort("group", *order)
    signs = {"only_ours": -c("total_ours"), "only_theirs": c("total_theirs"), "duplicate_ours": -c("total_ours"),
             "duplicate_theirs": c("total_theirs")}
    none = pl.lit(None, dtype=pl.String)
    steps = [items.filter(c("status") == status).group_by("group").agg(
        kind=pl.lit(status), value=none, cause=none, count=pl.len(), amount=amount.sum()) for status, amount in signs.items()]
    different = items.filter(c("status") == "different")
    steps += [different.filter(c(f"effect_{value.name}").is_not_null()).group_by("group", cause=f"cause_{value.name}").agg(
        kind=pl.lit("difference"), value=pl.lit(value.name), count=pl.len(), amount=c(f"effect_{value.name}").sum()) for value in it.values]
    columns = ["group", "kind", "value", "cause", "count", "amount"]
    it.bridge = pl.concat(step.select(columns) for step in steps).with_columns(c("amount").round(2)).filter(c("amount") != 0)
    return it
