import Spreadsheet

/// Where the files of the inbox go once their results are safe.
struct MovePlan: Sendable {
    /// What is to be done, in order.
    private(set) var moves: [PendingMove] = []
    /// Where each file of the inbox will lie, as seen from the workspace; a file that stays has none.
    private(set) var stored: [InputFile: String] = [:]

    private let configuration: Configuration
    private let paths: WorkspacePaths
    private let reasons: ReasonText
    private let asOf: CivilDay
    /// Targets that are taken, with the hash of what goes there.
    private var taken: [String: String] = [:]

    /// Plans for the files of a run.
    init(
        _ files: [FileRecord], _ configuration: Configuration, _ paths: WorkspacePaths, asOf: CivilDay,
        reasons: ReasonText
    ) {
        self.configuration = configuration
        self.paths = paths
        self.asOf = asOf
        self.reasons = reasons
        let dropped = files.filter { $0.file.place == .inbox }
        let groups = Dictionary(grouping: dropped, by: \.file.path)
        for path in groups.keys.sorted() {
            let records = groups[path] ?? []
            if let container = records.first(where: { $0.fate == .opened }) {
                plan(container, records.filter { $0.file.inner != nil })
            } else if let record = records.first {
                plan(record)
            }
        }
    }

    private mutating func plan(_ record: FileRecord) {
        switch record.fate {
        case .rejected: reject(record, record.reasons)
        case .duplicate: move(record, to: configuration.archive, "duplicates")
        case .accepted, .kept, .superseded, .opened:
            move(record, to: configuration.archive, record.period?.description ?? "standing")
        }
    }

    private mutating func reject(_ record: FileRecord, _ findings: [Finding]) {
        guard let target = target(record.file.name, record.hash, in: configuration.rejected, nil) else {
            return
        }
        stored[record.file] = paths.relative(target)
        moves.append(
            PendingMove(
                source: paths.relative(record.file.path), target: paths.relative(target),
                hash: record.hash.description,
                reason: reasons.text(name: record.origin, asOf: asOf, reasons: findings)))
    }

    private mutating func move(_ record: FileRecord, to folder: String?, _ subfolder: String) {
        guard let target = target(record.file.name, record.hash, in: folder, subfolder) else { return }
        stored[record.file] = paths.relative(target)
        moves.append(
            PendingMove(
                source: paths.relative(record.file.path), target: paths.relative(target),
                hash: record.hash.description))
    }

    /// An archive of files stays whole; those of its files that cannot be used are laid out for whoever made them.
    private mutating func plan(_ container: FileRecord, _ inner: [FileRecord]) {
        let usable = inner.filter { $0.fate != .rejected }
        if usable.isEmpty, !inner.isEmpty {
            reject(container, inner.flatMap(\.reasons))
            for record in inner { stored[record.file] = stored[container.file] }
            return
        }
        for record in inner where record.fate == .rejected {
            guard
                let target = target(
                    FileNames.safe(record.file.name), record.hash, in: configuration.rejected, nil)
            else { continue }
            moves.append(
                PendingMove(
                    source: paths.relative(record.file.path), target: paths.relative(target),
                    inner: record.file.inner, hash: record.hash.description,
                    reason: reasons.text(name: record.origin, asOf: asOf, reasons: record.reasons)))
        }
        let periods = usable.filter { $0.fate != .duplicate }.map(\.period)
        let period = periods.contains(nil) ? nil : periods.compactMap(\.self).max()
        move(container, to: configuration.archive, period?.description ?? "standing")
        for record in inner { stored[record.file] = stored[container.file] }
    }

    /// Where a file goes: under its own name, or with a part of its hash when another file has that name.
    private mutating func target(
        _ name: String, _ hash: ContentHash, in folder: String?, _ subfolder: String?
    ) -> String? {
        guard let folder else { return nil }
        let base = subfolder.map { folder + "/" + $0 } ?? folder
        let parts = name.split(separator: "/").map { FileNames.shortened(String($0)) }
        var target = base + "/" + parts.joined(separator: "/")
        let other = taken[target] ?? Self.hash(ofFileAt: target)
        if let other, other != hash.description {
            target = FileNames.adding("@" + hash.description.prefix(8), to: target)
        }
        taken[target] = hash.description
        return target
    }

    /// The hash of a file; nil when there is none, and an empty text for a folder of that name.
    private static func hash(ofFileAt path: String) -> String? {
        guard FileSignature(path: path) != nil else { return nil }
        var limits = ReadLimits()
        limits.fileBytes = .max
        guard let bytes = try? FileBytes(path: path, limits: limits) else { return "" }
        return (try? ContentHash(of: bytes))?.description ?? ""
    }
}
