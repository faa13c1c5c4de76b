/// Adds formats to the styles part of a workbook (ECMA-376 part 1, 18.8.39) and leaves all that is there as it is.
struct StylesPatch {
    private let outline: MarkupOutline
    private let prefix: String
    private let file: String
    private let part: String
    private var additions: [Section: Addition] = [:]
    private var xfs: [MarkupOutline.Element] = []
    private var fills: [MarkupOutline.Element] = []
    private var markIDs: [Mark: Int] = [:]
    private var fillIDs: [[UInt8]: Int] = [:]

    /// A cell format and the colour that it gets.
    private struct Mark: Hashable {
        var style: Int
        var fill: RGBColor
    }

    /// What was added to a list.
    private struct Addition {
        var bytes: [UInt8] = []
        var count = 0
    }

    /// The lists of the part, in the order of the schema, with what Excel wants to find in them at least.
    enum Section: String, CaseIterable {
        case numFmts, fonts, fills, borders, cellStyleXfs, cellXfs, cellStyles, dxfs, tableStyles, colors,
            extLst

        fileprivate var minimum: [String] {
            switch self {
            case .fonts: ["<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"]
            case .fills:
                [
                    "<fill><patternFill patternType=\"none\"/></fill>",
                    "<fill><patternFill patternType=\"gray125\"/></fill>",
                ]
            case .borders: ["<border><left/><right/><top/><bottom/><diagonal/></border>"]
            case .cellStyleXfs: ["<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"]
            case .cellXfs: ["<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"]
            default: []
            }
        }
    }

    /// A styles part for a workbook that has none.
    static func emptyPart(isStrict: Bool) -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element("styleSheet", ["xmlns": isStrict ? MarkupNamespace.strictMain : Namespace.main]) { xml in
            for section in [Section.fonts, .fills, .borders, .cellStyleXfs, .cellXfs] {
                xml.element(section.rawValue, ["count": section.minimum.count]) { xml in
                    for item in section.minimum { xml.raw(item) }
                }
            }
        }
        return xml.take()
    }

    init(_ outline: MarkupOutline, part: String, file: String) {
        self.outline = outline
        self.part = part
        self.file = file
        prefix = outline.prefix(of: outline.root)
        xfs = items(of: .cellXfs)
        fills = items(of: .fills)
        for section in [Section.fonts, .fills, .borders, .cellStyleXfs, .cellXfs]
        where items(of: section).isEmpty {
            for item in section.minimum { append(Self.prefixed(item, prefix), to: section) }
        }
    }

    private func list(_ section: Section) -> MarkupOutline.Element? {
        outline.child(of: outline.root, named: section.rawValue)
    }

    private func items(of section: Section) -> [MarkupOutline.Element] {
        list(section).map { outline.children(of: $0).filter(\.tag.isMain) } ?? []
    }

    /// How many items a list has, with those added.
    func count(of section: Section) -> Int { items(of: section).count + (additions[section]?.count ?? 0) }

    /// The first id that no custom number format has.
    var freeNumberFormat: Int {
        let known = items(of: .numFmts).compactMap { outline.integer("numFmtId", of: $0) }
        return max(163, min(known.max() ?? 0, 1 << 30)) + 1 + (additions[.numFmts]?.count ?? 0)
    }

    /// Adds an item to a list and returns its index.
    @discardableResult
    mutating func append(_ item: [UInt8], to section: Section) -> Int {
        let index = xfCount(of: section)
        additions[section, default: Addition()].bytes += item
        additions[section, default: Addition()].count += 1
        return index
    }

    private func xfCount(of section: Section) -> Int {
        switch section {
        case .cellXfs: xfs.count + (additions[section]?.count ?? 0)
        case .fills: fills.count + (additions[section]?.count ?? 0)
        default: count(of: section)
        }
    }

    /// An item of another styles part, in the namespace of this one.
    func adopted(_ item: ArraySlice<UInt8>) -> [UInt8] {
        guard !prefix.isEmpty else { return Array(item) }
        let address = outline.isStrict ? MarkupNamespace.strictMain : Namespace.main
        let name = item.prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") && !XMLBytes.isBlank($0) }
        return Array(name) + Array(" xmlns=\"\(address)\"".utf8) + item[name.endIndex...]
    }

    // MARK: - Marks

    /// The format that is like another but for its fill.
    ///
    /// Throws `write.too-many-styles` at Excel's limit.
    mutating func style(_ style: Int, filled fill: RGBColor) throws(SpreadsheetError) -> Int {
        let style = xfs.indices.contains(style) ? style : 0
        let mark = Mark(style: style, fill: fill)
        if let known = markIDs[mark] { return known }
        guard xfCount(of: .cellXfs) < StyleTable.maximum else {
            throw SpreadsheetError(
                Finding(
                    .writeTooManyStyles, .error, at: Origin(file: file),
                    values: ["limit": String(StyleTable.maximum)]))
        }
        let base: [UInt8]
        if xfs.indices.contains(style) {
            base = Array(outline.bytes[xfs[style].range])
        } else {
            base = Self.prefixed(Section.cellXfs.minimum[0], prefix)
        }
        let index = append(try xf(base, fillID: fillID(for: fill, over: style)), to: .cellXfs)
        markIDs[mark] = index
        return index
    }

    /// The format that is like a marked one but for its fill, which is again the one that was there before.
    ///
    /// A solid fill ignores the background colour of its pattern; that is where the mark keeps the colour that it
    /// hides. Nil for a format whose fill cannot be a mark.
    mutating func style(unmarking style: Int) throws(SpreadsheetError) -> Int? {
        guard xfs.indices.contains(style), let fillID = outline.integer("fillId", of: xfs[style]),
            fills.indices.contains(fillID), let pattern = pattern(of: fills[fillID]),
            outline.attribute("patternType", of: pattern) == "solid"
        else { return nil }
        let background = outline.child(of: pattern, named: "bgColor")
        let isNone = background.map { outline.attribute("indexed", of: $0) == "64" } ?? true
        var id = 0
        if let background, !isNone {
            let color = Array(outline.bytes[background.tag.name.upperBound..<background.tag.attributesEnd])
            id = self.fillID(color: color, hidden: Array(" indexed=\"64\"".utf8))
        }
        return append(try xf(Array(outline.bytes[xfs[style].range]), fillID: id), to: .cellXfs)
    }

    private func xf(_ bytes: [UInt8], fillID: Int) throws(SpreadsheetError) -> [UInt8] {
        do {
            let item = try MarkupOutline(bytes)
            var edits = PartEdits(bytes)
            edits.set("fillId", String(fillID), of: item.root.tag)
            edits.set("applyFill", "1", of: item.root.tag)
            return Splice.apply(edits.splices, to: bytes)
        } catch {
            throw SpreadsheetError(
                Finding(
                    .patchPartUnusable, .error, at: Origin(file: file),
                    values: ["part": part, "offset": String(error.offset)]))
        }
    }

    private mutating func fillID(for fill: RGBColor, over style: Int) -> Int {
        fillID(color: Array(" rgb=\"\(fill.argb)\"".utf8), hidden: shownColor(ofStyle: style))
    }

    private mutating func fillID(color: [UInt8], hidden: [UInt8]) -> Int {
        let open = Array("<\(prefix)fill><\(prefix)patternFill patternType=\"solid\"><\(prefix)fgColor".utf8)
        let close = Array("/></\(prefix)patternFill></\(prefix)fill>".utf8)
        let bytes = open + color + Array("/><\(prefix)bgColor".utf8) + hidden + close
        if let known = fillIDs[bytes] { return known }
        let index = append(bytes, to: .fills)
        fillIDs[bytes] = index
        return index
    }

    private func pattern(of fill: MarkupOutline.Element) -> MarkupOutline.Element? {
        outline.child(of: fill, named: "patternFill")
    }

    /// The attributes of the colour that a format fills its cells with; those of the system's background without one.
    private func shownColor(ofStyle style: Int) -> [UInt8] {
        guard xfs.indices.contains(style), let id = outline.integer("fillId", of: xfs[style]),
            fills.indices.contains(id), let pattern = pattern(of: fills[id]),
            outline.attribute("patternType", of: pattern) == "solid",
            let color = outline.child(of: pattern, named: "fgColor")
        else { return Array(" indexed=\"64\"".utf8) }
        return Array(outline.bytes[color.tag.name.upperBound..<color.tag.attributesEnd])
    }

    // MARK: - Writing

    /// Puts what was added into the part.
    func apply(to edits: inout PartEdits) {
        let order = Section.allCases
        for section in order {
            guard let addition = additions[section] else { continue }
            if let list = list(section) {
                edits.append(addition.bytes, to: list)
                if outline.attributeRange("count", of: list) != nil {
                    edits.set("count", String(items(of: section).count + addition.count), of: list.tag)
                }
                continue
            }
            let name = prefix + section.rawValue
            let bytes =
                Array("<\(name) count=\"\(addition.count)\">".utf8) + addition.bytes
                + Array("</\(name)>".utf8)
            let later = Set(order.drop { $0 != section }.dropFirst().map(\.rawValue))
            let next = outline.children(of: outline.root).first { later.contains(outline.name(of: $0)) }
            if let next {
                edits.insert(bytes, at: next.tag.range.lowerBound)
            } else {
                edits.append(bytes, to: outline.root)
            }
        }
    }

    /// Gives the elements of a literal a prefix.
    static func prefixed(_ literal: String, _ prefix: String) -> [UInt8] {
        guard !prefix.isEmpty else { return Array(literal.utf8) }
        var result = ""
        var previous: Character = " "
        for character in literal {
            if previous == "<", character != "/" { result += prefix }
            if previous == "/", result.hasSuffix("</"), character != ">" { result += prefix }
            result.append(character)
            previous = character
        }
        return Array(result.utf8)
    }
}
