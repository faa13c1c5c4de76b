/// What a side contributes to a comparison: a column of its register, or a formula over its columns.
public enum PolicyTerm: Hashable, Sendable {
    /// A column by its canonical name.
    case column(String)
    /// A formula, with its `=`.
    case formula(String)

    /// Reads a term: a text that begins with `=` is a formula.
    public init(_ text: String) { self = text.hasPrefix("=") ? .formula(text) : .column(text) }

    /// The term as it is written.
    public var text: String {
        switch self {
        case .column(let text), .formula(let text): text
        }
    }
}
