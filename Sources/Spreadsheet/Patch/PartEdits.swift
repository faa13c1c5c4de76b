/// A change of bytes: a range gives way to other bytes.
struct Splice: Hashable {
    /// The bytes that give way.
    var range: Range<Int>
    /// What comes in their place.
    var bytes: [UInt8]

    /// Makes all changes at once.
    ///
    /// The ranges must rise and not overlap.
    static func apply(_ splices: [Splice], to base: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(splices.reduce(base.count) { $0 + $1.bytes.count })
        var position = 0
        for splice in splices {
            result.append(contentsOf: base[position..<splice.range.lowerBound])
            result.append(contentsOf: splice.bytes)
            position = splice.range.upperBound
        }
        result.append(contentsOf: base[position...])
        return result
    }

    /// The changes that lead back.
    static func inverse(of splices: [Splice], from base: [UInt8]) -> [Splice] {
        var shift = 0
        return splices.map { splice in
            let start = splice.range.lowerBound + shift
            shift += splice.bytes.count - splice.range.count
            return Splice(range: start..<start + splice.bytes.count, bytes: Array(base[splice.range]))
        }
    }
}

/// Collects the changes to one part and keeps everything else of it as it is.
struct PartEdits {
    /// The part as it was.
    let base: [UInt8]
    private var changes: [Splice] = []
    private var additions: [Int: (element: MarkupOutline.Element, bytes: [UInt8])] = [:]

    init(_ base: [UInt8]) {
        self.base = base
    }

    /// Puts other bytes in the place of some.
    mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
        changes.append(Splice(range: range, bytes: bytes))
    }

    /// Adds bytes before an offset, behind what was added there before.
    mutating func insert(_ bytes: [UInt8], at offset: Int) {
        replace(offset..<offset, with: bytes)
    }

    /// Adds bytes behind the content of an element, behind what was added there before.
    mutating func append(_ bytes: [UInt8], to element: MarkupOutline.Element) {
        additions[element.tag.range.lowerBound, default: (element, [])].bytes += bytes
    }

    /// Sets an attribute, written without prefix and not set before; its value must not need escapes.
    mutating func set(_ name: StaticString, _ value: String, of tag: MarkupTag) {
        let old = base.withUnsafeBufferPointer { MarkupScanner($0).attribute(name, of: tag) }
        if let old {
            replace(old, with: Array(value.utf8))
        } else {
            insert(Array(" \(name)=\"\(value)\"".utf8), at: tag.attributesEnd)
        }
    }

    /// The changes in the order of the part.
    var splices: [Splice] {
        var all = changes
        for (_, addition) in additions.sorted(by: { $0.key < $1.key }) {
            all.append(Self.addition(addition.bytes, to: addition.element, base))
        }
        // Of several at one place, those that only add come first, so that an attribute stays inside of its tag.
        let order = all.indices.sorted {
            (all[$0].range.lowerBound, all[$0].range.isEmpty ? 0 : 1, $0)
                < (all[$1].range.lowerBound, all[$1].range.isEmpty ? 0 : 1, $1)
        }
        return order.map { all[$0] }.filter { !$0.range.isEmpty || !$0.bytes.isEmpty }
    }

    private static func addition(
        _ bytes: [UInt8], to element: MarkupOutline.Element, _ base: [UInt8]
    ) -> Splice {
        guard element.tag.kind == .empty else {
            return Splice(range: element.contentEnd..<element.contentEnd, bytes: bytes)
        }
        let end = [UInt8](">".utf8) + bytes + [UInt8]("</".utf8) + base[element.tag.name] + [UInt8](">".utf8)
        return Splice(range: element.tag.attributesEnd..<element.tag.range.upperBound, bytes: end)
    }
}
