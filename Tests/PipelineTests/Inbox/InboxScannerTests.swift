import Foundation
import Spreadsheet
import Synchronization
import Testing

@testable import Pipeline

@Suite("What lies in the inbox")
struct InboxScannerTests {
    private let workspace: TestWorkspace

    init() throws { workspace = try TestWorkspace() }

    private func scan(settle: Duration = .zero) throws -> InboxListing {
        try InboxScanner(inboxes: [workspace.folder + "/inbox"], settle: settle).scan()
    }

    @Test func temporaryAndSystemFilesArePassedOver() throws {
        let passed = [
            ".hidden.csv", "a.tmp", "b.CSV.PART", "c.xlsx.crdownload", "Thumbs.db", "desktop.ini",
            "~WRL001.csv",
            ".git/x.csv",
        ]
        for name in passed + ["好.csv", "下级/b.csv"] { try workspace.drop(name, "a,b\n1,2\n") }
        let listing = try scan()
        #expect(listing.files.map(\.name) == ["下级/b.csv", "好.csv"].sorted())
        #expect(listing.waiting.isEmpty)
    }

    @Test(arguments: ["~$订单.xlsx", ".~lock.订单.xlsx#", ".~订单.xlsx"])
    func aFileThatSomebodyHasOpenIsLeftForLater(owner: String) throws {
        try workspace.drop("订单.xlsx", "x")
        try workspace.drop("运单.csv", "x")
        try workspace.drop(owner, "somebody")
        let listing = try scan()
        #expect(listing.files.map(\.name) == ["运单.csv"])
        #expect(listing.waiting.map(\.code.rawValue) == ["inbox.in-use"])
    }

    @Test func anOwnerFileInAnotherFolderDoesNotMatter() throws {
        try workspace.drop("订单.xlsx", "x")
        try workspace.drop("旧/~$订单.xlsx", "somebody")
        #expect(try scan().files.map(\.name) == ["订单.xlsx"])
    }

    @Test func aFileThatGrowsIsLeftForLater() throws {
        try workspace.drop("大.csv", "a,b\n")
        let path = workspace.folder + "/inbox/大.csv"
        let isDone = Atomic(false)
        let hasEnded = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            while !isDone.load(ordering: .relaxed) {
                if let file = FileHandle(forWritingAtPath: path) {
                    file.seekToEndOfFile()
                    file.write(Data("1,2\n".utf8))
                    try? file.close()
                }
                usleep(5000)
            }
            hasEnded.signal()
        }
        let listing = try scan(settle: .milliseconds(800))
        isDone.store(true, ordering: .relaxed)
        hasEnded.wait()
        #expect(listing.files.isEmpty)
        #expect(listing.waiting.map(\.code.rawValue) == ["inbox.changing"])
    }

    @Test func aFileThatRestsIsTakenAfterTheTime() throws {
        try workspace.drop("小.csv", "a,b\n")
        #expect(try scan(settle: .milliseconds(50)).files.map(\.name) == ["小.csv"])
    }

    @Test func linksAndPipesAreNotRead() throws {
        try FileManager.default.createSymbolicLink(
            atPath: workspace.folder + "/inbox/链接.csv", withDestinationPath: "/etc/passwd")
        #expect(mkfifo(workspace.folder + "/inbox/管道.csv", 0o600) == 0)
        let listing = try scan()
        #expect(listing.files.isEmpty)
        #expect(Set(listing.waiting.map(\.code.rawValue)) == ["inbox.not-a-file"])
    }

    @Test func anEmptyInboxAndAMissingOneAreTwoThings() throws {
        #expect(try scan().notes.map(\.code.rawValue) == ["inbox.empty"])
        let error = #expect(throws: PipelineError.self) {
            try InboxScanner(inboxes: [workspace.folder + "/nowhere"], settle: .zero).scan()
        }
        #expect(error?.finding.code.rawValue == "inbox.missing")
    }

    @Test func aNameThatIsNoUTF8IsToldAndLeft() throws {
        let path = Array((workspace.folder + "/inbox/").utf8) + [0xB6, 0xA9, 0x2E, 0x63, 0x73, 0x76, 0]
        let descriptor = path.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { name in
            name.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) } ?? -1
        }
        #expect(descriptor >= 0)
        close(descriptor)
        #expect(try scan().waiting.map(\.code.rawValue) == ["inbox.name"])
    }
}
