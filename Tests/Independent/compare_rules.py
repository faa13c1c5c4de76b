#!/usr/bin/env python3
"""Holds the violations of `hedui run` against a second implementation and against what the samples intend.

    compare_rules.py HEDUI [--seeds 25]

1. Registers made at random from each seed: twenty rules by second_rules.py, in both directions.
2. samples/inbox: every violation of samples/expected/violations.jsonl and every finding of samples/expected/findings.jsonl
   is found, and nothing else.
"""
import argparse
import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import second_rules

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"


def run(hedui, workspace, inbox):
    """The violations file of a run over a folder, which is left as it is."""
    workspace.mkdir(parents=True, exist_ok=True)
    config = workspace / "pipeline.yml"
    config.write_text(f"inbox: [{json.dumps(str(inbox))}]\narchive: none\nsettle: 0\n", encoding="utf-8")
    result = subprocess.run([hedui, "run", "--config", config, "--as-of", "2026-04-01", "--period", "2026-03", "--fail-on", "never"], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        sys.exit(f"hedui run over {inbox} gave {result.returncode}\n{result.stdout}{result.stderr}")
    return workspace / "output" / "2026-04-01" / "data" / "violations.jsonl"


def samples_agree(hedui, workspace):
    violations = run(hedui, workspace, SAMPLES / "inbox")
    found = {(record["rule"], record["key"]) for record in map(json.loads, violations.read_text(encoding="utf-8").splitlines())}
    intended = {(record["rule"], record["key"]) for record in map(json.loads, (SAMPLES / "expected/violations.jsonl").read_text(encoding="utf-8").splitlines())}
    for rule, key in sorted(intended - found):
        print(f"samples: intended but not found: {rule} {key}")
    for rule, key in sorted(found - intended):
        print(f"samples: found but not intended: {rule} {key}")
    print(f"samples: {len(intended)} violations intended, {len(found)} found")
    fields = ("code", "severity", "file", "sheet", "cell", "column")
    noted, expected = (
        collections.Counter(tuple(record.get(field) for field in fields) for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()))
        for path in (violations.with_name("findings.jsonl"), SAMPLES / "expected/findings.jsonl"))
    for label, difference in (("intended but not found", expected - noted), ("found but not intended", noted - expected)):
        for each in sorted(difference, key=str):
            print(f"samples: finding {label}: {each}")
    print(f"samples: {sum(expected.values())} findings intended, {sum(noted.values())} found")
    return found == intended and noted == expected


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("hedui", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("--seeds", type=int, default=25)
    arguments = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, arguments.seeds + 1):
            inbox = Path(folder) / f"seed{seed}" / "inbox"
            second_rules.Maker(seed, inbox).make()
            print(f"seed {seed}: ", end="", flush=True)
            good &= second_rules.compare(inbox, [run(arguments.hedui, inbox.parent, inbox)])
        good &= samples_agree(arguments.hedui, Path(folder) / "samples")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
