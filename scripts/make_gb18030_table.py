#!/usr/bin/env python3
"""Writes Sources/Spreadsheet/Text/GB18030Table.swift from Python's gb18030 codec.

The two-byte codes are written as the characters themselves, lead byte by lead byte and trail byte by trail
byte, so that the table can be read and compared. A full stop stands for a code without a character.
"""
import pathlib

TARGET = pathlib.Path(__file__).parent.parent / "Sources/Spreadsheet/Text/GB18030Table.swift"
PER_LINE = 95


def two_byte():
    for lead in range(0x81, 0xFF):
        for trail in [*range(0x40, 0x7F), *range(0x80, 0xFF)]:
            try:
                text = bytes([lead, trail]).decode("gb18030")
            except UnicodeDecodeError:
                text = "."
            assert len(text) == 1 and ord(text) < 0x10000
            yield text


def four_byte(linear):
    linear, d = divmod(linear, 10)
    linear, c = divmod(linear, 126)
    a, b = divmod(linear, 10)
    return bytes([0x81 + a, 0x30 + b, 0x81 + c, 0x30 + d])


def ranges():
    """Runs of four-byte codes of the Basic Multilingual Plane: (linear number, character, length)."""
    runs = []
    for linear in range(39420):
        try:
            code = ord(four_byte(linear).decode("gb18030"))
        except UnicodeDecodeError:
            continue
        if runs and runs[-1][0] + runs[-1][2] == linear and runs[-1][1] + runs[-1][2] == code:
            runs[-1][2] += 1
        else:
            runs.append([linear, code, 1])
    return runs


characters = list(two_byte())
lines = ["".join(characters[i : i + PER_LINE]) for i in range(0, len(characters), PER_LINE)]
runs = ranges()
with TARGET.open("w", encoding="utf-8") as out:
    out.write("// Written by scripts/make_gb18030_table.py; do not edit.\n\n")
    out.write("/// The code tables of GB 18030.\nenum GB18030Table {\n")
    out.write("    /// The characters of the two-byte codes 0x8140...0xFEFE in order; `.` where there is none.\n")
    out.write('    static let twoByte: StaticString = """\n')
    for line in lines:
        out.write("        " + line + "\n")
    out.write('        """\n\n')
    out.write("    /// Runs of four-byte codes: linear number of the first, its character, length of the run.\n")
    out.write("    static let fourByteRuns: [(linear: UInt16, scalar: UInt16, count: UInt16)] = [\n")
    for linear, code, count in runs:
        out.write(f"        (linear: {linear}, scalar: 0x{code:04X}, count: {count}),\n")
    out.write("    ]\n}\n")
print(len(characters), "two-byte codes,", len(runs), "runs")
