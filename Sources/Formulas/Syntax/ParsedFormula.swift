/// A formula that has been read, for whoever looks at it before it is compiled.
public struct ParsedFormula {
    /// The tree.
    public let expression: Expression
    /// What read it, with the mistakes of syntax.
    let parser: Parser

    /// Reads the text of a formula; see ``Formula/parse(_:)``.
    public init(_ text: String) {
        var parser = Parser(text)
        expression = parser.parse()
        self.parser = parser
    }
}
