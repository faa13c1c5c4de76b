import Foundation
import Reconciliation
import Registers
import Rules
import Spreadsheet

/// One run: from the files in the inbox to the reports, the ledger and the archive.
///
/// What it finds out is a function of files, policy and day. Results are put in place first, then the ledger takes the run
/// up, and files move last; a run that dies anywhere can be started again.
public struct PipelineRun: Sendable {
    private let configuration: Configuration
    private let policy: RunPolicy
    private let version: String
    private let asOf: CivilDay
    private let period: RunMonth
    private let control: RunControl
    private var store: FileStore
    private let paths: WorkspacePaths
    private let catalogue = FindingCatalogue.all
    private let reasons: ReasonText

    /// Makes a run.
    ///
    /// - Parameters:
    ///   - configuration: Where files come from and go to.
    ///   - policy: What is checked.
    ///   - version: The version of the program.
    ///   - control: How the run is watched and stopped.
    public init(
        _ configuration: Configuration, policy: RunPolicy, version: String, control: RunControl = RunControl()
    ) {
        self.configuration = configuration
        self.policy = policy
        self.version = version
        self.control = control
        asOf = configuration.asOf ?? MachineClock.today
        period = configuration.period ?? asOf.monthToClose
        store = FileStore()
        store.mode = configuration.mode
        store.group = configuration.group.flatMap { name in getgrnam(name).map { $0.pointee.gr_gid } }
        paths = WorkspacePaths(folder: configuration.folder)
        reasons = ReasonText(language: configuration.language, catalogue: catalogue)
    }

    /// Has every step of the run announced before it is done; what the function throws ends the run there.
    mutating func intercept(
        _ before: @escaping @Sendable (String, String) throws(PipelineError) -> Void
    ) {
        store.before = before
    }

    /// Makes the run.
    /// - Throws: ``PipelineError`` when it could not be finished.
    public func run() throws(PipelineError) -> RunResult {
        let start = MachineClock.now
        try store.makeFolder(FileStore.parent(of: configuration.ledger))
        let lock = try RunLock(configuration.ledger + ".lock")
        defer { withExtendedLifetime(lock) {} }
        let ledger = try Ledger(path: configuration.ledger)
        let publisher = OutputPublisher(
            store: store, output: configuration.output, threads: configuration.threads)
        let hasRecovered = try finishMoves(ledger)
        try publisher.clean()

        var intake = try intake(ledger)
        let contents = try contents(&intake, ledger)
        try control.check(configuration.folder)

        control.update { $0.phase = .writing }
        let identity = identity(contents)
        let plan = MovePlan(contents.files, configuration, paths, asOf: asOf, reasons: reasons)
        let folder = configuration.output + "/" + asOf.iso8601
        let reports = RunReports(
            contents: contents, policy: policy, language: configuration.language, catalogue: catalogue,
            identity: identity, folder: folder,
            place: { plan.stored[$0.file].map(paths.absolute) ?? $0.file.path })
        var outputs = dataFiles(contents) + reports.files()
        let seconds = MachineClock.now.timeIntervalSince(start)
        let manifest = RunManifest(language: configuration.language, catalogue: catalogue).bytes(
            contents, identity: identity, version: version, policy: policy, outputs: outputs,
            measured: RunManifest.Measured(
                started: start.formatted(.iso8601), seconds: seconds, threads: configuration.threads))
        outputs.append(OutputFile("run.json", manifest))
        try control.check(configuration.folder)
        let record: @Sendable () -> RunCommit = {
            commit(contents, plan, identity: identity, started: start, seconds: seconds)
        }
        try ledger.take(record) { () throws(PipelineError) in
            try publisher.publish(outputs, as: asOf.iso8601)
            try publisher.pointToLatest()
            try store.before("commit", configuration.ledger)
        }
        try publisher.clean()
        control.update { $0.phase = .moving }
        _ = try finishMoves(ledger)
        return RunResult(
            contents: contents, folder: folder, manifest: manifest,
            waiting: intake.waiting, notes: intake.notes, hasRecovered: hasRecovered,
            rejected: contents.files.filter { $0.fate == .rejected && $0.file.place == .inbox })
    }

    // MARK: What goes in

    /// The files of the run, found and read.
    private struct Intake {
        var readings: [FileReading]
        var duplicates: [(file: InputFile, other: InputFile)]
        var containers: [InputFile]
        var superseded: Set<SupersededTable>
        var findings: [Finding]
        var waiting: [Finding]
        var notes: [Finding]
    }

    private func intake(_ ledger: Ledger) throws(PipelineError) -> Intake {
        let listing = try InboxScanner(inboxes: configuration.inboxes, settle: configuration.settle).scan()
        try control.check(configuration.folder)
        let superseded = try ledger.superseded(asOf: asOf)
        let tableCounts = try ledger.tableCounts()
        let gone = Dictionary(superseded.map { ($0.hash, 1) }, uniquingKeysWith: +)
        // Without an archive the inbox holds every file, and what the ledger remembers lies nowhere else.
        let stored = try ledger.files(asOf: asOf)
        let collector = InputCollector(
            limits: configuration.limits, threads: configuration.threads,
            absolute: { [paths] in paths.absolute($0) }, control: control)
        let collection = collector.collect(listing.files, stored: stored) { hash in
            gone[hash].map { $0 == tableCounts[hash] } ?? false
        }
        try control.check(configuration.folder)
        let readings = try read(collection.files)
        var waiting = listing.waiting + collection.waiting
        for reading in readings where reading.hasChanged {
            waiting.append(Finding(.inboxChanging, .info, at: Origin(file: reading.file.origin)))
        }
        let changed = Set(readings.filter(\.hasChanged).map(\.file.hash))
        return Intake(
            readings: readings.filter { !$0.hasChanged },
            duplicates: collection.duplicates.map { ($0.file, collection.files[$0.other]) }
                .filter { !changed.contains($0.1.hash) },
            containers: collection.containers, superseded: superseded, findings: collection.findings,
            waiting: waiting, notes: listing.notes)
    }

    /// Reads files, the largest first, so that no thread is left with one at the end.
    private func read(_ files: [InputFile]) throws(PipelineError) -> [FileReading] {
        let reader = InputReader(policy.registers, configuration, period: period)
        let order = files.indices.sorted { (files[$1].bytes, $0) < (files[$0].bytes, $1) }
        control.update { progress in
            progress.phase = .reading
            progress.fileCount = files.count
            progress.byteCount = files.reduce(0) { $0 + $1.bytes }
        }
        let inner = files.count >= configuration.threads ? 1 : configuration.threads
        let read = Parallel.map(count: order.count, threads: configuration.threads) { place in
            let file = files[order[place]]
            guard !control.wasStopped else { return FileReading(file: file) }
            let reading = reader.read(file, threads: inner)
            control.update { progress in
                progress.files += 1
                progress.bytes += file.bytes
                progress.rows += reading.rowsRead
            }
            return reading
        }
        try control.check(configuration.folder)
        var readings = Dictionary(zip(order, read).map { ($0, $1) }, uniquingKeysWith: { $1 })
        return files.indices.compactMap { readings.removeValue(forKey: $0) }
    }

    private func contents(_ intake: inout Intake, _ ledger: Ledger) throws(PipelineError) -> RunContents {
        control.update { $0.phase = .checking }
        let set = WorkingSet(
            intake.readings, duplicates: intake.duplicates, containers: intake.containers,
            superseded: intake.superseded, catalogue: policy.registers, period: period,
            months: configuration.months)
        // The set has what counts of them.
        intake.readings = []
        var contents = RunContents(
            set, more: intake.findings, policy: policy, asOf: asOf, period: period,
            aliases: configuration.aliases, threads: configuration.threads)
        // What no run found before is first seen today, and what only a later day's run found too.
        let known = try ledger.firstSeen()
        var firstSeen: [String: CivilDay] = [:]
        firstSeen.reserveCapacity(contents.rules.violations.count)
        for violation in contents.rules.violations {
            let earlier = known[violation.id]
            let isOlder = earlier.map { $0.daysSince1970 < asOf.daysSince1970 } ?? false
            firstSeen[violation.id] = isOlder ? earlier : asOf
        }
        contents.firstSeen = firstSeen
        return contents
    }

    // MARK: What comes out

    private func dataFiles(_ contents: RunContents) -> [OutputFile] {
        let lines = FindingLines(
            contents.registers, language: configuration.language, catalogue: catalogue)
        var files: [OutputFile] = []
        let rules = contents.rules
        let language = configuration.language
        func add<Item: Sendable>(
            _ name: String, _ items: [Item], _ write: @escaping @Sendable (Item, inout JSONBytes) -> Void
        ) {
            files.append(
                OutputFile("data/\(name).jsonl", records: items.count) { places, json in
                    for place in places { write(items[place], &json) }
                })
        }
        add("findings", contents.findings) { $1.raw(lines.line($0)) }
        let (asOf, firstSeen) = (asOf, contents.firstSeen)
        add("violations", rules.violations) { violation, json in
            violation.writeLine(in: language, firstSeen: firstSeen[violation.id] ?? asOf, to: &json)
        }
        add("unchecked", rules.unchecked) { $1.raw($0.jsonLine(in: language)) }
        add("rules", rules.counts) { $1.raw($0.jsonLine) }
        add("performance", rules.performance) { $1.raw($0.jsonLine) }
        add("kpi", rules.kpis) { $1.raw($0.jsonLine) }
        add("reminders", rules.reminders) { $1.raw($0.jsonLine(in: language)) }
        for (key, results) in contents.reconciliations {
            // A result that does not tie out is told in the findings and shown nowhere.
            let sound = results.filter { !$0.isRefused }
            let count = sound.reduce(0) { $0 + $1.items.count }
            files.append(
                OutputFile("data/matches-\(key).jsonl", records: count) { places, json in
                    Self.write(places, of: sound, to: &json)
                })
            files.append(
                OutputFile("data/bridge-\(key).json", ReconciliationResult.bridges(sound).bytes))
        }
        return files
    }

    /// Adds the lines of some items of several results, whose items are counted one behind the other.
    private static func write(
        _ places: Range<Int>, of results: [ReconciliationResult], to json: inout JSONBytes
    ) {
        var start = 0
        for result in results {
            let own = places.clamped(to: start..<(start + result.items.count))
            if !own.isEmpty {
                result.writeMatches((own.lowerBound - start)..<(own.upperBound - start), to: &json)
            }
            start += result.items.count
        }
    }

    /// The same files, policy, day and settings have the same identity.
    private func identity(_ contents: RunContents) -> String {
        var lines = [
            version, policy.hash.description, asOf.iso8601, period.description, String(configuration.months),
            configuration.language.rawValue, configuration.overrides.canonicalText,
        ]
        lines += configuration.pins.map { "\($0.file.text)\t\($0.sheet?.text ?? "")\t\($0.register)" }
        lines += configuration.aliases.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }
        lines += contents.files.map { "\($0.origin)\t\($0.hash)\t\($0.fate.rawValue)" }
        return String(ContentHash(of: lines.joined(separator: "\n").utf8).description.prefix(16))
    }

    private func commit(
        _ contents: RunContents, _ plan: MovePlan, identity: String, started: Date, seconds: Double
    ) -> RunCommit {
        let violations = contents.rules.violations
        let entry = RunEntry(
            number: 0, identity: identity, asOf: asOf.iso8601, period: period.description, version: version,
            policy: policy.hash.description, accepted: contents.files.count { $0.fate == .accepted },
            rejected: contents.files.count { $0.fate == .rejected }, rows: contents.rows.accepted,
            findings: contents.findings.count, violations: violations.count,
            started: started.formatted(.iso8601), milliseconds: Int(seconds * 1000), previous: "", hash: "")
        let arrived = contents.files.filter { $0.file.place == .inbox }.map {
            RunCommit.Arrival(record: $0, stored: plan.stored[$0.file])
        }
        let superseded = contents.files.filter { $0.file.place != .inbox }.flatMap { record in
            record.parts.compactMap { part in
                part.supersededBy.map {
                    RunCommit.Superseded(hash: record.hash.description, number: part.index, by: $0)
                }
            }
        }
        return RunCommit(
            entry: entry, arrived: arrived, superseded: superseded,
            violations: violations.map { violation in
                RunCommit.SeenViolation(
                    id: violation.id, rule: violation.rule, clause: violation.clause,
                    register: violation.register, key: violation.key, person: violation.person,
                    department: violation.department, points: violation.points.description,
                    fine: violation.fine.description, status: violation.status.rawValue)
            }, moves: plan.moves)
    }

    /// Does what is to be done with files; whether there was something.
    private func finishMoves(_ ledger: Ledger) throws(PipelineError) -> Bool {
        let moves = try ledger.pendingMoves()
        guard !moves.isEmpty else { return false }
        try FileMover(store: store, paths: paths, limits: configuration.limits, reasons: reasons).perform(
            moves)
        try store.before("forget", configuration.ledger)
        try ledger.forgetMoves()
        return true
    }
}
