"""Whether two folders of results say the same.

    compare.py HEDUI PEER

Violations and counts by rule, every item of the reconciliations with its rows and compared values, bridges, reminders, scores, figures,
findings, fields of the data files, rows and columns of every list of every workbook and of the page.
"""
import collections
import json
import pathlib
import re
import sys
import zipfile

# What may differ, and why. Parts of names, as they are printed.
ACCEPTED = {
    r"sheet .*/(总览|概览|说明)": "tables stacked below each other instead of side by side, so these three have other rows and columns",
}


def lines(path):
    with open(path, encoding="utf-8") as file:
        yield from map(json.loads, file)


def results(folder):
    """What is compared: a number, text or set by name."""
    data = folder / "data"
    found = {}
    for line in lines(data / "rules.jsonl"):
        found[f"counts of {line['rule']}"] = tuple(line[name] for name in ["satisfied", "violated", "not_applicable", "unchecked"])
    kept = {
        "violations": ["rule", "file", "row", "cell", "key", "person", "message", "status"],
        "findings": ["code", "file", "cell", "message"],
        "reminders": ["rule", "row", "person", "due", "message"], "unchecked": ["rule", "key"], "kpi": ["key", "numerator", "denominator"],
        "performance": ["person", "points_deducted", "violations", "score", "level"]}
    for name, fields in kept.items():
        found[name] = {tuple(line[field] for field in fields) for line in lines(data / f"{name}.jsonl")}
    for rule, number in collections.Counter(line[0] for line in found["violations"]).items():
        found[f"violations of {rule}"] = number
    for code, number in collections.Counter(line[0] for line in found["findings"]).items():
        found[f"findings {code}"] = number
    for path in data.glob("matches-*.jsonl"):
        statuses = collections.Counter()
        # Numbers that are equal have equal hashes, 366 and 366.0 as well.
        found[f"{path.stem} with values"] = items = set()
        for line in lines(path):
            statuses[line["status"]] += 1
            rows = tuple(tuple((own["file"], own["row"]) for own in line[side]) for side in ["ours", "theirs"])
            items.add(hash((line["status"], line["pass"], rows, tuple(tuple(value.values()) for value in line["compared"].values()))))
        found |= {f"{path.stem} {status}": number for status, number in statuses.items()}
    for path in data.glob("bridge-*.json"):
        found |= bridges(json.loads(path.read_text(encoding="utf-8")))
    found |= {f"file {path.relative_to(folder)}": True for path in folder.rglob("*") if path.is_file()}
    found |= {f"fields of {path.name}": fields_of(path) for path in data.glob("*.jsonl")}
    for path in folder.glob("*.xlsx"):
        found |= sheets(path)
    return found | page(folder / "index.html")


def bridges(content):
    """What leads from one total to the other, group by group."""
    found = {}
    for group in content["groups"]:
        steps = {(step["kind"], step.get("value"), step.get("cause"), step["count"], float(step["amount"])) for step in group["lines"]}
        totals = float(group["ours_total"]), float(group["theirs_total"])
        found[f"bridge {content['reconciliation']} {group['comparison']} {group['group']}"] = totals, steps, group["counts"]
    return found


def fields_of(path):
    """The fields of the first line, and those inside of it."""
    line = next(lines(path), {})
    inside = [f"{name}.{key}" for name in ["compared"] for key in line.get(name, ())]
    return tuple(sorted([*line, *inside]))


def sheets(path):
    """Rows of every sheet, and columns of its lists, which have their headers in the fourth row."""
    result = {}
    with zipfile.ZipFile(path) as book:
        names = re.findall(r'<sheet [^>]*name="([^"]*)"', book.read("xl/workbook.xml").decode())
        for number, name in enumerate(names, 1):
            text = book.read(f"xl/worksheets/sheet{number}.xml").decode()
            head = re.search(r'<row r="4".*?</row>', text, re.DOTALL)
            result[f"sheet {path.stem}/{name}"] = (text.count("<row "), head.group().count("<c ") if head else 0)
    return result


def page(path):
    """Rows and columns of the lists of the page."""
    scripts = re.findall(r'<script[^>]* id="data-(\w+)"[^>]*>(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
    lists = {name: json.loads(text) for name, text in scripts}
    return {f"list {name} of the page": (content["rows"], len(content["columns"])) for name, content in lists.items()}


def differences(ours, theirs):
    for name in sorted(ours.keys() | theirs.keys()):
        left, right = ours.get(name), theirs.get(name)
        if left != right:
            if isinstance(left, set) and isinstance(right, set):
                left, right = f"{len(left - right)} of {len(left)} only here", f"{len(right - left)} of {len(right)} only here"
            yield name, f"{name}: hedui {left}, polars {right}"


def report(hedui, peer):
    """Prints what was found and what differs; tells whether nothing does but what is accepted."""
    ours, theirs = results(hedui), results(peer)
    count = sum(number for name, number in ours.items() if name.startswith("violations of"))
    print(f"  {count} violations, {len(ours['reminders'])} reminders, {len(ours['findings'])} findings")
    for name in sorted(name for name, number in ours.items() if name.startswith("matches") and isinstance(number, int)):
        print(f"  {name.removeprefix('matches-'):32} {ours[name]:>8}")
    accepted, wrong = collections.Counter(), 0
    for name, text in differences(ours, theirs):
        reason = next((reason for pattern, reason in ACCEPTED.items() if re.fullmatch(pattern, name)), None)
        if reason is None:
            wrong += 1
            print(f"  DIFFERENT {text}")
        accepted[reason] += 1
    for reason in ACCEPTED.values():
        print(f"  accepted, {accepted[reason]} times: {reason}")
    if not wrong:
        print(f"  both find the same in {len(ours) - accepted.total()} of {len(ours)} comparisons")
    return not wrong


if __name__ == "__main__":
    sys.exit(0 if report(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])) else 1)
