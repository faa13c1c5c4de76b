/// The styles part (ECMA-376 part 1, 18.8.39), as far as reading cares: what each cell style makes of a number.
struct StylesPart: Sendable {
    /// The class of the number format by index into `cellXfs`, which is what a cell's `s` counts.
    private(set) var formats: [NumberFormatClass] = []
    /// What is wrong with the part.
    private(set) var findings: [Finding] = []

    /// Reads the part.
    ///
    /// A damaged part yields what comes before the damage; cells with a style behind it are read as
    /// `General`, which is reported where they stand.
    init(_ bytes: [UInt8], part: String, limits: ReadLimits, origin: Origin) {
        var (handler, failure) = bytes.withUnsafeBytes {
            XMLPushParser.parse(
                $0, maxDepth: limits.xmlDepth,
                into: StylesHandler(part: part, findings: FindingCollector(origin: origin)))
        }
        if let failure { handler.findings.add(failure.finding(part: part, at: origin)) }
        handler.findings.finish()
        findings = handler.findings.findings
        // Format codes may stand behind the styles that use them.
        var classes: [Int: NumberFormatClass] = [:]
        formats = handler.formatIDs.map { id in
            if let known = classes[id] { return known }
            let format =
                handler.codes[id].map(NumberFormatClassifier.classify)
                ?? NumberFormatClassifier.builtIn(id)
            classes[id] = format
            return format
        }
    }
}

private struct StylesHandler: XMLContentHandler {
    var codes: [Int: String] = [:]
    var formatIDs: [Int] = []
    var findings: FindingCollector
    var isDone = false

    private let part: String
    private enum Section { case other, formats, cellStyles }
    private var section = Section.other

    init(part: String, findings: FindingCollector) {
        self.part = part
        self.findings = findings
    }

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        switch depth {
        case 1:
            if !("styleSheet" ~= name) {
                findings.add(
                    .xlsxWrongRoot, .error,
                    values: ["part": part, "root": name.string, "expected": "styleSheet"])
                isDone = true
            }
        case 2:
            switch name {
            case "numFmts": section = .formats
            // `cellStyleXfs` holds named styles; a cell's own entry repeats what it takes from them.
            case "cellXfs": section = .cellStyles
            default: section = .other
            }
        case 3:
            if section == .formats, "numFmt" ~= name, let id = attributes.integer("numFmtId"),
                let code = attributes.value("formatCode")
            {
                codes[id] = XString.decoded(code)
            } else if section == .cellStyles, "xf" ~= name {
                formatIDs.append(attributes.integer("numFmtId") ?? 0)
            }
        default: break
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {}

    mutating func endElement(_ name: XMLName, depth: Int) {
        if depth == 2 { section = .other }
    }
}
