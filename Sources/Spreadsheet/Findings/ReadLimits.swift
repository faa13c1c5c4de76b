/// Bounds on what a file may ask of the machine.
///
/// Each has its own finding when it is exceeded.
public struct ReadLimits: Hashable, Sendable {
    /// Bytes of the file as it lies on the disk.
    public var fileBytes = 512 << 20
    /// Bytes of one package part after inflating.
    public var partBytes = 4 << 30
    /// Bytes of all parts of a package after inflating.
    public var packageBytes = 8 << 30
    /// Entries of a package.
    public var entries = 10_000
    /// How many times larger than its compressed form a part may be; counts only beyond
    /// ``ratioFreeBytes``.
    public var ratio = 200
    /// Bytes that a part may inflate to whatever its ratio.
    public var ratioFreeBytes = 64 << 20
    /// How deep XML elements may be nested.
    public var xmlDepth = 64
    /// Strings in the shared string table.
    public var sharedStrings = 64 << 20
    /// UTF-16 units of one text; longer text is kept and reported (the limit is Excel's).
    public var textLength = 32_767
    /// Time for one file, checked between blocks of work.
    public var timePerFile = Duration.seconds(600)

    /// The defaults of the specification.
    public init() {}
}
