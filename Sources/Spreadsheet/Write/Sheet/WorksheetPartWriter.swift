/// What stands before and behind the rows of a worksheet part (ECMA-376 part 1, 18.3.1.99), in the order in
/// which the schema wants it.
struct WorksheetPartWriter {
    let sheet: SheetWriter
    let features: SheetFeatures
    let entry: SheetEntry
    var relationships = RelationshipList()

    var options: SheetOptions { sheet.options }

    /// From the XML declaration to the start tag of the rows.
    func head() throws(SpreadsheetError) -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.open("worksheet", ["xmlns": Namespace.main, "xmlns:r": Namespace.relationships])
        writeProperties(into: &xml)
        xml.element("dimension", ["ref": sheet.usedRange?.reference ?? "A1"])
        try writeView(into: &xml)
        xml.element(
            "sheetFormatPr",
            [
                "defaultColWidth": options.standardColumnWidth,
                "defaultRowHeight": options.standardRowHeight ?? 15,
                "customHeight": options.standardRowHeight == nil ? nil : true,
            ])
        try writeColumns(into: &xml)
        xml.open("sheetData")
        return xml.take()
    }

    /// From the end tag of the rows to the end of the part; also adds the parts that the sheet refers to.
    mutating func tail() throws(SpreadsheetError) -> [UInt8] {
        try sheet.checkOverlaps()
        var xml = XMLBuffer()
        xml.close("sheetData")
        writeProtection(into: &xml)
        try writeFilter(into: &xml)
        writeMerges(into: &xml)
        writeConditionalFormats(into: &xml)
        writeValidations(into: &xml)
        writeLinks(into: &xml)
        try writePrintSetup(into: &xml)
        writeIgnoredErrors(into: &xml)
        try writeDrawing(into: &xml)
        try writeNotes(into: &xml)
        try writeTables(into: &xml)
        writeExtensions(into: &xml)
        xml.close("worksheet")
        if !relationships.isEmpty {
            let name = "xl/worksheets/_rels/sheet\(entry.number).xml.rels"
            try sheet.workbook.package.add(name, bytes: relationships.bytes())
        }
        return xml.take()
    }

    private func writeProperties(into xml: inout XMLBuffer) {
        var isFitted = false
        if case .fit = options.print.scaling { isFitted = true }
        guard options.tabColor != nil || isFitted else { return }
        xml.element("sheetPr") { xml in
            if let color = options.tabColor { xml.element("tabColor", ["rgb": color.argb]) }
            if isFitted { xml.element("pageSetUpPr", ["fitToPage": true]) }
        }
    }

    private func writeView(into xml: inout XMLBuffer) throws(SpreadsheetError) {
        guard (10...400).contains(options.zoom) else {
            throw sheet.error(.writeZoom, ["zoom": String(options.zoom)])
        }
        let isFirst =
            sheet.workbook.contents.sheets.first { $0.visibility == .visible }?.number == entry.number
        let freeze = options.freeze
        xml.element("sheetViews") { xml in
            let attributes: XMLBuffer.Attributes = [
                "showGridLines": options.showsGridlines ? nil : false, "tabSelected": isFirst ? true : nil,
                "zoomScale": options.zoom == 100 ? nil : options.zoom,
                "zoomScaleNormal": options.zoom == 100 ? nil : options.zoom, "workbookViewId": 0,
            ]
            xml.element("sheetView", attributes) { xml in
                let selection = options.selection.reference
                guard freeze.rows > 0 || freeze.columns > 0 else {
                    xml.element("selection", ["activeCell": selection, "sqref": selection])
                    return
                }
                let pane =
                    freeze.rows == 0 ? "topRight" : freeze.columns == 0 ? "bottomLeft" : "bottomRight"
                let corner = CellPosition(row: freeze.rows + 1, column: freeze.columns + 1)
                xml.element(
                    "pane",
                    [
                        "xSplit": freeze.columns > 0 ? freeze.columns : nil,
                        "ySplit": freeze.rows > 0 ? freeze.rows : nil, "topLeftCell": corner.reference,
                        "activePane": pane, "state": "frozen",
                    ])
                if pane == "bottomRight" {
                    xml.element("selection", ["pane": "topRight"])
                    xml.element("selection", ["pane": "bottomLeft"])
                }
                let active = max(options.selection, corner).reference
                xml.element("selection", ["pane": pane, "activeCell": active, "sqref": active])
            }
        }
    }

    private func writeColumns(into xml: inout XMLBuffer) throws(SpreadsheetError) {
        guard !options.columns.isEmpty else { return }
        var items: [(column: Int, width: Double?, layout: ColumnLayout)] = []
        for (column, layout) in options.columns.sorted(by: { $0.key < $1.key }) {
            guard (1...CellPosition.lastColumn).contains(column) else {
                throw sheet.error(.writeTooManyColumns, ["column": String(column)])
            }
            if let style = layout.style, style.workbook != sheet.workbook.id {
                throw sheet.error(.writeForeignStyle)
            }
            let width = width(of: layout, column: column)
            guard (0...255).contains(width ?? 0) else {
                throw sheet.error(.writeColumnWidth, ["width": (width ?? 0).xmlText])
            }
            items.append((column, width, layout))
        }
        xml.element("cols") { xml in
            for item in items {
                xml.element(
                    "col",
                    [
                        "min": item.column, "max": item.column,
                        "width": item.width ?? options.standardColumnWidth ?? 9.140625,
                        "style": item.layout.style.map { Int($0.index) },
                        "hidden": item.layout.isHidden ? true : nil,
                        "customWidth": item.width == nil ? nil : true,
                    ])
            }
        }
    }

    /// The width of a column in digits of the standard font; nil for the standard width.
    private func width(of layout: ColumnLayout, column: Int) -> Double? {
        switch layout.width {
        case .standard: return nil
        case .characters(let characters): return characters
        case .automatic(let bounds):
            // One digit of air on each side.
            let measured = sheet.measuredWidth(ofColumn: column) + 2
            return Double(min(max(measured, bounds.lowerBound), min(bounds.upperBound, 255)))
        }
    }

    /// The widths of the columns in pixels.
    func columnWidths() -> ColumnWidths {
        var widths = ColumnWidths()
        if let standard = options.standardColumnWidth { widths.standard = ColumnWidths.pixels(standard) }
        for (column, layout) in options.columns where (1...CellPosition.lastColumn).contains(column) {
            if layout.isHidden {
                widths.widths[column] = 0
            } else if let width = width(of: layout, column: column) {
                widths.widths[column] = ColumnWidths.pixels(width)
            }
        }
        return widths
    }
}
