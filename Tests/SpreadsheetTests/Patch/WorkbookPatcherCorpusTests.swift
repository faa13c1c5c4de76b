import Foundation
import Testing

@testable import Spreadsheet

/// Marks workbooks of the corpus and looks at what became of every part.
@Suite("Marking workbooks of many producers", .enabled(if: PatchedCorpus.isPresent, "needs ../shared/corpus"))
struct WorkbookPatcherCorpusTests {
    /// Marks some cells that exist and some that do not, on every worksheet, and adds a list.
    static func mark(_ path: String, to output: String) throws -> WorkbookPatcher {
        let patcher = try WorkbookPatcher(path: path)
        for sheet in patcher.sheets where sheet.kind == .worksheet {
            guard let index = patcher.sheets.firstIndex(of: sheet), let part = patcher.parts[index],
                patcher.draft.contains(part)
            else { continue }
            for (number, reference) in ["A1", "B2", "C3", "A4", "AB7", "D2000"].enumerated() {
                let cell = try #require(CellPosition(reference))
                try patcher.mark(
                    sheet: sheet.name, cell: cell, fill: number % 2 == 0 ? .badLight : .warningLight,
                    comment: number % 3 == 0 ? "第 \(number + 1) 处问题 <&>\n=1+1" : nil,
                    link: number < 2
                        ? .cell(sheet: "核对 & 'x' 结果", cell)
                        : number == 4 ? .web("https://example.com/a?b&c") : nil)
            }
        }
        try patcher.setSheet(named: "核对 & 'x' 结果", at: .first) { book, sheet in
            let title = try book.style(
                CellStyle(font: CellFont(size: 14, bold: true), fill: .solid(.accentLight)))
            let money = try book.style(CellStyle(numberFormat: NumberFormatCode("#,##0.000")))
            try sheet.row { row in
                row.text("问题清单", title)
                row.number(12.5, money)
                row.link("跳到单元格", to: .cell(sheet: patcher.sheets[0].name, CellPosition(row: 1, column: 1)))
            }
            try sheet.row { $0.link("外部", to: .web("https://example.com/")) }
        }
        try patcher.write(to: output)
        return patcher
    }

    @Test("Every workbook can be marked, marked again and cleaned; its cells keep their values")
    func wholeCorpus() throws {
        let scratch = try ScratchFolder()
        var marked = 0
        for path in PatchedCorpus.workbooks where try PatchedCorpus.isQuick(path) {
            let name = path.dropFirst(PatchedCorpus.folder.path.count)
            let (first, second, clean) = (
                scratch.path("1.xlsx"), scratch.path("2.xlsx"), scratch.path("3.xlsx")
            )
            do {
                let patcher = try Self.mark(path, to: first)
                try Self.checkUntouched(path, first, patcher, "\(name)")
                try Self.checkValues(path, first, "\(name)")
                _ = try Self.mark(first, to: second)
                #expect(
                    FileManager.default.contentsEqual(atPath: first, andPath: second),
                    "marking \(name) twice differs")
                try WorkbookPatcher(path: first).write(to: clean)
                let (before, after) = (try PackageTable(path), try PackageTable(clean))
                #expect(
                    before.parts == after.parts
                        || patcher.findings.contains { $0.code == .patchSignatureDropped },
                    "\(name):\n\(PackageTable.comparison(before, after))")
                marked += 1
                try Self.keep(first, number: marked, of: path)
            } catch let error as SpreadsheetError where error.finding.code == .partDamaged {
                // A package whose parts do not fit their checksums is refused.
                continue
            } catch let error as SpreadsheetError {
                Issue.record("\(name): \(error.finding.code.rawValue) \(error.finding.values)")
            }
        }
        #expect(marked > 200)
    }

    @Test("A workbook written without marks has the very same entries")
    func untouched() throws {
        let scratch = try ScratchFolder()
        for (_, file) in PatchedCorpus.producers {
            let path = PatchedCorpus.folder.appending(path: file).path
            let output = scratch.path("same.xlsx")
            try WorkbookPatcher(path: path).write(to: output)
            let (before, after) = (try PackageTable(path), try PackageTable(output))
            #expect(before.parts == after.parts, "\(file)")
            #expect(before.compressed == after.compressed, "\(file)")
            #expect(before.order == after.order, "\(file)")
        }
    }

    @Test("Only the parts that carry a mark change", arguments: PatchedCorpus.producers.map(\.file))
    func onlyMarkedPartsChange(file: String) throws {
        let scratch = try ScratchFolder()
        let path = PatchedCorpus.folder.appending(path: file).path
        let output = scratch.path("marked.xlsx")
        let patcher = try WorkbookPatcher(path: path)
        let index = try #require(patcher.sheets.firstIndex { $0.kind == .worksheet })
        try patcher.mark(
            sheet: patcher.sheets[index].name, cell: CellPosition(row: 2, column: 2), fill: .badLight)
        try patcher.write(to: output)
        let (before, after) = (try PackageTable(path), try PackageTable(output))
        let changed = Set(
            (before.order + after.order).filter { before.parts[$0] != after.parts[$0] }.map {
                $0.lowercased()
            })
        let part = try #require(patcher.parts[index]).lowercased()
        let allowed: Set<String> = [
            part, "xl/styles.xml", "styles.xml", "hedui/marks.xml", "xl/styles1.xml", "[content_types].xml",
            "xl/_rels/workbook.xml.rels",
        ]
        #expect(changed.contains(part))
        #expect(changed.isSubset(of: allowed), "\(PackageTable.comparison(before, after))")
    }

    /// Keeps a marked workbook for the readers that `Tests/Independent/check_marked.py` asks, in the folder that
    /// `HEDUI_KEEP_MARKED` names.
    static func keep(_ marked: String, number: Int, of original: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["HEDUI_KEEP_MARKED"] else { return }
        let copy = "\(folder)/\(number).xlsx"
        try Data(contentsOf: URL(filePath: marked)).write(to: URL(filePath: copy))
        let list = URL(filePath: folder + "/list.tsv")
        let lines = (try? String(contentsOf: list, encoding: .utf8)) ?? ""
        try (lines + original + "\t" + copy + "\n").write(to: list, atomically: true, encoding: .utf8)
    }

    static func checkUntouched(_ before: String, _ after: String, _ patcher: WorkbookPatcher, _ name: String)
        throws
    {
        let (old, new) = (try PackageTable(before), try PackageTable(after))
        let touched = Set(patcher.draft.changes.map { $0.part })
        for part in old.order where !touched.contains(part) && new.parts[part] != nil {
            #expect(old.parts[part] == new.parts[part], "\(name): \(part)")
            #expect(old.compressed[part] == new.compressed[part], "\(name): \(part) was packed anew")
        }
        let gone = old.order.filter { new.parts[$0] == nil }
        #expect(
            gone.isEmpty || patcher.findings.contains { $0.code == .patchSignatureDropped },
            "\(name): \(gone)")
        for part in touched.union(patcher.draft.added.map(\.name)) where !part.hasSuffix(".vml") {
            let bytes = try #require(new.parts[part])
            let failure = bytes.withUnsafeBytes {
                XMLPushParser.parse($0, maxDepth: 256, into: SilentHandler()).failure
            }
            let failedBefore = (old.parts[part] ?? []).withUnsafeBytes {
                XMLPushParser.parse($0, maxDepth: 256, into: SilentHandler()).failure != nil
            }
            #expect(failure == nil || (old.parts[part] != nil && failedBefore), "\(name): \(part)")
        }
    }

    static func checkValues(_ before: String, _ after: String, _ name: String) throws {
        let (old, new) = (try Workbook(path: before), try Workbook(path: after))
        #expect(new.sheets.count == old.sheets.count + 1)
        #expect(Array(new.sheets.dropFirst()) == old.sheets, "\(name)")
        for index in old.sheets.indices where old.sheets[index].kind == .worksheet {
            let (left, right) = (old.sheet(at: index), new.sheet(at: index + 1))
            #expect(left.allCells == right.allCells, "\(name) \(old.sheets[index].name)")
            #expect(left.details.mergedRanges == right.details.mergedRanges, "\(name)")
            #expect(left.details.tables == right.details.tables, "\(name)")
            let own = right.details.comments.filter { $0.author == CommentsPatch.author }
            let others = right.details.comments.count - own.count
            #expect(others == left.details.comments.count, "\(name): comments of others")
        }
    }
}

/// Takes no notice.
private struct SilentHandler: XMLContentHandler {
    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {}
    mutating func text(_ bytes: UnsafeRawBufferPointer) {}
    mutating func endElement(_ name: XMLName, depth: Int) {}
}
