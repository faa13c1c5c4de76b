import Registers

/// What is compared with what, and how.
public struct Comparison: Hashable, Sendable {
    /// How many lines of our side may belong to one of theirs.
    public enum Cardinality: String, CaseIterable, Sendable {
        /// A line belongs to one line.
        case oneToOne = "one_to_one"
        /// Many of our lines may belong to the same line of theirs, such as orders to a customer.
        case manyToOne = "many_to_one"
    }

    /// The key, such as `statement`.
    public var key: String
    /// The name.
    public var name: LocalizedText
    /// Our side.
    public var ours: ComparisonSide
    /// Their side.
    public var theirs: ComparisonSide
    /// How many lines may belong to one.
    public var cardinality = Cardinality.oneToOne
    /// What results are kept apart by, such as the carrier; nil for one result.
    public var grouping: GroupingKey?
    /// What lines are known by.
    public var keys: [MatchKey] = []
    /// The passes in order.
    public var passes: [MatchPass] = []
    /// What is compared.
    public var values: [ValueRule] = []
    /// What is summed up and bridged; nil when lines are only counted.
    public var measure: Measure?
    /// What a line costs by agreement: the first that has a rate for the line counts.
    public var agreed: [AgreedPrice] = []

    /// Makes a comparison without keys.
    public init(key: String, name: LocalizedText, ours: ComparisonSide, theirs: ComparisonSide) {
        self.key = key
        self.name = name
        self.ours = ours
        self.theirs = theirs
    }

    /// A compared value by its name.
    public func value(_ name: String) -> ValueRule? { values.first { $0.name == name } }

    /// What a value is called that results tell of, declared or shown besides; nil for an unknown name.
    public func title(ofValue name: String) -> LocalizedText? {
        let shown = agreed.map { $0.rule(value($0.value)) } + [measure?.rule()].compactMap(\.self)
        return (value(name) ?? shown.first { $0.name == name })?.title
    }
}
