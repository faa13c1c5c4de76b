/// A name that stands for cells or a formula (ECMA-376 part 1, 18.2.5).
public struct DefinedName: Hashable, Sendable {
    /// The name; built-in names begin with `_xlnm.`, such as `_xlnm.Print_Area`.
    public var name: String
    /// What it stands for, without a leading `=`: usually a reference such as `Sheet1!$A$1:$B$9`.
    public var formula: String
    /// The position, from 0, of the sheet that the name belongs to; nil for the whole workbook.
    public var sheet: Int?
    /// Whether the name is kept out of the lists that people see.
    public var isHidden: Bool

    /// Makes a name.
    public init(name: String, formula: String, sheet: Int? = nil, isHidden: Bool = false) {
        self.name = name
        self.formula = formula
        self.sheet = sheet
        self.isHidden = isHidden
    }

    /// Whether the program itself uses the name, for print areas, filters and the like.
    public var isBuiltIn: Bool { name.lowercased().hasPrefix("_xlnm.") }

    /// Whether what it stood for was deleted.
    public var isBroken: Bool { formula.contains("#REF!") }
}
