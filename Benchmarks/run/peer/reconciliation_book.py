"""The workbook of one reconciliation, or of one carrier's."""
import polars as pl

from common import AS_OF, PERIOD
from reconcile import CAUSES, PASSES, STATUSES
from rules import RULES
from sheets import HEAD, Book, Column

c = pl.col
DECISIONS = ["处理意见", "处理说明", "处理人", "处理日期"]
NOTE = f"{PERIOD}  ·  数据截至 {AS_OF}"


def write(path, it, group, items, bridge, files):
    """`items`: those of the group, by status."""
    book = Book(path)
    parts = {status: items.filter(c("status") == status) for status in STATUSES}
    listed = differences(it, parts["different"])
    overview(book, it, group, parts, listed, bridge)
    book.list("差异", f"共 {listed.height} 条  ·  一个单据有几处不同就占几行", [
        Column("我方单号", width=22), Column("对方单号", width=22), Column("比较项"), Column("我方", "number"), Column(None), Column("对方", "number"),
        Column(None), Column("差（对方−我方）", "number"), Column("原因", width=16), Column("影响金额（元）", "money", total=True),
        Column("本单我方合计", "money", total=True), Column("本单对方合计", "money", total=True), Column("我方出处", "link", 30),
        Column("对方出处", "link", 30), Column("编号", hidden=True)], listed, "没有差异。",
        (DECISIONS, ["按我方", "按对方", "协商处理", "待查"]), panes=2)
    for status, side, note in [("only_ours", "ours", "我方有、对方没有"), ("only_theirs", "theirs", "对方有、我方没有")]:
        rows, columns = singles(it, parts[status], side)
        book.list(STATUSES[status], f"共 {rows.height} 条  ·  {note}", columns, rows, "没有未达项。",
                  (DECISIONS, ["结转下期", "对方补记", "我方补记", "核销", "待查"]))
    rows, columns = matched(it, parts["matched"])
    book.list("已核对", f"共 {rows.height} 条  ·  行号见“说明”所列文件", columns, rows, "没有一致的行。", panes=2)
    rows = duplicates(it, pl.concat([parts["duplicate_ours"], parts["duplicate_theirs"]]))
    book.list("重复", f"共 {rows.height} 条", [
        Column("类别"), Column("单号", width=24), Column("我方（元）", "money", total=True), Column("对方（元）", "money", total=True),
        Column("重复的行", "link", 34), Column("原来的行", "link", 34), Column("编号", hidden=True)], rows, "没有重复的行。",
        (DECISIONS, ["确认重复", "不是重复", "待查"]), panes=2)
    explanation(book, it, items, files)
    book.close()


def kind_of(value):
    return {"number": "number", "money": "money", "day": "day"}.get(value.kind, "text")


def title_of(value):
    return value.title + ("（元）" if value.kind == "money" else "")


def shown_values(it):
    """The values of the lists: the measure has columns of its own, the agreed price is only compared."""
    return [value for value in it.values if value.name not in ("total", "agreed_freight")]


def origin(side, letters, row=None):
    """Text and address of a line's key cell."""
    row = row or f"{side}_row"
    cell = pl.format(letters[side] + "{}", row)
    where = [f"{side}_sheet", f"{side}_file"]
    text = pl.concat_str(cell, *where, separator=" · ", ignore_nulls=True)
    inside = pl.format("#'{}'!{}", where[0], cell).fill_null("")
    return pl.concat_str(text, pl.lit("\texternal:../inbox/"), where[1], inside)


def letters(it):
    return {"ours": "A", "theirs": "C"} if it.key == "logistics" else {"ours": "C", "theirs": "A"}


def identity(it):
    return pl.format(it.comparison + ";{};{}", c("ours_key").fill_null(""), c("theirs_key").fill_null("")).alias("identity")


def differences(it, rows):
    """A row for each value that differs; the totals of the item stand in its first."""
    none = pl.lit(None, dtype=pl.String)
    number = pl.lit(None, dtype=pl.Float64)
    at = letters(it)
    parts = []

    def part(order, rows, title, ours, theirs, difference, cause, effect, is_number):
        sides = [side for value, name in [(ours, "ours"), (theirs, "theirs")] for side in (
            (value.cast(pl.Float64) if is_number else number).alias(name),
            (none if is_number else value.cast(pl.String)).alias(f"{name} text"))]
        parts.append(rows.select(
            "ours_no", "theirs_no", pl.lit(title).alias("title"), *sides, difference.cast(pl.Float64).alias("difference"),
            cause.replace(CAUSES).alias("cause"), effect.alias("effect"), "total_ours", "total_theirs", origin("ours", at).alias("place"),
            origin("theirs", at).alias("other place"), identity(it), pl.lit(order).alias("order")))

    for order, value in enumerate(it.values):
        names = {name: c(f"{name}_{value.name}") for name in ["ours", "theirs", "difference", "cause", "effect"]}
        is_number = value.kind in ("number", "money")
        effect = number if value.name == "total" else names["effect"]
        part(order, rows.filter(names["cause"].is_not_null()), title_of(value).removesuffix("（元）"), names["ours"], names["theirs"],
             names["difference"], names["cause"], effect, is_number)
    if "total" in {value.name for value in it.values}:
        wrong = rows.filter(c("cause_total") == "row_total")
        part(len(it.values), wrong, "合计", number, number, number, pl.lit("row_total"), c("effect_total"), True)
    first = c("identity").is_first_distinct()
    return pl.concat(parts).sort("ours_no", "identity", "order").with_columns(
        pl.when(first).then("total_ours"), pl.when(first).then("total_theirs")).drop("order")


def singles(it, rows, side):
    has_days = it.key == "logistics"
    of_ours = {value.name for value in it.values} - {"period"} if has_days else {"owner", "customer_name"}
    own = [value for value in shown_values(it) if side == "theirs" or value.name in of_ours]
    columns = [Column("单号", width=24), *(Column(title_of(value), kind_of(value)) for value in own),
               Column(f"{it.measure}（元）", "money", total=True), *([Column("账龄（天）", "number")] if has_days else []),
               Column("可能对应", width=16), Column("出处（点击打开）", "link", 34), Column("编号", hidden=True)]
    return rows.select(
        f"{side}_no", *(f"{side}_{value.name}" for value in own), f"total_{side}", *(["age"] if has_days else []),
        pl.lit(None, dtype=pl.String).alias("near"), origin(side, letters(it)).alias("place"), identity(it)), columns


def matched(it, rows):
    values = shown_values(it)
    columns = [Column("我方单号", width=22), Column("对方单号", width=22), Column("配对方式", width=16),
               *(Column(title_of(value), kind_of(value)) for value in values), Column("我方（元）", "money", total=True),
               Column("对方（元）", "money", total=True), Column("容差内差额", "money", total=True), Column("我方行数", "number", total=True),
               Column("对方行数", "number", total=True), Column("我方行号", "number"), Column("对方行号", "number")]
    one = pl.lit(1)
    return rows.select(
        "ours_no", "theirs_no", c("pass").replace(PASSES), *(pl.coalesce(f"ours_{value.name}", f"theirs_{value.name}") for value in values),
        "total_ours", "total_theirs", (c("total_theirs") - c("total_ours")).round(2).alias("difference"), one.alias("lines"),
        one.alias("their lines"), "ours_row", "theirs_row"), columns


def duplicates(it, rows):
    at = letters(it)
    is_ours = c("status") == "duplicate_ours"
    again = pl.when(is_ours).then(origin("ours", at)).otherwise(origin("theirs", at))
    first = pl.when(is_ours).then(origin("ours", at, "original")).otherwise(origin("theirs", at, "original"))
    return rows.select(c("status").replace(STATUSES), pl.coalesce("ours_no", "theirs_no").alias("no"), c("total_ours").fill_null(0),
                       c("total_theirs").fill_null(0), again.alias("again"), first.alias("first"), identity(it))


def overview(book, it, group, parts, listed, bridge):
    """Totals, the steps from one to the other, results, signatures; all sums are formulas over the lists."""
    sheet = book.page("总览", f"{NOTE}  ·  {it.comparison_name}  ·  我方：{it.sides[0]}，对方：{it.sides[1]}")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 8, 16)
    sums = {status: (part["total_ours"].fill_null(0).sum(), part["total_theirs"].fill_null(0).sum()) for status, part in parts.items()}
    ours, theirs = (sum(pair[i] for pair in sums.values()) for i in (0, 1))
    count = {status: part.height for status, part in parts.items()}
    both = count["matched"] * 2
    lines = both + 2 * count["different"] + sum(count[status] for status in STATUSES if status not in ("matched", "different"))
    steps = bridge.rows(named=True)
    first = 10
    results = first + len(steps) + 7  # row of the first result, counted from 1
    last = results + len(STATUSES)
    sheet.write_string(2, 0, f"{it.name} {group}：" + "，".join(f"{title} {count[status]} 笔" for status, title in STATUSES.items()))
    for at, title in enumerate(["我方合计（元）", "对方合计（元）", "差额（对方−我方）", "一致率", "差异（笔）", "未达（笔）"]):
        sheet.write_string(4, at, title, book.header)
    rate = both / lines if lines else 0
    for at, (formula, value, form) in enumerate([
            (f"=E{last}", ours, book.total_money), (f"=F{last}", theirs, book.total_money),
            (f"=F{last}-E{last}", theirs - ours, book.total_money),
            (f"=ROUNDDOWN((C{results}+D{results})/(C{last}+D{last}),3)", rate, book.percent),
            (f"=B{results + 1}", count["different"], book.total),
            (f"=B{results + 2}+B{results + 3}", count["only_ours"] + count["only_theirs"], book.total)]):
        sheet.write_formula(5, at, formula, form, value)

    def span(name, letter, rows):
        return f"'{name}'!${letter}${HEAD + 1}:${letter}${HEAD + max(rows, 1)}"

    def total(status, side):
        """The formula of a status' total of one side, with its result."""
        value = sums[status][side]
        height = count[status]
        if not height or (status.startswith("only") or status.startswith("dup")) and status.endswith("theirs") != bool(side):
            return float(value)
        letter = {"matched": ["K", "L"], "different": ["I", "J"], "only_ours": ["H", ""], "only_theirs": ["", "I"]}
        if it.key != "logistics":
            letter |= {"matched": ["J", "K"], "only_ours": ["D", ""], "only_theirs": ["", "H"]}
        if status.startswith("dup"):
            rows = count["duplicate_ours"] + count["duplicate_theirs"]
            return f'=SUMIFS({span("重复", "CD"[side], rows)},{span("重复", "A", rows)},"{STATUSES[status]}")', value
        name = {"matched": "已核对", "different": "差异"}.get(status, STATUSES[status])
        return f"=SUM({span(name, letter[status][side], listed.height if status == 'different' else height)})", value

    rows = [["我方合计", None, (f"=E{last}", ours)]]
    running, bars = ours, [(0.0, ours, 0.0, 0.0)]
    titles = {value.name: value.title for value in it.values}
    for step in steps:
        amount = step["amount"]
        if step["kind"] == "difference":
            title, cause = titles[step["value"]], CAUSES[step["cause"]]
            item = "合计" if step["cause"] == "row_total" else title
            formula = (f'=SUMIFS({span("差异", "H", listed.height)},{span("差异", "C", listed.height)},"{item}",'
                       f'{span("差异", "G", listed.height)},"{cause}")')
            label = f"{title} · {cause}"
        else:
            label, side = STATUSES[step["kind"]], int(step["kind"].endswith("theirs"))
            formula = f"={'' if side else '-'}{total(step['kind'], side)[0][1:]}"
        rows.append([label, step["count"], (formula, amount)])
        bars.append((round(min(running, running + amount), 2), 0.0, max(amount, 0.0), max(-amount, 0.0)))
        running = round(running + amount, 2)
    end = first + len(rows)
    rows.append(["对方合计", None, (f"=SUM(C{first}:C{end - 1})", running)])
    rows.append(["与对方合计核对，余额应为零", None, (f"=ROUND(C{end}-F{last},6)", round(running - theirs, 2))])
    bars.append((0.0, running, 0.0, 0.0))
    for row, bar in zip(rows, bars):
        row += [None, None, None, *bar]
    book.table(sheet, 7, "差异分解", ["步骤", "笔数", f"{it.measure}（元）", "", "", "", "图表数据", "合计", "增加", "减少"], rows)
    rows = [[title, count[status], 0 if status.endswith("_theirs") else count[status], 0 if status.endswith("_ours") else count[status],
             total(status, 0), total(status, 1)] for status, title in STATUSES.items()]
    rows.append(["合计", *((f"=SUM({letter}{results}:{letter}{last - 1})", value) for letter, value in zip("BCDEF", [
        *(sum(row[i] for row in rows) for i in (1, 2, 3)), ours, theirs]))])
    after = book.table(sheet, results - 3, "结果汇总", ["结果", "笔数", "我方行数", "对方行数", "我方（元）", "对方（元）"], rows)
    book.sign_off(sheet, after, it.roles)
    if steps:
        colours = [None, "#5B6B7B", "#C2571A", "#2E7D4F"]
        book.chart(sheet, {"type": "column", "subtype": "stacked"}, [
            (name, (first - 1, 0, end - 1, 0), (first - 1, at, end - 1, at), colour)
            for at, (name, colour) in enumerate(zip(["", "合计", "增加", "减少"], colours), 6)], (after + 8, 0), "从我方到对方")


def explanation(book, it, items, files):
    sheet = book.page("说明", f"{NOTE}  ·  {it.name}")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 5, 20)
    sheet.write_string(2, 0, "差额一律为对方减我方。每一行恰好归入一种结果；两方合计与各清单之和相符。")
    wanted = {"waybill", "logistics_statement", "logistics_contract"} if it.key == "logistics" else {"order", "formal_customer"}
    used = set(items["ours_file"].unique()) | set(items["theirs_file"].unique())
    rows = [[name, title, rows, rows, 0, sha] for name, register, title, rows, sha in files
            if register in wanted and (name in used or register == "logistics_contract")]
    row = book.table(sheet, 4, "使用的文件", ["文件", "登记表", "读取", "采用", "退回", "SHA-256"], rows)
    counts = {(name, status): number for name, status, number in items.group_by("pass", "status").len().iter_rows()}
    row = book.table(sheet, row, "怎样配对（依次进行，配上的不再参加后面的步骤）", ["步骤", "一致", "差异", "不明"], [
        [PASSES[name], counts.get((name, "matched"), 0), counts.get((name, "different"), 0), 0] for name in it.passes])
    row = book.table(sheet, row, "比较的内容和容差", ["比较项", "容差"], [
        [value.title, "只作参考，不比较" if not value.is_compared else "0.01" if value.kind == "money" else "必须相同"] for value in it.values])
    row = book.table(sheet, row, "没有核对的", ["内容和原因", "行数"], [["没有"]])
    clauses = {rule["clause"]: rule for rule in RULES.iter_rows(named=True)}
    book.table(sheet, row, "依据的条款", ["条款", "内容"], [
        [f"{clause} {clauses[clause]['article']}", clauses[clause]["text"]] for clause in it.clauses])
