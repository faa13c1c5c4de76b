import Foundation
import GRDB
import Spreadsheet
import Testing

@testable import Pipeline

@Suite("The ledger")
struct LedgerTests {
    @Test func noticesARecordThatWasChanged() throws {
        let workspace = try TestWorkspace()
        for day in ["2026-04-01", "2026-04-02", "2026-04-03"] { try workspace.run(asOf: day) }
        let path = workspace.folder + "/ledger.sqlite"
        #expect(try Ledger(path: path).firstBrokenRun() == nil)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE runs SET rows = 7 WHERE number = 2") }
        #expect(try Ledger(path: path).firstBrokenRun() == 2)
    }

    @Test func noticesARecordThatWasTakenAway() throws {
        let workspace = try TestWorkspace()
        for day in ["2026-04-01", "2026-04-02", "2026-04-03"] { try workspace.run(asOf: day) }
        let path = workspace.folder + "/ledger.sqlite"
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "DELETE FROM runs WHERE number = 2") }
        #expect(try Ledger(path: path).firstBrokenRun() == 3)
    }

    @Test func remembersWhenAViolationWasFirstSeen() throws {
        let workspace = try TestWorkspace()
        let ledger = try Ledger(path: workspace.folder + "/ledger.sqlite")
        let violation = RunCommit.SeenViolation(
            id: "v1", rule: "r", clause: "c", register: "order", key: "1", person: "甲", department: "",
            points: "-3",
            fine: "0", status: "confirmed")
        for (number, day) in ["2026-04-02", "2026-04-05", "2026-04-01"].enumerated() {
            let entry = RunEntry(
                number: 0, identity: String(number), asOf: day, period: "2026-04", version: "1", policy: "p",
                accepted: 0, rejected: 0, rows: 0, findings: 0, violations: 1, started: "", milliseconds: 0,
                previous: "", hash: "")
            try ledger.take {
                RunCommit(entry: entry, arrived: [], superseded: [], violations: [violation], moves: [])
            } once: {
            }
        }
        #expect(try ledger.firstSeen() == ["v1": CivilDay(year: 2026, month: 4, day: 1)])
        #expect(try ledger.runs().count == 3)
    }

    @Test func refusesTablesOfANewerProgram() throws {
        let workspace = try TestWorkspace()
        let path = workspace.folder + "/ledger.sqlite"
        _ = try Ledger(path: path)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 of the future')") }
        let error = #expect(throws: PipelineError.self) { try Ledger(path: path) }
        #expect(error?.finding.code.rawValue == "ledger.newer")
    }

    @Test func saysWhenItIsNoDatabase() throws {
        let workspace = try TestWorkspace()
        let path = workspace.folder + "/ledger.sqlite"
        try Data(repeating: 7, count: 5000).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: PipelineError.self) { try Ledger(path: path) }
        #expect(error?.finding.code.rawValue == "ledger.failed")
    }
}
