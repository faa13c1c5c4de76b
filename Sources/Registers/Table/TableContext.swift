import Spreadsheet

/// What stands above a table and in the names of its file and sheet.
package struct TableContext: Sendable {
    /// Values of columns that the table does not have, as written, by column.
    private(set) var values: [String: String] = [:]
    /// The year of dates that are written without one.
    private(set) var year: Int?
    /// The power of ten of the unit that is given for the whole table; 4 for 单位：万元.
    private(set) var unitPower = 0

    init(
        _ table: RecognisedTable, _ tables: SheetTables, _ register: RegisterSchema,
        _ hints: RecognitionHints,
        _ period: (year: Int, month: Int)?
    ) {
        let rows = table.preambleRows.prefix(20).map { row in
            tables.texts(ofRow: row, columns: 0..<max(1, table.columns.upperBound)).map {
                HeaderFolding.compatible(String($0.prefix(200)))
            }
        }
        let cells = rows.flatMap { $0 }
        unitPower =
            cells.compactMap { Self.labelled(["单位", "金额单位"], [$0]) }.compactMap(Self.power).first ?? 0
        let fileName = Self.fileName(hints.file)
        for source in register.context {
            if let text = rows.lazy.compactMap({ Self.labelled(source.labels, $0) }).first {
                values[source.column] = text
            } else if source.usesTitle,
                let text = Self.subject(cells, register) ?? Self.subject([fileName], register)
            {
                values[source.column] = text
            } else if source.usesFileName,
                let text = Self.date(in: fileName) ?? hints.sheet.flatMap(Self.date)
                    ?? cells.lazy.compactMap(Self.date).first
            {
                values[source.column] = text
            }
        }
        let dated = rows.lazy.compactMap {
            Self.labelled(["对账期间", "统计期间", "账期", "期间", "月份", "统计日期", "日期"], $0)
        }
        year =
            dated.compactMap(Self.date).first.flatMap(Self.year)
            ?? cells.lazy.compactMap(Self.date).first.flatMap(Self.year) ?? period?.year
            ?? Self.date(in: fileName).flatMap(Self.year)
    }

    /// The power of ten that the unit of a column multiplies by.
    func unitPower(header: String, _ column: RegisterColumn) -> Int {
        guard column.type.scale != nil, column.type != .percent else { return 0 }
        for unit in HeaderFolding.bracketed(header) {
            if let power = Self.power(unit) { return power }
            if unit == "元" || unit == "rmb" || unit == "人民币" || unit.hasPrefix("元/") { return 0 }
            // Weights are in kilograms.
            if unit == "吨" || unit == "t",
                HeaderFolding.bracketed(column.header).contains("kg") || column.name == "weight"
            {
                return 3
            }
        }
        return column.type == .money || column.type == .money4 ? unitPower : 0
    }

    private static func power(_ unit: String) -> Int? {
        let folded = HeaderFolding.foldKey(unit)
        for (word, power) in [("亿元", 8), ("百万元", 6), ("万元", 4), ("千元", 3), ("百元", 2), ("万", 4)]
        where folded.hasPrefix(word) || folded.hasSuffix(word) {
            return power
        }
        return nil
    }

    private static func fileName(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return HeaderFolding.compatible(String(name[..<dot]))
    }

    /// The text behind one of the labels: in the same cell behind a colon, or in the next cell.
    static func labelled(_ labels: [String], _ cells: [String]) -> String? {
        for label in labels {
            for (place, cell) in cells.enumerated() {
                guard let range = cell.firstRange(of: label) else { continue }
                var rest = cell[range.upperBound...].drop { $0.isWhitespace }
                // 期间 must not be found in 对账期间, and 客户 not in 客户名称.
                if let before = cell[..<range.lowerBound].last, !before.isWhitespace,
                    !"(（,，;；|、".contains(before)
                {
                    continue
                }
                if rest.first == ":" {
                    rest = rest.dropFirst().drop { $0.isWhitespace }
                    let value = Self.value(rest)
                    if !value.isEmpty { return value }
                    if place + 1 < cells.count { return Self.value(cells[place + 1][...]) }
                } else if rest.isEmpty, place + 1 < cells.count {
                    return Self.value(cells[place + 1][...])
                }
            }
        }
        return nil
    }

    /// A text up to the next wide gap or label.
    private static func value(_ text: Substring) -> String {
        var result = ""
        var blanks = 0
        for character in text {
            if character.isWhitespace {
                blanks += 1
                if blanks >= 2 || character.isNewline || character == "\t" { break }
            } else {
                if blanks > 0 { result += " " }
                blanks = 0
                result.append(character)
            }
        }
        // A label behind a single blank: `2026-03 制表人:甲`.
        if let colon = result.lastIndex(of: ":"), let blank = result[..<colon].lastIndex(of: " "),
            result[blank...].contains(where: { $0.isLetter && !$0.isASCII })
        {
            result = String(result[..<blank])
        }
        return result
    }

    /// A day or month in a text: `2026-03`, `2026年3月`, `202603`, `20260331`, `2026-03-31`; nil for none.
    package static func date(in text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        var start = 0
        while start < scalars.count {
            guard scalars[start].value.isDigit else {
                start += 1
                continue
            }
            var end = start
            while end < scalars.count, scalars[end].value.isDigit { end += 1 }
            let digits = String(String.UnicodeScalarView(scalars[start..<end]))
            if let found = date(digits, scalars, end) { return found }
            start = end
        }
        return nil
    }

    private static func date(_ digits: String, _ scalars: [Unicode.Scalar], _ end: Int) -> String? {
        guard digits.hasPrefix("20"), let number = Int(digits) else { return nil }
        switch digits.count {
        case 8:
            return WrittenMoment.days(number / 10_000, number / 100 % 100, number % 100) == nil ? nil : digits
        case 6: return (1...12).contains(number % 100) ? digits : nil
        case 4:
            var parts = [digits]
            var place = end
            while parts.count < 3, place + 1 < scalars.count,
                "-./_年月".unicodeScalars.contains(scalars[place]),
                scalars[place + 1].value.isDigit
            {
                var next = place + 1
                while next < scalars.count, scalars[next].value.isDigit, next - place <= 2 { next += 1 }
                parts.append(String(String.UnicodeScalarView(scalars[(place + 1)..<next])))
                place = next
            }
            guard parts.count > 1, let month = Int(parts[1]), (1...12).contains(month) else { return nil }
            return parts.joined(separator: "-")
        default: return nil
        }
    }

    private static func year(_ text: String) -> Int? { Int(text.prefix(4)) }

    /// Whom a title is about: the title less the words for the register, dates, and what a company name ends with.
    static func subject(_ titles: [String], _ register: RegisterSchema) -> String? {
        let words = (register.titles + [register.chineseName]).sorted { $0.count > $1.count }
        for title in titles.prefix(3) {
            guard
                let word = words.first(where: { title.contains($0) })
                    ?? (title.contains("对账单") ? "对账单" : nil),
                let range = title.firstRange(of: word)
            else { continue }
            var subject = String(title[..<range.lowerBound])
            // The period may stand in front or behind.
            subject = String(subject.prefix { !$0.isNumber && $0 != "_" && $0 != "-" && $0 != "(" })
            for tail in ["运费", "月结", "有限责任公司", "股份有限公司", "有限公司"]
            where subject.hasSuffix(tail) && subject.count > tail.count + 1 {
                subject.removeLast(tail.count)
            }
            subject = String(subject.trimmingBlanks)
            if subject.count >= 2 { return subject }
        }
        return nil
    }
}

extension String {
    /// Without blanks at either end.
    fileprivate var trimmingBlanks: Substring {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
