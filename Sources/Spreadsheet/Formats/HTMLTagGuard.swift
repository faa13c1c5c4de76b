/// Bounds the attributes of a single tag.
///
/// libxml2 compares each attribute of a tag with all before it, and it begins with a tag only when the whole of it
/// has arrived. So what has arrived of an unfinished tag is watched, and the page is given up before a tag with
/// very many attributes is complete.
struct HTMLTagGuard {
    /// Attributes that one tag may have; Excel writes fewer than twenty.
    static let mostAttributes = 512
    /// Bytes that one tag may have; pictures written into a page reach some megabytes.
    static let mostBytes = 8 << 20

    private var seen = 0
    private var attributes = 0
    private var quote: UInt8 = 0
    private var wasSpace = false

    /// Looks at what has not been consumed yet, which begins with an unfinished tag; false when it is too much.
    mutating func accepts(_ unconsumed: UnsafeBufferPointer<UInt8>) -> Bool {
        // Something else, or another tag: begin anew.
        if unconsumed.count < seen { reset() }
        guard unconsumed.count > 1, unconsumed[0] == UInt8(ascii: "<") else {
            reset()
            return true
        }
        for byte in unconsumed[seen...] {
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                wasSpace = true
            } else if byte <= 0x20 || byte == UInt8(ascii: "/") {
                wasSpace = true
            } else if wasSpace {
                attributes += 1
                wasSpace = false
            }
        }
        seen = unconsumed.count
        return attributes <= Self.mostAttributes && seen <= Self.mostBytes
    }

    private mutating func reset() {
        self = HTMLTagGuard()
    }
}
