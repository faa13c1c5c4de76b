extension WorkbookCore {
    /// Writes the parts of the workbook as a whole, when all sheets are finished.
    func writeParts() throws(SpreadsheetError) {
        try package.add("xl/theme/theme1.xml", bytes: ThemePartWriter.bytes(for: options.face))
        try package.add("xl/styles.xml", bytes: StylesPartWriter(styles: styles, options: options).bytes())
        let hasSharedStrings = sharedStrings.pointee.count > 0
        if hasSharedStrings { try writeSharedStrings() }
        let part = WorkbookPartWriter(core: self)
        try package.add("xl/workbook.xml", bytes: part.bytes())
        try package.add(
            "xl/_rels/workbook.xml.rels", bytes: part.relationships(withSharedStrings: hasSharedStrings))
        try package.add("docProps/core.xml", bytes: PropertiesPartWriter.core(options.properties))
        try package.add(
            "docProps/app.xml",
            bytes: PropertiesPartWriter.application(options.properties, contents: contents))
        if !options.properties.custom.isEmpty {
            try package.add("docProps/custom.xml", bytes: PropertiesPartWriter.custom(options.properties))
        }
        var root = RelationshipList()
        _ = root.add(.officeDocument, "xl/workbook.xml")
        _ = root.add(.coreProperties, "docProps/core.xml")
        _ = root.add(.extendedProperties, "docProps/app.xml")
        if !options.properties.custom.isEmpty { _ = root.add(.customProperties, "docProps/custom.xml") }
        try package.add("_rels/.rels", bytes: root.bytes())
        try package.add("[Content_Types].xml", bytes: ContentTypesPartWriter.bytes(for: package.names))
    }

    /// The shared string table (ECMA-376 part 1, 18.4.9), in pieces, as it may be large.
    private func writeSharedStrings() throws(SpreadsheetError) {
        let part = SpooledPart()
        var xml = XMLBuffer.document()
        xml.open("sst", ["xmlns": Namespace.main, "uniqueCount": sharedStrings.pointee.count])
        for index in 0..<sharedStrings.pointee.count {
            let text = sharedStrings.pointee.text(at: index)
            let isPadded = text.baseAddress.map { ByteFormat.isPadded($0, text.count) } ?? false
            xml.raw(isPadded ? "<si><t xml:space=\"preserve\">" : "<si><t>")
            xml.text(text)
            xml.raw("</t></si>")
            if xml.bytes.count >= DeflateBlock.capacity {
                try package.spool(xml.take(), to: part, isLast: false)
            }
        }
        xml.close("sst")
        try package.spool(xml.take(), to: part, isLast: true)
        package.add("xl/sharedStrings.xml", [part])
    }
}
