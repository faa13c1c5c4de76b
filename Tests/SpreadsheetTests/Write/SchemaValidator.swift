import CLibXML2
import Foundation

/// Validates the parts of a package against the ECMA-376 transitional schemas with libxml2.
///
/// What Excel 2010 added lies in `extLst`, whose content the schemas leave open. The VML of comments has a root
/// element that no schema declares, so its shapes are validated one by one. The attribute `xml:space`, which Excel writes
/// and the text of 18.4.12 calls for, is not declared in the schemas and is taken off before validating.
final class SchemaValidator: @unchecked Sendable {
    // Sendable: everything mutable is touched under `lock`.

    /// The validator; nil where the schemas do not lie beside the repository.
    static let shared = SchemaValidator()

    private let folder: String
    private let lock = NSLock()
    private var schemas: [String: xmlSchemaPtr] = [:]

    private static let files = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "sml.xsd",
        "http://schemas.openxmlformats.org/drawingml/2006/main": "dml-main.xsd",
        "http://schemas.openxmlformats.org/drawingml/2006/chart": "dml-chart.xsd",
        "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "dml-spreadsheetDrawing.xsd",
        "http://schemas.openxmlformats.org/package/2006/content-types": "opc-contentTypes.xsd",
        "http://schemas.openxmlformats.org/package/2006/relationships": "opc-relationships.xsd",
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "opc-coreProperties.xsd",
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties":
            "shared-documentPropertiesExtended.xsd",
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties":
            "shared-documentPropertiesCustom.xsd",
        "urn:schemas-microsoft-com:vml": "vml-main.xsd",
        "urn:schemas-microsoft-com:office:office": "vml-officeDrawing.xsd",
    ]

    /// What the schemas import and the folder does not have: Dublin Core lies in the network, the rest is for
    /// word processing and presentations.
    ///
    /// That the names are declared is enough here.
    private static let stubs = [
        (
            "dc.xsd", "http://purl.org/dc/elements/1.1/",
            "title subject creator description identifier language any"
        ),
        ("dcterms.xsd", "http://purl.org/dc/terms/", "created modified"),
        ("wml.xsd", "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "txbxContent"),
        (
            "vml-wordprocessingDrawing.xsd", "urn:schemas-microsoft-com:office:word",
            "wrap anchorlock bordertop borderleft borderright borderbottom"
        ),
        (
            "vml-presentationDrawing.xsd", "urn:schemas-microsoft-com:office:powerpoint", "textdata iscomment"
        ),
    ]

    private init?() {
        let source = Scratch.shared.appending(path: "schemas/ooxml").path
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: source), !names.isEmpty,
            let target = try? Scratch.folder()
        else { return nil }
        folder = target
        do {
            for name in names where name.hasSuffix(".xsd") {
                let path = source + "/" + name
                guard name == "opc-coreProperties.xsd" else {
                    try FileManager.default.createSymbolicLink(
                        atPath: target + "/" + name, withDestinationPath: path)
                    continue
                }
                let space = "namespace=\"http://www.w3.org/XML/1998/namespace\""
                try String(contentsOfFile: path, encoding: .utf8)
                    .replacingOccurrences(of: "http://dublincore.org/schemas/xmls/qdc/2003/04/02/", with: "")
                    .replacingOccurrences(of: space, with: space + " schemaLocation=\"xml.xsd\"")
                    .write(toFile: target + "/" + name, atomically: false, encoding: .utf8)
            }
            try Self.writeStubs(into: target)
        } catch {
            return nil
        }
    }

    private static func writeStubs(into folder: String) throws {
        func write(_ name: String, _ namespace: String, _ body: String) throws {
            let text = """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="\(namespace)" \
                xmlns="\(namespace)" elementFormDefault="qualified">\(body)</xs:schema>
                """
            try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
        }
        for (name, namespace, elements) in stubs {
            var body = elements.split(separator: " ").map {
                "<xs:element name=\"\($0)\" type=\"xs:anyType\"/>"
            }
            .joined()
            if name == "dcterms.xsd" {
                body += """
                    <xs:complexType name="W3CDTF" mixed="true"><xs:complexContent>\
                    <xs:extension base="xs:anyType"/></xs:complexContent></xs:complexType>
                    """
            }
            try write(name, namespace, body)
        }
        try write(
            "xml.xsd", "http://www.w3.org/XML/1998/namespace",
            "<xs:attribute name=\"lang\" type=\"xs:string\"/>")
    }

    /// What is wrong with the parts of a package; a part of a kind without a schema is wrong too.
    func problems(in package: WrittenPackage) throws -> [String] {
        var problems: [String] = []
        for name in package.names where [".xml", ".rels", ".vml"].contains(where: name.hasSuffix) {
            problems += self.problems(in: package.parts[name] ?? [], of: name)
        }
        return problems
    }

    /// What is wrong with one part.
    func problems(in bytes: [UInt8], of name: String) -> [String] {
        lock.lock()
        defer { lock.unlock() }
        let options = Int32(XML_PARSE_NONET.rawValue)
        let document = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), name, nil,
                options)
        }
        guard let document, let root = xmlDocGetRootElement(document) else {
            return ["\(name): not well-formed"]
        }
        defer { xmlFreeDoc(document) }
        Self.removeSpaceAttributes(root)
        guard String(cString: root.pointee.name) == "xml" else { return problems(of: root, name) }
        var problems: [String] = []
        var child = xmlFirstElementChild(root)
        while let shape = child {
            problems += self.problems(of: shape, name)
            child = xmlNextElementSibling(shape)
        }
        return problems
    }

    private func problems(of element: xmlNodePtr, _ name: String) -> [String] {
        guard let namespace = element.pointee.ns?.pointee.href,
            let schema = schema(String(cString: namespace))
        else { return ["\(name): no schema for \(String(cString: element.pointee.name))"] }
        let collector = Collector()
        let context = xmlSchemaNewValidCtxt(schema)
        defer { xmlSchemaFreeValidCtxt(context) }
        xmlSchemaSetValidStructuredErrors(
            context,
            { state, error in
                guard let state, let message = error?.pointee.message else { return }
                Unmanaged<Collector>.fromOpaque(state).takeUnretainedValue().messages
                    .append(String(cString: message).trimmingCharacters(in: .newlines))
            }, Unmanaged.passUnretained(collector).toOpaque())
        let status = withExtendedLifetime(collector) { xmlSchemaValidateOneElement(context, element) }
        if status != 0, collector.messages.isEmpty { collector.messages.append("not valid (\(status))") }
        return collector.messages.map { "\(name): \($0)" }
    }

    private func schema(_ namespace: String) -> xmlSchemaPtr? {
        guard let file = Self.files[namespace] else { return nil }
        if let known = schemas[file] { return known }
        let context = xmlSchemaNewParserCtxt(folder + "/" + file)
        defer { xmlSchemaFreeParserCtxt(context) }
        let schema = xmlSchemaParse(context)
        schemas[file] = schema
        return schema
    }

    private static func removeSpaceAttributes(_ element: xmlNodePtr) {
        let namespace = xmlSearchNs(element.pointee.doc, element, "xml")
        xmlUnsetNsProp(element, namespace, "space")
        var child = xmlFirstElementChild(element)
        while let next = child {
            removeSpaceAttributes(next)
            child = xmlNextElementSibling(next)
        }
    }

    private final class Collector {
        var messages: [String] = []
    }
}
