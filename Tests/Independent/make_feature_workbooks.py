#!/usr/bin/env python3
"""Writes workbooks that use every feature a reader must know, and what they hold, into a folder.

    make_feature_workbooks.py FOLDER

For each workbook `name.xlsx` there is `name.expected.jsonl`, in exactly the form of `hedui dump --format jsonl`. The
expected values are written down here, next to what is put into the file; no reader has a part in them. Where it is not
obvious why a value is expected, a comment names the clause of ECMA-376 part 1, or says what Excel shows.

Needs openpyxl and XlsxWriter for two of the workbooks; the others are raw XML.
"""
import argparse
import binascii
import json
import struct
import sys
import zlib
from datetime import date, datetime, time, timedelta
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
STAMP = (1 << 5 | 1) << 16 | 46 << 25  # 2026-01-01 00:00 as DOS date and time


# ---------------------------------------------------------------- ZIP containers, byte for byte


def zip_container(parts, method=8, descriptors=False, zip64=False):
    """Packs (name, bytes) pairs. Layout: APPNOTE.TXT 4.3; `zip64` uses the 64-bit fields although nothing needs them."""
    body, directory = b"", b""
    for name, data in parts:
        raw = name.encode()
        packed = data
        if method == 8:
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            packed = packer.compress(data) + packer.flush()
        crc, offset = binascii.crc32(data), len(body)
        flags = 0x0800 | (0x0008 if descriptors else 0)
        version = 45 if zip64 else 20
        extra = struct.pack("<HHQQ", 1, 16, len(data), len(packed)) if zip64 else b""
        sizes = (0xFFFFFFFF, 0xFFFFFFFF) if zip64 else (len(packed), len(data))
        body += struct.pack("<4sHHHIIIIHH", b"PK\3\4", version, flags, method, STAMP, 0 if descriptors else crc,
                            *((0, 0) if descriptors else sizes), len(raw), 0 if descriptors else len(extra))
        body += raw + (b"" if descriptors else extra) + packed
        if descriptors:
            body += struct.pack("<4sIII", b"PK\7\x08", crc, len(packed), len(data))
        extra = struct.pack("<HHQQQ", 1, 24, len(data), len(packed), offset) if zip64 else b""
        directory += struct.pack("<4sHHHHIIIIHHHHHII", b"PK\1\2", version, version, flags, method, STAMP, crc, *sizes, len(raw),
                                 len(extra), 0, 0, 0, 0, 0xFFFFFFFF if zip64 else offset) + raw + extra
    start, end = len(body), b""
    if zip64:
        end += struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, len(parts), len(parts), len(directory), start)
        end += struct.pack("<4sIQI", b"PK\6\7", 0, start + len(directory), 1)
    count = 0xFFFF if zip64 else len(parts)
    end += struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, 0xFFFFFFFF if zip64 else len(directory),
                       0xFFFFFFFF if zip64 else start, 0)
    return body + directory + end


# ---------------------------------------------------------------- packages of raw XML

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORMATS = ["General", "0.00", "0%", "0.0%", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "[h]:mm:ss", "@",
           '[$-804]yyyy"年"m"月"d"日"', '"d"0', "[Red]0.00", "m/d/yy", "mm:ss.0"]


def styles(main=MAIN):
    """A style for each of FORMATS, in that order: style 4 is a date, 5 a date with time, 6 a time, 7 a duration."""
    codes = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code.replace(chr(34), "&quot;")}"/>' for n, code in enumerate(FORMATS))
    cells = "".join(f'<xf numFmtId="{164 + n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for n in range(len(FORMATS)))
    return (f'{HEAD}<styleSheet xmlns="{main}"><numFmts count="{len(FORMATS)}">{codes}</numFmts><fonts count="1"><font/></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(FORMATS)}">{cells}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>')


def worksheet(rows, before="", after="", main=MAIN):
    return f'{HEAD}<worksheet xmlns="{main}" xmlns:r="{RELS}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def package(sheets, strings=None, date1904=False, main=MAIN, rels=RELS, names="", encode=None, extra=(), sheet_rels=None):
    """The parts of a workbook. `sheets` are (name, state, worksheet XML); `encode` turns a part's text into bytes."""
    encode = encode or (lambda name, text: text.encode())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    overrides = f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{kind}styles+xml"/>'
    links = f'<Relationship Id="rIdS" Type="{rels}/styles" Target="styles.xml"/>'
    tabs = ""
    for n, (name, state, _) in enumerate(sheets, 1):
        overrides += f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}worksheet+xml"/>'
        links += f'<Relationship Id="rId{n}" Type="{rels}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        tabs += f'<sheet name="{name}" sheetId="{n}"{f" state={chr(34)}{state}{chr(34)}" if state else ""} r:id="rId{n}"/>'
    if strings is not None:
        overrides += f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}sharedStrings+xml"/>'
        links += f'<Relationship Id="rIdT" Type="{rels}/sharedStrings" Target="sharedStrings.xml"/>'
    for part, content_type, _ in extra:
        overrides += f'<Override PartName="/{part}" ContentType="{content_type}"/>'
    parts = [
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                                f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>{overrides}</Types>'),
        ("_rels/.rels", f'{HEAD}<Relationships xmlns="{PACKAGE_RELS}"><Relationship Id="rId1" Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'{HEAD}<workbook xmlns="{main}" xmlns:r="{rels}"><workbookPr{" date1904=" + chr(34) + "1" + chr(34) if date1904 else ""}/><sheets>{tabs}</sheets>{names}</workbook>'),
        ("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{PACKAGE_RELS}">{links}</Relationships>'),
        ("xl/styles.xml", styles(main)),
    ]
    if strings is not None:
        parts.append(("xl/sharedStrings.xml", f'{HEAD}<sst xmlns="{main}">{strings}</sst>'))
    parts += [(f"xl/worksheets/sheet{n}.xml", xml) for n, (_, _, xml) in enumerate(sheets, 1)]
    parts += [(f"xl/worksheets/_rels/sheet{n}.xml.rels", text) for n, text in (sheet_rels or {}).items()]
    parts += [(part, text) for part, _, text in extra]
    return [(name, encode(name, text)) for name, text in parts]


class Expected:
    """The lines of a dump, in the order of the sheets and row by row."""

    def __init__(self, sheet="S"):
        self.lines, self.name = [], sheet

    def sheet(self, name):
        self.name = name
        return self

    def add(self, cell, kind, value, formula=None, hidden=False):
        line = {"sheet": self.name, "cell": cell, "type": kind, "value": value}
        if formula is not None:
            line["formula"] = formula
        if hidden:
            line["hidden"] = True
        self.lines.append(line)
        return self


# ---------------------------------------------------------------- the workbooks


def cell_types():
    rows = ('<row r="1"><c r="A1"><v>1234.5</v></c><c r="B1" t="n"><v>-0.1</v></c><c r="C1" t="s"><v>0</v></c><c r="D1" t="inlineStr"><is><t>inline</t></is></c>'
            '<c r="E1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="F1" t="b"><v>1</v></c><c r="G1" t="b"><v>0</v></c></row><row r="2">')
    expected = Expected().add("A1", "number", 1234.5).add("B1", "number", -0.1).add("C1", "text", "共享").add("D1", "text", "inline")
    expected.add("E1", "text", "ab", '"a"&"b"').add("F1", "boolean", True).add("G1", "boolean", False)
    for column, error in zip("ABCDEFG", ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]):
        rows += f'<c r="{column}2" t="e"><v>{error}</v></c>'
        expected.add(f"{column}2", "error", error)
    # An empty string is a value (18.3.1.4 allows it as the result of a formula and as a shared string); a cell without <v> is blank.
    rows += ('</row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="str"><f>""</f><v></v></c><c r="C3" s="1"/><c r="D3" t="inlineStr"><is><t></t></is></c>'
             '<c r="E3"><f>A1*2</f></c></row>')
    expected.add("A3", "text", "").add("B3", "text", "", '""').add("D3", "text", "").add("E3", "missing", None, "A1*2")
    # Digits beyond the fifteenth: the double nearest to what is written.
    numbers = ["12345678901234567", "0.30000000000000004", "1E+300", "1e-7", "123456789012345", "-0.5E1", "000.10"]
    rows += '<row r="4">' + "".join(f'<c r="{c}4"><v>{n}</v></c>' for c, n in zip("ABCDEFG", numbers)) + "</row>"
    for column, number in zip("ABCDEFG", numbers):
        expected.add(f"{column}4", "number", float(number))
    return package([("S", None, worksheet(rows))], strings="<si><t>共享</t></si><si><t></t></si>"), expected


def number_formats():
    expected, cells = Expected(), ""
    # (serial, style, type, value); styles are indexes into FORMATS.
    values = [(1, 4, "date", "1900-01-01"), (59, 4, "date", "1900-02-28"), (60, 4, "date", "1900-02-29"),  # Excel shows 1900-02-29 (18.17.4.1)
              (61, 4, "date", "1900-03-01"), (46086, 4, "date", "2026-03-05"), (46086.5, 5, "date", "2026-03-05T12:00:00"), (46086, 5, "date", "2026-03-05"),
              (0.354166666666666667, 6, "date", "08:30:00"), (0, 6, "date", "00:00:00"), (1.5, 7, "duration", "PT36H"), (1.510416666666667, 7, "duration", "PT36H15M"),
              (0.25, 2, "number", 0.25), (0.125, 3, "number", 0.125), (12, 1, "number", 12), (42, 8, "number", 42), (46086, 9, "date", "2026-03-05"),
              (7, 10, "number", 7), (7.5, 11, "number", 7.5), (46086, 12, "date", "2026-03-05"), (2958465, 4, "date", "9999-12-31"),
              (0.5, 13, "date", "12:00:00"), (-1, 4, "number", -1)]  # a negative serial is no date; Excel shows ####
    for n, (serial, style, kind, value) in enumerate(values, 1):
        cells += f'<row r="{n}"><c r="A{n}" s="{style}"><v>{serial!r}</v></c></row>'
        expected.add(f"A{n}", kind, value)
    return package([("S", None, worksheet(cells))]), expected


def date_1904():
    expected = Expected().add("A1", "date", "1904-01-01").add("A2", "date", "1904-01-02").add("A3", "date", "2026-03-05").add("A4", "date", "2026-03-05T18:00:00")
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="{style}"><v>{serial}</v></c></row>' for n, (serial, style) in enumerate([(0, 4), (1, 4), (44624, 4), (44624.75, 5)], 1))
    return package([("S", None, worksheet(rows))], date1904=True), expected


def iso_dates():
    # 18.18.11: a cell of type d holds an ISO 8601 date.
    values = [("2026-03-05", 4, "2026-03-05"), ("2026-03-05T08:30:00", 5, "2026-03-05T08:30:00"), ("2026-03-05T00:00:00Z", 4, "2026-03-05")]
    expected, rows = Expected(), ""
    for n, (text, style, value) in enumerate(values, 1):
        rows += f'<row r="{n}"><c r="A{n}" s="{style}" t="d"><v>{text}</v></c></row>'
        expected.add(f"A{n}", "date", value)
    return package([("S", None, worksheet(rows, main=STRICT_MAIN).replace(RELS, STRICT_RELS))], main=STRICT_MAIN, rels=STRICT_RELS), expected


def formulas():
    rows = ('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>2</v></c><c r="C1"><f t="array" ref="C1:C2">A1:A2*10</f><v>10</v></c></row>'
            '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>4</v></c><c r="C2"><v>20</v></c></row>'
            '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>6</v></c><c r="D3"><f t="shared" si="1"/><v>3</v></c></row>'
            '<row r="4"><c r="D4"><f t="shared" ref="D3:D4" si="1">A4+$A$1+A$1</f><v>2</v></c><c r="E4"><f>SUM(A1:A3)</f></c><c r="F4"><f>IF(A1&lt;2,"&lt;","&gt;")</f><v>0</v></c></row>')
    # 18.3.1.40: a shared formula is moved relative to its master; $ stays. The second group's master stands behind its follower.
    expected = (Expected().add("A1", "number", 1).add("B1", "number", 2, "A1*2").add("C1", "number", 10, "A1:A2*10").add("A2", "number", 2)
                .add("B2", "number", 4, "A2*2").add("C2", "number", 20).add("A3", "number", 3).add("B3", "number", 6, "A3*2").add("D3", "number", 3, "A3+$A$1+A$1")
                .add("D4", "number", 2, "A4+$A$1+A$1").add("E4", "missing", None, "SUM(A1:A3)").add("F4", "number", 0, 'IF(A1<2,"<",">")'))
    return package([("S", None, worksheet(rows))]), expected


def texts():
    # Each is one shared string; 18.4.6 says that phonetic runs are no part of the text, 22.9.2.19 what _xHHHH_ means.
    strings = [("<t>plain</t>", "plain"), ("<r><t>rich</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> text</t></r>", "rich text"),
               ("<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"0\"/>", "東京"), ('<t xml:space="preserve">  two  </t>', "  two  "),
               ("<t>a_x000D_b</t>", "a\rb"), ("<t>_x005F_x000D_</t>", "_x000D_"), ("<t>_x0041_</t>", "A"), ("<t>line\nbreak</t>", "line\nbreak"),
               ("<t><![CDATA[<b>&]]></t>", "<b>&"), ("<t>&#x1F600;&amp;&quot;</t>", "\U0001F600&\""), ("<t>_xZZZZ_</t>", "_xZZZZ_"), ("<t>00123</t>", "00123"),
               ("<t>=1+1</t>", "=1+1"), ("<t>#N/A</t>", "#N/A")]
    expected, rows = Expected(), ""
    for n, (_, value) in enumerate(strings, 1):
        rows += f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>'
        expected.add(f"A{n}", "text", value)
    rows += ('<row r="20"><c r="A20" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c r="B20" t="inlineStr"><is><t>x_x000A_y</t></is></c></row>')
    expected.add("A20", "text", "inline").add("B20", "text", "x\ny")
    return package([("S", None, worksheet(rows))], strings="".join(f"<si>{xml}</si>" for xml, _ in strings)), expected


def missing_references():
    # 18.3.1.73 and 18.3.1.4: r is optional on rows and cells; a cell without it follows the one before.
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c r=\"C5\"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
    expected = Expected()
    for cell, value in [("A1", 1), ("B1", 2), ("C5", 3), ("D5", 4), ("A6", 5)]:
        expected.add(cell, "number", value)
    return package([("S", None, worksheet(rows))]), expected


def out_of_order():
    rows = '<row r="3"><c r="C3"><v>33</v></c><c r="A3"><v>31</v></c></row><row r="1"><c r="B1"><v>12</v></c><c r="A1"><v>11</v></c></row>'
    expected = Expected()
    for cell, value in [("A1", 11), ("B1", 12), ("A3", 31), ("C3", 33)]:
        expected.add(cell, "number", value)
    return package([("S", None, worksheet(rows))]), expected


def corner():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return package([("S", None, worksheet(rows, before='<dimension ref="A1:XFD1048576"/>'))]), Expected().add("A1", "number", 1).add("XFD1048576", "number", 2)


def hidden():
    plain = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2" hidden="1"><c r="A2"><v>3</v></c></row>'
    columns = '<cols><col min="2" max="3" width="9" hidden="1" customWidth="1"/></cols>'
    sheets = [("Seen", None, worksheet(plain, before=columns)), ("Hidden", "hidden", worksheet('<row r="1"><c r="A1"><v>4</v></c></row>')),
              ("Very", "veryHidden", worksheet('<row r="1"><c r="A1"><v>5</v></c></row>'))]
    expected = Expected("Seen").add("A1", "number", 1).add("B1", "number", 2, hidden=True).add("A2", "number", 3, hidden=True)
    expected.sheet("Hidden").add("A1", "number", 4, hidden=True)
    expected.sheet("Very").add("A1", "number", 5, hidden=True)
    return package(sheets), expected


def simple_rows():
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row><row r="2"><c r="A2" t="b"><v>1</v></c></row>'
    expected = Expected("表").add("A1", "text", "文").add("B1", "number", 1.5).add("A2", "boolean", True)
    return [("表", None, worksheet(rows))], "<si><t>文</t></si>", expected


def prefixed():
    sheets, strings, expected = simple_rows()
    parts = package(sheets, strings)

    def prefix(text):
        import re
        return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return [(name, prefix(data.decode()).encode() if name.startswith("xl/") and not name.endswith(".rels") else data) for name, data in parts], expected


def odd_paths():
    """Parts in other places, names in capitals and with backslashes, absolute and relative targets."""
    sheets, strings, expected = simple_rows()
    parts = dict(package(sheets, strings))
    rels = (f'{HEAD}<Relationships xmlns="{PACKAGE_RELS}"><Relationship Id="rId1" Type="{RELS}/worksheet" Target="/Data/Sheets/One.XML"/>'
            f'<Relationship Id="rIdS" Type="{RELS}/styles" Target="../shared/../Shared/STYLES.xml"/><Relationship Id="rIdT" Type="{RELS}/sharedStrings" Target="../Shared/strings.xml"/></Relationships>')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    return [("[Content_Types].xml", f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             f'<Override PartName="/Book/main.xml" ContentType="{kind}sheet.main+xml"/><Override PartName="/Data/Sheets/One.XML" ContentType="{kind}worksheet+xml"/>'
             f'<Override PartName="/Shared/STYLES.xml" ContentType="{kind}styles+xml"/><Override PartName="/Shared/strings.xml" ContentType="{kind}sharedStrings+xml"/></Types>'.encode()),
            ("_rels/.rels", f'{HEAD}<Relationships xmlns="{PACKAGE_RELS}"><Relationship Id="rId1" Type="{RELS}/officeDocument" Target="Book/main.xml"/></Relationships>'.encode()),
            ("Book/main.xml", parts["xl/workbook.xml"]), ("Book/_rels/main.xml.rels", rels.encode()), ("Data\\Sheets\\One.XML", parts["xl/worksheets/sheet1.xml"]),
            ("shared/styles.xml", parts["xl/styles.xml"]), ("SHARED\\STRINGS.XML", parts["xl/sharedStrings.xml"])], expected


def utf16():
    sheets, strings, expected = simple_rows()

    def encode(name, text):
        wide = name.startswith("xl/") and not name.endswith(".rels")
        return text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16") if wide else text.encode()
    return package(sheets, strings, encode=encode), expected


def annotated():
    """Comments, hyperlinks, merged cells, defined names, a table: none of them may change what the cells hold."""
    rows = ('<row r="1"><c r="A1" t="inlineStr"><is><t>单号</t></is></c><c r="B1" t="inlineStr"><is><t>金额</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>SO-1</t></is></c>'
            '<c r="B2" s="1"><v>10.5</v></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>merged</t></is></c><c r="B4"/></row>')
    after = ('<mergeCells count="1"><mergeCell ref="A4:B5"/></mergeCells><hyperlinks><hyperlink ref="A2" r:id="rId1"/><hyperlink ref="B2" location="S!A1" display="top"/></hyperlinks>'
             '<legacyDrawing r:id="rId3"/><tableParts count="1"><tablePart r:id="rId2"/></tableParts>')
    rels = (f'{HEAD}<Relationships xmlns="{PACKAGE_RELS}"><Relationship Id="rId1" Type="{RELS}/hyperlink" Target="https://example.invalid/a" TargetMode="External"/>'
            f'<Relationship Id="rId2" Type="{RELS}/table" Target="../tables/table1.xml"/><Relationship Id="rId3" Type="{RELS}/vmlDrawing" Target="../drawings/vml1.vml"/>'
            f'<Relationship Id="rId4" Type="{RELS}/comments" Target="../comments1.xml"/></Relationships>')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    extra = [("xl/tables/table1.xml", kind + "table+xml", f'{HEAD}<table xmlns="{MAIN}" id="1" name="T1" displayName="T1" ref="A1:B2"><autoFilter ref="A1:B2"/><tableColumns count="2">'
              '<tableColumn id="1" name="单号"/><tableColumn id="2" name="金额"/></tableColumns></table>'),
             ("xl/comments1.xml", kind + "comments+xml", f'{HEAD}<comments xmlns="{MAIN}"><authors><author>财务01</author></authors><commentList><comment ref="B2" authorId="0"><text><t>核对</t></text></comment></commentList></comments>'),
             ("xl/drawings/vml1.vml", "application/vnd.openxmlformats-officedocument.vmlDrawing", '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"/>')]
    names = '<definedNames><definedName name="Total">S!$B$2</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">S!$A$1:$B$5</definedName></definedNames>'
    expected = Expected().add("A1", "text", "单号").add("B1", "text", "金额").add("A2", "text", "SO-1").add("B2", "number", 10.5).add("A4", "text", "merged")
    return package([("S", None, worksheet(rows, after=after))], names=names, extra=extra, sheet_rels={1: rels}), expected


def by_openpyxl(path):
    from openpyxl import Workbook
    book = Workbook()
    sheet = book.active
    sheet.title = "openpyxl"
    sheet["A1"], sheet["B1"], sheet["C1"] = "文本", 3.25, True
    sheet["A2"], sheet["B2"], sheet["C2"] = date(2026, 3, 5), datetime(2026, 3, 5, 8, 30), time(8, 30)
    sheet["A3"] = timedelta(hours=36, minutes=15)
    sheet["B3"] = "=SUM(B1:B1)"
    book.save(path)
    return (Expected("openpyxl").add("A1", "text", "文本").add("B1", "number", 3.25).add("C1", "boolean", True).add("A2", "date", "2026-03-05")
            .add("B2", "date", "2026-03-05T08:30:00").add("C2", "date", "08:30:00").add("A3", "duration", "PT36H15M").add("B3", "missing", None, "SUM(B1:B1)"))


def by_xlsxwriter(path):
    import xlsxwriter
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("xlsxwriter")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write("A1", "文本")
    sheet.write_rich_string("B1", "a", book.add_format({"bold": True}), "b", "c")
    sheet.write_datetime("C1", datetime(2026, 3, 5), day)
    sheet.write_formula("A2", "=1+1", None, 2)
    sheet.write_array_formula("B2:B2", "{=SUM(1,2)}", None, 3)
    sheet.write_boolean("C2", False)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.write("A3", 0.1)
    book.close()
    return (Expected("xlsxwriter").add("A1", "text", "文本").add("B1", "text", "abc").add("C1", "date", "2026-03-05").add("A2", "number", 2, "1+1")
            .add("B2", "number", 3, "SUM(1,2)").add("C2", "boolean", False).add("A3", "number", 0.1, hidden=True))


RAW = [cell_types, number_formats, date_1904, iso_dates, formulas, texts, missing_references, out_of_order, corner, hidden, prefixed, odd_paths, utf16, annotated]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    made = []

    def keep(name, expected, data=None):
        if data is not None:
            (folder / f"{name}.xlsx").write_bytes(data)
        text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in expected.lines)
        (folder / f"{name}.expected.jsonl").write_text(text, encoding="utf-8")
        made.append(name)

    for make in RAW:
        parts, expected = make()
        keep(make.__name__, expected, zip_container(parts))
    sheets, strings, expected = simple_rows()
    parts = package(sheets, strings)
    keep("zip_stored", expected, zip_container(parts, method=0))
    keep("zip_descriptors", expected, zip_container(parts, descriptors=True))
    keep("zip_64", expected, zip_container(parts, zip64=True))
    keep("zip_comment", expected, zip_container(parts)[:-2] + b"\x05\x00notes")
    keep("written_by_openpyxl", by_openpyxl(folder / "written_by_openpyxl.xlsx"))
    keep("written_by_xlsxwriter", by_xlsxwriter(folder / "written_by_xlsxwriter.xlsx"))
    print(f"{len(made)} workbooks in {folder}", file=sys.stderr)


if __name__ == "__main__":
    main()
