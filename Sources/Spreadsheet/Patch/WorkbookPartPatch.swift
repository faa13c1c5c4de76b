/// Changes the list of sheets of a workbook part (ECMA-376 part 1, 18.2.27) and what counts sheets by their place.
struct WorkbookPartPatch {
    /// The name by which our sheet is known after another program has saved the workbook.
    ///
    /// It is hidden.
    static let sheetMark = "Hedui.Findings"

    let outline: MarkupOutline
    private let prefix: String

    init(_ outline: MarkupOutline) {
        self.outline = outline
        prefix = outline.prefix(of: outline.root)
    }

    /// One sheet of the list.
    struct Sheet {
        var name: String
        var id: Int
        var relationship: String?
        var element: MarkupOutline.Element
    }

    /// The sheets in the order of their tabs.
    var sheets: [Sheet] {
        guard let list = outline.child(of: outline.root, named: "sheets") else { return [] }
        return outline.children(of: list, named: "sheet").map {
            Sheet(
                name: outline.attribute("name", of: $0) ?? "", id: outline.integer("sheetId", of: $0) ?? 0,
                relationship: outline.prefixedAttribute("id", of: $0), element: $0)
        }
    }

    private var views: [MarkupOutline.Element] {
        outline.child(of: outline.root, named: "bookViews").map {
            outline.children(of: $0, named: "workbookView")
        } ?? []
    }

    private var names: [MarkupOutline.Element] {
        outline.child(of: outline.root, named: "definedNames").map {
            outline.children(of: $0, named: "definedName")
        } ?? []
    }

    /// The place of the sheet in front.
    var activeTab: Int { views.first.flatMap { outline.integer("activeTab", of: $0) } ?? 0 }

    // MARK: - Adding

    /// Adds a sheet.
    ///
    /// `isFirst` says whether it goes before all others rather than behind them. `opens` whether it is the sheet in front;
    /// `names` belong to the sheet.
    func add(
        _ name: String, relationship: String, isFirst: Bool, opens: Bool,
        names newNames: [(attributes: String, formula: [UInt8])], to edits: inout PartEdits
    ) throws(MarkupFailure) {
        guard let list = outline.child(of: outline.root, named: "sheets") else {
            throw MarkupFailure(offset: outline.root.end)
        }
        let sheets = sheets
        let place = isFirst ? 0 : sheets.count
        var xml = XMLBuffer()
        let address = outline.isStrict ? MarkupNamespace.strictRelationships : Namespace.relationships
        let id = outline.relationshipPrefix.map { String(decoding: $0, as: UTF8.self) }
        let own = prefix == "r:" ? "rel" : "r"
        xml.raw("<\(prefix)sheet")
        xml.attribute("name", name)
        xml.raw(" sheetId=\"\((sheets.map(\.id).max() ?? 0) + 1)\"")
        if id == nil { xml.raw(" xmlns:\(own)=\"\(address)\"") }
        xml.raw(" \(id ?? own + ":")id=\"\(relationship)\"/>")
        if isFirst, let first = sheets.first {
            edits.insert(xml.take(), at: first.element.tag.range.lowerBound)
        } else {
            edits.append(xml.take(), to: list)
        }
        if isFirst {
            for element in names {
                guard let number = outline.integer("localSheetId", of: element) else { continue }
                edits.set("localSheetId", String(number + 1), of: element.tag)
            }
        }
        moveViews(isFirst: isFirst, opens: opens, place: place, before: list, &edits)
        let mark = (
            attributes: "name=\"\(Self.sheetMark)\" hidden=\"1\"",
            formula: Array((SheetName.quoted(name) + "!$A$1").xmlEscaped.utf8)
        )
        add(newNames.map { ($0.attributes + " localSheetId=\"\(place)\"", $0.formula) } + [mark], &edits)
    }

    private func moveViews(
        isFirst: Bool, opens: Bool, place: Int, before list: MarkupOutline.Element, _ edits: inout PartEdits
    ) {
        guard !views.isEmpty else {
            // Without a view the first sheet is in front.
            if isFirst != opens {
                let view = "<\(prefix)workbookView activeTab=\"\(opens ? place : 1)\"/>"
                let known = outline.child(of: outline.root, named: "bookViews")
                if let known {
                    edits.append(Array(view.utf8), to: known)
                } else {
                    edits.insert(
                        Array("<\(prefix)bookViews>\(view)</\(prefix)bookViews>".utf8),
                        at: list.tag.range.lowerBound)
                }
            }
            return
        }
        for (index, view) in views.enumerated() {
            let active = outline.integer("activeTab", of: view) ?? 0
            let first = outline.integer("firstSheet", of: view)
            if opens, index == 0 {
                edits.set("activeTab", String(place), of: view.tag)
                if isFirst, first != nil { edits.set("firstSheet", "0", of: view.tag) }
            } else if isFirst {
                edits.set("activeTab", String(active + 1), of: view.tag)
                if let first, first > 0 { edits.set("firstSheet", String(first + 1), of: view.tag) }
            }
        }
    }

    private func add(_ items: [(attributes: String, formula: [UInt8])], _ edits: inout PartEdits) {
        var bytes: [UInt8] = []
        for item in items {
            bytes += Array("<\(prefix)definedName \(item.attributes)>".utf8) + item.formula
            bytes += Array("</\(prefix)definedName>".utf8)
        }
        if let known = outline.child(of: outline.root, named: "definedNames") {
            edits.append(bytes, to: known)
            return
        }
        bytes = Array("<\(prefix)definedNames>".utf8) + bytes + Array("</\(prefix)definedNames>".utf8)
        let earlier: Set<String> = [
            "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
            "functionGroups",
            "externalReferences", "AlternateContent", "revisionPtr",
        ]
        let list = outline.children(of: outline.root)
        let sheets = list.firstIndex { outline.name(of: $0) == "sheets" } ?? 0
        if let next = list[sheets...].first(where: { !earlier.contains(outline.name(of: $0)) }) {
            edits.insert(bytes, at: next.tag.range.lowerBound)
        } else {
            edits.append(bytes, to: outline.root)
        }
    }

    // MARK: - Taking out

    /// The place of the sheet that marks have left, known by its hidden name; nil when there is none.
    var markedSheet: Int? {
        guard let mark = names.first(where: { outline.attribute("name", of: $0) == Self.sheetMark }) else {
            return nil
        }
        let formula = outline.decoded(mark.content)
        return sheets.firstIndex {
            formula == SheetName.quoted($0.name) + "!$A$1" || formula == $0.name + "!$A$1"
        }
    }

    /// Whether marks have left their hidden name.
    var hasSheetMark: Bool { names.contains { outline.attribute("name", of: $0) == Self.sheetMark } }

    /// Takes out the hidden name and, when it is there, the sheet that it stands for.
    func removeMarkedSheet(_ edits: inout PartEdits) {
        let place = markedSheet
        if let place { edits.replace(sheets[place].element.range, with: []) }
        var kept = 0
        var changes: [(MarkupOutline.Element, Int?)] = []
        for element in names {
            let number = outline.integer("localSheetId", of: element)
            if outline.attribute("name", of: element) == Self.sheetMark || (place != nil && number == place) {
                changes.append((element, nil))
            } else {
                kept += 1
                if let place, let number, number > place { changes.append((element, number - 1)) }
            }
        }
        if kept == 0, let list = outline.child(of: outline.root, named: "definedNames") {
            edits.replace(list.range, with: [])
        } else {
            for (element, number) in changes {
                if let number {
                    edits.set("localSheetId", String(number), of: element.tag)
                } else {
                    edits.replace(element.range, with: [])
                }
            }
        }
        guard let place else { return }
        for view in views {
            let active = outline.integer("activeTab", of: view) ?? 0
            if active > place || (active == place && place == sheets.count - 1 && place > 0) {
                edits.set("activeTab", String(active - 1), of: view.tag)
            }
            if let first = outline.integer("firstSheet", of: view), first > 0, first >= place {
                edits.set("firstSheet", String(first - 1), of: view.tag)
            }
        }
    }
}

extension String {
    /// The string as the content of an XML element.
    fileprivate var xmlEscaped: String {
        var result = ""
        for character in unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
