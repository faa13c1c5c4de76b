import Registers
import Spreadsheet

/// Makes the inspection of a file: opens it, reads every row, and words what was found.
public struct FileInspector: Sendable {
    /// The language of the sentences.
    public var language: Language
    /// The wordings of all findings and reasons that may occur.
    public var catalogue = FindingCatalogue.spreadsheet.merging(.registers)
    /// How files are read.
    public var options = CSVReadOptions()
    /// How many examples of exceptions are given for a column.
    public var exampleCount = 3

    private let recogniser: RegisterRecogniser
    private let headerWords: Set<String>

    /// Makes an inspector that knows the registers of a catalogue.
    public init(language: Language, registers: RegisterCatalogue) {
        self.language = language
        recogniser = RegisterRecogniser(registers)
        headerWords = registers.headerWords
        options.headerWords = headerWords.sorted()
    }

    /// Inspects a file.
    ///
    /// Never fails: what is wrong is in the inspection.
    public func inspect(path: String) -> FileInspection {
        var inspection = FileInspection(file: path, bytes: 0)
        do throws(SpreadsheetError) {
            let bytes = try FileBytes(path: path, limits: options.limits)
            inspection.bytes = bytes.count
            let format = try FileFormatDetector.detect(bytes, file: path, limits: options.limits)
            inspection.format = decision(format)
            fill(&inspection, from: try Document(bytes, file: path, options: options))
        } catch {
            reject(&inspection, error)
        }
        return inspection
    }

    private func reject(_ inspection: inout FileInspection, _ error: SpreadsheetError) {
        inspection.isRejected = true
        inspection.findings.append(remark(error.finding))
    }

    private func fill(_ inspection: inout FileInspection, from document: Document) {
        inspection.bytes = document.byteCount
        inspection.format = decision(document.format)
        var findings = document.findings
        switch document.content {
        case .archive(let archive):
            for name in archive.names {
                var inner = FileInspection(file: document.file + "/" + name, bytes: 0)
                do throws(SpreadsheetError) {
                    fill(&inner, from: try archive.document(named: name))
                } catch {
                    reject(&inner, error)
                }
                inspection.files.append(inner)
            }
        case .text(let text):
            inspection.encoding = FileInspection.Decision(
                value: text.encoding.encoding.name, reasons: text.encoding.reasons.map(sentence))
            inspection.dialect = FileInspection.Decision(
                value: text.dialect.dialect.summary, reasons: text.dialect.reasons.map(sentence))
        case .workbook, .foreign: break
        }
        for (index, info) in document.sheets.enumerated() {
            let sheet = document.sheet(at: index)
            // Strings of a workbook belong to all its sheets, and so do what is wrong with them.
            for finding in sheet.findings where !findings.contains(finding) { findings.append(finding) }
            inspection.sheets.append(self.sheet(info, sheet, of: document.file, &findings))
        }
        inspection.findings += findings.map(remark)
    }

    private func decision(_ format: DetectedFormat) -> FileInspection.Decision {
        FileInspection.Decision(
            value: format.format.rawValue,
            reasons: [catalogue.sentences(for: format.reason, in: language).message])
    }

    private func sentence(_ reason: Reason) -> String { catalogue.sentence(for: reason, in: language) }

    private func remark(_ finding: Finding) -> FileInspection.Remark {
        let sentences = catalogue.sentences(for: finding, in: language)
        return FileInspection.Remark(
            code: finding.code.rawValue, severity: finding.severity.rawValue, sheet: finding.origin.sheet,
            cell: finding.origin.cell?.reference, message: sentences.message, remedy: sentences.remedy)
    }

    // MARK: - Sheets

    private func sheet(
        _ info: SheetInfo, _ sheet: DocumentSheet, of file: String, _ findings: inout [Finding]
    ) -> FileInspection.Sheet {
        var result = FileInspection.Sheet(
            name: info.name, visibility: info.visibility.rawValue, kind: info.kind.rawValue, cells: 0,
            features: [:], tables: [])
        switch sheet {
        case .cells(let sheet):
            result.cells = sheet.cells.count
            result.extent = sheet.cells.extent?.reference
            let details = sheet.details
            let features = [
                "formulas": sheet.cells.chunks.reduce(0) { $0 + $1.formulas.count },
                "merged_ranges": details.mergedRanges.count,
                "hidden_rows": sheet.cells.hiddenRows.count,
                "hidden_columns": details.columns.reduce(0) { $0 + ($1.isHidden ? $1.columns.count : 0) },
                "hyperlinks": details.hyperlinks.count,
                "comments": details.comments.count,
                "excel_tables": details.tables.count,
            ]
            result.features = features.filter { $0.value > 0 }
        case .text(let document):
            result.cells = (0..<document.recordCount).reduce(0) { $0 + document.fieldCount(ofRecord: $1) }
            if document.recordCount > 0, document.width > 0 {
                result.extent =
                    CellRange(
                        CellPosition(row: 1, column: 1),
                        CellPosition(row: document.recordCount, column: document.width)
                    ).reference
            }
        }
        let found = sheet.tables(headerWords: headerWords)
        let hints = RecognitionHints(file: file, sheet: info.name.isEmpty ? nil : info.name)
        for table in found.tables {
            let recognition = recogniser.recognise(table, in: found, hints: hints)
            findings += recognition.findings
            result.tables.append(self.table(table, recognition, in: found))
        }
        return result
    }

    private func table(
        _ table: RecognisedTable, _ recognition: Recognition, in found: SheetTables
    ) -> FileInspection.Table {
        var columns = found.typedColumns(of: table).map { column($0, table, found) }
        for (place, match) in recognition.columns.enumerated() where place < columns.count {
            columns[place].name = match.name
        }
        let candidates = recognition.candidates.map { candidate in
            FileInspection.Candidate(
                key: candidate.register.key, name: candidate.register.name(in: language),
                score: (candidate.score * 100).rounded() / 100, reasons: candidate.reasons.map(sentence))
        }
        let isKnown = recognition.register != nil
        return FileInspection.Table(
            range: table.range?.reference ?? "", headerRows: table.headerRows.map(found.rowNumber),
            dataRows: table.dataRows.count, columns: columns, ignored: ignoredRows(table, found),
            confidence: (table.confidence * 1000).rounded() / 1000, reasons: table.reasons.map(sentence),
            register: isKnown ? candidates.first : nil,
            candidates: Array(isKnown ? candidates.dropFirst() : candidates[...]))
    }

    private func column(
        _ column: TypedColumn, _ table: RecognisedTable, _ found: SheetTables
    ) -> FileInspection.Column {
        let rows = table.dataRows.count
        let values = column.validity?.population ?? (column.isEmpty ? 0 : rows)
        let examples = column.exceptions.keys.sorted().prefix(exampleCount).map { place in
            let row = found.rowNumber(at: table.dataRows[place])
            let cell = CellPosition(row: row, column: column.column).reference
            return cell + ": " + (column.exceptions[place]?.shown ?? "")
        }
        return FileInspection.Column(
            letters: CellPosition.columnLetters(column.column), header: column.header, name: nil,
            type: column.typeName, values: values, blanks: rows - values - column.exceptions.count,
            exceptions: column.exceptions.count, exceptionExamples: examples)
    }

    private func ignoredRows(_ table: RecognisedTable, _ found: SheetTables) -> [FileInspection.IgnoredRows] {
        IgnoredRow.Kind.allCases.compactMap { kind in
            let rows = table.ignoredRows.filter { $0.kind == kind }
            guard let first = rows.first else { return nil }
            return FileInspection.IgnoredRows(
                kind: kind.rawValue, rows: Self.ranges(rows.map { found.rowNumber(at: $0.row) }),
                count: rows.count, reason: sentence(first.reason))
        }
    }

    /// Row numbers in a short form: `1-3, 118`; of many ranges the first ten and an ellipsis.
    static func ranges(_ rows: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for row in rows.sorted() {
            if let last = ranges.last, last.upperBound >= row - 1 {
                ranges[ranges.count - 1] = last.lowerBound...max(row, last.upperBound)
            } else {
                ranges.append(row...row)
            }
        }
        let shown = ranges.prefix(10).map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
        }
        return shown.joined(separator: ", ") + (ranges.count > 10 ? ", …" : "")
    }
}

extension TypedColumn {
    /// Whether no row has a value.
    var isEmpty: Bool {
        if case .empty = values { return true }
        return false
    }

    /// The name of the type, as `inspect` shows it.
    public var typeName: String {
        switch values {
        case .empty: "empty"
        case .text: "text"
        case .decimal(_, let scale): format == .percent ? "percent" : scale == 0 ? "integer" : "decimal"
        case .number: format == .percent ? "percent" : "number"
        case .boolean: "boolean"
        case .date: "date"
        case .dateTime: "datetime"
        case .time: "time"
        case .duration: "duration"
        }
    }
}

extension CSVDialect {
    /// The dialect in a short form: `,` `"` `""`.
    var summary: String {
        let quote = quote.map { String(UnicodeScalar($0)) } ?? "-"
        return delimiterName + (skipsSpaces ? "+space" : "") + " " + quote + " " + escape.rawValue
    }
}
