import Spreadsheet

/// A name in both languages.
public struct BilingualName: Hashable, Sendable {
    /// The Chinese name.
    public var chinese: String
    /// The English name.
    public var english: String

    /// Makes a name.
    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// The name in a language.
    public func text(in language: Language) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }
}
