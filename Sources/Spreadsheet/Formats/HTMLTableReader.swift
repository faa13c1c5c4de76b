/// Reads the tables of a web page, above all those that business software writes and names `.xls`.
public enum HTMLTableReader {
    /// Reads all tables of a page, each as a sheet of its own.
    ///
    /// Text before a table becomes rows above it, text behind the last table rows below it. A cell is text unless
    /// the page itself says that it is a number (`x:num`, or a number format in its style).
    ///
    /// - Parameters:
    ///   - bytes: The whole page, in whatever encoding.
    ///   - file: The file's path, for origins.
    ///   - limits: What the page may ask of the machine.
    /// - Returns: The sheets, one a table, and what is remarkable.
    /// - Throws: ``SpreadsheetError`` with `html.no-table` when there is no table with anything in it.
    public static func read(
        _ bytes: UnsafeRawBufferPointer, file: String, limits: ReadLimits = ReadLimits()
    ) throws(SpreadsheetError) -> ForeignWorkbook {
        let origin = Origin(file: file)
        let encoding = HTMLEncoding(bytes)
        let page = encoding.encoding.decode(
            UnsafeRawBufferPointer(rebasing: bytes[min(encoding.markLength, bytes.count)...]))
        var text = page.utf8
        HTMLParser.prepare(&text)

        let builder = HTMLTableBuilder(spanBudget: 1 << 20 + text.count * 64, textLimit: limits.textLength)
        let parser = HTMLParser(builder)
        text.withUnsafeBytes { parser.parse($0, budget: ReadBudget(limits)) }

        var workbook = ForeignWorkbook(sheets: sheets(parser.builder))
        workbook.findings = findings(parser, encoding, page, at: origin)
        guard !workbook.sheets.isEmpty else {
            let code: FindingCode = parser.builder.firstLine.isEmpty ? .htmlNoTable : .htmlNoTableText
            throw SpreadsheetError(
                Finding(code, .critical, at: origin, values: ["text": parser.builder.firstLine]))
        }
        return workbook
    }

    private static func sheets(_ builder: HTMLTableBuilder) -> [ForeignSheet] {
        var taken = Set<String>()
        var given = builder.sheetNames[...]
        return builder.finished.enumerated().map { index, table in
            // Excel's names belong to the tables in their order; a table inside a cell is none of its sheets.
            var name = (table.isNested ? nil : given.popFirst()) ?? ""
            var number = index + 1
            while name.isEmpty || taken.contains(name.lowercased()) {
                name = "Sheet\(number)"
                number += 1
            }
            taken.insert(name.lowercased())
            var sheet = ForeignSheet(
                info: SheetInfo(name: name, visibility: table.isHidden ? .hidden : .visible),
                chunk: table.chunk)
            sheet.details.mergedRanges = table.merges
            sheet.details.columns = table.hiddenColumns.hiddenColumns
            return sheet
        }
    }

    private static func findings(
        _ parser: HTMLParser, _ encoding: HTMLEncoding, _ page: DecodedText, at origin: Origin
    ) -> [Finding] {
        var findings: [Finding] = []
        func add(_ code: FindingCode, _ severity: Severity, _ values: [String: String] = [:]) {
            findings.append(Finding(code, severity, at: origin, values: values))
        }
        switch parser.failure {
        case .tooDeep(let limit): add(.htmlTooDeep, .error, ["limit": String(limit)])
        case .tagTooLong: add(.htmlTagTooLong, .error, ["limit": String(HTMLTagGuard.mostAttributes)])
        case .outOfTime: add(.timeOver, .error, ["part": origin.file])
        case nil: break
        }
        if let declared = encoding.contradicted {
            add(.htmlEncoding, .info, ["declared": declared, "encoding": encoding.encoding.name])
        }
        if let first = page.failures.first {
            add(
                .htmlUndecodable, .warning,
                [
                    "count": String(page.failures.count), "encoding": encoding.encoding.name,
                    "offset": String(first.offset), "bytes": first.hexadecimal,
                ])
        }
        let builder = parser.builder
        let counts: [(Int, FindingCode, Severity)] = [
            (builder.droppedCells, .htmlDroppedCells, .error), (builder.hiddenCells, .htmlHiddenCells, .info),
            (builder.longTexts, .htmlLongTexts, .warning),
        ]
        for (count, code, severity) in counts where count > 0 {
            add(code, severity, ["count": String(count)])
        }
        if builder.gaveUpSpans { add(.htmlSpans, .error) }
        return findings
    }
}
