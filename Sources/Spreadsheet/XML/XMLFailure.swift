/// Why the reading of an XML part ended before its end.
struct XMLFailure: Hashable, Sendable {
    /// What stopped the parser.
    enum Reason: Hashable, Sendable {
        /// The XML is not well-formed, or is not in the encoding that it declares; with the parser's own words.
        case malformed(String)
        /// The part ends in the middle.
        case truncated
        /// The part has a document type declaration, which a spreadsheet never needs.
        case documentType
        /// Elements are nested deeper than the limit.
        case tooDeep(limit: Int)
        /// An element has more attributes than the limit.
        case tooManyAttributes(limit: Int)
        /// A single tag has more bytes than the limit.
        case tagTooLong(limit: Int)
        /// A single text has more bytes than the limit.
        case textTooLong(limit: Int)
    }

    /// What stopped the parser.
    var reason: Reason
    /// The line, from 1, where reading stopped.
    var line: Int
    /// The column in bytes, from 1, where reading stopped.
    var column: Int

    /// The finding for this failure in a part of a package.
    func finding(part: String, at origin: Origin) -> Finding {
        var values = ["part": part, "line": String(line), "column": String(column)]
        let code: FindingCode
        switch reason {
        case .malformed(let detail):
            code = .xmlMalformed
            values["detail"] = detail
        case .truncated:
            code = .xmlTruncated
        case .documentType:
            code = .xmlDocumentType
        case .tooDeep(let limit):
            code = .xmlTooDeep
            values["limit"] = String(limit)
        case .tooManyAttributes(let limit):
            code = .xmlTooManyAttributes
            values["limit"] = String(limit)
        case .tagTooLong(let limit):
            code = .xmlTagTooLong
            values["limit"] = String(limit)
        case .textTooLong(let limit):
            code = .xmlTextTooLong
            values["limit"] = String(limit)
        }
        return Finding(code, .error, at: origin, values: values)
    }
}
