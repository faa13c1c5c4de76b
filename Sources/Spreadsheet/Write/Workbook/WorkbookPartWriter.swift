/// The workbook part (ECMA-376 part 1, 18.2.27).
struct WorkbookPartWriter {
    let core: WorkbookCore

    func bytes() -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element("workbook", ["xmlns": Namespace.main, "xmlns:r": Namespace.relationships]) { xml in
            xml.element("workbookPr", ["defaultThemeVersion": 124226])
            let active = core.contents.sheets.firstIndex { $0.visibility == .visible } ?? 0
            xml.element("bookViews") { xml in
                xml.element(
                    "workbookView",
                    [
                        "xWindow": 240, "yWindow": 15, "windowWidth": 24000, "windowHeight": 12000,
                        "firstSheet": active > 0 ? active : nil, "activeTab": active > 0 ? active : nil,
                    ])
            }
            xml.element("sheets") { xml in
                for (index, sheet) in core.contents.sheets.enumerated() {
                    xml.element(
                        "sheet",
                        [
                            "name": sheet.name, "sheetId": index + 1,
                            "state": sheet.visibility == .visible ? nil : sheet.visibility.rawValue,
                            "r:id": "rId\(index + 1)",
                        ])
                }
            }
            writeNames(into: &xml)
            let recalculates = core.options.recalculatesOnOpening || core.contents.hasUncalculatedFormulas
            xml.element("calcPr", ["calcId": 191029, "fullCalcOnLoad": recalculates ? true : nil])
        }
        return xml.take()
    }

    private func writeNames(into xml: inout XMLBuffer) {
        let names = core.contents.sortedNames
        guard !names.isEmpty else { return }
        xml.element("definedNames") { xml in
            for name in names {
                let place = name.sheet.flatMap { number in
                    core.contents.sheets.firstIndex { $0.number == number }
                }
                xml.element(
                    "definedName",
                    [
                        "name": name.name, "comment": name.comment, "localSheetId": place,
                        "hidden": name.isHidden ? true : nil,
                    ], text: name.formula)
            }
        }
    }

    func relationships(withSharedStrings: Bool) -> [UInt8] {
        var list = RelationshipList()
        for sheet in core.contents.sheets {
            _ = list.add(.worksheet, "worksheets/sheet\(sheet.number).xml")
        }
        _ = list.add(.theme, "theme/theme1.xml")
        _ = list.add(.styles, "styles.xml")
        if withSharedStrings { _ = list.add(.sharedStrings, "sharedStrings.xml") }
        return list.bytes()
    }
}
