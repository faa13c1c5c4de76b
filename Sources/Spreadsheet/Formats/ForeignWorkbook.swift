/// What was read from a file that holds tables but is no XLSX package: HTML, SpreadsheetML 2003.
public struct ForeignWorkbook: Sendable {
    /// The sheets, in the order of the file.
    public var sheets: [ForeignSheet]
    /// How days are counted.
    public var dateSystem: DateSystem
    /// What is remarkable about the file.
    public var findings: [Finding]

    /// Makes a workbook.
    public init(sheets: [ForeignSheet] = [], dateSystem: DateSystem = .from1900, findings: [Finding] = []) {
        self.sheets = sheets
        self.dateSystem = dateSystem
        self.findings = findings
    }
}
