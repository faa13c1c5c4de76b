import Foundation
import Testing

@testable import Spreadsheet

struct CSVReaderTests {
    static func read(_ text: String, _ change: (inout CSVReadOptions) -> Void = { _ in }) throws
        -> CSVDocument
    {
        var options = CSVReadOptions()
        change(&options)
        return try CSVReader.read(Array(text.utf8), file: "test.csv", options: options)
    }

    @Test func acceptsAFileOfExactlyTheLimitAndNoMore() throws {
        let text = "a,b\n1,2\n"
        #expect(try Self.read(text) { $0.limits.fileBytes = 8 }.recordCount == 2)
        let error = #expect(throws: SpreadsheetError.self) { try Self.read(text) { $0.limits.fileBytes = 7 } }
        #expect(error?.finding.code == .fileTooLarge)
        #expect(error?.finding.values == ["bytes": "8", "limit": "7"])
    }

    @Test func theLimitHoldsForFilesOnDisk() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "hedui-\(UUID()).csv").path
        try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = CSVReadOptions()
        options.limits.fileBytes = 8
        #expect(try CSVReader.read(path: path, options: options).recordCount == 2)
        options.limits.fileBytes = 7
        #expect(throws: SpreadsheetError.self) { try CSVReader.read(path: path, options: options) }
    }

    @Test func keepsAndReportsTextsBeyondTheLimit() throws {
        let document = try Self.read("a,b\n12345,123456\n") { $0.limits.textLength = 5 }
        let long = document.findings.filter { $0.code == .textTooLong }
        #expect(long.map(\.origin.cell) == [CellPosition(row: 2, column: 2)])
        #expect(document.text(ofField: 1, ofRecord: 1) == "123456")
    }

    @Test func saysWhyAFileCannotBeOpened() {
        let error = #expect(throws: SpreadsheetError.self) { try CSVReader.read(path: "/nowhere/at/all.csv") }
        #expect(error?.finding.code == .fileUnreadable)
    }

    @Test func reportsBytesThatAreNoCharacter() throws {
        var bytes = Array("编号,名称\n".utf8)
        bytes += Array("1,好".utf8) + [0xFF] + Array("的\n2,对\n".utf8)
        let document = try CSVReader.read(bytes, file: "x")
        let finding = document.findings.first { $0.code == .csvInvalidCharacter }
        #expect(finding?.values["line"] == "2")
        #expect(finding?.values["bytes"] == "FF")
        #expect(document.text(ofField: 1, ofRecord: 1) == "好\u{FFFD}的")
    }

    @Test func reportsMixedLineBreaksAndZeroBytes() throws {
        let document = try Self.read("a,b\r\n1,2\n3,\u{0}\r\n")
        let codes = document.findings.map(\.code)
        #expect(codes.contains(.csvMixedLineBreaks))
        #expect(codes.contains(.csvZeroBytes))
        #expect(document.recordCount == 3)
    }

    @Test func reportsEachRepair() throws {
        let rows = (1...20).map { "\($0),2026-03-05,\($0).50" }.joined(separator: "\n")
        let document = try Self.read("编号,日期,金额\n\(rows)\n21;2026-03-06;21.50\n")
        let repair = try #require(document.findings.first { $0.code == .csvRowRepaired })
        #expect(repair.origin.cell?.row == 22)
        #expect(repair.values["repair"] == "other-delimiter")
        #expect(document.texts(ofRecord: 21) == ["21", "2026-03-06", "21.50"])
    }

    @Test func declarationsAreObeyed() throws {
        let document = try Self.read("a;b,c\n") {
            $0.dialect = CSVDialect(delimiter: UInt8(ascii: ";"))
            $0.encoding = .utf8
        }
        #expect(document.texts(ofRecord: 0) == ["a", "b,c"])
        #expect(document.dialect.reasons.map(\.code) == [.dialectDeclared])
        #expect(document.encoding.reasons.map(\.code) == [.encodingDeclared])
    }

    @Test(arguments: [256, 300, 1000, 1 << 20])
    func theStreamGivesTheRecordsOfTheDocument(blockBytes: Int) throws {
        for name in [
            "encoding GB18030 \",\"", "encoding UTF-16LE \",\"", "encoding GB18030 \"|\"",
            "line breaks inside quotes",
        ] {
            let file = try #require(PollutedFile.all.first { $0.name == name })
            let path = FileManager.default.temporaryDirectory.appending(path: "hedui-\(UUID()).csv").path
            try Data(file.bytes).write(to: URL(filePath: path))
            defer { try? FileManager.default.removeItem(atPath: path) }
            let document = try CSVReader.read(path: path)
            let stream = try CSVStream(path: path, blockBytes: blockBytes)
            var records: [[String]] = []
            while let block = try stream.next() {
                #expect(block.firstRow == records.count + 1)
                for record in 0..<block.document.recordCount {
                    records.append(block.document.texts(ofRecord: record))
                }
            }
            #expect(records == (0..<document.recordCount).map { document.texts(ofRecord: $0) }, "\(name)")
        }
    }

    @Test func everyFindingAndReasonHasItsWording() {
        let finding = FindingCatalogue.spreadsheet.wordings
        for (code, wordings) in finding { #expect(wordings.count == Language.allCases.count, "\(code)") }
        for kind in IgnoredRow.Kind.allCases where kind != .preamble {
            #expect(finding[.tableIgnored(kind)] != nil, "\(kind)")
        }
    }
}
