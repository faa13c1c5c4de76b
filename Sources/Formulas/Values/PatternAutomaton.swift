/// A regular expression over ASCII, as a table of states that is filled in while texts are matched.
///
/// Answers only whether a text matches anywhere. A text costs one step of the table a byte, however the pattern is written; a
/// state is worked out when it is first reached.
struct PatternAutomaton {
    /// What a state is made of: the steps of the pattern that the next character is held against.
    private struct State: Hashable {
        var steps: [Int]
        var isStart: Bool
    }

    /// More states than this are not made.
    private static let maxStates = 500
    private static let unknown: Int16 = -1
    private static let accepted: Int16 = -2

    private let expression: RegularExpression
    private var states: [State] = [State(steps: [], isStart: true)]
    private var numbers: [State: Int16] = [:]
    /// The state after each state and character, ``unknown`` or ``accepted``.
    private var after = [Int16](repeating: unknown, count: 128)
    /// Whether a text that ends in each state matches; nil when it is not known yet.
    private var isMatch: [Bool?] = [nil]

    /// Nil for a pattern that looks at more than one character at a time.
    init?(_ expression: RegularExpression) {
        guard !expression.hasBoundaries else { return nil }
        self.expression = expression
    }

    /// Whether the pattern matches anywhere in a text; nil when this is not the way to find out.
    mutating func matches(_ text: UnsafeRawBufferPointer) -> Bool? {
        var state: Int16 = 0
        for byte in text {
            guard byte < 0x80 else { return nil }
            var next = after[Int(state) &* 128 &+ Int(byte)]
            if next == Self.unknown {
                guard let made = follow(state, byte) else { return nil }
                next = made
            }
            if next == Self.accepted { return true }
            state = next
        }
        if let known = isMatch[Int(state)] { return known }
        let from = states[Int(state)]
        let found = expression.closure(from.steps, isStart: from.isStart, isEnd: true).isMatch
        isMatch[Int(state)] = found
        return found
    }

    private mutating func follow(_ state: Int16, _ byte: UInt8) -> Int16? {
        let from = states[Int(state)]
        let (steps, isMatch) = expression.closure(from.steps, isStart: from.isStart, isEnd: false)
        let place = Int(state) * 128 + Int(byte)
        if isMatch {
            after[place] = Self.accepted
            return Self.accepted
        }
        let scalar = Unicode.Scalar(byte)
        let next = State(
            steps: steps.filter { expression.accepts($0, scalar) }.map { $0 + 1 }, isStart: false)
        if let known = numbers[next] {
            after[place] = known
            return known
        }
        guard states.count < Self.maxStates else { return nil }
        let number = Int16(states.count)
        states.append(next)
        numbers[next] = number
        after += repeatElement(Self.unknown, count: 128)
        self.isMatch.append(nil)
        after[place] = number
        return number
    }
}
