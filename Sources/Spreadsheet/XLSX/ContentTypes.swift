/// The content types of the parts of a package (ECMA-376 part 2, 7.2.3): `[Content_Types].xml`.
struct ContentTypes: Sendable {
    /// The name of the part that holds them.
    static let part = "[Content_Types].xml"

    /// Types by lower-case extension.
    private(set) var defaults: [String: String] = [:]
    /// Types by lower-case part name without leading slash.
    private(set) var overrides: [String: String] = [:]
    /// What is wrong with the part.
    private(set) var findings: [Finding] = []

    /// Reads the part.
    ///
    /// A damaged part yields what comes before the damage.
    init(_ bytes: [UInt8], limits: ReadLimits, origin: Origin) {
        let (handler, failure) = bytes.withUnsafeBytes {
            XMLPushParser.parse($0, maxDepth: limits.xmlDepth, into: ContentTypesHandler())
        }
        defaults = handler.defaults
        overrides = handler.overrides
        if let failure { findings.append(failure.finding(part: Self.part, at: origin)) }
    }

    /// The content type of a part; nil when the package does not say.
    func type(of part: String) -> String? {
        let name = PartName.normalized(part).lowercased()
        if let type = overrides[name] { return type }
        guard let dot = name.lastIndex(of: ".") else { return nil }
        return defaults[String(name[name.index(after: dot)...])]
    }

    /// The parts that are declared one by one to have a type, sorted by name.
    func parts(ofType type: String) -> [String] {
        overrides.filter { $0.value.lowercased() == type.lowercased() }.map(\.key).sorted()
    }
}

private struct ContentTypesHandler: XMLContentHandler {
    var defaults: [String: String] = [:]
    var overrides: [String: String] = [:]

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        guard depth == 2, let type = attributes.string("ContentType") else { return }
        switch name {
        case "Default":
            if let suffix = attributes.string("Extension") { defaults[suffix.lowercased()] = type }
        case "Override":
            if let part = attributes.string("PartName") {
                overrides[PartName.normalized(part).lowercased()] = type
            }
        default: break
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {}
    mutating func endElement(_ name: XMLName, depth: Int) {}
}
