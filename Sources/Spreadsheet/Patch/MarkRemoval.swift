/// Takes the marks of an earlier run back: byte for byte where the journal fits, by their content where another program
/// has saved the workbook since.
struct MarkRemoval {
    let draft: PackageDraft
    let workbookPart: String

    /// How marks were taken back.
    enum Outcome {
        /// There were none.
        case none
        /// Byte for byte.
        case exact
        /// By what tells them from other content.
        case byContent
    }

    func run() throws(SpreadsheetError) -> Outcome {
        var hadJournal = false
        if draft.contains(MarkJournal.part) {
            hadJournal = true
            let journal = MarkJournal(try draft.bytes(of: MarkJournal.part), limits: draft.package.limits)
            let isReverted = journal.map { $0.revert(draft) } ?? false
            draft.remove(MarkJournal.part)
            if isReverted { return .exact }
            try draft.undeclare([MarkJournal.part])
        }
        let hadContent = try removeByContent()
        return hadJournal || hadContent ? .byContent : .none
    }

    private func removeByContent() throws(SpreadsheetError) -> Bool {
        let relationships = try draft.relationships(of: workbookPart)
        var found = try removeSheet(relationships)
        let stylesPart = relationships.first(.styles)?.target
        var styles: StylesPatch?
        if let stylesPart, draft.contains(stylesPart) {
            // Read only when marks are found: most workbooks have none.
            styles = nil
            for relationship in relationships.all
            where relationship.type == .worksheet && !relationship.isExternal {
                guard let comments = try ownComments(of: relationship.target) else { continue }
                if styles == nil {
                    styles = StylesPatch(
                        try draft.outline(of: stylesPart), part: stylesPart, file: draft.package.file)
                }
                try clean(relationship.target, comments, &styles)
                found = true
            }
            if let styles {
                var edits = PartEdits(try draft.bytes(of: stylesPart))
                styles.apply(to: &edits)
                draft.replace(stylesPart, with: Splice.apply(edits.splices, to: edits.base))
            }
        }
        return found
    }

    private struct OwnComments {
        var part: String
        var patch: CommentsPatch
        var whole: [CellPosition]
        var appended: [CellPosition]
    }

    private func ownComments(of sheet: String) throws(SpreadsheetError) -> OwnComments? {
        guard let part = try draft.relationships(of: sheet).first(.comments)?.target, draft.contains(part)
        else {
            return nil
        }
        let bytes = try draft.bytes(of: part)
        // Most comments are not ours, and a part that cannot be followed is no reason to refuse the workbook.
        guard String(decoding: bytes, as: UTF8.self).contains(CommentsPatch.author),
            let outline = try? MarkupOutline(bytes)
        else { return nil }
        let patch = CommentsPatch(outline)
        let own = patch.own
        guard !own.whole.isEmpty || !own.appended.isEmpty else { return nil }
        return OwnComments(part: part, patch: patch, whole: own.whole, appended: own.appended)
    }

    private func clean(
        _ sheet: String, _ comments: OwnComments, _ styles: inout StylesPatch?
    ) throws(SpreadsheetError) {
        let relationships = try draft.relationships(of: sheet)
        var edits = PartEdits(comments.patch.outline.bytes)
        comments.patch.removeOwn(&edits)
        draft.replace(comments.part, with: Splice.apply(edits.splices, to: edits.base))

        let worksheet = WorksheetPatch(try draft.outline(of: sheet, opaque: "sheetData"), part: sheet)
        if let drawing = worksheet.legacyDrawing.flatMap({ relationships[$0]?.target }),
            draft.contains(drawing)
        {
            let bytes = try draft.bytes(of: drawing)
            let splices = NoteShapes.shapes(of: Set(comments.whole), in: bytes).map {
                Splice(range: $0, bytes: [])
            }
            if !splices.isEmpty { draft.replace(drawing, with: Splice.apply(splices, to: bytes)) }
        }
        guard var plain = styles else { return }
        var sheetEdits = PartEdits(worksheet.outline.bytes)
        worksheet.removeOwnLinks(&sheetEdits)
        let changes = Dictionary(
            (comments.whole + comments.appended).map { ($0, WorksheetPatch.Change.unmark) },
            uniquingKeysWith: { first, _ in first })
        do throws(PatchFailure) {
            try worksheet.change(changes, styles: &plain, &sheetEdits)
        } catch {
            switch error {
            case .markup(let failure): throw draft.unusable(sheet, at: failure.offset)
            case .other(let problem): throw problem
            }
        }
        styles = plain
        draft.replace(sheet, with: Splice.apply(sheetEdits.splices, to: sheetEdits.base))
    }

    /// Takes out the sheet that an earlier run has added.
    private func removeSheet(_ relationships: Relationships) throws(SpreadsheetError) -> Bool {
        let bytes = try draft.bytes(of: workbookPart)
        guard String(decoding: bytes, as: UTF8.self).contains(WorkbookPartPatch.sheetMark) else {
            return false
        }
        let outline = try draft.outline(of: workbookPart)
        let workbook = WorkbookPartPatch(outline)
        guard workbook.hasSheetMark else { return false }
        // A workbook must keep one sheet.
        guard workbook.sheets.count > 1 || workbook.markedSheet == nil else { return false }
        if let place = workbook.markedSheet, let id = workbook.sheets[place].relationship,
            let part = relationships[id]?.target
        {
            let own = try draft.relationships(of: part).all.filter { !$0.isExternal }.map(\.target)
            let gone = Set([part, PartName.relationships(of: part)] + own)
            for name in gone where draft.contains(name) { draft.remove(name) }
            try draft.undeclare(gone)
            let list = PartName.relationships(of: workbookPart)
            let links = try draft.outline(of: list)
            var edits = PartEdits(links.bytes)
            for element in links.children(of: links.root) where links.attribute("Id", of: element) == id {
                edits.replace(element.range, with: [])
            }
            draft.replace(list, with: Splice.apply(edits.splices, to: links.bytes))
        }
        var edits = PartEdits(outline.bytes)
        workbook.removeMarkedSheet(&edits)
        draft.replace(workbookPart, with: Splice.apply(edits.splices, to: outline.bytes))
        return true
    }
}
