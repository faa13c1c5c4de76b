/// Whether a sheet is shown (ECMA-376 part 1, 18.18.68).
public enum SheetVisibility: String, Sendable {
    /// Shown.
    case visible
    /// Hidden; a user can show it again.
    case hidden
    /// Hidden so that only a macro can show it again.
    case veryHidden
}

/// What a sheet is.
public enum SheetKind: String, Sendable {
    /// Rows and columns.
    case worksheet
    /// A chart and nothing else.
    case chartsheet
    /// A dialog of Excel 5.
    case dialogsheet
    /// Macros of Excel 4.
    case macrosheet
}

/// The workbook part (ECMA-376 part 1, 18.2.27): which sheets there are, and what holds for all of them.
struct WorkbookPart: Sendable {
    /// One sheet, as the workbook lists it.
    struct Sheet: Hashable, Sendable {
        /// The name on the tab.
        var name: String
        /// Whether it is shown.
        var visibility: SheetVisibility
        /// What it is.
        var kind: SheetKind
        /// The part that holds it; nil when the workbook does not lead to one.
        var part: String?
    }

    /// The sheets in the order of their tabs.
    private(set) var sheets: [Sheet] = []
    /// The defined names, in the order of the file.
    private(set) var definedNames: [DefinedName] = []
    /// How days are counted.
    private(set) var dateSystem = DateSystem.from1900
    /// What is wrong with the part.
    private(set) var findings: [Finding] = []

    /// Reads the part.
    ///
    /// A damaged part yields what comes before the damage.
    init(_ bytes: [UInt8], part: String, relationships: Relationships, limits: ReadLimits, origin: Origin) {
        let handler = WorkbookHandler(
            part: part, relationships: relationships, findings: FindingCollector(origin: origin))
        var (read, failure) = bytes.withUnsafeBytes {
            XMLPushParser.parse($0, maxDepth: limits.xmlDepth, into: handler)
        }
        if let failure { read.findings.add(failure.finding(part: part, at: origin)) }
        if read.sheets.isEmpty { read.findings.add(.xlsxNoSheets, .error, values: ["part": part]) }
        read.findings.finish()
        sheets = read.sheets
        definedNames = read.definedNames
        dateSystem = read.dateSystem
        findings = read.findings.findings
    }
}

private struct WorkbookHandler: XMLContentHandler {
    var sheets: [WorkbookPart.Sheet] = []
    var definedNames: [DefinedName] = []
    var dateSystem = DateSystem.from1900
    var findings: FindingCollector
    var isDone = false

    private let part: String
    private let relationships: Relationships
    private var name: DefinedName?
    private var formula: [UInt8] = []

    init(part: String, relationships: Relationships, findings: FindingCollector) {
        self.part = part
        self.relationships = relationships
        self.findings = findings
    }

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        switch depth {
        case 1:
            if !("workbook" ~= name) {
                findings.add(
                    .xlsxWrongRoot, .error,
                    values: ["part": part, "root": name.string, "expected": "workbook"])
                isDone = true
            }
        case 2:
            if "workbookPr" ~= name, attributes.boolean("date1904") == true { dateSystem = .from1904 }
        case 3:
            if "sheet" ~= name { addSheet(attributes) }
            if "definedName" ~= name { beginName(attributes) }
        default: break
        }
    }

    private mutating func beginName(_ attributes: XMLAttributes) {
        formula.removeAll(keepingCapacity: true)
        name = DefinedName(
            name: attributes.value("name").map(XString.decoded) ?? "", formula: "",
            sheet: attributes.integer("localSheetId"), isHidden: attributes.boolean("hidden") ?? false)
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        if name != nil { formula.append(contentsOf: bytes) }
    }

    mutating func endElement(_ name: XMLName, depth: Int) {
        guard depth == 3, var definedName = self.name else { return }
        self.name = nil
        definedName.formula = formula.withUnsafeBytes {
            String(decoding: XMLValue.trimmed($0), as: UTF8.self)
        }
        guard !definedName.name.isEmpty else {
            findings.add(
                .xlsxAttributeIgnored, .info,
                values: ["element": "definedName", "value": definedName.formula])
            return
        }
        definedNames.append(definedName)
    }

    private mutating func addSheet(_ attributes: XMLAttributes) {
        let name = attributes.value("name").map(XString.decoded) ?? ""
        let relationship = attributes.relationshipID.flatMap { relationships[$0] }
        var kind = SheetKind.worksheet
        switch relationship?.type {
        case .chartsheet?: kind = .chartsheet
        case .dialogsheet?: kind = .dialogsheet
        case .macrosheet?, .internationalMacrosheet?: kind = .macrosheet
        default: break
        }
        let target = relationship.flatMap { $0.isExternal ? nil : $0.target }
        if target == nil {
            findings.add(.xlsxSheetWithoutPart, .error, values: ["sheet": name])
        }
        let visibility: SheetVisibility =
            switch attributes.string("state")?.lowercased() {
            case "hidden": .hidden
            case "veryhidden": .veryHidden
            default: .visible
            }
        sheets.append(WorkbookPart.Sheet(name: name, visibility: visibility, kind: kind, part: target))
    }
}
