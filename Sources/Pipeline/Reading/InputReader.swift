import Registers
import Spreadsheet

/// Reads files into the registers that are in them.
struct InputReader: Sendable {
    private let recogniser: RegisterRecogniser
    private let finder: TableFinder
    private let pins: [RegisterPin]
    private let options: CSVReadOptions
    private let period: RunMonth

    /// More than this part of a required column must be readable.
    private static let leastReadable = 0.5

    init(_ registers: RegisterCatalogue, _ configuration: Configuration, period: RunMonth) {
        recogniser = RegisterRecogniser(registers)
        let headerWords = registers.headerWords
        finder = TableFinder(headerWords: headerWords)
        pins = configuration.pins
        var options = CSVReadOptions()
        options.headerWords = headerWords.sorted()
        options.limits = configuration.limits
        self.options = options
        self.period = period
    }

    /// Reads a file with so many threads; what is read does not depend on their number.
    func read(_ file: InputFile, threads: Int) -> FileReading {
        var reading = FileReading(file: file)
        do throws(SpreadsheetError) {
            let bytes = try FileBytes(path: file.path, limits: options.limits)
            let document: Document
            if let inner = file.inner {
                let archive = try Document(bytes, file: Self.containerOrigin(file), options: options)
                guard case .archive(let content) = archive.content else {
                    reading.hasChanged = true
                    return reading
                }
                document = try content.document(named: inner)
            } else {
                document = try Document(bytes, file: file.origin, options: options)
            }
            read(document, into: &reading, threads: threads)
        } catch {
            reading.refusals.append(error.finding)
        }
        if let signature = file.signature, FileSignature(path: file.path) != signature {
            reading.hasChanged = true
        }
        return reading
    }

    private static func containerOrigin(_ file: InputFile) -> String {
        file.inner.map { String(file.origin.dropLast($0.count + 1)) } ?? file.origin
    }

    private func read(_ document: Document, into reading: inout FileReading, threads: Int) {
        reading.format = document.format.format.rawValue
        if case .archive = document.content {
            // Taken out of an archive of files it is still one too many.
            reading.refusals.append(
                Finding(FindingCode("zip.nested"), .critical, at: Origin(file: reading.file.origin)))
            return
        }
        note(document.findings, &reading)
        var unrecognised: [Finding] = []
        var tableCount = 0
        var finder = finder
        finder.threads = threads
        for (index, info) in document.sheets.enumerated() {
            let sheet = document.sheet(at: index, threads: threads)
            note(sheet.findings, &reading)
            let tables = sheet.tables(finder)
            let name = info.name.isEmpty ? nil : info.name
            for table in tables.tables {
                read(
                    table, in: tables, sheet: name, index: tableCount, threads: threads, into: &reading,
                    &unrecognised)
                tableCount += 1
            }
        }
        guard reading.parts.isEmpty, reading.refusals.isEmpty else { return }
        let origin = Origin(file: reading.file.origin)
        if tableCount == 0 {
            reading.refusals.append(Finding(.fileNoTable, .critical, at: origin))
        } else {
            reading.refusals.append(Finding(.fileNoRegister, .critical, at: origin))
            reading.refusals += unrecognised
        }
    }

    /// Keeps what was found about the file or a sheet; a file that was not read as a whole is not used.
    private func note(_ findings: [Finding], _ reading: inout FileReading) {
        for finding in findings
        where !reading.findings.contains(finding) && !reading.refusals.contains(finding) {
            if finding.severity >= .error {
                if reading.refusals.isEmpty {
                    reading.refusals.append(
                        Finding(.fileIncomplete, .critical, at: Origin(file: reading.file.origin)))
                }
                reading.refusals.append(finding)
            } else {
                reading.findings.append(finding)
            }
        }
    }

    // MARK: Tables

    private func read(
        _ table: RecognisedTable, in tables: SheetTables, sheet: String?, index: Int, threads: Int,
        into reading: inout FileReading, _ unrecognised: inout [Finding]
    ) {
        var hints = RecognitionHints(file: reading.file.origin, sheet: sheet)
        let recognition = recognise(table, in: tables, &hints)
        var reader = RegisterReader(period: (period.year, period.month), threads: threads)
        reader.threads = threads
        guard let part = reader.read(table, in: tables, as: recognition, hints: hints) else {
            let rows = table.dataRows.count + table.ignoredRows.count
            reading.rowsAside += rows
            unrecognised += recognition.findings
            reading.findings.append(
                Finding(
                    .sheetNoRegister, .info,
                    at: Origin(file: reading.file.origin, sheet: sheet, cell: table.range?.first),
                    values: ["rows": String(rows)]))
            return
        }
        let (period, day) = PartPeriod.of(part)
        reading.parts.append(PartReading(part: part, index: index, period: period, day: day))
        reading.refusals += refusals(of: part, recognition, table)
        if part.rowNumbers.isEmpty {
            reading.findings.append(
                Finding(
                    .fileNoRows, .warning, at: Origin(file: part.file, sheet: part.sheet),
                    values: ["register": part.register.chineseName]))
        }
    }

    /// Recognises a table; what is pinned, or lies in a folder named after a register, is that register when anything of
    /// it is there.
    private func recognise(
        _ table: RecognisedTable, in tables: SheetTables, _ hints: inout RecognitionHints
    ) -> Recognition {
        let free = recogniser.recognise(table, in: tables, hints: hints)
        guard let key = pinned(hints), free.register?.key != key else { return free }
        hints.pinned = key
        let pinned = recogniser.recognise(table, in: tables, hints: hints)
        return pinned.columns.contains { $0.name != nil } ? pinned : free
    }

    private func pinned(_ hints: RecognitionHints) -> String? {
        if let pin = pins.first(where: { $0.matches(file: hints.file, sheet: hints.sheet) }) {
            return pin.register
        }
        let folders = hints.file.split(separator: "/").dropLast()
        return folders.lazy.compactMap { folder in
            recogniser.catalogue.registers.first { $0.key == folder || $0.chineseName == folder }?.key
        }.first
    }

    // MARK: Refusals

    private func refusals(
        of part: RegisterPart, _ recognition: Recognition, _ table: RecognisedTable
    ) -> [Finding] {
        let origin = Origin(file: part.file, sheet: part.sheet, cell: table.range?.first)
        var refusals: [Finding] = []
        for finding in recognition.findings {
            var finding = finding
            finding.severity = .critical
            refusals.append(finding)
        }
        for missing in recognition.missing where missing.comesFromContext {
            guard let index = part.register.index(of: missing.name),
                case .absent = part.columns[index].values, !part.rowNumbers.isEmpty
            else { continue }
            refusals.append(
                Finding(
                    .fileColumnMissing, .critical, at: origin,
                    values: [
                        "register": part.register.chineseName, "header": missing.header,
                        "column": missing.name,
                    ]))
        }
        for (index, column) in part.register.columns.enumerated() where column.need == .required {
            let data = part.columns[index]
            let failed = data.issues.filter {
                $0.kind.losesValue && $0.kind != .blank && $0.kind != .formulaWithoutValue
            }
            let good = data.validity?.population ?? part.rowNumbers.count
            guard let first = failed.first,
                Double(good) < Self.leastReadable * Double(good + failed.count)
            else { continue }
            refusals.append(
                Finding(
                    .fileWrongTypes, .critical,
                    at: Origin(
                        file: part.file, sheet: part.sheet,
                        cell: CellPosition(
                            row: Int(part.rowNumbers[first.row]), column: max(1, data.sheetColumns[0]))),
                    values: [
                        "register": part.register.chineseName, "header": column.header,
                        "column": column.name, "total": String(good + failed.count),
                        "count": String(failed.count),
                        "value": String(
                            (column.sensitivity.map { Masking.mask(first.written, as: $0) } ?? first.written)
                                .prefix(80)),
                    ]))
        }
        return refusals
    }
}
