/// Why something was decided: a value, worded when someone reads it.
public struct Reason: Hashable, Sendable {
    /// What kind of reason.
    public var code: FindingCode
    /// The particulars that the wording mentions, by placeholder name.
    public var values: [String: String]

    /// Makes a reason.
    public init(_ code: FindingCode, _ values: [String: String] = [:]) {
        self.code = code
        self.values = values
    }
}

extension FindingCatalogue {
    /// The sentence for a reason.
    public func sentence(for reason: Reason, in language: Language) -> String {
        sentences(
            for: Finding(reason.code, .info, at: Origin(file: ""), values: reason.values), in: language
        ).message
    }
}
