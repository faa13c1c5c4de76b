import Registers
import Spreadsheet

/// What reading a file came to.
struct FileReading: Sendable {
    /// The file.
    var file: InputFile
    /// What it really is, such as `xlsx`; empty when it could not be opened.
    var format = ""
    /// Its registers.
    var parts: [PartReading] = []
    /// What is remarkable.
    var findings: [Finding] = []
    /// Why it is not used; empty when it is.
    var refusals: [Finding] = []
    /// How many rows stand in tables that are no registers.
    var rowsAside = 0
    /// Whether it changed while it was read, or is gone.
    var hasChanged = false

    /// Whether nothing of it is used.
    var isRefused: Bool { !refusals.isEmpty }

    /// How many rows were read.
    var rowsRead: Int { rowsAside + parts.reduce(0) { $0 + $1.part.readCount } }
}

extension RegisterPart {
    /// How many rows were read, those that are no data included.
    var readCount: Int { rowNumbers.count + dispositions.count { $0.row == nil } }
}
