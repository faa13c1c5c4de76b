import Foundation

/// A sheet made by the writer, on its way into another workbook.
///
/// The sheet is written into a workbook of its own. Its formats are added to those of the target, its shared strings
/// go into their cells, and its names and hyperlinks come along. A sheet with further parts, such as charts and
/// comments, is refused.
struct SheetTransplant {
    let name: String
    private let file: String
    private let sheet: [UInt8]
    private let relationships: [UInt8]?
    private let styles: MarkupOutline
    private let strings: MarkupOutline?
    private let workbook: MarkupOutline

    /// Lets `content` write the sheet.
    ///
    /// `file` is the workbook that the sheet goes to, for findings.
    init(
        name: String, options: SheetOptions, workbook: WorkbookOptions, file: String,
        content: (WorkbookWriter, SheetWriter) throws -> Void
    ) throws {
        self.name = name
        self.file = file
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "hedui-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("sheet.xlsx").path
        try WorkbookWriter.write(to: path, options: workbook) { book in
            try content(book, try book.addSheet(name, options: options))
        }
        let package = try PackageReader(FileBytes(path: path), file: path)
        let parts = package.parts
        guard !package.contains("xl/worksheets/sheet2.xml") else {
            throw Self.refusal(file, name, "rows")
        }
        let known = [
            "[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
            "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/theme/theme1.xml",
            "xl/styles.xml", "xl/sharedstrings.xml",
        ]
        if let other = parts.first(where: { !known.contains($0.lowercased()) && !$0.hasPrefix("docProps/") })
        {
            throw Self.refusal(file, name, other)
        }
        sheet = try package.data(of: "xl/worksheets/sheet1.xml")
        let list = "xl/worksheets/_rels/sheet1.xml.rels"
        relationships = package.contains(list) ? try package.data(of: list) : nil
        styles = try MarkupOutline(try package.data(of: "xl/styles.xml"))
        strings =
            package.contains("xl/sharedStrings.xml")
            ? try MarkupOutline(try package.data(of: "xl/sharedStrings.xml")) : nil
        self.workbook = try MarkupOutline(try package.data(of: "xl/workbook.xml"))
    }

    private static func refusal(_ file: String, _ sheet: String, _ feature: String) -> SpreadsheetError {
        SpreadsheetError(
            Finding(
                .patchSheetFeature, .error, at: Origin(file: file, sheet: sheet),
                values: ["sheet": sheet, "feature": feature]))
    }

    /// The names that belong to the sheet: the area to print, the rows to repeat, the filter.
    var names: [(attributes: String, formula: [UInt8])] {
        guard let list = workbook.child(of: workbook.root, named: "definedNames") else { return [] }
        return workbook.children(of: list, named: "definedName").compactMap { element in
            guard workbook.integer("localSheetId", of: element) == 0,
                let name = workbook.attributeRange("name", of: element)
            else { return nil }
            let hidden = workbook.attribute("hidden", of: element) == "1" ? " hidden=\"1\"" : ""
            return (
                "name=\"\(String(decoding: workbook.bytes[name], as: UTF8.self))\"\(hidden)",
                Array(workbook.bytes[element.content])
            )
        }
    }

    /// The relationships of the sheet, for a workbook that is Strict or not; nil when there are none.
    func relationships(isStrict: Bool) -> [UInt8]? {
        relationships.map { isStrict ? Self.strict($0) : $0 }
    }

    /// The sheet with the formats of its target.
    ///
    /// `isSelected` says whether it is the sheet in front.
    func sheet(
        styles target: inout StylesPatch, isStrict: Bool, isSelected: Bool
    ) throws(SpreadsheetError) -> [UInt8] {
        let formats = try formatMap(into: &target)
        let differentials = items("dxfs").map {
            target.append(target.adopted(styles.bytes[$0.range]), to: .dxfs)
        }
        var edits = PartEdits(sheet)
        var failure: MarkupFailure?
        sheet.withUnsafeBufferPointer { buffer in
            do throws(MarkupFailure) {
                try rewrite(buffer, formats, differentials, isSelected: isSelected, &edits)
            } catch {
                failure = error
            }
        }
        if let failure { throw Self.refusal(file, name, "markup \(failure.offset)") }
        let bytes = Splice.apply(edits.splices, to: sheet)
        return isStrict ? Self.strict(bytes) : bytes
    }

    private func rewrite(
        _ buffer: UnsafeBufferPointer<UInt8>, _ formats: [Int], _ differentials: [Int], isSelected: Bool,
        _ edits: inout PartEdits
    ) throws(MarkupFailure) {
        let texts = strings.map { $0.children(of: $0.root, named: "si") } ?? []
        var scanner = MarkupScanner(buffer)
        func number(_ name: StaticString, _ tag: MarkupTag) -> Int? {
            scanner.attribute(name, of: tag).flatMap { Int(String(decoding: buffer[$0], as: UTF8.self)) }
        }
        while let tag = try scanner.next() {
            guard tag.kind != .end else { continue }
            if scanner.isNamed(tag, "c") {
                let format = number("s", tag) ?? 0
                if formats.indices.contains(format) { edits.set("s", String(formats[format]), of: tag) }
                guard let type = scanner.attribute("t", of: tag), buffer[type].elementsEqual("s".utf8),
                    let value = try scanner.next(), scanner.isNamed(value, "v")
                else { continue }
                let end = try scanner.skip(value)
                let digits = String(
                    decoding: buffer[value.range.upperBound..<end.range.lowerBound], as: UTF8.self)
                guard let strings, let index = Int(digits), texts.indices.contains(index) else { continue }
                edits.replace(type, with: Array("inlineStr".utf8))
                edits.replace(
                    value.range.lowerBound..<end.range.upperBound,
                    with: Array("<is>".utf8) + strings.bytes[texts[index].content] + Array("</is>".utf8))
            } else if scanner.isNamed(tag, "col") {
                if let format = number("style", tag), formats.indices.contains(format) {
                    edits.set("style", String(formats[format]), of: tag)
                }
            } else if scanner.isNamed(tag, "row") {
                if let format = number("s", tag), formats.indices.contains(format) {
                    edits.set("s", String(formats[format]), of: tag)
                }
            } else if scanner.isNamed(tag, "cfRule") {
                if let format = number("dxfId", tag), differentials.indices.contains(format) {
                    edits.set("dxfId", String(differentials[format]), of: tag)
                }
            } else if scanner.isNamed(tag, "sheetView") {
                if isSelected || scanner.attribute("tabSelected", of: tag) != nil {
                    edits.set("tabSelected", isSelected ? "1" : "0", of: tag)
                }
            }
        }
    }

    // MARK: - Formats

    private func items(_ list: String) -> [MarkupOutline.Element] {
        styles.child(of: styles.root, named: list).map { styles.children(of: $0) } ?? []
    }

    /// The numbers that the cell formats get in the target, by their own.
    private func formatMap(into target: inout StylesPatch) throws(SpreadsheetError) -> [Int] {
        var numberFormats: [Int: Int] = [:]
        for element in items("numFmts") {
            guard let id = styles.integer("numFmtId", of: element) else { continue }
            let free = target.freeNumberFormat
            numberFormats[id] = free
            var edits = PartEdits(styles.bytes)
            edits.set("numFmtId", String(free), of: element.tag)
            target.append(target.adopted(Self.cut(element, edits)[...]), to: .numFmts)
        }
        let fonts = items("fonts").map { target.append(target.adopted(styles.bytes[$0.range]), to: .fonts) }
        // The first two fills are the same in every workbook.
        let fills = items("fills").enumerated().map { index, element in
            index < 2 ? index : target.append(target.adopted(styles.bytes[element.range]), to: .fills)
        }
        let borders = items("borders").map {
            target.append(target.adopted(styles.bytes[$0.range]), to: .borders)
        }
        var result: [Int] = []
        for element in items("cellXfs") {
            var edits = PartEdits(styles.bytes)
            if let id = styles.integer("numFmtId", of: element), let mapped = numberFormats[id] {
                edits.set("numFmtId", String(mapped), of: element.tag)
            }
            func map(_ name: StaticString, _ ids: [Int], _ edits: inout PartEdits) {
                guard let id = styles.integer(name, of: element), ids.indices.contains(id) else { return }
                edits.set(name, String(ids[id]), of: element.tag)
            }
            map("fontId", fonts, &edits)
            map("fillId", fills, &edits)
            map("borderId", borders, &edits)
            edits.set("xfId", "0", of: element.tag)
            result.append(target.append(target.adopted(Self.cut(element, edits)[...]), to: .cellXfs))
        }
        return result
    }

    /// An element with the changes made to it.
    private static func cut(_ element: MarkupOutline.Element, _ edits: PartEdits) -> [UInt8] {
        let start = element.range.lowerBound
        let splices = edits.splices.map {
            Splice(range: $0.range.lowerBound - start..<$0.range.upperBound - start, bytes: $0.bytes)
        }
        return Splice.apply(splices, to: Array(edits.base[element.range]))
    }

    /// Gives namespaces and relationship types their Strict names.
    private static func strict(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
            .replacingOccurrences(of: "=\"\(Namespace.main)\"", with: "=\"\(MarkupNamespace.strictMain)\"")
            .replacingOccurrences(
                of: "=\"\(Namespace.relationships)", with: "=\"\(MarkupNamespace.strictRelationships)")
        return Array(text.utf8)
    }
}
