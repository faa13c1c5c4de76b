import Foundation

/// Turns a character-separated file into a workbook with one sheet, in two passes over the file: what the columns
/// hold, and then the rows.
struct TextToWorkbook {
    let options: ConvertOptions

    func convert(_ input: String, to output: String) throws -> ConvertResult {
        let survey = try survey(input)
        let base = ((input as NSString).lastPathComponent as NSString).deletingPathExtension
        let name = SheetName.valid(options.sheet ?? base)
        var result = ConvertResult(findings: survey.findings)
        var undecodable = 0
        var rows = 0
        try WorkbookWriter.write(to: output) { book in
            var sheetOptions = SheetOptions()
            sheetOptions.headerRows = survey.headerEnd
            if survey.headerEnd > 0 { sheetOptions.freeze = FreezePanes(rows: survey.headerEnd) }
            for column in 1...max(1, min(survey.columns.count, 256)) {
                sheetOptions.columns[column] = ColumnLayout(.automatic(6...40))
            }
            let styles = try survey.columns.map { try $0.style.map(book.style) }
            let sheet = try book.addSheet(name, options: sheetOptions)
            try forEachBlock(of: input) { block in
                let document = block.document
                let parser = Self.parser(for: document)
                for record in 0..<document.recordCount {
                    let isData = block.firstRow + record > survey.dataStart
                    try sheet.row { row in
                        for field in 0..<document.fieldCount(ofRecord: record) {
                            document.withField(field, ofRecord: record) { bytes in
                                let isWhole = Self.withUTF8(bytes, document.contentEncoding) { text in
                                    if isData, field < survey.columns.count {
                                        survey.columns[field].write(
                                            bytes, text, parser, styles[field], to: &row)
                                    } else if text.isEmpty {
                                        row.skip()
                                    } else {
                                        row.text(text, nil)
                                    }
                                }
                                if !isWhole { undecodable += 1 }
                            }
                        }
                    }
                }
                rows += document.recordCount
                try options.progress?(rows, survey.rows)
            }
        }
        if undecodable > 0 {
            result.findings.append(
                Finding(
                    .convertUndecodable, .warning, at: Origin(file: input),
                    values: ["count": String(undecodable), "encoding": survey.encoding]))
        }
        result.outputs = [ConvertResult.Output(path: output, sheet: name, rows: rows)]
        return result
    }

    // MARK: - Passes

    /// What the first pass finds.
    private struct Survey {
        var columns: [TextColumnKind] = []
        /// The number of the last row before the data: of the header, or of what stands above.
        var dataStart = 0
        /// The number of the last header row; 0 without one, or when it lies deep in the file.
        var headerEnd = 0
        var encoding = ""
        var rows = 0
        var findings: [Finding] = []
    }

    private static let headerLimit = 20
    private static let findingLimit = 100

    private func survey(_ input: String) throws -> Survey {
        var survey = Survey()
        var isFirst = true
        try forEachBlock(of: input) { block in
            let document = block.document
            if isFirst {
                isFirst = false
                survey.encoding = document.encoding.encoding.name
                if let table = TableFinder().tables(in: document).first {
                    survey.dataStart = table.dataRows.first ?? table.headerRows.upperBound
                    let end = table.headerRows.isEmpty ? 0 : table.headerRows.upperBound
                    survey.headerEnd = end <= Self.headerLimit ? end : 0
                }
            }
            survey.rows += document.recordCount
            if survey.findings.count < Self.findingLimit { survey.findings += document.findings }
            let parser = Self.parser(for: document)
            for record in 0..<document.recordCount where block.firstRow + record > survey.dataStart {
                for field in 0..<document.fieldCount(ofRecord: record) {
                    if field == survey.columns.count { survey.columns.append(TextColumnKind()) }
                    document.withField(field, ofRecord: record) { survey.columns[field].look(at: $0, parser) }
                }
            }
        }
        return survey
    }

    private func forEachBlock(of input: String, _ body: (CSVBlock) throws -> Void) throws {
        var reading = CSVReadOptions()
        reading.encoding = options.encoding
        reading.limits = options.limits
        if let delimiter = options.delimiter { reading.dialect = CSVDialect(delimiter: delimiter.byte) }
        let stream = try CSVStream(path: input, options: reading)
        while let block = try stream.next() { try body(block) }
    }

    private static func parser(for document: CSVDocument) -> ValueParser {
        document.contentEncoding == .gb18030 ? .gb18030 : .utf8
    }

    /// Hands over a field in UTF-8; returns whether all of its bytes are characters.
    private static func withUTF8(
        _ bytes: UnsafeRawBufferPointer, _ encoding: TextEncoding,
        _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) -> Bool {
        if encoding == .utf8 ? UTF8Scanner.firstInvalid(in: bytes) == bytes.count : isASCII(bytes) {
            body(bytes.bindMemory(to: UInt8.self))
            return true
        }
        let decoded = encoding.decode(bytes, failureLimit: 1)
        decoded.utf8.withUnsafeBufferPointer(body)
        return decoded.failures.isEmpty
    }

    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.allSatisfy { $0 < 0x80 } }
}
