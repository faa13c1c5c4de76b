import Foundation

/// Turns workbooks into character-separated files and back, row by row, in memory that does not grow with the rows.
///
/// ```swift
/// let result = try DocumentConverter().convert("orders.xlsx", to: "orders.csv")
/// ```
///
/// Web pages with tables and SpreadsheetML 2003, which are read whole, can be turned into either. The output appears
/// under its name complete or not at all.
public struct DocumentConverter: Sendable {
    /// How files are converted.
    public var options: ConvertOptions

    /// Makes a converter.
    public init(options: ConvertOptions = ConvertOptions()) {
        self.options = options
    }

    /// What an output is to be.
    private enum Target {
        case workbook
        case text(CSVWriteOptions)
        case folder(CSVWriteOptions)
    }

    /// Converts a file.
    ///
    /// - Parameters:
    ///   - input: Any file that ``Document`` reads, but an archive.
    ///   - output: The file to write: `.xlsx`, `.csv`, `.tsv` or `.txt`; or a folder, for one CSV file a sheet.
    /// - Returns: What was written, and what is remarkable about the input.
    /// - Throws: ``SpreadsheetError`` with a code `convert.*`, one of reading, or `write.disk-full` and `write.failed`.
    public func convert(_ input: String, to output: String) throws -> ConvertResult {
        let target = try target(for: output)
        if FileManager.default.fileExists(atPath: output), Self.isSame(input, output) {
            throw error(.convertSameFile, at: input)
        }
        let bytes = try FileBytes(path: input, limits: options.limits)
        let format = try FileFormatDetector.detect(bytes, file: input, limits: options.limits)
        if let refusal = format.refusal { throw SpreadsheetError(refusal) }
        switch (format.format, target) {
        case (.text, .workbook):
            try checkFree(output)
            return try TextToWorkbook(options: options).convert(input, to: output)
        case (.text, _): throw error(.convertSameKind, at: input, ["format": "CSV"])
        case (.zip, _): throw error(.convertArchive, at: input)
        case (.xlsx, .workbook), (.xlsm, .workbook):
            throw error(.convertSameKind, at: input, ["format": format.format.rawValue.uppercased()])
        case (_, .workbook):
            try checkFree(output)
            return try workbook(from: input, to: output)
        case (_, .text(let writing)):
            try checkFree(output)
            return try texts(from: input, writing) { _ in output }
        case (_, .folder(let writing)):
            return try folder(from: input, to: output, writing)
        }
    }

    // MARK: - Targets

    private func target(for output: String) throws(SpreadsheetError) -> Target {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
        if output.hasSuffix("/") || (exists && isFolder.boolValue) { return .folder(try writing(".csv")) }
        switch (output as NSString).pathExtension.lowercased() {
        case "xlsx": return .workbook
        case "csv", "txt": return .text(try writing(".csv"))
        case "tsv", "tab": return .text(try writing(".tsv"))
        default: throw error(.convertOutputKind, at: output, ["file": output])
        }
    }

    private func writing(_ suffix: String) throws(SpreadsheetError) -> CSVWriteOptions {
        var writing = CSVWriteOptions()
        switch options.encoding {
        case nil, .utf8: writing.encoding = options.writesMark ? .utf8WithMark : .utf8
        case .gb18030: writing.encoding = .gb18030
        case .some(let other): throw error(.convertEncoding, at: "", ["encoding": other.name])
        }
        writing.delimiter = options.delimiter ?? (suffix == ".tsv" ? .tab : .comma)
        writing.formulas = options.formulas
        return writing
    }

    private func checkFree(_ output: String) throws(SpreadsheetError) {
        guard options.replacesOutput || !FileManager.default.fileExists(atPath: output) else {
            throw error(.convertOutputExists, at: output, ["file": output])
        }
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        let paths = [left, right].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        return paths[0] == paths[1]
    }

    private func error(_ code: FindingCode, at file: String, _ values: [String: String] = [:])
        -> SpreadsheetError
    {
        SpreadsheetError(Finding(code, .error, at: Origin(file: file), values: values))
    }

    // MARK: - Sheets

    /// The sheets that go into one file, or each into one of a folder.
    private func chosenSheets(
        _ source: ConvertSource, several: Bool, _ findings: inout [Finding]
    ) throws(SpreadsheetError) -> [Int] {
        let all = source.sheets.indices.filter { source.sheets[$0].kind == .worksheet }
        let names = { (indices: [Int]) in indices.map { source.sheets[$0].name }.joined(separator: ", ") }
        if let wanted = options.sheet {
            guard let index = all.first(where: { source.sheets[$0].name.lowercased() == wanted.lowercased() })
            else {
                throw error(.convertNoSuchSheet, at: source.file, ["sheet": wanted, "sheets": names(all)])
            }
            return [index]
        }
        guard !all.isEmpty else { throw error(.convertNoSheet, at: source.file) }
        if several { return all }
        let shown = all.filter { source.sheets[$0].visibility == .visible }
        let candidates = shown.isEmpty ? all : shown
        guard candidates.count == 1 else {
            throw error(.convertSeveralSheets, at: source.file, ["sheets": names(all)])
        }
        let hidden = all.filter { !candidates.contains($0) }
        if !hidden.isEmpty {
            findings.append(
                Finding(
                    .convertHiddenSheets, .info, at: Origin(file: source.file),
                    values: ["sheets": names(hidden)]))
        }
        return candidates
    }

    private func texts(
        from input: String, _ writing: CSVWriteOptions, several: Bool = false,
        path: (SheetInfo) throws -> String
    ) throws -> ConvertResult {
        let source = try ConvertSource(path: input, limits: options.limits)
        var result = ConvertResult(findings: source.findings)
        for index in try chosenSheets(source, several: several, &result.findings) {
            let sheet = source.sheets[index]
            let part = try SheetToText(
                source: source, index: index, writing: writing, progress: options.progress
            )
            .write(to: try path(sheet))
            result.outputs += part.outputs
            result.findings += part.findings
        }
        return result
    }

    private func folder(from input: String, to output: String, _ writing: CSVWriteOptions) throws
        -> ConvertResult
    {
        do {
            try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        } catch {
            throw SpreadsheetError(
                Finding(
                    .writeFailed, .critical, at: Origin(file: output),
                    values: ["reason": (error as NSError).localizedDescription]))
        }
        var taken: Set<String> = []
        let base = output.hasSuffix("/") ? output : output + "/"
        let suffix = writing.delimiter == .tab ? ".tsv" : ".csv"
        return try texts(from: input, writing, several: true) { sheet in
            let name = Self.fileName(for: sheet.name)
            var candidate = name
            var number = 2
            while !taken.insert(candidate.lowercased()).inserted {
                candidate = "\(name) (\(number))"
                number += 1
            }
            let path = base + candidate + suffix
            try checkFree(path)
            return path
        }
    }

    /// The name of a sheet as the name of a file on any system.
    static func fileName(for sheet: String) -> String {
        let forbidden = Set("/\\:*?\"<>|\0".unicodeScalars)
        let scalars = sheet.unicodeScalars.map { forbidden.contains($0) || $0.value < 0x20 ? "_" : $0 }
        var name = String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespaces)
        while name.hasPrefix(".") { name = "_" + name.dropFirst() }
        // File systems take 255 bytes.
        while name.utf8.count > 200 { name.removeLast() }
        return name.isEmpty ? "_" : name
    }

    /// Turns a file that is no package into a workbook, sheet by sheet.
    private func workbook(from input: String, to output: String) throws -> ConvertResult {
        let source = try ConvertSource(path: input, limits: options.limits)
        var result = ConvertResult(findings: source.findings)
        let indices = try chosenSheets(source, several: true, &result.findings)
        var rows = 0
        var missing = 0
        let used = WorkbookNames()
        try WorkbookWriter.write(to: output) { book in
            for index in indices {
                let info = source.sheets[index]
                var sheetOptions = SheetOptions()
                // A workbook must show one sheet.
                if indices.count > 1, info.visibility != .visible, index != indices.first {
                    sheetOptions.visibility = .hidden
                }
                let sheet = try book.addSheet(used.name(for: info.name), options: sheetOptions)
                try source.forEachRow(at: index) { row, cells in
                    if row > sheet.row + 1 { try sheet.skipRows(row - sheet.row - 1) }
                    try sheet.row { line in
                        for cell in cells {
                            line.move(to: cell.column)
                            if cell.value == .missing { missing += 1 }
                            line.value(cell.value)
                        }
                    }
                }
                rows += sheet.row
            }
        }
        if missing > 0 {
            result.findings.append(
                Finding(
                    .convertMissingValues, .warning, at: Origin(file: input),
                    values: ["count": String(missing)]))
        }
        result.outputs = [
            ConvertResult.Output(path: output, sheet: source.sheets[indices[0]].name, rows: rows)
        ]
        return result
    }
}

/// Gives sheets names that Excel takes, each once.
final class WorkbookNames {
    private var taken: Set<String> = []

    func name(for wanted: String) -> String {
        let valid = SheetName.valid(wanted)
        var name = valid
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = SheetName.numbered(valid, number)
            number += 1
        }
        return name
    }
}
