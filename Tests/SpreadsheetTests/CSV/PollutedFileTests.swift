import Testing

@testable import Spreadsheet

struct PollutedFileTests {
    /// Files whose table cannot be told from the file alone, with the reason and the share of cells that is right.
    static let explainedMisses: [String: String] = [:]

    static func recognised(_ bytes: [UInt8]) throws -> [[String]] {
        let document = try CSVReader.read(bytes, file: "polluted.csv")
        guard let table = TableFinder().tables(in: document).first else { return [] }
        let csv = table.csv(from: document)
        let again = try CSVReader.read(
            csv, file: "clean.csv",
            options: {
                var options = CSVReadOptions()
                options.encoding = .utf8
                options.dialect = CSVDialect()
                options.repairsRows = false
                return options
            }())
        return (0..<again.recordCount).map { again.texts(ofRecord: $0) }
    }

    /// The share of cells that stand where they should.
    static func score(_ found: [[String]], _ expected: [[String]]) -> Double {
        let cells = max(found.joined().count, expected.joined().count)
        guard cells > 0 else { return 1 }
        let right = zip(found, expected).reduce(0) { sum, rows in
            sum + zip(rows.0, rows.1).filter { $0 == $1 }.count
        }
        return Double(right) / Double(cells)
    }

    @Test func thereAreManyOfThem() {
        #expect(PollutedFile.all.count >= 150)
        #expect(Set(PollutedFile.all.map(\.name)).count == PollutedFile.all.count)
    }

    @Test(arguments: PollutedFile.all)
    func findsTheCleanTableWithNothingTold(file: PollutedFile) throws {
        let score = Self.score(try Self.recognised(file.bytes), file.expected)
        if Self.explainedMisses[file.name] != nil {
            #expect(score < 0.98, "\(file.name) is no miss any more: \(score)")
        } else {
            #expect(score >= 0.98, "\(file.name): \(score)")
        }
    }

    @Test func scoresAtLeast98PercentOverAll() throws {
        let scores = try PollutedFile.all.map { Self.score(try Self.recognised($0.bytes), $0.expected) }
        let mean = scores.reduce(0, +) / Double(scores.count)
        #expect(mean >= 0.98)
    }
}
