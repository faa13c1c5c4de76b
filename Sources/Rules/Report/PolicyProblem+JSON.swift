import Registers
import Spreadsheet

extension PolicyProblem {
    /// The problem as one line of JSON for `hedui check --json`, with a line feed, UTF-8.
    public func jsonLine(in language: Language, catalogue: FindingCatalogue, isWarning: Bool) -> [UInt8] {
        let sentences = catalogue.sentences(for: finding, in: language)
        let nearest = values["nearest"].flatMap { $0.isEmpty ? nil : $0 }
        var json = JSONLine()
        json.text("file", file)
        json.raw("line", String(line))
        json.raw("column", String(column))
        json.text("severity", isWarning ? "warning" : "error")
        json.text("code", code.rawValue)
        json.text("message", sentences.message)
        json.text("remedy", values["nearest"] == "" ? "" : sentences.remedy)
        json.optional("suggestion", suggestion ?? nearest)
        json.optional("excerpt", excerpt)
        return json.line
    }
}
