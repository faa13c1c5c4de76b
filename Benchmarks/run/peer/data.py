"""The data files: JSON lines, and the bridges of the reconciliations."""
import json

import polars as pl

from common import AS_OF, PERIOD, period_of
from reconcile import PASSES, STATUSES

c = pl.col
STOCK = ["roll_forward", "valuation", "aged_stock"]
VIOLATION = ["id", "rule", "clause", "severity", "register", "file", "sheet", "row", "cell", "key", "group", "person", "department",
             "points", "fine", "effects", "message", "values", "first_seen", "status"]


def write(folder, result, findings, people, reconciliations, files):
    folder.mkdir()
    findings.write_ndjson(folder / "findings.jsonl")
    # The values differ from rule to rule, so every rule's lines are appended with their own fields.
    with open(folder / "violations.jsonl", "wb") as out:
        for frame in result.found:
            frame.select(VIOLATION).write_ndjson(out)
    result.unchecked.write_ndjson(folder / "unchecked.jsonl")
    pl.DataFrame([(rule, *counts) for rule, counts in result.counts.items()],
                 schema=["rule", "satisfied", "violated", "not_applicable", "unchecked"], orient="row").write_ndjson(folder / "rules.jsonl")
    people.write_ndjson(folder / "performance.jsonl")
    result.figures.write_ndjson(folder / "kpi.jsonl")
    result.due.write_ndjson(folder / "reminders.jsonl")
    for it in reconciliations:
        matches(it).write_ndjson(folder / f"matches-{it.key}.jsonl")
        bridge(folder / f"bridge-{it.key}.json", it)
    # Registers of stock are absent.
    (folder / "matches-inventory.jsonl").touch()
    nothing = [{"comparison": name, "group": "", "ours_total": "0", "theirs_total": "0", "lines": [],
        "counts": dict.fromkeys([*STATUSES, "ambiguous"], 0),
                "passes": [], "not_checked": [{"reason": "reconciliation.register-absent", "count": 0}] * 2} for name in STOCK]
    save(folder / "bridge-inventory.json", {"reconciliation": "inventory", "groups": nothing})
    outputs = {f"data/{path.name}": path.read_bytes().count(b"\n") for path in sorted(folder.glob("*.jsonl")) if path.stat().st_size < 1e8}
    save(folder.parent / "run.json", {
        "schema": 1, "as_of": str(AS_OF), "period": PERIOD, "rows": {"read": sum(rows for *_, rows, _ in files)},
        "findings": {"warning": findings.height},
        "outputs": outputs | {f"data/matches-{it.key}.jsonl": it.items.height for it in reconciliations},
        "files": [{"file": name, "sha256": sha, "fate": "accepted", "period": period_of(name), "registers": [register],
                   "rows": {"read": rows, "accepted": rows, "rejected": 0, "ignored": 0}} for name, register, _, rows, sha in files]})


def matches(it):
    def lines(side):
        line = pl.struct(file=f"{side}_file", sheet=f"{side}_sheet", row=f"{side}_row", key=f"{side}_key")
        return pl.when(c(f"{side}_row").is_not_null()).then(pl.concat_list(line)).otherwise([]).alias(side)

    def compared(value):
        sides = [c(f"{name}_{value.name}").alias(name) for name in ["ours", "theirs", "difference"]]
        if value.kind == "money":
            sides = [side.cast(pl.Decimal(18, 2)) for side in sides]
        return pl.struct(*sides, c(f"cause_{value.name}").alias("cause")).alias(value.name)

    return it.items.select("status", "pass", lines("ours"), lines("theirs"), compared=pl.struct(compared(value) for value in it.values))


def bridge(path, it):
    groups = []
    for (group,), items in it.items.group_by("group", maintain_order=True):
        counts = dict(items.group_by("status").len().iter_rows())
        passes = dict(((name, status), number) for name, status, number in items.group_by("pass", "status").len().iter_rows())
        groups.append({
            "comparison": it.comparison, "group": group, "ours_total": f"{items['total_ours'].sum():.2f}",
            "theirs_total": f"{items['total_theirs'].sum():.2f}",
            "lines": [step(row) for row in it.bridge.filter(c("group") == group).drop("group").iter_rows(named=True)],
            "counts": {status: counts.get(status, 0) for status in STATUSES} | {"ambiguous": 0},
            "passes": [pass_counts(name, passes) for name in PASSES if name in it.passes], "not_checked": []})
    save(path, {"reconciliation": it.key, "groups": groups})


def save(path, content):
    path.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")


def step(row):
    return {name: value for name, value in row.items() if value is not None} | {"amount": f"{row['amount']:.2f}"}


def pass_counts(name, counts):
    matched, different = counts.get((name, "matched"), 0), counts.get((name, "different"), 0)
    return {"pass": name, "matched": matched, "different": different, "ambiguous": 0, "ours_lines": matched + different,
            "theirs_lines": matched + different}
