import Spreadsheet

extension FileInspection {
    /// The inspection as a page of text for a terminal.
    public func text(in language: Language) -> String {
        InspectionText(language: language).text(of: self)
    }
}

/// Lays an inspection out as text.
private struct InspectionText {
    let language: Language

    func text(of inspection: FileInspection, indent: String = "") -> String {
        var lines = [inspection.file]
        if let format = inspection.format { lines.append(line(say("格式", "Format"), format)) }
        if let encoding = inspection.encoding { lines.append(line(say("编码", "Encoding"), encoding)) }
        if let dialect = inspection.dialect { lines.append(line(say("分隔", "Dialect"), dialect)) }
        for sheet in inspection.sheets { lines += self.lines(of: sheet) }
        for finding in inspection.findings { lines += self.lines(of: finding) }
        var text = lines.map { indent + $0 + "\n" }.joined()
        for file in inspection.files { text += self.text(of: file, indent: indent + "  ") }
        return text
    }

    private func say(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }

    private func line(_ label: String, _ decision: FileInspection.Decision) -> String {
        "  " + DisplayWidth.padded(label, to: 10) + decision.value + "  "
            + decision.reasons.joined(separator: say("", " "))
    }

    // MARK: - Sheets

    private func lines(of sheet: FileInspection.Sheet) -> [String] {
        var lines: [String] = []
        if !sheet.name.isEmpty {
            var facts = [sheet.extent ?? say("没有单元格", "no cells"), count(sheet.cells, "个单元格", "cells")]
            if sheet.visibility != "visible" { facts.append(visibility(sheet.visibility)) }
            if sheet.kind != "worksheet" { facts.append(sheet.kind) }
            facts += sheet.features.sorted { $0.key < $1.key }.map { feature($0.key, $0.value) }
            lines.append(
                "  " + DisplayWidth.padded(say("工作表", "Sheet"), to: 10) + sheet.name + "  "
                    + facts.joined(separator: say("，", ", ")))
        }
        for (index, table) in sheet.tables.enumerated() {
            lines += self.lines(of: table, number: sheet.tables.count > 1 ? index + 1 : nil)
        }
        return lines
    }

    private func lines(of table: FileInspection.Table, number: Int?) -> [String] {
        let label = say("表格", "Table") + (number.map { " \($0)" } ?? "")
        var facts = [table.range]
        facts.append(
            table.headerRows.isEmpty
                ? say("没有表头", "no header")
                : say("表头第 \(list(table.headerRows)) 行", "header in row \(list(table.headerRows))"))
        facts.append(count(table.dataRows, "行数据", "rows of data"))
        facts.append(say("把握 ", "confidence ") + "\(Int((table.confidence * 100).rounded())) %")
        var lines = ["  " + DisplayWidth.padded(label, to: 10) + facts.joined(separator: say("，", ", "))]
        if let register = table.register {
            lines.append(
                "  " + DisplayWidth.padded(say("登记表", "Register"), to: 10) + register.name + " ("
                    + register.key
                    + ")  " + register.reasons.joined(separator: say("", " ")))
        } else if !table.candidates.isEmpty {
            lines.append(
                "  " + DisplayWidth.padded(say("登记表", "Register"), to: 10)
                    + say("没有明确的结果，可能是：", "none is clear; it may be: ")
                    + table.candidates.prefix(3).map { "\($0.name) (\($0.key))" }.joined(
                        separator: say("、", ", ")))
        }
        lines += table.reasons.map { indent + "· " + $0 }
        for ignored in table.ignored {
            lines.append(
                indent + "· " + kind(ignored.kind) + say("：第 ", ": row ") + ignored.rows + say(" 行（", " (")
                    + ignored.reason + say("）", ")"))
        }
        return lines + columnLines(table.columns)
    }

    private var indent: String { String(repeating: " ", count: 12) }

    private func list(_ rows: [Int]) -> String { FileInspector.ranges(rows) }

    private func columnLines(_ columns: [FileInspection.Column]) -> [String] {
        guard !columns.isEmpty else { return [] }
        var rows = [
            [
                say("列", "Col"), say("表头", "Header"), say("登记项", "Item"), say("类型", "Type"),
                say("有值", "Values"),
                say("空", "Blank"), say("例外", "Other"),
            ]
        ]
        rows += columns.map { column in
            [
                column.letters, shortened(column.header), column.name ?? "–", type(column.type),
                String(column.values),
                String(column.blanks),
                column.exceptions == 0
                    ? ""
                    : "\(column.exceptions)  "
                        + column.exceptionExamples.map(shortened).joined(separator: "  "),
            ]
        }
        let widths = (0..<6).map { place in rows.map { DisplayWidth.of($0[place]) }.max() ?? 0 }
        return rows.map { row in
            var line = indent
            for place in 0..<6 {
                // Counts stand on the right of their columns.
                let padding = String(repeating: " ", count: widths[place] - DisplayWidth.of(row[place]))
                line += (place >= 4 ? padding + row[place] : row[place] + padding) + "  "
            }
            line += row[6]
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 32 ? line.prefix(31) + "…" : line
    }

    private func lines(of remark: FileInspection.Remark) -> [String] {
        let place = [remark.sheet, remark.cell].compactMap { $0 }.joined(separator: "!")
        return [
            "  " + severity(remark.severity) + (place.isEmpty ? "" : place + say("：", ": ")) + remark.message
                + " ["
                + remark.code + "]",
            indent + "→ " + remark.remedy,
        ]
    }

    // MARK: - Words

    private func count(_ number: Int, _ chinese: String, _ english: String) -> String {
        "\(number) " + say(chinese, english)
    }

    private func visibility(_ name: String) -> String {
        name == "hidden" ? say("已隐藏", "hidden") : say("深度隐藏", "very hidden")
    }

    private func severity(_ name: String) -> String {
        switch name {
        case "info": say("提示  ", "Note  ")
        case "warning": say("注意  ", "Warning  ")
        default: say("错误  ", "Error  ")
        }
    }

    private func feature(_ name: String, _ number: Int) -> String {
        switch name {
        case "formulas": count(number, "个公式", "formulas")
        case "merged_ranges": count(number, "处合并", "merged ranges")
        case "hidden_rows": count(number, "行隐藏", "hidden rows")
        case "hidden_columns": count(number, "列隐藏", "hidden columns")
        case "hyperlinks": count(number, "个链接", "hyperlinks")
        case "comments": count(number, "条批注", "comments")
        case "excel_tables": count(number, "个 Excel 表", "Excel tables")
        default: "\(name) \(number)"
        }
    }

    private func kind(_ name: String) -> String {
        switch name {
        case "preamble": say("表前内容", "preamble")
        case "blank": say("空行", "blank")
        case "repeated-header": say("重复表头", "repeated header")
        case "total": say("合计", "total")
        case "signature": say("签字行", "signature")
        case "note": say("附注", "note")
        default: name
        }
    }

    private func type(_ name: String) -> String {
        switch name {
        case "text": say("文本", "text")
        case "integer": say("整数", "integer")
        case "decimal": say("小数", "decimal")
        case "percent": say("百分比", "percent")
        case "number": say("数字", "number")
        case "boolean": say("是否", "boolean")
        case "date": say("日期", "date")
        case "datetime": say("日期时间", "date and time")
        case "time": say("时间", "time")
        case "duration": say("时长", "duration")
        default: say("空", "empty")
        }
    }
}
