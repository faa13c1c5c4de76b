import Spreadsheet

/// A file of a run's results, in the making.
public struct OutputFile: Sendable {
    /// The path in the folder of the run, such as `data/violations.jsonl`.
    public var path: String
    /// What it holds.
    public var content: Content
    /// How many records it holds, for `run.json`; nil for a file that is no list.
    public var count: Int?

    /// What a file holds.
    public enum Content: Sendable {
        /// These bytes.
        case bytes([UInt8])
        /// What is written to the path that the function is given.
        case writing(@Sendable (String) throws(SpreadsheetError) -> Void)
    }

    /// Makes a file of bytes.
    public init(_ path: String, _ bytes: [UInt8], count: Int? = nil) {
        self.path = path
        content = .bytes(bytes)
        self.count = count
    }

    /// Makes a file that is written when its folder is there.
    public init(
        _ path: String, count: Int? = nil,
        writing: @escaping @Sendable (String) throws(SpreadsheetError) -> Void
    ) {
        self.path = path
        content = .writing(writing)
        self.count = count
    }
}
