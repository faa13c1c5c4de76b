@testable import Spreadsheet

/// Opens bytes as whatever they are and looks at everything in them, as `hedui inspect` and `hedui dump` do.
func fuzzDocument(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0 else { return }
    var options = CSVReadOptions()
    options.limits.partBytes = 1 << 20
    options.limits.packageBytes = 4 << 20
    options.limits.timePerFile = .seconds(5)
    guard let document = try? Document(MemoryBytes(Array(bytes)), file: "fuzz.xlsx", options: options) else {
        return
    }
    lookAt(document)
    if case .archive(let archive) = document.content {
        for name in archive.names.prefix(16) {
            if let inner = try? archive.document(named: name) { lookAt(inner) }
        }
    }
}

private func lookAt(_ document: Document) {
    var findings = document.findings
    for index in document.sheets.indices.prefix(8) {
        let sheet = document.sheet(at: index)
        findings += sheet.findings
        let found = sheet.tables()
        for table in found.tables.prefix(8) {
            _ = found.typedColumns(of: table)
            _ = found.csv(of: table)
        }
        if case .cells(let cells) = sheet {
            let lines = CellLines(
                sheet: cells.info.name, cells: cells.cells, isSheetHidden: cells.info.visibility != .visible,
                isColumnHidden: cells.details.isColumnHidden)
            var json = JSONText()
            for chunk in 0..<lines.chunkCount { lines.append(chunk: chunk, to: &json) }
        }
    }
    // Whatever was found can be told in both languages.
    for finding in findings {
        for language in Language.allCases {
            let sentences = FindingCatalogue.spreadsheet.sentences(for: finding, in: language)
            precondition(
                !sentences.remedy.isEmpty || FindingCatalogue.spreadsheet.wordings[finding.code] != nil)
        }
    }
}
