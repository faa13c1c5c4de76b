import Foundation

@testable import Spreadsheet

/// Workbooks of many producers, read where they lie, and a folder for what is made of them.
enum PatchedCorpus {
    static let folder: URL = {
        if let folder = ProcessInfo.processInfo.environment["HEDUI_SHARED"] {
            return URL(filePath: folder).appending(path: "corpus")
        }
        var package = URL(filePath: #filePath)
        for _ in 0..<4 { package.deleteLastPathComponent() }
        return package.deletingLastPathComponent().appending(path: "shared/corpus")
    }()
    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    /// Every XLSX and XLSM file that can be opened and has a worksheet.
    static let workbooks: [String] = {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let files = (all?.allObjects as? [URL] ?? []).map(\.path)
            .filter { $0.hasSuffix(".xlsx") || $0.hasSuffix(".xlsm") }.sorted()
        return files.filter { path in
            guard let workbook = try? Workbook(path: path) else { return false }
            return workbook.sheets.contains { $0.kind == .worksheet }
        }
    }()

    /// Whether a workbook is small enough to be read several times by a build that is not optimised.
    static func isQuick(_ path: String) throws -> Bool {
        (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0) < 150 << 10
    }

    /// Workbooks of different producers with something that patching could harm.
    static let producers: [(producer: String, file: String)] = [
        ("Excel 365, macros", "calamine/tests_vba.xlsm"),
        ("Excel, pivot tables", "calamine/tests_pivots.xlsx"),
        ("Excel, pictures in cells, rich data", "calamine/tests_pictures_in_cell_and_over_cell.xlsx"),
        ("Excel, threaded comments and notes", "miniexcel/tests_data_xlsx_TestCommentsAndNotes.xlsx"),
        ("Excel, ISO Strict", "miniexcel/tests_data_xlsx_TestStrictOpenXml.xlsx"),
        ("Excel, chart sheet", "exceljs/spec_integration_data_chart-sheet.xlsx"),
        ("Excel, comments", "exceljs/test_data_comments.xlsx"),
        ("LibreOffice", "exceljs/spec_integration_data_hidden-test_libre-calc-as-excel-2007-365.xlsx"),
        ("Google Sheets", "exceljs/spec_integration_data_hidden-test_google-sheets.xlsx"),
        ("openpyxl or alike, no styles", "duckdb-excel/test_data_xlsx_gdal_row_without_r_attribute.xlsx"),
        ("prefixed elements", "duckdb-excel/test_data_xlsx_gdal_with_xml_prefix.xlsx"),
        ("EPPlus", "miniexcel/tests_data_xlsx_Epplus_InsertCellValues_Epplus_InsertCellValues.xlsx"),
        ("ClosedXML", "miniexcel/tests_data_xlsx_CloseXml_InsertCellValues_CloseXml_InsertCellValues.xlsx"),
        (
            "Open XML SDK",
            "miniexcel/tests_data_xlsx_OpenXmlSDK_InsertCellValues_OpenXmlSDK_InsertCellValues.xlsx"
        ),
        ("MiniExcel", "miniexcel/tests_data_xlsx_Issue759_miniexcel.xlsx"),
    ]
}

/// A folder that goes away with the test.
final class ScratchFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "patch-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }
}

/// The parts of a package: name, content and compressed size.
struct PackageTable {
    var parts: [String: [UInt8]] = [:]
    var compressed: [String: Int] = [:]
    var order: [String] = []

    init(_ path: String) throws {
        var limits = ReadLimits()
        limits.timePerFile = .seconds(600)
        let package = try PackageReader(FileBytes(path: path), file: path, limits: limits)
        for entry in package.entries where !entry.name.hasSuffix("/") {
            // A part that cannot be read is copied as it is; its size still tells.
            parts[entry.name] = (try? package.data(of: entry.name)) ?? []
            compressed[entry.name] = entry.compressedBytes
            order.append(entry.name)
        }
    }

    static func checksum(_ bytes: [UInt8]?) -> String {
        guard let bytes else { return "-" }
        return String(MarkJournal.Sum(bytes).crc, radix: 16)
    }

    /// One line a part: name, checksum before, checksum after.
    static func comparison(_ before: PackageTable, _ after: PackageTable) -> String {
        let names = before.order + after.order.filter { before.parts[$0] == nil }
        return names.map { name in
            let (left, right) = (before.parts[name], after.parts[name])
            let word = left == right ? "same" : left == nil ? "added" : right == nil ? "gone" : "changed"
            return "\(word)\t\(checksum(left))\t\(checksum(right))\t\(name)"
        }
        .joined(separator: "\n")
    }
}
