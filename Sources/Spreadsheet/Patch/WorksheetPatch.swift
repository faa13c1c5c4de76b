/// Changes the cells, the hyperlinks and the drawing of one worksheet (ECMA-376 part 1, 18.3.1.99) and keeps every
/// other byte.
struct WorksheetPatch {
    /// What happens to the format of a cell.
    enum Change: Hashable {
        case fill(RGBColor)
        /// Back to the fill that a mark hides.
        case unmark
    }

    /// A hyperlink to be added.
    struct Link {
        var cell: CellPosition
        /// The id of the relationship to what lies outside.
        var id: String?
        var location: String?
    }

    /// The tooltip by which our hyperlinks are known.
    static let tooltip = "核对 Hedui"

    /// Everything but the rows.
    let outline: MarkupOutline
    let part: String
    private let prefix: String

    init(_ outline: MarkupOutline, part: String) {
        self.outline = outline
        self.part = part
        prefix = outline.prefix(of: outline.root)
    }

    // MARK: - What there is

    private func ranges(in list: String, of item: String) -> [(
        range: CellRange, element: MarkupOutline.Element
    )] {
        guard let list = outline.child(of: outline.root, named: list) else { return [] }
        return outline.children(of: list, named: item).compactMap { element in
            outline.attribute("ref", of: element).flatMap { CellRange($0) }.map { ($0, element) }
        }
    }

    /// The merged ranges.
    var mergedRanges: [CellRange] { ranges(in: "mergeCells", of: "mergeCell").map(\.range) }
    /// The cells with hyperlinks.
    var linkedRanges: [CellRange] { ranges(in: "hyperlinks", of: "hyperlink").map(\.range) }
    /// The id of the relationship to the drawing that holds the shapes of comments.
    var legacyDrawing: String? {
        outline.child(of: outline.root, named: "legacyDrawing").flatMap {
            outline.prefixedAttribute("id", of: $0)
        }
    }
    /// Whether the sheet is selected in a window.
    var isSelected: Bool { !selectedViews.isEmpty }

    private var selectedViews: [MarkupOutline.Element] {
        guard let views = outline.child(of: outline.root, named: "sheetViews") else { return [] }
        return outline.children(of: views, named: "sheetView").filter {
            ["1", "true"].contains(outline.attribute("tabSelected", of: $0) ?? "")
        }
    }

    // MARK: - Selection and links

    /// Takes the sheet out of the selection of every window.
    func unselect(_ edits: inout PartEdits) {
        for view in selectedViews { edits.set("tabSelected", "0", of: view.tag) }
    }

    /// Adds hyperlinks.
    func add(_ links: [Link], to edits: inout PartEdits) {
        guard !links.isEmpty else { return }
        var xml = XMLBuffer()
        let known = outline.child(of: outline.root, named: "hyperlinks")
        if known == nil { xml.open(prefix + "hyperlinks") }
        for link in links {
            let name = relationshipName
            xml.raw("<\(prefix)hyperlink ref=\"\(link.cell.reference)\"")
            if let id = link.id { xml.raw("\(name.declaration) \(name.prefix)id=\"\(id)\"") }
            if let location = link.location { xml.attribute("location", location) }
            xml.attribute("tooltip", Self.tooltip)
            xml.raw("/>")
        }
        if let known {
            edits.append(xml.take(), to: known)
        } else {
            xml.close(prefix + "hyperlinks")
            insert(xml.take(), ranked: "hyperlinks", &edits)
        }
    }

    /// Adds the reference to the drawing that holds the shapes of comments.
    func addLegacyDrawing(id: String, to edits: inout PartEdits) {
        let name = relationshipName
        let element = "<\(prefix)legacyDrawing\(name.declaration) \(name.prefix)id=\"\(id)\"/>"
        insert(Array(element.utf8), ranked: "legacyDrawing", &edits)
    }

    /// Takes out the hyperlinks that marks have left.
    func removeOwnLinks(_ edits: inout PartEdits) {
        guard let list = outline.child(of: outline.root, named: "hyperlinks") else { return }
        let links = outline.children(of: list)
        let own = links.filter { outline.attribute("tooltip", of: $0) == Self.tooltip }
        guard !own.isEmpty else { return }
        if own.count == links.count {
            edits.replace(list.range, with: [])
        } else {
            for link in own { edits.replace(link.range, with: []) }
        }
    }

    /// The prefix of attributes that hold relationship ids, and its declaration where the root has none.
    private var relationshipName: (prefix: String, declaration: String) {
        if let known = outline.relationshipPrefix { return (String(decoding: known, as: UTF8.self), "") }
        let address = outline.isStrict ? MarkupNamespace.strictRelationships : Namespace.relationships
        let name = prefix == "r:" ? "rel" : "r"
        return (name + ":", " xmlns:\(name)=\"\(address)\"")
    }

    // MARK: - Order

    /// The elements of a worksheet in the order of the schema.
    private static let order = [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
        "sheetProtection",
        "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews",
        "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions",
        "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
        "cellWatches",
        "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture",
        "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    ]
    private static let ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })

    private func insert(_ bytes: [UInt8], ranked name: String, _ edits: inout PartEdits) {
        let rank = Self.ranks[name] ?? 0
        let next = outline.children(of: outline.root).first { (self.rank(of: $0) ?? -1) > rank }
        if let next {
            edits.insert(bytes, at: next.tag.range.lowerBound)
        } else {
            edits.append(bytes, to: outline.root)
        }
    }

    /// The place of an element in the order.
    ///
    /// What offers a choice of contents (ECMA-376 part 3, 7.6) stands where its content would.
    private func rank(of element: MarkupOutline.Element) -> Int? {
        if outline.name(of: element) == "AlternateContent" {
            for choice in outline.children(of: element) {
                for content in outline.children(of: choice) {
                    if let rank = Self.ranks[outline.name(of: content)] { return rank }
                }
            }
            return nil
        }
        return Self.ranks[outline.name(of: element)]
    }

    // MARK: - Cells

    /// Changes the formats of cells; adds those that do not exist, except for unmarking.
    func change(
        _ changes: [CellPosition: Change], styles: inout StylesPatch, _ edits: inout PartEdits
    ) throws(PatchFailure) {
        guard !changes.isEmpty else { return }
        guard let data = outline.child(of: outline.root, named: "sheetData") else {
            var writer = RowInserter(prefix: prefix, columns: columnStyles)
            var bytes = Array("<\(prefix)sheetData>".utf8)
            for row in Dictionary(grouping: changes.keys, by: \.row).sorted(by: { $0.key < $1.key }) {
                bytes += try writer.row(row.key, row.value.sorted(), changes, &styles)
            }
            bytes += Array("</\(prefix)sheetData>".utf8)
            insert(bytes, ranked: "sheetData", &edits)
            return
        }
        var editor = SheetDataEditor(
            changes: changes, data: data, prefix: prefix, columns: columnStyles)
        // The walk reads the bytes of the outline and writes only to the edits.
        var failure: PatchFailure?
        outline.bytes.withUnsafeBufferPointer { buffer in
            do throws(PatchFailure) {
                try editor.run(buffer, &styles, &edits)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        widenDimension(by: editor.inserted, &edits)
    }

    private var columnStyles: [(columns: ClosedRange<Int>, style: Int)] {
        outline.children(of: outline.root, named: "cols").flatMap { outline.children(of: $0, named: "col") }
            .compactMap { column in
                guard let first = outline.integer("min", of: column),
                    let last = outline.integer("max", of: column),
                    first <= last, let style = outline.integer("style", of: column)
                else { return nil }
                return (first...last, style)
            }
    }

    private func widenDimension(by inserted: CellRange?, _ edits: inout PartEdits) {
        guard let inserted, let dimension = outline.child(of: outline.root, named: "dimension"),
            let written = outline.attribute("ref", of: dimension), let range = CellRange(written),
            !range.contains(inserted.first) || !range.contains(inserted.last)
        else { return }
        let wider = CellRange(
            CellPosition(
                row: min(range.first.row, inserted.first.row),
                column: min(range.first.column, inserted.first.column)),
            CellPosition(
                row: max(range.last.row, inserted.last.row),
                column: max(range.last.column, inserted.last.column)))
        edits.set("ref", wider.reference, of: dimension.tag)
    }
}

/// Why a sheet cannot be patched: its markup, or something with a finding of its own.
enum PatchFailure: Error {
    case markup(MarkupFailure)
    case other(SpreadsheetError)
}

/// Writes cells that a sheet does not have yet.
struct RowInserter {
    let prefix: String
    let columns: [(columns: ClosedRange<Int>, style: Int)]

    /// A cell with nothing but its fill, over the format of its row or column.
    mutating func cell(
        _ position: CellPosition, rowStyle: Int?, _ change: WorksheetPatch.Change, _ styles: inout StylesPatch
    ) throws(PatchFailure) -> [UInt8] {
        guard case .fill(let color) = change else { return [] }
        let base = rowStyle ?? columns.first { $0.columns.contains(position.column) }?.style ?? 0
        do throws(SpreadsheetError) {
            let style = try styles.style(base, filled: color)
            return Array("<\(prefix)c r=\"\(position.reference)\" s=\"\(style)\"/>".utf8)
        } catch {
            throw .other(error)
        }
    }

    /// A row with nothing but filled cells.
    mutating func row(
        _ number: Int, _ cells: [CellPosition], _ changes: [CellPosition: WorksheetPatch.Change],
        _ styles: inout StylesPatch
    ) throws(PatchFailure) -> [UInt8] {
        var content: [UInt8] = []
        for position in cells {
            guard let change = changes[position] else { continue }
            content += try cell(position, rowStyle: nil, change, &styles)
        }
        guard !content.isEmpty else { return [] }
        return Array("<\(prefix)row r=\"\(number)\">".utf8) + content + Array("</\(prefix)row>".utf8)
    }
}

/// Walks over the rows of a sheet and changes some cells.
struct SheetDataEditor {
    let changes: [CellPosition: WorksheetPatch.Change]
    let data: MarkupOutline.Element
    private var inserter: RowInserter
    /// The columns to change, rising, by row.
    private var columnsByRow: [Int: [Int]]
    /// The rows to change, rising.
    private let rows: [Int]
    /// Where a row that the sheet lacks would go.
    private var rowPlaces: [Int: Int] = [:]
    private var found: Set<CellPosition> = []
    private var seenRows: Set<Int> = []
    /// The smallest range that holds every cell that was added.
    private(set) var inserted: CellRange?

    init(
        changes: [CellPosition: WorksheetPatch.Change], data: MarkupOutline.Element, prefix: String,
        columns: [(columns: ClosedRange<Int>, style: Int)]
    ) {
        self.changes = changes
        self.data = data
        inserter = RowInserter(prefix: prefix, columns: columns)
        columnsByRow = Dictionary(grouping: changes.keys, by: \.row).mapValues { $0.map(\.column).sorted() }
        rows = columnsByRow.keys.sorted()
    }

    /// A row that has cells to change.
    private struct Row {
        var number: Int
        var element: MarkupOutline.Element
        var style: Int?
        /// Where a cell that the row lacks would go, by column; at the end without one.
        var places: [Int: Int] = [:]
        var spans: Range<Int>?
    }

    mutating func run(
        _ buffer: UnsafeBufferPointer<UInt8>, _ styles: inout StylesPatch, _ edits: inout PartEdits
    ) throws(PatchFailure) {
        var kept: [Row] = []
        do throws(MarkupFailure) {
            var scanner = MarkupScanner(buffer)
            var tag = try scanner.next()
            while let reached = tag, reached.range != data.tag.range { tag = try scanner.next() }
            if data.tag.kind == .start {
                let depth = scanner.depth
                var last = 0
                var nextRow = 0
                while let tag = try scanner.next(), scanner.depth >= depth {
                    guard tag.kind != .end, tag.isMain, scanner.isNamed(tag, "row") else {
                        if tag.kind == .start { _ = try scanner.skip(tag) }
                        continue
                    }
                    let number = Self.number("r", of: tag, scanner, buffer) ?? last + 1
                    last = number
                    while nextRow < rows.count, rows[nextRow] < number {
                        rowPlaces[rows[nextRow]] = tag.range.lowerBound
                        nextRow += 1
                    }
                    guard let columns = columnsByRow[number] else {
                        _ = try scanner.skip(tag)
                        continue
                    }
                    let row = try walk(tag, number, columns, &scanner, buffer, &styles, &edits)
                    // Of a row that is there twice, the first takes what is missing.
                    if seenRows.insert(number).inserted { kept.append(row) }
                }
            }
        } catch {
            throw .markup(error)
        }
        if let failure { throw failure }
        for row in kept { try addMissingCells(to: row, buffer, &styles, &edits) }
        try addMissingRows(&styles, &edits)
    }

    private var failure: PatchFailure?

    private mutating func walk(
        _ tag: MarkupTag, _ number: Int, _ columns: [Int], _ scanner: inout MarkupScanner,
        _ buffer: UnsafeBufferPointer<UInt8>, _ styles: inout StylesPatch, _ edits: inout PartEdits
    ) throws(MarkupFailure) -> Row {
        let hasFormat = scanner.attribute("customFormat", of: tag).map {
            buffer[$0].elementsEqual("1".utf8) || buffer[$0].elementsEqual("true".utf8)
        }
        var row = Row(
            number: number,
            element: MarkupOutline.Element(
                tag: tag, contentEnd: tag.range.upperBound, end: tag.range.upperBound),
            style: hasFormat == true ? Self.number("s", of: tag, scanner, buffer) : nil,
            spans: scanner.attribute("spans", of: tag))
        guard tag.kind == .start else { return row }
        let depth = scanner.depth
        var last = 0
        var next = 0
        while let cell = try scanner.next() {
            if cell.kind == .end, scanner.depth < depth {
                row.element.contentEnd = cell.range.lowerBound
                row.element.end = cell.range.upperBound
                return row
            }
            guard cell.kind != .end, cell.isMain, scanner.isNamed(cell, "c") else {
                if cell.kind == .start { _ = try scanner.skip(cell) }
                continue
            }
            var position = CellPosition(row: number, column: last + 1)
            if let written = scanner.attribute("r", of: cell) {
                let read = CellPosition(
                    utf8: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[written])))
                // A cell without a place is skipped by readers, and so is one that claims another row here.
                position = read ?? CellPosition(row: 0, column: last)
            }
            last = position.column
            while next < columns.count, columns[next] < position.column {
                row.places[columns[next]] = cell.range.lowerBound
                next += 1
            }
            if position.row == number, let change = changes[position] {
                found.insert(position)
                apply(change, to: cell, scanner, buffer, &styles, &edits)
            }
            if cell.kind == .start { _ = try scanner.skip(cell) }
        }
        throw MarkupFailure(offset: buffer.count)
    }

    private mutating func apply(
        _ change: WorksheetPatch.Change, to cell: MarkupTag, _ scanner: MarkupScanner,
        _ buffer: UnsafeBufferPointer<UInt8>, _ styles: inout StylesPatch, _ edits: inout PartEdits
    ) {
        let style = Self.number("s", of: cell, scanner, buffer) ?? 0
        do throws(SpreadsheetError) {
            switch change {
            case .fill(let color): edits.set("s", String(try styles.style(style, filled: color)), of: cell)
            case .unmark:
                if let plain = try styles.style(unmarking: style) { edits.set("s", String(plain), of: cell) }
            }
        } catch {
            failure = failure ?? .other(error)
        }
    }

    private mutating func addMissingCells(
        to row: Row, _ buffer: UnsafeBufferPointer<UInt8>, _ styles: inout StylesPatch,
        _ edits: inout PartEdits
    ) throws(PatchFailure) {
        var added: [Int] = []
        for column in columnsByRow[row.number] ?? [] {
            let position = CellPosition(row: row.number, column: column)
            guard !found.contains(position), let change = changes[position] else { continue }
            let cell = try inserter.cell(position, rowStyle: row.style, change, &styles)
            guard !cell.isEmpty else { continue }
            added.append(column)
            note(position)
            if let place = row.places[column] {
                edits.insert(cell, at: place)
            } else {
                edits.append(cell, to: row.element)
            }
        }
        guard let first = added.first, let last = added.last, let spans = row.spans else { return }
        let bounds = buffer[spans].split(separator: UInt8(ascii: ":")).compactMap {
            Int(String(decoding: $0, as: UTF8.self))
        }
        // Several spans, which nobody writes, stay as they are: they are a hint only.
        guard bounds.count == 2, first < bounds[0] || last > bounds[1] else { return }
        edits.replace(spans, with: Array("\(min(first, bounds[0])):\(max(last, bounds[1]))".utf8))
    }

    private mutating func addMissingRows(
        _ styles: inout StylesPatch, _ edits: inout PartEdits
    ) throws(PatchFailure) {
        for number in rows where !seenRows.contains(number) {
            let cells = (columnsByRow[number] ?? []).map { CellPosition(row: number, column: $0) }
            let row = try inserter.row(number, cells, changes, &styles)
            guard !row.isEmpty else { continue }
            for cell in cells { note(cell) }
            if let place = rowPlaces[number] {
                edits.insert(row, at: place)
            } else {
                edits.append(row, to: data)
            }
        }
    }

    private mutating func note(_ position: CellPosition) {
        guard let range = inserted else {
            inserted = CellRange(position, position)
            return
        }
        inserted = CellRange(
            CellPosition(
                row: min(range.first.row, position.row), column: min(range.first.column, position.column)),
            CellPosition(
                row: max(range.last.row, position.row), column: max(range.last.column, position.column)))
    }

    private static func number(
        _ name: StaticString, of tag: MarkupTag, _ scanner: MarkupScanner,
        _ buffer: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        scanner.attribute(name, of: tag).flatMap {
            XMLValue.integer(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[$0])))
        }
    }
}

extension XMLBuffer {
    /// Adds an attribute to a tag that is being written as markup.
    mutating func attribute(_ name: String, _ value: String) {
        raw(" \(name)=\"")
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": raw("&amp;")
            case "<": raw("&lt;")
            case ">": raw("&gt;")
            case "\"": raw("&quot;")
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": break
            default: raw(String(scalar))
            }
        }
        raw("\"")
    }
}
