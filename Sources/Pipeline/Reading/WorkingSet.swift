import Registers
import Spreadsheet

/// The files of a run and what of them counts: a function of their content and the order in which they arrived.
struct WorkingSet: Sendable {
    /// The files by name, each with its fate.
    private(set) var files: [FileRecord] = []
    /// The tables that count.
    private(set) var registers: RegisterSet
    /// What is wrong or remarkable about files and their rows.
    private(set) var findings: [Finding] = []

    /// The part of an older table's keys that must come again in a newer one for it to be the same table, put right.
    private static let sameKeys = 0.5

    /// A table with its file.
    private struct Candidate {
        var file: Int
        var reading: PartReading
        var supersededBy: Int?
    }

    /// Decides what counts.
    ///
    /// - Parameters:
    ///   - readings: The files, each content once, in the order in which they count.
    ///   - duplicates: Files whose content is that of another, with that one.
    ///   - containers: Archives of files; those in them are among the others.
    ///   - superseded: Tables that a newer one took the place of in an earlier run: hash of the file, number of the table.
    ///   - catalogue: The registers.
    ///   - period: The month that the run is about.
    ///   - months: How many months it covers.
    init(
        _ readings: [FileReading], duplicates: [(file: InputFile, other: InputFile)],
        containers: [InputFile], superseded: Set<SupersededTable>, catalogue: RegisterCatalogue,
        period: RunMonth, months: Int
    ) {
        var candidates: [Candidate] = []
        for (index, reading) in readings.enumerated() where !reading.isRefused {
            candidates += reading.parts.filter { part in
                !superseded.contains(SupersededTable(hash: reading.file.hash.description, index: part.index))
            }.map { Candidate(file: index, reading: $0) }
        }
        Self.supersede(&candidates, readings)
        let counting = candidates.filter { candidate in
            candidate.supersededBy == nil && Self.covers(candidate.reading, period, months)
        }
        registers = RegisterSet(catalogue: catalogue, parts: counting.map(\.reading.part))
        let counts = Self.counts(counting.map { ($0.file, $0.reading.part.register.key) }, registers)
        for (index, reading) in readings.enumerated() {
            let own = candidates.filter { $0.file == index }
            files.append(
                Self.record(reading, own, counts[index] ?? RowCounts(), readings, period, months))
            findings += Self.findings(reading, own, files[index], period)
        }
        let refused = Dictionary(
            readings.filter(\.isRefused).map { ($0.file.hash, $0) }, uniquingKeysWith: { first, _ in first })
        for (file, other) in duplicates {
            let record = Self.record(duplicate: file, of: other, refused[file.hash])
            files.append(record)
            findings += record.reasons
        }
        files += containers.map { file in
            FileRecord(
                origin: file.origin, hash: file.hash, bytes: file.bytes, format: "zip", fate: .opened,
                registers: [], rows: RowCounts(), reasons: [], file: file)
        }
        files.sort { ($0.origin, $0.hash.description) < ($1.origin, $1.hash.description) }
        findings += registers.tables.keys.sorted().flatMap { registers[$0]?.findings() ?? [] }
    }

    /// Whether a run covers a table: it is kept up, or of one of the months; a list of what is there must be of the month
    /// itself.
    private static func covers(_ reading: PartReading, _ period: RunMonth, _ months: Int) -> Bool {
        guard let own = reading.period else { return true }
        if reading.part.register.contextDay != nil { return own == period }
        return own <= period && period.months(since: own) < months
    }

    // MARK: Newer versions

    private static func supersede(_ candidates: inout [Candidate], _ readings: [FileReading]) {
        let groups = Dictionary(grouping: candidates.indices) { index in
            let part = candidates[index].reading
            return part.part.register.key + " " + (part.period?.description ?? "")
        }
        for places in groups.values where places.count > 1 {
            var keys: [Int: Set<String>] = [:]
            func keySet(_ place: Int) -> Set<String> {
                if let known = keys[place] { return known }
                let set = Self.keys(of: candidates[place].reading.part)
                keys[place] = set
                return set
            }
            for old in places {
                // The newest that takes its place: later ones come later in the order of arrival.
                for new in places.reversed() where isNewer(candidates[new], than: candidates[old], readings) {
                    guard
                        hasSameName(candidates[old], candidates[new], readings)
                            || overlaps(keySet(old), keySet(new))
                    else { continue }
                    candidates[old].supersededBy = candidates[new].file
                    break
                }
            }
        }
    }

    /// Only what arrived in a later run takes the place of something; lists of what is there also by their day.
    private static func isNewer(_ new: Candidate, than old: Candidate, _ readings: [FileReading]) -> Bool {
        guard new.file != old.file else { return false }
        if let newDay = new.reading.day, let oldDay = old.reading.day, newDay != oldDay {
            return newDay > oldDay
        }
        return readings[new.file].file.arrival > readings[old.file].file.arrival
    }

    private static func hasSameName(_ old: Candidate, _ new: Candidate, _ readings: [FileReading]) -> Bool {
        readings[old.file].file.name == readings[new.file].file.name
            && old.reading.part.sheet == new.reading.part.sheet
    }

    private static func overlaps(_ old: Set<String>, _ new: Set<String>) -> Bool {
        !old.isEmpty && Double(old.intersection(new).count) >= sameKeys * Double(old.count)
    }

    private static func keys(of part: RegisterPart) -> Set<String> {
        guard let table = RegisterTable([part]) else { return [] }
        return Set((0..<table.rowCount).map { table.key(row: $0) })
    }

    // MARK: Accounts

    /// How the rows of each file add up; the sources of a register are in the order of its parts.
    private static func counts(_ parts: [(file: Int, register: String)], _ set: RegisterSet) -> [Int:
        RowCounts]
    {
        var counts: [Int: RowCounts] = [:]
        var next: [String: Int] = [:]
        for (file, register) in parts {
            let place = next[register, default: 0]
            next[register] = place + 1
            guard let table = set[register], place < table.sources.count else { continue }
            let source = table.sources[place]
            var own = RowCounts()
            own.read = source.readCount
            own.accepted = source.acceptedCount
            own.rejected = source.rejectedCount
            own.ignored = source.ignoredCount
            counts[file, default: RowCounts()] += own
        }
        return counts
    }

    private static func record(
        _ reading: FileReading, _ candidates: [Candidate], _ counts: RowCounts, _ readings: [FileReading],
        _ period: RunMonth, _ months: Int
    ) -> FileRecord {
        let counting = candidates.filter { $0.supersededBy == nil && covers($0.reading, period, months) }
        let newer = candidates.lazy.compactMap(\.supersededBy).first ?? nil
        let fate: FileFate =
            if reading.isRefused {
                .rejected
            } else if !counting.isEmpty {
                .accepted
            } else if candidates.isEmpty || candidates.contains(where: { $0.supersededBy != nil }) {
                .superseded
            } else {
                .kept
            }
        // What does not count was read all the same.
        var rows = counts
        rows.read = reading.rowsRead
        if reading.isRefused { rows.rejected = rows.read } else { rows.ignored += rows.read - counts.read }
        let periods = reading.parts.map(\.period)
        return FileRecord(
            origin: reading.file.origin, hash: reading.file.hash, bytes: reading.file.bytes,
            format: reading.format, fate: fate,
            period: periods.contains(nil) ? nil : periods.compactMap(\.self).max(),
            registers: reading.parts.map(\.part.register.key).reduce(into: []) {
                if !$0.contains($1) { $0.append($1) }
            },
            rows: rows, other: newer.map { readings[$0].file.origin }, reasons: reading.refusals,
            file: reading.file,
            parts: reading.parts.map { part in
                let newer = candidates.first { $0.reading.index == part.index }?.supersededBy
                return FileRecord.Part(
                    index: part.index, sheet: part.part.sheet, register: part.part.register.key,
                    period: part.period, rows: part.part.readCount,
                    supersededBy: newer.map { readings[$0].file.hash.description })
            })
    }

    /// A second file with the content of one that cannot be used cannot be used either, and says so.
    private static func record(
        duplicate file: InputFile, of other: InputFile, _ refused: FileReading?
    ) -> FileRecord {
        guard let refused else {
            let finding = Finding(
                .fileSameContent, .info, at: Origin(file: file.origin), values: ["other": other.origin])
            return FileRecord(
                origin: file.origin, hash: file.hash, bytes: file.bytes, format: "", fate: .duplicate,
                registers: [], rows: RowCounts(), other: other.origin, reasons: [finding], file: file)
        }
        var rows = RowCounts()
        rows.read = refused.rowsRead
        rows.rejected = refused.rowsRead
        let reasons = refused.refusals.map { finding in
            var finding = finding
            finding.origin.file = file.origin
            return finding
        }
        return FileRecord(
            origin: file.origin, hash: file.hash, bytes: file.bytes, format: refused.format, fate: .rejected,
            registers: [], rows: rows, reasons: reasons, file: file)
    }

    private static func findings(
        _ reading: FileReading, _ candidates: [Candidate], _ record: FileRecord, _ period: RunMonth
    ) -> [Finding] {
        if reading.isRefused { return reading.refusals }
        var findings = reading.findings
        for candidate in candidates where candidate.supersededBy != nil {
            findings.append(
                Finding(
                    .fileSuperseded, .info,
                    at: Origin(file: record.origin, sheet: candidate.reading.part.sheet),
                    values: [
                        "register": candidate.reading.part.register.chineseName,
                        "period": candidate.reading.period?.description ?? "-", "other": record.other ?? "",
                    ]))
        }
        if record.fate == .kept {
            findings.append(
                Finding(
                    .fileOtherPeriod, .info, at: Origin(file: record.origin),
                    values: ["period": record.period?.description ?? "-"]))
        }
        return findings
    }
}

/// A table that a newer one took the place of.
struct SupersededTable: Hashable, Sendable {
    /// The hash of its file.
    var hash: String
    /// Which table of the file it is, from 0.
    var index: Int
}
