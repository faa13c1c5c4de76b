/// Writes out what a document holds: every cell as JSON lines, or a recognised table as CSV.
public struct DocumentDumper: Sendable {
    /// How it went.
    public struct Outcome: Sendable {
        /// Everything wrong or remarkable.
        public var findings: [Finding] = []
        /// The request made no sense: there is no such sheet or table.
        public var isUnusable = false
        /// The file could not be read, or not whole.
        public var isRejected = false
    }

    /// Only the sheet of this name; nil for all.
    public var sheet: String?
    /// How files are read.
    public var options = CSVReadOptions()

    /// Makes a dumper.
    public init(sheet: String? = nil) {
        self.sheet = sheet
    }

    /// Bytes after which output is handed over.
    private static let outputBytes = 256 << 10

    /// Hands over every cell of a file, as JSON lines, in pieces.
    public func dumpCells(of path: String, _ write: ([UInt8]) throws -> Void) rethrows -> Outcome {
        try eachSheet(of: path) { sheet, name, outcome in
            switch sheet {
            case .cells(let sheet):
                try dump(
                    CellLines(
                        sheet: name, cells: sheet.cells, isSheetHidden: sheet.info.visibility != .visible,
                        isColumnHidden: sheet.details.isColumnHidden), write)
            case .text(let document): try dump(document, name, write)
            }
        }
    }

    /// Hands over a recognised table as CSV.
    ///
    /// Tables are counted from 1 through all sheets.
    public func dumpTable(
        _ number: Int, of path: String, _ write: ([UInt8]) throws -> Void
    ) rethrows -> Outcome {
        var before = 0
        var isFound = false
        var outcome = try eachSheet(of: path) { sheet, _, _ in
            guard !isFound else { return }
            let found = sheet.tables()
            if number - before <= found.tables.count {
                isFound = true
                try write(found.csv(of: found.tables[number - before - 1]))
            }
            before += found.tables.count
        }
        if !isFound, !outcome.isRejected, !outcome.isUnusable {
            outcome.isUnusable = true
            outcome.findings.append(
                Finding(
                    .noSuchTable, .critical, at: Origin(file: path),
                    values: ["number": String(number), "count": String(before)]))
        }
        return outcome
    }

    // MARK: - Sheets

    private func eachSheet(
        of path: String, _ body: (DocumentSheet, _ name: String, inout Outcome) throws -> Void
    ) rethrows -> Outcome {
        var outcome = Outcome()
        var names: [String] = []
        guard let document = open(path, &outcome) else { return outcome }
        note(document.findings, &outcome)
        try eachSheet(of: document, prefix: "", &names, &outcome, body)
        if case .archive(let archive) = document.content {
            for name in archive.names {
                guard let inner = Self.open(name, in: archive, &outcome) else { continue }
                note(inner.findings, &outcome)
                try eachSheet(of: inner, prefix: name + "!", &names, &outcome, body)
            }
        }
        if let sheet, !names.contains(sheet) {
            outcome.isUnusable = true
            let named = names.filter { !$0.isEmpty }
            outcome.findings.append(
                Finding(
                    named.isEmpty ? .noNamedSheets : .noSuchSheet, .critical, at: Origin(file: path),
                    values: ["name": sheet, "names": named.joined(separator: "、")]))
        }
        return outcome
    }

    private func open(_ path: String, _ outcome: inout Outcome) -> Document? {
        do throws(SpreadsheetError) {
            return try Document(path: path, options: options)
        } catch {
            outcome.findings.append(error.finding)
            outcome.isRejected = true
            return nil
        }
    }

    private static func open(_ name: String, in archive: Archive, _ outcome: inout Outcome) -> Document? {
        do throws(SpreadsheetError) {
            return try archive.document(named: name)
        } catch {
            outcome.findings.append(error.finding)
            outcome.isRejected = true
            return nil
        }
    }

    private func eachSheet(
        of document: Document, prefix: String, _ names: inout [String], _ outcome: inout Outcome,
        _ body: (DocumentSheet, _ name: String, inout Outcome) throws -> Void
    ) rethrows {
        for (index, info) in document.sheets.enumerated() {
            let name = prefix + info.name
            names.append(name)
            guard sheet == nil || sheet == name else { continue }
            let content = document.sheet(at: index)
            note(content.findings, &outcome)
            try body(content, name, &outcome)
        }
    }

    /// Keeps findings, each once: those of the shared strings come with every sheet.
    private func note(_ findings: [Finding], _ outcome: inout Outcome) {
        for finding in findings where !outcome.findings.contains(finding) {
            outcome.findings.append(finding)
            if finding.severity >= .error { outcome.isRejected = true }
        }
    }

    // MARK: - Cells

    private func dump(_ lines: CellLines, _ write: ([UInt8]) throws -> Void) rethrows {
        // A few chunks at a time, made on both cores and written in order, so that memory stays small.
        let group = 8
        for first in stride(from: 0, to: lines.chunkCount, by: group) {
            let count = min(group, lines.chunkCount - first)
            let texts = Parallel.map(count: count, threads: 2) { index in
                var json = JSONText()
                lines.append(chunk: first + index, to: &json)
                return json.bytes
            }
            for text in texts { try write(text) }
        }
    }

    /// The fields of a character-separated file: text each of them.
    ///
    /// A field without characters is blank.
    private func dump(_ document: CSVDocument, _ name: String, _ write: ([UInt8]) throws -> Void) rethrows {
        var json = JSONText()
        for record in 0..<document.recordCount {
            for field in 0..<document.fieldCount(ofRecord: record) {
                guard let text = document.text(ofField: field, ofRecord: record), !text.isEmpty else {
                    continue
                }
                json.raw("{\"sheet\":")
                json.string(name)
                json.raw(",\"cell\":\"")
                json.raw(CellPosition(row: record + 1, column: field + 1).reference.utf8)
                json.raw("\",\"type\":\"text\",\"value\":")
                json.string(text)
                json.raw("}\n")
            }
            if json.bytes.count >= Self.outputBytes {
                try write(json.bytes)
                json.removeAll()
            }
        }
        if !json.bytes.isEmpty { try write(json.bytes) }
    }
}
