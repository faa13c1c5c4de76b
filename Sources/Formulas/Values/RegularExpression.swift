/// A regular expression that runs in time proportional to text length times pattern length, whatever the pattern.
///
/// Understands literals, `.`, classes, `\d \w \s \b` and their opposites, anchors, groups, alternation and the
/// quantifiers `* + ? {m,n}` with their lazy forms. Has no back references and no look-around.
struct RegularExpression: Sendable {
    /// Why a pattern was refused.
    enum Refusal: Error, Equatable {
        case syntax
        case unsupported
        case tooLarge
    }

    private enum Step {
        case scalar(UInt32)
        case any
        case set([ClosedRange<UInt32>], negated: Bool)
        case split(Int, Int)
        case jump(Int)
        case save(Int)
        case start
        case end
        case boundary(Bool)
        case match
    }

    /// Patterns that unfold to more steps than this are refused.
    static let maxSteps = 1_000

    private var steps: [Step] = []
    private var groups = 0
    private let ignoresCase: Bool
    /// How many capturing groups the pattern has.
    var groupCount: Int { groups }

    /// Compiles a pattern.
    init(_ pattern: String, ignoresCase: Bool) throws(Refusal) {
        self.ignoresCase = ignoresCase
        let text = ignoresCase ? pattern.lowercasedOutsideEscapes : pattern
        var parser = PatternParser(scalars: Array(text.unicodeScalars))
        let tree = try parser.parse()
        groups = parser.groups
        steps.append(.save(0))
        try emit(tree)
        steps.append(.save(1))
        steps.append(.match)
    }

    private mutating func emit(_ node: PatternNode) throws(Refusal) {
        guard steps.count < Self.maxSteps else { throw .tooLarge }
        switch node {
        case .empty: break
        case .scalar(let value): steps.append(.scalar(value))
        case .any: steps.append(.any)
        case .set(let ranges, let negated): steps.append(.set(ranges, negated: negated))
        case .start: steps.append(.start)
        case .end: steps.append(.end)
        case .boundary(let wanted): steps.append(.boundary(wanted))
        case .sequence(let nodes): for node in nodes { try emit(node) }
        case .group(let node, let index):
            guard let index else { return try emit(node) }
            steps.append(.save(index * 2))
            try emit(node)
            steps.append(.save(index * 2 + 1))
        case .alternatives(let nodes):
            var ends: [Int] = []
            for (index, node) in nodes.enumerated() {
                guard index < nodes.count - 1 else {
                    try emit(node)
                    break
                }
                let split = steps.count
                steps.append(.split(split + 1, 0))
                try emit(node)
                ends.append(steps.count)
                steps.append(.jump(0))
                steps[split] = .split(split + 1, steps.count)
            }
            for end in ends { steps[end] = .jump(steps.count) }
        case .repeated(let node, let least, let most, let lazy):
            for _ in 0..<least { try emit(node) }
            if let most {
                var splits: [Int] = []
                for _ in least..<max(least, most) {
                    splits.append(steps.count)
                    steps.append(.split(0, 0))
                    try emit(node)
                }
                for split in splits { steps[split] = Self.split(split + 1, steps.count, lazy) }
            } else {
                let split = steps.count
                steps.append(.split(0, 0))
                try emit(node)
                steps.append(.jump(split))
                steps[split] = Self.split(split + 1, steps.count, lazy)
            }
        }
        guard steps.count < Self.maxSteps else { throw .tooLarge }
    }

    private static func split(_ into: Int, _ past: Int, _ lazy: Bool) -> Step {
        lazy ? .split(past, into) : .split(into, past)
    }

    private struct Thread {
        var step: Int
        var saves: [Int]
    }

    /// The ranges of the first match at `from` or later and of its groups (nil for a group that took no part).
    func firstMatch(_ text: [Unicode.Scalar], from: Int = 0) -> [Range<Int>?]? {
        var current: [Thread] = []
        var next: [Thread] = []
        var mark = [Int](repeating: -1, count: steps.count)
        var best: [Int]?
        let blank = [Int](repeating: -1, count: 2 + groups * 2)
        var place = from
        var generation = 0
        while true {
            if best == nil { add(0, blank, place, text, &current, &mark, generation) }
            if current.isEmpty, best != nil { break }
            generation += 1
            next.removeAll(keepingCapacity: true)
            threads: for thread in current {
                switch steps[thread.step] {
                case .match:
                    best = thread.saves
                    break threads
                case .scalar, .any, .set:
                    if place < text.count, accepts(thread.step, text[place]) {
                        add(thread.step + 1, thread.saves, place + 1, text, &next, &mark, generation)
                    }
                default: break
                }
            }
            swap(&current, &next)
            place += 1
            if place > text.count { break }
        }
        guard let best else { return nil }
        return stride(from: 0, to: best.count, by: 2).map {
            best[$0] >= 0 && best[$0 + 1] >= best[$0] ? best[$0]..<best[$0 + 1] : nil
        }
    }

    /// Whether the pattern matches anywhere; cheaper than finding out where.
    func matches(_ text: [Unicode.Scalar]) -> Bool {
        var (current, next, work): ([Int], [Int], [Int]) = ([], [], [])
        var mark = [Int](repeating: -1, count: steps.count)
        var generation = 0
        for place in 0...text.count {
            follow(0, place, text, &current, &work, &mark, generation)
            generation += 1
            next.removeAll(keepingCapacity: true)
            for step in current {
                if case .match = steps[step] { return true }
                if place < text.count, accepts(step, text[place]) {
                    follow(step + 1, place + 1, text, &next, &work, &mark, generation)
                }
            }
            swap(&current, &next)
        }
        return false
    }

    /// Follows the steps that consume nothing, without an account of groups.
    private func follow(
        _ step: Int, _ place: Int, _ text: [Unicode.Scalar], _ list: inout [Int], _ work: inout [Int],
        _ mark: inout [Int], _ generation: Int
    ) {
        work.append(step)
        while let step = work.popLast() {
            guard mark[step] != generation else { continue }
            mark[step] = generation
            switch steps[step] {
            case .jump(let target): work.append(target)
            case .split(let first, let second):
                work.append(second)
                work.append(first)
            case .save: work.append(step + 1)
            case .start: if place == 0 { work.append(step + 1) }
            case .end: if place == text.count { work.append(step + 1) }
            case .boundary(let wanted):
                let before = place > 0 && Self.isWord(text[place - 1].value)
                let after = place < text.count && Self.isWord(text[place].value)
                if (before != after) == wanted { work.append(step + 1) }
            default: list.append(step)
            }
        }
    }

    /// The steps that take a character and are reached from the beginning and some steps without taking one, in order, and
    /// whether the end of the pattern is.
    func closure(_ from: [Int], isStart: Bool, isEnd: Bool) -> (steps: [Int], isMatch: Bool) {
        var (list, work) = ([Int](), [0] + from)
        var isMatch = false
        var seen = [Bool](repeating: false, count: steps.count)
        while let step = work.popLast() {
            guard !seen[step] else { continue }
            seen[step] = true
            switch steps[step] {
            case .jump(let target): work.append(target)
            case .split(let first, let second): work += [first, second]
            case .save: work.append(step + 1)
            case .start: if isStart { work.append(step + 1) }
            case .end: if isEnd { work.append(step + 1) }
            case .boundary: break
            case .match: isMatch = true
            case .scalar, .any, .set: list.append(step)
            }
        }
        return (list.sorted(), isMatch)
    }

    /// Whether the pattern asks for the boundaries of words, which takes a look at two characters.
    var hasBoundaries: Bool { steps.contains { if case .boundary = $0 { true } else { false } } }

    /// Whether a step takes a character.
    func accepts(_ step: Int, _ scalar: Unicode.Scalar) -> Bool {
        var value = scalar.value
        if ignoresCase, value >= 0x41 {
            value = value < 0x5B ? value + 32 : value < 0xC0 ? value : Self.lower(scalar)
        }
        switch steps[step] {
        case .scalar(let wanted): return value == wanted
        case .any: return value != 10
        case .set(let ranges, let negated):
            if ranges.contains(where: { $0.contains(value) }) { return !negated }
            // A class may have been written in capitals.
            if ignoresCase, value >= 0x61, value <= 0x7A {
                return ranges.contains(where: { $0.contains(value - 32) }) != negated
            }
            return negated
        default: return false
        }
    }

    private static func lower(_ scalar: Unicode.Scalar) -> UInt32 {
        let mapping = scalar.properties.lowercaseMapping.unicodeScalars
        return mapping.count == 1 ? mapping.first.map(\.value) ?? scalar.value : scalar.value
    }

    /// Follows the steps that consume nothing, with a work list instead of recursion.
    private func add(
        _ step: Int, _ saves: [Int], _ place: Int, _ text: [Unicode.Scalar], _ list: inout [Thread],
        _ mark: inout [Int], _ generation: Int
    ) {
        var work = [Thread(step: step, saves: saves)]
        while var thread = work.popLast() {
            guard mark[thread.step] != generation else { continue }
            mark[thread.step] = generation
            switch steps[thread.step] {
            case .jump(let target): work.append(Thread(step: target, saves: thread.saves))
            case .split(let first, let second):
                work.append(Thread(step: second, saves: thread.saves))
                work.append(Thread(step: first, saves: thread.saves))
            case .save(let slot):
                thread.saves[slot] = place
                work.append(Thread(step: thread.step + 1, saves: thread.saves))
            case .start: if place == 0 { work.append(Thread(step: thread.step + 1, saves: thread.saves)) }
            case .end:
                if place == text.count { work.append(Thread(step: thread.step + 1, saves: thread.saves)) }
            case .boundary(let wanted):
                let before = place > 0 && Self.isWord(text[place - 1].value)
                let after = place < text.count && Self.isWord(text[place].value)
                if (before != after) == wanted {
                    work.append(Thread(step: thread.step + 1, saves: thread.saves))
                }
            default: list.append(thread)
            }
        }
    }

    private static func isWord(_ value: UInt32) -> Bool {
        PatternParser.word.contains { $0.contains(value) }
    }
}

extension String {
    /// Lower case but for letters behind a backslash, whose case carries meaning.
    fileprivate var lowercasedOutsideEscapes: String {
        var result = ""
        var escaped = false
        for character in self {
            result += escaped ? String(character) : character.lowercased()
            escaped = character == "\\" && !escaped
        }
        return result
    }
}
