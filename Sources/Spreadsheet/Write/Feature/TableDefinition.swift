/// An Excel table: rows under a header that sort, filter and grow together.
public struct TableDefinition: Hashable, Sendable {
    /// The name that formulas use; unique in the workbook, like a defined name.
    public var name: String
    /// The columns, from left to right.
    public var columns: [TableColumn]
    /// The built-in look.
    public var look: Look
    /// Whether there are filter buttons.
    public var hasFilter = true
    /// Whether every other row is shaded.
    public var hasBands = true
    /// The style of the header cells; nil for the look's own.
    public var headerStyle: StyleID?

    /// The built-in looks of Excel, by their numbers.
    public enum Look: Hashable, Sendable {
        /// Plain cells.
        case none
        /// 1...21.
        case light(Int)
        /// 1...28.
        case medium(Int)
        /// 1...11.
        case dark(Int)

        /// The name; nil for none or a number that there is not.
        var name: String? {
            switch self {
            case .none: nil
            case .light(let number): (1...21).contains(number) ? "TableStyleLight\(number)" : nil
            case .medium(let number): (1...28).contains(number) ? "TableStyleMedium\(number)" : nil
            case .dark(let number): (1...11).contains(number) ? "TableStyleDark\(number)" : nil
            }
        }
    }

    /// Makes a table.
    public init(_ name: String, columns: [TableColumn], look: Look = .medium(2)) {
        self.name = name
        self.columns = columns
        self.look = look
    }
}

/// A column of an Excel table.
public struct TableColumn: Hashable, Sendable {
    /// The title; distinct in the table whatever the case, not empty, at most 255 UTF-16 units.
    public var title: String
    /// The formula that Excel fills in for new rows; cells are written with ``RowWriter/formula(_:value:_:isArray:)``.
    public var formula: CellFormula?

    /// Makes a column.
    public init(_ title: String, formula: CellFormula? = nil) {
        self.title = title
        self.formula = formula
    }
}

/// A cell of the totals row of a table.
public enum TableTotal: Hashable, Sendable {
    /// Nothing.
    case none
    /// Text.
    case label(String)
    /// A function over the rows that the filter shows, with the value it has.
    case function(Function, value: CellValue, StyleID? = nil)

    /// The functions that Excel offers.
    public enum Function: String, Sendable {
        /// The sum.
        case sum
        /// The mean.
        case average
        /// How many cells are not empty.
        case count
        /// How many cells hold numbers.
        case countNumbers = "countNums"
        /// The largest value.
        case max
        /// The smallest value.
        case min

        /// The number of the function in SUBTOTAL, hidden rows left out (ECMA-376 part 1, 18.17.7.308).
        var subtotal: Int {
            switch self {
            case .average: 101
            case .countNumbers: 102
            case .count: 103
            case .max: 104
            case .min: 105
            case .sum: 109
            }
        }
    }
}

/// A table of a sheet, ready to be written.
struct SheetTable {
    var definition: TableDefinition
    /// The name of this table; differs from the definition's on the sheets on which rows go on.
    var name: String
    /// From the header to the last row, totals included.
    var range: CellRange
    var totals: [TableTotal]
}
