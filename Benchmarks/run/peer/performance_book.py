"""The workbook of a month's performance: scores, by clause, every deduction with its place, other consequences."""
import polars as pl

from common import AS_OF, PERIOD, link, place
from rules import POINTS, RULES
from sheets import HEAD, Book, Column
from violations_book import consequences

c = pl.col


def write(path, result, people):
    book = Book(path)
    names = RULES.select("rule", "name", "article")
    rows = result.all.filter(c("rule").is_in(list(POINTS)), c("status") == "confirmed").join(names, on="rule", how="left").with_columns(
        link=pl.concat_str(place(), pl.lit("\t"), link())).sort("person", "rule", "row")
    last = HEAD + rows.height
    zero = pl.lit(0)
    clauses = rows.group_by("person", "clause").agg(
        text=pl.format("{}  {}", c("article").first(), c("name").first()), category=pl.lit("扣罚"), count=pl.len(), points=-c("points").sum(),
        awarded=zero, fines=pl.lit(0.0)).sort("person", "clause")
    overview(book, people, rows, clauses)
    own = f"('明细'!$A${HEAD + 1}:$A${last}=$A{{row}})"
    sums = {letter: f"=SUMPRODUCT({own}*'明细'!${letter}${HEAD + 1}:${letter}${last})" for letter in "GHI"}
    book.list("考核表", f"共 {people.height} 条  ·  待人力资源确认；黄色列由人力资源填写", [
        Column("人员"), Column("部门"), Column("违规（项）", "number", total=True), Column("扣分", "formula", total=True, formula=sums["G"]),
        Column("奖励（项）", "number", total=True), Column("加分", "formula", total=True, formula=sums["H"]),
        Column("罚款（元）", "formula", total=True, formula=sums["I"]), Column("考核得分", "number"), Column("等级"), Column("绩效奖金（元）", "money")],
        people.select("person", "department", "violations", "points_deducted", "rewards", "points_awarded", c("fines").cast(pl.Float64),
                      "score", "level", c("pay_effect").cast(pl.Float64)),
        decisions=(["人力资源确认", "说明", "确认人", "确认日期"], ["同意", "调整", "退回"]))
    own += f"*('明细'!$D${HEAD + 1}:$D${last}=$B{{row}})*('明细'!$C${HEAD + 1}:$C${last}=$D{{row}})"
    sums = {letter: f"=SUMPRODUCT({own}*'明细'!${letter}${HEAD + 1}:${letter}${last})" for letter in "GHI"}
    book.list("按条款", f"共 {clauses.height} 条", [
        Column("人员"), Column("条款"), Column("条款内容", width=50), Column("类别"), Column("项数", "number", total=True),
        Column("扣分", "formula", total=True, formula=sums["G"]), Column("加分", "formula", total=True, formula=sums["H"]),
        Column("罚款（元）", "formula", total=True, formula=sums["I"])], clauses, "没有扣罚。")
    book.list("明细", f"共 {rows.height} 条  ·  每一项扣罚和奖励及其出处", [
        Column("人员"), Column("归属日期", "day"), Column("类别"), Column("条款"), Column("规则", "long", 34), Column("说明", "long", 44),
        Column("扣分", "number", total=True), Column("加分", "number", total=True), Column("罚款（元）", "money", total=True),
        Column("其他后果", "long", 24), Column("状态"), Column("出处（点击打开）", "link", 34), Column("编号", width=30)], rows.select(
            "person", "date", pl.lit("扣罚").alias("category"), "clause", pl.format("{} {}", "rule", "name").alias("title"), "message",
            -c("points"), zero.alias("awarded"), c("fine").cast(pl.Float64), consequences(), pl.lit("已确认").alias("state"), "link", "id"),
            "没有扣罚。")
    others = rows.filter(c("effects").list.first().str.starts_with("exclude-order:")).select(
        "person", consequences(), pl.format("{} {}", "clause", "article").alias("title"), "date", "key", "link")
    book.list("其他后果", f"共 {others.height} 条  ·  不计业绩的订单、建议和责任", [
        Column("人员"), Column("后果", width=30), Column("条款", width=34), Column("归属日期", "day"), Column("单据", width=18),
        Column("出处（点击打开）", "link", 34)], others, "没有其他后果。")
    book.close()


def overview(book, people, rows, clauses):
    sheet = book.page("概览", f"{PERIOD}  ·  数据截至 {AS_OF}")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 6, 16)
    sheet.write_string(2, 0, "待人力资源确认：本表按制度自动计算，经人力资源确认后生效；系统不作任何扣款。")
    last = HEAD + people.height

    def span(letter):
        return f"'考核表'!${letter}${HEAD + 1}:${letter}${last}"

    for at, (title, formula, value) in enumerate([
            ("考核人数（人）", f"=COUNTA({span('A')})", people.height), ("扣分合计", f"=SUM({span('D')})", people["points_deducted"].sum()),
            ("加分合计", f"=SUM({span('F')})", 0), ("罚款合计（元）", f"=SUM({span('G')})", 0),
            ("平均得分", f"=ROUND(AVERAGE({span('H')}),2)", round(people["score"].mean(), 2))]):
        sheet.write_string(4, at, title, book.header)
        sheet.write_formula(5, at, formula, book.total, value)
    lowest = people.sort("score", "person").head(12).select("person", "department", "score", c("fines").cast(pl.Float64))
    after = book.table(sheet, 7, "得分最低的人员", ["人员", "部门", "得分", "罚款（元）"], [list(row) for row in lowest.iter_rows()])
    worst = clauses.group_by("clause").agg(c("text").first(), c("count").sum(), c("points").sum()).sort("points",
        descending=True).drop("clause")
    head = after
    after = book.table(sheet, after, "扣分最多的条款", ["条款", "项", "扣分"], [list(row) for row in worst.iter_rows()])
    book.sign_off(sheet, after, [("制表", "业务助理"), ("人力资源确认", "人力资源"), ("业务总监批准", "业务总监")])
    for number, (first, height, at, title) in enumerate([(9, lowest.height, 2, "得分最低的人员"), (head + 2, worst.height, 2, "扣分最多的条款")]):
        book.chart(sheet, {"type": "bar"}, [(title, (first, 0, first + height - 1, 0), (first, at, first + height - 1, at), "#3A6EA5")],
                   (7 + 16 * number, 6), title)
