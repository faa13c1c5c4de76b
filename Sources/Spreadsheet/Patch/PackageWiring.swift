/// Adds relationships and content types to a package, each part of them in one go.
struct PackageWiring {
    let draft: PackageDraft
    /// Whether relationship types go by their Strict names.
    let isStrict: Bool
    private var relationships: [String: [Added]] = [:]
    private var overrides: [(part: String, type: String)] = []
    private var needsVML = false

    private struct Added {
        var id: String
        var type: String
        var target: String
        var isExternal: Bool
    }

    init(_ draft: PackageDraft, isStrict: Bool) {
        self.draft = draft
        self.isStrict = isStrict
    }

    /// Adds a relationship to a part of the package and returns its id.
    mutating func relate(_ source: String, _ kind: RelationshipKind, to part: String) throws(SpreadsheetError)
        -> String
    {
        try relate(source, kind, target: Self.relativeTarget(from: source, to: part), isExternal: false)
    }

    /// Adds a relationship to an address outside and returns its id.
    mutating func relate(_ source: String, toAddress address: String) throws(SpreadsheetError) -> String {
        try relate(source, .hyperlink, target: address, isExternal: true)
    }

    private mutating func relate(
        _ source: String, _ kind: RelationshipKind, target: String, isExternal: Bool
    ) throws(SpreadsheetError) -> String {
        let known = try draft.relationships(of: source)
        let added = relationships[source] ?? []
        var number = added.count + 1
        while known["hedui\(number)"] != nil { number += 1 }
        let id = "hedui\(number)"
        let base = isStrict ? MarkupNamespace.strictRelationships : Namespace.relationships
        relationships[source, default: []].append(
            Added(id: id, type: base + "/" + kind.rawValue, target: target, isExternal: isExternal))
        return id
    }

    /// Says what a part is.
    mutating func declare(_ part: String, _ type: String) {
        overrides.append((part, type))
    }

    /// Says what VML drawings are.
    mutating func declareVML() { needsVML = true }

    /// Puts everything into the draft.
    func apply() throws(SpreadsheetError) {
        for source in relationships.keys.sorted() {
            let part = PartName.relationships(of: source)
            let items = relationships[source] ?? []
            guard draft.contains(part) else {
                draft.add(part, Self.newPart(items))
                continue
            }
            let outline = try draft.outline(of: part)
            let prefix = outline.prefix(of: outline.root)
            try draft.edit(part) { edits in
                var xml = XMLBuffer()
                for item in items { Self.write(item, prefix, into: &xml) }
                edits.append(xml.take(), to: outline.root)
            }
        }
        try applyContentTypes()
    }

    private static func newPart(_ items: [Added]) -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element("Relationships", ["xmlns": Namespace.packageRelationships]) { xml in
            for item in items { write(item, "", into: &xml) }
        }
        return xml.take()
    }

    private static func write(_ item: Added, _ prefix: String, into xml: inout XMLBuffer) {
        xml.element(
            prefix + "Relationship",
            [
                "Id": item.id, "Type": item.type, "Target": item.target,
                "TargetMode": item.isExternal ? "External" : nil,
            ])
    }

    private func applyContentTypes() throws(SpreadsheetError) {
        guard !overrides.isEmpty || needsVML else { return }
        let outline = try draft.outline(of: ContentTypes.part)
        let prefix = outline.prefix(of: outline.root)
        let suffixes = outline.children(of: outline.root).filter { outline.name(of: $0) == "Default" }
            .compactMap { outline.attribute("Extension", of: $0)?.lowercased() }
        try draft.edit(ContentTypes.part) { edits in
            var xml = XMLBuffer()
            for (suffix, type) in Self.defaults
            where !suffixes.contains(suffix) && (suffix == "vml" ? needsVML : suffix == "rels") {
                xml.element(prefix + "Default", ["Extension": suffix, "ContentType": type])
            }
            for item in overrides {
                xml.element(prefix + "Override", ["PartName": "/" + item.part, "ContentType": item.type])
            }
            edits.append(xml.take(), to: outline.root)
        }
    }

    private static let defaults = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
    ]

    /// A target as seen from the folder of its source: `../comments1.xml`.
    static func relativeTarget(from source: String, to part: String) -> String {
        let here = PartName.normalized(source).split(separator: "/").dropLast()
        let there = PartName.normalized(part).split(separator: "/")
        var common = 0
        while common < here.count, common < there.count - 1, here[common] == there[common] { common += 1 }
        return (Array(repeating: "..", count: here.count - common) + there[common...].map(String.init))
            .joined(separator: "/")
    }
}
