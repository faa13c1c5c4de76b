"""The page: figures, charts, and every list as a table one can search, sort and filter. Style and script are those of policy/page."""
import html
import json
import pathlib
import urllib.parse

import polars as pl

from common import AS_OF, PERIOD
from reconcile import CAUSES, STATUSES
from rules import RULES
from violations_book import INVENTORY, consequences

c = pl.col
ASSETS = pathlib.Path(__file__).resolve().parents[3] / "policy" / "page"
SHOWN = 25
WORDS = {
    "search": "查找", "all": "全部", "clear": "清除条件", "details": "详情", "close": "收起", "status": "第 {from}–{to} 行，共 {count} 行",
    "statusFiltered": "第 {from}–{to} 行，符合条件 {count} 行，共 {total} 行", "nothingFound": "没有符合条件的行", "restElsewhere": "；其余见工作簿",
    "previous": "上一页", "next": "下一页", "page": "第", "ofPages": "页，共 {count} 页", "goTo": "在表格软件中按 F5 定位", "copy": "复制", "copied": "已复制"}
TAGS = {
    "severity": {"critical": ["严重", "fatal"], "error": ["错误", "bad"], "warning": ["警告", "warn"], "info": ["提示", ""]},
    "status": {"confirmed": ["已确认", ""], "candidate": ["待核实", "warn"]}, "state": {"open": ["待处理", "warn"], "done": ["全部一致", "good"],
    "none": ["没有数据", ""], "overdue": ["已逾期", "bad"]}, "met": {"none": ["无目标", ""]}, "fate": {"accepted": ["已采用", "good"]}}


def write(path, result, findings, people, reconciliations, files):
    titles = RULES.select("rule", "name", "title", clause_text=pl.format("{} {} {}", "clause", "article", "text"))
    rows = result.all.join(titles, on="rule", how="left", maintain_order="left").sort("points", maintain_order=True)
    lists = [
        listing("violations", "违规", rows.with_columns(consequences(), fine=pl.lit("0.00")), [
            ("severity", "级别", "tag-cell"), ("status", "状态", "tag-cell"), ("person", "人员", "text"), ("name", "规则", "title"),
            ("message", "问题", "long"),
            ("points", "分值", "number"), ("fine", "罚款（元）", "money"), ("date", "日期", "date"), ("place", "出处", "place")], [
            ("clause_text", "条款", "long"), ("rule", "规则编号", "text"), ("department", "部门", "text"), ("title", "登记表", "text"),
            ("key", "主键", "text"),
            ("shown", "单元格的值", "long"), ("expected", "应为", "text"), ("consequences", "其他后果", "long"), ("first_seen", "首次发现", "date")],
            ["severity", "status", "person", "name"]),
        listing("reconciliations", "对账", summary(reconciliations), [
            ("name", "对账", "title"), ("group", "对象", "text"), ("state", "结果", "tag-cell"), ("ours", "我方合计", "money"),
            ("theirs", "对方合计", "money"),
            ("difference", "差额", "money"), ("rate", "一致率", "percent"), ("different", "有差异", "number"), ("open", "未达", "number"),
            ("duplicate", "重复", "number")], [
            ("ambiguous", "无法唯一配对", "number"), ("sides", "双方", "text"), ("bridge", "差额构成", "long"), ("not_checked", "未能核对", "long")],
            ["name", "state"]),
        listing("unchecked", "未能检查", not_checked(result, titles), [
            ("name", "规则", "title"), ("title", "登记表", "text"), ("reason", "为什么没能检查", "long"), ("key", "主键", "text"),
            ("place", "出处", "place")],
            [("rule", "规则编号", "text")], ["name", "title", "reason"]),
        listing("findings", "文件问题", findings, [
            ("severity", "级别", "tag-cell"), ("message", "问题", "long"), ("remedy", "怎么办", "long"), ("place", "出处", "place")],
            [("code", "代码", "text")], ["severity", "code"]),
        listing("performance", "绩效考核", people.sort("score", maintain_order=True).with_columns(fines=pl.lit("0.00")), [
            ("person", "人员", "text"), ("department", "部门", "text"), ("score", "得分", "number"), ("level", "等级", "text"),
            ("points_deducted", "扣分", "number"),
            ("points_awarded", "加分", "number"), ("fines", "罚款（元）", "money"), ("violations", "违规", "number"),
            ("pay_effect", "薪酬影响", "text")], [],
            ["department", "level"]),
        listing("figures", "指标", result.figures.with_columns(
            name=pl.lit("咨询成交率"), value=pl.format("{} %", (c("value") * 100).round(1)), met=pl.lit("none")), [
            ("name", "指标", "title"), ("person", "人员", "text"), ("department", "部门", "text"), ("key", "对象", "text"),
            ("value", "实际", "number"),
            ("target", "目标", "number"), ("met", "达标", "tag-cell")], [], ["name", "person", "department", "met"]),
        listing("reminders", "提醒", result.due.join(titles, on="rule", how="left", maintain_order="left").with_columns(
            state=pl.lit("overdue"), cell=pl.format("{}:{}", "row", "row")), [
            ("due", "期限", "date"), ("days_left", "剩余天数", "number"), ("state", "状态", "tag-cell"), ("person", "人员", "text"),
            ("message", "要办的事", "long"),
            ("place", "出处", "place")], [("name", "规则", "text")], ["state", "person"]),
        listing("files", "文件", pl.DataFrame(
            [(name, "accepted", title, rows, rows, 0, 0, None) for name, _, title, rows, _ in files], orient="row",
            schema=["name", "fate", "title", "read", "accepted", "rejected", "ignored", "reason"]), [
            ("name", "文件", "title"), ("fate", "结果", "tag-cell"), ("title", "登记表", "text"), ("read", "读取行数", "number"),
            ("accepted", "采用", "number"),
            ("rejected", "不能用", "number"), ("ignored", "略过", "number"), ("reason", "原因和办法", "long")], [], ["fate", "title"]),
    ]
    confirmed = rows.filter(c("status") == "confirmed")
    tiles = [("已确认违规", confirmed.height), ("扣分", -confirmed["points"].sum()), ("待核实线索", rows.height - confirmed.height),
             ("未能检查", result.unchecked.height + len(INVENTORY)), ("提醒", result.due.height)]
    charts = [bars("违规按种类", rows.group_by("name").len().sort("len", descending=True)),
              bars("违规按人员", rows.group_by("person").len().sort("len", descending=True).head(15))]
    parts = [
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>业务核对报告 {PERIOD}</title>'
        f'<style>{(ASSETS / "page.css").read_text(encoding="utf-8")}</style></head><body>',
        f'<header class="top"><div class="wrap"><h1>业务核对报告 {PERIOD}</h1><p class="facts">截至 <b>{AS_OF}</b></p></div></header>',
        '<main id="main" class="wrap"><section id="summary"><h2>总览</h2><ul class="tiles">',
        *(f'<li class="tile"><span class="tile-name">{name}</span><span class="tile-value">{value}</span></li>' for name, value in tiles),
        '</ul></section><section id="charts"><h2>图表</h2><div class="charts">', *charts,
        '</div></section><section id="bridges"><h2>差额从哪里来</h2><div class="charts">',
        *(chart for it in reconciliations for chart in bridges(it)),
        "</div></section>", *(markup for markup, _ in lists), "</main>", script("words", WORDS),
        *(script(f"data-{content['key']}", content) for _, content in lists),
        f'<script>{(ASSETS / "page.js").read_text(encoding="utf-8")}</script></body></html>']
    path.write_text("\n".join(parts), encoding="utf-8")


def script(name, content):
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'<script type="application/json" id="{name}">{text}</script>'


def listing(key, title, rows, columns, details, filters):
    """The markup of the first rows, and the data of all of them."""
    content = {"key": key, "rows": rows.height, "total": rows.height, "page": SHOWN, "columns": []}
    for at, (name, header, kind) in enumerate([*columns, *details]):
        column = {"key": name, "title": header, "kind": kind, "filter": name in filters, "detail": at >= len(columns)}
        if name == "place":
            column["links"] = {file: address(file) for file in rows["file"].unique().to_list() if file}
            column |= {part: packed(rows[part]) for part in ["file", "sheet", "cell"]}
        else:
            column |= packed(rows[name])
        if kind == "tag-cell":
            column["labels"] = TAGS[name]
        content["columns"].append(column)
    heads = "".join(f'<th scope="col" class="{kind}">{header}</th>' for _, header, kind in columns)
    first = "\n".join("<tr>" + "".join(cell(row, name, kind) for name, _,
        kind in columns) for row in rows.head(SHOWN).iter_rows(named=True))
    return (f'<section id="{key}" class="list" data-list="{key}"><h2 id="{key}-h">{title} <span class="count">{rows.height}</span></h2>'
            f'<div class="tools" hidden></div><div class="table-box"><table class="rows"><thead><tr>{heads}</thead>'
            f"<tbody>\n{first}</tbody></table></div></section>"), content


def packed(values):
    """The different texts and their number in each row where they repeat, else the texts themselves."""
    values = values.cast(pl.String).rename("v")
    different = values.unique(maintain_order=True)
    if different.len() * 2 > values.len():
        return {"v": values.to_list()}
    numbers = values.to_frame().join(different.to_frame().with_row_index("i"), on="v", how="left", nulls_equal=True, maintain_order="left")
    return {"d": different.to_list(), "i": numbers["i"].to_list()}


def address(file):
    return "../inbox/" + urllib.parse.quote(file)


def cell(row, name, kind):
    if name == "place":
        where = "!".join(part for part in (row["sheet"], row["cell"]) if part)
        link = "" if row["file"] is None else f'<a href="{address(row["file"])}">{html.escape(row["file"])}</a>'
        return f'<td class="place">{link}<span class="cell-place">{where}</span></td>'
    if kind == "tag-cell":
        text, tone = TAGS[name][row[name]]
        return f'<td class="{kind}"><span class="tag {tone}">{text}</span></td>'
    return f'<td class="{kind}">{"" if row[name] is None else html.escape(str(row[name]))}</td>'


def bars(title, rows):
    """A chart of texts and numbers."""
    most = max((abs(value) for _, value in rows.iter_rows()), default=0) or 1
    lines = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th><td class="bar"><svg width="100%" height="14">'
        '<rect class="track" width="100%" height="14"/>'
        f'<rect class="solid" width="{abs(value) * 100 / most:.2f}%" height="14"/></svg></td><td class="num">{value:,}</td></tr>'
        for name, value in rows.iter_rows())
    return f'<figure class="chart"><figcaption><h3>{title}</h3></figcaption><table class="bars"><tbody>{lines}</tbody></table></figure>'


def step_name(it, kind, value, cause):
    titles = {value.name: value.title for value in it.values}
    return STATUSES[kind] if kind != "difference" else f"{titles[value]} · {CAUSES[cause]}"


def bridges(it):
    for (group,), rows in it.bridge.group_by("group", maintain_order=True):
        steps = [(step_name(it, *row), amount) for *row, amount in rows.select("kind", "value", "cause", "amount").iter_rows()]
        yield bars(f"{it.name} {group}", pl.DataFrame(steps, schema=["step", "amount"], orient="row"))


def summary(reconciliations):
    """One row a reconciliation, or one of its groups."""
    rows = []
    for it in reconciliations:
        for (group,), items in it.items.group_by("group", maintain_order=True):
            counts = dict(items.group_by("status").len().iter_rows())
            count = [counts.get(status, 0) for status in STATUSES]
            matched, different, only_ours, only_theirs, twice_ours, twice_theirs = count
            ours, theirs = items["total_ours"].sum(), items["total_theirs"].sum()
            lines = 2 * (matched + different) + only_ours + only_theirs + twice_ours + twice_theirs
            steps = "\n".join(f"{step_name(it, *row)}：{number} × → {amount:,.2f}" for *row, number, amount in it.bridge.filter(
                c("group") == group).select("kind", "value", "cause", "count", "amount").iter_rows())
            state = "done" if sum(count[1:]) == 0 else "open"
            rows.append((it.name, group, state, f"{ours:.2f}", f"{theirs:.2f}", f"{theirs - ours:.2f}", f"{2 * matched / lines:.3f}",
                         different, only_ours + only_theirs, twice_ours + twice_theirs, 0, " ↔ ".join(it.sides), steps, None))
    for name in dict.fromkeys(name for name, _, _ in INVENTORY):
        reasons = "\n".join(f"没有收到“{title}”（{register}），无法核对。" for own, title, register in INVENTORY if own == name)
        rows.append((f"库存核对 · {name}", None, "none", "0.00", "0.00", "0.00", None, 0, 0, 0, 0, None, None, reasons))
    return pl.DataFrame(rows, orient="row", schema=[
        "name", "group", "state", "ours", "theirs", "difference", "rate", "different", "open", "duplicate", "ambiguous", "sides", "bridge",
        "not_checked"])


def not_checked(result, titles):
    stock = pl.DataFrame([(f"库存核对 · {name}", f"没有收到“{title}”（{register}），无法核对。") for name, title, register in INVENTORY],
                         schema=["name", "reason"], orient="row")
    return pl.concat([result.unchecked.join(titles, on="rule", how="left", maintain_order="left"), stock], how="diagonal").with_columns(
        cell=pl.lit(None, dtype=pl.String))
