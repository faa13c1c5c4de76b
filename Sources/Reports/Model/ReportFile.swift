import Spreadsheet

/// What became of a file that was handed in.
public struct ReportFile: Hashable, Sendable {
    /// What became of a file; what needs attention first.
    public enum Fate: String, CaseIterable, Sendable {
        /// It cannot be used.
        case rejected
        /// Its rows count.
        case accepted
        /// It belongs to a month that the run does not cover.
        case kept
        /// A newer version counts.
        case superseded
        /// Its content was there already.
        case duplicate
        /// An archive of files, each told for itself.
        case opened
    }

    /// The path, as origins have it.
    public var file: String
    /// What became of it.
    public var fate: Fate
    /// The keys of the registers in it.
    public var registers: [String]
    /// The month that it is of, such as `2026-03`; empty when nothing tells.
    public var period: String
    /// Rows that were read.
    public var rowsRead: Int
    /// Rows that count.
    public var rowsAccepted: Int
    /// Rows that are data and cannot be used.
    public var rowsRejected: Int
    /// Rows that are no data, or not of this run.
    public var rowsIgnored: Int
    /// Why it is not used; empty when it is.
    public var reasons: [Finding]
    /// The file that counts in its place; nil for none.
    public var other: String?
    /// The SHA-256 of its content in hexadecimal digits; empty when it is not known.
    public var hash: String
    /// Where reports find it: a path relative to their folder, or an absolute one; nil for nowhere.
    public var address: String?

    /// Makes a file.
    public init(
        file: String, fate: Fate, registers: [String] = [], period: String = "", rowsRead: Int = 0,
        rowsAccepted: Int = 0, rowsRejected: Int = 0, rowsIgnored: Int = 0, reasons: [Finding] = [],
        other: String? = nil, hash: String = "", address: String? = nil
    ) {
        self.file = file
        self.fate = fate
        self.registers = registers
        self.period = period
        self.rowsRead = rowsRead
        self.rowsAccepted = rowsAccepted
        self.rowsRejected = rowsRejected
        self.rowsIgnored = rowsIgnored
        self.reasons = reasons
        self.other = other
        self.hash = hash
        self.address = address
    }
}
