/// Reads workbooks of the format "XML Spreadsheet 2003", which business software likes to name `.xls`.
///
/// The format is described in Microsoft's "XML Spreadsheet Reference" of Office XP and 2003.
public enum SpreadsheetML2003Reader {
    /// Reads all sheets of a workbook.
    ///
    /// A file that breaks off yields what is whole, with a finding that says where. Formulas are kept as they are
    /// written, in R1C1 notation, without the leading `=`.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, in whatever encoding its XML declaration names.
    ///   - file: The file's path, for origins.
    ///   - limits: What the file may ask of the machine.
    /// - Returns: The sheets and what is remarkable.
    /// - Throws: ``SpreadsheetError`` when there is no sheet to be read.
    public static func read(
        _ bytes: UnsafeRawBufferPointer, file: String, limits: ReadLimits = ReadLimits()
    ) throws(SpreadsheetError) -> ForeignWorkbook {
        let origin = Origin(file: file)
        let budget = ReadBudget(limits)
        let parser = XMLPushParser(
            SpreadsheetML2003Handler(origin: origin, textLimit: limits.textLength), maxDepth: limits.xmlDepth)
        parser.skipsForeignElements = false
        var offset = 0
        var isOutOfTime = false
        while offset < bytes.count, !parser.isDone, !isOutOfTime {
            let end = min(offset + 1 << 20, bytes.count)
            parser.push(UnsafeRawBufferPointer(rebasing: bytes[offset..<end]))
            offset = end
            isOutOfTime = budget.isOver
        }
        if !isOutOfTime { parser.finish() }
        var workbook = parser.handler.workbook()
        if let failure = parser.failure { workbook.findings.append(failure.finding(part: file, at: origin)) }
        if isOutOfTime {
            workbook.findings.append(Finding(.timeOver, .error, at: origin, values: ["part": file]))
        }
        guard !workbook.sheets.isEmpty else {
            var finding = workbook.findings.last ?? Finding(.spreadsheetMLNoSheet, .critical, at: origin)
            finding.severity = .critical
            throw SpreadsheetError(finding)
        }
        return workbook
    }
}
