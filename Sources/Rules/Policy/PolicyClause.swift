import Registers
import Spreadsheet

/// A clause of a source document.
public struct PolicyClause: Sendable {
    /// What can be done about a clause.
    public enum Status: String, CaseIterable, Sendable {
        /// It says enough to be checked.
        case checkable
        /// A general duty that a generic check stands for.
        case generic
        /// No register can decide it.
        case manual
    }

    /// The id, such as `S000-W1b`.
    public var id: String
    /// The document.
    public var document: String
    /// The article.
    public var article: String
    /// The title.
    public var title: LocalizedText
    /// What it says, in our own words.
    public var text: LocalizedText
    /// How much a violation matters; nil for the rule's own.
    public var severity: Severity?
    /// What can be done about it.
    public var status: Status
    /// The generic check.
    public var family: String
    /// Why no register can decide it.
    public var reason: LocalizedText?

    /// The part of an id that names the document: `S000` of `S000-W1b`.
    static func document(of id: String) -> String { String(id.prefix { $0 != "-" }) }
}
