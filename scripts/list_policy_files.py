#!/usr/bin/env python3
"""Writes Sources/CPolicy/CPolicy.c, which puts the files of policy/ into the program.

Only the list is written; the compiler reads the files themselves (C23 #embed), so that edits need no second step.
Run again when a policy file is added, renamed or removed; a test compares the list with the folder.
"""
import pathlib

ROOT = pathlib.Path(__file__).parent.parent
TARGET = ROOT / "Sources/CPolicy/CPolicy.c"
KINDS = [".yml", ".mustache", ".css", ".js"]
paths = sorted(
    path.relative_to(ROOT / "policy").as_posix() for path in (ROOT / "policy").rglob("*") if path.suffix in KINDS)

lines = [
    "// Written by scripts/list_policy_files.py from the names of the files in policy/.",
    '#include "CPolicy.h"',
    "#pragma clang diagnostic ignored \"-Wc23-extensions\"",
    "",
]
for index, path in enumerate(paths):
    lines += [
        f"static const unsigned char file{index}[] = {{",
        f'#embed "../../policy/{path}" if_empty(0)',
        "};",
    ]
lines += ["", "static const CPolicyFile files[] = {"]
lines += [f'    {{"{path}", file{index}, sizeof file{index}}},' for index, path in enumerate(paths)]
lines += [
    "};",
    "",
    "const CPolicyFile *const CPolicyFiles = files;",
    "const size_t CPolicyFileCount = sizeof files / sizeof files[0];",
]
TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
