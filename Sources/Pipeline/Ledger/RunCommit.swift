/// Everything that the ledger takes up of a run, at once or not at all.
struct RunCommit: Sendable {
    /// The run; number and hashes are filled in.
    var entry: RunEntry
    /// The files that were not known before, with where each goes.
    var arrived: [Arrival]
    /// Tables of earlier files that a newer one took the place of.
    var superseded: [Superseded]
    /// The violations.
    var violations: [SeenViolation]
    /// What is to be done with the files.
    var moves: [PendingMove]

    /// A file that is new.
    struct Arrival: Sendable {
        var record: FileRecord
        var stored: String?
    }

    /// A table that counts no more.
    struct Superseded: Hashable, Sendable {
        var hash: String
        var number: Int
        var by: String
    }

    /// What is kept of a violation.
    struct SeenViolation: Hashable, Sendable {
        var id: String
        var rule: String
        var clause: String
        var register: String
        var key: String
        var person: String
        var department: String
        var points: String
        var fine: String
        var status: String
    }
}
