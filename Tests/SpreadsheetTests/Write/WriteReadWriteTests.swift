import Foundation
import Testing

@testable import Spreadsheet

/// What the writer writes, the reader reads back, and written again it gives the same bytes.
struct WriteReadWriteTests {
    private struct Row {
        var number: Int
        var cells: [(column: Int, value: CellValue, formula: String?)]
    }

    private func write(_ rows: [Row], to path: String) throws {
        try WorkbookWriter.write(to: path) { book in
            let sheet = try book.addSheet("往返")
            for row in rows {
                try sheet.move(toRow: row.number)
                try sheet.row { writer in
                    for cell in row.cells {
                        writer.move(to: cell.column)
                        if let formula = cell.formula {
                            writer.formula(CellFormula(formula), value: cell.value)
                        } else {
                            writer.value(cell.value)
                        }
                    }
                }
            }
        }
    }

    private func read(_ path: String) throws -> [Row] {
        let workbook = try Workbook(path: path)
        #expect(workbook.sheets.map(\.name) == ["往返"])
        let sheet = workbook.sheet(at: 0)
        #expect(workbook.findings.isEmpty && sheet.findings.isEmpty, "\(sheet.findings)")
        return Dictionary(grouping: sheet.allCells, by: \.position.row).sorted { $0.key < $1.key }.map {
            Row(number: $0, cells: $1.map { ($0.position.column, $0.value, $0.formula) })
        }
    }

    private func date(_ serial: Double, isTimeOnly: Bool = false) throws -> CellValue {
        .date(try #require(SerialDate(serial: serial, system: .from1900, isTimeOnly: isTimeOnly)))
    }

    private func number(_ significand: Int64, _ exponent: Int) -> CellValue {
        .number(.decimal(EverythingWorkbook.decimal(significand, exponent)))
    }

    @Test func theSecondFileHasTheBytesOfTheFirst() throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let odd = "a<b>&\"c\"_x0041_ _x005F_\u{1}\r\n\t\u{FFFE}😀"
        var rows = [
            Row(
                number: 1,
                cells: [
                    (1, .text("文字"), nil), (2, .text(odd), nil), (3, .text(" 空格 "), nil), (4, .text(""), nil),
                    (5, .text("=1+1"), nil), (9, .boolean(true), nil), (10, .error(.notAvailable), nil),
                ]),
            Row(
                number: 3,
                cells: [
                    (1, number(0, 0), nil), (2, number(-123_456_789_012_345, 0), nil),
                    (3, number(125, -1), nil),
                    (4, number(5, -9), nil), (5, .number(.double(0.1 + 0.2)), nil),
                    (6, .number(.double(1e300)), nil),
                    (7, try date(46_086), nil), (8, try date(46_086.5), nil),
                    (9, try date(0.25, isTimeOnly: true), nil),
                    (10, .duration(ElapsedTime(days: 1.5)), nil),
                ]),
            Row(
                number: 4,
                cells: [
                    (1, number(3, 0), "SUM(1,2)"), (2, .text("a&b"), "\"a\"&\"&\"&\"b\""),
                    (3, .boolean(false), "1=2"),
                    (4, .error(.divisionByZero), "1/0"), (5, .missing, "NOW()"),
                ]),
        ]
        for number in 5..<3_000 {
            rows.append(
                Row(
                    number: number,
                    cells: [
                        (1, .text("编号 \(number)"), nil), (2, .text("重复 \(number % 7)"), nil),
                        (3, self.number(Int64(number) * 1010 + 1, -2), nil),
                    ]))
        }
        try write(rows, to: folder + "/first.xlsx")
        let found = try read(folder + "/first.xlsx")
        #expect(found.count == rows.count)
        for (expected, row) in zip(rows, found) {
            let same =
                expected.number == row.number && expected.cells.count == row.cells.count
                && zip(expected.cells, row.cells).allSatisfy { $0 == $1 }
            if !same { Issue.record("row \(expected.number): wrote \(expected.cells), read \(row.cells)") }
        }
        try write(found, to: folder + "/second.xlsx")
        #expect(
            try Data(contentsOf: URL(filePath: folder + "/first.xlsx"))
                == Data(contentsOf: URL(filePath: folder + "/second.xlsx")))
    }
}
