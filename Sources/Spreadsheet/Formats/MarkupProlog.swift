/// What stands in front of the first element of a markup file, and the element's start tag.
struct MarkupProlog {
    /// Whether there is an XML declaration.
    var hasXMLDeclaration = false
    /// Whether there is `<?mso-application progid="Excel.Sheet"?>`.
    var namesExcel = false
    /// The name after `<!DOCTYPE`, in lower case.
    var documentType: String?
    /// The first element's name as written, prefix included; nil when there is none in the part looked at.
    var element: String?
    /// The text of the first start tag.
    var tag = ""

    /// The element's name without prefix, in lower case.
    var localName: String? {
        element.map { ($0.split(separator: ":").last ?? "").lowercased() }
    }

    /// Reads the prolog; nil when the text does not start as markup does.
    init?(_ head: TextHead) {
        var index = head.skippingSpace()
        guard head.has("<", at: index) else { return nil }
        while head.has("<", at: index) {
            if head.has("<?", at: index) {
                guard let end = head.first("?>", from: index) else { return }
                if head.has("<?xml ", at: index) { hasXMLDeclaration = true }
                if head.has("<?mso-application", at: index),
                    head.first("excel.sheet", from: index, to: end) != nil
                {
                    namesExcel = true
                }
                index = head.skippingSpace(from: end + 2)
            } else if head.has("<!--", at: index) {
                guard let end = head.first("-->", from: index) else { return }
                index = head.skippingSpace(from: end + 3)
            } else if head.has("<!doctype", at: index) {
                guard let end = head.first(">", from: index) else { return }
                documentType = String(
                    head.string(index + 9, end).lowercased().split { $0.isWhitespace || $0 == "[" }.first
                        ?? "")
                index = head.skippingSpace(from: end + 1)
            } else {
                break
            }
        }
        guard let name = Self.name(in: head, at: index + 1) else {
            // Text that merely happens to start with "<".
            if !hasXMLDeclaration, documentType == nil, index == head.skippingSpace() { return nil }
            return
        }
        element = name
        tag = head.string(index, head.first(">", from: index) ?? head.characters.count)
    }

    private static func name(in head: TextHead, at start: Int) -> String? {
        var index = start
        while index < head.characters.count {
            let byte = head.characters[index]
            let isLetter =
                TextHead.lower(byte) >= UInt8(ascii: "a") && TextHead.lower(byte) <= UInt8(ascii: "z")
            let isOther =
                byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: ":") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            guard isLetter || (isOther && index > start) else { break }
            index += 1
        }
        guard index > start, index < head.characters.count else { return nil }
        let behind = head.characters[index]
        guard behind <= 0x20 || behind == UInt8(ascii: ">") || behind == UInt8(ascii: "/") else { return nil }
        return head.string(start, index)
    }
}
