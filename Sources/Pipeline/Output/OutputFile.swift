import Spreadsheet

/// A file of a run's results, in the making.
struct OutputFile: Sendable {
    /// The path in the folder of the run, such as `data/violations.jsonl`.
    var path: String
    /// What it holds.
    var content: Content
    /// How many records it holds, for `run.json`; nil for a file that is no list.
    var count: Int?
    /// About how many rows are worked on to write it: large files are begun first.
    var weight = 0

    /// Whether several threads may write it.
    var isInPieces: Bool {
        if case .pieces = content { true } else { false }
    }

    /// What a file holds.
    enum Content: Sendable {
        /// These bytes.
        case bytes([UInt8])
        /// Bytes that are made when the folder is there, beside other files.
        case made(@Sendable () throws(PipelineError) -> [UInt8])
        /// So many pieces, which are made several at a time, and never all at once.
        case pieces(count: Int, @Sendable (Int, inout JSONBytes) -> Void)
        /// What is written to the path that the function is given.
        case writing(@Sendable (String) throws(SpreadsheetError) -> Void)
    }

    /// Makes a file of bytes.
    init(_ path: String, _ bytes: [UInt8], count: Int? = nil) {
        self.path = path
        content = .bytes(bytes)
        self.count = count
    }

    /// Makes a file whose bytes are made beside other files.
    init(_ path: String, weight: Int, made: @escaping @Sendable () throws(PipelineError) -> [UInt8]) {
        self.path = path
        content = .made(made)
        self.weight = weight
    }

    /// Makes a file of lines, one or several for each of so many records.
    ///
    /// - Parameters:
    ///   - path: The path in the folder of the run.
    ///   - records: How many records there are.
    ///   - lines: The lines of some of them.
    init(
        _ path: String, records: Int, lines: @escaping @Sendable (Range<Int>, inout JSONBytes) -> Void
    ) {
        self.path = path
        let size = Self.recordsOfPiece
        content = .pieces(count: (records + size - 1) / size) { piece, json in
            lines((piece * size)..<min((piece + 1) * size, records), &json)
        }
        count = records
    }

    /// Records that are made into lines at a time: few enough to stay in the cache of a core until they are written.
    private static let recordsOfPiece = 1024

    /// Makes a file that is written when its folder is there.
    init(
        _ path: String, count: Int? = nil, weight: Int = 0,
        writing: @escaping @Sendable (String) throws(SpreadsheetError) -> Void
    ) {
        self.path = path
        content = .writing(writing)
        self.count = count
        self.weight = weight
    }
}
