"""The workbook of violations: list, leads, by person, by rule, what was not checked, findings, files."""
import polars as pl

from common import AS_OF, PERIOD, SEVERITIES, UNASSIGNED, link, period_of, place
from rules import RULES
from sheets import HEAD, Book, Column

c = pl.col
DECISIONS = ["处理意见", "处理说明", "处理人", "处理日期"]
# Registers of stock are absent, so the three comparisons of stock are named as not done.
INVENTORY = [("结存滚动", "期初加入库减出库", "inventory"), ("结存滚动", "账面结存", "inventory"), ("库存计价", "数量乘单位成本", "inventory"),
             ("库存计价", "账面金额", "inventory"), ("超过三个月的库存与书面原因", "超过三个月的库存", "inventory"),
             ("超过三个月的库存与书面原因", "库存积压原因及处理措施表", "stock_reason")]


def write(path, result, findings, files):
    book = Book(path)
    rows = listed(result.all)
    confirmed, candidates = rows.filter(c("status") == "confirmed"), rows.filter(c("status") == "candidate")
    last = HEAD + confirmed.height
    people = by_person(rows, result.departments)
    unchecked = not_checked(result)
    overview(book, result, confirmed, candidates, people, unchecked.height, last)
    columns = [Column("人员"), Column("部门"), Column("规则", width=16), Column("规则名称", "long", 22), Column("条款"), Column("级别", width=8),
               Column("出处（点击打开）", "link", 30), Column("实际值", "long", 36), Column("应为"), Column("说明", "long", 40)]
    day, hidden = Column("首次发现", "day"), Column("编号", hidden=True)
    fields = ["person", "department", "rule", "name", "clause", "level", "link", "actual", "expected", "message"]
    book.list("违规清单", f"共 {confirmed.height} 条  ·  黄色列由负责人填写后把本文件放回收件文件夹；其余单元格受保护", [
        *columns, Column("扣分", "number", total=True), Column("罚款（元）", "money", total=True), Column("其他后果", "long", 24), day,
        Column("状态"), hidden], confirmed.select(
            *fields, -c("points"), c("fine").cast(pl.Float64), consequences(), "first_seen", pl.lit("已确认").alias("state"), "id"),
        "没有违规。", (DECISIONS, ["确认", "豁免", "已整改", "申诉"]))
    book.list("待核实", f"共 {candidates.height} 条  ·  只是疑点，须人工核实；不计分、不罚款", [*columns, day, hidden],
              candidates.select(*fields, "first_seen", "id"), "没有待核实的。", (DECISIONS, ["确认", "豁免"]))
    own = f"('违规清单'!$A${HEAD + 1}:$A${last}=$A{{row}})"
    sums = [f"=SUMPRODUCT({own}*'违规清单'!${letter}${HEAD + 1}:${letter}${last})" for letter in "KL"]
    book.list("按人员", f"共 {people.height} 条", [
        Column("人员"), Column("部门"),
        Column("违规（项）", "formula", total=True, formula=f"=SUMPRODUCT({own}*('违规清单'!$O${HEAD + 1}:$O${last}<>\"已豁免\"))"),
        Column("扣分", "formula", total=True, formula=sums[0]), Column("加分", "number", total=True),
        Column("罚款（元）", "formula", total=True, formula=sums[1]), Column("待核实（项）", "number", total=True)], people)
    by_rule(book, result, confirmed, candidates, last)
    book.list("未能检查", f"共 {unchecked.height} 条  ·  不能检查的一律列在这里，绝不当作通过", [
        Column("规则", width=18), Column("名称", width=30), Column("登记表", width=18), Column("出处（点击打开）", "link", 24), Column("编号", width=20),
        Column("行数", "number"), Column("原因", "long", 50)], unchecked, "没有未能检查的。")
    book.list("数据问题", f"共 {findings.height} 条", [
        Column("级别", width=8), Column("出处（点击打开）", "link", 40), Column("问题", "long", 50), Column("处理办法", "long", 40),
        Column("代码", width=20)],
        findings.select(c("severity").replace(SEVERITIES), pl.concat_str(place(), pl.lit("\t"), link()).alias("link"), "message", "remedy",
            "code"),
        "没有数据问题。")
    listing = pl.DataFrame(
        [(f"{name}\texternal:../inbox/{name}", "已采用", title, period_of(name), rows, rows, 0, 0, None, sha[:16])
         for name, _, title, rows, sha in files],
        schema=["file", "fate", "register", "period", "read", "accepted", "rejected", "ignored", "reason", "sha"], orient="row",
        schema_overrides={"reason": pl.String})
    numbers = [Column(title, "number", total=True) for title in ["读取（行）", "采用（行）", "退回（行）", "忽略（行）"]]
    book.list("文件", f"共 {listing.height} 条  ·  读取 = 采用 + 退回 + 忽略", [
        Column("文件", "link", 36), Column("结果"), Column("登记表", width=18), Column("月份"), *numbers, Column("原因"),
        Column("SHA-256", width=20)], listing)
    book.close()


def listed(rows):
    names = RULES.select("rule", "name")
    return rows.join(names, on="rule", how="left", maintain_order="left").sort("rule", maintain_order=True).with_columns(
        level=c("severity").replace(SEVERITIES), link=pl.concat_str(place(), pl.lit("\t"), link()),
        actual=c("shown").str.replace_all("\n", "；"))


def consequences():
    """What else a violation means, in words."""
    return c("effects").list.first().str.replace("exclude-order:", "订单不计业绩：", literal=True).str.replace(
        r"^same-case:(.*)-\d+$", "同一事项已按最重的一条处理：$1").alias("consequences")


def by_person(rows, departments):
    is_candidate = c("status") == "candidate"
    return rows.group_by("person").agg(
        count=(~is_candidate).sum(), points=-c("points").sum(), awarded=pl.lit(0), fines=pl.lit(0.0),
        leads=is_candidate.sum()).with_columns(
        department=c("person").replace_strict(departments, default=None, return_dtype=pl.String)).sort(
        c("person") == UNASSIGNED, -c("count").cast(pl.Int64), "person").select(
        "person", "department", "count", "points", "awarded", "fines", "leads")


def by_rule(book, result, confirmed, candidates, last):
    counts = pl.DataFrame([(rule, *numbers) for rule, numbers in result.counts.items()],
                          schema=["rule", "satisfied", "violated", "not_applicable", "unchecked"], orient="row")
    own = confirmed.group_by("rule").agg(points=-c("points").sum())
    leads = candidates.group_by("rule").agg(leads=pl.len())
    reasons = result.unchecked.group_by("rule").agg(c("reason").first())
    rows = RULES.select("rule", "name", "clause", "title")
    for frame in [counts, leads, own, reasons]:
        rows = rows.join(frame, on="rule", how="left", maintain_order="left")
    rows = rows.select("rule", "name", "clause", "title", "satisfied", "violated", "not_applicable", "unchecked", c("leads").fill_null(0),
                       c("points").fill_null(0), pl.lit(0.0).alias("fines"), "reason")
    sums = [f"=SUMIFS('违规清单'!${letter}${HEAD + 1}:${letter}${last},'违规清单'!$C${HEAD + 1}:$C${last},$A{{row}})" for letter in "KL"]
    numbers = [Column(title, "number", total=True) for title in ["符合", "违反", "不适用", "未能检查", "其中待核实"]]
    book.list("按规则", f"共 {rows.height} 条  ·  每条规则对每一行或每一组有且只有一个结论", [
        Column("规则", width=20), Column("规则名称", width=30), Column("条款"), Column("登记表", width=18), *numbers,
        Column("扣分", "formula", total=True, formula=sums[0]), Column("罚款（元）", "formula", total=True, formula=sums[1]),
        Column("未执行的原因", width=44)], rows, panes=2)


def not_checked(result):
    """What could not be checked, with the reconciliations whose registers are absent."""
    titles = RULES.select("rule", "name", "title")
    none = pl.lit(None, dtype=pl.String)
    number = pl.lit(None, dtype=pl.Int64)
    rows = result.unchecked.join(titles, on="rule", how="left", maintain_order="left").select(
        "rule", "name", "title", link=none, key=c("key").str.replace("|", " · ", literal=True), rows=number, reason="reason")
    stock = pl.DataFrame([("对账", f"库存核对 · {name}", f"没有收到“{title}”（{register}），无法核对。") for name, title, register in INVENTORY],
                         schema=["rule", "name", "reason"], orient="row")
    return pl.concat([rows, stock.select("rule", "name", title=none, link=none, key=none, rows=number, reason="reason")])


def overview(book, result, confirmed, candidates, people, unchecked, last):
    sheet = book.page("概览", f"{PERIOD}  ·  数据截至 {AS_OF}")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 6, 16)
    points = -confirmed["points"].sum()
    sheet.write_string(2, 0, f"本月确认违规 {confirmed.height} 项，共扣 {points} 分。另有 {candidates.height} 项待核实，{unchecked} 处未能检查。")

    def span(letter):
        return f"'违规清单'!${letter}${HEAD + 1}:${letter}${last}"

    for at, title in enumerate(["确认违规（项）", "涉及人员（人）", "扣分合计（分）", "罚款合计（元）", "待核实（项）", "未能检查（处）"]):
        sheet.write_string(4, at, title, book.header)
    persons = people.filter(c("person") != UNASSIGNED).height
    for at, (formula, value) in enumerate([
            (f'=COUNTIF({span("O")},"<>已豁免")', confirmed.height), (persons, persons), (f'=SUM({span("K")})', points),
            (f'=SUM({span("L")})', 0), (candidates.height, candidates.height), (unchecked, unchecked)]):
        if isinstance(formula, str):
            sheet.write_formula(5, at, formula, book.total, value)
        else:
            sheet.write_number(5, at, formula, book.total)

    def counted(letter, value, own):
        """Number and points of those whose column holds a value, as formulas with results."""
        return [(f'=COUNTIFS({span(letter)},"{value}",{span("O")},"<>已豁免")', own.height),
                (f'=SUMIFS({span("K")},{span(letter)},"{value}")', -own["points"].sum())]

    rows = [[title, *counted("F", title, confirmed.filter(c("severity") == severity))] for severity, title in SEVERITIES.items()]
    charts = [(8, len(rows))]
    after = book.table(sheet, 7, "按级别", ["级别", "项", "扣分"], rows)
    top = confirmed.group_by("rule", "name").len().sort("len", descending=True).head(8)
    charts.append((after + 1, top.height))
    after = book.table(sheet, after, "按规则", ["规则", "项", "扣分"], [
        [name, *counted("C", rule, confirmed.filter(c("rule") == rule))] for rule, name, _ in top.iter_rows()])
    most = people.sort("count", descending=True).head(8)
    charts.append((after + 1, most.height))
    book.table(sheet, after, "按人员", ["人员", "项", "扣分"], [
        [person, *counted("A", person, confirmed.filter(c("person") == person))] for person in most["person"]])
    for number, ((head, height), title) in enumerate(zip(charts, ["按级别", "按规则", "按人员"])):
        first, end = head + 1, head + height
        book.chart(sheet, {"type": "bar"}, [(title, (first, 0, end, 0), (first, 1, end, 1), "#3A6EA5")], (7 + 16 * number, 4), title)
