import Spreadsheet

/// A file that was handed in, and what became of it.
public struct PageFile: Hashable, Sendable {
    /// What became of a file.
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
    /// Where the page finds it: a path relative to the page's folder, or an absolute one; nil for nowhere.
    public var address: String?

    /// Makes a file.
    public init(
        file: String, fate: Fate, registers: [String] = [], rowsRead: Int = 0, rowsAccepted: Int = 0,
        rowsRejected: Int = 0, rowsIgnored: Int = 0, reasons: [Finding] = [], address: String? = nil
    ) {
        self.file = file
        self.fate = fate
        self.registers = registers
        self.rowsRead = rowsRead
        self.rowsAccepted = rowsAccepted
        self.rowsRejected = rowsRejected
        self.rowsIgnored = rowsIgnored
        self.reasons = reasons
        self.address = address
    }
}
