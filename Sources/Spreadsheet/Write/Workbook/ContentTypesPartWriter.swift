/// The content types of the parts (ECMA-376 part 2, 10.1.2).
enum ContentTypesPartWriter {
    static func bytes(for names: [String]) -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element("Types", ["xmlns": Namespace.contentTypes]) { xml in
            let defaults = [
                ("jpeg", "image/jpeg"), ("png", "image/png"),
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
                ("xml", "application/xml"),
            ]
            for (suffix, type) in defaults
            where suffix == "rels" || suffix == "xml" || names.contains(where: { $0.hasSuffix("." + suffix) })
            {
                xml.element("Default", ["Extension": suffix, "ContentType": type])
            }
            for name in names {
                guard let type = type(of: name) else { continue }
                xml.element("Override", ["PartName": "/" + name, "ContentType": type])
            }
        }
        return xml.take()
    }

    private static func type(of name: String) -> String? {
        let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        let office = "application/vnd.openxmlformats-officedocument."
        let types: [(prefix: String, type: String)] = [
            ("xl/workbook.xml", sheet + "sheet.main+xml"), ("xl/worksheets/sheet", sheet + "worksheet+xml"),
            ("xl/styles.xml", sheet + "styles+xml"), ("xl/sharedStrings.xml", sheet + "sharedStrings+xml"),
            ("xl/comments", sheet + "comments+xml"), ("xl/tables/", sheet + "table+xml"),
            ("xl/theme/", office + "theme+xml"), ("xl/drawings/drawing", office + "drawing+xml"),
            ("xl/charts/", office + "drawingml.chart+xml"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            ("docProps/app.xml", office + "extended-properties+xml"),
            ("docProps/custom.xml", office + "custom-properties+xml"),
        ]
        return types.first { name.hasPrefix($0.prefix) }?.type
    }
}
