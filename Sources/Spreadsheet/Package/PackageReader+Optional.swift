extension PackageReader {
    /// The whole of a part that a workbook can do without; nil, and a finding, when it is missing or damaged.
    ///
    /// A missing part is no more than a warning: a cell that needs it gets a finding of its own.
    func optionalData(of part: String, at origin: Origin, _ findings: inout [Finding]) -> [UInt8]? {
        guard contains(part) else {
            findings.append(Finding(.partMissing, .warning, at: origin, values: ["part": part]))
            return nil
        }
        do throws(SpreadsheetError) {
            return try data(of: part)
        } catch {
            findings.append(error.finding)
            return nil
        }
    }
}
