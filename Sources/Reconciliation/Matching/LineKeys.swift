import Spreadsheet

/// One key of every line of a side.
struct LineKeys: Sendable {
    /// Codes that both sides share: equal codes are equal keys. -1 for a blank one.
    var codes: [Int32]
    /// The texts of this side, by its own codes; nil for keys that are no texts.
    var texts: LineTexts?
}
