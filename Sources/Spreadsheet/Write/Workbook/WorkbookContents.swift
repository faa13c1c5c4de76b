/// A sheet in the list of a workbook.
struct SheetEntry {
    /// The name on the tab.
    var name: String
    /// The number in the names of the sheet's parts, from 1, in the order in which sheets were begun.
    var number: Int
    /// Whether it is shown.
    var visibility: SheetOptions.Visibility

    /// The name of the worksheet part.
    var partName: String { "xl/worksheets/sheet\(number).xml" }
}

/// A name for cells or a formula (ECMA-376 part 1, 18.2.5).
struct DefinedNameEntry {
    var name: String
    /// What it stands for, without the leading `=`.
    var formula: String
    /// The number of the sheet to which it belongs; nil for the workbook.
    var sheet: Int?
    var isHidden = false
    var comment: String?
}

/// What a workbook contains: the sheets in their order, and the numbers given to parts so far.
struct WorkbookContents {
    /// The sheets in the order of their tabs.
    private(set) var sheets: [SheetEntry] = []
    private var sheetNames: Set<String> = []
    private var sheetCount = 0
    /// Names for cells and formulas, in the order in which they were defined.
    var names: [DefinedNameEntry] = []
    /// Whether any formula was written without its value.
    var hasUncalculatedFormulas = false
    /// Parts given numbers so far.
    var tableCount = 0
    var drawingCount = 0
    var chartCount = 0
    var commentsCount = 0
    /// Blocks of ids taken by the shapes of comments.
    var shapeBlocks = 0
    /// The names of pictures by their bytes.
    var pictures: [[UInt8]: String] = [:]
    /// Names of tables and defined names, in lower case; Excel wants them distinct.
    var takenNames: Set<String> = []

    /// The defined names in the order in which Excel has them.
    var sortedNames: [DefinedNameEntry] {
        names.sorted {
            ($0.name.lowercased(), $0.sheet ?? 0) < ($1.name.lowercased(), $1.sheet ?? 0)
        }
    }

    /// Takes a name for a sheet; false when a sheet has it.
    ///
    /// Case does not count.
    mutating func reserve(sheetName: String) -> Bool {
        sheetNames.insert(sheetName.lowercased()).inserted
    }

    /// Adds a sheet at the end, or behind another.
    mutating func addSheet(
        _ name: String, visibility: SheetOptions.Visibility = .visible
    ) -> SheetEntry {
        sheetCount += 1
        let entry = SheetEntry(name: name, number: sheetCount, visibility: visibility)
        sheets.append(entry)
        return entry
    }

    /// Says whether a sheet is shown.
    mutating func set(_ visibility: SheetOptions.Visibility, ofSheet number: Int) {
        guard let place = sheets.firstIndex(where: { $0.number == number }) else { return }
        sheets[place].visibility = visibility
    }

    /// Adds a sheet behind another.
    mutating func addSheet(_ name: String, after previous: SheetEntry) -> SheetEntry {
        sheetCount += 1
        let entry = SheetEntry(name: name, number: sheetCount, visibility: previous.visibility)
        let place = sheets.firstIndex { $0.number == previous.number } ?? sheets.count - 1
        sheets.insert(entry, at: place + 1)
        return entry
    }

    /// The order of the first parts in the package, as Excel has it.
    var partOrder: [String] {
        ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
            + sheets.map(\.partName) + ["xl/theme/theme1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
    }
}
