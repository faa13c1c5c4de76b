/// The relationships of a part (ECMA-376 part 2, 9.3).
struct RelationshipList {
    private var items: [(kind: RelationshipKind, target: String, isExternal: Bool)] = []

    /// Whether there are none.
    var isEmpty: Bool { items.isEmpty }

    /// Adds a relationship and returns its id.
    mutating func add(_ kind: RelationshipKind, _ target: String, isExternal: Bool = false) -> String {
        items.append((kind, target, isExternal))
        return "rId\(items.count)"
    }

    /// The part that holds the relationships.
    func bytes() -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element("Relationships", ["xmlns": Namespace.packageRelationships]) { xml in
            for (index, item) in items.enumerated() {
                xml.element(
                    "Relationship",
                    [
                        "Id": "rId\(index + 1)", "Type": item.kind.uri, "Target": item.target,
                        "TargetMode": item.isExternal ? "External" : nil,
                    ])
            }
        }
        return xml.take()
    }
}

/// The kinds of relationship that the writer uses.
enum RelationshipKind: String {
    case officeDocument
    case extendedProperties = "extended-properties"
    case customProperties = "custom-properties"
    case coreProperties
    case worksheet
    case theme
    case styles
    case sharedStrings
    case hyperlink
    case comments
    case vmlDrawing
    case drawing
    case chart
    case image
    case table

    var uri: String {
        self == .coreProperties
            ? "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
            : Namespace.relationships + "/" + rawValue
    }
}

/// The XML namespaces that the writer uses.
enum Namespace {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    static let contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types"
    static let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    static let spreadsheetDrawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    static let chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    /// What Excel 2010 added to worksheets: data bars with axes, sparklines.
    static let excel2010 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    static let excelFormula = "http://schemas.microsoft.com/office/excel/2006/main"
}
