/// What one kind of finding says to a person, in one language.
///
/// `message` and `remedy` are templates: `{name}` stands for the particular of that name in
/// ``Finding/values``.
public struct FindingWording: Hashable, Sendable {
    /// What is wrong, in one sentence.
    public var message: String
    /// What to do about it, in one sentence.
    public var remedy: String

    /// Makes a wording from its two templates.
    public init(_ message: String, remedy: String) {
        self.message = message
        self.remedy = remedy
    }

    /// The two sentences for a finding, placeholders filled in.
    ///
    /// A placeholder without a value stays as it is, so that the gap is seen.
    public func filled(for finding: Finding) -> (message: String, remedy: String) {
        (Self.fill(message, finding.values), Self.fill(remedy, finding.values))
    }

    private static func fill(_ template: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
