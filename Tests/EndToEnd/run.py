"""Runs the program on the samples and on wrong files, as a person would, and holds what comes out against the contract:
exit codes, schemas, the same bytes under other locales, time zones, orders and numbers of threads, and survival of kills.

    .venv/bin/python Tests/EndToEnd/run.py .build/release/hedui
"""
import csv
import io
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HEDUI = str(pathlib.Path(sys.argv[1]).resolve())
SAMPLES = ROOT / "samples/inbox"
failures = []


def check(condition, message):
    if not condition:
        failures.append(message)
        print("FAILED:", message)


def run(*arguments, cwd=None, env=None, expect=0):
    done = subprocess.run(
        [HEDUI, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, env={**os.environ, **(env or {})}, timeout=300)
    if expect is not None:
        check(done.returncode == expect, f"{arguments} ends with {done.returncode}, not {expect}: {done.stderr[-400:]}")
    return done


def validator(name):
    schema = json.loads((ROOT / f"docs/schemas/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def validate(folder):
    """Every file of results against its schema; returns how many records there were."""
    records = 0
    manifest = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    for error in validator("run").iter_errors(manifest):
        check(False, f"run.json: {error.message}")
    for path in sorted((folder / "data").iterdir()):
        name = path.name.split(".")[0].split("-")[0]
        schema = validator(name)
        lines = path.read_text(encoding="utf-8").splitlines() if path.suffix == ".jsonl" else [path.read_text(encoding="utf-8")]
        for number, line in enumerate(lines, 1):
            for error in schema.iter_errors(json.loads(line)):
                check(False, f"{path.name}:{number}: {error.message}")
        records += len(lines)
        if path.suffix == ".jsonl":
            count = manifest["outputs"].get(f"data/{path.name}")
            check(count == len(lines), f"run.json tells of {count} lines in {path.name}, there are {len(lines)}")
    for file in manifest["files"]:
        rows = file["rows"]
        check(rows["read"] == rows["accepted"] + rows["rejected"] + rows["ignored"], f"rows of {file['file']}: {rows}")
    return records


def tree(folder):
    """Every file with its content; what the clock says of a run is left out."""
    result = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            if path.name == "run.json":
                manifest = json.loads(data)
                del manifest["measured"]
                data = json.dumps(manifest, ensure_ascii=False).encode()
            result[path.relative_to(folder).as_posix()] = data
    return result


def workspace(base, name, files):
    folder = base / name
    run("init", folder)
    shutil.rmtree(folder / "policy")
    for target, data in files:
        path = folder / "inbox" / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    config = folder / "pipeline.yml"
    config.write_text(config.read_text(encoding="utf-8") + "settle: 0\nas_of: 2026-04-01\n", encoding="utf-8")
    return folder


def samples_are_deterministic(base):
    files = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir())]
    expected = None
    for number, (env, order, threads) in enumerate([
        ({"TZ": "UTC", "LANG": "C", "LC_ALL": "C"}, files, 2),
        ({"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, files[::-1], 1),
        ({"TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}, files[5:] + files[:5], 4),
    ]):
        folder = workspace(base, f"same{number}", order)
        with open(folder / "pipeline.yml", "a", encoding="utf-8") as config:
            config.write(f"threads: {threads}\n")
        run("run", cwd=folder, env=env)
        records = validate(folder / "output/latest")
        found = {key: value for key, value in tree(folder / "output").items() if key.startswith("2026-04-01/")}
        check(expected is None or found == expected, f"other bytes under {env}, {threads} threads")
        expected = found
        check(not list((folder / "inbox").iterdir()), "files are left in the inbox")
        check(len([p for p in (folder / "archive").rglob("*") if p.is_file()]) == len(files), "files are missing from the archive")
    print(f"samples: {len(files)} files, {records} records, same bytes in 3 environments")


def shuffled(path, random):
    """A character-separated sample with its data rows in another order."""
    found = json.loads(run("inspect", "--json", path).stdout)["sheets"][0]["tables"][0]
    last = int("".join(letter for letter in found["range"].split(":")[1] if letter.isdigit()))
    ignored = set()
    for rows in (part.partition("-") for item in found["ignored"] for part in item["rows"].split(", ")):
        ignored |= set(range(int(rows[0]), int(rows[2] or rows[0]) + 1))
    places = [row - 1 for row in range(found["header_rows"][-1] + 1, last + 1) if row not in ignored]
    lines = path.read_bytes().split(b"\n")
    check(len(places) == found["data_rows"], f"{path.name} has fields with line breaks and cannot be shuffled by line")
    moved = random.sample(places, len(places))
    return b"\n".join([dict(zip(places, (lines[place] for place in moved))).get(i, line) for i, line in enumerate(lines)])


def the_order_of_rows_does_not_matter(base):
    def results(name, content):
        folder = workspace(base, name, [(path.name, content(path)) for path in sorted(SAMPLES.iterdir())])
        run("run", cwd=folder)
        data = folder / "output/latest/data"
        violations = [json.loads(line) for line in (data / "violations.jsonl").read_text(encoding="utf-8").splitlines()]
        # Where a violation stands moves with the rows; what it is about, and what it costs, must not.
        facts = {tuple(str(each[key]) for key in ("id", "rule", "key", "person", "status", "points", "fine"))
                 for each in violations}
        rest = {path.name: path.read_bytes() for path in [*data.glob("bridge-*"), data / "performance.jsonl"]}
        return len(violations), facts, rest

    expected = results("as they are", pathlib.Path.read_bytes)
    for seed in [1, 2]:
        order = random.Random(seed)
        found = results(f"shuffled {seed}", lambda path: shuffled(path, order) if path.suffix == ".csv" else path.read_bytes())
        check(found == expected, f"rows in another order, seed {seed}: {found[1] ^ expected[1]}")
    print(f"rows shuffled twice: the same {expected[0]} violations, bridges and scores")


def wrong_files_come_back(base):
    roster = (SAMPLES / "员工花名册.xlsx").read_bytes()
    orders = list(csv.reader(io.StringIO((SAMPLES / "订单台账.csv").read_text(encoding="utf-8-sig"))))
    amount = orders[0].index("订单金额")

    def text(rows):
        lines = io.StringIO()
        csv.writer(lines).writerows(rows)
        return lines.getvalue().encode()

    wrong = {
        "缺列.csv": text([row[1:] for row in orders]),
        "类型不对.csv": text([orders[0]] + [row[:amount] + ["不详"] + row[amount + 1:] for row in orders[1:]]),
        "空.xlsx": b"", "截断.xlsx": roster[: len(roster) // 2], "不认识.csv": "甲,乙\n1,2\n3,4\n5,6\n".encode(),
        "加密.xlsx": encrypted(base), "文件.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    }
    folder = workspace(base, "wrong", [*wrong.items(), ("员工花名册.xlsx", roster)])
    run("run", cwd=folder, expect=3)
    validate(folder / "output/latest")
    rejected = {path.name for path in (folder / "rejected").iterdir()}
    check(rejected == set(wrong) | {name + ".原因.txt" for name in wrong}, f"rejected: {rejected}")
    for name, data in wrong.items():
        check((folder / "rejected" / name).read_bytes() == data, f"{name} was changed")
        reason = (folder / "rejected" / (name + ".原因.txt")).read_text(encoding="utf-8-sig")
        check("未采用" in reason and "1. " in reason, f"{name}: {reason}")
    check((folder / "archive/standing/员工花名册.xlsx").read_bytes() == roster, "the good file is not in the archive")
    check("加密" in (folder / "rejected/加密.xlsx.原因.txt").read_text(encoding="utf-8-sig")
          or "密码" in (folder / "rejected/加密.xlsx.原因.txt").read_text(encoding="utf-8-sig"), "the password is not mentioned")
    for name, words in {"缺列.csv": "没有找到“订单号”", "类型不对.csv": "读不出来，如“不详”"}.items():
        reason = (folder / "rejected" / (name + ".原因.txt")).read_text(encoding="utf-8-sig")
        check(words in reason, f"{name} does not say {words}: {reason}")
    print(f"wrong files: {len(wrong)} came back with a reason")


def encrypted(base):
    """An OLE file with the streams of a workbook with a password, as far as telling it needs."""
    def entry(name, kind, start, size, child=0xFFFFFFFF, right=0xFFFFFFFF):
        raw = name.encode("utf-16-le") + b"\0\0"
        return (raw.ljust(64, b"\0") + len(raw).to_bytes(2, "little") + bytes([kind, 1]) + b"\xff" * 4
                + right.to_bytes(4, "little") + child.to_bytes(4, "little") + b"\0" * 36
                + start.to_bytes(4, "little") + size.to_bytes(8, "little"))
    header = (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + (0x3E).to_bytes(2, "little") + (3).to_bytes(2, "little")
              + (0xFFFE).to_bytes(2, "little") + (9).to_bytes(2, "little") + (6).to_bytes(2, "little") + b"\0" * 10
              + (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + b"\0" * 4 + (0).to_bytes(4, "little")
              + (0xFFFFFFFE).to_bytes(4, "little") + b"\0" * 4 + (0xFFFFFFFE).to_bytes(4, "little") + b"\0" * 4
              + (0).to_bytes(4, "little") + b"\xff" * 4 * 108)
    fat = [0xFFFFFFFD, 0xFFFFFFFE] + list(range(3, 18)) + [0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    table = b"".join(value.to_bytes(4, "little") for value in fat)
    directory = (entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + entry("EncryptedPackage", 2, 2, 8192, right=2)
                 + entry("EncryptionInfo", 2, 2, 4096) + entry("", 0, 0, 0))
    return header + table + directory + bytes(range(256)) * 32


def killed_runs_are_finished(base):
    files = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir())]
    files.append(("不认识.csv", "甲,乙\n1,2\n3,4\n5,6\n".encode()))
    whole = workspace(base, "whole", files)
    start = time.monotonic()
    run("run", cwd=whole, expect=3)
    duration = time.monotonic() - start
    expected = {name: tree(whole / name) for name in ("inbox", "archive", "rejected")}
    expected["output"] = {k: v for k, v in tree(whole / "output").items() if k.startswith("2026")}
    kills = 0
    for step in range(12):
        folder = workspace(base, f"killed{step}", files)
        process = subprocess.Popen([HEDUI, "run", "--quiet"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(duration * (step + 1) / 13)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
        run("run", cwd=folder, expect=None)
        found = {name: tree(folder / name) for name in ("inbox", "archive", "rejected")}
        found["output"] = {k: v for k, v in tree(folder / "output").items() if k.startswith("2026")}
        for name in expected:
            check(found[name] == expected[name], f"killed after {step + 1}/13: {name} differs")
    print(f"killed {kills} runs; all were finished by the next")


def heeds_interrupts(pid):
    """Whether a process catches or ignores SIGINT."""
    lines = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    masks = [int(line.split()[1], 16) for line in lines if line.startswith(("SigCgt:", "SigIgn:"))]
    return any(mask >> (signal.SIGINT - 1) & 1 for mask in masks)


def exit_codes(base):
    run("run", cwd=base, expect=2)
    folder = workspace(base, "codes", [(path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir())])
    check("投放目录是空的" in run("run", "--inbox", folder / "archive/", "--output", folder / "output", cwd=folder).stderr, "an empty inbox is not told")
    run("run", "--inbox", folder / "nowhere", cwd=folder, expect=2)
    run("run", "--as-of", "yesterday", cwd=folder, expect=2)
    run("run", "--fail-on", "loud", cwd=folder, expect=2)
    done = run("run", "--fail-on", "info", "--json", cwd=folder, expect=1)
    for error in validator("run").iter_errors(json.loads(done.stdout)):
        check(False, f"run --json: {error.message}")
    run("check", cwd=folder)
    (folder / "pipeline.yml").write_text("inbox: [a]\noutptu: b\nfail_on: x\n", encoding="utf-8")
    done = run("run", cwd=folder, expect=2)
    check("pipeline.yml:2:1" in done.stderr and "pipeline.yml:3:10" in done.stderr, f"mistakes: {done.stderr}")
    places = [(line["file"], line["line"], line["column"]) for line in map(json.loads, run("check", "--json", cwd=folder, expect=2).stdout.splitlines())]
    check(places == [("pipeline.yml", line, column) for line, column in [(1, 9), (2, 1), (3, 10)]], f"check: {places}")
    (folder / "pipeline.yml").write_text("inbox: [inbox]\nsettle: 0\n", encoding="utf-8")
    done = run("history", "--json", cwd=folder)
    lines = done.stdout.splitlines()
    check(len(lines) >= 1, "history is empty")
    for line in lines:
        for error in validator("history").iter_errors(json.loads(line)):
            check(False, f"history: {error.message}")
    interrupted = workspace(base, "stopped", [("大.csv", b"a,b\n" + b"1,2\n" * 200_000)])
    config = interrupted / "pipeline.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("settle: 0", "settle: 3"), encoding="utf-8")
    os.utime(interrupted / "inbox/大.csv")
    # A shell that starts this in the background has signals ignored, and so would the program.
    process = subprocess.Popen(
        [HEDUI, "run"], cwd=interrupted, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    # Before the program has taken the signal over, the system would end it.
    for _ in range(300):
        if heeds_interrupts(process.pid):
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    check(process.wait(timeout=30) == 130, f"interrupted: {process.returncode}")
    check((interrupted / "inbox/大.csv").exists(), "an interrupted run moved a file")
    print("exit codes 0, 1, 2, 3, 130")


with tempfile.TemporaryDirectory(prefix="hedui-e2e-") as name:
    base = pathlib.Path(name)
    samples_are_deterministic(base)
    the_order_of_rows_does_not_matter(base)
    wrong_files_come_back(base)
    killed_runs_are_finished(base)
    exit_codes(base)
if failures:
    sys.exit(f"{len(failures)} failures")
