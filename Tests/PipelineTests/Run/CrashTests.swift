import Foundation
import Spreadsheet
import Synchronization
import Testing

@testable import Pipeline

@Suite("A run that dies")
struct CrashTests {
    /// A workspace with a file of each fate: accepted, superseded, the same again, wrong, and an archive with a wrong one.
    private static func prepare() throws -> TestWorkspace {
        let workspace = try TestWorkspace()
        let made = try MadeRegister("receipt")
        try workspace.drop("旧回款.csv", made.csv(0..<10))
        try workspace.run(asOf: "2026-03-31")
        try workspace.drop("回款登记表.csv", made.csv(0..<12))
        try workspace.drop("副本.csv", made.csv(0..<12))
        try workspace.drop("不认识.csv", "甲,乙\n1,2\n3,4\n5,6\n")
        let wrong = Array("丙,丁\n1,2\n3,4\n5,6\n".utf8)
        let waybills = Array(try MadeRegister("waybill").csv(0..<5).utf8)
        try workspace.drop("包.zip", ArchiveDropTests.zip([("a.csv", waybills), ("坏.csv", wrong)]))
        return workspace
    }

    /// Everything that a workspace holds, but for what the clock says.
    private static func state(_ workspace: TestWorkspace) throws -> [String: String] {
        var state: [String: String] = [:]
        for folder in ["inbox", "archive", "rejected", "output"] {
            for (name, data) in workspace.files(folder) {
                var text = String(decoding: data, as: UTF8.self)
                if name.hasSuffix("run.json"), let measured = text.range(of: "\"measured\"") {
                    text = String(text[..<measured.lowerBound])
                }
                state[folder + "/" + name] = text
            }
        }
        state["latest"] = try FileManager.default.destinationOfSymbolicLink(
            atPath: workspace.folder + "/output/latest")
        let ledger = try Ledger(path: workspace.folder + "/ledger.sqlite")
        state["runs"] = try ledger.runs().map { "\($0.number) \($0.asOf) \($0.identity) \($0.accepted)" }
            .joined(separator: "\n")
        state["chain"] = try "\(ledger.firstBrokenRun() ?? 0)"
        state["files"] = try ledger.files(asOf: CivilDay(year: 2026, month: 4, day: 1)).map {
            "\($0.name) \($0.fate) \($0.stored ?? "-")"
        }.joined(separator: "\n")
        state["moves"] = try "\(ledger.pendingMoves().count)"
        return state
    }

    /// The steps of a run, in order.
    private static func steps() throws -> [String] {
        let workspace = try prepare()
        let steps = Mutex<[String]>([])
        _ = try workspace.run(
            threads: 1,
            before: { step, path in
                steps.withLock { $0.append(step + " " + path.dropFirst(workspace.folder.count)) }
            })
        return steps.withLock { $0 }
    }

    @Test func atAnyStepIsFinishedByTheNext() throws {
        let workspace = try Self.prepare()
        try workspace.run()
        let expected = try Self.state(workspace)
        let results = workspace.names("output").filter { $0.hasPrefix("2026-04-01/") }
        let steps = try Self.steps()
        #expect(steps.count > 20)
        // Every step takes two runs; the short form takes every fifth, and the last.
        let isLong = ProcessInfo.processInfo.environment["HEDUI_SOAK"] != nil
        for (number, step) in steps.enumerated()
        where isLong || number % 5 == 0 || number == steps.count - 1 {
            let workspace = try Self.prepare()
            let count = Mutex(0)
            #expect(throws: PipelineError.self, "step \(number) \(step)") {
                try workspace.run(
                    threads: 1,
                    before: { _, path throws(PipelineError) in
                        let isHere = count.withLock { count in
                            defer { count += 1 }
                            return count == number
                        }
                        if isHere { throw PipelineError(.failedToWrite, path, ENOSPC) }
                    })
            }
            // What is in sight is whole: the results of a day are all there or none.
            let names = workspace.names("output").filter { $0.hasPrefix("2026-04-01/") }
            #expect(names.isEmpty || names == results, "step \(number) \(step): \(names)")
            // No file is gone.
            let contents = ["inbox", "archive", "rejected"].flatMap { workspace.files($0).values }
            for wanted in ["旧回款.csv", "回款登记表.csv", "不认识.csv", "包.zip"] {
                #expect(contents.contains(Self.original(wanted)), "step \(number) \(step): \(wanted) is lost")
            }
            try workspace.run()
            let state = try Self.state(workspace)
            for key in Set(state.keys).union(expected.keys).sorted() where state[key] != expected[key] {
                Issue.record(
                    "step \(number) \(step): \(key) is \(state[key] ?? "missing") and not \(expected[key] ?? "missing")"
                )
            }
        }
    }

    private static func original(_ name: String) -> Data { originals[name] ?? Data() }

    private static let originals: [String: Data] = {
        guard let workspace = try? prepare() else { return [:] }
        var files = workspace.files("inbox")
        for (name, data) in workspace.files("archive") { files[FileStore.name(of: name)] = data }
        return files
    }()

    @Test func twoRunsAtOnceAreNotLetIn() throws {
        let workspace = try TestWorkspace()
        let lock = try RunLock(workspace.folder + "/ledger.sqlite.lock")
        let error = #expect(throws: PipelineError.self) { try workspace.run() }
        #expect(error?.finding.code.rawValue == "run.locked")
        #expect(error?.finding.values["owner"] == "pid \(getpid())")
        withExtendedLifetime(lock) {}
    }

    @Test func theLockOfADeadRunIsNone() throws {
        let workspace = try TestWorkspace()
        try Data("pid 999999\n".utf8).write(
            to: URL(fileURLWithPath: workspace.folder + "/ledger.sqlite.lock"))
        #expect(throws: Never.self) { try workspace.run() }
    }

    @Test func aStopLeavesEverythingAsItWas() throws {
        let workspace = try TestWorkspace()
        try workspace.drop("回款登记表.csv", try MadeRegister("receipt").csv(0..<5))
        let control = RunControl()
        control.stop()
        let run = PipelineRun(
            try workspace.configuration(), policy: try TestWorkspace.policy.get(), version: "test",
            control: control)
        let error = #expect(throws: PipelineError.self) { try run.run() }
        #expect(error?.finding.code.rawValue == "run.interrupted")
        #expect(workspace.names("inbox") == ["回款登记表.csv"])
        #expect(workspace.names("output").isEmpty)
    }
}
