import Registers

/// The texts of lines as they are written.
struct LineTexts: Sendable {
    /// The code of each line's text.
    let codes: [UInt32]
    /// The texts by code.
    let source: TextSource
    /// Why the texts are masked wherever they are shown; nil when they are not.
    var sensitivity: Sensitivity?

    subscript(line: Int) -> String { source[Int(codes[line])] }

    /// The text of a line as it may be shown.
    func shown(_ line: Int) -> String { sensitivity.map { Masking.mask(self[line], as: $0) } ?? self[line] }
}
