import Spreadsheet

/// A text of the policy in both languages.
public struct LocalizedText: Hashable, Sendable {
    /// The Chinese text.
    public var chinese: String
    /// The English text.
    public var english: String

    /// Makes a text.
    public init(chinese: String, english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// Makes a text that serves for both languages.
    public init(_ text: String) { self.init(chinese: text, english: text) }

    /// The text in a language.
    public subscript(language: Language) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    /// Whether there is no text at all.
    public var isEmpty: Bool { chinese.isEmpty && english.isEmpty }

    /// Reads `{zh: …, en: …}`, or one plain text for both; of a missing language the other serves.
    package init?(_ node: PolicyNode) {
        if case .scalar = node.node {
            guard let text = node.string else { return nil }
            self.init(text)
            return
        }
        let entries = node.entries(allowed: ["zh", "en"], of: "{zh: …, en: …}")
        let texts = (entries["zh"]?.string, entries["en"]?.string)
        guard let either = texts.0 ?? texts.1 else { return nil }
        self.init(chinese: texts.0 ?? either, english: texts.1 ?? either)
    }
}
