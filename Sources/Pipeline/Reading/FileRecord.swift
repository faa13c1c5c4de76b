import Spreadsheet

/// What a run tells of a file.
public struct FileRecord: Hashable, Sendable {
    /// What findings call it.
    public var origin: String
    /// Its content.
    public var hash: ContentHash
    /// Its size in bytes.
    public var bytes: Int
    /// What it really is, such as `xlsx`; empty when it could not be opened.
    public var format: String
    /// What becomes of it.
    public var fate: FileFate
    /// The month that it is of; nil for a register that is kept up, and when nothing tells.
    public var period: RunMonth?
    /// The keys of its registers, in order.
    public var registers: [String]
    /// How its rows add up.
    public var rows: RowCounts
    /// The file that counts in its place; nil for none.
    public var other: String?
    /// Why it is not used; empty when it is.
    public var reasons: [Finding]
    /// Where it lies and how it arrived.
    let file: InputFile
    /// Its registers with their months, for the ledger.
    var parts: [Part] = []

    /// A register in a file.
    struct Part: Hashable, Sendable {
        var index: Int
        var sheet: String?
        var register: String
        var period: RunMonth?
        var rows: Int
        /// The hash of the file whose table counts in its place.
        var supersededBy: String?
    }
}
