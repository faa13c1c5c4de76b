/// The formula language: Excel's syntax over columns of registers.
public enum Formula {
    /// Reads the text of a formula, with or without its leading `=`.
    ///
    /// Returns the tree and every mistake of syntax, in the order of the text. The tree is usable for further
    /// checks even when there are mistakes; parts that could not be understood are `invalid`.
    /// Takes time proportional to the length of the text, of which 8,192 characters are allowed.
    public static func parse(_ text: String) -> (expression: Expression, problems: [FormulaProblem]) {
        var parser = Parser(text)
        let expression = parser.parse()
        return (expression, parser.problems)
    }
}
