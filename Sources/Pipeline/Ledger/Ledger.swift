import Foundation
import GRDB
import Spreadsheet

/// The database that remembers runs, files and violations.
///
/// It only remembers: what a file means is decided anew by each run.
public final class Ledger: Sendable {
    private let path: String
    private let queue: DatabaseQueue

    /// Opens the ledger, and brings its tables up to date.
    /// - Throws: ``PipelineError`` when it cannot be opened, or was written by a newer version of the program.
    public init(path: String) throws(PipelineError) {
        self.path = path
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        // All pages that a run changes stay in memory until it is taken up (a negative number counts KiB).
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -65536") }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            let migrator = LedgerSchema.migrator
            if try queue.read({ try migrator.hasBeenSuperseded($0) }) {
                throw PipelineError(Finding(.ledgerNewer, .critical, at: Origin(file: path)))
            }
            try migrator.migrate(queue)
        } catch let error as PipelineError {
            throw error
        } catch {
            throw PipelineError(ledger: path, error)
        }
    }

    private func read<Value>(_ body: (Database) throws -> Value) throws(PipelineError) -> Value {
        do { return try queue.read(body) } catch { throw PipelineError(ledger: path, error) }
    }

    private func write<Value>(_ body: (Database) throws -> Value) throws(PipelineError) -> Value {
        do { return try queue.write(body) } catch { throw PipelineError(ledger: path, error) }
    }

    // MARK: Files

    /// The files of the archive that may count on a day, and those that runs of the same day did not accept.
    func files(asOf: CivilDay) throws(PipelineError) -> [StoredFile] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM files WHERE stored IS NOT NULL AND (fate IN ('accepted', 'kept', 'superseded')
                    OR as_of = ?) ORDER BY run, name, hash
                    """, arguments: [asOf.iso8601]
            ).compactMap { row in
                guard let fate = FileFate(rawValue: row["fate"]) else { return nil }
                return StoredFile(
                    run: row["run"], hash: row["hash"], name: row["name"], inner: row["inner"],
                    stored: row["stored"], asOf: row["as_of"], fate: fate, other: row["other"],
                    bytes: row["bytes"])
            }
        }
    }

    /// Tables that count no more, but for those that runs of the same day found to be so: that is found again.
    func superseded(asOf: CivilDay) throws(PipelineError) -> Set<SupersededTable> {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT hash, number FROM tables WHERE superseded_by IS NOT NULL AND superseded_on <> ?",
                arguments: [asOf.iso8601])
            return Set(rows.map { SupersededTable(hash: $0["hash"], index: $0["number"]) })
        }
    }

    /// How many tables of each file there are, by hash.
    func tableCounts() throws(PipelineError) -> [String: Int] {
        try read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT hash, COUNT(*) AS count FROM tables GROUP BY hash")
            return Dictionary(rows.map { ($0["hash"], $0["count"]) }, uniquingKeysWith: { $1 })
        }
    }

    // MARK: Violations

    /// The day on which each violation was first seen.
    func firstSeen() throws(PipelineError) -> [String: CivilDay] {
        try read { database in
            var days: [String: CivilDay] = [:]
            let rows = try Row.fetchCursor(database, sql: "SELECT id, first_seen FROM violations")
            while let row = try rows.next() {
                let day: String = row["first_seen"]
                days[row["id"]] = CivilDay(iso: day)
            }
            return days
        }
    }

    // MARK: Runs

    /// The runs, the oldest first.
    public func runs() throws(PipelineError) -> [RunEntry] {
        try read { try Self.runs($0, sql: "SELECT * FROM runs ORDER BY number") }
    }

    private static func runs(_ database: Database, sql: String, _ arguments: StatementArguments = []) throws
        -> [RunEntry]
    {
        try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
            RunEntry(
                number: row["number"], identity: row["identity"], asOf: row["as_of"], period: row["period"],
                version: row["version"], policy: row["policy"], accepted: row["accepted"],
                rejected: row["rejected"], rows: row["rows"], findings: row["findings"],
                violations: row["violations"], started: row["started"], milliseconds: row["milliseconds"],
                previous: row["previous"], hash: row["hash"])
        }
    }

    /// The first run whose record, or whose place in the chain, is not as it was written; nil when all are.
    public func firstBrokenRun() throws(PipelineError) -> Int? {
        var previous = ""
        for run in try runs() {
            guard run.previous == previous, run.hash == run.properHash else { return run.number }
            previous = run.hash
        }
        return nil
    }

    /// Takes a run up, all of it in one transaction, once its results are in place.
    ///
    /// The database is told of the run while the results are put in place, by a thread of its own: thousands of violations
    /// take their time, and nobody else has anything left to do by then. What it was told counts once `publish` has
    /// returned, and is forgotten when that fails or the process dies.
    ///
    /// A run that is the same as the last one of its day leaves no second record.
    ///
    /// - Parameters:
    ///   - commit: Says what there is to take up; called by the other thread.
    ///   - publish: Puts the results in place.
    /// - Throws: ``PipelineError`` of `publish`, or when the ledger cannot be written.
    func take(
        _ commit: @escaping @Sendable () -> RunCommit, once publish: () throws(PipelineError) -> Void
    ) throws(PipelineError) {
        let isPublished = Handover<Bool>()
        let isTaken = Handover<Result<Void, PipelineError>>()
        Thread.detachNewThread { [self] in
            isTaken.give(
                Result { () throws(PipelineError) in
                    try write { database in
                        try Self.take(commit(), database)
                        guard isPublished.take() else { throw Unpublished() }
                    }
                })
        }
        do {
            try publish()
        } catch {
            isPublished.give(false)
            _ = isTaken.take()
            throw error
        }
        isPublished.give(true)
        try isTaken.take().get()
    }

    /// Nothing of a run counts whose results are not in place.
    private struct Unpublished: Error {}

    private static func take(_ commit: RunCommit, _ database: Database) throws {
        let last = try runs(database, sql: "SELECT * FROM runs ORDER BY number DESC LIMIT 1").first
        let lastOfDay = try runs(
            database, sql: "SELECT * FROM runs WHERE as_of = ? ORDER BY number DESC LIMIT 1",
            [commit.entry.asOf]
        ).first
        // Files that stay where they are arrive again with every run.
        if lastOfDay?.identity == commit.entry.identity, commit.moves.isEmpty { return }
        var entry = commit.entry
        entry.number = (last?.number ?? 0) + 1
        entry.previous = last?.hash ?? ""
        entry.hash = entry.properHash
        try insert(entry, database)
        for arrival in commit.arrived { try insert(arrival, entry, database) }
        for table in commit.superseded {
            try database.execute(
                sql: "UPDATE tables SET superseded_by = ?, superseded_on = ? WHERE hash = ? AND number = ?",
                arguments: [table.by, entry.asOf, table.hash, table.number])
        }
        try take(commit.violations, entry, database)
        for move in commit.moves {
            try database.execute(
                sql: "INSERT INTO moves (source, target, inner, hash, reason) VALUES (?, ?, ?, ?, ?)",
                arguments: [move.source, move.target, move.inner, move.hash, move.reason])
        }
    }

    private static func insert(_ entry: RunEntry, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                entry.number, entry.identity, entry.asOf, entry.period, entry.version, entry.policy,
                entry.accepted, entry.rejected, entry.rows, entry.findings, entry.violations, entry.started,
                entry.milliseconds, entry.previous, entry.hash,
            ])
    }

    private static func insert(_ arrival: RunCommit.Arrival, _ run: RunEntry, _ database: Database) throws {
        let record = arrival.record
        let rows = record.rows
        if arrival.stored == nil {
            let isKnown = try Row.fetchOne(
                database,
                sql: "SELECT 1 FROM files WHERE hash = ? AND name = ? AND fate = ? AND stored IS NULL",
                arguments: [record.hash.description, record.file.name, record.fate.rawValue])
            if isKnown != nil { return }
        }
        try database.execute(
            sql: """
                INSERT INTO files (run, hash, name, inner, stored, as_of, fate, other, format, bytes, period,
                rows_read, rows_accepted, rows_rejected, rows_ignored)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                run.number, record.hash.description, record.file.name, record.file.inner, arrival.stored,
                run.asOf, record.fate.rawValue, record.other, record.format, record.bytes,
                record.period?.description, rows.read, rows.accepted, rows.rejected, rows.ignored,
            ])
        let file = database.lastInsertedRowID
        for part in record.parts {
            try database.execute(
                sql: "INSERT INTO tables VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    file, record.hash.description, part.index, part.sheet, part.register,
                    part.period?.description, part.rows, part.supersededBy,
                    part.supersededBy == nil ? nil : run.asOf,
                ])
        }
    }

    private static func take(
        _ violations: [RunCommit.SeenViolation], _ run: RunEntry, _ database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE violations SET is_open = 0 WHERE period = ?", arguments: [run.period])
        var rows = try TextRows(
            database.makeStatement(
                sql: """
                    INSERT INTO violations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                    ON CONFLICT (id) DO UPDATE SET is_open = 1, period = excluded.period, person = excluded.person,
                    department = excluded.department, points = excluded.points, fine = excluded.fine,
                    status = excluded.status, first_seen = MIN(first_seen, excluded.first_seen),
                    last_seen = MAX(last_seen, excluded.last_seen)
                    """))
        for violation in violations {
            try rows.execute([
                violation.id, violation.rule, violation.clause, violation.register, violation.key,
                violation.person, violation.department, run.period, violation.points, violation.fine,
                violation.status, run.asOf, run.asOf,
            ])
        }
    }

    // MARK: Moves

    /// What is still to be done with files.
    func pendingMoves() throws(PipelineError) -> [PendingMove] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM moves ORDER BY id").map { row in
                PendingMove(
                    source: row["source"], target: row["target"], inner: row["inner"], hash: row["hash"],
                    reason: row["reason"])
            }
        }
    }

    /// Notes that everything was done with the files.
    func forgetMoves() throws(PipelineError) {
        try write { try $0.execute(sql: "DELETE FROM moves") }
    }
}
