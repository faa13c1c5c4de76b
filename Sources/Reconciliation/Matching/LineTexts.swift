/// The texts of lines as they are written.
struct LineTexts: Sendable {
    /// The code of each line's text.
    let codes: [UInt32]
    /// The texts by code.
    let source: TextSource

    subscript(line: Int) -> String { source[Int(codes[line])] }
}
