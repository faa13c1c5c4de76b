/// Many strings in one block of bytes, each known by its index.
///
/// Holds UTF-8. The strings are not told apart by content; ``TextDictionary`` does that.
public struct TextArena: Sendable {
    /// The bytes of all strings, one after the other.
    public private(set) var bytes: [UInt8] = []
    /// `ends[i]` is the offset just behind string `i`.
    public private(set) var ends: [Int] = []

    /// Makes an empty arena.
    public init() {}

    /// Makes an arena from strings that already lie one after the other.
    init(bytes: [UInt8], ends: [Int]) {
        self.bytes = bytes
        self.ends = ends
    }

    /// The number of strings.
    public var count: Int { ends.count }

    /// Adds a string given as UTF-8 and returns its index.
    @discardableResult
    public mutating func append(_ utf8: some Sequence<UInt8>) -> Int {
        bytes.append(contentsOf: utf8)
        ends.append(bytes.count)
        return ends.count - 1
    }

    /// Adds a string given as UTF-8 and returns its index.
    @discardableResult
    public mutating func append(_ utf8: UnsafeRawBufferPointer) -> Int {
        bytes.append(contentsOf: utf8)
        ends.append(bytes.count)
        return ends.count - 1
    }

    /// Reserves memory for so many bytes of text that are known to come.
    public mutating func reserveBytes(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    /// Reserves memory for so many strings that are expected, which have as many bytes as those so far.
    mutating func reserve(_ more: Int) {
        ends.reserveCapacity(ends.count + more)
        bytes.reserveCapacity(bytes.count + more * (bytes.count / max(1, ends.count) + 1))
    }

    /// Adds all strings of another arena behind those of this one.
    public mutating func append(contentsOf other: TextArena) {
        let start = bytes.count
        bytes.append(contentsOf: other.bytes)
        // No memory is reserved here: reserving just what is needed, block after block, would copy all that is there
        // each time.
        ends.append(contentsOf: other.ends.lazy.map { start + $0 })
    }

    /// Gives up every string from index `count` on.
    public mutating func truncate(to count: Int) {
        guard count < ends.count else { return }
        ends.removeSubrange(count...)
        bytes.removeSubrange((ends.last ?? 0)...)
    }

    /// Where string `index` lies in ``bytes``.
    public func range(at index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// Hands over the bytes of the string at an index, without a copy.
    @inline(__always)
    public func withText<Result>(at index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(at: index)])) }
    }

    /// The string at an index.
    public subscript(index: Int) -> String {
        String(decoding: bytes[range(at: index)], as: UTF8.self)
    }
}
