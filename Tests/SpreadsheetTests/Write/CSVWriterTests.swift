import Foundation
import Testing

@testable import Spreadsheet

struct CSVWriterTests {
    private func written(
        _ change: (inout CSVWriteOptions) -> Void = { $0.encoding = .utf8 },
        _ body: (CSVWriter) throws -> Void
    ) throws -> [UInt8] {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = CSVWriteOptions()
        change(&options)
        let file = try CSVWriter(to: folder + "/file.csv", options: options)
        try body(file)
        try file.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file.csv"])
        return Array(try Data(contentsOf: URL(filePath: folder + "/file.csv")))
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func writesEveryKindOfValue() throws {
        let bytes = try written { file in
            try file.row { row in
                row.text("上海")
                row.number(-12)
                row.number(0.1)
                row.number(units: 1250, scale: 2)
                row.boolean(true)
                row.blank()
                row.date(CivilDay(year: 2026, month: 3, day: 5))
                row.value(.date(try #require(SerialDate(serial: 46_086.5, system: .from1900))))
                row.duration(ElapsedTime(days: 1.5))
                row.error(.notAvailable)
            }
        }
        #expect(text(bytes) == "上海,-12,0.1,12.5,TRUE,,2026-03-05,2026-03-05 12:00:00,36:00:00,#N/A\r\n")
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\""),
        (" a", "\" a\""),
        ("a;b", "a;b"), ("", "\"\""),
    ])
    func quotesWhatNeedsIt(value: String, expected: String) throws {
        #expect(text(try written { try $0.row([value]) }) == expected + "\r\n")
    }

    @Test func anEmptyFieldAmongOthersNeedsNoQuotes() throws {
        #expect(text(try written { try $0.row(["", ""]) }) == ",\r\n")
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("@SUM(1)", "'@SUM(1)"),
        ("-1+1", "'-1+1"),
        ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("＝1", "'＝1"), ("-12.5", "-12.5"), ("+86", "+86"),
        ("-", "'-"),
        ("a=1", "a=1"), ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
    ])
    func textThatLooksLikeAFormulaIsMadeHarmless(value: String, expected: String) throws {
        #expect(text(try written { try $0.row([value]) }) == expected + "\r\n")
        let raw = try written({
            $0.encoding = .utf8
            $0.formulas = .none
        }) { try $0.row([value]) }
        #expect(!text(raw).hasPrefix("'") && !text(raw).hasPrefix("\"'"))
    }

    @Test(arguments: CSVWriteOptions.Delimiter.allCases, CSVWriteOptions.LineEnd.allCases)
    func writesDelimitersAndLineEnds(
        delimiter: CSVWriteOptions.Delimiter, lineEnd: CSVWriteOptions.LineEnd
    ) throws {
        let mark = String(delimiter.rawValue)
        let bytes = try written({
            $0.encoding = .utf8
            $0.delimiter = delimiter
            $0.lineEnd = lineEnd
        }) { try $0.row(["a", "b\(mark)c"]) }
        #expect(text(bytes) == "a\(mark)\"b\(mark)c\"\(lineEnd.rawValue)")
    }

    @Test func writesTheMarkOnlyWhenAsked() throws {
        #expect(try written({ _ in }) { try $0.row(["a"]) } == [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A])
        #expect(try written { try $0.row(["a"]) } == [0x61, 0x0D, 0x0A])
    }

    @Test func writesGB18030() throws {
        // 中 is D6D0, € is A2E3, 㐀 is 8139EE39, 😀 is 9439FC36 (GB 18030-2005).
        let bytes = try written({ $0.encoding = .gb18030 }) { try $0.row(["a中€", "㐀😀"]) }
        #expect(
            bytes == [
                0x61, 0xD6, 0xD0, 0xA2, 0xE3, 0x2C, 0x81, 0x39, 0xEE, 0x39, 0x94, 0x39, 0xFC, 0x36, 0x0D,
                0x0A,
            ])
    }

    @Test(arguments: [CSVWriteOptions.Encoding.utf8, .gb18030])
    func fieldsLongerThanTheBufferAreWrittenWhole(encoding: CSVWriteOptions.Encoding) throws {
        let field = String(repeating: "汉字\"a", count: 150_000)
        let bytes = try written({ $0.encoding = encoding }) { file in
            for _ in 0..<2 { try file.row([field, "b"]) }
        }
        let line = "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\",b\r\n"
        // The C library's own converter, independent of the encoder.
        let decoder = try #require(IconvConverter(from: encoding == .utf8 ? "UTF-8" : "GB18030"))
        var utf8: [UInt8] = []
        let used = bytes.withUnsafeBytes {
            decoder.decode($0, isFinal: true, into: &utf8) { _, _ in Issue.record("not \(encoding)") }
        }
        #expect(used == bytes.count)
        #expect(text(utf8) == line + line)
    }

    @Test func rowsThatFailLeaveNoFile() throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try CSVWriter(to: folder + "/file.csv")
        let error = #expect(throws: SpreadsheetError.self) { try file.row { $0.number(.nan) } }
        #expect(error?.finding.code.rawValue == "write.not-finite")
        #expect(throws: SpreadsheetError.self) { try file.close() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }
}
