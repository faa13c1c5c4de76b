/// How a sheet looks and prints.
///
/// May be changed at any time until the workbook is closed.
public struct SheetOptions: Sendable {
    /// The colour of the tab; nil for none.
    public var tabColor: RGBColor?
    /// Whether the sheet is shown in the list of sheets.
    public var visibility = Visibility.visible
    /// Rows and columns that stay in place when scrolling.
    public var freeze = FreezePanes.none
    /// Widths and looks of columns, by column number from 1.
    public var columns: [Int: ColumnLayout] = [:]
    /// The width of columns that ``columns`` does not name, in digits of the standard font; nil for Excel's own.
    public var standardColumnWidth: Double?
    /// The height of rows written without one, in points; nil for what the font needs.
    public var standardRowHeight: Double?
    /// Whether the lines between cells are shown.
    public var showsGridlines = true
    /// The magnification in percent, 10...400.
    public var zoom = 100
    /// The cell that is selected when the sheet is opened.
    public var selection = CellPosition(row: 1, column: 1)
    /// The number of rows at the top that hold headers.
    ///
    /// They are printed on every page, and written again on the next sheet when the rows do not fit on one.
    public var headerRows = 0
    /// The filter buttons.
    public var filter = FilterRange.none
    /// How the sheet prints.
    public var print = PrintSetup()
    /// What a user may change; nil for everything.
    public var protection: SheetProtection?
    /// Whether digits stored as text get Excel's green corner.
    ///
    /// Identifiers are text on purpose, so: no.
    public var flagsNumbersStoredAsText = false

    /// Whether a sheet is shown.
    public enum Visibility: String, Sendable {
        /// Shown.
        case visible
        /// Hidden; users can show it.
        case hidden
        /// Hidden, and not offered to users.
        case veryHidden
    }

    /// The defaults.
    public init() {}
}

/// Rows and columns that stay in place when a sheet is scrolled.
public struct FreezePanes: Hashable, Sendable {
    /// The number of rows at the top.
    public var rows: Int
    /// The number of columns at the left.
    public var columns: Int

    /// Makes frozen panes.
    public init(rows: Int = 0, columns: Int = 0) {
        self.rows = rows
        self.columns = columns
    }

    /// Nothing stays in place.
    public static let none = FreezePanes()
}

/// The width and look of a column.
public struct ColumnLayout: Hashable, Sendable {
    /// How wide it is.
    public var width: Width
    /// The style of cells that are not written.
    public var style: StyleID?
    /// Whether it is hidden.
    public var isHidden: Bool

    /// How wide a column is.
    public enum Width: Hashable, Sendable {
        /// Excel's own width.
        case standard
        /// So many digits of the standard font, 0...255; a Chinese character takes two.
        case characters(Double)
        /// As the widest cell needs, within bounds. Text that is to wrap should have a width of its own.
        case automatic(ClosedRange<Int>)
    }

    /// Makes a layout.
    public init(_ width: Width = .automatic(6...50), style: StyleID? = nil, isHidden: Bool = false) {
        self.width = width
        self.style = style
        self.isHidden = isHidden
    }

    /// A width that fits a text, Chinese characters counted as two.
    public static func fitting(_ text: String) -> ColumnLayout {
        ColumnLayout(.characters(Double(TextWidth.columns(of: text) + 2)))
    }

    /// A fixed width in digits of the standard font.
    public static func width(_ characters: Double) -> ColumnLayout {
        ColumnLayout(.characters(characters))
    }
}

/// Where the filter buttons are.
public enum FilterRange: Hashable, Sendable {
    /// There are none.
    case none
    /// In a header row; the filter covers these columns down to the last row that is written.
    case header(row: Int, columns: ClosedRange<Int>)
    /// In the first row of a fixed range.
    case range(CellRange)
}
