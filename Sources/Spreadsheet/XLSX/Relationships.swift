/// What a relationship leads to; Transitional, Strict and Microsoft's own names mean the same.
enum RelationshipType: String, Sendable {
    case officeDocument = "officedocument"
    case worksheet, chartsheet, dialogsheet
    case macrosheet = "xlmacrosheet"
    case internationalMacrosheet = "xlintlmacrosheet"
    case sharedStrings = "sharedstrings"
    case styles, hyperlink, comments, person, table, theme
    case threadedComment = "threadedcomment"
    case other

    /// Finds the type by the last step of its address.
    init(address: String) {
        let name = address.split(separator: "/").last.map { $0.lowercased() } ?? ""
        self = RelationshipType(rawValue: name) ?? .other
    }
}

/// One relationship of a part (ECMA-376 part 2, 6.5.3.4).
struct Relationship: Hashable, Sendable {
    /// The id by which the part refers to it.
    var id: String
    /// What it leads to.
    var type: RelationshipType
    /// The part, or the address outside as it is written.
    var target: String
    /// Whether it leads out of the package.
    ///
    /// Such a target is never opened.
    var isExternal: Bool
}

/// The relationships of one part.
struct Relationships: Sendable {
    /// All of them, in the order of the file.
    private(set) var all: [Relationship] = []
    /// What is wrong with the part.
    private(set) var findings: [Finding] = []
    private var byID: [String: Int] = [:]

    /// No relationships: what a part has whose relationships part is missing.
    init() {}

    /// No relationships, because the part that holds them cannot be read.
    init(unreadable finding: Finding) {
        findings = [finding]
    }

    /// Reads the relationships of `source`, which is empty for the package itself.
    ///
    /// A damaged part yields what comes before the damage.
    init(_ bytes: [UInt8], of source: String, limits: ReadLimits, origin: Origin) {
        let (handler, failure) = bytes.withUnsafeBytes {
            XMLPushParser.parse($0, maxDepth: limits.xmlDepth, into: RelationshipsHandler(source: source))
        }
        all = handler.all
        for (index, relationship) in all.enumerated() where byID[relationship.id] == nil {
            byID[relationship.id] = index
        }
        if let failure {
            findings.append(failure.finding(part: PartName.relationships(of: source), at: origin))
        }
    }

    /// The relationship with an id.
    subscript(id: String) -> Relationship? { byID[id].map { all[$0] } }

    /// The first relationship of a type that stays in the package.
    func first(_ type: RelationshipType) -> Relationship? {
        all.first { $0.type == type && !$0.isExternal }
    }
}

private struct RelationshipsHandler: XMLContentHandler {
    let source: String
    var all: [Relationship] = []

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        guard depth == 2, "Relationship" ~= name, let id = attributes.string("Id"),
            let target = attributes.string("Target")
        else { return }
        let isExternal = attributes.string("TargetMode")?.lowercased() == "external"
        all.append(
            Relationship(
                id: id, type: RelationshipType(address: attributes.string("Type") ?? ""),
                target: isExternal ? target : PartName.resolve(target, from: source), isExternal: isExternal))
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {}
    mutating func endElement(_ name: XMLName, depth: Int) {}
}
