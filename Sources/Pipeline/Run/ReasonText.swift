import Spreadsheet

/// Writes down beside a rejected file why it was rejected, for whoever made it.
struct ReasonText {
    let language: Language
    let catalogue: FindingCatalogue

    /// The name of the file that goes beside a file.
    func path(beside path: String) -> String { path + (language == .chinese ? ".原因.txt" : ".reason.txt") }

    /// The text; findings beyond the first fifty are counted.
    func text(name: String, asOf: CivilDay, reasons: [Finding]) -> String {
        var lines: [String] = []
        switch language {
        case .chinese:
            lines = ["文件：\(name)", "日期：\(asOf.iso8601)", "结果：未采用，没有计入任何报表。", "", "原因："]
        case .english:
            lines = [
                "File: \(name)", "Date: \(asOf.iso8601)", "Result: not used; it counts in no report.", "",
                "Why:",
            ]
        }
        for (index, finding) in reasons.prefix(50).enumerated() {
            let sentences = catalogue.sentences(for: finding, in: language)
            let message = place(finding, name) + sentences.message
            lines.append("\(index + 1). \(message)")
            if !sentences.remedy.isEmpty {
                lines.append(
                    language == .chinese ? "   处理：\(sentences.remedy)" : "   What to do: \(sentences.remedy)")
            }
        }
        if reasons.count > 50 {
            let rest = reasons.count - 50
            lines.append(language == .chinese ? "另有 \(rest) 处问题，不再列出。" : "And \(rest) more.")
        }
        lines.append("")
        lines.append(
            language == .chinese
                ? "改正后，请把文件重新放入投放目录。原文件保留在本目录，没有改动。"
                : "When it is put right, drop the file into the inbox again. The file beside this one is untouched."
        )
        // Windows programs of the office show line ends and Chinese rightly this way.
        return "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
    }

    private func place(_ finding: Finding, _ name: String) -> String {
        var parts: [String] = []
        if finding.origin.file != name, finding.origin.file.hasPrefix(name + "/") {
            parts.append(String(finding.origin.file.dropFirst(name.count + 1)))
        }
        if let sheet = finding.origin.sheet {
            parts.append(language == .chinese ? "工作表“\(sheet)”" : "sheet \"\(sheet)\"")
        }
        if let cell = finding.origin.cell {
            parts.append(language == .chinese ? "单元格 \(cell.reference)" : "cell \(cell.reference)")
        }
        guard !parts.isEmpty else { return "" }
        return parts.joined(separator: language == .chinese ? "，" : ", ")
            + (language == .chinese ? "：" : ": ")
    }
}
