import Spreadsheet
import Testing

/// A CSV file spoilt in one way, with the table that a reader should find in it.
struct PollutedFile: CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    /// The header, or no texts when the file has none, and then the data rows.
    var expected: [[String]]

    var testDescription: String { name }
}

/// The clean table that all polluted files are made from, and the ways in which it is written.
struct PollutionSource {
    static let header = ["订单号", "下单日期", "客户名称", "城市", "数量", "金额", "联系电话", "备注"]
    static let customers = ["华东贸易, 上海分部", "星河\"优选\"科技", "青山物流", "O'Neil 商行", "远大 制造", "新希望;连锁"]
    static let cities = ["上海", "杭州市", "深圳", "成都市"]
    static let notes = ["", "加急", "客户自提, 勿送", "见附件; 分批", "", "已开票"]

    static var rows: [[String]] {
        (1...60).map { n in
            let day = n % 28 + 1
            return [
                "SO26\(String(1000 + n * 7))", "2026-03-\(day < 10 ? "0" : "")\(day)",
                customers[n * 5 % customers.count], cities[n * 3 % cities.count], String(n * 13 % 97 + 1),
                "\(n * 377 % 9000 + 100).\(n % 90 + 10)", "138\(String(10_000_000 + n * 7919))",
                notes[n * 7 % notes.count],
            ]
        }
    }

    /// How a table is written.
    struct Style {
        var delimiter = ","
        var quote: Character = "\""
        var usesBackslash = false
        var quotesAll = false
        var lineBreak = "\n"

        func field(_ text: String) -> String {
            let needsQuotes =
                quotesAll || text.contains(delimiter.first ?? ",") || text.contains(quote)
                || text.contains("\n")
            guard needsQuotes else { return text }
            let escaped = text.map {
                $0 == quote ? (usesBackslash ? "\\" : String(quote)) + String(quote) : String($0)
            }
            return String(quote) + escaped.joined() + String(quote)
        }

        func line(_ fields: [String]) -> String { fields.map(field).joined(separator: delimiter) }

        func text(_ lines: [[String]]) -> String {
            lines.map { line($0) + lineBreak }.joined()
        }
    }
}

extension PollutedFile {
    static let all: [PollutedFile] =
        dialects + encodings + endings + surroundings + headers + insides + rowsWithSurplusDelimiter
        + rowsWithOtherDelimiter + rowsWithStrayQuote + rowsWithMissingDelimiter + others

    private static var clean: [[String]] { [PollutionSource.header] + PollutionSource.rows }

    private static func make(_ name: String, _ text: String, _ expected: [[String]]? = nil) -> PollutedFile {
        PollutedFile(name: name, bytes: Array(text.utf8), expected: expected ?? clean)
    }

    private static var dialects: [PollutedFile] {
        var files: [PollutedFile] = []
        for delimiter in [",", ";", "\t", "|", ", "] {
            for quote in ["\"", "'"] as [Character] {
                for usesBackslash in [false, true] {
                    for lineBreak in ["\n", "\r\n", "\r"] {
                        let style = PollutionSource.Style(
                            delimiter: delimiter, quote: quote, usesBackslash: usesBackslash,
                            lineBreak: lineBreak)
                        files.append(
                            make(
                                "dialect \(delimiter.debugDescription) \(quote) \(usesBackslash ? "backslash" : "doubled") \(lineBreak.debugDescription)",
                                style.text(clean)))
                    }
                }
            }
        }
        for lineBreak in ["\n", "\r\n"] {
            files.append(
                make(
                    "dialect space, all quoted \(lineBreak.debugDescription)",
                    PollutionSource.Style(delimiter: " ", quotesAll: true, lineBreak: lineBreak).text(clean)))
            files.append(
                make(
                    "dialect comma, all quoted \(lineBreak.debugDescription)",
                    PollutionSource.Style(quotesAll: true, lineBreak: lineBreak).text(clean)))
        }
        return files
    }

    private static var encodings: [PollutedFile] {
        var files: [PollutedFile] = []
        for delimiter in [",", ";", "\t", "|"] {
            let text = PollutionSource.Style(delimiter: delimiter).text(clean)
            for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030] {
                guard let bytes = encoding.encode(text) else { continue }
                for isMarked in [false, true] {
                    files.append(
                        PollutedFile(
                            name:
                                "encoding \(encoding.name)\(isMarked ? " marked" : "") \(delimiter.debugDescription)",
                            bytes: (isMarked ? encoding.byteOrderMark : []) + bytes, expected: clean))
                }
            }
        }
        return files
    }

    private static var endings: [PollutedFile] {
        let text = PollutionSource.Style().text(clean)
        return [
            make("no final line break", String(text.dropLast())),
            make("two final line breaks", text + "\n"),
            make("five blank lines at the end", text + "\n\n\n\n\n"),
            make("lines of delimiters at the end", text + ",,,,,,,\n,,,,,,,\n"),
            make("spaces at the end", text + "   \n"),
            make("delimiter at the end of each row", text.replacing("\n", with: ",\n")),
            make(
                "LF in a CRLF file",
                text.split(separator: "\n").enumerated().map { $1 + ($0 % 9 == 4 ? "\n" : "\r\n") }.joined()),
            PollutedFile(name: "empty file", bytes: [], expected: []),
        ]
    }

    private static var surroundings: [PollutedFile] {
        let text = PollutionSource.Style().text(clean)
        let preambles: [(String, String)] = [
            ("title", "2026年3月订单明细表\n"), ("title and blank row", "2026年3月订单明细表\n\n"),
            ("delimited title", "2026年3月订单明细表,,,,,,,\n"),
            ("delimited title and blank row", "PREAMBLE,,,,,,,\n,,,,,,,\n"),
            ("company and period", "单位：青山物流有限公司,,,期间：2026-03,,,,\n"),
            ("title, company, blank row", "订单明细表\n单位：青山物流有限公司\n制表日期：2026-03-31\n\n"),
            ("three titles", "PREAMBLE\nPREAMBLE\nPREAMBLE\n"),
        ]
        let footers: [(String, String)] = [
            ("total", "合计,,,,2940,276000.00,,\n"), ("total with a space", "合 计,,,,2940,276000.00,,\n"),
            ("total in the third column", ",,合计,,2940,276000.00,,\n"),
            ("total and signatures", "总计,,,,2940,276000.00,,\n制表人：张三,,,审核：李四,,,,\n"),
            ("signatures behind a blank row", "\n制表人：张三,,,审核：李四,,,,\n"),
            ("note", "\n注：以上金额均含税。\n"), ("footnotes", "FOOTNOTE\nFOOTNOTE\nFOOTNOTE\n"),
            ("delimited footnotes", ",,,,,,,\nFOOTNOTE,,,,,,,\n"),
            ("English total", "Total,,,,2940,276000.00,,\n"),
        ]
        return preambles.map { make("preamble: \($0.0)", $0.1 + text) }
            + footers.map { make("footer: \($0.0)", text + $0.1) }
            + zip(preambles, footers).map { make("\($0.0) … \($1.0)", $0.1 + text + $1.1) }
            + zip(preambles, footers).compactMap { preamble, footer in
                TextEncoding.gb18030.encode(preamble.1 + text + footer.1).map {
                    PollutedFile(name: "GB18030 \(preamble.0) … \(footer.0)", bytes: $0, expected: clean)
                }
            }
    }

    private static var headers: [PollutedFile] {
        let style = PollutionSource.Style()
        let (header, rows) = (PollutionSource.header, PollutionSource.rows)
        let doubled = header.map { $0 + " " + $0 }
        let tripled = header.map { $0 + " " + $0 + " " + $0 }
        let groups = ["订单", "", "客户", "", "货款", "", "其他", ""]
        let grouped = zip(["订单", "订单", "客户", "客户", "货款", "货款", "其他", "其他"], header).map { $0 + " " + $1 }
        return [
            make("no header", style.text(rows), rows),
            make("no header, CRLF", PollutionSource.Style(lineBreak: "\r\n").text(rows), rows),
            make("header twice", style.text([header, header] + rows), [doubled] + rows),
            make("header three times", style.text([header, header, header] + rows), [tripled] + rows),
            make("headings over groups", style.text([groups, header] + rows), [grouped] + rows),
            make(
                "title and headings over groups", "订单明细\n" + style.text([groups, header] + rows),
                [grouped] + rows),
            make("header only", style.text([header]), [header]),
            make("one row", style.text([header, rows[0]]), [header, rows[0]]),
            make("two rows", style.text([header, rows[0], rows[1]]), [header, rows[0], rows[1]]),
            make(
                "empty header cell", style.text([["", "下单日期"] + header[2...]] + rows),
                [["", "下单日期"] + header[2...]] + rows),
            make(
                "one column", style.text(([header] + rows).map { [$0[0]] }), ([header] + rows).map { [$0[0]] }
            ),
            make(
                "one column of numbers", style.text(([header] + rows).map { [$0[5]] }),
                ([header] + rows).map { [$0[5]] }),
            make(
                "two columns", style.text(([header] + rows).map { Array($0[0...1]) }),
                ([header] + rows).map { Array($0[0...1]) }),
        ]
    }

    private static var insides: [PollutedFile] {
        let style = PollutionSource.Style()
        let rows = PollutionSource.rows
        var printed = style.line(PollutionSource.header) + "\n"
        var separated = printed
        var subtotals = printed
        for (place, row) in rows.enumerated() {
            if place > 0, place % 20 == 0 { printed += style.line(PollutionSource.header) + "\n" }
            if place > 0, place % 10 == 0 {
                separated += ",,,,,,,\n"
                subtotals += "小计,,,,490,46000.00,,\n"
            }
            let line = style.line(row) + "\n"
            printed += line
            separated += line
            subtotals += line
        }
        var broken = clean
        broken[20][7] = "第一行\n第二行"
        broken[40][2] = "客户\n名称"
        return [
            make("header on each page", printed), make("blank rows between", separated),
            make("subtotals", subtotals), make("line breaks inside quotes", style.text(broken), broken),
            make("blank outer columns", style.text(clean.map { ["", ""] + $0 + [""] })),
            make("sep= line", "sep=;\n" + PollutionSource.Style(delimiter: ";").text(clean)),
        ]
    }

    private static let rowsToSpoil = [1, 2, 31, 60]

    private static var rowsWithSurplusDelimiter: [PollutedFile] {
        let style = PollutionSource.Style()
        return rowsToSpoil.flatMap { row in
            (0..<8).map { column in
                var lines = clean
                lines[row - 1].insert("", at: column)
                return make("surplus delimiter, row \(row), column \(column + 1)", style.text(lines))
            }
        }
    }

    private static var rowsWithOtherDelimiter: [PollutedFile] {
        let style = PollutionSource.Style()
        return [2, 31, 60].flatMap { row in
            [";", "\t", "|", " "].map { delimiter in
                let text = clean.enumerated().map { place, fields in
                    (place == row - 1
                        ? PollutionSource.Style(delimiter: delimiter).line(fields) : style.line(fields))
                        + "\n"
                }.joined()
                return make("delimiter \(delimiter.debugDescription) in row \(row)", text)
            }
        }
    }

    private static var rowsWithStrayQuote: [PollutedFile] {
        let style = PollutionSource.Style()
        return [1, 31, 60].flatMap { row in
            (0..<8).map { column in
                var expected = clean
                expected[row - 1][column] = "\"" + expected[row - 1][column]
                let text = clean.enumerated().map { place, fields in
                    guard place == row - 1 else { return style.line(fields) + "\n" }
                    var written = fields.map(style.field)
                    let isQuoted = written[column].hasPrefix("\"")
                    written[column] =
                        (isQuoted ? "\"" : "") + "\""
                        + (isQuoted ? String(written[column].dropFirst()) : written[column])
                    return written.joined(separator: ",") + "\n"
                }.joined()
                return make("stray quote, row \(row), column \(column + 1)", text, expected)
            }
        }
    }

    private static var rowsWithMissingDelimiter: [PollutedFile] {
        let style = PollutionSource.Style()
        return [2, 31].flatMap { row in
            (0..<7).map { column in
                let text = clean.enumerated().map { place, fields in
                    guard place == row - 1 else { return style.line(fields) + "\n" }
                    let written = fields.map(style.field)
                    return
                        (written[..<column] + [written[column] + written[column + 1]]
                        + written[(column + 2)...])
                        .joined(separator: ",") + "\n"
                }.joined()
                return make("missing delimiter, row \(row), column \(column + 1)", text)
            }
        }
    }

    private static var others: [PollutedFile] {
        let style = PollutionSource.Style()
        let second =
            [["员工编号", "姓名", "入职日期"]] + (1...12).map { ["E\($0 + 100)", "员工\($0)", "2020-0\($0 % 9 + 1)-15"] }
        let text = style.text(clean)
        return [
            make("two tables", text + "\n" + style.text(second)),
            make("two tables without a blank row", text + style.text(second)),
            make("two tables, the second with a title", text + "\n员工名单\n" + style.text(second)),
            make(
                "unquoted comma in a text",
                text.replacing("\"客户自提, 勿送\"", with: "客户自提, 勿送", maxReplacements: 1)),
            make(
                "thousands separators without quotes", text.replacing(",1231.13,", with: ",1,231.13,"),
                {
                    var rows = clean
                    rows[4][5] = "1,231.13"
                    return rows
                }()),
            PollutedFile(
                name: "NUL characters", bytes: Array(text.utf8) + [0x0A, 0, 0, 0], expected: clean),
        ]
    }
}
