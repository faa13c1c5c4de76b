import Foundation
import Spreadsheet
import Testing

@testable import Pipeline

@Suite("What becomes of files")
struct ArrivalTests {
    private let workspace: TestWorkspace

    init() throws { workspace = try TestWorkspace() }

    @Test func registersThatAreKeptUpAndThoseOfAMonthGoToDifferentFolders() throws {
        try workspace.drop("花名册.csv", try MadeRegister("employee").csv(0..<5))
        try workspace.drop("华东/回款登记表.csv", try MadeRegister("receipt").csv(0..<5))
        try workspace.run()
        #expect(workspace.names("archive") == ["2026-03/华东/回款登记表.csv", "standing/花名册.csv"])
        #expect(workspace.names("rejected").isEmpty)
    }

    @Test func archivedFilesCountAgainInTheNextRun() throws {
        try workspace.drop("回款登记表.csv", try MadeRegister("receipt").csv(0..<5))
        try workspace.run()
        let next = try workspace.run(asOf: "2026-04-02")
        #expect(next.contents.registers["receipt"]?.rowCount == 5)
        #expect(next.notes.map(\.code.rawValue) == ["inbox.empty"])
    }

    @Test func theSameContentCountsOnceUnderWhateverName() throws {
        let csv = try MadeRegister("receipt").csv(0..<5)
        try workspace.drop("回款登记表.csv", csv)
        try workspace.run()
        try workspace.drop("回款登记表 - 副本.csv", csv)
        let result = try workspace.run()
        #expect(result.contents.registers["receipt"]?.rowCount == 5)
        let copy = try #require(result.contents.files.first { $0.fate == .duplicate })
        #expect(copy.origin == "回款登记表 - 副本.csv" && copy.other == "回款登记表.csv")
        #expect(result.exitCode(failOn: .never) == 0)
        #expect(workspace.names("archive") == ["2026-03/回款登记表.csv", "duplicates/回款登记表 - 副本.csv"])
        #expect(workspace.names("inbox").isEmpty)
    }

    @Test func aNewerVersionTakesThePlaceOfTheOlderAndBothAreKept() throws {
        var made = try MadeRegister("receipt")
        try workspace.drop("回款登记表.csv", made.csv(0..<10))
        try workspace.run()
        made.fixed["customer_name"] = "改过的客户"
        try workspace.drop("三月回款.csv", made.csv(0..<12))
        let result = try workspace.run()
        #expect(result.contents.registers["receipt"]?.rowCount == 12)
        let fates = Dictionary(uniqueKeysWithValues: result.contents.files.map { ($0.origin, $0.fate) })
        #expect(fates == ["回款登记表.csv": .superseded, "三月回款.csv": .accepted])
        #expect(workspace.names("archive") == ["2026-03/三月回款.csv", "2026-03/回款登记表.csv"])
        let next = try workspace.run(asOf: "2026-04-02")
        #expect(next.contents.files.map(\.origin) == ["三月回款.csv"])
        #expect(next.contents.registers["receipt"]?.rowCount == 12)
    }

    @Test func filesWithOtherKeysStandBesideEachOther() throws {
        let made = try MadeRegister("receipt")
        try workspace.drop("华东回款.csv", made.csv(0..<10))
        try workspace.run()
        try workspace.drop("华南回款.csv", made.csv(100..<110))
        let result = try workspace.run()
        #expect(result.contents.registers["receipt"]?.rowCount == 20)
        #expect(result.contents.files.map(\.fate) == [.accepted, .accepted])
    }

    @Test func filesOfLaterMonthsWaitForTheirRun() throws {
        var made = try MadeRegister("receipt")
        made.month = "2026-05"
        try workspace.drop("五月回款.csv", made.csv(0..<10))
        let result = try workspace.run()
        #expect(result.contents.files.map(\.fate) == [.kept])
        #expect(result.contents.registers["receipt"] == nil)
        #expect(workspace.names("archive") == ["2026-05/五月回款.csv"])
        let later = try workspace.run(asOf: "2026-06-01")
        #expect(later.contents.registers["receipt"]?.rowCount == 10)
    }

    @Test func anotherFileOfTheSameNameIsToldApart() throws {
        var made = try MadeRegister("receipt")
        try workspace.drop("导出.csv", made.csv(0..<10))
        try workspace.run()
        made.month = "2026-02"
        try workspace.drop("导出.csv", made.csv(50..<60))
        let result = try workspace.run()
        #expect(result.contents.registers["receipt"]?.rowCount == 20)
        let names = result.contents.files.map(\.origin)
        #expect(names.contains("导出.csv") && names.contains { $0.hasPrefix("导出@") && $0.hasSuffix(".csv") })
        #expect(workspace.names("archive") == ["2026-02/导出.csv", "2026-03/导出.csv"])
    }

    @Test func aFileMissingFromTheArchiveIsTold() throws {
        try workspace.drop("回款登记表.csv", try MadeRegister("receipt").csv(0..<5))
        try workspace.run()
        try FileManager.default.removeItem(atPath: workspace.folder + "/archive/2026-03/回款登记表.csv")
        let result = try workspace.run(asOf: "2026-04-02")
        #expect(result.contents.findings.map(\.code.rawValue) == ["archive.missing"])
    }

    @Test func aFileChangedInTheArchiveIsToldAndNotUsed() throws {
        let csv = try MadeRegister("receipt").csv(0..<5)
        try workspace.drop("回款登记表.csv", csv)
        try workspace.run()
        try Data((csv + "x\n").utf8).write(
            to: URL(fileURLWithPath: workspace.folder + "/archive/2026-03/回款登记表.csv"))
        let result = try workspace.run(asOf: "2026-04-02")
        #expect(result.contents.findings.map(\.code.rawValue) == ["archive.changed"])
        #expect(result.contents.registers["receipt"] == nil)
    }

    @Test func filesThatAreToStayStay() throws {
        try workspace.drop("回款登记表.csv", try MadeRegister("receipt").csv(0..<5))
        try workspace.drop("不认识.csv", "甲,乙\n1,2\n3,4\n5,6\n")
        for _ in 0..<2 {
            let result = try workspace.run(change: { configuration in
                configuration.archive = nil
                configuration.rejected = nil
            })
            #expect(result.contents.registers["receipt"]?.rowCount == 5)
            #expect(result.exitCode(failOn: .never) == 3)
        }
        #expect(workspace.names("inbox").count == 2)
        #expect(try Ledger(path: workspace.folder + "/ledger.sqlite").runs().count == 1)
        #expect(workspace.names("archive").isEmpty && workspace.names("rejected").isEmpty)
    }

    @Test func aFolderNamedAfterARegisterSaysWhatItIs() throws {
        // Two bare columns that could be many registers.
        try workspace.drop("回款登记表/a.csv", "收款单号,收款日期,收款金额\nS1,2026-03-02,5\nS2,2026-03-03,6\n")
        let result = try workspace.run()
        #expect(result.contents.files.first?.registers == ["receipt"])
    }

    @Test func peopleAndReferencesThatLeadNowhereAreFindings() throws {
        var made = try MadeRegister("receipt")
        made.fixed["credited_to"] = "无名氏"
        try workspace.drop("回款登记表.csv", made.csv(0..<3))
        try workspace.drop("花名册.csv", try MadeRegister("employee").csv(0..<5))
        let lines = try {
            try workspace.run()
            return try workspace.lines("output/2026-04-01/data/findings.jsonl")
        }()
        let codes = Set(lines.compactMap { $0["code"] as? String })
        #expect(codes.contains("person.unknown") || codes.contains("reference.unchecked"))
    }
}
