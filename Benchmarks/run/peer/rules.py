"""The rules: violations with what they rest on, counts, reminders, figures, and what could not be checked.

rules.csv lists all rules with their clauses. Those whose register is absent, or that are not in force, only get their line.
"""
import pathlib

import polars as pl

from common import AS_OF, PERIOD, UNASSIGNED, blank, masked_phone, month, plain_text

c = pl.col
RULES = pl.read_csv(pathlib.Path(__file__).with_name("rules.csv"), infer_schema=False)
CHANNELS = ["电话", "QQ", "邮件", "微信", "来访", "其他"]
PHONE = r"^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d+)?)$"
CENT = 0.0101
POINTS = {"S000-W1B": 3, "S000-W1B-FORMAL": 3, "S000-W3C": 10}
CUSTOMER_FIELDS = ["客户编码", "客户名称", "联系人", "联系电话", "地址", "业务责任人", "登记日期", "成交日期", "服务内容", "成交金额", "付款方式"]


def working_day(day, later=0):
    """The day itself or the first working day after it, and so many working days more. March has no holidays."""
    return day.dt.add_business_days(later, roll="forward")


class Evaluation:
    """What the rules find: frames of violations by rule, and counts of satisfied, violated, not applicable, unchecked."""

    def __init__(self, data):
        self.data = data
        self.departments = dict(data["employee"].select("姓名", "部门").iter_rows())
        self.rules = {row["rule"]: row for row in RULES.iter_rows(named=True)}
        self.counts = {rule: (0, 0, 0, 0) for rule in self.rules}
        self.found = []
        self.reminders = []
        present = {row["title"] for row in RULES.iter_rows(named=True) if row["register"] in data}
        reason = pl.when(c("needs").is_not_null() & ~c("needs").is_in(present)).then(
            pl.format("缺少登记表“{}”，本规则未执行。", "needs")).otherwise("not_run")
        nothing = pl.lit(None, dtype=pl.String)
        self.unchecked = RULES.select(
            "rule", "register", file=nothing, sheet=nothing, row=pl.lit(None, dtype=pl.Int64), key=nothing, reason=reason
        ).drop_nulls("reason")

    def check(self, rule, rows, checks, *, key, person=None, date, message, values, applies=None, expected=None, status="confirmed",
              effects=None):
        """Rows that fail one of the checks (test, columns to look at, reason). Texts are made for these rows only."""
        names = [f"check {i}" for i in range(len(checks))]
        hits = rows.with_columns(test.fill_null(False).alias(name) for name, (test, _, _) in zip(names, checks))
        applicable = rows.height
        if applies is not None:
            hits = hits.filter(applies)
            applicable = hits.height
        hits = hits.filter(pl.any_horizontal(names))
        self.counts[rule] = (applicable - hits.height, hits.height, rows.height - applicable, 0)
        reasons = [pl.when(c(name)).then(text) for name, (_, _, text) in zip(names, checks) if text is not None]
        looked_at = {letter: [name for name, (_, at, _) in zip(names, checks) if letter in at] for _, at, _ in checks for letter in at}
        cells = [pl.when(pl.any_horizontal(looked_at[letter])).then(pl.format(letter + "{}", "row")) for letter in sorted(looked_at)]
        shown = [pl.concat_str(pl.lit(title + "："), text.fill_null("（空）")) for _, title, _, text in values]
        head = self.rules[rule]
        lit = pl.lit
        none = lit(None, dtype=pl.String)
        number = pl.int_range(pl.len()).over("key") + 1
        identity = pl.format(rule + "-{}", c("key").hash())
        person = (lit(UNASSIGNED) if person is None else person).alias("person")
        self.found.append(hits.select(
            "file", "sheet", "row", key.alias("key"), person, rule=lit(rule), clause=lit(head["clause"]), severity=lit(head["severity"]),
            register=lit(head["register"]), cell=pl.concat_str(cells, separator=",", ignore_nulls=True), group=none,
            points=lit(-POINTS.get(rule, 0)), fine=lit("0"), effects=lit([], dtype=pl.List(pl.String)) if effects is None else effects,
            message=pl.concat_str([message, *reasons], separator="；", ignore_nulls=True),
            values=pl.struct(value.alias(field) for field, _, value, _ in values), first_seen=lit(AS_OF), status=lit(status),
            date=date, expected=none if expected is None else expected, shown=pl.concat_str(shown, separator="\n"),
        ).with_columns(
            department=c("person").replace_strict(self.departments, default=None, return_dtype=pl.String),
            id=pl.when(number > 1).then(pl.format("{}-{}", identity, number)).otherwise(identity)))

    def remind(self, rule, rows, due, message, *, key, person):
        """Rows whose day has come."""
        self.counts[rule] = (rows.height, 0, self.data[self.rules[rule]["register"]].height - rows.height, 0)
        days = (c("due") - pl.lit(AS_OF)).dt.total_days()
        self.reminders.append(rows.with_columns(due=due, key=key, person=person).filter(c("due") < AS_OF).select(
            rule=pl.lit(rule), clause=pl.lit(self.rules[rule]["clause"]), register=pl.lit(self.rules[rule]["register"]), file="file",
            sheet="sheet", row="row", key="key", person="person",
            department=c("person").replace_strict(self.departments, default=None, return_dtype=pl.String), due="due", days_left=days,
            message=message))

    def finish(self):
        """Points of one case count once: a late entry that also differs from the register of customers."""
        by_rule = {frame["rule"][0]: i for i, frame in enumerate(self.found) if frame.height}
        late, formal = by_rule.get("S000-W1B"), by_rule.get("S000-W1B-FORMAL")
        if late is not None and formal is not None:
            same = self.found[late].select("row", same="id")
            twice = c("same").is_not_null()
            self.found[formal] = self.found[formal].join(same, on="row", how="left", maintain_order="left").with_columns(
                points=pl.when(twice).then(0).otherwise("points"),
                effects=pl.when(twice).then(pl.concat_list(pl.format("same-case:{}", "same"))).otherwise("effects")).drop("same")
        self.due = pl.concat(self.reminders, how="vertical_relaxed")
        self.data = None
        self.all = pl.concat([frame.drop("values") for frame in self.found], how="vertical_relaxed")
        return self


def evaluate(data):
    result = Evaluation(data)
    consultations(result, data)
    customers(result, data)
    orders(result, data)
    shipments(result, data)
    waybills(result, data)
    statements(result, data)
    conversion(result, data)
    return result.finish()


# ---- what a violation shows: field, title, value in the data files, text for people

def plain(field, title, name):
    return field, title, c(name), c(name).cast(pl.String)


def moment(field, title, name):
    return field, title, c(name).dt.strftime("%Y-%m-%dT%H:%M:%S"), c(name).dt.strftime("%Y-%m-%d %H:%M:%S")


def fixed(field, title, value):
    return field, title, pl.lit(value), pl.lit(str(value))


def amount(field, title, name):
    return field, title, plain_text(c(name)), plain_text(c(name))


PHONES = [("contact_phone", "联系电话", c("联系电话"), masked_phone("联系电话")),
          ("contact_other", "QQ/邮箱", c("QQ/邮箱"), masked_phone("QQ/邮箱"))]


# ---- the rules, register by register

def consultations(result, data):
    rows = data["consultation"]
    phone = c("联系电话").str.replace_all(" ", "")
    required = [(blank(name), [letter], None) for letter, name in zip("ABCDFIKLM", [
        "咨询编号", "咨询时间", "咨询方式", "客户名称", "联系人", "咨询内容", "登记时间", "登记人", "业务责任人"])]
    channel = ~c("咨询方式").is_in(CHANNELS)
    no_way = blank("联系电话") & blank("QQ/邮箱")
    not_phone = ~phone.str.contains(PHONE)
    before = c("登记时间") < c("咨询时间")
    future = c("咨询时间").dt.date() > AS_OF
    twice = c("咨询编号").is_duplicated() & c("咨询编号").is_not_null()
    day = working_day(c("咨询时间").dt.date())
    deadline = day.dt.offset_by("1d")
    late = c("登记时间") > deadline.cast(pl.Datetime)
    minutes = "%Y-%m-%d %H:%M"
    received, entered = c("咨询时间").dt.strftime(minutes), c("登记时间").dt.strftime(minutes)
    common = {"key": c("咨询编号"), "person": pl.coalesce("登记人", "业务责任人"), "date": day}
    number = plain("consult_no", "咨询编号", "咨询编号")
    times = [moment("received_at", "咨询时间", "咨询时间"), moment("recorded_at", "登记时间", "登记时间")]
    way = plain("channel", "咨询方式", "咨询方式")
    result.check(
        "S000-W1A", rows, [
            *required, (channel, ["C"], pl.format("咨询方式“{}”不在规定选项（电话、QQ、邮件、微信、来访、其他）里", "咨询方式")),
            (no_way, ["G"], pl.lit("电话和 QQ/邮箱都没有填，至少填一项")),
            (not_phone, ["G"], pl.lit("联系电话不是 11 位手机号，也不是带区号的座机号")),
            (before, ["B", "K"], pl.format("登记时间 {} 早于咨询时间 {}", entered, received)),
            (future, ["B"], pl.format("咨询时间 {} 在将来", c("咨询时间").dt.date())), (twice, ["A"], pl.lit("咨询编号与其他记录重复"))],
        message=pl.format("咨询记录 {} 填写不符合要求", "咨询编号"), values=[way, *PHONES, *times, number], **common)
    due = ("登记期限", "登记期限", deadline, deadline.cast(pl.String))
    result.check(
        "S000-W1B", rows, [
            (late, ["K"], pl.format("{} 的咨询应在 {} 前登记，实际 {}", received, deadline.dt.strftime("%Y-%m-%d 00:00"), entered)), *required,
            (channel, ["C"], pl.format("咨询方式“{}”不在规定选项里", "咨询方式")), (no_way, ["G"], pl.lit("电话和 QQ/邮箱都没有填")),
            (not_phone, ["G"], pl.lit("联系电话不是有效号码")), (before, ["B", "K"], pl.lit("登记时间早于咨询时间")),
            (future, ["B"], pl.lit("咨询时间在将来")), (twice, ["A"], pl.lit("咨询编号与其他记录重复"))],
        message=pl.format("咨询 {} 登记不及时或不准确", "咨询编号"),
        values=[due, *times, fixed("consultation.entry_deadline", "咨询登记时限", "same_workday"), way, *PHONES, number], **common)
    known = data["formal_customer"]
    compared = rows.join(
        known.select("客户编码", 档案名称="客户名称", 电话="联系电话"), on="客户编码", how="left", maintain_order="left"
    ).join(known.select("客户名称", 档案编码="客户编码", 电话2="联系电话"), on="客户名称", how="left", maintain_order="left")
    coded = c("客户编码").is_not_null()
    registered = pl.when(coded).then(c("电话")).otherwise(c("电话2")).str.replace_all("[- ]", "")
    result.check(
        "S000-W1B-FORMAL", compared, [
            (coded & (c("档案名称") != c("客户名称")), ["D"], pl.format("客户编码 {} 在正式客户登记表里是“{}”", "客户编码", "档案名称")),
            (coded & (c("档案编码") != c("客户编码")), ["E"], pl.format("“{}”在正式客户登记表里的编码是 {}", "客户名称", "档案编码")),
            (registered != c("联系电话").str.replace_all("[- ]", ""), ["G"], pl.lit("联系电话与正式客户登记表不一致"))],
        message=pl.format("咨询 {} 的客户资料与正式客户登记表不一致", "咨询编号"),
        values=[plain("档案名称", "档案名称", "档案名称"), plain("档案编码", "档案编码", "档案编码"),
                plain("customer_name", "客户名称", "客户名称"), plain("customer_code", "客户编码", "客户编码"), PHONES[0]], **common)
    result.check(
        "S004-OP1", rows, [*((blank(name), [letter], None) for letter, name in zip("DFI", ["客户名称", "联系人", "咨询内容"])),
                           (no_way, ["G"], pl.lit("没有留下联系方式"))],
        message=pl.format("咨询 {} 没有记全姓名、联系方式和内容", "咨询编号"), values=PHONES, **common | {"person": c("业务责任人")})
    followed = pl.coalesce(c("最近跟进时间"), c("咨询时间")).dt.date()
    result.remind(
        "S000-W2-FOLLOWUP", rows.filter(c("跟进状态").is_in(["未跟进", "跟进中"])),
        pl.coalesce(c("下次跟进时间"), working_day(followed, 3)),
        pl.format("{} 的咨询 {} 已过跟进日期，状态“{}”", "客户名称", "咨询编号", "跟进状态"), key=c("咨询编号"), person=c("业务责任人"))


def customers(result, data):
    rows = data["formal_customer"]
    common = {"key": c("客户编码"), "person": c("业务责任人")}
    due = working_day(c("成交日期"), 5)
    result.check(
        "S000-W3A", rows, [
            *((blank(name), ["ABCDEFGHIJN"[i]], None) for i, name in enumerate(CUSTOMER_FIELDS)),
            (c("客户编码").is_duplicated(), ["A"], pl.lit("客户编码重复")), (c("客户名称").is_duplicated(), ["B"], pl.lit("客户名称重复")),
            (c("登记日期") > due, ["G"], pl.format("{} 成交，{} 才登记", "成交日期", "登记日期"))],
        message=pl.format("正式客户 {} {} 登记不合要求", "客户编码", "客户名称"), date=due,
        values=[plain("customer_code", "客户编码", "客户编码"), plain("customer_name", "客户名称", "客户名称")], **common)
    due = working_day(c("登记日期"), 3)
    unfiled = (c("是否盖章") != "是").fill_null(True) | blank("档案编号") | c("归档日期").is_null()
    result.check(
        "S000-W3B", rows, [(unfiled & (due < AS_OF), ["K", "L", "M"], pl.lit("登记后没有盖章、编号、归档")),
                           (c("归档日期") < c("登记日期"), ["M"], pl.lit("归档早于登记"))],
        message=pl.format("客户 {} {} 的档案没有按时盖章归档", "客户编码", "客户名称"), date=due,
        values=[plain("sealed", "是否盖章", "是否盖章"), plain("archive_no", "档案编号", "档案编号")], **common)


def orders(result, data):
    rows = data["order"]
    if "客户确认时间" not in rows.columns:
        rows = rows.with_columns(客户确认时间=pl.lit(None, dtype=pl.Datetime))
    asked = data["consultation"].select("客户编码", "客户名称", "咨询时间")
    by_code = asked.drop_nulls("客户编码").group_by("客户编码").agg(按编码=c("咨询时间").min())
    by_name = asked.group_by("客户名称").agg(按名称=c("咨询时间").min())
    known = data["formal_customer"].select(
        "客户编码", "客户名称", 责任人="业务责任人", 缺项=pl.any_horizontal(blank(name) for name in CUSTOMER_FIELDS))
    named = known.select("客户名称", 责任人2="责任人", 缺项2="缺项")
    rows = rows.join(by_code, on="客户编码", how="left", maintain_order="left").join(
        by_name, on="客户名称", how="left", maintain_order="left").join(
        known.drop("客户名称"), on="客户编码", how="left", maintain_order="left").join(
        named, on="客户名称", how="left", maintain_order="left").with_columns(
        pl.coalesce("责任人", "责任人2"), pl.coalesce("缺项", "缺项2"))
    end = c("下单日期").dt.date().dt.offset_by("1d").cast(pl.Datetime)
    silent = ~((c("按编码") < end).fill_null(False) | (c("按名称") < end).fill_null(False))
    common = {"key": c("订单号"), "person": c("业务责任人"), "date": c("下单日期").dt.date()}
    code, name = plain("customer_code", "客户编码", "客户编码"), plain("customer_name", "客户名称", "客户名称")
    result.check(
        "S000-W1C-ORDER", rows, [(silent, ["A", "D"], None)], applies=~c("订单状态").is_in(["取消", "洽谈"]), status="candidate",
        message=pl.format("订单 {}（{}）在 {} 之前没有咨询记录，请核实", "订单号", "客户名称", c("下单日期").dt.date()),
        values=[moment("order_date", "下单日期", "下单日期"), code, name], **common)
    situation = pl.when(c("缺项").is_null()).then(pl.lit("正式客户登记表中没有该客户")).when("缺项").then(pl.lit("客户登记缺项")).otherwise(
        pl.lit("业务责任人与登记不一致"))
    uncounted = c("缺项").fill_null(True) | (c("责任人") != c("业务责任人")).fill_null(True)
    result.check(
        "S000-W3C", rows, [(uncounted, ["A", "C"], None)],
        applies=c("订单状态").is_in(["在执行", "已完成"]) & (month("下单日期") == PERIOD),
        message=pl.format("订单 {}（{}，{}）不计业绩：{}", "订单号", "客户名称", plain_text(c("订单金额")), situation),
        values=[("登记情况", "登记情况", situation, situation), code, name, plain("owner", "业务责任人", "业务责任人")],
        effects=pl.concat_list(pl.format("exclude-order:{}", "订单号")), **common)
    confirmed = c("客户确认时间").is_not_null()
    held = c("客户确认时间").dt.strftime("%Y%m") < c("录入时间").dt.strftime("%Y%m")
    for rule, lost, text in [("S000-W9", c("订单状态") == "丢单", "订单 {} 客户 {} 确认，{} 才录入，结果丢单"),
                             ("S000-W9-HELD", c("订单状态") != "丢单", "订单 {} 客户 {} 已确认，推到 {} 才录入")]:
        result.check(rule, rows, [(held, ["J"], None)], applies=lost & confirmed,
                     message=pl.format(text, "订单号", c("客户确认时间").dt.date(), c("录入时间").dt.date()),
                     values=[moment("entered_at", "录入时间", "录入时间")], **common)
    result.check(
        "S004-S2A", rows, [(c("订单金额") < 1500, ["H"], pl.format("订单金额 {} 不足 1500 元", plain_text(c("订单金额"))))],
        applies=(c("是否首单") == "是") & (c("订单状态") != "取消") & (c("付款方式") == "货到付款"),
        message=pl.format("新客户订单 {}（{}）不能货到付款", "订单号", "客户名称"), values=[amount("amount", "订单金额", "订单金额")], **common)


def shipments(result, data):
    rows = data["shipment_notice"]
    home = data["waybill"].unique("运单号", keep="first", maintain_order=True).select("运单号", 登记于="发货单号")
    terms = data["order"].select("订单号", 付款="付款方式", 金额="订单金额", 首单="是否首单").unique("订单号", keep="first")
    rows = rows.join(home, on="运单号", how="left", maintain_order="left").join(terms, on="订单号", how="left", maintain_order="left")
    common = {"key": pl.format("{}|", "发货单号"), "person": c("业务责任人"), "date": c("发货日期")}
    number = c("运单号")
    result.check(
        "S001-T3.3.2-2-SHIPMENT", rows, [
            (number.is_null(), ["O"], pl.lit("已发货但没有运单号")),
            (number.is_not_null() & c("登记于").is_null(), ["O"], pl.format("运单 {} 没有登记", number)),
            (c("登记于") != c("发货单号"), ["O"], pl.format("运单 {} 登记在另一张发货单下", number))],
        applies=(c("发货日期") <= AS_OF) & (c("收货城市") != "自提"), message=pl.format("发货单 {} 与运单对不上", "发货单号"),
        values=[plain("waybill_no", "运单号", "运单号"), plain("shipment_no", "发货单号", "发货单号")], **common)

    def unconfirmed(who):
        """Nobody confirmed, or only after shipping."""
        return blank(f"{who}确认人") | c(f"{who}确认日期").is_null() | (c(f"{who}确认日期").dt.date() > c("发货日期"))

    credit = c("发货日期").is_not_null() & (c("付款") == "账期/月结")
    new = credit & (c("首单") == "是") & (c("金额") >= 20_000)
    for rule, applies, test, text in [
            ("S004-S3A", credit & (c("金额") > 20_000) & (c("金额") <= 50_000), unconfirmed("业务经理"), "发货单 {} 没有业务经理事先确认"),
            ("S004-S3B", credit & (c("金额") > 50_000), unconfirmed("总经理"), "发货单 {} 没有总经理事先确认"),
            ("S004-S3C", new, unconfirmed("业务经理") | unconfirmed("总经理"), "发货单 {} 要业务经理和总经理都事先确认")]:
        result.check(rule, rows, [(test, ["K", "M"], None)], applies=applies.fill_null(False), message=pl.format(text, "发货单号"),
                     values=[amount("amount", "订单金额", "金额")], **common)


def waybills(result, data):
    rows = data["waybill"]
    agreements = data["logistics_contract"].select("物流公司", "单价", "合作模式", 自="生效日期", 至="到期日期")
    valid = rows.select("物流公司", "发运日期").unique().join(agreements, on="物流公司").filter(
        c("发运日期").is_between("自", "至"), c("单价") > 0, ~blank("合作模式")).select("物流公司", "发运日期", 有效=True).unique()
    rows = rows.join(valid, on=["物流公司", "发运日期"], how="left", maintain_order="left")
    common = {"key": c("运单号"), "date": c("发运日期")}
    number = plain("waybill_no", "运单号", "运单号")
    shipped = plain("ship_date", "发运日期", "发运日期")
    result.check(
        "S001-T3.3.2-1", rows, [(c("有效").is_null(), ["B", "C"], None)],
        message=pl.format("运单 {}：{} 在 {} 没有写明合作模式和单价的有效协议", "运单号", "物流公司", "发运日期"),
        values=[plain("carrier", "物流公司", "物流公司"), shipped], **common)
    due = c("发运日期").dt.month_end()
    result.check(
        "S001-T3.3.2-2-SLIP", rows, [
            (c("单据收回日期").fill_null(AS_OF) > due, ["K"], pl.format("单据应在 {} 前收回", due)),
            (blank("单据分类") & (due < AS_OF), ["L"], pl.lit("单据没有分类"))],
        message=pl.format("运单 {} 的物流单据没有按时收回、分类", "运单号"),
        values=[("收回期限", "收回期限", due, due.cast(pl.String)), shipped, plain("slip_collected_at", "单据收回日期", "单据收回日期"),
                fixed("slip.collect_by", "物流单据收回时限", "month_end"), plain("category", "单据分类", "单据分类")],
        **common | {"date": due})
    result.check("S001-T3.3.2-2-UNIQUE", rows, [(c("运单号").is_duplicated(), ["A"], None)],
                 message=pl.format("运单号 {} 登记了不止一次", "运单号"), values=[number], **common)
    result.check("S001-T3.3.2-2-WAYBILL", rows, [(~c("发货单号").is_in(data["shipment_notice"]["发货单号"].implode()), ["D"], None)],
                 message=pl.format("运单 {} 的发货单 {} 不在发货通知单里", "运单号", "发货单号"),
                 values=[plain("shipment_no", "发货单号", "发货单号")], **common)
    latest = data["logistics_contract"].filter(c("到期日期") == c("到期日期").max().over("物流公司"))
    result.remind("S001-T3.3.2-1-EXPIRY", latest, c("到期日期").dt.offset_by("-30d"),
                  pl.format("{} 的协议 {} 于 {} 到期", "物流公司", "协议编号", "到期日期"), key=c("协议编号"), person=pl.lit(UNASSIGNED))


def statements(result, data):
    rows = agreed(data["logistics_statement"], data["logistics_contract"], "物流公司", "发运日期", "计费重量")
    common = {"key": pl.concat_str("物流公司", "对账期间", "运单号", separator="|"), "date": c("发运日期")}
    line = pl.format("{} {} 运单 {}", "物流公司", "对账期间", "运单号")
    total = (c("运费") + c("其他费用").fill_null(0)).round(2)
    freight, tolerance = amount("freight", "运费", "运费"), fixed("money.tolerance", "金额容差", 0.01)
    period, shipped = plain("period", "对账期间", "对账期间"), plain("ship_date", "发运日期", "发运日期")
    result.check(
        "S001-T3.3.2-3-TOTAL", rows, [((c("合计") - total).abs() > CENT, ["H", "I", "J"], None)], expected=plain_text(total),
        message=pl.format("{}：合计 {} 不等于运费＋其他费用 {}", line, plain_text(c("合计")), plain_text(total)),
        values=[freight, amount("other_fee", "其他费用", "其他费用"), amount("total", "合计", "合计"), tolerance], **common)
    price = ("agreed_freight", "协议运费", c("agreed"), plain_text(c("agreed")))
    result.check(
        "S001-T3.3.2-3-RATE", rows, [((c("运费") - c("agreed")).abs() > CENT, ["H"], None)], applies=c("agreed").is_not_null(),
        expected=plain_text(c("agreed")), values=[freight, price, tolerance],
        message=pl.format("{}：运费 {}，按协议应为 {}", line, plain_text(c("运费")), plain_text(c("agreed"))), **common)
    result.check(
        "S001-T3.3.2-3-PERIOD", rows, [(month("发运日期") != c("对账期间"), ["D"], None)], expected=c("对账期间"), values=[period, shipped],
        message=pl.format("{} {} 的对账单列有 {} 发运的运单 {}", "物流公司", "对账期间", "发运日期", "运单号"), **common)
    result.check(
        "S001-T3.3.2-3-TWICE", rows, [(pl.struct("物流公司", "运单号").is_duplicated(), ["A", "C"], None)],
        message=pl.format("{} 对运单 {} 计费不止一次", "物流公司", "运单号"),
        values=[plain("carrier", "物流公司", "物流公司"), plain("waybill_no", "运单号", "运单号")], **common)
    # The order of signatures cannot be told without their columns.
    groups = rows.select("物流公司", "对账期间").unique(maintain_order=True)
    result.counts["S001-T3.3.2-3-SIGNOFF"] = (0, 0, 0, groups.height)
    none = pl.lit(None, dtype=pl.String)
    result.unchecked = pl.concat([result.unchecked, groups.select(
        rule=pl.lit("S001-T3.3.2-3-SIGNOFF"), register=pl.lit("logistics_statement"), file=none, sheet=none,
        row=pl.lit(None, dtype=pl.Int64), key=pl.concat_str("物流公司", "对账期间", separator="|"),
        reason=pl.lit("登记表“物流对账单”缺少列“对账日期”，无法检查。"))])


def agreed(lines, agreements, carrier, day, weight):
    """The lines with the price of the agreement in force on their day, to the cent; null without one."""
    prices = agreements.filter(c("计费单位") == "公斤").select(c("物流公司").alias(carrier), "单价", "最低收费", 自="生效日期", 至="到期日期")
    price = pl.max_horizontal("最低收费", (c("单价") * c(weight) + 1e-9).round(2))
    return lines.join(prices, on=carrier, how="left", maintain_order="left").with_columns(
        agreed=pl.when(c(day).is_between("自", "至")).then(price)).drop("单价", "最低收费", "自", "至")


def conversion(result, data):
    """How many inquiries of a salesperson became orders."""
    groups = data["consultation"].filter(month("咨询时间") == PERIOD).group_by("业务责任人", maintain_order=True).agg(
        numerator=(c("跟进状态") == "已成交").sum(), denominator=pl.len()).sort("业务责任人")
    result.counts["S000-W2-CONVERSION"] = (0, 0, groups.height, 0)
    result.figures = groups.select(
        rule=pl.lit("S000-W2-CONVERSION"), clause=pl.lit("S000-W2"), period=pl.lit(PERIOD), key="业务责任人", person="业务责任人",
        department=c("业务责任人").replace_strict(result.departments, default=None, return_dtype=pl.String), numerator="numerator",
        denominator="denominator", value=c("numerator") / c("denominator"), target=pl.lit(None, dtype=pl.Float64),
        met=pl.lit(None, dtype=pl.Boolean), unit=pl.lit("percent"))


def performance(result, data):
    """Everybody who has not left: points, score, level."""
    own = result.all.filter(c("points") < 0).group_by("person").agg(points=-c("points").sum(), violations=pl.len())
    rated = data["employee"].filter(c("在职状态") != "离职").join(own, left_on="姓名", right_on="person", how="left", maintain_order="left")
    points = c("points").fill_null(0)
    return rated.with_columns(points, c("violations").fill_null(0), score=100 - points).select(
        person="姓名", department="部门", month=pl.lit(PERIOD), points_deducted="points", points_awarded=pl.lit(0), fines=pl.lit("0"),
        violations="violations", rewards=pl.lit(0), score="score",
        level=pl.when(c("score") >= 90).then(pl.lit("优")).when(c("score") >= 60).then(pl.lit("合格")).otherwise(pl.lit("不合格")),
        pay_effect=pl.max_horizontal(c("score"), 0).cast(pl.String)).sort("person")
