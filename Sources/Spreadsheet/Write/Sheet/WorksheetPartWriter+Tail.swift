extension WorksheetPartWriter {
    func writeProtection(into xml: inout XMLBuffer) {
        guard let protection = options.protection else { return }
        func forbids(_ action: SheetProtection.Action) -> Bool { !protection.allowed.contains(action) }
        // Most attributes are true unless said otherwise, these four false (ECMA-376 part 1, 18.3.1.85).
        func usual(_ action: SheetProtection.Action) -> Bool? { forbids(action) ? nil : false }
        func unusual(_ action: SheetProtection.Action) -> Bool? { forbids(action) ? true : nil }
        xml.element(
            "sheetProtection",
            [
                "password": protection.passwordHash, "sheet": true, "objects": unusual(.objects),
                "scenarios": unusual(.scenarios), "formatCells": usual(.formatCells),
                "formatColumns": usual(.formatColumns), "formatRows": usual(.formatRows),
                "insertColumns": usual(.insertColumns), "insertRows": usual(.insertRows),
                "insertHyperlinks": usual(.insertHyperlinks), "deleteColumns": usual(.deleteColumns),
                "deleteRows": usual(.deleteRows), "selectLockedCells": unusual(.selectLockedCells),
                "sort": usual(.sort), "autoFilter": usual(.autoFilter), "pivotTables": usual(.pivotTables),
                "selectUnlockedCells": unusual(.selectUnlockedCells),
            ])
    }

    /// The filter buttons, and the hidden name that Excel wants with them.
    func writeFilter(into xml: inout XMLBuffer) throws(SpreadsheetError) {
        let range: CellRange
        switch options.filter {
        case .none: return
        case .range(let fixed): range = fixed
        case .header(let row, let columns):
            range = CellRange(
                CellPosition(row: row, column: columns.lowerBound),
                CellPosition(row: max(row, sheet.lastRow), column: columns.upperBound))
        }
        try sheet.check(range)
        xml.element("autoFilter", ["ref": range.reference])
        addName("_xlnm._FilterDatabase", range.absoluteReference, isHidden: true)
    }

    func addName(_ name: String, _ reference: String, isHidden: Bool = false) {
        sheet.workbook.contents.names.append(
            DefinedNameEntry(
                name: name, formula: SheetName.quoted(entry.name) + "!" + reference, sheet: entry.number,
                isHidden: isHidden))
    }

    func writeMerges(into xml: inout XMLBuffer) {
        guard !features.merges.isEmpty else { return }
        xml.element("mergeCells", ["count": features.merges.count]) { xml in
            for range in features.merges { xml.element("mergeCell", ["ref": range.reference]) }
        }
    }

    func writeValidations(into xml: inout XMLBuffer) {
        guard !features.validations.isEmpty else { return }
        xml.element("dataValidations", ["count": features.validations.count]) { xml in
            for item in features.validations {
                let rule = item.validation
                xml.element(
                    "dataValidation",
                    [
                        "type": item.type,
                        "errorStyle": rule.severity == .stop ? nil : rule.severity.rawValue,
                        "operator": item.comparison == "between" ? nil : item.comparison,
                        "allowBlank": rule.allowsBlank ? true : nil, "showInputMessage": true,
                        "showErrorMessage": true, "errorTitle": rule.error?.title, "error": rule.error?.text,
                        "promptTitle": rule.prompt?.title, "prompt": rule.prompt?.text,
                        "sqref": item.ranges.map(\.reference).joined(separator: " "),
                    ]
                ) { xml in
                    for (index, formula) in item.formulas.enumerated() {
                        xml.element("formula\(index + 1)") { $0.plain(formula) }
                    }
                }
            }
        }
    }

    mutating func writeLinks(into xml: inout XMLBuffer) {
        guard !features.links.isEmpty else { return }
        var ids: [String: String] = [:]
        // The attributes up to the cell, of which the many links into one file have the same.
        var known: [ObjectIdentifier: [UInt8]] = [:]
        xml.open("hyperlinks")
        for link in features.links {
            let destination = link.destination
            let start = known[ObjectIdentifier(destination)] ?? attributes(of: destination, &ids)
            known[ObjectIdentifier(destination)] = start
            xml.raw("<hyperlink ref=\"")
            xml.reference(link.cell)
            xml.raw("\"")
            xml.raw(start)
            if destination.sheet != nil {
                xml.reference(link.place)
                xml.raw("\"")
            }
            if let tooltip = link.tooltip {
                xml.raw(" tooltip=\"")
                xml.attributeText(tooltip)
                xml.raw("\"")
            }
            xml.raw("/>")
        }
        xml.close("hyperlinks")
    }

    /// The attributes of links to a destination; where that has a sheet, up to the cell.
    private mutating func attributes(
        of destination: LinkDestination, _ ids: inout [String: String]
    ) -> [UInt8] {
        var xml = XMLBuffer()
        if let target = destination.target {
            let id = ids[target] ?? relationships.add(.hyperlink, target, isExternal: true)
            ids[target] = id
            xml.raw(" r:id=\"\(id)\"")
        }
        if let sheet = destination.sheet {
            xml.raw(" location=\"")
            xml.attributeText(sheet)
        }
        return xml.take()
    }

    func writePrintSetup(into xml: inout XMLBuffer) throws(SpreadsheetError) {
        let print = options.print
        if print.centersHorizontally || print.printsGridlines {
            xml.element(
                "printOptions",
                [
                    "horizontalCentered": print.centersHorizontally ? true : nil,
                    "gridLines": print.printsGridlines ? true : nil,
                ])
        }
        let margins = print.margins
        xml.element(
            "pageMargins",
            [
                "left": margins.left, "right": margins.right, "top": margins.top, "bottom": margins.bottom,
                "header": margins.header, "footer": margins.footer,
            ])
        var scale: Int?
        var wide: Int?
        var tall: Int?
        switch print.scaling {
        case .percent(let percent):
            guard (10...400).contains(percent) else {
                throw sheet.error(.writeZoom, ["zoom": String(percent)])
            }
            scale = percent == 100 ? nil : percent
        case .fit(let pagesWide, let pagesTall):
            // Zero stands for as many as it takes (ECMA-376 part 1, 18.3.1.63).
            wide = pagesWide ?? 0
            tall = pagesTall ?? 0
        }
        xml.element(
            "pageSetup",
            [
                "paperSize": print.paper.rawValue, "scale": scale, "fitToWidth": wide, "fitToHeight": tall,
                "orientation": print.isLandscape ? "landscape" : "portrait",
            ])
        let texts = [("oddHeader", print.header.codes), ("oddFooter", print.footer.codes)]
        if texts.contains(where: { !$0.1.isEmpty }) {
            for (_, codes) in texts where codes.utf16.count > 255 {
                throw sheet.error(.writePageText, ["limit": "255"])
            }
            xml.element("headerFooter") { xml in
                for (name, codes) in texts where !codes.isEmpty { xml.element(name, text: codes) }
            }
        }
        let breaks = Set(print.pageBreaksBeforeRows.filter { $0 > 1 && $0 <= CellPosition.lastRow }).sorted()
        if !breaks.isEmpty {
            xml.element("rowBreaks", ["count": breaks.count, "manualBreakCount": breaks.count]) { xml in
                for row in breaks {
                    xml.element(
                        "brk", ["id": row - 1, "max": CellPosition.lastColumn - 1, "man": true])
                }
            }
        }
        writePrintNames()
    }

    private func writePrintNames() {
        let print = options.print
        let rows = print.repeatedRows ?? (options.headerRows > 0 ? 1...options.headerRows : nil)
        var titles: [String] = []
        if let columns = print.repeatedColumns {
            let first = CellPosition.columnLetters(columns.lowerBound)
            titles.append("$\(first):$\(CellPosition.columnLetters(columns.upperBound))")
        }
        if let rows { titles.append("$\(rows.lowerBound):$\(rows.upperBound)") }
        if !titles.isEmpty {
            let sheetName = SheetName.quoted(entry.name)
            addName("_xlnm.Print_Titles", titles.joined(separator: "," + sheetName + "!"))
        }
        if let area = print.area { addName("_xlnm.Print_Area", area.absoluteReference) }
    }

    /// Keeps Excel from marking identifiers stored as text as errors.
    func writeIgnoredErrors(into xml: inout XMLBuffer) {
        guard !options.flagsNumbersStoredAsText, let range = sheet.usedRange else { return }
        xml.element("ignoredErrors") { xml in
            xml.element("ignoredError", ["sqref": range.reference, "numberStoredAsText": true])
        }
    }

    mutating func writeTables(into xml: inout XMLBuffer) throws(SpreadsheetError) {
        guard !features.tables.isEmpty else { return }
        xml.open("tableParts", ["count": features.tables.count])
        for table in features.tables {
            sheet.workbook.contents.tableCount += 1
            let number = sheet.workbook.contents.tableCount
            try sheet.workbook.package.add(
                "xl/tables/table\(number).xml", bytes: TablePartWriter(table: table, number: number).bytes())
            let id = relationships.add(.table, "../tables/table\(number).xml")
            xml.element("tablePart", ["r:id": id])
        }
        xml.close("tableParts")
    }

    mutating func writeNotes(into xml: inout XMLBuffer) throws(SpreadsheetError) {
        guard !features.notes.isEmpty else { return }
        sheet.workbook.contents.commentsCount += 1
        let number = sheet.workbook.contents.commentsCount
        let notes = features.notes.sorted { $0.key < $1.key }.map { (cell: $0.key, note: $0.value) }
        let part = CommentsPartWriter(notes: notes, face: sheet.workbook.options.face)
        try sheet.workbook.package.add("xl/comments\(number).xml", bytes: part.bytes())
        let firstBlock = sheet.workbook.contents.shapeBlocks + 1
        sheet.workbook.contents.shapeBlocks += NotesDrawingPartWriter.blockCount(for: notes.count)
        let drawing = NotesDrawingPartWriter(notes: notes, firstBlock: firstBlock, columns: columnWidths())
        try sheet.workbook.package.add("xl/drawings/vmlDrawing\(number).vml", bytes: drawing.bytes())
        let id = relationships.add(.vmlDrawing, "../drawings/vmlDrawing\(number).vml")
        _ = relationships.add(.comments, "../comments\(number).xml")
        xml.element("legacyDrawing", ["r:id": id])
    }
}
