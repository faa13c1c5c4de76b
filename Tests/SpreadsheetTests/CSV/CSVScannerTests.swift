import Foundation
import Testing

@testable import Spreadsheet

/// A random generator that gives the same numbers every time (SplitMix64).
struct FixedRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

struct CSVScannerTests {
    static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/corpus/csv-spectrum")

    /// All fields as the fast and the reference scanner find them.
    static func both(_ bytes: [UInt8], _ dialect: CSVDialect, width: Int?) -> (
        fast: [[String]], reference: [[String]]
    ) {
        let storage = bytes.withUnsafeBytes { ByteStorage($0) }
        var fast = CSVIndexBuilder(forBytes: 0)
        var scanner = CSVScanner(paddedBytes: storage.bytes, dialect: dialect, width: width)
        let end = scanner.scan(from: 0, to: bytes.count, into: &fast)
        #expect(end == bytes.count)
        var slow = CSVIndexBuilder(forBytes: 0)
        var reference = CSVReferenceScanner(bytes: storage.bytes, dialect: dialect, width: width)
        reference.scan(into: &slow)
        #expect(scanner.unclosed == reference.unclosed)
        return (describe(fast.finish()), describe(slow.finish()))
    }

    private static func describe(_ index: CSVIndex) -> [[String]] {
        (0..<index.recordCount).map { record in
            let (first, last) = (Int(index.recordFields[record]), Int(index.recordFields[record + 1]))
            return (first..<last).map { field in
                "\(index.fieldRange(field, isFirstOf: field == first ? record : nil))"
            }
        }
    }

    @Test(arguments: [nil, 2, 3, 4] as [Int?])
    func fastAndReferenceScannerAgreeOnRandomBytes(width: Int?) {
        var random = FixedRandom(state: 20_260_305)
        let alphabet: [UInt8] = Array("aa1  ,,,;;\"\"\"'\n\n\r\t中".utf8)
        let dialects = [
            CSVDialect(), CSVDialect(skipsSpaces: true), CSVDialect(delimiter: 0x3B, quote: 0x27),
            CSVDialect(delimiter: 0x20), CSVDialect(delimiter: 0x09, quote: nil),
        ]
        for round in 0..<4000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            let found = Self.both(bytes, dialects[round % dialects.count], width: width)
            #expect(
                found.fast == found.reference, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    @Test func fastAndReferenceScannerAgreeOnMutatedFiles() {
        var random = FixedRandom(state: 7)
        for file in PollutedFile.all.prefix(120) where !file.bytes.isEmpty {
            var bytes = Array(file.bytes.prefix(1500))
            for _ in 0..<6 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = Array("\",\n\r; '".utf8)[Int.random(in: 0..<7, using: &random)]
            }
            let found = Self.both(bytes, CSVDialect(), width: 8)
            #expect(found.fast == found.reference, "\(file.name)")
        }
    }

    @Test func twoThreadsFindWhatOneFinds() throws {
        var random = FixedRandom(state: 99)
        // Quoted line breaks everywhere, so that the middle of the file often lies inside quotes.
        var text = "编号,文字,数量\n"
        while text.utf8.count < 2_500_000 {
            let breaks = String(repeating: "行\n", count: Int.random(in: 0...40, using: &random))
            text += "\(random.next() % 1000),\"\(breaks)\"\"x\",\(random.next() % 10)\n"
        }
        var options = CSVReadOptions()
        let two = try CSVReader.read(Array(text.utf8), file: "two", options: options)
        options.threads = 1
        let one = try CSVReader.read(Array(text.utf8), file: "two", options: options)
        #expect(two.recordCount == one.recordCount)
        for record in stride(from: 0, to: one.recordCount, by: 17) {
            #expect(two.texts(ofRecord: record) == one.texts(ofRecord: record))
        }
    }

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: corpus.path),
            "the corpus ../shared/corpus/csv-spectrum is not there"),
        arguments: [
            // Not location_coordinates, whose JSON is no list and not in UTF-8.
            "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
        ])
    func readsTheSpectrumAsItsJSONSays(name: String) throws {
        let document = try CSVReader.read(path: Self.corpus.appending(path: "csvs_\(name).csv").path)
        let json = try Data(contentsOf: Self.corpus.appending(path: "json_\(name).json"))
        var expected = try JSONDecoder().decode([[String: String]].self, from: json)
        if !(try Data(contentsOf: Self.corpus.appending(path: "csvs_\(name).csv")).contains(0x0D)) {
            // Some checkouts of the corpus have lost their carriage returns.
            expected = expected.map { $0.mapValues { $0.replacingOccurrences(of: "\r\n", with: "\n") } }
        }
        let header = document.texts(ofRecord: 0)
        let found = (1..<document.recordCount).map { record in
            Dictionary(uniqueKeysWithValues: zip(header, document.texts(ofRecord: record)))
        }
        #expect(found == expected)
    }

    @Test func readsBackslashEscapes() throws {
        let text = "a,b\n\"say \\\"hi\\\"\",\"C:\\data\"\n\"x\\\\y\",2\n"
        var options = CSVReadOptions()
        options.dialect = CSVDialect(escape: .backslash)
        let document = try CSVReader.read(Array(text.utf8), file: "x", options: options)
        #expect(document.texts(ofRecord: 1) == ["say \"hi\"", "C:\\data"])
        #expect(document.texts(ofRecord: 2) == ["x\\y", "2"])
    }

    @Test func hostileQuotesTakeLinearTime() throws {
        // Each line opens a quote that is never closed; a reader that searched for each anew would not come back.
        let text = String(repeating: "\"a,\"b\n", count: 30_000)
        let document = try CSVReader.read(Array(text.utf8), file: "hostile")
        #expect(document.recordCount == 30_000)
        let line = String(repeating: "\"a,", count: 40_000) + "\n"
        #expect(try CSVReader.read(Array(line.utf8), file: "hostile").recordCount == 1)
    }
}
