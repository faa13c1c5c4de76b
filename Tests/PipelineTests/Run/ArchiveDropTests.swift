import Foundation
import Spreadsheet
import Testing

@testable import Pipeline

@Suite("Archives of files in the inbox")
struct ArchiveDropTests {
    /// A ZIP archive of stored entries (APPNOTE.TXT 4.3).
    static func zip(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        func little(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        for (name, content) in files {
            let name = Array(name.utf8)
            let common =
                little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 4) + little(Int(crc(content)), 4)
                + little(content.count, 4) + little(content.count, 4) + little(name.count, 2) + little(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
                + little(0, 4) + little(bytes.count, 4) + name
            bytes += [0x50, 0x4B, 3, 4] + common + name + content
        }
        let start = bytes.count
        return bytes + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2)
            + little(files.count, 2) + little(directory.count, 4) + little(start, 4) + little(0, 2)
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    private let workspace: TestWorkspace

    init() throws { workspace = try TestWorkspace() }

    private func receipts(_ rows: Range<Int>) throws -> [UInt8] {
        Array(try MadeRegister("receipt").csv(rows).utf8)
    }

    @Test func areOpenedAsFolders() throws {
        try workspace.drop(
            "三月.zip", Self.zip([("回款/a.csv", try receipts(0..<5)), ("回款/b.csv", try receipts(10..<15))]))
        let result = try workspace.run()
        #expect(result.contents.registers["receipt"]?.rowCount == 10)
        #expect(result.contents.files.map(\.origin) == ["三月.zip", "三月.zip/回款/a.csv", "三月.zip/回款/b.csv"])
        #expect(result.contents.files.map(\.fate) == [.opened, .accepted, .accepted])
        #expect(workspace.names("archive") == ["2026-03/三月.zip"])
        let next = try workspace.run(asOf: "2026-04-02")
        #expect(next.contents.registers["receipt"]?.rowCount == 10)
    }

    @Test func lendOutWhatCannotBeUsed() throws {
        let wrong = Array("甲,乙\n1,2\n3,4\n5,6\n".utf8)
        try workspace.drop(
            "三月.zip", Self.zip([("a.csv", try receipts(0..<5)), ("../../坏.csv", wrong)]))
        let result = try workspace.run()
        #expect(result.exitCode(failOn: .never) == 3)
        #expect(workspace.names("archive") == ["2026-03/三月.zip"])
        #expect(workspace.names("rejected") == ["三月.zip/坏.csv", "三月.zip/坏.csv.原因.txt"])
        #expect(workspace.files("rejected")["三月.zip/坏.csv"] == Data(wrong))
    }

    @Test func goBackWholeWhenNothingInThemIsUsable() throws {
        try workspace.drop(
            "坏.zip",
            Self.zip([("a.csv", Array("甲,乙\n1,2\n3,4\n5,6\n".utf8)), ("b.pdf", Array("%PDF-1.7\n%…".utf8))]))
        let result = try workspace.run()
        #expect(result.rejected.count == 2)
        #expect(workspace.names("rejected") == ["坏.zip", "坏.zip.原因.txt"])
        let reason = workspace.text("rejected/坏.zip.原因.txt")
        #expect(reason.contains("a.csv") && reason.contains("b.pdf"), "\(reason)")
    }

    @Test func countOnceWhatIsThereAlready() throws {
        let bytes = try receipts(0..<5)
        try workspace.drop("回款.csv", bytes)
        try workspace.drop("又一次.zip", Self.zip([("x.csv", bytes)]))
        let result = try workspace.run()
        #expect(result.contents.registers["receipt"]?.rowCount == 5)
        #expect(result.contents.files.map(\.fate).filter { $0 != .opened } == [.accepted, .duplicate])
    }
}
