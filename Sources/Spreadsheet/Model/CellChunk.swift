/// Consecutive cells of one sheet, in the order in which the file has them, with their own texts.
///
/// Readers hand a sheet over as chunks, so that a consumer that wants no more than one look at each cell needs
/// memory for one chunk only.
public struct CellChunk: Sendable {
    /// The cells that are not blank.
    public var records: [CellRecord] = []
    /// The texts that records of kind ``CellKind/text`` refer to.
    public var arena = TextArena()
    /// The formulas of records that have one, by rising record index.
    public var formulas: [FormulaRecord] = []

    /// Makes an empty chunk.
    public init() {}
}

/// The formula of one record of a ``CellChunk``.
public struct FormulaRecord: Hashable, Sendable {
    /// The index of the record in its chunk.
    public var record: Int
    /// The formula as stored, without the leading `=`.
    public var text: String

    /// Makes a formula record.
    public init(record: Int, text: String) {
        self.record = record
        self.text = text
    }
}
