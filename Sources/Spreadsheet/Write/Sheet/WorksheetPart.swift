/// What stands before and behind the rows of a worksheet part (ECMA-376 part 1, 18.3.1.99), in the order in
/// which the schema wants it.
struct WorksheetPart {
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
        var xml = XMLBuffer()
        xml.close("sheetData")
        xml.close("worksheet")
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
        let isFirst = sheet.workbook.contents.sheets.first { $0.visibility == .visible }?.number == entry.number
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
            let width: Double?
            switch layout.width {
            case .standard: width = nil
            case .characters(let characters):
                guard (0...255).contains(characters) else {
                    throw sheet.error(.writeColumnWidth, ["width": characters.xmlText])
                }
                width = characters
            case .automatic(let bounds):
                // One digit of air on each side, and room for a filter button in a narrow column.
                let measured = sheet.measuredWidth(ofColumn: column) + 2
                width = Double(min(max(measured, bounds.lowerBound), min(bounds.upperBound, 255)))
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
}
