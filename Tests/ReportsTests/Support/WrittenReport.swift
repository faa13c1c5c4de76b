import Foundation
@testable import Spreadsheet
import Testing

@testable import Reports

/// A report written into a scratch folder and read back.
///
/// Set `KEEP_WRITTEN` to a folder to keep the workbooks: other programs and the schemas then look at them too.
struct WrittenReport {
    let bytes: Data
    let sheets: [String]
    /// The parts of the package by name.
    let parts: [String: String]
    private let workbook: [String: Sheet]

    init(_ name: String, _ write: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "reports-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "report.xlsx").path
        try write(path)
        bytes = try Data(contentsOf: URL(filePath: path))
        if let kept = ProcessInfo.processInfo.environment["KEEP_WRITTEN"] {
            try bytes.write(to: URL(filePath: kept + "/report-" + name + ".xlsx"))
        }
        let package = try PackageReader(try FileBytes(path: path), file: path)
        var parts: [String: String] = [:]
        for entry in package.entries {
            parts[entry.name] = String(decoding: try package.data(of: entry.name), as: UTF8.self)
        }
        self.parts = parts
        let document = try Document(path: path)
        sheets = document.sheets.map(\.name)
        var workbook: [String: Sheet] = [:]
        for index in document.sheets.indices {
            guard case .cells(let sheet) = document.sheet(at: index) else { continue }
            workbook[document.sheets[index].name] = sheet
        }
        self.workbook = workbook
    }

    func sheet(_ name: String) throws -> Sheet { try #require(workbook[name], "no sheet \(name)") }

    /// The rows of a list below its header, by title; blank cells are left out.
    func list(_ name: String) throws -> [[String: CellValue]] {
        let sheet = try sheet(name)
        var titles: [Int: String] = [:]
        var rows: [Int: [String: CellValue]] = [:]
        for cell in sheet.allCells {
            if cell.position.row == 4, case .text(let title) = cell.value {
                titles[cell.position.column] = title
            }
            guard cell.position.row > 4, let title = titles[cell.position.column], cell.value != .blank else {
                continue
            }
            rows[cell.position.row, default: [:]][title] = cell.value
        }
        return rows.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The cell of a sheet.
    func cell(_ sheet: String, _ reference: String) throws -> Cell? {
        let position = try #require(CellPosition(reference))
        return try self.sheet(sheet).allCells.first { $0.position == position }
    }

    /// The row of the first cell with a text.
    func row(of text: String, in sheet: String) throws -> Int {
        try #require(
            try self.sheet(sheet).allCells.first { $0.value == .text(text) }?.position.row, "no cell \(text)")
    }

    /// All formulas with their values.
    func formulas(_ sheet: String) throws -> [Cell] {
        try self.sheet(sheet).allCells.filter { $0.formula != nil }
    }

    /// The cells of each sheet that can be changed, and whether every sheet is protected.
    ///
    /// Sheets are in the order of the workbook.
    func unlockedCells() throws -> (cells: [[CellPosition]], allProtected: Bool) {
        let styles = try #require(parts["xl/styles.xml"])
        let formats = try #require(
            styles.firstMatch(of: /<cellXfs[^>]*>(.*?)<\/cellXfs>/.dotMatchesNewlines())?.1)
        let unlocked = Set(
            formats.split(separator: "<xf ").enumerated().filter { $1.contains("locked=\"0\"") }.map(\.offset)
        )
        try #require(!unlocked.isEmpty)
        var allProtected = true
        let cells = try sheets.indices.map { index in
            let sheet = try #require(parts["xl/worksheets/sheet\(index + 1).xml"])
            if !sheet.contains("<sheetProtection ") { allProtected = false }
            return sheet.matches(of: /<c r="([A-Z]+[0-9]+)" s="([0-9]+)"/).compactMap { match in
                Int(match.2).map(unlocked.contains) == true ? CellPosition(match.1) : nil
            }
        }
        return (cells, allProtected)
    }

    /// Every text of every sheet.
    var texts: [String] {
        workbook.values.flatMap { sheet in
            sheet.allCells.compactMap { if case .text(let text) = $0.value { text } else { nil } }
        }
    }
}

extension CellValue {
    /// The number, for tests that add up cells.
    var number: Double? {
        if case .number(let number) = self { number.double } else { nil }
    }
}
