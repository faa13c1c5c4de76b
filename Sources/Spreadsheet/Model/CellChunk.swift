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
    /// The numbers of the rows that are marked hidden, whether or not they have cells.
    public var hiddenRows: [UInt32] = []

    /// Makes an empty chunk.
    public init() {}
}

/// The formula of one record of a ``CellChunk``.
public struct FormulaRecord: Hashable, Sendable {
    /// The index of the record in its chunk.
    public var record: Int
    /// The formula, or where to find it.
    public var source: FormulaSource

    /// Makes a formula record.
    public init(record: Int, source: FormulaSource) {
        self.record = record
        self.source = source
    }
}

/// How a cell gives its formula (ECMA-376 part 1, 18.3.1.40).
public enum FormulaSource: Hashable, Sendable {
    /// A formula of this cell alone, or an array formula at its first cell, without the leading `=`.
    case own(String)
    /// A formula that other cells share, relative to this cell.
    case sharedMaster(group: Int, String)
    /// The formula of the group's master, moved to this cell. The master may stand later in the file.
    case shared(group: Int)
}
