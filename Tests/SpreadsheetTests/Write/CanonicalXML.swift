import CLibXML2
import Glibc

/// XML reduced to what matters when two documents are compared: elements with their attributes in alphabetical
/// order, each on a line, and text that is more than blanks between elements.
enum CanonicalXML {
    /// The lines of a document; nil when it is not well-formed.
    static func lines(_ bytes: [UInt8]) -> [String]? {
        let document = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), "part.xml", nil,
                Int32(XML_PARSE_NONET.rawValue))
        }
        guard let document else { return nil }
        defer { xmlFreeDoc(document) }
        guard let root = xmlDocGetRootElement(document) else { return nil }
        var lines: [String] = []
        add(root, depth: 0, to: &lines)
        return lines
    }

    private static func add(_ element: xmlNodePtr, depth: Int, to lines: inout [String]) {
        let indent = String(repeating: " ", count: depth)
        var attributes: [String] = []
        var attribute = element.pointee.properties
        while let item = attribute {
            let value = xmlNodeListGetString(element.pointee.doc, item.pointee.children, 1)
            attributes.append(
                name(item.pointee.name, item.pointee.ns) + "=" + (value.map { String(cString: $0) } ?? ""))
            free(value)
            attribute = item.pointee.next
        }
        let tag = ([name(element.pointee.name, element.pointee.ns)] + attributes.sorted()).joined(
            separator: " ")
        lines.append(indent + "<" + tag + ">")
        var child = element.pointee.children
        while let node = child {
            if node.pointee.type == XML_ELEMENT_NODE {
                add(node, depth: depth + 1, to: &lines)
            } else if node.pointee.type == XML_TEXT_NODE, let content = node.pointee.content {
                let text = String(cString: content)
                let isLeaf = xmlFirstElementChild(element) == nil
                if isLeaf || text.contains(where: { !$0.isWhitespace }) {
                    lines.append(indent + " “" + text + "”")
                }
            }
            child = node.pointee.next
        }
    }

    private static func name(_ local: UnsafePointer<xmlChar>?, _ space: xmlNsPtr?) -> String {
        let local = local.map { String(cString: $0) } ?? ""
        guard let href = space?.pointee.href else { return local }
        return "{\(String(cString: href))}\(local)"
    }
}
