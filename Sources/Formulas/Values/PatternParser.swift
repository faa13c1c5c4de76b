/// A regular expression as a tree.
indirect enum PatternNode {
    case empty
    case scalar(UInt32)
    case any
    case set([ClosedRange<UInt32>], negated: Bool)
    case start
    case end
    /// A word boundary, or with false none.
    case boundary(Bool)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// A group, with its number when it captures.
    case group(PatternNode, index: Int?)
    case repeated(PatternNode, least: Int, most: Int?, lazy: Bool)
}

/// Reads a regular expression into a tree.
struct PatternParser {
    static let digit: [ClosedRange<UInt32>] = [0x30...0x39]
    static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    static let space: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x3000...0x3000]

    var scalars: [Unicode.Scalar]
    var place = 0
    var groups = 0
    var depth = 0

    init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    mutating func parse() throws(RegularExpression.Refusal) -> PatternNode {
        guard scalars.count <= 1_000 else { throw .tooLarge }
        let node = try alternatives()
        guard place == scalars.count else { throw .syntax }
        return node
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        place += 1
        return true
    }

    private mutating func alternatives() throws(RegularExpression.Refusal) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 50 else { throw .tooLarge }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(RegularExpression.Refusal) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            nodes.append(try quantified(try atom()))
        }
        return nodes.isEmpty ? .empty : nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func quantified(_ node: PatternNode) throws(RegularExpression.Refusal) -> PatternNode {
        var least = 0
        var most: Int?
        switch next {
        case "*": place += 1
        case "+":
            place += 1
            least = 1
        case "?":
            place += 1
            most = 1
        case "{":
            guard let (low, high, end) = bounds() else { return node }
            (least, most, place) = (low, high, end)
            guard least <= 1_000, most ?? 0 <= 1_000 else { throw .tooLarge }
            if let most, most < least { throw .syntax }
        default: return node
        }
        let lazy = take("?")
        if next == "+" { throw .unsupported }
        if next == "*" { throw .syntax }
        return .repeated(node, least: least, most: most, lazy: lazy)
    }

    /// `{m}`, `{m,}` or `{m,n}`; anything else is literal text.
    private func bounds() -> (Int, Int?, Int)? {
        var cursor = place + 1
        func digits(_ cursor: inout Int) -> Int? {
            var value: Int?
            while cursor < scalars.count, ("0"..."9").contains(scalars[cursor]), (value ?? 0) < 100_000 {
                value = (value ?? 0) * 10 + Int(scalars[cursor].value - 48)
                cursor += 1
            }
            return value
        }
        guard let low = digits(&cursor), cursor < scalars.count else { return nil }
        var high: Int? = low
        if scalars[cursor] == "," {
            cursor += 1
            high = digits(&cursor)
        }
        guard cursor < scalars.count, scalars[cursor] == "}" else { return nil }
        return (low, high, cursor + 1)
    }

    private mutating func atom() throws(RegularExpression.Refusal) -> PatternNode {
        guard let scalar = next else { throw .syntax }
        place += 1
        switch scalar {
        case ".": return .any
        case "^": return .start
        case "$": return .end
        case "[": return try set()
        case "(":
            var index: Int?
            if take("?") {
                guard take(":") else { throw .unsupported }
            } else {
                groups += 1
                guard groups <= 100 else { throw .tooLarge }
                index = groups
            }
            let node = try alternatives()
            guard take(")") else { throw .syntax }
            return .group(node, index: index)
        case "*", "+", "?": throw .syntax
        case "\\": return try escape()
        default: return .scalar(scalar.value)
        }
    }

    private mutating func escape() throws(RegularExpression.Refusal) -> PatternNode {
        guard let scalar = next else { throw .syntax }
        place += 1
        switch scalar {
        case "d": return .set(Self.digit, negated: false)
        case "D": return .set(Self.digit, negated: true)
        case "w": return .set(Self.word, negated: false)
        case "W": return .set(Self.word, negated: true)
        case "s": return .set(Self.space, negated: false)
        case "S": return .set(Self.space, negated: true)
        case "b": return .boundary(true)
        case "B": return .boundary(false)
        case "n": return .scalar(10)
        case "r": return .scalar(13)
        case "t": return .scalar(9)
        case "1"..."9", "a"..."z", "A"..."Z": throw .unsupported
        default: return .scalar(scalar.value)
        }
    }

    private mutating func set() throws(RegularExpression.Refusal) -> PatternNode {
        let negated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var first = true
        while let scalar = next, scalar != "]" || first {
            first = false
            place += 1
            if scalar == "[", next == ":" { throw .unsupported }
            guard var low = try setMember(scalar, &ranges) else { continue }
            if next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" {
                place += 1
                let upper = scalars[place]
                place += 1
                guard let high = try setMember(upper, &ranges), high >= low else { throw .syntax }
                ranges.append(low...high)
                continue
            }
            low = min(low, 0x10FFFF)
            ranges.append(low...low)
        }
        guard take("]") else { throw .syntax }
        return .set(ranges, negated: negated)
    }

    /// The value of one member, or nil when it was a class such as `\d`, already added.
    private mutating func setMember(_ scalar: Unicode.Scalar, _ ranges: inout [ClosedRange<UInt32>])
        throws(RegularExpression.Refusal) -> UInt32?
    {
        guard scalar == "\\" else { return scalar.value }
        switch try escape() {
        case .scalar(let value): return value
        case .set(let members, let negated):
            guard !negated else { throw .unsupported }
            ranges += members
            return nil
        default: throw .unsupported
        }
    }
}
