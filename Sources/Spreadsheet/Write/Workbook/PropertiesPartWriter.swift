/// The document properties (ECMA-376 part 2, 11, and part 1, 22.2 and 22.3).
enum PropertiesPartWriter {
    static func core(_ properties: DocumentProperties) -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element(
            "cp:coreProperties",
            [
                "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
                "xmlns:dc": "http://purl.org/dc/elements/1.1/", "xmlns:dcterms": "http://purl.org/dc/terms/",
                "xmlns:dcmitype": "http://purl.org/dc/dcmitype/",
                "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            ]
        ) { xml in
            let items: [(String, String?)] = [
                ("dc:title", properties.title), ("dc:subject", properties.subject),
                ("dc:creator", properties.author), ("cp:keywords", properties.keywords),
                ("dc:description", properties.comments), ("cp:lastModifiedBy", properties.author),
            ]
            for (name, value) in items {
                if let value { xml.element(name, text: value) }
            }
            if let created = properties.created {
                let parts = created.components
                let time =
                    CivilDay(year: parts.year, month: parts.month, day: parts.day).iso8601 + "T"
                    + SerialDate.clock(millisecond: parts.millisecondOfDay / 1000 * 1000) + "Z"
                for name in ["dcterms:created", "dcterms:modified"] {
                    xml.element(name, ["xsi:type": "dcterms:W3CDTF"], text: time)
                }
            }
            if let category = properties.category { xml.element("cp:category", text: category) }
        }
        return xml.take()
    }

    static func application(_ properties: DocumentProperties, contents: WorkbookContents) -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element(
            "Properties",
            ["xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"]
        ) { xml in
            xml.element("Application", text: properties.application)
            if let company = properties.company { xml.element("Company", text: company) }
        }
        return xml.take()
    }

    static func custom(_ properties: DocumentProperties) -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element(
            "Properties",
            [
                "xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
                "xmlns:vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
            ]
        ) { xml in
            for (index, property) in properties.custom.enumerated() {
                // The format id is a constant of the standard; numbers begin at 2 (part 1, 22.3.2.2).
                xml.element(
                    "property",
                    [
                        "fmtid": "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", "pid": index + 2,
                        "name": property.name,
                    ]
                ) { xml in
                    xml.element("vt:lpwstr", text: property.value)
                }
            }
        }
        return xml.take()
    }
}
