/// Puts the marks of a ``WorkbookPatcher`` into the parts of its package.
struct Marking {
    private let patcher: WorkbookPatcher
    private let draft: PackageDraft
    private let isStrict: Bool
    private var wiring: PackageWiring
    private var styles: StylesPatch
    private let stylesPart: String
    private let isStylesPartNew: Bool
    /// The next block of 1,024 ids for the shapes of comments, beyond those that programs give to sheets in turn.
    private var shapeBlock = 1024

    /// Excel's limit (Excel specifications and limits).
    private static let maximumLinks = 65_530

    init(_ patcher: WorkbookPatcher) throws(SpreadsheetError) {
        self.patcher = patcher
        draft = patcher.draft
        try SignatureRemoval(draft: patcher.draft).run(&patcher.findings)
        let workbook = patcher.workbookPart
        isStrict = try draft.outline(of: workbook).isStrict
        wiring = PackageWiring(draft, isStrict: isStrict)
        let known = try draft.relationships(of: workbook).first(.styles)?.target
        if let known, draft.contains(known) {
            stylesPart = known
            isStylesPartNew = false
            styles = StylesPatch(try draft.outline(of: known), part: known, file: patcher.file)
        } else {
            // Some readers look for the styles by their usual name only.
            let usual = PartName.resolve("styles.xml", from: workbook)
            let stem = PartName.resolve("styles", from: workbook)
            stylesPart = draft.contains(usual) ? draft.freeName(stem, ".xml") : usual
            isStylesPartNew = true
            styles = try Self.newStyles(stylesPart, isStrict: isStrict, patcher.file)
        }
    }

    private static func newStyles(
        _ part: String, isStrict: Bool, _ file: String
    ) throws(SpreadsheetError) -> StylesPatch {
        do {
            return StylesPatch(
                try MarkupOutline(StylesPatch.emptyPart(isStrict: isStrict)), part: part, file: file)
        } catch {
            throw failure(part, file, error)
        }
    }

    mutating func run() throws(SpreadsheetError) {
        var opens = false
        if let addition = patcher.addition, case .first = addition.place { opens = try canOpenWithAddition() }
        for index in patcher.marks.keys.sorted() {
            guard let part = patcher.parts[index], let marks = patcher.marks[index] else { continue }
            try patchSheet(index, part, marks, unselects: opens)
        }
        if let addition = patcher.addition { try add(addition.sheet, addition.place, opens: opens) }
        try applyStyles()
        let content = try draft.outline(of: ContentTypes.part)
        if !content.children(of: content.root).contains(where: {
            content.name(of: $0) == "Default" && content.attribute("Extension", of: $0)?.lowercased() == "xml"
        }) {
            wiring.declare(MarkJournal.part, MarkJournal.contentType)
        }
        try wiring.apply()
        draft.add(MarkJournal.part, MarkJournal(draft).bytes())
    }

    private mutating func applyStyles() throws(SpreadsheetError) {
        let styles = styles
        guard isStylesPartNew else {
            return try draft.edit(stylesPart) { styles.apply(to: &$0) }
        }
        var edits = PartEdits(StylesPatch.emptyPart(isStrict: isStrict))
        styles.apply(to: &edits)
        guard !edits.splices.isEmpty else { return }
        draft.add(stylesPart, Splice.apply(edits.splices, to: edits.base))
        _ = try wiring.relate(patcher.workbookPart, .styles, to: stylesPart)
        wiring.declare(stylesPart, Self.contentType("styles"))
    }

    private static func contentType(_ kind: String) -> String {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.\(kind)+xml"
    }

    private static func failure(_ part: String, _ file: String, _ failure: MarkupFailure) -> SpreadsheetError
    {
        SpreadsheetError(
            Finding(
                .patchPartUnusable, .error, at: Origin(file: file),
                values: ["part": part, "offset": String(failure.offset)]))
    }

    // MARK: - Sheets

    private mutating func patchSheet(
        _ index: Int, _ part: String, _ written: [CellPosition: CellMark], unselects: Bool
    ) throws(SpreadsheetError) {
        let sheet = WorksheetPatch(try draft.outline(of: part, opaque: "sheetData"), part: part)
        let marks = shown(written, sheet.mergedRanges)
        let cells = marks.keys.sorted()
        let texts = cells.compactMap { cell in marks[cell]?.comment.map { (cell: cell, text: $0) } }
        let links = try links(cells, marks, sheet, index, part)
        let drawing = try addComments(texts, sheet, index, part)
        let fills = marks.compactMapValues { $0.fill.map(WorksheetPatch.Change.fill) }
        var styles = styles
        var failure: PatchFailure?
        try draft.edit(part) { edits in
            if unselects { sheet.unselect(&edits) }
            do throws(PatchFailure) {
                try sheet.change(fills, styles: &styles, &edits)
            } catch {
                failure = error
                return
            }
            sheet.add(links, to: &edits)
            if let drawing { sheet.addLegacyDrawing(id: drawing, to: &edits) }
        }
        switch failure {
        case .markup(let problem): throw draft.unusable(part, at: problem.offset)
        case .other(let problem): throw problem
        case nil: self.styles = styles
        }
    }

    /// Moves marks inside of merged ranges to the cells that are shown.
    private func shown(_ marks: [CellPosition: CellMark], _ ranges: [CellRange]) -> [CellPosition: CellMark] {
        guard !ranges.isEmpty else { return marks }
        let index = MergedRangeIndex(ranges)
        var result: [CellPosition: CellMark] = [:]
        for cell in marks.keys.sorted() {
            guard let mark = marks[cell] else { continue }
            result[index.shownCell(for: cell), default: CellMark()].merge(mark)
        }
        return result
    }

    private mutating func links(
        _ cells: [CellPosition], _ marks: [CellPosition: CellMark], _ sheet: WorksheetPatch, _ index: Int,
        _ part: String
    ) throws(SpreadsheetError) -> [WorksheetPatch.Link] {
        let known = sheet.linkedRanges
        let covered = MergedRangeIndex(known)
        var links: [WorksheetPatch.Link] = []
        for cell in cells {
            guard let stored = marks[cell]?.link?.stored else { continue }
            guard !covered.contains(cell) else {
                note(.patchLinkKept, index, cell)
                continue
            }
            guard known.count + links.count < Self.maximumLinks else {
                throw patcher.error(
                    .patchTooManyLinks,
                    ["sheet": patcher.sheets[index].name, "limit": String(Self.maximumLinks)])
            }
            let id: String?
            if let target = stored.target {
                id = try wiring.relate(part, toAddress: target)
            } else {
                id = nil
            }
            links.append(WorksheetPatch.Link(cell: cell, id: id, location: stored.location))
        }
        return links
    }

    private func note(_ code: FindingCode, _ index: Int, _ cell: CellPosition) {
        let origin = Origin(file: patcher.file, sheet: patcher.sheets[index].name, cell: cell)
        patcher.findings.append(Finding(code, .info, at: origin, values: ["cell": cell.reference]))
    }

    // MARK: - Comments

    /// Adds comments and their shapes; returns the id of a new drawing, to which the sheet must refer.
    private mutating func addComments(
        _ texts: [(cell: CellPosition, text: String)], _ sheet: WorksheetPatch, _ index: Int, _ part: String
    ) throws(SpreadsheetError) -> String? {
        guard !texts.isEmpty else { return nil }
        let relationships = try draft.relationships(of: part)
        let conversations = try conversations(relationships, index)
        var wanted: [(cell: CellPosition, text: String)] = []
        for item in texts {
            if conversations.contains(item.cell) {
                note(.patchCommentOnThread, index, item.cell)
            } else {
                wanted.append(item)
            }
        }
        let outcomes: [CellPosition: CommentsPatch.Outcome]
        if let known = relationships.first(.comments)?.target, draft.contains(known) {
            let comments = CommentsPatch(try draft.outline(of: known))
            var result: [CellPosition: CommentsPatch.Outcome] = [:]
            try draft.edit(known) { result = comments.add(wanted, to: &$0) }
            outcomes = result
        } else {
            outcomes = try addCommentsPart(wanted, to: part)
        }
        for item in wanted where outcomes[item.cell] == .refused {
            note(.patchCommentOnThread, index, item.cell)
        }
        return try addShapes(wanted.filter { outcomes[$0.cell] == .added }, sheet, relationships, part)
    }

    /// The cells that have conversations.
    private func conversations(
        _ relationships: Relationships, _ index: Int
    ) throws(SpreadsheetError) -> Set<CellPosition> {
        var cells: Set<CellPosition> = []
        let origin = Origin(file: patcher.file, sheet: patcher.sheets[index].name)
        for relationship in relationships.all
        where relationship.type == .threadedComment && !relationship.isExternal
            && draft.contains(relationship.target)
        {
            let read = CommentsPart.threads(
                try draft.bytes(of: relationship.target), part: relationship.target, persons: [:],
                limits: draft.package.limits, origin: origin)
            cells.formUnion(read.comments.map(\.position))
        }
        return cells
    }

    private mutating func addCommentsPart(
        _ texts: [(cell: CellPosition, text: String)], to part: String
    ) throws(SpreadsheetError) -> [CellPosition: CommentsPatch.Outcome] {
        guard !texts.isEmpty else { return [:] }
        let name = draft.freeName(PartName.resolve("comments", from: patcher.workbookPart), ".xml")
        let empty = CommentsPatch.emptyPart(isStrict: isStrict)
        var edits = PartEdits(empty)
        let comments: CommentsPatch
        do {
            comments = CommentsPatch(try MarkupOutline(empty))
        } catch {
            throw draft.unusable(name, at: error.offset)
        }
        let outcomes = comments.add(texts, to: &edits)
        draft.add(name, Splice.apply(edits.splices, to: empty))
        wiring.declare(name, Self.contentType("comments"))
        _ = try wiring.relate(part, .comments, to: name)
        return outcomes
    }

    private mutating func addShapes(
        _ notes: [(cell: CellPosition, text: String)], _ sheet: WorksheetPatch,
        _ relationships: Relationships,
        _ part: String
    ) throws(SpreadsheetError) -> String? {
        guard !notes.isEmpty else { return nil }
        if let id = sheet.legacyDrawing {
            guard let name = relationships[id]?.target, draft.contains(name),
                let addition = NoteShapes.addition(of: notes, to: try draft.bytes(of: name))
            else { throw draft.unusable(part, at: sheet.outline.root.tag.range.lowerBound) }
            try draft.edit(name) { $0.insert(addition.bytes, at: addition.offset) }
            return nil
        }
        let stem = PartName.resolve("drawings/vmlDrawing", from: patcher.workbookPart)
        let name = draft.freeName(stem, ".vml")
        draft.add(name, NoteShapes.part(for: notes, block: shapeBlock))
        shapeBlock += notes.count / 1024 + 1
        wiring.declareVML()
        return try wiring.relate(part, .vmlDrawing, to: name)
    }

    // MARK: - The added sheet

    private mutating func add(
        _ sheet: SheetTransplant, _ place: WorkbookPatcher.SheetPlace, opens: Bool
    ) throws(SpreadsheetError) {
        let part = draft.freeName(PartName.resolve("worksheets/hedui", from: patcher.workbookPart), ".xml")
        draft.add(part, try sheet.sheet(styles: &styles, isStrict: isStrict, isSelected: opens))
        if let relationships = sheet.relationships(isStrict: isStrict) {
            draft.add(PartName.relationships(of: part), relationships)
        }
        wiring.declare(part, Self.contentType("worksheet"))
        let id = try wiring.relate(patcher.workbookPart, .worksheet, to: part)
        let workbook = WorkbookPartPatch(try draft.outline(of: patcher.workbookPart))
        let isFirst = if case .first = place { true } else { false }
        var failure: MarkupFailure?
        try draft.edit(patcher.workbookPart) { edits in
            do throws(MarkupFailure) {
                try workbook.add(
                    sheet.name, relationship: id, isFirst: isFirst, opens: opens, names: sheet.names,
                    to: &edits)
            } catch {
                failure = error
            }
        }
        if let failure { throw draft.unusable(patcher.workbookPart, at: failure.offset) }
    }

    /// Whether the added sheet can be the one in front: the one that is now has marks and so can be taken from the
    /// front, and no other is selected together with it.
    private func canOpenWithAddition() throws(SpreadsheetError) -> Bool {
        let active = WorkbookPartPatch(try draft.outline(of: patcher.workbookPart)).activeTab
        guard patcher.marks[active] != nil else { return false }
        for (index, part) in patcher.parts.enumerated() where patcher.marks[index] == nil {
            guard let part, draft.contains(part) else { continue }
            let head = try draft.head(of: part)
            if head.contains("tabSelected=\"1\"") || head.contains("tabSelected=\"true\"") { return false }
        }
        return true
    }
}

/// Answers quickly in which of many ranges a cell lies.
struct MergedRangeIndex {
    private var rangesByRow: [Int: [CellRange]] = [:]
    private var tallRanges: [CellRange] = []

    init(_ ranges: [CellRange]) {
        for range in ranges {
            // A range of very many rows is looked at each time rather than entered for each of its rows.
            if range.last.row - range.first.row > 64 {
                tallRanges.append(range)
            } else {
                for row in range.first.row...range.last.row { rangesByRow[row, default: []].append(range) }
            }
        }
    }

    /// Whether a cell lies in one of the ranges.
    func contains(_ cell: CellPosition) -> Bool { range(of: cell) != nil }

    /// The first cell of the range in which a cell lies, or the cell itself.
    func shownCell(for cell: CellPosition) -> CellPosition { range(of: cell)?.first ?? cell }

    private func range(of cell: CellPosition) -> CellRange? {
        rangesByRow[cell.row]?.first { $0.contains(cell) } ?? tallRanges.first { $0.contains(cell) }
    }
}
