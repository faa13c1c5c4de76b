#!/usr/bin/env python3
"""Writes Sources/Registers/Recognition/TraditionalTable.swift: traditional characters with their simplified forms.

The pairs are those of OpenCC's character table (TSCharacters, Apache License 2.0) in the Python package
`opencc-python-reimplemented`; of several simplified forms the first, and only characters of the basic plane.

    pip install opencc-python-reimplemented
    python3 scripts/make_traditional_table.py
"""
import pathlib

import opencc

TARGET = pathlib.Path(__file__).parent.parent / "Sources/Registers/Recognition/TraditionalTable.swift"
PER_LINE = 50

source = pathlib.Path(opencc.__file__).parent / "dictionary/TSCharacters.txt"
pairs = {}
for line in source.read_text(encoding="utf-8").splitlines():
    traditional, _, forms = line.partition("\t")
    simplified = forms.split(" ")[0]
    if len(traditional) == 1 and len(simplified) == 1 and traditional != simplified:
        if ord(traditional) < 0x10000 and ord(simplified) < 0x10000:
            pairs[traditional] = simplified
keys = sorted(pairs)


def literal(text):
    lines = [text[start : start + PER_LINE] for start in range(0, len(text), PER_LINE)]
    return '"""\n' + "".join(f"        {line}\\\n" for line in lines[:-1]) + f"        {lines[-1]}\n        \"\"\""


TARGET.write_text(
    "// Written by scripts/make_traditional_table.py from the character table of OpenCC (Apache License 2.0).\n\n"
    "/// Traditional characters and, at the same place, their simplified forms.\n"
    "enum TraditionalTable {\n"
    f"    static let traditional = {literal(''.join(keys))}\n\n"
    f"    static let simplified = {literal(''.join(pairs[key] for key in keys))}\n"
    "}\n",
    encoding="utf-8",
)
