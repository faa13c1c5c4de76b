/// What came of an example of a rule.
public struct ExampleResult: Hashable, Sendable {
    /// The rule; `performance` for the examples of `performance.yml`.
    public var rule: String
    /// The number of the example in its rule, from 1.
    public var number: Int
    /// The file.
    public var file: String
    /// The line.
    public var line: Int
    /// What differs from what is expected; empty when nothing does.
    public var failures: [String]

    /// Whether the example holds.
    public var passed: Bool { failures.isEmpty }
}
