import Foundation
import Spreadsheet
import Testing

@testable import Pipeline

@Suite("The same input")
struct DeterminismTests {
    private static func bytes(_ workspace: TestWorkspace) -> [String: Data] {
        workspace.files("output").mapValues { data in
            let text = String(decoding: data, as: UTF8.self)
            guard let measured = text.range(of: "\"measured\"") else { return data }
            return Data(text[..<measured.lowerBound].utf8)
        }.filter { $0.key.hasPrefix("2026-04-01/") }
    }

    private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "../../../samples/inbox"
    ).standardizedFileURL.path

    @Test func givesTheSameBytesInWhateverOrderAndWithAnyNumberOfThreads() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.samples).sorted()
        #expect(names.count >= 10)
        var expected: [String: Data]?
        for (order, threads) in [(names, 2), (names.reversed(), 1), (names.shuffled(), 2), (names, 3)] {
            let workspace = try TestWorkspace()
            for name in order {
                let data = try Data(contentsOf: URL(fileURLWithPath: Self.samples + "/" + name))
                try workspace.drop(name, Array(data))
            }
            let result = try workspace.run(threads: threads)
            #expect(result.rejected.isEmpty)
            let bytes = Self.bytes(workspace)
            #expect(bytes.count >= 2)
            #expect(expected == nil || expected == bytes)
            expected = bytes
        }
    }

    @Test func givesTheSameBytesFromInboxAndArchive() throws {
        let workspace = try TestWorkspace()
        try workspace.drop("回款登记表.csv", try MadeRegister("receipt").csv(0..<50))
        try workspace.drop("不认识.csv", "甲,乙\n1,2\n3,4\n5,6\n")
        try workspace.run()
        let first = Self.bytes(workspace)
        try workspace.run()
        #expect(Self.bytes(workspace) == first)
        #expect(try Ledger(path: workspace.folder + "/ledger.sqlite").runs().count == 1)
    }

    @Test func makesNoSecondRecordButAnotherDayDoes() throws {
        let workspace = try TestWorkspace()
        try workspace.drop("回款登记表.csv", try MadeRegister("receipt").csv(0..<5))
        try workspace.run()
        try workspace.run()
        try workspace.run(asOf: "2026-04-02")
        let ledger = try Ledger(path: workspace.folder + "/ledger.sqlite")
        #expect(try ledger.runs().map(\.asOf) == ["2026-04-01", "2026-04-02"])
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: workspace.folder + "/output/latest")
                == "2026-04-02")
        try workspace.run(asOf: "2026-03-15")
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: workspace.folder + "/output/latest")
                == "2026-04-02")
    }
}
