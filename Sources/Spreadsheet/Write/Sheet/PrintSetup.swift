/// How a sheet prints.
public struct PrintSetup: Hashable, Sendable {
    /// The paper.
    public var paper = Paper.a4
    /// Whether the long side lies across.
    public var isLandscape = false
    /// How large it is printed.
    public var scaling = Scaling.percent(100)
    /// The margins in inches.
    public var margins = Margins()
    /// Rows at the top of every page; nil for the sheet's header rows.
    public var repeatedRows: ClosedRange<Int>?
    /// Columns at the left of every page.
    public var repeatedColumns: ClosedRange<Int>?
    /// The cells that are printed; nil for all.
    public var area: CellRange?
    /// Whether the content is centred between the side margins.
    public var centersHorizontally = false
    /// Whether the lines between cells are printed.
    public var printsGridlines = false
    /// What stands above every page.
    public var header = PageText()
    /// What stands below every page.
    public var footer = PageText()
    /// Rows before which a new page begins.
    public var pageBreaksBeforeRows: [Int] = []

    /// Sizes of paper (ECMA-376 part 1, 18.3.1.63).
    public enum Paper: Int, Sendable {
        /// 216 × 279 mm.
        case letter = 1
        /// 297 × 420 mm.
        case a3 = 8
        /// 210 × 297 mm.
        case a4 = 9
        /// 148 × 210 mm.
        case a5 = 11
        /// 182 × 257 mm (JIS).
        case b5 = 13
    }

    /// How large a sheet is printed.
    public enum Scaling: Hashable, Sendable {
        /// In percent, 10...400.
        case percent(Int)
        /// Made smaller so that it takes at most so many pages across and down; nil for as many as it takes.
        case fit(pagesWide: Int?, pagesTall: Int?)
    }

    /// Margins in inches.
    public struct Margins: Hashable, Sendable {
        /// The left margin.
        public var left = 0.5
        /// The right margin.
        public var right = 0.5
        /// The top margin.
        public var top = 0.75
        /// The bottom margin.
        public var bottom = 0.75
        /// From the top edge to the header.
        public var header = 0.3
        /// From the bottom edge to the footer.
        public var footer = 0.3

        /// Margins that office printers can do.
        public init() {}
    }

    /// A4, upright, at full size.
    public init() {}

    /// A4 across, fitted to the width of the page, with `page of pages` in the footer.
    public static var wideList: PrintSetup {
        var setup = PrintSetup()
        setup.isLandscape = true
        setup.scaling = .fit(pagesWide: 1, pagesTall: nil)
        setup.footer = PageText(
            left: [.sheetName], right: [.pageNumber, .text(" / "), .pageCount])
        return setup
    }
}

/// A header or footer: three pieces, each of text and fields.
public struct PageText: Hashable, Sendable {
    /// What stands at the left.
    public var left: [Field]
    /// What stands in the centre.
    public var center: [Field]
    /// What stands at the right.
    public var right: [Field]

    /// A piece of text, or a field that is filled in when printing.
    public enum Field: Hashable, Sendable {
        /// Text as it is.
        case text(String)
        /// The number of the page.
        case pageNumber
        /// The number of pages.
        case pageCount
        /// The name of the sheet.
        case sheetName
        /// The name of the file.
        case fileName
        /// The day of printing.
        case printDate
        /// The time of printing.
        case printTime
    }

    /// Makes a header or footer.
    public init(left: [Field] = [], center: [Field] = [], right: [Field] = []) {
        self.left = left
        self.center = center
        self.right = right
    }

    /// The codes of Excel (ECMA-376 part 1, 18.3.1.46): at most 255 UTF-16 units, which `utf16.count` tells.
    var codes: String {
        Self.codes("&L", left) + Self.codes("&C", center) + Self.codes("&R", right)
    }

    private static func codes(_ section: String, _ fields: [Field]) -> String {
        guard !fields.isEmpty else { return "" }
        var result = section
        for field in fields {
            switch field {
            case .text(let text):
                // An ampersand begins a code. Digits behind a code would be taken for a font size.
                let startsWithDigit = text.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? false
                if startsWithDigit { result += " " }
                for character in text { result += character == "&" ? "&&" : String(character) }
            case .pageNumber: result += "&P"
            case .pageCount: result += "&N"
            case .sheetName: result += "&A"
            case .fileName: result += "&F"
            case .printDate: result += "&D"
            case .printTime: result += "&T"
            }
        }
        return result
    }
}
